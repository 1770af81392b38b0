//! The decision: answer, suggest, or say that nothing is known.

pub mod weights;

use std::str::FromStr;

use serde::Serialize;

use super::highlight::Highlight;
use super::index::Index;
use super::query::{Query, Term};
use super::rerank::Candidate;
use crate::text::script::{Script, script};
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;
use weights::{BIAS, POINTS, SIGNALS, WEIGHTS};

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
    /// The confidence that an answer takes.
    pub least: f32,
    /// How likely the question is one that the folder answers at all, in [0,1].
    pub scope: f32,
    /// Whether there is anything to speak on: see [`has_ground`].
    pub has_ground: bool,
    /// The signals that the confidence was computed from.
    pub signals: Signals,
}

/// What is known of the best candidate and the question, each in [0,1].
#[derive(Debug, Clone, Copy, Default)]
pub struct Signals {
    /// How like the question is to the nearest way to ask.
    pub likeness: f32,
    /// The share of that way that the question holds.
    pub way_coverage: f32,
    /// How much those words say.
    pub evidence: f32,
    /// How far it is ahead of the next one, as a share of its score.
    pub margin: f32,
    /// How far it is ahead of the rest of the list, on average.
    pub standing: f32,
    /// How many meaningful words the question has, out of eight.
    pub words: f32,
    /// The share of them that no section holds.
    pub unknown: f32,
    /// How rare the rarest of them is that the candidate holds.
    pub held: f32,
    /// 1 where the question asks for a kind of answer that the candidate does not hold.
    pub kind_missing: f32,
    /// How like the question is to the nearest ways to ask, on average.
    pub support: f32,
    /// How much more like it is to the nearest way than to that of any other candidate, from a half up.
    pub way_lead: f32,
    /// What words bring to its score, as a share of what a section saying everything would get.
    pub by_words: f32,
    /// The same of function words.
    pub by_function_words: f32,
    /// The same of concepts.
    pub by_concepts: f32,
    /// The same of n-grams.
    pub by_grams: f32,
    /// The same of kana n-grams.
    pub by_kana_grams: f32,
    /// The share of the meaningful words that its best sentence and its heading hold.
    pub sentence: f32,
    /// Whether that sentence holds the kind of answer asked for; a half where none is.
    pub sentence_kind: f32,
    /// The share of the meaningful words that the nearest way to ask holds.
    pub in_way: f32,
    /// The share of that way's words that the question holds.
    pub of_way: f32,
    /// Whether that way asks for the same kind of answer.
    pub way_kind: f32,
    /// How many of the meaningful words the candidate holds, out of four.
    pub holding: f32,
    /// How many of them it lacks, out of four.
    pub lacking: f32,
    /// How many of those are words that everybody knows, out of four: they are no slips.
    pub lacking_known: f32,
    /// How many letters the question has, out of eighty.
    pub length: f32,
    /// The share of its letters that are Latin.
    pub latin: f32,
    /// The share of its letters that are hiragana: words typed in kana are harder to tell.
    pub hiragana: f32,
    /// What its words say for its being out of scope: a half where they say nothing.
    pub outside: f32,
    /// How much the folder lists as out of scope.
    pub listing: f32,
    /// How firmly the candidate holds the meaningful words, rare ones counting more: one way to ask out of
    /// hundreds that has a word says little.
    pub firmness: f32,
    /// The same of the one that it holds most firmly.
    pub firmest: f32,
}

impl Signals {
    /// The signals in the order of the table of weights.
    #[must_use]
    pub fn values(&self) -> [f32; SIGNALS] {
        [
            self.likeness,
            self.way_coverage,
            self.evidence,
            self.margin,
            self.standing,
            self.words,
            self.unknown,
            self.held,
            self.kind_missing,
            self.support,
            self.way_lead,
            self.by_words,
            self.by_function_words,
            self.by_concepts,
            self.by_grams,
            self.by_kana_grams,
            self.sentence,
            self.sentence_kind,
            self.in_way,
            self.of_way,
            self.way_kind,
            self.holding,
            self.lacking,
            self.lacking_known,
            self.length,
            self.latin,
            self.hiragana,
            self.outside,
            self.listing,
            self.firmness,
            self.firmest,
        ]
    }
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
            Stance::Careful => 0.62,
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

/// How many meaningful words make a question rich.
const MANY_WORDS: f32 = 8.0;
/// How many of them are many to hold or to lack.
const SOME_WORDS: f32 = 4.0;
/// How many letters make a question long.
const MANY_LETTERS: f32 = 80.0;
/// The log-odds that lie between what is surely in scope and what is surely not.
const FAR_OUTSIDE: f32 = 4.0;
/// So many questions out of scope tell half of what all would.
const MANY_LISTED: f32 = 300.0;
/// How like a question is to a way to ask that asks for the same kind of answer.
const MUCH_THE_SAME: f32 = 0.6;
/// How like a question is to a way to ask that says the same.
const SAME: f32 = 0.8;
/// How sure the answer is to a question that is a way to ask, word for word: its author has listed it.
const SURE_OF_REPEATED: f32 = 0.95;
/// What concepts must bring to a score to be a ground to speak on.
const SOME_CONCEPTS: f32 = 0.05;
/// Keeps a list of tiny scores from looking like a clear lead.
const LITTLE: f32 = 0.05;
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
    let signals = candidates
        .first()
        .map_or_else(Signals::default, |best| signals(index, query, candidates, best, highlight));
    let (mut confidence, scope) = judge(&signals);
    if candidates.first().is_some_and(|best| best.features.repeats) {
        confidence = confidence.max(SURE_OF_REPEATED);
    }
    let (least, has_ground) = (stance.least(), has_ground(&signals));
    let outcome = if candidates.is_empty() {
        Outcome::Unknown
    } else if confidence >= least && signals.kind_missing == 0.0 && has_ground && !query.is_listed {
        Outcome::Answer
    } else if scope >= SUGGEST || confidence >= SUGGEST && has_ground {
        Outcome::Suggestions
    } else {
        Outcome::Unknown
    };
    Decision { outcome, confidence, least, scope, has_ground, signals }
}

/// Looks at the best candidate beside the others.
fn signals(
    index: &Index,
    query: &Query,
    candidates: &[Candidate],
    best: &Candidate,
    highlight: &Highlight,
) -> Signals {
    let features = &best.features;
    let way = index.ways(best.section).get(features.nearest_way).copied().unwrap_or_default();
    let others = &candidates[1..];
    let next = others.first().map_or(0.0, |next| next.score);
    let rest = others.iter().map(|other| other.score).sum::<f32>() / others.len().max(1) as f32;
    let wanted = query.asked.seen();
    // An author who lists a question that asks for it has seen to it that it is there.
    let is_listed = features.way >= MUCH_THE_SAME && wanted.meets(way.asked);
    let kind_missing = !wanted.is_empty() && !wanted.meets(index.held(best.section)) && !is_listed;
    let mut signals = Signals {
        likeness: features.way,
        way_coverage: features.way_coverage,
        evidence: features.evidence,
        margin: (best.score - next) / best.score.max(f32::MIN_POSITIVE),
        standing: if others.is_empty() { 1.0 } else { (best.score - rest) / (best.score + LITTLE) },
        kind_missing: f32::from(u8::from(kind_missing)),
        support: features.support,
        way_lead: (features.way - others.iter().map(|other| other.features.way).fold(0.0, f32::max) + 0.5)
            .clamp(0.0, 1.0),
        sentence: highlight.coverage,
        sentence_kind: if wanted.is_empty() { 0.5 } else { f32::from(u8::from(highlight.kind)) },
        way_kind: query.asked.agreement(way.asked),
        ..Signals::default()
    };
    let (mut words, mut unknown, mut in_way, mut firm) = (0.0, 0.0, 0.0, 0.0);
    for term in &query.terms {
        let impact = term.number.map_or(0.0, |number| index.impact(number, best.section));
        *match term.class {
            Class::Word => &mut signals.by_words,
            Class::Function => &mut signals.by_function_words,
            Class::Concept => &mut signals.by_concepts,
            Class::Gram => &mut signals.by_grams,
            Class::KanaGram => &mut signals.by_kana_grams,
        } += term.weight * impact / query.mass.max(f32::MIN_POSITIVE);
        if term.is_meaningful() {
            if impact > 0.0 {
                signals.held = signals.held.max(term.idf / index.rarest_idf());
                signals.holding += 1.0 / SOME_WORDS;
            } else {
                signals.lacking += 1.0 / SOME_WORDS;
                signals.lacking_known += if is_everyday(term, query, index) { 1.0 / SOME_WORDS } else { 0.0 };
            }
            let ways = term.number.map_or(&[][..], |number| index.asked_with(number).of(best.section));
            in_way +=
                if ways.iter().any(|&way| usize::from(way) == features.nearest_way) { term.idf } else { 0.0 };
            // Its impact as a share of what it would be if the word stood there without end.
            let firmness = impact / term.idf.max(f32::MIN_POSITIVE);
            firm += term.weight * term.idf * firmness;
            signals.firmest = signals.firmest.max(firmness);
            words += 1.0;
            unknown += f32::from(u8::from(term.number.is_none()));
        }
    }
    signals.firmness = firm / query.content_mass().max(f32::MIN_POSITIVE);
    signals.in_way = in_way / query.content_mass().max(f32::MIN_POSITIVE);
    signals.of_way = if way.words > 0.0 { in_way / way.words } else { 0.5 };
    let (mut letters, mut latin, mut hiragana) = (0.0_f32, 0.0, 0.0);
    for script in query.text.chars().map(script) {
        letters += 1.0;
        latin += f32::from(u8::from(script == Script::Latin));
        hiragana += f32::from(u8::from(script == Script::Hiragana));
    }
    signals.length = letters / MANY_LETTERS;
    signals.latin = latin / letters.max(1.0);
    signals.hiragana = hiragana / letters.max(1.0);
    let listed = index.scope.len() as f32;
    signals.listing = listed / (listed + MANY_LISTED);
    signals.outside = 0.5 + query.outside / FAR_OUTSIDE;
    signals.words = words / MANY_WORDS;
    signals.unknown = unknown / f32::max(words, 1.0);
    signals
}

/// Whether there is anything to speak on. Pieces of words are no ground by themselves, or thanks and sighs would be
/// answered; but the question may be one that stands in the folder.
fn has_ground(signals: &Signals) -> bool {
    signals.holding > 0.0 || signals.by_concepts >= SOME_CONCEPTS || signals.likeness >= SAME
}

/// Whether a word of the question is one that everybody knows.
fn is_everyday(term: &Term, query: &Query, index: &Index) -> bool {
    thesaurus().knows(&query.folded[term.span.clone()], index.tokenizer.stemmer())
}

/// The probabilities that the best candidate is right and that the question is in scope, each by a
/// logistic regression over the spread signals.
fn judge(signals: &Signals) -> (f32, f32) {
    let (mut right, mut scope) = BIAS;
    for (value, (_, for_right, for_scope)) in signals.values().into_iter().zip(WEIGHTS) {
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

/// What each signal adds to the log-odds that the best candidate is right: its name, its value, and
/// what it adds.
#[must_use]
pub fn contributions(signals: &Signals) -> Vec<(&'static str, f32, f32)> {
    let values = signals.values().into_iter().zip(WEIGHTS);
    values.map(|(value, (name, for_right, _))| (name, value, weigh(value, for_right))).collect()
}
