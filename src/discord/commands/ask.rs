//! `/ask`: answers a question.

use serenity::all::CommandOptionType;

use super::{CHOICES, Command, CommandOption, Invocation, section_choice};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::questions;
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
        },
        CommandOption {
            name: "private",
            kind: CommandOptionType::Boolean,
            required: false,
            max_length: None,
        },
    ],
    run,
    complete,
};

fn run(invocation: &Invocation<'_>) -> Response {
    let private = invocation.switch("private");
    let question = invocation.text("question").unwrap_or_default();
    if let Some(post) = chosen(question, invocation) {
        return Response::Reply(Post { private, ..post });
    }
    Response::Reply(questions::ask(question, invocation.snapshot, invocation.locale, true, private))
}

/// The entry that was picked from the choices, if the text is one of them.
pub(super) fn chosen(text: &str, invocation: &Invocation<'_>) -> Option<Post> {
    browse::open(&Target::from_value(text)?, invocation.snapshot, invocation.lang())
}

/// The nearest entries to what is typed; the FAQ first while nothing is.
fn complete(typed: &str, snapshot: &Snapshot, lang: Lang) -> Vec<(String, String)> {
    let near = nearest(typed, snapshot);
    if !near.is_empty() {
        return near.into_iter().map(|section| section_choice(section, lang)).collect();
    }
    let mut sections: Vec<&Section> = snapshot.knowledge.sections.iter().collect();
    sections.sort_by_key(|section| section.version(lang).kind != Kind::Faq);
    sections.into_iter().take(CHOICES).map(|section| section_choice(section, lang)).collect()
}

/// The sections nearest to what is typed, best first.
pub(super) fn nearest<'a>(typed: &str, snapshot: &'a Snapshot) -> Vec<&'a Section> {
    let hits = snapshot.search(typed);
    hits.candidates.iter().map(|candidate| &snapshot.knowledge.sections[candidate.section]).collect()
}
