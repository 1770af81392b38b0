//! Names: headings, topics, articles and sources as they are compared with what a member types, made ready when
//! the folder is loaded, for every letter that is typed asks for them.

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use crate::knowledge::Knowledge;
use crate::text::normalize::normalize;
use crate::text::readings::readings;
use crate::text::script::{Script, script};
use crate::text::synonyms::{Side, Synonyms};
use crate::text::{Lang, kana};

/// How alike a name must be to what is typed for a slip of the finger.
const NEARLY: f64 = 0.7;
/// How many names are looked at for slips and readings, which takes longer than for spellings.
const LOOKED_AT: usize = 2000;

/// How many Latin letters may stand behind kana that are still being typed, as in `さいb`.
const HALF_TYPED: usize = 2;

/// All names of a folder by language.
#[derive(Debug)]
pub struct Names([InLang; Lang::ALL.len()]);

/// The names in one language.
#[derive(Debug)]
struct InLang {
    /// The folded headings of the sections, in their order.
    headings: Vec<String>,
    topics: Vec<Name>,
    articles: Vec<Name>,
    sources: Vec<Name>,
}

/// The name of a topic, an article or a source.
#[derive(Debug)]
pub struct Name {
    /// As the author wrote it.
    pub written: String,
    /// Folded, then with each synonym that stands in it.
    spellings: Vec<String>,
    /// How these are read, as far as that is known.
    readings: Vec<String>,
}

impl Names {
    /// The names of a folder.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Names {
        let name = |written: &str| Name::new(written, &knowledge.synonyms);
        // An article is the last source of its sections, and has its name already.
        let articles = |lang| -> FxHashSet<&str> {
            let sections = knowledge.sections.iter();
            sections.filter_map(|section| Some(&*section.version(lang).sources.last()?.label)).collect()
        };
        let outlets = |lang| {
            let articles = articles(lang);
            let cited = knowledge.cited(None, lang).into_iter().map(|outlet| outlet.label);
            cited.filter(|label| !articles.contains(*label)).map(name).collect()
        };
        Names(Lang::ALL.map(|lang| InLang {
            headings: knowledge.sections.iter().map(|section| folded(&section.version(lang).title)).collect(),
            topics: knowledge.topics(lang).into_iter().map(|(topic, _)| name(topic)).collect(),
            articles: knowledge.articles.iter().map(|article| name(&article.version(lang).title)).collect(),
            sources: outlets(lang),
        }))
    }

    /// The topics in a language.
    #[must_use]
    pub fn topics(&self, lang: Lang) -> &[Name] {
        &self.0[lang as usize].topics
    }

    /// The articles in a language, in their order.
    #[must_use]
    pub fn articles(&self, lang: Lang) -> &[Name] {
        &self.0[lang as usize].articles
    }

    /// What is cited in a language, by its labels.
    #[must_use]
    pub fn sources(&self, lang: Lang) -> &[Name] {
        &self.0[lang as usize].sources
    }

    /// The sections whose headings spell what is typed, best first.
    #[must_use]
    pub fn sections(&self, typed: &Typed, lang: Lang) -> Vec<usize> {
        let headings = self.0[lang as usize].headings.iter().enumerate();
        let mut found: Vec<(u32, usize)> =
            headings.filter_map(|(section, heading)| Some((typed.spelled(heading)?, section))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, section)| section).collect()
    }
}

impl Name {
    fn new(written: &str, synonyms: &Synonyms) -> Name {
        let text = normalize(written);
        let folded = kana::fold(&text);
        let mut spellings = vec![folded.clone()];
        for found in synonyms.find(&text, &folded, Side::Index) {
            let otherwise = |phrase: &String| {
                let (before, after) = (&folded[..found.span.start], &folded[found.span.end..]);
                format!("{before}{}{after}", self::folded(phrase))
            };
            spellings.extend(synonyms.phrases(found.group).iter().map(otherwise));
        }
        let readings = spellings.iter().flat_map(|spelling| readings(&letters(spelling), false)).collect();
        Name { written: written.to_owned(), spellings, readings }
    }

    /// Whether it is written so, whatever the case and the width.
    #[must_use]
    pub fn is(&self, typed: &Typed) -> bool {
        self.spellings[0] == typed.folded
    }

    /// Whether it is written so or with a synonym.
    #[must_use]
    pub fn is_called(&self, typed: &Typed) -> bool {
        self.spellings.contains(&typed.folded)
    }
}

/// What a member has typed so far.
pub struct Typed {
    folded: String,
    finder: Finder<'static>,
    /// Whether it can be the reading of a name.
    kana: bool,
    /// What it may come to: its kana, where it ends in letters that are not kana yet or is romaji.
    otherwise: Option<Box<Typed>>,
}

impl Typed {
    /// Makes ready what is typed.
    #[must_use]
    pub fn new(typed: &str) -> Typed {
        let folded = folded(typed);
        let kana = !folded.is_empty() && folded.chars().all(|c| script(c) == Script::Hiragana || c == 'ー');
        let finder = Finder::new(&folded).into_owned();
        let finished = folded.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let otherwise = match folded.len() - finished.len() {
            0 => None,
            _ if finished.is_empty() => kana::from_romaji(&folded),
            1..=HALF_TYPED => Some(finished.to_owned()),
            _ => None,
        };
        let otherwise = otherwise.map(|kana| Box::new(Typed::new(&kana)));
        Typed { folded, finder, kana, otherwise }
    }

    /// Of some names those that are spelled as is typed, best first; where there are none, those that
    /// are read so or nearly so.
    #[must_use]
    pub fn find<'n, T>(&self, names: &(impl Iterator<Item = (&'n Name, T)> + Clone)) -> Vec<(&'n Name, T)> {
        let ranked = |rank: &dyn Fn(&Name) -> Option<u32>, most: usize| {
            let some = names.clone().take(most);
            let mut ranked: Vec<_> = some.filter_map(|(name, of)| Some((rank(name)?, name, of))).collect();
            ranked.sort_by_key(|&(rank, ..)| rank);
            ranked
        };
        let spelled = |name: &Name| name.spellings.iter().filter_map(|spelling| self.spelled(spelling)).min();
        let mut found = ranked(&spelled, usize::MAX);
        if found.is_empty() {
            found = ranked(&|name| self.sounded(name), LOOKED_AT);
        }
        if let (true, Some(otherwise)) = (found.is_empty(), &self.otherwise) {
            return otherwise.find(names);
        }
        found.into_iter().map(|(_, name, of)| (name, of)).collect()
    }

    /// How well a folded name spells what is typed, 0 best: it is equal, begins so, or holds it.
    fn spelled(&self, name: &str) -> Option<u32> {
        let at = self.finder.find(name.as_bytes())?;
        Some(if name == self.folded { 0 } else { 1 + u32::from(at > 0) })
    }

    /// The same of a name that is spelled otherwise: it is read so, or is nearly what is typed.
    fn sounded(&self, name: &Name) -> Option<u32> {
        if self.kana && name.readings.iter().any(|reading| reading.starts_with(&self.folded)) {
            return Some(0);
        }
        let length = self.folded.chars().count();
        let near = |other: &str| {
            let lengths = (length as f64, other.chars().count() as f64);
            // Where the lengths differ too much, or too few letters are the same, their order tells nothing.
            let least = NEARLY * lengths.0.max(lengths.1);
            let same = || self.folded.chars().filter(|&letter| other.contains(letter)).count() as f64;
            lengths.0.min(lengths.1) >= least
                && same() >= least
                && strsim::normalized_damerau_levenshtein(&self.folded, other) >= NEARLY
        };
        let is_near = |name: &String| near(&name.chars().take(length).collect::<String>()) || near(name);
        name.spellings.iter().any(is_near).then_some(1)
    }
}

/// A name without the marks in it.
fn letters(name: &str) -> String {
    name.chars().filter(|&c| script(c) != Script::Other).collect()
}

fn folded(text: &str) -> String {
    kana::fold(&normalize(text))
}
