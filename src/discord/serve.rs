//! Serving: connects, keeps the knowledge fresh, and ends without dropping an answer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use serenity::http::Http;
use tokio::signal::unix::{SignalKind, signal};

use super::events::Handler;
use super::{client, reload};
use crate::app::App;
use crate::config::Config;

/// How long answers under way may take once the program is told to end.
const DRAIN: Duration = Duration::from_secs(4);
/// How long saying goodbye to the gateway may take.
const GOODBYE: Duration = Duration::from_millis(1500);
/// How often stale rate limits are forgotten.
const PRUNE: Duration = Duration::from_secs(300);

/// Serves until SIGTERM or SIGINT, or until Discord ends it for good.
///
/// # Errors
/// Whatever keeps the bot from serving, in one sentence.
pub async fn serve(app: Arc<App>, config: &Config) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM can't be heard")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT can't be heard")?;
    let asked_to_end = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    tokio::pin!(asked_to_end);
    tokio::spawn(reload::watch(app.clone(), config.reload_seconds));
    let connecting = async {
        let http = client::http(config)?;
        let me = client::log_in(&http).await?;
        let handler = Arc::new(Handler::new(app, me.id));
        let client = client::connect(http, config, handler.clone()).await?;
        anyhow::Ok((client, handler))
    };
    let (mut client, handler) = tokio::select! {
        connected = connecting => connected?,
        () = &mut asked_to_end => return Ok(()),
    };
    let shards = client.shard_manager.clone();
    tokio::spawn(prune(client.http.clone()));
    // With no live shard `start` never returns, so it is raced against the signal.
    tokio::select! {
        ended = client.start() => return ended.map_err(client::fatal),
        () = &mut asked_to_end => {}
    }
    tracing::info!("ending: answers under way are finished first");
    handler.drain(DRAIN).await;
    let _ = tokio::time::timeout(GOODBYE, shards.shutdown_all()).await;
    handler.drain(Duration::from_millis(300)).await;
    Ok(())
}

/// serenity keeps a rate limit for every interaction it ever answered; this forgets those that are
/// over.
async fn prune(http: Arc<Http>) {
    let Some(limiter) = &http.ratelimiter else { return };
    loop {
        tokio::time::sleep(PRUNE).await;
        let now = SystemTime::now();
        limiter.routes().write().await.retain(|_, limit| {
            let in_use = Arc::strong_count(limit) > 1;
            in_use || limit.try_lock().is_ok_and(|limit| limit.reset().is_some_and(|reset| reset > now))
        });
    }
}
