//! Scripts: hiragana, katakana, kanji, Latin and the rest, as coarse as matching needs them.

/// The script of a character, as coarse as matching needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Hiragana.
    Hiragana,
    /// Katakana and the long vowel mark.
    Katakana,
    /// Chinese characters.
    Kanji,
    /// Letters and digits of every other script.
    Latin,
    /// Everything else: spaces, punctuation, symbols.
    Other,
}

/// Tells the script of a character.
#[must_use]
pub fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Script::Latin,
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' => Script::Katakana,
        '一'..='鿿' | '㐀'..='䶿' | '々' | '〆' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Script::Kanji
        }
        _ if !c.is_ascii() && c.is_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}
