//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 16;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.33, 0.62);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("likeness",          [ 0.03, -0.37,  0.16, -0.16,  0.66], [-0.48, -0.44,  1.05,  0.19,  0.30]),
    ("way_coverage",      [-0.53, -0.42,  0.08,  0.38,  0.83], [-0.40, -0.53, -0.02,  0.47,  1.10]),
    ("coverage",          [-0.90, -0.67,  0.05,  0.82,  1.03], [-0.69, -0.72,  0.20,  1.17,  0.66]),
    ("evidence",          [-0.53, -0.17, -0.61,  0.90,  0.74], [-0.40, -0.60,  0.05,  1.25,  0.33]),
    ("margin",            [-0.94, -0.00,  0.74,  0.69, -0.16], [ 0.22,  0.16,  0.43, -0.07, -0.12]),
    ("standing",          [-0.20, -0.25,  0.62,  0.42, -0.26], [ 0.49,  0.63, -0.14, -0.20, -0.16]),
    ("words",             [-1.33,  0.19,  0.44,  0.36,  0.68], [-1.42,  0.50,  0.77,  0.27,  0.50]),
    ("unknown",           [ 0.81,  0.47, -0.14, -0.73, -0.09], [ 1.24,  0.80, -0.32, -1.05, -0.05]),
    ("held",              [-0.01,  0.03,  0.04, -0.88,  1.15], [-0.13, -0.46,  0.25, -0.21,  1.17]),
    ("missing",           [ 0.08, -0.31, -0.05,  0.45,  0.16], [-0.18, -0.14, -0.16,  1.12, -0.03]),
    ("kind_missing",      [ 0.71,  0.00,  0.00,  0.00, -0.38], [ 0.40,  0.00,  0.00,  0.00,  0.22]),
    ("by_words",          [-0.00, -0.39, -0.35,  0.36,  0.71], [-0.68, -0.00,  0.67,  0.44,  0.19]),
    ("by_function_words", [-0.54,  0.96, -0.13,  0.02,  0.03], [-0.47,  1.16, -0.11,  0.00,  0.03]),
    ("by_concepts",       [-0.61,  1.01, -0.09, -0.00,  0.03], [-0.33,  0.98, -0.06, -0.01,  0.03]),
    ("by_grams",          [-0.54,  0.63,  0.21,  0.03,  0.00], [-0.52,  0.96,  0.09,  0.09,  0.00]),
    ("by_kana_grams",     [-0.62,  0.89,  0.12, -0.02, -0.04], [-0.15,  0.79,  0.02, -0.01, -0.03]),
];
