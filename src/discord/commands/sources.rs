//! `/sources`: what the knowledge cites, and where.

use serenity::all::CommandOptionType;

use super::naming::{complete_names, named, not_found};
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
    let chosen = Target::from_value(name);
    let named = |kinds| named(name, snapshot, to.lang, kinds);
    // A part of an outlet's name may be one of an article's too.
    let target = chosen.or_else(|| named(&[TargetKind::Article])).or_else(|| named(&[TargetKind::Source]));
    let article = target.as_ref().and_then(|target| article_number(target, snapshot));
    let opened = match (article, target) {
        (Some(_), _) => Some(render::sources_list(snapshot, article, to, 0)),
        (None, Some(target)) => browse::open(&target, snapshot, to, 0, None),
        (None, None) => None,
    };
    Response::Reply(opened.unwrap_or_else(|| {
        let to = invocation.to(true);
        not_found("source-unknown", name, list(snapshot, to), to.lang)
    }))
}
