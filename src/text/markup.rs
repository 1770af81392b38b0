//! Markup: what Discord and Markdown put around the words, taken off before matching.

use std::borrow::Cow;

/// The words of a message or a Markdown text: mentions, custom emoji, addresses, code fences and
/// emphasis marks go; what a link or a heading says stays.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => angle(rest),
            'h' | 'H' => address(rest),
            ']' => link_target(rest),
            '@' => mass_mention(rest),
            '[' => footnote_mark(rest).map(|(length, _)| length),
            _ => None,
        };
        if let Some(length) = skipped {
            out.push(' ');
            rest = &rest[length..];
            continue;
        }
        if c == '\\' && rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) {
            // An escaped mark is a letter like any other.
            out.push_str(&rest[1..2]);
            rest = &rest[2..];
            continue;
        }
        if c == '#' && rest[1..].starts_with(char::is_alphanumeric) {
            // A channel, not a heading.
            out.push(c);
            rest = &rest[1..];
            continue;
        }
        match c {
            '*' | '_' | '`' | '~' | '|' | '#' | '>' | '[' | ']' | '\\' => {
                // A mark inside a word (`snake_case`) parts it; around words it just goes.
                out.push(' ');
            }
            _ => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// A message without mentions, custom emoji and times, which nobody can read where Discord does not draw them.
#[must_use]
pub fn without_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let length = if is_link(from) { 1 } else { angle(from).unwrap_or(1) };
        out.push_str(before);
        out.push_str(if length == 1 { "<" } else { " " });
        rest = &from[length..];
    }
    out + rest
}

/// A message without the lines in which it quotes what somebody else said; as it is where it says nothing else.
#[must_use]
pub fn without_quotations(message: &str) -> Cow<'_, str> {
    let is_quotation = |line: &str| line.starts_with("> ");
    if !message.lines().any(is_quotation) {
        return message.into();
    }
    let own: Vec<&str> = message.lines().filter(|line| !is_quotation(line)).collect();
    let says = own.iter().any(|line| line.contains(char::is_alphanumeric));
    if says { own.join("\n").into() } else { message.into() }
}

/// The length of the numbered footnote mark (`[2]`) that a text begins with, and its number.
#[must_use]
pub fn footnote_mark(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix('[')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    rest[digits..].starts_with(']').then_some((digits + 2, number))
}

/// Whether an address in angle brackets begins a text.
fn is_link(text: &str) -> bool {
    text.starts_with("<http")
}

/// `<@1>`, `<#1>`, `<:name:1>`, `<t:1>`, `</name:1>` and `<https://…>`: how long
/// the form is.
fn angle(text: &str) -> Option<usize> {
    let inner = &text[1..find_near(text, b'>')?];
    let digits = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    let id_only = inner.trim_start_matches(['@', '#', '!', '&']);
    let mention = id_only.len() < inner.len() && digits(id_only);
    let emoji =
        inner.strip_prefix("a:").or_else(|| inner.strip_prefix(':')).and_then(|rest| rest.split_once(':'));
    let command = inner.strip_prefix('/').and_then(|rest| rest.rsplit_once(':'));
    let time = inner.strip_prefix("t:").map(|rest| rest.split(':').next().unwrap_or_default());
    let known = mention
        || inner.starts_with("http://")
        || inner.starts_with("https://")
        || emoji.or(command).is_some_and(|(_, id)| digits(id))
        || time.is_some_and(digits)
        || inner.starts_with("!--");
    known.then_some(inner.len() + 2)
}

/// A line without the mark that makes it part of a list.
#[must_use]
pub fn unlisted(line: &str) -> &str {
    let marked = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(char::is_whitespace));
    marked.or_else(|| line.strip_prefix(['・', '•'])).unwrap_or(line).trim()
}

/// Whether a line begins or ends a block of code: one of backticks has none behind them.
#[must_use]
pub fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("~~~") || line.starts_with("```") && !line.trim_start_matches('`').contains('`')
}

/// The place of an ASCII character within the next bytes. Nothing that is looked for is longer, and a text of
/// nothing but openings must not be walked through to its end for each of them.
fn find_near(text: &str, wanted: u8) -> Option<usize> {
    const NEAR: usize = 2000;
    text.bytes().take(NEAR).position(|b| b == wanted)
}

/// The length of an address at the beginning of `text`.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let end = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '<' | '>' | '"' | ')');
    Some(text[scheme.len()..].find(end).map_or(text.len(), |length| scheme.len() + length))
}

/// The length of `](target)` at the beginning of `text`.
fn link_target(text: &str) -> Option<usize> {
    let target = text.strip_prefix("](")?;
    let end = find_near(target, b')')?;
    (!target[..end].contains(char::is_whitespace)).then_some(end + 3)
}

/// The length of `@everyone` or `@here` at the beginning of `text`.
fn mass_mention(text: &str) -> Option<usize> {
    ["@everyone", "@here"].into_iter().find(|mention| text.starts_with(mention)).map(str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_marks_go() {
        let words = |text| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words("<@123> **マスク**は<:blob:12>何を?"), "マスク は 何を?");
        assert_eq!(words("see [the docs](https://a.example/x) or https://b.example/ok?"), "see the docs or");
        assert_eq!(words("訴えた。[1] `code` a < b"), "訴えた。 code a < b");
        assert_eq!(words("@everyone ||spoiler||"), "spoiler");
    }

    #[test]
    fn what_others_said_is_no_question() {
        assert_eq!(without_quotations("> 会費は?\n畑は?\n> 道具は?"), "畑は?");
        for message in ["> 会費は?", "会費は?", "5>3 です\n会費は?", "> 会費は?\n!"] {
            assert_eq!(without_quotations(message), message);
        }
    }
}
