//! `synonyms.txt`: a group of spellings a line, in the format that Solr and Elasticsearch read.

use rustc_hash::FxHashMap;

use super::problem::Problem;
use crate::text::kana;
use crate::text::normalize::normalize;
use crate::text::synonyms::Group;

/// What is wrong with a comment behind something.
pub(super) const INLINE_COMMENT: &str =
    "what stands behind the `#` is part of the line; give a comment a line of its own";

/// The most spellings that a folder may have: what finds them in texts is built in more than linear time.
const SPELLINGS_LIMIT: usize = 40_000;

/// Reads the groups of a synonyms file, reporting lines that mean nothing; `seen` holds the spellings of the files
/// before, with the places that they stand in.
pub(super) fn parse(
    source: &str,
    file: &str,
    seen: &mut FxHashMap<String, (String, usize)>,
    problems: &mut Vec<Problem>,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for (number, line) in (1..).zip(source.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(group) = group(line) else {
            let fix = "a line needs two spellings or more (`a, b`), or a single one-way rule (`a => b`)";
            problems.push(Problem::error(file, number, fix));
            continue;
        };
        let all = || group.phrases.iter().chain(&group.one_way);
        if let Some(phrase) = all().find(|phrase| spelling(phrase).is_empty()) {
            let fix = format!("`{phrase}` has no letters to know it by; remove it");
            problems.push(Problem::error(file, number, fix));
            continue;
        }
        let first = spelling(&group.phrases[0]);
        if all().all(|phrase| spelling(phrase) == first) {
            let fix = "the spellings of this line are one and the same; add another one, or remove the line";
            problems.push(Problem::warning(file, number, fix));
        }
        if line.contains("\\,") {
            let fix = "a comma always parts two spellings; leave out the `\\`, or the comma";
            problems.push(Problem::warning(file, number, fix));
        }
        if line.contains(" # ") {
            problems.push(Problem::warning(file, number, INLINE_COMMENT));
        }
        if seen.len() + group.phrases.len() + group.one_way.len() > SPELLINGS_LIMIT {
            let fix = format!("more than {SPELLINGS_LIMIT} spellings in all; remove some");
            problems.push(Problem::error(file, number, fix));
            break;
        }
        for phrase in all() {
            let place = (file.to_owned(), number);
            let before = seen.entry(spelling(phrase)).or_insert_with(|| place.clone());
            if *before != place {
                let (other, line) = before;
                let message =
                    format!("`{phrase}` already stands in {other}:{line}, which wins; keep it in one line");
                problems.push(Problem::warning(file, number, message));
            }
        }
        groups.push(group);
    }
    groups
}

/// What a phrase is found by.
fn spelling(phrase: &str) -> String {
    kana::fold(&normalize(phrase))
}

fn group(line: &str) -> Option<Group> {
    let list = |part: &str| -> Vec<String> {
        part.split([',', '、', '，'])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    if let Some((from, to)) = line.split_once("=>") {
        if to.contains("=>") {
            return None;
        }
        let (one_way, phrases) = (list(from), list(to));
        return (!one_way.is_empty() && !phrases.is_empty()).then_some(Group { phrases, one_way });
    }
    let phrases = list(line);
    (phrases.len() >= 2).then_some(Group { phrases, one_way: Vec::new() })
}
