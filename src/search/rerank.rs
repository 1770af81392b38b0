//! Re-ranking: the short list looked at closely, each candidate with the features that judge it.

use super::highest::highest;
use super::index::{Index, QUERY_SHARE, Retrieved, class_weight, fullness};
use super::query::{Query, Term};
use crate::text::tokens::Class;

/// How much the best way to ask counts against the section as a whole.
pub const WAY_WEIGHT: f32 = 0.1;
/// How much the share of the question's words that a section holds counts.
pub const COVERAGE_WEIGHT: f32 = 0.1;

/// What it counts that the question is one of the section's, word for word: its author has said where it belongs.
const REPEATED_WEIGHT: f32 = 1.0;

/// How many of the most similar ways are looked at.
const NEAREST: usize = 3;
/// How much the ways to ask for all sections count beside those for one (λ/(1-λ) of the formula).
const BACKGROUND: f32 = 0.3;
/// With so many ways to ask, what is usual in them counts half.
const ENOUGH_WAYS: f32 = 200.0;
/// With fewer it would count for next to nothing, and is not looked at.
const SOME_WAYS: usize = 10;

/// How much a word of the same concept counts against the word itself.
const SAME_CONCEPT: f32 = 0.6;

/// How much an unknown word whose n-grams are all there counts against a known one.
const PIECES: f32 = 0.8;

/// A section considered as the answer.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its place in the knowledge.
    pub section: usize,
    /// What it is ranked by.
    pub score: f32,
    /// What the score and the confidence are made of.
    pub features: Features,
}

/// What is known of a candidate; shares are in `[0, 1]`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Features {
    /// The BM25F score as a share of what a section saying everything would get.
    pub passage: f32,
    /// How like the question is to the most similar way to ask for the section.
    pub way: f32,
    /// The share of the question's meaningful words that the section holds, rare ones counting more.
    pub coverage: f32,
    /// How much those words say: their weight against that of one rare word, saturating.
    pub evidence: f32,
    /// The share of the most similar way's weight that the question holds.
    pub way_coverage: f32,
    /// Which of the section's ways to ask is the most similar.
    pub nearest_way: usize,
    /// How like the question is to the three most similar ways, on average.
    pub support: f32,
    /// How likely its ways to ask are to hold the question's terms, against a section whose ways all did:
    /// the query likelihood with Jelinek-Mercer smoothing, in the form of Zhai and Lafferty, "A Study of
    /// Smoothing Methods for Language Models Applied to Information Retrieval" (2004), with each way
    /// counting a term once.
    pub likelihood: f32,
    /// Whether the question is a way to ask for the section, word for word.
    pub repeats: bool,
}

impl Features {
    /// What it adds to the score that the question is a way to ask for the section.
    #[must_use]
    pub fn repetition(&self) -> f32 {
        if self.repeats { REPEATED_WEIGHT } else { 0.0 }
    }
}

/// Scores the retrieved sections anew and sorts them, best first.
#[must_use]
pub fn rerank(index: &Index, query: &Query, retrieved: &[Retrieved]) -> Vec<Candidate> {
    let mass = query.mass.max(f32::MIN_POSITIVE);
    let meanings = meanings(query);
    let fewest = fewest_ways(index, retrieved.iter().map(|found| found.section));
    let score = |(found, nearest): (&Retrieved, Nearest)| {
        let (coverage, evidence) = coverage(index, &meanings, found.section);
        let passage = (fullness(fewest) * found.score / mass).min(1.0);
        let features = Features {
            passage,
            coverage,
            evidence,
            way: nearest.likeness,
            way_coverage: nearest.coverage,
            nearest_way: nearest.way,
            support: nearest.support,
            likelihood: nearest.likelihood,
            repeats: query.repeated == Some(found.section),
        };
        let score = passage
            + WAY_WEIGHT * nearest.likeness
            + COVERAGE_WEIGHT * coverage
            + features.likelihood
            + features.repetition();
        Candidate { section: found.section, score, features }
    };
    let nearest = nearest_ways(index, query, retrieved, trust(fewest));
    let mut candidates: Vec<Candidate> = retrieved.iter().zip(nearest).map(score).collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
}

/// The way to ask for a section that is the most similar to a question.
struct Nearest {
    /// Its likeness: the weight that both share over the weighted geometric mean of their weights.
    likeness: f32,
    /// The share of it that the question holds.
    coverage: f32,
    /// Its number among the section's ways.
    way: usize,
    /// The mean likeness of it and the two next ways.
    support: f32,
    /// See [`Features::likelihood`].
    likelihood: f32,
}

/// What a term adds to the log-likelihood of a section, by the share of the section's ways that hold it and
/// that of all ways.
fn likelihood(term: &Term, share: f32, asked_share: f32) -> f32 {
    let weight = class_weight(term.class) * term.weight;
    // Not `ln_1p`: no share is so small that the digits it saves would matter.
    weight * (1.0 + share / (BACKGROUND * asked_share)).ln()
}

/// How far the ways to ask tell how others will ask, if no candidate has fewer. One with a few could not hold its
/// own against one with hundreds.
fn trust(ways: usize) -> f32 {
    if ways < SOME_WAYS { 0.0 } else { ways as f32 / (ways as f32 + ENOUGH_WAYS) }
}

/// The highest score that any of the candidates could have.
#[must_use]
pub fn highest_score(index: &Index, candidates: &[Candidate]) -> f32 {
    let sections = candidates.iter().map(|candidate| candidate.section);
    let repeated = candidates.iter().map(|candidate| candidate.features.repetition()).fold(0.0, f32::max);
    1.0 + WAY_WEIGHT + COVERAGE_WEIGHT + trust(fewest_ways(index, sections)) + repeated
}

/// The fewest ways to ask that any of the sections has.
fn fewest_ways(index: &Index, sections: impl Iterator<Item = usize>) -> usize {
    sections.map(|section| index.ways(section).len()).min().unwrap_or_default()
}

/// Compares a question with every way to ask for each of the retrieved sections, as far as these are to be trusted.
fn nearest_ways(index: &Index, query: &Query, retrieved: &[Retrieved], trust: f32) -> Vec<Nearest> {
    let mut ends = Vec::with_capacity(retrieved.len());
    let mut all = 0;
    for found in retrieved {
        all += index.ways(found.section).len();
        ends.push(all);
    }
    // What each way shares with the question, those of all sections on end, and the likelihood of each section.
    let mut shared = vec![0.0; all];
    let mut likelihoods = vec![0.0; retrieved.len()];
    let mut most_likely = f32::MIN_POSITIVE;
    for term in &query.terms {
        let asked_share = index.asked_share(term.number);
        most_likely += likelihood(term, 1.0, asked_share);
        let Some(asked) = term.number.map(|number| index.asked_with(number)) else { continue };
        let weight = term.weight * term.idf;
        let mut start = 0;
        for ((found, &end), log_likelihood) in retrieved.iter().zip(&ends).zip(&mut likelihoods) {
            let holding = asked.of(found.section);
            let ways = &mut shared[std::mem::replace(&mut start, end)..end];
            if !holding.is_empty() && ways.len() >= SOME_WAYS {
                *log_likelihood += likelihood(term, holding.len() as f32 / ways.len() as f32, asked_share);
            }
            for &way in holding {
                ways[usize::from(way)] += weight;
            }
        }
    }
    let question = query.mass.powf(QUERY_SHARE).max(f32::MIN_POSITIVE);
    let mut start = 0;
    let nearest = |((found, end), log_likelihood): ((&Retrieved, usize), f32)| {
        let shared = &mut shared[std::mem::replace(&mut start, end)..end];
        nearest_way(index, found.section, shared, question, trust * log_likelihood / most_likely)
    };
    retrieved.iter().zip(ends).zip(likelihoods).map(nearest).collect()
}

/// The way to ask for a section that is the most similar, given what each shares with the question, which is
/// written over, and what the question brings to the denominator.
fn nearest_way(index: &Index, section: usize, shared: &mut [f32], question: f32, likelihood: f32) -> Nearest {
    let (ways, scales) = (index.ways(section), index.scales(section));
    for (shared, scale) in shared.iter_mut().zip(scales) {
        *shared *= scale;
    }
    let highest = highest(shared, NEAREST);
    let likeness = |(_, high): &(usize, f32)| (high / question).min(1.0);
    let (nearest, shared) = highest.first().map_or((0, 0.0), |&(way, high)| (way, high / scales[way]));
    Nearest {
        likeness: highest.first().map_or(0.0, likeness),
        coverage: ways.get(nearest).map_or(0.0, |way| shared / way.mass.max(f32::MIN_POSITIVE)),
        way: nearest,
        likelihood,
        support: highest.iter().map(likeness).sum::<f32>() / ways.len().clamp(1, NEAREST) as f32,
    }
}

/// A meaningful word of the question, with what may stand for it in a section.
struct Meaning<'q> {
    word: &'q Term,
    /// The concepts of the thesaurus that it stands in.
    concepts: Vec<u32>,
    /// The n-grams of a word that no section holds: a misspelt or compounded word is rarely foreign in all
    /// its pieces.
    pieces: Vec<&'q Term>,
}

/// The meaningful words of a question.
fn meanings(query: &Query) -> Vec<Meaning<'_>> {
    let meaning = |word| Meaning { word, concepts: concepts(query, word), pieces: pieces(query, word) };
    query.content_words().map(meaning).collect()
}

fn concepts(query: &Query, word: &Term) -> Vec<u32> {
    let beside = |term: &&Term| {
        term.class == Class::Concept && term.span.start < word.span.end && word.span.start < term.span.end
    };
    query.terms.iter().filter(beside).filter_map(|term| term.number).collect()
}

fn pieces<'q>(query: &'q Query, word: &Term) -> Vec<&'q Term> {
    let inside = |term: &&Term| {
        term.class == Class::Gram && word.span.start <= term.span.start && term.span.end <= word.span.end
    };
    if word.number.is_some() { Vec::new() } else { query.terms.iter().filter(inside).collect() }
}

/// The share of the weight of the question's meaningful words that a section holds, and how much
/// that weight is.
fn coverage(index: &Index, meanings: &[Meaning<'_>], section: usize) -> (f32, f32) {
    let holds = |number: u32| index.impact(number, section) > 0.0;
    let mut held = 0.0;
    let mut all = 0.0;
    for Meaning { word, concepts, pieces } in meanings {
        all += word.idf;
        held += if word.number.is_some_and(holds) {
            word.idf * word.weight
        } else if concepts.iter().any(|&concept| holds(concept)) {
            SAME_CONCEPT * word.idf
        } else if pieces.is_empty() {
            0.0
        } else {
            let mass: f32 = pieces.iter().map(|piece| piece.idf).sum();
            let known = pieces.iter().filter(|piece| piece.number.is_some_and(holds));
            PIECES * word.idf * known.map(|piece| piece.idf).sum::<f32>() / mass.max(f32::MIN_POSITIVE)
        };
    }
    if all == 0.0 { (0.0, 0.0) } else { (held / all, held / (held + index.unknown_idf())) }
}
