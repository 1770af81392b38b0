//! `/faq`: one entry of the FAQ, or the list.

use serenity::all::CommandOptionType;

use super::ask::complete;
use super::{Command, CommandOption, Invocation};
use crate::app::Snapshot;
use crate::discord::components::{Addressee, Press, Target};
use crate::discord::post::{Post, Response};
use crate::discord::render::Asker;
use crate::discord::texts::text;
use crate::discord::{browse, questions, render};
use crate::knowledge::Section;
use crate::search::decide::Outcome;

pub(super) const COMMAND: Command = Command {
    name: "faq",
    options: &[CommandOption {
        name: "question",
        kind: CommandOptionType::String,
        max_length: Some(2000),
        ..CommandOption::OPTIONAL
    }],
    run,
    list: Some(list),
    complete: Some(|typed, snapshot, lang| complete(typed, snapshot, lang, true)),
    ..Command::SLASH
};

/// The list of the FAQ.
fn list(snapshot: &Snapshot, to: Addressee) -> Post {
    render::faq(snapshot, to, 0)
}

fn run(invocation: &Invocation<'_>) -> Response {
    let snapshot = invocation.snapshot;
    let Some(question) = invocation.text("question") else {
        return Response::Reply(list(snapshot, invocation.to(false)));
    };
    let Some(target) = Target::from_value(question) else { return asked(question, invocation) };
    let found = browse::find(&target, snapshot);
    let back = Some(Press::Open(Target::faq(), 0));
    let to = invocation.to(false);
    let opened = match found.filter(|section| section.is_faq()) {
        Some(entry) => Some(render::entry(entry, snapshot, to, back, None)),
        // What was chosen from another list is opened too.
        None => browse::open(&target, snapshot, to, 0, None),
    };
    Response::Reply(opened.unwrap_or_else(|| Post::note(text(to.lang, "error-section-gone"))))
}

/// What comes of a question that was typed: what answers it, entry or not; near entries of the FAQ where that is not
/// sure; the list where nothing is near, to the member alone.
fn asked(question: &str, invocation: &Invocation<'_>) -> Response {
    let (snapshot, to) = (invocation.snapshot, invocation.to(true));
    let mut reply = snapshot.ask(question, invocation.locale);
    let is_entry = |id: &str| snapshot.knowledge.section(id).is_some_and(Section::is_faq);
    if reply.outcome == Outcome::Unknown {
        questions::log_unanswered(question);
        let any = snapshot.knowledge.sections.iter().any(Section::is_faq);
        let list = list(snapshot, to);
        return Response::Reply(if any { list.alone(&text(to.lang, "faq-unknown")) } else { list });
    }
    if reply.suggestions().iter().any(|listed| is_entry(&listed.id)) {
        reply.candidates.retain(|listed| is_entry(&listed.id));
    }
    let asker = Asker { id: to.id, ..Asker::default() };
    Response::Reply(render::reply(&reply, snapshot, asker))
}
