//! Backoff: trying again after a pause, longer each time.

use std::time::{Duration, Instant};

/// The pauses between tries.
#[derive(Debug)]
pub struct Backoff {
    pause: Duration,
    longest: Duration,
    tries: u32,
    ends: Option<Instant>,
}

impl Backoff {
    /// Tries again without end, first after this pause.
    #[must_use]
    pub fn from(pause: Duration) -> Backoff {
        Backoff { pause, longest: Duration::MAX, tries: u32::MAX, ends: None }
    }

    /// Lets no pause be longer.
    #[must_use]
    pub fn at_most(self, longest: Duration) -> Backoff {
        Backoff { longest, ..self }
    }

    /// Tries again so many times.
    #[must_use]
    pub fn times(self, tries: u32) -> Backoff {
        Backoff { tries, ..self }
    }

    /// Tries again while there is time.
    #[must_use]
    pub fn until(self, ends: Instant) -> Backoff {
        Backoff { ends: Some(ends), ..self }
    }

    /// Waits before another try, as long as the other side wants if it says so; whether there is another try.
    pub async fn again(&mut self, wanted: Option<Duration>) -> bool {
        let wait = wanted.unwrap_or(self.pause);
        let is_late = self.ends.is_some_and(|ends| ends.saturating_duration_since(Instant::now()) <= wait);
        if self.tries == 0 || is_late {
            return false;
        }
        self.tries -= 1;
        if wanted.is_none() {
            self.pause = self.pause.saturating_mul(2).min(self.longest);
        }
        tokio::time::sleep(wait).await;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn there_is_no_try_without_tries_or_time() {
        let short = Duration::from_millis(1);
        let mut twice = Backoff::from(short).times(2);
        assert!(twice.again(None).await && twice.again(Some(short)).await && !twice.again(None).await);
        let mut brief = Backoff::from(short).until(Instant::now() + Duration::from_secs(60));
        assert!(brief.again(None).await);
        assert!(!brief.again(Some(Duration::MAX)).await, "what is wanted is too long");
        let mut steady = Backoff::from(short).at_most(3 * short / 2);
        assert!(steady.again(None).await && steady.pause == 3 * short / 2, "longer, and no longer than that");
        assert!(steady.again(Some(short)).await && steady.pause == 3 * short / 2);
    }
}
