//! The explanation of a ranking, in words that an author of FAQs can act on.

use std::fmt::{self, Write as _};

use super::Hits;
use super::decide::{Outcome, SUGGEST, signal_contributions};
use super::index::Index;
use super::query::{Term, Via};
use super::rerank::{COVERAGE_WEIGHT, Candidate, WAY_WEIGHT};
use crate::knowledge::Knowledge;
use crate::text::kana;
use crate::text::normalize::normalize;
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;

/// How many candidates are explained.
const EXPLAINED: usize = 3;
/// How many reasons are given for a difference or for the confidence.
const REASONS: usize = 4;
/// How many words that mean the same are named.
const SHOWN: usize = 3;
/// What changes a score by less is no reason.
const TELLING: f32 = 0.005;

/// What one word or feature adds to a candidate's score.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// What it is.
    pub origin: Origin,
    /// What it adds.
    pub adds: f32,
}

/// What a part of a score comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A word as it stands in the question.
    Word(String),
    /// A word, and the spellings that the folder has for it.
    Synonym(String, String),
    /// A word, and others that mean the same.
    Concept(String, String),
    /// A word, and what it was read as.
    Typo(String, String),
    /// A word, and one that sounds like it.
    Sound(String, String),
    /// N-grams and function words.
    Pieces,
    /// The likeness to the nearest way to ask.
    Likeness,
    /// The share of the question's words that is held.
    Coverage,
    /// How usual its words are in the ways to ask.
    Likelihood,
    /// That it is one of the section's questions, word for word.
    Repeated,
}

impl Origin {
    /// The word of the question that it is about, if it is a single one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Origin::Word(word)
            | Origin::Synonym(word, _)
            | Origin::Concept(word, _)
            | Origin::Typo(word, _)
            | Origin::Sound(word, _) => Some(word),
            Origin::Pieces | Origin::Likeness | Origin::Coverage | Origin::Likelihood | Origin::Repeated => {
                None
            }
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Word(word) => f.write_str(word),
            Origin::Synonym(word, others) => write!(f, "{word} (synonym of {others})"),
            Origin::Concept(word, others) => write!(f, "{word} (means the same as {others})"),
            Origin::Typo(word, known) => write!(f, "{word} (read as {known})"),
            Origin::Sound(word, known) => write!(f, "{word} (sounds like {known})"),
            Origin::Pieces => f.write_str("pieces of words and function words"),
            Origin::Likeness => f.write_str("likeness to the nearest question"),
            Origin::Coverage => f.write_str("share of the words held"),
            Origin::Likelihood => f.write_str("words that are usual in its questions"),
            Origin::Repeated => f.write_str("one of its questions, word for word"),
        }
    }
}

/// What a candidate's score is made of: each word, the n-grams and function words together, the
/// likeness to the nearest way to ask, and the share of the words that it holds.
#[must_use]
pub fn contributions(
    hits: &Hits,
    candidate: &Candidate,
    index: &Index,
    knowledge: &Knowledge,
) -> Vec<Contribution> {
    let query = &hits.query;
    let raw = |term: &Term| {
        let impact = term.number.map_or(0.0, |number| index.impact(number, candidate.section));
        term.weight * impact / query.mass.max(f32::MIN_POSITIVE)
    };
    // They share what the section counts.
    let all = query.terms.iter().map(raw).sum::<f32>().max(f32::MIN_POSITIVE);
    let impact = |term: &Term| candidate.features.passage * raw(term) / all;
    let (words, rest): (Vec<&Term>, Vec<&Term>) =
        query.terms.iter().filter(|term| term.number.is_some()).partition(|term| is_word(term));
    let section = &knowledge.sections[candidate.section];
    let said: Vec<&str> =
        section.ways_to_ask().chain(section.versions.iter().map(|version| version.text.as_str())).collect();
    let said = kana::fold(&normalize(&said.join("\n")));
    let word =
        |term: &&Term| Contribution { origin: origin(term, hits, knowledge, &said), adds: impact(term) };
    let mut parts: Vec<Contribution> = words.iter().map(word).collect();
    parts.push(Contribution { origin: Origin::Pieces, adds: rest.into_iter().map(impact).sum() });
    parts.push(Contribution { origin: Origin::Likeness, adds: WAY_WEIGHT * candidate.features.way });
    parts
        .push(Contribution { origin: Origin::Coverage, adds: COVERAGE_WEIGHT * candidate.features.coverage });
    parts.push(Contribution { origin: Origin::Likelihood, adds: candidate.features.likelihood });
    parts.push(Contribution { origin: Origin::Repeated, adds: candidate.features.repetition() });
    parts
}

/// Whether a term is a word or what it means.
fn is_word(term: &Term) -> bool {
    matches!(term.class, Class::Word | Class::Concept)
}

/// The words of the question that no section holds in any other word either.
#[must_use]
pub fn unknown_words(hits: &Hits) -> Vec<&str> {
    let known: Vec<&Term> =
        hits.query.terms.iter().filter(|term| is_word(term) && term.number.is_some()).collect();
    let is_known = |word: &Term| {
        known.iter().any(|term| term.span.start < word.span.end && word.span.start < term.span.end)
    };
    let unknown = hits.query.content_words().filter(|term| term.number.is_none() && !is_known(term));
    unknown.map(|term| &hits.query.text[term.span.clone()]).collect()
}

/// Tells why the best candidates were ranked as they are, what separates the first two, and how the
/// outcome came about.
#[must_use]
pub fn explain(hits: &Hits, index: &Index, knowledge: &Knowledge) -> String {
    let mut out = String::new();
    let query = &hits.query;
    let _ = writeln!(out, "understood: {}", query.text);
    let unknown = unknown_words(hits);
    if !unknown.is_empty() {
        let _ = writeln!(
            out,
            "in no section: {} (a line under <!-- questions --> or in synonyms.txt would make them known)",
            unknown.join(", ")
        );
    }
    let explained: Vec<(&Candidate, Vec<Contribution>)> = hits
        .candidates
        .iter()
        .take(EXPLAINED)
        .map(|candidate| (candidate, contributions(hits, candidate, index, knowledge)))
        .collect();
    for (place, (candidate, parts)) in (1..).zip(&explained) {
        let section = &knowledge.sections[candidate.section];
        let _ = writeln!(out, "{place}. {}  score {:.3}", section.id, candidate.score);
        for part in parts.iter().filter(|part| part.origin != Origin::Repeated || part.adds > 0.0) {
            let adds = if part.adds > 0.0 { format!("+{:.3}", part.adds) } else { "absent".to_owned() };
            let _ = writeln!(out, "   {adds:>7}  {}", part.origin);
        }
        if let Some(way) = section.ways_to_ask().nth(candidate.features.nearest_way) {
            let _ = writeln!(out, "   nearest question: {way}");
        }
    }
    if let [(_, first), (_, second), ..] = explained.as_slice() {
        let _ = writeln!(out, "1 before 2 by: {}", difference(first, second));
    }
    let _ = writeln!(out, "{}", outcome(hits));
    if hits.candidates.is_empty() {
        return out;
    }
    let mut signals = signal_contributions(&hits.decision.signals);
    // What is the same for every question of the folder is no reason.
    signals.retain(|(signal, ..)| signal.name != "listing");
    signals.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let reasons: Vec<String> = signals
        .iter()
        .take(REASONS)
        .map(|(signal, value, adds)| format!("{} {value:.2} ({adds:+.1})", signal.wording))
        .collect();
    let _ = writeln!(out, "confidence {:.2}, mostly by: {}", hits.decision.confidence, reasons.join("; "));
    out
}

/// Why the outcome is what it is.
fn outcome(hits: &Hits) -> String {
    let (decision, query) = (&hits.decision, &hits.query);
    let sure = format!("{:.2} of the {:.2} that an answer takes", decision.confidence, decision.least);
    let why_not = if query.is_listed {
        "it is listed in out-of-scope.txt".to_owned()
    } else if query.leans {
        "it asks on from what was said before and names nothing itself".to_owned()
    } else if decision.signals.kind_missing > 0.0 {
        format!("it asks for {}, and the first section holds none", query.wanted.seen().name())
    } else if !decision.has_ground {
        "the first section holds none of its words".to_owned()
    } else {
        format!("the confidence is {sure}")
    };
    let scope =
        format!("{:.2} likely to be in scope at all, and {SUGGEST:.2} takes suggestions", decision.scope);
    match decision.outcome {
        Outcome::Answer if hits.candidates[0].features.repeats => {
            format!("answered: it is one of the section's questions; the confidence is {sure}")
        }
        Outcome::Answer => format!("answered: the confidence is {sure}"),
        Outcome::Suggestions => format!("suggestions, not an answer: {why_not}"),
        Outcome::Unknown if hits.candidates.is_empty() => {
            "unknown: no section shares anything with it".to_owned()
        }
        Outcome::Unknown => format!("unknown: {why_not}; it is {scope}"),
    }
}

/// The parts by which one candidate differs most from another.
fn difference<'a>(first: &'a [Contribution], second: &[Contribution]) -> String {
    let apart = |(one, other): (&'a Contribution, &Contribution)| (&one.origin, one.adds - other.adds);
    let mut apart: Vec<(&Origin, f32)> = first.iter().zip(second).map(apart).collect();
    apart.retain(|(_, by)| by.abs() >= TELLING);
    apart.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let told: Vec<String> =
        apart.into_iter().take(REASONS).map(|(origin, by)| format!("{by:+.3} {origin}")).collect();
    if told.is_empty() { "next to nothing".to_owned() } else { told.join("; ") }
}

/// A term as it stands in the question, with what it was matched by in a section that says this.
fn origin(term: &Term, hits: &Hits, knowledge: &Knowledge, said: &str) -> Origin {
    let written = hits.query.written(term).to_owned();
    match &term.via {
        Via::Itself => Origin::Word(written),
        Via::Synonym(_) if said.contains(&kana::fold(&normalize(&written))) => Origin::Word(written),
        Via::Synonym(group) => {
            let others = knowledge.synonyms.phrases(*group).iter().map(String::as_str);
            Origin::Synonym(written.clone(), standing(others, &written, said))
        }
        Via::Concept(concept) => {
            Origin::Concept(written.clone(), standing(thesaurus().words(*concept), &written, said))
        }
        Via::Typo(known) => Origin::Typo(written, known.clone()),
        Via::Sound(known) => Origin::Sound(written, known.clone()),
    }
}

/// Of words that stand for each other, those that a text holds; where it holds none but as a part of another
/// word or another form, the first.
fn standing<'w>(words: impl Iterator<Item = &'w str>, written: &str, said: &str) -> String {
    let written = kana::fold(&normalize(written));
    let others =
        words.map(|word| (word, kana::fold(&normalize(word)))).filter(|(_, folded)| *folded != written);
    let (held, rest): (Vec<_>, Vec<_>) = others.partition(|(_, folded)| said.contains(folded.as_str()));
    let mut told: Vec<&str> =
        if held.is_empty() { rest } else { held }.into_iter().map(|(word, _)| word).collect();
    // Those that look like the word come first: whoever reads it reads them too.
    told.sort_by_key(|word| word.is_ascii() != written.is_ascii());
    told[..told.len().min(SHOWN)].join(", ")
}
