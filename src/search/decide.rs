//! The decision: answer, suggest, or say that nothing is known.

use serde::Serialize;

use super::index::Index;
use super::query::Query;
use super::rerank::Candidate;

/// What to do with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Sure enough to speak.
    Answer,
    /// A near miss: the member picks.
    Suggestions,
    /// An honest no.
    Unknown,
}

/// An outcome and how sure the best candidate is.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// What to do.
    pub outcome: Outcome,
    /// How likely the best candidate is the right one, in [0,1].
    pub confidence: f32,
    /// The signals that the confidence was computed from.
    pub signals: Signals,
}

/// What is known of the best candidate and the question, each in [0,1].
#[derive(Debug, Clone, Copy, Default)]
pub struct Signals {
    /// The share of the nearest way to ask that the question holds.
    pub way_coverage: f32,
    /// The candidate's share of the question's weight.
    pub passage: f32,
    /// The share of the question's meaningful words that it holds.
    pub coverage: f32,
    /// How much those words say.
    pub evidence: f32,
    /// How far it is ahead of the next one, as a share of its score.
    pub margin: f32,
    /// The same, unscaled.
    pub lead: f32,
    /// How many meaningful words the question has, out of eight.
    pub words: f32,
    /// The share of them that no section holds.
    pub unknown: f32,
    /// 1 where the question asks for a kind of answer that the candidate does not hold.
    pub kind_missing: f32,
}

impl Signals {
    /// The signals in the order of [`WEIGHTS`].
    #[must_use]
    pub fn values(&self) -> [f32; 9] {
        [
            self.way_coverage,
            self.passage,
            self.coverage,
            self.evidence,
            self.margin,
            self.lead,
            self.words,
            self.unknown,
            self.kind_missing,
        ]
    }
}

/// The weights of the two judgements, fitted by `cargo run --release --example fit`: that the best
/// candidate is right, and that the question is one for this folder at all.
pub const WEIGHTS: [(&str, f32, f32); 10] = [
    // signal, right, in scope
    ("way_coverage", 1.54, 2.46),
    ("passage", 1.69, 7.72),
    ("coverage", 2.13, 3.78),
    ("evidence", 2.20, -0.10),
    ("margin", 2.12, -2.24),
    ("lead", -0.07, 0.07),
    ("words", 1.58, 1.24),
    ("unknown", -1.37, -3.71),
    ("kind_missing", -1.17, -0.34),
    ("bias", -4.40, -1.16),
];

/// The least confidence for an answer.
const ANSWER: f32 = 0.8;
/// The least confidence for suggestions, whatever the scope.
const LIKELY: f32 = 0.5;
/// The least probability that the question is in scope, for suggestions.
const SUGGEST: f32 = 0.6;

/// Decides on the candidates of a query, which come best first.
#[must_use]
pub fn decide(index: &Index, query: &Query, candidates: &[Candidate]) -> Decision {
    let Some(best) = candidates.first() else {
        return Decision { outcome: Outcome::Unknown, confidence: 0.0, signals: Signals::default() };
    };
    let next = candidates.get(1).map_or(0.0, |next| next.score);
    let features = &best.features;
    let kind_missing = !query.asked.is_empty() && !query.asked.meets(index.held(best.section));
    let words = query.content_words().count();
    let unknown = query.content_words().filter(|term| term.number.is_none()).count();
    let signals = Signals {
        way_coverage: features.way_coverage,
        passage: features.passage,
        coverage: features.coverage,
        evidence: features.evidence,
        margin: if best.score > 0.0 { (best.score - next) / best.score } else { 0.0 },
        lead: best.score - next,
        words: (words as f32 / 8.0).min(1.0),
        unknown: unknown as f32 / words.max(1) as f32,
        kind_missing: f32::from(u8::from(kind_missing)),
    };
    let (confidence, scope) = judge(&signals);
    let outcome = if confidence >= ANSWER && !kind_missing {
        Outcome::Answer
    } else if scope >= SUGGEST || confidence >= LIKELY {
        Outcome::Suggestions
    } else {
        Outcome::Unknown
    };
    Decision { outcome, confidence, signals }
}

/// The probabilities that the best candidate is right and that the question is in scope, each by
/// logistic regression over the signals.
fn judge(signals: &Signals) -> (f32, f32) {
    let values = signals.values().into_iter().chain([1.0]);
    let (right, scope) =
        values.zip(WEIGHTS).fold((0.0, 0.0), |(right, scope), (value, (_, for_right, for_scope))| {
            (right + value * for_right, scope + value * for_scope)
        });
    let logistic = |sum: f32| 1.0 / (1.0 + (-sum).exp());
    (logistic(right), logistic(scope))
}
