//! `/help`: what the bot does and what it keeps.

use super::{Command, Invocation, no_choices};
use crate::discord::post::Response;
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "help", options: &[], run, complete: no_choices };

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(render::help(invocation.lang()))
}
