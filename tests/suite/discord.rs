//! The bot in Discord, played against the stand-in: what members do, and what goes wrong.

mod asking;
mod browsing;
mod connection;
mod summaries;

use serde_json::{Value, json};

use crate::fixture;
use crate::standin::{BOT, GUILD, StandIn};

const EPHEMERAL: u64 = 64;

fn garden() -> StandIn {
    StandIn::start(&fixture("garden"))
}

fn ask(discord: &StandIn, question: &str, locale: &str) -> Value {
    discord.command("ask", &json!([{"name": "question", "type": 3, "value": question}]), locale)
}

fn is_private(response: &Value) -> bool {
    response["data"]["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0
}

fn to_me() -> Value {
    json!({"guild_id": GUILD, "mentions": [{"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null}]})
}

/// A member who is nobody's asker.
fn another() -> Value {
    json!({"member": {"user": {"id": "9", "username": "other", "discriminator": "0", "avatar": null},
        "roles": [], "joined_at": "2024-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "permissions": "0"}})
}

/// Presses a button of a message, as somebody who may differ from who asked.
fn press_in(discord: &StandIn, response: &Value, label: &str, locale: &str, changes: &Value) -> Value {
    let mut message = discord.message_by("", &json!({"id": BOT, "username": "kotae", "bot": true}));
    for part in ["content", "components", "flags"] {
        message[part] = response["data"][part].clone();
    }
    let data = json!({"custom_id": button(response, label), "component_type": 2});
    discord.response(&discord.interact_as(3, &data, locale, Some(message), changes))
}

/// The button with this label in a response.
fn button(response: &Value, label: &str) -> String {
    let rows = response["data"]["components"].as_array().expect("rows");
    let mut buttons = rows.iter().flat_map(|row| row["components"].as_array().expect("components"));
    let found =
        buttons.find(|button| button["label"] == label).unwrap_or_else(|| panic!("no {label}: {response}"));
    found["custom_id"].as_str().expect("an id").to_owned()
}
