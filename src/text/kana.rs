//! Kana: katakana folded to hiragana, and romaji read as hiragana.

use std::borrow::Cow;

use wana_kana::ConvertJapanese;

use super::script::{Script, script};

/// Folds katakana to hiragana, letter by letter. The byte offsets stay the same, because a letter
/// and its counterpart both take three bytes.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(fold_char));
    folded
}

/// Folds one katakana letter to hiragana; any other character is returned as it is.
#[must_use]
pub fn fold_char(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// A folded word without its long vowel marks, which members leave out. Of a short word only the last one goes: what
/// is left of くーらー without the others is many words.
#[must_use]
pub fn without_long_vowels(folded: &str) -> Cow<'_, str> {
    if !folded.contains('ー') {
        return Cow::Borrowed(folded);
    }
    match folded.chars().filter(|&c| c != 'ー').count() {
        0 | 1 => Cow::Borrowed(folded),
        2 => Cow::Borrowed(folded.trim_end_matches('ー')),
        _ => Cow::Owned(folded.replace('ー', "")),
    }
}

/// The kana without its mark of voicing; any other character is returned as it is.
#[must_use]
pub fn unvoiced(c: char) -> char {
    let places = match fold_char(c) {
        'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' => 2,
        folded if "がぎぐげござじずぜぞだぢづでどばびぶべぼ".contains(folded) => 1,
        _ => 0,
    };
    char::from_u32(c as u32 - places).unwrap_or(c)
}

/// Reads a Latin word as romaji: its hiragana if every letter of it can be read so.
#[must_use]
pub fn from_romaji(word: &str) -> Option<String> {
    if word.len() < 2 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let kana = word.to_hiragana();
    kana.chars().all(|c| script(c) == Script::Hiragana).then_some(kana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_offsets() {
        assert_eq!(fold("イーロン・マスクとOpenAI"), "いーろん・ますくとOpenAI");
        assert_eq!(fold("ヴァイオリン").len(), "ヴァイオリン".len());
    }

    #[test]
    fn long_vowels_go_where_enough_is_left() {
        for (word, short) in [
            ("せんたー", "せんた"),
            ("いーろん", "いろん"),
            ("くーらー", "くーら"),
            ("でーた", "でーた"),
            ("きー", "きー"),
            ("ーー", "ーー"),
        ] {
            assert_eq!(without_long_vowels(word), short);
        }
    }

    #[test]
    fn marks_of_voicing_come_off() {
        assert_eq!("パブル、ぢか、v".chars().map(unvoiced).collect::<String>(), "ハフル、ちか、v");
    }

    #[test]
    fn romaji_is_read_when_every_letter_can_be() {
        assert_eq!(from_romaji("masuku").as_deref(), Some("ますく"));
        assert_eq!(from_romaji("tte").as_deref(), Some("って"));
        assert_eq!(from_romaji("python"), None);
        assert_eq!(from_romaji("a"), None);
    }
}
