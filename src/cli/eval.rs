//! `kotae eval`: matching quality and latency on labelled questions.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::without_place;
use crate::answer::Reply;
use crate::app::Snapshot;
use crate::search::decide::{Outcome, Stance};

/// The options of `kotae eval`.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Labelled questions, a line each: {"id","text","relevant":[id…],"grade"?,"style"?}. A question
    /// with nothing relevant is out of scope. `-` is stdin.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Labelled {
    text: String,
    relevant: Vec<String>,
    #[serde(default)]
    grade: Option<FxHashMap<String, f64>>,
    #[serde(default)]
    style: Option<String>,
}

/// Figures of one style of questions, or of all. Shares are of the answerable questions, but for
/// the false answers and the silence, which are of those out of scope.
#[derive(Default, Serialize)]
struct Figures {
    style: String,
    answerable: usize,
    out_of_scope: usize,
    hit_at_1: f64,
    hit_at_3: f64,
    mrr_at_10: f64,
    ndcg_at_10: f64,
    answered_right: f64,
    wrong: f64,
    helped: f64,
    false_answers: f64,
    silent: f64,
    p50_us: f64,
    p99_us: f64,
}

/// How often answers of one band of confidence are right.
#[derive(Serialize)]
struct Band {
    from: f32,
    to: f32,
    questions: usize,
    right: f64,
}

#[derive(Serialize)]
struct Report {
    styles: Vec<Figures>,
    all: Figures,
    /// The area under the ROC curve of the confidence: right first candidates against all else.
    /// Without either, there is none.
    auroc: Option<f64>,
    reliability: Vec<Band>,
}

/// What one question came to.
struct Judged {
    style: String,
    answerable: bool,
    /// The place of the first relevant candidate, from 0.
    rank: Option<usize>,
    ndcg: f64,
    outcome: Outcome,
    /// Whether a relevant entry was answered or offered.
    helped: bool,
    confidence: f32,
    time: Duration,
}

pub(super) fn run(folder: &Path, stance: Stance, args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let snapshot = super::open(folder, stance)?;
    let name = super::shown(&args.file);
    let mut questions = Vec::new();
    let mut malformed = 0;
    for (number, line) in (1..).zip(super::lines(&args.file)?) {
        match read_line(&line.with_context(|| format!("{name} can't be read"))?, &snapshot) {
            Ok(question) => questions.extend(question),
            Err(problem) => {
                writeln!(anstream::stderr(), "error: {name}:{number}: {problem}")?;
                malformed += 1;
            }
        }
    }
    if malformed > 0 {
        bail!("nothing is measured while lines of {name} are malformed ({malformed}); mend them");
    }
    if questions.is_empty() {
        bail!("{name} holds no questions");
    }
    let measured = |question: &Labelled| {
        let start = Instant::now();
        let reply = snapshot.ask(&question.text, None);
        judge(question, &reply, start.elapsed())
    };
    let judged: Vec<Judged> = questions.iter().map(measured).collect();
    let mut styles: Vec<String> = Vec::new();
    for question in &judged {
        if !styles.contains(&question.style) {
            styles.push(question.style.clone());
        }
    }
    let of_style = |style: &String| figures(style, judged.iter().filter(|question| question.style == *style));
    let report = Report {
        styles: styles.iter().map(of_style).collect(),
        all: figures("all", judged.iter()),
        auroc: auroc(&judged),
        reliability: reliability(&judged),
    };
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
    } else {
        print(&report, out)?;
    }
    Ok(0)
}

/// Reads a labelled question whose labels are in the folder; nothing of an empty line.
fn read_line(line: &[u8], snapshot: &Snapshot) -> anyhow::Result<Option<Labelled>> {
    let Some(line) = super::said(line)? else { return Ok(None) };
    let question: Labelled = serde_json::from_str(line)
        .map_err(|error| anyhow!("is not {{\"id\",\"text\",\"relevant\"}}: {}", without_place(&error)))?;
    if question.text.trim().is_empty() {
        bail!("the text is empty; write the question");
    }
    let graded = question.grade.iter().flat_map(FxHashMap::keys);
    if let Some(id) =
        question.relevant.iter().chain(graded).find(|id| snapshot.knowledge.section(id).is_none())
    {
        bail!("names {id}, which is not in the knowledge folder");
    }
    if question.grade.iter().flat_map(FxHashMap::values).any(|grade| *grade < 0.0) {
        bail!("a grade is below 0; the least is 0, for what is not relevant");
    }
    Ok(Some(question))
}

fn judge(question: &Labelled, reply: &Reply, time: Duration) -> Judged {
    let gain = |id: &str| {
        let grade = || question.grade.as_ref().and_then(|grades| grades.get(id)).copied();
        if question.relevant.iter().any(|relevant| relevant == id) { grade().unwrap_or(1.0) } else { 0.0 }
    };
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(10).enumerate().map(|(rank, gain)| gain / (rank as f64 + 2.0).log2()).sum()
    };
    let relevant: FxHashSet<&String> = question.relevant.iter().filter(|id| gain(id) > 0.0).collect();
    let mut ideal: Vec<f64> = relevant.iter().map(|id| gain(id)).collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let best = discounted(&mut ideal.into_iter());
    let found = discounted(&mut reply.candidates.iter().map(|listed| gain(&listed.id)));
    let rank = reply.candidates.iter().position(|listed| gain(&listed.id) > 0.0);
    let helped = match reply.outcome {
        Outcome::Answer => rank == Some(0),
        Outcome::Suggestions => reply.suggestions().iter().any(|listed| gain(&listed.id) > 0.0),
        Outcome::Unknown => false,
    };
    Judged {
        style: question.style.clone().unwrap_or_else(|| "questions".to_owned()),
        answerable: !relevant.is_empty(),
        rank,
        ndcg: if best > 0.0 { found / best } else { 0.0 },
        outcome: reply.outcome,
        helped,
        confidence: reply.confidence,
        time,
    }
}

fn figures<'a>(style: &str, judged: impl Iterator<Item = &'a Judged>) -> Figures {
    let mut figures = Figures { style: style.to_owned(), ..Figures::default() };
    let mut times = Vec::new();
    for question in judged {
        times.push(question.time.as_secs_f64() * 1e6);
        let answered = question.outcome == Outcome::Answer;
        if !question.answerable {
            figures.out_of_scope += 1;
            figures.false_answers += f64::from(u8::from(answered));
            figures.silent += f64::from(u8::from(question.outcome == Outcome::Unknown));
            continue;
        }
        figures.answerable += 1;
        let right = question.rank == Some(0);
        figures.hit_at_1 += f64::from(u8::from(right));
        figures.hit_at_3 += f64::from(u8::from(question.rank.is_some_and(|rank| rank < 3)));
        figures.mrr_at_10 +=
            question.rank.filter(|&rank| rank < 10).map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        figures.ndcg_at_10 += question.ndcg;
        figures.answered_right += f64::from(u8::from(answered && right));
        figures.wrong += f64::from(u8::from(answered && !right));
        figures.helped += f64::from(u8::from(question.helped));
    }
    let answerable = figures.answerable.max(1) as f64;
    for sum in [
        &mut figures.hit_at_1,
        &mut figures.hit_at_3,
        &mut figures.mrr_at_10,
        &mut figures.ndcg_at_10,
        &mut figures.answered_right,
        &mut figures.wrong,
        &mut figures.helped,
    ] {
        *sum /= answerable;
    }
    figures.false_answers /= figures.out_of_scope.max(1) as f64;
    figures.silent /= figures.out_of_scope.max(1) as f64;
    times.sort_by(f64::total_cmp);
    let percentile = |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied();
    figures.p50_us = percentile(0.5).unwrap_or_default();
    figures.p99_us = percentile(0.99).unwrap_or_default();
    figures
}

/// Whether a question's first candidate is right.
fn is_right(question: &Judged) -> bool {
    question.answerable && question.rank == Some(0)
}

/// The chance that a right first candidate has a higher confidence than a wrong one or one of a
/// question out of scope; ties count half. Computed from ranks (Mann-Whitney).
fn auroc(judged: &[Judged]) -> Option<f64> {
    let mut sorted: Vec<&Judged> = judged.iter().collect();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let (mut below, mut sum, mut rights) = (0.0, 0.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.confidence == b.confidence) {
        let right = tied.iter().filter(|question| is_right(question)).count() as f64;
        let wrong = tied.len() as f64 - right;
        sum += right * (below + wrong / 2.0);
        below += wrong;
        rights += right;
    }
    (rights > 0.0 && below > 0.0).then(|| sum / (rights * below))
}

fn reliability(judged: &[Judged]) -> Vec<Band> {
    let edges = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01];
    let band = |edges: &[f32]| {
        let inside: Vec<&Judged> =
            judged.iter().filter(|q| q.confidence >= edges[0] && q.confidence < edges[1]).collect();
        let right = inside.iter().filter(|question| is_right(question)).count();
        Band {
            from: edges[0],
            to: edges[1].min(1.0),
            questions: inside.len(),
            right: right as f64 / inside.len().max(1) as f64,
        }
    };
    edges.windows(2).map(band).collect()
}

fn print(report: &Report, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "{:<16}{:>6}{:>7}{:>7}{:>7}{:>8}{:>8}{:>7}{:>8} |{:>6}{:>7}{:>8} |{:>8}{:>8}",
        "style",
        "n",
        "hit@1",
        "hit@3",
        "MRR@10",
        "nDCG@10",
        "a.right",
        "wrong",
        "helped",
        "oos",
        "false",
        "silent",
        "p50 µs",
        "p99 µs"
    )?;
    for row in report.styles.iter().chain([&report.all]) {
        write!(out, "{:<16}{:>6}", row.style, row.answerable)?;
        if row.answerable > 0 {
            write!(
                out,
                "{:>7.3}{:>7.3}{:>7.3}{:>8.3}",
                row.hit_at_1, row.hit_at_3, row.mrr_at_10, row.ndcg_at_10
            )?;
            write!(out, "{:>8.3}{:>7.3}{:>8.3} |", row.answered_right, row.wrong, row.helped)?;
        } else {
            write!(out, "{:>52} |", "")?;
        }
        write!(out, "{:>6}", row.out_of_scope)?;
        if row.out_of_scope > 0 {
            write!(out, "{:>7.3}{:>8.3} |", row.false_answers, row.silent)?;
        } else {
            write!(out, "{:>15} |", "")?;
        }
        writeln!(out, "{:>8.0}{:>8.0}", row.p50_us, row.p99_us)?;
    }
    writeln!(
        out,
        "\nAUROC of the confidence {}; the first candidate is right, by confidence:",
        report.auroc.map_or_else(|| "n/a".to_owned(), |auroc| format!("{auroc:.3}"))
    )?;
    for band in report.reliability.iter().filter(|band| band.questions > 0) {
        writeln!(
            out,
            "  {:.1} to {:.1}: {:>5.1} % of {}",
            band.from,
            band.to,
            band.right * 100.0,
            band.questions
        )?;
    }
    Ok(())
}
