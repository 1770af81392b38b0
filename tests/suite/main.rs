//! Tests of the whole program, as its users meet it: the binary on the command line and in a small
//! stand-in for Discord, on folders of their own.

mod check;
mod cli;
mod discord;
mod hostile;
mod matching;
mod properties;
mod quality;
mod standin;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of the fixtures.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The program in a folder, without the settings of whoever runs the tests.
fn kotae(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kotae"));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("KOTAE_") || name.starts_with("DISCORD_")) {
            command.env_remove(name);
        }
    }
    // A file `.env` in the folder counts for less.
    command.current_dir(folder).env("KOTAE_STANCE", "careful").env("KOTAE_LOG", "info");
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the output is UTF-8")
}
