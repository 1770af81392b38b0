//! Buttons and menus: what leads where, for whom, and back.

use std::fs;

use serde_json::{Value, json};

use super::{another, ask, button, garden, is_private, press_in};
use crate::standin::{BOT, StandIn};

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
    let offered = ask(&discord, "水やりと会費", "ja");
    assert!(offered["data"]["content"].as_str().expect("text").contains("もしかして"), "{offered}");
    let buttons = &offered["data"]["components"][0]["components"];
    let title = buttons[1]["label"].as_str().expect("a title");
    let mut picked = press_in(&discord, &offered, title, "ja", &json!({}));
    // Updated, a private message stays private.
    picked["data"]["flags"] = offered["data"]["flags"].clone();
    assert_eq!(picked["data"]["embeds"][0]["title"], title);
    assert_eq!(picked["data"]["content"], "> 水やりと会費");
    let passage = picked["data"]["embeds"][0]["description"].as_str().expect("text");
    assert!(passage.contains("**"), "the sentence that answers is set off: {passage}");
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
fn an_answer_can_be_followed_up_explained_and_taken_away() {
    for (locale, question, labels) in [
        ("ja", "スコップは借りられる?", ["関連", "なぜ?", "削除"]),
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
fn sources_lead_to_the_sections_that_use_them() {
    let discord = garden();
    let sources = discord.command("sources", &json!([]), "en-US");
    insta::assert_json_snapshot!(sources);
    let menu = &sources["data"]["components"][0]["components"][0];
    let outlet = menu["options"][0]["value"].as_str().expect("a source");
    let list = discord.press(menu["custom_id"].as_str().expect("an id"), Some(outlet), "en-US");
    assert_eq!(list["data"]["embeds"][0]["title"], "Rules of the garden");
    let of = |name: &str| {
        discord.command("sources", &json!([{"name": "article", "type": 3, "value": name}]), "ja")
    };
    for (name, title) in [
        ("みどり菜園の手引き", "みどり菜園の手引き"),
        ("会則", "会則"),
        ("rules of", "Rules of the garden"),
        ("kotae:s/garden#tools", "道具の貸し出し"),
    ] {
        assert_eq!(of(name)["data"]["embeds"][0]["title"], title, "{name}");
    }
    let unknown = of("cars");
    assert!(is_private(&unknown));
    assert!(unknown["data"]["content"].as_str().expect("text").contains("という記事や出典"));
}

#[test]
fn what_is_named_alike_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = |title: &str, note: &str| {
        format!("---\ntitle: {title}\n---\n## 会費 {{#fee}}\n年に千円です。[^a]\n\n[^a]: 会則、{note}\n")
    };
    fs::write(folder.path().join("a.md"), article("会則の読みかた", "第四条")).expect("written");
    fs::write(folder.path().join("b.md"), article("会則の歴史", "第五条")).expect("written");
    let discord = StandIn::start(folder.path());
    let name = |command: &str, option: &str, value: &str| {
        discord.command(command, &json!([{"name": option, "type": 3, "value": value}]), "ja")
    };
    let outlet = name("sources", "article", "会則");
    let embed = &outlet["data"]["embeds"][0];
    assert_eq!(embed["title"], "会則", "a whole name comes before a part of one");
    assert_eq!(embed["fields"][0]["value"], "- 会則、第四条\n- 会則、第五条");
    let options = &outlet["data"]["components"][0]["components"][0]["options"];
    assert_eq!(
        (&options[0]["label"], &options[0]["description"]),
        (&json!("会費"), &json!("会則の読みかた"))
    );
    let list = discord.command("sources", &json!([]), "ja");
    let list = list["data"]["embeds"][0]["description"].as_str().expect("text");
    assert!(list.contains("- 会則 (2 件)"), "two documents: {list}");
    let several = name("topic", "name", "会則");
    assert!(is_private(&several) && several["data"]["content"].as_str().expect("text").contains("いくつか"));
    let menu = &several["data"]["components"][0]["components"][0];
    let value = menu["options"][1]["value"].as_str().expect("a value");
    let opened = discord.press(menu["custom_id"].as_str().expect("an id"), Some(value), "ja");
    assert_eq!(opened["data"]["embeds"][0]["title"], "会則の歴史");
    let choices = discord.autocomplete("ask", "question", "会費", "ja");
    assert_eq!(choices[0]["name"], "会費 · 会則の読みかた");
}

#[test]
fn the_faq_answers_with_what_is_meant() {
    let discord = garden();
    let faq = |question: &str| {
        discord.command("faq", &json!([{"name": "question", "type": 3, "value": question}]), "ja")
    };
    let answer = faq("スコップは借りられる?");
    assert_eq!(answer["data"]["embeds"][0]["title"], "道具の貸し出し", "no entry of the FAQ, but the answer");
    assert_eq!(answer["data"]["content"], "> スコップは借りられる?");
    let unknown = faq("東京の明日の天気を教えて");
    assert!(is_private(&unknown) && discord.log().contains("unanswered"), "{unknown}");
}

#[test]
fn a_section_without_translation_keeps_its_topics() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write(
        "g.md",
        "---\ntopics: [道具]\n---\n## 道具小屋 {#a}\n道具はここです。\n\n## 道具の当番 {#b}\n道具を数えます。\n",
    );
    write("g.en.md", "---\ntopics: [Tools]\n---\n## The shed {#a}\nTools are here.\n");
    let discord = StandIn::start(folder.path());
    let topic = discord.command("topic", &json!([{"name": "name", "type": 3, "value": "Tools"}]), "en-US");
    let options = topic["data"]["components"][0]["components"][0]["options"].as_array().map_or(0, Vec::len);
    assert_eq!(options, 2, "{topic}");
}

#[test]
fn every_mark_of_a_page_has_its_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let mark = |number: usize| format!("畑の決まりその{number}です。[^{number}]\n");
    let source = |number: usize| {
        let path = "regulation-of-the-garden/".repeat(8);
        format!("[^{number}]: 会則、第{number}条、https://garden.example/{path}{number}\n")
    };
    let (marks, sources): (String, String) = ((1..=8).map(mark).collect(), (1..=8).map(source).collect());
    fs::write(folder.path().join("a.md"), format!("## 畑の決まり\n{marks}\n{sources}")).expect("written");
    let discord = StandIn::start(folder.path());
    let answer = ask(&discord, "畑の決まり", "ja");
    let fields = answer["data"]["embeds"][0]["fields"].as_array().expect("fields");
    let told: String = fields.iter().map(|field| field["value"].as_str().expect("text")).collect();
    for number in 1..=8 {
        assert!(told.contains(&format!("[{number}] ")), "{number}: {told}");
    }
    assert!(fields.len() > 1 && fields[0]["name"] == "出典");
}

#[test]
fn what_others_read_stays() {
    let discord = garden();
    let choice = json!([{"name": "question", "type": 3, "value": "kotae:s/garden#tools"}]);
    let entry = discord.command("ask", &choice, "ja");
    assert!(!is_private(&entry));
    let topics = press_in(&discord, &entry, "トピック一覧", "ja", &json!({}));
    assert!(topics["type"] == 4 && is_private(&topics), "{topics}");
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
