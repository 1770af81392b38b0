//! Why an answer is what it is: what matched, what each word brought, and the runners-up.

use serenity::all::{CreateEmbed, CreateEmbedFooter};

use super::{COLOUR, join};
use crate::app::Snapshot;
use crate::discord::echo::{ReadBack, escape};
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::knowledge::Section;
use crate::search::explain::{Contribution, Origin, contributions, unknown_words};
use crate::search::rerank::Candidate;
use crate::text::Lang;
use crate::text::script::{Script, script};
use crate::text::units::{EMBED_FIELD, EMBED_TITLE, cut};

/// How many matched words and runners-up are told.
const REASONS: usize = 8;
/// The least share of a score that is worth telling.
const TELLING: f32 = 0.01;

/// A word of the question, and what it was matched by, in a member's language.
fn matched(origin: &Origin, lang: Lang) -> String {
    let told = |id: &str, word: &str, by: &str| {
        let by = escape(&cut(by, 60));
        text_with(lang, id, [("word", escape(&cut(word, 40)).into()), ("by", by.into())])
    };
    match origin {
        Origin::Synonym(word, by) | Origin::Concept(word, by) => told("why-same", word, by),
        Origin::Typo(word, by) => told("why-typo", word, by),
        Origin::Sound(word, by) => told("why-sound", word, by),
        Origin::Word(word) => escape(&cut(word, 40)),
        Origin::Pieces | Origin::Likeness | Origin::Coverage | Origin::Likelihood | Origin::Repeated => {
            String::new()
        }
    }
}

/// The parts with one for each word of the question: as it stands there where it was found so, else by what it was
/// matched.
fn by_word(parts: Vec<Contribution>) -> Vec<Contribution> {
    let mut merged: Vec<Contribution> = Vec::new();
    for part in parts.into_iter().filter(|part| part.adds > 0.0) {
        let same = |other: &&mut Contribution| {
            part.origin.word().zip(other.origin.word()).is_some_and(|(one, other)| are_one(one, other))
        };
        let Some(other) = merged.iter_mut().find(same) else {
            merged.push(part);
            continue;
        };
        other.adds += part.adds;
        let longer =
            [&part.origin, &other.origin].into_iter().filter_map(Origin::word).max_by_key(|word| word.len());
        if [&part.origin, &other.origin].iter().any(|origin| matches!(origin, Origin::Word(_))) {
            other.origin = Origin::Word(longer.unwrap_or_default().to_owned());
        }
    }
    merged
}

/// Whether two words are the same, one maybe without its ending in hiragana.
fn are_one(one: &str, other: &str) -> bool {
    let ending = one.strip_prefix(other).or_else(|| other.strip_prefix(one));
    ending.is_some_and(|ending| ending.chars().all(|c| script(c) == Script::Hiragana))
}

/// Why the answer to a question is what it is: the entry that was shown, or else the one that comes first. Origin a
/// question that was cut, what is there is explained.
#[must_use]
pub fn why(question: &ReadBack, shown: Option<&Section>, snapshot: &Snapshot, lang: Lang) -> Post {
    let knowledge = &snapshot.knowledge;
    // The last word of what was cut is cut too.
    let last_word = |begun: &str| begun.rfind(|c: char| c.is_whitespace() || "、。".contains(c));
    let end = if question.is_cut { last_word(&question.question) } else { None };
    let hits = &snapshot.search(&question.question[..end.unwrap_or(question.question.len())]);
    let title =
        |candidate: &Candidate| escape(&cut(&knowledge.sections[candidate.section].version(lang).title, 200));
    let mut embed = CreateEmbed::new().colour(COLOUR).title(text(lang, "why-title"));
    let read = text_with(lang, "why-read", [("text", escape(&cut(&hits.query.text, 300)).into())]);
    let cut_off = if question.is_cut { text(lang, "why-cut") } else { String::new() };
    embed = embed.description(join(&cut_off, &read));
    let is_shown = |candidate: &&Candidate| {
        shown.is_some_and(|shown| knowledge.sections[candidate.section].id == shown.id)
    };
    let explained = hits.candidates.iter().find(is_shown);
    let explained = explained.or(hits.candidates.first().filter(|_| shown.is_none()));
    if let Some(best) = explained {
        let mut parts = by_word(contributions(hits, best, &snapshot.index, knowledge));
        // That it is one of the entry's questions is said in words: beside it, all else would look like nothing.
        let repeated = parts.iter().any(|part| part.origin == Origin::Repeated && part.adds > 0.0);
        parts.retain(|part| part.origin != Origin::Repeated);
        parts.sort_by(|a, b| b.adds.total_cmp(&a.adds));
        let all: f32 = parts.iter().map(|part| part.adds).sum::<f32>().max(f32::MIN_POSITIVE);
        parts.retain(|part| part.adds >= TELLING * all);
        let share = |adds: f32| format!("{:.0}%", 100.0 * adds / all);
        let (words, rest): (Vec<&Contribution>, Vec<&Contribution>) =
            parts.iter().partition(|part| part.origin.word().is_some());
        let line = |part: &&Contribution| format!("- {} {}", matched(&part.origin, lang), share(part.adds));
        let lines: Vec<String> = words.iter().take(REASONS).map(line).collect();
        let rest = share(rest.iter().map(|part| part.adds).sum());
        let rest = text_with(lang, "why-rest", [("share", rest.into())]);
        let repeated = repeated.then(|| format!("- {}", text(lang, "why-repeated")));
        let value = repeated.into_iter().chain(lines).chain([format!("- {rest}")]);
        let value = value.collect::<Vec<_>>().join("\n");
        embed = embed.field(cut(&title(best), EMBED_TITLE), cut(&value, EMBED_FIELD), false);
        let highest = hits.candidates.first().map_or(0.0, |first| first.score).max(f32::MIN_POSITIVE);
        let others = hits.candidates.iter().filter(|other| other.section != best.section);
        let runners: Vec<String> = others
            .take(REASONS)
            .map(|other| format!("- {} {:.0}%", title(other), 100.0 * other.score / highest))
            .collect();
        if !runners.is_empty() {
            embed = embed.field(text(lang, "why-runners"), cut(&runners.join("\n"), EMBED_FIELD), false);
        }
    }
    let unknown = unknown_words(hits);
    if !unknown.is_empty() {
        let words = escape(&cut(&unknown.join(", "), 300));
        embed = embed.field(text(lang, "why-unknown"), words, false);
    }
    // The confidence is that of the first.
    if explained.map(|best| best.section) == hits.candidates.first().map(|first| first.section) {
        let sure = format!("{:.0}%", 100.0 * hits.decision.confidence);
        embed = embed.footer(CreateEmbedFooter::new(text_with(lang, "why-sure", [("share", sure.into())])));
    }
    Post { embeds: vec![embed], private: true, ..Post::default() }
}
