//! The knowledge folder as plain values: articles, their sections in each language, sources.

mod articles;
mod check;
mod footnote;
mod front_matter;
pub mod load;
mod markdown;
mod out_of_scope_file;
pub mod problem;
mod synonyms_file;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::text::normalize::normalize;
use crate::text::synonyms::{Found, Group, Side, Synonyms};
use crate::text::{Lang, kana};

/// Everything that was loaded. It does not change: a reload builds a new one.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The articles in the order of their file names.
    pub articles: Vec<Article>,
    /// The sections in the order of articles and text.
    pub sections: Vec<Section>,
    /// Words that mean the same in this folder.
    pub synonyms: Synonyms,
    /// The questions that are not answered.
    pub out_of_scope: Vec<OutOfScope>,
    by_id: FxHashMap<String, usize>,
}

/// Who is cited: sources of one name.
#[derive(Debug)]
pub struct Outlet<'k> {
    /// The name.
    pub label: &'k str,
    /// Its sources, which differ in their notes or addresses.
    pub documents: Vec<&'k Source>,
    /// The sections that lean on any of them.
    pub sections: Vec<&'k Section>,
}

/// An article with its translations.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id: the front matter's, or the stem of the file's name.
    pub id: String,
    /// The original first, then its translations.
    pub versions: Vec<ArticleVersion>,
}

/// An article in one language.
#[derive(Debug, Clone)]
pub struct ArticleVersion {
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// Who published the source article.
    pub publisher: Option<String>,
    /// Where the source article stands, if the author gave an address.
    pub url: Option<String>,
    /// The topics that people browse by.
    pub topics: Vec<String>,
    /// The line that they begin in.
    pub topics_line: usize,
    /// The author's own summary.
    pub summary: Option<String>,
    /// The file, as it is shown to the author.
    pub file: String,
}

/// One answer: a part of an article, or an entry of an FAQ.
#[derive(Debug, Clone)]
pub struct Section {
    /// `ARTICLE#SECTION`.
    pub id: String,
    /// The place of its article in [`Knowledge::articles`].
    pub article: usize,
    /// The original first, then its translations.
    pub versions: Vec<SectionVersion>,
}

/// A section in one language.
#[derive(Debug, Clone)]
pub struct SectionVersion {
    /// The language.
    pub lang: Lang,
    /// Whether its heading is a question.
    pub kind: Kind,
    /// The heading.
    pub title: String,
    /// The text in Markdown, each footnote mark as `[1]`, counting through [`Self::sources`].
    pub text: String,
    /// Other ways in which members ask for it.
    pub questions: Vec<Question>,
    /// The topics of its article that it speaks of.
    pub topics: Vec<String>,
    /// The footnotes that it cites in the order of their marks, then the article itself.
    pub sources: Vec<Source>,
    /// The file of this version.
    pub file: String,
    /// The line of its heading.
    pub line: usize,
}

/// A way to ask for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The words.
    pub text: String,
    /// The line in the file.
    pub line: usize,
}

/// A question that no section answers.
#[derive(Debug, Clone)]
pub struct OutOfScope {
    /// The words.
    pub text: String,
    /// The file that lists it.
    pub file: String,
    /// The line in the file.
    pub line: usize,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A part of an article.
    Section,
    /// A question and its answer.
    Faq,
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// The outlet or the article.
    pub label: String,
    /// An address, if the author gave one.
    pub url: Option<String>,
    /// What and when, as the author wrote it; of an article, its publisher.
    pub note: Option<String>,
}

impl Knowledge {
    /// Puts articles and sections together and prepares the synonyms.
    #[must_use]
    pub fn new(
        articles: Vec<Article>,
        sections: Vec<Section>,
        groups: Vec<Group>,
        out_of_scope: Vec<OutOfScope>,
    ) -> Knowledge {
        let by_id = sections.iter().enumerate().map(|(at, section)| (section.id.clone(), at)).collect();
        let synonyms = Synonyms::new(groups);
        let mut knowledge = Knowledge { articles, sections, synonyms, out_of_scope, by_id };
        knowledge.assign_topics();
        knowledge
    }

    /// The section with an id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.by_id.get(id).map(|&at| &self.sections[at])
    }

    /// The article of a section in a language, or the original.
    #[must_use]
    pub fn article_of(&self, section: &Section, lang: Lang) -> &ArticleVersion {
        self.articles[section.article].version(lang)
    }

    /// The topics in a language with the sections of each, in the order in which the articles name
    /// them. Articles without that language join in with their own.
    #[must_use]
    pub fn topics(&self, lang: Lang) -> Vec<(&str, Vec<&Section>)> {
        let mut topics: Vec<(&str, Vec<&Section>)> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for topic in self.articles.iter().flat_map(|article| &article.version(lang).topics) {
            places.entry(topic).or_insert_with(|| {
                topics.push((topic, Vec::new()));
                topics.len() - 1
            });
        }
        for section in &self.sections {
            for topic in &section.version(lang).topics {
                // A section that is not translated has the topics of the original.
                if let Some(&place) = places.get(self.topic_in(topic, lang)) {
                    topics[place].1.push(section);
                }
            }
        }
        topics.retain(|(_, sections)| !sections.is_empty());
        topics
    }

    /// A topic in a language: authors translate an article's topics in their order.
    #[must_use]
    pub fn topic_in<'a>(&'a self, topic: &'a str, lang: Lang) -> &'a str {
        let translated = |article: &'a Article| {
            let own = &article.version(lang).topics;
            if let Some(same) = own.iter().find(|other| *other == topic) {
                return Some(same);
            }
            let mut lists = article.versions.iter().filter(|version| version.topics.len() == own.len());
            lists
                .find_map(|version| version.topics.iter().position(|other| other == topic))
                .map(|at| &own[at])
        };
        self.articles.iter().find_map(translated).map_or(topic, String::as_str)
    }

    /// The language that most articles were written in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        let written = |lang| self.articles.iter().filter(|article| article.versions[0].lang == lang).count();
        if written(Lang::En) > written(Lang::Ja) { Lang::En } else { Lang::Ja }
    }

    /// The outlets that the knowledge cites in a language, in the order of the text.
    #[must_use]
    pub fn cited(&self, article: Option<usize>, lang: Lang) -> Vec<Outlet<'_>> {
        let mut cited: Vec<Outlet<'_>> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut seen: FxHashSet<&Source> = FxHashSet::default();
        for section in &self.sections {
            if article.is_some_and(|number| section.article != number) {
                continue;
            }
            for source in &section.version(lang).sources {
                let place = *places.entry(&source.label).or_insert_with(|| {
                    cited.push(Outlet { label: &source.label, documents: Vec::new(), sections: Vec::new() });
                    cited.len() - 1
                });
                let Outlet { documents, sections, .. } = &mut cited[place];
                if seen.insert(source) {
                    documents.push(source);
                }
                if sections.last().is_none_or(|last| last.id != section.id) {
                    sections.push(section);
                }
            }
        }
        cited
    }

    /// A section belongs to those topics of its article that it mentions in any spelling. A topic
    /// that no section mentions is about the whole article.
    fn assign_topics(&mut self) {
        let synonyms = &self.synonyms;
        for sections in self.sections.chunk_by_mut(|a, b| a.article == b.article) {
            let article = &self.articles[sections[0].article];
            if article.versions.iter().all(|version| version.topics.is_empty()) {
                continue;
            }
            let said: Vec<Said> = sections.iter().map(|section| Said::by(section, synonyms)).collect();
            for version in &article.versions {
                for topic in &version.topics {
                    let about = said_about(topic, synonyms);
                    let any = said.iter().any(&about);
                    for (section, said) in sections.iter_mut().zip(&said) {
                        let mut texts = section.versions.iter_mut();
                        if let Some(text) = texts.find(|text| text.lang == version.lang)
                            && (about(said) || !any)
                        {
                            text.topics.push(topic.clone());
                        }
                    }
                }
            }
        }
    }
}

/// What a section says in all its languages, as topics are looked for in it.
struct Said {
    /// Headings, texts and questions, folded.
    folded: String,
    /// The synonym groups that stand there.
    groups: FxHashSet<u32>,
}

impl Said {
    fn by(section: &Section, synonyms: &Synonyms) -> Said {
        let texts = section.versions.iter().map(|version| version.text.as_str());
        let text = normalize(&section.ways_to_ask().chain(texts).collect::<Vec<_>>().join("\n"));
        let folded = kana::fold(&text);
        let groups = synonyms.find(&text, &folded, Side::Index).iter().map(|found| found.group).collect();
        Said { folded, groups }
    }
}

/// Tells whether a section speaks of a topic, in any spelling that the synonyms know.
fn said_about(topic: &str, synonyms: &Synonyms) -> impl Fn(&Said) -> bool {
    let topic = normalize(topic);
    let name = kana::fold(&topic);
    let whole = |found: &Found| found.span == (0..name.len());
    let group = synonyms.find(&topic, &name, Side::Index).into_iter().find(whole).map(|found| found.group);
    move |said| said.folded.contains(&name) || group.is_some_and(|group| said.groups.contains(&group))
}

impl Article {
    /// The version in a language, or the original.
    #[must_use]
    pub fn version(&self, lang: Lang) -> &ArticleVersion {
        self.versions.iter().find(|version| version.lang == lang).unwrap_or(&self.versions[0])
    }
}

impl Section {
    /// The version in a language, or the original.
    #[must_use]
    pub fn version(&self, lang: Lang) -> &SectionVersion {
        self.versions.iter().find(|version| version.lang == lang).unwrap_or(&self.versions[0])
    }

    /// Whether it is an entry of the FAQ in any language.
    #[must_use]
    pub fn is_faq(&self) -> bool {
        self.versions.iter().any(|version| version.kind == Kind::Faq)
    }

    /// Every way to ask for it, headings included, in all languages.
    pub fn ways_to_ask(&self) -> impl Iterator<Item = &str> {
        self.versions.iter().flat_map(|version| {
            std::iter::once(version.title.as_str()).chain(version.questions.iter().map(|q| q.text.as_str()))
        })
    }
}
