//! Strays: katakana words with one letter of another script in the place of one of theirs, as fingers leave them
//! that slip or are quicker than the input method.

use std::ops::Range;

use super::index::Index;
use super::query::{Term, Via};
use crate::text::kana;
use crate::text::script::{Script, script};
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;

/// The most letters that are looked at: more is no question.
const MOST_LETTERS: usize = 400;
/// The fewest letters of a word with the stray inside it.
const FEWEST: usize = 3;
/// The same with the stray at an end, where particles stand too.
const FEWEST_BESIDE: usize = 4;

/// Adds the words of the folder that are katakana with a stray, where what is left of them is no word.
pub fn add_with_stray(text: &str, terms: &mut Vec<Term>, index: &Index) {
    let letters: Vec<(usize, Script)> = text.char_indices().map(|(at, c)| (at, script(c))).collect();
    let is = |letter: usize, wanted| letters.get(letter).is_some_and(|&(_, script)| script == wanted);
    let bytes = |part: Range<usize>| {
        let at = |letter: usize| letters.get(letter).map_or(text.len(), |letter| letter.0);
        at(part.start)..at(part.end)
    };
    let katakana = |start: usize| {
        letters.iter().skip(start).take_while(|(_, script)| *script == Script::Katakana).count()
    };
    let strays = |letter: usize| {
        is(letter, Script::Hiragana)
            || is(letter, Script::Latin)
                && !is(letter.wrapping_sub(1), Script::Latin)
                && !is(letter + 1, Script::Latin)
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < letters.len().min(MOST_LETTERS) {
        let end = start + katakana(start);
        if end == start {
            start += 1;
            continue;
        }
        let rest = end + 1..end + 1 + katakana(end + 1);
        let around = (!rest.is_empty()).then_some((start..end, rest));
        let behind = (start..end, end + 1..end + 1);
        let before =
            start.checked_sub(1).filter(|&stray| strays(stray)).map(|stray| (stray..stray, start..end));
        let behind = [around, Some(behind)].into_iter().flatten().filter(|_| strays(end));
        let mut places = behind.chain(before);
        found.extend(
            places.find_map(|(first, last)| with_stray(text, bytes(first), bytes(last), terms, index)),
        );
        start = end;
    }
    terms.extend(found);
}

/// The word of the folder that these two parts make with one letter between them; one of the parts may be empty.
fn with_stray(
    text: &str,
    first: Range<usize>,
    last: Range<usize>,
    terms: &[Term],
    index: &Index,
) -> Option<Term> {
    let is_word = |term: &Term| {
        let folded = kana::fold(&text[term.span.clone()]);
        let is_known = term.number.is_some() && !matches!(term.via, Via::Typo(_));
        is_known || thesaurus().knows(&folded, index.tokenizer.stemmer())
    };
    let is_in = |part: &Range<usize>, term: &Term| part.start <= term.span.start && term.span.end <= part.end;
    let within = |term: &&Term| term.class == Class::Word && (is_in(&first, term) || is_in(&last, term));
    let form = |part: &Range<usize>| kana::fold(&text[part.clone()]).replace('ー', "");
    let (beginning, ending) = (form(&first), form(&last));
    let letters = beginning.chars().count() + 1 + ending.chars().count();
    let fewest = if first.is_empty() || last.is_empty() { FEWEST_BESIDE } else { FEWEST };
    if letters < fewest || terms.iter().filter(within).all(is_word) {
        return None;
    }
    let (known, number) = index.dictionary.completed(&beginning, &ending)?;
    Some(Term {
        number: Some(number),
        class: Class::Word,
        weight: 1.0 - 1.0 / letters as f32,
        idf: index.idf(number),
        content: true,
        via: Via::Typo(known.to_owned()),
        span: first.start..last.end,
    })
}
