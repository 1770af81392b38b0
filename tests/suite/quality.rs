//! The quality of matching on the shipped knowledge, held to what it has reached.
//!
//! The questions are the tests' own: written apart from the knowledge, by somebody who saw the
//! articles but not the folder. No weight is fitted to them, though their figures were looked at when
//! variants were chosen. A change that loses quality fails here; one that gains it should raise the
//! bars.

use serde_json::Value;

use crate::{fixture, kotae, stderr, stdout};

#[test]
fn the_shipped_knowledge_is_matched_as_well_as_before() {
    let questions = fixture("questions.jsonl");
    let questions = questions.to_str().expect("UTF-8");
    let output = kotae(&fixture("../..")).args(["eval", questions, "--json"]).output().expect("kotae runs");
    let report: Value =
        serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{}", stderr(&output)));
    let all = &report["all"];
    let at_least =
        |name: &str, bar: f64| assert!(all[name].as_f64() >= Some(bar), "{name} is below {bar}: {all}");
    let at_most =
        |name: &str, bar: f64| assert!(all[name].as_f64() <= Some(bar), "{name} is above {bar}: {all}");
    at_least("hit_at_1", 0.94);
    at_least("hit_at_3", 0.98);
    at_least("ndcg_at_10", 0.95);
    at_least("answered_right", 0.85);
    at_least("helped", 0.94);
    at_most("wrong", 0.03);
    at_most("false_answers", 0.03);
    at_least("silent", 0.95);
    assert!(report["auroc"].as_f64() >= Some(0.98), "{}", report["auroc"]);
}
