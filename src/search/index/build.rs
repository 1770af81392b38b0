//! Building the index: sections are cut into tokens on every core, then counted in their order.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::asked::Asked;
use super::{Index, Posting, QUERY_SHARE, Way, class_weight, idf, k1, spelling_key};
use crate::knowledge::{Knowledge, Section};
use crate::search::fuzzy::{Dictionary, Known, audible, mendable};
use crate::search::kinds::{self, Kinds};
use crate::search::scope::{Listed, Scope};
use crate::text::function_words::looks_like_romaji;
use crate::text::kana;
use crate::text::markup::plain;
use crate::text::normalize::{bare, normalize};
use crate::text::romaji;
use crate::text::script::{Script, script};
use crate::text::synonyms::Synonyms;
use crate::text::tokens::{Class, Token, Tokenizer};

/// How much a text's length counts (BM25's b).
const B_TEXT: f32 = 0.5;
/// The same for the ways to ask.
const B_ASK: f32 = 0.8;
/// How much a token in a way to ask counts against one in the text.
const ASK_WEIGHT: f32 = 0.8;
/// How many ways to ask are cut at a time: their tokens are held until they are counted.
const BATCH: usize = 1024;

impl Index {
    /// Builds the index of a knowledge folder; `indexed` is told how many sections more are done.
    #[must_use]
    pub fn build(knowledge: &Knowledge, mut indexed: impl FnMut(usize)) -> Index {
        let mut builder = Builder::default();
        let tokenizer = Tokenizer::default();
        let names = latin_names(knowledge);
        let mut rest = &knowledge.sections[..];
        while !rest.is_empty() {
            let mut ways = 0;
            let fits = |section: &&Section| {
                ways += section.ways_to_ask().count();
                ways <= BATCH
            };
            let batch;
            (batch, rest) = rest.split_at(rest.iter().take_while(fits).count().max(1));
            let cut: Vec<Cut> = batch
                .par_iter()
                .map(|section| Cut::new(section, &knowledge.synonyms, &tokenizer, &names))
                .collect();
            for section in cut {
                builder.add(section);
            }
            indexed(batch.len());
        }
        builder.add_spellings(&knowledge.synonyms, &tokenizer);
        let listed = knowledge.out_of_scope.par_iter().map(|question| {
            let text = normalize(&plain(&question.text));
            let spelling = bare(&text);
            let text = romaji::read(text, |word| names.contains(word));
            Listed { keys: keys(&tokenizer.tokens(&text, &knowledge.synonyms)), spelling }
        });
        let listed = listed.collect();
        builder.finish(tokenizer, listed)
    }
}

/// How often a token stands in a section.
struct Count {
    key: u64,
    class: Class,
    /// In the ways to ask and in the texts.
    by_field: [u16; 2],
}

/// One section cut into tokens.
#[derive(Default)]
struct Cut {
    counts: Vec<Count>,
    /// The number of tokens in the ways to ask and in the texts.
    lengths: [f32; 2],
    /// The tokens of each way to ask, each once, and what it asks for.
    ways: Vec<(Vec<u64>, Kinds)>,
    /// The hashes of their spellings.
    spellings: Vec<u64>,
    /// The words that the dictionary takes: form, key, spelling.
    words: Vec<(String, u64, String)>,
    held: Kinds,
}

impl Cut {
    fn new(section: &Section, synonyms: &Synonyms, tokenizer: &Tokenizer, names: &FxHashSet<String>) -> Cut {
        let mut cut = Cut::default();
        let mut occurrences = Vec::new();
        for way in section.ways_to_ask() {
            let text = normalize(&plain(way));
            cut.spellings.push(spelling_key(&bare(&text)));
            let text = romaji::read(text, |word| names.contains(word));
            let tokens = tokenizer.tokens(&text, synonyms);
            cut.ways.push((keys(&tokens), kinds::wanted(&text)));
            cut.note(&tokens, &text, 0, tokenizer, &mut occurrences);
        }
        for version in &section.versions {
            let text = normalize(&plain(&version.text));
            let mut tokens = tokenizer.tokens(&text, synonyms);
            tokens.retain(|token| token.class.in_texts());
            cut.note(&tokens, &text, 1, tokenizer, &mut occurrences);
            cut.held = cut.held | kinds::held(&text) | kinds::held(&normalize(&version.title));
        }
        // Stable, so that a token's class is that of its first occurrence.
        occurrences.sort_by_key(|&(key, ..)| key);
        for same in occurrences.chunk_by(|a, b| a.0 == b.0) {
            let (key, class, _) = same[0];
            let count =
                |field| u16::try_from(same.iter().filter(|at| at.2 == field).count()).unwrap_or(u16::MAX);
            cut.counts.push(Count { key, class, by_field: [count(0), count(1)] });
        }
        cut
    }

    fn note(
        &mut self,
        tokens: &[Token],
        text: &str,
        field: usize,
        tokenizer: &Tokenizer,
        occurrences: &mut Vec<(u64, Class, usize)>,
    ) {
        self.lengths[field] += tokens.len() as f32;
        for token in tokens {
            occurrences.push((token.key, token.class, field));
            if token.class == Class::Word && token.group.is_none() {
                let written = &text[token.span.clone()];
                let folded = kana::fold(written);
                let form = tokenizer.word_form(&folded);
                if mendable(&form) || audible(&form) {
                    self.words.push((form.into_owned(), token.key, written.to_owned()));
                }
            }
        }
    }
}

/// The Latin words of the folder that are not Japanese in Latin letters, if any way to ask or listed question
/// is: those stay as they are where the rest of it is read as kana.
fn latin_names(knowledge: &Knowledge) -> FxHashSet<String> {
    let normal = |text: &str| normalize(&plain(text));
    let mut is_romaji = knowledge
        .sections
        .iter()
        .flat_map(Section::ways_to_ask)
        .chain(knowledge.out_of_scope.iter().map(|listed| listed.text.as_str()))
        .map(|text| looks_like_romaji(&normal(text)));
    if !is_romaji.any(|is_romaji| is_romaji) {
        return FxHashSet::default();
    }
    let texts = |section: &Section| -> FxHashSet<String> {
        let ways = section.ways_to_ask().map(normal).filter(|way| !looks_like_romaji(way));
        let texts = ways.chain(section.versions.iter().map(|version| normal(&version.text)));
        let words = texts.flat_map(|text| {
            text.split(|c| script(c) != Script::Latin).map(str::to_owned).collect::<Vec<String>>()
        });
        words.collect()
    };
    let spellings = knowledge.synonyms.spellings().map(|(spelling, _)| normalize(spelling));
    knowledge.sections.iter().flat_map(texts).chain(spellings).collect()
}

/// The keys of tokens, each once.
fn keys(tokens: &[Token]) -> Vec<u64> {
    let mut keys: Vec<u64> = tokens.iter().map(|token| token.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[derive(Default)]
struct Builder {
    terms: FxHashMap<u64, u32>,
    classes: Vec<Class>,
    /// The counts of all sections on end, for a folder may have a great many.
    counts: Vec<(u32, [u16; 2])>,
    /// For each section, where its counts end and how many tokens its fields have.
    sections: Vec<(usize, [f32; 2])>,
    ways: Vec<Way>,
    ways_of: Vec<Range<usize>>,
    repeated: FxHashMap<u64, Option<u32>>,
    /// The terms of the ways to ask of all sections on end, each with a way that holds it.
    asked: Vec<(u32, u16)>,
    /// For each section, where they end.
    asked_ends: Vec<usize>,
    held: Vec<Kinds>,
    words: FxHashMap<String, Known>,
}

impl Builder {
    fn add(&mut self, section: Cut) {
        for count in section.counts {
            let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
            let term = *self.terms.entry(count.key).or_insert(next);
            if term == next {
                self.classes.push(count.class);
            }
            self.counts.push((term, count.by_field));
        }
        let number = u32::try_from(self.sections.len()).ok();
        for spelling in section.spellings {
            let of = self.repeated.entry(spelling).or_insert(number);
            *of = of.filter(|_| *of == number);
        }
        self.sections.push((self.counts.len(), section.lengths));
        let first = self.ways.len();
        let before = self.asked.len();
        for (number, (way, kinds)) in (0..=u16::MAX).zip(&section.ways) {
            self.asked.extend(way.iter().map(|key| (self.terms[key], number)));
            self.ways.push(Way { wanted: *kinds, ..Way::default() });
        }
        self.ways_of.push(first..self.ways.len());
        self.asked[before..].sort_unstable();
        self.asked_ends.push(self.asked.len());
        self.held.push(section.held);
        for (form, key, spelling) in section.words {
            let known = known(&form, self.terms[&key], &spelling);
            let open = known.open;
            self.words.entry(form).or_insert(known).open |= open;
        }
    }

    /// Notes the spellings of synonyms as words whose typos can be mended.
    fn add_spellings(&mut self, synonyms: &Synonyms, tokenizer: &Tokenizer) {
        for (spelling, group) in synonyms.spellings() {
            let Some(&term) = self.terms.get(&Tokenizer::group_key(group)) else { continue };
            let spelling = normalize(spelling);
            if !spelling.contains(' ') {
                let form = tokenizer.word_form(&kana::fold(&spelling)).into_owned();
                let known = known(&form, term, &spelling);
                self.words.insert(form, known);
            }
        }
    }

    fn finish(mut self, tokenizer: Tokenizer, listed: Vec<Listed>) -> Index {
        let mut holding = vec![0_u32; self.classes.len()];
        for &(term, _) in &self.counts {
            holding[term as usize] += 1;
        }
        let weigh = |(&class, &holding): (&Class, &u32)| {
            class_weight(class) * idf(self.sections.len(), holding as usize)
        };
        let idf: Vec<f32> = self.classes.iter().zip(&holding).map(weigh).collect();
        self.weigh_ways(&idf);
        let mut starts = Vec::with_capacity(holding.len() + 1);
        starts.push(0);
        for holding in &holding {
            starts.push(starts[starts.len() - 1] + holding);
        }
        let (postings, step) = self.postings(&idf, &starts);
        let scale = |way: &Way| 1.0 / way.mass.max(f32::MIN_POSITIVE).powf(1.0 - QUERY_SHARE);
        let asked = Asked::new(self.classes.len(), self.asked());
        let scope = Scope::new(listed, self.ways.len(), &self.terms, |term| asked.with(term).count());
        self.terms.shrink_to_fit();
        Index {
            terms: self.terms,
            idf,
            starts,
            postings,
            step,
            scales: self.ways.iter().map(scale).collect(),
            ways: self.ways,
            ways_of: self.ways_of,
            repeated: self.repeated,
            asked,
            held: self.held,
            dictionary: Dictionary::new(self.words),
            scope,
            tokenizer,
        }
    }

    /// The terms of each section's ways to ask, with the ways that hold them.
    fn asked(&self) -> impl Iterator<Item = &[(u32, u16)]> + Clone {
        let starts = std::iter::once(0).chain(self.asked_ends.iter().copied());
        starts.zip(&self.asked_ends).map(|(start, &end)| &self.asked[start..end])
    }

    /// Sums up what the terms of each way to ask weigh.
    fn weigh_ways(&mut self, idf: &[f32]) {
        let mut start = 0;
        for (&end, ways_of) in self.asked_ends.iter().zip(&self.ways_of) {
            for &(term, way) in &self.asked[start..end] {
                let weight = idf[term as usize];
                let way = &mut self.ways[ways_of.start + usize::from(way)];
                way.mass += weight;
                way.words += if self.classes[term as usize] == Class::Word { weight } else { 0.0 };
            }
            start = end;
        }
    }

    /// The postings by term, each with its impact, and what one part of an impact is worth.
    fn postings(&mut self, idf: &[f32], starts: &[u32]) -> (Vec<Posting>, f32) {
        let average = |field: usize| {
            let sum: f32 = self.sections.iter().map(|(_, lengths)| lengths[field]).sum();
            (sum / self.sections.len().max(1) as f32).max(1.0)
        };
        let averages = [average(0), average(1)];
        let rarest = idf.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let step = rarest / f32::from(u16::MAX);
        let mut free = starts.to_vec();
        let mut postings = vec![Posting::default(); starts[starts.len() - 1] as usize];
        let mut start = 0;
        for ((number, &(end, lengths)), ways) in (0..).zip(&self.sections).zip(&self.ways_of) {
            let norm = |field: usize, b: f32| 1.0 - b + b * lengths[field] / averages[field];
            let (ask, text) = (norm(0, B_ASK), norm(1, B_TEXT));
            let k1 = k1(ways.len());
            for &(term, counts) in &self.counts[start..end] {
                let frequency = ASK_WEIGHT * f32::from(counts[0]) / ask + f32::from(counts[1]) / text;
                let impact = idf[term as usize] * frequency / (k1 + frequency);
                let at = &mut free[term as usize];
                // Never rounded to nothing: that would say that the section does not hold the term.
                postings[*at as usize] = Posting::new(number, ((impact / step).round() as u16).max(1));
                *at += 1;
            }
            start = end;
        }
        (postings, step)
    }
}

/// What the dictionary knows of a form.
fn known(form: &str, term: u32, spelling: &str) -> Known {
    // What is cut off a word with kanji is its ending in kana.
    let open = spelling.len() > form.len() && form.ends_with(|c| script(c) == Script::Kanji);
    let spelling = if open { &spelling[..form.len()] } else { spelling };
    Known { term, spelling: (spelling != form).then(|| spelling.into()), open }
}
