//! The settings of `kotae run`, from the environment and `.env`.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Result, bail};
use secrecy::{ExposeSecret, SecretString};
use tracing_subscriber::filter::{LevelFilter, Targets};

/// What is logged unless something else is said.
const LOG: &str = "info";

/// Settings of the bot. Every one stands in `.env.example` with what it does.
#[derive(clap::Args, Debug)]
pub struct Config {
    /// The bot's token, which never appears in any output.
    #[arg(long, env = "DISCORD_TOKEN", hide = true, hide_env_values = true, value_parser = secret)]
    discord_token: Option<SecretString>,
    /// What to log: error, warn, info, debug or trace, or a list such as `info,kotae=debug`.
    #[arg(long, env = "KOTAE_LOG", default_value = LOG, value_parser = log)]
    pub log: Targets,
    /// How often to look for changed knowledge files, in seconds; 0 leaves it to SIGHUP.
    #[arg(long, env = "KOTAE_RELOAD_SECONDS", default_value_t = 2, value_parser = seconds)]
    pub reload_seconds: u64,
    /// For tests: where discord.com is, on loopback.
    #[arg(long, env = "DISCORD_TLS_ADDR", hide = true)]
    pub tls_addr: Option<SocketAddr>,
    /// For tests: a PEM file with the certificate authority of that discord.com.
    #[arg(long, env = "DISCORD_TLS_CA", hide = true)]
    pub tls_ca: Option<PathBuf>,
    /// For tests: the gateway's address, on loopback.
    #[arg(long, env = "DISCORD_GATEWAY_URL", hide = true)]
    pub gateway_url: Option<String>,
}

/// Reads what to log. A lone word that is no level would be taken for a part of the program, and all else would be
/// kept silent.
fn log(written: &str) -> Result<Targets, String> {
    let written = if written.trim().is_empty() { LOG } else { written };
    let is_level = |word: &str| word.contains('=') || word.trim().parse::<LevelFilter>().is_ok();
    let known = written.split(',').all(is_level);
    let targets = if known { written.parse().ok() } else { None };
    targets.ok_or_else(|| {
        "write error, warn, info, debug, trace or off, or a list such as info,kotae=debug (KOTAE_LOG)"
            .to_owned()
    })
}

fn seconds(written: &str) -> Result<u64, String> {
    written.parse().map_err(|_| "write whole seconds, such as 2, or 0 (KOTAE_RELOAD_SECONDS)".to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that could fail")]
fn secret(token: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(SecretString::from(token.trim().to_owned()))
}

impl Config {
    /// The token, if one is set.
    #[must_use]
    pub fn token(&self) -> Option<&SecretString> {
        self.discord_token.as_ref().filter(|token| !token.expose_secret().is_empty())
    }

    /// Refuses test settings that would carry the token to another machine.
    ///
    /// # Errors
    /// A setting that names anything but loopback.
    pub fn check_loopback(&self) -> Result<()> {
        if let Some(addr) = self.tls_addr.filter(|addr| !addr.ip().is_loopback()) {
            bail!("DISCORD_TLS_ADDR={addr} is not on loopback; remove it to talk to Discord");
        }
        if let Some(url) = self.gateway_url.as_deref().filter(|url| !is_loopback(url)) {
            bail!("DISCORD_GATEWAY_URL={url} is not on loopback; remove it to talk to Discord");
        }
        if self.tls_ca.is_some() && self.tls_addr.is_none() {
            bail!("DISCORD_TLS_CA is set without DISCORD_TLS_ADDR; set both or neither");
        }
        Ok(())
    }

    /// Whether a test setting is in force, so that the token may not be sent to the real gateway.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.tls_addr.is_some() || self.gateway_url.is_some()
    }
}

/// Whether a WebSocket address is on this machine.
#[must_use]
pub fn is_loopback(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    matches!(url.scheme(), "ws" | "wss") && address.map_or(host == "localhost", |ip| ip.is_loopback())
}
