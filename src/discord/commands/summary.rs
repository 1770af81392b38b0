//! `/summary`: a moderator previews a summary in private, then posts it.

use fluent_bundle::FluentValue;
use serenity::all::{CommandOptionType, Permissions};

use super::naming::{complete_names, target_of};
use super::{Command, CommandOption, Invocation, TOPICS_AND_ARTICLES};
use crate::app::Snapshot;
use crate::discord::actor::Actor;
use crate::discord::browse::{self, Members, members};
use crate::discord::components::{Addressee, Summary, Target, TargetKind, short_hash};
use crate::discord::post::{Post, Publication, Response};
use crate::discord::render;
use crate::discord::texts::{text, text_with};
use crate::knowledge::Section;
use crate::summary::summarise;
use crate::text::Lang;

/// How many sentences a short summary has, about.
const SHORT: usize = 5;
/// A full one has as many as there are sections, within these bounds.
const FULL: (usize, usize) = (20, 60);

pub(super) const COMMAND: Command = Command {
    name: "summary",
    permission: Some(Permissions::MANAGE_MESSAGES),
    options: &[
        CommandOption {
            name: "of",
            kind: CommandOptionType::String,
            max_length: Some(100),
            ..CommandOption::OPTIONAL
        },
        CommandOption {
            name: "length",
            kind: CommandOptionType::String,
            choices: &["short", "full"],
            ..CommandOption::OPTIONAL
        },
        CommandOption { name: "channel", kind: CommandOptionType::Channel, ..CommandOption::OPTIONAL },
    ],
    run,
    complete: Some(|typed, snapshot, lang| complete_names(typed, snapshot, lang, TOPICS_AND_ARTICLES)),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, lang, actor) = (invocation.snapshot, invocation.lang(), invocation.actor);
    if let Some(refusal) = refused(actor, lang) {
        return refusal;
    }
    let channel = invocation.channel("channel").unwrap_or(actor.channel);
    let lacking = actor.lacking(channel);
    if !lacking.is_empty() {
        let permissions = named_permissions(lacking, lang);
        let told =
            text_with(lang, "summary-no-permission", [place(channel), ("permissions", permissions.into())]);
        return Response::Reply(Post::note(told));
    }
    if !actor.may_post(channel) {
        return Response::Reply(Post::note(text_with(lang, "summary-not-yours", [place(channel)])));
    }
    let to = invocation.to(true);
    let meant =
        |name| target_of(name, snapshot, to, TOPICS_AND_ARTICLES, "topic-unknown", super::topics::list);
    let of = match invocation.text("of").map(|name| (name, meant(name))) {
        None => None,
        Some((_, Ok(target))) => Some(target),
        Some((name, Err(said))) => {
            let chosen = Target::from_value(name);
            let is_there = chosen.and_then(|target| browse::open(&target, snapshot, to, 0, None)).is_some();
            let of_another_kind = || Post::note(text(lang, "summary-of-another-kind"));
            // What can be opened from a list is no summary.
            let said = if is_there { of_another_kind() } else { Post { rows: Vec::new(), ..said } };
            return Response::Reply(said);
        }
    };
    let full = invocation.text("length") == Some("full");
    let wanted = Summary { of, full, channel, seen: 0 };
    with_posts(&wanted, snapshot, lang, actor, |posts| {
        let wanted = Summary { seen: fingerprint(&posts), ..wanted.clone() };
        let mut content = told_of(&wanted, lang);
        if channel != actor.channel && actor.elsewhere.is_none() {
            content = format!("{content}\n{}", text_with(lang, "summary-rights-untold", [place(channel)]));
        }
        Response::Reply(render::preview(posts, &wanted, 0, content, invocation.to(true)))
    })
}

/// What comes of the buttons that turn the pages of a preview.
#[must_use]
pub fn preview(wanted: &Summary, page: usize, snapshot: &Snapshot, to: Addressee, actor: &Actor) -> Response {
    let said = told_of(wanted, to.lang);
    with_posts(wanted, snapshot, to.lang, actor, |posts| previewed(posts, wanted, page, said, to))
}

/// What comes of the button that posts a summary. What the preview did not show is not posted.
#[must_use]
pub fn publish(wanted: &Summary, snapshot: &Snapshot, to: Addressee, actor: &Actor) -> Response {
    with_posts(wanted, snapshot, to.lang, actor, |posts| {
        if fingerprint(&posts) != wanted.seen {
            return previewed(posts, wanted, 0, text(to.lang, "summary-changed"), to);
        }
        let content = told_of(wanted, to.lang);
        let preview = Box::new(render::preview(posts.clone(), wanted, 0, content, to));
        Response::Publish(Publication { channel: wanted.channel, posts, seen: wanted.seen, preview })
    })
}

/// A page of a preview in place of another.
fn previewed(posts: Vec<Post>, wanted: &Summary, page: usize, said: String, to: Addressee) -> Response {
    let wanted = Summary { seen: fingerprint(&posts), ..wanted.clone() };
    Response::Update(render::preview(posts, &wanted, page, said, to))
}

/// What stands above a preview.
fn told_of(wanted: &Summary, lang: Lang) -> String {
    text_with(lang, "summary-preview", [place(wanted.channel)])
}

/// A channel, for a text.
fn place(channel: u64) -> (&'static str, FluentValue<'static>) {
    ("channel", format!("<#{channel}>").into())
}

/// Permissions as Discord's settings name them.
fn named_permissions(permissions: Permissions, lang: Lang) -> String {
    let named = [
        (Permissions::VIEW_CHANNEL, "permission-view"),
        (Permissions::SEND_MESSAGES, "permission-send"),
        (Permissions::SEND_MESSAGES_IN_THREADS, "permission-send-in-threads"),
        (Permissions::EMBED_LINKS, "permission-embed-links"),
        (Permissions::MANAGE_THREADS, "permission-manage-threads"),
    ];
    let lacking = named.into_iter().filter(|(permission, _)| permissions.contains(*permission));
    lacking.map(|(_, name)| text(lang, name)).collect::<Vec<_>>().join(match lang {
        Lang::Ja => "",
        Lang::En => ", ",
    })
}

/// The hash of messages as everybody would see them, but for the name of who posts them.
fn fingerprint(posts: &[Post]) -> u32 {
    let embeds = posts.iter().flat_map(|post| &post.embeds);
    let said = embeds.map(|embed| {
        let embed = serde_json::to_value(embed).expect("an embed is a plain value");
        format!("{}\n{}\n{}\n", embed["author"]["name"], embed["title"], embed["description"])
    });
    short_hash(&said.collect::<String>())
}

/// What is done with the messages of a summary, if the member may have it and its subject is there.
fn with_posts(
    wanted: &Summary,
    snapshot: &Snapshot,
    lang: Lang,
    actor: &Actor,
    then: impl FnOnce(Vec<Post>) -> Response,
) -> Response {
    let told = |problem| Response::Reply(Post::note(text(lang, problem)));
    refused(actor, lang).unwrap_or_else(|| written(wanted, snapshot, actor).map_or_else(told, then))
}

/// Only moderators post summaries, and only in guilds. Discord hides the command from others, but a
/// guild can change that.
fn refused(actor: &Actor, lang: Lang) -> Option<Response> {
    let reason = match (actor.in_guild, actor.moderator) {
        (false, _) => "error-guild-only",
        (true, false) => "error-moderators-only",
        (true, true) => return None,
    };
    Some(Response::Reply(Post::note(text(lang, reason))))
}

/// The summary in the guild's language, signed by the moderator; if its subject is gone or says nothing, the message
/// that tells so.
fn written(wanted: &Summary, snapshot: &Snapshot, actor: &Actor) -> Result<Vec<Post>, &'static str> {
    let lang = actor.public_lang();
    let (topic, sections): (Option<String>, Vec<&Section>) = match &wanted.of {
        None => (None, snapshot.knowledge.sections.iter().collect()),
        Some(target) => {
            let Members { title, sections, .. } =
                members(target, snapshot, lang).ok_or("error-section-gone")?;
            (Some(title).filter(|_| target.kind() == TargetKind::Topic), sections)
        }
    };
    let topic = topic.as_deref();
    // The author's own summary is short; the long one is made of the sections.
    let count = if wanted.full { sections.len().clamp(FULL.0, FULL.1) } else { SHORT };
    let own = topic.is_none() && !wanted.full;
    let summary = summarise(snapshot, &sections, own, topic, lang, count);
    if summary.parts.is_empty() {
        return Err("summary-nothing");
    }
    Ok(render::summary(&summary, topic, &actor.name, lang))
}
