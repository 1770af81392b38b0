//! Questions in messages: a mention, a reply to the bot, a direct message.

use serenity::all::{Message, MessageType, UserId};

use super::components::Addressee;
use super::post::Post;
use super::render::{self, Asker};
use super::texts::text;
use crate::app::Snapshot;
use crate::search::decide::Outcome;
use crate::text::Lang;
use crate::text::markup::plain;
use crate::text::script::{Script, script};
use crate::text::units::cut;

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
    let readable = mentioned || direct || !message.content.is_empty();
    let mention = [format!("<@{me}>"), format!("<@!{me}>")];
    let text =
        mention.iter().fold(message.content.clone(), |text, mention| text.replace(mention.as_str(), " "));
    ((mentioned || to_me || direct) && readable).then(|| text.trim().to_owned())
}

/// What the bot says to a question in a message, and the question if it could not answer. A message
/// carries no locale, so the reply is in the question's language, or in the guild's where there are
/// no words to tell it.
#[must_use]
pub fn reply_to(question: &str, snapshot: &Snapshot, guild: Option<Lang>, author: u64) -> Post {
    let lang = if has_words(question) { None } else { Some(guild.unwrap_or(Lang::Ja)) };
    ask(question, snapshot, lang, Asker { id: author, in_message: true, private: false })
}

/// Whether a message says anything besides mentions, emoji and addresses.
fn has_words(question: &str) -> bool {
    plain(question).chars().any(|c| script(c) != Script::Other)
}

/// Asks a question and renders the reply. What can't be answered is logged for the moderators,
/// without the member's name or anybody else's.
#[must_use]
pub fn ask(question: &str, snapshot: &Snapshot, lang: Option<Lang>, asker: Asker) -> Post {
    if !has_words(question) {
        let to = Addressee { id: asker.id, lang: lang.unwrap_or(Lang::En), private: !asker.in_message };
        let content = text(to.lang, "question-missing");
        return Post { content, private: true, ..render::topics(snapshot, to, 0) };
    }
    let reply = snapshot.ask(question, lang);
    if reply.outcome == Outcome::Unknown {
        let said = plain(question);
        tracing::info!(question = ?cut(said.trim(), 300), "unanswered");
    }
    render::reply(&reply, snapshot, asker)
}
