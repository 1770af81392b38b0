//! `/faq`: one entry of the FAQ, or the list.

use serenity::all::CommandOptionType;

use super::ask::complete;
use super::{Command, CommandOption, Invocation};
use crate::discord::components::{Press, Target};
use crate::discord::post::Response;
use crate::discord::texts::text;
use crate::discord::{browse, render};
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
    complete: |typed, snapshot, lang| complete(typed, snapshot, lang, true),
    ..Command::SLASH
};

fn run(invocation: &Invocation<'_>) -> Response {
    let snapshot = invocation.snapshot;
    let Some(question) = invocation.text("question") else {
        return Response::Reply(render::faq(snapshot, invocation.to(false), 0));
    };
    let nearest = || {
        let hits = snapshot.search(question);
        let best = hits.candidates.first().filter(|_| hits.decision.outcome != Outcome::Unknown);
        best.map(|best| &snapshot.knowledge.sections[best.section])
    };
    let chosen = Target::from_value(question);
    let found = chosen.map_or_else(nearest, |target| browse::find(&target, snapshot));
    let Some(entry) = found.filter(|entry| entry.is_faq()) else {
        // Where nothing is near, the list says more than a guess, and to the member alone.
        let to = invocation.to(true);
        return Response::Reply(render::faq(snapshot, to, 0).alone(&text(to.lang, "faq-unknown")));
    };
    let back = Some(Press::Open(Target::faq(), 0));
    Response::Reply(render::entry(entry, snapshot, invocation.to(false), back, None))
}
