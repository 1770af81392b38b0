//! Articles: what a file says in one language, and a file put together with its translations.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::front_matter::{self, FrontMatter};
use super::markdown::{self, Parsed};
use super::problem::Problem;
use super::{Article, ArticleVersion, Section, SectionVersion, Source};
use crate::text::Lang;

/// One file: an article in one language.
pub(super) struct Text {
    /// The path without `.md` and language.
    base: PathBuf,
    /// Whether the file's name makes it a translation.
    is_translation: bool,
    id: Option<String>,
    id_line: usize,
    version: ArticleVersion,
    sections: Vec<Parsed>,
}

impl Text {
    pub(super) fn parse(
        path: &Path,
        file: String,
        source: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Text> {
        let split = front_matter::split(source, &file).map_err(|problem| problems.push(problem)).ok()?;
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
        front_matter::check(&matter, named, &split, &file, problems);
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
            topics_line: front_matter::line_of("topics", &split),
            summary: matter.summary,
            file,
        };
        Some(Text {
            base,
            is_translation: named.is_some(),
            id: matter.id,
            id_line: front_matter::line_of("id", &split),
            version,
            sections: document.sections,
        })
    }
}

/// Takes `.md` and a language (`NAME.en.md`) off a path.
pub(super) fn base_and_lang(path: &Path) -> (PathBuf, Option<Lang>) {
    let base = path.with_extension("");
    let is_code = |lang: &Lang| base.extension().is_some_and(|end| end.eq_ignore_ascii_case(lang.code()));
    let lang = Lang::ALL.into_iter().find(is_code);
    if lang.is_some() { (base.with_extension(""), lang) } else { (base, None) }
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
pub(super) fn join(
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
            problems.push(Problem::error(&file, text.id_line, message));
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
    for text in translations.into_iter().filter(|text| !broken.contains(&text.base)) {
        if let Some(&number) = by_base.get(&text.base) {
            add_translation(text, &mut articles[number], &mut sections, &by_section, problems);
            continue;
        }
        let original = text.base.display();
        let message = format!("a translation without its original; add {original}.md, or rename this file");
        problems.push(Problem::error(&text.version.file, 1, message));
    }
    (articles, sections)
}

/// Adds a translation to its article and to the sections that it has.
fn add_translation(
    text: Text,
    article: &mut Article,
    sections: &mut [Section],
    by_section: &FxHashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    let file = text.version.file.clone();
    let mut error = |line, message| problems.push(Problem::error(&file, line, message));
    if let Some(id) = text.id.filter(|id| *id != article.id) {
        let fix = format!("`id: {id}` is not the original's, `{}`; use that, or leave it out", article.id);
        error(text.id_line, fix);
    }
    let lang = text.version.lang;
    if article.versions.iter().any(|version| version.lang == lang) {
        error(1, format!("the article has a text in `{}` already; keep one of the two", lang.code()));
        return;
    }
    for parsed in text.sections {
        let Some(&at) = by_section.get(&format!("{}#{}", article.id, parsed.id)) else {
            let fix = "is not in the original; add it there, or mend its `{#id}`";
            error(parsed.line, format!("section `{}` {fix}", parsed.id));
            continue;
        };
        sections[at].versions.push(section_version(parsed, &text.version, &article.versions[0]));
    }
    article.versions.push(text.version);
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
