//! `kotae check` on folders with problems, and on the shipped one.

use std::fs;

use crate::{fixture, kotae, stderr, stdout};

/// Each folder below `fixtures/check` holds a knowledge folder and what `check` says of it.
#[test]
fn every_problem_is_told_with_its_place_and_its_fix() {
    let mut folders = 0;
    for entry in fs::read_dir(fixture("check")).expect("the fixtures are there") {
        let folder = entry.expect("a folder").path();
        let output = kotae(&folder).arg("check").output().expect("kotae runs");
        let expected = fs::read_to_string(folder.join("expected")).expect("what is expected");
        assert_eq!(stdout(&output), expected, "{}", folder.display());
        let errors = expected.contains(": error: ");
        assert_eq!(output.status.code(), Some(i32::from(errors)), "{}", folder.display());
        let strict = kotae(&folder).args(["check", "--strict"]).output().expect("kotae runs");
        assert_eq!(strict.status.code(), Some(1), "{}", folder.display());
        folders += 1;
    }
    assert!(folders >= 15);
}

#[test]
fn a_missing_folder_is_named() {
    let output =
        kotae(&fixture("check")).args(["check", "--knowledge", "nowhere"]).output().expect("kotae runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("kotae: nowhere: no such folder"), "{}", stderr(&output));
}

#[test]
fn the_shipped_knowledge_is_clean() {
    let root = fixture("../..");
    let output = kotae(&root).args(["check", "--strict"]).output().expect("kotae runs");
    assert_eq!(stdout(&output), "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn problems_come_as_json_too() {
    let output =
        kotae(&fixture("check/duplicate-section")).args(["check", "--json"]).output().expect("kotae runs");
    let problem: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("one problem");
    assert_eq!(problem["file"], "knowledge/tools.md");
    assert_eq!(problem["line"], 4);
    assert_eq!(problem["severity"], "error");
}
