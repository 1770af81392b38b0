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
    "what can i ask",
    "what can i ask you",
    "what can i ask about",
    "can you help",
    "can you help me",
    "i need help",
    "can i ask a question",
    "can i ask you a question",
    "can i ask something",
    "can i ask you something",
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
    "何を聞ける",
    "何が聞ける",
    "何を聞けますか",
    "何が聞けますか",
    "何を質問できますか",
    "どんな質問ができる",
    "どんな質問ができますか",
    "どんなことが聞けますか",
    "どんなことを聞けますか",
    "質問してもいい",
    "質問してもいいですか",
    "質問していい",
    "質問していいですか",
    "君は誰",
    "あなたは誰",
    "あなたは誰ですか",
    "自己紹介して",
];

fn run(invocation: &Invocation<'_>) -> Response {
    Response::Reply(super::help(invocation.to(true), invocation.actor.moderator))
}
