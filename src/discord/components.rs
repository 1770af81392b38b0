//! Buttons and menus: what a press means, written into its `custom_id`, so that it works after a
//! restart.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::text::units::utf16_len;

/// The version of the format; one of another version is answered with a kind word.
const VERSION: &str = "k1";
/// The longest name that is written out; a longer one is written as a hash.
const NAME: usize = 80;

/// What a component does when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Opens a target.
    Open(Target),
    /// Opens the section that is chosen from a menu.
    Sections,
    /// Opens the article that is chosen from a menu.
    Articles,
    /// Opens the topic that is chosen from a menu.
    Topics,
    /// Shows all articles and topics.
    AllTopics,
}

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
        let rest = value.strip_prefix(['s', 'a', 't'])?;
        rest.starts_with('/').then(|| Target(value.to_owned()))
    }

    /// Whether it is a section, an article or a topic: `s`, `a` or `t`.
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

impl Press {
    /// The press as a `custom_id`, at most 100 characters long.
    #[must_use]
    pub fn custom_id(&self) -> String {
        match self {
            Press::Open(target) => format!("{VERSION}:open:{}", target.0),
            Press::Sections => format!("{VERSION}:sections"),
            Press::Articles => format!("{VERSION}:articles"),
            Press::Topics => format!("{VERSION}:topics"),
            Press::AllTopics => format!("{VERSION}:all"),
        }
    }

    /// Reads a `custom_id` back; `None` for one of another version.
    #[must_use]
    pub fn parse(custom_id: &str) -> Option<Press> {
        let press = custom_id.strip_prefix(VERSION)?.strip_prefix(':')?;
        match press.split_once(':') {
            Some(("open", target)) => Target::from_value(target).map(Press::Open),
            None if press == "sections" => Some(Press::Sections),
            None if press == "articles" => Some(Press::Articles),
            None if press == "topics" => Some(Press::Topics),
            None if press == "all" => Some(Press::AllTopics),
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
        for target in [Target::section("a#b"), Target::topic(&long), Target::article("~x")] {
            let press = Press::Open(target);
            assert!(utf16_len(&press.custom_id()) <= 100);
            assert_eq!(Press::parse(&press.custom_id()), Some(press));
        }
        assert_eq!(Press::parse("k0:open:s/a#b"), None);
        assert_eq!(Press::parse("whatever"), None);
    }
}
