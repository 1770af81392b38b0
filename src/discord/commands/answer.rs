//! 「これに答える」, "Answer this": the message menu that answers somebody's message.

use serenity::all::CommandType;

use super::{Command, Invocation, MenuMessage};
use crate::discord::echo::with_origin;
use crate::discord::post::{Post, Response};
use crate::discord::questions;
use crate::discord::render::Asker;
use crate::discord::texts::{text, text_with};

pub(super) const COMMAND: Command =
    Command { name: "answer", kind: CommandType::Message, run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    let message = invocation.message.as_ref().filter(|message| questions::has_words(message.said));
    let Some(MenuMessage { said, link }) = message else {
        return Response::Reply(Post::note(text(invocation.lang(), "answer-nothing")));
    };
    let asker = Asker { id: invocation.actor.id, in_message: false, private: false };
    let post = questions::ask(said, invocation.snapshot, invocation.locale, asker);
    let lang = post.claim.as_ref().map_or(invocation.lang(), |claim| claim.lang);
    let origin = text_with(lang, "answer-origin", [("link", link.as_str().into())]);
    Response::Reply(Post { content: with_origin(&post.content, &origin), ..post })
}
