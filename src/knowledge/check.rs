//! Checks across the whole folder, once every file is read.

use rustc_hash::FxHashMap;

use super::problem::Problem;
use super::{Kind, Knowledge, Section, SectionVersion};
use crate::text::kana;
use crate::text::normalize::normalize;
use crate::text::script::{Script, script};
use crate::text::units::{EMBED_DESCRIPTION, EMBED_TITLE, OPTION, utf16_len};

/// Adds the problems that only show when the sections are seen together, and those of their sizes.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    questions_in_two_sections(knowledge, problems);
    topics(knowledge, problems);
    for section in &knowledge.sections {
        sizes(section, problems);
    }
}

/// A spelling without what does not tell two apart: case, width, kana, spaces, punctuation. Signs
/// that are part of a name (`C++`, `C#`) stay.
fn bare(text: &str) -> String {
    normalize(text)
        .chars()
        .filter(|&c| script(c) != Script::Other || "+#&%/".contains(c))
        .map(kana::fold_char)
        .collect()
}

fn questions_in_two_sections(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut seen: FxHashMap<String, (&Section, &SectionVersion, usize)> = FxHashMap::default();
    for section in &knowledge.sections {
        for version in &section.versions {
            for question in version.questions.iter().filter(|question| !bare(&question.text).is_empty()) {
                let first = seen.entry(bare(&question.text)).or_insert((section, version, question.line));
                if first.0.id != section.id {
                    let (text, other, file, line) = (&question.text, &first.0.id, &first.1.file, first.2);
                    let message = format!(
                        "the question `{text}` also stands under {other} ({file}:{line}); keep it in one section"
                    );
                    problems.push(Problem::error(&version.file, question.line, message));
                }
            }
        }
    }
}

fn topics(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut spellings: FxHashMap<String, (&str, &str)> = FxHashMap::default();
    for version in knowledge.articles.iter().flat_map(|article| &article.versions) {
        for topic in &version.topics {
            if bare(topic).is_empty() || utf16_len(topic) > OPTION {
                let message =
                    format!("topic `{topic}` must have letters and at most {OPTION} characters; rename it");
                problems.push(Problem::error(&version.file, 1, message));
                continue;
            }
            let (first, file) = spellings.entry(bare(topic)).or_insert((topic, &version.file));
            if *first != topic {
                let message = format!("topic `{topic}` is written `{first}` in {file}; use one spelling");
                problems.push(Problem::warning(&version.file, 1, message));
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
        if title > EMBED_TITLE {
            warn(format!(
                "the heading of `{id}` has {title} characters and a title holds {EMBED_TITLE}; shorten it"
            ));
        }
    }
    let original = &section.versions[0];
    let asked = section.versions.iter().any(|version| !version.questions.is_empty());
    if !asked && original.kind == Kind::Section {
        let message =
            format!("section `{id}` has no questions; add `<!-- questions` with ways in which members ask");
        problems.push(Problem::warning(&original.file, original.line, message));
    }
}
