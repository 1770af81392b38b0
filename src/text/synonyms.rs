//! Synonyms: groups of spellings and words that mean the same, and where they stand in a text.

use std::cmp::Reverse;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use super::kana;
use super::normalize::normalize;
use super::script::{Script, script};

/// A line of the synonyms file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Spellings that stand for each other.
    pub phrases: Vec<String>,
    /// Spellings that, in a question, stand for the phrases, but not the other way round.
    pub one_way: Vec<String>,
}

/// Which side of a match a text is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A text of the knowledge folder.
    Index,
    /// What somebody asks: one-way synonyms are followed.
    Query,
}

/// A group's phrase found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The group's number.
    pub group: u32,
    /// Where the phrase stands, in bytes.
    pub span: Range<usize>,
}

/// All groups, ready to be found in texts.
#[derive(Debug, Default)]
pub struct Synonyms {
    groups: Vec<Group>,
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton, its group and whether it is a one-way spelling.
    patterns: Vec<(u32, bool)>,
}

impl Synonyms {
    /// Prepares groups for finding. A phrase in several groups belongs to the first.
    ///
    /// # Panics
    /// When the phrases together take more than the automaton can hold, which is over two billion
    /// states; the loader admits far fewer.
    #[must_use]
    pub fn new(groups: Vec<Group>) -> Synonyms {
        let mut spellings = Vec::new();
        let mut seen = FxHashSet::default();
        let mut patterns = Vec::new();
        for (number, group) in (0..).zip(&groups) {
            let both = group.phrases.iter().map(|phrase| (phrase, false));
            for (phrase, one_way) in both.chain(group.one_way.iter().map(|phrase| (phrase, true))) {
                let spelling = kana::fold(&normalize(phrase));
                if !spelling.is_empty() && seen.insert(spelling.clone()) {
                    spellings.push(spelling);
                    patterns.push((number, one_way));
                }
            }
        }
        let automaton =
            AhoCorasick::new(&spellings).expect("the loader bounds the size of the synonyms file");
        Synonyms { groups, automaton: (!patterns.is_empty()).then_some(automaton), patterns }
    }

    /// The phrases of a group as they are written in the file.
    #[must_use]
    pub fn phrases(&self, group: u32) -> &[String] {
        self.groups.get(group as usize).map_or(&[], |group| &group.phrases)
    }

    /// Every spelling that stands for its group in texts too, with the group.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..)
            .zip(&self.groups)
            .flat_map(|(number, group)| group.phrases.iter().map(move |phrase| (phrase.as_str(), number)))
    }

    /// Every phrase in a normalised text, longest first where several begin together. `folded` is
    /// the same text with katakana folded.
    #[must_use]
    pub fn find(&self, text: &str, folded: &str, side: Side) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let found = automaton.find_overlapping_iter(folded).filter_map(|found| {
            let (group, one_way) = self.patterns[found.pattern()];
            let span = found.range();
            let wanted = !one_way || side == Side::Query;
            (wanted && stands_alone(text, &span)).then_some(Found { group, span })
        });
        let mut found: Vec<Found> = found.collect();
        found.sort_unstable_by_key(|found| (found.span.start, Reverse(found.span.end)));
        let mut free = 0;
        found.retain(|found| {
            let fits = found.span.start >= free;
            if fits {
                free = found.span.end;
            }
            fits
        });
        found
    }
}

/// Whether a phrase is not just a piece of a longer word: it may not begin or end inside a run of
/// Latin letters or katakana, and one of two kana or less not inside hiragana either.
fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let phrase = &text[span.clone()];
    let (Some(first), Some(last)) = (phrase.chars().next(), phrase.chars().next_back()) else { return false };
    let short_kana = phrase.chars().count() <= 2 && phrase.chars().all(|c| script(c) == Script::Hiragana);
    let joined = |outside: Option<char>, inside: char| {
        outside.is_some_and(|outside| {
            script(outside) == script(inside)
                && match script(inside) {
                    Script::Latin => outside.is_ascii_digit() == inside.is_ascii_digit(),
                    Script::Katakana => true,
                    Script::Hiragana => short_kana,
                    Script::Kanji | Script::Other => false,
                }
        })
    };
    !joined(text[..span.start].chars().next_back(), first) && !joined(text[span.end..].chars().next(), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, side: Side) -> Vec<u32> {
        let group = |phrases: &[&str], one_way: &[&str]| Group {
            phrases: phrases.iter().map(|s| (*s).to_owned()).collect(),
            one_way: one_way.iter().map(|s| (*s).to_owned()).collect(),
        };
        let synonyms = Synonyms::new(vec![
            group(&["イーロン・マスク", "マスク", "Elon Musk"], &["テスラの社長"]),
            group(&["サム", "アルトマン"], &[]),
            group(&["AI", "人工知能"], &[]),
            group(&["テスラ"], &[]),
        ]);
        let text = normalize(text);
        let folded = kana::fold(&text);
        synonyms.find(&text, &folded, side).into_iter().map(|found| found.group).collect()
    }

    #[test]
    fn any_spelling_is_found() {
        assert_eq!(found("ELON MUSKと人工知能", Side::Index), [0, 2]);
        assert_eq!(found("ますくはえーあい", Side::Index), [0]);
    }

    #[test]
    fn pieces_of_words_are_not() {
        assert!(found("サムスンのOpenAI", Side::Index).is_empty());
        assert!(found("さむいです", Side::Index).is_empty());
    }

    #[test]
    fn one_way_spellings_count_in_questions_only() {
        assert_eq!(found("テスラの社長", Side::Query), [0]);
        assert_eq!(found("テスラの社長", Side::Index), [3], "a shorter one in its place");
    }
}
