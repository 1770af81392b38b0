//! `kotae run`: the bot in Discord.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::app::App;
use crate::config::Config;
use crate::discord::{client, logging, serve};
use crate::search::decide::Stance;

/// serenity's shard runner can keep one thread busy while a connection is lost.
const THREADS: usize = 2;

pub(super) fn run(folder: &Path, stance: Stance, config: &Config) -> anyhow::Result<u8> {
    client::check(config)?;
    let app = match App::open(folder, |knowledge| super::index(knowledge, stance)) {
        Ok(app) => Arc::new(app),
        Err(problems) => {
            let errors: Vec<String> =
                problems.iter().filter(|p| p.is_error()).map(ToString::to_string).collect();
            let gap = if errors.len() == 1 { " " } else { "\n" };
            bail!("the knowledge folder can't be served:{gap}{}", errors.join("\n"));
        }
    };
    logging::start(&config.log);
    tracing::info!(sections = app.snapshot().index.len(), "the knowledge is loaded");
    let threads = std::thread::available_parallelism().map_or(THREADS, |cores| cores.get().max(THREADS));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let runtime = runtime.context("the asynchronous runtime can't be started")?;
    let served = runtime.block_on(serve::serve(app, config));
    // A shard that waits for a lost connection would hold an orderly end up.
    runtime.shutdown_background();
    served.map(|()| 0)
}
