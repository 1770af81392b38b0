//! Search: from a member's question to ranked sections, an outcome and a reason.
//!
//! The way of a question: [`query`] analyses it, [`index`] retrieves candidates, [`rerank`] scores
//! the short list, [`decide`] says how sure the best one is, [`highlight`] picks the sentence to set
//! off, [`explain`] puts it all in words.

pub mod decide;
pub mod explain;
pub mod fuzzy;
pub mod highest;
pub mod highlight;
pub mod index;
pub mod kinds;
pub mod mend;
pub mod query;
pub mod rerank;
pub mod scope;
pub mod sounds;
pub mod strays;

use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::text::message::asking;
use crate::text::normalize::spelling;
use crate::text::sentences::sentences;
use decide::{Decision, Outcome, Stance};
use highlight::{Highlight, Passages};
use index::Index;
use query::Query;
use rerank::Candidate;

/// How many sentences of a message are looked at by themselves.
const MOST_ASKING: usize = 3;
/// In how many sentences a listed question is looked for.
const MOST_SENTENCES: usize = 12;
/// The most sentences of a listed question.
const LONGEST_LISTED: usize = 3;
/// How much surer it must be of one of them than of the whole.
const SURER: f32 = 0.1;
/// How many candidates are reported.
pub const CANDIDATES: usize = 10;

/// What the search found for a question.
#[derive(Debug)]
pub struct Hits {
    /// The part of the message that they are for.
    pub part: Range<usize>,
    /// The question as it was understood.
    pub query: Query,
    /// The best sections, best first, at most [`CANDIDATES`].
    pub candidates: Vec<Candidate>,
    /// The best section's sentence, in the language of the question.
    pub highlight: Highlight,
    /// Whether to answer, and how sure that is.
    pub decision: Decision,
    /// What is found for the message's other questions, those of them that another section answers.
    pub further: Vec<Hits>,
}

impl Hits {
    /// The section that answers, if one does.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let best = self.candidates.first().filter(|_| self.decision.outcome == Outcome::Answer);
        best.map(|best| best.section)
    }
}

/// Searches the index for a question. Members tell a story around it, so of a message of several sentences those
/// that ask, or the last one, are looked at by themselves too: one counts if it is answered and the whole is not, or
/// if it is much surer, and what answers the others is told too. Beside what is listed as out of scope, only what else is asked counts.
#[must_use]
pub fn search(
    index: &Index,
    knowledge: &Knowledge,
    passages: &Passages,
    message: &str,
    stance: Stance,
) -> Hits {
    let searched = |part: Range<usize>| search_for(index, knowledge, passages, message, part, stance);
    let (whole, sentences) = (0..message.len(), sentences(message));
    if sentences.len() < 2 {
        return searched(whole);
    }
    let listed = listed(index, message, &sentences);
    let apart = |part: &Range<usize>| listed.iter().all(|run| part.end <= run.start || run.end <= part.start);
    let mut parts = asking(message, &sentences);
    parts.retain(apart);
    match listed.first() {
        Some(listed) if parts.is_empty() => return searched(listed.clone()),
        Some(_) => {}
        None if parts.is_empty() => parts.extend([whole.clone(), sentences[sentences.len() - 1].clone()]),
        None => parts.insert(0, whole.clone()),
    }
    let better = |part: &Hits, best: &Hits| {
        let surer = part.decision.confidence > best.decision.confidence + SURER;
        part.answer().is_some() && (best.answer().is_none() || surer)
    };
    let mut all: Vec<Hits> = parts.into_iter().take(1 + MOST_ASKING).map(searched).collect();
    let best = (1..all.len()).fold(0, |best, part| if better(&all[part], &all[best]) { part } else { best });
    let mut hits = all.remove(best);
    // The last sentence comes first.
    for part in all.into_iter().rev().filter(|part| part.part != whole) {
        let is_known = |other: &Hits| part.answer().is_none() || other.answer() == part.answer();
        if !is_known(&hits) && !hits.further.iter().any(is_known) {
            hits.further.push(part);
        }
    }
    hits
}

/// The sentences of a message, or a few on end, that are a question listed as out of scope.
fn listed(index: &Index, message: &str, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    if index.scope.is_empty() {
        return Vec::new();
    }
    let runs = (0..sentences.len().min(MOST_SENTENCES)).flat_map(|start| {
        let ends = start..sentences.len().min(start + LONGEST_LISTED);
        ends.map(move |end| sentences[start].start..sentences[end].end)
    });
    let is_listed = |run: &Range<usize>| index.scope.lists(&spelling(&message[run.clone()]));
    runs.chain(std::iter::once(0..message.len())).filter(is_listed).collect()
}

/// Searches the index for what a part of a message asks.
fn search_for(
    index: &Index,
    knowledge: &Knowledge,
    passages: &Passages,
    message: &str,
    part: Range<usize>,
    stance: Stance,
) -> Hits {
    let (query, candidates) = ranked(index, knowledge, &message[part.clone()]);
    let highlight = candidates.first().map_or_else(Highlight::default, |best| {
        passages.highlight(best.section, query.lang, &query, index, knowledge)
    });
    let decision = decide::decide(index, &query, &candidates, &highlight, stance);
    Hits { part, query, candidates, highlight, decision, further: Vec::new() }
}

/// A question as it is understood, and the best sections for it.
#[must_use]
pub fn ranked(index: &Index, knowledge: &Knowledge, question: &str) -> (Query, Vec<Candidate>) {
    let query = Query::analyse(question, index, &knowledge.synonyms);
    let retrieved = index.retrieve(query.weights());
    let mut candidates = rerank::rerank(index, &query, &retrieved);
    candidates.truncate(CANDIDATES);
    (query, candidates)
}
