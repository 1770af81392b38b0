//! kotae beside a bare serenity bot that answers "pong", both against the tests' stand-in on loopback:
//! `cargo bench --bench latency`. Times are from the sending of a slash command to the arrival of the
//! response, one question at a time and 200 at once; then of 200 members typing at once.

#[path = "../tests/suite/standin.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod standin;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use kotae::config::Config;
use kotae::discord::client;
use serde_json::json;
use serenity::all::{Context, EventHandler, GatewayIntents, Interaction};
use serenity::async_trait;
use serenity::builder::{CreateInteractionResponse, CreateInteractionResponseMessage};
use serenity::client::ClientBuilder;
use standin::{Setup, StandIn};

/// Set for the child process that is the bare bot.
const PONG: &str = "LATENCY_PONG";
/// The types of interaction.
const COMMAND: u8 = 2;
const AUTOCOMPLETE: u8 = 4;
const ROUNDS: usize = 300;
const BURST: usize = 200;
const BURSTS: usize = 5;
const QUESTIONS: [&str; 4] =
    ["マスクはなぜOpenAIを訴えたの?", "主権AIって何?", "Why did Musk sue OpenAI?", "カレーの隠し味は?"];

/// Which program the stand-in starts.
static BARE: AtomicBool = AtomicBool::new(false);

/// The program that the stand-in starts in a folder.
fn kotae(folder: &Path) -> Command {
    let mut command = if BARE.load(Ordering::SeqCst) {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.env(PONG, "1");
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_kotae"))
    };
    command.current_dir(folder);
    command
}

fn main() {
    if std::env::var_os(PONG).is_some() {
        return pong();
    }
    let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let start = |bare| {
        BARE.store(bare, Ordering::SeqCst);
        let setup = Setup { knowledge: Some(&knowledge), log: Some("warn"), ..Setup::default() };
        let discord = StandIn::start_with(&setup);
        discord.wait_for_sessions(1, 0);
        std::thread::sleep(Duration::from_secs(1));
        discord
    };
    let bots = [("pong", start(true)), ("kotae", start(false))];
    let mut single = [Vec::new(), Vec::new()];
    let mut burst = [Vec::new(), Vec::new()];
    // In turns, so that a slow moment of the machine is everybody's.
    for round in 0..ROUNDS {
        for (times, (_, discord)) in single.iter_mut().zip(&bots) {
            times.extend(ask(discord, COMMAND, round, 1));
        }
    }
    for round in 0..BURSTS {
        for (times, (_, discord)) in burst.iter_mut().zip(&bots) {
            times.extend(ask(discord, COMMAND, round, BURST));
        }
    }
    let [_, (_, kotae)] = &bots;
    let mut typing: Vec<f64> = (0..BURSTS).flat_map(|round| ask(kotae, AUTOCOMPLETE, round, BURST)).collect();
    println!(
        "{:<8}{:>12}{:>12}{:>14}{:>14}{:>12}",
        "", "p50 ms", "p99 ms", "200: p50 ms", "200: p99 ms", "resident MB"
    );
    let mut rows = Vec::new();
    for ((name, discord), (single, burst)) in bots.iter().zip(single.iter_mut().zip(&mut burst)) {
        let row = [
            percentile(single, 0.5),
            percentile(single, 0.99),
            percentile(burst, 0.5),
            percentile(burst, 0.99),
            discord.resident_mb(),
        ];
        println!("{name:<8}{:>12.2}{:>12.2}{:>14.1}{:>14.1}{:>12.1}", row[0], row[1], row[2], row[3], row[4]);
        rows.push(row);
    }
    let ratio = |at: usize| rows[1][at] / rows[0][at];
    println!(
        "{:<8}{:>11.2}x{:>11.2}x{:>13.2}x{:>13.2}x{:>+12.1}",
        "",
        ratio(0),
        ratio(1),
        ratio(2),
        ratio(3),
        rows[1][4] - rows[0][4]
    );
    let slowest = percentile(&mut typing, 1.0);
    println!("200 typing at once: p50 {:.1} ms, the slowest {slowest:.1} ms", percentile(&mut typing, 0.5));
}

/// Asks some questions at once, or types them; how long each response took, in milliseconds.
fn ask(discord: &StandIn, kind: u8, round: usize, count: usize) -> Vec<f64> {
    let send = |number: usize| {
        let question = QUESTIONS[(round + number) % QUESTIONS.len()];
        let data = json!({"id": "1", "name": "ask", "type": 1,
            "options": [{"name": "question", "type": 3, "value": question, "focused": kind == AUTOCOMPLETE}]});
        let sent = Instant::now();
        (discord.interact(kind, &data, "ja", None), sent)
    };
    let under_way: Vec<(String, Instant)> = (0..count).map(send).collect();
    let arrived = |(id, sent): (String, Instant)| {
        let path = format!("/interactions/{id}/");
        let response = discord.request(|request| request.path.starts_with(&path));
        response.at.duration_since(sent).as_secs_f64() * 1e3
    };
    under_way.into_iter().map(arrived).collect()
}

fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * share) as usize]
}

/// A bot that does nothing but answer.
struct Pong;

#[async_trait]
impl EventHandler for Pong {
    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            let message = CreateInteractionResponseMessage::new().content("pong");
            let sent = command.create_response(&ctx.http, CreateInteractionResponse::Message(message)).await;
            sent.expect("the stand-in takes it");
        }
    }
}

/// Settings as the environment gives them.
#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

fn pong() {
    let config = Settings::parse_from(["pong"]).config;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let http = client::http(&config, client::web(&config).expect("a client")).expect("an API");
        let bot = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS).event_handler(Pong);
        bot.await.expect("a connection").start().await.expect("the stand-in serves");
    });
}
