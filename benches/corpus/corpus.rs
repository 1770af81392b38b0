//! A knowledge folder of any size for the benchmarks: sections of Japanese sentences, made of invented
//! two-kanji words whose frequencies fall as Zipf's law has it, the same on every machine.

use std::fmt::Write as _;
use std::path::Path;

use kotae::app::Snapshot;
use kotae::knowledge::load::load;
use kotae::search::decide::Stance;

/// How many sections a file holds.
const PER_FILE: usize = 500;
/// How many different words there are.
const WORDS: u64 = 40_000;
const KANJI: &str = "会社法政経国民市区町村駅道路水電力学校教育医療病院薬食料品店舗販売購入契約解除変更登録申請書類\
    証明期限料金支払返還保険年金税務署役所窓口相談予約受付時間場所地図交通車両運転免許更新住宅建設環境衛生清掃\
    資源再生利用者番号通信機器設定画面操作方法問題解決技術研究開発情報公開管理責任安全防災避難訓練警察消防";

/// A small generator of numbers (Steele, Lea and Flood, `SplitMix`, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A word: the n-th is drawn about 1/n as often as the first.
    fn word(&mut self) -> String {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let number = ((WORDS as f64).powf(share)) as u64;
        let mut letters = Numbers(number);
        let kanji: Vec<char> = KANJI.chars().filter(|c| !c.is_whitespace()).collect();
        (0..2).map(|_| kanji[(letters.next() % kanji.len() as u64) as usize]).collect()
    }

    fn sentence(&mut self) -> String {
        let forms = [
            "{}の{}は{}で{}します。",
            "{}を{}するときは、{}に{}してください。",
            "{}と{}が{}なら{}もできます。",
        ];
        let form = forms[(self.next() % forms.len() as u64) as usize];
        let mut text = String::new();
        for piece in form.split("{}") {
            text += piece;
            if !piece.ends_with('。') {
                text += &self.word();
            }
        }
        text
    }
}

/// Loads and indexes a folder of this many sections.
pub fn snapshot(sections: usize) -> Snapshot {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), sections);
    Snapshot::new(load(folder.path()).knowledge, Stance::default(), |_| ())
}

fn write(folder: &Path, sections: usize) {
    let mut numbers = Numbers(1);
    for (file, first) in (0..sections).step_by(PER_FILE).enumerate() {
        let mut text = format!("---\ntitle: {file}\n---\n");
        for section in first..sections.min(first + PER_FILE) {
            let _ = write!(text, "\n## {}の{} {{#s{section}}}\n\n", numbers.word(), numbers.word());
            for _ in 0..6 {
                text += &numbers.sentence();
            }
            text += "\n";
        }
        std::fs::write(folder.join(format!("a{file}.md")), text).expect("a writable folder");
    }
}

/// Questions about such folders.
pub fn questions(count: usize) -> Vec<String> {
    let mut numbers = Numbers(2);
    (0..count)
        .map(|_| {
            format!("{}の{}を{}する方法を教えてください", numbers.word(), numbers.word(), numbers.word())
        })
        .collect()
}
