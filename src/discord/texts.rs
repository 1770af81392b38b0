//! The texts that members read, in Fluent files by language.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::text::Lang;

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| match lang {
        Lang::Ja => bundle(lang, include_str!("../../locales/ja.ftl")),
        Lang::En => bundle(lang, include_str!("../../locales/en.ftl")),
    })
});

fn bundle(lang: Lang, source: &str) -> FluentBundle<FluentResource> {
    let locale = lang.code().parse().expect("a language's code is a locale");
    let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors);
    let resource = resource.expect("the locale files are valid Fluent");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would count against Discord's limits and show up in copied text.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no message is defined twice");
    bundle
}

/// The text of a message in a language.
#[must_use]
pub fn text(lang: Lang, id: &str) -> String {
    text_with(lang, id, [])
}

/// The text of a message in a language with its variables filled in.
///
/// # Panics
/// When the message does not exist, which a test rules out for every id that stands in a call.
#[must_use]
pub fn text_with<const N: usize>(lang: Lang, id: &str, variables: [(&str, FluentValue<'_>); N]) -> String {
    let bundle = &BUNDLES[lang as usize];
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    let pattern = pattern.unwrap_or_else(|| panic!("no message `{id}` in {}", lang.code()));
    let args: FluentArgs<'_> = variables.into_iter().collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    debug_assert!(errors.is_empty() || N == 0, "{id}: {errors:?}");
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn ids(source: &str) -> Vec<&str> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
            .collect()
    }

    #[test]
    fn both_languages_have_every_message() {
        let ja = ids(include_str!("../../locales/ja.ftl"));
        assert_eq!(ja, ids(include_str!("../../locales/en.ftl")));
        for id in ja {
            for lang in Lang::ALL {
                assert!(!text(lang, id).is_empty(), "{id}");
            }
        }
    }

    /// The ids in calls like `text(lang, "id")` in the sources below a folder.
    fn called(folder: &Path, ids: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                called(&path, ids);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("a source");
            for (at, call) in ["text(", "text_with("].iter().flat_map(|call| source.match_indices(call)) {
                let is_other = |c: char| c.is_alphanumeric() || "_.".contains(c);
                let arguments = source[at + call.len()..].split([')', '[']).next().unwrap_or_default();
                if !source[..at].ends_with(is_other) && path.file_name() != Some("texts.rs".as_ref()) {
                    ids.extend(arguments.split('"').nth(1).map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_id_in_a_call_has_its_message() {
        let mut called_ids = Vec::new();
        called(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/discord"), &mut called_ids);
        let known = ids(include_str!("../../locales/en.ftl"));
        let plain = called_ids.iter().filter(|id| !id.contains('{'));
        let missing: Vec<_> = plain.filter(|id| !known.contains(&id.as_str())).collect();
        assert!(called_ids.len() > 50 && missing.is_empty(), "{} calls, {missing:?}", called_ids.len());
    }

    #[test]
    fn variables_are_filled_in() {
        assert_eq!(text_with(Lang::En, "topic-count", [("count", 1.into())]), "One entry. Open it below.");
        assert_eq!(text_with(Lang::Ja, "source-more", [("count", 3.into())]), "ほか 3 件");
    }
}
