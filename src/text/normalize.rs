//! Normalisation: an ordered list of small steps that bring one spelling out of many.
//!
//! Applying it twice changes nothing more: [`normalize`] is idempotent, and a property test holds
//! it to that.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::markup::plain;
use super::message::without_courtesies;
use super::script::{Script, script};
use super::{kana, variants};

/// Brings a text into the spelling that the matcher compares: compatibility forms (NFKC), lower
/// case, today's kanji, one long vowel mark, single spaces.
#[must_use]
pub fn normalize(text: &str) -> String {
    let text = compatibility_forms(text);
    let text = lower_case(&text);
    // Lower case can leave a combining dot behind (`İ`), so compose once more.
    let text = if text.contains('\u{307}') { compatibility_forms(&text).into_owned() } else { text };
    let text = single_spaces(katakana(text.chars().map(variants::modern)), text.len());
    // Without the spaces letters may meet that one of the steps above joins.
    if is_spaced_out(&text) { normalize(&text.replace(' ', "")) } else { text }
}

/// Whether a text has a space after each letter, for emphasis or for fun.
fn is_spaced_out(text: &str) -> bool {
    const LETTERS: usize = 4;
    let letters = || text.split(' ').map(|word| word.chars().nth(1));
    letters().count() >= LETTERS && letters().all(|second| second.is_none())
}

/// What tells a normalised question from another: no courtesies, spaces, punctuation or kind of kana. Signs that
/// are part of a name (`C++`, `C#`) stay.
#[must_use]
pub fn bare(normal: &str) -> String {
    let normal = without_courtesies(normal);
    let tells = |&c: &char| script(c) != Script::Other || "+#&%/".contains(c);
    normal.chars().filter(tells).map(kana::fold_char).collect()
}

/// What tells a question from another one, as an author or a member writes them: see [`bare`].
#[must_use]
pub fn spelling(text: &str) -> String {
    bare(&normalize(&plain(text)))
}

/// NFKC: full-width Latin, half-width katakana, circled digits and the like in their plain forms.
fn compatibility_forms(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text)
}

/// Lower case. Japanese letters have none, and most texts here are made of them.
fn lower_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{3000}'..='\u{9fff}' => out.push(c),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Wave dashes that members type for a long vowel become the long vowel mark, and a run of marks
/// becomes one: `すご〜〜い` is `すごーい`. Kanji that pass for katakana among katakana become that.
fn katakana(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut last = ' ';
    let mut letters = letters.peekable();
    std::iter::from_fn(move || {
        loop {
            let c = letters.next()?;
            let next = letters.peek().copied().unwrap_or(' ');
            let c = match (script(last), c) {
                (Script::Hiragana | Script::Katakana, '〜' | '~') => 'ー',
                (Script::Katakana, _) if script(next) == Script::Katakana => variants::katakana(c, next),
                _ => c,
            };
            let again = c == 'ー' && last == 'ー';
            last = c;
            if !again {
                return Some(c);
            }
        }
    })
}

/// Runs of white space and control characters become one space; none is left at either end.
fn single_spaces(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut parted = false;
    for c in letters {
        if c.is_whitespace() || c.is_control() {
            parted = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut parted) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_does_its_part() {
        assert_eq!(normalize("ＯｐｅｎＡＩ　ﾏｽｸ"), "openai マスク");
        assert_eq!(normalize("主権AIの爭い"), "主権aiの争い");
        assert_eq!(normalize("すご〜〜い 1〜3"), "すごーい 1〜3");
        assert_eq!(normalize(" a\u{0}\n\tb "), "a b");
        assert_eq!(normalize("①㌔"), "1キロ");
        assert_eq!(normalize("な ん で Ａ Ｉ"), "なんでai");
        assert_eq!(
            normalize("イー口ン、オープ一ン、ホテル口コミ、第二ビル"),
            "イーロン、オープーン、ホテル口コミ、第二ビル"
        );
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,80}|([ア-ン一ー口〜] ){2,8}") {
            let once = normalize(&text);
            proptest::prop_assert_eq!(normalize(&once), once);
        }
    }
}
