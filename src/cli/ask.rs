//! `kotae ask`: one question on the command line, or many from a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, anyhow, bail};
use serde::{Deserialize, Serialize};

use super::without_place;
use crate::answer::Reply;
use crate::app::Snapshot;
use crate::search::decide::{Outcome, Stance};
use crate::search::explain::explain;
use crate::text::Lang;

/// The options of `kotae ask`.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The question.
    #[arg(required_unless_present = "input", conflicts_with = "input")]
    question: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Tell what matched, what each word brought, and why the outcome is what it is.
    #[arg(long)]
    explain: bool,
    /// Answer in this language instead of the question's.
    #[arg(long, value_parser = parse_lang)]
    locale: Option<Lang>,
    /// Answer one question a line, {"id","text","locale"?}, from a file or from stdin (`-`).
    #[arg(long, value_name = "FILE|-")]
    input: Option<PathBuf>,
}

fn parse_lang(tag: &str) -> Result<Lang, String> {
    Lang::from_locale(tag).ok_or_else(|| "use ja or en".to_owned())
}

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    locale: Option<String>,
}

/// A reply as `--json` prints it.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a serde_json::Value>,
    #[serde(flatten)]
    reply: &'a Reply,
    elapsed_us: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
}

pub(super) fn run(folder: &Path, stance: Stance, args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let snapshot = super::open(folder, stance)?;
    if let Some(input) = &args.input {
        return many(&snapshot, args, input, out);
    }
    let question = args.question.join(" ");
    if question.trim().is_empty() {
        bail!("the question is empty; write it after `ask`");
    }
    let outcome = one(&snapshot, args, &question, args.locale, None, out)?;
    Ok(u8::from(outcome != Outcome::Answer))
}

/// Answers a file of questions in their order; the exit code is 0 if each got an answer. Lines that are none
/// are told, and the others answered.
fn many(snapshot: &Snapshot, args: &Args, input: &Path, out: &mut impl Write) -> anyhow::Result<u8> {
    let name = super::shown(input);
    let mut all_answered = true;
    let (mut answered, mut malformed) = (0, 0);
    for (number, line) in (1..).zip(super::lines(input)?) {
        let line = line.with_context(|| format!("{name}:{number} can't be read"))?;
        match read_line(&line) {
            Ok(None) => {}
            Ok(Some((line, lang))) => {
                let lang = lang.or(args.locale);
                all_answered &=
                    one(snapshot, args, &line.text, lang, Some(&line.id), out)? == Outcome::Answer;
                answered += 1;
            }
            Err(problem) => {
                writeln!(anstream::stderr(), "error: {name}:{number}: {problem}")?;
                malformed += 1;
            }
        }
    }
    out.flush()?;
    match (answered, malformed) {
        (0, 0) => bail!("{name} holds no questions"),
        (_, 0) => Ok(u8::from(!all_answered)),
        (_, 1) => bail!("a line of {name} holds no question; mend it, and ask it again"),
        _ => bail!("{malformed} lines of {name} hold no question; mend them, and ask them again"),
    }
}

/// Reads a line of questions, with the language that it names; nothing of an empty one.
fn read_line(line: &[u8]) -> anyhow::Result<Option<(Line, Option<Lang>)>> {
    let Some(line) = super::said(line)? else { return Ok(None) };
    let wanted = "is not {\"id\",\"text\",\"locale\"?}";
    let asked: Line =
        serde_json::from_str(line).map_err(|error| anyhow!("{wanted}: {}", without_place(&error)))?;
    if asked.text.trim().is_empty() {
        bail!("the text is empty; write the question");
    }
    let lang = asked.locale.as_deref().map(parse_lang).transpose();
    let lang = lang.map_err(|fix| anyhow!("the locale is none of kotae's; {fix}, or leave it out"))?;
    Ok(Some((asked, lang)))
}

fn one(
    snapshot: &Snapshot,
    args: &Args,
    question: &str,
    lang: Option<Lang>,
    id: Option<&serde_json::Value>,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let hits = snapshot.search(question);
    let reply = snapshot.reply(question, lang, &hits);
    let elapsed_us = start.elapsed().as_micros();
    let explanation = args.explain.then(|| explain(&hits, &snapshot.index, &snapshot.knowledge));
    if args.json || args.input.is_some() {
        serde_json::to_writer(&mut *out, &Printed { id, reply: &reply, elapsed_us, explanation })?;
        writeln!(out)?;
    } else {
        print(&reply, out)?;
        if let Some(explanation) = explanation {
            write!(out, "\n{explanation}")?;
        }
    }
    Ok(reply.outcome)
}

fn print(reply: &Reply, out: &mut impl Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let faint = Style::new().dimmed();
    let marked = AnsiColor::Yellow.on_default();
    let ja = reply.lang == Lang::Ja;
    if let Some(answer) = &reply.answer {
        writeln!(out, "{bold}{}{bold:#}  {faint}{}{faint:#}\n", answer.title, answer.id)?;
        let at = answer.text.find(&answer.highlight).unwrap_or(0);
        let (before, rest) = answer.text.split_at(at);
        let (sentence, after) = rest.split_at(answer.highlight.len());
        writeln!(out, "{before}{marked}{sentence}{marked:#}{after}\n")?;
        for (number, source) in (1..).zip(&answer.sources) {
            let note = source.note.as_deref().map(|note| format!(", {note}")).unwrap_or_default();
            let url = source.url.as_deref().map(|url| format!(" <{url}>")).unwrap_or_default();
            writeln!(out, "{faint}[{number}] {}{note}{url}{faint:#}", source.label)?;
        }
        let (sure, further) =
            if ja { ("確信度", "もう一つの質問:") } else { ("confidence", "Also asked:") };
        writeln!(out, "{faint}{sure} {:.0} %{faint:#}", reply.confidence * 100.0)?;
        for entry in &reply.further {
            writeln!(out, "{further} {}  {faint}{}{faint:#}", entry.title, entry.id)?;
        }
        return Ok(());
    }
    let head = match (reply.outcome, ja) {
        (Outcome::Unknown, true) => "すみません、この質問に答えられる記事はありません。",
        (Outcome::Unknown, false) => "Sorry, no article here answers that.",
        (_, true) => "もしかして:",
        (_, false) => "Did you mean:",
    };
    writeln!(out, "{bold}{head}{bold:#}")?;
    if reply.outcome == Outcome::Suggestions {
        for listed in reply.suggestions() {
            writeln!(out, "- {}  {faint}{}{faint:#}", listed.title, listed.id)?;
        }
    }
    Ok(())
}
