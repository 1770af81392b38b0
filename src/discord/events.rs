//! Events: from what Discord sends to the step that answers it, and on to delivery.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use serenity::all::{
    Context, Event, GuildId, Interaction, Message, MessageId, RawEventHandler, Ready, UnknownEvent, UserId,
};
use serenity::async_trait;
use serenity::http::Http;
use tokio::sync::watch;

use super::actor::{Actor, Rights};
use super::backoff::Backoff;
use super::components::hash;
use super::cooldown::Cooldowns;
use super::delivery::{Callbacks, Published};
use super::post::{Claim, Post, Publication, Response, Subject};
use super::previews::{Previews, Progress};
use super::texts::{text, text_with};
use super::{browse, commands, delivery, questions, registration};
use crate::app::{App, Snapshot};
use crate::text::Lang;

/// How many events are remembered, to know one that comes twice.
const REMEMBERED: usize = 1024;
/// How long a member waits for word of the rights in another channel.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Receives the events of one bot.
pub struct Handler {
    app: Arc<App>,
    me: UserId,
    registering: AtomicBool,
    undecodable: AtomicU64,
    /// The languages of the guilds, for messages without words.
    guilds: Mutex<FxHashMap<GuildId, Lang>>,
    in_flight: watch::Sender<usize>,
    cooldowns: Mutex<Cooldowns>,
    previews: Mutex<Previews>,
    callbacks: Callbacks,
    /// The ids of the latest interactions and messages: Discord may deliver one twice.
    seen: Mutex<VecDeque<u64>>,
}

impl Handler {
    /// A handler that answers from `app` as the user `me`.
    #[must_use]
    pub fn new(app: Arc<App>, me: UserId, callbacks: Callbacks) -> Handler {
        Handler {
            app,
            me,
            registering: AtomicBool::new(false),
            undecodable: AtomicU64::new(0),
            guilds: Mutex::default(),
            in_flight: watch::Sender::new(0),
            cooldowns: Mutex::default(),
            previews: Mutex::default(),
            callbacks,
            seen: Mutex::default(),
        }
    }

    /// Waits until every answer under way is delivered, but not for ever.
    pub async fn drain(&self, patience: Duration) {
        let mut count = self.in_flight.subscribe();
        if tokio::time::timeout(patience, count.wait_for(|&count| count == 0)).await.is_err() {
            tracing::warn!(
                unfinished = *self.in_flight.borrow(),
                "some answers could not be finished in time"
            );
        }
    }

    fn guild_lang(&self, id: GuildId) -> Option<Lang> {
        self.guilds.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    /// Whether an event is new; it is no longer after this.
    fn is_new(&self, id: u64) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(&id) {
            return false;
        }
        if seen.len() == REMEMBERED {
            seen.pop_front();
        }
        seen.push_back(id);
        true
    }

    fn previews(&self) -> MutexGuard<'_, Previews> {
        self.previews.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cooldowns(&self) -> MutexGuard<'_, Cooldowns> {
        self.cooldowns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows an answer that comes too soon to the member alone; tells what a public one counts as.
    fn cool_down(
        &self,
        response: Response,
        interaction: &Interaction,
        lang: Lang,
    ) -> (Response, Option<Claim>) {
        let (post, command) = match (response, interaction) {
            (Response::Reply(post), Interaction::Command(command))
                if !post.private && command.guild_id.is_some() =>
            {
                (post, command)
            }
            (response, _) => return (response, None),
        };
        let (member, channel) = (command.user.id.get(), command.channel_id.get());
        // What claims nothing else is a list.
        let claim = post.claim.clone().or(Some(Claim { of: Subject::Offer, lang }));
        let post = Post { claim, ..post };
        let (post, claim) = self.cooldowns().admit(post, member, channel, Instant::now());
        (Response::Reply(post), claim)
    }

    /// What kotae and the member may do in the other channel that a command names, if it names one and
    /// Discord tells in time.
    async fn rights_elsewhere(&self, http: &Http, interaction: &Interaction) -> Option<Rights> {
        let Interaction::Command(command) = interaction else { return None };
        let (channel, guild) = (commands::other_channel(command)?, command.guild_id?);
        if !Actor::of_command(command).moderator {
            return None;
        }
        let rights = delivery::rights_in(http, guild, channel, self.me, command.member.as_ref()?);
        let told = tokio::time::timeout(PATIENCE, rights).await;
        told.unwrap_or_else(|_| {
            tracing::warn!(%channel, "Discord does not tell in time of the rights in a channel");
            None
        })
    }

    fn begin(&self) -> InFlight<'_> {
        self.in_flight.send_modify(|count| *count += 1);
        InFlight(&self.in_flight)
    }
}

/// Counts an answer as under way for as long as it lives.
struct InFlight<'a>(&'a watch::Sender<usize>);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

/// A raw handler alone: serenity copies every event for each kind of handler, and only to this kind it
/// hands what it can't decode.
#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, ctx: Context, event: Event) {
        match event {
            Event::InteractionCreate(event) => self.interaction(ctx, event.interaction).await,
            Event::MessageCreate(event) => self.message(ctx, event.message).await,
            Event::GuildCreate(event) => self.guild(event.guild.id, &event.guild.preferred_locale),
            Event::GuildUpdate(event) => self.guild(event.guild.id, &event.guild.preferred_locale),
            Event::Ready(event) => self.ready(ctx, event.ready).await,
            Event::Resumed(_) => tracing::info!("the session is resumed"),
            Event::Unknown(event) => self.unknown(&event),
            _ => {}
        }
    }
}

impl Handler {
    async fn ready(&self, ctx: Context, ready: Ready) {
        tracing::info!(guilds = ready.guilds.len(), "connected as {}", ready.user.name);
        // READY comes again after every lost session.
        if self.registering.swap(true, Ordering::SeqCst) {
            return;
        }
        let mut backoff = Backoff::from(Duration::from_secs(1)).at_most(Duration::from_secs(300));
        while let Err(error) = registration::register(&ctx.http, ready.application.id).await {
            tracing::error!("the commands can't be registered, trying again: {error:#}");
            backoff.again(None).await;
        }
    }

    fn guild(&self, id: GuildId, locale: &str) {
        let lang = Lang::from_locale(locale).unwrap_or(Lang::En);
        self.guilds.lock().unwrap_or_else(PoisonError::into_inner).insert(id, lang);
        tracing::debug!(%id, locale, "a guild has this language");
    }

    async fn interaction(&self, ctx: Context, interaction: Interaction) {
        let arrived = Instant::now();
        let Some(lang) = locale(&interaction).filter(|_| self.is_new(interaction.id().get())) else { return };
        let _in_flight = self.begin();
        let snapshot = self.app.snapshot();
        let elsewhere = self.rights_elsewhere(&ctx.http, &interaction).await;
        let response = guarded(lang, &interaction, || step(&interaction, &snapshot, lang, elsewhere));
        let (response, claim) = self.cool_down(response, &interaction, lang);
        let response = match response {
            Response::Publish(publication) => self.publish(&ctx.http, &interaction, publication, lang).await,
            response => response,
        };
        let deleted = if let Response::Delete { claim } = &response { claim.clone() } else { None };
        let interacted = (interaction.id(), interaction.token());
        let done = delivery::respond(&ctx.http, &self.callbacks, interacted, response, lang, arrived).await;
        let Some((member, channel)) = place(&interaction) else { return };
        match (claim, deleted, done) {
            (Some(claim), _, false) => self.cooldowns().release(member, channel, &claim),
            (_, Some((member, claim)), true) => self.cooldowns().taken_away(member, channel, &claim),
            _ => {}
        }
    }

    /// Posts the messages of a preview, once however often its button is pressed; what the preview says then.
    async fn publish(
        &self,
        http: &Http,
        interaction: &Interaction,
        publication: Publication,
        lang: Lang,
    ) -> Response {
        let Publication { channel, posts, seen, preview } = publication;
        let Interaction::Component(component) = interaction else { return Response::Update(*preview) };
        let id = component.message.id.get();
        let (place, count) = (format!("<#{channel}>"), posts.len());
        let posted = |first: Option<MessageId>| {
            let link = first.map(|first| first.link(channel.into(), component.guild_id)).unwrap_or_default();
            let told = text_with(
                lang,
                "summary-posted",
                [("channel", place.as_str().into()), ("link", link.into())],
            );
            Response::Update(Post::note(told.trim_end().to_owned()))
        };
        match self.previews().begin(id) {
            None => {}
            Some(Progress::Posted(first)) => return posted(first),
            Some(Progress::UnderWay) => return Response::Reply(Post::note(text(lang, "summary-under-way"))),
        }
        // The same for the same messages, so that a second try does not post them again.
        let nonce = format!("{:x}", hash(&format!("{id}:{seen}")));
        let outcome = delivery::publish(http, &self.callbacks, channel.into(), posts, &nonce).await;
        let told = match outcome {
            Published::All(first) => {
                self.previews().posted(id, first);
                return posted(first);
            }
            Published::Refused(0) => "summary-failed",
            Published::Unsure(0) => "summary-unsure",
            Published::Busy(0) => "summary-busy",
            Published::Refused(_) | Published::Busy(_) | Published::Unsure(_) => "summary-in-part",
        };
        self.previews().failed(id);
        let content = text_with(lang, told, [("channel", place.into()), ("count", count.into())]);
        Response::Update(Post { content, ..*preview })
    }

    async fn message(&self, ctx: Context, message: Message) {
        let Some(put) = questions::question_in(&message, self.me) else { return };
        if !self.is_new(message.id.get()) {
            return;
        }
        let _in_flight = self.begin();
        let snapshot = self.app.snapshot();
        let guild = message.guild_id.and_then(|id| self.guild_lang(id));
        let post = catch_unwind(AssertUnwindSafe(|| {
            questions::reply_to(&put, &snapshot, guild, message.author.id.get())
        }));
        let post = post.unwrap_or_else(|_| {
            tracing::error!("answering a message panicked");
            Post::note(text(guild.unwrap_or_else(|| snapshot.knowledge.lang()), "error-apology"))
        });
        let (member, channel) = (message.author.id.get(), message.channel_id.get());
        let lang = post
            .claim
            .as_ref()
            .map(|claim| claim.lang)
            .or(guild)
            .unwrap_or_else(|| snapshot.knowledge.lang());
        let (post, claim) = if message.guild_id.is_some() {
            self.cooldowns().admit_to_message(post, member, channel, Instant::now())
        } else {
            (Some(post), None)
        };
        let Some(post) = post else {
            tracing::info!(
                channel,
                "a message is left as it is: what there is to say was said here a moment ago"
            );
            return;
        };
        let sent = delivery::reply(&ctx.http, &message, post, lang).await;
        if let (Some(claim), false) = (claim, sent) {
            self.cooldowns().release(member, channel, &claim);
        }
    }

    /// serenity hands on as unknown what it can't decode, and tells nobody.
    fn unknown(&self, event: &UnknownEvent) {
        if event.kind == "INTERACTION_CREATE" {
            let count = self.undecodable.fetch_add(1, Ordering::Relaxed) + 1;
            tracing::warn!(count, "an interaction can't be decoded and stays unanswered");
        }
    }
}

/// The language to speak in with the member who acts; `None` for what needs no answer.
fn locale(interaction: &Interaction) -> Option<Lang> {
    let locale = match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => &command.locale,
        Interaction::Component(component) => &component.locale,
        Interaction::Modal(modal) => &modal.locale,
        _ => return None,
    };
    Some(Lang::from_locale(locale).unwrap_or(Lang::En))
}

/// The member who acts, and the channel.
fn place(interaction: &Interaction) -> Option<(u64, u64)> {
    match interaction {
        Interaction::Command(command) => Some((command.user.id.get(), command.channel_id.get())),
        Interaction::Component(component) => Some((component.user.id.get(), component.channel_id.get())),
        _ => None,
    }
}

/// What comes of an interaction.
fn step(interaction: &Interaction, snapshot: &Snapshot, lang: Lang, elsewhere: Option<Rights>) -> Response {
    match interaction {
        Interaction::Command(command) => commands::run(command, snapshot, elsewhere),
        Interaction::Autocomplete(command) => {
            let typed = command.data.autocomplete().map_or("", |option| option.value);
            commands::complete(&command.data.name, typed, snapshot, lang)
        }
        Interaction::Component(component) => browse::press(component, snapshot, lang),
        _ => Response::Reply(Post::note(text(lang, "error-old-button"))),
    }
}

/// Runs a step; one that panics is answered with an apology instead of silence.
fn guarded(lang: Lang, interaction: &Interaction, step: impl FnOnce() -> Response) -> Response {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|_| {
        tracing::error!("answering an interaction panicked");
        if matches!(interaction, Interaction::Autocomplete(_)) {
            return Response::Choices(Vec::new());
        }
        Response::Reply(Post::note(text(lang, "error-apology")))
    })
}
