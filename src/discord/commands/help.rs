//! `/help`: what the bot does and what it keeps.

use super::{Command, Invocation};
use crate::discord::post::Response;

pub(super) const COMMAND: Command = Command { name: "help", run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(super::help(invocation.to(true), invocation.actor.moderator))
}
