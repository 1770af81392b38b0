//! Browsing: what comes of pressing a button or choosing from a menu.

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};

use super::actor::Actor;
use super::commands::summary;
use super::components::{Press, Target};
use super::post::{Post, Response};
use super::render;
use super::texts::text;
use crate::app::Snapshot;
use crate::knowledge::Section;
use crate::text::Lang;

/// How many related entries are offered.
const RELATED: usize = 5;

/// What comes of pressing a component.
#[must_use]
pub fn press(interaction: &ComponentInteraction, snapshot: &Snapshot, lang: Lang) -> Response {
    let chosen = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    };
    step(&interaction.data.custom_id, chosen, snapshot, lang, &Actor::of_press(interaction))
}

/// The same, of the plain parts of the press.
#[must_use]
pub fn step(
    custom_id: &str,
    chosen: Option<&str>,
    snapshot: &Snapshot,
    lang: Lang,
    actor: &Actor,
) -> Response {
    let note = |id: &str| Response::Reply(Post::note(text(lang, id)));
    let Some(press) = Press::parse(custom_id) else { return note("error-old-button") };
    let opened = match press {
        Press::Open(target, page) => open(&target, snapshot, lang, page),
        Press::Choose(_) => {
            chosen.and_then(Target::from_value).and_then(|target| open(&target, snapshot, lang, 0))
        }
        Press::AllTopics(page) => Some(render::topics(snapshot, lang, page)),
        Press::AllSources(page) => Some(render::sources_list(snapshot, None, lang, page)),
        Press::Related(target) => {
            return find(&target, snapshot).map_or_else(
                || note("error-section-gone"),
                |section| Response::Reply(render::related(&related(section, snapshot, lang), lang)),
            );
        }
        Press::Why(question) => {
            return Response::Reply(render::why(&snapshot.search(&question), snapshot, lang));
        }
        Press::Delete(asker) if actor.id == asker || actor.moderator => return Response::Delete,
        Press::Delete(_) => return note("error-not-yours"),
        Press::Preview(wanted, page) => return summary::preview(&wanted, page, snapshot, lang, actor),
        Press::Publish(wanted) => return summary::publish(&wanted, snapshot, lang, actor),
        Press::Cancel => Some(Post::note(text(lang, "summary-dropped"))),
    };
    opened.map_or_else(|| note("error-section-gone"), Response::Update)
}

/// The post that shows a page of a target; `None` if the target is gone.
#[must_use]
pub fn open(target: &Target, snapshot: &Snapshot, lang: Lang, page: usize) -> Option<Post> {
    if target.kind() == 's' {
        return find(target, snapshot).map(|section| render::section(section, snapshot, lang, page));
    }
    if target.kind() == 'f' {
        return Some(render::faq(snapshot, lang, page));
    }
    let (title, sections) = members(target, snapshot, lang)?;
    Some(render::list(&title, &sections, target, lang, page))
}

/// The title and the sections of an article, a topic or a source.
#[must_use]
pub fn members<'a>(
    target: &Target,
    snapshot: &'a Snapshot,
    lang: Lang,
) -> Option<(String, Vec<&'a Section>)> {
    let knowledge = &snapshot.knowledge;
    match target.kind() {
        'a' => {
            let mut articles = knowledge.articles.iter().enumerate();
            let (number, article) = articles.find(|(_, article)| *target == Target::article(&article.id))?;
            let sections = knowledge.sections.iter().filter(|section| section.article == number).collect();
            Some((article.version(lang).title.clone(), sections))
        }
        't' => {
            // The menu may have been made for a member of the other language.
            let mut topics = Lang::ALL.into_iter().flat_map(|lang| knowledge.topics(lang));
            let (name, sections) = topics.find(|(name, _)| *target == Target::topic(name))?;
            Some((name.to_owned(), sections))
        }
        'o' => {
            let mut cited = Lang::ALL.into_iter().flat_map(|lang| knowledge.cited(None, lang));
            let (source, sections) = cited.find(|(source, _)| *target == Target::source(&source.label))?;
            Some((source.label.clone(), sections))
        }
        _ => None,
    }
}

/// The section that a target names.
fn find<'a>(target: &Target, snapshot: &'a Snapshot) -> Option<&'a Section> {
    let is_it = |section: &&Section| *target == Target::section(&section.id);
    let by_id = snapshot.knowledge.section(target.name()).filter(is_it);
    by_id.or_else(|| snapshot.knowledge.sections.iter().find(is_it))
}

/// The entries nearest to a section, itself left out.
fn related<'a>(section: &Section, snapshot: &'a Snapshot, lang: Lang) -> Vec<&'a Section> {
    let version = section.version(lang);
    let hits = snapshot.search(&format!("{}\n{}", version.title, version.text));
    hits.candidates
        .iter()
        .map(|candidate| &snapshot.knowledge.sections[candidate.section])
        .filter(|other| other.id != section.id)
        .take(RELATED)
        .collect()
}
