//! The REST side of the stand-in: TLS under the name discord.com, and an answer to each request.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::gateway::guild;
use super::{
    BOT, CHANNEL, CLOSED_CHANNEL, GUILD, MODERATOR, MUTE_CHANNEL, OTHER_CHANNEL, Received, Shared, What,
};

/// A certificate for discord.com and the authority behind it, which is written to a file.
pub(super) fn tls(authority_file: &Path) -> TlsAcceptor {
    let key = rcgen::KeyPair::generate().expect("a key");
    let mut params = rcgen::CertificateParams::new(Vec::new()).expect("parameters");
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority = params.self_signed(&key).expect("a certificate");
    fs::write(authority_file, authority.pem()).expect("written");
    let leaf_key = rcgen::KeyPair::generate().expect("a key");
    let leaf = rcgen::CertificateParams::new(vec!["discord.com".to_owned()]).expect("parameters");
    let leaf = leaf.signed_by(&leaf_key, &authority, &key).expect("a certificate");
    let secret = PrivateKeyDer::Pkcs8(leaf_key.serialize_der().into());
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions");
    let config =
        config.with_no_client_auth().with_single_cert(vec![leaf.der().clone()], secret).expect("a config");
    TlsAcceptor::from(Arc::new(config))
}

pub(super) async fn serve(listener: TcpListener, tls: TlsAcceptor, shared: Arc<Shared>, gateway: SocketAddr) {
    while let Ok((stream, _)) = listener.accept().await {
        let (tls, shared) = (tls.clone(), shared.clone());
        tokio::spawn(async move {
            let Ok(stream) = tls.accept(stream).await else { return };
            let service = service_fn(|request| answer(request, shared.clone(), gateway));
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// Answers a request. A dropped connection is an error to the server, which then closes it.
async fn answer(
    request: Request<Incoming>,
    shared: Arc<Shared>,
    gateway: SocketAddr,
) -> Result<Response<Full<Bytes>>, std::io::Error> {
    let at = Instant::now();
    let method = request.method().to_string();
    let path = request.uri().path().trim_start_matches("/api/v10").to_owned();
    let authorization =
        request.headers().get("authorization").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let is_json = request.headers().get("content-type").is_some_and(|kind| kind == "application/json");
    let bytes = request.into_body().collect().await.expect("a body").to_bytes();
    let body: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    let fault = {
        let mut state = shared.state.lock().expect("the state");
        let at = state.faults.iter().position(|fault| path.contains(fault.path));
        at.and_then(|at| state.faults.remove(at))
    };
    shared.changed.notify_all();
    let mut retry_after = None;
    let (status, answer) = match fault.map(|fault| fault.what) {
        _ if is_json && bytes.is_empty() => {
            (400, json!({"message": "The request body contains invalid JSON.", "code": 50109}))
        }
        Some(What::Status(status, body)) => (status, body),
        Some(What::RetryAfter(seconds)) => {
            retry_after = Some(seconds);
            (429, json!({"message": "slow down", "retry_after": seconds, "global": false}))
        }
        Some(What::Drop) => (0, Value::Null),
        Some(What::Delay(time)) => {
            tokio::time::sleep(time).await;
            usual_answer(&method, &path, &body, authorization.as_deref(), &shared, gateway)
        }
        None => usual_answer(&method, &path, &body, authorization.as_deref(), &shared, gateway),
    };
    shared.state.lock().expect("the state").requests.push(Received { method, path, body, status, at });
    shared.changed.notify_all();
    if status == 0 {
        return Err(std::io::Error::other("dropped"));
    }
    let mut response = Response::builder().status(status).header("content-type", "application/json");
    if let Some(seconds) = retry_after {
        response = response.header("retry-after", seconds.to_string()).header("x-ratelimit-scope", "user");
    }
    let bytes = if answer.is_null() { Bytes::new() } else { Bytes::from(answer.to_string()) };
    Ok(response.body(Full::new(bytes)).expect("a response"))
}

fn usual_answer(
    method: &str,
    path: &str,
    body: &Value,
    authorization: Option<&str>,
    shared: &Shared,
    gateway: SocketAddr,
) -> (u16, Value) {
    let mut state = shared.state.lock().expect("the state");
    if authorization != Some(&format!("Bot {}", state.token))
        && !path.starts_with("/interactions/")
        && !path.starts_with("/webhooks/")
        && path != "/gateway"
    {
        return (401, json!({"message": "401: Unauthorized", "code": 0}));
    }
    match (method, path) {
        ("GET", "/users/@me") => {
            (200, json!({"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null, "bot": true}))
        }
        ("GET", "/gateway") => (200, json!({"url": format!("ws://{gateway}")})),
        ("GET", path) if path.ends_with("/commands") => {
            (200, if state.commands.is_array() { state.commands.clone() } else { json!([]) })
        }
        ("PUT", path) if path.ends_with("/commands") => {
            state.commands = body.clone();
            for (number, command) in state.commands.as_array_mut().into_iter().flatten().enumerate() {
                command["id"] = (600_000_000_000_000_000 + number).to_string().into();
                command["application_id"] = BOT.into();
                command["version"] = "1".into();
            }
            (200, state.commands.clone())
        }
        ("GET", path) if path.starts_with("/channels/") => {
            let id = path.trim_start_matches("/channels/");
            match id {
                OTHER_CHANNEL => (200, channel(id, &json!([]))),
                MUTE_CHANNEL => (200, channel(id, &silenced(BOT))),
                CLOSED_CHANNEL => (200, channel(id, &silenced(MODERATOR))),
                _ => (404, json!({"message": "Unknown Channel", "code": 10003})),
            }
        }
        ("GET", path) if path == format!("/guilds/{GUILD}") => (200, guild()),
        ("GET", path) if path == format!("/guilds/{GUILD}/members/{BOT}") => {
            let user =
                json!({"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null, "bot": true});
            let member = json!({"user": user, "roles": [], "joined_at": "2024-01-01T00:00:00Z", "deaf": false,
                                "mute": false, "flags": 0});
            (200, member)
        }
        ("POST", path) if path.starts_with("/interactions/") => (204, Value::Null),
        ("DELETE", path) if path.starts_with("/webhooks/") => (204, Value::Null),
        ("POST", path) if path.ends_with("/messages") => {
            let author =
                json!({"id": BOT, "username": "kotae", "discriminator": "0", "avatar": null, "bot": true});
            (
                200,
                json!({
                    "id": "700000000000000000", "channel_id": CHANNEL, "author": author, "content": body["content"], "type": 0,
                    "timestamp": "2024-01-01T00:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
                    "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
                }),
            )
        }
        _ => (404, json!({"message": "404: Not Found", "code": 0})),
    }
}

fn channel(id: &str, overwrites: &Value) -> Value {
    json!({"id": id, "type": 0, "guild_id": GUILD, "name": "other", "position": 0, "nsfw": false,
           "permission_overwrites": overwrites})
}

/// What keeps one user from posting in a channel.
fn silenced(user: &str) -> Value {
    json!([{"id": user, "type": 1, "allow": "0", "deny": "2048"}])
}
