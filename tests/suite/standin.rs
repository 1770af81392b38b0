//! A small stand-in for Discord on loopback: REST over TLS under the name discord.com, a gateway
//! without, and the bot as a child process between them.

// The benches take this file by its path too, so those of its modules are given.
#[path = "standin/gateway.rs"]
mod gateway;
#[path = "standin/rest.rs"]
mod rest;

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::kotae;

pub const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAw.stand.in-secret-words";
pub const BOT: &str = "100000000000000000";
pub const GUILD: &str = "200000000000000000";
pub const CHANNEL: &str = "300000000000000000";
/// A channel where everybody may post, one where the bot may not, and one where the moderator may not.
pub const OTHER_CHANNEL: &str = "310000000000000000";
pub const MUTE_CHANNEL: &str = "320000000000000000";
pub const CLOSED_CHANNEL: &str = "330000000000000000";
const MODERATOR: &str = "500000000000000001";
/// How long anything may take before a test gives up: a busy machine may stand still for half a minute.
const PATIENCE: Duration = Duration::from_secs(180);

/// A request that the bot made.
#[derive(Debug, Clone)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub body: Value,
    pub status: u16,
    /// When it arrived.
    pub at: Instant,
}

impl Received {
    /// Whether the stand-in did what was asked; a dropped request has no status.
    pub fn is_taken(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// What a matching request gets instead of the usual answer, once.
pub struct Fault {
    pub path: &'static str,
    pub what: What,
}

pub enum What {
    Status(u16, Value),
    RetryAfter(f64),
    Drop,
    Delay(Duration),
}

#[derive(Default)]
struct State {
    requests: Vec<Received>,
    taken: usize,
    faults: VecDeque<Fault>,
    commands: Value,
    identified: usize,
    resumed: usize,
    /// To the connected shard: a frame, or a close code.
    shard: Option<mpsc::UnboundedSender<Result<Value, u16>>>,
    sequence: u64,
    next_id: u64,
    refuse_intents: bool,
    token: String,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// The stand-in with its bot.
pub struct StandIn {
    shared: Arc<Shared>,
    bot: Child,
    log: PathBuf,
    _runtime: Runtime,
    folder: TempDir,
    environment: Vec<(String, String)>,
}

/// How a stand-in differs from the usual one.
#[derive(Default)]
pub struct Setup<'a> {
    pub knowledge: Option<&'a Path>,
    pub refuse_intents: bool,
    pub refuse_token: bool,
    /// What is logged, all of it unless told otherwise.
    pub log: Option<&'a str>,
}

impl StandIn {
    /// Starts the stand-in and the bot, and waits until the bot is ready and registered.
    pub fn start(knowledge: &Path) -> StandIn {
        let discord = StandIn::start_with(&Setup { knowledge: Some(knowledge), ..Setup::default() });
        discord.wait_until("the commands to be registered", |state| {
            state.commands.is_array() && state.identified > 0
        });
        discord
    }

    /// Starts the stand-in and the bot without waiting.
    pub fn start_with(setup: &Setup<'_>) -> StandIn {
        let runtime = Runtime::new().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let shared = Arc::new(Shared { state: Mutex::default(), changed: Condvar::new() });
        {
            let mut state = shared.state.lock().expect("the state");
            state.refuse_intents = setup.refuse_intents;
            state.token = if setup.refuse_token { "another".to_owned() } else { TOKEN.to_owned() };
        }
        let authority = folder.path().join("ca.pem");
        let tls = rest::tls(&authority);
        let (rest, gateway) = runtime.block_on(async {
            let rest = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let gateway = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let addresses =
                (rest.local_addr().expect("an address"), gateway.local_addr().expect("an address"));
            tokio::spawn(rest::serve(rest, tls, shared.clone(), addresses.1));
            tokio::spawn(gateway::serve(gateway, shared.clone()));
            addresses
        });
        let environment = vec![
            ("DISCORD_TOKEN".to_owned(), TOKEN.to_owned()),
            ("DISCORD_TLS_ADDR".to_owned(), rest.to_string()),
            ("DISCORD_TLS_CA".to_owned(), authority.display().to_string()),
            ("DISCORD_GATEWAY_URL".to_owned(), format!("ws://{gateway}")),
            ("KOTAE_RELOAD_SECONDS".to_owned(), "1".to_owned()),
            ("KOTAE_LOG".to_owned(), setup.log.unwrap_or("trace").to_owned()),
            (
                "KOTAE_KNOWLEDGE".to_owned(),
                setup.knowledge.map(|path| path.display().to_string()).unwrap_or_default(),
            ),
        ];
        let log = folder.path().join("log");
        let bot = spawn(folder.path(), &environment, &log);
        StandIn { shared, bot, log, _runtime: runtime, folder, environment }
    }

    /// Ends the bot and starts it anew.
    pub fn restart(&mut self) {
        assert!(self.terminate().success());
        self.with(|state| state.identified = 0);
        self.bot = spawn(self.folder.path(), &self.environment, &self.log);
        self.wait_until("the bot to be back", |state| state.identified > 0);
    }

    /// Changes the language of the guild.
    pub fn change_locale(&self, locale: &str) {
        let mut guild = gateway::guild();
        guild["preferred_locale"] = locale.into();
        self.dispatch("GUILD_UPDATE", &guild);
    }

    /// Sends an event to the bot.
    pub fn dispatch(&self, event: &str, data: &Value) {
        self.with(|state| {
            state.sequence += 1;
            let frame = json!({"op": 0, "t": event, "s": state.sequence, "d": data});
            state.shard.as_ref().expect("a shard").send(Ok(frame)).expect("sent");
        });
    }

    /// Closes the bot's connection with a code.
    pub fn close(&self, code: u16) {
        self.with(|state| state.shard.take().expect("a shard").send(Err(code)).expect("sent"));
    }

    /// A member uses a slash command; what the bot responds.
    pub fn command(&self, name: &str, options: &Value, locale: &str) -> Value {
        let id =
            self.interact(2, &json!({"id": "1", "name": name, "type": 1, "options": options}), locale, None);
        self.response(&id)
    }

    /// A member types into an option; the choices that the bot offers.
    pub fn autocomplete(&self, name: &str, option: &str, typed: &str, locale: &str) -> Value {
        let options = json!([{"name": option, "type": 3, "value": typed, "focused": true}]);
        let id =
            self.interact(4, &json!({"id": "1", "name": name, "type": 1, "options": options}), locale, None);
        self.response(&id)["data"]["choices"].clone()
    }

    /// A member presses a button, or chooses from a menu; what the bot responds.
    pub fn press(&self, custom_id: &str, chosen: Option<&str>, locale: &str) -> Value {
        let data = match chosen {
            Some(value) => json!({"custom_id": custom_id, "component_type": 3, "values": [value]}),
            None => json!({"custom_id": custom_id, "component_type": 2}),
        };
        let message = self.message_by("old", &json!({"id": BOT, "username": "kotae", "bot": true}));
        let id = self.interact(3, &data, locale, Some(message));
        self.response(&id)
    }

    /// Sends an interaction and returns its id.
    pub fn interact(&self, kind: u8, data: &Value, locale: &str, message: Option<Value>) -> String {
        self.interact_as(kind, data, locale, message, &json!({}))
    }

    /// The same by another member or somewhere else: `changes` go into the interaction.
    pub fn interact_as(
        &self,
        kind: u8,
        data: &Value,
        locale: &str,
        message: Option<Value>,
        changes: &Value,
    ) -> String {
        let id = self.id();
        let mut interaction = json!({
            "id": id, "application_id": BOT, "type": kind, "data": data, "guild_id": GUILD, "channel_id": CHANNEL,
            "member": {"user": user(), "roles": [], "joined_at": "2024-01-01T00:00:00Z", "deaf": false, "mute": false,
                       "flags": 0, "permissions": "0"},
            "token": format!("interaction-secret-{id}"), "version": 1, "app_permissions": "0", "locale": locale,
            "guild_locale": "ja", "entitlements": [], "authorizing_integration_owners": {}, "context": 0,
            "attachment_size_limit": 1000,
        });
        if let Some(message) = message {
            interaction["message"] = message;
        }
        for (key, value) in changes.as_object().expect("fields") {
            interaction[key] = value.clone();
        }
        self.dispatch("INTERACTION_CREATE", &interaction);
        id
    }

    /// A moderator presses a button; what the bot responds.
    pub fn press_as_moderator(&self, custom_id: &str, locale: &str) -> Value {
        let message = self.message_by("old", &json!({"id": BOT, "username": "kotae", "bot": true}));
        let data = json!({"custom_id": custom_id, "component_type": 2});
        let id = self.interact_as(3, &data, locale, Some(message), &moderator());
        self.response(&id)
    }

    /// The response to an interaction.
    pub fn response(&self, id: &str) -> Value {
        let path = format!("/interactions/{id}/");
        self.request(|request| request.path.starts_with(&path) && request.is_taken()).body
    }

    /// A message of a member; its id is returned.
    pub fn say(&self, content: &str, changes: &Value) -> String {
        let mut message = self.message_by(content, &user());
        for (key, value) in changes.as_object().expect("fields") {
            message[key] = value.clone();
        }
        let id = message["id"].as_str().expect("an id").to_owned();
        self.dispatch("MESSAGE_CREATE", &message);
        id
    }

    pub fn message_by(&self, content: &str, author: &Value) -> Value {
        json!({
            "id": self.id(), "channel_id": CHANNEL, "author": author, "content": content, "type": 0,
            "timestamp": "2024-01-01T00:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
        })
    }

    /// Waits for the next message that the bot posts.
    pub fn posted(&self) -> Value {
        self.request(|request| request.path.ends_with("/messages") && request.is_taken()).body
    }

    /// Waits for a request that has not been waited for before.
    pub fn request(&self, wanted: impl Fn(&Received) -> bool) -> Received {
        let start = Instant::now();
        let mut state = self.shared.state.lock().expect("the state");
        loop {
            let from = state.taken;
            if let Some(at) = state.requests[from..].iter().position(&wanted) {
                let request = state.requests.remove(from + at);
                state.requests.insert(from, request.clone());
                state.taken += 1;
                return request;
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "no such request; log:\n{}", self.log());
            state = self.shared.changed.wait_timeout(state, left).expect("the state").0;
        }
    }

    /// How many requests have been made whose method and path fit.
    pub fn count(&self, method: &str, path: &str) -> usize {
        self.with(|state| {
            state.requests.iter().filter(|r| r.method == method && r.path.contains(path)).count()
        })
    }

    pub fn fault(&self, path: &'static str, what: What) {
        self.with(|state| state.faults.push_back(Fault { path, what }));
    }

    /// Waits until every fault has met its request.
    pub fn wait_for_faults(&self) {
        self.wait_until("a request to fail", |state| state.faults.is_empty());
    }

    pub fn wait_for_sessions(&self, identified: usize, resumed: usize) {
        self.wait_until("a session", |state| {
            state.identified >= identified && state.resumed >= resumed && state.shard.is_some()
        });
    }

    /// Waits until so many messages have been taken away.
    pub fn wait_for_deletions(&self, count: usize) {
        let deleted = |request: &&Received| request.method == "DELETE" && request.is_taken();
        self.wait_until("a message to be deleted", |state| {
            state.requests.iter().filter(deleted).count() >= count
        });
    }

    /// Waits until the log holds a text.
    pub fn wait_for_log(&self, text: &str) {
        self.wait_for_log_lines(text, 1);
    }

    /// Waits until the log holds a text so many times.
    pub fn wait_for_log_lines(&self, text: &str, count: usize) {
        let start = Instant::now();
        while self.log().matches(text).count() < count {
            assert!(start.elapsed() < PATIENCE, "`{text}` not in the log:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Everything that the bot has printed.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).expect("the log")
    }

    /// The bot's resident memory.
    pub fn resident_mb(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.bot.id())).expect("a process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
        kilobytes / 1000.0
    }

    pub fn signal(&self, name: &str) {
        let status =
            std::process::Command::new("kill").args(["-s", name, &self.bot.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
    }

    /// Asks the bot to end and waits for it.
    pub fn terminate(&mut self) -> ExitStatus {
        self.signal("TERM");
        self.wait_for_end()
    }

    pub fn wait_for_end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.bot.try_wait().expect("the bot's state") {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the bot goes on; log:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn id(&self) -> String {
        self.with(|state| {
            state.next_id += 1;
            (400_000_000_000_000_000 + state.next_id).to_string()
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.shared.state.lock().expect("the state"))
    }

    fn wait_until(&self, what: &str, ready: impl Fn(&State) -> bool) {
        let start = Instant::now();
        let mut state = self.shared.state.lock().expect("the state");
        while !ready(&state) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "waited in vain for {what}; log:\n{}", self.log());
            state = self.shared.changed.wait_timeout(state, left).expect("the state").0;
        }
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.bot.kill();
        let _ = self.bot.wait();
        if !std::thread::panicking() {
            let log = self.log();
            assert!(!log.contains(TOKEN), "the token is in the log");
            assert!(!log.contains("interaction-secret"), "an interaction's token is in the log:\n{log}");
        }
    }
}

fn spawn(folder: &Path, environment: &[(String, String)], log: &Path) -> Child {
    let file = fs::OpenOptions::new().create(true).append(true).open(log).expect("the log");
    let mut command = kotae(folder);
    command.arg("run").envs(environment.iter().cloned()).stdin(Stdio::null());
    command.stdout(file.try_clone().expect("the log")).stderr(file).spawn().expect("the bot starts")
}

/// What makes an interaction a moderator's, in a channel where the bot may post.
pub fn moderator() -> Value {
    let user = json!({"id": MODERATOR, "username": "taro", "discriminator": "0", "avatar": null});
    let member = json!({"user": user, "nick": "太郎", "roles": [], "joined_at": "2024-01-01T00:00:00Z",
                        "deaf": false, "mute": false, "flags": 0, "permissions": "8192"});
    json!({"member": member, "app_permissions": "19456"})
}

fn user() -> Value {
    json!({"id": "500000000000000000", "username": "hana", "discriminator": "0", "avatar": null})
}
