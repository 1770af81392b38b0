//! Footnotes: the source that a definition names.

use super::Source;

/// What parts the outlet from the rest.
const COMMAS: [char; 3] = [',', '、', '，'];

/// The source that a footnote definition names: the outlet up to the first comma, the rest as a
/// note; the address in angle brackets, bare, or of a Markdown link around the outlet.
pub(super) fn source(definition: &str) -> Source {
    let text = definition.split_once("]:").map_or(definition, |(_, text)| text);
    let (text, url) = unlink(text);
    let (before, address, after) = address(&text).unwrap_or((&text, "", ""));
    let url = if address.is_empty() { url } else { Some(address.to_owned()) };
    let marks = |c: char| c.is_whitespace() || COMMAS.contains(&c);
    // What stood on both sides of an address is parted by what it stood between.
    let after = after.trim_start_matches(marks).trim();
    let text = if after.is_empty() {
        before.trim_end_matches(marks).to_owned()
    } else {
        format!("{before},{after}")
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (label, note) = match text.split_once(COMMAS) {
        Some((label, note)) => {
            (label.trim().to_owned(), Some(note.trim_start_matches(marks).trim().to_owned()))
        }
        None => (text, None),
    };
    let host = || url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or_default().to_owned();
    let label = if label.is_empty() { host() } else { label };
    Source { label, url, note: note.filter(|note| !note.is_empty()) }
}

/// The first address of a text, with what stands before and after it: up to the closing angle bracket, or as far
/// as a bare one goes.
fn address(text: &str) -> Option<(&str, &str, &str)> {
    let start = ["https://", "http://"].into_iter().filter_map(|scheme| text.find(scheme)).min()?;
    let (before, rest) = text.split_at(start);
    if let Some(before) = before.strip_suffix('<')
        && let Some((address, after)) = rest.split_once('>')
    {
        return Some((before, address, after));
    }
    let end = rest.find(|c: char| c.is_whitespace() || "<>「」（）、。，".contains(c)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';']);
    Some((before, address, &rest[address.len()..]))
}

/// Takes the first `[text](address)` of a text apart.
fn unlink(text: &str) -> (String, Option<String>) {
    let parts = || {
        let (before, link) = text.split_once('[')?;
        let (name, link) = link.split_once("](")?;
        let (address, after) = link.split_once(')')?;
        let address = address.trim_matches(['<', '>']);
        address.starts_with("http").then(|| (format!("{before}{name}{after}"), Some(address.to_owned())))
    };
    parts().unwrap_or_else(|| (text.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(definition: &str) -> (String, Option<String>, Option<String>) {
        let source = source(definition);
        (source.label, source.url, source.note)
    }

    #[test]
    fn outlet_note_and_address_are_told_apart() {
        let outlet = || "Outlet".to_owned();
        let address = || Some("https://a.example/x".to_owned());
        assert_eq!(named("[^a]: Outlet"), (outlet(), None, None));
        let note = Some("what, when".to_owned());
        assert_eq!(named("[^a]: Outlet, what, when <https://a.example/x>"), (outlet(), address(), note));
        assert_eq!(
            named("[^a]: [Outlet](https://a.example/x), 2024"),
            (outlet(), address(), Some("2024".to_owned()))
        );
        for definition in [
            "[^a]: Outlet、what, when<https://a.example/x>",
            "[^a]: Outlet <https://a.example/x>、what, when",
            "[^a]: Outlet https://a.example/x, what, when",
        ] {
            let note = Some("what, when".to_owned());
            assert_eq!(named(definition), (outlet(), address(), note), "{definition}");
        }
        assert_eq!(named("[^a]: <https://a.example/x>"), ("a.example".to_owned(), address(), None));
    }
}
