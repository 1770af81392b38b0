//! Summaries: previewed, posted as they were seen, and tried again.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::{button, garden, is_private};
use crate::standin::{
    BOT, CHANNEL, CLOSED_CHANNEL, GUILD, MUTE_CHANNEL, OTHER_CHANNEL, StandIn, What, moderator,
};

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
    let told = text(&summary(&whole, &speechless));
    assert!(told.contains("投稿できません") && told.contains("「メッセージを送信」"), "told at the preview");
    assert!(!told.contains("「チャンネルを見る」"), "and only what is lacking: {told}");
    let mut locked = moderator();
    locked["channel"] = json!({"id": "300000000000000001", "type": 11, "name": "thread", "permissions": "0",
        "thread_metadata": {"archived": false, "auto_archive_duration": 60, "locked": true,
            "archive_timestamp": "2024-01-01T00:00:00Z"}});
    let told = text(&summary(&whole, &locked));
    assert!(told.contains("「スレッドの管理」"), "{told}");
    let mut silenced = moderator();
    silenced["member"]["permissions"] = "9216".into();
    assert!(
        text(&summary(&whole, &silenced)).contains("あなたの投稿権限がない"),
        "who may see and manage only"
    );
    let there = |channel: &str| {
        let data = json!({"id": "1", "name": "summary", "type": 1,
            "options": [{"name": "channel", "type": 7, "value": channel}],
            "resolved": {"channels": {channel: {"id": channel, "type": 0, "name": "there", "permissions": "0"}}}});
        discord.response(&discord.interact_as(2, &data, "ja", None, &moderator()))
    };
    for (channel, told) in [
        ("399999999999999999", "には投稿できません"),
        (MUTE_CHANNEL, "には投稿できません"),
        (CLOSED_CHANNEL, "あなたの投稿権限がない"),
        (OTHER_CHANNEL, "プレビュー"),
    ] {
        let preview = there(channel);
        assert!(text(&preview).contains(told), "{channel}: {preview}\n{}", discord.log());
    }
    let unknown = json!([{"name": "of", "type": 3, "value": "車"}]);
    assert!(text(&summary(&unknown, &moderator())).contains("車"));

    let section = json!([{"name": "of", "type": 3, "value": "kotae:s/garden#tools"}]);
    assert!(text(&summary(&section, &moderator())).contains("記事かトピック"));
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
    let place = format!("https://discord.com/channels/{GUILD}/{CHANNEL}/");
    assert!(text(&told).contains(&place), "and leads there: {told}");
    let posted = discord.posted();
    assert_eq!(posted["embeds"], preview["data"]["embeds"], "it looks as it did");
    discord.fault("/messages", What::RetryAfter(30.0));
    let busy = discord.press_as_moderator(&button(&preview, "投稿する"), "ja");
    assert!(text(&busy).contains("混み合って") && !button(&busy, "投稿する").is_empty(), "{busy}");
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
    let known = |told: &String| told.contains("に投稿しました") || told.contains("ただいま投稿中です");
    assert!(told.iter().all(known), "{told:?}");
    assert!(text(&discord.response(&press())).contains("に投稿しました"), "it says so later too");
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
fn what_says_nothing_is_not_summed_up() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "## Code\n```\nlet a = 1;\n```\n").expect("written");
    let discord = StandIn::start(folder.path());
    let data = json!({"id": "1", "name": "summary", "type": 1, "options": []});
    let told = discord.response(&discord.interact_as(2, &data, "en-US", None, &moderator()));
    assert!(told["data"]["content"].as_str().expect("text").contains("no sentences"), "{told}");
}
