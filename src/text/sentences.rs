//! Sentences of a passage in Markdown, as byte ranges: what a highlight quotes and where a page may end.

use std::ops::Range;

use super::markup::{footnote_mark, is_fence};

/// What ends an emphasis, longer ones first.
const EMPHASES: [&str; 5] = ["**", "~~", "||", "*", "`"];

/// What a quotation or something set off ends with.
const SETTING_OFF: &str = "」』）)”\"’】*~|`";
/// What goes on with a sentence behind a quotation or something set off.
const GOING_ON: &str = "とでをへにはがのもやだなっ、，,";
/// Short forms whose point ends no sentence.
const SHORT: [&str; 8] = ["Mr.", "Mrs.", "Ms.", "Dr.", "St.", "vs.", "e.g.", "i.e."];
/// How many bytes of a line are looked at for what began in it or ends in it: a hostile one is long.
const LONGEST: usize = 4096;

/// The sentences of a text in order, white space at their ends left out. More marks, closing brackets, the ends of
/// emphases and footnote marks such as `[1]` belong to the sentence that they follow; none ends within a link or
/// within code in a line.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut line = 0;
    // How many brackets are open in the line, and whether a sentence has just ended within them.
    let (mut open, mut ended_within) = (0_usize, false);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let unit = unit(&text[at..]);
        while rest.peek().is_some_and(|&(next, _)| next < at + unit) {
            rest.next();
        }
        let next = rest.peek().map(|&(_, next)| next);
        let ended = at + c.len_utf8();
        let before = if ended - line > LONGEST { "" } else { &text[line..ended] };
        let before = before.trim_start().strip_prefix("* ").unwrap_or(before);
        let end = || ended + closing(before, &text[ended..]);
        let ends = match c {
            '。' | '！' | '？' | '\n' => true,
            // `1.5` and `Co.Ltd` go on; `end. Next` and `end.[1]` do not.
            '.' => {
                let parts = next.is_none_or(|n| n.is_whitespace() || n == '[' || end() > ended);
                parts && !SHORT.iter().any(|short| before.ends_with(short))
            }
            // In Japanese, no space follows.
            '!' | '?' => next.is_none_or(|n| !n.is_ascii_alphanumeric() && !matches!(n, '!' | '?')),
            '「' | '『' | '（' | '(' => {
                // One that stays open is a slip or a sad face.
                open += usize::from(near(&text[ended..]).contains(counterpart(c)));
                false
            }
            '」' | '』' | '）' | ')' => {
                open = open.saturating_sub(1);
                open == 0 && std::mem::take(&mut ended_within)
            }
            _ => false,
        };
        if !ends {
            ended_within &= matches!(c, '」' | '』' | '）' | ')');
            continue;
        }
        if open > 0 && c != '\n' {
            ended_within = true;
            continue;
        }
        let mut end = end();
        if c == '\n' {
            // What the next line begins with belongs to that.
            (line, end) = (ended, ended);
            (open, ended_within) = (0, false);
        }
        while rest.peek().is_some_and(|&(at, _)| at < end) {
            rest.next();
        }
        if c != '\n'
            && text[at..end].ends_with(|c| SETTING_OFF.contains(c))
            && text[end..].starts_with(|c| GOING_ON.contains(c))
        {
            // What is quoted or set off may be a part of a longer sentence.
            continue;
        }
        push_trimmed(text, start..end, &mut found);
        start = end;
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// The sentences that are no code.
#[must_use]
pub fn prose(text: &str) -> Vec<Range<usize>> {
    let mut in_code = false;
    let mut found = sentences(text);
    found.retain(|range| {
        let fence = is_fence(&text[range.clone()]);
        in_code ^= fence;
        !in_code && !fence
    });
    found
}

/// Words that end like a question and are none.
const TELLING: [&str; 12] = [
    "らか。",
    "やか。",
    "静か。",
    "わずか。",
    "僅か。",
    "確か。",
    "たしか。",
    "豊か。",
    "愚か。",
    "はるか。",
    "ほのか。",
    "細か。",
];

/// Whether a sentence asks instead of telling.
#[must_use]
pub fn asks(sentence: &str) -> bool {
    let unquoted = |said: &'_ str| said.trim_end_matches(|c| "」』）)”\"’】* ".contains(c)).len();
    let mut said = &sentence[..unquoted(sentence)];
    while let Some(at) = said.strip_suffix(']').and_then(|said| said.rfind('[')) {
        said = &said[..unquoted(&said[..at])];
    }
    let asks = ["か。", "?", "？"].iter().any(|asking| said.ends_with(asking));
    asks && !TELLING.iter().any(|word| said.ends_with(word))
}

/// What closes a bracket.
fn counterpart(open: char) -> char {
    match open {
        '「' => '」',
        '『' => '』',
        '（' => '）',
        _ => ')',
    }
}

/// The rest of a line, as far as it is looked at.
fn near(text: &str) -> &str {
    let end = (0..=text.len().min(LONGEST)).rev().find(|&end| text.is_char_boundary(end));
    text[..end.unwrap_or_default()].split('\n').next().unwrap_or_default()
}

/// How many bytes at the beginning of a text are not to be parted if it begins with a link or code, all within a
/// line; else 0.
fn unit(text: &str) -> usize {
    match text.as_bytes()[0] {
        b'[' => {
            let line = near(text);
            let label = line.find("](").map(|at| at + 2);
            // Not one that goes on past another bracket.
            let label = label.filter(|&at| !line[1..at - 2].contains(['[', ']']));
            label.and_then(|at| line[at..].find(')').map(|length| at + length + 1)).unwrap_or(0)
        }
        b'`' => {
            let line = near(text);
            let marks = line.len() - line.trim_start_matches('`').len();
            line[marks..].find(&line[..marks]).map_or(marks, |length| length + 2 * marks)
        }
        _ => 0,
    }
}

/// How many bytes at the beginning of `text` still belong to the sentence before it, given what stands before in
/// its line.
fn closing(before: &str, text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let opened =
            |mark: &&&str| (before.matches(**mark).count() + text[..end].matches(**mark).count()) % 2 == 1;
        let emphasis = EMPHASES.iter().filter(|mark| rest.starts_with(**mark)).find(opened);
        if let Some(c) = rest.chars().next().filter(|c| "」』）)”\"’】。！？!?".contains(*c)) {
            end += c.len_utf8();
        } else if let Some(mark) =
            footnote_mark(rest).map(|(length, _)| length).or(emphasis.map(|mark| mark.len()))
        {
            end += mark;
        } else {
            return end;
        }
    }
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentence = &text[range.clone()];
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        let start = range.start + (sentence.len() - sentence.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_and_brackets_stay_with_their_sentence() {
        assert_eq!(split("一つ目。[1]「二つ目。」三つ目"), ["一つ目。[1]", "「二つ目。」", "三つ目"]);
        assert_eq!(
            split("Version 1.5 is out. It works.[2] Fine?"),
            ["Version 1.5 is out.", "It works.[2]", "Fine?"]
        );
        assert_eq!(split("本当?いつ?! 来年です"), ["本当?", "いつ?!", "来年です"]);
        assert_eq!(split("本当！？そう。。。来年です"), ["本当！？", "そう。。。", "来年です"]);
        assert_eq!(split("- a\n- b\n"), ["- a", "- b"]);
        assert!(split(" \n ").is_empty());
    }

    #[test]
    fn what_is_quoted_is_not_parted() {
        for whole in [
            "会長は「来年に始める。準備は要らない。」と答えています。",
            "担当者は「まだ早い。」と述べました。",
            "詳しくは**受付。**へ。",
            "Ask Mr. Tanaka (e.g. before nine. Or ten) today.",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(split("「一つ。二つ。」三つ。"), ["「一つ。二つ。」", "三つ。"]);
        assert_eq!(split("一つ。[1]でも二つ。。とても。"), ["一つ。[1]", "でも二つ。。", "とても。"]);
        assert_eq!(split("「一つ。」\nと二つ。"), ["「一つ。」", "と二つ。"]);
        assert_eq!(split("One (it works.) Two."), ["One (it works.)", "Two."]);
        assert_eq!(split("No. You pay."), ["No.", "You pay."]);
        assert_eq!(
            split("一つ(二つ。三つ。\n四つ:( 五つ。六つ。"),
            ["一つ(二つ。", "三つ。", "四つ:( 五つ。", "六つ。"]
        );
    }

    #[test]
    fn sentences_that_ask_are_told() {
        for asking in ["どこに立つべきか。", "Where to?[2]", "「本当?」[1]", "**Why?**"] {
            assert!(asks(asking), "{asking}");
        }
        for telling in ["「どうするか。」と述べた。", "Somewhere.[2]", "理由は明らか。"] {
            assert!(!asks(telling), "{telling}");
        }
    }

    #[test]
    fn markup_is_not_torn() {
        assert_eq!(split("**一つ目。** 二つ目。"), ["**一つ目。**", "二つ目。"]);
        assert_eq!(split("一つ目。**二つ目。**[2]三つ目。"), ["一つ目。", "**二つ目。**[2]", "三つ目。"]);
        assert_eq!(split("*One.* Two. *Three.*"), ["*One.*", "Two.", "*Three.*"]);
        assert_eq!(split("* a\n* b\n\"c\""), ["* a", "* b", "\"c\""]);
        assert_eq!(split("a `b\n```\nc"), ["a `b", "```", "c"]);
        assert_eq!(
            split("次に[案内。一](https://a.example/b.c)を読む。終わり"),
            ["次に[案内。一](https://a.example/b.c)を読む。", "終わり"]
        );
        assert_eq!(split("`a. b` is it. Yes[1]."), ["`a. b` is it.", "Yes[1]."]);
        let text = "一つ目。\n```\nlet a = 1.\n```\n二つ目。";
        assert_eq!(
            prose(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>(),
            ["一つ目。", "二つ目。"]
        );
    }
}
