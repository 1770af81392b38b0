//! The query: a member's question, analysed against the words that the folder knows.

use std::ops::Range;

use super::fuzzy::mendable;
use super::index::{Index, class_weight};
use super::kinds::{self, Kinds};
use super::mend::{Mended, mend, settle};
use super::sounds::add_by_sound;
use super::strays::add_with_stray;
use crate::text::Lang;
use crate::text::function_words::{is_grammar, question_lang};
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::message::{leans, without_courtesies};
use crate::text::normalize::{bare, normalize};
use crate::text::romaji;
use crate::text::sentences::sentences;
use crate::text::synonyms::Synonyms;
use crate::text::thesaurus::thesaurus;
use crate::text::tokens::{Class, Token, Tokenizer};

/// The longest question that is looked at, in characters; the rest says nothing new.
const LONGEST: usize = 6000;
/// Past this many terms the rarest are kept: nobody needs more words to be understood.
const MOST_TERMS: usize = 160;
/// In how many unknown words a slip of the thesaurus' words is looked for, each with hundreds of look-ups:
/// gibberish is not made of slips.
const MOST_SLIPS: usize = 6;
/// How much the concept of a word counts that is only a slip of it.
const OF_SLIP: f32 = 0.8;
/// A question of more characters tells a story too.
const STORY: usize = 60;

/// How a term of the query came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// It stands in the question.
    Itself,
    /// A synonym group's spelling stands there.
    Synonym(u32),
    /// A word of this concept of the thesaurus stands there.
    Concept(u32),
    /// A word that the folder does not know stands there; this known one is nearest.
    Typo(String),
    /// Something that the folder does not know stands there; this known word sounds the same.
    Sound(String),
}

/// One term that is looked up.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its number in the index; `None` where no section holds it.
    pub number: Option<u32>,
    /// Its class, which decides its weight.
    pub class: Class,
    /// How much of it counts: 1, or less for a mended typo.
    pub weight: f32,
    /// Its rarity, weighted by its class.
    pub idf: f32,
    /// Whether it tells what the question is about.
    pub content: bool,
    /// Where it came from.
    pub via: Via,
    /// Its place in [`Query::text`].
    pub span: Range<usize>,
}

impl Term {
    /// Whether it is a word that tells what the question is about.
    #[must_use]
    pub fn is_meaningful(&self) -> bool {
        self.class == Class::Word && self.content
    }
}

/// A question as the matcher understands it.
#[derive(Debug)]
pub struct Query {
    /// The normalised text.
    pub text: String,
    /// The same with katakana folded.
    pub folded: String,
    /// The language that it is asked in.
    pub lang: Lang,
    /// What is looked up, each term once.
    pub terms: Vec<Term>,
    /// The words of the text that stand for something else that was written.
    mended: Vec<Mended>,
    /// The sum of the terms' weighted rarity: what a section that said it all would score.
    pub mass: f32,
    /// The kinds of answers that are asked for.
    pub wanted: Kinds,
    /// The section that it is one of the ways to ask for, word for word.
    pub repeated: Option<usize>,
    /// Whether it is listed as out of scope.
    pub is_listed: bool,
    /// Whether it asks on from what was said before and names nothing itself.
    pub leans: bool,
    /// The log-odds that its tokens give for being out of scope, the root of their weight taken out: the
    /// tokens of one word are not independent.
    pub outside: f32,
}

impl Query {
    /// Analyses a question.
    #[must_use]
    pub fn analyse(question: &str, index: &Index, synonyms: &Synonyms) -> Query {
        let end = question.char_indices().nth(LONGEST).map_or(question.len(), |(at, _)| at);
        let said = normalize(&plain(&question[..end]));
        let lang = question_lang(&said);
        let text = without_courtesies(&said).to_owned();
        let leans = leans(&text);
        let spelling = bare(&text);
        let (repeated, is_listed) = (index.repeated(&spelling), index.scope.lists(&spelling));
        let known = |word: &str| index.term(Tokenizer::word_key(&index.tokenizer.word_form(word))).is_some();
        let text = romaji::read(text, known);
        let (mut terms, mut outside) = terms(&text, index, synonyms);
        let (text, mended) = mend(text, &terms);
        if !mended.is_empty() {
            (terms, outside) = self::terms(&text, index, synonyms);
            settle(&mut terms, &mended);
        }
        if terms.len() > MOST_TERMS {
            terms.sort_by(|a, b| b.idf.total_cmp(&a.idf));
            terms.truncate(MOST_TERMS);
        }
        terms.sort_by_key(|term| (term.span.start, term.span.end));
        let mass = terms.iter().map(|term| term.weight * term.idf).sum();
        let wanted = kinds::wanted(last_sentence(&text));
        let folded = kana::fold(&text);
        Query { text, folded, lang, terms, mended, mass, wanted, repeated, is_listed, leans, outside }
    }

    /// What was written where a term stands.
    #[must_use]
    pub fn written(&self, term: &Term) -> &str {
        let mended = self.mended.iter().find(|mended| mended.term.span == term.span);
        mended.map_or(&self.text[term.span.clone()], |mended| &mended.written)
    }

    /// The terms that the index holds, each with how much of it counts.
    pub fn weights(&self) -> impl Iterator<Item = (u32, f32)> {
        self.terms.iter().filter_map(|term| term.number.map(|number| (number, term.weight)))
    }

    /// The words that tell what the question is about.
    pub fn content_words(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.is_meaningful())
    }

    /// The sum of these words' weighted rarity.
    #[must_use]
    pub fn content_mass(&self) -> f32 {
        self.content_words().map(|term| term.weight * term.idf).sum()
    }
}

/// The terms of a normalised text, each once, and what its tokens say of its being out of scope.
fn terms(text: &str, index: &Index, synonyms: &Synonyms) -> (Vec<Term>, f32) {
    let mut tokens = index.tokenizer.query_tokens(text, synonyms, |key| index.term(key).is_some());
    tokens.sort_unstable_by_key(|token| (token.key, token.span.start));
    tokens.dedup_by_key(|token| token.key);
    let (mut weight, mut log_odds) = (0.0, 0.0);
    let term = |token: Token| {
        let number = index.term(token.key);
        weight += class_weight(token.class);
        log_odds += index.scope.log_odds(&token, number);
        term(token, number, text, index)
    };
    let mut terms: Vec<Term> = tokens.into_iter().filter_map(term).collect();
    add_concepts_of_slips(text, &mut terms, index);
    add_with_stray(text, &mut terms, index);
    add_by_sound(text, &mut terms, index);
    (terms, log_odds / f32::sqrt(weight).max(1.0))
}

/// What is looked up for a token, given its term if there is one.
fn term(token: Token, number: Option<u32>, text: &str, index: &Index) -> Option<Term> {
    let via = match (token.class, token.group) {
        (Class::Concept, Some(concept)) => Via::Concept(concept),
        (_, Some(group)) => Via::Synonym(group),
        (_, None) => Via::Itself,
    };
    let known = |number, weight, via| Term {
        number: Some(number),
        class: token.class,
        weight,
        idf: index.idf(number),
        content: token.content,
        via,
        span: token.span.clone(),
    };
    if let Some(number) = number {
        return Some(known(number, 1.0, via));
    }
    if token.class != Class::Word {
        // Pieces of words that nobody wrote say that the question is about something else.
        let idf = class_weight(token.class) * index.unknown_idf();
        return (token.class == Class::Gram).then_some(Term {
            number,
            class: token.class,
            weight: 1.0,
            idf,
            content: false,
            via,
            span: token.span,
        });
    }
    let folded = kana::fold(&text[token.span.clone()]);
    let word = index.tokenizer.word_form(&folded);
    // A word that means something elsewhere is no slip.
    let is_word = || is_grammar(&folded) || thesaurus().knows(&folded, index.tokenizer.stemmer());
    // One that only differs in its long vowels is the same.
    let meant =
        index.dictionary.nearest(&word, &folded).filter(|(.., likeness)| *likeness == 1.0 || !is_word());
    if let Some((nearest, number, likeness)) = meant {
        return Some(known(number, likeness as f32, Via::Typo(nearest.to_owned())));
    }
    let Token { class, content, span, .. } = token;
    content.then(|| Term { number: None, class, weight: 1.0, idf: index.unknown_idf(), content, via, span })
}

/// Adds the concepts of words that neither the folder nor the thesaurus knows, but that are a slip of one that the
/// thesaurus does.
fn add_concepts_of_slips(text: &str, terms: &mut Vec<Term>, index: &Index) {
    let mut found = Vec::new();
    let unknown = terms.iter().filter(|term| term.is_meaningful() && term.number.is_none());
    for word in unknown.take(MOST_SLIPS) {
        let folded = kana::fold(&text[word.span.clone()]);
        let form = index.tokenizer.word_form(&folded);
        if !mendable(&form) || thesaurus().knows(&folded, index.tokenizer.stemmer()) {
            continue;
        }
        let number = |concept| index.term(Tokenizer::concept_key(concept));
        for concept in thesaurus().slip(&form, |concept| number(concept).is_some()) {
            let Some(number) = number(concept) else { continue };
            let (class, via, span) = (Class::Concept, Via::Concept(u32::from(concept)), word.span.clone());
            let idf = index.idf(number);
            found.push(Term { number: Some(number), class, weight: OF_SLIP, idf, content: false, via, span });
        }
    }
    for term in found {
        if terms.iter().all(|other| other.number != term.number) {
            terms.push(term);
        }
    }
}

/// What is asked of a long message: members tell their story first.
fn last_sentence(text: &str) -> &str {
    let last = if text.chars().count() > STORY { sentences(text).pop() } else { None };
    last.map_or(text, |last| &text[last])
}
