//! Slips: what an author meant as Markdown and is shown as text, or the other way round.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::outline::{OPTIONS, Outline};
use super::{Scan, is_id, within};
use crate::knowledge::problem::Problem;

/// What is wrong with the braces of a heading.
const BRACES: &str =
    "behind a heading stands nothing but its id, as in `## heading {#id}`; mend it, or remove it";

impl Scan<'_> {
    /// Reports the slips of an article, given what stands where in it.
    pub(super) fn slips(&self, outline: &Outline, problems: &mut Vec<Problem>) {
        let mut depth = 0_usize;
        let (mut in_code, mut in_heading) = (false, false);
        for (event, range) in Parser::new_ext(self.body, OPTIONS).into_offset_iter() {
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::Heading { .. } if depth > 0 => {
                            let fix = "a heading within a list or a quotation opens no section; move it to the beginning of a line";
                            problems.push(self.warning(range.start, fix));
                        }
                        Tag::Heading { id, classes, attrs, .. } => {
                            in_heading = true;
                            let other = !classes.is_empty() || !attrs.is_empty();
                            problems.extend(self.heading_slip(&range, id.as_deref(), other));
                        }
                        Tag::Image { .. } => {
                            let fix = "an image is shown as its address; write what it shows, or link to it";
                            problems.push(self.warning(range.start, fix));
                        }
                        Tag::CodeBlock(kind) => {
                            in_code = true;
                            let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                            if fenced && !is_closed(&self.body[range.clone()]) {
                                let fix =
                                    "the block of code is not closed; end it with a line of the same marks";
                                problems.push(self.error(range.start, fix));
                            }
                        }
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    in_code &= end != TagEnd::CodeBlock;
                    in_heading &= !matches!(end, TagEnd::Heading(_));
                }
                Event::Text(_) if in_heading => problems.extend(self.title_slip(&range)),
                Event::Text(_) if !in_code => problems.extend(self.text_slip(&range)),
                Event::Html(_) | Event::InlineHtml(_) => {
                    let tag = self.body[range.clone()].trim();
                    let before = outline.comments.partition_point(|comment| comment.start <= range.start);
                    let commented = before > 0 && range.start < outline.comments[before - 1].end
                        || within(&outline.comments, &range, |comment| comment).next().is_some();
                    if !commented && !tag.is_empty() && !tag.starts_with("</") {
                        let fix = "HTML is shown as it is written; use Markdown";
                        problems.push(self.warning(range.start, fix));
                    }
                }
                _ => {}
            }
        }
    }

    /// What is wrong with a heading, given the id and whether `other` attributes were found in its braces.
    fn heading_slip(&self, range: &Range<usize>, id: Option<&str>, other: bool) -> Option<Problem> {
        // Of empty braces nothing is left.
        if other || self.body[range.clone()].trim_end().ends_with("{#}") {
            return Some(self.error(range.start, BRACES));
        }
        let id = id.filter(|id| !is_id(id))?;
        let fix = format!("`{{#{id}}}` holds other signs than letters, digits, `-`, `_` and `.`; rename it");
        Some(self.error(range.start, fix))
    }

    /// Braces that were meant as an id, and are a part of the title.
    fn title_slip(&self, range: &Range<usize>) -> Option<Problem> {
        let said = &self.body[range.clone()];
        let at = ["{#", "｛#", "｛＃", "{＃"].iter().find_map(|open| said.find(open))?;
        let escaped = self.body[..range.start + at].ends_with('\\');
        (!escaped).then(|| self.error(range.start, BRACES))
    }

    /// What was meant as a heading or as a comment, and is text.
    fn text_slip(&self, range: &Range<usize>) -> Option<Problem> {
        let said = &self.body[range.clone()];
        let line = self.line_starts[self.line_starts.partition_point(|&start| start <= range.start) - 1];
        let rest = said.trim_start_matches(['#', '＃']);
        let marks = said[..said.len() - rest.len()].chars().count();
        let begins_line = self.body[line..range.start].trim().is_empty();
        if begins_line && (marks > 1 || marks == 1 && rest.starts_with([' ', '　'])) {
            let fix = "a heading begins with half-width `#` and a half-width space, as in `## heading {#id}`; write it so, or put a `\\` before it";
            return Some(self.error(range.start, fix));
        }
        let escaped = |at: &usize| self.body[..range.start + at].ends_with('\\');
        let at = ["-->", "<!"].iter().find_map(|mark| said.find(mark)).filter(|at| !escaped(at))?;
        let fix =
            "a comment is written `<!-- … -->`, and this is a part of one; mend it, or put a `\\` before it";
        Some(self.warning(range.start + at, fix))
    }
}

/// Whether a block of code in fences ends with one.
fn is_closed(block: &str) -> bool {
    let mut lines = block.trim_end().lines();
    let (first, last) = (lines.next().unwrap_or_default(), lines.next_back().unwrap_or_default());
    let fence = if first.trim_start().starts_with('~') { '~' } else { '`' };
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= 3 && last.chars().all(|c| c == fence)
}
