//! `/sources`: what the knowledge cites, and where.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, complete_names, named};
use crate::discord::browse::article_number;
use crate::discord::components::TargetKind;
use crate::discord::echo::escape;
use crate::discord::post::{Post, Response};
use crate::discord::render;
use crate::discord::texts::text_with;
use crate::text::units::cut;

pub(super) const COMMAND: Command = Command {
    name: "sources",
    options: &[CommandOption {
        name: "article",
        kind: CommandOptionType::String,
        max_length: Some(100),
        ..CommandOption::OPTIONAL
    }],
    run,
    complete: Some(|typed, snapshot, lang| complete_names(typed, snapshot, lang, &[TargetKind::Article])),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, to) = (invocation.snapshot, invocation.to(false));
    let Some(name) = invocation.text("article") else {
        return Response::Reply(render::sources_list(snapshot, None, to, 0));
    };
    let article = named(name, snapshot, to.lang, &[TargetKind::Article])
        .and_then(|target| article_number(&target, snapshot));
    Response::Reply(match article {
        Some(_) => render::sources_list(snapshot, article, to, 0),
        None => unknown(name, invocation),
    })
}

/// That there is no such article or topic, with those that there are.
pub(super) fn unknown(name: &str, invocation: &Invocation<'_>) -> Post {
    let to = invocation.to(true);
    let content = text_with(to.lang, "topic-unknown", [("name", escape(&cut(name, 100)).into())]);
    Post { content, private: true, ..render::topics(invocation.snapshot, to, 0) }
}
