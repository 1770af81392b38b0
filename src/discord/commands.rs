//! The application commands: one table for registration, dispatch and autocomplete.

mod ask;
mod faq;
mod help;
mod topic;
mod topics;

use serde_json::Value;
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext, ResolvedValue,
};

use super::components::Target;
use super::post::{Post, Response};
use super::texts::text;
use crate::app::Snapshot;
use crate::knowledge::Section;
use crate::text::Lang;
use crate::text::units::{OPTION, cut};

/// The most choices that autocomplete may show.
const CHOICES: usize = 25;

/// The locales that command names and descriptions are translated into.
const LOCALES: [(&str, Lang); 3] = [("ja", Lang::Ja), ("en-US", Lang::En), ("en-GB", Lang::En)];

/// A slash command. Its texts are the messages `command-NAME-…` of the locale files.
struct Command {
    name: &'static str,
    options: &'static [CommandOption],
    /// What comes of it: a pure step.
    run: fn(&Invocation<'_>) -> Response,
    /// Choices for what a member has typed so far.
    complete: fn(&str, &Snapshot, Lang) -> Vec<(String, String)>,
}

struct CommandOption {
    name: &'static str,
    kind: CommandOptionType,
    required: bool,
    /// The longest text that is taken, for a text.
    max_length: Option<u16>,
}

/// Every command there is.
const COMMANDS: &[Command] = &[ask::COMMAND, faq::COMMAND, topics::COMMAND, topic::COMMAND, help::COMMAND];

/// A command as a member gave it.
pub struct Invocation<'a> {
    /// The knowledge at this moment.
    pub snapshot: &'a Snapshot,
    /// The member's language; `None` for one that kotae does not speak.
    pub locale: Option<Lang>,
    /// The text options by name.
    pub texts: Vec<(&'a str, &'a str)>,
    /// The switches by name.
    pub switches: Vec<(&'a str, bool)>,
}

impl<'a> Invocation<'a> {
    /// The language to speak in: the member's, or English.
    fn lang(&self) -> Lang {
        self.locale.unwrap_or(Lang::En)
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        let given = self.texts.iter().find(|(option, _)| *option == name).map(|(_, text)| text.trim());
        given.filter(|text| !text.is_empty())
    }

    fn switch(&self, name: &str) -> bool {
        self.switches.iter().any(|&(option, on)| option == name && on)
    }
}

/// What comes of a command.
#[must_use]
pub fn run(interaction: &CommandInteraction, snapshot: &Snapshot) -> Response {
    let mut invocation = Invocation {
        snapshot,
        locale: Lang::from_locale(&interaction.locale),
        texts: Vec::new(),
        switches: Vec::new(),
    };
    for option in interaction.data.options() {
        match option.value {
            ResolvedValue::String(text) => invocation.texts.push((option.name, text)),
            ResolvedValue::Boolean(on) => invocation.switches.push((option.name, on)),
            _ => {}
        }
    }
    invoke(&interaction.data.name, &invocation)
}

/// The same, of the plain parts of the command.
#[must_use]
pub fn invoke(name: &str, invocation: &Invocation<'_>) -> Response {
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(invocation),
        None => Response::Reply(Post::note(text(invocation.lang(), "error-unknown-command"))),
    }
}

/// Choices for what a member is typing.
#[must_use]
pub fn complete(interaction: &CommandInteraction, snapshot: &Snapshot) -> Response {
    let typed = interaction.data.autocomplete().map_or("", |option| option.value);
    let lang = Lang::from_locale(&interaction.locale).unwrap_or(Lang::En);
    let command = COMMANDS.iter().find(|command| command.name == interaction.data.name);
    Response::Choices(
        command.map_or_else(Vec::new, |command| choices((command.complete)(typed, snapshot, lang))),
    )
}

/// Brings choices within Discord's limits: 25 of them, names of 1 to 100 characters.
fn choices(found: Vec<(String, String)>) -> Vec<(String, String)> {
    let named = found.into_iter().filter(|(name, _)| !name.trim().is_empty());
    named.take(CHOICES).map(|(name, value)| (cut(&name, OPTION), value)).collect()
}

fn section_choice(section: &Section, lang: Lang) -> (String, String) {
    (section.version(lang).title.clone(), Target::section(&section.id).value())
}

fn no_choices(_: &str, _: &Snapshot, _: Lang) -> Vec<(String, String)> {
    Vec::new()
}

/// The commands as Discord's bulk overwrite takes them.
///
/// # Panics
/// Never: plain values always have a JSON form.
#[must_use]
pub fn definitions() -> Value {
    let definitions: Vec<CreateCommand> = COMMANDS.iter().map(Command::definition).collect();
    let mut value = serde_json::to_value(definitions).expect("commands are plain values");
    drop_defaults(&mut value);
    value
}

/// Takes out what serenity writes for settings that were not made.
fn drop_defaults(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let unset = |value: &Value| {
                value.is_null() || value == &Value::Bool(false) || value.as_array().is_some_and(Vec::is_empty)
            };
            fields.retain(|_, value| !unset(value));
            fields.values_mut().for_each(drop_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_defaults),
        _ => {}
    }
}

impl Command {
    fn description(&self, lang: Lang) -> String {
        text(lang, &format!("command-{}-description", self.name))
    }

    fn definition(&self) -> CreateCommand {
        let id = format!("command-{}", self.name);
        let mut command = CreateCommand::new(self.name)
            .description(self.description(Lang::En))
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
            .integration_types(vec![InstallationContext::Guild]);
        for (locale, lang) in LOCALES {
            command = command
                .name_localized(locale, text(lang, &format!("{id}-name")))
                .description_localized(locale, self.description(lang));
        }
        command.set_options(self.options.iter().map(|option| option.definition(&id, self)).collect())
    }
}

impl CommandOption {
    fn definition(&self, command_id: &str, command: &Command) -> CreateCommandOption {
        let id = format!("{command_id}-{}", self.name);
        let description = text(Lang::En, &format!("{id}-description"));
        let mut option = CreateCommandOption::new(self.kind, self.name, description).required(self.required);
        if self.kind == CommandOptionType::String {
            let completes =
                !std::ptr::fn_addr_eq(command.complete, no_choices as fn(&str, &Snapshot, Lang) -> _);
            option = option.set_autocomplete(completes);
        }
        if let Some(length) = self.max_length {
            option = option.max_length(length);
        }
        for (locale, lang) in LOCALES {
            option = option
                .name_localized(locale, text(lang, &format!("{id}-name")))
                .description_localized(locale, text(lang, &format!("{id}-description")));
        }
        option
    }
}
