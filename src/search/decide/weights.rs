//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 18;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.28, 0.52);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("likeness",          [ 0.66, -0.45, -0.17, -0.32,  0.55], [ 0.24, -0.72,  0.62,  0.11,  0.28]),
    ("way_coverage",      [-0.05, -0.30, -0.17,  0.17,  0.63], [ 0.12, -0.41, -0.39,  0.31,  0.89]),
    ("coverage",          [-0.93, -0.60,  0.04,  0.84,  0.93], [-0.76, -0.78,  0.17,  1.14,  0.75]),
    ("evidence",          [-0.55, -0.26, -0.65,  0.97,  0.76], [-0.38, -0.58, -0.03,  1.17,  0.35]),
    ("margin",            [-0.81,  0.11,  0.69,  0.58, -0.29], [ 0.16,  0.19,  0.31, -0.03, -0.11]),
    ("standing",          [-0.15, -0.17,  0.62,  0.35, -0.37], [ 0.55,  0.56, -0.20, -0.23, -0.16]),
    ("words",             [-1.32,  0.16,  0.39,  0.29,  0.75], [-1.40,  0.42,  0.69,  0.24,  0.57]),
    ("unknown",           [ 0.67,  0.53, -0.07, -0.70, -0.14], [ 1.15,  0.81, -0.19, -1.01, -0.23]),
    ("held",              [-0.12,  0.02,  0.07, -0.83,  1.14], [-0.15, -0.56,  0.17, -0.09,  1.16]),
    ("missing",           [ 0.16, -0.30, -0.02,  0.44, -0.01], [-0.14, -0.16, -0.10,  1.04, -0.11]),
    ("kind_missing",      [ 0.67,  0.00,  0.00,  0.00, -0.39], [ 0.37,  0.00,  0.00,  0.00,  0.15]),
    ("support",           [-0.64,  0.44,  0.61,  0.01, -0.14], [-1.57,  0.68,  1.21,  0.19,  0.00]),
    ("way_lead",          [-0.13, -0.69,  0.02,  0.45,  0.62], [-0.22,  0.40,  0.33,  0.06, -0.04]),
    ("by_words",          [ 0.07, -0.43, -0.43,  0.36,  0.70], [-0.45, -0.09,  0.52,  0.37,  0.17]),
    ("by_function_words", [-0.66,  1.03, -0.13,  0.02,  0.03], [-0.49,  1.11, -0.11, -0.01,  0.02]),
    ("by_concepts",       [-0.65,  0.99, -0.08, -0.00,  0.03], [-0.22,  0.79, -0.07, -0.01,  0.03]),
    ("by_grams",          [-0.69,  0.65,  0.22,  0.10,  0.00], [-0.45,  0.88, -0.01,  0.11, -0.00]),
    ("by_kana_grams",     [-0.55,  0.75,  0.14, -0.02, -0.04], [-0.07,  0.62,  0.03, -0.01, -0.04]),
];
