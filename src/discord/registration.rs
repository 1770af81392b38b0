//! Registration: tells Discord the commands, only when they differ from what it has.

use anyhow::{Result, anyhow};
use serde_json::Value;
use serenity::all::ApplicationId;
use serenity::http::{Http, LightMethod, Request, Route};

use super::commands::definitions;
use super::logging::without_secrets;

/// Makes Discord's list of commands the table's.
///
/// # Errors
/// Discord out of reach, or a list that it does not take.
pub async fn register(http: &Http, application_id: ApplicationId) -> Result<()> {
    let wanted = definitions();
    let route = || Route::Commands { application_id };
    let told = |error| anyhow!("{}", without_secrets(error));
    let query = vec![("with_localizations", "true".to_owned())];
    let known: Value =
        http.fire(Request::new(route(), LightMethod::Get).params(Some(query))).await.map_err(told)?;
    if same_commands(&wanted, &known) {
        tracing::debug!("the commands are registered already");
        return Ok(());
    }
    let body = serde_json::to_vec(&wanted)?;
    let _: Value = http.fire(Request::new(route(), LightMethod::Put).body(Some(body))).await.map_err(told)?;
    tracing::info!("the commands are registered");
    Ok(())
}

/// What Discord adds to a command, or fills in.
const ADDED: [&str; 8] = [
    "id",
    "application_id",
    "guild_id",
    "version",
    "nsfw",
    "dm_permission",
    "name_localized",
    "description_localized",
];

fn same_commands(wanted: &Value, known: &Value) -> bool {
    let (Some(wanted), Some(known)) = (wanted.as_array(), known.as_array()) else { return false };
    wanted.len() == known.len()
        && wanted
            .iter()
            .all(|command| known.iter().any(|other| command["name"] == other["name"] && same(command, other)))
}

/// Whether everything that is wanted is there. What Discord adds, such as ids, does not count, and a
/// setting at its default may be left out on either side.
fn same(wanted: &Value, known: &Value) -> bool {
    match (wanted, known) {
        (Value::Object(wanted), Value::Object(known)) => {
            let as_wanted = wanted.iter().all(|(key, value)| {
                let other = known.get(key).unwrap_or(&Value::Null);
                same(value, other) || (is_default(value) && is_default(other))
            });
            let unwanted = |(key, value): (&String, &Value)| {
                !wanted.contains_key(key) && !ADDED.contains(&key.as_str()) && !is_default(value)
            };
            as_wanted && !known.iter().any(unwanted)
        }
        (Value::Array(wanted), Value::Array(known)) => {
            wanted.len() == known.len() && wanted.iter().zip(known).all(|(a, b)| same(a, b))
        }
        _ => wanted == known,
    }
}

fn is_default(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Number(number) => number.as_u64() == Some(1),
        Value::String(text) => text.is_empty(),
        Value::Bool(true) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_matters_is_compared() {
        let wanted = json!([{"name": "ask", "type": 1, "options": [], "name_localizations": {"ja": "質問"}}]);
        let known = json!([{"id": "7", "name": "ask", "name_localizations": {"ja": "質問"}, "version": "9"}]);
        assert!(same_commands(&wanted, &known));
        let other = json!([{"id": "7", "name": "ask", "name_localizations": {"ja": "尋ねる"}}]);
        assert!(!same_commands(&wanted, &other));
        assert!(!same_commands(&wanted, &json!([])));
        let more =
            json!([{"name": "ask", "name_localizations": {"ja": "質問"}, "options": [{"name": "old"}]}]);
        assert!(!same_commands(&wanted, &more), "an option that is no longer wanted");
    }
}
