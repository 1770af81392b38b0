//! Discord's limits; lengths as it counts them, in UTF-16 code units; cuts that never split a grapheme.

use icu_segmenter::GraphemeClusterSegmenter;

/// The longest text of a message.
pub const CONTENT: usize = 2000;
/// The longest description of an embed.
pub const EMBED_DESCRIPTION: usize = 4096;
/// The longest title of an embed.
pub const EMBED_TITLE: usize = 256;
/// The longest value of an embed's field.
pub const EMBED_FIELD: usize = 1024;
/// How much all embeds of a message may hold together.
pub const ALL_EMBEDS: usize = 6000;
/// The longest label of a button.
pub const BUTTON: usize = 80;
/// The longest label or value of a select option or an autocomplete choice.
pub const OPTION: usize = 100;
/// The most options of a select, and the most choices that autocomplete may show.
pub const OPTIONS: usize = 25;

/// The length of a text in UTF-16 code units.
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The longest beginning of `text`, whole graphemes only, that holds at most `limit` UTF-16 code
/// units; where something had to go, it ends in `…`, which is counted.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    if utf16_len(text) <= limit {
        return text.to_owned();
    }
    let Some(room) = limit.checked_sub(1) else { return String::new() };
    format!("{}…", text[..fitting(text, room)].trim_end())
}

/// How many bytes at the beginning of `text`, whole graphemes, take at most `limit` UTF-16 code units.
#[must_use]
pub fn fitting(text: &str, limit: usize) -> usize {
    let mut end = 0;
    let mut units = 0;
    for boundary in GraphemeClusterSegmenter::new().segment_str(text).skip(1) {
        units += utf16_len(&text[end..boundary]);
        if units > limit {
            break;
        }
        end = boundary;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogate_pairs_and_graphemes_stay_whole() {
        assert_eq!(utf16_len("答え"), 2);
        assert_eq!(utf16_len("😀"), 2);
        assert_eq!(cut("😀😀😀", 5), "😀😀…");
        assert_eq!(cut("👨‍👩‍👧ab", 5), "…", "a family of eight code units is not split");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abc", 0), "");
    }

    proptest::proptest! {
        #[test]
        fn a_cut_is_never_over_the_limit(text in "\\PC{0,60}", limit in 0_usize..40) {
            proptest::prop_assert!(utf16_len(&cut(&text, limit)) <= limit);
        }
    }
}
