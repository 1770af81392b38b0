//! The thesaurus: everyday words that mean nearly the same to somebody who asks.
//!
//! `thesaurus.txt` holds a concept a line. Where one of its words stands in a text, the text is given
//! the concept as a token beside the word's own, so that a question in everyday words meets an entry
//! in official ones, and one typed in kana meets kanji. A folder's own `synonyms.txt` is stronger: its
//! groups replace the words, concepts only add to them.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};

use super::kana;
use super::normalize::normalize;
use super::script::{Script, script};

const SOURCE: &str = include_str!("thesaurus.txt");
/// How many concepts one word may stand for.
const MEANINGS: usize = 2;
/// The shortest reading that stands for its word, in kana: shorter ones are many words' readings.
const SHORTEST_READING: usize = 3;

/// The concepts by the forms of their words.
#[derive(Debug, Default)]
pub struct Thesaurus {
    concepts: FxHashMap<u64, [Option<u16>; MEANINGS]>,
}

/// The built-in thesaurus, read at its first use.
#[must_use]
pub fn thesaurus() -> &'static Thesaurus {
    static BUILT_IN: LazyLock<Thesaurus> = LazyLock::new(|| Thesaurus::read(SOURCE));
    &BUILT_IN
}

impl Thesaurus {
    /// Reads lines of words separated by commas, each with its reading after a slash if it has one.
    fn read(source: &str) -> Thesaurus {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut thesaurus = Thesaurus::default();
        for (concept, line) in (0..).zip(source.lines()) {
            for member in line.split(", ") {
                let (word, reading) = member.split_once('/').unwrap_or((member, ""));
                for form in inflections(&kana::fold(&normalize(word))) {
                    thesaurus.add(concept, &form, &stemmer);
                }
                let readings = inflections(reading).into_iter();
                for reading in readings.filter(|form| form.chars().count() >= SHORTEST_READING) {
                    thesaurus.add(concept, &reading, &stemmer);
                }
            }
        }
        thesaurus
    }

    fn add(&mut self, concept: u16, word: &str, stemmer: &Stemmer) {
        let meanings = self.concepts.entry(form(word, stemmer)).or_default();
        if meanings.contains(&Some(concept)) {
            return;
        }
        if let Some(free) = meanings.iter_mut().find(|meaning| meaning.is_none()) {
            *free = Some(concept);
        }
    }

    /// The words of a concept, readings left out, for explanations.
    pub fn words(&self, concept: u32) -> impl Iterator<Item = &'static str> {
        let line = SOURCE.lines().nth(concept as usize).unwrap_or_default();
        line.split(", ").map(|member| member.split_once('/').map_or(member, |(word, _)| word))
    }

    /// Whether a folded word stands in the thesaurus.
    #[must_use]
    pub fn knows(&self, folded: &str, stemmer: &Stemmer) -> bool {
        self.concepts.contains_key(&form(folded, stemmer))
    }

    /// Whether a lower-case Latin word stands in the thesaurus.
    #[must_use]
    pub fn knows_english(&self, word: &str) -> bool {
        self.knows(word, &Stemmer::create(Algorithm::English))
    }

    /// The concepts, of those that somebody `holds`, of the word that a folded one, of which `form` is the stem, is
    /// a slip of: with a letter too many, two in each other's place, or, of Latin ones, a letter missing or another,
    /// in this order. The first letter is taken to be right.
    pub fn slip(&self, form: &str, holds: impl Fn(u16) -> bool) -> Vec<u16> {
        let mut word = String::with_capacity(form.len() + 1);
        let mut meant = |before: &str, letters: &[char], after: &str| {
            word.clear();
            word.push_str(before);
            word.extend(letters);
            word.push_str(after);
            let concepts = self.concepts.get(&stemmed_form(&word, std::iter::once(&*word)))?;
            let held: Vec<u16> =
                concepts.iter().flatten().copied().filter(|&concept| holds(concept)).collect();
            (!held.is_empty()).then_some(held)
        };
        let letters: Vec<(usize, char)> = form.char_indices().skip(1).collect();
        let after = |at: usize, letter: char| &form[at + letter.len_utf8()..];
        let found = letters.iter().find_map(|&(at, letter)| meant(&form[..at], &[], after(at, letter)));
        let found = found.or_else(|| {
            let mut pairs = letters.iter().zip(&letters[1.min(letters.len())..]);
            pairs.find_map(|(&(at, one), &(next, other))| {
                meant(&form[..at], &[other, one], after(next, other))
            })
        });
        if found.is_some() || !form.is_ascii() {
            return found.unwrap_or_default();
        }
        let mut with =
            |at: usize, after: &str| ('a'..='z').find_map(|letter| meant(&form[..at], &[letter], after));
        let missing = (1..=form.len()).find_map(|at| with(at, &form[at..]));
        missing.or_else(|| (1..form.len()).find_map(|at| with(at, &form[at + 1..]))).unwrap_or_default()
    }

    /// The concepts that a folded word or phrase stands for; `stems` are those of its words, where they are
    /// English.
    pub fn concepts<'s>(
        &self,
        folded: &str,
        stems: impl Iterator<Item = &'s str>,
    ) -> impl Iterator<Item = u16> {
        let found = self.concepts.get(&stemmed_form(folded, stems));
        found.into_iter().flatten().filter_map(|concept| *concept)
    }
}

/// The stem of an English word. One letter is none: `aed` is more than an article.
#[must_use]
pub fn stem<'w>(word: &'w str, stemmer: &Stemmer) -> Cow<'w, str> {
    let stem = stemmer.stem(word.trim_end_matches("'s"));
    if stem.len() > 1 { stem } else { Cow::Borrowed(word) }
}

/// The form in which words are compared, hashed: English stemmed word by word, long vowel marks dropped.
fn form(folded: &str, stemmer: &Stemmer) -> u64 {
    let words = folded.split([' ', '-']).filter(|word| !word.is_empty());
    let stems: Vec<_> = words.map(|word| stem(word, stemmer)).collect();
    stemmed_form(folded, stems.iter().map(|stem| &**stem))
}

/// A folded phrase without the particles between its words, which people leave out (会社を辞める as 会社辞める). All but を
/// may as well be a part of a word, unless a kanji follows.
fn without_particles(folded: &str) -> Cow<'_, str> {
    const OTHERS: &str = "がのはにでもへ";
    let mut letters = folded.char_indices().skip(1);
    let mut kept = String::new();
    let mut copied = 0;
    while let Some((at, letter)) = letters.next() {
        let before_kanji = || letters.clone().next().is_some_and(|(_, next)| script(next) == Script::Kanji);
        if letter == 'を' || OTHERS.contains(letter) && before_kanji() {
            kept.push_str(&folded[copied..at]);
            copied = at + letter.len_utf8();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(folded);
    }
    kept.push_str(&folded[copied..]);
    Cow::Owned(kept)
}

fn stemmed_form<'s>(folded: &str, stems: impl Iterator<Item = &'s str>) -> u64 {
    let mut hasher = FxHasher::default();
    if folded.is_ascii() {
        stems.for_each(|stem| stem.hash(&mut hasher));
    } else {
        kana::without_long_vowels(&without_particles(folded)).hash(&mut hasher);
    }
    hasher.finish()
}

/// A word as it is, and the stems that a Japanese verb is cut into before its endings. Which of the
/// two conjugations a verb has is not asked: the forms of the other are no words.
fn inflections(word: &str) -> Vec<String> {
    const ROWS: [(char, &str); 9] = [
        ('う', "わいえおっ"),
        ('く', "かきけこい"),
        ('ぐ', "がぎげごい"),
        ('す', "さしせそ"),
        ('つ', "たちてとっ"),
        ('ぬ', "なにねのん"),
        ('ぶ', "ばびべぼん"),
        ('む', "まみめもん"),
        ('る', "らりれろっ"),
    ];
    let mut forms = vec![word.to_owned()];
    let Some(last) = word.chars().next_back() else { return forms };
    let stem = &word[..word.len() - last.len_utf8()];
    let Some((_, endings)) = ROWS.iter().find(|(ending, _)| *ending == last) else { return forms };
    if !stem.ends_with(|c| matches!(script(c), Script::Kanji | Script::Hiragana)) {
        return forms;
    }
    forms.extend(endings.chars().map(|ending| format!("{stem}{ending}")));
    if last == 'る' && stem.chars().count() >= 2 {
        forms.push(stem.to_owned());
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(one: &str, other: &str) -> bool {
        let stemmer = Stemmer::create(Algorithm::English);
        let concepts = |word: &str| -> Vec<u16> {
            thesaurus().concepts(&kana::fold(word), std::iter::once(&*stem(word, &stemmer))).collect()
        };
        let of_other = concepts(other);
        concepts(one).iter().any(|concept| of_other.contains(concept))
    }

    #[test]
    fn words_of_one_meaning_share_a_concept() {
        assert!(share("引っ越し", "転居"));
        assert!(share("refunds", "返金"), "across languages, stemmed");
        assert!(share("払い", "支払い"), "a verb by its stem");
        assert!(share("会社辞め", "退職"), "without the particle of 会社を辞める");
        assert!(share("けいたい", "携帯"), "by its reading");
        assert!(!share("引っ越し", "返金"));
        assert!(!share("a", "aed"), "no article");
    }

    #[test]
    fn slips_have_the_concepts_of_what_was_meant() {
        let concepts = |word: &str| thesaurus().concepts(word, std::iter::once(word)).collect::<Vec<_>>();
        for slip in ["cpoyright", "copyrightt", "copyrght", "copyrigh", "copyroght"] {
            assert_eq!(thesaurus().slip(slip, |_| true), concepts("copyright"), "{slip}");
        }
        assert_eq!(thesaurus().slip("くれじとっと", |_| true), concepts("くれじっと"));
        assert!(thesaurus().slip("xylophones", |_| true).is_empty());
        assert!(thesaurus().slip("copyrght", |_| false).is_empty(), "nobody holds it");
    }

    #[test]
    fn every_line_keeps_to_the_format() {
        let mut lines_of: FxHashMap<&str, usize> = FxHashMap::default();
        for line in SOURCE.lines() {
            let words: Vec<&str> = line.split(", ").collect();
            assert!(words.len() > 1, "a word alone: {line}");
            for word in words {
                let (written, reading) = word.split_once('/').unwrap_or((word, "よみ"));
                let kana = reading.chars().all(|c| matches!(script(c), Script::Hiragana | Script::Katakana));
                assert!(!written.is_empty() && kana && !reading.is_empty(), "{word} in {line}");
                *lines_of.entry(written).or_default() += 1;
            }
        }
        let often: Vec<_> = lines_of.iter().filter(|(_, lines)| **lines > MEANINGS).collect();
        assert!(often.is_empty(), "in more lines than a word has meanings: {often:?}");
    }
}
