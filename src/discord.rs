//! stub
pub mod commands { pub fn definitions() -> serde_json::Value { serde_json::json!([]) } }
