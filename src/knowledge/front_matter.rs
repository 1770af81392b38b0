//! The front matter of an article: YAML between two `---` lines at the top of the file.

use serde::Deserialize;

use super::problem::Problem;
use crate::text::Lang;

/// What an author may say of an article. Any other key is an error, for it would be dropped.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The article's id; the file's stem if absent.
    pub id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Who published the source article.
    pub publisher: Option<String>,
    /// Where the source article stands.
    pub url: Option<String>,
    /// The language; that of the text's letters if absent.
    pub lang: Option<Lang>,
    /// The topics to browse by.
    #[serde(default)]
    pub topics: Vec<String>,
    /// The author's summary.
    pub summary: Option<String>,
}

/// A file cut into its front matter and the Markdown below.
pub struct Split<'a> {
    /// The YAML between the lines, if the file has any.
    pub yaml: Option<&'a str>,
    /// The rest of the file.
    pub body: &'a str,
    /// How many lines stand above the body.
    pub lines_above: usize,
}

/// Cuts a file at its `---` lines.
///
/// # Errors
/// A front matter that is opened but never closed.
pub fn split<'a>(source: &'a str, file: &str) -> Result<Split<'a>, Problem> {
    let mut lines = source.split_inclusive('\n').enumerate();
    let first = lines.find(|(_, line)| !line.trim().is_empty());
    let Some((opened, line)) = first.filter(|(_, line)| line.trim_end() == "---") else {
        return Ok(Split { yaml: None, body: source, lines_above: 0 });
    };
    let start = source.find("---").unwrap_or_default() + line.len();
    let mut at = start;
    for (number, line) in lines {
        if line.trim_end() == "---" {
            let body = &source[at + line.len()..];
            return Ok(Split { yaml: Some(&source[start..at]), body, lines_above: number + 1 });
        }
        at += line.len();
    }
    Err(Problem::error(file, opened + 1, "the front matter is not closed; end it with a line `---`"))
}

/// Reads the YAML of a front matter.
///
/// # Errors
/// Bad YAML, an unknown key, a value of the wrong kind; the problem names the line.
pub fn parse(yaml: &str, file: &str) -> Result<FrontMatter, Problem> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    serde_saphyr::from_str(yaml).map_err(|error| {
        let place = error.location();
        let line = place.map_or(2, |place| usize::try_from(place.line()).unwrap_or(1) + 1);
        let column = place.map_or(1, |place| place.column());
        let text = error.without_snippet().to_string();
        // The place within the YAML would contradict the line of the file.
        let text = text.split(" at line ").next().unwrap_or_default();
        let message = format!(
            "front matter, column {column}: {text}; the keys are id, title, publisher, url, lang (ja or en), topics \
             (a list) and summary"
        );
        Problem::error(file, line, message)
    })
}
