//! Footnotes: the source that a definition names.

use super::Source;

/// The source that a footnote definition names: the outlet up to the first comma, the rest as a
/// note; the address in angle brackets, bare, or of a Markdown link around the outlet.
pub(super) fn source(definition: &str) -> Source {
    let text = definition.split_once("]:").map_or(definition, |(_, text)| text);
    let (text, mut url) = unlink(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let address = words.iter().position(|word| {
        let word = word.trim_start_matches('<');
        word.starts_with("https://") || word.starts_with("http://")
    });
    if let Some(at) = address {
        url = Some(words.remove(at).trim_matches(['<', '>', '.', ',']).to_owned());
    }
    let text = words.join(" ");
    let (label, note) = match text.split_once([',', '、', '，']) {
        Some((label, note)) => (label.trim().to_owned(), Some(note.trim().to_owned())),
        None => (text, None),
    };
    let host = || url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or_default().to_owned();
    let label = if label.is_empty() { host() } else { label };
    Source { label, url, note: note.filter(|note| !note.is_empty()) }
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
        assert_eq!(named("[^a]: <https://a.example/x>"), ("a.example".to_owned(), address(), None));
    }
}
