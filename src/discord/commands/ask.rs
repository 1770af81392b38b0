//! `/ask`: answers a question.

use serenity::all::CommandOptionType;

use super::naming::complete_names;
use super::{Command, CommandOption, Invocation};
use crate::app::Snapshot;
use crate::discord::browse;
use crate::discord::components::{Target, TargetKind};
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::{Asker, told_apart};
use crate::discord::texts::{text, text_with};
use crate::knowledge::Section;
use crate::names::Typed;
use crate::text::Lang;
use crate::text::units::OPTIONS;

pub(super) const COMMAND: Command = Command {
    name: "ask",
    options: &[
        CommandOption {
            name: "question",
            kind: CommandOptionType::String,
            required: true,
            max_length: Some(2000),
            ..CommandOption::OPTIONAL
        },
        CommandOption { name: "private", ..CommandOption::OPTIONAL },
    ],
    run,
    complete: Some(|typed, snapshot, lang| complete(typed, snapshot, lang, false)),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let private = invocation.switch("private");
    let question = invocation.text("question").unwrap_or_default();
    let chosen = Target::from_value(question);
    let opened =
        chosen.map(|target| browse::open(&target, invocation.snapshot, invocation.to(private), 0, None));
    let post = match opened {
        Some(Some(post)) => Post { private: private || post.private, ..post },
        Some(None) => Post::note(text(invocation.lang(), "error-section-gone")),
        None => {
            let asker = Asker { id: invocation.actor.id, in_message: false, private };
            questions::ask(question, invocation.snapshot, invocation.locale, asker)
        }
    };
    Response::Reply(post)
}

/// Entries for what is typed: those whose headings begin with it or hold it, then the nearest ones by
/// meaning, then topics. While nothing is typed, the FAQ comes first.
pub(super) fn complete(
    typed: &str,
    snapshot: &Snapshot,
    lang: Lang,
    only_faq: bool,
) -> Vec<(String, String)> {
    let wanted = |section: &&Section| !only_faq || section.is_faq();
    let sections = || snapshot.knowledge.sections.iter().filter(wanted);
    // Topics are no entries of the FAQ.
    let topics = || {
        let named = |(name, value): (String, String)| {
            (text_with(lang, "choice-topic", [("name", name.into())]), value)
        };
        let found =
            if only_faq { Vec::new() } else { complete_names(typed, snapshot, lang, &[TargetKind::Topic]) };
        found.into_iter().map(named)
    };
    if typed.trim().is_empty() {
        let some = |faq: bool| {
            entries(
                &sections().filter(|section| section.is_faq() == faq).take(OPTIONS).collect::<Vec<_>>(),
                snapshot,
                lang,
            )
        };
        return some(true).chain(topics()).chain(some(false)).collect();
    }
    let mut found = snapshot.names.sections(&Typed::new(typed), lang);
    let candidates = snapshot.candidates(typed);
    let by_meaning = candidates.iter().map(|candidate| candidate.section);
    let further: Vec<usize> = by_meaning.filter(|section| !found.contains(section)).collect();
    found.extend(further);
    let found = found.into_iter().map(|section| &snapshot.knowledge.sections[section]);
    let found: Vec<&Section> = found.filter(wanted).take(OPTIONS).collect();
    entries(&found, snapshot, lang).chain(topics()).collect()
}

/// Sections as choices.
fn entries(
    sections: &[&Section],
    snapshot: &Snapshot,
    lang: Lang,
) -> impl Iterator<Item = (String, String)> + use<> {
    let titles = told_apart(sections, snapshot, lang);
    let values: Vec<String> = sections.iter().map(|section| Target::section(&section.id).value()).collect();
    titles.into_iter().zip(values)
}
