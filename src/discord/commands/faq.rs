//! `/faq`: one entry of the FAQ, or the list.

use serenity::all::CommandOptionType;

use super::ask::complete;
use super::{Command, CommandOption, Invocation};
use crate::app::Snapshot;
use crate::discord::components::{Addressee, Offer, Press, Target};
use crate::discord::post::{Post, Response};
use crate::discord::texts::text;
use crate::discord::{browse, render};
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

/// An entry must come this near to the best section's score.
const NEAR: f32 = 0.5;
/// How many are offered where none is sure.
const OFFERED: usize = 5;

/// The list of the FAQ.
fn list(snapshot: &Snapshot, to: Addressee) -> Post {
    render::faq(snapshot, to, 0)
}

fn run(invocation: &Invocation<'_>) -> Response {
    let snapshot = invocation.snapshot;
    let Some(question) = invocation.text("question") else {
        return Response::Reply(list(snapshot, invocation.to(false)));
    };
    let chosen = Target::from_value(question);
    let found = if let Some(target) = &chosen {
        let found = browse::find(target, snapshot);
        // What was chosen from another list is opened too.
        if !found.is_some_and(Section::is_faq)
            && let Some(post) = browse::open(target, snapshot, invocation.to(false), 0, None)
        {
            return Response::Reply(post);
        }
        found
    } else {
        let hits = snapshot.search(question);
        let known = hits.decision.outcome != Outcome::Unknown;
        let least = hits.candidates.first().filter(|_| known).map_or(f32::INFINITY, |best| NEAR * best.score);
        let near = hits.candidates.iter().take_while(|candidate| candidate.score >= least);
        let sections = near.map(|candidate| &snapshot.knowledge.sections[candidate.section]);
        let near: Vec<&Section> = sections.filter(|section| section.is_faq()).take(OFFERED).collect();
        if hits.decision.outcome == Outcome::Suggestions {
            let offer = Offer::new(false, near.iter().map(|section| &*section.id));
            if let Some(post) = render::offer(&offer, snapshot, "", invocation.to(true)) {
                return Response::Reply(Post { private: true, ..post });
            }
        }
        near.first().copied()
    };
    let Some(entry) = found.filter(|entry| entry.is_faq()) else {
        // Where nothing is near, the list says more than a guess, and to the member alone.
        let to = invocation.to(true);
        let list = list(snapshot, to);
        let any = snapshot.knowledge.sections.iter().any(Section::is_faq);
        let unknown = if chosen.is_some() { "error-section-gone" } else { "faq-unknown" };
        let unknown = text(to.lang, unknown);
        return Response::Reply(if any { list.alone(&unknown) } else { list });
    };
    let back = Some(Press::Open(Target::faq(), 0));
    Response::Reply(render::entry(entry, snapshot, invocation.to(false), back, None))
}
