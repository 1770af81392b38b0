//! The highlight: the sentence of a passage that says most of what the question asks for.

use std::borrow::Cow;
use std::ops::Range;

use super::index::Index;
use super::kinds;
use super::query::{Query, Term, Via};
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::normalize::normalize;
use crate::text::sentences::sentences;
use crate::text::synonyms::{Side, Synonyms};

/// How much holding the kind of answer that is asked for counts, as a share of the query's weight.
const KIND_BONUS: f32 = 0.3;
/// How much a term of the heading counts: every sentence below it is about that.
const IN_TITLE: f32 = 0.3;

/// The place in `text` of the sentence that shares the most weight with the query; the first one
/// where none shares any. `title` is the heading above.
///
/// A sentence is searched for the query's terms as they are spelled, which takes a fraction of the
/// time of cutting it into tokens of its own.
#[must_use]
pub fn highlight(
    title: &str,
    text: &str,
    query: &Query,
    index: &Index,
    synonyms: &Synonyms,
) -> Option<Range<usize>> {
    let terms: Vec<(&Term, Cow<'_, str>)> =
        query.terms.iter().map(|term| (term, spelling(term, query, index))).collect();
    let heading = Sentence::new(title, synonyms);
    let mut best: Option<(f32, Range<usize>)> = None;
    for range in sentences(text) {
        let sentence = Sentence::new(&text[range.clone()], synonyms);
        let weight = |(term, spelling): &(&Term, Cow<'_, str>)| {
            let share = if heading.holds(term, spelling) { IN_TITLE } else { 1.0 };
            if sentence.holds(term, spelling) { share * term.weight * term.idf } else { 0.0 }
        };
        let shared: f32 = terms.iter().map(weight).sum();
        let wanted = || query.asked.meets(kinds::held(&sentence.text));
        let kind = if !query.asked.is_empty() && wanted() { KIND_BONUS * query.mass } else { 0.0 };
        if best.as_ref().is_none_or(|(before, _)| shared + kind > *before) {
            best = Some((shared + kind, range));
        }
    }
    best.map(|(_, range)| range)
}

/// The letters by which a term is recognised in a sentence.
fn spelling<'q>(term: &'q Term, query: &'q Query, index: &Index) -> Cow<'q, str> {
    match &term.via {
        Via::Typo(known) => Cow::Borrowed(known),
        Via::Itself | Via::Synonym(_) => {
            Cow::Owned(index.tokenizer.word_form(&kana::fold(&query.text[term.span.clone()])))
        }
    }
}

/// A sentence as it is compared.
struct Sentence {
    text: String,
    folded: String,
    groups: Vec<u32>,
}

impl Sentence {
    fn new(text: &str, synonyms: &Synonyms) -> Sentence {
        let text = normalize(&plain(text));
        let folded = kana::fold(&text);
        let groups =
            synonyms.find(&text, &folded, Side::Index).into_iter().map(|found| found.group).collect();
        Sentence { text, folded, groups }
    }

    fn holds(&self, term: &Term, spelling: &str) -> bool {
        match term.via {
            Via::Synonym(group) => self.groups.contains(&group),
            Via::Itself | Via::Typo(_) => self.folded.contains(spelling),
        }
    }
}
