//! 「これに答える」, "Answer this": the message menu that answers somebody's message.

use serenity::all::CommandType;

use super::{Command, Invocation};
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::Asker;
use crate::discord::texts::text;

pub(super) const COMMAND: Command =
    Command { name: "answer", kind: CommandType::Message, run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    let Some(question) = invocation.message.filter(|message| questions::has_words(message)) else {
        return Response::Reply(Post::note(text(invocation.lang(), "answer-nothing")));
    };
    let asker = Asker { id: invocation.actor.id, in_message: false, private: false };
    Response::Reply(questions::ask(question, invocation.snapshot, invocation.locale, asker))
}
