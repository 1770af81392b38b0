//! Serving: connects, keeps the knowledge fresh, and ends without dropping an answer.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};

use super::delivery::Callbacks;
use super::events::Handler;
use super::{client, reload};
use crate::app::App;
use crate::config::Config;

/// How long answers under way may take once the program is told to end.
const DRAIN: Duration = Duration::from_secs(4);
/// How long saying goodbye to the gateway may take.
const GOODBYE: Duration = Duration::from_millis(1500);

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
        let web = client::web(config)?;
        let http = client::http(config, web.clone())?;
        let me = client::log_in(&http).await?;
        let callbacks = Callbacks::new(web);
        let handler = Arc::new(Handler::new(app, me.id, callbacks));
        let client = client::connect(http, config, handler.clone()).await?;
        anyhow::Ok((client, handler))
    };
    let (mut client, handler) = tokio::select! {
        connected = connecting => connected?,
        () = &mut asked_to_end => return Ok(()),
    };
    let shards = client.shard_manager.clone();
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
