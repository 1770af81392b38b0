//! `/sources`: what the knowledge cites, and where.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, complete_names, named};
use crate::discord::browse::article_number;
use crate::discord::components::{Target, TargetKind};
use crate::discord::echo::escape;
use crate::discord::post::{Post, Response};
use crate::discord::texts::{text, text_with};
use crate::discord::{browse, render};
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
    // Members name an outlet as well.
    let outlet = || browse::open(&Target::source(name), snapshot, to, 0, None);
    Response::Reply(match article {
        Some(_) => render::sources_list(snapshot, article, to, 0),
        None => outlet().unwrap_or_else(|| unknown(name, invocation)),
    })
}

/// That there is no such article or topic, with those that there are.
pub(super) fn unknown(name: &str, invocation: &Invocation<'_>) -> Post {
    let to = invocation.to(true);
    if Target::from_value(name).is_some() {
        return Post::note(text(to.lang, "error-section-gone"));
    }
    let content = text_with(to.lang, "topic-unknown", [("name", escape(&cut(name, 100)).into())]);
    Post { content, private: true, ..render::topics(invocation.snapshot, to, 0) }
}
