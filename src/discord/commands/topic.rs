//! `/topic`: the entries of a topic or an article.

use serenity::all::CommandOptionType;

use super::naming::{complete_names, named, not_found};
use super::{Command, CommandOption, Invocation, TOPICS_AND_ARTICLES};
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::Response;

pub(super) const COMMAND: Command = Command {
    name: "topic",
    options: &[CommandOption {
        name: "name",
        kind: CommandOptionType::String,
        required: true,
        max_length: Some(100),
        ..CommandOption::OPTIONAL
    }],
    run,
    list: Some(super::topics::list),
    complete: Some(|typed, snapshot, lang| complete_names(typed, snapshot, lang, TOPICS_AND_ARTICLES)),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let snapshot = invocation.snapshot;
    let name = invocation.text("name").unwrap_or_default();
    // What was chosen from another list is opened too.
    let chosen = Target::from_value(name);
    let target = chosen.or_else(|| named(name, snapshot, invocation.lang(), TOPICS_AND_ARTICLES));
    let opened = target.and_then(|target| browse::open(&target, snapshot, invocation.to(false), 0, None));
    Response::Reply(opened.unwrap_or_else(|| {
        let to = invocation.to(true);
        not_found("topic-unknown", name, super::topics::list(snapshot, to), to.lang)
    }))
}
