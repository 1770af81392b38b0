//! Measures kotae beside its peers: same data, same run, same machine.
//!
//! `cargo run --release -- FOLDER QUESTIONS.jsonl` (in this folder). Every peer is given the same
//! sections, each as its headings, questions and text, and the same questions. A search counts from the
//! question as a string to a ranked list of ten; kotae's includes the decision and the highlight.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use kotae::app::Snapshot;
use kotae::knowledge::load::load;
use kotae::search::decide::Stance;
use kotae::text::normalize::normalize;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer, TokenStream};
use tantivy::{Index, TantivyDocument, Term, doc};

/// How many entries a search returns.
const LIMIT: usize = 10;

/// A section as every peer gets it.
struct Entry {
    id: String,
    /// Headings and questions.
    ways: Vec<String>,
    /// All of it in one text.
    whole: String,
}

struct Question {
    text: String,
    relevant: Vec<String>,
}

type Search<'a> = Box<dyn FnMut(&str) -> Vec<usize> + 'a>;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let (folder, questions) = (args.next().context("FOLDER")?, args.next().context("QUESTIONS.jsonl")?);
    let snapshot = Snapshot::new(load(Path::new(&folder)).knowledge, Stance::default(), |_| ());
    let entries: Vec<Entry> = snapshot.knowledge.sections.iter().map(entry).collect();
    let questions = read(&questions)?;
    println!("{} entries, {} questions\n", entries.len(), questions.len());
    println!("{:<28}{:>8}{:>9}{:>12}{:>12}", "", "hit@1", "nDCG@10", "p50 µs", "p99 µs");
    let peers: Vec<(&str, Search<'_>)> = vec![
        ("kotae", kotae(&snapshot)),
        ("tantivy, 1+2-grams", tantivy(&entries)?),
        ("bm25 crate, 1+2-grams", bm25(&entries)),
        ("strsim Sørensen-Dice scan", scan(&entries, |a, b| strsim::sorensen_dice(a, b))),
        ("strsim Jaro-Winkler scan", scan(&entries, |a, b| strsim::jaro_winkler(a, b))),
        ("rapidfuzz ratio scan", scan(&entries, |a, b| rapidfuzz::fuzz::ratio(a.chars(), b.chars()))),
    ];
    for (name, search) in peers {
        measure(name, search, &entries, &questions);
    }
    Ok(())
}

fn entry(section: &kotae::knowledge::Section) -> Entry {
    let ways: Vec<String> = section.ways_to_ask().map(normalize).collect();
    let texts = section.versions.iter().map(|version| normalize(&version.text));
    let whole = ways.iter().cloned().chain(texts).collect::<Vec<_>>().join("\n");
    Entry { id: section.id.clone(), ways, whole }
}

fn read(path: &str) -> Result<Vec<Question>> {
    let source = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut questions = Vec::new();
    for line in source.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let ids = row["relevant"].as_array().context("relevant")?;
        let relevant: Vec<String> = ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
        if !relevant.is_empty() {
            questions.push(Question { text: row["text"].as_str().context("text")?.to_owned(), relevant });
        }
    }
    Ok(questions)
}

fn measure(name: &str, mut search: Search<'_>, entries: &[Entry], questions: &[Question]) {
    let (mut hits, mut gain) = (0.0, 0.0);
    let mut times = Vec::new();
    for question in questions {
        let start = Instant::now();
        let found = search(&question.text);
        times.push(start.elapsed().as_secs_f64() * 1e6);
        let relevant = |at: &usize| question.relevant.contains(&entries[*at].id);
        hits += f64::from(u8::from(found.first().is_some_and(relevant)));
        let discount = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
        let ideal: f64 = (0..question.relevant.len().min(LIMIT)).map(discount).sum();
        let reached: f64 =
            found.iter().enumerate().filter(|(_, at)| relevant(at)).map(|(rank, _)| discount(rank)).sum();
        gain += reached / ideal;
    }
    times.sort_by(f64::total_cmp);
    let count = questions.len() as f64;
    let percentile = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{name:<28}{:>8.3}{:>9.3}{:>12.0}{:>12.0}",
        hits / count,
        gain / count,
        percentile(0.5),
        percentile(0.99)
    );
}

fn kotae(snapshot: &Snapshot) -> Search<'_> {
    Box::new(move |question| {
        let hits = snapshot.search(question);
        std::hint::black_box(snapshot.reply(question, None, &hits));
        hits.candidates.iter().map(|candidate| candidate.section).collect()
    })
}

fn grams(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let ones = letters.iter().map(char::to_string);
    ones.chain(letters.windows(2).map(|pair| pair.iter().collect())).collect()
}

struct Grams;

impl bm25::Tokenizer for Grams {
    fn tokenize(&self, text: &str) -> Vec<String> {
        grams(text)
    }
}

fn bm25(entries: &[Entry]) -> Search<'_> {
    let documents = (0..entries.len()).map(|at| bm25::Document::new(at, entries[at].whole.as_str()));
    let engine =
        bm25::SearchEngineBuilder::<usize, u32, _>::with_tokenizer_and_documents(Grams, documents).build();
    Box::new(move |question| {
        engine.search(&normalize(question), LIMIT).into_iter().map(|found| found.document.id).collect()
    })
}

fn tantivy(entries: &[Entry]) -> Result<Search<'_>> {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("grams").set_index_option(IndexRecordOption::WithFreqs);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let number = schema.add_u64_field("number", STORED | FAST);
    let index = Index::create_in_ram(schema.build());
    let mut analyzer = TextAnalyzer::builder(NgramTokenizer::new(1, 2, false)?).build();
    index.tokenizers().register("grams", analyzer.clone());
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for (at, entry) in entries.iter().enumerate() {
        writer.add_document(doc!(text => entry.whole.as_str(), number => at as u64))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    Ok(Box::new(move |question| {
        let question = normalize(question);
        let mut tokens = Vec::new();
        let mut stream = analyzer.token_stream(&question);
        while stream.advance() {
            tokens.push(stream.token().text.clone());
        }
        tokens.sort();
        tokens.dedup();
        let clause = |token: String| {
            let term = Term::from_field_text(text, &token);
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
        };
        let query = BooleanQuery::new(tokens.into_iter().map(clause).collect());
        let found =
            searcher.search(&query, &TopDocs::with_limit(LIMIT).order_by_score()).expect("tantivy searches");
        let place = |address| {
            let document: TantivyDocument = searcher.doc(address).expect("a stored document");
            document.get_first(number).and_then(|value| value.as_u64()).expect("a number") as usize
        };
        found.into_iter().map(|(_, address)| place(address)).collect()
    }))
}

/// Compares the question with every way to ask, one by one.
fn scan<'a>(entries: &'a [Entry], likeness: impl Fn(&str, &str) -> f64 + 'a) -> Search<'a> {
    Box::new(move |question| {
        let question = normalize(question);
        let best = |entry: &Entry| entry.ways.iter().map(|way| likeness(&question, way)).fold(0.0, f64::max);
        let mut scored: Vec<(f64, usize)> =
            entries.iter().enumerate().map(|(at, entry)| (best(entry), at)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(LIMIT).map(|(_, at)| at).collect()
    })
}
