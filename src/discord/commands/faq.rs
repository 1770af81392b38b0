//! `/faq`: one entry of the FAQ, or the list.

use serenity::all::CommandOptionType;

use super::ask::{chosen, nearest};
use super::{CHOICES, Command, CommandOption, Invocation, section_choice};
use crate::app::Snapshot;
use crate::discord::post::{Post, Response};
use crate::discord::render;
use crate::knowledge::{Kind, Section};
use crate::search::decide::Outcome;
use crate::text::Lang;

pub(super) const COMMAND: Command = Command {
    name: "faq",
    options: &[CommandOption {
        name: "question",
        kind: CommandOptionType::String,
        required: false,
        max_length: Some(2000),
    }],
    run,
    complete,
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, lang) = (invocation.snapshot, invocation.lang());
    let Some(question) = invocation.text("question") else {
        return Response::Reply(render::faq(snapshot, lang));
    };
    if let Some(post) = chosen(question, invocation) {
        return Response::Reply(post);
    }
    let hits = snapshot.search(question);
    let best = hits.candidates.first().map(|best| &snapshot.knowledge.sections[best.section]);
    let found = best.filter(|entry| hits.decision.outcome != Outcome::Unknown && is_faq(entry));
    // Where nothing is near, the list says more than a guess, and to the member alone.
    let list = || Post { private: true, ..render::faq(snapshot, lang) };
    Response::Reply(found.map_or_else(list, |entry| render::section(entry, snapshot, lang)))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "iterators filter by reference")]
fn is_faq(section: &&Section) -> bool {
    section.versions.iter().any(|version| version.kind == Kind::Faq)
}

/// FAQ entries, those nearest to what is typed first.
fn complete(typed: &str, snapshot: &Snapshot, lang: Lang) -> Vec<(String, String)> {
    let mut entries: Vec<&Section> = nearest(typed, snapshot).into_iter().filter(is_faq).collect();
    for section in snapshot.knowledge.sections.iter().filter(is_faq) {
        if entries.len() < CHOICES && !entries.iter().any(|entry| entry.id == section.id) {
            entries.push(section);
        }
    }
    entries.into_iter().map(|section| section_choice(section, lang)).collect()
}
