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
use crate::text::markup::{plain, without_quotations};
use crate::text::message::{asking, gives_thanks, is_courtesy, leans, only_points, without_courtesies};
use crate::text::normalize::normalize;
use crate::text::script::{Script, script};
use crate::text::sentences::sentences;
use crate::text::units::cut;

/// How many Latin words may be names.
const MOST_NAMES: usize = 2;

/// What a message puts to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The question, mentions taken out; of one that is handed on, what the other member said.
    pub question: String,
    /// Whether it hands a message on that can't be read: Discord shows the bot what mentions it, and little else.
    pub is_unreadable: bool,
}

/// What a message puts to the bot; `None` if it puts nothing. Bots, webhooks and system messages are never answered.
#[must_use]
pub fn question_in(message: &Message, me: UserId) -> Option<Put> {
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
    // A mention alone, or one that only points, in reply to what somebody else asked, hands that question on.
    let parent = message.referenced_message.as_ref().filter(|parent| !parent.author.bot);
    let hands_on = !has_words(&text) || only_points(&normalize(&plain(&text)));
    let handed_on = parent.filter(|_| hands_on).map(|parent| parent.content.as_str());
    let question = handed_on.filter(|content| has_words(content)).unwrap_or(text.trim());
    Some(Put {
        question: question.to_owned(),
        is_unreadable: !direct && handed_on.is_some_and(str::is_empty),
    })
}

/// What the bot says to a question in a message. A message carries no locale, so the reply is in the question's
/// language, or where too few words tell it in the guild's; in a direct message, in that of its letters or of the
/// folder.
#[must_use]
pub fn reply_to(put: &Put, snapshot: &Snapshot, guild: Option<Lang>, author: u64) -> Post {
    let said = normalize(&plain(&put.question));
    let of_letters = || {
        let is_latin = said.chars().any(|c| script(c) == Script::Latin);
        if is_latin { Lang::En } else { snapshot.knowledge.lang() }
    };
    let lang = (!tells_language(&said)).then(|| guild.unwrap_or_else(of_letters));
    if put.is_unreadable {
        let lang = lang.unwrap_or(Lang::of(&put.question));
        let claim = Some(Claim { of: Subject::Offer, lang });
        return Post { claim, ..Post::note(text(lang, "handed-on-unreadable")) };
    }
    let asker = Asker { id: author, in_message: true, private: false };
    ask(commands::without_name(&put.question), snapshot, lang, asker)
}

/// Whether a message says anything besides mentions, emoji and addresses.
#[must_use]
pub fn has_words(question: &str) -> bool {
    plain(question).chars().any(|c| script(c) != Script::Other)
}

/// Whether a normalised message's words tell its language: a name in Latin letters, or thanks, are used in Japanese
/// too.
fn tells_language(said: &str) -> bool {
    let words = || said.split(|c| script(c) != Script::Latin).filter(|word| !word.is_empty());
    said.chars().any(|c| matches!(script(c), Script::Hiragana | Script::Katakana | Script::Kanji))
        || words().count() > MOST_NAMES
        || words().any(is_english_function_word) && !is_courtesy(said)
}

/// Asks a question and renders the reply; what is a command's name and nothing else opens that.
#[must_use]
pub fn ask(message: &str, snapshot: &Snapshot, lang: Option<Lang>, asker: Asker) -> Post {
    let question = &without_quotations(message);
    let claim = |of, lang| Some(Claim { of, lang });
    let private = asker.private || !asker.in_message;
    if !has_words(question) {
        let to = Addressee { id: asker.id, lang: lang.unwrap_or(Lang::En), private };
        let content = text(to.lang, "question-missing");
        let claim = claim(Subject::Aside, to.lang);
        return Post { private: true, claim, ..render::to_ask_about(&content, snapshot, to) };
    }
    let said = normalize(&plain(question));
    let to = Addressee { id: asker.id, lang: lang.unwrap_or(Lang::of(question)), private: asker.private };
    let courtesy =
        || Post { claim: claim(Subject::Thanks, to.lang), ..Post::note(text(to.lang, "courtesy")) };
    // The folder may have an entry of that name.
    let is_entry = || snapshot.analyse(question).repeated.is_some();
    if is_courtesy(&said) && !is_entry() {
        return courtesy();
    }
    if let Some(post) = commands::opened_by_name(question, snapshot, to).filter(|_| !is_entry()) {
        return Post {
            claim: claim(Subject::Offer, to.lang),
            private: asker.private || post.private,
            ..post
        };
    }
    let reply = snapshot.ask(question, lang);
    if reply.outcome == Outcome::Answer {
        return render::reply(&reply, snapshot, asker);
    }
    if let Some(post) = commands::topic_by_name(question, snapshot, Addressee { private, ..to }) {
        return Post { claim: claim(Subject::Offer, to.lang), private, ..post };
    }
    if reply.outcome == Outcome::Unknown {
        if gives_thanks(&said) && asking(question, &sentences(question)).is_empty() {
            return courtesy();
        }
        if leans(without_courtesies(&said)) || only_points(&said) {
            let claim = claim(Subject::Aside, to.lang);
            return Post { claim, private: true, ..Post::note(text(to.lang, "question-leans")) };
        }
        log_unanswered(question);
    }
    render::reply(&reply, snapshot, asker)
}

/// Logs for the moderators what can't be answered, without the member's name or anybody else's. Thanks and signs ask
/// nothing.
pub fn log_unanswered(question: &str) {
    let said = plain(question);
    if !has_words(question) || is_courtesy(&normalize(&said)) {
        return;
    }
    tracing::info!(target: UNANSWERED, question = ?cut(said.trim(), 300), "unanswered");
}
