//! What the matcher understands beyond equal words, on a small folder.

use std::fs;

use kotae::app::Snapshot;
use kotae::knowledge::load::load;
use kotae::search::decide::{Outcome, Stance};
use kotae::text::sentences::sentences;

use crate::fixture;

const FOLDER: &str = "\
---
title: 町の手引き
---

## 転入の届け出 {#moving}
引っ越しから十四日以内に届け出てください。

## 証明書の交付 {#certificates}
窓口で三百円を添えて申請します。手数料は町の支出に充てます。

## 粗大ごみの収集 {#waste}
電話か町のポータルサイトで予約し、シールを貼って、前の日の夜に玄関先へ出します。

## 図書館の開館時間 {#library}
朝九時から夕方六時までです。月曜日は休館です。裁判の記録も読めます。

## 公園の使用許可 {#park}
催しの一週間前までに、公園の委員へ願い出てください。
";

fn snapshot(stance: Stance) -> Snapshot {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("town.md"), FOLDER).expect("written");
    Snapshot::new(load(folder.path()).knowledge, stance, |_| ())
}

fn first(question: &str) -> String {
    let snapshot = snapshot(Stance::Careful);
    let hits = snapshot.search(question);
    hits.candidates
        .first()
        .map(|best| snapshot.knowledge.sections[best.section].id.clone())
        .unwrap_or_default()
}

#[test]
fn everyday_words_meet_official_ones() {
    assert_eq!(first("どれくらい本屋じゃなくてライブラリーは開いてる?"), "town#library");
    assert_eq!(first("大きなゴミはどう捨てる?"), "town#waste");
    assert_eq!(first("When does the library open?"), "town#library");
}

#[test]
fn kana_and_wrong_kanji_are_heard() {
    assert_eq!(first("としょかんはなんじまで"), "town#library");
    assert_eq!(first("てんにゅうのてつづき"), "town#moving");
    assert_eq!(first("トショカンはナンジまで"), "town#library");
    assert_eq!(first("公園の仕様挙可"), "town#park", "two words of other kanji that sound the same");
}

#[test]
fn slips_are_put_right_and_words_are_left_alone() {
    let understood = |question: &str| snapshot(Stance::Careful).search(question).query.text;
    assert_eq!(understood("転乳の手続き"), "転入の手続き");
    assert_eq!(understood("としょかんはいつまで"), "図書館はいつまで");
    assert_eq!(understood("図書感はどこ"), "図書館はどこ", "two kanji of three are right");
    assert_eq!(understood("許加をもらう"), "許可をもらう");
    assert_eq!(understood("ポーたルサイトで予約"), "ポータルサイトで予約", "a letter of another script");
    assert_eq!(understood("ポータルサイtで予約"), "ポータルサイトで予約");
    assert_eq!(understood("ぽタルサイト"), "ポータルサイト");
    assert_eq!(understood("タポルサイト"), "ポータルサイト", "the first two letters swapped");
    for usual in [
        "公園の手入れについて",
        "いつか引っ越したい",
        "何時に開きますか",
        "シールかカールか",
        "レールを敷く",
        "テールが曲がる",
        "息子は3歳半です",
        "届け出はどこでいいんですか",
        "明日この紙出せないです",
    ] {
        assert_eq!(understood(usual), usual);
    }
}

#[test]
fn small_talk_that_only_shares_concepts_is_not_answered() {
    let shipped = Snapshot::new(load(&fixture("../../knowledge")).knowledge, Stance::Eager, |_| ());
    for small_talk in ["thanks a lot!", "彼女にふられた。つらい", "彼氏いますか", "I love you so much"]
    {
        let decision = shipped.search(small_talk).decision;
        assert_ne!(decision.outcome, Outcome::Answer, "{small_talk}: {}", decision.confidence);
    }
}

#[test]
fn what_is_said_around_a_question_changes_nothing() {
    let shipped = Snapshot::new(load(&fixture("../../knowledge")).knowledge, Stance::Careful, |_| ());
    let answer = |message: &str| shipped.ask(message, None).answer.map(|answer| answer.id);
    for message in [
        "マスクはなぜOpenAIを訴えたの?",
        "お世話になっております。マスクはなぜOpenAIを訴えたの?よろしくお願いします!",
        "昨日は弟と釣りに行きました。マスクはなぜOpenAIを訴えたの?来週また行きます。",
        "Hi all, sorry if this was asked before, but why did Musk sue OpenAI? Thanks in advance!",
        "元気? 昨日は弟と釣りに行きました。マスクはなぜOpenAIを訴えたのか教えてください。",
        "https://example.com/watch?v=1 を見ました。弟と釣りに行きながら色々と話しました。マスクがOpenAIを訴えた理由を教えてください。",
    ] {
        assert_eq!(answer(message).as_deref(), Some("altman-vs-musk#lawsuit"), "{message}");
    }
    let listed = || shipped.knowledge.out_of_scope.iter().map(|listed| listed.text.as_str());
    for question in listed() {
        assert!(shipped.analyse(question).is_listed, "{question}");
    }
    let longer = listed().filter(|text| text.chars().count() > 20).step_by(50);
    let of_several = listed().filter(|text| sentences(text).len() > 1);
    for question in longer.chain(of_several) {
        for message in [
            format!("ねえ、{question}"),
            format!("{question}、教えてください"),
            format!("昨日は弟と釣りに行きました。{question}"),
            format!("皆さん元気にしていますか? {question}"),
            format!("{question}\n皆さんはどう思いますか?"),
        ] {
            assert_eq!(answer(&message), None, "{message}");
        }
    }
    let both = "エヌビディアの株価いまいくら? マスクはなぜOpenAIを訴えたの?";
    assert_eq!(answer(both).as_deref(), Some("altman-vs-musk#lawsuit"), "one listed, one not");
}

#[test]
fn what_an_author_lists_is_answered_word_for_word() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let question = "祭りはいつ開かれますか?";
    let text = format!("## 祭り\n<!-- questions\n{question}\n-->\n稲刈りのあとに開かれます。\n");
    fs::write(folder.path().join("town.md"), text).expect("written");
    let snapshot = Snapshot::new(load(folder.path()).knowledge, Stance::Careful, |_| ());
    assert!(snapshot.ask(question, None).answer.is_some(), "though it holds nothing that looks like a date");
    let repeats = |question: &str| snapshot.search(question).candidates[0].features.repeats;
    assert!(repeats("すみません、祭リはいつ開かれますか"));
    assert!(!repeats("いつ祭りは開かれますか"), "the same words in another order");
}

#[test]
fn nothing_in_common_is_nothing_found() {
    let hits = snapshot(Stance::Eager).search("zzzz");
    assert!(hits.candidates.is_empty());
    assert_eq!(hits.decision.outcome, Outcome::Unknown);
}

#[test]
fn an_eager_stance_answers_what_a_careful_one_answers_and_more() {
    let (careful, eager) = (snapshot(Stance::Careful), snapshot(Stance::Eager));
    let questions = [
        "図書館の開館時間は?",
        "図書館は月曜日に開いていますか",
        "粗大ごみの出し方",
        "引っ越したら何日以内に届ける?",
        "証明書はいくら?",
        "公園で催しをしたい",
        "公園でボール遊びをしてもいい?",
        "子どもの予防接種",
        "証明書の郵送",
        "許可をもらいたい",
        "図書館は何時まで",
    ];
    let mut more = 0;
    for question in questions {
        let (careful, eager) = (careful.search(question).decision, eager.search(question).decision);
        assert!((careful.confidence - eager.confidence).abs() < f32::EPSILON, "{question}");
        assert!(careful.outcome != Outcome::Answer || eager.outcome == Outcome::Answer, "{question}");
        more += usize::from(careful.outcome != eager.outcome);
    }
    assert!(more > 0, "the two stances never differ here");
}

#[test]
fn what_is_listed_as_out_of_scope_is_not_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ways = "<!-- questions\n図書館は何時に開きますか\n休館の曜日\n-->\n";
    let town = FOLDER.replace("{#library}\n", &format!("{{#library}}\n{ways}"));
    fs::write(folder.path().join("town.md"), town).expect("written");
    let ask = |question: &str| {
        let snapshot = Snapshot::new(load(folder.path()).knowledge, Stance::Careful, |_| ());
        snapshot.search(question).decision
    };
    let question = "館長さん、図書館は何時に開きますか";
    let before = ask(question);
    assert_eq!(before.outcome, Outcome::Answer);
    fs::write(folder.path().join("out-of-scope.txt"), "図書館の館長は誰\n館長に会いたい\n").expect("written");
    let after = ask(question);
    assert!(after.confidence < before.confidence, "words of listed questions speak against it");
    assert_eq!(ask("図書館は何時に開きますか").outcome, Outcome::Answer);
    let listed = format!("# 館長への用件\n{question}\n");
    fs::write(folder.path().join("out-of-scope.txt"), listed).expect("written");
    assert_ne!(ask("館長さん図書館は、何時に開きますか?").outcome, Outcome::Answer);
}

#[test]
fn a_heading_repeated_scores_half_of_what_it_could_or_more() {
    let reply = snapshot(Stance::Careful).ask("図書館の開館時間", None);
    assert!(reply.candidates[0].score > 0.5, "{}", reply.candidates[0].score);
}
