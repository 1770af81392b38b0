//! Summaries: the author's own, or the sentences of the sections that say the most.
//!
//! Sentences are ranked as in `LexRank` (Erkan and Radev, "`LexRank`: Graph-based Lexical Centrality as
//! Salience in Text Summarization", 2004): a sentence matters that is like many others that matter.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::app::Snapshot;
use crate::knowledge::{Section, Source};
use crate::text::Lang;
use crate::text::markup::{footnote_mark, plain, unlisted};
use crate::text::normalize::normalize;
use crate::text::sentences::{asks, prose};
use crate::text::tokens::Class;

/// The most sentences that are ranked: each is compared with each.
const MOST: usize = 600;
/// So many of an article's are ranked at least.
const FEW: usize = 30;
/// The share of its weight that a sentence passes on to those that are like it.
const DAMPING: f32 = 0.85;
const ROUNDS: usize = 30;
/// Sentences less alike than this are not alike at all.
const ALIKE: f32 = 0.1;
/// A sentence more like a chosen one than this says the same again.
const SAME: f32 = 0.6;
/// The shortest sentence that says enough by itself, by the width of its letters: a Japanese one is two
/// Latin ones wide.
const SHORTEST: usize = 40;
/// The shortest that is taken where those are too few.
const SHORT: usize = 12;
/// How much the first sentence of a section counts: it says what the rest is about.
const FIRST: f32 = 1.4;
/// How much a sentence counts that names what the summary is about.
const ON_TOPIC: f32 = 3.0;
/// How a sentence ends that gives a reason or a point of what stands before it.
const REASONING: &[&str] = &["点です。", "からです。", "ためです。"];
/// What parts a list into sentences.
const COUNTING: &[&str] = &["つ目", "番目", "点目"];
/// How a sentence begins that leans on the one before it.
const LEANING: &[&str] = &[
    "はい、",
    "いいえ、",
    "もちろん",
    "Yes,",
    "Yes:",
    "No,",
    "No:",
    "けれど",
    "とりわけ",
    "とくに",
    "理由として",
    "彼",
    "二人",
    "両者",
    "両氏",
    "同氏",
    "前者",
    "後者",
    "特に",
    "あわせて",
    "だが",
    "でも",
    "そして",
    "まず",
    "次に",
    "最後に",
    "第一に",
    "第二に",
    "第三に",
    "たとえば",
    "例えば",
    "First",
    "Second",
    "Third",
    "Finally",
    "Then",
    "Besides",
    "Moreover",
    "Meanwhile",
    "Still",
    "In addition",
    "For example",
    "For instance",
    "これ",
    "それ",
    "その",
    "この",
    "ここ",
    "そこ",
    "こう",
    "そう",
    "しかし",
    "ところが",
    "だから",
    "また",
    "さらに",
    "一方",
    "つまり",
    "ただ",
    "なお",
    "他方",
    "They ",
    "It ",
    "He ",
    "She ",
    "This ",
    "That ",
    "These ",
    "Those ",
    "But ",
    "And ",
    "So ",
    "Yet ",
    "Its ",
    "Their ",
    "His ",
    "Her ",
    "Both ",
    "The two ",
    "The former ",
    "The latter ",
    "However",
    "Instead",
    "Also",
];

/// A summary of some sections.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Its parts, by article.
    pub parts: Vec<ArticleSummary>,
    /// The sources behind the marks in the parts, from 1.
    pub sources: Vec<Source>,
}

/// What a summary says of one article.
#[derive(Debug, Clone)]
pub struct ArticleSummary {
    /// The article's title.
    pub title: String,
    /// What it says.
    pub lines: Vec<Line>,
}

/// A sentence of a summary.
#[derive(Debug, Clone)]
pub struct Line {
    /// The sentence in Markdown, without marks.
    pub text: String,
    /// Where in the summary's sources its own stand, from 0.
    pub sources: Vec<usize>,
}

/// A sentence that may be chosen.
struct Candidate<'a> {
    section: &'a Section,
    text: &'a str,
    terms: FxHashMap<u32, f32>,
    norm: f32,
    /// Whether it is the first of its section.
    leads: bool,
    rank: f32,
}

/// Sums up sections in a language: with the author's summary where whole articles are asked for and
/// it exists, else with about `count` sentences, those that name the `topic` first. Of more articles than
/// sentences, those that say the most have one.
#[must_use]
pub fn summarise(
    snapshot: &Snapshot,
    sections: &[&Section],
    whole: bool,
    topic: Option<&str>,
    lang: Lang,
    count: usize,
) -> Summary {
    let mut articles: Vec<usize> = sections.iter().map(|section| section.article).collect();
    articles.dedup();
    let own = |number: usize| {
        snapshot.knowledge.articles[number].version(lang).summary.as_deref().filter(|_| whole)
    };
    let crowded = articles.iter().filter(|&&number| own(number).is_none()).count() > count;
    let unsummed: Vec<&Section> =
        sections.iter().copied().filter(|section| own(section.article).is_none()).collect();
    let all = if crowded { chosen_of_many(snapshot, &unsummed, topic, lang, count) } else { Vec::new() };
    let mut summary = Summary::default();
    for number in articles {
        let article = snapshot.knowledge.articles[number].version(lang);
        let of_article: Vec<&Section> =
            sections.iter().copied().filter(|section| section.article == number).collect();
        let lines: Vec<Line> = if let Some(text) = own(number) {
            let source = article_source(&of_article, lang);
            let written = text.lines().map(|line| unlisted(line.trim())).filter(|line| !line.is_empty());
            let cited = |text: &str| {
                let mut line = Line { text: text.to_owned(), sources: Vec::new() };
                if let Some(source) = &source {
                    summary.cite(source, &mut line);
                }
                line
            };
            written.map(cited).collect()
        } else if crowded {
            let mine = all.iter().filter(|candidate| candidate.section.article == number);
            mine.map(|candidate| summary.line(candidate, lang)).collect()
        } else {
            // An article of more sections says more.
            let share = (count * of_article.len()).div_ceil(unsummed.len());
            let chosen = chosen(snapshot, &of_article, topic, lang, share, MOST);
            chosen.iter().map(|candidate| summary.line(candidate, lang)).collect()
        };
        if !lines.is_empty() {
            summary.parts.push(ArticleSummary { title: article.title.clone(), lines });
        }
    }
    summary
}

/// The article itself as a source: the last of any of its sections' sources.
fn article_source(sections: &[&Section], lang: Lang) -> Option<Source> {
    sections.first().and_then(|section| section.version(lang).sources.last().cloned())
}

impl Summary {
    /// Notes a source of a line, and in the summary if it is new there.
    fn cite(&mut self, source: &Source, line: &mut Line) {
        let at = self.sources.iter().position(|other| other == source).unwrap_or_else(|| {
            self.sources.push(source.clone());
            self.sources.len() - 1
        });
        if !line.sources.contains(&at) {
            line.sources.push(at);
        }
    }

    /// A sentence with the sources behind its marks; one without any gets the article.
    fn line(&mut self, candidate: &Candidate<'_>, lang: Lang) -> Line {
        let sources = &candidate.section.version(lang).sources;
        let mut line = Line { text: String::new(), sources: Vec::new() };
        let mut rest = candidate.text;
        while let Some(c) = rest.chars().next() {
            let Some((length, number)) = footnote_mark(rest) else {
                line.text.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            };
            if let Some(source) = number.checked_sub(1).and_then(|at| sources.get(at)) {
                self.cite(source, &mut line);
            }
            rest = &rest[length..];
        }
        // Of an emphasis over several sentences, this may have only one end.
        if line.text.matches("**").count() % 2 == 1 {
            line.text = line.text.replace("**", "");
        }
        if let Some(article) = sources.last().filter(|_| line.sources.is_empty()) {
            self.cite(article, &mut line);
        }
        line
    }
}

/// The sentences of a few articles that say the most, in the order of the text; where there is room, one of every
/// section.
fn chosen<'a>(
    snapshot: &Snapshot,
    sections: &[&'a Section],
    topic: Option<&str>,
    lang: Lang,
    count: usize,
    most: usize,
) -> Vec<Candidate<'a>> {
    let all = || {
        sections.iter().flat_map(|&section| {
            let text = section.version(lang).text.as_str();
            let numbered = prose(text).into_iter().enumerate();
            numbered.map(move |(number, range)| (section, unlisted(&text[range]), number == 0))
        })
    };
    // Where too few sentences say enough by themselves, shorter ones do, and then any.
    let hold = |shortest: usize, wanted: usize| {
        all().filter(|(_, text, _)| stands_alone(text, shortest)).take(wanted).count() == wanted
    };
    let shortest = if hold(SHORTEST, count) { SHORTEST } else { SHORT };
    let wanting = !hold(shortest, 1);
    let candidates = all()
        .filter(|(_, text, _)| wanting || stands_alone(text, shortest))
        .take(most)
        .map(|(section, text, leads)| Candidate { leads, ..candidate(snapshot, section, text) });
    let about = topic.zip(sections.first()).map(|(topic, section)| candidate(snapshot, section, topic));
    picked(candidates.collect(), about.as_ref(), count, count >= sections.len())
}

/// Of more articles than sentences, those that say the most with one each.
fn chosen_of_many<'a>(
    snapshot: &Snapshot,
    sections: &[&'a Section],
    topic: Option<&str>,
    lang: Lang,
    count: usize,
) -> Vec<Candidate<'a>> {
    let articles: Vec<&[&Section]> = sections.chunk_by(|a, b| a.article == b.article).collect();
    let some = articles.iter().step_by(articles.len().div_ceil(MOST).max(1));
    let most = (MOST / articles.len()).max(FEW);
    let best = some.flat_map(|sections| chosen(snapshot, sections, topic, lang, 1, most));
    picked(best.collect(), None, count, false)
}

/// So many of the sentences, those that are nearest to the others and that name what they are about, if possible
/// with one of each section; none twice in other words.
fn picked<'a>(
    mut candidates: Vec<Candidate<'a>>,
    about: Option<&Candidate<'_>>,
    count: usize,
    of_each: bool,
) -> Vec<Candidate<'a>> {
    rank(&mut candidates);
    for candidate in &mut candidates {
        candidate.rank *= if candidate.leads { FIRST } else { 1.0 };
        let on_topic = about.is_some_and(|about| likeness(candidate, about) > 0.0);
        candidate.rank *= if on_topic { ON_TOPIC } else { 1.0 };
    }
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| candidates[b].rank.total_cmp(&candidates[a].rank));
    if of_each {
        let mut begun = FxHashSet::default();
        let (best, rest): (Vec<usize>, Vec<usize>) =
            order.iter().partition(|&&at| begun.insert(&candidates[at].section.id));
        order = [best, rest].concat();
    }
    let mut picked: Vec<usize> = Vec::new();
    for at in order {
        let same = |&other: &usize| likeness(&candidates[at], &candidates[other]) > SAME;
        if picked.len() < count && !picked.iter().any(same) {
            picked.push(at);
        }
    }
    let mut place = 0;
    candidates.retain(|_| {
        place += 1;
        picked.contains(&(place - 1))
    });
    candidates
}

/// Whether a sentence of at least this width says something without those around it.
fn stands_alone(text: &str, shortest: usize) -> bool {
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let said = text.trim_end_matches(|c: char| c.is_ascii_digit() || "[]".contains(c));
    width >= shortest
        && !text.starts_with(['|', '#', '>', '`', '!'])
        && !asks(text)
        && !LEANING.iter().any(|leaning| text.starts_with(leaning))
        && !COUNTING.iter().any(|counting| text.contains(counting))
        && !REASONING.iter().any(|reasoning| said.ends_with(reasoning))
}

fn candidate<'a>(snapshot: &Snapshot, section: &'a Section, text: &'a str) -> Candidate<'a> {
    let normal = normalize(&plain(text));
    let tokens = snapshot.index.tokenizer.tokens(&normal, &snapshot.knowledge.synonyms);
    let mut terms: FxHashMap<u32, f32> = FxHashMap::default();
    for token in tokens.iter().filter(|token| token.class == Class::Word && token.content) {
        if let Some(term) = snapshot.index.term(token.key) {
            *terms.entry(term).or_default() += snapshot.index.idf(term);
        }
    }
    let norm = terms.values().map(|weight| weight * weight).sum::<f32>().sqrt();
    Candidate { section, text, terms, norm, leads: false, rank: 0.0 }
}

/// The cosine of two sentences' words, rare ones counting more.
fn likeness(one: &Candidate<'_>, other: &Candidate<'_>) -> f32 {
    let shared: f32 =
        one.terms.iter().filter_map(|(term, weight)| other.terms.get(term).map(|by| weight * by)).sum();
    shared / (one.norm * other.norm).max(f32::MIN_POSITIVE)
}

/// Lets every sentence pass its weight on to those that are like it, until that settles.
fn rank(candidates: &mut [Candidate<'_>]) {
    let count = candidates.len();
    let mut links: Vec<Vec<(usize, f32)>> = Vec::with_capacity(count);
    for one in &*candidates {
        let alike = candidates.iter().enumerate().map(|(at, other)| (at, likeness(one, other)));
        let mut row: Vec<(usize, f32)> = alike.filter(|(_, likeness)| *likeness >= ALIKE).collect();
        let all: f32 = row.iter().map(|(_, likeness)| likeness).sum();
        for (_, likeness) in &mut row {
            *likeness /= all;
        }
        links.push(row);
    }
    let mut ranks = vec![1.0 / count.max(1) as f32; count];
    for _ in 0..ROUNDS {
        let mut next = vec![(1.0 - DAMPING) / count.max(1) as f32; count];
        for (from, row) in links.iter().enumerate() {
            for &(to, share) in row {
                next[to] += DAMPING * ranks[from] * share;
            }
        }
        ranks = next;
    }
    for (candidate, rank) in candidates.iter_mut().zip(ranks) {
        candidate.rank = rank;
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::knowledge::load::load;
    use crate::search::decide::Stance;

    fn write(folder: &TempDir, name: &str, text: &str) {
        std::fs::write(folder.path().join(format!("{name}.md")), text).expect("written");
    }

    fn summary_of(folder: &TempDir, count: usize) -> Summary {
        let snapshot = Snapshot::new(load(folder.path()).knowledge, Stance::Careful, |_| ());
        let sections: Vec<&Section> = snapshot.knowledge.sections.iter().collect();
        summarise(&snapshot, &sections, true, None, Lang::Ja, count)
    }

    #[test]
    fn every_section_is_summed_up_where_there_is_room() {
        let folder = tempfile::tempdir().expect("a folder");
        let section = |name| {
            format!(
                "## {name}\n{name}の種は、三月の終わりに温室の棚へ並べて発芽させます。{name}の苗は、五月の連休に間隔をあけて畑へ植え替えます。\n"
            )
        };
        write(&folder, "a-greens", &["春菊", "水菜", "小松菜"].map(section).concat());
        write(&folder, "b-root", &section("大根"));
        let summary = summary_of(&folder, 4);
        let said = format!("{:?}", summary.parts);
        assert!(["春菊", "水菜", "小松菜", "大根"].iter().all(|name| said.contains(name)), "{said}");
        assert_eq!(summary.parts.iter().map(|part| part.lines.len()).sum::<usize>(), 4);
    }

    #[test]
    fn many_articles_are_summed_up_from_all_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let line = "水やりと草取りの当番は、畑ごとに週の初めに組み替えます。\n";
        write(&folder, "a-long", &format!("## a-long\n{}", line.repeat(2 * MOST)));
        for plant in ["b-beans", "c-carrots", "d-dill"] {
            write(
                &folder,
                plant,
                &format!("## {plant}\n{plant}の種は、三月の終わりに温室の棚へ並べて発芽させます。\n"),
            );
        }
        let summary = summary_of(&folder, 2);
        let titles: Vec<&str> = summary.parts.iter().map(|part| &*part.title).collect();
        assert_eq!(titles.len(), 2, "{titles:?}");
        assert!(summary.parts.iter().all(|part| part.lines.len() == 1), "one sentence of each");
    }
}
