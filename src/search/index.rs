//! The inverted index: which sections hold a token, and how much that says.
//!
//! A section is one document whatever its languages, with two fields: the ways to ask for it
//! (headings and questions) and its text. Scores are BM25F: Robertson and Zaragoza, "The
//! Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the weight of a token's class in
//! place of a stream weight. Everything that does not depend on the query is multiplied into the
//! postings when the index is built.

mod asked;
mod build;

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::fuzzy::Dictionary;
use super::highest::highest;
use super::kinds::Kinds;
use super::scope::Scope;
use crate::text::tokens::{Class, Tokenizer};
use asked::{Asked, AskedWith};

/// How much of the likeness to a way is measured against the question, the rest against the way:
/// members put more words around a question than authors do.
pub const QUERY_SHARE: f32 = 0.45;
/// How fast more of the same token stops counting (BM25's k1) in a section with one way to ask.
const K1: f32 = 0.7;
/// How much slower it stops with each e-fold of ways to ask: what many of them share is meant.
const K1_GROWTH: f32 = 0.6;
/// How many candidates are handed to the re-ranking.
const SHORT_LIST: usize = 12;
/// How many are chosen before the common terms are counted.
const LONG_LIST: usize = 64;
/// A term is common that more sections hold than this number and this part of the folder.
const COMMON_FROM: usize = 4096;
/// See [`COMMON_FROM`]: one in so many.
const COMMON_SHARE: usize = 32;

/// A token's occurrence in a section, in six bytes: there are as many of them as words in a folder.
#[derive(Clone, Copy, Debug, Default)]
struct Posting {
    section: [u16; 2],
    /// What it adds to the section's score for a query weight of one, in parts of the highest impact.
    impact: u16,
}

impl Posting {
    fn new(section: u32, impact: u16) -> Posting {
        Posting { section: [section as u16, (section >> 16) as u16], impact }
    }

    fn section(self) -> u32 {
        u32::from(self.section[0]) | u32::from(self.section[1]) << 16
    }
}

/// One way to ask for a section, ready to be compared with a question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Way {
    /// The sum of its terms' weights.
    pub mass: f32,
    /// The sum of its words' weights.
    pub words: f32,
    /// The kinds of answers that it asks for.
    pub wanted: Kinds,
}

/// The index over a knowledge folder. It does not change.
#[derive(Debug)]
pub struct Index {
    terms: FxHashMap<u64, u32>,
    idf: Vec<f32>,
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// What one part of an impact is worth.
    step: f32,
    ways: Vec<Way>,
    /// By way: one over the part of a likeness' denominator that is the way's.
    scales: Vec<f32>,
    ways_of: Vec<Range<usize>>,
    /// The section by the hash of the spelling of a way to ask for it; `None` where several have it.
    repeated: FxHashMap<u64, Option<u32>>,
    asked: Asked,
    held: Vec<Kinds>,
    /// The words of the folder by spelling, for typos.
    pub dictionary: Dictionary,
    /// What the folder does not answer.
    pub scope: Scope,
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
    /// Score sums by section, kept between queries so that a query allocates nothing that grows with the
    /// folder. All are zero in between.
    static SUMS: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

impl Index {
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

    /// The section that a question is one of the ways to ask for, word for word, given its spelling as
    /// [`bare`](crate::text::normalize::bare) has it.
    #[must_use]
    pub fn repeated(&self, spelling: &str) -> Option<usize> {
        self.repeated.get(&spelling_key(spelling)).copied().flatten().map(|section| section as usize)
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

    /// The weight of a word that one section alone holds.
    #[must_use]
    pub fn rarest_idf(&self) -> f32 {
        idf(self.len(), 1)
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
        let at = postings.binary_search_by_key(&section, |posting| posting.section() as usize);
        at.map_or(0.0, |at| f32::from(postings[at].impact) * self.step)
    }

    /// The ways to ask for a section.
    #[must_use]
    pub fn ways(&self, section: usize) -> &[Way] {
        &self.ways[self.ways_of[section].clone()]
    }

    /// By way to ask for a section: what the weight that it shares with a question is multiplied by for a
    /// likeness, but for the question's part.
    #[must_use]
    pub fn scales(&self, section: usize) -> &[f32] {
        &self.scales[self.ways_of[section].clone()]
    }

    /// The ways to ask that hold a term.
    #[must_use]
    pub fn asked_with(&self, term: u32) -> AskedWith<'_> {
        self.asked.with(term)
    }

    /// The share of all ways to ask that hold a term; for a term that none holds, half of one.
    #[must_use]
    pub fn asked_share(&self, term: Option<u32>) -> f32 {
        let holding = term.map_or(0, |term| self.asked_with(term).count());
        (holding as f32).max(0.5) / self.ways.len().max(1) as f32
    }

    /// The sections with the highest BM25F scores for terms with their weights, best first.
    ///
    /// What stands in very many sections says little and takes most of the time, so in a large folder
    /// such terms do not choose the sections; they only count for those that the others chose.
    #[must_use]
    pub fn retrieve(&self, terms: impl Iterator<Item = (u32, f32)>) -> Vec<Retrieved> {
        let long = COMMON_FROM.max(self.len() / COMMON_SHARE);
        let (mut common, mut telling): (Vec<_>, Vec<_>) =
            terms.partition(|&(term, _)| self.postings_of(term).len() > long);
        if telling.is_empty() {
            std::mem::swap(&mut common, &mut telling);
        }
        let mut best = self.highest(&telling, if common.is_empty() { SHORT_LIST } else { LONG_LIST });
        for found in &mut best {
            let by_common = common.iter().map(|&(term, weight)| weight * self.impact(term, found.section));
            found.score += by_common.sum::<f32>();
        }
        best.sort_by(|a, b| b.score.total_cmp(&a.score));
        best.truncate(SHORT_LIST);
        best
    }

    /// The given number of sections with the highest scores for terms, best first.
    fn highest(&self, terms: &[(u32, f32)], count: usize) -> Vec<Retrieved> {
        SUMS.with_borrow_mut(|sums| {
            sums.resize(self.len(), 0.0);
            for &(term, weight) in terms {
                let step = weight * self.step;
                for posting in self.postings_of(term) {
                    sums[posting.section() as usize] += step * f32::from(posting.impact);
                }
            }
            let best = highest(sums, count);
            sums.fill(0.0);
            best.into_iter().map(|(section, score)| Retrieved { section, score }).collect()
        })
    }

    /// How many bytes the index takes, but for the hash table's spare places.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.terms.len() * size_of::<(u64, u32)>()
            + size_of_val(self.idf.as_slice())
            + size_of_val(self.starts.as_slice())
            + size_of_val(self.postings.as_slice())
            + size_of_val(self.ways.as_slice())
            + size_of_val(self.scales.as_slice())
            + size_of_val(self.ways_of.as_slice())
            + self.repeated.len() * size_of::<(u64, Option<u32>)>()
            + self.asked.bytes()
            + size_of_val(self.held.as_slice())
            + self.dictionary.bytes()
            + self.scope.bytes()
    }

    fn postings_of(&self, term: u32) -> &[Posting] {
        let term = term as usize;
        &self.postings[self.starts[term] as usize..self.starts[term + 1] as usize]
    }
}

/// The hash of a spelling.
fn spelling_key(spelling: &str) -> u64 {
    let mut hasher = FxHasher::default();
    spelling.hash(&mut hasher);
    hasher.finish()
}

/// The inverse document frequency of Robertson and Spärck Jones, never negative.
fn idf(sections: usize, holding: usize) -> f32 {
    let (sections, holding) = (sections as f32, holding as f32);
    (1.0 + (sections - holding + 0.5) / (holding + 0.5)).ln()
}

/// What a score is multiplied by so that a single occurrence of a term says the same in sections with so many ways to
/// ask each as in those with one.
#[must_use]
pub fn fullness(ways: usize) -> f32 {
    (1.0 + k1(ways)) / (1.0 + K1)
}

/// BM25's k1 for a section with this many ways to ask.
fn k1(ways: usize) -> f32 {
    K1 * (1.0 + K1_GROWTH * (ways.max(1) as f32).ln())
}

/// How much a token counts by its class.
#[must_use]
pub fn class_weight(class: Class) -> f32 {
    match class {
        Class::Word => 1.0,
        Class::Function => 0.7,
        Class::Concept => 0.4,
        Class::Gram => 0.25,
        Class::KanaGram => 0.2,
    }
}
