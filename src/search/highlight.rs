//! The highlight: the sentence of a passage that says most of what the question asks for.

use std::ops::Range;

use super::index::Index;
use super::kinds;
use super::query::Query;
use crate::text::markup::plain;
use crate::text::normalize::normalize;
use crate::text::sentences::sentences;
use crate::text::synonyms::{Side, Synonyms};
use crate::text::tokens::Tokenizer;

/// How much holding the kind of answer that is asked for counts, as a share of the query's weight.
const KIND_BONUS: f32 = 0.3;

/// How much a term of the heading counts: every sentence below it is about that.
const IN_TITLE: f32 = 0.3;

/// The place in `text` of the sentence that shares the most weight with the query; the first one
/// where none shares any. `title` is the heading above.
#[must_use]
pub fn highlight(
    title: &str,
    text: &str,
    query: &Query,
    index: &Index,
    synonyms: &Synonyms,
) -> Option<Range<usize>> {
    let tokenizer = Tokenizer::default();
    let terms_of = |text: &str| {
        let tokens = tokenizer.tokens(text, synonyms, Side::Index);
        let mut terms: Vec<u32> = tokens.iter().filter_map(|token| index.term(token.key)).collect();
        terms.sort_unstable();
        terms
    };
    let said = terms_of(&normalize(&plain(title)));
    let mut best: Option<(f32, Range<usize>)> = None;
    for range in sentences(text) {
        let sentence = normalize(&plain(&text[range.clone()]));
        let terms = terms_of(&sentence);
        let shared = query.terms.iter().filter_map(|term| {
            let number = term.number.filter(|number| terms.binary_search(number).is_ok())?;
            let share = if said.binary_search(&number).is_ok() { IN_TITLE } else { 1.0 };
            Some(share * term.weight * term.idf)
        });
        let kind = if query.asked.meets(kinds::held(&sentence)) { KIND_BONUS * query.mass } else { 0.0 };
        let score = shared.sum::<f32>() + kind;
        if best.as_ref().is_none_or(|(before, _)| score > *before) {
            best = Some((score, range));
        }
    }
    best.map(|(_, range)| range)
}
