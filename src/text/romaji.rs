//! Romaji: Japanese typed in Latin letters, read as kana.

use super::function_words::{is_english_function_word, looks_like_romaji};
use super::kana;
use super::script::{Script, script};

/// Reads the Latin words of a normalised text as romaji where it is Japanese in Latin letters; those that
/// are `known` as they stand are names, and stay.
#[must_use]
pub fn read(text: String, known: impl Fn(&str) -> bool) -> String {
    if !looks_like_romaji(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let word_end = rest.find(|c| script(c) != Script::Latin).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        let readable = is_english_function_word(word) || !known(word);
        match kana::from_romaji(word).filter(|_| readable) {
            Some(kana) => out.push_str(&kana),
            None => out.push_str(word),
        }
        let gap = after.find(|c| script(c) == Script::Latin).unwrap_or(after.len());
        out.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_in_latin_letters_is_read_and_names_stay() {
        let read = |text: &str| read(text.to_owned(), |word| word == "openai");
        assert_eq!(read("masuku wa naze openai o uttaeta no?"), "ますく わ なぜ openai o うったえた の?");
        assert_eq!(read("why did musk sue openai?"), "why did musk sue openai?");
    }
}
