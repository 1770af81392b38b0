//! The signals that the judgements are made of: what is known of the best candidate and the question.

use super::weights::SIGNALS;
use crate::search::highlight::Highlight;
use crate::search::index::Index;
use crate::search::query::{Query, Term};
use crate::search::rerank::Candidate;
use crate::text::script::{Script, script};
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::Class;

/// How many meaningful words make a question rich.
const MANY_WORDS: f32 = 8.0;
/// How many of them are many to hold or to lack.
const SOME_WORDS: f32 = 4.0;
/// How many letters make a question long.
const MANY_LETTERS: f32 = 80.0;
/// The log-odds that lie between what is surely in scope and what is surely not.
const FAR_OUTSIDE: f32 = 4.0;
/// So many questions out of scope tell half of what all would.
const MANY_LISTED: f32 = 300.0;
/// How like a question is to a way to ask that asks for the same kind of answer.
const MUCH_THE_SAME: f32 = 0.6;
/// Keeps a list of tiny scores from looking like a clear lead.
const LITTLE: f32 = 0.05;
/// So many ways to ask are a great many.
const MANY_WAYS: f32 = 400.0;

/// What is known of the best candidate and the question, each in `[0, 1]`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signals {
    /// How like the question is to the nearest way to ask.
    pub likeness: f32,
    /// The share of that way that the question holds.
    pub way_coverage: f32,
    /// How much those words say.
    pub evidence: f32,
    /// How far it is ahead of the next one, as a share of its score.
    pub margin: f32,
    /// How far it is ahead of the rest of the list, on average.
    pub standing: f32,
    /// How many meaningful words the question has, out of eight.
    pub words: f32,
    /// The share of them that no section holds.
    pub unknown: f32,
    /// How rare the rarest of them is that the candidate holds.
    pub held: f32,
    /// 1 where the question asks for a kind of answer that the candidate does not hold.
    pub kind_missing: f32,
    /// How like the question is to the nearest ways to ask, on average.
    pub support: f32,
    /// How much more like it is to the nearest way than to that of any other candidate, from a half up.
    pub way_lead: f32,
    /// What words bring to its score, as a share of what a section saying everything would get.
    pub by_words: f32,
    /// The same of function words.
    pub by_function_words: f32,
    /// The same of concepts.
    pub by_concepts: f32,
    /// The same of n-grams.
    pub by_grams: f32,
    /// The same of kana n-grams.
    pub by_kana_grams: f32,
    /// The share of the meaningful words that its best sentence and its heading hold.
    pub sentence: f32,
    /// Whether that sentence holds the kind of answer asked for; a half where none is.
    pub sentence_kind: f32,
    /// The share of the meaningful words that the nearest way to ask holds.
    pub in_way: f32,
    /// The share of that way's words that the question holds.
    pub of_way: f32,
    /// Whether that way asks for the same kind of answer.
    pub way_kind: f32,
    /// How many of the meaningful words the candidate holds, out of four.
    pub holding: f32,
    /// How many of them it lacks, out of four.
    pub lacking: f32,
    /// How many of those are words that everybody knows, out of four: they are no slips.
    pub lacking_known: f32,
    /// How many letters the question has, out of eighty.
    pub length: f32,
    /// The share of its letters that are Latin.
    pub latin: f32,
    /// The share of its letters that are hiragana: words typed in kana are harder to tell.
    pub hiragana: f32,
    /// What its words say for its being out of scope: a half where they say nothing.
    pub outside: f32,
    /// How much the folder lists as out of scope.
    pub listing: f32,
    /// How many ways to ask the candidate has, as the logarithm against that of a great many: where there are few,
    /// a question that is right looks less like them.
    pub ways: f32,
    /// How firmly the candidate holds the meaningful words, rare ones counting more: one way to ask out of
    /// hundreds that has a word says little.
    pub firmness: f32,
    /// The same of the one that it holds most firmly.
    pub firmest: f32,
}

/// One of the signals.
pub struct Signal {
    /// Its name in the table of weights.
    pub name: &'static str,
    /// What it is, for explanations.
    pub wording: &'static str,
    /// Its value.
    pub of: fn(&Signals) -> f32,
}

/// All signals, in the order of the table of weights.
#[rustfmt::skip]
pub const ALL: [Signal; SIGNALS] = [
    Signal { name: "likeness", wording: "likeness to the nearest question", of: |signals| signals.likeness },
    Signal { name: "way_coverage", wording: "share of that question which this one holds", of: |signals| signals.way_coverage },
    Signal { name: "evidence", wording: "weight of the words held", of: |signals| signals.evidence },
    Signal { name: "margin", wording: "lead over the next section", of: |signals| signals.margin },
    Signal { name: "standing", wording: "lead over the others", of: |signals| signals.standing },
    Signal { name: "words", wording: "number of telling words", of: |signals| signals.words },
    Signal { name: "unknown", wording: "share of words that no section has", of: |signals| signals.unknown },
    Signal { name: "held", wording: "rarest word held", of: |signals| signals.held },
    Signal { name: "kind_missing", wording: "kind of answer missing", of: |signals| signals.kind_missing },
    Signal { name: "support", wording: "likeness to the three nearest questions", of: |signals| signals.support },
    Signal { name: "way_lead", wording: "nearer question than any other section's", of: |signals| signals.way_lead },
    Signal { name: "by_words", wording: "score by words", of: |signals| signals.by_words },
    Signal { name: "by_function_words", wording: "score by phrasing", of: |signals| signals.by_function_words },
    Signal { name: "by_concepts", wording: "score by words of the same meaning", of: |signals| signals.by_concepts },
    Signal { name: "by_grams", wording: "score by pieces of words", of: |signals| signals.by_grams },
    Signal { name: "by_kana_grams", wording: "score by pieces of hiragana", of: |signals| signals.by_kana_grams },
    Signal { name: "sentence", wording: "share of the words in one sentence", of: |signals| signals.sentence },
    Signal { name: "sentence_kind", wording: "kind of answer in that sentence", of: |signals| signals.sentence_kind },
    Signal { name: "in_way", wording: "share of the words in the nearest question", of: |signals| signals.in_way },
    Signal { name: "of_way", wording: "share of that question's words", of: |signals| signals.of_way },
    Signal { name: "way_kind", wording: "same kind of question", of: |signals| signals.way_kind },
    Signal { name: "holding", wording: "number of words held", of: |signals| signals.holding },
    Signal { name: "lacking", wording: "number of words lacked", of: |signals| signals.lacking },
    Signal { name: "lacking_known", wording: "number of everyday words lacked", of: |signals| signals.lacking_known },
    Signal { name: "length", wording: "length", of: |signals| signals.length },
    Signal { name: "latin", wording: "share of Latin letters", of: |signals| signals.latin },
    Signal { name: "hiragana", wording: "share of hiragana", of: |signals| signals.hiragana },
    Signal { name: "outside", wording: "likeness to what is out of scope", of: |signals| signals.outside },
    Signal { name: "listing", wording: "how much is listed as out of scope", of: |signals| signals.listing },
    Signal { name: "ways", wording: "number of its questions", of: |signals| signals.ways },
    Signal { name: "firmness", wording: "how usual its words are for the section", of: |signals| signals.firmness },
    Signal { name: "firmest", wording: "how usual the most usual one is", of: |signals| signals.firmest },
];

/// Looks at the best candidate beside the others.
pub(super) fn signals(
    index: &Index,
    query: &Query,
    candidates: &[Candidate],
    best: &Candidate,
    highlight: &Highlight,
) -> Signals {
    let features = &best.features;
    let way = index.ways(best.section).get(features.nearest_way).copied().unwrap_or_default();
    let others = &candidates[1..];
    let next = others.first().map_or(0.0, |next| next.score);
    let rest = others.iter().map(|other| other.score).sum::<f32>() / others.len().max(1) as f32;
    let wanted = query.wanted.seen();
    // An author who lists a question that asks for it has seen to it that it is there.
    let is_listed = features.way >= MUCH_THE_SAME && wanted.meets(way.wanted);
    let kind_missing = !wanted.is_empty() && !wanted.meets(index.held(best.section)) && !is_listed;
    let mut signals = Signals {
        likeness: features.way,
        way_coverage: features.way_coverage,
        evidence: features.evidence,
        margin: (best.score - next) / best.score.max(f32::MIN_POSITIVE),
        standing: if others.is_empty() { 1.0 } else { (best.score - rest) / (best.score + LITTLE) },
        kind_missing: f32::from(u8::from(kind_missing)),
        support: features.support,
        way_lead: (features.way - others.iter().map(|other| other.features.way).fold(0.0, f32::max) + 0.5)
            .clamp(0.0, 1.0),
        sentence: highlight.coverage,
        sentence_kind: if wanted.is_empty() { 0.5 } else { f32::from(u8::from(highlight.kind)) },
        way_kind: query.wanted.agreement(way.wanted),
        ..Signals::default()
    };
    let (mut words, mut unknown, mut in_way, mut firm) = (0.0, 0.0, 0.0, 0.0);
    for term in &query.terms {
        let impact = term.number.map_or(0.0, |number| index.impact(number, best.section));
        *match term.class {
            Class::Word => &mut signals.by_words,
            Class::Function => &mut signals.by_function_words,
            Class::Concept => &mut signals.by_concepts,
            Class::Gram => &mut signals.by_grams,
            Class::KanaGram => &mut signals.by_kana_grams,
        } += term.weight * impact / query.mass.max(f32::MIN_POSITIVE);
        if term.is_meaningful() {
            if impact > 0.0 {
                signals.held = signals.held.max(term.idf / index.rarest_idf());
                signals.holding += 1.0 / SOME_WORDS;
            } else {
                signals.lacking += 1.0 / SOME_WORDS;
                signals.lacking_known += if is_everyday(term, query, index) { 1.0 / SOME_WORDS } else { 0.0 };
            }
            let ways = term.number.map_or(&[][..], |number| index.asked_with(number).of(best.section));
            in_way +=
                if ways.iter().any(|&way| usize::from(way) == features.nearest_way) { term.idf } else { 0.0 };
            // Its impact as a share of what it would be if the word stood there without end.
            let firmness = impact / term.idf.max(f32::MIN_POSITIVE);
            firm += term.weight * term.idf * firmness;
            signals.firmest = signals.firmest.max(firmness);
            words += 1.0;
            unknown += f32::from(u8::from(term.number.is_none()));
        }
    }
    signals.firmness = firm / query.content_mass().max(f32::MIN_POSITIVE);
    signals.in_way = in_way / query.content_mass().max(f32::MIN_POSITIVE);
    signals.of_way = if way.words > 0.0 { in_way / way.words } else { 0.5 };
    (signals.length, signals.latin, signals.hiragana) = letters(&query.text);
    let listed = index.scope.len() as f32;
    signals.listing = listed / (listed + MANY_LISTED);
    signals.outside = 0.5 + query.outside / FAR_OUTSIDE;
    signals.ways = (index.ways(best.section).len() as f32).ln_1p() / MANY_WAYS.ln_1p();
    signals.words = words / MANY_WORDS;
    signals.unknown = unknown / f32::max(words, 1.0);
    signals
}

/// How many letters a text has, and the shares of them that are Latin and hiragana.
fn letters(text: &str) -> (f32, f32, f32) {
    let (mut letters, mut latin, mut hiragana) = (0.0_f32, 0.0, 0.0);
    for script in text.chars().map(script) {
        letters += 1.0;
        latin += f32::from(u8::from(script == Script::Latin));
        hiragana += f32::from(u8::from(script == Script::Hiragana));
    }
    (letters / MANY_LETTERS, latin / letters.max(1.0), hiragana / letters.max(1.0))
}

/// Whether a word of the question is one that everybody knows.
fn is_everyday(term: &Term, query: &Query, index: &Index) -> bool {
    thesaurus().knows(&query.folded[term.span.clone()], index.tokenizer.stemmer())
}
