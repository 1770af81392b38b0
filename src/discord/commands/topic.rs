//! `/topic`: the entries of a topic or an article.

use serenity::all::CommandOptionType;

use super::ask::chosen;
use super::{Command, CommandOption, Invocation};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::Target;
use crate::discord::post::{Post, Response};
use crate::discord::render;
use crate::discord::texts::text_with;
use crate::text::normalize::normalize;
use crate::text::units::cut;
use crate::text::{Lang, kana};

pub(super) const COMMAND: Command = Command {
    name: "topic",
    options: &[CommandOption {
        name: "name",
        kind: CommandOptionType::String,
        required: true,
        max_length: Some(100),
    }],
    run,
    complete,
};

fn run(invocation: &Invocation<'_>) -> Response {
    let (snapshot, lang) = (invocation.snapshot, invocation.lang());
    let name = invocation.text("name").unwrap_or_default();
    if let Some(post) = chosen(name, invocation) {
        return Response::Reply(post);
    }
    let same = |other: &str| normalize(other) == normalize(name);
    let named = Lang::ALL.into_iter().flat_map(|lang| named(snapshot, lang)).find(|(other, _)| same(other));
    if let Some(post) = named.and_then(|(_, target)| browse::open(&target, snapshot, lang)) {
        return Response::Reply(post);
    }
    let content = text_with(lang, "topic-unknown", [("name", render::escape(&cut(name, 100)).into())]);
    Response::Reply(Post { content, private: true, ..render::topics(snapshot, lang) })
}

/// Topics and articles with their names in a language.
fn named(snapshot: &Snapshot, lang: Lang) -> Vec<(&str, Target)> {
    let knowledge = &snapshot.knowledge;
    let topics = knowledge.topics(lang).into_iter().map(|(name, _)| (name, Target::topic(name)));
    let articles = knowledge
        .articles
        .iter()
        .map(|article| (article.version(lang).title.as_str(), Target::article(&article.id)));
    topics.chain(articles).collect()
}

/// The topics that begin with what is typed, then those that hold it.
fn complete(typed: &str, snapshot: &Snapshot, lang: Lang) -> Vec<(String, String)> {
    let folded = |text: &str| kana::fold(&normalize(text));
    let typed = folded(typed);
    let mut found: Vec<(usize, &str, Target)> = named(snapshot, lang)
        .into_iter()
        .filter_map(|(name, target)| folded(name).find(&typed).map(|at| (at.min(1), name, target)))
        .collect();
    found.sort_by_key(|&(at, _, _)| at);
    found.into_iter().map(|(_, name, target)| (name.to_owned(), target.value())).collect()
}
