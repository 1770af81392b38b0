//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 15;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.34, 0.67);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("way_coverage",      [-0.44, -0.61,  0.13,  0.48,  0.79], [-0.75, -0.87,  0.19,  0.79,  1.30]),
    ("coverage",          [-0.95, -0.68,  0.05,  0.84,  1.08], [-0.75, -0.63,  0.22,  1.21,  0.62]),
    ("evidence",          [-0.51, -0.19, -0.61,  0.89,  0.76], [-0.36, -0.57,  0.05,  1.25,  0.29]),
    ("margin",            [-0.91,  0.05,  0.78,  0.70, -0.29], [ 0.28,  0.25,  0.50, -0.11, -0.25]),
    ("standing",          [-0.18, -0.19,  0.64,  0.43, -0.36], [ 0.58,  0.63, -0.14, -0.12, -0.29]),
    ("words",             [-1.33,  0.20,  0.45,  0.32,  0.70], [-1.42,  0.56,  0.83,  0.19,  0.50]),
    ("unknown",           [ 0.78,  0.47, -0.09, -0.73, -0.10], [ 1.37,  0.76, -0.25, -1.13, -0.10]),
    ("held",              [-0.00, -0.02, -0.02, -0.87,  1.26], [-0.16, -0.55,  0.24, -0.19,  1.32]),
    ("missing",           [ 0.02, -0.33,  0.00,  0.51,  0.13], [-0.17, -0.26, -0.15,  1.18,  0.06]),
    ("kind_missing",      [ 0.72,  0.00,  0.00,  0.00, -0.39], [ 0.43,  0.00,  0.00,  0.00,  0.24]),
    ("by_words",          [-0.04, -0.47, -0.36,  0.40,  0.81], [-0.78, -0.10,  0.75,  0.56,  0.23]),
    ("by_function_words", [-0.62,  0.97, -0.06,  0.02,  0.03], [-0.62,  1.26, -0.03,  0.01,  0.05]),
    ("by_concepts",       [-0.64,  1.07, -0.12, -0.00,  0.03], [-0.39,  1.12, -0.09, -0.00,  0.03]),
    ("by_grams",          [-0.55,  0.67,  0.22,  0.00,  0.00], [-0.63,  1.04,  0.17,  0.08,  0.00]),
    ("by_kana_grams",     [-0.64,  0.91,  0.13, -0.02, -0.05], [-0.24,  0.89,  0.06, -0.01, -0.03]),
];
