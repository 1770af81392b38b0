//! Checks across the whole folder, once every file is read.

use rustc_hash::FxHashMap;

use super::problem::Problem;
use super::{Kind, Knowledge, OutOfScope, Section};
use crate::text::markup::is_fence;
use crate::text::normalize::spelling;
use crate::text::units::{EMBED_DESCRIPTION, EMBED_TITLE, OPTION, utf16_len};

/// The most ways to ask for a section: the index counts them in 16 bits.
const MOST_WAYS: usize = u16::MAX as usize;

/// Adds the problems that only show when the sections are seen together, and those of their sizes.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    questions_in_two_sections(knowledge, problems);
    out_of_scope(knowledge, problems);
    topics(knowledge, problems);
    for section in &knowledge.sections {
        sizes(section, problems);
    }
}

/// A question stands under one section; FAQ headings that ask the same, or a heading that is a question of
/// another one, may have their reason, and only warn. Other headings may well be the same.
fn questions_in_two_sections(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut seen: FxHashMap<String, (&Section, &str, usize, Option<Kind>)> = FxHashMap::default();
    for section in &knowledge.sections {
        for version in &section.versions {
            let heading = std::iter::once((&version.title, version.line, Some(version.kind)));
            let questions = version.questions.iter().map(|question| (&question.text, question.line, None));
            for (text, line, heads) in heading.chain(questions) {
                let spelling = spelling(text);
                if spelling.is_empty() {
                    continue;
                }
                let place = (section, &*version.file, line, heads);
                let (first, file, at, other) = *seen.entry(spelling.clone()).or_insert(place);
                // What asks is remembered before what only heads.
                if other == Some(Kind::Section) {
                    seen.insert(spelling, place);
                }
                if first.id == section.id {
                    continue;
                }
                let also = format!("`{text}` also stands under {} ({file}:{at})", first.id);
                problems.push(match (heads, other) {
                    (None, None) => {
                        let message = format!("the question {also}; keep it in one section");
                        Problem::error(&version.file, line, message)
                    }
                    (Some(Kind::Section), Some(_)) | (Some(_), Some(Kind::Section)) => continue,
                    (Some(Kind::Faq), Some(Kind::Faq)) => {
                        let message =
                            format!("the heading {also}, and only one is found by it; word them apart");
                        Problem::warning(&version.file, line, message)
                    }
                    _ => {
                        let message = format!("{also}, as a heading or a question; keep it in one section");
                        Problem::warning(&version.file, line, message)
                    }
                });
            }
        }
    }
}

/// A listed question must not be one that a section answers: it never would.
fn out_of_scope(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let listed: FxHashMap<String, &OutOfScope> =
        knowledge.out_of_scope.iter().rev().map(|listed| (spelling(&listed.text), listed)).collect();
    for listed_again in &knowledge.out_of_scope {
        let kept = listed[&spelling(&listed_again.text)];
        if !std::ptr::eq(kept, listed_again) {
            let message =
                format!("`{}` also stands in {}:{}; keep one", listed_again.text, kept.file, kept.line);
            problems.push(Problem::warning(&listed_again.file, listed_again.line, message));
        }
    }
    for section in &knowledge.sections {
        for version in &section.versions {
            let title = std::iter::once((version.title.as_str(), version.line));
            let questions = version.questions.iter().map(|question| (question.text.as_str(), question.line));
            for (text, line) in title.chain(questions) {
                let Some(listed) = listed.get(&spelling(text)) else { continue };
                let message = format!(
                    "`{text}` asks for {} in {}:{line}; remove it from one of the two files",
                    section.id, version.file
                );
                problems.push(Problem::error(&listed.file, listed.line, message));
            }
        }
    }
}

fn topics(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut spellings: FxHashMap<String, (&str, &str)> = FxHashMap::default();
    for version in knowledge.articles.iter().flat_map(|article| &article.versions) {
        for topic in &version.topics {
            if spelling(topic).is_empty() || utf16_len(topic) > OPTION {
                let message =
                    format!("topic `{topic}` must have letters and at most {OPTION} characters; rename it");
                problems.push(Problem::error(&version.file, version.topics_line, message));
                continue;
            }
            let (first, file) = spellings.entry(spelling(topic)).or_insert((topic, &version.file));
            if *first != topic {
                let message = format!("topic `{topic}` is written `{first}` in {file}; use one spelling");
                problems.push(Problem::warning(&version.file, version.topics_line, message));
            }
        }
    }
}

fn sizes(section: &Section, problems: &mut Vec<Problem>) {
    let id = &section.id;
    for version in &section.versions {
        let mut warn =
            |message: String| problems.push(Problem::warning(&version.file, version.line, message));
        let (text, title) = (utf16_len(&version.text), utf16_len(&version.title));
        if text > EMBED_DESCRIPTION {
            warn(format!(
                "the text of `{id}` has {text} characters and one embed holds {EMBED_DESCRIPTION}; split the section"
            ));
        }
        if has_table(&version.text) {
            warn(format!("`{id}` holds a table, and Discord draws none; write it as a list"));
        }
        if title > EMBED_TITLE {
            warn(format!(
                "the heading of `{id}` has {title} characters and a title holds {EMBED_TITLE}; shorten it"
            ));
        }
    }
    let original = &section.versions[0];
    let ways = section.ways_to_ask().count();
    if ways > MOST_WAYS {
        let message =
            format!("section `{id}` has {ways} questions and {MOST_WAYS} are looked at; remove some");
        problems.push(Problem::error(&original.file, original.line, message));
    }
    let asked = section.versions.iter().any(|version| !version.questions.is_empty());
    if !asked && original.kind == Kind::Section {
        let message =
            format!("section `{id}` has no questions; add `<!-- questions` with ways in which members ask");
        problems.push(Problem::warning(&original.file, original.line, message));
    }
}

/// Whether a text holds a table, blocks of code left out.
fn has_table(text: &str) -> bool {
    let mut in_code = false;
    text.lines().any(|line| {
        in_code ^= is_fence(line);
        let parts_head = line.contains('|') && line.contains("--");
        !in_code && parts_head && line.chars().all(|c| "|-: \t".contains(c))
    })
}
