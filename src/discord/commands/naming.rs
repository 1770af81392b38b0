//! Naming: what a member means by a name, typed in full or in part, or chosen from a list.

use super::Invocation;
use crate::app::Snapshot;
use crate::discord::components::{Addressee, Target, TargetKind};
use crate::discord::echo::escape;
use crate::discord::post::{Post, Response};
use crate::discord::render::{self, Choice};
use crate::discord::texts::{text, text_with};
use crate::names::{Name, Typed};
use crate::text::Lang;
use crate::text::units::{OPTION, OPTIONS, cut};

/// What a member means by what is typed or chosen, or what to say where that is nothing or several things, before a
/// `list` of what there is. A name counts in any language, the member's first, a synonym in the member's; then what
/// holds what is typed.
pub(super) fn target_of(
    name: &str,
    snapshot: &Snapshot,
    to: Addressee,
    kinds: &[TargetKind],
    unknown: &str,
    list: fn(&Snapshot, Addressee) -> Post,
) -> Result<Target, Post> {
    let gone = || Post::note(text(to.lang, "error-section-gone"));
    if let Some(target) = Target::from_value(name) {
        return Some(target).filter(|target| kinds.contains(&target.kind())).ok_or_else(gone);
    }
    let typed = Typed::new(name);
    if let Some(target) = called(name, &typed, snapshot, to.lang, kinds) {
        return Ok(target);
    }
    let found =
        langs(to.lang).map(|lang| typed.find(&names(snapshot, lang, kinds))).find(|found| !found.is_empty());
    let found: Vec<(&Name, Named<'_>)> = found.unwrap_or_default().into_iter().take(OPTIONS).collect();
    let choices =
        || found.iter().map(|(name, named)| Choice::new(named.target(), &name.written)).collect::<Vec<_>>();
    let said = |id| text_with(to.lang, id, [("name", escape(&cut(name, OPTION)).into())]);
    match &found[..] {
        [(_, named)] => Ok(named.target()),
        [] => Err(Post { content: said(unknown), private: true, ..list(snapshot, to) }),
        _ => Err(Post { content: said("name-several"), private: true, ..render::several(&choices(), to) }),
    }
}

/// What is called so, in full.
pub(super) fn called(
    name: &str,
    typed: &Typed,
    snapshot: &Snapshot,
    lang: Lang,
    kinds: &[TargetKind],
) -> Option<Target> {
    let names_in = |lang| names(snapshot, lang, kinds);
    let by_name =
        langs(lang).flat_map(names_in).find(|(name, _)| name.is(typed)).map(|(_, named)| named.target());
    let id = snapshot.knowledge.articles.iter().find(|article| article.id == name);
    let by_id =
        || id.filter(|_| kinds.contains(&TargetKind::Article)).map(|article| Target::article(&article.id));
    let by_alias = || names_in(lang).find(|(name, _)| name.is_called(typed)).map(|(_, named)| named.target());
    by_name.or_else(by_id).or_else(by_alias)
}

/// All languages, this one first.
fn langs(first: Lang) -> impl Iterator<Item = Lang> {
    std::iter::once(first).chain(Lang::ALL.into_iter().filter(move |&lang| lang != first))
}

/// What comes of a command that opens what a member names; see [`target_of`].
pub(super) fn open_named(
    name: &str,
    invocation: &Invocation<'_>,
    kinds: &[TargetKind],
    unknown: &str,
    list: fn(&Snapshot, Addressee) -> Post,
    open: impl FnOnce(&Target) -> Option<Post>,
) -> Response {
    let alone = invocation.to(true);
    let meant = || target_of(name, invocation.snapshot, alone, kinds, unknown, list);
    // What was chosen from another list is opened too.
    let target = Target::from_value(name).map_or_else(meant, Ok);
    let gone = || Post::note(text(alone.lang, "error-section-gone"));
    Response::Reply(target.map_or_else(|said| said, |target| open(&target).unwrap_or_else(gone)))
}

/// What has a name.
#[derive(Clone, Copy)]
enum Named<'s> {
    Topic(&'s str),
    Article(&'s str),
    Source(&'s str),
}

impl Named<'_> {
    fn target(self) -> Target {
        match self {
            Named::Topic(name) => Target::topic(name),
            Named::Article(id) => Target::article(id),
            Named::Source(label) => Target::source(label),
        }
    }
}

/// Topics, articles and sources, or some of these kinds, with their names in a language.
fn names<'s>(
    snapshot: &'s Snapshot,
    lang: Lang,
    kinds: &[TargetKind],
) -> impl Iterator<Item = (&'s Name, Named<'s>)> + Clone + use<'s> {
    let topics = snapshot.names.topics(lang).iter().map(|name| (name, Named::Topic(&name.written)));
    let ids = snapshot.knowledge.articles.iter().map(|article| Named::Article(&article.id));
    let articles = snapshot.names.articles(lang).iter().zip(ids);
    let sources = snapshot.names.sources(lang).iter().map(|name| (name, Named::Source(&name.written)));
    let of = |kind| if kinds.contains(&kind) { usize::MAX } else { 0 };
    let named = topics.take(of(TargetKind::Topic)).chain(articles.take(of(TargetKind::Article)));
    named.chain(sources.take(of(TargetKind::Source)))
}

/// Choices among what has a name for what is typed.
pub(super) fn complete_names(
    typed: &str,
    snapshot: &Snapshot,
    lang: Lang,
    kinds: &[TargetKind],
) -> Vec<(String, String)> {
    let found = Typed::new(typed).find(&names(snapshot, lang, kinds));
    let found = found.into_iter().take(OPTIONS);
    found.map(|(name, named)| (name.written.clone(), named.target().value())).collect()
}
