//! `kotae check`: every problem of the knowledge folder at once.

use std::io::Write;
use std::path::Path;

use crate::knowledge::load::{Loaded, load, no_folder};

/// The options of `kotae check`.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Print JSON, one problem a line.
    #[arg(long)]
    json: bool,
    /// Count warnings as problems.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(folder: &Path, args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    anyhow::ensure!(folder.is_dir(), "{}: {}", folder.display(), no_folder(folder));
    let Loaded { knowledge, problems } = load(folder);
    for problem in &problems {
        if args.json {
            serde_json::to_writer(&mut *out, problem)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{problem}")?;
        }
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let (articles, sections) = (knowledge.articles.len(), knowledge.sections.len());
    let warnings = problems.len() - errors;
    let count = |number: usize, of: &str| format!("{number} {of}{}", if number == 1 { "" } else { "s" });
    let found = [count(errors, "error"), count(warnings, "warning")].join(", ");
    let told = [count(articles, "article"), count(sections, "section")].join(", ");
    writeln!(anstream::stderr(), "{told}: {found}")?;
    Ok(u8::from(errors > 0 || (args.strict && warnings > 0)))
}
