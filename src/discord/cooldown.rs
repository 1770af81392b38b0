//! Cool-downs: a channel is not filled with one member's answers, or with one answer again and again.
//!
//! Of a command, what comes too soon is shown to the member alone, with the time that is left. A message
//! can't be answered in private, so its author is told in a line, and once, how long to wait, or to ask by command.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use fluent_bundle::FluentValue;
use rustc_hash::FxHashMap;

use super::post::{Claim, Post, Subject};
use super::texts::{text, text_with};

/// How many public answers a member gets in [`MEMBER`].
const ANSWERS: usize = 5;
/// The time over which a member's public answers are counted.
const MEMBER: Duration = Duration::from_secs(30);
/// How long an entry that stands in a channel is not posted there again in the same language.
const ENTRY: Duration = Duration::from_secs(60);
/// From how many notes on old ones are forgotten.
const MANY: usize = 4096;

/// What was posted lately, by channel, and what was answered in public.
#[derive(Debug, Default)]
pub struct Cooldowns {
    members: FxHashMap<u64, VecDeque<Instant>>,
    /// When, and for whom.
    entries: FxHashMap<(u64, Claim), (Instant, u64)>,
    /// Until when a member in a channel need not be told once more what to wait for.
    told: FxHashMap<(u64, u64, Option<Claim>), Instant>,
}

/// Why an answer comes too soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TooSoon {
    /// The member has had many; the next one is free after this time.
    Member(Duration),
    /// It stands in the channel; it may be posted there again after this time.
    Entry(Duration),
}

impl Cooldowns {
    /// A reply to a command that others would see, or what comes in its place if that is too soon; besides, what it
    /// counts as if it comes through.
    #[must_use]
    pub fn admit(&mut self, post: Post, member: u64, channel: u64, now: Instant) -> (Post, Option<Claim>) {
        let Some(claim) = post.claim.clone() else { return (post, None) };
        let (limit, left) = match self.claim(member, channel, &claim, now) {
            Ok(()) => return (post, Some(claim)),
            Err(TooSoon::Entry(left)) => ("cooldown-entry", left),
            Err(TooSoon::Member(left)) => ("cooldown-member", left),
        };
        (post.alone(&text_with(claim.lang, limit, [seconds(left)])), None)
    }

    /// The same of a reply to a message; nothing where its author has been told already what to wait for.
    #[must_use]
    pub fn admit_to_message(
        &mut self,
        post: Post,
        member: u64,
        channel: u64,
        now: Instant,
    ) -> (Option<Post>, Option<Claim>) {
        let Some(claim) = post.claim.clone() else { return (Some(post), None) };
        let Err(too_soon) = self.claim(member, channel, &claim, now) else {
            return (Some(post), Some(claim));
        };
        let lang = claim.lang;
        let (said, left, matter) = match (too_soon, &claim.of) {
            (TooSoon::Member(left), _) => {
                (text_with(lang, "cooldown-member-message", [seconds(left)]), left, None)
            }
            (TooSoon::Entry(left), Subject::Miss) => (text(lang, "unknown-again"), left, Some(claim)),
            (TooSoon::Entry(left), Subject::Aside) => (text(lang, "aside-again"), left, Some(claim)),
            // Thanks need no second word.
            (TooSoon::Entry(_), Subject::Thanks) => return (None, None),
            (TooSoon::Entry(left), _) => {
                (text_with(lang, "cooldown-entry-message", [seconds(left)]), left, Some(claim))
            }
        };
        let until = self.told.entry((member, channel, matter)).or_insert(now);
        if *until > now {
            return (None, None);
        }
        *until = now + left;
        (Some(Post::note(said)), None)
    }

    /// Notes a public answer, or tells how long it takes until it is free.
    ///
    /// # Errors
    /// The limit that it would pass, the one that lasts longer.
    fn claim(&mut self, member: u64, channel: u64, claim: &Claim, now: Instant) -> Result<(), TooSoon> {
        self.forget(now);
        let place = (channel, claim.clone());
        let answers = self.members.entry(member).or_default();
        while answers.front().is_some_and(|&at| now.duration_since(at) >= MEMBER) {
            answers.pop_front();
        }
        let of_member = answers.front().filter(|_| answers.len() >= ANSWERS).map(|&at| at + MEMBER);
        let of_entry = self.entries.get(&place).map(|&(at, _)| at + ENTRY).filter(|&free| free > now);
        match (of_member, of_entry) {
            (Some(free), other) if Some(free) > other => return Err(TooSoon::Member(free - now)),
            (_, Some(free)) => return Err(TooSoon::Entry(free - now)),
            _ => {}
        }
        answers.push_back(now);
        // Other questions lead to other offers.
        if claim.of != Subject::Offer {
            self.entries.insert(place, (now, member));
        }
        Ok(())
    }

    /// Forgets what was never posted.
    pub fn release(&mut self, member: u64, channel: u64, claim: &Claim) {
        self.members.entry(member).or_default().pop_back();
        self.entries.remove(&(channel, claim.clone()));
    }

    /// Forgets what no longer stands in a channel, if it was posted for this member.
    pub fn taken_away(&mut self, member: u64, channel: u64, claim: &Claim) {
        let place = (channel, claim.clone());
        if self.entries.get(&place).is_some_and(|&(_, by)| by == member) {
            self.entries.remove(&place);
        }
    }

    /// Drops what no longer matters once there is much of it.
    fn forget(&mut self, now: Instant) {
        if self.members.len() + self.entries.len() + self.told.len() > MANY {
            self.told.retain(|_, until| *until > now);
            self.entries.retain(|_, (at, _)| now.duration_since(*at) < ENTRY);
            self.members
                .retain(|_, answers| answers.back().is_some_and(|&at| now.duration_since(at) < MEMBER));
        }
    }
}

/// The time that is left, for a text.
fn seconds(left: Duration) -> (&'static str, FluentValue<'static>) {
    ("seconds", (left.as_secs() + 1).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn claim(section: &str, lang: Lang) -> Claim {
        Claim { of: Subject::Entry(section.to_owned()), lang }
    }

    #[test]
    fn the_same_entry_waits_in_its_channel_only() {
        let (mut cooldowns, start) = (Cooldowns::default(), Instant::now());
        let (ja, en) = (claim("a#b", Lang::Ja), claim("a#b", Lang::En));
        assert_eq!(cooldowns.claim(1, 1, &ja, start), Ok(()));
        let left = cooldowns.claim(2, 1, &ja, start + Duration::from_secs(20));
        assert_eq!(left, Err(TooSoon::Entry(Duration::from_secs(40))));
        assert_eq!(cooldowns.claim(2, 2, &ja, start), Ok(()), "another channel");
        assert_eq!(cooldowns.claim(2, 1, &en, start), Ok(()), "another language");
        assert_eq!(cooldowns.claim(3, 1, &ja, start + ENTRY), Ok(()));
        cooldowns.taken_away(2, 1, &ja);
        assert!(cooldowns.claim(2, 1, &ja, start + ENTRY).is_err(), "it was another member's");
        cooldowns.taken_away(3, 1, &ja);
        assert_eq!(cooldowns.claim(2, 1, &ja, start + ENTRY), Ok(()), "taken away");
    }

    #[test]
    fn who_writes_on_is_told_once() {
        let (mut cooldowns, start) = (Cooldowns::default(), Instant::now());
        let post = || Post { claim: Some(claim("a#b", Lang::Ja)), ..Post::default() };
        let mut said = |after| {
            let (post, _) = cooldowns.admit_to_message(post(), 1, 1, start + Duration::from_secs(after));
            post.map(|post| post.private)
        };
        assert_eq!(said(0), Some(false), "the answer");
        assert_eq!((said(1), said(2), said(3)), (Some(true), None, None), "one note");
        assert_eq!(said(60), Some(false), "the answer again");
        assert_eq!(said(61), Some(true));
    }

    #[test]
    fn a_member_who_asks_a_lot_waits() {
        let (mut cooldowns, start) = (Cooldowns::default(), Instant::now());
        for number in 0..ANSWERS {
            assert_eq!(cooldowns.claim(1, 1, &claim(&number.to_string(), Lang::Ja), start), Ok(()));
        }
        let next = claim("x", Lang::Ja);
        assert_eq!(cooldowns.claim(1, 1, &next, start), Err(TooSoon::Member(MEMBER)));
        assert_eq!(cooldowns.claim(2, 1, &next, start), Ok(()), "somebody else");
        assert_eq!(cooldowns.claim(1, 1, &claim("y", Lang::Ja), start + MEMBER), Ok(()));
    }
}
