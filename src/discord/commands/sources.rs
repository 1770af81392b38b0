//! `/sources`: what the knowledge cites, and where.

use serenity::all::CommandOptionType;

use super::{Command, CommandOption, Invocation, complete_names, named};
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::render;
use crate::discord::texts::text_with;
use crate::text::Lang;
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
    complete: |typed, snapshot, lang| complete_names(typed, snapshot, lang, 'a'),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, lang) = (invocation.snapshot, invocation.lang());
    let Some(name) = invocation.text("article") else {
        return Response::Reply(render::sources_list(snapshot, None, lang, 0));
    };
    let target = named(name, snapshot, 'a');
    let is_it = |id: &str| target.as_ref() == Some(&Target::article(id));
    match snapshot.knowledge.articles.iter().position(|article| is_it(&article.id)) {
        Some(number) => Response::Reply(render::sources_list(snapshot, Some(number), lang, 0)),
        None => Response::Reply(unknown(name, invocation, lang)),
    }
}

/// That there is no such article or topic, with those that there are.
pub(super) fn unknown(name: &str, invocation: &Invocation<'_>, lang: Lang) -> Post {
    let content = text_with(lang, "topic-unknown", [("name", render::escape(&cut(name, 100)).into())]);
    Post { content, private: true, ..render::topics(invocation.snapshot, lang, 0) }
}
