//! Echoes: a question repeated in a message, and read back from there when a button is pressed.

use std::ops::Range;

use crate::text::markup::without_tokens;
use crate::text::units::{cut, utf16_len};

/// The longest echo of a question. Discord would take more, but nobody reads it twice.
const ECHO: usize = 300;
/// The most lines of an echo.
const LINES: usize = 6;
/// What each line of a quotation begins with.
const QUOTED: &str = "> ";
/// What a line below a quotation begins with that says where it is from.
const ORIGIN: &str = "-# ";
/// The longest question in a button's `custom_id`, which holds 100 letters.
const LINE: usize = 70;
/// Stands between a sign and its meaning in an echo, so that no name pings.
const APART: char = '\u{200b}';
/// Ends a question that was cut. A member may type `…` alone.
const CUT: &str = "…\u{200b}";

/// A question, and the part of it that was looked at: of a long message the sentence that asks.
#[derive(Debug, Clone)]
pub struct Asked<'q> {
    /// The question as it was asked.
    pub question: &'q str,
    /// The place of the part.
    pub part: Range<usize>,
}

/// A question as it can be read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    /// Its words.
    pub question: String,
    /// Whether that is but its beginning.
    pub is_cut: bool,
}

impl ReadBack {
    /// A question that may have been cut.
    #[must_use]
    pub fn of(text: &str) -> ReadBack {
        let begun = text.strip_suffix(CUT);
        ReadBack { question: begun.unwrap_or(text).to_owned(), is_cut: begun.is_some() }
    }

    /// The question for a button.
    #[must_use]
    pub fn line(&self) -> String {
        let sign = if self.is_cut { CUT } else { "" };
        shorten(&format!("{}{sign}", self.question.replace('\n', " ")), LINE)
    }
}

impl Asked<'_> {
    /// The question as a quotation: escaped, line by line; of a long one the part that was looked at, cut where that
    /// is long too.
    #[must_use]
    pub fn quote(&self) -> String {
        let is_short = |text: &str| text.lines().count() <= LINES && utf16_len(text) <= ECHO;
        let whole = readable(self.question);
        let shown = if is_short(&whole) { whole } else { readable(&self.question[self.part.clone()]) };
        let shown = if is_short(&shown) { shown } else { shorten(&shown.replace('\n', " "), ECHO) };
        shown.lines().map(|line| format!("{QUOTED}{}", escape(line))).collect::<Vec<_>>().join("\n")
    }

    /// The question for a button, which keeps it where the message can't be read.
    #[must_use]
    pub fn line(&self) -> String {
        let whole = readable(self.question);
        let text =
            if utf16_len(&whole) <= LINE { whole } else { readable(&self.question[self.part.clone()]) };
        shorten(&text.replace('\n', " "), LINE)
    }
}

/// A text without what is unreadable in an echo, and without white space that says nothing.
fn readable(text: &str) -> String {
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = without_tokens(text);
    text.lines().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A text of at most so many UTF-16 code units, with a sign where it was cut.
fn shorten(text: &str, limit: usize) -> String {
    if utf16_len(text) <= limit {
        text.to_owned()
    } else {
        format!("{}{CUT}", cut(text, limit - 1).trim_end_matches('…'))
    }
}

/// A message that begins by quoting a question, with a line below that says where it is from.
#[must_use]
pub fn with_origin(content: &str, origin: &str) -> String {
    let Some(quote) = quoted(content) else { return content.to_owned() };
    format!("{quote}\n{ORIGIN}{origin}{}", &content[quote.len()..])
}

/// The lines at the beginning of a message that quote a question, and the one that says where it is from.
#[must_use]
pub fn quoted(content: &str) -> Option<&str> {
    let is_quote = |line: &&str| line.starts_with(QUOTED) || line.starts_with(ORIGIN);
    let lines = content.split_inclusive('\n').take_while(is_quote);
    let length: usize = lines.map(str::len).sum();
    (length > 0).then(|| content[..length].trim_end_matches('\n'))
}

/// The question that such lines quote.
#[must_use]
pub fn unquoted(lines: &str) -> ReadBack {
    let plain = |line: &str| {
        let mut question = String::with_capacity(line.len());
        let mut letters = line.strip_prefix(QUOTED).unwrap_or(line).chars().peekable();
        while let Some(c) = letters.next() {
            let shown = if c == '\\' { letters.next() } else { Some(c) };
            question.extend(shown);
            if shown == Some('@') {
                letters.next_if_eq(&APART);
            }
        }
        question
    };
    let question = lines.lines().filter(|line| !line.starts_with(ORIGIN)).map(plain);
    ReadBack::of(&question.collect::<Vec<_>>().join("\n"))
}

/// Keeps Discord from reading Markdown or mentions in a text.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        let at_start = out.is_empty();
        let marks = matches!(c, '\\' | '*' | '_' | '`' | '~' | '|' | '<' | '>' | '[' | ']' | '(' | ')' | '@');
        // Only at the beginning of a line do these mean anything.
        let opens_line = at_start && matches!(c, '#' | '-' | '+');
        // A bare address would become a preview.
        let address = c == ':' && last.is_ascii_alphabetic() && out.to_lowercase().ends_with("http")
            || c == ':' && out.to_lowercase().ends_with("https");
        if marks || opens_line || address {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // Even where a mark were lost, `@everyone` would be two words.
            out.push(APART);
        }
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(question: &str) -> Asked<'_> {
        Asked { question, part: 0..question.len() }
    }

    #[test]
    fn a_question_is_read_back_as_it_was() {
        for question in ["会費は…", "a_b *c* @everyone\n- d\\e", "https://garden.example は?", "> 会費"]
        {
            let quote = whole(question).quote();
            assert!(!quote.contains("@everyone"), "{quote}");
            let message = format!("{quote}\nもしかして");
            assert_eq!(quoted(&message), Some(&*quote));
            assert_eq!(unquoted(&quote), ReadBack { question: question.to_owned(), is_cut: false });
        }
        assert_eq!(quoted("もしかして"), None);
        let message = with_origin("> 会費は\nもしかして", "元のメッセージ");
        assert_eq!(message, "> 会費は\n-# 元のメッセージ\nもしかして");
        assert_eq!(unquoted(quoted(&message).unwrap_or_default()).question, "会費は");
    }

    #[test]
    fn of_a_long_question_the_part_that_asks_is_echoed() {
        let story = format!("{}会費は?", "昨日来ました。".repeat(50));
        let asked = Asked { question: &story, part: story.len() - "会費は?".len()..story.len() };
        assert_eq!((&*asked.quote(), &*asked.line()), ("> 会費は?", "会費は?"));
        let read = unquoted(&whole(&story).quote());
        assert!(read.is_cut && story.starts_with(&read.question));
        assert!(ReadBack::of(&whole(&story).line()).is_cut);
    }

    #[test]
    fn what_can_not_be_read_is_left_out() {
        assert_eq!(whole("<@1> 会費は <:coin:2>\n\n?").quote(), "> 会費は\n> ?");
    }
}
