//! Readings of kanji, for words typed in kana or with the wrong kanji of the same sound.
//!
//! `readings.txt` holds a kanji a line with its usual readings; one that ends in a hyphen needs kana
//! behind it (進む, but not 進化, is read with すす). A word's readings are put together
//! from those of its kanji, with the two changes that sounds undergo inside a word: the first sound of
//! a later part may be voiced (か to が), and く, ち, つ or き before certain sounds becomes っ.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::script::{Script, script};

/// The most readings of one word: the likeliest come first.
const MOST: usize = 12;

static TABLE: LazyLock<FxHashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut parts = line.split(' ');
        let kanji = parts.next()?.chars().next()?;
        Some((kanji, parts.collect()))
    };
    include_str!("readings.txt").lines().filter_map(line).collect()
});

/// The ways in which a word with kanji can be read, likeliest first; none where a character has no
/// known reading. An open word is one that kana follow.
#[must_use]
pub fn readings(word: &str, open: bool) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let open = letters.peek().map_or(open, |&next| script(next) == Script::Hiragana);
        let next: Vec<String> = match script(letter) {
            Script::Hiragana => found.iter().map(|before| format!("{before}{letter}")).collect(),
            Script::Kanji => {
                let Some(of_letter) = TABLE.get(&letter) else { return Vec::new() };
                // The likeliest of all parts together are those of the lowest places in sum.
                let mut ranked: Vec<(usize, &str, &str, Change)> = Vec::new();
                for (place, reading) in of_letter.iter().enumerate() {
                    let stem = reading.strip_suffix('-');
                    if stem.is_some() && !open {
                        continue;
                    }
                    let reading = stem.unwrap_or(reading);
                    for (rank, before) in found.iter().enumerate() {
                        for (later, change) in changes(before, reading).into_iter().flatten().enumerate() {
                            ranked.push((2 * place + rank + later, before, reading, change));
                        }
                    }
                }
                ranked.sort_by_key(|(rank, ..)| *rank);
                ranked.truncate(MOST);
                ranked
                    .into_iter()
                    .map(|(_, before, reading, change)| joined(before, reading, change))
                    .collect()
            }
            _ => return Vec::new(),
        };
        found = next;
    }
    found
}

/// What becomes of the sounds where two parts of a word meet.
#[derive(Clone, Copy)]
struct Change {
    /// The last sound of the part before becomes っ.
    doubled: bool,
    /// How many places the first sound of the later part moves: voiced kana stand one place after the
    /// plain ones, half-voiced two.
    places: u32,
}

/// The changes that may take place between two parts, the plain one first.
fn changes(before: &str, reading: &str) -> [Option<Change>; 4] {
    let change = |doubled, places| Some(Change { doubled, places });
    let mut all = [change(false, 0), None, None, None];
    let (Some(last), Some(first)) = (before.chars().next_back(), reading.chars().next()) else { return all };
    let row = |row: &str| row.contains(first);
    if matches!(last, 'く' | 'き') && row("かきくけこ")
        || matches!(last, 'ち' | 'つ') && row("かきくけこさしすせそたちつてと")
    {
        all[1] = change(true, 0);
    }
    if matches!(last, 'ち' | 'つ' | 'ん') && row("はひふへほ") {
        all[2] = change(last != 'ん', 2);
    }
    if row("かきくけこさしすせそたちつてとはひふへほ") {
        all[3] = change(false, 1);
    }
    all
}

/// Two parts of a word's reading as they sound together after a change.
fn joined(before: &str, reading: &str, change: Change) -> String {
    let mut out = String::with_capacity(before.len() + reading.len());
    out.push_str(before);
    if change.doubled {
        out.pop();
        out.push('っ');
    }
    let mut letters = reading.chars();
    out.extend(letters.next().and_then(|first| char::from_u32(first as u32 + change.places)));
    out.push_str(letters.as_str());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_changes_of_sound() {
        let reads = |word: &str, reading: &str| readings(word, false).iter().any(|r| r == reading);
        assert!(reads("公開", "こうかい"));
        assert!(reads("学校", "がっこう"));
        assert!(reads("発表", "はっぴょう"));
        assert!(reads("手紙", "てがみ"));
        assert!(reads("払い", "はらい"));
        assert!(reads("見直し", "みなおし"));
        assert!(!reads("進化", "すすか"), "a stem alone");
        assert!(readings("見直", true).iter().any(|r| r == "みなお"), "its kana cut off");
        assert!(readings("OpenAI", false).is_empty());
    }

    #[test]
    fn every_line_keeps_to_the_format() {
        let source = include_str!("readings.txt");
        for line in source.lines() {
            let (kanji, readings) = line.split_once(' ').unwrap_or_else(|| panic!("no reading: {line}"));
            assert!(
                kanji.chars().count() == 1 && kanji.chars().all(|c| script(c) == Script::Kanji),
                "{line}"
            );
            let is_reading = |reading: &str| {
                let kana = reading.strip_suffix('-').unwrap_or(reading);
                !kana.is_empty() && kana.chars().all(|c| script(c) == Script::Hiragana)
            };
            assert!(readings.split(' ').all(is_reading), "{line}");
        }
        assert_eq!(TABLE.len(), source.lines().count(), "a kanji stands twice");
    }
}
