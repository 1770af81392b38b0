//! Messages: what a member asks, apart from what is said around it.
//!
//! A greeting or a story says nothing of the matter, yet its words would count as words that no entry has.

mod phrases;
mod remarks;

use std::ops::Range;

use super::markup::plain;
use super::script::{Script, script};
use phrases::{
    ASKING_ENDS, CLOSINGS, CLOSINGS_GLUED, OPENINGS, OPENINGS_BEFORE_MARK, OPENINGS_EN,
    OPENINGS_EN_BEFORE_STOP,
};
use remarks::{LEANING, LEANING_EN, POINTING, POINTING_EN, REMARKS, REMARKS_EN, THANKS, THANKS_EN};

/// A normalised message without the courtesies before and after its question; as it is where it has nothing
/// else to say.
#[must_use]
pub fn without_courtesies(text: &str) -> &str {
    question(text).unwrap_or(text)
}

/// Whether a normalised message is nothing but a greeting, thanks or a remark.
#[must_use]
pub fn is_courtesy(text: &str) -> bool {
    text.contains(|c| !is_mark(c)) && (question(text).is_none() || is_made_of(text, REMARKS, REMARKS_EN))
}

/// Whether a normalised message says thanks, whatever else it says.
#[must_use]
pub fn gives_thanks(text: &str) -> bool {
    let mut words = text.split(|c| script(c) != Script::Latin);
    THANKS.iter().any(|thanks| text.contains(thanks)) || words.any(|word| THANKS_EN.contains(&word))
}

/// Whether a normalised message only points to another one, to have that answered.
#[must_use]
pub fn only_points(text: &str) -> bool {
    is_made_of(text, POINTING, POINTING_EN)
}

/// Whether a normalised message asks on from what was said before and names nothing itself.
#[must_use]
pub fn leans(text: &str) -> bool {
    is_made_of(text, LEANING, LEANING_EN)
}

/// Whether a message is made of these phrases and these English words alone.
fn is_made_of(text: &str, phrases: &[&str], words: &[&str]) -> bool {
    let mut rest = text.trim_start_matches(is_mark);
    while !rest.is_empty() {
        let latin = rest.find(|c| script(c) != Script::Latin && c != '\'').unwrap_or(rest.len());
        let phrase =
            || phrases.iter().filter(|phrase| rest.starts_with(**phrase)).map(|phrase| phrase.len()).max();
        let length = if words.contains(&&rest[..latin]) { Some(latin) } else { phrase() };
        let Some(length) = length.filter(|&length| length > 0) else { return false };
        rest = rest[length..].trim_start_matches(is_mark);
    }
    true
}

/// What a message says besides courtesies, if it does.
fn question(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(less) = without_opening(rest).or_else(|| without_closing(rest)) {
        rest = less;
    }
    rest.contains(|c| !is_mark(c)).then_some(rest)
}

/// The sentences of a message that ask something, the last one first.
#[must_use]
pub fn asking(message: &str, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let asks = |sentence: &&Range<usize>| {
        let said = &message[(*sentence).clone()];
        let ends = said.trim_end_matches(is_mark);
        // An address may hold a question mark.
        plain(said).contains(['?', '？']) || ASKING_ENDS.iter().any(|ending| ends.ends_with(ending))
    };
    sentences.iter().rev().filter(asks).cloned().collect()
}

fn without_opening(text: &str) -> Option<&str> {
    let said = text.trim_start_matches(is_mark);
    let rest = |phrase: &&str| said.strip_prefix(*phrase);
    let glued = OPENINGS.iter().find_map(rest);
    let before_mark = || {
        let greets = |rest: &str| OPENINGS.iter().any(|phrase| rest.starts_with(phrase));
        let ends = |rest: &&str| rest.is_empty() || rest.starts_with(is_mark) || greets(rest);
        OPENINGS_BEFORE_MARK.iter().filter_map(rest).find(ends)
    };
    // A hyphen makes one word of two.
    let stop = |c: char| is_stop(c) && c != '-';
    let parts = |c: char| c == ' ' || stop(c);
    let latin =
        || OPENINGS_EN.iter().filter_map(rest).find(|rest| rest.is_empty() || rest.starts_with(parts));
    let before_stop = || {
        OPENINGS_EN_BEFORE_STOP.iter().filter_map(rest).find(|rest| rest.is_empty() || rest.starts_with(stop))
    };
    let rest = glued.or_else(before_mark).or_else(latin).or_else(before_stop)?;
    let rest = rest.trim_start_matches(|c| c == ' ' || is_stop(c));
    Some(["but ", "and "].iter().find_map(|link| rest.strip_prefix(link)).unwrap_or(rest))
}

fn without_closing(text: &str) -> Option<&str> {
    let said = text.trim_end_matches(is_mark);
    let before = |phrase: &&str| said.strip_suffix(*phrase);
    let after_mark =
        || CLOSINGS.iter().filter_map(before).find(|rest| rest.is_empty() || rest.ends_with(is_mark));
    let rest = CLOSINGS_GLUED.iter().find_map(before).or_else(after_mark)?;
    // A question mark stays with its question.
    Some(rest.trim_end_matches([' ', '、', ',']))
}

/// Whether a letter only parts or adorns words.
fn is_mark(c: char) -> bool {
    script(c) == Script::Other && !c.is_numeric() && !"+#&%/$¥€".contains(c)
}

/// Whether a letter ends a clause.
fn is_stop(c: char) -> bool {
    "、。,.!?;:~〜ー…-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences::sentences;

    #[test]
    fn what_is_said_around_a_question_goes() {
        for (message, question) in [
            ("お世話になっております。会費はいくらですか?ありがとうございます!", "会費はいくらですか?"),
            ("皆さんこんにちは、新しく入った者です。会費は?", "会費は?"),
            ("皆さん、こんにちは!会費は?", "会費は?"),
            ("すみません会費は", "会費は"),
            ("みんなの畑", "みんなの畑"),
            (
                "hi all! sorry if this was asked before, but what is the fee? thanks in advance :)",
                "what is the fee?",
            ),
            ("会費はいくらよろしくお願いします", "会費はいくら"),
            ("質問ですが、会費は", "会費は"),
            ("hi-fi gardens", "hi-fi gardens"),
            ("well known gardens", "well known gardens"),
            ("well-known gardens", "well-known gardens"),
            ("会費を教えて", "会費を教えて"),
            ("こんにちは!", "こんにちは!"),
        ] {
            assert_eq!(without_courtesies(message), question);
        }
    }

    #[test]
    fn courtesies_alone_are_told() {
        for message in [
            "ありがとう!",
            "thanks!",
            "こんにちは",
            "なるほど",
            "ok",
            "了解です、ありがとうございます",
            "okay cool",
            "wow!!",
            "うん、すごい",
            "草",
        ] {
            assert!(is_courtesy(message), "{message}");
        }
        for message in ["会費は?", "ありがとう、会費は?", "!?", "oklahoma", "草刈り", "cool box"]
        {
            assert!(!is_courtesy(message), "{message}");
        }
    }

    #[test]
    fn what_points_is_told_from_what_asks() {
        for message in [
            "can you answer this?",
            "this?",
            "any idea",
            "これ教えて",
            "これわかる?",
            "see above",
            "pls",
            "お願いします",
        ] {
            assert!(only_points(message), "{message}");
        }
        for message in ["can you answer the fee", "これの会費", "help with parking"] {
            assert!(!only_points(message), "{message}");
        }
        for message in
            ["もっと詳しく教えて", "なんで?", "どういう意味ですか?", "tell me more", "why is that?"]
        {
            assert!(leans(message), "{message}");
        }
        for message in ["会費についてもっと詳しく", "なぜ会費が要るの?", "why is the fee so high?"]
        {
            assert!(!leans(message), "{message}");
        }
        assert!(gives_thanks("thanks, that's what i needed") && gives_thanks("とても助かりました"));
        assert!(!gives_thanks("thanksgiving") && !gives_thanks("会費は?"));
    }

    #[test]
    fn sentences_that_ask_are_found() {
        let asking = |message: &str| {
            let asking = asking(message, &sentences(message)).into_iter();
            asking.map(|range| message[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(asking("昨日来ました。会費は?楽しみです。"), ["会費は?"]);
        assert_eq!(
            asking("元気?昨日来ました。会費はいくらですか。楽しみです。"),
            ["会費はいくらですか。", "元気?"]
        );
        assert_eq!(
            asking("https://example.com/?v=1 を見ました。 会費を教えてください。"),
            ["会費を教えてください。"]
        );
        assert!(asking("昨日来ました。楽しみです。").is_empty());
    }
}
