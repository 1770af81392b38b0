//! Hostile folders: each ends in a problem, soon, and never in a hang or a panic.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::{kotae, stderr, stdout};

/// What `check` says of a folder; it must end by itself. A second is plenty, but a busy machine may stand still
/// for a minute, and what never ends takes longer than three.
fn check(folder: &Path) -> String {
    let start = Instant::now();
    let output = kotae(folder).args(["check", "--knowledge", "k"]).output().expect("kotae runs");
    assert!(start.elapsed() < Duration::from_secs(180));
    assert_eq!(output.status.code(), Some(1), "{}{}", stdout(&output), stderr(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    stdout(&output)
}

fn check_file(content: impl AsRef<[u8]>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("k")).expect("made");
    fs::write(folder.path().join("k/a.md"), content).expect("written");
    check(folder.path())
}

#[test]
fn a_line_of_ten_megabytes() {
    assert!(check_file("あ".repeat(3_500_000)).contains("k/a.md:1: error: is larger than 8 MiB"));
}

#[test]
fn a_hundred_thousand_headings() {
    assert!(check_file("# a\n".repeat(100_000)).contains("k/a.md:1: error: more than 10000 headings"));
}

#[test]
fn deep_nesting() {
    let told = check_file(format!("## a\n{}b\n\n## c\n", "> ".repeat(50_000)));
    assert!(told.contains("section `c` has no text"), "{}", &told[..told.len().min(300)]);
    let told = check_file(format!("---\ntopics: {}\n---\n## a\nb\n", "[".repeat(50_000)));
    assert!(told.contains("front matter"), "{}", &told[..told.len().min(300)]);
}

#[test]
fn many_marks_and_comments() {
    check_file(format!("## a\n{}\n", "[^x]".repeat(50_000)));
    check_file(format!("## a\n{}\n## b\n", "<!--".repeat(50_000)));
    check_file(format!("## a\n{}\n## b\n", "*_`[".repeat(50_000)));
}

#[test]
fn sentences_that_never_end() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("k")).expect("made");
    fs::write(folder.path().join("k/a.md"), format!("## a\n{}\n", "。」と".repeat(60_000))).expect("written");
    let start = Instant::now();
    let output = kotae(folder.path()).args(["ask", "--knowledge", "k", "a"]).output().expect("kotae runs");
    // Seconds are plenty; where each sentence is read again from its beginning, it takes many minutes.
    assert!(start.elapsed() < Duration::from_secs(180) && output.status.success(), "{}", stderr(&output));
}

#[test]
fn bytes_that_are_no_text() {
    let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(check_file(noise).contains("k/a.md:1: error:"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_and_pipes() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let knowledge = folder.path().join("k");
    fs::create_dir(&knowledge).expect("made");
    symlink(&knowledge, knowledge.join("again")).expect("linked");
    symlink(knowledge.join("loop.md"), knowledge.join("loop.md")).expect("linked");
    let made =
        std::process::Command::new("mkfifo").arg(knowledge.join("pipe.md")).status().expect("mkfifo runs");
    assert!(made.success());
    fs::create_dir(knowledge.join("folder.md")).expect("made");
    let told = check(folder.path());
    assert!(told.contains("k/loop.md:1: error: can't be read"), "{told}");
    assert!(told.contains("k/pipe.md:1: error: is not a regular file"), "{told}");
}

#[test]
fn a_line_of_many_synonyms() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("k")).expect("made");
    fs::write(folder.path().join("k/a.md"), "## a\n\n## b\n").expect("written");
    let words: Vec<String> = (0..200_000).map(|number| format!("w{number}")).collect();
    fs::write(folder.path().join("k/synonyms.txt"), words.join(", ")).expect("written");
    assert!(check(folder.path()).contains("k/synonyms.txt:1: error: more than 40000 spellings"));
}
