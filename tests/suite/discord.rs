//! The bot in Discord, played against the stand-in: what members do, and what goes wrong.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::fixture;
use crate::standin::{
    BOT, CLOSED_CHANNEL, GUILD, MUTE_CHANNEL, OTHER_CHANNEL, Setup, StandIn, What, moderator,
};

const EPHEMERAL: u64 = 64;

fn garden() -> StandIn {
    StandIn::start(&fixture("garden"))
}

fn ask(discord: &StandIn, question: &str, locale: &str) -> Value {
    discord.command("ask", &json!([{"name": "question", "type": 3, "value": question}]), locale)
}

fn is_private(response: &Value) -> bool {
    response["data"]["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0
}

fn to_me() -> Value {
    json!({"guild_id": GUILD, "mentions": [{"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null}]})
}

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
fn everything_can_be_reached_by_clicking() {
    let mut discord = garden();
    let topics = discord.command("topics", &json!([]), "ja");
    insta::assert_json_snapshot!(topics);
    // Buttons are as good after a restart as before.
    discord.restart();
    let menu = &topics["data"]["components"][1]["components"][0];
    let topic = menu["options"][0]["value"].as_str().expect("a topic");
    let list = discord.press(menu["custom_id"].as_str().expect("an id"), Some(topic), "ja");
    assert_eq!(list["type"], 7);
    let menu = &list["data"]["components"][0]["components"][0];
    let section = menu["options"][0]["value"].as_str().expect("a section");
    let opened = discord.press(menu["custom_id"].as_str().expect("an id"), Some(section), "en-US");
    let title =
        |response: &Value| response["data"]["embeds"][0]["title"].as_str().expect("a title").to_owned();
    assert_eq!(title(&opened), "道具の貸し出し", "a message stays in its language");
    let back = discord.press(&button(&opened, "戻る"), None, "ja");
    assert_eq!(title(&back), title(&list));
    assert_eq!(title(&discord.press(&button(&back, "トピック一覧"), None, "ja")), title(&topics));
}

/// A member who is nobody's asker.
fn another() -> Value {
    json!({"member": {"user": {"id": "9", "username": "other", "discriminator": "0", "avatar": null},
        "roles": [], "joined_at": "2024-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "permissions": "0"}})
}

/// Presses a button of a message, as somebody who may differ from who asked.
fn press_in(discord: &StandIn, response: &Value, label: &str, locale: &str, changes: &Value) -> Value {
    let mut message = discord.message_by("", &json!({"id": BOT, "username": "kotae", "bot": true}));
    for part in ["content", "components", "flags"] {
        message[part] = response["data"][part].clone();
    }
    let data = json!({"custom_id": button(response, label), "component_type": 2});
    discord.response(&discord.interact_as(3, &data, locale, Some(message), changes))
}

#[test]
fn somebody_else_browses_alone() {
    let discord = garden();
    let topics = discord.command("topics", &json!([]), "ja");
    let sources = press_in(&discord, &topics, "出典一覧", "en-US", &another());
    assert_eq!(sources["type"], 4, "the message of another member is left as it is");
    assert!(is_private(&sources));
    assert_eq!(sources["data"]["embeds"][0]["title"], "All sources");
    assert_eq!(press_in(&discord, &topics, "出典一覧", "en-US", &json!({}))["type"], 7);
}

#[test]
fn an_answer_stays_one_on_every_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let sentence = "次の年の当番は、その年の秋に選んだ野菜をそれぞれの畑に植えることになっています。[^n]\n";
    let filler = sentence.repeat(120);
    let text =
        format!("## 収穫祭はいつ開きますか?\n収穫祭は10月27日に開きます。\n{filler}\n[^n]: 園芸の本\n");
    fs::write(folder.path().join("a.md"), text).expect("written");
    let discord = StandIn::start(folder.path());
    let first = ask(&discord, "収穫祭はいつ開きますか?", "ja");
    let description =
        |response: &Value| response["data"]["embeds"][0]["description"].as_str().expect("text").to_owned();
    assert!(first["data"]["embeds"][0].is_object(), "{first}");
    assert!(description(&first).starts_with("**収穫祭は10月27日に開きます。**"));
    let second = press_in(&discord, &first, "▶", "en-US", &json!({}));
    assert_ne!(description(&second), description(&first));
    for part in ["content", "flags"] {
        assert_eq!(second["data"][part], first["data"][part]);
    }
    assert_eq!(second["data"]["embeds"][0]["footer"], first["data"]["embeds"][0]["footer"]);
    assert_eq!(second["data"]["components"][1], first["data"]["components"][1], "its buttons stay");
    let back = press_in(&discord, &second, "◀", "ja", &json!({}));
    assert_eq!(back["data"], first["data"]);
    let by_another = press_in(&discord, &first, "▶", "ja", &another());
    assert!(is_private(&by_another) && by_another["type"] == 4);
}

#[test]
fn a_wrong_pick_leads_back_to_the_other_suggestions() {
    let discord = garden();
    let offered = ask(&discord, "庭の当番と道具", "ja");
    assert!(offered["data"]["content"].as_str().expect("text").contains("もしかして"), "{offered}");
    let buttons = &offered["data"]["components"][0]["components"];
    let title = buttons[1]["label"].as_str().expect("a title");
    let mut picked = press_in(&discord, &offered, title, "ja", &json!({}));
    // Updated, a private message stays private.
    picked["data"]["flags"] = offered["data"]["flags"].clone();
    assert_eq!(picked["data"]["embeds"][0]["title"], title);
    assert_eq!(picked["data"]["content"], "> 庭の当番と道具");
    let why = press_in(&discord, &picked, "なぜ?", "ja", &json!({}));
    assert_eq!(why["data"]["embeds"][0]["fields"][0]["name"], title, "what is shown is explained");
    let back = press_in(&discord, &picked, "戻る", "ja", &json!({}));
    assert_eq!(back["data"]["components"], offered["data"]["components"]);
    assert_eq!(back["data"]["content"], offered["data"]["content"]);
}

#[test]
fn topics_faq_and_help() {
    let discord = garden();
    let by_name = discord.command("topic", &json!([{"name": "name", "type": 3, "value": "水やり"}]), "ja");
    insta::assert_json_snapshot!(by_name);
    let unknown =
        discord.command("topic", &json!([{"name": "name", "type": 3, "value": "**cars**"}]), "en-US");
    assert!(is_private(&unknown));
    assert!(unknown["data"]["content"].as_str().expect("text").contains("\\*\\*cars\\*\\*"));
    let by_alias = discord.command("topic", &json!([{"name": "name", "type": 3, "value": "年会費"}]), "ja");
    assert_eq!(by_alias["data"]["embeds"][0]["title"], "会費", "{by_alias}");
    let list = discord.command("faq", &json!([]), "ja");
    assert_eq!(list["data"]["embeds"][0]["title"], "よくある質問");
    let entry = discord.command("faq", &json!([{"name": "question", "type": 3, "value": "年会費"}]), "ja");
    assert_eq!(entry["data"]["embeds"][0]["title"], "会費はいくらですか?");
    insta::assert_json_snapshot!(discord.command("help", &json!([]), "ja"));
    let unknown = discord.command("gone", &json!([]), "ja");
    assert!(is_private(&unknown));
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

/// The button with this label in a response.
fn button(response: &Value, label: &str) -> String {
    let rows = response["data"]["components"].as_array().expect("rows");
    let mut buttons = rows.iter().flat_map(|row| row["components"].as_array().expect("components"));
    let found =
        buttons.find(|button| button["label"] == label).unwrap_or_else(|| panic!("no {label}: {response}"));
    found["custom_id"].as_str().expect("an id").to_owned()
}

#[test]
fn an_answer_can_be_followed_up_explained_and_taken_away() {
    for (locale, question, labels) in [
        ("ja", "スコップは借りられる?", ["関連", "なぜ?", "消す"]),
        ("en-US", "Can I borrow a spade?", ["Related", "Why?", "Delete"]),
    ] {
        let discord = garden();
        let answer = ask(&discord, question, locale);
        let [related, why, delete] = labels.map(|label| button(&answer, label));
        let related = discord.press(&related, None, locale);
        assert!(is_private(&related) && related["type"] == 4);
        let nearest = related["data"]["components"][0]["components"][0]["custom_id"].as_str().expect("an id");
        let first = discord.press(nearest, None, locale);
        assert_ne!(first["data"]["embeds"][0]["title"], answer["data"]["embeds"][0]["title"]);
        let why = discord.press(&why, None, locale);
        assert!(is_private(&why));
        insta::assert_json_snapshot!(format!("why_{locale}"), why);
        let message = discord.message_by("old", &json!({"id": BOT, "username": "kotae", "bot": true}));
        let data = json!({"custom_id": delete, "component_type": 2});
        let id = discord.interact_as(3, &data, locale, Some(message), &another());
        assert!(is_private(&discord.response(&id)), "somebody else may not");
        assert_eq!(discord.count("DELETE", "/messages/@original"), 0);
        assert_eq!(discord.press(&delete, None, locale)["type"], 6);
        discord
            .request(|request| request.method == "DELETE" && request.path.ends_with("/messages/@original"));
        assert_eq!(discord.press_as_moderator(&delete, locale)["type"], 6);
    }
}

#[test]
fn a_message_is_answered_from_its_menu() {
    let discord = garden();
    let message =
        discord.message_by("スコップって借りられるんだっけ", &json!({"id": "9", "username": "other"}));
    let id = message["id"].as_str().expect("an id").to_owned();
    let data = json!({"id": "1", "name": "Answer this", "type": 3, "target_id": id, "resolved": {"messages": {id: message}}});
    let response = discord.response(&discord.interact(2, &data, "ja", None));
    assert_eq!(response["data"]["embeds"][0]["title"], "道具の貸し出し");
    assert_eq!(response["data"]["content"], "> スコップって借りられるんだっけ");
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
    assert!(!miss()["embeds"].as_array().expect("embeds").is_empty());
    let again = miss();
    assert!(again["embeds"].as_array().is_none_or(Vec::is_empty), "{again}");
    assert!(again["content"].as_str().expect("text").lines().count() == 1);
    let log = discord.log();
    let unanswered: Vec<&str> = log.lines().filter(|line| line.contains("unanswered")).collect();
    assert!(!unanswered.is_empty() && !unanswered.concat().contains("9000000"), "{unanswered:?}");
}

#[test]
fn what_is_taken_away_may_come_again() {
    let discord = garden();
    let answer = ask(&discord, "会費はいくら?", "ja");
    assert_eq!(press_in(&discord, &answer, "消す", "ja", &json!({}))["type"], 6);
    assert!(!is_private(&ask(&discord, "会費はいくら?", "ja")));
}

#[test]
fn what_discord_refuses_ends_in_a_word() {
    let discord = garden();
    discord.fault("/callback", What::Status(400, json!({"message": "Invalid Form Body", "code": 50035})));
    let apology = ask(&discord, "会費はいくら?", "ja");
    assert!(is_private(&apology));
    assert!(apology["data"]["content"].as_str().expect("text").contains("問題が起きました"));
    let answer = ask(&discord, "スコップは借りられる?", "ja");
    discord
        .fault("/messages/@original", What::Status(403, json!({"message": "Missing Access", "code": 50001})));
    press_in(&discord, &answer, "消す", "ja", &json!({}));
    let told = discord.request(|request| request.method == "POST" && request.path.contains("/webhooks/"));
    assert!(told.body["content"].as_str().expect("text").contains("消せませんでした"), "{}", told.body);
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
fn a_summary_is_previewed_then_posted() {
    let discord = garden();
    let summary = |options: &Value, changes: &Value| {
        let data = json!({"id": "1", "name": "summary", "type": 1, "options": options});
        discord.response(&discord.interact_as(2, &data, "ja", None, changes))
    };
    let text = |response: &Value| response["data"]["content"].as_str().expect("text").to_owned();
    let whole = json!([]);
    assert!(text(&summary(&whole, &json!({}))).contains("メッセージの管理"), "members may not");
    let mut speechless = moderator();
    speechless["app_permissions"] = "1024".into();
    assert!(text(&summary(&whole, &speechless)).contains("投稿できません"), "told at the preview");
    let there = |channel: &str| {
        let data = json!({"id": "1", "name": "summary", "type": 1,
            "options": [{"name": "channel", "type": 7, "value": channel}],
            "resolved": {"channels": {channel: {"id": channel, "type": 0, "name": "there", "permissions": "0"}}}});
        discord.response(&discord.interact_as(2, &data, "ja", None, &moderator()))
    };
    for (channel, told) in [
        ("399999999999999999", "そのチャンネルには投稿できません"),
        (MUTE_CHANNEL, "そのチャンネルには投稿できません"),
        (CLOSED_CHANNEL, "ご自身が投稿できないチャンネル"),
        (OTHER_CHANNEL, "プレビュー"),
    ] {
        let preview = there(channel);
        assert!(text(&preview).contains(told), "{channel}: {preview}\n{}", discord.log());
    }
    let unknown = json!([{"name": "of", "type": 3, "value": "車"}]);
    assert!(text(&summary(&unknown, &moderator())).contains("車"));

    let of_article = json!([{"name": "of", "type": 3, "value": "kotae:a/garden"}, {"name": "length", "type": 3, "value": "full"}]);
    let preview = summary(&of_article, &moderator());
    assert!(is_private(&preview));
    insta::assert_json_snapshot!(preview);
    let dropped = discord.press_as_moderator(&button(&preview, "やめる"), "ja");
    assert_eq!((&dropped["type"], &dropped["data"]["embeds"]), (&json!(7), &json!([])));
    let post = button(&preview, "投稿する");
    assert!(is_private(&discord.press(&post, None, "ja")), "members may not press it either");
    assert_eq!(discord.count("POST", "/messages"), 0);
    let told = discord.press_as_moderator(&post, "ja");
    assert!(text(&told).contains("投稿しました"), "{told}");
    let posted = discord.posted();
    assert_eq!(posted["embeds"], preview["data"]["embeds"], "it looks as it did");
    discord.fault("/messages", What::Status(403, json!({"message": "Missing Permissions", "code": 50013})));
    let told = discord.press_as_moderator(&post, "en-US");
    assert!(text(&told).contains("could not be posted"), "{told}");
}

#[test]
fn a_summary_is_posted_as_it_was_seen_and_once() {
    let discord = garden();
    let data = json!({"id": "1", "name": "summary", "type": 1, "options": []});
    let preview = discord.response(&discord.interact_as(2, &data, "ja", None, &moderator()));
    let post = button(&preview, "投稿する");
    let text = |response: &Value| response["data"]["content"].as_str().expect("text").to_owned();
    let seen = post.rsplit(':').nth(1).expect("a hash");
    let changed = discord.press_as_moderator(&post.replace(seen, "0"), "ja");
    assert!(text(&changed).contains("変わりました") && discord.count("POST", "/messages") == 0, "{changed}");
    assert_eq!(button(&changed, "投稿する"), post, "now it has been seen");

    let message = discord.message_by("", &json!({"id": BOT, "username": "kotae", "bot": true}));
    let data = json!({"custom_id": post, "component_type": 2});
    let press = || discord.interact_as(3, &data, "ja", Some(message.clone()), &moderator());
    let told = [press(), press()].map(|id| text(&discord.response(&id)));
    assert!(told.iter().any(|told| told.contains("に投稿しました")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("もう投稿しています")), "{told:?}");
    assert_eq!(discord.count("POST", "/messages"), 1);
}

#[test]
fn a_long_summary_goes_on_in_further_messages() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..30 {
        let sentence = format!("第{number}号の庭では、{}花を育てています。", "季節ごとにちがう".repeat(30));
        let article = format!(
            "---\ntitle: 庭 {number}\npublisher: 園芸便り\nsummary: |\n  - {sentence}\n---\n## 花\n花の話。[^n]\n\n[^n]: 園芸の本\n"
        );
        fs::write(folder.path().join(format!("garden{number:02}.md")), article).expect("written");
    }
    let discord = StandIn::start(folder.path());
    let data = json!({"id": "1", "name": "summary", "type": 1, "options": []});
    let first = discord.response(&discord.interact_as(2, &data, "ja", None, &moderator()));
    let shown = |message: &Value| message["embeds"].to_string();
    let second = discord.press_as_moderator(&button(&first, "▶"), "ja");
    assert!(is_private(&first) && shown(&first["data"]) != shown(&second["data"]));

    let told = discord.press_as_moderator(&button(&second, "投稿する"), "ja");
    let count = discord.count("POST", "/messages");
    assert!(told["data"]["content"].as_str().is_some_and(|told| told.contains("投稿しました")) && count > 1);
    let posted: Vec<String> = (0..count).map(|_| shown(&discord.posted())).collect();
    assert_eq!(posted[..2], [shown(&first["data"]), shown(&second["data"])], "it looks as it did");
    let all = posted.concat();
    for number in 0..30 {
        assert!(all.contains(&format!("第{number}号")), "garden {number} is left out");
        let mark = format!("[{}]", number + 1);
        let with_mark = posted.iter().filter(|message| message.contains(&format!("。{mark}")));
        assert!(
            with_mark.count() == 1 && all.contains(&format!("{mark} 庭 {number}")),
            "{mark} is not listed"
        );
    }

    discord.fault("/messages", What::Delay(Duration::from_millis(1)));
    discord.fault("/messages", What::Status(403, json!({"message": "Missing Permissions", "code": 50013})));
    let told = discord.press_as_moderator(&button(&first, "投稿する"), "en-US");
    let content = told["data"]["content"].as_str().expect("text");
    assert!(content.starts_with(&format!("Only some of the {count} messages")), "{content}");
    assert!(!button(&told, "投稿する").is_empty(), "it can be tried again");
}

#[test]
fn sources_lead_to_the_sections_that_use_them() {
    let discord = garden();
    let sources = discord.command("sources", &json!([]), "en-US");
    insta::assert_json_snapshot!(sources);
    let menu = &sources["data"]["components"][0]["components"][0];
    let outlet = menu["options"][0]["value"].as_str().expect("a source");
    let list = discord.press(menu["custom_id"].as_str().expect("an id"), Some(outlet), "en-US");
    assert_eq!(list["data"]["embeds"][0]["title"], "Rules of the garden");
    let of_article = discord.command(
        "sources",
        &json!([{"name": "article", "type": 3, "value": "みどり菜園の手引き"}]),
        "ja",
    );
    assert_eq!(of_article["data"]["embeds"][0]["title"], "みどり菜園の手引き");
    let unknown = discord.command("sources", &json!([{"name": "article", "type": 3, "value": "cars"}]), "ja");
    assert!(is_private(&unknown));
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
    assert_eq!(first("topic", "name", "shovel"), "", "no topic is called so");
    assert_eq!(first("sources", "article", "みどり菜園の手引"), "みどり菜園の手引き");
    assert_eq!(first("sources", "article", "みどり祭園の手引き"), "みどり菜園の手引き", "a slip");
    assert_eq!(first("summary", "of", ""), "道具", "topics and articles while nothing is typed");
}

#[test]
fn old_buttons_and_entries_that_are_gone_are_answered_kindly() {
    let discord = garden();
    for custom_id in [
        "k2:open:0:s/garden#tools",
        "something",
        "k3:ja1:open:0:s/garden#gone",
        "k3:ja1:related:s/garden#gone",
    ] {
        let answer = discord.press(custom_id, None, "ja");
        assert_eq!(answer["type"], 4);
        assert!(is_private(&answer));
        assert!(!answer["data"]["content"].as_str().expect("text").is_empty());
    }
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
    assert!(discord.posted()["content"].as_str().expect("text").starts_with("何を知りたいですか"));
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
    discord.fault("/messages", What::Status(403, json!({"message": "Missing Permissions", "code": 50013})));
    discord.say(&format!("<@{BOT}> 会費はいくら?"), &to_me());
    discord.wait_for_log("a reply could not be posted");
    assert_eq!(discord.count("POST", "/messages"), 1, "no loop");
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
