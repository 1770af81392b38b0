//! Naming: what a member means by a name, typed in full or in part, or chosen from a list.

use crate::app::Snapshot;
use crate::discord::components::{Target, TargetKind};
use crate::discord::echo::escape;
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::names::{Name, Typed};
use crate::text::Lang;
use crate::text::units::{OPTION, cut};

/// What is named by what is typed or chosen. A name, or a part that is in no other, counts in any language, the
/// member's first; a synonym in the member's.
pub(super) fn named(name: &str, snapshot: &Snapshot, lang: Lang, kinds: &[TargetKind]) -> Option<Target> {
    if let Some(target) = Target::from_value(name) {
        return Some(target).filter(|target| kinds.contains(&target.kind()));
    }
    let typed = Typed::new(name);
    let mut all = Lang::ALL.into_iter().flat_map(|lang| names(snapshot, lang, kinds));
    let by_name = all.find(|(name, _)| name.is(&typed)).map(|(_, named)| named.target());
    let id = snapshot.knowledge.articles.iter().find(|article| article.id == name);
    let by_id =
        || id.filter(|_| kinds.contains(&TargetKind::Article)).map(|article| Target::article(&article.id));
    let in_lang = names(snapshot, lang, kinds);
    let by_alias =
        || in_lang.clone().find(|(name, _)| name.is_called(&typed)).map(|(_, named)| named.target());
    let guess = |lang| match typed.find(&names(snapshot, lang, kinds))[..] {
        [(_, named)] => Some(named.target()),
        _ => None,
    };
    let by_guess =
        || guess(lang).or_else(|| Lang::ALL.into_iter().filter(|&other| other != lang).find_map(guess));
    by_name.or_else(by_id).or_else(by_alias).or_else(by_guess)
}

/// That nothing has a name, before a list of what there is; or that what was chosen is gone.
pub(super) fn not_found(said: &str, name: &str, list: Post, lang: Lang) -> Post {
    if Target::from_value(name).is_some() {
        return Post::note(text(lang, "error-section-gone"));
    }
    let content = text_with(lang, said, [("name", escape(&cut(name, OPTION)).into())]);
    Post { content, private: true, ..list }
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
    found.into_iter().map(|(name, named)| (name.written.clone(), named.target().value())).collect()
}
