//! Rendering: replies and lists as messages that keep to Discord's limits whatever the knowledge
//! and the question hold.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::components::{Press, Target};
use super::post::Post;
use super::texts::{text, text_with};
use crate::answer::{Answer, Reply};
use crate::app::Snapshot;
use crate::knowledge::{Kind, Section, Source};
use crate::search::decide::Outcome;
use crate::text::Lang;
use crate::text::sentences::sentences;
use crate::text::units::{EMBED_DESCRIPTION, EMBED_TITLE, OPTION, cut, utf16_len};

/// The colour of an answer.
const COLOUR: u32 = 0x002F_80ED;
/// The longest echo of a question. Discord would take more, but nobody reads it twice.
const ECHO: usize = 300;
/// The longest value of an embed's field.
const FIELD: usize = 1024;
/// The longest label of a button.
const LABEL: usize = 80;
/// The most options of a select menu.
pub const OPTIONS: usize = 25;
/// From this confidence on an answer is called sure.
const SURE: f32 = 0.85;

/// A reply to a question. `echo` repeats the question, for members who can't see it otherwise.
#[must_use]
pub fn reply(reply: &Reply, snapshot: &Snapshot, echo: bool, private: bool) -> Post {
    let quoted = if echo { quote(&reply.question) } else { String::new() };
    match (&reply.answer, reply.outcome) {
        (Some(answer), _) => Post {
            content: quoted,
            embeds: vec![answer_embed(answer, reply.lang, Some(reply.confidence))],
            rows: Vec::new(),
            private,
        },
        (None, Outcome::Suggestions) => Post {
            content: join(&quoted, &text(reply.lang, "suggestions")),
            rows: vec![CreateActionRow::Buttons(
                reply.suggestions().iter().map(|listed| section_button(&listed.id, &listed.title)).collect(),
            )],
            private: true,
            ..Post::default()
        },
        _ => Post {
            content: join(&quoted, &text(reply.lang, "unknown")),
            private: true,
            ..topics(snapshot, reply.lang)
        },
    }
}

/// A section that was chosen, not searched for.
#[must_use]
pub fn section(section: &Section, snapshot: &Snapshot, lang: Lang) -> Post {
    let query = snapshot.analyse(&section.version(lang).title);
    let answer = snapshot.answer(section, lang, &query);
    Post {
        embeds: vec![answer_embed(&Answer { highlight: String::new(), ..answer }, lang, None)],
        rows: vec![CreateActionRow::Buttons(vec![topics_button(lang)])],
        ..Post::default()
    }
}

fn answer_embed(answer: &Answer, lang: Lang, confidence: Option<f32>) -> CreateEmbed {
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
        .description(passage(&answer.text, &answer.highlight))
        .field(text(lang, "sources"), sources(answer, lang), false);
    if !footer.is_empty() {
        embed = embed.footer(CreateEmbedFooter::new(footer));
    }
    embed
}

/// The passage with the answering sentence in bold; one that is too long ends after a sentence.
fn passage(text: &str, highlight: &str) -> String {
    const MARKS: usize = 4;
    let plain_sentence = !highlight.is_empty() && !highlight.contains(['*', '`', '\n', '|']);
    let whole = utf16_len(text) + MARKS <= EMBED_DESCRIPTION;
    let mut shown = if whole { text.to_owned() } else { fitting_sentences(text) };
    let is_all = shown.trim() == highlight.trim();
    if let Some(at) = shown.find(highlight).filter(|_| plain_sentence && !is_all) {
        let starts_block = ["- ", "# ", "> "].iter().any(|mark| highlight.starts_with(mark));
        if !starts_block {
            shown.replace_range(at..at + highlight.len(), &format!("**{highlight}**"));
        }
    }
    shown
}

fn fitting_sentences(text: &str) -> String {
    let room = EMBED_DESCRIPTION - 8;
    let end = sentences(text)
        .into_iter()
        .map(|range| range.end)
        .take_while(|&end| utf16_len(&text[..end]) <= room)
        .last();
    end.map_or_else(|| cut(text, room), |end| format!("{} …", &text[..end]))
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

/// The list of articles and topics with a menu for each.
#[must_use]
pub fn topics(snapshot: &Snapshot, lang: Lang) -> Post {
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
    for (heading, placeholder, press, entries) in [
        ("topics-articles", "topics-choose-article", Press::Articles, articles),
        ("topics-topics", "topics-choose-topic", Press::Topics, topics),
    ] {
        if !entries.is_empty() {
            let lines: Vec<String> =
                entries.iter().map(|(_, name)| format!("- {}", escape(&cut(name, 200)))).collect();
            embed = embed.field(text(lang, heading), fitting_lines(&lines, lang), false);
            rows.push(menu(&press, &text(lang, placeholder), entries));
        }
    }
    Post { embeds: vec![embed], rows, ..Post::default() }
}

fn fitting_lines(lines: &[String], lang: Lang) -> String {
    let mut shown = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number == OPTIONS || utf16_len(&shown) + utf16_len(line) + 60 > FIELD {
            shown.push_str(&text_with(lang, "source-more", [("count", (lines.len() - number).into())]));
            break;
        }
        shown.push_str(line);
        shown.push('\n');
    }
    shown.trim_end().to_owned()
}

/// A list of sections under a title, each one click away.
#[must_use]
pub fn list(title: &str, sections: &[&Section], lang: Lang) -> Post {
    let mut about = text_with(lang, "topic-count", [("count", sections.len().into())]);
    if sections.len() > OPTIONS {
        let counts = [("shown", OPTIONS.into()), ("count", sections.len().into())];
        about = join(&about, &text_with(lang, "list-more", counts));
    }
    let entries: Vec<(Target, &str)> = sections
        .iter()
        .map(|section| (Target::section(&section.id), section.version(lang).title.as_str()))
        .collect();
    let embed = CreateEmbed::new().colour(COLOUR).title(cut(title, EMBED_TITLE)).description(about);
    let mut rows = vec![CreateActionRow::Buttons(vec![topics_button(lang)])];
    if !entries.is_empty() {
        rows.insert(0, menu(&Press::Sections, &text(lang, "topic-choose"), entries));
    }
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// The FAQ entries as a list.
#[must_use]
pub fn faq(snapshot: &Snapshot, lang: Lang) -> Post {
    let is_faq = |section: &&Section| section.versions.iter().any(|version| version.kind == Kind::Faq);
    let entries: Vec<&Section> = snapshot.knowledge.sections.iter().filter(is_faq).collect();
    if entries.is_empty() {
        return Post::note(text(lang, "faq-empty"));
    }
    list(&text(lang, "faq-title"), &entries, lang)
}

/// What the bot does and what it keeps; `commands` are the names and descriptions of all.
#[must_use]
pub fn help(commands: &[(&str, String)], lang: Lang) -> Post {
    let lines: Vec<String> = commands.iter().map(|(name, about)| format!("**/{name}** {about}")).collect();
    let body = [text(lang, "help-intro"), lines.join("\n"), text(lang, "help-more")].join("\n\n");
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(text(lang, "help-title"))
        .description(body)
        .footer(CreateEmbedFooter::new(text(lang, "help-kept")));
    let rows = vec![CreateActionRow::Buttons(vec![topics_button(lang)])];
    Post { embeds: vec![embed], rows, private: true, ..Post::default() }
}

fn section_button(id: &str, title: &str) -> CreateButton {
    CreateButton::new(Press::Open(Target::section(id)).custom_id())
        .style(ButtonStyle::Secondary)
        .label(cut(title, LABEL))
}

fn topics_button(lang: Lang) -> CreateButton {
    CreateButton::new(Press::AllTopics.custom_id())
        .style(ButtonStyle::Secondary)
        .label(text(lang, "button-topics"))
}

/// A select menu; of more entries than it holds, the first.
fn menu(press: &Press, placeholder: &str, entries: Vec<(Target, &str)>) -> CreateActionRow {
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
    CreateActionRow::SelectMenu(
        CreateSelectMenu::new(press.custom_id(), kind).placeholder(cut(placeholder, 150)),
    )
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
