//! `kotae list`: every loaded section.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::knowledge::{Kind, Source};
use crate::text::Lang;

/// The options of `kotae list`.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Print JSON, a line a section and language.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: Kind,
    lang: Lang,
    article: &'a str,
    title: &'a str,
    text: &'a str,
    questions: Vec<&'a str>,
    topics: &'a [String],
    sources: &'a [Source],
    file: &'a str,
    line: usize,
}

pub(super) fn run(folder: &Path, args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let knowledge = super::read(folder)?;
    for section in &knowledge.sections {
        for version in &section.versions {
            let row = Row {
                id: &section.id,
                kind: version.kind,
                lang: version.lang,
                article: &knowledge.article_of(section, version.lang).title,
                title: &version.title,
                text: &version.text,
                questions: version.questions.iter().map(|question| question.text.as_str()).collect(),
                topics: &version.topics,
                sources: &version.sources,
                file: &version.file,
                line: version.line,
            };
            if args.json {
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            } else {
                writeln!(out, "{}\t{}\t{}", row.id, row.lang.code(), row.title)?;
            }
        }
    }
    Ok(0)
}
