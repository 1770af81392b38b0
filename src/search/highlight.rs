//! The highlight: the sentence of a passage that says most of what the question asks for, and how much of
//! it that is.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;
use rayon::prelude::*;

use super::index::Index;
use super::kinds::{self, Kinds};
use super::query::{Query, Term, Via};
use crate::knowledge::{Knowledge, SectionVersion};
use crate::text::Lang;
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::normalize::normalize;
use crate::text::sentences::{asks, sentences};
use crate::text::synonyms::{Side, Synonyms};
use crate::text::tokens::Class;

/// How much holding the kind of answer that is asked for counts, as a share of the query's weight.
const KIND_BONUS: f32 = 0.3;
/// How much a term of the heading counts: every sentence below it is about that.
const IN_TITLE: f32 = 0.3;

/// How much what a sentence shares counts if it asks something itself.
const ASKS: f32 = 0.4;

/// How many bytes of text are prepared when a folder is loaded.
const PREPARED: usize = 4 << 20;

/// The passages as they are compared with questions: those of a small folder from the start, those of a
/// large one when they first come up, for most of it is never asked for.
#[derive(Debug)]
pub struct Passages(Vec<[OnceLock<Box<Passage>>; Lang::ALL.len()]>);

impl Passages {
    /// The passages of a folder.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Passages {
        let passages = Passages(knowledge.sections.iter().map(|_| Default::default()).collect());
        let versions = || knowledge.sections.iter().flat_map(|section| &section.versions);
        if versions().map(|version| version.text.len()).sum::<usize>() <= PREPARED {
            passages.0.par_iter().zip(&knowledge.sections).for_each(|(prepared, section)| {
                for version in &section.versions {
                    prepared[version.lang as usize].get_or_init(|| Passage::boxed(version, knowledge));
                }
            });
        }
        passages
    }

    /// The sentence that says most of what a query asks for, of a section in a language.
    #[must_use]
    pub fn highlight(
        &self,
        section: usize,
        lang: Lang,
        query: &Query,
        index: &Index,
        knowledge: &Knowledge,
    ) -> Highlight {
        let version = knowledge.sections[section].version(lang);
        let prepared = &self.0[section][version.lang as usize];
        prepared.get_or_init(|| Passage::boxed(version, knowledge)).highlight(query, index)
    }
}

/// The sentence that says most of what a query asks for.
#[derive(Debug, Clone, Default)]
pub struct Highlight {
    /// Its place in the text, empty where the text has none.
    pub range: Range<usize>,
    /// The share of the question's meaningful words that it and the heading hold.
    pub coverage: f32,
    /// Whether it holds the kind of answer that is asked for.
    pub kind: bool,
}

/// A heading and its sentences, ready to be compared.
#[derive(Debug)]
struct Passage {
    /// All of them folded, a line each.
    folded: String,
    /// The heading, and then the sentences.
    parts: Vec<Sentence>,
}

/// A heading or a sentence.
#[derive(Debug)]
struct Sentence {
    /// Where its line ends.
    end: usize,
    /// Its place in the text.
    range: Range<usize>,
    /// The synonym groups that stand in it.
    groups: Vec<u32>,
    /// The kinds of answers that it holds.
    kinds: Kinds,
    /// Whether it asks something, and so tells nothing.
    asks: bool,
}

impl Passage {
    fn boxed(version: &SectionVersion, knowledge: &Knowledge) -> Box<Passage> {
        let mut passage = Box::new(Passage { folded: String::new(), parts: Vec::new() });
        passage.add(&version.title, 0..0, &knowledge.synonyms);
        for range in sentences(&version.text) {
            passage.add(&version.text[range.clone()], range, &knowledge.synonyms);
        }
        passage
    }

    fn add(&mut self, text: &str, range: Range<usize>, synonyms: &Synonyms) {
        let text = normalize(&plain(text));
        let folded = kana::fold(&text);
        let found = synonyms.find(&text, &folded, Side::Index);
        let groups = found.into_iter().map(|found| found.group).collect();
        self.folded.push_str(&folded);
        self.folded.push('\n');
        let asks = asks(&text);
        self.parts.push(Sentence { end: self.folded.len(), range, groups, kinds: kinds::held(&text), asks });
    }

    /// The sentence that shares the most weight with the query; the first one where none shares any.
    ///
    /// The text is searched for the query's terms as they are spelled, which takes a fraction of the time
    /// of cutting it into tokens of its own.
    fn highlight(&self, query: &Query, index: &Index) -> Highlight {
        let (wanted, sought) = (query.wanted.seen(), query.wanted.sought());
        let bonus = |part: &Sentence| if sought.meets(part.kinds) { KIND_BONUS * query.mass } else { 0.0 };
        // What each part shares with the query, and how much of the meaningful words.
        let mut sums: Vec<(f32, f32)> = self.parts.iter().map(|part| (bonus(part), 0.0)).collect();
        let mut in_title = 0.0;
        for term in query.terms.iter().filter(|term| tells(term, query)) {
            let weight = term.weight * term.idf;
            let meaning = if term.is_meaningful() { weight } else { 0.0 };
            let mut share = 1.0;
            self.holding(term, query, index, |part| {
                if part == 0 {
                    share = IN_TITLE;
                    in_title += meaning;
                } else {
                    sums[part].0 += share * weight;
                    sums[part].1 += if share < 1.0 { 0.0 } else { meaning };
                }
            });
        }
        let words = query.content_mass().max(f32::MIN_POSITIVE);
        let mut best = (f32::NEG_INFINITY, Highlight::default());
        for (part, (shared, covered)) in self.parts.iter().zip(sums).skip(1) {
            let shared = if part.asks { ASKS * shared } else { shared };
            if shared > best.0 {
                let (range, kind) = (part.range.clone(), wanted.meets(part.kinds));
                best = (shared, Highlight { range, coverage: (in_title + covered) / words, kind });
            }
        }
        best.1
    }

    /// Tells of every part that holds a term, in order.
    fn holding(&self, term: &Term, query: &Query, index: &Index, mut tell: impl FnMut(usize)) {
        let folded;
        let word = match &term.via {
            Via::Synonym(group) => {
                let parts = self.parts.iter().enumerate();
                return parts
                    .filter(|(_, part)| part.groups.contains(group))
                    .for_each(|(part, _)| tell(part));
            }
            Via::Typo(known) | Via::Sound(known) => {
                folded = kana::fold(known);
                &folded
            }
            Via::Itself | Via::Concept(_) => &query.folded[term.span.clone()],
        };
        let form = index.tokenizer.word_form(word);
        let form = spelled(word, &form);
        // What has no letters left would be found behind the last line too.
        if form.is_empty() {
            return;
        }
        let text = self.folded.as_bytes();
        let begins = |at: usize| !form.is_ascii() || at == 0 || !text[at - 1].is_ascii_alphanumeric();
        let mut part = 0;
        let mut told = usize::MAX;
        for at in memmem::find_iter(text, form.as_bytes()).filter(|&at| begins(at)) {
            while self.parts[part].end <= at {
                part += 1;
            }
            if told != part {
                told = part;
                tell(part);
            }
        }
    }
}

/// As much of a word's form as texts are spelled with: a stem may end in another letter than the word, and
/// a form lack its long vowels.
fn spelled<'w>(word: &'w str, form: &'w str) -> &'w str {
    if word.contains('ー') {
        return word;
    }
    let same = word.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
    if word.is_ascii() { &word[..same] } else { form }
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
