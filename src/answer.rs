//! Answers as plain values: what every front, command line or Discord, shows in its own way.

use std::ops::Range;

use serde::Serialize;

use crate::knowledge::{Kind, Source};
use crate::search::decide::Outcome;
use crate::text::Lang;

/// The fewest and the most entries that suggestions offer.
const SUGGESTIONS: (usize, usize) = (3, 5);
/// A further suggestion must come this near to the best one's score.
const NEAR: f32 = 0.5;

/// What a question came to.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    /// The question as it was asked.
    pub question: String,
    /// What to do.
    pub outcome: Outcome,
    /// How likely the first candidate is the right one.
    pub confidence: f32,
    /// The answer, where the outcome is one.
    pub answer: Option<Answer>,
    /// The nearest entries, best first.
    pub candidates: Vec<Entry>,
    /// The entries that answer the other questions of the message.
    #[serde(skip)]
    pub further: Vec<Entry>,
    /// The part of the question that was looked at: of a long message the sentence that asks.
    #[serde(skip)]
    pub part: Range<usize>,
    /// The language to reply in.
    #[serde(skip)]
    pub lang: Lang,
}

impl Reply {
    /// The entries to offer in place of an answer: the first three, and up to two more that come
    /// near the best.
    #[must_use]
    pub fn suggestions(&self) -> &[Entry] {
        let best = self.candidates.first().map_or(0.0, |first| first.score);
        let (fewest, most) = SUGGESTIONS;
        let near = self.candidates.iter().take(most).filter(|listed| listed.score >= NEAR * best).count();
        &self.candidates[..near.max(fewest).min(self.candidates.len())]
    }
}

/// A passage of the knowledge folder with its sources.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The section.
    pub id: String,
    /// Part of an article, or entry of an FAQ.
    pub kind: Kind,
    /// The language of the passage.
    pub lang: Lang,
    /// The article's title.
    pub article: String,
    /// The section's heading.
    pub title: String,
    /// The passage in Markdown, word for word, with numbered marks.
    pub text: String,
    /// The sentence of the passage that answers.
    pub highlight: String,
    /// The sources behind the marks in their order, then the article.
    pub sources: Vec<Source>,
}

/// An entry in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The section.
    pub id: String,
    /// Its heading in the language of the reply.
    pub title: String,
    /// How near it is to the question, in `[0, 1]`.
    pub score: f32,
}
