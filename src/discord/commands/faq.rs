//! `/faq`: one entry of the FAQ, or the list.

use serenity::all::CommandOptionType;

use super::ask::{chosen, complete};
use super::{Command, CommandOption, Invocation};
use crate::discord::post::{Post, Response};
use crate::discord::render;
use crate::search::decide::Outcome;

pub(super) const COMMAND: Command = Command {
    name: "faq",
    options: &[CommandOption {
        name: "question",
        kind: CommandOptionType::String,
        max_length: Some(2000),
        ..CommandOption::OPTIONAL
    }],
    run,
    complete: |typed, snapshot, lang| complete(typed, snapshot, lang, true),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, lang) = (invocation.snapshot, invocation.lang());
    let Some(question) = invocation.text("question") else {
        return Response::Reply(render::faq(snapshot, lang, 0));
    };
    if let Some(post) = chosen(question, invocation) {
        return Response::Reply(post);
    }
    let hits = snapshot.search(question);
    let best = hits.candidates.first().map(|best| &snapshot.knowledge.sections[best.section]);
    let found = best.filter(|entry| hits.decision.outcome != Outcome::Unknown && entry.is_faq());
    // Where nothing is near, the list says more than a guess, and to the member alone.
    let list = || Post { private: true, ..render::faq(snapshot, lang, 0) };
    Response::Reply(found.map_or_else(list, |entry| render::section(entry, snapshot, lang, 0)))
}
