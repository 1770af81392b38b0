//! The weights of the two judgements: that the best candidate is right, and that the question is one
//! for this folder at all. Written by `cargo run --release --example fit`; the five numbers are what a
//! signal of 0, ¼, ½, ¾ and 1 adds to the log-odds.

/// The number of signals.
pub const SIGNALS: usize = 15;
/// The number of points at which a signal has a weight.
pub const POINTS: usize = 5;

/// The log-odds of either judgement before any signal.
pub const BIAS: (f32, f32) = (0.33, 0.68);

/// Each signal with its weights for: right, in scope.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, [f32; POINTS], [f32; POINTS]); SIGNALS] = [
    ("way_coverage",      [-0.45, -0.63,  0.13,  0.52,  0.75], [-0.68, -0.92,  0.22,  0.78,  1.29]),
    ("coverage",          [-0.96, -0.67,  0.01,  0.84,  1.10], [-0.76, -0.59,  0.22,  1.17,  0.64]),
    ("evidence",          [-0.52, -0.18, -0.60,  0.87,  0.76], [-0.30, -0.54,  0.04,  1.20,  0.28]),
    ("margin",            [-0.94,  0.03,  0.78,  0.74, -0.28], [ 0.30,  0.20,  0.46, -0.03, -0.24]),
    ("standing",          [-0.16, -0.20,  0.66,  0.38, -0.35], [ 0.66,  0.59, -0.11, -0.18, -0.28]),
    ("words",             [-1.33,  0.19,  0.46,  0.30,  0.71], [-1.38,  0.51,  0.85,  0.20,  0.51]),
    ("unknown",           [ 0.78,  0.48, -0.11, -0.75, -0.07], [ 1.38,  0.73, -0.26, -1.07, -0.10]),
    ("held",              [ 0.00, -0.00, -0.04, -0.89,  1.25], [-0.18, -0.50,  0.26, -0.18,  1.28]),
    ("missing",           [-0.00, -0.35,  0.00,  0.53,  0.15], [-0.18, -0.25, -0.14,  1.16,  0.09]),
    ("kind_missing",      [ 0.73,  0.00,  0.00,  0.00, -0.40], [ 0.45,  0.00,  0.00,  0.00,  0.23]),
    ("by_words",          [-0.05, -0.48, -0.35,  0.38,  0.82], [-0.80, -0.05,  0.74,  0.56,  0.23]),
    ("by_function_words", [-0.62,  0.95, -0.06,  0.02,  0.03], [-0.62,  1.27, -0.03,  0.01,  0.05]),
    ("by_concepts",       [-0.65,  1.10, -0.14, -0.01,  0.03], [-0.46,  1.15, -0.02, -0.02,  0.03]),
    ("by_grams",          [-0.55,  0.69,  0.19, -0.00,  0.00], [-0.64,  1.07,  0.17,  0.08,  0.00]),
    ("by_kana_grams",     [-0.61,  0.86,  0.11, -0.03, -0.01], [-0.25,  0.92,  0.05, -0.02, -0.02]),
];
