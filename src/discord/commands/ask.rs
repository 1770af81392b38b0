//! `/ask`: answers a question.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, Typed, complete_names, section_choice};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::Asker;
use crate::knowledge::{Kind, Section};
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
    complete: |typed, snapshot, lang| complete(typed, snapshot, lang, |_| true),
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
    wanted: impl Fn(&Section) -> bool,
) -> Vec<(String, String)> {
    let sections = || snapshot.knowledge.sections.iter().filter(|section| wanted(section));
    let is_faq = |section: &&Section| section.version(lang).kind == Kind::Faq;
    if typed.trim().is_empty() {
        let (faq, others): (Vec<&Section>, Vec<&Section>) = sections().partition(is_faq);
        let all_wanted = !others.is_empty();
        let topics = complete_names("", snapshot, lang, 't').into_iter().filter(|_| all_wanted);
        let faq = faq.into_iter().map(|section| section_choice(section, lang));
        let others = others.iter().map(|section| section_choice(section, lang));
        return faq.chain(topics).chain(others).collect();
    }
    let headings = Typed::new(typed);
    let mut ranked: Vec<(u32, &Section)> = sections()
        .filter_map(|section| Some((headings.spelled(&section.version(lang).title)?, section)))
        .collect();
    ranked.sort_by_key(|&(rank, _)| rank);
    let mut found: Vec<&Section> = ranked.into_iter().map(|(_, section)| section).collect();
    for candidate in snapshot.search(typed).candidates {
        let section = &snapshot.knowledge.sections[candidate.section];
        if wanted(section) && !found.iter().any(|other| other.id == section.id) {
            found.push(section);
        }
    }
    // Topics are no entries: where only some entries are wanted, they are not.
    let all_wanted = snapshot.knowledge.sections.iter().all(&wanted);
    let topics = if all_wanted { complete_names(typed, snapshot, lang, 't') } else { Vec::new() };
    found.into_iter().map(|section| section_choice(section, lang)).chain(topics).collect()
}
