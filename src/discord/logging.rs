//! Logging, with the library's targets kept from writing secrets: at their chattier levels they
//! print whole requests, among them interaction tokens.

use std::io::IsTerminal;

use serenity::Error;
use serenity::http::HttpError;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{LevelFilter, Targets, filter_fn};
use tracing_subscriber::layer::{Filter, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry};

/// What is logged whatever the settings ask for: members are told that a question of theirs that went unanswered
/// stands in the log.
pub const UNANSWERED: &str = "kotae::unanswered";

/// Starts logging to stderr. Whatever the settings ask for, secrets stay out.
pub fn start(wanted: &Targets) {
    let wanted = wanted.clone().with_target(UNANSWERED, Level::INFO);
    let colour =
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    // Without a highest level, every line of every library would be looked at before it is passed over.
    let highest = Filter::<Registry>::max_level_hint(&wanted).unwrap_or(LevelFilter::TRACE);
    let format = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(colour)
        .with_target(false)
        .with_filter(wanted)
        .with_filter(filter_fn(is_safe).with_max_level_hint(highest));
    tracing_subscriber::registry().with(format).init();
}

/// Whether a log line can hold no secret. serenity's spans and a few of its warnings do.
fn is_safe(line: &Metadata<'_>) -> bool {
    let target = line.target();
    let quiet = *line.level() <= Level::WARN;
    if target.starts_with("serenity") {
        return quiet
            && line.is_event()
            && target != "serenity::gateway::ws"
            && target != "serenity::http::client";
    }
    let chatty = ["tungstenite", "tokio_tungstenite", "hyper", "reqwest", "rustls", "h2"];
    quiet || !chatty.iter().any(|name| target.starts_with(name))
}

/// An error in words that hold no address: those of interactions carry tokens.
#[must_use]
pub fn without_secrets(error: Error) -> String {
    match error {
        Error::Http(HttpError::Request(error)) => format!("{:#}", anyhow::Error::new(error.without_url())),
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            format!(
                "Discord answered {}: {} (code {})",
                response.status_code, response.error.message, response.error.code
            )
        }
        other => other.to_string(),
    }
}
