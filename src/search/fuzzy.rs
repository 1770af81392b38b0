//! The dictionary of a folder's words: the known ones within a slip or two of an unknown one, and
//! those with a given reading.
//!
//! Candidates come from a table of words with one letter left out, as in Garbe's `SymSpell` (2012):
//! two words that differ by one edit share such a shortening. `strsim` then measures how near they
//! really are.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::text::kana::unvoiced;
use crate::text::readings::readings;
use crate::text::script::{Script, script};

/// The shortest word, in characters, whose typos are mended whatever they are: shorter ones are one letter
/// apart by chance.
const SHORTEST: usize = 4;
/// The longest one that is tabled.
const LONGEST: usize = 24;
/// How alike two words must be, by the share of letters that stay.
const LIKENESS: f64 = 0.72;
/// How alike short words count that only have two letters swapped, or marks of voicing wrong.
const TWISTED: f64 = 0.75;

/// Known words by their shortenings.
#[derive(Debug, Default)]
pub struct Dictionary {
    words: Vec<Word>,
    /// Hash of a shortening and the word's place, sorted.
    shortened: Vec<(u32, u32)>,
    /// Hash of a reading and the word's place, sorted.
    readings: Vec<(u32, u32)>,
}

/// A word of the folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    form: Box<str>,
    known: Known,
}

/// What is known of the word with an indexed form.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Its term.
    pub term: u32,
    /// How it is spelled, where that is not its form.
    pub spelling: Option<Box<str>>,
    /// Whether kana behind the form were cut off.
    pub open: bool,
}

impl Word {
    fn spelling(&self) -> &str {
        self.known.spelling.as_deref().unwrap_or(&self.form)
    }
}

impl Dictionary {
    /// Tables words by their indexed forms.
    #[must_use]
    pub fn new(words: FxHashMap<String, Known>) -> Dictionary {
        let mut words: Vec<Word> =
            words.into_iter().map(|(form, known)| Word { form: form.into(), known }).collect();
        words.sort();
        let (mut shortened, mut readings) = (Vec::new(), Vec::new());
        for (place, Word { form, known }) in (0..).zip(&words) {
            if mendable(form) {
                shortened.extend(shortenings(form).map(|hash| (hash, place)));
            }
            if audible(form) {
                let of_word = self::readings(form, known.open);
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
        let letters =
            |word: &Word| word.form.len() + word.known.spelling.as_ref().map_or(0, |word| word.len());
        self.words.iter().map(letters).sum::<usize>()
            + size_of_val(self.words.as_slice())
            + size_of_val(self.shortened.as_slice())
            + size_of_val(self.readings.as_slice())
    }

    /// The known words with this reading as they are spelled, their terms, and which of their readings it is.
    pub fn sounding(&self, reading: &str) -> impl Iterator<Item = (&str, u32, usize)> {
        let words = places(&self.readings, hash(reading, "")).map(|place| &self.words[place]);
        words.filter_map(move |word| {
            let readings = self::readings(&word.form, word.known.open);
            let rank = readings.iter().position(|other| other == reading)?;
            Some((word.spelling(), word.known.term, rank))
        })
    }

    /// A known word of one letter between these two parts, as it is spelled, and its term.
    #[must_use]
    pub fn completed(&self, first: &str, last: &str) -> Option<(&str, u32)> {
        let mut words = places(&self.shortened, hash(first, last)).map(|place| &self.words[place]);
        let word = words.find(|word| {
            let letter = word.form.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
            letter.is_some_and(|letter| letter.chars().count() == 1)
        })?;
        Some((word.spelling(), word.known.term))
    }

    /// The known word nearest to an unknown one as it is spelled, its term, and how alike the two are in
    /// (0,1]; of the unknown one, `written` still has its long vowel marks, which count as letters.
    #[must_use]
    pub fn nearest(&self, unknown: &str, written: &str) -> Option<(&str, u32, f64)> {
        if !mendable(unknown) {
            return None;
        }
        let marks = written.matches('ー').count() - unknown.matches('ー').count();
        let letters = unknown.chars().count();
        let mut best: Option<(&str, u32, f64)> = None;
        for hash in shortenings(unknown) {
            for place in places(&self.shortened, hash) {
                let word = &self.words[place];
                let form = &*word.form;
                if !begin_alike(unknown, form) {
                    continue;
                }
                let likeness = if counted(unknown) + marks < SHORTEST {
                    twisted(unknown, form)
                } else {
                    let longest = letters.max(form.chars().count()) + marks;
                    1.0 - strsim::damerau_levenshtein(unknown, form) as f64 / longest as f64
                };
                if likeness >= LIKENESS && best.is_none_or(|(_, _, before)| likeness > before) {
                    best = Some((word.spelling(), word.known.term, likeness));
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
    (SHORTEST - 1..=LONGEST).contains(&counted(word)) && !word.bytes().all(|b| b.is_ascii_digit())
}

/// The length of a word, where a kana says more than a letter.
fn counted(word: &str) -> usize {
    word.chars().count().saturating_sub(usize::from(word.is_ascii()))
}

/// Whether two words begin with the same letter but for its voicing, or with the first two swapped: other slips at
/// the very beginning of a word are rare, other words with another beginning are not.
fn begin_alike(one: &str, other: &str) -> bool {
    let first_two = |word: &str| {
        let mut letters = word.chars().map(unvoiced);
        (letters.next(), letters.next())
    };
    let ((a, b), (c, d)) = (first_two(one), first_two(other));
    a == c || (a, b) == (d, c)
}

/// How alike two short words are: only in another order, or with other marks of voicing.
fn twisted(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    let swapped = || {
        let mut differ = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
        let pairs = (differ.next(), differ.next(), differ.next());
        matches!(pairs, (Some((a, b)), Some((c, d)), None) if (a, b) == (d, c))
    };
    let same_length = one.len() == other.len();
    let voiced = || one.chars().map(unvoiced).eq(other.chars().map(unvoiced));
    if same_length && (swapped() || voiced()) { TWISTED } else { 0.0 }
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
        let words = ["openai", "あるとまん", "でーたぶりっくす", "ますく", "ばぶる", "sora", "いろん"];
        let known = |term| Known { term, spelling: None, open: false };
        let dictionary =
            Dictionary::new((0..).zip(words).map(|(term, word)| (word.to_owned(), known(term))).collect());
        let nearest = |word| dictionary.nearest(word, word).map(|(known, _, _)| known);
        assert_eq!(nearest("opneai"), Some("openai"), "letters swapped");
        assert_eq!(nearest("opeai"), Some("openai"), "one missing");
        assert_eq!(nearest("あるまとん"), Some("あるとまん"));
        assert_eq!(nearest("penguin"), None);
        assert_eq!(nearest("まくす"), Some("ますく"), "a short one, letters swapped");
        assert_eq!(nearest("soar"), Some("sora"));
        assert_eq!(nearest("ぱぶる"), Some("ばぶる"), "another mark of voicing");
        assert_eq!(nearest("ますと"), None, "a short one with another letter");
        assert_eq!(nearest("ai"), None, "too short to tell");
        let nearest = |word, written| dictionary.nearest(word, written).map(|(known, _, _)| known);
        assert_eq!(nearest("いろそ", "いろそ"), None);
        assert_eq!(nearest("いろそ", "いーろそ"), Some("いろん"), "its long vowel is a letter");
    }
}
