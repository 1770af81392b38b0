//! Mending: words of the folder put in the place of slips that surely mean them.

use std::cmp::Reverse;

use super::query::{Term, Via};
use super::sounds::ANOTHER_WORD;
use crate::text::tokens::Class;

/// A word of the folder in the place of one that it does not know.
#[derive(Debug)]
pub struct Mended {
    /// What was written there.
    pub written: String,
    /// The word as a term, with its place in the mended text.
    pub term: Term,
}

/// Puts the words of the folder that were meant into the text, so that the n-grams, the synonyms and the
/// phrases around them are found as if they had been written.
#[must_use]
pub fn mend(text: String, terms: &[Term]) -> (String, Vec<Mended>) {
    let mut meant: Vec<(&Term, &str)> = terms.iter().filter_map(|term| Some((term, meant(term)?))).collect();
    if meant.is_empty() {
        return (text, Vec::new());
    }
    meant.sort_unstable_by_key(|(term, _)| (term.span.start, Reverse(term.span.end)));
    let mut out = String::with_capacity(text.len());
    let mut mended: Vec<Mended> = Vec::new();
    let mut copied = 0;
    for (term, word) in meant {
        if term.span.start < copied {
            continue;
        }
        out.push_str(&text[copied..term.span.start]);
        copied = term.span.end;
        let written = text[term.span.clone()].to_owned();
        let start = out.len();
        out.push_str(word);
        let span = start..out.len();
        mended.push(Mended { written, term: Term { span, ..term.clone() } });
    }
    out.push_str(&text[copied..]);
    (out, mended)
}

/// The word that is surely meant by another one: the other is none.
fn meant(term: &Term) -> Option<&str> {
    match &term.via {
        Via::Typo(known) => Some(known),
        Via::Sound(known) if term.weight > ANOTHER_WORD => Some(known),
        _ => None,
    }
}

/// Lets what was mended count less than what was written, and looks it up in any case.
pub fn settle(terms: &mut Vec<Term>, mended: &[Mended]) {
    for Mended { term: meant, .. } in mended {
        let span = &meant.span;
        let place = |term: &Term| term.span.start < span.end && span.start < term.span.end;
        for term in terms.iter_mut().filter(|term| place(term)) {
            term.weight *= meant.weight;
            if term.span == *span && term.class == Class::Word {
                term.via = meant.via.clone();
            }
        }
        if terms.iter().all(|term| term.number != meant.number) {
            terms.retain(|term| !(term.number.is_none() && term.class == Class::Word && place(term)));
            terms.push(meant.clone());
        }
    }
}
