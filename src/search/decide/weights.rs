//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 18;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.26, 0.52);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("likeness",          [ 0.65, -0.38, -0.22, -0.35,  0.57], [ 0.19, -0.67,  0.61,  0.10,  0.28]),
    ("way_coverage",      [-0.09, -0.40, -0.09,  0.16,  0.67], [ 0.13, -0.50, -0.33,  0.31,  0.91]),
    ("coverage",          [-0.92, -0.70,  0.04,  0.80,  1.04], [-0.74, -0.76,  0.19,  1.15,  0.69]),
    ("evidence",          [-0.58, -0.23, -0.64,  0.95,  0.76], [-0.45, -0.63, -0.02,  1.25,  0.37]),
    ("margin",            [-0.79,  0.02,  0.69,  0.58, -0.25], [ 0.18,  0.10,  0.38, -0.05, -0.09]),
    ("standing",          [-0.21, -0.19,  0.66,  0.34, -0.36], [ 0.50,  0.59, -0.16, -0.26, -0.15]),
    ("words",             [-1.35,  0.16,  0.41,  0.35,  0.69], [-1.39,  0.44,  0.72,  0.28,  0.47]),
    ("unknown",           [ 0.78,  0.44, -0.16, -0.70, -0.11], [ 1.19,  0.72, -0.38, -0.99, -0.02]),
    ("held",              [-0.07,  0.04,  0.02, -0.87,  1.13], [-0.18, -0.48,  0.19, -0.16,  1.15]),
    ("missing",           [ 0.04, -0.32, -0.08,  0.48,  0.13], [-0.16, -0.15, -0.17,  1.07, -0.07]),
    ("kind_missing",      [ 0.69,  0.00,  0.00,  0.00, -0.43], [ 0.36,  0.00,  0.00,  0.00,  0.16]),
    ("support",           [-0.65,  0.44,  0.59,  0.01, -0.14], [-1.58,  0.72,  1.18,  0.19,  0.00]),
    ("way_lead",          [-0.12, -0.67,  0.00,  0.49,  0.55], [-0.20,  0.42,  0.27,  0.09, -0.05]),
    ("by_words",          [ 0.04, -0.40, -0.39,  0.33,  0.69], [-0.46, -0.07,  0.51,  0.36,  0.18]),
    ("by_function_words", [-0.63,  0.97, -0.13,  0.02,  0.03], [-0.46,  1.07, -0.10, -0.01,  0.02]),
    ("by_concepts",       [-0.65,  0.98, -0.09, -0.00,  0.03], [-0.23,  0.80, -0.06, -0.01,  0.03]),
    ("by_grams",          [-0.55,  0.61,  0.17,  0.03,  0.00], [-0.41,  0.85, -0.02,  0.09,  0.00]),
    ("by_kana_grams",     [-0.61,  0.83,  0.10, -0.02, -0.05], [-0.10,  0.69, -0.01, -0.01, -0.04]),
];
