//! Messages: what a member asks, apart from what is said around it.
//!
//! A greeting or a story says nothing of the matter, yet its words would count as words that no entry has.

use std::ops::Range;

use super::script::{Script, script};
use super::sentences::sentences;

/// A normalised message without the courtesies before and after its question; as it is where it has nothing
/// else to say.
#[must_use]
pub fn without_courtesies(text: &str) -> &str {
    let mut rest = text;
    while let Some(less) = without_opening(rest).or_else(|| without_closing(rest)) {
        rest = less;
    }
    if rest.contains(|c| !is_mark(c)) { rest } else { text }
}

/// The sentences of a message that ask something, or the last one where none does, the last one first; none where it
/// is a single sentence.
#[must_use]
pub fn asking(message: &str) -> Vec<Range<usize>> {
    let mut sentences = sentences(message);
    if sentences.len() < 2 {
        return Vec::new();
    }
    sentences.reverse();
    let marked = |sentence: &Range<usize>| message[sentence.clone()].contains(['?', '？']);
    let worded = |sentence: &Range<usize>| {
        let said = message[sentence.clone()].trim_end_matches(is_mark);
        ASKING_ENDS.iter().any(|ending| said.ends_with(ending))
    };
    if sentences.iter().any(marked) {
        sentences.retain(marked);
    } else if sentences.iter().any(worded) {
        sentences.retain(worded);
    } else {
        sentences.truncate(1);
    }
    sentences
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
    let parts = |c: char| c == ' ' || is_stop(c) && c != '-';
    let latin =
        || OPENINGS_EN.iter().filter_map(rest).find(|rest| rest.is_empty() || rest.starts_with(parts));
    let before_stop =
        || OPENINGS_EN_BEFORE_STOP.iter().filter_map(rest).find(|rest| rest.starts_with(is_stop));
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

/// How a Japanese sentence ends that asks without a mark.
const ASKING_ENDS: &[&str] = &[
    "か",
    "かな",
    "かなあ",
    "かなぁ",
    "かね",
    "のかな",
    "の",
    "っけ",
    "教えて",
    "ください",
    "下さい",
    "知りたい",
    "知りたいです",
    "とは",
];

/// What opens a message, whatever follows.
const OPENINGS: &[&str] = &[
    "こんにちは",
    "こんばんは",
    "おはようございます",
    "おはよう",
    "はじめまして",
    "初めまして",
    "いつもお世話になっております",
    "いつもお世話になってます",
    "お世話になっております",
    "お世話になってます",
    "お世話になります",
    "お疲れ様です",
    "お疲れさまです",
    "おつかれさまです",
    "突然すみません",
    "突然ですが",
    "突然で恐縮ですが",
    "すみませんが",
    "すみません",
    "すいません",
    "失礼します",
    "失礼いたします",
    "失礼ですが",
    "恐れ入りますが",
    "恐縮ですが",
    "お忙しいところ",
    "質問ですが",
    "質問ですけど",
    "質問です",
    "質問があります",
    "質問なのですが",
    "質問なんですが",
    "質問なんですけど",
    "質問なんだけど",
    "質問させてください",
    "お聞きしたいのですが",
    "お聞きしたいんですが",
    "お聞きしたいことがあります",
    "聞きたいのですが",
    "聞きたいんですが",
    "聞きたいんですけど",
    "聞きたいんだけど",
    "聞きたいことがあるんですが",
    "伺いたいのですが",
    "お尋ねしたいのですが",
    "教えてほしいのですが",
    "教えてほしいんですが",
    "教えてほしいんですけど",
    "教えてほしいんだけど",
    "教えて欲しいのですが",
    "教えて欲しいんですが",
    "教えて欲しいんだけど",
    "既出だったらすみません",
    "既出でしたらすみません",
    "長文失礼します",
    "連投失礼します",
    "横から失礼します",
    "話は変わりますが",
    "素朴な疑問ですが",
    "素朴な疑問なんですが",
    "素朴な疑問なんだけど",
    "初歩的な質問ですが",
    "変な質問ですが",
    "ふと思ったんですが",
    "ふと思ったんだけど",
    "ちょっと気になったんですが",
    "ちょっと気になったんだけど",
    "気になったんですが",
    "気になったんだけど",
];

/// What opens a message where a mark or one of the above follows.
const OPENINGS_BEFORE_MARK: &[&str] = &[
    "皆さん",
    "皆様",
    "みなさん",
    "みなさま",
    "みんな",
    "ちょっと",
    "あの",
    "あのー",
    "あのう",
    "えっと",
    "えーと",
    "えと",
    "ねえ",
    "ねぇ",
    "ねー",
    "ねね",
    "なあ",
    "なぁ",
    "おーい",
    "やあ",
    "どうも",
    "どもです",
    "ども",
    "ごめん",
    "ごめんなさい",
    "初心者です",
    "初心者ですが",
    "初心者なんですが",
    "新入りです",
    "新参者です",
    "新しく入った者です",
    "新しく入ったものです",
    "最近入った者です",
    "最近入ったものです",
    "初めて質問します",
    "はじめて質問します",
    "よろしくお願いします",
    "よろしくお願いいたします",
    "ところで",
    "そういえば",
    "ちなみに",
    "てか",
    "ていうか",
    "というか",
    "さて",
    "いきなりですが",
    "いきなりすみません",
    "お願いします",
    "ありがとうございます",
    "質問",
];

const OPENINGS_EN: &[&str] = &[
    "hi all",
    "hi everyone",
    "hi everybody",
    "hi there",
    "hi guys",
    "hi folks",
    "hi team",
    "hi",
    "hello all",
    "hello everyone",
    "hello everybody",
    "hello there",
    "hello",
    "hey all",
    "hey everyone",
    "hey everybody",
    "hey there",
    "hey guys",
    "hey folks",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
    "greetings",
    "excuse me",
    "sorry to bother you",
    "sorry to bother",
    "sorry for bothering you",
    "sorry if this was asked before",
    "sorry if this was already asked",
    "sorry if this has been asked before",
    "sorry if this has already been asked",
    "sorry if it was asked before",
    "sorry for the dumb question",
    "sorry for the stupid question",
    "sorry for the basic question",
    "quick question",
    "dumb question",
    "stupid question",
    "silly question",
    "random question",
    "noob question",
    "just wondering",
    "just curious",
    "i was wondering",
    "i was just wondering",
    "i have a question",
    "i've got a question",
    "got a question",
    "i'm new here",
    "im new here",
    "new here",
    "first time here",
    "newbie here",
    "by the way",
    "btw",
];

/// The same of words that mean something else before others.
const OPENINGS_EN_BEFORE_STOP: &[&str] = &[
    "sorry",
    "question",
    "thanks",
    "thank you",
    "please",
    "um",
    "uh",
    "so",
    "well",
    "ok",
    "okay",
    "anyway",
    "yo",
];

/// What closes a message, whatever stands before.
const CLOSINGS_GLUED: &[&str] = &[
    "ありがとうございます",
    "ありがとうございました",
    "よろしくお願いします",
    "よろしくお願いいたします",
    "よろしくお願い致します",
    "宜しくお願いします",
    "宜しくお願いいたします",
    "宜しくお願い致します",
];

/// What closes a message after a mark.
const CLOSINGS: &[&str] = &[
    "ありがとう",
    "ありがと",
    "よろしくです",
    "よろしく",
    "お願いします",
    "お願いいたします",
    "お願い致します",
    "お願い",
    "教えてください",
    "教えて下さい",
    "教えてほしいです",
    "教えて欲しいです",
    "教えてほしい",
    "教えて欲しい",
    "教えていただきたいです",
    "教えていただけますか",
    "教えてもらえますか",
    "教えてもらえると助かります",
    "教えていただけると助かります",
    "教えていただけると嬉しいです",
    "教えてもらえると嬉しいです",
    "教えて",
    "おしえて",
    "知りたいです",
    "気になります",
    "気になってます",
    "気になっています",
    "気になって",
    "助かります",
    "どなたか教えてください",
    "誰か教えてください",
    "誰か教えて",
    "わかる人いますか",
    "わかる人教えて",
    "分かる人教えて",
    "分かる方教えてください",
    "わかる方教えてください",
    "ご存じの方いますか",
    "回答お願いします",
    "返信お願いします",
    "すみません",
    "失礼しました",
    "thanks in advance",
    "thank you in advance",
    "thanks so much",
    "thanks a lot",
    "thank you so much",
    "thank you very much",
    "many thanks",
    "thank you",
    "thanks",
    "thx",
    "cheers",
    "please",
    "pls",
    "plz",
    "much appreciated",
    "any help is appreciated",
    "any help would be appreciated",
    "just curious",
    "just wondering",
    "asking for a friend",
    "lol",
    "haha",
];

#[cfg(test)]
mod tests {
    use super::*;

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
            ("会費を教えて", "会費を教えて"),
            ("こんにちは!", "こんにちは!"),
        ] {
            assert_eq!(without_courtesies(message), question);
        }
    }

    #[test]
    fn sentences_that_ask_are_found() {
        let asking = |message| asking(message).into_iter().map(|range| &message[range]).collect::<Vec<_>>();
        assert_eq!(asking("昨日来ました。会費は?楽しみです。"), ["会費は?"]);
        assert_eq!(asking("昨日来ました。会費はいくらですか。楽しみです。"), ["会費はいくらですか。"]);
        assert_eq!(asking("I came today. Tell me about the fee"), ["Tell me about the fee"]);
        assert!(asking("会費は?").is_empty());
    }
}
