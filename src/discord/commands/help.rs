//! `/help`: what the bot does and what it keeps.

use super::{Command, Invocation};
use crate::discord::post::Response;

pub(super) const COMMAND: Command = Command { name: "help", run, ..Command::SLASH };

/// Messages that ask what the bot is for.
pub(super) const PHRASES: &[&str] = &[
    "help me",
    "usage",
    "commands",
    "what can you do",
    "what do you do",
    "who are you",
    "what are you",
    "how do you work",
    "how does this work",
    "how do i use you",
    "how do i use this",
    "how do i use this bot",
    "使い方",
    "使い方を教えて",
    "使い方を教えてください",
    "使い方がわからない",
    "使い方が分からない",
    "使い方がわかりません",
    "どう使うの",
    "どうやって使うの",
    "コマンド",
    "コマンド一覧",
    "できること",
    "何ができる",
    "何ができるの",
    "何ができますか",
    "なにができる",
    "なにができるの",
    "なにができますか",
    "君は誰",
    "あなたは誰",
    "あなたは誰ですか",
    "自己紹介して",
];

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(super::help(invocation.to(true), invocation.actor.moderator))
}
