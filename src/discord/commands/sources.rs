//! `/sources`: what the knowledge cites, and where.

use serenity::all::CommandOptionType;

use super::naming::{complete_names, open_named};
use super::{Command, CommandOption, Invocation};
use crate::app::Snapshot;
use crate::discord::browse::article_number;
use crate::discord::components::{Addressee, Target, TargetKind};
use crate::discord::post::{Post, Response};
use crate::discord::{browse, render};

pub(super) const COMMAND: Command = Command {
    name: "sources",
    options: &[CommandOption {
        name: "article",
        kind: CommandOptionType::String,
        max_length: Some(100),
        ..CommandOption::OPTIONAL
    }],
    run,
    list: Some(list),
    complete: Some(|typed, snapshot, lang| complete_names(typed, snapshot, lang, ARTICLES_AND_SOURCES)),
    ..Command::SLASH
};

/// What it can be asked for: members name an outlet as well.
const ARTICLES_AND_SOURCES: &[TargetKind] = &[TargetKind::Article, TargetKind::Source];

/// All sources.
fn list(snapshot: &Snapshot, to: Addressee) -> Post {
    render::sources_list(snapshot, None, to, 0)
}

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, to) = (invocation.snapshot, invocation.to(false));
    let Some(name) = invocation.text("article") else {
        return Response::Reply(list(snapshot, to));
    };
    let open = |target: &Target| match article_number(target, snapshot) {
        Some(article) => Some(render::sources_list(snapshot, Some(article), to, 0)),
        None => browse::open(target, snapshot, to, 0, None),
    };
    open_named(name, invocation, ARTICLES_AND_SOURCES, "source-unknown", list, open)
}
