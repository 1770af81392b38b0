//! What a question costs, step by step, among 1,786 sections: `cargo bench --bench search`.

#[path = "corpus/corpus.rs"]
mod corpus;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::Bencher;
use kotae::app::Snapshot;
use kotae::search::highlight::Passages;
use kotae::search::query::Query;
use kotae::search::rerank::rerank;
use kotae::text::Lang;

const SECTIONS: usize = 1786;

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| corpus::snapshot(SECTIONS));
static QUESTIONS: LazyLock<Vec<String>> = LazyLock::new(|| corpus::questions(200));

fn main() {
    LazyLock::force(&SNAPSHOT);
    divan::main();
}

/// One question after the other.
fn next() -> &'static str {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    &QUESTIONS[TURN.fetch_add(1, Ordering::Relaxed) % QUESTIONS.len()]
}

fn analysed() -> Query {
    SNAPSHOT.analyse(next())
}

#[divan::bench]
fn analyse(bencher: Bencher) {
    bencher.with_inputs(next).bench_values(|question| SNAPSHOT.analyse(question));
}

#[divan::bench]
fn retrieve(bencher: Bencher) {
    bencher.with_inputs(analysed).bench_refs(|query| SNAPSHOT.index.retrieve(query.weights()));
}

#[divan::bench]
fn rerank_short_list(bencher: Bencher) {
    let retrieved = || {
        let query = analysed();
        let retrieved = SNAPSHOT.index.retrieve(query.weights());
        (query, retrieved)
    };
    bencher.with_inputs(retrieved).bench_refs(|(query, retrieved)| rerank(&SNAPSHOT.index, query, retrieved));
}

#[divan::bench]
fn highlight_sentence(bencher: Bencher) {
    let passages = Passages::of(&SNAPSHOT.knowledge);
    let sentence =
        |query: &mut Query| passages.highlight(0, query.lang, query, &SNAPSHOT.index, &SNAPSHOT.knowledge);
    bencher.with_inputs(analysed).bench_refs(sentence);
}

#[divan::bench]
fn all_told(bencher: Bencher) {
    bencher.with_inputs(next).bench_values(|question| SNAPSHOT.ask(question, Some(Lang::Ja)));
}
