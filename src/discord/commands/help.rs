//! `/help`: what the bot does and what it keeps.

use super::{COMMANDS, Command, Invocation, no_choices};
use crate::discord::post::Response;
use crate::discord::render;

pub(super) const COMMAND: Command = Command { name: "help", options: &[], run, complete: no_choices };

fn run(invocation: &Invocation<'_>) -> Response {
    let lang = invocation.lang();
    let commands: Vec<_> = COMMANDS.iter().map(|command| (command.name, command.description(lang))).collect();
    Response::Reply(render::help(&commands, lang))
}
