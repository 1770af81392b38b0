//! The front matter of an article: YAML between two `---` lines at the top of the file.

use serde::Deserialize;

use super::markdown::is_id;
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
    /// The YAML between the lines, if the file has any, and how many lines stand above it.
    pub yaml: Option<(&'a str, usize)>,
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
            return Ok(Split { yaml: Some((&source[start..at], opened + 1)), body, lines_above: number + 1 });
        }
        at += line.len();
    }
    Err(Problem::error(file, opened + 1, "the front matter is not closed; end it with a line `---`"))
}

/// What the YAML parser says of slips, in part, and what an author is told instead.
const SLIPS: &[(&str, &str)] = &[
    ("multiple YAML documents", "a line `...` ends it early; remove that line"),
    ("cannot deserialize null", "a value is missing; fill it in, or take its place away"),
    ("externally tagged enum", "the language is one; write `lang: ja` or `lang: en`"),
    ("unknown variant", "this language is not spoken here; write `lang: ja` or `lang: en`"),
    ("expected sequence start", "topics are a list; write `topics: [one, two]`"),
    ("expected string scalar", "one text is expected here; put it in quotes if it begins with a sign"),
    ("mapping values are not allowed", "a text that holds `: ` needs quotes; write `\"…\"`"),
    ("quoted scalar", "a quotation mark is not closed; close it in its line"),
    ("unexpected character", "a text that begins with a sign needs quotes; write `\"…\"`"),
    ("unknown anchor", "a text that begins with `*` needs quotes; write `\"…\"`"),
    (
        "block sequence entries",
        "a list begins in a line of its own; a text that begins with `-` needs quotes",
    ),
];

/// What is wrong with a front matter, given what the parser says.
fn in_plain_words(said: &str) -> String {
    if let Some(key) = said.strip_prefix("duplicate mapping key: ").and_then(|rest| rest.split(',').next()) {
        return format!("`{key}` stands twice; keep one");
    }
    let known = SLIPS.iter().find(|(part, _)| said.contains(part));
    known.map_or(said, |(_, told)| told).to_owned()
}

/// Reads the YAML of a front matter, which so many lines of the file stand above.
///
/// # Errors
/// Bad YAML, an unknown key, a value of the wrong kind; the problem names the line.
pub fn parse(yaml: &str, lines_above: usize, file: &str) -> Result<FrontMatter, Problem> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    serde_saphyr::from_str(yaml).map_err(|error| {
        let place = error.location();
        let line = lines_above + place.map_or(1, |place| usize::try_from(place.line()).unwrap_or(1));
        let column = place.map_or(1, |place| place.column());
        let text = error.without_snippet().to_string();
        // The place within the YAML would contradict the line of the file.
        let text = text.split(" at line ").next().unwrap_or_default();
        let text = in_plain_words(text);
        let message = format!(
            "front matter, column {column}: {text}; the keys are id, title, publisher, url, lang (ja or en), topics \
             (a list) and summary"
        );
        Problem::error(file, line, message)
    })
}

/// The line of the file that a key of a sound front matter stands in; where the front matter begins, without it.
pub fn line_of(key: &str, split: &Split<'_>) -> usize {
    let Some((yaml, above)) = split.yaml else { return 1 };
    let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    yaml.lines().position(is_key).map_or(above, |at| above + at + 1)
}

/// Reports values that say nothing or can't be meant; `named` is the language that the file's name tells.
pub fn check(
    matter: &FrontMatter,
    named: Option<Lang>,
    split: &Split<'_>,
    file: &str,
    problems: &mut Vec<Problem>,
) {
    let line_of_key = |key| line_of(key, split);
    if let (Some(named), Some(said)) = (named, matter.lang)
        && named != said
    {
        let (said, named) = (said.code(), named.code());
        let message =
            format!("`lang: {said}` does not fit the file's name (.{named}.md); change one of them");
        problems.push(Problem::error(file, line_of_key("lang"), message));
    }
    let texts = [
        ("id", &matter.id),
        ("title", &matter.title),
        ("publisher", &matter.publisher),
        ("summary", &matter.summary),
    ];
    for (key, value) in texts {
        if value.as_ref().is_some_and(|value| value.trim().is_empty()) {
            problems.push(Problem::error(
                file,
                line_of_key(key),
                format!("`{key}:` is empty; fill it in, or leave it out"),
            ));
        }
    }
    if let Some(id) = matter.id.as_deref().filter(|id| !id.trim().is_empty() && !is_id(id)) {
        let message =
            format!("`id: {id}` holds other signs than letters, digits, `-`, `_` and `.`; rename it");
        problems.push(Problem::error(file, line_of_key("id"), message));
    }
    if let Some(url) = matter.url.as_deref().filter(|url| !is_address(url)) {
        let message = format!("`url: {url}` is no address; write it from `https://` on, or leave it out");
        problems.push(Problem::error(file, line_of_key("url"), message));
    }
}

fn is_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !url.contains(char::is_whitespace))
}
