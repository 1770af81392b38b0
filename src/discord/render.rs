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
use crate::search::Hits;
use crate::search::decide::Outcome;
use crate::search::explain::{Of, Part, parts, unknown_words};
use crate::search::rerank::Candidate;
use crate::summary::Summary;
use crate::text::Lang;
use crate::text::sentences::sentences;
use crate::text::units::{EMBED_DESCRIPTION, EMBED_TITLE, OPTION, cut, fitting, utf16_len};

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
/// The longest page of a passage, with room for the marks of the answering sentence.
const PAGE: usize = EMBED_DESCRIPTION - 96;
/// What all embeds of a message may hold together.
const EMBEDS: usize = 6000;
/// The most embeds of a summary, one less than a message takes.
const PARTS: usize = 9;
/// How many matched words and runners-up are told.
const REASONS: usize = 8;
/// The labels of the buttons that turn pages.
const BACK: &str = "◀";
const NEXT: &str = "▶";
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
    let page = pages.iter().position(|page| page.contains(&answer.highlight)).unwrap_or(0);
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
        embeds: vec![answer_embed(answer, pages[page], lang, Some(reply.confidence))],
        rows,
        private: asker.private,
        answers: Some(answer.id.clone()),
    }
}

/// A page of a section that was chosen, not searched for.
#[must_use]
pub fn section(section: &Section, snapshot: &Snapshot, lang: Lang, page: usize) -> Post {
    let query = snapshot.analyse(&section.version(lang).title);
    let answer = Answer { highlight: String::new(), ..snapshot.answer(section, lang, &query) };
    let pages = pages(&answer.text);
    let page = page.min(pages.len() - 1);
    let target = Target::section(&section.id);
    let mut rows = turning(&target, page, pages.len(), lang);
    let related = button(&Press::Related(target), &text(lang, "button-related"));
    rows.push(CreateActionRow::Buttons(vec![related, topics_button(lang)]));
    Post {
        embeds: vec![answer_embed(&answer, pages[page], lang, None)],
        rows,
        answers: Some(section.id.clone()),
        ..Post::default()
    }
}

/// The buttons that turn the pages of a target; none for a single page.
fn turning(target: &Target, page: usize, pages: usize, lang: Lang) -> Vec<CreateActionRow> {
    turn(|page| Press::Open(target.clone(), page), page, pages, lang)
}

fn turn(to: impl Fn(usize) -> Press, page: usize, pages: usize, lang: Lang) -> Vec<CreateActionRow> {
    if pages < 2 {
        return Vec::new();
    }
    let place = text_with(lang, "page", [("page", (page + 1).into()), ("pages", pages.into())]);
    let step = |label: &str, to_page: Option<usize>| {
        // At either end the button stays in its place but does nothing; its id must still be its own.
        let pressed = to(to_page.unwrap_or(pages + usize::from(label == NEXT)));
        button(&pressed, label).disabled(to_page.is_none())
    };
    let next = Some(page + 1).filter(|&next| next < pages);
    let here = button(&to(pages + 2), &place).disabled(true);
    vec![CreateActionRow::Buttons(vec![step(BACK, page.checked_sub(1)), here, step(NEXT, next)])]
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
        if !starts_block {
            shown.replace_range(at..at + highlight.len(), &format!("**{highlight}**"));
        }
    }
    shown
}

/// A text in pages that each fit an embed, parted after sentences, so that no footnote mark is cut;
/// a sentence that is longer than a page goes on in the next one, after a whole grapheme.
fn pages(text: &str) -> Vec<&str> {
    if utf16_len(text) <= PAGE {
        return vec![text];
    }
    let mut pages = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for sentence in sentences(text) {
        if utf16_len(&text[start..sentence.end]) > PAGE && end > start {
            pages.push(text[start..end].trim());
            start = sentence.start;
        }
        end = sentence.end;
        while utf16_len(&text[start..end]) > PAGE {
            let rest = &text[start..end];
            // A grapheme of so many marks that no page holds it is parted between two of them.
            let part = || (0..=PAGE).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
            let piece = Some(fitting(rest, PAGE)).filter(|&fits| fits > 0).unwrap_or_else(part);
            pages.push(text[start..start + piece].trim());
            start += piece;
        }
    }
    pages.push(text[start..].trim());
    pages.retain(|page| !page.is_empty());
    pages
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

/// A word of the question, and what it was matched by, in a member's language.
fn matched(of: &Of, lang: Lang) -> String {
    let told = |id: &str, word: &str, by: &str| {
        let by = escape(&cut(by, 60));
        text_with(lang, id, [("word", escape(&cut(word, 40)).into()), ("by", by.into())])
    };
    match of {
        Of::Synonym(word, by) | Of::Concept(word, by) => told("why-same", word, by),
        Of::Typo(word, by) => told("why-typo", word, by),
        Of::Sound(word, by) => told("why-sound", word, by),
        Of::Word(word) => escape(&cut(word, 40)),
        Of::Pieces | Of::Likeness | Of::Coverage => String::new(),
    }
}

/// A page of the list of articles and topics with a menu for each.
#[must_use]
pub fn topics(snapshot: &Snapshot, lang: Lang, page: usize) -> Post {
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
            rows.push(menu(name, &text(lang, placeholder), entries));
        }
    }
    rows.extend(turn(Press::AllTopics, page, pages, lang));
    rows.push(CreateActionRow::Buttons(vec![button(&Press::AllSources(0), &text(lang, "button-sources"))]));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// A page of the outlets that are cited, each one click away; of one article or of all.
#[must_use]
pub fn sources_list(snapshot: &Snapshot, article: Option<usize>, lang: Lang, page: usize) -> Post {
    let cited = cited(snapshot, article, lang);
    if cited.is_empty() {
        return Post::note(text(lang, "sources-empty"));
    }
    let title = match article {
        Some(number) => snapshot.knowledge.articles[number].version(lang).title.clone(),
        None => text(lang, "sources-title"),
    };
    let pages = cited.len().div_ceil(OPTIONS);
    let page = page.min(pages - 1);
    let shown = &cited[page * OPTIONS..cited.len().min((page + 1) * OPTIONS)];
    let line = |(source, sections): &(&Source, Vec<&Section>)| {
        let count = text_with(lang, "sources-count", [("count", sections.len().into())]);
        format!("- {} {count}", linked_name(source))
    };
    let lines: Vec<String> = shown.iter().map(line).collect();
    let entries: Vec<(Target, &str)> =
        shown.iter().map(|(source, _)| (Target::source(&source.label), source.label.as_str())).collect();
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(cut(&title, EMBED_TITLE))
        .description(fitting_lines_in(&lines, PAGE, lang));
    let mut rows = vec![menu("sources", &text(lang, "sources-choose"), &entries)];
    if article.is_none() {
        rows.extend(turn(Press::AllSources, page, pages, lang));
    }
    rows.push(CreateActionRow::Buttons(vec![topics_button(lang)]));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// What the knowledge cites in a language, with the sections that lean on it, in the order of the
/// text. An outlet counts once, whatever the note says.
#[must_use]
pub fn cited(snapshot: &Snapshot, article: Option<usize>, lang: Lang) -> Vec<(&Source, Vec<&Section>)> {
    let mut cited: Vec<(&Source, Vec<&Section>)> = Vec::new();
    for section in &snapshot.knowledge.sections {
        if article.is_some_and(|number| section.article != number) {
            continue;
        }
        for source in &section.version(lang).sources {
            match cited.iter_mut().find(|(other, _)| other.label == source.label) {
                Some((_, sections)) if sections.last().is_some_and(|last| last.id == section.id) => {}
                Some((_, sections)) => sections.push(section),
                None => cited.push((source, vec![section])),
            }
        }
    }
    cited
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

/// Why the answer to a question is what it is.
#[must_use]
pub fn why(hits: &Hits, snapshot: &Snapshot, lang: Lang) -> Post {
    let knowledge = &snapshot.knowledge;
    let title =
        |candidate: &Candidate| escape(&cut(&knowledge.sections[candidate.section].version(lang).title, 200));
    let mut embed = CreateEmbed::new().colour(COLOUR).title(text(lang, "why-title"));
    embed = embed.description(text_with(
        lang,
        "why-read",
        [("text", escape(&cut(&hits.query.text, 300)).into())],
    ));
    if let Some(best) = hits.candidates.first() {
        let mut parts = parts(hits, best, &snapshot.index, knowledge);
        parts.retain(|part| part.adds > 0.0);
        parts.sort_by(|a, b| b.adds.total_cmp(&a.adds));
        let all: f32 = parts.iter().map(|part| part.adds).sum();
        let share = |adds: f32| format!("{:.0} %", 100.0 * adds / all.max(f32::MIN_POSITIVE));
        let (rest, words): (Vec<&Part>, Vec<&Part>) =
            parts.iter().partition(|part| matches!(part.of, Of::Pieces | Of::Likeness | Of::Coverage));
        let line = |part: &&Part| format!("- {} {}", matched(&part.of, lang), share(part.adds));
        let lines: Vec<String> = words.iter().take(REASONS).map(line).collect();
        let rest = share(rest.iter().map(|part| part.adds).sum());
        let rest = text_with(lang, "why-rest", [("share", rest.into())]);
        let value = lines.into_iter().chain([format!("- {rest}")]).collect::<Vec<_>>().join("\n");
        embed = embed.field(cut(&title(best), EMBED_TITLE), value, false);
        let runners: Vec<String> = hits.candidates[1..]
            .iter()
            .take(REASONS)
            .map(|other| {
                format!("- {} {:.0} %", title(other), 100.0 * other.score / best.score.max(f32::MIN_POSITIVE))
            })
            .collect();
        if !runners.is_empty() {
            embed = embed.field(text(lang, "why-runners"), cut(&runners.join("\n"), FIELD), false);
        }
    }
    let unknown = unknown_words(hits);
    if !unknown.is_empty() {
        let words = escape(&cut(&unknown.join(", "), 300));
        embed = embed.field(text(lang, "why-unknown"), words, false);
    }
    let sure = format!("{:.0} %", 100.0 * hits.decision.confidence);
    embed = embed.footer(CreateEmbedFooter::new(text_with(lang, "why-sure", [("share", sure.into())])));
    Post { embeds: vec![embed], private: true, ..Post::default() }
}

fn fitting_lines(lines: &[String], lang: Lang) -> String {
    fitting_lines_in(lines, FIELD, lang)
}

/// As many lines as there is room for, and how many are left out.
fn fitting_lines_in(lines: &[String], room: usize, lang: Lang) -> String {
    let mut shown = String::new();
    for (number, line) in lines.iter().enumerate() {
        if utf16_len(&shown) + utf16_len(line) + 60 > room {
            shown.push_str(&text_with(lang, "source-more", [("count", (lines.len() - number).into())]));
            break;
        }
        shown.push_str(line);
        shown.push('\n');
    }
    shown.trim_end().to_owned()
}

/// A page of a list of sections under a title, each one click away.
#[must_use]
pub fn list(title: &str, sections: &[&Section], target: &Target, lang: Lang, page: usize) -> Post {
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
        rows.push(menu("sections", &text(lang, "topic-choose"), &entries));
    }
    rows.extend(turning(target, page, pages, lang));
    rows.push(CreateActionRow::Buttons(vec![topics_button(lang)]));
    Post { embeds: vec![embed], rows, ..Post::default() }
}

/// A page of the FAQ entries as a list.
#[must_use]
pub fn faq(snapshot: &Snapshot, lang: Lang, page: usize) -> Post {
    let is_faq = |section: &&Section| section.versions.iter().any(|version| version.kind == Kind::Faq);
    let entries: Vec<&Section> = snapshot.knowledge.sections.iter().filter(is_faq).collect();
    if entries.is_empty() {
        return Post::note(text(lang, "faq-empty"));
    }
    list(&text(lang, "faq-title"), &entries, &Target::faq(), lang, page)
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

/// A select menu; of more entries than it holds, the first.
fn menu(name: &'static str, placeholder: &str, entries: &[(Target, &str)]) -> CreateActionRow {
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
    let id = Press::Choose(name).custom_id();
    CreateActionRow::SelectMenu(CreateSelectMenu::new(id, kind).placeholder(cut(placeholder, 150)))
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
