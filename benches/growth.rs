//! How kotae grows with the folder: `cargo bench --bench growth` prints a table and draws
//! `docs/growth.svg`.

#[path = "corpus/corpus.rs"]
mod corpus;

use std::fmt::Write as _;
use std::time::Instant;

const SIZES: [usize; 7] = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
const QUESTIONS: usize = 500;

/// What was measured at one size.
struct Row {
    sections: usize,
    p50_us: f64,
    p99_us: f64,
    index_mb: f64,
    ready_s: f64,
}

fn main() {
    println!("{:>9}{:>10}{:>10}{:>11}{:>10}", "sections", "p50 µs", "p99 µs", "index MB", "ready s");
    let questions = corpus::questions(QUESTIONS);
    let rows: Vec<Row> = SIZES.iter().map(|&sections| measure(sections, &questions)).collect();
    std::fs::write("docs/growth.svg", plot(&rows)).expect("docs/growth.svg can be written");
}

fn measure(sections: usize, questions: &[String]) -> Row {
    let start = Instant::now();
    let snapshot = corpus::snapshot(sections);
    let ready_s = start.elapsed().as_secs_f64();
    let time = |question: &String| {
        let start = Instant::now();
        std::hint::black_box(snapshot.ask(question, None));
        start.elapsed().as_secs_f64() * 1e6
    };
    // The first round warms up.
    for question in questions {
        time(question);
    }
    let mut times: Vec<f64> = questions.iter().map(time).collect();
    times.sort_by(f64::total_cmp);
    let percentile = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let index_mb = snapshot.index.bytes() as f64 / 1e6;
    let row = Row { sections, p50_us: percentile(0.5), p99_us: percentile(0.99), index_mb, ready_s };
    println!(
        "{:>9}{:>10.0}{:>10.0}{:>11.1}{:>10.1}",
        row.sections, row.p50_us, row.p99_us, row.index_mb, row.ready_s
    );
    row
}

/// A line chart with logarithmic axes: microseconds over sections.
fn plot(rows: &[Row]) -> String {
    let x = |sections: usize| 70.0 + 500.0 * ((sections as f64).log10() - 2.0) / 3.0;
    let y = |us: f64| 300.0 - 260.0 * (us.log10() - 1.0) / 3.0;
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 350\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"640\" height=\"350\" fill=\"#fff\"/>\n",
    );
    for power in 1..=4 {
        let us = 10_f64.powi(power);
        let at = y(us);
        let _ = writeln!(
            out,
            "<path d=\"M70 {at:.0}H570\" stroke=\"#ddd\"/><text x=\"62\" y=\"{:.0}\" text-anchor=\"end\">{us} µs</text>",
            at + 4.0
        );
    }
    for power in 2..=5 {
        let sections = 10_usize.pow(power);
        let at = x(sections);
        let _ = writeln!(
            out,
            "<path d=\"M{at:.0} 40V300\" stroke=\"#ddd\"/><text x=\"{at:.0}\" y=\"320\" text-anchor=\"middle\">{sections}</text>"
        );
    }
    out += "<text x=\"320\" y=\"342\" text-anchor=\"middle\">sections</text>\n";
    let p50: fn(&Row) -> f64 = |row| row.p50_us;
    for (name, colour, value) in [("p50", "#1f6feb", p50), ("p99", "#d1242f", |row| row.p99_us)] {
        let points: Vec<String> =
            rows.iter().map(|row| format!("{:.0},{:.0}", x(row.sections), y(value(row)))).collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        );
        if let Some(last) = rows.last() {
            let _ = writeln!(
                out,
                "<text x=\"{:.0}\" y=\"{:.0}\" fill=\"{colour}\">{name}</text>",
                x(last.sections) + 8.0,
                y(value(last)) + 4.0
            );
        }
    }
    out + "</svg>\n"
}
