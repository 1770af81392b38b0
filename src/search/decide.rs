//! The decision: answer, suggest, or say that nothing is known.

use serde::Serialize;

use super::index::Index;
use super::query::{Query, Term};
use super::rerank::Candidate;
use crate::text::tokens::Class;

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

/// What the confidence is computed from, each in [0,1].
#[derive(Debug, Clone, Copy, Default)]
pub struct Signals {
    /// How like the question is to the nearest way to ask for the best candidate.
    pub way: f32,
    /// The share of that way's weight that the question holds.
    pub way_coverage: f32,
    /// The best candidate's share of the question's weight.
    pub passage: f32,
    /// The share of the question's meaningful words that it holds.
    pub coverage: f32,
    /// How far it is ahead of the next one, as a share of its score.
    pub margin: f32,
    /// The same as a share of the question's weight: a narrow lead over others that fit well.
    pub lead: f32,
    /// The share of the question's meaningful words that no section holds.
    pub unknown: f32,
    /// Likeness and coverage together: high only where both are.
    pub agreement: f32,
    /// How many meaningful words the question has, out of eight.
    pub words: f32,
    /// 1 where the question asks for a kind of answer that it does not hold.
    pub kind_missing: f32,
}

impl Signals {
    /// The signals in the order of [`WEIGHTS`].
    #[must_use]
    pub fn values(&self) -> [f32; 10] {
        [self.way, self.way_coverage, self.passage, self.coverage, self.margin, self.lead, self.unknown, self.agreement, self.words, self.kind_missing]
    }
}

/// The weights of the confidence, fitted by `cargo run --release --example fit`.
pub const WEIGHTS: [(&str, f32); 11] = [
    ("way", -4.07),
    ("way_coverage", 4.52),
    ("passage", 4.02),
    ("coverage", 2.23),
    ("margin", 0.55),
    ("lead", 5.35),
    ("unknown", 0.21),
    ("agreement", -1.42),
    ("words", 2.09),
    ("kind_missing", -1.81),
    ("bias", -3.93),
];

/// The least confidence for an answer.
const ANSWER: f32 = 0.7;
/// The least confidence for suggestions.
const SUGGEST: f32 = 0.25;

/// Decides on the candidates of a query, which come best first.
#[must_use]
pub fn decide(index: &Index, query: &Query, candidates: &[Candidate]) -> Decision {
    let Some(best) = candidates.first() else {
        return Decision { outcome: Outcome::Unknown, confidence: 0.0, signals: Signals::default() };
    };
    let next = candidates.get(1).map_or(0.0, |next| next.score);
    let signals = Signals {
        way: best.features.way,
        passage: best.features.passage,
        coverage: best.features.coverage,
        margin: if best.score > 0.0 { (best.score - next) / best.score } else { 0.0 },
        lead: best.score - next,
        unknown: unknown_share(query),
        agreement: (best.features.way_coverage * best.features.coverage).sqrt(),
        words: (content_words(query).count() as f32 / 8.0).min(1.0),
        kind_missing: f32::from(u8::from(!query.asked.is_empty() && !query.asked.meets(index.held(best.section)))),
        way_coverage: best.features.way_coverage,
    };
    let confidence = confidence(&signals);
    let outcome = if confidence >= ANSWER && signals.kind_missing == 0.0 {
        Outcome::Answer
    } else if confidence >= SUGGEST {
        Outcome::Suggestions
    } else {
        Outcome::Unknown
    };
    Decision { outcome, confidence, signals }
}

/// The probability that the best candidate is right, by logistic regression over the signals.
fn confidence(signals: &Signals) -> f32 {
    let bias = WEIGHTS[WEIGHTS.len() - 1].1;
    let sum: f32 = signals.values().iter().zip(WEIGHTS).map(|(value, (_, weight))| value * weight).sum();
    1.0 / (1.0 + (-sum - bias).exp())
}

fn content_words(query: &Query) -> impl Iterator<Item = &Term> {
    query.terms.iter().filter(|term| term.class == Class::Word && term.content)
}

fn unknown_share(query: &Query) -> f32 {
    let all: f32 = content_words(query).map(|term| term.idf).sum();
    let unknown: f32 = content_words(query).filter(|term| term.number.is_none()).map(|term| term.idf).sum();
    if all == 0.0 { 1.0 } else { unknown / all }
}
