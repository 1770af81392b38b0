//! Fits the weights of the confidence and writes them to `src/search/decide/weights.rs`.
//!
//! `cargo run --release --example fit [-- FOLDER QUESTIONS.jsonl …]`
//!
//! Learns from the questions beside this file, asked of the shipped knowledge with and without its list
//! of what is out of scope; from the questions of the shipped knowledge itself, each part of them taken
//! out of the folder in turn and asked of the rest, and once as they stand, of small folders; and from
//! any further labelled sets that are named. How much a set counts does not depend on its size. Folders
//! that questions were taken out of have no list of what is out of scope, so that the confidence in a folder
//! with a list is that of the questions beside this file.
//!
//! Both judgements are logistic regressions with an L2 penalty, fitted with Adam (Kingma and Ba,
//! 2015). "Right" is whether the first candidate is relevant. "In scope" is whether one of the first
//! five is, against the questions that nothing is relevant to; of those, the ones of style `near` are
//! left out, for a near miss is worth a suggestion.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use kotae::app::Snapshot;
use kotae::knowledge::Knowledge;
use kotae::knowledge::load::load;
use kotae::search::decide::signals::{self, Signal};
use kotae::search::decide::weights::{POINTS, SIGNALS};
use kotae::search::decide::{Stance, spread};

const TABLE: &str = "src/search/decide/weights.rs";
const OWN: [&str; 3] = ["in-scope", "near-misses", "far"];
const FOLDERS: [&str; 8] = ["app", "club", "game", "home", "indie", "library", "mansion", "school"];
/// How much the questions beside this file count against any other set: half for those in scope, half for the
/// others, however many there are.
const OWN_SHARE: f64 = 10.0;
/// The same of a folder without a list of what is out of scope.
const OWN_UNLISTED_SHARE: f64 = 1.0;
/// The same of the other folders, all together: half with their lists, half without.
const FOLDERS_SHARE: f64 = 8.0;
/// The same of each further set.
const FURTHER_SHARE: f64 = 2.0;
/// The same of the folder's own questions asked of the rest, and of small folders. Nothing there is out of
/// scope, but they teach the most about folders that nothing was fitted on.
const REST_SHARE: f64 = 6.0;
/// See [`REST_SHARE`].
const SMALL_SHARE: f64 = 2.0;
/// How much more the questions beside this file count for the scope: what is out of scope stands there, and
/// little elsewhere.
const SCOPE_SHARE: f64 = 4.0;
/// The same of those asked of the shipped knowledge, whose list is the longest.
const SHIPPED_SCOPE_SHARE: f64 = 3.0;
/// How many parts the folder's own questions are taken out in.
const PARTS: usize = 6;
/// Into how many small folders the shipped one is dealt out.
const SMALL: usize = 6;
const STEPS: i32 = 3000;
const RATE: f64 = 0.03;
const PENALTY: f64 = 8e-4;
/// How many of the first candidates are offered.
const OFFERED: usize = 5;
/// A weight for every point of every signal, and a bias.
const PARAMETERS: usize = SIGNALS * POINTS + 1;

struct Question {
    text: String,
    relevant: Vec<String>,
    near: bool,
}

/// What is known of a question's best candidate, and the labels.
struct Example {
    /// The points that are not zero, with their shares.
    values: Vec<(usize, f64)>,
    right: bool,
    in_scope: Option<bool>,
    /// How much it counts.
    share: f64,
}

fn main() -> Result<()> {
    let shipped = || load(Path::new("knowledge")).knowledge;
    let mut own = Vec::new();
    for name in OWN {
        own.extend(read(&format!("examples/fit/{name}.jsonl"), &shipped())?);
    }
    let (in_scope, others): (Vec<_>, Vec<_>) = own.into_iter().partition(|own| !own.relevant.is_empty());
    let mut unlisted = shipped();
    unlisted.out_of_scope.clear();
    let mut examples = Vec::new();
    for (knowledge, share) in [(shipped(), OWN_SHARE), (unlisted, OWN_UNLISTED_SHARE)] {
        let snapshot = index(knowledge);
        examples.extend(self::examples(&snapshot, &in_scope, share / 2.0));
        examples.extend(self::examples(&snapshot, &others, share / 2.0));
    }
    let of_shipped = examples.len();
    for name in FOLDERS {
        let folder = format!("examples/fit/folders/{name}");
        let questions = read(&format!("{folder}/questions.jsonl"), &load(Path::new(&folder)).knowledge)?;
        let (in_scope, others): (Vec<_>, Vec<_>) =
            questions.into_iter().partition(|question| !question.relevant.is_empty());
        for listed in [true, false] {
            let mut knowledge = load(Path::new(&folder)).knowledge;
            if !listed {
                knowledge.out_of_scope.clear();
            }
            let snapshot = index(knowledge);
            let share = FOLDERS_SHARE / FOLDERS.len() as f64 / 4.0;
            examples.extend(self::examples(&snapshot, &in_scope, share));
            examples.extend(self::examples(&snapshot, &others, share));
        }
    }
    let beside = examples.len();
    for part in 0..PARTS {
        let (rest, taken_out) = take_out(shipped(), part);
        examples.extend(self::examples(&index(rest), &taken_out, REST_SHARE / PARTS as f64));
    }
    for part in 0..SMALL {
        let mut few = shipped();
        few.sections = few.sections.into_iter().skip(part).step_by(SMALL).collect();
        let (few, listed) = take_out(few, PARTS);
        examples.extend(self::examples(&index(few), &listed, SMALL_SHARE / SMALL as f64));
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    anyhow::ensure!(args.len().is_multiple_of(2), "name a folder and its questions for every further set");
    for set in args.chunks_exact(2) {
        let loaded = load(Path::new(&set[0]));
        if let Some(error) = loaded.problems.iter().find(|problem| problem.is_error()) {
            anyhow::bail!("{error}");
        }
        let questions = read(&set[1], &loaded.knowledge)?;
        examples.extend(self::examples(&index(loaded.knowledge), &questions, FURTHER_SHARE));
    }
    let all: f64 = examples.iter().map(|example| example.share).sum();
    for example in &mut examples {
        example.share /= all;
    }
    let right = fit(&examples, |example| Some(example.right));
    for example in &mut examples[..beside] {
        example.share *= SCOPE_SHARE;
    }
    for example in &mut examples[..of_shipped] {
        example.share *= SHIPPED_SCOPE_SHARE;
    }
    balance(&mut examples);
    let scope = fit(&examples, |example| example.in_scope);
    let source = std::fs::read_to_string(TABLE)?;
    std::fs::write(TABLE, written(&source, &right, &scope)?)?;
    Ok(())
}

fn index(knowledge: Knowledge) -> Snapshot {
    Snapshot::new(knowledge, Stance::default(), |_| ())
}

fn read(path: &str, knowledge: &Knowledge) -> Result<Vec<Question>> {
    let source = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let question = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().context("text")?.to_owned();
        let relevant = row["relevant"].as_array().context("relevant")?.iter();
        let relevant: Vec<String> = relevant.filter_map(|id| id.as_str().map(str::to_owned)).collect();
        for id in &relevant {
            anyhow::ensure!(knowledge.section(id).is_some(), "{path}: no section `{id}` for `{text}`");
        }
        Ok(Question { text, relevant, near: row["style"] == "near" })
    };
    source.lines().map(question).collect()
}

/// Takes a part of the questions out of every section; with [`PARTS`] as the part, a copy of some that
/// stay.
fn take_out(mut knowledge: Knowledge, part: usize) -> (Knowledge, Vec<Question>) {
    knowledge.out_of_scope.clear();
    let mut taken_out = Vec::new();
    let mut number = 0;
    for section in &mut knowledge.sections {
        for version in &mut section.versions {
            version.questions.retain(|question| {
                number += 1;
                let stays = number % PARTS != part;
                if !stays || part == PARTS && number % PARTS == 0 {
                    let relevant = vec![section.id.clone()];
                    taken_out.push(Question { text: question.text.clone(), relevant, near: false });
                }
                stays
            });
        }
    }
    (knowledge, taken_out)
}

/// Asks the questions, which together count `share`.
fn examples(snapshot: &Snapshot, questions: &[Question], share: f64) -> Vec<Example> {
    let example = |question: &Question| {
        let hits = snapshot.search(&question.text);
        let ids = hits.candidates.iter().map(|found| &snapshot.knowledge.sections[found.section].id);
        let rank = ids.into_iter().position(|id| question.relevant.contains(id));
        let in_scope = match (question.relevant.is_empty(), question.near) {
            (true, true) => None,
            (true, false) => Some(false),
            (false, _) => rank.filter(|&rank| rank < OFFERED).map(|_| true),
        };
        let mut values = vec![(PARAMETERS - 1, 1.0)];
        for (signal, Signal { of, .. }) in signals::ALL.iter().enumerate() {
            let points =
                spread(of(&hits.decision.signals)).into_iter().enumerate().filter(|(_, share)| *share > 0.0);
            values.extend(points.map(|(point, share)| (signal * POINTS + point, f64::from(share))));
        }
        Example { values, right: rank == Some(0), in_scope, share: share / questions.len() as f64 }
    };
    questions.iter().map(example).collect()
}

/// Lets the questions out of scope count as much as those in scope, which are many more.
fn balance(examples: &mut [Example]) {
    let mass = |examples: &[Example], label| {
        let labelled = examples.iter().filter(|example| example.in_scope == Some(label));
        labelled.map(|example| example.share).sum::<f64>()
    };
    let ratio = mass(examples, true) / mass(examples, false);
    for example in examples.iter_mut().filter(|example| example.in_scope == Some(false)) {
        example.share *= ratio;
    }
}

fn fit(examples: &[Example], label: impl Fn(&Example) -> Option<bool>) -> [f64; PARAMETERS] {
    let mut weights = [0.0; PARAMETERS];
    let (mut first, mut second) = ([0.0; PARAMETERS], [0.0; PARAMETERS]);
    for step in 1..=STEPS {
        let mut gradient = weights.map(|weight| PENALTY * weight);
        for example in examples {
            let Some(label) = label(example) else { continue };
            let sum: f64 = example.values.iter().map(|&(at, value)| value * weights[at]).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(label))) * example.share;
            for &(at, value) in &example.values {
                gradient[at] += error * value;
            }
        }
        for at in 0..PARAMETERS {
            first[at] += 0.1 * (gradient[at] - first[at]);
            second[at] += 0.001 * (gradient[at] * gradient[at] - second[at]);
            let corrected = first[at] / (1.0 - 0.9_f64.powi(step));
            let scale = (second[at] / (1.0 - 0.999_f64.powi(step))).sqrt() + 1e-9;
            weights[at] -= RATE * corrected / scale;
        }
    }
    centre(&mut weights, examples);
    weights
}

/// Moves what a signal adds on average into the bias, so that what it adds to a question is what sets that apart.
/// The judgement stays the same: the shares of a signal's points sum up to one.
fn centre(weights: &mut [f64; PARAMETERS], examples: &[Example]) {
    let all: f64 = examples.iter().map(|example| example.share).sum();
    for signal in 0..SIGNALS {
        let points = signal * POINTS..(signal + 1) * POINTS;
        let adds = |example: &Example| {
            let values = example.values.iter().filter(|(at, _)| points.contains(at));
            example.share * values.map(|&(at, value)| value * weights[at]).sum::<f64>()
        };
        let mean = examples.iter().map(adds).sum::<f64>() / all;
        weights[points].iter_mut().for_each(|weight| *weight -= mean);
        weights[PARAMETERS - 1] += mean;
    }
}

/// The source of the table with new weights.
fn written(source: &str, right: &[f64; PARAMETERS], scope: &[f64; PARAMETERS]) -> Result<String> {
    let head = source.split_once("/// The log-odds").context("the table has lost its shape")?.0;
    let mut out = head.to_owned();
    let bias = PARAMETERS - 1;
    writeln!(out, "/// The log-odds of either judgement before any signal.")?;
    writeln!(out, "pub const BIAS: (f32, f32) = ({:.2}, {:.2});\n", right[bias], scope[bias])?;
    writeln!(out, "/// The weights of each signal for: right, in scope.")?;
    writeln!(out, "#[rustfmt::skip]")?;
    writeln!(out, "pub const WEIGHTS: [([f32; POINTS], [f32; POINTS]); SIGNALS] = [")?;
    let points = |weights: &[f64]| {
        weights.iter().map(|weight| format!("{weight:>5.2}")).collect::<Vec<_>>().join(", ")
    };
    for (signal, Signal { name, .. }) in signals::ALL.iter().enumerate() {
        let at = signal * POINTS..(signal + 1) * POINTS;
        writeln!(out, "    ([{}], [{}]), // {name}", points(&right[at.clone()]), points(&scope[at]))?;
    }
    writeln!(out, "];")?;
    Ok(out)
}
