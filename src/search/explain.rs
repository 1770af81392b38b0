//! The explanation of a ranking, in words that an author of FAQs can act on.

use std::fmt::Write as _;

use super::Hits;
use super::index::Index;
use super::query::{Term, Via};
use crate::knowledge::Knowledge;
use crate::text::tokens::Class;

/// How many candidates are explained.
const EXPLAINED: usize = 3;

/// Tells why the best candidates were ranked as they are and how the outcome came about.
#[must_use]
pub fn explain(hits: &Hits, index: &Index, knowledge: &Knowledge) -> String {
    let mut out = String::new();
    let query = &hits.query;
    let _ = writeln!(out, "understood: {}", query.text);
    if !query.asked.is_empty() {
        let _ = writeln!(out, "asks for:   {}", query.asked.name());
    }
    let unknown: Vec<&str> =
        words(hits).filter(|t| t.number.is_none()).map(|t| &query.text[t.span.clone()]).collect();
    if !unknown.is_empty() {
        let _ = writeln!(out, "in no section: {}", unknown.join(", "));
    }
    for (place, candidate) in (1..).zip(hits.candidates.iter().take(EXPLAINED)) {
        let section = &knowledge.sections[candidate.section];
        let features = &candidate.features;
        let _ = writeln!(out, "{place}. {}  score {:.3}", section.id, candidate.score);
        let _ = writeln!(
            out,
            "   text and questions together {:.2}, nearest question {:.2}, words covered {:.0} %",
            features.passage,
            features.way,
            features.coverage * 100.0
        );
        for term in words(hits) {
            let Some(number) = term.number else { continue };
            let impact = term.weight * index.impact(number, candidate.section) / query.mass;
            let how = if impact > 0.0 { format!("+{impact:.3}") } else { "absent".to_owned() };
            let _ = writeln!(out, "   {how:>7}  {}", source(term, hits, knowledge));
        }
        let grams: f32 = query
            .terms
            .iter()
            .filter(|term| term.class != Class::Word)
            .filter_map(|term| {
                term.number.map(|number| term.weight * index.impact(number, candidate.section))
            })
            .sum();
        let _ = writeln!(out, "   +{:.3}  pieces of words, function words", grams / query.mass);
    }
    let decision = &hits.decision;
    let signals = &decision.signals;
    if signals.kind_missing > 0.0 {
        let _ = writeln!(out, "the best section holds no such answer ({})", query.asked.name());
    }
    let _ = writeln!(
        out,
        "confidence {:.2}: ahead of the next by {:.0} %, unknown words {:.0} %",
        decision.confidence,
        signals.margin * 100.0,
        signals.unknown * 100.0
    );
    out
}

fn words(hits: &Hits) -> impl Iterator<Item = &Term> {
    hits.query.terms.iter().filter(|term| term.class == Class::Word)
}

fn source(term: &Term, hits: &Hits, knowledge: &Knowledge) -> String {
    let written = &hits.query.text[term.span.clone()];
    match &term.via {
        Via::Itself => written.to_owned(),
        Via::Synonym(group) => {
            format!("{written} (same as {})", knowledge.synonyms.phrases(*group).join(", "))
        }
        Via::Typo(known) | Via::Sound(known) => format!("{written} (read as {known})"),
    }
}
