//! The command line: one subcommand a file. Results go to stdout, logs and progress to stderr.

mod ask;
mod check;
mod commands;
mod eval;
mod list;
mod run;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{CommandFactory, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use crate::app::Snapshot;
use crate::knowledge::Knowledge;
use crate::knowledge::load::load;
use crate::search::decide::Stance;

/// From how many sections on indexing takes long enough to show its progress.
const LARGE: usize = 3000;

/// Answers questions from a folder of articles and FAQs, in Discord and here.
#[derive(Parser, Debug)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    /// The knowledge folder.
    #[arg(
        long,
        global = true,
        env = "KOTAE_KNOWLEDGE",
        default_value = "knowledge",
        value_name = "DIR",
        value_parser = folder
    )]
    knowledge: PathBuf,
    /// `careful` answers where it is sure, `eager` sooner: more answers, and more wrong ones.
    #[arg(
        long,
        global = true,
        env = "KOTAE_STANCE",
        default_value = "careful",
        value_name = "careful|eager"
    )]
    stance: Stance,
    #[command(subcommand)]
    command: Command,
}

fn folder(name: &str) -> Result<PathBuf, String> {
    if name.is_empty() {
        return Err("the folder's name is empty; write one, or leave KOTAE_KNOWLEDGE out".to_owned());
    }
    Ok(PathBuf::from(name))
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Connect to Discord and serve.
    Run(crate::config::Config),
    /// Answer a question: exit code 0 answered, 1 not answered, 2 error.
    Ask(ask::Args),
    /// Measure matching quality and latency on labelled questions.
    Eval(eval::Args),
    /// Lint the knowledge: every problem at once. Exit code 0 clean, 1 problems, 2 could not run.
    Check(check::Args),
    /// List every loaded section.
    List(list::Args),
    /// Print the application commands as Discord's bulk overwrite takes them.
    Commands(commands::Args),
}

/// Parses the command line and the environment, runs the command, and tells its exit code.
#[must_use]
pub fn main() -> ExitCode {
    // A missing `.env` is fine: the environment may hold everything. One of a folder above is not for kotae.
    let env_file = dotenvy::from_path(".env");
    let cli = Cli::parse();
    let judges = matches!(cli.command, Command::Ask(_) | Command::Check(_));
    let done = match env_file {
        Err(error) if !error.not_found() => Err(unreadable(&error)),
        _ => {
            warn_of_unknown_settings();
            dispatch(&cli)
        }
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever reads has enough; but nobody may take that for a clean folder or an answer.
        Err(error) if is_closed_pipe(&error) => ExitCode::from(if judges { 2 } else { 0 }),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "kotae: {error:#}");
            ExitCode::from(if judges { 2 } else { 1 })
        }
    }
}

/// Why the file `.env` can't be read. A line that is no setting may hold the token, so it is not repeated.
fn unreadable(error: &dotenvy::Error) -> anyhow::Error {
    if !matches!(error, dotenvy::Error::LineParse(..)) {
        return anyhow::anyhow!("the file .env can't be read: {error}");
    }
    let source = std::fs::read_to_string(".env").unwrap_or_default();
    let source = source.trim_start_matches('\u{feff}');
    let is_bad = |line: &str| dotenvy::from_read_iter(line.as_bytes()).any(|setting| setting.is_err());
    let line = source.lines().position(is_bad).map_or_else(String::new, |at| format!(":{}", at + 1));
    anyhow::anyhow!(".env{line}: not a setting; write NAME=value, and a value with spaces in single quotes")
}

/// Warns of settings of ours that there are none of: a misspelt one would be ignored.
fn warn_of_unknown_settings() {
    let program = Cli::command();
    let known: Vec<_> = std::iter::once(&program)
        .chain(program.get_subcommands())
        .flat_map(clap::Command::get_arguments)
        .filter_map(clap::Arg::get_env)
        .collect();
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("KOTAE_") && !known.contains(&&*name) {
            let name = name.display();
            let _ = writeln!(
                anstream::stderr(),
                "kotae: {name} is no setting; see .env.example for those there are"
            );
        }
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<u8> {
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let code = match &cli.command {
        Command::Run(config) => run::run(&cli.knowledge, cli.stance, config),
        Command::Ask(args) => ask::run(&cli.knowledge, cli.stance, args, &mut out),
        Command::Eval(args) => eval::run(&cli.knowledge, cli.stance, args, &mut out),
        Command::Check(args) => check::run(&cli.knowledge, args, &mut out),
        Command::List(args) => list::run(&cli.knowledge, args, &mut out),
        Command::Commands(_) => commands::run(&mut out),
    }?;
    out.flush()?;
    Ok(code)
}

/// Loads and indexes a folder for a command that only reads it.
fn open(folder: &Path, stance: Stance) -> anyhow::Result<Snapshot> {
    read(folder).map(|knowledge| index(knowledge, stance))
}

/// Indexes knowledge, with a progress bar where that takes a while and somebody is looking.
fn index(knowledge: Knowledge, stance: Stance) -> Snapshot {
    let sections = knowledge.sections.len();
    if sections < LARGE {
        return Snapshot::new(knowledge, stance, |_| ());
    }
    let style = ProgressStyle::with_template("indexing {bar:40} {pos} of {len} sections, {eta} left");
    let bar = ProgressBar::new(sections as u64).with_style(style.expect("a template that stands above"));
    let snapshot = Snapshot::new(knowledge, stance, |indexed| bar.inc(indexed as u64));
    bar.finish_and_clear();
    snapshot
}

/// Loads a folder. Its errors are told, and what could be loaded serves; a folder with nothing to
/// serve is an error.
fn read(folder: &Path) -> anyhow::Result<Knowledge> {
    let loaded = load(folder);
    let errors: Vec<_> = loaded.problems.iter().filter(|problem| problem.is_error()).collect();
    if loaded.knowledge.sections.is_empty() {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        bail!("no knowledge to answer from:\n{}", told.join("\n"));
    }
    for error in errors {
        let _ = writeln!(anstream::stderr(), "{error}");
    }
    Ok(loaded.knowledge)
}

/// The name of a file of input.
fn shown(input: &Path) -> String {
    if input.as_os_str() == "-" { "stdin".to_owned() } else { input.display().to_string() }
}

/// The lines of a file of input, as they are read.
fn lines(input: &Path) -> anyhow::Result<impl Iterator<Item = io::Result<Vec<u8>>> + use<>> {
    let source: Box<dyn BufRead> = if input.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(input).with_context(|| format!("{} can't be opened", input.display()))?;
        Box::new(BufReader::new(file))
    };
    Ok(source.split(b'\n'))
}

/// What a line of input says, if anything.
fn said(line: &[u8]) -> anyhow::Result<Option<&str>> {
    let line = std::str::from_utf8(line).context("is not UTF-8")?.trim_start_matches('\u{feff}').trim();
    Ok(Some(line).filter(|line| !line.is_empty()))
}

/// What is wrong with a line of JSON. The place within the line would look like one of the file.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
