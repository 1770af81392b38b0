//! Questions in messages: a mention, a reply to the bot, a direct message.

use serenity::all::{Message, MessageType, UserId};

use super::commands;
use super::components::Addressee;
use super::logging::UNANSWERED;
use super::post::{Claim, Post, Subject};
use super::render::{self, Asker};
use super::texts::text;
use crate::app::Snapshot;
use crate::search::decide::Outcome;
use crate::text::Lang;
use crate::text::function_words::is_english_function_word;
use crate::text::markup::plain;
use crate::text::message::is_courtesy;
use crate::text::normalize::normalize;
use crate::text::script::{Script, script};
use crate::text::units::cut;

/// How many Latin words may be names.
const MOST_NAMES: usize = 2;

/// The question that a message puts to the bot, mentions taken out; `None` if it puts none. Bots,
/// webhooks and system messages are never answered.
#[must_use]
pub fn question_in(message: &Message, me: UserId) -> Option<String> {
    let spoken = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    if message.author.bot || message.webhook_id.is_some() || !spoken {
        return None;
    }
    let mentioned = message.mentions.iter().any(|user| user.id == me);
    let to_me = message.referenced_message.as_ref().is_some_and(|referenced| referenced.author.id == me);
    let direct = message.guild_id.is_none();
    // Without the Message Content intent, a reply that does not mention the bot arrives empty.
    let content = commands::said(message);
    let readable = mentioned || direct || !content.is_empty();
    let mention = [format!("<@{me}>"), format!("<@!{me}>")];
    let text = mention.iter().fold(content.to_owned(), |text, mention| text.replace(mention.as_str(), " "));
    if !((mentioned || to_me || direct) && readable) {
        return None;
    }
    // A mention alone, in reply to what somebody else asked, hands that question on.
    let parent = message.referenced_message.as_ref().filter(|parent| !parent.author.bot);
    let handed_on = parent.map(|parent| &parent.content).filter(|content| has_words(content));
    let handed_on = handed_on.filter(|_| !has_words(&text));
    Some(handed_on.map_or(text.trim(), |content| content.as_str()).to_owned())
}

/// What the bot says to a question in a message. A message carries no locale, so the reply is in the question's
/// language, or in the guild's where too few words tell it.
#[must_use]
pub fn reply_to(question: &str, snapshot: &Snapshot, guild: Option<Lang>, author: u64) -> Post {
    let lang = if tells_language(question) { None } else { Some(guild.unwrap_or(Lang::Ja)) };
    let asker = Asker { id: author, in_message: true, private: false };
    let to = Addressee { id: author, lang: lang.unwrap_or(Lang::of(question)), private: false };
    // The folder may have an entry of that name.
    let named = || commands::opened_by_name(question, snapshot, to);
    if let Some(post) = named().filter(|_| snapshot.analyse(question).repeated.is_none()) {
        return Post { claim: Some(Claim { of: Subject::Offer, lang: to.lang }), ..post };
    }
    ask(commands::without_name(question), snapshot, lang, asker)
}

/// Whether a message says anything besides mentions, emoji and addresses.
#[must_use]
pub fn has_words(question: &str) -> bool {
    plain(question).chars().any(|c| script(c) != Script::Other)
}

/// Whether a message's words tell its language: a name in Latin letters is used in Japanese too.
fn tells_language(question: &str) -> bool {
    let said = normalize(&plain(question));
    let words = || said.split(|c| script(c) != Script::Latin).filter(|word| !word.is_empty());
    said.chars().any(|c| matches!(script(c), Script::Hiragana | Script::Katakana | Script::Kanji))
        || words().count() > MOST_NAMES
        || words().any(is_english_function_word)
}

/// Asks a question and renders the reply. What can't be answered is logged for the moderators,
/// without the member's name or anybody else's.
#[must_use]
pub fn ask(question: &str, snapshot: &Snapshot, lang: Option<Lang>, asker: Asker) -> Post {
    let aside = |lang| Some(Claim { of: Subject::Aside, lang });
    if !has_words(question) {
        let to = Addressee { id: asker.id, lang: lang.unwrap_or(Lang::En), private: !asker.in_message };
        let content = text(to.lang, "question-missing");
        return Post { content, private: true, claim: aside(to.lang), ..render::topics(snapshot, to, 0) };
    }
    if is_courtesy(&normalize(&plain(question))) {
        let lang = lang.unwrap_or(Lang::of(question));
        return Post { claim: aside(lang), ..Post::note(text(lang, "courtesy")) };
    }
    let reply = snapshot.ask(question, lang);
    if reply.outcome == Outcome::Unknown {
        let said = plain(question);
        tracing::info!(target: UNANSWERED, question = ?cut(said.trim(), 300), "unanswered");
    }
    render::reply(&reply, snapshot, asker)
}
