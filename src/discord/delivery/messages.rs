//! Messages into channels: summaries that are posted, and replies to messages.

use std::time::{Duration, Instant};

use serenity::Error;
use serenity::all::{ChannelId, CreateMessage, Message, MessageId, MessageReference, Nonce};
use serenity::http::{Http, Route};

use super::{Callbacks, PAUSE, code, is_malformed, passes, status};
use crate::discord::backoff::Backoff;
use crate::discord::logging::without_secrets;
use crate::discord::post::Post;
use crate::discord::texts::text;
use crate::text::Lang;

/// How long posting may take while a member waits for word of it.
const PUBLISH: Duration = Duration::from_millis(2200);
/// How often a message is tried.
const MESSAGE_TRIES: u32 = 4;
/// "Cannot reply without permission to read message history".
const NO_HISTORY: isize = 160_002;
/// "Missing Permissions": to send messages, or embeds.
const NO_PERMISSION: isize = 50013;

/// What came of posting some messages.
#[derive(Debug, Clone, Copy)]
pub enum Published {
    /// All are posted; the first one's id, where Discord told it.
    All(Option<MessageId>),
    /// After so many, Discord refused one.
    Refused(usize),
    /// After so many, Discord wants no more for now.
    Busy(usize),
    /// After so many, it is not known whether Discord took one.
    Unsure(usize),
}

/// Posts messages into a channel while a member waits. What is posted again under the same nonce within minutes
/// is not posted twice. Not through serenity's client, which waits in silence where a channel is busy.
pub async fn publish(
    http: &Http,
    callbacks: &Callbacks,
    channel: ChannelId,
    posts: Vec<Post>,
    nonce: &str,
) -> Published {
    let address = Route::ChannelMessages { channel_id: channel }.path();
    let ends = Instant::now() + PUBLISH;
    let mut first = None;
    for (number, post) in posts.into_iter().enumerate() {
        let message =
            post.for_channel().nonce(Nonce::String(format!("{nonce}-{number}"))).enforce_nonce(true);
        let body = serde_json::to_vec(&message).expect("a message has a JSON form");
        let mut backoff = Backoff::from(PAUSE).until(ends);
        let posted = loop {
            let sent = callbacks.post(&address, http.token(), &body);
            let fault = match tokio::time::timeout_at(ends.into(), sent).await {
                Ok(Ok(id)) => break Ok(id),
                Ok(Err(fault)) => fault,
                Err(_) => break Err(("no answer in time".to_owned(), Published::Unsure(number))),
            };
            if passes(&fault.error) && backoff.again(fault.wait).await {
                continue;
            }
            let published = match status(&fault.error) {
                Some(429) => Published::Busy(number),
                _ if passes(&fault.error) => Published::Unsure(number),
                _ => Published::Refused(number),
            };
            break Err((without_secrets(fault.error), published));
        };
        match posted {
            Ok(id) => first = first.or(id),
            Err((problem, published)) => {
                tracing::warn!(%channel, posted = number, "a summary could not be posted: {problem}");
                return published;
            }
        }
    }
    Published::All(first)
}

/// Replies to a message; whether that came through. Where less is allowed than it takes, less is sent, and an
/// apology in `lang` in place of what Discord refuses.
pub async fn reply(http: &Http, parent: &Message, mut post: Post, lang: Lang) -> bool {
    // One that was deleted meanwhile must not keep the answer from coming.
    let mut reference = Some(MessageReference::from(parent).fail_if_not_exists(false));
    let channel = parent.channel_id;
    let mut apologises = false;
    let mut backoff = Backoff::from(4 * PAUSE).times(MESSAGE_TRIES - 1);
    loop {
        let mut message = post.clone().for_channel();
        if let Some(reference) = &reference {
            message = message.reference_message(reference.clone());
        }
        // The nonce keeps a message that came through unnoticed from being posted again.
        let message = message.nonce(Nonce::String(parent.id.to_string())).enforce_nonce(true);
        let problem = match try_to_send(http, channel, &message).await {
            Ok(()) => return !apologises,
            Err(error) => error,
        };
        match code(&problem) {
            Some(NO_HISTORY) if reference.take().is_some() => continue,
            Some(NO_PERMISSION) if !post.embeds.is_empty() => {
                post = post.in_words();
                continue;
            }
            _ if is_malformed(&problem) && !apologises => {
                tracing::error!("a reply was refused: {}", without_secrets(problem));
                apologises = true;
                post = Post::note(text(lang, "error-apology"));
                continue;
            }
            _ => {}
        }
        if !passes(&problem) || !backoff.again(None).await {
            tracing::warn!(%channel, "a reply could not be posted: {}", without_secrets(problem));
            return false;
        }
    }
}

async fn try_to_send(http: &Http, channel: ChannelId, message: &CreateMessage) -> serenity::Result<()> {
    match http.send_message(channel, Vec::new(), message).await {
        // Discord took it and answered with something that serenity can't read.
        Ok(_) | Err(Error::Json(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
