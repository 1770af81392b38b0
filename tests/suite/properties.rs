//! Properties: whatever a text, a section or a question holds, nothing panics and no message passes
//! a limit of Discord.

use std::fmt::Write;
use std::fs;

use kotae::app::Snapshot;
use kotae::discord::actor::{Actor, Room};
use kotae::discord::browse::{Shown, step};
use kotae::discord::commands::{Invocation, MenuMessage, complete, invoke};
use kotae::discord::components::{Addressee, Offer, Press, Summary, Target, Turn};
use kotae::discord::echo::{Asked, escape};
use kotae::discord::post::{Post, Response};
use kotae::discord::questions::{self, Put};
use kotae::discord::render;
use kotae::discord::render::Asker;
use kotae::knowledge::load::load;
use kotae::search::decide::Stance;
use kotae::text::Lang;
use kotae::text::units::utf16_len;
use proptest::prelude::*;
use serde_json::Value;
use serenity::all::Button;

/// A knowledge folder with one article of these headings, texts and questions.
fn snapshot(sections: &[(String, String, String)], topics: &[String]) -> Snapshot {
    let folder = tempfile::tempdir().expect("a folder");
    let topics = serde_json::to_string(topics).expect("JSON is YAML");
    let mut source = format!("---\ntitle: 題\ntopics: {topics}\n---\n");
    for (heading, text, question) in sections {
        let heading = heading.replace(['\n', '\r'], " ");
        // A file with such a byte is not read at all.
        let text = text.replace('\0', " ");
        let _ = writeln!(source, "## {heading} x\n<!-- questions\n{question}\n-->\n{text} y[^n]\n");
    }
    source.push_str("[^n]: outlet, note <https://a.example>\n");
    fs::write(folder.path().join("a.md"), &source).expect("written");
    let loaded = load(folder.path());
    assert!(!loaded.knowledge.sections.is_empty(), "nothing to show: {:?}\n{source}", loaded.problems);
    Snapshot::new(loaded.knowledge, Stance::default(), |_| ())
}

/// What means something to Discord, among letters.
const SIGNS: &[&str] =
    &["@everyone", "@here", "<@1>", "<@&1>", "\\", "`", "*", "|", "\n", "https://a.example", "a", " ", "答"];

fn text(value: &Value) -> usize {
    value.as_str().map_or(0, utf16_len)
}

/// Checks a message against the limits.
fn check_post(post: Post) {
    let message = serde_json::to_value(post.for_interaction()).expect("JSON");
    assert!(text(&message["content"]) <= 2000);
    assert_eq!(message["allowed_mentions"]["parse"], Value::Array(Vec::new()));
    let mut sum = 0;
    let empty = Vec::new();
    for embed in message["embeds"].as_array().unwrap_or(&empty) {
        assert!(text(&embed["title"]) <= 256);
        assert!(text(&embed["description"]) <= 4096);
        assert!(text(&embed["footer"]["text"]) <= 2048);
        sum += text(&embed["title"]) + text(&embed["description"]) + text(&embed["footer"]["text"]);
        let fields = embed["fields"].as_array().unwrap_or(&empty);
        assert!(fields.len() <= 25);
        for field in fields {
            assert!((1..=256).contains(&text(&field["name"])) && (1..=1024).contains(&text(&field["value"])));
            sum += text(&field["name"]) + text(&field["value"]);
        }
    }
    assert!(sum <= 6000, "embeds of {sum} characters");
    let rows = message["components"].as_array().unwrap_or(&empty);
    assert!(rows.len() <= 5);
    let mut ids = Vec::new();
    for component in rows.iter().flat_map(|row| row["components"].as_array().expect("components")) {
        assert!((1..=100).contains(&text(&component["custom_id"])));
        assert!(!ids.contains(&&component["custom_id"]), "the same custom_id twice");
        ids.push(&component["custom_id"]);
        assert!(text(&component["label"]) <= 80 && text(&component["placeholder"]) <= 150);
        let options = component["options"].as_array().unwrap_or(&empty);
        assert!(options.len() <= 25 && (component["type"] != 3 || !options.is_empty()));
        for option in options {
            assert!(
                (1..=100).contains(&text(&option["label"])) && (1..=100).contains(&text(&option["value"]))
            );
        }
    }
}

/// The text of a message and its rows of buttons, as a press hands them back.
fn shown(post: Post) -> (String, Vec<Vec<Button>>) {
    let message = serde_json::to_value(post.for_interaction()).expect("JSON");
    let rows = message["components"].as_array().cloned().unwrap_or_default();
    let buttons = |row: &Value| {
        let all =
            row["components"].as_array().into_iter().flatten().filter(|component| component["type"] == 2);
        all.map(|button| serde_json::from_value(button.clone()).expect("a button")).collect()
    };
    (message["content"].as_str().unwrap_or_default().to_owned(), rows.iter().map(buttons).collect())
}

/// The buttons of a message.
fn buttons(response: Response) -> Vec<Press> {
    let (Response::Reply(post) | Response::Update(post)) = response else { return Vec::new() };
    let message = serde_json::to_value(post.for_interaction()).expect("JSON");
    let rows = message["components"].as_array().cloned().unwrap_or_default();
    let ids = rows.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    ids.filter_map(|button| Press::parse(button["custom_id"].as_str()?)).map(|(press, _)| press).collect()
}

fn check_response(response: Response) {
    match response {
        Response::Reply(post) | Response::Update(post) => check_post(post),
        Response::Publish(publication) => {
            publication.posts.into_iter().for_each(check_post);
            check_post(*publication.preview);
        }
        Response::Choices(choices) => {
            assert!(choices.len() <= 25);
            for (name, value) in choices {
                assert!((1..=100).contains(&utf16_len(&name)) && (1..=100).contains(&utf16_len(&value)));
            }
        }
        Response::Delete { .. } => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_message_passes_a_limit(
        sections in prop::collection::vec(("\\PC{0,300}", "(?s).{0,400}", "\\PC{0,60}"), 1..40),
        topics in prop::collection::vec("\\PC{1,90}", 0..40),
        question in "(?s).{0,300}",
        long in 0_usize..3,
    ) {
        let mut sections = sections;
        sections[0].1 = sections[0].1.repeat(1 + long * 12);
        let snapshot = snapshot(&sections, &topics);
        for lang in Lang::ALL {
            let actor = Actor {
                id: u64::MAX,
                name: question.clone(),
                moderator: true,
                channel: u64::MAX,
                in_guild: true,
                guild_lang: Some(lang),
                room: Room::Channel,
                mine: None,
                theirs: None,
                elsewhere: None,
            };
            let reply = questions::ask(&question, &snapshot, Some(lang), Asker { id: 1, in_message: false, private: false });
            check_post(reply.clone());
            let (content, rows) = shown(reply);
            let rows: Vec<Vec<&Button>> = rows.iter().map(|row| row.iter().collect()).collect();
            check_post(questions::reply_to(&Put { question: question.clone(), is_unreadable: false }, &snapshot, Some(lang), 1));
            let to = Addressee { id: u64::MAX, lang, private: false };
            check_post(render::faq(&snapshot, to, 0));
            let press = |press: &Press, chosen: Option<&str>| {
                for id in [u64::MAX, 1] {
                    let custom_id = press.custom_id(Addressee { id, ..to });
                    let answered = Shown { content: &content, rows: rows.clone(), private: false };
                    for shown in [&Shown::default(), &answered] {
                        check_response(step(&custom_id, chosen, shown, &snapshot, lang, &actor));
                    }
                }
            };
            for page in 0..3 {
                press(&Press::AllTopics(page), None);
                press(&Press::AllSources(None, page), None);
                press(&Press::AllSources(Some(Target::article("a")), page), None);
            }
            let offer = Offer::new(false, snapshot.knowledge.sections.iter().take(5).map(|section| &*section.id));
            press(&Press::Offer(offer.clone()), None);
            press(&Press::Pick(offer, 0), None);
            let asked = Asked { question: &question, part: 0..question.len() };
            press(&Press::Why(asked.line()), None);
            for section in &snapshot.knowledge.sections {
                press(&Press::Related(Target::section(&section.id)), None);
                press(&Press::Open(Target::section(&section.id), 0), None);
                for page in 0..3 {
                    let section = Target::section(&section.id);
                    press(&Press::Turn(Turn { section, page, sentence: Some(1), sure: Some(true) }), None);
                }
            }
            for topic in &topics {
                press(&Press::Choose("topics", None), Some(&Target::topic(topic).value()));
                let summary = Summary { of: Some(Target::topic(topic)), full: true, channel: 1, seen: 0 };
                press(&Press::Preview(summary.clone(), 1), None);
                let preview = Press::Preview(summary, 0).custom_id(to);
                let preview = step(&preview, None, &Shown::default(), &snapshot, lang, &actor);
                for button in buttons(preview).iter().filter(|button| matches!(button, Press::Publish(_))) {
                    let posted = step(&button.custom_id(to), None, &Shown::default(), &snapshot, lang, &actor);
                    prop_assert!(matches!(posted, Response::Publish(_)), "what was previewed is posted");
                    check_response(posted);
                }
            }
            // What is typed may be a topic's name, or a part of it.
            let typed = topics.first().map(|topic| topic.chars().take(2).collect::<String>());
            for typed in [Some(&question), topics.first(), typed.as_ref()].into_iter().flatten() {
                for name in ["ask", "faq", "topics", "topic", "sources", "summary", "help", "Answer this", "none"] {
                    let options = ["question", "name", "article", "of"];
                    let given = options.map(|option| (option, typed.as_str()));
                    let invocation = Invocation {
                        snapshot: &snapshot,
                        locale: Some(lang),
                        actor: &actor,
                        texts: given.into_iter().chain([("length", "full")]).collect(),
                        switches: Vec::new(),
                        channels: Vec::new(),
                        message: Some(MenuMessage { said: typed, link: "https://discord.com/channels/1/2/3".to_owned() }),
                    };
                    check_response(invoke(name, &invocation));
                    check_response(complete(name, typed, &snapshot, lang));
                }
                check_response(complete("ask", "", &snapshot, lang));
            }
        }
    }

    #[test]
    fn what_is_echoed_is_escaped(pieces in prop::collection::vec(prop::sample::select(SIGNS), 0..20)) {
        let escaped = escape(&pieces.concat());
        prop_assert!(!escaped.contains("@everyone") && !escaped.contains("@here") && !escaped.contains("<@"));
    }
}
