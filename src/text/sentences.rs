//! Sentences of a passage, as byte ranges: what a highlight quotes and where a page may end.

use std::ops::Range;

/// The sentences of a text in order, white space at their ends left out. More marks, closing brackets and
/// footnote marks such as `[1]` belong to the sentence that they follow.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|&(_, next)| next);
        let ends = match c {
            '。' | '！' | '？' | '\n' => true,
            // `1.5` and `Co.Ltd` go on; `end. Next` and `end.[1]` do not.
            '.' => next.is_none_or(|n| n.is_whitespace() || matches!(n, '[' | '"' | ')' | '”')),
            // In Japanese, no space follows.
            '!' | '?' => next.is_none_or(|n| !n.is_ascii_alphanumeric() && !matches!(n, '!' | '?')),
            _ => false,
        };
        if !ends {
            continue;
        }
        let end = at + c.len_utf8() + closing(&text[at + c.len_utf8()..]);
        while rest.peek().is_some_and(|&(at, _)| at < end) {
            rest.next();
        }
        push_trimmed(text, start..end, &mut found);
        start = end;
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// How many bytes at the beginning of `text` still belong to the sentence before it.
fn closing(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        if let Some(c) = rest.chars().next().filter(|c| "」』）)”\"’】。！？!?".contains(*c)) {
            end += c.len_utf8();
        } else if let Some(mark) = footnote_mark(rest) {
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
}
