//! Reloading: new knowledge when its files change or on SIGHUP, without dropping a question.

use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::app::App;
use crate::knowledge::load::{Fingerprint, fingerprint};

/// Watches the knowledge folder for as long as the program runs. `seconds` is how often; 0 leaves it
/// to SIGHUP.
pub async fn watch(app: Arc<App>, seconds: u64) {
    let mut hangup = match signal(SignalKind::hangup()) {
        Ok(hangup) => hangup,
        Err(error) => return tracing::error!("SIGHUP can't be heard: {error}"),
    };
    let mut served = app.opened_as().clone();
    let mut last = served.clone();
    loop {
        let asked = tokio::select! {
            _ = hangup.recv() => true,
            () = tokio::time::sleep(Duration::from_secs(seconds)), if seconds > 0 => false,
        };
        let Some(now) = look(&app).await else { continue };
        // Files that are still being written are left alone until two looks agree.
        let settled = now == last;
        last = now;
        if asked || (settled && last != served) {
            served.clone_from(&last);
            reload(&app).await;
        }
    }
}

async fn look(app: &Arc<App>) -> Option<Fingerprint> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || fingerprint(app.folder())).await.ok()
}

async fn reload(app: &Arc<App>) {
    let app = app.clone();
    match tokio::task::spawn_blocking(move || app.reload()).await {
        Ok(Ok(snapshot)) => tracing::info!(sections = snapshot.index.len(), "the knowledge is reloaded"),
        Ok(Err(problems)) => {
            for problem in problems.iter().filter(|problem| problem.is_error()) {
                tracing::error!("{problem}");
            }
            tracing::error!("the knowledge folder has errors; the knowledge from before stays");
        }
        Err(error) => tracing::error!("reloading failed, the knowledge from before stays: {error}"),
    }
}
