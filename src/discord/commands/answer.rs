//! 「これに答える」, "Answer this": the message menu that answers somebody's message.

use serenity::all::CommandType;

use super::{Command, Invocation};
use crate::discord::post::Response;
use crate::discord::questions;
use crate::discord::render::Asker;

pub(super) const COMMAND: Command =
    Command { name: "answer", kind: CommandType::Message, run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    let question = invocation.message.unwrap_or_default();
    let asker = Asker { id: invocation.actor.id, echo: true, private: false };
    Response::Reply(questions::ask(question, invocation.snapshot, invocation.locale, asker))
}
