//! `out-of-scope.txt`: questions that no section answers, one a line; a line that begins with `#` is a
//! comment.

use super::OutOfScope;
use super::problem::Problem;
use super::synonyms_file::INLINE_COMMENT;
use crate::text::normalize::spelling;

/// Reads the listed questions, reporting lines that hold none.
pub(super) fn parse(source: &str, file: &str, problems: &mut Vec<Problem>) -> Vec<OutOfScope> {
    let mut listed = Vec::new();
    for (line, text) in (1..).zip(source.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if spelling(text).is_empty() {
            let fix = format!("`{text}` has no letters to know it by; write a question, or remove the line");
            problems.push(Problem::error(file, line, fix));
            continue;
        }
        if text.contains(" # ") {
            problems.push(Problem::warning(file, line, INLINE_COMMENT));
        }
        listed.push(OutOfScope { text: text.to_owned(), file: file.to_owned(), line });
    }
    listed
}
