//! The Markdown of an article: its headings, questions and footnotes, and the text of each section.

mod outline;
mod slips;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::footnote::source;
use super::problem::Problem;
use super::{Kind, Question, Source};
use crate::text::markup::{is_fence, unlisted};
use crate::text::normalize::spelling;
use outline::Outline;

/// The most headings that one file may have.
const HEADING_LIMIT: usize = 10_000;

/// A section as it stands in one file.
#[derive(Debug)]
pub struct Parsed {
    /// The part of its id after `#`.
    pub id: String,
    /// Whether its heading is a question.
    pub kind: Kind,
    /// The heading.
    pub title: String,
    /// The text, footnote marks numbered.
    pub text: String,
    /// Other ways to ask.
    pub questions: Vec<Question>,
    /// The footnotes behind the marks, in their order.
    pub sources: Vec<Source>,
    /// The line of the heading.
    pub line: usize,
}

/// The sections of one file.
#[derive(Debug, Default)]
pub struct Document {
    /// The first heading of level 1, which names an article without a `title`.
    pub heading: Option<String>,
    /// The sections in order.
    pub sections: Vec<Parsed>,
}

/// Reads the sections out of the Markdown below a front matter. Whatever can't be used is reported
/// with its line; `lines_above` says how many lines of the file stand above `body`.
pub fn parse(body: &str, file: &str, lines_above: usize, problems: &mut Vec<Problem>) -> Document {
    let newlines = body.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(at, _)| at + 1);
    let scan = Scan { body, file, lines_above, line_starts: std::iter::once(0).chain(newlines).collect() };
    let mut found = Vec::new();
    let outline = scan.outline(&mut found);
    if outline.headings.len() > HEADING_LIMIT {
        let message = format!("more than {HEADING_LIMIT} headings in one file; split it into several");
        problems.push(Problem::error(file, 1, message));
        return Document::default();
    }
    scan.slips(&outline, &mut found);
    let document = scan.sections(&outline, &mut found);
    problems.append(&mut found);
    document
}

struct Scan<'a> {
    body: &'a str,
    file: &'a str,
    lines_above: usize,
    line_starts: Vec<usize>,
}

impl Scan<'_> {
    fn line(&self, at: usize) -> usize {
        self.lines_above + self.line_starts.partition_point(|&start| start <= at)
    }

    fn error(&self, at: usize, message: impl Into<String>) -> Problem {
        Problem::error(self.file, self.line(at), message)
    }

    fn warning(&self, at: usize, message: impl Into<String>) -> Problem {
        Problem::warning(self.file, self.line(at), message)
    }

    fn sections(&self, outline: &Outline, problems: &mut Vec<Problem>) -> Document {
        let headings = &outline.headings;
        let first = headings.first().map_or(self.body.len(), |heading| heading.range.start);
        if !self.text_of(&(0..first), outline, &mut Vec::new()).is_empty() {
            let at = self.body.len() - self.body.trim_start().len();
            let fix = "text before the first heading belongs to no section; put a `## heading` above it";
            problems.push(self.error(at, fix));
        }
        if let Some(question) = self.questions(&(0..first), outline, problems).first() {
            let fix = "questions above the first heading belong to no section; put them below their heading";
            problems.push(Problem::error(self.file, question.line, fix));
        }
        self.check_footnotes(outline, problems);
        let mut document = Document::default();
        let mut ids: FxHashMap<String, usize> = FxHashMap::default();
        // Of a label that is defined twice the first definition counts.
        let definitions = outline.definitions.iter().rev().map(|(label, range)| (label.as_str(), range));
        let definitions: FxHashMap<&str, &Range<usize>> = definitions.collect();
        for (number, heading) in headings.iter().enumerate() {
            let next = headings.get(number + 1);
            let span = heading.range.end..next.map_or(self.body.len(), |next| next.range.start);
            let line = self.line(heading.range.start);
            let title = heading.title.trim().to_owned();
            if heading.level == 1 && document.heading.is_none() {
                document.heading = Some(title.clone());
            }
            let questions = self.questions(&span, outline, problems);
            // What the heading cites comes first.
            let cited = within(&outline.references, &heading.range, |(_, range)| range);
            let mut labels: Vec<String> = cited.map(|(label, _)| label.clone()).collect();
            let text = self.text_of(&span, outline, &mut labels);
            let mut error = |message| problems.push(Problem::error(self.file, line, message));
            if text.is_empty() {
                let groups = next.is_some_and(|next| next.level > heading.level) && questions.is_empty();
                if !groups {
                    error(format!(
                        "section `{title}` has no text; write its answer below the heading, or remove it"
                    ));
                }
                continue;
            }
            let id = heading.id.clone().unwrap_or_else(|| slug(&title));
            if id.is_empty() || title.is_empty() {
                error("a heading without words; write what the section is about".to_owned());
                continue;
            }
            if let Some(before) = ids.insert(id.clone(), line) {
                error(format!(
                    "section id `{id}` already stands in line {before}; give this heading its own `{{#id}}`"
                ));
                continue;
            }
            let defined = labels.iter().filter_map(|label| definitions.get(label.as_str()));
            let sources = defined.map(|range| source(&self.body[(*range).clone()])).collect();
            let kind = if title.ends_with(['?', '？']) { Kind::Faq } else { Kind::Section };
            document.sections.push(Parsed { id, kind, title, text, questions, sources, line });
        }
        document
    }

    /// Reports definitions that no mark uses, and labels defined twice.
    fn check_footnotes(&self, outline: &Outline, problems: &mut Vec<Problem>) {
        let used: FxHashSet<&str> = outline.references.iter().map(|(label, _)| label.as_str()).collect();
        let mut defined: FxHashMap<&str, usize> = FxHashMap::default();
        for (label, range) in &outline.definitions {
            let line = self.line(range.start);
            let mut error = |message| problems.push(Problem::error(self.file, line, message));
            if let Some(before) = defined.insert(label, line) {
                error(format!(
                    "footnote [^{label}] is already defined in line {before}; give it its own label"
                ));
            } else if self.body[range.clone()].split_once("]:").is_none_or(|(_, said)| said.trim().is_empty())
            {
                error(format!("footnote [^{label}] says nothing; write `[^{label}]: outlet, what, when`"));
            } else if !used.contains(label.as_str()) {
                error(format!(
                    "footnote [^{label}] is never used; cite it as `[^{label}]` in a section, or remove it"
                ));
            }
        }
    }

    /// The `<!-- questions -->` lines within a span.
    fn questions(
        &self,
        span: &Range<usize>,
        outline: &Outline,
        problems: &mut Vec<Problem>,
    ) -> Vec<Question> {
        let mut questions = Vec::new();
        for comment in within(&outline.comments, span, |range| range) {
            let source = &self.body[comment.clone()];
            let inner = source.trim_start_matches("<!--").trim_end_matches("-->");
            let mut lines = inner.split('\n');
            let word = lines.next().unwrap_or_default().trim();
            if word != "questions" {
                if word.to_lowercase().starts_with("question") {
                    problems.push(
                        self.error(
                            comment.start,
                            format!("`<!-- {word}` is not known; write `<!-- questions`"),
                        ),
                    );
                }
                continue;
            }
            let rest = self.body[comment.end..].lines().next().unwrap_or_default();
            if !rest.trim().is_empty() {
                let fix = "`-->` ends the questions, and what follows in its line is text; put `-->` on a line alone";
                problems.push(self.error(comment.end, fix));
            }
            let first_line = self.line(comment.start);
            let mut seen = FxHashSet::default();
            for (line, text) in (first_line + 1..).zip(lines) {
                let text = unlisted(text.trim());
                if text.is_empty() {
                    continue;
                }
                let spelling = spelling(text);
                if spelling.is_empty() {
                    let fix = format!(
                        "`{text}` has no letters to know it by; write a question, or remove the line"
                    );
                    problems.push(Problem::error(self.file, line, fix));
                } else if !seen.insert(spelling) {
                    let fix = format!("the question `{text}` stands here twice; keep one");
                    problems.push(Problem::warning(self.file, line, fix));
                }
                questions.push(Question { text: text.to_owned(), line });
            }
        }
        questions
    }

    /// The text in a span: comments and footnote definitions taken out, marks numbered in the order
    /// of their first use, which `labels` notes.
    fn text_of(&self, span: &Range<usize>, outline: &Outline, labels: &mut Vec<String>) -> String {
        let nothing = |range: &Range<usize>| (range.clone(), String::new());
        let mut edits: Vec<(Range<usize>, String)> =
            within(&outline.comments, span, |range| range).map(nothing).collect();
        edits.extend(within(&outline.definitions, span, |(_, range)| range).map(|(_, range)| nothing(range)));
        edits.extend(within(&outline.links, span, |(range, _)| range).cloned());
        let seen = labels.iter().enumerate();
        let mut numbers: FxHashMap<String, usize> =
            seen.map(|(number, label)| (label.clone(), number)).collect();
        for (label, range) in within(&outline.references, span, |(_, range)| range) {
            let number = *numbers.entry(label.clone()).or_insert_with(|| {
                labels.push(label.clone());
                labels.len() - 1
            });
            // `[1](…` would become a link.
            let space = if self.body[range.end..].starts_with('(') { " " } else { "" };
            edits.push((range.clone(), format!("[{}]{space}", number + 1)));
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::new();
        let mut at = span.start;
        for (range, replacement) in edits {
            if range.start >= at {
                text.push_str(&self.body[at..range.start]);
                text.push_str(&replacement);
                at = range.end;
            }
        }
        text.push_str(self.body.get(at..span.end).unwrap_or_default());
        tidy(&text)
    }
}

/// The items that begin within a span; `items` are in the order of their places.
fn within<'i, T>(
    items: &'i [T],
    span: &Range<usize>,
    place: impl Fn(&T) -> &Range<usize>,
) -> impl Iterator<Item = &'i T> {
    let start = items.partition_point(|item| place(item).start < span.start);
    let end = items.partition_point(|item| place(item).start < span.end);
    items[start..end.max(start)].iter()
}

/// Whether a text can be an id, of an article or of a section.
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

/// Trims a text and leaves at most one empty line in a row, but in blocks of code.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    let mut in_code = false;
    // What the first line begins with may be the indent of code.
    let first = text.len() - text.trim_start().len();
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    for line in text[start..].trim_end().lines() {
        let line = line.trim_end();
        in_code ^= is_fence(line);
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 || in_code {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// An id made of a heading: its letters and digits in lower case, joined by hyphens.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_left_as_it_is() {
        assert_eq!(tidy("\n\na\n\n\nb  \n"), "a\n\nb");
        assert_eq!(tidy("\n    let a = 1;\n"), "    let a = 1;");
        assert_eq!(tidy("```\na\n\n\nb\n```\n\n\nc"), "```\na\n\n\nb\n```\n\nc");
    }

    #[test]
    fn links_by_reference_hold_their_address() {
        let mut problems = Vec::new();
        let body = "## a {#a}\n[one][x], [x][], ![x] and [x].\n\n## b {#b}\nb\n\n[x]: https://x.example\n";
        let document = parse(body, "a.md", 0, &mut problems);
        let texts: Vec<&str> = document.sections.iter().map(|section| &*section.text).collect();
        let link = "(https://x.example)";
        assert_eq!(texts, [&*format!("[one]{link}, [x]{link}, ![x]{link} and [x]{link}."), "b"]);
    }
}
