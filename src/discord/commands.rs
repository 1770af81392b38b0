//! The application commands: one table for registration, dispatch and autocomplete.

mod answer;
mod ask;
mod faq;
mod help;
mod naming;
mod sources;
pub mod summary;
mod topic;
mod topics;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde_json::Value;
use serenity::all::{
    ChannelId, ChannelType, CommandInteraction, CommandOptionType, CommandType, CreateCommand,
    CreateCommandOption, InstallationContext, InteractionContext, Message, Permissions, ResolvedTarget,
    ResolvedValue,
};

use super::actor::{Actor, Rights};
use super::browse;
use super::components::{Addressee, TargetKind};
use super::post::{Post, Response};
use super::render;
use super::texts::text;
use crate::app::Snapshot;
use crate::names::Typed;
use crate::text::Lang;
use crate::text::normalize::spelling;
use crate::text::units::{OPTION, OPTIONS, cut};

/// The locales that command names and descriptions are translated into.
const LOCALES: [(&str, Lang); 3] = [("ja", Lang::Ja), ("en-US", Lang::En), ("en-GB", Lang::En)];

/// What `/topic` and `/summary` can be of.
const TOPICS_AND_ARTICLES: &[TargetKind] = &[TargetKind::Topic, TargetKind::Article];

/// Choices, name and value, for what is typed.
type Complete = fn(&str, &Snapshot, Lang) -> Vec<(String, String)>;

/// A command. Its texts are the messages `command-NAME-…` of the locale files.
struct Command {
    /// Its name; that of a message menu is only ours, members see the text.
    name: &'static str,
    kind: CommandType,
    /// What a member must be allowed to do in the guild; such commands are for guilds only.
    permission: Option<Permissions>,
    options: &'static [CommandOption],
    /// What comes of it: a pure step.
    run: fn(&Invocation<'_>) -> Response,
    /// What it lists where it is not told what to show.
    list: Option<fn(&Snapshot, Addressee) -> Post>,
    /// Choices for what a member has typed so far, where there are any.
    complete: Option<Complete>,
}

struct CommandOption {
    name: &'static str,
    kind: CommandOptionType,
    required: bool,
    /// The longest text that is taken, for a text.
    max_length: Option<u16>,
    /// The values that there are, where there are only some.
    choices: &'static [&'static str],
}

/// Every command there is.
const COMMANDS: &[Command] = &[
    ask::COMMAND,
    faq::COMMAND,
    topics::COMMAND,
    topic::COMMAND,
    sources::COMMAND,
    summary::COMMAND,
    help::COMMAND,
    answer::COMMAND,
];

/// A command as a member gave it.
pub struct Invocation<'a> {
    /// The knowledge at this moment.
    pub snapshot: &'a Snapshot,
    /// The member's language; `None` for one that kotae does not speak.
    pub locale: Option<Lang>,
    /// Who gives it, and where.
    pub actor: &'a Actor,
    /// The text options by name.
    pub texts: Vec<(&'a str, &'a str)>,
    /// The switches by name.
    pub switches: Vec<(&'a str, bool)>,
    /// The channels by name.
    pub channels: Vec<(&'a str, u64)>,
    /// The message that a message menu was opened on.
    pub message: Option<MenuMessage<'a>>,
}

/// A message that is to be answered.
#[derive(Debug, Clone)]
pub struct MenuMessage<'a> {
    /// What it says.
    pub said: &'a str,
    /// Its address.
    pub link: String,
}

impl<'a> Invocation<'a> {
    /// The language to speak in: the member's, or English.
    fn lang(&self) -> Lang {
        self.locale.unwrap_or(Lang::En)
    }

    /// Whom a message is made for that comes of it.
    fn to(&self, private: bool) -> Addressee {
        Addressee { id: self.actor.id, lang: self.lang(), private }
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        let given = self.texts.iter().find(|(option, _)| *option == name).map(|(_, text)| text.trim());
        given.filter(|text| !text.is_empty())
    }

    fn channel(&self, name: &str) -> Option<u64> {
        self.channels.iter().find(|(option, _)| *option == name).map(|&(_, channel)| channel)
    }

    fn switch(&self, name: &str) -> bool {
        self.switches.iter().any(|&(option, on)| option == name && on)
    }
}

/// The channel other than its own that a command names.
#[must_use]
pub fn other_channel(interaction: &CommandInteraction) -> Option<ChannelId> {
    interaction.data.options().into_iter().find_map(|option| match option.value {
        ResolvedValue::Channel(channel) => Some(channel.id).filter(|&id| id != interaction.channel_id),
        _ => None,
    })
}

/// What comes of a command; `elsewhere` is what may be done in the other channel that it names.
#[must_use]
pub fn run(interaction: &CommandInteraction, snapshot: &Snapshot, elsewhere: Option<Rights>) -> Response {
    let actor = Actor { elsewhere, ..Actor::of_command(interaction) };
    let target = match interaction.data.target() {
        Some(ResolvedTarget::Message(message)) => Some(message),
        _ => None,
    };
    let mut invocation = Invocation {
        snapshot,
        locale: Lang::from_locale(&interaction.locale),
        actor: &actor,
        texts: Vec::new(),
        switches: Vec::new(),
        channels: Vec::new(),
        message: target.map(|message| MenuMessage {
            said: said(message),
            link: message.id.link(interaction.channel_id, interaction.guild_id),
        }),
    };
    for option in interaction.data.options() {
        match option.value {
            ResolvedValue::String(text) => invocation.texts.push((option.name, text)),
            ResolvedValue::Boolean(on) => invocation.switches.push((option.name, on)),
            ResolvedValue::Channel(channel) => invocation.channels.push((option.name, channel.id.get())),
            _ => {}
        }
    }
    invoke(&interaction.data.name, &invocation)
}

/// What a message says, or the one that it passes on.
#[must_use]
pub fn said(message: &Message) -> &str {
    let passed_on = message.message_snapshots.first().filter(|_| message.content.is_empty());
    passed_on.map_or(&message.content, |passed_on| &passed_on.content)
}

/// The same, of the plain parts of the command.
#[must_use]
pub fn invoke(name: &str, invocation: &Invocation<'_>) -> Response {
    match COMMANDS.iter().find(|command| command.registered_name() == name) {
        Some(command) => (command.run)(invocation),
        None => Response::Reply(Post::note(text(invocation.lang(), "error-unknown-command"))),
    }
}

/// What the bot does and what it keeps, with the commands that a member may use.
#[must_use]
pub fn help(to: Addressee, moderator: bool) -> Post {
    let usable = COMMANDS.iter().filter(|command| command.permission.is_none() || moderator);
    let told = usable.map(|command| (command.shown_name(to.lang), command.description(to.lang)));
    render::help(&told.collect::<Vec<_>>(), to)
}

/// What a message opens that is a command's name and nothing else, or that asks what the bot is for: the command's
/// list, or the help.
#[must_use]
pub fn opened_by_name(message: &str, snapshot: &Snapshot, to: Addressee) -> Option<Post> {
    fn named(text: &str) -> String {
        spelling(text).trim_start_matches('/').trim_end_matches('は').to_owned()
    }
    static NAMES: LazyLock<FxHashMap<String, &Command>> = LazyLock::new(|| {
        let slash = COMMANDS.iter().filter(|command| command.kind == CommandType::ChatInput);
        let names = |command: &Command| {
            Lang::ALL.map(|lang| named(&command.shown_name(lang))).into_iter().chain([named(command.name)])
        };
        let phrases = help::PHRASES.iter().map(|phrase| (named(phrase), &help::COMMAND));
        slash.flat_map(|command| names(command).map(move |name| (name, command))).chain(phrases).collect()
    });
    let command = NAMES.get(&named(message))?;
    Some(command.list.map_or_else(|| help(to, false), |list| list(snapshot, to)))
}

/// The list of the topic or the article whose name a message is.
#[must_use]
pub fn topic_by_name(message: &str, snapshot: &Snapshot, to: Addressee) -> Option<Post> {
    let target = naming::called(message, &Typed::new(message), snapshot, to.lang, TOPICS_AND_ARTICLES)?;
    browse::open(&target, snapshot, to, 0, None)
}

/// A question in a message without the name of the command that asks, which some write there.
#[must_use]
pub fn without_name(question: &str) -> &str {
    let mut names = Lang::ALL.iter().map(|&lang| ask::COMMAND.shown_name(lang));
    let rest = names.find_map(|name| question.trim_start().strip_prefix(name.as_str()));
    rest.filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(question)
}

/// Choices for what a member is typing.
#[must_use]
pub fn complete(name: &str, typed: &str, snapshot: &Snapshot, lang: Lang) -> Response {
    let command = COMMANDS.iter().find(|command| command.registered_name() == name);
    let complete = command.and_then(|command| command.complete);
    Response::Choices(choices(complete.map(|complete| complete(typed, snapshot, lang)).unwrap_or_default()))
}

/// Brings choices within Discord's limits: 25 of them, names of 1 to 100 characters.
fn choices(found: Vec<(String, String)>) -> Vec<(String, String)> {
    let named = found.into_iter().filter(|(name, _)| !name.trim().is_empty());
    named.take(OPTIONS).map(|(name, value)| (cut(&name, OPTION), value)).collect()
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
    /// A slash command that takes nothing and does nothing yet.
    const SLASH: Command = Command {
        name: "",
        kind: CommandType::ChatInput,
        permission: None,
        options: &[],
        run: |_| Response::Choices(Vec::new()),
        list: None,
        complete: None,
    };

    fn description(&self, lang: Lang) -> String {
        text(lang, &format!("command-{}-description", self.name))
    }

    /// The name under which Discord knows it: a message menu is named by its English text.
    fn registered_name(&self) -> String {
        match self.kind {
            CommandType::Message => text(Lang::En, &format!("command-{}-name", self.name)),
            _ => self.name.to_owned(),
        }
    }

    /// How members of a language see it called.
    fn shown_name(&self, lang: Lang) -> String {
        let slash = if self.kind == CommandType::Message { "" } else { "/" };
        format!("{slash}{}", text(lang, &format!("command-{}-name", self.name)))
    }

    fn definition(&self) -> CreateCommand {
        let id = format!("command-{}", self.name);
        let contexts = if self.permission.is_some() {
            vec![InteractionContext::Guild]
        } else {
            vec![InteractionContext::Guild, InteractionContext::BotDm]
        };
        let mut command = CreateCommand::new(self.registered_name())
            .kind(self.kind)
            .contexts(contexts)
            .integration_types(vec![InstallationContext::Guild]);
        if let Some(permission) = self.permission {
            command = command.default_member_permissions(permission);
        }
        let described = self.kind == CommandType::ChatInput;
        if described {
            command = command.description(self.description(Lang::En));
        }
        for (locale, lang) in LOCALES {
            command = command.name_localized(locale, text(lang, &format!("{id}-name")));
            if described {
                command = command.description_localized(locale, self.description(lang));
            }
        }
        command.set_options(self.options.iter().map(|option| option.definition(&id, self)).collect())
    }
}

impl CommandOption {
    /// A switch that may be left out.
    const OPTIONAL: CommandOption = CommandOption {
        name: "",
        kind: CommandOptionType::Boolean,
        required: false,
        max_length: None,
        choices: &[],
    };

    fn definition(&self, command_id: &str, command: &Command) -> CreateCommandOption {
        let id = format!("{command_id}-{}", self.name);
        let description = text(Lang::En, &format!("{id}-description"));
        let mut option = CreateCommandOption::new(self.kind, self.name, description).required(self.required);
        for choice in self.choices {
            let name = |lang| text(lang, &format!("{id}-{choice}"));
            let localised = LOCALES.map(|(locale, lang)| (locale, name(lang)));
            option = option.add_string_choice_localized(name(Lang::En), *choice, localised);
        }
        if self.kind == CommandOptionType::Channel {
            option = option.channel_types(vec![ChannelType::Text, ChannelType::News]);
        }
        if self.kind == CommandOptionType::String && self.choices.is_empty() {
            option = option.set_autocomplete(command.complete.is_some());
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
