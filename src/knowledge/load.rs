//! Loading: finds the files of a folder, reads them within bounds, and puts versions together.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

use super::front_matter::FrontMatter;
use super::markdown::{self, Parsed};
use super::problem::Problem;
use super::{
    Article, ArticleVersion, Knowledge, Section, SectionVersion, Source, check, front_matter,
    out_of_scope_file, synonyms_file,
};
use crate::text::Lang;

/// The file that tells which words mean the same.
const SYNONYMS: &str = "synonyms.txt";
/// The file that lists what is not answered.
const OUT_OF_SCOPE: &str = "out-of-scope.txt";
/// The largest file that is read. An article of this size has several hundred pages.
const FILE_LIMIT: u64 = 8 << 20;
/// The most files in a folder.
const FILES_LIMIT: usize = 20_000;
/// How deep folders may nest.
const DEPTH_LIMIT: usize = 16;

/// What a folder gave: the knowledge, and everything that its author should mend.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What could be read.
    pub knowledge: Knowledge,
    /// Every problem, by file and line.
    pub problems: Vec<Problem>,
}

/// What is wrong where there is no folder under a name.
#[must_use]
pub fn no_folder(name: &Path) -> &'static str {
    if name.exists() {
        "is a file; name the folder that it stands in with --knowledge or KOTAE_KNOWLEDGE"
    } else {
        "no such folder; create it, or name another with --knowledge or KOTAE_KNOWLEDGE"
    }
}

/// Loads a knowledge folder. It never fails: what can't be used is told in the problems.
#[must_use]
pub fn load(folder: &Path) -> Loaded {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return Loaded { problems: vec![Problem::error(&name, 1, no_folder(folder))], ..Loaded::default() };
    }
    let mut problems = Vec::new();
    let mut groups = Vec::new();
    let mut out_of_scope = Vec::new();
    let mut texts = Vec::new();
    // Articles that can't be used: their translations have no original, and that is no fault of theirs.
    let mut broken = FxHashSet::default();
    let mut spellings = FxHashMap::default();
    for path in files(folder, &mut problems) {
        let file = path.display().to_string();
        let source = read(&path, &file, &mut problems);
        match (path.file_name().and_then(|name| name.to_str()), source) {
            (Some(SYNONYMS), Some(source)) => {
                groups.extend(synonyms_file::parse(&source, &file, &mut spellings, &mut problems));
            }
            (Some(OUT_OF_SCOPE), Some(source)) => {
                out_of_scope.extend(out_of_scope_file::parse(&source, &file, &mut problems));
            }
            (_, source) => match source.and_then(|source| Text::parse(&path, file, &source, &mut problems)) {
                Some(text) => texts.push(text),
                None => {
                    broken.insert(base_and_lang(&path).0);
                }
            },
        }
    }
    let (articles, sections) = join(texts, broken, &mut problems);
    if sections.is_empty() && !problems.iter().any(Problem::is_error) {
        let fix = "no article here; add a Markdown file (NAME.md) with a `## heading` and text";
        problems.push(Problem::error(&name, 1, fix));
    }
    let knowledge = Knowledge::new(articles, sections, groups, out_of_scope);
    check::check(&knowledge, &mut problems);
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Loaded { knowledge, problems }
}

/// The files of a folder, each with its size and time: equal lists mean that nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(Vec<(PathBuf, u64, Option<SystemTime>)>);

/// Looks at the files of a folder without reading them.
#[must_use]
pub fn fingerprint(folder: &Path) -> Fingerprint {
    let describe = |path: PathBuf| {
        let about = fs::metadata(&path).ok();
        let modified = about.as_ref().and_then(|about| about.modified().ok());
        (path, about.map_or(0, |about| about.len()), modified)
    };
    Fingerprint(files(folder, &mut Vec::new()).into_iter().map(describe).collect())
}

/// The articles, synonyms and lists of a folder and those below it, in order.
fn files(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, 0, &mut FxHashSet::default(), &mut files, problems);
    files.sort();
    files
}

/// Hidden files are left alone, and a folder that a link leads back to is entered once.
fn walk(
    folder: &Path,
    depth: usize,
    seen: &mut FxHashSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    problems: &mut Vec<Problem>,
) {
    let shown = folder.display().to_string();
    if depth > DEPTH_LIMIT {
        problems.push(Problem::error(
            &shown,
            1,
            format!("folders nest deeper than {DEPTH_LIMIT}; move the files up"),
        ));
        return;
    }
    let entered = fs::canonicalize(folder).map(|real| seen.insert(real));
    let entries = match (entered, fs::read_dir(folder)) {
        (Ok(false), _) => return,
        (Ok(true), Ok(entries)) => entries,
        (Err(error), _) | (_, Err(error)) => {
            problems.push(Problem::error(
                &shown,
                1,
                format!("can't be read ({error}); give read access, or remove it"),
            ));
            return;
        }
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) => {
                problems.push(Problem::error(
                    &shown,
                    1,
                    format!("can't be read in full ({error}); try again"),
                ));
            }
        }
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let ending = Path::new(&name).extension().unwrap_or_default().to_ascii_lowercase();
        if path.is_dir() {
            walk(&path, depth + 1, seen, files, problems);
        } else if ending == "md" || name == SYNONYMS || name == OUT_OF_SCOPE {
            if files.len() == FILES_LIMIT {
                problems.push(Problem::error(
                    &shown,
                    1,
                    format!("more than {FILES_LIMIT} files; merge some"),
                ));
                return;
            }
            files.push(path);
        } else if ending == "markdown" || ending == "txt" {
            let fix = format!("is not read; only articles (.md), {SYNONYMS} and {OUT_OF_SCOPE} are");
            problems.push(Problem::warning(&path.display().to_string(), 1, fix));
        }
    }
}

/// Reads a file as UTF-8, never more than the limit, and never from anything but a regular file: a
/// pipe would wait for ever.
fn read(path: &Path, file: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let bytes = read_bytes(path).map_err(|what| problems.push(Problem::error(file, 1, what))).ok()?;
    let bad = match std::str::from_utf8(&bytes) {
        Ok(_) => bytes.iter().position(|&b| b == 0).map(|at| (at, "holds a NUL byte, so it is no text")),
        Err(error) => Some((error.valid_up_to(), "is not UTF-8")),
    };
    if let Some((at, what)) = bad {
        let line = bytes[..at].split(|&b| b == b'\n').count();
        problems.push(Problem::error(file, line, format!("{what}; save it as UTF-8, or remove it")));
        return None;
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("can't be read ({error}); mend or remove it");
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err("is not a regular file; remove it from the folder".to_owned());
    }
    if about.len() > FILE_LIMIT {
        return Err(format!("is larger than {} MiB; split it into several articles", FILE_LIMIT >> 20));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_LIMIT).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    Ok(bytes)
}

/// One file: an article in one language.
struct Text {
    /// The path without `.md` and language.
    base: PathBuf,
    /// Whether the file's name makes it a translation.
    is_translation: bool,
    id: Option<String>,
    version: ArticleVersion,
    sections: Vec<Parsed>,
}

impl Text {
    fn parse(path: &Path, file: String, source: &str, problems: &mut Vec<Problem>) -> Option<Text> {
        let split = front_matter::split(source, &file).map_err(|problem| problems.push(problem)).ok()?;
        let line_of = |key| front_matter::line_of(key, &split);
        let parse = |(yaml, above)| front_matter::parse(yaml, above, &file);
        let matter = match split.yaml.map_or(Ok(FrontMatter::default()), parse) {
            Ok(matter) => matter,
            Err(problem) => {
                problems.push(problem);
                // The author is to see what is wrong below it too.
                markdown::parse(split.body, &file, split.lines_above, problems);
                return None;
            }
        };
        let (base, named) = base_and_lang(path);
        if let (Some(named), Some(said)) = (named, matter.lang)
            && named != said
        {
            let (said, named) = (said.code(), named.code());
            let message =
                format!("`lang: {said}` does not fit the file's name (.{named}.md); change one of them");
            problems.push(Problem::error(&file, line_of("lang"), message));
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
                    &file,
                    line_of(key),
                    format!("`{key}:` is empty; fill it in, or leave it out"),
                ));
            }
        }
        if let Some(id) = matter.id.as_deref().filter(|id| !id.trim().is_empty() && !markdown::is_id(id)) {
            let message =
                format!("`id: {id}` holds other signs than letters, digits, `-`, `_` and `.`; rename it");
            problems.push(Problem::error(&file, line_of("id"), message));
        }
        if let Some(url) = matter.url.as_deref().filter(|url| !is_address(url)) {
            let message = format!("`url: {url}` is no address; write it from `https://` on, or leave it out");
            problems.push(Problem::error(&file, line_of("url"), message));
        }
        if let Some(code) = other_language(&base) {
            let message = format!(
                "is read as an article by itself: translations end in .ja.md or .en.md, and `{code}` is neither; rename it if it is one"
            );
            problems.push(Problem::warning(&file, 1, message));
        }
        let before = problems.len();
        let document = markdown::parse(split.body, &file, split.lines_above, problems);
        if document.sections.is_empty() && problems.len() == before {
            let fix = "an article without a section; add a `## heading` with text, or remove the file";
            problems.push(Problem::error(&file, 1, fix));
        }
        let version = ArticleVersion {
            lang: named.or(matter.lang).unwrap_or_else(|| Lang::of(split.body)),
            title: matter.title.or(document.heading).unwrap_or_else(|| stem(&base)),
            publisher: matter.publisher,
            url: matter.url,
            topics: matter.topics,
            summary: matter.summary,
            file,
        };
        Some(Text {
            base,
            is_translation: named.is_some(),
            id: matter.id,
            version,
            sections: document.sections,
        })
    }
}

/// Takes `.md` and a language (`NAME.en.md`) off a path.
fn base_and_lang(path: &Path) -> (PathBuf, Option<Lang>) {
    let base = path.with_extension("");
    let is_code = |lang: &Lang| base.extension().is_some_and(|end| end.eq_ignore_ascii_case(lang.code()));
    let lang = Lang::ALL.into_iter().find(is_code);
    if lang.is_some() { (base.with_extension(""), lang) } else { (base, None) }
}

fn is_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !url.contains(char::is_whitespace))
}

/// The code of a language that kotae does not speak at the end of a name (`NAME.fr.md`).
fn other_language(base: &Path) -> Option<&str> {
    let code = base.extension()?.to_str()?;
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then_some(code)
}

fn stem(base: &Path) -> String {
    base.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Puts each article together with its translations; those of `broken` ones are left out.
fn join(
    texts: Vec<Text>,
    mut broken: FxHashSet<PathBuf>,
    problems: &mut Vec<Problem>,
) -> (Vec<Article>, Vec<Section>) {
    let (translations, originals): (Vec<Text>, Vec<Text>) =
        texts.into_iter().partition(|text| text.is_translation);
    let mut articles: Vec<Article> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut by_base: FxHashMap<PathBuf, usize> = FxHashMap::default();
    let mut by_id: FxHashMap<String, String> = FxHashMap::default();
    let mut ids: FxHashMap<String, (String, usize)> = FxHashMap::default();
    for text in originals {
        let id = text.id.unwrap_or_else(|| stem(&text.base));
        let file = text.version.file.clone();
        if let Some(other) = by_id.insert(id.clone(), file.clone()) {
            let message = format!("article id `{id}` is also that of {other}; give this one its own `id:`");
            problems.push(Problem::error(&file, 1, message));
            broken.insert(text.base);
            continue;
        }
        let article = articles.len();
        by_base.insert(text.base, article);
        for parsed in text.sections {
            let id = format!("{id}#{}", parsed.id);
            if let Some((other, line)) = ids.insert(id.clone(), (file.clone(), parsed.line)) {
                let message =
                    format!("section id `{id}` is also that of {other}:{line}; give one its own `{{#id}}`");
                problems.push(Problem::error(&file, parsed.line, message));
                continue;
            }
            sections.push(Section {
                id,
                article,
                versions: vec![section_version(parsed, &text.version, &text.version)],
            });
        }
        articles.push(Article { id, versions: vec![text.version] });
    }
    let by_section: FxHashMap<String, usize> =
        sections.iter().enumerate().map(|(at, section)| (section.id.clone(), at)).collect();
    for text in translations {
        let file = text.version.file.clone();
        let mut error = |line, message| problems.push(Problem::error(&file, line, message));
        if broken.contains(&text.base) {
            continue;
        }
        let Some(&number) = by_base.get(&text.base) else {
            let original = text.base.display();
            error(1, format!("a translation without its original; add {original}.md, or rename this file"));
            continue;
        };
        let article = &mut articles[number];
        if let Some(id) = text.id.filter(|id| *id != article.id) {
            error(
                1,
                format!("`id: {id}` is not the original's, `{}`; use that, or leave it out", article.id),
            );
        }
        if article.versions.iter().any(|version| version.lang == text.version.lang) {
            error(
                1,
                format!(
                    "the article has a text in `{}` already; keep one of the two",
                    text.version.lang.code()
                ),
            );
            continue;
        }
        for parsed in text.sections {
            if let Some(&at) = by_section.get(&format!("{}#{}", article.id, parsed.id)) {
                sections[at].versions.push(section_version(parsed, &text.version, &article.versions[0]));
            } else {
                error(
                    parsed.line,
                    format!(
                        "section `{}` is not in the original; add it there, or mend its `{{#id}}`",
                        parsed.id
                    ),
                );
            }
        }
        article.versions.push(text.version);
    }
    (articles, sections)
}

/// A section of a file. Its article is cited under the title that it really has; a translated title
/// stands before that.
fn section_version(parsed: Parsed, article: &ArticleVersion, original: &ArticleVersion) -> SectionVersion {
    let mut sources = parsed.sources;
    let mut label = article.title.clone();
    if article.title != original.title {
        label = format!("{label} ({})", original.title);
    }
    let url = article.url.clone().or_else(|| original.url.clone());
    let note = article.publisher.clone().or_else(|| original.publisher.clone());
    sources.push(Source { label, url, note });
    SectionVersion {
        lang: article.lang,
        kind: parsed.kind,
        title: parsed.title,
        text: parsed.text,
        questions: parsed.questions,
        topics: Vec::new(),
        sources,
        file: article.file.clone(),
        line: parsed.line,
    }
}
