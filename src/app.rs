//! The application: a snapshot of the knowledge with its index, asked and replaced as a whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::answer::{Answer, Entry, Reply};
use crate::knowledge::load::{Fingerprint, Loaded, fingerprint, load};
use crate::knowledge::problem::Problem;
use crate::knowledge::{Knowledge, Section};
use crate::names::Names;
use crate::search::decide::Stance;
use crate::search::highlight::Passages;
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::rerank::{Candidate, highest_score};
use crate::search::{Hits, ranked, search};
use crate::text::Lang;

/// Knowledge and its index, which belong together and never change.
#[derive(Debug)]
pub struct Snapshot {
    /// What was loaded.
    pub knowledge: Knowledge,
    /// The index over it.
    pub index: Index,
    /// How sure it must be to answer.
    pub stance: Stance,
    /// What is called what, for what members type.
    pub names: Names,
    passages: Passages,
}

impl Snapshot {
    /// Indexes loaded knowledge; `indexed` is told how many sections more are done.
    #[must_use]
    pub fn new(knowledge: Knowledge, stance: Stance, indexed: impl FnMut(usize)) -> Snapshot {
        let index = Index::build(&knowledge, indexed);
        let passages = Passages::of(&knowledge);
        let names = Names::of(&knowledge);
        Snapshot { knowledge, index, stance, names, passages }
    }

    /// Answers a question, in `lang` or in the language that it is asked in.
    #[must_use]
    pub fn ask(&self, question: &str, lang: Option<Lang>) -> Reply {
        self.reply(question, lang, &self.search(question))
    }

    /// Searches for a question.
    #[must_use]
    pub fn search(&self, question: &str) -> Hits {
        search(&self.index, &self.knowledge, &self.passages, question, self.stance)
    }

    /// The best sections for a question, best first, without an outcome.
    #[must_use]
    pub fn candidates(&self, question: &str) -> Vec<Candidate> {
        ranked(&self.index, &self.knowledge, question).1
    }

    /// The reply that hits come to.
    #[must_use]
    pub fn reply(&self, question: &str, lang: Option<Lang>, hits: &Hits) -> Reply {
        let lang = lang.unwrap_or(hits.query.lang);
        let entries = |hits: &Hits| -> Vec<Entry> {
            let highest = highest_score(&self.index, &hits.candidates);
            let listed = |candidate: &Candidate| {
                let section = &self.knowledge.sections[candidate.section];
                let score = (candidate.score / highest).clamp(0.0, 1.0);
                Entry { id: section.id.clone(), title: section.version(lang).title.clone(), score }
            };
            hits.candidates.iter().map(listed).collect()
        };
        Reply {
            question: question.to_owned(),
            outcome: hits.decision.outcome,
            confidence: hits.decision.confidence,
            answer: hits.answer().map(|best| {
                let section = &self.knowledge.sections[best];
                let highlight = self.highlight(best, lang, hits);
                Answer { highlight, ..self.answer(section, lang) }
            }),
            candidates: entries(hits),
            further: hits.further.iter().filter_map(|other| entries(other).into_iter().next()).collect(),
            part: hits.part.clone(),
            lang,
        }
    }

    /// A section as an answer, with no sentence set off.
    #[must_use]
    pub fn answer(&self, section: &Section, lang: Lang) -> Answer {
        let version = section.version(lang);
        Answer {
            id: section.id.clone(),
            kind: version.kind,
            lang: version.lang,
            article: self.knowledge.article_of(section, lang).title.clone(),
            title: version.title.clone(),
            text: version.text.clone(),
            highlight: String::new(),
            sources: version.sources.clone(),
        }
    }

    /// The sentence of the best section that answers a question, in a language.
    fn highlight(&self, best: usize, lang: Lang, hits: &Hits) -> String {
        let section = &self.knowledge.sections[best];
        let version = section.version(lang);
        let range = if version.lang == section.version(hits.query.lang).lang {
            hits.highlight.range.clone()
        } else {
            self.passages.highlight(best, lang, &hits.query, &self.index, &self.knowledge).range
        };
        version.text[range].to_owned()
    }

    /// The sentence of a section that answers a question, in a language; empty where none shares a word with it.
    #[must_use]
    pub fn sentence(&self, section: &Section, lang: Lang, question: &str) -> String {
        let number = self.knowledge.sections.iter().position(|other| other.id == section.id);
        let query = self.analyse(question);
        let highlight = |number| self.passages.highlight(number, lang, &query, &self.index, &self.knowledge);
        let found = number.map(highlight).filter(|highlight| highlight.coverage > 0.0);
        found.map_or_else(String::new, |found| section.version(lang).text[found.range].to_owned())
    }

    /// Analyses a text as a question.
    #[must_use]
    pub fn analyse(&self, question: &str) -> Query {
        Query::analyse(question, &self.index, &self.knowledge.synonyms)
    }
}

/// The running application.
#[derive(Debug)]
pub struct App {
    folder: PathBuf,
    /// How the folder looked just before it was opened.
    opened_as: Fingerprint,
    snapshot: ArcSwap<Snapshot>,
}

impl App {
    /// Loads a knowledge folder and serves it, as `index` indexes it.
    ///
    /// # Errors
    /// The problems of a folder that has errors.
    pub fn open(folder: &Path, index: impl FnOnce(Knowledge) -> Snapshot) -> Result<App, Vec<Problem>> {
        let opened_as = fingerprint(folder);
        let loaded = servable(folder)?;
        let snapshot = ArcSwap::from_pointee(index(loaded.knowledge));
        Ok(App { folder: folder.to_owned(), opened_as, snapshot })
    }

    /// The folder that is served.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How the folder looked just before it was opened.
    #[must_use]
    pub fn opened_as(&self) -> &Fingerprint {
        &self.opened_as
    }

    /// The knowledge as it is now. Questions under way keep the one that they began with.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// Loads the folder anew and swaps it in.
    ///
    /// # Errors
    /// The problems of a folder that has errors; the old knowledge stays.
    pub fn reload(&self) -> Result<Arc<Snapshot>, Vec<Problem>> {
        let snapshot =
            Arc::new(Snapshot::new(servable(&self.folder)?.knowledge, self.snapshot().stance, |_| ()));
        self.snapshot.store(snapshot.clone());
        Ok(snapshot)
    }
}

fn servable(folder: &Path) -> Result<Loaded, Vec<Problem>> {
    let loaded = load(folder);
    if loaded.problems.iter().any(Problem::is_error) { Err(loaded.problems) } else { Ok(loaded) }
}
