//! The decision: answer, suggest, or say that nothing is known.

pub mod signals;
pub mod weights;

use std::str::FromStr;

use serde::Serialize;

use super::highlight::Highlight;
use super::index::Index;
use super::query::Query;
use super::rerank::Candidate;
use signals::{Signal, Signals, signals};
use weights::{BIAS, POINTS, WEIGHTS};

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
    /// How likely the best candidate is the right one, in `[0, 1]`.
    pub confidence: f32,
    /// The confidence that an answer takes.
    pub least: f32,
    /// How likely the question is one that the folder answers at all, in `[0, 1]`.
    pub scope: f32,
    /// Whether there is anything to speak on: pieces of words are no ground.
    pub has_ground: bool,
    /// The signals that the confidence was computed from.
    pub signals: Signals,
}

/// Where a signal stands between the points of [`WEIGHTS`]: the share of each point, two of them
/// next to each other and the rest zero. A weight is thus a line through five points, which may bend
/// where a signal says little at first and much later.
#[must_use]
pub fn spread(value: f32) -> [f32; POINTS] {
    let at = value.clamp(0.0, 1.0) * (POINTS - 1) as f32;
    std::array::from_fn(|point| (1.0 - (at - point as f32).abs()).max(0.0))
}

/// Where on the curve between answers missed and answers wrong kotae speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stance {
    /// Rather suggestions than a wrong answer.
    #[default]
    Careful,
    /// Rather a wrong answer now and then than a click more.
    Eager,
}

impl Stance {
    /// The least confidence for an answer.
    fn least(self) -> f32 {
        match self {
            Stance::Careful => 0.60,
            Stance::Eager => 0.46,
        }
    }
}

impl FromStr for Stance {
    type Err = String;

    fn from_str(name: &str) -> Result<Stance, String> {
        match name {
            "careful" => Ok(Stance::Careful),
            "eager" => Ok(Stance::Eager),
            _ => Err("write careful or eager (KOTAE_STANCE)".to_owned()),
        }
    }
}

/// How like a question is to a way to ask that says the same.
const SAME: f32 = 0.8;
/// How sure the answer is to a question that is a way to ask, word for word: its author has listed it.
const SURE_OF_REPEATED: f32 = 0.95;
/// How sure it is at most where there is nothing to speak on, or the author has ruled the question out.
const UNFOUNDED: f32 = 0.3;
/// What concepts must bring to a score to be a ground to speak on.
const SOME_CONCEPTS: f32 = 0.05;
/// The least probability that the question is in scope, for suggestions; what is right is in scope too.
pub const SUGGEST: f32 = 0.34;

/// Decides on the candidates of a query, which come best first, and the best one's sentence.
#[must_use]
pub fn decide(
    index: &Index,
    query: &Query,
    candidates: &[Candidate],
    highlight: &Highlight,
    stance: Stance,
) -> Decision {
    let least = stance.least();
    let Some(best) = candidates.first() else {
        let signals = Signals::default();
        return Decision {
            outcome: Outcome::Unknown,
            confidence: 0.0,
            least,
            scope: 0.0,
            has_ground: false,
            signals,
        };
    };
    let signals = signals(index, query, candidates, best, highlight);
    let (mut confidence, scope) = judge(&signals);
    if best.features.repeats {
        confidence = confidence.max(SURE_OF_REPEATED);
    }
    // What is meant was said before, and that is not known here.
    let leans = query.leans && !best.features.repeats;
    let has_ground = has_ground(&signals);
    if !has_ground || query.is_listed || leans {
        confidence = confidence.min(UNFOUNDED);
    }
    let outcome = if confidence >= least && signals.kind_missing == 0.0 {
        Outcome::Answer
    } else if leans {
        Outcome::Unknown
    } else if scope >= SUGGEST || confidence >= SUGGEST {
        Outcome::Suggestions
    } else {
        Outcome::Unknown
    };
    Decision { outcome, confidence, least, scope, has_ground, signals }
}

/// Whether there is anything to speak on. Pieces of words are no ground by themselves, or thanks and sighs would be
/// answered; but the question may be one that stands in the folder.
fn has_ground(signals: &Signals) -> bool {
    signals.holding > 0.0 || signals.by_concepts >= SOME_CONCEPTS || signals.likeness >= SAME
}

/// The probabilities that the best candidate is right and that the question is in scope, each by a
/// logistic regression over the spread signals.
fn judge(signals: &Signals) -> (f32, f32) {
    let (mut right, mut scope) = BIAS;
    for (signal, (for_right, for_scope)) in signals::ALL.iter().zip(WEIGHTS) {
        let value = (signal.of)(signals);
        right += weigh(value, for_right);
        scope += weigh(value, for_scope);
    }
    let logistic = |sum: f32| 1.0 / (1.0 + (-sum).exp());
    (logistic(right), logistic(scope))
}

/// What a signal adds to the log-odds.
fn weigh(value: f32, weights: [f32; POINTS]) -> f32 {
    spread(value).into_iter().zip(weights).map(|(share, weight)| share * weight).sum()
}

/// What each signal adds to the log-odds that the best candidate is right: what it is, its value, and
/// what it adds.
#[must_use]
pub fn signal_contributions(signals: &Signals) -> Vec<(&'static Signal, f32, f32)> {
    let contribution = |(signal, (for_right, _)): (&'static Signal, _)| {
        let value = (signal.of)(signals);
        (signal, value, weigh(value, for_right))
    };
    signals::ALL.iter().zip(WEIGHTS).map(contribution).collect()
}
