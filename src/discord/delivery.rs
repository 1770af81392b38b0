//! Delivery: carries responses to Discord, again where a fault passes and never twice.

use std::time::{Duration, Instant};

use serenity::all::{ChannelId, CreateMessage, GuildId, InteractionId, Nonce, Permissions, UserId};
use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::http::{Http, HttpError};
use serenity::{Error, Result};

use super::logging::without_secrets;
use super::post::{Post, Response};

/// Discord takes the first response to an interaction for three seconds.
const DEADLINE: Duration = Duration::from_millis(2900);
/// How long one attempt at a response may hang before another is made beside it.
const ATTEMPT: Duration = Duration::from_millis(1200);
/// How long posting may take while a member waits for word of it.
const PUBLISH: Duration = Duration::from_millis(2200);
/// The wait before trying again, doubled each time.
const PAUSE: Duration = Duration::from_millis(80);
/// How often a message is tried.
const MESSAGE_TRIES: u32 = 4;

/// "Interaction has already been acknowledged": an earlier attempt came through after all.
const ALREADY_ACKNOWLEDGED: isize = 40060;

/// Sends the first response to an interaction that arrived at `arrived`.
pub async fn respond(http: &Http, id: InteractionId, token: &str, response: Response, arrived: Instant) {
    let deletes = matches!(response, Response::Delete);
    let body = match response {
        Response::Reply(post) => CreateInteractionResponse::Message(post.for_interaction()),
        Response::Update(post) => CreateInteractionResponse::UpdateMessage(post.for_interaction()),
        // Publishing ends in an update before it comes here.
        Response::Delete | Response::Publish { .. } => CreateInteractionResponse::Acknowledge,
        Response::Choices(choices) => {
            let add = |all: CreateAutocompleteResponse, (name, value)| all.add_string_choice(name, value);
            CreateInteractionResponse::Autocomplete(
                choices.into_iter().fold(CreateAutocompleteResponse::new(), add),
            )
        }
    };
    let mut pause = PAUSE;
    let mut tries = 0;
    loop {
        tries += 1;
        let left = DEADLINE.saturating_sub(arrived.elapsed());
        let attempt = || http.create_interaction_response(id, token, &body, Vec::new());
        let sent = hedged(attempt, tries == 1 && left > 2 * ATTEMPT);
        // The last attempt may take a little longer than there is time.
        let problem = match tokio::time::timeout(left.max(ATTEMPT), sent).await {
            Ok(Ok(())) if deletes => return delete(http, token).await,
            Ok(Ok(())) => return,
            Ok(Err(error)) if code(&error) == Some(ALREADY_ACKNOWLEDGED) => {
                if deletes {
                    delete(http, token).await;
                }
                return;
            }
            Ok(Err(error)) if !passes(&error) => {
                tracing::warn!("a response was not taken: {}", without_secrets(error));
                return;
            }
            Ok(Err(error)) => without_secrets(error),
            Err(_) => "no answer in time".to_owned(),
        };
        if arrived.elapsed() + pause >= DEADLINE {
            tracing::warn!(tries, "a response could not be delivered: {problem}");
            return;
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
}

/// What a user may do in a channel; nothing where the channel is hidden, `None` where Discord does not
/// tell.
pub async fn rights_in(http: &Http, guild: GuildId, channel: ChannelId, user: UserId) -> Option<Permissions> {
    let channel = match http.get_channel(channel).await {
        Ok(channel) => channel.guild()?,
        Err(Error::Http(HttpError::UnsuccessfulRequest(response)))
            if matches!(response.status_code.as_u16(), 403 | 404) =>
        {
            return Some(Permissions::empty());
        }
        Err(_) => return None,
    };
    let (guild, member) = tokio::try_join!(http.get_guild(guild), http.get_member(guild, user)).ok()?;
    Some(guild.user_permissions_in(&channel, &member))
}

/// Sends, and sends once more beside the first where that hangs: a connection may be dead, but a slow
/// answer is still on its way. What comes first counts.
async fn hedged<F: Future<Output = Result<()>>>(attempt: impl Fn() -> F, twice: bool) -> Result<()> {
    let first = attempt();
    tokio::pin!(first);
    tokio::select! {
        sent = &mut first => return sent,
        () = tokio::time::sleep(ATTEMPT), if twice => {}
    }
    let second = attempt();
    tokio::select! {
        sent = &mut first => sent,
        sent = second => sent,
    }
}

/// Takes away the message whose button was pressed.
async fn delete(http: &Http, token: &str) {
    if let Err(error) = http.delete_original_interaction_response(token).await {
        tracing::warn!("a message could not be deleted: {}", without_secrets(error));
    }
}

/// Posts a message into a channel while a member waits; tells whether it came through.
pub async fn publish(http: &Http, channel: ChannelId, post: Post, id: InteractionId) -> bool {
    let message = post.for_channel().nonce(Nonce::String(id.to_string())).enforce_nonce(true);
    let sent = tokio::time::timeout(PUBLISH, try_to_send(http, channel, &message)).await;
    match sent {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%channel, "a summary could not be posted: {}", without_secrets(error));
            false
        }
        Err(_) => {
            tracing::warn!(%channel, "a summary could not be posted in time");
            false
        }
    }
}

/// Sends a message into a channel.
pub async fn send(http: &Http, channel: ChannelId, message: CreateMessage, nonce: String) {
    // The nonce keeps a message that came through unnoticed from being posted again.
    let message = message.nonce(Nonce::String(nonce)).enforce_nonce(true);
    let mut pause = PAUSE;
    for tries in 1..=MESSAGE_TRIES {
        let problem = match try_to_send(http, channel, &message).await {
            Ok(()) => return,
            Err(error) => error,
        };
        if !passes(&problem) || tries == MESSAGE_TRIES {
            tracing::warn!(%channel, tries, "a reply could not be posted: {}", without_secrets(problem));
            return;
        }
        tokio::time::sleep(pause).await;
        pause *= 4;
    }
}

async fn try_to_send(http: &Http, channel: ChannelId, message: &CreateMessage) -> Result<()> {
    match http.send_message(channel, Vec::new(), message).await {
        // Discord took it and answered with something that serenity can't read.
        Ok(_) | Err(Error::Json(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a fault may pass if the request is sent again.
fn passes(error: &Error) -> bool {
    match error {
        Error::Http(HttpError::Request(_)) => true,
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            response.status_code.is_server_error() || response.status_code.as_u16() == 429
        }
        _ => false,
    }
}

fn code(error: &Error) -> Option<isize> {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.error.code),
        _ => None,
    }
}
