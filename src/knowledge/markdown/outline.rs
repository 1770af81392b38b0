//! The outline of an article: what stands where, noted in one walk through the parser's events.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::Scan;
use crate::knowledge::problem::Problem;

/// The Markdown that articles are written in.
pub(super) const OPTIONS: Options = Options::ENABLE_FOOTNOTES
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);
/// How far the end of a footnote mark is looked for.
const LONGEST_LABEL: usize = 400;

/// A heading outside of lists and quotations.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) range: Range<usize>,
}

/// What the parser found, by place.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<Heading>,
    pub(super) comments: Vec<Range<usize>>,
    pub(super) definitions: Vec<(String, Range<usize>)>,
    pub(super) references: Vec<(String, Range<usize>)>,
    /// Links by reference and what they stand for, and where their addresses are given, which stands for
    /// nothing: a section is shown apart from the others.
    pub(super) links: Vec<(Range<usize>, String)>,
}

impl Scan<'_> {
    /// Walks through the events once and notes what stands where.
    pub(super) fn outline(&self, problems: &mut Vec<Problem>) -> Outline {
        let mut outline = Outline::default();
        let mut depth = 0_usize;
        let mut in_code = false;
        let mut heading: Option<Heading> = None;
        let mut plain = 0..0;
        let mut parser = Parser::new_ext(self.body, OPTIONS).into_offset_iter();
        for (event, range) in parser.by_ref() {
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }
                            if is_by_reference(link_type) =>
                        {
                            let written = &self.body[range.clone()];
                            let said = written.split("][").next().unwrap_or(written).trim_end_matches(']');
                            // The parser leaves the brackets of `[this][]` out.
                            let rest = if self.body[range.end..].starts_with("[]") { 2 } else { 0 };
                            let range = range.start..range.end + rest;
                            outline.links.push((range, format!("{said}]({dest_url})")));
                        }
                        Tag::Heading { level, id, .. } if depth == 0 => {
                            let id = id.map(|id| id.to_string());
                            heading = Some(Heading { level: level as u8, id, title: String::new(), range });
                        }
                        Tag::FootnoteDefinition(label) => {
                            outline.definitions.push((label.to_string(), range));
                        }
                        Tag::CodeBlock(_) => in_code = true,
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    match end {
                        TagEnd::Heading(_) if depth == 0 => outline.headings.extend(heading.take()),
                        TagEnd::CodeBlock => in_code = false,
                        _ => {}
                    }
                }
                Event::Text(text) => {
                    if let Some(heading) = &mut heading {
                        heading.title.push_str(&text);
                    }
                    // A mark without definition comes as several texts; look at them together.
                    if plain.end == range.start && !in_code {
                        plain.end = range.end;
                    } else {
                        self.undefined_marks(&plain, problems);
                        plain = if in_code { 0..0 } else { range };
                    }
                }
                Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.title.push_str(&text);
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some(heading) = &mut heading {
                        heading.title.push(' ');
                    }
                }
                Event::FootnoteReference(label) => outline.references.push((label.to_string(), range)),
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.comments(&range, &mut outline.comments, problems);
                }
                _ => {}
            }
        }
        self.undefined_marks(&plain, problems);
        let given =
            parser.reference_definitions().iter().map(|(_, given)| (given.span.clone(), String::new()));
        outline.links.extend(given);
        outline.links.sort_by_key(|(range, _)| range.start);
        self.marks_in_definitions(&mut outline, problems);
        outline
    }

    /// Reports marks inside footnotes, which no section cites.
    fn marks_in_definitions(&self, outline: &mut Outline, problems: &mut Vec<Problem>) {
        let definitions = &outline.definitions;
        outline.references.retain(|(label, range)| {
            let before = definitions.partition_point(|(_, definition)| definition.start <= range.start);
            let inside = before > 0 && range.start < definitions[before - 1].1.end;
            if inside {
                let message =
                    format!("footnote [^{label}] is cited inside a footnote; cite it in a section instead");
                problems.push(self.error(range.start, message));
            }
            !inside
        });
    }

    /// Notes the comments that begin in a range. The parser hands a block of HTML over line by
    /// line, so a comment is followed to its end in the source.
    fn comments(&self, range: &Range<usize>, comments: &mut Vec<Range<usize>>, problems: &mut Vec<Problem>) {
        let mut at = range.start.max(comments.last().map_or(0, |last| last.end));
        while let Some(opening) = self.body.get(at..range.end).and_then(|html| html.find("<!--")) {
            let start = at + opening;
            let end = self.body[start..].find("-->").map(|length| start + length + 3);
            at = end.unwrap_or(self.body.len());
            if end.is_none() || self.body[start + 4..at].contains("<!--") {
                let fix =
                    "the comment is not closed before the next one begins, or at all; end it with `-->`";
                problems.push(self.error(start, fix));
            }
            comments.push(start..at);
        }
    }

    /// Reports footnote marks that the parser left as text, for they have no definition.
    fn undefined_marks(&self, plain: &Range<usize>, problems: &mut Vec<Problem>) {
        let source = &self.body[plain.clone()];
        for (at, _) in source.match_indices("[^") {
            let near = source[at..].bytes().take(LONGEST_LABEL).position(|b| b == b']');
            let Some(length) = near else { continue };
            let label = &source[at + 2..at + length];
            let escaped = self.body[..plain.start + at].ends_with('\\');
            if escaped || label.is_empty() || label.contains(char::is_whitespace) {
                continue;
            }
            let message =
                format!("footnote [^{label}] is not defined; add a line `[^{label}]: outlet, what, when`");
            problems.push(self.error(plain.start + at, message));
        }
    }
}

/// Whether a link's address is given elsewhere.
fn is_by_reference(link: LinkType) -> bool {
    matches!(link, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}
