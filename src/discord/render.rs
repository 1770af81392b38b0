//! Rendering: replies and lists as messages that keep to Discord's limits whatever the knowledge
//! and the question hold.

mod lists;
mod pages;
mod summary;
mod why;

pub use lists::{faq, list, sources_list, topics};
pub use summary::{preview, summary};
pub use why::why;

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

use super::components::{Press, Target};
use super::post::Post;
use super::texts::{text, text_with};
use crate::answer::{Answer, Reply};
use crate::app::Snapshot;
use crate::knowledge::{Section, Source};
use crate::search::decide::Outcome;
use crate::text::Lang;
use crate::text::units::{EMBED_TITLE, cut, utf16_len};
use pages::{FENCE, pages, turning};

/// The colour of an answer.
const COLOUR: u32 = 0x002F_80ED;
/// The longest echo of a question. Discord would take more, but nobody reads it twice.
const ECHO: usize = 300;
/// The longest value of an embed's field.
const FIELD: usize = 1024;
/// The longest label of a button.
const LABEL: usize = 80;
/// From this confidence on an answer is called sure.
const SURE: f32 = 0.85;

/// For whom a reply is made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asker {
    /// The member's id.
    pub id: u64,
    /// Whether the question is repeated, for members who can't see it otherwise.
    pub echo: bool,
    /// Whether the member alone is to see the reply.
    pub private: bool,
}

/// A reply to a question.
#[must_use]
pub fn reply(reply: &Reply, snapshot: &Snapshot, asker: Asker) -> Post {
    let quoted = if asker.echo { quote(&reply.question) } else { String::new() };
    match (&reply.answer, reply.outcome) {
        (Some(answer), _) => answered(reply, answer, quoted, asker),
        (None, Outcome::Suggestions) => Post {
            content: join(&quoted, &text(reply.lang, "suggestions")),
            rows: vec![section_buttons(
                reply.suggestions().iter().map(|listed| (&*listed.id, &*listed.title)),
            )],
            private: true,
            ..Post::default()
        },
        _ => Post {
            content: join(&quoted, &text(reply.lang, "unknown")),
            private: true,
            ..topics(snapshot, reply.lang, 0)
        },
    }
}

/// An answer: the page of the passage that holds the answering sentence, and what can be done with it.
fn answered(reply: &Reply, answer: &Answer, quoted: String, asker: Asker) -> Post {
    let lang = reply.lang;
    let pages = pages(&answer.text);
    let page = pages.iter().position(|page| page.contains(&*answer.highlight)).unwrap_or(0);
    let target = Target::section(&answer.id);
    let mut buttons = vec![
        button(&Press::Related(target.clone()), &text(lang, "button-related")),
        button(&Press::why(&reply.question), &text(lang, "button-why")),
    ];
    if !asker.private {
        buttons.push(button(&Press::Delete(asker.id), &text(lang, "button-delete")));
    }
    let mut rows = turning(&target, page, pages.len(), lang);
    rows.push(CreateActionRow::Buttons(buttons));
    Post {
        content: quoted,
        embeds: vec![answer_embed(answer, &pages[page], lang, Some(reply.confidence))],
        rows,
        private: asker.private,
        answers: Some(answer.id.clone()),
    }
}

/// A page of a section that was chosen, not searched for.
#[must_use]
pub fn section(section: &Section, snapshot: &Snapshot, lang: Lang, page: usize) -> Post {
    let answer = snapshot.answer(section, lang);
    let pages = pages(&answer.text);
    let page = page.min(pages.len() - 1);
    let target = Target::section(&section.id);
    let mut rows = turning(&target, page, pages.len(), lang);
    let related = button(&Press::Related(target), &text(lang, "button-related"));
    rows.push(CreateActionRow::Buttons(vec![related, topics_button(lang)]));
    Post {
        embeds: vec![answer_embed(&answer, &pages[page], lang, None)],
        rows,
        answers: Some(section.id.clone()),
        ..Post::default()
    }
}

fn answer_embed(answer: &Answer, page: &str, lang: Lang, confidence: Option<f32>) -> CreateEmbed {
    let mut footer = match confidence {
        Some(confidence) if confidence >= SURE => text(lang, "confidence-sure"),
        Some(_) => text(lang, "confidence-likely"),
        None => String::new(),
    };
    if answer.lang != lang {
        let note = text_with(lang, "language-other", [("lang", answer.lang.code().into())]);
        footer = if footer.is_empty() { note } else { format!("{footer} · {note}") };
    }
    let mut embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(cut(&answer.title, EMBED_TITLE))
        .description(passage(page, &answer.highlight))
        .field(text(lang, "sources"), sources(answer, lang), false);
    if !footer.is_empty() {
        embed = embed.footer(CreateEmbedFooter::new(footer));
    }
    embed
}

/// A page of a passage with the answering sentence in bold.
fn passage(page: &str, highlight: &str) -> String {
    let plain_sentence = !highlight.is_empty() && !highlight.contains(['*', '`', '\n', '|']);
    let mut shown = page.to_owned();
    let is_all = shown.trim() == highlight.trim();
    if let Some(at) = shown.find(highlight).filter(|_| plain_sentence && !is_all) {
        let starts_block = ["- ", "# ", "> "].iter().any(|mark| highlight.starts_with(mark));
        let in_code = shown[..at].matches(FENCE).count() % 2 == 1;
        if !starts_block && !in_code {
            shown.replace_range(at..at + highlight.len(), &format!("**{highlight}**"));
        }
    }
    shown
}

/// The numbered sources of an answer, then its article; what does not fit is counted.
fn sources(answer: &Answer, lang: Lang) -> String {
    const ROOM: usize = FIELD - 40;
    let cited = answer.sources.len().saturating_sub(1);
    let mut lines: Vec<String> =
        (1..).zip(&answer.sources[..cited]).map(|(number, source)| source_line(number, source)).collect();
    if let Some(article) = answer.sources.last() {
        let place = [("article", article.label.as_str().into()), ("section", answer.title.as_str().into())];
        let name = text_with(lang, "source-article", place);
        let linked = Source { label: cut(&name, 300), ..article.clone() };
        lines.push(format!("📄 {}", linked_name(&linked)));
    }
    let mut shown = String::new();
    let mut left = lines.len();
    for line in lines {
        if utf16_len(&shown) + utf16_len(&line) + 1 > ROOM {
            break;
        }
        shown.push_str(&line);
        shown.push('\n');
        left -= 1;
    }
    if left > 0 {
        shown.push_str(&text_with(lang, "source-more", [("count", left.into())]));
    }
    shown.trim_end().to_owned()
}

fn source_line(number: usize, source: &Source) -> String {
    format!("[{number}] {}", linked_name(source))
}

/// A source's name and note, as a link where it has an address.
fn linked_name(source: &Source) -> String {
    let name = escape(&cut(&source.label, 300));
    let note =
        source.note.as_deref().map(|note| format!(", {}", escape(&cut(note, 300)))).unwrap_or_default();
    match source.url.as_deref().filter(|url| utf16_len(url) <= 300) {
        Some(url) => format!("[{name}](<{url}>){note}"),
        None => format!("{name}{note}"),
    }
}

/// The entries that are nearest to a section.
#[must_use]
pub fn related(sections: &[&Section], lang: Lang) -> Post {
    if sections.is_empty() {
        return Post::note(text(lang, "related-none"));
    }
    let entries = sections.iter().map(|section| (&*section.id, &*section.version(lang).title));
    Post { rows: vec![section_buttons(entries)], ..Post::note(text(lang, "related")) }
}

/// What the bot does and what it keeps; `commands` are the names and descriptions of all.
#[must_use]
pub fn help(commands: &[(String, String)], lang: Lang) -> Post {
    let lines: Vec<String> = commands.iter().map(|(name, about)| format!("**{name}** {about}")).collect();
    let body = [text(lang, "help-intro"), lines.join("\n"), text(lang, "help-more")].join("\n\n");
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(text(lang, "help-title"))
        .description(body)
        .footer(CreateEmbedFooter::new(text(lang, "help-kept")));
    let rows = vec![CreateActionRow::Buttons(vec![topics_button(lang)])];
    Post { embeds: vec![embed], rows, private: true, ..Post::default() }
}

/// A row of buttons that open sections.
fn section_buttons<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> CreateActionRow {
    let open = |(id, title)| button(&Press::Open(Target::section(id), 0), title);
    CreateActionRow::Buttons(entries.map(open).collect())
}

fn button(press: &Press, label: &str) -> CreateButton {
    CreateButton::new(press.custom_id()).style(ButtonStyle::Secondary).label(cut(label, LABEL))
}

fn topics_button(lang: Lang) -> CreateButton {
    button(&Press::AllTopics(0), &text(lang, "button-topics"))
}

/// A question as a quotation: escaped, in one line, cut where it grows long.
fn quote(question: &str) -> String {
    let line = question.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("> {}", cut(&escape(&cut(&line, ECHO)), 2 * ECHO))
}

/// Keeps Discord from reading Markdown or mentions in a text.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        let at_start = out.is_empty();
        let marks = matches!(c, '\\' | '*' | '_' | '`' | '~' | '|' | '<' | '>' | '[' | ']' | '(' | ')' | '@');
        // Only at the beginning of a line do these mean anything.
        let opens_line = at_start && matches!(c, '#' | '-' | '+');
        // A bare address would become a preview.
        let address = c == ':' && last.is_ascii_alphabetic() && out.to_lowercase().ends_with("http")
            || c == ':' && out.to_lowercase().ends_with("https");
        if marks || opens_line || address {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // Even where a mark were lost, `@everyone` would be two words.
            out.push('\u{200b}');
        }
        last = c;
    }
    out
}

fn join(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first}\n{second}") }
}
