//! `/ask`: answers a question.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, Typed, complete_names, section_choice};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::Asker;
use crate::knowledge::Section;
use crate::text::Lang;

pub(super) const COMMAND: Command = Command {
    name: "ask",
    options: &[
        CommandOption {
            name: "question",
            kind: CommandOptionType::String,
            required: true,
            max_length: Some(2000),
            ..CommandOption::OPTIONAL
        },
        CommandOption { name: "private", ..CommandOption::OPTIONAL },
    ],
    run,
    complete: |typed, snapshot, lang| complete(typed, snapshot, lang, false),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let private = invocation.switch("private");
    let question = invocation.text("question").unwrap_or_default();
    if let Some(post) = chosen(question, invocation) {
        return Response::Reply(Post { private, ..post });
    }
    let asker = Asker { id: invocation.actor.id, echo: true, private };
    Response::Reply(questions::ask(question, invocation.snapshot, invocation.locale, asker))
}

/// The entry that was picked from the choices, if the text is one of them.
pub(super) fn chosen(text: &str, invocation: &Invocation<'_>) -> Option<Post> {
    browse::open(&Target::from_value(text)?, invocation.snapshot, invocation.lang(), 0)
}

/// Entries for what is typed: those whose headings begin with it or hold it, then the nearest ones by
/// meaning, then topics. While nothing is typed, the FAQ comes first.
pub(super) fn complete(
    typed: &str,
    snapshot: &Snapshot,
    lang: Lang,
    only_faq: bool,
) -> Vec<(String, String)> {
    let wanted = |section: &&Section| !only_faq || section.is_faq();
    let sections = || snapshot.knowledge.sections.iter().filter(wanted);
    // Topics are no entries of the FAQ.
    let topics = || if only_faq { Vec::new() } else { complete_names(typed, snapshot, lang, 't') };
    let choice = |section: &Section| section_choice(section, lang);
    if typed.trim().is_empty() {
        let (faq, others): (Vec<&Section>, Vec<&Section>) = sections().partition(|section| section.is_faq());
        return faq.into_iter().map(choice).chain(topics()).chain(others.into_iter().map(choice)).collect();
    }
    let headings = Typed::new(typed);
    let mut ranked: Vec<(u32, &Section)> = sections()
        .filter_map(|section| Some((headings.spelled(&section.version(lang).title)?, section)))
        .collect();
    ranked.sort_by_key(|&(rank, _)| rank);
    let mut found: Vec<&Section> = ranked.into_iter().map(|(_, section)| section).collect();
    for candidate in snapshot.search(typed).candidates {
        let section = &snapshot.knowledge.sections[candidate.section];
        if wanted(&section) && !found.iter().any(|other| other.id == section.id) {
            found.push(section);
        }
    }
    found.into_iter().map(choice).chain(topics()).collect()
}
