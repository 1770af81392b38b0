//! Fits the weights of the confidence on labelled questions, and prints them as the table in
//! `src/search/decide.rs`.
//!
//! `cargo run --release --example fit -- FOLDER QUESTIONS.jsonl [FOLDER QUESTIONS.jsonl …]`
//!
//! Each set counts the same whatever its size. The model is logistic regression with a small L2
//! penalty, fitted by gradient descent; the label of a question is whether its first candidate is
//! relevant.

use std::path::Path;

use anyhow::{Context, Result};
use kotae::app::Snapshot;
use kotae::knowledge::load::load;
use kotae::search::decide::WEIGHTS;

const STEPS: usize = 20_000;
const RATE: f64 = 0.5;
const PENALTY: f64 = 1e-4;

/// The signals of a question with a 1 for the bias, whether its first candidate is right, and how
/// much it counts.
type Example = (Vec<f64>, f64, f64);

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut examples = Vec::new();
    for set in args.chunks_exact(2) {
        examples.extend(read(&set[0], &set[1])?);
    }
    let weights = fit(&examples);
    let names: Vec<&str> = WEIGHTS.iter().map(|(name, _)| *name).collect();
    for (name, weight) in names.iter().zip(&weights) {
        println!("    (\"{name}\", {weight:.2}),");
    }
    Ok(())
}

fn read(folder: &str, questions: &str) -> Result<Vec<Example>> {
    let snapshot = Snapshot::new(load(Path::new(folder)).knowledge);
    let source = std::fs::read_to_string(questions).with_context(|| questions.to_owned())?;
    let mut examples = Vec::new();
    for line in source.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let hits = snapshot.search(row["text"].as_str().context("text")?);
        let Some(best) = hits.candidates.first() else { continue };
        let id = &snapshot.knowledge.sections[best.section].id;
        let right = row["relevant"].as_array().context("relevant")?.iter().any(|relevant| relevant == id.as_str());
        let values = hits.decision.signals.values().into_iter().map(f64::from).chain([1.0]).collect();
        examples.push((values, f64::from(u8::from(right)), 0.0));
    }
    let share = 1.0 / examples.len().max(1) as f64;
    examples.iter_mut().for_each(|example| example.2 = share);
    Ok(examples)
}

fn fit(examples: &[Example]) -> Vec<f64> {
    let mut weights = vec![0.0; WEIGHTS.len()];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| PENALTY * weight).collect();
        for (values, right, share) in examples {
            let sum: f64 = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - right) * share;
            gradient.iter_mut().zip(values).for_each(|(slope, value)| *slope += error * value);
        }
        weights.iter_mut().zip(gradient).for_each(|(weight, slope)| *weight -= RATE * slope);
    }
    weights
}
