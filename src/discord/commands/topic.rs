//! `/topic`: the entries of a topic or an article.

use serenity::all::CommandOptionType;

use super::naming::{complete_names, target_of};
use super::{Command, CommandOption, Invocation, TOPICS_AND_ARTICLES};
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::texts::text;

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
    let alone = invocation.to(true);
    let meant =
        || target_of(name, snapshot, alone, TOPICS_AND_ARTICLES, "topic-unknown", super::topics::list);
    // What was chosen from another list is opened too.
    let target = Target::from_value(name).map_or_else(meant, Ok);
    let open = |target| {
        let opened = browse::open(&target, snapshot, invocation.to(false), 0, None);
        opened.ok_or_else(|| Post::note(text(alone.lang, "error-section-gone")))
    };
    Response::Reply(target.and_then(open).unwrap_or_else(|said| said))
}
