//! `kotae commands`: the application commands as JSON.

use std::io::Write;

/// The options of `kotae commands`.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Print JSON, the only form there is.
    #[arg(long, required = true)]
    _json: bool,
}

pub(super) fn run(out: &mut impl Write) -> anyhow::Result<u8> {
    serde_json::to_writer_pretty(&mut *out, &crate::discord::commands::definitions())?;
    writeln!(out)?;
    Ok(0)
}
