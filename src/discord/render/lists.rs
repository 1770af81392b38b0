//! Lists: articles, topics, sources and entries, each one click away.

use serenity::all::{
    CreateActionRow, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::pages::{PAGE, fitting_lines, fitting_lines_in, turn};
use super::{COLOUR, actions, linked_name};
use crate::app::Snapshot;
use crate::discord::components::{Addressee, Press, Target};
use crate::discord::echo::escape;
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::knowledge::{Section, Source};
use crate::text::units::{EMBED_TITLE, OPTION, OPTIONS, cut};

/// A page of the list of articles and topics with a menu for each.
#[must_use]
pub fn topics(snapshot: &Snapshot, to: Addressee, page: usize) -> Post {
    let lang = to.lang;
    let knowledge = &snapshot.knowledge;
    let articles: Vec<(Target, &str)> = knowledge
        .articles
        .iter()
        .map(|article| (Target::article(&article.id), article.version(lang).title.as_str()))
        .collect();
    let topics: Vec<(Target, &str)> =
        knowledge.topics(lang).iter().map(|(name, _)| (Target::topic(name), *name)).collect();
    let mut embed = CreateEmbed::new().colour(COLOUR).title(text(lang, "topics-title"));
    let mut rows = Vec::new();
    let pages = articles.len().max(topics.len()).div_ceil(OPTIONS).max(1);
    let page = page.min(pages - 1);
    for (heading, placeholder, name, entries) in [
        ("topics-articles", "topics-choose-article", "articles", articles),
        ("topics-topics", "topics-choose-topic", "topics", topics),
    ] {
        if let Some(entries) = entries.chunks(OPTIONS).nth(page) {
            let lines: Vec<String> =
                entries.iter().map(|(_, name)| format!("- {}", escape(&cut(name, 200)))).collect();
            embed = embed.field(text(lang, heading), fitting_lines(&lines, lang), false);
            rows.push(menu(&Press::Choose(name, None), &text(lang, placeholder), entries, to));
        }
    }
    rows.extend(turn(Press::AllTopics, page, pages, to));
    rows.push(actions([Some(Press::AllSources(None, 0))], to));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// A page of the outlets that are cited, each one click away; of one article or of all.
#[must_use]
pub fn sources_list(snapshot: &Snapshot, article: Option<usize>, to: Addressee, page: usize) -> Post {
    let lang = to.lang;
    let cited = snapshot.knowledge.cited(article, lang);
    if cited.is_empty() {
        return nothing(&text(lang, "sources-empty"), to);
    }
    // What is opened is not of one article alone, so neither is what is counted.
    let everywhere = snapshot.knowledge.cited(None, lang);
    let title = match article {
        Some(number) => snapshot.knowledge.articles[number].version(lang).title.clone(),
        None => text(lang, "sources-title"),
    };
    let pages = cited.len().div_ceil(OPTIONS);
    let page = page.min(pages - 1);
    let shown = &cited[page * OPTIONS..cited.len().min((page + 1) * OPTIONS)];
    let line = |(source, _): &(&Source, Vec<&Section>)| {
        let all = everywhere.iter().find(|(other, _)| other.label == source.label);
        let count = all.map_or(0, |(_, sections)| sections.len());
        let count = text_with(lang, "sources-count", [("count", count.into())]);
        format!("- {} {count}", linked_name(source))
    };
    let lines: Vec<String> = shown.iter().map(line).collect();
    let entries: Vec<(Target, &str)> =
        shown.iter().map(|(source, _)| (Target::source(&source.label), source.label.as_str())).collect();
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(cut(&title, EMBED_TITLE))
        .description(fitting_lines_in(&lines, PAGE, lang));
    let of = article.map(|number| Target::article(&snapshot.knowledge.articles[number].id));
    let choose = Press::Choose("sources", of.clone().map(|article| (article, page)));
    let mut rows = vec![menu(&choose, &text(lang, "sources-choose"), &entries, to)];
    rows.extend(turn(|page| Press::AllSources(of.clone(), page), page, pages, to));
    rows.push(actions([Some(Press::AllTopics(0))], to));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// A page of a list of sections under a title, each one click away, and the way back.
#[must_use]
pub fn list(
    title: &str,
    sections: &[&Section],
    target: &Target,
    back: Press,
    to: Addressee,
    page: usize,
) -> Post {
    let lang = to.lang;
    let pages = sections.len().div_ceil(OPTIONS).max(1);
    let page = page.min(pages - 1);
    let entries: Vec<(Target, &str)> = sections
        .iter()
        .skip(page * OPTIONS)
        .take(OPTIONS)
        .map(|section| (Target::section(&section.id), section.version(lang).title.as_str()))
        .collect();
    let about = text_with(lang, "topic-count", [("count", sections.len().into())]);
    let embed = CreateEmbed::new().colour(COLOUR).title(cut(title, EMBED_TITLE)).description(about);
    let mut rows = Vec::new();
    if !entries.is_empty() {
        let choose = Press::Choose("sections", Some((target.clone(), page)));
        rows.push(menu(&choose, &text(lang, "topic-choose"), &entries, to));
    }
    rows.extend(turn(|page| Press::Open(target.clone(), page), page, pages, to));
    rows.push(actions([Some(back)], to));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// A page of the FAQ entries as a list.
#[must_use]
pub fn faq(snapshot: &Snapshot, to: Addressee, page: usize) -> Post {
    let entries: Vec<&Section> =
        snapshot.knowledge.sections.iter().filter(|section| section.is_faq()).collect();
    if entries.is_empty() {
        return nothing(&text(to.lang, "faq-empty"), to);
    }
    list(&text(to.lang, "faq-title"), &entries, &Target::faq(), Press::AllTopics(0), to, page)
}

/// That a list would be empty, with a way on.
fn nothing(said: &str, to: Addressee) -> Post {
    Post { rows: vec![actions([Some(Press::AllTopics(0))], to)], ..Post::note(said.to_owned()) }
}

/// A select menu; of more entries than it holds, the first.
fn menu(choose: &Press, placeholder: &str, entries: &[(Target, &str)], to: Addressee) -> CreateActionRow {
    let mut values: Vec<String> = Vec::new();
    let mut options = Vec::new();
    for (target, name) in entries {
        let value = target.value();
        if options.len() < OPTIONS && !values.contains(&value) {
            options.push(CreateSelectMenuOption::new(cut(name, OPTION), value.clone()));
            values.push(value);
        }
    }
    let kind = CreateSelectMenuKind::String { options };
    let menu = CreateSelectMenu::new(choose.custom_id(to), kind);
    CreateActionRow::SelectMenu(menu.placeholder(cut(placeholder, 150)))
}
