//! What goes wrong on the way to Discord, bursts, the life of a session, and the knowledge as it changes.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{ask, garden, is_private, press_in, to_me};
use crate::fixture;
use crate::standin::{BOT, Setup, StandIn, What};

#[test]
fn what_discord_refuses_ends_in_a_word() {
    let discord = garden();
    discord.fault("/callback", What::Status(400, json!({"message": "Invalid Form Body", "code": 50035})));
    let apology = ask(&discord, "会費はいくら?", "ja");
    assert!(is_private(&apology));
    assert!(apology["data"]["content"].as_str().expect("text").contains("エラーが起きました"));
    let answer = ask(&discord, "スコップは借りられる?", "ja");
    discord
        .fault("/messages/@original", What::Status(403, json!({"message": "Missing Access", "code": 50001})));
    press_in(&discord, &answer, "削除", "ja", &json!({}));
    let told = discord.request(|request| request.method == "POST" && request.path.contains("/webhooks/"));
    assert!(told.body["content"].as_str().expect("text").contains("削除できませんでした"), "{}", told.body);
}

#[test]
fn what_is_delivered_twice_is_answered_once() {
    let discord = garden();
    let message = discord.message_by("会費はいくら?", &json!({"id": "9", "username": "other"}));
    discord.dispatch("MESSAGE_CREATE", &message);
    discord.dispatch("MESSAGE_CREATE", &message);
    discord.posted();
    ask(&discord, "スコップは借りられる?", "ja");
    assert_eq!(discord.count("POST", "/messages"), 1);
}

#[test]
fn faults_that_pass_are_outlasted() {
    let discord = garden();
    for what in [What::Status(500, Value::Null), What::Drop, What::Delay(Duration::from_millis(1800))] {
        discord.fault("/callback", what);
        assert_eq!(ask(&discord, "会費はいくら?", "ja")["type"], 4);
    }
    discord.fault("/callback", What::RetryAfter(0.6));
    discord.interact(2, &json!({"id": "1", "name": "topics", "type": 1, "options": []}), "ja", None);
    let refused = discord.request(|request| request.status == 429);
    let taken = discord.request(|request| request.path == refused.path && request.is_taken());
    assert!(taken.at.duration_since(refused.at) >= Duration::from_millis(600), "Discord wants a longer wait");
    discord.fault("/messages", What::Status(502, Value::Null));
    discord.fault("/messages", What::Drop);
    discord.say("会費はいくら?", &json!({}));
    let posted = discord.posted();
    assert_eq!(posted["enforce_nonce"], true, "a message that came through unnoticed is not posted twice");
}

#[test]
fn an_earlier_attempt_that_came_through_is_no_failure() {
    let discord = garden();
    discord.fault("/callback", What::Drop);
    discord.fault("/callback", What::Status(400, json!({"message": "acknowledged", "code": 40060})));
    let id = discord.interact(2, &json!({"id": "1", "name": "help", "type": 1, "options": []}), "ja", None);
    let path = format!("/interactions/{id}/");
    discord.request(|request| request.path.starts_with(&path) && request.status == 400);
    ask(&discord, "会費はいくら?", "ja");
    assert!(!discord.log().contains("a response"), "{}", discord.log());
}

#[test]
fn a_channel_without_permission_ends_in_a_log_line() {
    let discord = garden();
    let refuse = |code: u32| {
        discord
            .fault("/messages", What::Status(403, json!({"message": "Missing Permissions", "code": code})));
    };
    refuse(50013);
    refuse(50013);
    discord.say(&format!("<@{BOT}> 会費はいくら?"), &to_me());
    discord.wait_for_log("a reply could not be posted");
    assert_eq!(discord.count("POST", "/messages"), 2, "no loop");

    refuse(160_002);
    refuse(50013);
    discord.say(&format!("<@{BOT}> スコップは借りられる?"), &to_me());
    let posted = discord.posted();
    assert!(posted["message_reference"].is_null(), "without what takes the history: {posted}");
    let said = posted["content"].as_str().expect("text");
    assert!(said.contains("道具の貸し出し") && said.contains("会則"), "and without embeds: {posted}");
}

#[test]
fn commands_are_registered_once_and_only_when_they_differ() {
    let mut discord = garden();
    assert_eq!(discord.count("PUT", "/commands"), 1);
    // A session that timed out is identified anew, and READY comes again.
    discord.close(4009);
    discord.wait_for_sessions(2, 0);
    discord.restart();
    discord.request(|request| request.method == "GET" && request.path.ends_with("/commands"));
    ask(&discord, "会費はいくら?", "ja");
    assert_eq!(discord.count("PUT", "/commands"), 1);
}

#[test]
fn a_lost_connection_is_taken_up_again() {
    let discord = garden();
    discord.close(4000);
    discord.wait_for_sessions(1, 1);
    assert_eq!(ask(&discord, "会費はいくら?", "ja")["type"], 4);
}

#[test]
fn an_interaction_that_cannot_be_decoded_is_counted() {
    let discord = garden();
    discord.dispatch("INTERACTION_CREATE", &json!({"id": "1", "type": 2, "token": "interaction-secret"}));
    discord.wait_for_log("an interaction can't be decoded");
    assert_eq!(ask(&discord, "会費はいくら?", "ja")["type"], 4);
}

/// How many interactions arrive together. How quickly they are answered is for `benches/latency.rs` to
/// tell; here a slow machine must not have more to do than the bot has time for.
const AT_ONCE: usize = 24;

#[test]
fn many_questions_at_once_are_all_answered() {
    let discord = garden();
    let data = json!({"id": "1", "name": "ask", "type": 1, "options": [{"name": "question", "type": 3, "value": "会費は?"}]});
    let ids: Vec<String> = (0..AT_ONCE).map(|_| discord.interact(2, &data, "ja", None)).collect();
    for id in ids {
        assert_eq!(discord.response(&id)["type"], 4);
    }
}

#[test]
fn many_members_type_at_once() {
    let discord = garden();
    let data = json!({"id": "1", "name": "ask", "type": 1,
        "options": [{"name": "question", "type": 3, "value": "スコ", "focused": true}]});
    let ids: Vec<String> = (0..AT_ONCE).map(|_| discord.interact(4, &data, "ja", None)).collect();
    for id in ids {
        let path = format!("/interactions/{id}/");
        let response = discord.request(|request| request.path.starts_with(&path));
        assert_eq!(response.body["data"]["choices"][0]["name"], "道具の貸し出し");
    }
    assert!(discord.resident_mb() < 150.0, "{} MB", discord.resident_mb());
}

#[test]
fn an_answer_under_way_is_finished_before_the_end() {
    let mut discord = garden();
    discord.fault("/callback", What::Delay(Duration::from_millis(900)));
    let id = discord.interact(2, &json!({"id": "1", "name": "topics", "type": 1, "options": []}), "ja", None);
    discord.wait_for_faults();
    assert!(discord.terminate().success());
    assert_eq!(discord.response(&id)["type"], 4);
}

#[test]
fn a_refused_login_ends_at_once() {
    for (setup, words) in [
        (Setup { refuse_token: true, ..Setup::default() }, "Discord refused the token"),
        (Setup { refuse_intents: true, ..Setup::default() }, "Discord refused the intents"),
    ] {
        let folder = fixture("garden");
        let mut discord = StandIn::start_with(&Setup { knowledge: Some(&folder), ..setup });
        assert_eq!(discord.wait_for_end().code(), Some(1));
        assert!(discord.log().contains(words), "{}", discord.log());
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a file").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
}

#[test]
fn knowledge_is_reloaded_and_bad_knowledge_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&fixture("garden"), folder.path());
    let discord = StandIn::start(folder.path());
    let title = |discord: &StandIn| {
        ask(discord, "堆肥はいつ配られますか?", "ja")["data"]["embeds"][0]["title"].clone()
    };
    assert_ne!(title(&discord), "堆肥はいつ配られますか?");
    fs::write(folder.path().join("compost.md"), "## 堆肥はいつ配られますか?\n2024年10月5日に配ります。\n")
        .expect("written");
    discord.wait_for_log("the knowledge is reloaded");
    assert_eq!(title(&discord), "堆肥はいつ配られますか?");
    fs::write(folder.path().join("compost.md"), "## 堆肥はいつ配られますか?\n").expect("written");
    discord.wait_for_log("the knowledge from before stays");
    assert!(discord.log().contains("compost.md:1: error: section"), "{}", discord.log());
    assert_eq!(title(&discord), "堆肥はいつ配られますか?");
    let reloads = discord.log().matches("the knowledge from before stays").count();
    discord.signal("HUP");
    discord.wait_for_log_lines("the knowledge from before stays", reloads + 1);
}
