//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 15;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.38, 0.70);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("way_coverage",      [-0.39, -0.59,  0.08,  0.53,  0.75], [-0.65, -0.82,  0.17,  0.75,  1.25]),
    ("coverage",          [-0.88, -0.59,  0.01,  0.70,  1.14], [-0.77, -0.56,  0.28,  1.11,  0.64]),
    ("evidence",          [-0.57, -0.16, -0.63,  0.98,  0.76], [-0.23, -0.39, -0.20,  1.21,  0.30]),
    ("margin",            [-0.86,  0.02,  0.79,  0.76, -0.32], [ 0.13,  0.24,  0.52,  0.13, -0.31]),
    ("standing",          [-0.35, -0.04,  0.66,  0.44, -0.33], [ 0.52,  0.78, -0.11, -0.17, -0.33]),
    ("words",             [-1.07,  0.12,  0.44,  0.25,  0.64], [-1.16,  0.54,  0.71,  0.21,  0.40]),
    ("unknown",           [ 0.66,  0.68,  0.05, -0.66, -0.35], [ 1.27,  1.03, -0.04, -1.05, -0.51]),
    ("held",              [ 0.36, -0.08, -0.21, -0.90,  1.20], [-0.13, -0.45,  0.20, -0.11,  1.19]),
    ("missing",           [-0.09, -0.17,  0.11,  0.45,  0.09], [-0.19, -0.04, -0.02,  0.92,  0.02]),
    ("kind_missing",      [ 0.76,  0.00,  0.00,  0.00, -0.38], [ 0.54,  0.00,  0.00,  0.00,  0.15]),
    ("by_words",          [-0.12, -0.37, -0.44,  0.47,  0.84], [-0.63, -0.16,  0.65,  0.57,  0.26]),
    ("by_function_words", [-0.52,  0.93, -0.08,  0.02,  0.03], [-0.41,  1.11, -0.05,  0.00,  0.05]),
    ("by_concepts",       [-0.77,  1.11,  0.05, -0.03,  0.03], [-0.73,  1.41,  0.05, -0.06,  0.03]),
    ("by_grams",          [-0.66,  0.74,  0.29,  0.01,  0.00], [-0.72,  1.17,  0.16,  0.09,  0.00]),
    ("by_kana_grams",     [-0.64,  1.11, -0.03, -0.04, -0.01], [-0.20,  1.09, -0.12, -0.04, -0.03]),
];
