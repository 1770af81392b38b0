//! Offers: a few entries to choose from, each a button.

use serenity::all::CreateActionRow;

use super::{actions, button, join};
use crate::app::Snapshot;
use crate::discord::components::{Addressee, Offer, Press};
use crate::discord::post::Post;
use crate::discord::texts::text;
use crate::knowledge::Section;
use crate::text::Lang;

/// Entries to choose from, the nearest ones to another entry or to a question.
pub(super) fn offered(
    is_related: bool,
    sections: &[&Section],
    snapshot: &Snapshot,
    quoted: &str,
    to: Addressee,
) -> Post {
    let offer = Offer::new(is_related, sections.iter().map(|section| &*section.id));
    let titles = told_apart(sections, snapshot, to.lang);
    let pick = |(number, title): (usize, &String)| button(&Press::Pick(offer.clone(), number), title, to);
    let mut rows = vec![CreateActionRow::Buttons(titles.iter().enumerate().map(pick).collect())];
    let others = Some(Press::AllTopics(0)).filter(|_| !is_related);
    if others.is_some() || !to.private {
        rows.push(actions([others], to));
    }
    let said = match (is_related, sections.len()) {
        (true, _) => "related",
        (false, 1) => "suggestion",
        (false, _) => "suggestions",
    };
    Post { content: join(quoted, &text(to.lang, said)), rows, ..Post::default() }
}

/// The headings of some sections, with their articles' titles where they have the same ones.
#[must_use]
pub fn told_apart(sections: &[&Section], snapshot: &Snapshot, lang: Lang) -> Vec<String> {
    let title = |section: &Section| section.version(lang).title.clone();
    let is_shared =
        |title: &str| sections.iter().filter(|other| other.version(lang).title == title).count() > 1;
    let told = |section: &&Section| {
        let title = title(section);
        let article = || &snapshot.knowledge.article_of(section, lang).title;
        if is_shared(&title) { format!("{title} · {}", article()) } else { title }
    };
    sections.iter().map(told).collect()
}

/// The same entries on offer once more, those of them that are still there.
#[must_use]
pub fn offer(offer: &Offer, snapshot: &Snapshot, quoted: &str, to: Addressee) -> Option<Post> {
    let sections: Vec<&Section> =
        offer.entries.iter().filter_map(|&entry| on_offer(entry, snapshot)).collect();
    (!sections.is_empty()).then(|| offered(offer.related, &sections, snapshot, quoted, to))
}

/// The section that an entry on offer means.
#[must_use]
pub fn on_offer(entry: u32, snapshot: &Snapshot) -> Option<&Section> {
    snapshot.knowledge.sections.iter().find(|section| Offer::means(entry, &section.id))
}

/// The entries that are nearest to a section.
#[must_use]
pub fn related(sections: &[&Section], snapshot: &Snapshot, to: Addressee) -> Post {
    if sections.is_empty() {
        return Post::note(text(to.lang, "related-none"));
    }
    Post { private: true, ..offered(true, sections, snapshot, "", to) }
}
