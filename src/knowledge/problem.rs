//! A problem of the knowledge folder: where it is, what is wrong, and how to mend it.

use std::fmt;

use serde::Serialize;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The folder can't be served as it is.
    Error,
    /// Served, but probably not as the author means it.
    Warning,
}

/// One thing that the author should mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, as the author names it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, and the fix.
    pub message: String,
}

impl Problem {
    /// An error at a place.
    #[must_use]
    pub fn error(file: &str, line: usize, message: impl Into<String>) -> Problem {
        Problem { file: file.to_owned(), line, severity: Severity::Error, message: message.into() }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(file: &str, line: usize, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(file, line, message) }
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        write!(f, "{}:{}: {severity}: {}", self.file, self.line, self.message)
    }
}
