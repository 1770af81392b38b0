//! Scope: what the words of a question say for its being one that the folder does not answer.
//!
//! An author lists such questions in `out-of-scope.txt`. Beside the ways to ask for the sections they
//! are a classifier: naive Bayes over the tokens that are there (the multivariate Bernoulli model of
//! `McCallum` and Nigam, "A Comparison of Event Models for Naive Bayes Text Classification", 1998, without
//! the absent ones, which say next to nothing of a question). Most near misses share their names with an
//! entry and ask for what none tells: a price, an address, a lawyer.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::class_weight;
use crate::text::tokens::Token;

/// How often each token is taken to stand on either side besides: few questions are no proof.
const PRIOR: f32 = 0.5;

/// How much of a question a listed one makes up that stands in it.
const MOST_OF: f32 = 0.6;

/// The longest question, in bytes, in which a listed one is looked for.
const LONGEST: usize = 400;

/// What a listed question is recognised by: its spelling, and its tokens' keys, each once.
#[derive(Debug)]
pub struct Listed {
    /// As [`bare`](crate::text::normalize::bare) has it.
    pub spelling: String,
    /// The keys of its tokens.
    pub keys: Vec<u64>,
}

/// The questions out of scope, ready to be compared with a question.
#[derive(Debug, Default)]
pub struct Scope {
    spellings: FxHashSet<String>,
    /// By term: the log-odds that a question which holds it is out of scope.
    log_odds: Vec<f32>,
    /// The same by the key of a token that no section holds.
    foreign: FxHashMap<u64, f32>,
}

impl Scope {
    /// Weighs the tokens of the listed questions against those of `ways` ways to ask; `asked` tells how many
    /// of these hold a term.
    #[must_use]
    pub fn new(
        listed: Vec<Listed>,
        ways: usize,
        terms: &FxHashMap<u64, u32>,
        asked: impl Fn(u32) -> usize,
    ) -> Scope {
        let mut scope = Scope::default();
        if listed.is_empty() {
            return scope;
        }
        // The ways to ask count as if they were as many as the listed questions.
        let share = listed.len() as f32 / ways.max(1) as f32;
        scope.log_odds = vec![0.0; terms.len()];
        for Listed { spelling, keys } in listed {
            scope.spellings.insert(spelling);
            for key in keys {
                *match terms.get(&key) {
                    Some(&term) => &mut scope.log_odds[term as usize],
                    None => scope.foreign.entry(key).or_default(),
                } += 1.0;
            }
        }
        // So far they are the numbers of listed questions.
        let weigh = |listed: &mut f32, asked: f32| *listed = ((*listed + PRIOR) / (asked + PRIOR)).ln();
        for (term, listed) in (0..).zip(&mut scope.log_odds) {
            weigh(listed, share * asked(term) as f32);
        }
        scope.foreign.values_mut().for_each(|listed| weigh(listed, 0.0));
        scope
    }

    /// Whether a spelling is that of a listed question, or of one with a little said before or after it.
    #[must_use]
    pub fn lists(&self, spelling: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let least = (MOST_OF * spelling.len() as f32) as usize;
        let short = spelling.len() <= LONGEST;
        let cuts = || spelling.char_indices().map(|(at, _)| at).skip(1).filter(|_| short);
        self.spellings.contains(spelling)
            || cuts().any(|at| at >= least && self.spellings.contains(&spelling[..at]))
            || cuts().any(|at| spelling.len() - at >= least && self.spellings.contains(&spelling[at..]))
    }

    /// How many questions are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// What a token adds to the log-odds of a question, given its term if there is one.
    #[must_use]
    pub fn log_odds(&self, token: &Token, term: Option<u32>) -> f32 {
        let log_odds = match term {
            Some(term) => self.log_odds.get(term as usize),
            None => self.foreign.get(&token.key),
        };
        class_weight(token.class) * log_odds.copied().unwrap_or_default()
    }

    /// How many bytes it takes, but for the tables' spare places.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.log_odds.as_slice())
            + self.foreign.len() * size_of::<(u64, f32)>()
            + self.spellings.iter().map(|spelling| size_of::<String>() + spelling.len()).sum::<usize>()
    }
}
