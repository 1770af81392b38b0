//! `/topics`: all articles and topics.

use super::{Command, Invocation};
use crate::app::Snapshot;
use crate::discord::components::Addressee;
use crate::discord::post::{Post, Response};
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "topics", run, list: Some(list), ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(list(invocation.snapshot, invocation.to(false)))
}

/// All articles and topics.
pub(super) fn list(snapshot: &Snapshot, to: Addressee) -> Post {
    render::topics(snapshot, to, 0)
}
