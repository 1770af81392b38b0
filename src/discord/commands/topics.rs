//! `/topics`: all articles and topics.

use super::{Command, Invocation};
use crate::discord::post::Response;
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "topics", run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(render::topics(invocation.snapshot, invocation.to(false), 0))
}
