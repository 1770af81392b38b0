//! Tokens: what the index stores and what a query looks up.
//!
//! A normalised text is cut into words (Unicode word boundaries with the Japanese dictionary of
//! ICU4X) and, because no dictionary knows every name and nobody types without slips, into short
//! character n-grams. Synonyms of the knowledge folder are one token whatever their spelling.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

use super::function_words::{is_content, is_function_word, is_grammar, is_particle};
use super::kana;
use super::script::{Script, script};
use super::synonyms::{Found, Side, Synonyms};
use super::thesaurus::{stem, thesaurus};

/// What a token is, which decides its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A word, or a synonym group standing for one.
    Word,
    /// A word that is grammar more than meaning: it tells two phrasings apart, not two matters.
    Function,
    /// A concept of the thesaurus, beside the word that stands for it.
    Concept,
    /// A Japanese character or two with a kanji or katakana among them, or three Latin letters.
    Gram,
    /// Two hiragana.
    KanaGram,
}

impl Class {
    /// Whether a text is indexed by such tokens; all others stand in ways to ask and questions only.
    #[must_use]
    pub fn in_texts(self) -> bool {
        matches!(self, Class::Word | Class::Concept | Class::Gram)
    }
}

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Identifies class and content; equal tokens have equal keys.
    pub key: u64,
    /// Decides its weight.
    pub class: Class,
    /// Where it stands in the normalised text, in bytes.
    pub span: Range<usize>,
    /// The synonym group or the concept that it stands for, if any.
    pub group: Option<u32>,
    /// Whether it carries meaning by itself. Function words and n-grams of kana do not.
    pub content: bool,
}

/// The fewest hiragana that make a word of the thesaurus though the dictionary parts them.
const SHORTEST_JOINED: usize = 4;
/// The most words of a phrase in the thesaurus.
const LONGEST_PHRASE: usize = 4;

/// Cuts normalised text into tokens. Its data is compiled in.
pub struct Tokenizer {
    words: WordSegmenterBorrowed<'static>,
    stemmer: Stemmer,
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokenizer")
    }
}

impl Default for Tokenizer {
    fn default() -> Self {
        Tokenizer {
            words: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()),
            stemmer: Stemmer::create(Algorithm::English),
        }
    }
}

impl Tokenizer {
    /// The tokens of a normalised text of the knowledge folder.
    #[must_use]
    pub fn tokens(&self, text: &str, synonyms: &Synonyms) -> Vec<Token> {
        self.cut(text, synonyms, Side::Index, |_| true)
    }

    /// The tokens of a normalised question. Where no section `holds` the concept of a phrase, its words stand for
    /// their own.
    #[must_use]
    pub fn query_tokens(&self, text: &str, synonyms: &Synonyms, holds: impl Fn(u64) -> bool) -> Vec<Token> {
        self.cut(text, synonyms, Side::Query, holds)
    }

    fn cut(&self, text: &str, synonyms: &Synonyms, side: Side, holds: impl Fn(u64) -> bool) -> Vec<Token> {
        let folded = kana::fold(text);
        let mut tokens = Vec::with_capacity(text.len());
        let groups = synonyms.find(text, &folded, side);
        for found in &groups {
            tokens.push(Token {
                key: Self::group_key(found.group),
                class: Class::Word,
                span: found.span.clone(),
                group: Some(found.group),
                content: true,
            });
        }
        let segments = self.words(text, &folded, &groups, &mut tokens);
        concepts(text, &folded, &segments, holds, &mut tokens);
        grams(text, &folded, &mut tokens);
        tokens
    }

    /// The stemmer of English words.
    #[must_use]
    pub fn stemmer(&self) -> &Stemmer {
        &self.stemmer
    }

    /// The form under which a word is indexed: kana folded, long vowel marks dropped, stemmed.
    #[must_use]
    pub fn word_form<'f>(&self, folded: &'f str) -> Cow<'f, str> {
        if folded.is_ascii() {
            return stem(folded, &self.stemmer);
        }
        let stem = folded.trim_end_matches(|c| script(c) == Script::Hiragana);
        if stem.ends_with(|c| script(c) == Script::Kanji) {
            return Cow::Borrowed(stem);
        }
        kana::without_long_vowels(folded)
    }

    /// The key of the word with this indexed form.
    #[must_use]
    pub fn word_key(form: &str) -> u64 {
        key(Class::Word, form, 0)
    }

    /// The key of a synonym group.
    #[must_use]
    pub fn group_key(group: u32) -> u64 {
        key(Class::Word, "=", u64::from(group))
    }

    /// The key of a concept of the thesaurus.
    #[must_use]
    pub fn concept_key(concept: u16) -> u64 {
        key(Class::Concept, "", u64::from(concept))
    }

    /// Adds the words; returns the place and the form of every one, of grammar too.
    fn words<'f>(
        &self,
        text: &str,
        folded: &'f str,
        groups: &[Found],
        tokens: &mut Vec<Token>,
    ) -> Vec<(Range<usize>, Cow<'f, str>)> {
        let mut start = 0;
        let mut segments = Vec::new();
        let mut groups = groups.iter().peekable();
        let mut boundaries = self.words.segment_str(text).iter_with_word_type();
        boundaries.next();
        for (end, kind) in boundaries {
            let span = start..end;
            start = end;
            while groups.next_if(|found| found.span.end <= span.start).is_some() {}
            let covered = groups
                .peek()
                .is_some_and(|found| found.span.start <= span.start && span.end <= found.span.end);
            if !kind.is_word_like() || covered {
                continue;
            }
            let word = &text[span.clone()];
            let form = self.word_form(&folded[span.clone()]);
            if !(form.is_empty() || is_particle(word) || word.chars().all(|c| c == 'ー')) {
                let class = if is_function_word(word) { Class::Function } else { Class::Word };
                let content = class == Class::Word && is_content(word);
                let key = Self::word_key(&form);
                tokens.push(Token { key, class, span: span.clone(), group: None, content });
            }
            segments.push((span, form));
        }
        segments
    }
}

/// Adds the concepts of the thesaurus, those of the longest phrases first; each word comes with its form.
fn concepts(
    text: &str,
    folded: &str,
    words: &[(Range<usize>, Cow<'_, str>)],
    holds: impl Fn(u64) -> bool,
    tokens: &mut Vec<Token>,
) {
    let thesaurus = thesaurus();
    let mut rest = words;
    while !rest.is_empty() {
        let most = rest.len().min(LONGEST_PHRASE);
        let joined = (1..most)
            .take_while(|&at| matches!(&folded[rest[at - 1].0.end..rest[at].0.start], "" | " " | "-"))
            .count();
        let mut taken = 1;
        for count in (1..=joined + 1).rev() {
            let span = rest[0].0.start..rest[count - 1].0.end;
            if count > 1 && is_chance(&text[span.clone()], &text[rest[0].0.clone()]) {
                continue;
            }
            // Grammar may be spelt as a word of the thesaurus is: する as スルー without its long vowel.
            let word = &text[span.clone()];
            if count == 1 && (is_function_word(word) || is_grammar(word)) {
                break;
            }
            let before = tokens.len();
            let forms = rest[..count].iter().map(|(_, form)| &**form);
            let found = thesaurus.concepts(&folded[span.clone()], forms).map(|concept| Token {
                key: Tokenizer::concept_key(concept),
                class: Class::Concept,
                span: span.clone(),
                group: Some(u32::from(concept)),
                content: false,
            });
            tokens.extend(found.filter(|token| holds(token.key)));
            if tokens.len() > before {
                taken = count;
                break;
            }
        }
        rest = &rest[taken..];
    }
}

/// Whether hiragana that make a word together are more likely a particle and the word after it.
fn is_chance(joined: &str, first: &str) -> bool {
    joined.chars().all(|c| script(c) == Script::Hiragana)
        && (joined.chars().count() < SHORTEST_JOINED || "はがをにでとものへや".contains(first))
}

/// One- and two-grams of Japanese characters, three-grams of Latin words.
fn grams(text: &str, folded: &str, tokens: &mut Vec<Token>) {
    let mut push = |span: Range<usize>| {
        let kana = text[span.clone()].chars().all(|c| script(c) == Script::Hiragana);
        let class = if kana { Class::KanaGram } else { Class::Gram };
        // Katakana in the folder is met by hiragana in a question, so the key is that of any gram.
        let key = key(Class::Gram, &folded[span.clone()], 0);
        tokens.push(Token { key, class, span, group: None, content: false });
    };
    let chars: Vec<(usize, char, Script)> = text.char_indices().map(|(at, c)| (at, c, script(c))).collect();
    let end_of = |i: usize| chars.get(i + 1).map_or(text.len(), |next| next.0);
    let japanese = |s: Script| matches!(s, Script::Hiragana | Script::Katakana | Script::Kanji);
    for (i, &(at, _, script)) in chars.iter().enumerate() {
        if !japanese(script) {
            continue;
        }
        if script == Script::Kanji {
            push(at..end_of(i));
        }
        if let Some(&(_, _, next)) = chars.get(i + 1)
            && japanese(next)
        {
            push(at..end_of(i + 1));
        }
    }
    let mut first = 0;
    for run in chars.chunk_by(|a, b| (a.2 == Script::Latin) == (b.2 == Script::Latin)) {
        let end = first + run.len();
        let span = run[0].0..end_of(end - 1);
        if run[0].2 == Script::Latin && !is_function_word(&text[span]) {
            for (start, letters) in (first..).zip(run.windows(3)) {
                push(letters[0].0..end_of(start + 2));
            }
        }
        first = end;
    }
}

/// Hashes a token's class and content, so that an index needs no strings to look it up.
fn key(class: Class, content: &str, number: u64) -> u64 {
    let mut hasher = FxHasher::default();
    (class, content, number).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normalize;

    fn words(text: &str) -> Vec<String> {
        let text = normalize(text);
        let tokens = Tokenizer::default().tokens(&text, &Synonyms::default());
        let words = tokens.iter().filter(|t| t.class == Class::Word);
        words.map(|t| text[t.span.clone()].to_owned()).collect()
    }

    #[test]
    fn grammar_is_left_out() {
        assert_eq!(words("Who sued the company?"), ["sued", "company"]);
        assert_eq!(words("マスクの買収について教えてください"), ["マスク", "買収", "教え"]);
    }
}
