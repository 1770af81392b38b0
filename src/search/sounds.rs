//! Words recognised by their sound: typed in kana, or with other kanji of the same reading.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use super::index::Index;
use super::query::{Term, Via};
use crate::text::function_words::is_grammar;
use crate::text::kana;
use crate::text::readings::readings;
use crate::text::script::{Script, script};
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;

/// How much a word counts that is told by its sound.
const BY_SOUND: f32 = 0.9;
/// The same where what stands there is a word of its own: it may well be meant.
pub const ANOTHER_WORD: f32 = 0.4;
/// How many runs of letters are listened to, and how many letters of each: more is no question.
const MOST_RUNS: usize = 200;
const LONGEST_RUN: usize = 100;
/// The most kanji of one word.
const MOST_KANJI: usize = 4;
/// The fewest and the most kana of one reading.
const KANA: RangeInclusive<usize> = 3..=10;
/// The fewest katakana: shorter words are often slips of foreign ones.
const FEWEST_KATAKANA: usize = 4;

/// Adds the words of the folder that sound like what the folder does not know. They take the place of
/// unknown words.
pub fn add_by_sound(text: &str, terms: &mut Vec<Term>, index: &Index) {
    let letters: Vec<(usize, char, Script)> = text.char_indices().map(|(at, c)| (at, c, script(c))).collect();
    let places = Places::new(text, terms);
    let mut found = Vec::new();
    for run in letters.chunk_by(|a, b| a.2 == b.2).take(MOST_RUNS) {
        let run = &run[..run.len().min(LONGEST_RUN)];
        match run[0].2 {
            Script::Kanji => wrong_kanji(text, run, &places, index, &mut found),
            Script::Hiragana => kana(text, run, &places, index, &mut found),
            Script::Katakana => found.extend(katakana(text, run, &places, index)),
            _ => {}
        }
    }
    for term in found {
        let inside = |other: &Term| term.span.start <= other.span.start && other.span.end <= term.span.end;
        terms.retain(|other| other.class != Class::Word || other.number.is_some() || !inside(other));
        if terms.iter().all(|other| other.number != term.number) {
            terms.push(term);
        }
    }
}

/// Kanji that make no word of the folder, read aloud.
fn wrong_kanji(
    text: &str,
    run: &[(usize, char, Script)],
    places: &Places,
    index: &Index,
    found: &mut Vec<Term>,
) {
    let mut start = 0;
    while start + 1 < run.len() {
        let most = MOST_KANJI.min(run.len() - start);
        let heard = (2..=most).rev().find_map(|length| {
            let span = span(run, start, length);
            let word = &text[span.clone()];
            // 何 asks and 第 counts, whatever it sounds like with what follows, and so do letters behind a number.
            let counts = word.contains(['何', '第']) || text[..span.start].ends_with(char::is_numeric);
            let is_known = places.is_known(&span);
            if counts || !places.is_cut_out(&span) || is_known && length == 2 || places.is_usual(&span) {
                return None;
            }
            let open = text[span.end..].starts_with(|c| script(c) == Script::Hiragana);
            let (last, ..) = run[start + length - 1];
            if open && is_verb(&text[last..], index) {
                return None;
            }
            let readings = readings(word, open);
            let sounding = readings.iter().flat_map(|reading| index.dictionary.sounding(reading));
            let (known, number, _) =
                sounding.min_by_key(|(known, _, rank)| (differing(known, word), *rank))?;
            // The right letters of a longer word may be words of the folder by themselves.
            if is_known && differing(known, word) > 1 {
                return None;
            }
            // The dictionary cuts what is no word into pieces.
            let is_another = places.is_whole(&span) || thesaurus().knows(word, index.tokenizer.stemmer());
            let weight = if is_another { ANOTHER_WORD } else { BY_SOUND };
            Some((by_sound(known, number, weight, span, index), length))
        });
        start += heard.as_ref().map_or(1, |(_, length)| *length);
        found.extend(heard.map(|(term, _)| term));
    }
}

/// Kana that may be a word with kanji: from the start of a run or a particle to an end or a particle.
fn kana(text: &str, run: &[(usize, char, Script)], places: &Places, index: &Index, found: &mut Vec<Term>) {
    const BEFORE: &str = "はがをにのとでもへやか";
    const AFTER: &str = "はがをにのとでもへやかだすさしっな";
    let mut start = 0;
    while start + KANA.start() <= run.len() {
        // What follows a kanji is its ending.
        let opens = || !text[..run[start].0].ends_with(|c| script(c) == Script::Kanji);
        let begins = if start == 0 { opens() } else { BEFORE.contains(run[start - 1].1) };
        let most = (run.len() - start).min(*KANA.end());
        let heard = (*KANA.start()..=most).rev().filter(|_| begins).find_map(|length| {
            let ends = run.get(start + length).is_none_or(|(_, next, _)| AFTER.contains(*next));
            let span = span(run, start, length);
            let word = &text[span.clone()];
            if !ends || places.is_known(&span) {
                return None;
            }
            let (known, number, _) = index.dictionary.sounding(word).min_by_key(|(.., rank)| *rank)?;
            (!is_grammar(word)).then(|| (by_sound(known, number, BY_SOUND, span, index), length))
        });
        start += heard.as_ref().map_or(1, |(_, length)| *length);
        found.extend(heard.map(|(term, _)| term));
    }
}

/// Katakana that may be a word with kanji, all of a run: they are written for show, or as a foreign word, which
/// is one of its own.
fn katakana(text: &str, run: &[(usize, char, Script)], places: &Places, index: &Index) -> Option<Term> {
    let span = span(run, 0, run.len());
    if !(FEWEST_KATAKANA..=*KANA.end()).contains(&run.len()) || places.is_known(&span) {
        return None;
    }
    let word = kana::fold(&text[span.clone()]);
    let (known, number, _) = index.dictionary.sounding(&word).min_by_key(|(.., rank)| *rank)?;
    let is_another = thesaurus().knows(&word, index.tokenizer.stemmer());
    Some(by_sound(known, number, if is_another { ANOTHER_WORD } else { BY_SOUND }, span, index))
}

/// The place of some letters of a run.
fn span(run: &[(usize, char, Script)], start: usize, length: usize) -> Range<usize> {
    let (last, letter, _) = run[start + length - 1];
    run[start].0..last + letter.len_utf8()
}

/// Whether a text begins with a verb of one kanji, in one of its forms.
fn is_verb(text: &str, index: &Index) -> bool {
    let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    thesaurus().knows(&text[..end], index.tokenizer.stemmer())
}

/// What stands at each byte of a text, looked up for every run of its letters.
struct Places {
    /// Whether the dictionary begins a word there, and whether it ends one there.
    begins: Vec<bool>,
    ends: Vec<bool>,
    /// Whether it is a part of a word of the folder: a letter alone is none.
    known: Vec<bool>,
    /// Whether the folder holds the two letters that begin there, where they are looked up.
    pairs: Vec<Option<bool>>,
    /// The words from end to end.
    words: FxHashSet<(usize, usize)>,
}

impl Places {
    /// How many bytes a kanji or a kana takes.
    const LETTER: usize = "字".len();

    fn new(text: &str, terms: &[Term]) -> Places {
        let count = text.len() + 1;
        let mut places = Places {
            begins: vec![false; count],
            ends: vec![false; count],
            known: vec![false; count],
            pairs: vec![None; count],
            words: FxHashSet::default(),
        };
        for Term { class, span, number, .. } in terms {
            if matches!(class, Class::Word | Class::Function) {
                places.begins[span.start] = true;
                places.ends[span.end] = true;
            }
            if *class == Class::Word {
                places.words.insert((span.start, span.end));
                if number.is_some() && span.len() > Self::LETTER {
                    places.known[span.clone()].fill(true);
                }
            }
            if *class == Class::Gram && span.len() == 2 * Self::LETTER {
                places.pairs[span.start] = Some(number.is_some());
            }
        }
        places
    }

    /// Whether a word of the folder stands here.
    fn is_known(&self, span: &Range<usize>) -> bool {
        self.known[span.clone()].contains(&true)
    }

    /// Whether the dictionary begins a word where a span begins, and ends one where it ends.
    fn is_cut_out(&self, span: &Range<usize>) -> bool {
        self.begins[span.start] && self.ends[span.end]
    }

    /// Whether the dictionary takes it for one word.
    fn is_whole(&self, span: &Range<usize>) -> bool {
        self.words.contains(&(span.start, span.end))
    }

    /// Whether the folder itself puts these letters together: then they are no slip.
    fn is_usual(&self, span: &Range<usize>) -> bool {
        let starts = span.start..(span.end + 1).saturating_sub(2 * Self::LETTER);
        let mut pairs = self.pairs[starts].iter().flatten().peekable();
        pairs.peek().is_some() && pairs.all(|&known| known)
    }
}

/// How many letters of a word are not those of another.
fn differing(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).filter(|(a, b)| a == b).count();
    one.chars().count().max(other.chars().count()) - same
}

/// A word of the folder in the place of what sounds like it.
fn by_sound(word: &str, number: u32, weight: f32, span: Range<usize>, index: &Index) -> Term {
    let via = Via::Sound(word.to_owned());
    let idf = index.idf(number);
    Term { number: Some(number), class: Class::Word, weight, idf, content: true, via, span }
}
