//! The highlight: the sentence of a passage that says most of what the question asks for.

use std::ops::Range;

use memchr::memmem::Finder;

use super::index::Index;
use super::kinds;
use super::query::{Query, Term, Via};
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::normalize::normalize;
use crate::text::sentences::sentences;
use crate::text::synonyms::{Side, Synonyms};
use crate::text::tokens::Class;

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
    let terms: Vec<Sought<'_>> =
        query.terms.iter().filter(|term| tells(term, query)).map(|term| sought(term, query, index)).collect();
    let heading = Sentence::new(title, synonyms);
    let mut best: Option<(f32, Range<usize>)> = None;
    for range in sentences(text) {
        let sentence = Sentence::new(&text[range.clone()], synonyms);
        let weight = |sought: &Sought<'_>| {
            let share = if heading.holds(sought) { IN_TITLE } else { 1.0 };
            if sentence.holds(sought) { share * sought.term.weight * sought.term.idf } else { 0.0 }
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

/// Whether a term is looked for: a word of the folder, or an n-gram of what is none.
fn tells(term: &Term, query: &Query) -> bool {
    let covers = |word: &Term| word.span.start <= term.span.start && term.span.end <= word.span.end;
    let known_words = || query.terms.iter().filter(|word| word.class == Class::Word && word.number.is_some());
    match term.class {
        _ if term.number.is_none() => false,
        Class::Word => true,
        Class::Gram => !known_words().any(covers),
        Class::Function | Class::Concept | Class::KanaGram => false,
    }
}

/// A term and the letters by which it is recognised in a sentence.
struct Sought<'q> {
    term: &'q Term,
    letters: Finder<'static>,
}

fn sought<'q>(term: &'q Term, query: &Query, index: &Index) -> Sought<'q> {
    let letters = match &term.via {
        Via::Typo(known) | Via::Sound(known) => Finder::new(known.as_str()).into_owned(),
        Via::Itself | Via::Synonym(_) | Via::Concept(_) => {
            let written = kana::fold(&query.text[term.span.clone()]);
            Finder::new(index.tokenizer.word_form(&written).as_str()).into_owned()
        }
    };
    Sought { term, letters }
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

    fn holds(&self, sought: &Sought<'_>) -> bool {
        match sought.term.via {
            Via::Synonym(group) => self.groups.contains(&group),
            Via::Itself | Via::Concept(_) | Via::Typo(_) | Via::Sound(_) => {
                sought.letters.find(self.folded.as_bytes()).is_some()
            }
        }
    }
}
