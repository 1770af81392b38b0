//! Typos of single words: the known words within a slip or two of an unknown one.
//!
//! Candidates come from a table of words with one letter left out, as in Garbe's `SymSpell` (2012):
//! two words that differ by one edit share such a shortening. `strsim` then measures how near they
//! really are.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// The shortest word, in characters, whose typos are mended: shorter ones are one letter apart by
/// chance.
const SHORTEST: usize = 4;
/// The longest one that is tabled.
const LONGEST: usize = 24;
/// How alike two words must be, by the share of letters that stay.
const LIKENESS: f64 = 0.72;

/// Known words by their shortenings.
#[derive(Debug, Default)]
pub struct Dictionary {
    words: Vec<(Box<str>, u32)>,
    /// Hash of a shortening and the word's place, sorted.
    shortened: Vec<(u32, u32)>,
}

impl Dictionary {
    /// Tables words with their terms.
    #[must_use]
    pub fn new(words: FxHashMap<String, u32>) -> Dictionary {
        let mut words: Vec<(Box<str>, u32)> =
            words.into_iter().map(|(word, term)| (word.into(), term)).collect();
        words.retain(|(word, _)| mendable(word));
        words.sort();
        let mut shortened = Vec::new();
        for (place, (word, _)) in (0..).zip(&words) {
            shortened.extend(shortenings(word).map(|hash| (hash, place)));
        }
        shortened.sort_unstable();
        Dictionary { words, shortened }
    }

    /// How many bytes the tables take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.iter().map(|(word, _)| word.len()).sum::<usize>()
            + size_of_val(self.words.as_slice())
            + size_of_val(self.shortened.as_slice())
    }

    /// The known word nearest to an unknown one, its term, and how alike the two are in (0,1).
    #[must_use]
    pub fn nearest(&self, unknown: &str) -> Option<(&str, u32, f64)> {
        if !mendable(unknown) {
            return None;
        }
        let mut best: Option<(&str, u32, f64)> = None;
        for hash in shortenings(unknown) {
            let start = self.shortened.partition_point(|&(other, _)| other < hash);
            for &(_, place) in self.shortened[start..].iter().take_while(|&&(other, _)| other == hash) {
                let (word, term) = &self.words[place as usize];
                let likeness = strsim::normalized_damerau_levenshtein(unknown, word);
                if likeness >= LIKENESS && best.is_none_or(|(_, _, before)| likeness > before) {
                    best = Some((word, *term, likeness));
                }
            }
        }
        best
    }
}

/// Whether a word's typos are mended.
#[must_use]
pub fn mendable(word: &str) -> bool {
    let length = word.chars().count();
    // A kana says more than a letter.
    let length_counted = if word.is_ascii() { length.saturating_sub(1) } else { length };
    (SHORTEST..=LONGEST).contains(&length_counted) && !word.bytes().all(|b| b.is_ascii_digit())
}

/// Hashes of the word itself and of the word without each of its letters.
fn shortenings(word: &str) -> impl Iterator<Item = u32> {
    let without = |(at, c): (usize, char)| hash(&word[..at], &word[at + c.len_utf8()..]);
    std::iter::once(hash(word, "")).chain(word.char_indices().map(without))
}

fn hash(start: &str, end: &str) -> u32 {
    let mut hasher = FxHasher::default();
    for c in start.chars().chain(end.chars()) {
        c.hash(&mut hasher);
    }
    (hasher.finish() >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended() {
        let words = ["openai", "あるとまん", "でーたぶりっくす"];
        let dictionary =
            Dictionary::new((0..).zip(words).map(|(term, word)| (word.to_owned(), term)).collect());
        let nearest = |word| dictionary.nearest(word).map(|(known, _, _)| known);
        assert_eq!(nearest("opneai"), Some("openai"), "letters swapped");
        assert_eq!(nearest("opeai"), Some("openai"), "one missing");
        assert_eq!(nearest("あるまとん"), Some("あるとまん"));
        assert_eq!(nearest("penguin"), None);
        assert_eq!(nearest("ai"), None, "too short to tell");
    }
}
