//! Variant characters: old and simplified forms of kanji and the form that Japanese writes today.

/// Pairs of characters: a variant, then the character it is read as.
///
/// The first lines are forms that the 1946 and 1949 reforms of Japanese script replaced; the last
/// ones are the simplified forms of mainland China that members paste from the news.
const PAIRS: &str = "\
    爭争國国學学體体戰戦經経濟済價価發発廣広權権變変實実對対應応歷歴聲声圖図畫画會会區区團団壓圧\
    條条來来關関觀観總総聯連轉転鐵鉄點点黨党獨独讀読賣売邊辺澤沢齋斎齊斉櫻桜龍竜壽寿藝芸譯訳釋釈\
    證証號号當当數数樂楽氣気處処歸帰舊旧假仮惡悪圍囲爲為醫医壹一榮栄營営衞衛驛駅圓円鹽塩毆殴奧奥\
    假仮擴拡殼殻覺覚學学嶽岳勸勧卷巻寬寛罐缶觸触嚴厳陷陥顏顔巖岩旣既僞偽戲戯犧犠據拠擧挙虛虚峽峡\
    挾挟狹狭曉暁勳勲徑径惠恵揭掲溪渓莖茎螢蛍輕軽鷄鶏縣県儉倹劍剣險険圈圏檢検獻献驗験廳庁效効恆恒\
    黃黄鑛鉱碎砕濟済劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿寫写釋釈收収從従澁渋獸獣\
    縱縦肅粛處処緖緒敍叙奬奨將将涉渉燒焼稱称乘乗剩剰壤壌孃嬢讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真盡尽\
    粹粋醉酔隨随髓髄樞枢瀨瀬靜静攝摂竊窃專専淺浅踐践錢銭潛潜纖繊禪禅雙双壯壮搜捜插挿巢巣裝装騷騒\
    增増臟臓藏蔵續続墮堕帶帯滯滞瀧滝擇択膽胆擔担單単斷断彈弾遲遅晝昼蟲虫鑄鋳敕勅鎭鎮遞逓傳伝燈灯\
    盜盗稻稲德徳屆届繩縄腦脳廢廃拜拝賠賠麥麦拔抜髮髪蠻蛮祕秘濱浜甁瓶拂払佛仏竝並寶宝豐豊襃褒沒没\
    飜翻每毎萬万滿満默黙彌弥藥薬豫予餘余與与譽誉搖揺樣様謠謡來来賴頼亂乱覽覧欄欄兩両獵猟綠緑壘塁\
    勵励禮礼靈霊齡齢戀恋爐炉勞労樓楼郞郎祿禄灣湾\
    开開战戦马馬发発权権电電东東车車长長门門问問间間闻聞语語说説请請谁誰时時动動业業产産经経济済视視\
    频頻优優华華钟鐘层層导導广広场場报報应応总総极極构構标標汇匯币幣师師帮幇库庫废廃";

/// The character that Japanese writes today for `c`, or `c` itself.
#[must_use]
pub fn modern(c: char) -> char {
    static TABLE: std::sync::LazyLock<rustc_hash::FxHashMap<char, char>> = std::sync::LazyLock::new(|| {
        let letters: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        letters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    });
    if ('一'..='鿿').contains(&c) { TABLE.get(&c).copied().unwrap_or(c) } else { c }
}

/// Kanji that pass for katakana between two of them, each with its katakana.
const LOOKALIKES: [(char, char); 8] = [
    ('一', 'ー'),
    ('口', 'ロ'),
    ('二', 'ニ'),
    ('力', 'カ'),
    ('工', 'エ'),
    ('夕', 'タ'),
    ('卜', 'ト'),
    ('八', 'ハ'),
];

/// The katakana that a kanji passes for which stands between two of them, of which `next` is the second.
#[must_use]
pub fn katakana(c: char, next: char) -> char {
    // What is said by word of mouth, 口コミ, often follows katakana.
    let found = LOOKALIKES.iter().find(|(kanji, _)| *kanji == c && (c, next) != ('口', 'コ'));
    found.map_or(c, |(_, katakana)| *katakana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_become_modern_and_modern_stays() {
        assert_eq!("主権の爭い、國際會議".chars().map(modern).collect::<String>(), "主権の争い、国際会議");
        let letters: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(letters.len() % 2, 0, "a variant without its pair");
        for pair in letters.chunks_exact(2) {
            assert_eq!(modern(pair[1]), pair[1], "{} leads on", pair[1]);
        }
    }
}
