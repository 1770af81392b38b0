//! `/ask`: answers a question.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, complete_names, section_choice, typed_rank};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::Asker;
use crate::knowledge::{Kind, Section};
use crate::text::Lang;

/// Up to this rank a heading is what is being typed, not just like it.
const BY_HEADING: u32 = 2;

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
/// meaning, then, while nothing is typed, the FAQ and the topics.
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
        let topics = complete_names("", snapshot, lang, 't').into_iter().filter(|_| !others.is_empty());
        let faq = faq.into_iter().map(|section| section_choice(section, lang));
        let others = others.iter().map(|section| section_choice(section, lang));
        return faq.chain(topics).chain(others).collect();
    }
    let mut ranked: Vec<(u32, &Section)> = sections()
        .filter_map(|section| {
            let rank = typed_rank(typed, &section.version(lang).title)?;
            (rank <= BY_HEADING).then_some((rank, section))
        })
        .collect();
    ranked.sort_by_key(|&(rank, _)| rank);
    let mut found: Vec<&Section> = ranked.into_iter().map(|(_, section)| section).collect();
    for candidate in snapshot.search(typed).candidates {
        let section = &snapshot.knowledge.sections[candidate.section];
        if wanted(section) && !found.iter().any(|other| other.id == section.id) {
            found.push(section);
        }
    }
    let topics = complete_names(typed, snapshot, lang, 't');
    found.into_iter().map(|section| section_choice(section, lang)).chain(topics).collect()
}
