//! The highlight: the sentence of a passage that says most of what the question asks for.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::index::Index;
use super::kinds::{self, Kinds};
use super::query::{Query, Term, Via};
use crate::knowledge::SectionVersion;
use crate::text::Lang;
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

/// The passages that were answered with, prepared for the next time: members ask the same things, and
/// most of a large folder is never asked for.
#[derive(Debug)]
pub struct Passages(Vec<[OnceLock<Box<Passage>>; Lang::ALL.len()]>);

impl Passages {
    /// Room for the passages of so many sections.
    #[must_use]
    pub fn of(sections: usize) -> Passages {
        Passages((0..sections).map(|_| Default::default()).collect())
    }

    /// The sentence of a section's version that says most of what a query asks for.
    #[must_use]
    pub fn highlight<'v>(
        &self,
        section: usize,
        version: &'v SectionVersion,
        query: &Query,
        index: &Index,
        synonyms: &Synonyms,
    ) -> &'v str {
        let prepared = &self.0[section][version.lang as usize];
        let passage = prepared.get_or_init(|| Box::new(Passage::new(version, synonyms)));
        passage.highlight(query, index).map_or("", |range| &version.text[range])
    }
}

/// A passage whose sentences are ready to be compared.
#[derive(Debug)]
struct Passage {
    title: Sentence,
    sentences: Vec<(Range<usize>, Sentence)>,
}

impl Passage {
    fn new(version: &SectionVersion, synonyms: &Synonyms) -> Passage {
        let prepared = |range: Range<usize>| {
            let sentence = Sentence::new(&version.text[range.clone()], synonyms);
            (range, sentence)
        };
        Passage {
            title: Sentence::new(&version.title, synonyms),
            sentences: sentences(&version.text).into_iter().map(prepared).collect(),
        }
    }

    /// The place of the sentence that shares the most weight with the query; the first one where none
    /// shares any.
    ///
    /// A sentence is searched for the query's terms as they are spelled, which takes a fraction of the
    /// time of cutting it into tokens of its own.
    fn highlight(&self, query: &Query, index: &Index) -> Option<Range<usize>> {
        let told = query.terms.iter().filter(|term| tells(term, query));
        let terms: Vec<(Sought<'_>, f32)> = told
            .map(|term| {
                let sought = sought(term, query, index);
                let share = if self.title.holds(&sought) { IN_TITLE } else { 1.0 };
                (sought, share * term.weight * term.idf)
            })
            .collect();
        let mut best: Option<(f32, &Range<usize>)> = None;
        for (range, sentence) in &self.sentences {
            let held = terms.iter().filter(|(sought, _)| sentence.holds(sought));
            let shared: f32 = held.map(|(_, weight)| weight).sum();
            let kind = if query.asked.meets(sentence.kinds) { KIND_BONUS * query.mass } else { 0.0 };
            if best.is_none_or(|(before, _)| shared + kind > before) {
                best = Some((shared + kind, range));
            }
        }
        best.map(|(_, range)| range.clone())
    }
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
#[derive(Debug)]
struct Sentence {
    folded: String,
    groups: Vec<u32>,
    kinds: Kinds,
}

impl Sentence {
    fn new(text: &str, synonyms: &Synonyms) -> Sentence {
        let text = normalize(&plain(text));
        let folded = kana::fold(&text);
        let groups =
            synonyms.find(&text, &folded, Side::Index).into_iter().map(|found| found.group).collect();
        Sentence { folded, groups, kinds: kinds::held(&text) }
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
