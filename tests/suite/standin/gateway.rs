//! The gateway of the stand-in: says hello, identifies, resumes, and hands on what tests dispatch.

use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::{BOT, GUILD, Shared};

pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = shared.clone();
        tokio::spawn(async move {
            if let Err(error) = shard(stream, shared).await {
                eprintln!("the gateway: {error}");
            }
        });
    }
}

async fn shard(
    stream: TcpStream,
    shared: Arc<Shared>,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut socket = tokio_tungstenite::accept_async(stream).await?;
    socket.send(Message::text(json!({"op": 10, "d": {"heartbeat_interval": 41250}}).to_string())).await?;
    let (sender, mut frames) = mpsc::unbounded_channel::<Result<Value, u16>>();
    loop {
        tokio::select! {
            frame = frames.recv() => match frame {
                Some(Ok(frame)) => socket.send(Message::text(Value::to_string(&frame))).await?,
                Some(Err(code)) => {
                    let close = CloseFrame { code: code.into(), reason: "".into() };
                    socket.close(Some(close)).await?;
                }
                None => return Ok(()),
            },
            message = socket.next() => {
                let Some(Ok(message)) = message else { return Ok(()) };
                let Ok(text) = message.into_text() else { continue };
                let Ok(frame) = serde_json::from_str::<Value>(&text) else { continue };
                match frame["op"].as_u64() {
                    Some(1) => sender.send(Ok(json!({"op": 11})))?,
                    Some(2) => identify(&shared, &sender, &frame)?,
                    Some(6) => {
                        sender.send(Ok(json!({"op": 0, "t": "RESUMED", "s": 1, "d": {}})))?;
                        let mut state = shared.state.lock().expect("the state");
                        state.resumed += 1;
                        state.shard = Some(sender.clone());
                    }
                    _ => {}
                }
                shared.changed.notify_all();
            }
        }
    }
}

fn identify(
    shared: &Shared,
    sender: &mpsc::UnboundedSender<Result<Value, u16>>,
    frame: &Value,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;
    let mut state = shared.state.lock().expect("the state");
    let intents = frame["d"]["intents"].as_u64().expect("intents");
    assert_eq!(intents & PRIVILEGED, 0, "a privileged intent");
    if state.refuse_intents {
        sender.send(Err(4014))?;
        return Ok(());
    }
    let me = json!({"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null, "bot": true});
    sender.send(Ok(json!({"op": 0, "t": "READY", "s": 1, "d": {
        "v": 10, "user": me, "guilds": [{"id": GUILD, "unavailable": true}], "session_id": "session",
        "resume_gateway_url": "ws://127.0.0.1:9", "application": {"id": BOT, "flags": 0}, "shard": [0, 1],
    }})))?;
    sender.send(Ok(json!({"op": 0, "t": "GUILD_CREATE", "s": 2, "d": guild()})))?;
    state.sequence = 2;
    state.identified += 1;
    state.shard = Some(sender.clone());
    Ok(())
}

/// The only guild.
pub(super) fn guild() -> Value {
    let nothing = [
        "icon",
        "splash",
        "discovery_splash",
        "afk_channel_id",
        "application_id",
        "system_channel_id",
        "rules_channel_id",
        "vanity_url_code",
        "description",
        "banner",
        "public_updates_channel_id",
    ];
    let empty = [
        "emojis",
        "features",
        "stickers",
        "voice_states",
        "members",
        "channels",
        "threads",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
    ];
    let zero = [
        "verification_level",
        "default_message_notifications",
        "explicit_content_filter",
        "mfa_level",
        "system_channel_flags",
        "premium_tier",
        "premium_subscription_count",
        "nsfw_level",
    ];
    let mut guild = json!({
        "id": GUILD, "name": "garden", "owner_id": "1", "afk_timeout": 300, "preferred_locale": "ja", "large": false,
        "premium_progress_bar_enabled": false, "joined_at": "2024-01-01T00:00:00Z", "unavailable": false, "member_count": 1,
        "nsfw": false,
    });
    let colors = json!({"primary_color": 0, "secondary_color": null, "tertiary_color": null});
    guild["roles"] = json!([{"id": GUILD, "name": "@everyone", "permissions": "19456", "position": 0, "color": 0,
        "colors": colors, "hoist": false, "managed": false, "mentionable": false, "flags": 0}]);
    for key in nothing {
        guild[key] = Value::Null;
    }
    for key in empty {
        guild[key] = json!([]);
    }
    for key in zero {
        guild[key] = json!(0);
    }
    guild
}
