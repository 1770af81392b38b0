//! Loading: finds the files of a folder and reads them within bounds.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

use super::articles::{Text, base_and_lang, join};
use super::problem::Problem;
use super::{Knowledge, check, out_of_scope_file, synonyms_file};

/// The file that tells which words mean the same.
const SYNONYMS: &str = "synonyms.txt";
/// The file that lists what is not answered.
const OUT_OF_SCOPE: &str = "out-of-scope.txt";
/// The largest file that is read. An article of this size has several hundred pages.
const FILE_LIMIT: u64 = 8 << 20;
/// The most files in a folder.
const FILES_LIMIT: usize = 20_000;
/// How deep folders may nest.
const DEPTH_LIMIT: usize = 16;

/// What a folder gave: the knowledge, and everything that its author should mend.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What could be read.
    pub knowledge: Knowledge,
    /// Every problem, by file and line.
    pub problems: Vec<Problem>,
}

/// What is wrong where there is no folder under a name.
#[must_use]
pub fn no_folder(name: &Path) -> &'static str {
    if name.exists() {
        "is a file; name the folder that it stands in with --knowledge or KOTAE_KNOWLEDGE"
    } else {
        "no such folder; create it, or name another with --knowledge or KOTAE_KNOWLEDGE"
    }
}

/// Loads a knowledge folder. It never fails: what can't be used is told in the problems.
#[must_use]
pub fn load(folder: &Path) -> Loaded {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return Loaded { problems: vec![Problem::error(&name, 1, no_folder(folder))], ..Loaded::default() };
    }
    let mut problems = Vec::new();
    let mut groups = Vec::new();
    let mut out_of_scope = Vec::new();
    let mut texts = Vec::new();
    // Articles that can't be used: their translations have no original, and that is no fault of theirs.
    let mut broken = FxHashSet::default();
    let mut spellings = FxHashMap::default();
    for path in files(folder, &mut problems) {
        let file = path.display().to_string();
        let source = read(&path, &file, &mut problems);
        match (path.file_name().and_then(|name| name.to_str()), source) {
            (Some(SYNONYMS), Some(source)) => {
                groups.extend(synonyms_file::parse(&source, &file, &mut spellings, &mut problems));
            }
            (Some(OUT_OF_SCOPE), Some(source)) => {
                out_of_scope.extend(out_of_scope_file::parse(&source, &file, &mut problems));
            }
            (_, source) => match source.and_then(|source| Text::parse(&path, file, &source, &mut problems)) {
                Some(text) => texts.push(text),
                None => {
                    broken.insert(base_and_lang(&path).0);
                }
            },
        }
    }
    let (articles, sections) = join(texts, broken, &mut problems);
    if sections.is_empty() && !problems.iter().any(Problem::is_error) {
        let fix = "no article here; add a Markdown file (NAME.md) with a `## heading` and text";
        problems.push(Problem::error(&name, 1, fix));
    }
    let knowledge = Knowledge::new(articles, sections, groups, out_of_scope);
    check::check(&knowledge, &mut problems);
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Loaded { knowledge, problems }
}

/// The files of a folder, each with its size and time: equal lists mean that nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(Vec<(PathBuf, u64, Option<SystemTime>)>);

/// Looks at the files of a folder without reading them.
#[must_use]
pub fn fingerprint(folder: &Path) -> Fingerprint {
    let describe = |path: PathBuf| {
        let about = fs::metadata(&path).ok();
        let modified = about.as_ref().and_then(|about| about.modified().ok());
        (path, about.map_or(0, |about| about.len()), modified)
    };
    Fingerprint(files(folder, &mut Vec::new()).into_iter().map(describe).collect())
}

/// The articles, synonyms and lists of a folder and those below it, in order.
fn files(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, 0, &mut FxHashSet::default(), &mut files, problems);
    files.sort();
    files
}

/// Hidden files are left alone, and a folder that a link leads back to is entered once.
fn walk(
    folder: &Path,
    depth: usize,
    seen: &mut FxHashSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    problems: &mut Vec<Problem>,
) {
    let shown = folder.display().to_string();
    if depth > DEPTH_LIMIT {
        problems.push(Problem::error(
            &shown,
            1,
            format!("folders nest deeper than {DEPTH_LIMIT}; move the files up"),
        ));
        return;
    }
    let entered = fs::canonicalize(folder).map(|real| seen.insert(real));
    let entries = match (entered, fs::read_dir(folder)) {
        (Ok(false), _) => return,
        (Ok(true), Ok(entries)) => entries,
        (Err(error), _) | (_, Err(error)) => {
            problems.push(Problem::error(
                &shown,
                1,
                format!("can't be read ({error}); give read access, or remove it"),
            ));
            return;
        }
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) => {
                problems.push(Problem::error(
                    &shown,
                    1,
                    format!("can't be read in full ({error}); try again"),
                ));
            }
        }
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let ending = Path::new(&name).extension().unwrap_or_default().to_ascii_lowercase();
        if path.is_dir() {
            walk(&path, depth + 1, seen, files, problems);
        } else if ending == "md" || name == SYNONYMS || name == OUT_OF_SCOPE {
            if files.len() == FILES_LIMIT {
                problems.push(Problem::error(
                    &shown,
                    1,
                    format!("more than {FILES_LIMIT} files; merge some"),
                ));
                return;
            }
            files.push(path);
        } else if ending == "markdown" || ending == "txt" {
            let fix = format!("is not read; only articles (.md), {SYNONYMS} and {OUT_OF_SCOPE} are");
            problems.push(Problem::warning(&path.display().to_string(), 1, fix));
        }
    }
}

/// Reads a file as UTF-8, never more than the limit, and never from anything but a regular file: a
/// pipe would wait for ever.
fn read(path: &Path, file: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let bytes = read_bytes(path).map_err(|what| problems.push(Problem::error(file, 1, what))).ok()?;
    let bad = match std::str::from_utf8(&bytes) {
        Ok(_) => bytes.iter().position(|&b| b == 0).map(|at| (at, "holds a NUL byte, so it is no text")),
        Err(error) => Some((error.valid_up_to(), "is not UTF-8")),
    };
    if let Some((at, what)) = bad {
        let line = bytes[..at].split(|&b| b == b'\n').count();
        problems.push(Problem::error(file, line, format!("{what}; save it as UTF-8, or remove it")));
        return None;
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("can't be read ({error}); mend or remove it");
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err("is not a regular file; remove it from the folder".to_owned());
    }
    if about.len() > FILE_LIMIT {
        return Err(format!("is larger than {} MiB; split it into several articles", FILE_LIMIT >> 20));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_LIMIT).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    Ok(bytes)
}
