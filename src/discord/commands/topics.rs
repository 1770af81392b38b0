//! `/topics`: all articles and topics.

use super::{Command, Invocation, no_choices};
use crate::discord::post::Response;
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "topics", options: &[], run, complete: no_choices };

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(render::topics(invocation.snapshot, invocation.lang()))
}
