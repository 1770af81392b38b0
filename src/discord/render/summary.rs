//! Summaries: as everybody is to see them, and their preview.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter,
};

use super::pages::{PAGE, fitting_lines_in, turn};
use super::{COLOUR, button, source_line};
use crate::discord::components::{self, Addressee, Press};
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::summary::{Line, Summary};
use crate::text::Lang;
use crate::text::units::{ALL_EMBEDS, EMBED_TITLE, cut, utf16_len};

/// What all embeds of a message may hold together, less what is said besides the sentences: the topic, the
/// heading of the sources, the poster's name, how much is left out.
const ROOM: usize = ALL_EMBEDS - 550;
/// The most articles of a message: an embed each, and one for the sources.
const PARTS: usize = 9;
/// The most messages: as many as Discord takes from a bot in a channel at once.
const MESSAGES: usize = 5;
/// The longest sentence that is shown whole.
const SENTENCE: usize = 1500;

/// A summary as everybody is to see it, in as many messages as it takes. Each lists the sources of
/// its own sentences, under the numbers that they have in the whole. The first tells the topic, if it is of one.
#[must_use]
pub fn summary(summary: &Summary, topic: Option<&str>, poster: &str, lang: Lang) -> Vec<Post> {
    let sources: Vec<String> =
        (1..).zip(&summary.sources).map(|(number, source)| source_line(number, source, lang)).collect();
    let mut messages = vec![Message::default()];
    let mut left = 0;
    for part in &summary.parts {
        let title = cut(&part.title, EMBED_TITLE);
        for line in &part.lines {
            if messages.last_mut().is_some_and(|message| message.add(&title, line, &sources)) {
                continue;
            }
            if messages.len() == MESSAGES {
                left += 1;
                continue;
            }
            let mut next = Message::default();
            next.add(&title, line, &sources);
            messages.push(next);
        }
    }
    let last = messages.len() - 1;
    let mut posts: Vec<Post> = messages
        .iter()
        .map(|message| Post { embeds: message.embeds(&sources, lang), ..Post::default() })
        .collect();
    if let (Some(topic), Some(first)) = (topic, posts[0].embeds.first_mut()) {
        let name = text_with(lang, "summary-of", [("topic", cut(topic, 100).into())]);
        *first = first.clone().author(CreateEmbedAuthor::new(name));
    }
    let mut by = text_with(lang, "summary-by", [("name", cut(poster, 100).into())]);
    if left > 0 {
        by = format!("{}\n{by}", text_with(lang, "source-more", [("count", left.into())]));
    }
    if let Some(embed) = posts[last].embeds.pop() {
        posts[last].embeds.push(embed.footer(CreateEmbedFooter::new(by)));
    }
    posts
}

/// What one message shows of a summary.
#[derive(Default)]
struct Message {
    /// Titles and the sentences under them.
    parts: Vec<(String, String)>,
    /// Which sources the sentences lean on.
    sources: Vec<usize>,
    /// How much of the room is taken.
    length: usize,
}

impl Message {
    /// Adds a sentence under its article's title; whether there was room for it and its sources.
    fn add(&mut self, title: &str, line: &Line, sources: &[String]) -> bool {
        let marks: Vec<String> = line.sources.iter().map(|at| format!("[{}]", at + 1)).collect();
        let sentence = format!("- {}{}\n", cut(&line.text, SENTENCE), marks.concat());
        let opens = self.parts.last().is_none_or(|(last, _)| last != title);
        let mut cited = line.sources.clone();
        cited.retain(|at| !self.sources.contains(at));
        cited.dedup();
        let length = self.length
            + utf16_len(&sentence)
            + cited.iter().map(|&at| utf16_len(&sources[at]) + 1).sum::<usize>()
            + if opens { utf16_len(title) } else { 0 };
        let shown = self.parts.last().filter(|_| !opens).map_or(0, |(_, text)| utf16_len(text));
        let full = length > ROOM || shown + utf16_len(&sentence) > PAGE || opens && self.parts.len() == PARTS;
        // The first sentence always has room; of sources without measure, some are left out.
        if full && !self.parts.is_empty() {
            return false;
        }
        if opens {
            self.parts.push((title.to_owned(), String::new()));
        }
        if let Some((_, text)) = self.parts.last_mut() {
            text.push_str(&sentence);
        }
        self.sources.extend(cited);
        self.length = length;
        true
    }

    fn embeds(&self, sources: &[String], lang: Lang) -> Vec<CreateEmbed> {
        let taken: usize = self.parts.iter().map(|(title, text)| utf16_len(title) + utf16_len(text)).sum();
        let lines: Vec<String> = self.sources.iter().map(|&at| sources[at].clone()).collect();
        let listed = fitting_lines_in(&lines, ROOM.saturating_sub(taken).min(PAGE), lang);
        let embed = |title: &str, text: &str| {
            CreateEmbed::new().colour(COLOUR).title(title).description(text.trim_end())
        };
        let parts = self.parts.iter().map(|(title, text)| embed(title, text));
        let listed = Some(listed).filter(|listed| !listed.is_empty());
        parts.chain(listed.map(|listed| embed(&text(lang, "sources"), &listed))).collect()
    }
}

/// A page of the private preview of a summary, exactly as that message will look, with the buttons
/// that post or drop the whole, under a text.
#[must_use]
pub fn preview(
    posts: Vec<Post>,
    wanted: &components::Summary,
    page: usize,
    content: String,
    to: Addressee,
) -> Post {
    let pages = posts.len();
    let page = page.min(pages - 1);
    let send = CreateButton::new(Press::Publish(wanted.clone()).custom_id(to))
        .style(ButtonStyle::Primary)
        .label(text(to.lang, "button-post"));
    let mut rows = turn(|page| Press::Preview(wanted.clone(), page), page, pages, to);
    let drop = button(&Press::Cancel, &text(to.lang, "button-cancel"), to);
    rows.push(CreateActionRow::Buttons(vec![send, drop]));
    let shown = posts.into_iter().nth(page).unwrap_or_default();
    Post { content, rows, private: true, ..shown }
}
