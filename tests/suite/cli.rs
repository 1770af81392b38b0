//! The command line: outputs, exit codes, and what bad input gets.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::{fixture, kotae, stderr, stdout};

fn garden(args: &[&str]) -> std::process::Output {
    kotae(&fixture("")).args(["--knowledge", "garden"]).args(args).output().expect("kotae runs")
}

fn json(output: &std::process::Output) -> Value {
    let mut value: Value = serde_json::from_str(&stdout(output)).expect("JSON");
    value["elapsed_us"] = 0.into();
    let confidence = value["confidence"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&confidence));
    value["confidence"] = 0.into();
    for candidate in value["candidates"].as_array_mut().expect("candidates") {
        let score = candidate["score"].as_f64().expect("a number");
        assert!((0.0..=1.0).contains(&score));
        candidate["score"] = 0.into();
    }
    value
}

#[test]
fn an_answer_carries_its_sources() {
    let output = garden(&["ask", "--json", "シャベルは借りられますか?"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    insta::assert_json_snapshot!(json(&output));
}

#[test]
fn an_answer_comes_in_the_askers_language() {
    let output = garden(&["ask", "--json", "Can I borrow a shovel?"]);
    let answer = &json(&output)["answer"];
    assert_eq!(answer["id"], "garden#tools");
    assert_eq!(answer["lang"], "en");
    let output = garden(&["ask", "--json", "--locale", "ja", "Can I borrow a shovel?"]);
    assert_eq!(json(&output)["answer"]["lang"], "ja");
}

#[test]
fn the_answering_sentence_is_set_off() {
    let output = garden(&["ask", "--json", "夏の水やりはどうするの?"]);
    assert_eq!(json(&output)["answer"]["highlight"], "夏のあいだは朝と夕方の二回、冬は三日に一回です。[2]");
}

#[test]
fn a_question_for_an_amount_is_not_answered_without_one() {
    let output = garden(&["ask", "--json", "スコップを借りるといくらかかる?"]);
    let reply = json(&output);
    let answered = &reply["answer"]["id"];
    assert!(answered.is_null() || answered == "garden#fee", "{reply}");
}

#[test]
fn what_is_not_there_is_not_answered() {
    let output = garden(&["ask", "--json", "東京の明日の天気を教えて"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["outcome"], "unknown");
    let output = garden(&["ask", "東京の明日の天気を教えて"]);
    assert!(stdout(&output).contains("答えられる記事はありません"));
}

#[test]
fn an_explanation_names_words_and_synonyms() {
    let text = stdout(&garden(&["ask", "--explain", "シャベルの当番はいつ?"]));
    assert!(text.contains("シャベル (synonym of スコップ, spade)"), "{text}");
    assert!(text.contains("1. garden#tools"), "{text}");
    assert!(text.contains("nearest question: 水やりの当番はいつ決まる?"), "{text}");
    assert!(text.contains("1 before 2 by: +"), "{text}");
    let text = stdout(&garden(&["ask", "--explain", "年間費用の合計は?"]));
    assert!(text.contains("(means the same as "), "{text}");
}

#[test]
fn many_questions_are_answered_in_their_order() {
    let lines = "{\"id\":\"b\",\"text\":\"会費はいくら?\"}\n\n{\"id\":7,\"text\":\"Can I borrow a spade?\",\"locale\":\"en-US\"}\n";
    let mut command = kotae(&fixture(""));
    command
        .args(["--knowledge", "garden", "ask", "--input", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().expect("kotae runs");
    child.stdin.take().expect("stdin").write_all(lines.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("kotae ends");
    let replies: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(replies.len(), 2);
    assert_eq!((&replies[0]["id"], &replies[1]["id"]), (&Value::from("b"), &Value::from(7)));
    assert_eq!(replies[0]["answer"]["id"], "garden#fee");
    assert_eq!(replies[1]["answer"]["lang"], "en");
}

#[test]
fn bad_input_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions.jsonl");
    let lines =
        b"{\"id\":1,\"text\":\"a\"}\nnonsense\n{\"id\":2,\"text\":\"b\"}\n{\"id\":3,\"text\":\" \"}\n\xff\n\
        {\"id\":4,\"text\":\"c\",\"locale\":\"fr\"}\n";
    fs::write(&file, lines).expect("written");
    let output = garden(&["ask", "--input", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    for (line, problem) in [(2, "is not {"), (4, "empty"), (5, "UTF-8"), (6, "use ja or en")] {
        let place = format!("questions.jsonl:{line}: ");
        assert!(told.lines().any(|told| told.contains(&place) && told.contains(problem)), "{line}: {told}");
    }
    assert_eq!(stdout(&output).lines().count(), 2, "the others are asked");
    let unset =
        kotae(&fixture("")).env("KOTAE_KNOWLEDGE", "").args(["ask", "a"]).output().expect("kotae runs");
    assert_eq!(unset.status.code(), Some(2));
    assert!(stderr(&unset).contains("leave KOTAE_KNOWLEDGE out"), "{}", stderr(&unset));
    assert_eq!(garden(&["ask", "--input", "nowhere.jsonl"]).status.code(), Some(2));
    assert_eq!(garden(&["ask", "  "]).status.code(), Some(2));
    assert_eq!(garden(&["ask"]).status.code(), Some(2));
    let output =
        kotae(&fixture("")).args(["--knowledge", "nowhere", "ask", "a"]).output().expect("kotae runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no such folder"));
}

#[test]
fn figures_are_measured_against_labels() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("labelled.jsonl");
    let labelled = [
        r#"{"id":"1","text":"年会費はいくら?","relevant":["garden#fee"],"style":"casual"}"#,
        r#"{"id":"2","text":"スコップを借りたい","relevant":["garden#fee","garden#tools"],"style":"casual"}"#,
        r#"{"id":"3","text":"明日の天気は?","relevant":[],"style":"far"}"#,
    ];
    fs::write(&file, labelled.join("\n")).expect("written");
    let output = garden(&["eval", file.to_str().expect("UTF-8"), "--json"]);
    let report: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(report["all"]["answerable"], 2);
    assert_eq!(report["all"]["out_of_scope"], 1);
    assert_eq!(report["all"]["hit_at_1"], 1.0);
    assert_eq!(report["all"]["false_answers"], 0.0);
    assert_eq!(report["styles"].as_array().expect("styles").len(), 2);
    fs::write(&file, r#"{"id":"1","text":"a","relevant":["garden#nothing"]}"#).expect("written");
    let output = garden(&["eval", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("garden#nothing"));
}

#[test]
fn every_section_is_listed_in_each_language() {
    let output = garden(&["list", "--json"]);
    let rows: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 6);
    insta::assert_json_snapshot!(rows[2]);
}

#[test]
fn the_commands_are_printed_for_registration() {
    let output = garden(&["commands", "--json"]);
    let commands: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    insta::assert_json_snapshot!(commands);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let broken = fixture("check/question-twice");
    for (folder, args, code) in [
        (fixture("../.."), &["list", "--json"][..], 0),
        (fixture("../.."), &["ask", "なぜ?"][..], 2),
        (broken, &["check"][..], 2),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let child = kotae(&folder).args(args).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = child.expect("kotae runs").wait_with_output().expect("kotae ends");
        assert!(!stderr(&output).contains("kotae:"), "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn a_broken_settings_file_is_named_without_what_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    for line in
        ["DISCORD_TOKEN=\"aaa.secret.ccc", "DISCORD_TOKEN: aaa.secret.ccc", "DISCORD_TOKEN=aaa secret"]
    {
        fs::write(folder.path().join(".env"), format!("# mine\nKOTAE_LOG=info\n{line}\n")).expect("written");
        let output = kotae(folder.path()).args(["ask", "会費は?"]).output().expect("kotae runs");
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        assert!(told.contains(".env:3") && !told.contains("secret"), "{told}");
    }
    fs::write(folder.path().join(".env"), "KOTAE_KNOWLEGE=elsewhere\n").expect("written");
    let output = kotae(folder.path()).args(["commands", "--json"]).output().expect("kotae runs");
    assert!(stderr(&output).contains("KOTAE_KNOWLEGE is no setting"), "{}", stderr(&output));
}

#[test]
fn running_needs_a_token_and_a_sound_folder() {
    let run = |token: Option<&str>, extra: &[(&str, &str)]| {
        let mut command = kotae(&fixture(""));
        command.args(["run", "--knowledge", "garden"]).envs(extra.iter().copied());
        if let Some(token) = token {
            command.env("DISCORD_TOKEN", token);
        }
        let output = command.output().expect("kotae runs");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        stderr(&output)
    };
    assert!(run(None, &[]).contains("DISCORD_TOKEN is not set"));
    let told = run(Some("secret-words"), &[]);
    assert!(told.contains("malformed") && !told.contains("secret-words"), "{told}");
    let token = Some("aaa.bbb.ccc");
    assert!(run(token, &[("DISCORD_TLS_ADDR", "192.0.2.1:443")]).contains("not on loopback"));
    assert!(run(token, &[("DISCORD_GATEWAY_URL", "wss://gateway.example")]).contains("not on loopback"));
    let loud = kotae(&fixture("")).args(["run"]).env("KOTAE_LOG", "loud").output().expect("kotae runs");
    assert!(stderr(&loud).contains("write error, warn, info"), "{}", stderr(&loud));
    let output =
        kotae(&fixture("check/empty-section")).args(["run"]).env("DISCORD_TOKEN", "aaa.bbb.ccc").output();
    let told = stderr(&output.expect("kotae runs"));
    assert!(told.contains("knowledge/tools.md:3: error"), "{told}");
}
