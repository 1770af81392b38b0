//! The inverted index: which sections hold a token, and how much that says.
//!
//! A section is one document whatever its languages, with two fields: the ways to ask for it
//! (headings and questions) and its text. Scores are BM25F: Robertson and Zaragoza, "The
//! Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the weight of a token's class in
//! place of a stream weight. Everything that does not depend on the query is multiplied into the
//! postings when the index is built.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fuzzy::Dictionary;
use super::kinds::{self, Kinds};
use crate::knowledge::Knowledge;
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::normalize::normalize;
use crate::text::synonyms::{Side, Synonyms};
use crate::text::tokens::{Class, Token, Tokenizer};

/// How fast more of the same token stops counting (BM25's k1) in a section with one way to ask.
const K1: f32 = 0.7;
/// How much slower it stops with each e-fold of ways to ask: what many of them share is meant.
const K1_GROWTH: f32 = 0.6;
/// How much a text's length counts (BM25's b).
const B_TEXT: f32 = 0.5;
/// The same for the ways to ask.
const B_ASK: f32 = 0.8;
/// How much a token in a way to ask counts against one in the text.
const ASK_WEIGHT: f32 = 0.8;
/// How much of the likeness to a way is measured against the question, the rest against the way:
/// members put more words around a question than authors do.
pub const QUERY_SHARE: f32 = 0.45;
/// How many candidates are handed to the re-ranking.
const SHORT_LIST: usize = 24;

/// A token's occurrence in a section.
#[derive(Clone, Copy, Debug)]
struct Posting {
    section: u32,
    /// What it adds to the section's score for a query weight of one.
    impact: f32,
}

/// One way to ask for a section, ready to be compared with a question.
#[derive(Debug)]
pub struct Way {
    /// Its terms with their weights.
    terms: Range<usize>,
    /// The sum of the weights.
    pub mass: f32,
    /// The part of a likeness' denominator that is the way's.
    pub norm: f32,
}

/// The index over a knowledge folder. It does not change.
#[derive(Debug)]
pub struct Index {
    terms: FxHashMap<u64, u32>,
    idf: Vec<f32>,
    starts: Vec<u32>,
    postings: Vec<Posting>,
    ways: Vec<Way>,
    way_terms: Vec<(u32, f32)>,
    ways_of: Vec<Range<usize>>,
    held: Vec<Kinds>,
    /// The words of the folder by spelling, for typos.
    pub dictionary: Dictionary,
    /// Cuts texts into the tokens of this index.
    pub tokenizer: Tokenizer,
}

/// A section that shares tokens with a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retrieved {
    /// The section's place in the knowledge.
    pub section: usize,
    /// Its BM25F score.
    pub score: f32,
}

thread_local! {
    /// Score sums by section and the sections touched, kept between queries so that a query
    /// allocates nothing that grows with the folder.
    static SUMS: RefCell<(Vec<f32>, Vec<u32>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// The tokens of one section: each occurrence as its term and field until they are counted.
#[derive(Default)]
struct Counted {
    occurrences: Vec<(u32, u8)>,
    /// By term: how often it stands in the ways to ask and in the texts.
    counts: Box<[(u32, [u16; 2])]>,
    lengths: [f32; 2],
}

impl Counted {
    /// Counts the occurrences. A section keeps only what the index needs, for there may be a great
    /// many of them.
    fn sum_up(&mut self) {
        let mut occurrences = std::mem::take(&mut self.occurrences);
        occurrences.sort_unstable();
        let mut counts: Vec<(u32, [u16; 2])> = Vec::new();
        for (term, field) in occurrences {
            if counts.last().is_none_or(|(last, _)| *last != term) {
                counts.push((term, [0, 0]));
            }
            if let Some((_, counts)) = counts.last_mut() {
                let count = &mut counts[usize::from(field)];
                *count = count.saturating_add(1);
            }
        }
        self.counts = counts.into();
    }
}

impl Index {
    /// Builds the index of a knowledge folder.
    #[must_use]
    pub fn build(knowledge: &Knowledge) -> Index {
        let mut builder = Builder::default();
        let tokenizer = Tokenizer::default();
        for section in &knowledge.sections {
            let mut counted = Counted::default();
            let first = builder.ways.len();
            for way in section.ways_to_ask() {
                let text = normalize(&plain(way));
                let tokens = tokenizer.tokens(&text, &knowledge.synonyms, Side::Index);
                builder.count(&tokens, &text, 0, &tokenizer, &mut counted);
                builder.add_way(&tokens);
            }
            builder.ways_of.push(first..builder.ways.len());
            let mut held = Kinds::default();
            for version in &section.versions {
                let text = normalize(&plain(&version.text));
                let tokens = tokenizer.tokens(&text, &knowledge.synonyms, Side::Index);
                builder.count(&tokens, &text, 1, &tokenizer, &mut counted);
                held = held | kinds::held(&text) | kinds::held(&normalize(&version.title));
            }
            builder.held.push(held);
            counted.sum_up();
            builder.sections.push(counted);
        }
        builder.add_spellings(&knowledge.synonyms, &tokenizer);
        builder.finish()
    }

    /// The number of sections.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ways_of.len()
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ways_of.is_empty()
    }

    /// The number of terms.
    #[must_use]
    pub fn terms(&self) -> usize {
        self.idf.len()
    }

    /// The number of a token's term, if any section holds it.
    #[must_use]
    pub fn term(&self, key: u64) -> Option<u32> {
        self.terms.get(&key).copied()
    }

    /// How rare a term is, weighted by its class.
    #[must_use]
    pub fn idf(&self, term: u32) -> f32 {
        self.idf[term as usize]
    }

    /// The weight of a word that no section holds: that of one in half a section.
    #[must_use]
    pub fn unknown_idf(&self) -> f32 {
        idf(self.len(), 0)
    }

    /// The kinds of answers that a section holds.
    #[must_use]
    pub fn held(&self, section: usize) -> Kinds {
        self.held[section]
    }

    /// What a term adds to a section's score for a query weight of one; 0 where it is absent.
    #[must_use]
    pub fn impact(&self, term: u32, section: usize) -> f32 {
        let postings = self.postings_of(term);
        let at = postings.binary_search_by_key(&section, |posting| posting.section as usize);
        at.map_or(0.0, |at| postings[at].impact)
    }

    /// The ways to ask for a section.
    pub fn ways(&self, section: usize) -> impl Iterator<Item = (&Way, &[(u32, f32)])> {
        self.ways[self.ways_of[section].clone()].iter().map(|way| (way, &self.way_terms[way.terms.clone()]))
    }

    /// The sections with the highest BM25F scores for terms with their weights, best first.
    #[must_use]
    pub fn retrieve(&self, terms: impl Iterator<Item = (u32, f32)>) -> Vec<Retrieved> {
        SUMS.with_borrow_mut(|(sums, touched)| {
            sums.resize(self.len().max(sums.len()), 0.0);
            for (term, weight) in terms {
                for posting in self.postings_of(term) {
                    let sum = &mut sums[posting.section as usize];
                    if *sum == 0.0 {
                        touched.push(posting.section);
                    }
                    *sum += weight * posting.impact;
                }
            }
            let mut best: Vec<Retrieved> = Vec::with_capacity(SHORT_LIST + 1);
            for section in touched.drain(..) {
                let score = std::mem::take(&mut sums[section as usize]);
                let full = best.len() == SHORT_LIST;
                if full && best.last().is_some_and(|last| score <= last.score) {
                    continue;
                }
                let at = best.partition_point(|other| other.score >= score);
                best.insert(at, Retrieved { section: section as usize, score });
                best.truncate(SHORT_LIST);
            }
            best
        })
    }

    fn postings_of(&self, term: u32) -> &[Posting] {
        let term = term as usize;
        &self.postings[self.starts[term] as usize..self.starts[term + 1] as usize]
    }
}

/// The inverse document frequency of Robertson and Spärck Jones, never negative.
fn idf(sections: usize, holding: usize) -> f32 {
    let (sections, holding) = (sections as f32, holding as f32);
    (1.0 + (sections - holding + 0.5) / (holding + 0.5)).ln()
}

/// How much a token counts by its class.
#[must_use]
pub fn class_weight(class: Class) -> f32 {
    match class {
        Class::Word => 1.0,
        Class::Function => 0.7,
        Class::Gram => 0.25,
        Class::KanaGram => 0.2,
    }
}

#[derive(Default)]
struct Builder {
    terms: FxHashMap<u64, u32>,
    classes: Vec<Class>,
    sections: Vec<Counted>,
    ways: Vec<Way>,
    way_terms: Vec<(u32, f32)>,
    ways_of: Vec<Range<usize>>,
    held: Vec<Kinds>,
    words: FxHashMap<String, u32>,
}

impl Builder {
    fn count(
        &mut self,
        tokens: &[Token],
        text: &str,
        field: u8,
        tokenizer: &Tokenizer,
        counted: &mut Counted,
    ) {
        for token in tokens.iter().filter(|token| field == 0 || token.class.in_texts()) {
            let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
            let term = *self.terms.entry(token.key).or_insert(next);
            if term == next {
                self.classes.push(token.class);
                if token.class == Class::Word && token.synonym.is_none() {
                    let form = tokenizer.word_form(&kana::fold(&text[token.span.clone()]));
                    self.words.insert(form, term);
                }
            }
            counted.occurrences.push((term, field));
            counted.lengths[usize::from(field)] += 1.0;
        }
    }

    /// Notes a way's terms; their weights come when every section is counted.
    fn add_way(&mut self, tokens: &[Token]) {
        let mut terms: Vec<u32> = tokens.iter().map(|token| self.terms[&token.key]).collect();
        terms.sort_unstable();
        terms.dedup();
        let start = self.way_terms.len();
        self.way_terms.extend(terms.into_iter().map(|term| (term, 0.0)));
        self.ways.push(Way { terms: start..self.way_terms.len(), mass: 0.0, norm: 0.0 });
    }

    /// Notes the spellings of synonyms as words whose typos can be mended.
    fn add_spellings(&mut self, synonyms: &Synonyms, tokenizer: &Tokenizer) {
        for (spelling, group) in synonyms.spellings() {
            let Some(&term) = self.terms.get(&Tokenizer::group_key(group)) else { continue };
            let spelling = normalize(spelling);
            if !spelling.contains(' ') {
                self.words.insert(tokenizer.word_form(&kana::fold(&spelling)), term);
            }
        }
    }

    fn finish(mut self) -> Index {
        let count = self.sections.len();
        let mut holding = vec![0_u32; self.classes.len()];
        for term in self.sections.iter().flat_map(|section| section.counts.iter().map(|(term, _)| *term)) {
            holding[term as usize] += 1;
        }
        let weigh = |(&class, &holding): (&Class, &u32)| {
            let weight = class_weight(class);
            weight * idf(count, holding as usize)
        };
        let idf: Vec<f32> = self.classes.iter().zip(&holding).map(weigh).collect();
        for (term, weight) in &mut self.way_terms {
            *weight = idf[*term as usize];
        }
        for way in &mut self.ways {
            way.mass = self.way_terms[way.terms.clone()].iter().map(|(_, weight)| weight).sum();
            way.norm = way.mass.powf(1.0 - QUERY_SHARE);
        }
        let mut starts = Vec::with_capacity(holding.len() + 1);
        starts.push(0);
        for holding in &holding {
            starts.push(starts[starts.len() - 1] + holding);
        }
        let mut free: Vec<u32> = starts.clone();
        let mut postings = vec![Posting { section: 0, impact: 0.0 }; starts[starts.len() - 1] as usize];
        let average = |field: usize| {
            let sum: f32 = self.sections.iter().map(|section| section.lengths[field]).sum();
            (sum / count.max(1) as f32).max(1.0)
        };
        let averages = [average(0), average(1)];
        for (number, section) in (0..).zip(&self.sections) {
            let norm = |field: usize, b: f32| 1.0 - b + b * section.lengths[field] / averages[field];
            let (ask, text) = (norm(0, B_ASK), norm(1, B_TEXT));
            let ways = self.ways_of[number as usize].len().max(1) as f32;
            let k1 = K1 * (1.0 + K1_GROWTH * ways.ln());
            for &(term, counts) in &section.counts {
                let frequency = ASK_WEIGHT * f32::from(counts[0]) / ask + f32::from(counts[1]) / text;
                // Scaled so that a single occurrence says the same whatever the number of ways.
                let saturated = (1.0 + k1) / (1.0 + K1) * frequency / (k1 + frequency);
                let impact = idf[term as usize] * saturated;
                let at = &mut free[term as usize];
                postings[*at as usize] = Posting { section: number, impact };
                *at += 1;
            }
        }
        let dictionary = Dictionary::new(self.words);
        Index {
            terms: self.terms,
            idf,
            starts,
            postings,
            ways: self.ways,
            way_terms: self.way_terms,
            ways_of: self.ways_of,
            held: self.held,
            dictionary,
            tokenizer: Tokenizer::default(),
        }
    }
}
