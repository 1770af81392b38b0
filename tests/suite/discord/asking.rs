//! Questions by command, menu, mention and message, and what is offered while one types.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::{ask, garden, is_private, press_in, to_me};
use crate::fixture;
use crate::standin::{BOT, CHANNEL, GUILD, Setup, StandIn};

#[test]
fn an_answer_is_public_unless_asked_otherwise() {
    let discord = garden();
    let answer = ask(&discord, "シャベルを借りられますか?", "ja");
    assert!(!is_private(&answer));
    insta::assert_json_snapshot!(answer);
    let options = json!([
        {"name": "question", "type": 3, "value": "Can I borrow a spade? **@everyone** <@1>"},
        {"name": "private", "type": 5, "value": true},
    ]);
    let answer = discord.command("ask", &options, "en-GB");
    assert!(is_private(&answer));
    insta::assert_json_snapshot!(answer);
}

#[test]
fn each_question_of_a_message_is_answered() {
    let discord = garden();
    for (locale, question, label, titles) in [
        (
            "ja",
            "スコップは借りられる?あと、会費はいくらですか?",
            "もう一つの質問: 道具の貸し出し",
            ["会費はいくらですか?", "道具の貸し出し"],
        ),
        (
            "en-US",
            "Can I borrow a spade? And how much is the fee?",
            "Also asked: Borrowing tools",
            ["How much is the fee?", "Borrowing tools"],
        ),
    ] {
        let answer = ask(&discord, question, locale);
        let further = press_in(&discord, &answer, label, locale, &json!({}));
        assert!(further["type"] == 4 && is_private(&further), "beside the first one: {further}");
        let shown = [&answer, &further].map(|post| post["data"]["embeds"][0]["title"].clone());
        assert_eq!(shown, titles);
        let why =
            press_in(&discord, &further, if locale == "ja" { "なぜ?" } else { "Why?" }, locale, &json!({}));
        assert_eq!(why["data"]["embeds"][0]["fields"][0]["name"], titles[1], "explained by its own question");
        let twice = ask(&discord, &format!("{question} {question}"), locale);
        assert_eq!(twice["data"]["components"][0], answer["data"]["components"][0], "each of them once");
    }
}

#[test]
fn a_locale_that_is_not_spoken_gets_the_questions_language() {
    let discord = garden();
    assert_eq!(ask(&discord, "スコップを借りたい", "fr")["data"]["embeds"][0]["title"], "道具の貸し出し");
    assert_eq!(ask(&discord, "Can I borrow a spade?", "fr")["data"]["embeds"][0]["title"], "Borrowing tools");
}

#[test]
fn what_is_not_known_is_said_in_private_with_the_topics() {
    let discord = garden();
    let answer = ask(&discord, "東京の明日の天気を教えて", "ja");
    assert!(is_private(&answer));
    insta::assert_json_snapshot!(answer);
    discord.wait_for_log("unanswered");
}

#[test]
fn a_choice_is_the_entry_itself() {
    let discord = garden();
    let choices = discord.autocomplete("ask", "question", "シャベル", "ja");
    assert_eq!(choices[0]["name"], "道具の貸し出し");
    let value = choices[0]["value"].as_str().expect("a value").to_owned();
    assert_eq!(ask(&discord, &value, "ja")["data"]["embeds"][0]["title"], "道具の貸し出し");
    let choices = discord.autocomplete("ask", "question", "", "en-US");
    assert_eq!(choices[0]["name"], "How much is the fee?", "the FAQ comes first while nothing is typed");
    let choices = discord.autocomplete("topic", "name", "水", "ja");
    assert_eq!(choices.as_array().expect("choices").len(), 1);
    assert_eq!(discord.autocomplete("faq", "question", "会費", "ja")[0]["name"], "会費はいくらですか?");
}

#[test]
fn a_message_is_answered_from_its_menu() {
    let discord = garden();
    let message =
        discord.message_by("スコップって借りられるんだっけ", &json!({"id": "9", "username": "other"}));
    let id = message["id"].as_str().expect("an id").to_owned();
    let data = json!({"id": "1", "name": "Answer this", "type": 3, "target_id": &id, "resolved": {"messages": {&id: message}}});
    let response = discord.response(&discord.interact(2, &data, "ja", None));
    assert_eq!(response["data"]["embeds"][0]["title"], "道具の貸し出し");
    let content = response["data"]["content"].as_str().expect("text");
    let link = format!("https://discord.com/channels/{GUILD}/{CHANNEL}/{id}");
    assert_eq!(content, format!("> スコップって借りられるんだっけ\n-# [このメッセージへの返答](<{link}>)"));
    let why = press_in(&discord, &response, "なぜ?", "ja", &json!({}));
    assert!(
        why.to_string().contains("スコップって借りられるんだっけ"),
        "the line below is no question: {why}"
    );
}

#[test]
fn an_answer_is_not_posted_again_and_again() {
    let discord = garden();
    assert!(!is_private(&ask(&discord, "会費はいくら?", "ja")));
    let again = ask(&discord, "年会費はいくらですか?", "ja");
    assert!(is_private(&again), "{again}");
    assert_eq!(again["data"]["embeds"][0]["title"], "会費はいくらですか?", "it is still answered");
    assert!(again["data"]["content"].as_str().expect("text").contains("秒で"));
    discord.say(&format!("<@{BOT}> 会費はいくら?"), &to_me());
    let posted = discord.posted();
    assert!(posted["content"].as_str().expect("text").contains("秒お待ち"), "{posted}");
    assert!(!is_private(&ask(&discord, "How much is the fee?", "en-US")), "another language");
}

#[test]
fn misses_do_not_fill_a_channel() {
    let discord = garden();
    let miss = || {
        discord.say(&format!("<@{BOT}> <@900000000000000000> 東京の明日の天気は?"), &to_me());
        discord.posted()
    };
    assert!(!miss()["components"].as_array().expect("rows").is_empty());
    let again = miss();
    assert!(again["components"].as_array().is_none_or(Vec::is_empty), "{again}");
    assert!(again["content"].as_str().expect("text").lines().count() == 1);
    let log = discord.log();
    let unanswered: Vec<&str> = log.lines().filter(|line| line.contains("unanswered")).collect();
    assert!(!unanswered.is_empty() && !unanswered.concat().contains("9000000"), "{unanswered:?}");
}

#[test]
fn what_is_taken_away_may_come_again() {
    let discord = garden();
    let answer = ask(&discord, "会費はいくら?", "ja");
    let copy = ask(&discord, "会費はいくら?", "ja");
    assert!(!is_private(&answer) && is_private(&copy));
    press_in(&discord, &copy, "削除", "ja", &json!({}));
    discord.wait_for_deletions(1);
    assert!(is_private(&ask(&discord, "会費はいくら?", "ja")), "the public one still stands");
    press_in(&discord, &answer, "削除", "ja", &json!({}));
    discord.wait_for_deletions(2);
    // The bot learns of it a moment after.
    let again = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        !is_private(&ask(&discord, "会費はいくら?", "ja"))
    });
    assert!(again);
}

#[test]
fn an_entry_of_the_faq_that_is_taken_away_may_come_again() {
    let discord = garden();
    let open = || discord.command("faq", &json!([{"name": "question", "type": 3, "value": "年会費"}]), "ja");
    let entry = open();
    assert!(!is_private(&entry) && is_private(&open()));
    press_in(&discord, &entry, "削除", "ja", &json!({}));
    discord.wait_for_deletions(1);
    let again = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        !is_private(&open())
    });
    assert!(again);
}

#[test]
fn lists_count_as_answers() {
    let discord = garden();
    let alone: Vec<bool> = (0..6).map(|_| is_private(&discord.command("topics", &json!([]), "ja"))).collect();
    assert_eq!(alone, [false, false, false, false, false, true]);
}

#[test]
fn choices_come_by_heading_reading_and_slip() {
    let discord = garden();
    let first = |command: &str, option: &str, typed: &str| {
        discord.autocomplete(command, option, typed, "ja")[0]["name"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(first("ask", "question", "水やりの"), "水やりの当番", "begins so");
    assert_eq!(first("ask", "question", "当番"), "水やりの当番", "holds it");
    assert_eq!(first("topic", "name", "かいひ"), "会費", "by its reading");
    assert_eq!(first("topic", "name", "かいh"), "会費", "still being typed");
    assert_eq!(first("topic", "name", "kaihi"), "会費", "in romaji");
    assert_eq!(first("topic", "name", "shovel"), "", "no topic is called so");
    assert_eq!(first("sources", "article", "みどり菜園の手引"), "みどり菜園の手引き");
    assert_eq!(first("sources", "article", "みどり祭園の手引き"), "みどり菜園の手引き", "a slip");
    assert_eq!(first("summary", "of", ""), "道具", "topics and articles while nothing is typed");
}

#[test]
fn mentions_replies_and_direct_messages_are_answered() {
    let discord = garden();
    let id = discord.say(&format!("<@{BOT}> 会費はいくら?"), &to_me());
    let posted = discord.posted();
    assert_eq!(posted["message_reference"]["message_id"], id.as_str());
    assert_eq!(posted["message_reference"]["fail_if_not_exists"], false);
    assert_eq!(posted["allowed_mentions"]["parse"], json!([]));
    assert_eq!(posted["embeds"][0]["title"], "会費はいくらですか?");
    discord.say("How much is the fee?", &json!({}));
    assert_eq!(discord.posted()["embeds"][0]["title"], "How much is the fee?");
    let referenced = discord.message_by("an answer", &json!({"id": BOT, "username": "kotae", "bot": true}));
    discord.say(
        "スコップは借りられる?",
        &json!({"guild_id": GUILD, "type": 19, "referenced_message": referenced}),
    );
    assert_eq!(discord.posted()["embeds"][0]["title"], "道具の貸し出し");
    discord.say(&format!("<@{BOT}>"), &to_me());
    assert!(discord.posted()["content"].as_str().expect("text").starts_with("ご質問を文章で"));
}

#[test]
fn messages_without_words_are_answered_in_the_guilds_language() {
    let discord = garden();
    for told in ["ご質問を文章で", "What would you like to know?"] {
        discord.say(&format!("<@{BOT}>"), &to_me());
        let said = discord.posted()["content"].as_str().expect("text").to_owned();
        assert!(said.starts_with(told), "{said}");
        discord.change_locale("en-US");
        discord.wait_for_log("locale=\"en-US\"");
    }
}

#[test]
fn what_is_not_known_is_logged_whatever_else_is() {
    let garden = fixture("garden");
    let quiet = Setup { knowledge: Some(&garden), log: Some("off"), ..Setup::default() };
    let discord = StandIn::start_with(&quiet);
    discord.wait_for_sessions(1, 0);
    ask(&discord, "スコップは借りられる?", "ja");
    assert_eq!(discord.log(), "");
    ask(&discord, "火星の天気はどうなりますか?", "ja");
    discord.wait_for_log_lines("火星の天気", 1);
}

#[test]
fn a_name_or_a_remark_may_be_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "## ヘルプ\n受付で聞いてください。\n\n## 最高\n最高気温の記録です。\n";
    fs::write(folder.path().join("a.md"), text).expect("written");
    let discord = StandIn::start(folder.path());
    for (heading, other) in [("ヘルプ", "使い方"), ("最高", "すごい")] {
        assert_eq!(ask(&discord, heading, "ja")["data"]["embeds"][0]["title"], heading);
        assert!(is_private(&ask(&discord, other, "ja")), "{other} is no entry");
    }
}

#[test]
fn messages_that_ask_nothing_get_a_word() {
    let discord = garden();
    let say = |words: &str, about: &Value| {
        discord.say(&format!("<@{BOT}> {words}"), about);
        discord.posted()
    };
    let content = |posted: &Value| posted["content"].as_str().expect("text").to_owned();
    let thanked = say("ありがとう!", &to_me());
    assert!(
        content(&thanked).contains("いつでも質問") && thanked["embeds"].as_array().is_none_or(Vec::is_empty)
    );
    assert!(!discord.log().contains("unanswered"));
    assert!(content(&say("", &to_me())).starts_with("ご質問を文章で"), "not the same as thanks");
    let again = say("", &to_me());
    assert!(content(&again).lines().count() == 1 && again["embeds"].as_array().is_none_or(Vec::is_empty));
    for (name, shown) in [("topics", "Articles"), ("/出典", "菜園だより"), ("What can you do?", "/ask")]
    {
        let opened = say(name, &json!({}));
        assert!(opened.to_string().contains(shown), "{name}: {opened}");
    }
    let helped = say("help", &json!({}));
    assert!(helped["embeds"][0]["description"].as_str().expect("text").contains("/ask"), "{helped}");
    assert_eq!(say("/質問 会費はいくら?", &json!({}))["embeds"][0]["title"], "会費はいくらですか?");
    // A mention alone hands on what somebody else asked.
    let asked = discord.message_by("スコップは借りられる?", &json!({"id": "77", "username": "hana"}));
    let mut handed_on = to_me();
    handed_on["type"] = 19.into();
    handed_on["referenced_message"] = asked;
    assert_eq!(say("これわかる?", &handed_on)["embeds"][0]["title"], "道具の貸し出し");
    assert!(content(&say("もっと詳しく", &json!({}))).starts_with("前のやりとりは覚えていません"));
    assert_eq!(say("Tools", &json!({}))["embeds"][0]["title"], "Tools", "a topic");
    handed_on["referenced_message"]["content"] = "".into();
    assert!(content(&say("これわかる?", &handed_on)).contains("「これに答える」"), "it can't be read");
    let quoted = say("> スコップは借りられる?\n会費はいくら?", &json!({}));
    assert_eq!(quoted["embeds"][0]["title"], "会費はいくらですか?", "what somebody else said is no question");
    say("火星に感謝祭はありますか?ありがとう!", &json!({}));
    discord.wait_for_log("感謝祭");
}

#[test]
fn bots_webhooks_and_talk_among_members_are_left_alone() {
    let discord = garden();
    let mut by_bot = to_me();
    by_bot["author"] = json!({"id": "9", "username": "other", "bot": true});
    discord.say(&format!("<@{BOT}> 会費はいくら?"), &by_bot);
    let mut by_webhook = to_me();
    by_webhook["webhook_id"] = "9".into();
    discord.say(&format!("<@{BOT}> 会費はいくら?"), &by_webhook);
    let mut pinned = to_me();
    pinned["type"] = 6.into();
    discord.say("", &pinned);
    discord.say("会費はいくら?", &json!({"guild_id": GUILD}));
    // An answer to a later question shows that the earlier ones have been passed over.
    discord.say("スコップは借りられる?", &json!({}));
    assert_eq!(discord.posted()["embeds"][0]["title"], "道具の貸し出し");
    assert_eq!(discord.count("POST", "/messages"), 1);
}
