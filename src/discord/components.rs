//! Buttons and menus: what a press means, written into its `custom_id`, so that it works after a
//! restart.

use crate::text::Lang;
use crate::text::units::utf16_len;

/// The version of the format; one of another version is answered with a kind word.
const VERSION: &str = "k3";
/// The longest name that is written out; a longer one is written as a hash.
const NAME: usize = 40;
/// What the value of a choice begins with, and nothing that a member types.
const VALUE: &str = "kotae:";

/// Whom a message was made for: whoever else presses its buttons gets an answer of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    /// The member's id.
    pub id: u64,
    /// The language that the message is in.
    pub lang: Lang,
    /// Whether nobody else sees it. That stands in the message, not in its buttons.
    pub private: bool,
}

/// What a component does when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Opens a page of a list, or an entry.
    Open(Target, usize),
    /// Turns to a page of an entry; all else in the message stays.
    Turn(Turn),
    /// Opens what is chosen from a menu; the name tells the menus of a message apart. What is opened leads
    /// back to the page of the list that the menu is of, if that can't be told from what is opened.
    Choose(&'static str, Option<(Target, usize)>),
    /// Shows a page of all articles and topics.
    AllTopics(usize),
    /// Shows a page of the sources, all or those of an article.
    AllSources(Option<Target>, usize),
    /// Opens one of the entries on offer.
    Pick(Offer, usize),
    /// Shows entries on offer again.
    Offer(Offer),
    /// Lists the nearest entries to a section.
    Related(Target),
    /// Explains the answer to a question, of which this is as much as there is room for.
    Why(String),
    /// Takes the message away, for the member that it was made for and for moderators.
    Delete,
    /// Shows a page of a summary's preview.
    Preview(Summary, usize),
    /// Posts a summary into a channel.
    Publish(Summary),
    /// Drops a preview.
    Cancel,
}

/// A page of an entry, and what its other pages say of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The entry.
    pub section: Target,
    /// The page.
    pub page: usize,
    /// The hash of the sentence that answers, if the entry is an answer.
    pub sentence: Option<u32>,
    /// Whether that is sure, if the entry is an answer.
    pub sure: Option<bool>,
}

/// Entries to choose from, each by the hash of its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Whether they are the nearest ones to another entry; else to a question.
    pub related: bool,
    /// The entries, at most five.
    pub entries: Vec<u32>,
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
    /// The hash of the messages that the preview shows.
    pub seen: u32,
}

/// The menus that there are.
const MENUS: [&str; 5] = ["sections", "articles", "topics", "sources", "found"];

/// Something that can be opened: a letter for its kind, and its name or, where that is too long for Discord,
/// the hash of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(String);

/// What can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// A section.
    Section,
    /// An article's sections.
    Article,
    /// A topic's sections.
    Topic,
    /// The sections that lean on a source.
    Source,
    /// The list of the FAQ.
    Faq,
}

impl TargetKind {
    const ALL: [(char, TargetKind); 5] = [
        ('s', TargetKind::Section),
        ('a', TargetKind::Article),
        ('t', TargetKind::Topic),
        ('o', TargetKind::Source),
        ('f', TargetKind::Faq),
    ];

    fn letter(self) -> char {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or('s', |(letter, _)| letter)
    }
}

impl Target {
    /// A section.
    #[must_use]
    pub fn section(id: &str) -> Target {
        Target::new(TargetKind::Section, id)
    }

    /// An article.
    #[must_use]
    pub fn article(id: &str) -> Target {
        Target::new(TargetKind::Article, id)
    }

    /// A topic.
    #[must_use]
    pub fn topic(name: &str) -> Target {
        Target::new(TargetKind::Topic, name)
    }

    /// A source by its name.
    #[must_use]
    pub fn source(label: &str) -> Target {
        Target::new(TargetKind::Source, label)
    }

    /// The list of the FAQ.
    #[must_use]
    pub fn faq() -> Target {
        Target::new(TargetKind::Faq, "")
    }

    fn new(kind: TargetKind, name: &str) -> Target {
        let letter = kind.letter();
        if utf16_len(name) <= NAME && !name.starts_with('~') {
            return Target(format!("{letter}/{name}"));
        }
        Target(format!("{letter}/~{:016x}", hash(name)))
    }

    /// The target as the value of a menu's option or of an autocomplete choice.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{VALUE}{}", self.0)
    }

    /// Reads a value back, if it is one.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Target> {
        Target::read(value.strip_prefix(VALUE)?)
    }

    fn read(written: &str) -> Option<Target> {
        let rest = written.strip_prefix(TargetKind::ALL.map(|(letter, _)| letter))?;
        rest.starts_with('/').then(|| Target(written.to_owned()))
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        let letter = self.0.chars().next();
        let known = TargetKind::ALL.into_iter().find(|(known, _)| letter == Some(*known));
        known.map_or(TargetKind::Section, |(_, kind)| kind)
    }

    /// The name, or the hash of a long one.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0[2..]
    }
}

impl Turn {
    fn written(&self) -> String {
        let sentence = self.sentence.map(|hash| format!("{hash:x}")).unwrap_or_default();
        let sure = self.sure.map_or("", |sure| if sure { "s" } else { "l" });
        format!("{}:{sentence}:{sure}:{}", self.page, self.section.0)
    }

    fn read(written: &str) -> Option<Turn> {
        let mut parts = written.splitn(4, ':');
        let page = parts.next()?.parse().ok()?;
        let sentence = u32::from_str_radix(parts.next()?, 16).ok();
        let sure = Some(parts.next()?).filter(|sure| !sure.is_empty()).map(|sure| sure == "s");
        Some(Turn { section: Target::read(parts.next()?)?, page, sentence, sure })
    }
}

impl Offer {
    /// An offer of some entries, by their ids.
    #[must_use]
    pub fn new<'a>(related: bool, ids: impl Iterator<Item = &'a str>) -> Offer {
        Offer { related, entries: ids.map(short_hash).collect() }
    }

    /// Whether an entry is meant by one on offer.
    #[must_use]
    pub fn means(entry: u32, id: &str) -> bool {
        short_hash(id) == entry
    }

    fn written(&self) -> String {
        let entries: Vec<String> = self.entries.iter().map(|entry| format!("{entry:x}")).collect();
        format!("{}:{}", if self.related { "r" } else { "s" }, entries.join("."))
    }

    fn read(written: &str) -> Option<Offer> {
        let (kind, entries) = written.split_once(':')?;
        let entries = entries.split('.').map(|entry| u32::from_str_radix(entry, 16).ok());
        Some(Offer { related: kind == "r", entries: entries.collect::<Option<_>>()? })
    }
}

impl Summary {
    fn written(&self) -> String {
        let of = self.of.as_ref().map_or("", |target| target.0.as_str());
        format!("{:x}:{}:{:x}:{of}", self.channel, if self.full { "f" } else { "s" }, self.seen)
    }

    fn read(written: &str) -> Option<Summary> {
        let mut parts = written.splitn(4, ':');
        let channel = u64::from_str_radix(parts.next()?, 16).ok().filter(|&channel| channel != 0)?;
        let full = parts.next()? == "f";
        let seen = u32::from_str_radix(parts.next()?, 16).ok()?;
        let of = parts.next().filter(|of| !of.is_empty());
        let target = of.map(|of| Target::read(of).ok_or(()));
        Some(Summary { of: target.transpose().ok()?, full, channel, seen })
    }
}

/// A hash that is the same in every version (FNV-1a; Fowler, Noll and Vo): buttons outlive updates.
#[must_use]
pub fn hash(text: &str) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    text.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Half of it, where there are few texts to tell apart.
#[must_use]
pub fn short_hash(text: &str) -> u32 {
    hash(text) as u32
}

impl Press {
    /// The press as a `custom_id` in a message that was made for somebody, at most 100 characters long.
    #[must_use]
    pub fn custom_id(&self, to: Addressee) -> String {
        let press = match self {
            Press::Open(target, page) => format!("open:{page}:{}", target.0),
            Press::Turn(turn) => format!("turn:{}", turn.written()),
            Press::Choose(menu, None) => format!("choose:{menu}"),
            Press::Choose(menu, Some((list, page))) => format!("choose:{menu}:{page}:{}", list.0),
            Press::AllTopics(page) => format!("topics:{page}"),
            Press::AllSources(article, page) => {
                format!("sources:{page}:{}", article.as_ref().map_or("", |article| article.0.as_str()))
            }
            Press::Pick(offer, number) => format!("pick:{number}:{}", offer.written()),
            Press::Offer(offer) => format!("offer:{}", offer.written()),
            Press::Related(target) => format!("related:{}", target.0),
            Press::Why(question) => format!("why:{question}"),
            Press::Delete => "delete".to_owned(),
            Press::Preview(summary, page) => format!("view:{page}:{}", summary.written()),
            Press::Publish(summary) => format!("post:{}", summary.written()),
            Press::Cancel => "cancel".to_owned(),
        };
        format!("{VERSION}:{}{:x}:{press}", to.lang.code(), to.id)
    }

    /// Reads a `custom_id` back, and whom its message was made for; `None` for one of another version.
    #[must_use]
    pub fn parse(custom_id: &str) -> Option<(Press, Addressee)> {
        let (to, press) = custom_id.strip_prefix(VERSION)?.strip_prefix(':')?.split_once(':')?;
        let lang = Lang::ALL.into_iter().find(|lang| to.starts_with(lang.code()))?;
        let id = u64::from_str_radix(&to[lang.code().len()..], 16).ok()?;
        Some((Press::read(press)?, Addressee { id, lang, private: false }))
    }

    fn read(press: &str) -> Option<Press> {
        let (verb, rest) = press.split_once(':').unwrap_or((press, ""));
        let paged = |rest: &str| -> Option<(usize, String)> {
            let (page, rest) = rest.split_once(':')?;
            Some((page.parse().ok()?, rest.to_owned()))
        };
        match verb {
            "open" => paged(rest).and_then(|(page, target)| Some(Press::Open(Target::read(&target)?, page))),
            "turn" => Turn::read(rest).map(Press::Turn),
            "choose" => {
                let (menu, list) = rest.split_once(':').unwrap_or((rest, ""));
                let menu = MENUS.into_iter().find(|known| *known == menu)?;
                let list = paged(list).and_then(|(page, list)| Some((Target::read(&list)?, page)));
                Some(Press::Choose(menu, list))
            }
            "topics" => rest.parse().ok().map(Press::AllTopics),
            "sources" => paged(rest).map(|(page, article)| Press::AllSources(Target::read(&article), page)),
            "pick" => paged(rest).and_then(|(number, offer)| Some(Press::Pick(Offer::read(&offer)?, number))),
            "offer" => Offer::read(rest).map(Press::Offer),
            "related" => Target::read(rest).map(Press::Related),
            "why" => Some(Press::Why(rest.to_owned())),
            "delete" => Some(Press::Delete),
            "view" => {
                paged(rest).and_then(|(page, summary)| Some(Press::Preview(Summary::read(&summary)?, page)))
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
    use crate::discord::echo::Asked;

    #[test]
    fn a_press_is_read_back() {
        let long = "長".repeat(300);
        let name = Target::topic(&"題".repeat(NAME));
        let summary = |of| Summary { of, full: false, channel: u64::MAX, seen: u32::MAX };
        let offer = Offer { related: false, entries: vec![u32::MAX; 5] };
        let turn = |sentence, sure| Press::Turn(Turn { section: name.clone(), page: 999, sentence, sure });
        for press in [
            Press::Open(Target::section("a#b"), 0),
            Press::Open(Target::topic(&long), 99),
            turn(Some(u32::MAX), Some(true)),
            turn(Some(0), Some(false)),
            turn(None, None),
            Press::Related(Target::article("~x")),
            Press::Choose("sources", None),
            Press::Choose("sections", Some((name.clone(), 9999))),
            Press::AllTopics(3),
            Press::AllSources(None, 0),
            Press::AllSources(Some(name.clone()), 9999),
            Press::Pick(offer.clone(), 4),
            Press::Offer(offer),
            Press::Why(Asked { question: &long, part: 0..long.len() }.line()),
            Press::Why("a:b".to_owned()),
            Press::Delete,
            Press::Publish(summary(None)),
            Press::Preview(summary(Some(name.clone())), 9),
            Press::Cancel,
        ] {
            for lang in Lang::ALL {
                let to = Addressee { id: u64::MAX, lang, private: false };
                assert!(utf16_len(&press.custom_id(to)) <= 100, "{}", press.custom_id(to));
                assert_eq!(Press::parse(&press.custom_id(to)), Some((press.clone(), to)));
            }
        }
        assert_eq!(Press::parse("k2:open:0:s/a#b"), None);
        assert_eq!(Press::parse("k3:ja1:post:0:s:0:"), None, "no channel has this number");
        assert_eq!(Press::parse("whatever"), None);
    }

    #[test]
    fn what_a_member_types_is_no_choice() {
        assert_eq!(Target::from_value("f/2.8"), None);
        assert_eq!(Target::from_value(&Target::faq().value()), Some(Target::faq()));
    }
}
