//! Browsing: what comes of pressing a button or choosing from a menu.

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};

use super::components::{Press, Target};
use super::post::{Post, Response};
use super::render;
use super::texts::text;
use crate::app::Snapshot;
use crate::text::Lang;

/// What comes of pressing a component.
#[must_use]
pub fn press(interaction: &ComponentInteraction, snapshot: &Snapshot, lang: Lang) -> Response {
    let chosen = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    };
    step(&interaction.data.custom_id, chosen, snapshot, lang)
}

/// The same, of the plain parts of the press.
#[must_use]
pub fn step(custom_id: &str, chosen: Option<&str>, snapshot: &Snapshot, lang: Lang) -> Response {
    let target = match Press::parse(custom_id) {
        Some(Press::AllTopics) => return Response::Update(render::topics(snapshot, lang)),
        Some(Press::Open(target)) => Some(target),
        Some(Press::Sections | Press::Articles | Press::Topics) => chosen.and_then(Target::from_value),
        None => return Response::Reply(Post::note(text(lang, "error-old-button"))),
    };
    match target.and_then(|target| open(&target, snapshot, lang)) {
        Some(post) => Response::Update(post),
        None => Response::Reply(Post::note(text(lang, "error-section-gone"))),
    }
}

/// The post that shows a target; `None` if it is gone.
#[must_use]
pub fn open(target: &Target, snapshot: &Snapshot, lang: Lang) -> Option<Post> {
    let knowledge = &snapshot.knowledge;
    match target.kind() {
        's' => {
            let is_it = |id: &str| *target == Target::section(id);
            let by_id = knowledge.section(target.name());
            let section = by_id.or_else(|| knowledge.sections.iter().find(|section| is_it(&section.id)))?;
            Some(render::section(section, snapshot, lang))
        }
        'a' => {
            let mut articles = knowledge.articles.iter().enumerate();
            let (number, article) = articles.find(|(_, article)| *target == Target::article(&article.id))?;
            let sections: Vec<_> =
                knowledge.sections.iter().filter(|section| section.article == number).collect();
            Some(render::list(&article.version(lang).title, &sections, lang))
        }
        _ => {
            // The menu may have been made for a member of the other language.
            let mut topics = Lang::ALL.into_iter().flat_map(|lang| knowledge.topics(lang));
            let (name, sections) = topics.find(|(name, _)| *target == Target::topic(name))?;
            Some(render::list(name, &sections, lang))
        }
    }
}
