//! Fits the weights of the confidence on labelled questions, and prints them as the table in
//! `src/search/decide.rs`.
//!
//! `cargo run --release --example fit -- FOLDER QUESTIONS.jsonl [FOLDER QUESTIONS.jsonl …]`
//!
//! Each set counts the same whatever its size. Both models are logistic regressions with a small L2
//! penalty, fitted by gradient descent. "Right" is whether the first candidate is relevant. "In
//! scope" is whether one of the first five is, against the questions that nothing is relevant to;
//! of those, the ones of style `near` are left out, for a near miss is worth a suggestion.

use std::path::Path;

use anyhow::{Context, Result};
use kotae::app::Snapshot;
use kotae::knowledge::load::load;
use kotae::search::decide::WEIGHTS;

const STEPS: usize = 20_000;
const RATE: f64 = 1.0;
const PENALTY: f64 = 2e-4;
/// How many of the first candidates are offered.
const OFFERED: usize = 5;

/// What is known of a question's best candidate, and the labels.
struct Example {
    /// The signals, with a 1 for the bias.
    values: Vec<f64>,
    right: bool,
    in_scope: Option<bool>,
    /// How much it counts.
    share: f64,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut examples = Vec::new();
    for set in args.chunks_exact(2) {
        examples.extend(read(&set[0], &set[1])?);
    }
    let right = fit(&examples, |example| Some(example.right));
    let scope = fit(&examples, |example| example.in_scope);
    for ((name, _, _), (right, scope)) in WEIGHTS.iter().zip(right.iter().zip(scope)) {
        println!("    (\"{name}\", {right:.2}, {scope:.2}),");
    }
    Ok(())
}

fn read(folder: &str, questions: &str) -> Result<Vec<Example>> {
    let snapshot = Snapshot::new(load(Path::new(folder)).knowledge);
    let source = std::fs::read_to_string(questions).with_context(|| questions.to_owned())?;
    let mut examples = Vec::new();
    for line in source.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let relevant = row["relevant"].as_array().context("relevant")?;
        let hits = snapshot.search(row["text"].as_str().context("text")?);
        let is_relevant =
            |section: usize| relevant.iter().any(|id| id == snapshot.knowledge.sections[section].id.as_str());
        let rank = hits.candidates.iter().position(|candidate| is_relevant(candidate.section));
        let in_scope = match (relevant.is_empty(), row["style"].as_str()) {
            (true, Some("near")) => None,
            (true, _) => Some(false),
            (false, _) => rank.filter(|&rank| rank < OFFERED).map(|_| true),
        };
        let values = hits.decision.signals.values().into_iter().map(f64::from).chain([1.0]).collect();
        examples.push(Example { values, right: rank == Some(0), in_scope, share: 0.0 });
    }
    let share = 1.0 / examples.len().max(1) as f64;
    for example in &mut examples {
        example.share = share;
    }
    Ok(examples)
}

fn fit(examples: &[Example], label: impl Fn(&Example) -> Option<bool>) -> Vec<f64> {
    let mut weights = vec![0.0; WEIGHTS.len()];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| PENALTY * weight).collect();
        for example in examples {
            let Some(label) = label(example) else { continue };
            let sum: f64 = example.values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(label))) * example.share;
            gradient.iter_mut().zip(&example.values).for_each(|(slope, value)| *slope += error * value);
        }
        weights.iter_mut().zip(gradient).for_each(|(weight, slope)| *weight -= RATE * slope);
    }
    weights
}
