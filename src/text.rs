//! Text as the matcher sees it: markup taken off, spelling normalised, cut into tokens.
//!
//! Everything here is pure: no I/O, and nothing depends on an earlier call.

pub mod function_words;
pub mod kana;
pub mod markup;
pub mod message;
pub mod normalize;
pub mod readings;
pub mod romaji;
pub mod script;
pub mod sentences;
pub mod synonyms;
pub mod thesaurus;
pub mod tokens;
pub mod units;
pub mod variants;

use serde::{Deserialize, Serialize};

/// A language that kotae speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Every language, Japanese first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The language of a locale tag such as `ja`, `en-US` or `en`; `None` for any other.
    #[must_use]
    pub fn from_locale(tag: &str) -> Option<Lang> {
        match tag.split(['-', '_']).next() {
            Some("ja") => Some(Lang::Ja),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// The language that a text is written in, as far as its letters tell: a text with kana or
    /// kanji is Japanese.
    #[must_use]
    pub fn of(text: &str) -> Lang {
        let japanese = |c| !matches!(script::script(c), script::Script::Latin | script::Script::Other);
        if text.chars().any(japanese) { Lang::Ja } else { Lang::En }
    }

    /// The language's short name, `ja` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }
}
