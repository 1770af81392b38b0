//! Delivery: carries responses to Discord, again where a fault passes and never twice.

mod messages;

pub use messages::{Published, publish, reply};

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;
use serenity::Error;
use serenity::all::{ChannelId, ChannelType, GuildId, InteractionId, Member, MessageId, Permissions, UserId};
use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::http::{ErrorResponse, Http, HttpError, Route};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::actor::{Rights, Room};
use super::backoff::Backoff;
use super::client::CONNECTIONS;
use super::logging::without_secrets;
use super::post::{Post, Response};
use super::texts::text;
use crate::text::Lang;

/// Discord takes the first response to an interaction for three seconds.
const DEADLINE: Duration = Duration::from_millis(2900);
/// How long one attempt at a response may hang before another is made beside it.
const ATTEMPT: Duration = Duration::from_millis(1200);
/// How many responses under way are few.
const CALM: usize = 8;
/// How long a response waits for an open connection before it opens another.
const QUEUE: Duration = Duration::from_millis(100);
/// The wait before trying again, longer each time.
const PAUSE: Duration = Duration::from_millis(80);
/// How long taking a message away may take before the member is told that it failed.
const DELETION: Duration = Duration::from_secs(4);

/// "Interaction has already been acknowledged": an earlier attempt came through after all.
const ALREADY_ACKNOWLEDGED: isize = 40060;

/// Where first responses and summaries go. Not through serenity's client: it keeps a rate limit for every interaction
/// that it answers, for as long as it runs, and that costs a burst more than the answers do. A limit that
/// Discord tells of is kept here too.
pub struct Callbacks {
    client: Client,
    /// One for each connection that is kept open.
    lanes: Semaphore,
    /// How many responses are under way, with such a connection or without.
    under_way: AtomicUsize,
}

/// A response under way, for as long as it lives.
struct Lane<'c> {
    /// The open connection, if there was one in time.
    permit: Option<SemaphorePermit<'c>>,
    under_way: &'c AtomicUsize,
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        self.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What kotae reads of a message that Discord took.
#[derive(Deserialize)]
struct Posted {
    id: MessageId,
}

/// Why a response was not taken.
struct Fault {
    error: Error,
    /// How long Discord wants no other one.
    wait: Option<Duration>,
}

impl Callbacks {
    /// Callbacks by an HTTP client.
    #[must_use]
    pub fn new(client: Client) -> Callbacks {
        Callbacks { client, lanes: Semaphore::new(CONNECTIONS), under_way: AtomicUsize::new(0) }
    }

    /// Waits for an open connection: in a burst that is quicker than to open one, unless Discord is slow.
    async fn lane(&self) -> Lane<'_> {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        let mut lane = Lane { permit: None, under_way: &self.under_way };
        lane.permit = match self.lanes.try_acquire() {
            Ok(permit) => Some(permit),
            Err(_) => tokio::time::timeout(QUEUE, self.lanes.acquire()).await.ok().and_then(Result::ok),
        };
        lane
    }

    /// Whether few responses are under way, so that one that hangs may do so for its connection and not for
    /// Discord's having much to do.
    fn is_calm(&self) -> bool {
        self.under_way.load(Ordering::Relaxed) <= CALM
    }

    async fn send(&self, method: Method, address: &str, body: &[u8]) -> Result<(), Fault> {
        self.exchange(self.client.request(method.clone(), address), method, body).await.map(drop)
    }

    /// Sends a message into a channel, for which Discord wants the token; its id, where that can be read.
    async fn post(&self, address: &str, token: &str, body: &[u8]) -> Result<Option<MessageId>, Fault> {
        let request = self.client.post(address).header(AUTHORIZATION, token);
        let answer = self.exchange(request, Method::POST, body).await?;
        let message = answer.bytes().await.ok().and_then(|body| serde_json::from_slice(&body).ok());
        Ok(message.map(|Posted { id }| id))
    }

    /// What Discord answers to a request that it takes.
    async fn exchange(
        &self,
        mut request: RequestBuilder,
        method: Method,
        body: &[u8],
    ) -> Result<reqwest::Response, Fault> {
        // Nothing is no JSON, and Discord refuses what is called so.
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_vec());
        }
        let unsent = |error| Fault { error: Error::Http(HttpError::Request(error)), wait: None };
        let answer = request.send().await.map_err(unsent)?;
        if answer.status().is_success() {
            return Ok(answer);
        }
        let seconds = answer.headers().get(RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok());
        let wait = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let refused = ErrorResponse::from_response(answer, method).await;
        Err(Fault { error: Error::Http(HttpError::UnsuccessfulRequest(refused)), wait })
    }
}

/// Sends the first response to an interaction that arrived at `arrived`; whether it came through and did what
/// it should. A response that Discord refuses is a fault of ours, for which an apology in `lang` goes in its place.
pub async fn respond(
    http: &Http,
    callbacks: &Callbacks,
    interaction: (InteractionId, &str),
    response: Response,
    lang: Lang,
    arrived: Instant,
) -> bool {
    let (id, token) = interaction;
    let mut deletes = matches!(response, Response::Delete { .. });
    let chooses = matches!(response, Response::Choices(_));
    let mut apologises = false;
    let body = match response {
        Response::Reply(post) => CreateInteractionResponse::Message(post.for_interaction()),
        Response::Update(post) => CreateInteractionResponse::UpdateMessage(post.for_interaction()),
        // Publishing ends in an update before it comes here.
        Response::Delete { .. } | Response::Publish(_) => CreateInteractionResponse::Acknowledge,
        Response::Choices(choices) => {
            let add = |all: CreateAutocompleteResponse, (name, value)| all.add_string_choice(name, value);
            CreateInteractionResponse::Autocomplete(
                choices.into_iter().fold(CreateAutocompleteResponse::new(), add),
            )
        }
    };
    let mut body = serde_json::to_vec(&body).expect("a response has a JSON form");
    let address = Route::InteractionResponse { interaction_id: id, token }.path();
    let connection = callbacks.lane().await;
    let mut backoff = Backoff::from(PAUSE).until(arrived + DEADLINE);
    let mut tries = 0;
    loop {
        tries += 1;
        let left = DEADLINE.saturating_sub(arrived.elapsed());
        let attempt = || callbacks.send(Method::POST, &address, &body);
        let calm = || tries == 1 && left > 2 * ATTEMPT && callbacks.is_calm();
        let sent = hedged(attempt, calm);
        // The last attempt may take a little longer than there is time.
        let sent = match tokio::time::timeout(left.max(ATTEMPT), sent).await {
            Ok(Err(fault)) if code(&fault.error) == Some(ALREADY_ACKNOWLEDGED) => Ok(Ok(())),
            sent => sent,
        };
        let (wait, problem) = match sent {
            Ok(Ok(())) => {
                drop(connection);
                return if deletes { delete(http, callbacks, token, lang).await } else { !apologises };
            }
            Ok(Err(fault)) if is_malformed(&fault.error) && !apologises && !chooses => {
                tracing::error!("a response was refused: {}", without_secrets(fault.error));
                (apologises, deletes) = (true, false);
                let apology = Post::note(text(lang, "error-apology")).for_interaction();
                let apology = CreateInteractionResponse::Message(apology);
                body = serde_json::to_vec(&apology).expect("a response has a JSON form");
                continue;
            }
            Ok(Err(fault)) if !passes(&fault.error) => {
                tracing::warn!("a response was not taken: {}", without_secrets(fault.error));
                return false;
            }
            Ok(Err(fault)) => (fault.wait, without_secrets(fault.error)),
            Err(_) => (None, "no answer in time".to_owned()),
        };
        if !backoff.again(wait).await {
            tracing::warn!(tries, "a response could not be delivered: {problem}");
            return false;
        }
    }
}

/// What kotae, the user `me`, and a member may do in a channel; nothing where the channel is hidden from
/// kotae, `None` where Discord does not tell.
pub async fn rights_in(
    http: &Http,
    guild: GuildId,
    channel: ChannelId,
    me: UserId,
    member: &Member,
) -> Option<Rights> {
    let none = Rights { mine: Permissions::empty(), theirs: Permissions::empty(), room: Room::Channel };
    let channel = match http.get_channel(channel).await {
        Ok(channel) => channel.guild()?,
        Err(error) if matches!(status(&error), Some(403 | 404)) => return Some(none),
        Err(error) => return untold(error),
    };
    let room = Room::of(channel.kind, channel.thread_metadata.as_ref());
    // In a forum there is nothing to post but threads.
    if room == Room::Channel
        && !matches!(channel.kind, ChannelType::Text | ChannelType::News | ChannelType::Voice)
    {
        return Some(none);
    }
    let (guild, mine) = match tokio::try_join!(http.get_guild(guild), http.get_member(guild, me)) {
        Ok(both) => both,
        Err(error) => return untold(error),
    };
    let rights = |member| guild.user_permissions_in(&channel, member);
    Some(Rights { mine: rights(&mine), theirs: rights(member), room })
}

/// That Discord does not tell of the rights in a channel; whoever runs the bot may want to know why.
fn untold(error: Error) -> Option<Rights> {
    tracing::warn!("the rights in a channel can't be told: {}", without_secrets(error));
    None
}

/// Sends, and sends once more beside the first where that hangs: a connection may be dead, but a slow
/// answer is still on its way. What comes first counts.
async fn hedged<T>(attempt: impl Fn() -> T, twice: impl Fn() -> bool) -> T::Output
where
    T: Future,
{
    let first = attempt();
    tokio::pin!(first);
    tokio::select! {
        sent = &mut first => return sent,
        () = tokio::time::sleep(ATTEMPT) => {}
    }
    if !twice() {
        return first.await;
    }
    let second = attempt();
    tokio::select! {
        sent = &mut first => sent,
        sent = second => sent,
    }
}

/// Takes away the message whose button was pressed, or says that this can't be done; whether it is away. Not
/// through serenity's client: a limit for one message would hold up all others.
async fn delete(http: &Http, callbacks: &Callbacks, token: &str, lang: Lang) -> bool {
    let Some(application_id) = http.application_id() else { return false };
    let address = Route::WebhookOriginalInteractionResponse { application_id, token }.path();
    let mut backoff = Backoff::from(PAUSE);
    let tries = async {
        loop {
            match callbacks.send(Method::DELETE, &address, &[]).await {
                Ok(()) => return Ok(()),
                // It may be gone already.
                Err(fault) if status(&fault.error) == Some(404) => return Ok(()),
                Err(fault) if passes(&fault.error) && backoff.again(fault.wait).await => {}
                Err(fault) => return Err(without_secrets(fault.error)),
            }
        }
    };
    let ended = tokio::time::timeout(DELETION, tries).await;
    let Err(problem) = ended.unwrap_or_else(|_| Err("no answer in time".to_owned())) else { return true };
    tracing::warn!("a message could not be deleted: {problem}");
    let note = Post::note(text(lang, "error-not-deleted")).for_interaction();
    let note = serde_json::to_vec(&note).expect("a note has a JSON form");
    let address = Route::WebhookFollowupMessages { application_id, token }.path();
    if let Err(fault) = callbacks.send(Method::POST, &address, &note).await {
        tracing::warn!("nor could that be told: {}", without_secrets(fault.error));
    }
    false
}

/// Whether Discord found fault with what was sent, and not with when or where.
fn is_malformed(error: &Error) -> bool {
    status(error) == Some(400)
}

/// The status that Discord answered with, if it answered.
#[must_use]
pub fn status(error: &Error) -> Option<u16> {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.status_code.as_u16()),
        _ => None,
    }
}

/// Whether a fault may pass if the request is sent again.
fn passes(error: &Error) -> bool {
    matches!(error, Error::Http(HttpError::Request(_)))
        || status(error).is_some_and(|status| status >= 500 || status == 429)
}

fn code(error: &Error) -> Option<isize> {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.error.code),
        _ => None,
    }
}
