//! Sentences of a passage in Markdown, as byte ranges: what a highlight quotes and where a page may end.

use std::ops::Range;

/// What ends an emphasis, longer ones first.
const EMPHASES: [&str; 7] = ["**", "__", "~~", "||", "*", "_", "`"];

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
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let unit = unit(&text[at..]);
        while rest.peek().is_some_and(|&(next, _)| next < at + unit) {
            rest.next();
        }
        let next = rest.peek().map(|&(_, next)| next);
        let ended = at + c.len_utf8();
        let before = if ended - line > LONGEST { "" } else { &text[line..ended] };
        let end = || ended + closing(before, &text[ended..]);
        let ends = match c {
            '。' | '！' | '？' | '\n' => true,
            // `1.5` and `Co.Ltd` go on; `end. Next` and `end.[1]` do not.
            '.' => next.is_none_or(|n| n.is_whitespace() || n == '[' || end() > ended),
            // In Japanese, no space follows.
            '!' | '?' => next.is_none_or(|n| !n.is_ascii_alphanumeric() && !matches!(n, '!' | '?')),
            _ => false,
        };
        if !ends {
            continue;
        }
        let end = end();
        if c == '\n' {
            line = ended;
        }
        while rest.peek().is_some_and(|&(at, _)| at < end) {
            rest.next();
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
        let fence = ["```", "~~~"].iter().any(|fence| text[range.clone()].starts_with(fence));
        in_code ^= fence;
        !in_code && !fence
    });
    found
}

/// Whether a sentence asks instead of telling.
#[must_use]
pub fn asks(sentence: &str) -> bool {
    let mut said = sentence.trim_end_matches(|c| "」』）)”\"’】* ".contains(c));
    while let Some(at) = said.strip_suffix(']').and_then(|said| said.rfind('[')) {
        said = said[..at].trim_end();
    }
    ["か。", "?", "？"].iter().any(|asking| said.ends_with(asking))
}

/// How many bytes at the beginning of a text are not to be parted if it begins with a link or code, all within a
/// line; else 0.
fn unit(text: &str) -> usize {
    let line = || {
        let near = (0..=text.len().min(LONGEST)).rev().find(|&end| text.is_char_boundary(end));
        text[..near.unwrap_or_default()].split('\n').next().unwrap_or_default()
    };
    match text.as_bytes()[0] {
        b'[' => {
            let line = line();
            let label = line.find("](").map(|at| at + 2);
            // Not one that goes on past another bracket.
            let label = label.filter(|&at| !line[1..at - 2].contains(['[', ']']));
            label.and_then(|at| line[at..].find(')').map(|length| at + length + 1)).unwrap_or(0)
        }
        b'`' => {
            let line = line();
            let marks = line.len() - line.trim_start_matches('`').len();
            line[marks..].find(&line[..marks]).map_or(0, |length| length + 2 * marks)
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
        } else if let Some(mark) = footnote_mark(rest).or(emphasis.map(|mark| mark.len())) {
            end += mark;
        } else {
            return end;
        }
    }
}

/// The length of a numbered footnote mark such as `[12]` at the beginning of `text`.
#[must_use]
pub fn footnote_mark(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('[')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest[digits..].starts_with(']')).then_some(digits + 2)
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
    fn sentences_that_ask_are_told() {
        for asking in ["どこに立つべきか。", "Where to?[2]", "「本当?」", "**Why?**"] {
            assert!(asks(asking), "{asking}");
        }
        for telling in ["「どうするか。」と述べた。", "Somewhere.[2]", "静かです。"] {
            assert!(!asks(telling), "{telling}");
        }
    }

    #[test]
    fn markup_is_not_torn() {
        assert_eq!(split("**一つ目。** 二つ目。"), ["**一つ目。**", "二つ目。"]);
        assert_eq!(split("一つ目。**二つ目。**[2]三つ目。"), ["一つ目。", "**二つ目。**[2]", "三つ目。"]);
        assert_eq!(split("_One._ Two. *Three.*"), ["_One._", "Two.", "*Three.*"]);
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
