//! The dictionary of a folder's words: the known ones within a slip or two of an unknown one, and
//! those with a given reading.
//!
//! Candidates come from a table of words with one letter left out, as in Garbe's `SymSpell` (2012):
//! two words that differ by one edit share such a shortening. `strsim` then measures how near they
//! really are.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::text::readings::readings;
use crate::text::script::{Script, script};

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
    /// Hash of a reading and the word's place, sorted.
    readings: Vec<(u32, u32)>,
}

impl Dictionary {
    /// Tables words with their terms.
    #[must_use]
    pub fn new(words: FxHashMap<String, u32>) -> Dictionary {
        let mut words: Vec<(Box<str>, u32)> =
            words.into_iter().map(|(word, term)| (word.into(), term)).collect();
        words.sort();
        let (mut shortened, mut readings) = (Vec::new(), Vec::new());
        for (place, (word, _)) in (0..).zip(&words) {
            if mendable(word) {
                shortened.extend(shortenings(word).map(|hash| (hash, place)));
            }
            if audible(word) {
                let of_word = self::readings(word);
                readings.extend(of_word.iter().map(|reading| (hash(reading, ""), place)));
            }
        }
        shortened.sort_unstable();
        readings.sort_unstable();
        Dictionary { words, shortened, readings }
    }

    /// How many bytes the tables take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.iter().map(|(word, _)| word.len()).sum::<usize>()
            + size_of_val(self.words.as_slice())
            + size_of_val(self.shortened.as_slice())
            + size_of_val(self.readings.as_slice())
    }

    /// A known word with this reading, and its term.
    #[must_use]
    pub fn sounding(&self, reading: &str) -> Option<(&str, u32)> {
        places(&self.readings, hash(reading, "")).map(|place| &self.words[place]).find_map(|(word, term)| {
            let same = self::readings(word).iter().any(|other| other == reading);
            same.then_some((&**word, *term))
        })
    }

    /// The known word nearest to an unknown one, its term, and how alike the two are in (0,1).
    #[must_use]
    pub fn nearest(&self, unknown: &str) -> Option<(&str, u32, f64)> {
        if !mendable(unknown) {
            return None;
        }
        let mut best: Option<(&str, u32, f64)> = None;
        for hash in shortenings(unknown) {
            for place in places(&self.shortened, hash) {
                let (word, term) = &self.words[place];
                // Slips at the very beginning of a word are rare, other words with another beginning are not.
                if word.chars().next() != unknown.chars().next() {
                    continue;
                }
                let likeness = strsim::normalized_damerau_levenshtein(unknown, word);
                if likeness >= LIKENESS && best.is_none_or(|(_, _, before)| likeness > before) {
                    best = Some((word, *term, likeness));
                }
            }
        }
        best
    }
}

/// The places of the words in a sorted table under a hash.
fn places(table: &[(u32, u32)], hash: u32) -> impl Iterator<Item = usize> {
    let start = table.partition_point(|&(other, _)| other < hash);
    table[start..].iter().take_while(move |&&(other, _)| other == hash).map(|&(_, place)| place as usize)
}

/// Whether a word can be told by its sound: one kanji alone is too little.
#[must_use]
pub fn audible(word: &str) -> bool {
    let mut kanji = word.chars().map(|c| script(c) == Script::Kanji);
    kanji.next() == Some(true) && kanji.next() == Some(true)
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
