//! Buttons and menus: what a press means, written into its `custom_id`, so that it works after a
//! restart.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::text::units::{cut, utf16_len};

/// The version of the format; one of another version is answered with a kind word.
const VERSION: &str = "k2";
/// The longest name that is written out; a longer one is written as a hash.
const NAME: usize = 60;
/// As much of a question as a `custom_id` has room for.
const QUESTION: usize = 90;

/// What a component does when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Opens a page of a target.
    Open(Target, usize),
    /// Opens what is chosen from a menu; the name tells the menus of a message apart.
    Choose(&'static str),
    /// Shows a page of all articles and topics.
    AllTopics(usize),
    /// Shows a page of all sources.
    AllSources(usize),
    /// Lists the nearest entries to a section.
    Related(Target),
    /// Explains the answer to a question, of which this is as much as there is room for.
    Why(String),
    /// Takes the message away, for the member with this id and for moderators.
    Delete(u64),
    /// Shows a page of a summary's preview.
    Preview(Summary, usize),
    /// Posts a summary into a channel.
    Publish(Summary),
    /// Drops a preview.
    Cancel,
}

/// A summary that can be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Of what; of everything where there is no target.
    pub of: Option<Target>,
    /// Whether it is the long one.
    pub full: bool,
    /// The channel it goes into.
    pub channel: u64,
}

/// The menus that there are.
const MENUS: [&str; 4] = ["sections", "articles", "topics", "sources"];

/// Something that can be opened, by name or, where that is too long for Discord, by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(String);

impl Target {
    /// A section.
    #[must_use]
    pub fn section(id: &str) -> Target {
        Target::new('s', id)
    }

    /// An article.
    #[must_use]
    pub fn article(id: &str) -> Target {
        Target::new('a', id)
    }

    /// A topic.
    #[must_use]
    pub fn topic(name: &str) -> Target {
        Target::new('t', name)
    }

    /// A source by its name.
    #[must_use]
    pub fn source(label: &str) -> Target {
        Target::new('o', label)
    }

    /// The list of the FAQ.
    #[must_use]
    pub fn faq() -> Target {
        Target::new('f', "")
    }

    fn new(kind: char, name: &str) -> Target {
        if utf16_len(name) <= NAME && !name.starts_with('~') {
            return Target(format!("{kind}/{name}"));
        }
        let mut hasher = FxHasher::default();
        name.hash(&mut hasher);
        Target(format!("{kind}/~{:016x}", hasher.finish()))
    }

    /// The target as the value of a menu's option or of an autocomplete choice.
    #[must_use]
    pub fn value(&self) -> String {
        self.0.clone()
    }

    /// Reads a value back, if it has the form of one.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Target> {
        let rest = value.strip_prefix(['s', 'a', 't', 'o', 'f'])?;
        rest.starts_with('/').then(|| Target(value.to_owned()))
    }

    /// What it is: `s` a section, `a` an article, `t` a topic, `o` a source, `f` the FAQ.
    #[must_use]
    pub fn kind(&self) -> char {
        self.0.chars().next().unwrap_or_default()
    }

    /// The name, or the hash of a long one.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0[2..]
    }
}

impl Summary {
    fn written(&self) -> String {
        let of = self.of.as_ref().map_or("", |target| target.0.as_str());
        format!("{}:{}:{of}", self.channel, if self.full { "full" } else { "short" })
    }

    fn read(written: &str) -> Option<Summary> {
        let mut parts = written.splitn(3, ':');
        let channel = parts.next()?.parse().ok()?;
        let full = parts.next()? == "full";
        let of = parts.next().filter(|of| !of.is_empty());
        let target = of.map(|of| Target::from_value(of).ok_or(()));
        Some(Summary { of: target.transpose().ok()?, full, channel })
    }
}

impl Press {
    /// The press as a `custom_id`, at most 100 characters long.
    #[must_use]
    pub fn custom_id(&self) -> String {
        let press = match self {
            Press::Open(target, page) => format!("open:{page}:{}", target.0),
            Press::Choose(menu) => format!("choose:{menu}"),
            Press::AllTopics(page) => format!("topics:{page}"),
            Press::AllSources(page) => format!("sources:{page}"),
            Press::Related(target) => format!("related:{}", target.0),
            Press::Why(question) => format!("why:{question}"),
            Press::Delete(asker) => format!("delete:{asker}"),
            Press::Preview(summary, page) => format!("view:{page}:{}", summary.written()),
            Press::Publish(summary) => format!("post:{}", summary.written()),
            Press::Cancel => "cancel".to_owned(),
        };
        format!("{VERSION}:{press}")
    }

    /// A button that explains the answer to a question.
    #[must_use]
    pub fn why(question: &str) -> Press {
        let line = question.split_whitespace().collect::<Vec<_>>().join(" ");
        Press::Why(cut(&line, QUESTION))
    }

    /// Reads a `custom_id` back; `None` for one of another version.
    #[must_use]
    pub fn parse(custom_id: &str) -> Option<Press> {
        let press = custom_id.strip_prefix(VERSION)?.strip_prefix(':')?;
        let (verb, rest) = press.split_once(':').unwrap_or((press, ""));
        match verb {
            "open" => {
                let (page, target) = rest.split_once(':')?;
                Some(Press::Open(Target::from_value(target)?, page.parse().ok()?))
            }
            "choose" => MENUS.into_iter().find(|menu| *menu == rest).map(Press::Choose),
            "topics" => rest.parse().ok().map(Press::AllTopics),
            "sources" => rest.parse().ok().map(Press::AllSources),
            "related" => Target::from_value(rest).map(Press::Related),
            "why" => Some(Press::Why(rest.to_owned())),
            "delete" => rest.parse().ok().map(Press::Delete),
            "view" => {
                let (page, summary) = rest.split_once(':')?;
                Some(Press::Preview(Summary::read(summary)?, page.parse().ok()?))
            }
            "post" => Summary::read(rest).map(Press::Publish),
            "cancel" => Some(Press::Cancel),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_read_back() {
        let long = "長".repeat(300);
        let summary = |of| Summary { of, full: false, channel: u64::MAX };
        for press in [
            Press::Open(Target::section("a#b"), 0),
            Press::Open(Target::topic(&long), 99),
            Press::Related(Target::article("~x")),
            Press::Choose("sources"),
            Press::AllTopics(3),
            Press::AllSources(0),
            Press::why(&long),
            Press::Why("a:b".to_owned()),
            Press::Delete(u64::MAX),
            Press::Publish(summary(None)),
            Press::Preview(summary(Some(Target::topic(&"題".repeat(60)))), 9),
            Press::Cancel,
        ] {
            assert!(utf16_len(&press.custom_id()) <= 100);
            assert_eq!(Press::parse(&press.custom_id()), Some(press));
        }
        assert_eq!(Press::parse("k1:open:s/a#b"), None);
        assert_eq!(Press::parse("whatever"), None);
    }
}
