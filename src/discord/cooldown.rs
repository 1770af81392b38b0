//! Cool-downs: a channel is not filled with one member's answers, or with one answer again and again.
//!
//! Nobody is refused: what comes too soon is shown to the member alone, with the time that is left.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use crate::text::Lang;

/// How many public answers a member gets in [`MEMBER`].
const ANSWERS: usize = 5;
/// The time over which a member's public answers are counted.
const MEMBER: Duration = Duration::from_secs(30);
/// How long an entry that stands in a channel is not posted there again in the same language.
const ENTRY: Duration = Duration::from_secs(60);
/// From how many notes on old ones are forgotten.
const MANY: usize = 4096;

/// Where and in which language an entry was posted: channel, section, language.
type Place = (u64, String, Lang);

/// What was answered in public lately.
#[derive(Debug, Default)]
pub struct Cooldowns {
    members: FxHashMap<u64, VecDeque<Instant>>,
    entries: FxHashMap<Place, Instant>,
}

impl Cooldowns {
    /// Notes a public answer, or tells how long it takes until the next one is free.
    ///
    /// # Errors
    /// The time that is left.
    pub fn claim(
        &mut self,
        member: u64,
        channel: u64,
        section: &str,
        lang: Lang,
        now: Instant,
    ) -> Result<(), Duration> {
        self.forget(now);
        let place = (channel, section.to_owned(), lang);
        let answers = self.members.entry(member).or_default();
        while answers.front().is_some_and(|&at| now.duration_since(at) >= MEMBER) {
            answers.pop_front();
        }
        let of_member = answers.front().filter(|_| answers.len() >= ANSWERS).map(|&at| at + MEMBER);
        let of_entry = self.entries.get(&place).map(|&at| at + ENTRY);
        if let Some(free) = of_member.max(of_entry).filter(|&free| free > now) {
            return Err(free - now);
        }
        answers.push_back(now);
        self.entries.insert(place, now);
        Ok(())
    }

    /// Drops what no longer matters once there is much of it.
    fn forget(&mut self, now: Instant) {
        if self.members.len() + self.entries.len() > MANY {
            self.entries.retain(|_, at| now.duration_since(*at) < ENTRY);
            self.members
                .retain(|_, answers| answers.back().is_some_and(|&at| now.duration_since(at) < MEMBER));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entry_waits_in_its_channel_only() {
        let (mut cooldowns, start) = (Cooldowns::default(), Instant::now());
        assert_eq!(cooldowns.claim(1, 1, "a#b", Lang::Ja, start), Ok(()));
        let left = cooldowns.claim(2, 1, "a#b", Lang::Ja, start + Duration::from_secs(20));
        assert_eq!(left, Err(Duration::from_secs(40)));
        assert_eq!(cooldowns.claim(2, 2, "a#b", Lang::Ja, start), Ok(()), "another channel");
        assert_eq!(cooldowns.claim(2, 1, "a#b", Lang::En, start), Ok(()), "another language");
        assert_eq!(cooldowns.claim(3, 1, "a#b", Lang::Ja, start + ENTRY), Ok(()));
    }

    #[test]
    fn a_member_who_asks_a_lot_waits() {
        let (mut cooldowns, start) = (Cooldowns::default(), Instant::now());
        for number in 0..ANSWERS {
            assert_eq!(cooldowns.claim(1, 1, &number.to_string(), Lang::Ja, start), Ok(()));
        }
        assert_eq!(cooldowns.claim(1, 1, "x", Lang::Ja, start), Err(MEMBER));
        assert_eq!(cooldowns.claim(2, 1, "x", Lang::Ja, start), Ok(()), "somebody else");
        assert_eq!(cooldowns.claim(1, 1, "y", Lang::Ja, start + MEMBER), Ok(()));
    }
}
