//! Lists: articles, topics, sources and entries, each one click away.

use rustc_hash::FxHashSet;
use serenity::all::{
    CreateActionRow, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::pages::{PAGE, fitting_lines, fitting_lines_in, turn};
use super::{COLOUR, actions, comma, linked_name};
use crate::app::Snapshot;
use crate::discord::browse::Members;
use crate::discord::components::{Addressee, Press, Target};
use crate::discord::echo::escape;
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::knowledge::{Outlet, Section};
use crate::text::units::{EMBED_TITLE, OPTION, OPTIONS, cut};

/// How many topics are told by name where all of them are in a menu, and how much of each.
const NAMED: usize = 8;
const LENGTH: usize = 40;

/// A page of the list of articles and topics with a menu for each.
#[must_use]
pub fn topics(snapshot: &Snapshot, to: Addressee, page: usize) -> Post {
    let lang = to.lang;
    let knowledge = &snapshot.knowledge;
    let articles = knowledge.articles.iter();
    let articles =
        articles.map(|article| Choice::new(Target::article(&article.id), &article.version(lang).title));
    let articles: Vec<Choice> = articles.collect();
    let topics: Vec<Choice> =
        knowledge.topics(lang).iter().map(|(name, _)| Choice::new(Target::topic(name), name)).collect();
    let mut embed = CreateEmbed::new().colour(COLOUR).title(text(lang, "topics-title"));
    let mut rows = Vec::new();
    let pages = articles.len().max(topics.len()).div_ceil(OPTIONS).max(1);
    let page = page.min(pages - 1);
    for (heading, placeholder, name, entries) in [
        ("topics-articles", "topics-choose-article", "articles", articles),
        ("topics-topics", "topics-choose-topic", "topics", topics),
    ] {
        if let Some(entries) = entries.chunks(OPTIONS).nth(page) {
            let lines: Vec<String> = entries.iter().map(Choice::line).collect();
            embed = embed.field(text(lang, heading), fitting_lines(&lines, lang), false);
            rows.push(menu(&Press::Choose(name, None), &text(lang, placeholder), entries, to));
        }
    }
    rows.extend(turn(Press::AllTopics, page, pages, to));
    rows.push(actions([Some(Press::AllSources(None, 0))], to));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// What is said where nothing was answered, with some topics by name and all of them in menus.
#[must_use]
pub fn to_ask_about(said: &str, snapshot: &Snapshot, to: Addressee) -> Post {
    let topics = snapshot.knowledge.topics(to.lang);
    let titles = || snapshot.knowledge.articles.iter().map(|article| &*article.version(to.lang).title);
    let mut all: Vec<&str> = topics.iter().map(|(name, _)| *name).collect();
    if all.is_empty() {
        all = titles().take(NAMED + 1).collect();
    }
    let named: Vec<String> = all.iter().take(NAMED).map(|name| escape(&cut(name, LENGTH))).collect();
    let more = if all.len() > NAMED { "…" } else { "" };
    let content = format!("{said}\n{}{more}", named.join(comma(to.lang)));
    Post { content, embeds: Vec::new(), ..self::topics(snapshot, to, 0) }
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
    let line = |outlet: &Outlet<'_>| {
        let all = everywhere.iter().find(|other| other.label == outlet.label);
        let count = all.map_or(0, |all| all.sections.len());
        let count = text_with(lang, "sources-count", [("count", count.into())]);
        // What is told of one document is not true of the others.
        let name = match outlet.documents[..] {
            [document] => linked_name(document, lang),
            _ => escape(&cut(outlet.label, 300)),
        };
        format!("- {name} {count}")
    };
    let lines: Vec<String> = shown.iter().map(line).collect();
    let entries: Vec<Choice> =
        shown.iter().map(|outlet| Choice::new(Target::source(outlet.label), outlet.label)).collect();
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

/// A page of a list of what something holds, each section one click away, and the way back.
#[must_use]
pub fn list<'k>(
    members: &Members<'k>,
    snapshot: &'k Snapshot,
    target: &Target,
    back: Press,
    to: Addressee,
    page: usize,
) -> Post {
    let lang = to.lang;
    let Members { title, documents, sections } = members;
    let pages = sections.len().div_ceil(OPTIONS).max(1);
    let page = page.min(pages - 1);
    let is_of_several = sections.windows(2).any(|pair| pair[0].article != pair[1].article);
    let choice = |section: &&'k Section| {
        let about = is_of_several.then(|| &*snapshot.knowledge.article_of(section, lang).title);
        Choice { about, ..Choice::new(Target::section(&section.id), &section.version(lang).title) }
    };
    let entries: Vec<Choice> = sections.iter().skip(page * OPTIONS).take(OPTIONS).map(choice).collect();
    let about = text_with(lang, "topic-count", [("count", sections.len().into())]);
    let mut embed = CreateEmbed::new().colour(COLOUR).title(cut(title, EMBED_TITLE)).description(about);
    if documents.iter().any(|document| document.url.is_some() || document.note.is_some()) {
        let lines: Vec<String> =
            documents.iter().map(|document| format!("- {}", linked_name(document, lang))).collect();
        embed = embed.field(text(lang, "sources"), fitting_lines(&lines, lang), false);
    }
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
    let members = Members { title: text(to.lang, "faq-title"), sections: entries, ..Members::default() };
    list(&members, snapshot, &Target::faq(), Press::AllTopics(0), to, page)
}

/// What holds a name that was typed, each one click away.
#[must_use]
pub fn several(found: &[Choice], to: Addressee) -> Post {
    let lines: Vec<String> = found.iter().map(Choice::line).collect();
    let embed = CreateEmbed::new().colour(COLOUR).description(fitting_lines_in(&lines, PAGE, to.lang));
    let menu = menu(&Press::Choose("found", None), &text(to.lang, "found-choose"), found, to);
    Post {
        embeds: vec![embed],
        rows: vec![menu, actions([Some(Press::AllTopics(0))], to)],
        ..Post::default()
    }
}

/// That a list would be empty, with a way on.
fn nothing(said: &str, to: Addressee) -> Post {
    Post { rows: vec![actions([Some(Press::AllTopics(0))], to)], ..Post::note(said.to_owned()) }
}

/// Something that can be chosen.
pub struct Choice<'k> {
    target: Target,
    name: &'k str,
    /// What tells it from others of the same name.
    about: Option<&'k str>,
}

impl<'k> Choice<'k> {
    /// What has a name.
    #[must_use]
    pub fn new(target: Target, name: &'k str) -> Choice<'k> {
        Choice { target, name, about: None }
    }

    fn line(&self) -> String {
        format!("- {}", escape(&cut(self.name, 200)))
    }

    fn option(&self) -> CreateSelectMenuOption {
        let option = CreateSelectMenuOption::new(cut(self.name, OPTION), self.target.value());
        match self.about {
            Some(about) => option.description(cut(about, OPTION)),
            None => option,
        }
    }
}

/// A select menu of at most as many entries as it holds.
fn menu(choose: &Press, placeholder: &str, entries: &[Choice], to: Addressee) -> CreateActionRow {
    let mut values = FxHashSet::default();
    let entries = entries.iter().filter(|entry| values.insert(entry.target.value()));
    let kind = CreateSelectMenuKind::String { options: entries.map(Choice::option).collect() };
    let menu = CreateSelectMenu::new(choose.custom_id(to), kind);
    CreateActionRow::SelectMenu(menu.placeholder(cut(placeholder, 150)))
}
