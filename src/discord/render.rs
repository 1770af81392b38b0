//! Rendering: replies and lists as messages that keep to Discord's limits whatever the knowledge
//! and the question hold.

mod lists;
mod offers;
mod pages;
mod summary;
mod why;

pub use lists::{Choice, faq, list, several, sources_list, to_ask_about, topics};
pub use offers::{offer, on_offer, related, told_apart};
pub use summary::{preview, summary};
pub use why::why;

use std::borrow::Cow;
use std::ops::Range;

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

use super::components::{Addressee, Press, Target, Turn, short_hash};
use super::echo::{Asked, ReadBack, escape};
use super::post::{Claim, Post, Subject};
use super::texts::{text, text_with};
use crate::answer::{Answer, Entry, Reply};
use crate::app::Snapshot;
use crate::knowledge::{Section, Source};
use crate::search::decide::Outcome;
use crate::text::Lang;
use crate::text::markup::{footnote_mark, is_fence};
use crate::text::sentences::sentences;
use crate::text::units::{ALL_EMBEDS, BUTTON, EMBED_FIELD, EMBED_TITLE, cut, utf16_len};
use offers::offered;
use pages::{fitting_lines_in, pages, turn};

/// What stands around bold text.
const BOLD: &str = "**";
/// The colour of an answer.
const COLOUR: u32 = 0x002F_80ED;
/// By how much of its beginning a sentence is found.
const BEGINNING: usize = 200;
/// The most room for an answer's sources, and how much of it the names of their fields may take.
const SOURCES: usize = 3 * EMBED_FIELD;
const NAMES: usize = 200;
/// A name that is not seen.
pub const NO_NAME: &str = "\u{200b}";
/// From this confidence on an answer is called sure.
const SURE: f32 = 0.85;

/// Who asks, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asker {
    /// The member's id.
    pub id: u64,
    /// Whether it is by a message, which is there to read and is answered in public.
    pub in_message: bool,
    /// Whether the member alone is to see even an answer.
    pub private: bool,
}

/// A reply to a question.
#[must_use]
pub fn reply(reply: &Reply, snapshot: &Snapshot, asker: Asker) -> Post {
    // A message is quoted only for buttons that lead on from it: Discord does not hand it to them.
    let leads_on = reply.outcome == Outcome::Suggestions || !reply.further.is_empty();
    let quoted = if asker.in_message && !leads_on { String::new() } else { asked(reply).quote() };
    let claim = |of| Some(Claim { of, lang: reply.lang });
    // What is no answer need not be read by all.
    let to = |answers| Addressee {
        id: asker.id,
        lang: reply.lang,
        private: asker.private || !(answers || asker.in_message),
    };
    match (&reply.answer, reply.outcome) {
        (Some(answer), _) => Post {
            claim: claim(Subject::Entry(answer.id.clone())),
            ..answered(reply, answer, quoted, to(true))
        },
        (None, Outcome::Suggestions) => {
            let sections =
                reply.suggestions().iter().filter_map(|listed| snapshot.knowledge.section(&listed.id));
            let sections: Vec<&Section> = sections.collect();
            Post {
                claim: claim(Subject::Offer),
                private: true,
                ..offered(false, &sections, snapshot, &quoted, to(false))
            }
        }
        _ => Post {
            claim: claim(Subject::Miss),
            private: true,
            ..to_ask_about(&join(&quoted, &text(reply.lang, "unknown")), snapshot, to(false))
        },
    }
}

/// What was asked, as it is to be echoed.
fn asked(reply: &Reply) -> Asked<'_> {
    Asked { question: &reply.question, part: reply.part.clone() }
}

/// An answer: the page of the passage that holds the answering sentence, and what can be done with it.
fn answered(reply: &Reply, answer: &Answer, quoted: String, to: Addressee) -> Post {
    let pages = pages(&answer.text);
    let page = page_of(&answer.highlight, &pages);
    let turn = Turn {
        section: Target::section(&answer.id),
        page,
        sentence: Some(short_hash(&answer.highlight)),
        sure: Some(reply.confidence >= SURE),
    };
    let mut rows = turning(&turn, pages.len(), to);
    rows.extend(further(reply, to));
    let buttons = [Some(Press::Related(turn.section.clone())), Some(Press::Why(asked(reply).line()))];
    rows.push(actions(buttons, to));
    Post {
        content: quoted,
        embeds: vec![answer_embed(answer, &pages[page], to.lang, turn.sure)],
        rows,
        private: to.private,
        ..Post::default()
    }
}

/// Buttons for what answers the other questions of a message.
fn further(reply: &Reply, to: Addressee) -> Option<CreateActionRow> {
    let open = |entry: &Entry| {
        let label = text_with(to.lang, "button-further", [("title", entry.title.as_str().into())]);
        button(&Press::Open(Target::section(&entry.id), 0), &label, to)
    };
    let buttons: Vec<CreateButton> = reply.further.iter().map(open).collect();
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

/// The page that a sentence stands on. One that is longer than a page begins there.
fn page_of(sentence: &str, pages: &[Cow<'_, str>]) -> usize {
    let begins = cut(sentence, BEGINNING);
    pages.iter().position(|page| page.contains(begins.trim_end_matches('…'))).unwrap_or(0)
}

/// An entry that was chosen, not searched for; with a button that leads back, to all topics unless somewhere
/// else. If it was chosen for a question, the sentence that answers it is set off, and it can be explained.
#[must_use]
pub fn entry(
    section: &Section,
    snapshot: &Snapshot,
    to: Addressee,
    back: Option<Press>,
    question: Option<&ReadBack>,
) -> Post {
    let mut turn = Turn { section: Target::section(&section.id), page: 0, sentence: None, sure: None };
    if let Some(question) = question {
        let sentence = snapshot.sentence(section, to.lang, &question.question);
        turn.page = page_of(&sentence, &pages(&section.version(to.lang).text));
        turn.sentence =
            Some(sentence).filter(|sentence| !sentence.is_empty()).map(|sentence| short_hash(&sentence));
    }
    let (embed, mut rows) = page(section, snapshot, &turn, to);
    let related = Press::Related(turn.section);
    let back = back.unwrap_or(Press::AllTopics(0));
    rows.push(actions([Some(related), question.map(why_button), Some(back)], to));
    let claim = Claim { of: Subject::Entry(section.id.clone()), lang: to.lang };
    Post { embeds: vec![embed], rows, claim: Some(claim), ..Post::default() }
}

/// A page of an entry, and the buttons that turn to the others.
pub fn page(
    section: &Section,
    snapshot: &Snapshot,
    turn: &Turn,
    to: Addressee,
) -> (CreateEmbed, Vec<CreateActionRow>) {
    let mut answer = snapshot.answer(section, to.lang);
    let answers = |range: &Range<usize>| turn.sentence == Some(short_hash(&answer.text[range.clone()]));
    if let Some(range) = sentences(&answer.text).into_iter().find(answers) {
        answer.highlight = answer.text[range].to_owned();
    }
    let pages = pages(&answer.text);
    let at = turn.page.min(pages.len() - 1);
    let rows = turning(&Turn { page: at, ..turn.clone() }, pages.len(), to);
    (answer_embed(&answer, &pages[at], to.lang, turn.sure), rows)
}

/// The buttons that turn the pages of an entry.
fn turning(turning: &Turn, pages: usize, to: Addressee) -> Vec<CreateActionRow> {
    turn(|page| Press::Turn(Turn { page, ..turning.clone() }), turning.page, pages, to)
}

fn answer_embed(answer: &Answer, page: &str, lang: Lang, sure: Option<bool>) -> CreateEmbed {
    let mut footer = match sure {
        Some(true) => text(lang, "confidence-sure"),
        Some(false) => text(lang, "confidence-likely"),
        None => String::new(),
    };
    if answer.lang != lang {
        let note = text_with(lang, "language-other", [("lang", answer.lang.code().into())]);
        footer = if footer.is_empty() { note } else { format!("{footer} · {note}") };
    }
    let (title, passage) = (cut(&answer.title, EMBED_TITLE), passage(page, &answer.highlight));
    let taken = utf16_len(&title) + utf16_len(&passage) + utf16_len(&footer);
    let sources = sources(answer, page, ALL_EMBEDS.saturating_sub(taken), lang);
    let mut embed = CreateEmbed::new().colour(COLOUR).title(title).description(passage);
    // The name of a field can't be left out.
    let names = std::iter::once(text(lang, "sources")).chain(std::iter::repeat(NO_NAME.to_owned()));
    for (name, sources) in names.zip(sources) {
        embed = embed.field(name, sources, false);
    }
    if !footer.is_empty() {
        embed = embed.footer(CreateEmbedFooter::new(footer));
    }
    embed
}

/// A page of a passage with the answering sentence in bold.
fn passage(page: &str, highlight: &str) -> String {
    let Some(at) = page.find(highlight).filter(|_| !highlight.is_empty() && page.trim() != highlight.trim())
    else {
        return page.to_owned();
    };
    let in_code = page[..at].lines().filter(|line| is_fence(line)).count() % 2 == 1;
    if in_code || highlight.contains(['\n', '|']) || highlight.starts_with('#') {
        return page.to_owned();
    }
    let line = page[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = at + highlight.len();
    let line_end = page[end..].find('\n').map_or(page.len(), |length| end + length);
    let (before, after) = (&page[line..at], &page[end..line_end]);
    let (mark, said) = highlight.split_at(list_mark(highlight));
    // Bold within bold would end it, and so would bold that begins before or ends behind.
    let is_torn = |text: &str| text.matches(BOLD).count() % 2 == 1;
    let plain =
        |text: &str| if is_torn(before) || is_torn(said) { text.replace(BOLD, "") } else { text.to_owned() };
    let (before, after) = (plain(before), plain(after));
    let gap = |touches: bool| if touches { " " } else { "" };
    let (opens, closes) = (gap(before.ends_with(BOLD)), gap(after.starts_with(BOLD)));
    let bold = said.replace(BOLD, "");
    format!("{}{before}{mark}{opens}{BOLD}{bold}{BOLD}{closes}{after}{}", &page[..line], &page[line_end..])
}

/// The length of the mark that makes a line part of a list or a quotation.
fn list_mark(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(". ") {
        return digits + 2;
    }
    if ["- ", "* ", "+ ", "> "].iter().any(|mark| line.starts_with(mark)) { 2 } else { 0 }
}

/// The sources behind the marks on a page, then the article, in fields; what the room has no place for is counted.
fn sources(answer: &Answer, page: &str, room: usize, lang: Lang) -> Vec<String> {
    let (article, cited) =
        answer.sources.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
    let marks: Vec<usize> = page
        .match_indices('[')
        .filter_map(|(at, _)| footnote_mark(&page[at..]))
        .map(|(_, number)| number)
        .collect();
    let on_page = (1..).zip(cited).filter(|(number, _)| marks.contains(number));
    let lines: Vec<String> = on_page.map(|(number, source)| source_line(number, source, lang)).collect();
    let article = article.map_or_else(String::new, |article| {
        let place = [("article", article.label.as_str().into()), ("section", answer.title.as_str().into())];
        let name = text_with(lang, "source-article", place);
        format!("📄 {}", linked_name(&Source { label: cut(&name, 300), ..article.clone() }, lang))
    });
    let room = room.min(SOURCES).saturating_sub(utf16_len(&article) + NAMES);
    let mut fields = vec![String::new()];
    for line in fitting_lines_in(&lines, room, lang).lines().chain([&*article]) {
        let last = fields.len() - 1;
        if utf16_len(&fields[last]) + 1 + utf16_len(line) > EMBED_FIELD {
            fields.push(line.to_owned());
        } else {
            fields[last] = join(&fields[last], line);
        }
    }
    fields
}

fn source_line(number: usize, source: &Source, lang: Lang) -> String {
    format!("[{number}] {}", linked_name(source, lang))
}

/// What parts the members of a list.
fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    }
}

/// A source's name and note, as a link where it has an address.
fn linked_name(source: &Source, lang: Lang) -> String {
    let name = cut(&escape(&cut(&source.label, 300)), 320);
    let note = |note: &str| format!("{}{}", comma(lang), cut(&escape(&cut(note, 300)), 320));
    let note = source.note.as_deref().map(note).unwrap_or_default();
    match source.url.as_deref().filter(|url| utf16_len(url) <= 300) {
        Some(url) => format!("[{name}](<{url}>){note}"),
        None => format!("{name}{note}"),
    }
}

/// What the bot does and what it keeps; `commands` are the names and descriptions of all.
#[must_use]
pub fn help(commands: &[(String, String)], to: Addressee) -> Post {
    let lang = to.lang;
    let lines: Vec<String> = commands.iter().map(|(name, about)| format!("**{name}** {about}")).collect();
    let body = [text(lang, "help-intro"), lines.join("\n"), text(lang, "help-more")].join("\n\n");
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(text(lang, "help-title"))
        .description(body)
        .footer(CreateEmbedFooter::new(text(lang, "help-kept")));
    let rows = vec![actions([Some(Press::AllTopics(0))], to)];
    Post { embeds: vec![embed], rows, private: true, ..Post::default() }
}

/// A row of buttons, named after what they do; where others see the message, one that takes it away.
fn actions<const N: usize>(presses: [Option<Press>; N], to: Addressee) -> CreateActionRow {
    let leave = Some(Press::Delete).filter(|_| !to.private);
    let buttons = presses.into_iter().flatten().chain(leave).map(|press| {
        let label = match &press {
            Press::Related(_) => "button-related",
            Press::Why(_) => "button-why",
            Press::Delete => "button-delete",
            Press::AllTopics(_) => "button-topics",
            Press::AllSources(..) => "button-sources",
            _ => "button-back",
        };
        button(&press, &text(to.lang, label), to)
    });
    CreateActionRow::Buttons(buttons.collect())
}

/// The row of an entry that leads on to others.
pub fn following(section: &Target, question: Option<&ReadBack>, to: Addressee) -> CreateActionRow {
    let related = Press::Related(section.clone());
    actions([Some(related), question.map(why_button), Some(Press::AllTopics(0))], to)
}

/// A button that explains the answer to a question.
fn why_button(question: &ReadBack) -> Press {
    Press::Why(question.line())
}

fn button(press: &Press, label: &str, to: Addressee) -> CreateButton {
    CreateButton::new(press.custom_id(to)).style(ButtonStyle::Secondary).label(cut(label, BUTTON))
}

fn join(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first}\n{second}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answering_sentence_is_bold_whatever_it_holds() {
        for (page, highlight, shown) in [
            ("一つ目。二つ目。", "二つ目。", "一つ目。**二つ目。**"),
            ("- 大人 500円\n- 子ども 200円", "- 子ども 200円", "- 大人 500円\n- **子ども 200円**"),
            ("1. Go.\n2. Stop.", "2. Stop.", "1. Go.\n2. **Stop.**"),
            (
                "It is **free** for all. So come.",
                "It is **free** for all.",
                "**It is free for all.** So come.",
            ),
            ("**Free** for all. So come.", "**Free** for all.", "**Free for all.** So come."),
            ("**One. Two. Three.**", "Two.", "One. **Two.** Three."),
            ("**One. Two.** Three.", "**One.", "**One.** Two. Three."),
            ("一つ。**二つ。**三つ。", "一つ。", "**一つ。** **二つ。**三つ。"),
            ("```\nrun. it.\n```", "run.", "```\nrun. it.\n```"),
            ("| a | b |\n| - | - |", "| a | b |", "| a | b |\n| - | - |"),
            ("All of it.", "All of it.", "All of it."),
        ] {
            assert_eq!(passage(page, highlight), shown);
        }
    }
}
