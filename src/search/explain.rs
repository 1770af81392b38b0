//! The explanation of a ranking, in words that an author of FAQs can act on.

use std::fmt::Write as _;

use super::Hits;
use super::decide::contributions;
use super::index::Index;
use super::query::{Term, Via};
use super::rerank::{COVERAGE_WEIGHT, Candidate, WAY_WEIGHT};
use crate::knowledge::Knowledge;
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;

/// How many candidates are explained.
const EXPLAINED: usize = 3;
/// How many reasons are given for a difference or for the confidence.
const REASONS: usize = 4;
/// What changes a score by less is no reason.
const TELLING: f32 = 0.005;

/// What one word or feature adds to a candidate's score.
#[derive(Debug, Clone)]
pub struct Part {
    /// The word as it stands in the question, with what it was matched by.
    pub label: String,
    /// What it adds.
    pub adds: f32,
    /// Whether it is a word of the question rather than a feature.
    pub is_word: bool,
}

/// What a candidate's score is made of: each word, the n-grams and function words together, the
/// likeness to the nearest way to ask, and the share of the words that it holds.
#[must_use]
pub fn parts(hits: &Hits, candidate: &Candidate, index: &Index, knowledge: &Knowledge) -> Vec<Part> {
    let query = &hits.query;
    let impact = |term: &Term| {
        let impact = term.number.map_or(0.0, |number| index.impact(number, candidate.section));
        term.weight * impact / query.mass.max(f32::MIN_POSITIVE)
    };
    let (words, rest): (Vec<&Term>, Vec<&Term>) = query
        .terms
        .iter()
        .filter(|term| term.number.is_some())
        .partition(|term| matches!(term.class, Class::Word | Class::Concept));
    let word = |term: &&Term| Part { label: label(term, hits, knowledge), adds: impact(term), is_word: true };
    let feature = |label: &str, adds: f32| Part { label: label.to_owned(), adds, is_word: false };
    let mut parts: Vec<Part> = words.iter().map(word).collect();
    parts.push(feature("pieces of words and function words", rest.into_iter().map(impact).sum()));
    parts.push(feature("likeness to the nearest question", WAY_WEIGHT * candidate.features.way));
    parts.push(feature("share of the words held", COVERAGE_WEIGHT * candidate.features.coverage));
    parts
}

/// The words of the question that no section holds.
#[must_use]
pub fn unknown_words(hits: &Hits) -> Vec<&str> {
    let unknown = hits.query.content_words().filter(|term| term.number.is_none());
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
    let explained: Vec<(&Candidate, Vec<Part>)> = hits
        .candidates
        .iter()
        .take(EXPLAINED)
        .map(|candidate| (candidate, parts(hits, candidate, index, knowledge)))
        .collect();
    for (place, (candidate, parts)) in (1..).zip(&explained) {
        let section = &knowledge.sections[candidate.section];
        let _ = writeln!(out, "{place}. {}  score {:.3}", section.id, candidate.score);
        for part in parts {
            let adds = if part.adds > 0.0 { format!("+{:.3}", part.adds) } else { "absent".to_owned() };
            let _ = writeln!(out, "   {adds:>7}  {}", part.label);
        }
        if let Some(way) = section.ways_to_ask().nth(candidate.features.nearest_way) {
            let _ = writeln!(out, "   nearest question: {way}");
        }
    }
    if let [(_, first), (_, second), ..] = explained.as_slice() {
        let _ = writeln!(out, "1 before 2 by: {}", difference(first, second));
    }
    let decision = &hits.decision;
    if decision.signals.kind_missing > 0.0 {
        let _ = writeln!(
            out,
            "asked for: {}; the first section holds none, so it is not answered with it",
            query.asked.name()
        );
    }
    let mut signals = contributions(&decision.signals);
    signals.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let reasons: Vec<String> = signals
        .iter()
        .take(REASONS)
        .map(|(name, value, adds)| format!("{} {value:.2} {adds:+.1}", name.replace('_', " ")))
        .collect();
    let _ = writeln!(out, "confidence {:.2}, mostly by: {}", decision.confidence, reasons.join(", "));
    out
}

/// The parts by which one candidate differs most from another.
fn difference(first: &[Part], second: &[Part]) -> String {
    let apart = |(one, other): (&Part, &Part)| (one.label.clone(), one.adds - other.adds);
    let mut apart: Vec<(String, f32)> = first.iter().zip(second).map(apart).collect();
    apart.retain(|(_, by)| by.abs() >= TELLING);
    apart.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let told: Vec<String> =
        apart.into_iter().take(REASONS).map(|(label, by)| format!("{by:+.3} {label}")).collect();
    if told.is_empty() { "next to nothing".to_owned() } else { told.join("; ") }
}

/// A term as it stands in the question, with what it was matched by.
fn label(term: &Term, hits: &Hits, knowledge: &Knowledge) -> String {
    let written = &hits.query.text[term.span.clone()];
    match &term.via {
        Via::Itself => written.to_owned(),
        Via::Synonym(group) => {
            format!("{written} (synonym of {})", knowledge.synonyms.phrases(*group).join(", "))
        }
        Via::Concept(concept) => format!("{written} (means the same as {})", thesaurus().words(*concept)),
        Via::Typo(known) => format!("{written} (read as {known})"),
        Via::Sound(known) => format!("{written} (sounds like {known})"),
    }
}
