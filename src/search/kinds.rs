//! The kinds of answers that a question asks for, and which kinds a text holds.
//!
//! いつ wants a date, いくら an amount: a section without any is a near miss at best. Other kinds, such as
//! a reason, can't be seen in a text, but two questions that ask for the same may well be one.

mod asking;
mod telling;

use std::ops::{BitOr, Range};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::script::{Script, script};
use asking::{ASKING, NOT_ASKING};
use telling::{FREE, NOT_TELLING, NUMBERS, TELLING, TIMES};

/// A set of kinds of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// A sum of money.
    pub const AMOUNT: Kinds = Kinds(1);
    /// A point in time.
    pub const DATE: Kinds = Kinds(2);
    /// A number of things, an age, a share.
    pub const COUNT: Kinds = Kinds(4);
    /// A person.
    pub const PERSON: Kinds = Kinds(8);
    /// A place.
    pub const PLACE: Kinds = Kinds(16);
    const REASON: Kinds = Kinds(32);
    const METHOD: Kinds = Kinds(64);
    const CHOICE: Kinds = Kinds(128);
    const NAME: Kinds = Kinds(256);
    const MEANING: Kinds = Kinds(512);
    const ADVICE: Kinds = Kinds(1024);
    const FORECAST: Kinds = Kinds(2048);
    /// The kinds that can be seen in a text.
    const SEEN: u16 = 31;

    /// Whether no kind is in the set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two sets share a kind.
    #[must_use]
    pub fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// The one kind of the set that an answer has to hold, if it can be seen in a text: いつ before どこ.
    #[must_use]
    pub fn seen(self) -> Kinds {
        let seen = self.0 & Self::SEEN;
        Kinds(seen & seen.wrapping_neg())
    }

    /// The kind of the set that tells the sentence which answers: one that can be seen, or a reason.
    #[must_use]
    pub fn sought(self) -> Kinds {
        let seen = self.seen();
        if seen.is_empty() { Kinds(self.0 & Self::REASON.0) } else { seen }
    }

    /// Whether two questions ask for the same: 1 if they share a kind, 0 if only one of them names one or
    /// they name others, between the two if neither tells.
    #[must_use]
    pub fn agreement(self, other: Kinds) -> f32 {
        match (self.is_empty() && other.is_empty(), self.meets(other)) {
            (true, _) => 0.5,
            (false, true) => 1.0,
            (false, false) => 0.0,
        }
    }

    /// The set in English words, for explanations.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kinds::DATE => "a date",
            Kinds::AMOUNT => "an amount",
            Kinds::COUNT => "a number",
            Kinds::PERSON => "a person",
            Kinds::PLACE => "a place",
            _ => "any",
        }
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// The kinds of answers that a normalised question asks for.
#[must_use]
pub fn wanted(question: &str) -> Kinds {
    static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = ASKING.iter().flat_map(|(_, words)| *words).chain(NOT_ASKING);
        let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
        builder.expect("a short list of words")
    });
    static KINDS: LazyLock<Vec<Kinds>> =
        LazyLock::new(|| ASKING.iter().flat_map(|&(kind, words)| words.iter().map(move |_| kind)).collect());
    AUTOMATON
        .find_iter(question)
        .filter(|found| begins_word(question, found.start()) && !is_conceded(question, found.range()))
        .filter_map(|found| KINDS.get(found.pattern().as_usize()))
        .fold(Kinds::default(), |kinds, &kind| kinds | kind)
}

/// Whether いくら at a place is "however much", as in いくら働いても.
fn is_conceded(text: &str, at: Range<usize>) -> bool {
    let clause = text[at.end..].split(['、', '。', ',', '?', '!']).next().unwrap_or_default();
    &text[at] == "いくら" && ["ても", "でも"].iter().any(|though| clause.contains(though))
}

/// Whether no Latin word goes through a place.
fn begins_word(text: &str, at: usize) -> bool {
    !text[at..].starts_with(|c: char| c.is_ascii_alphanumeric())
        || !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether no word in Latin letters or katakana goes on at a place, but for the ending of a plural or a genitive.
fn ends_word(text: &str, at: usize) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let katakana = |c: char| script(c) == Script::Katakana;
    if text[..at].ends_with(katakana) && text[at..].starts_with(katakana) {
        return false;
    }
    if !text[..at].ends_with(latin) {
        return true;
    }
    let rest = &text[at..];
    let ending = &rest[..rest.find(|c| !latin(c)).unwrap_or(rest.len())];
    matches!(ending, "" | "s" | "es")
}

/// The kinds of answers that a normalised text holds.
#[must_use]
pub fn held(text: &str) -> Kinds {
    let mut kinds = told(text);
    let mut numbers = numbers(text).peekable();
    let counts = numbers.peek().is_some();
    if !counts {
        kinds = Kinds(kinds.0 & !Kinds::AMOUNT.0);
    }
    let times = |number: Range<usize>| {
        let year = matches!(text[number.clone()].as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _]);
        let after = text[number.end..].trim_start_matches([' ', '-']);
        year || TIMES.iter().any(|unit| after.starts_with(unit))
    };
    if numbers.any(times) {
        kinds = kinds | Kinds::DATE;
    }
    if FREE.iter().any(|free| text.contains(free)) {
        kinds = kinds | Kinds::AMOUNT;
    }
    if counts {
        kinds = kinds | Kinds::COUNT;
    }
    kinds
}

/// The numbers of a text, in digits or in words.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let kind = |c: char| match c {
        '0'..='9' => 1,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '数' => {
            2
        }
        'a'..='z' => 3,
        _ => 0,
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = text[start..].chars().next()?;
        let begins = start;
        start = text[begins..].find(|c| kind(c) != kind(first)).map_or(text.len(), |length| begins + length);
        Some((kind(first), begins..start))
    })
    .filter(|(kind, run)| matches!(kind, 1 | 2) || *kind == 3 && NUMBERS.contains(&&text[run.clone()]))
    .map(|(_, run)| run)
}

/// The kinds that words of a text tell of.
fn told(text: &str) -> Kinds {
    static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = TELLING.iter().flat_map(|(_, words)| *words).chain(NOT_TELLING);
        let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
        builder.expect("a short list of words")
    });
    static KINDS: LazyLock<Vec<Kinds>> =
        LazyLock::new(|| TELLING.iter().flat_map(|&(kind, words)| words.iter().map(move |_| kind)).collect());
    AUTOMATON
        .find_iter(text)
        .filter(|found| begins_word(text, found.start()) && ends_word(text, found.end()))
        .filter_map(|found| KINDS.get(found.pattern().as_usize()))
        .fold(Kinds::default(), |kinds, &kind| kinds | kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_words_ask_for_their_kind() {
        assert_eq!(wanted("会費はいくらですか"), Kinds::AMOUNT);
        assert_eq!(wanted("いつ辞めたの"), Kinds::DATE);
        for none in ["いつもどう思ってる?", "かいつまんで", "いくら働いても損?", "how much influence has it?"]
        {
            assert_eq!(wanted(none), Kinds::default(), "{none}");
        }
        assert_eq!(wanted("何日間借りられますか"), Kinds::COUNT);
        assert_eq!(wanted("do i need a costume?"), Kinds::default());
        assert_eq!(wanted("who sued openai?"), Kinds::PERSON);
        assert_eq!(wanted("the whole story"), Kinds::default());
        assert_eq!(wanted("いついくら払った?").seen(), Kinds::AMOUNT, "the first kind of the list");
        assert!(wanted("なぜ辞めたの").seen().is_empty());
    }

    #[test]
    fn questions_agree_in_what_they_ask_for() {
        let agreement = |one, other| wanted(one).agreement(wanted(other));
        assert_eq!(agreement("なぜ辞めたの", "退任の理由は"), 1.0);
        assert_eq!(agreement("なぜ辞めたの", "いつ退任した?"), 0.0);
        assert_eq!(agreement("なぜ辞めたの", "退任の件"), 0.0);
        assert_eq!(agreement("退任", "辞任の件"), 0.5);
    }

    #[test]
    fn texts_hold_their_kinds() {
        assert!(held("2018年に退任した。").meets(Kinds::DATE));
        assert!(!held("取締役を退任した。").meets(Kinds::DATE));
        assert!(held("月500円です").meets(Kinds::AMOUNT));
        assert!(held("十月二十七日に開きます").meets(Kinds::DATE));
        assert!(held("members keep spades for three days").meets(Kinds::COUNT));
        assert!(held("entry is free of charge").meets(Kinds::AMOUNT));
        assert!(held("we meet every saturday").meets(Kinds::DATE));
        assert!(held("open from 10:30").meets(Kinds::DATE));
        assert!(!held("no time is set").meets(Kinds::DATE));
        assert!(!held("2025年に買収を申し出た").meets(Kinds::AMOUNT));
        assert!(held("ask one of the organisers").meets(Kinds::PERSON));
        assert!(held("ask the team's lead in the hall").meets(Kinds::PERSON | Kinds::PLACE));
        assert!(held("管理画面から変更").meets(Kinds::PLACE) && held("関係者が選ぶ").meets(Kinds::PERSON));
        let parts =
            ["関係はたくさんある", "the market of hallucinations", "代表的な市場", "家庭でブーストする"];
        for part in parts {
            assert!(!held(part).meets(Kinds::PERSON | Kinds::PLACE), "{part}");
        }
    }
}
