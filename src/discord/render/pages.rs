//! Pages: what a message has no room for goes on in the next one, or is counted.

use std::borrow::Cow;

use serenity::all::CreateActionRow;

use super::button;
use crate::discord::components::{Addressee, Press};
use crate::discord::texts::text_with;
use crate::text::Lang;
use crate::text::markup::is_fence;
use crate::text::sentences::sentences;
use crate::text::units::{EMBED_DESCRIPTION, EMBED_FIELD, fitting, utf16_len};

/// The longest page of a passage, with room for the marks of the answering sentence.
pub(super) const PAGE: usize = EMBED_DESCRIPTION - 96;
/// What opens and closes a block of code.
const FENCE: &str = "```";
/// What parts a sentence that is longer than a page.
const CLAUSE_ENDS: [char; 4] = ['、', '，', ',', ' '];
/// The labels of the buttons that turn pages.
const BACK: &str = "◀";
const NEXT: &str = "▶";

/// The buttons that turn pages; none for a single page.
pub(super) fn turn(
    press: impl Fn(usize) -> Press,
    page: usize,
    pages: usize,
    to: Addressee,
) -> Vec<CreateActionRow> {
    if pages < 2 {
        return Vec::new();
    }
    let place = text_with(to.lang, "page", [("page", (page + 1).into()), ("pages", pages.into())]);
    let step = |label: &str, to_page: Option<usize>| {
        // At either end the button stays in its place but does nothing; its id must still be its own.
        let pressed = press(to_page.unwrap_or(pages + usize::from(label == NEXT)));
        button(&pressed, label, to).disabled(to_page.is_none())
    };
    let next = Some(page + 1).filter(|&next| next < pages);
    let here = button(&press(pages + 2), &place, to).disabled(true);
    vec![CreateActionRow::Buttons(vec![step(BACK, page.checked_sub(1)), here, step(NEXT, next)])]
}

/// A text in pages that each fit an embed, parted after sentences, so that no footnote mark is cut;
/// a sentence that is longer than a page goes on in the next one, after a whole grapheme, and a block
/// of code is closed and opened again.
pub(super) fn pages(text: &str) -> Vec<Cow<'_, str>> {
    if utf16_len(text) <= PAGE {
        return vec![text.into()];
    }
    let mut open = "";
    parted(text).into_iter().map(|page| fenced(page, &mut open)).collect()
}

/// A page with the block of code closed that goes on in the next one, and opened that began in an
/// earlier one; `open` is how it was opened.
fn fenced<'a>(page: &'a str, open: &mut &'a str) -> Cow<'a, str> {
    let begun = *open;
    for line in page.lines().filter(|line| is_fence(line)) {
        // Room for two fences is kept, but not for whatever an author writes behind one.
        let opens = if line.len() <= 20 { line.trim() } else { FENCE };
        *open = if open.is_empty() { opens } else { "" };
    }
    match (begun, *open) {
        ("", "") => page.into(),
        (begun, "") => format!("{begun}\n{page}").into(),
        ("", _) => format!("{page}\n{FENCE}").into(),
        (begun, _) => format!("{begun}\n{page}\n{FENCE}").into(),
    }
}

fn parted(text: &str) -> Vec<&str> {
    let mut pages = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for sentence in sentences(text) {
        if utf16_len(&text[start..sentence.end]) > PAGE && end > start {
            pages.push(text[start..end].trim());
            start = sentence.start;
        }
        end = sentence.end;
        while utf16_len(&text[start..end]) > PAGE {
            let rest = &text[start..end];
            // A grapheme of so many marks that no page holds it is parted between two of them.
            let part = || (0..=PAGE).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
            let most = Some(fitting(rest, PAGE)).filter(|&fits| fits > 0).unwrap_or_else(part);
            // Where a clause ends in the second half, there.
            let clause = rest[..most]
                .rfind(CLAUSE_ENDS)
                .map(|at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
            let piece = clause.filter(|&end| end > most / 2).unwrap_or(most);
            pages.push(text[start..start + piece].trim());
            start += piece;
        }
    }
    pages.push(text[start..].trim());
    pages.retain(|page| !page.is_empty());
    if pages.is_empty() { vec![text.trim()] } else { pages }
}

pub(super) fn fitting_lines(lines: &[String], lang: Lang) -> String {
    fitting_lines_in(lines, EMBED_FIELD, lang)
}

/// As many lines as there is room for, and how many are left out.
pub(super) fn fitting_lines_in(lines: &[String], room: usize, lang: Lang) -> String {
    let mut shown = String::new();
    for (number, line) in lines.iter().enumerate() {
        if utf16_len(&shown) + utf16_len(line) + 60 > room {
            shown.push_str(&text_with(lang, "source-more", [("count", (lines.len() - number).into())]));
            break;
        }
        shown.push_str(line);
        shown.push('\n');
    }
    shown.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_code_is_whole_on_every_page() {
        let line = "let answer = 42;\n".repeat(300);
        let text = format!("Before.\n\n```rust\n{line}```\n\nAfter.");
        let pages = pages(&text);
        assert!(pages.len() > 1);
        for page in &pages {
            assert!(utf16_len(page) <= EMBED_DESCRIPTION);
            assert_eq!(page.matches(FENCE).count() % 2, 0, "{page}");
        }
        assert!(pages[1].starts_with("```rust\nlet answer"));
        assert!(pages[pages.len() - 1].ends_with("```\n\nAfter."));
        let inline = format!("```x``` is code.\n\n{}", "A sentence of some words. ".repeat(300));
        assert!(super::pages(&inline).iter().skip(1).all(|page| !page.contains(FENCE)), "no block is open");
    }
}
