//! Function words: which words say what a question is about and which only hold it together, and
//! what they tell of its language.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::script::{Script, script};
use super::thesaurus::thesaurus;
use super::{Lang, kana};

/// Whether a word tells what a question is about. Hiragana alone rarely does.
#[must_use]
pub fn is_content(word: &str) -> bool {
    word.chars().any(|c| matches!(script(c), Script::Kanji | Script::Katakana | Script::Latin))
        && !GENERIC_JA.contains(&word)
}

/// Whether a word is a Japanese particle or a piece of an ending, which n-grams cover well enough.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    word.chars().all(|c| script(c) == Script::Hiragana) && word.chars().count() <= 2
}

/// Whether a word is grammar more than meaning.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_JA_SET.contains(word) || is_english_function_word(word)
}

/// Whether a lower-case Latin word is English grammar rather than meaning.
#[must_use]
pub fn is_english_function_word(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()) || FUNCTION_EN_SET.contains(word)
}

/// Which language a normalised question is asked in, for an answer without a known locale: kana and kanji mean
/// Japanese, and so does romaji.
#[must_use]
pub fn question_lang(text: &str) -> Lang {
    if Lang::of(text) == Lang::Ja || looks_like_romaji(text) { Lang::Ja } else { Lang::En }
}

/// Whether a normalised text without Japanese letters is Japanese written in Latin ones: most of
/// its words can be read as kana, and it has a particle that English lacks.
#[must_use]
pub fn looks_like_romaji(text: &str) -> bool {
    if Lang::of(text) == Lang::Ja {
        return false;
    }
    let words: Vec<&str> =
        text.split(|c: char| script(c) != Script::Latin).filter(|w| !w.is_empty()).collect();
    let english = words.iter().filter(|w| is_english_function_word(w) && !PARTICLES.contains(w)).count();
    let particles = words.iter().filter(|w| PARTICLES.contains(w)).count();
    let readable = || words.iter().filter(|w| kana::from_romaji(w).is_some()).count();
    // `to`, `no` and `de` are English too, or French.
    let doubtful = words.iter().all(|w| !PARTICLES.contains(w) || ELSEWHERE_TOO.contains(w));
    let has_english = || words.iter().any(|w| !PARTICLES.contains(w) && thesaurus().knows_english(w));
    particles > 0 && english * 3 <= particles && readable() * 2 >= words.len() && !(doubtful && has_english())
}

/// Whether hiragana are nothing but particles and endings on end.
#[must_use]
pub fn is_grammar(kana: &str) -> bool {
    let mut ends = kana.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_PIECE);
    kana.is_empty() || ends.any(|end| GRAMMAR.contains(&kana[..end]) && is_grammar(&kana[end..]))
}

static GRAMMAR: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| PIECES.split_whitespace().chain(FUNCTION_JA.iter().copied()).collect());

/// The longest piece of grammar, in letters.
const LONGEST_PIECE: usize = 6;

/// Particles, endings and the commonest words that are written in hiragana.
const PIECES: &str = "は が を に の と で も へ や か から まで より だけ など ほど くらい ぐらい ごろ ころ ね よ \
    です でし ます まし ませ した して しな する すれ され させ せる たい たか たら てい てる いた いる いない いつ \
    どこ だれ なに なん なぜ どう どの こと もの ため よう そう この その あの ある あり あっ なる なり なっ なか \
    いう いえ いい いくつ ない なく なら れる られ ばい うち ところ くだ さい けど ので のに って ちゃ じゃ だっ だろ \
    したい したく しよう しょう しょうか いたい いたん いわ それ それで それとも でも \
    いいん しない こんな そんな あんな さっき けっこう やっぱり ちゃんと ずっと きっと もっと すごく";

static FUNCTION_JA_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FUNCTION_JA.iter().copied().collect());
static FUNCTION_EN_SET: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| FUNCTION_EN.split_whitespace().collect());

/// Romanised particles and question words.
const PARTICLES: &[&str] = &[
    "wa", "ga", "wo", "ni", "de", "no", "to", "mo", "tte", "te", "ka", "kana", "nani", "nan", "naze",
    "nande", "itsu", "doko", "dare", "dou", "doushite", "ikura", "dore", "kara", "made", "desu", "desuka",
    "suru", "shita", "shite", "datta", "toka", "yo", "ne", "kke", "koto", "nanka", "nano", "demo", "kudasai",
];

/// Those that are words of other languages.
const ELSEWHERE_TOO: &[&str] = &["to", "no", "de", "made", "dare", "demo", "te", "ne", "ka"];

/// Hiragana words of three letters and more that say nothing of the matter.
const FUNCTION_JA: &[&str] = &[
    "ください",
    "下さい",
    "でしょう",
    "でしょうか",
    "について",
    "ですか",
    "ますか",
    "ました",
    "ません",
    "という",
    "といった",
    "これは",
    "それは",
    "あれは",
    "これ",
    "それ",
    "あれ",
    "どれ",
    "どの",
    "その",
    "この",
    "あの",
    "ここ",
    "そこ",
    "どこ",
    "いつ",
    "なに",
    "なん",
    "どう",
    "どうして",
    "なぜ",
    "なんで",
    "どんな",
    "どのような",
    "どのように",
    "どういう",
    "いくら",
    "だれ",
    "から",
    "まで",
    "より",
    "ほど",
    "くらい",
    "ぐらい",
    "だけ",
    "しか",
    "など",
    "とか",
    "けど",
    "けれど",
    "だった",
    "だって",
    "である",
    "であり",
    "として",
    "とって",
    "によって",
    "により",
    "における",
    "おいて",
    "ため",
    "ように",
    "ような",
    "よう",
    "こと",
    "もの",
    "とき",
    "ところ",
    "わけ",
    "はず",
    "ほう",
    "たち",
    "さん",
    "くん",
    "ちゃん",
    "する",
    "した",
    "して",
    "される",
    "された",
    "している",
    "いる",
    "ある",
    "ない",
    "なる",
    "なった",
    "できる",
    "いう",
    "いった",
    "もらえ",
    "もらえる",
    "いただけ",
    "いただけます",
    "やつ",
    "みたい",
    "ていう",
    "っていう",
    "ってこと",
    "なんか",
    "ちょっと",
    "ありがとう",
    "ありがと",
    "おはよう",
    "こんにちは",
    "こんばんは",
    "おやすみ",
    "おやすみなさい",
    "さようなら",
    "すみません",
    "ごめん",
    "ごめんなさい",
    "よろしく",
];

/// Words with kanji that stand in any question.
const GENERIC_JA: &[&str] = &[
    "何",
    "誰",
    "教え",
    "教えて",
    "事",
    "時",
    "人",
    "方",
    "件",
    "話",
    "記事",
    "知り",
    "知りたい",
    "言っ",
    "言う",
    "思う",
    "質問",
    "今",
    "気",
    "中",
    "的",
    "氏",
    "説明",
    "一つ",
];

/// English function words.
const FUNCTION_EN: &str = "a about after all also am an and any anyone are aren as at be because been before being but by can \
    could couldn did didn do does doesn doing don during each explain for from get gets give go going \
    got had has have having he her here hers him his how i if in into is isn it its just kind know like \
    ll me more most much my no not of off on one or other our out over please re s say says said she \
    should so some someone such t tell than that the their them then there these they thing things \
    think this those through to too up us ve very want was wasn way we were what whats when where which \
    while who whom whose why will with won would you your really actually ok hey hi hello thanks thank \
    bye yes yeah lol lot ever still even cant dont doesnt didnt isnt arent wasnt werent havent hasnt \
    hadnt wont wouldnt couldnt shouldnt im ive youre theyre thats theres hows wheres whos gonna wanna \
    gotta tbh btw pls plz idk ur somebody anybody everybody everyone maybe though anyway guys";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romaji_is_told_from_english() {
        assert!(looks_like_romaji("kaihi wa ikura desuka, spade wa doko ni aru?"));
        assert!(looks_like_romaji("openai no mokuteki"));
        assert!(!looks_like_romaji("ticket to tokyo"));
        assert!(!looks_like_romaji("when did musk leave openai?"));
        assert!(!looks_like_romaji("where do they keep the spades and cans?"));
        assert_eq!(question_lang("なぜ?"), Lang::Ja);
    }
}
