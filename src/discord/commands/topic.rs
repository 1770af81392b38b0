//! `/topic`: the entries of a topic or an article.

use serenity::all::CommandOptionType;

use super::naming::{complete_names, open_named};
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
    let open = |target: &Target| browse::open(target, snapshot, invocation.to(false), 0, None);
    open_named(name, invocation, TOPICS_AND_ARTICLES, "topic-unknown", super::topics::list, open)
}
