//! Summaries: as everybody is to see them, and their preview.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

use super::pages::{PAGE, fitting_lines, fitting_lines_in};
use super::{COLOUR, button, source_line};
use crate::discord::components::Press;
use crate::discord::post::Post;
use crate::discord::texts::{text, text_with};
use crate::summary::Summary;
use crate::text::Lang;
use crate::text::units::{EMBED_TITLE, cut, utf16_len};

/// What all embeds of a message may hold together.
const EMBEDS: usize = 6000;
/// The most embeds of a summary, one less than a message takes.
const PARTS: usize = 9;

/// A summary as everybody is to see it. The sentences fill what the sources leave of the room that all
/// embeds of a message share.
#[must_use]
pub fn summary(summary: &Summary, poster: &str, lang: Lang) -> Post {
    let lines: Vec<String> =
        (1..).zip(&summary.sources).map(|(number, source)| source_line(number, source)).collect();
    let sources = fitting_lines(&lines, lang);
    let by = text_with(lang, "summary-by", [("name", cut(poster, 100).into())]);
    let mut room = EMBEDS.saturating_sub(utf16_len(&sources) + utf16_len(&by) + 200);
    let mut embeds = Vec::new();
    for part in summary.parts.iter().take(PARTS) {
        let title = cut(&part.title, EMBED_TITLE);
        room = room.saturating_sub(utf16_len(&title));
        let lines: Vec<String> = part.lines.iter().map(|line| format!("- {line}")).collect();
        let shown = fitting_lines_in(&lines, room.min(PAGE), lang);
        if shown.is_empty() || room < 200 {
            break;
        }
        room = room.saturating_sub(utf16_len(&shown));
        embeds.push(CreateEmbed::new().colour(COLOUR).title(title).description(shown));
    }
    let mut last = CreateEmbed::new().colour(COLOUR).footer(CreateEmbedFooter::new(by));
    if !sources.is_empty() {
        last = last.field(text(lang, "sources"), sources, false);
    }
    embeds.push(last);
    Post { embeds, ..Post::default() }
}

/// The private preview of a summary, exactly as it will look, with the buttons that post or drop it.
#[must_use]
pub fn preview(post: Post, publish: &Press, lang: Lang) -> Post {
    let send =
        CreateButton::new(publish.custom_id()).style(ButtonStyle::Primary).label(text(lang, "button-post"));
    let rows =
        vec![CreateActionRow::Buttons(vec![send, button(&Press::Cancel, &text(lang, "button-cancel"))])];
    Post { content: text(lang, "summary-preview"), rows, private: true, ..post }
}
