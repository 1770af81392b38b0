//! The `kotae` program: parse, dispatch, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    kotae::cli::main()
}
