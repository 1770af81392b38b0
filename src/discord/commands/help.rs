//! `/help`: what the bot does and what it keeps.

use super::{COMMANDS, Command, Invocation};
use crate::discord::post::Response;
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "help", run, ..Command::SLASH };

fn run(invocation: &Invocation<'_>) -> Response {
    let lang = invocation.lang();
    // Who may not use a command does not read of it.
    let mine = |command: &&Command| command.permission.is_none() || invocation.actor.moderator;
    let commands: Vec<_> = COMMANDS
        .iter()
        .filter(mine)
        .map(|command| (command.shown_name(lang), command.description(lang)))
        .collect();
    Response::Reply(render::help(&commands, invocation.to(true)))
}
