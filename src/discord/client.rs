//! The connection: an HTTP client with time-outs, the gateway's address, the first look at whether
//! Discord takes the token.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use secrecy::ExposeSecret;
use serenity::all::{CurrentUser, GatewayIntents, RawEventHandler};
use serenity::client::ClientBuilder;
use serenity::constants::USER_AGENT;
use serenity::http::{Http, HttpBuilder};
use serenity::{Client, Error};

use super::backoff::Backoff;
use super::delivery::status;
use super::logging::without_secrets;
use crate::config::{Config, is_loopback};

/// What the bot listens to. None of these is privileged.
const INTENTS: GatewayIntents =
    GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES).union(GatewayIntents::DIRECT_MESSAGES);
/// How many connections are kept open, and used at once where that can wait.
pub const CONNECTIONS: usize = 16;
/// How often the first request is tried while Discord is out of reach.
const TRIES: u32 = 4;

/// Looks at the settings before anything else is done.
///
/// # Errors
/// A missing or malformed token, test settings that would carry it to another machine.
pub fn check(config: &Config) -> Result<&str> {
    config.check_loopback()?;
    let Some(token) = config.token().map(ExposeSecret::expose_secret) else {
        bail!("DISCORD_TOKEN is not set; put the bot's token into .env (Developer Portal, Bot, Reset Token)");
    };
    if serenity::utils::token::validate(token).is_err() {
        bail!(
            "DISCORD_TOKEN is malformed; a bot's token has three parts joined by dots (Developer Portal, Bot, Reset Token)"
        );
    }
    Ok(token)
}

/// An HTTP client with the time-outs that serenity leaves out.
///
/// # Errors
/// An unusable certificate.
pub fn web(config: &Config) -> Result<reqwest::Client> {
    let mut client = reqwest::Client::builder()
        .use_rustls_tls()
        .user_agent(USER_AGENT)
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(20))
        .pool_max_idle_per_host(CONNECTIONS);
    if let Some(addr) = config.tls_addr {
        client = client.no_proxy().resolve("discord.com", addr);
    }
    if let Some(path) = &config.tls_ca {
        let pem = std::fs::read(path)
            .with_context(|| format!("DISCORD_TLS_CA: {} can't be read", path.display()))?;
        let certificate =
            reqwest::Certificate::from_pem(&pem).context("DISCORD_TLS_CA is no PEM certificate")?;
        client = client.add_root_certificate(certificate);
    }
    client.build().context("the HTTP client can't be set up")
}

/// Discord's API by an HTTP client.
///
/// # Errors
/// Settings that [`check`] refuses.
pub fn http(config: &Config, web: reqwest::Client) -> Result<Http> {
    Ok(HttpBuilder::new(check(config)?).client(web).build())
}

/// Asks Discord who the bot is, which shows at once whether the token is good.
///
/// # Errors
/// A refused token, or Discord out of reach.
pub async fn log_in(http: &Http) -> Result<CurrentUser> {
    let mut backoff = Backoff::from(Duration::from_millis(500)).times(TRIES - 1);
    loop {
        let error = match http.get_current_user().await {
            Ok(user) => return Ok(user),
            Err(error) => error,
        };
        let status = status(&error);
        if status == Some(401) {
            bail!(
                "Discord refused the token; put a valid one into DISCORD_TOKEN (Developer Portal, Bot, Reset Token)"
            );
        }
        let passing = status.is_none_or(|status| status >= 500);
        let problem = without_secrets(error);
        if !passing || !backoff.again(None).await {
            bail!("Discord can't be reached: {problem}");
        }
        tracing::warn!("Discord could not be reached, trying again: {problem}");
    }
}

/// A client that is ready to be started.
///
/// # Errors
/// In tests, a gateway that is not on loopback: it would be sent the token.
pub async fn connect<H>(http: Http, config: &Config, handler: Arc<H>) -> Result<Client>
where
    H: RawEventHandler + 'static,
{
    let builder = ClientBuilder::new_with_http(http, INTENTS).raw_event_handler(Shared(handler));
    let client =
        builder.await.map_err(|error| anyhow!("the client can't be set up: {}", without_secrets(error)))?;
    let mut address = client.ws_url.lock().await;
    if let Some(url) = &config.gateway_url {
        address.clone_from(url);
    }
    // serenity falls back to the real gateway in silence when asking for the address fails.
    if config.is_test() && !is_loopback(&address) {
        bail!(
            "the gateway {address} is not on loopback while a test setting is in force; set DISCORD_GATEWAY_URL"
        );
    }
    drop(address);
    Ok(client)
}

/// Why a started client ended, in words.
#[must_use]
pub fn fatal(error: Error) -> anyhow::Error {
    use serenity::gateway::GatewayError;
    match error {
        Error::Gateway(GatewayError::InvalidAuthentication) => {
            anyhow!("Discord refused the token at the gateway; put a valid one into DISCORD_TOKEN")
        }
        Error::Gateway(GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents) => {
            anyhow!(
                "Discord refused the intents, though none is privileged; check the application in the Developer Portal"
            )
        }
        other => anyhow!("the connection to Discord ended: {}", without_secrets(other)),
    }
}

/// serenity takes a raw handler by value only.
struct Shared<H>(Arc<H>);

#[serenity::async_trait]
impl<H: RawEventHandler + 'static> RawEventHandler for Shared<H> {
    async fn raw_event(&self, ctx: serenity::all::Context, event: serenity::all::Event) {
        self.0.raw_event(ctx, event).await;
    }
}
