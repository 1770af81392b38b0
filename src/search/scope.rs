//! Scope: what the words of a question say for its being one that the folder does not answer.
//!
//! An author lists such questions in `out-of-scope.txt`. Beside the ways to ask for the sections they
//! are a classifier: naive Bayes over the tokens that are there (the multivariate Bernoulli model of
//! `McCallum` and Nigam, "A Comparison of Event Models for Naive Bayes Text Classification", 1998, without
//! the absent ones, which say next to nothing of a question). Most near misses share their names with an
//! entry and ask for what none tells: a price, an address, a lawyer.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::class_weight;
use crate::text::tokens::Class;

/// How often each token is taken to stand on either side besides: few questions are no proof.
const PRIOR: f32 = 0.5;

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
    /// By token: the log-odds that a question which holds it is out of scope.
    log_odds: FxHashMap<u64, f32>,
}

impl Scope {
    /// Weighs the tokens of the listed questions against those of `ways` ways to ask, given as the number
    /// that hold each.
    #[must_use]
    pub fn new(listed: Vec<Listed>, ways: usize, held: impl Iterator<Item = (u64, u32)>) -> Scope {
        let mut scope = Scope::default();
        if listed.is_empty() {
            return scope;
        }
        // The ways to ask count as if they were as many as the listed questions.
        let share = listed.len() as f32 / ways.max(1) as f32;
        let mut inside: FxHashMap<u64, f32> =
            held.map(|(key, holding)| (key, share * holding as f32)).collect();
        let mut outside: FxHashMap<u64, f32> = FxHashMap::default();
        for Listed { spelling, keys } in listed {
            scope.spellings.insert(spelling);
            for key in keys {
                *outside.entry(key).or_default() += 1.0;
                inside.entry(key).or_default();
            }
        }
        let weigh = |(key, inside): (u64, f32)| {
            let outside = outside.get(&key).copied().unwrap_or_default();
            (key, ((outside + PRIOR) / (inside + PRIOR)).ln())
        };
        scope.log_odds = inside.into_iter().map(weigh).collect();
        scope
    }

    /// Whether a spelling is that of a listed question.
    #[must_use]
    pub fn lists(&self, spelling: &str) -> bool {
        self.spellings.contains(spelling)
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// What a token adds to the log-odds of a question.
    #[must_use]
    pub fn log_odds(&self, key: u64, class: Class) -> f32 {
        class_weight(class) * self.log_odds.get(&key).copied().unwrap_or_default()
    }

    /// How many bytes it takes, but for the tables' spare places.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.log_odds.len() * size_of::<(u64, f32)>()
            + self.spellings.iter().map(|spelling| size_of::<String>() + spelling.len()).sum::<usize>()
    }
}
