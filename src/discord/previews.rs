//! Previews: which summaries are being posted or were, so that none is posted twice.

use std::collections::VecDeque;

/// How many are remembered.
const REMEMBERED: usize = 1024;

/// The previews whose summary is being posted or was, by their messages' ids: pressed again, their button posts
/// nothing twice.
#[derive(Default)]
pub struct Previews(VecDeque<(u64, bool)>);

impl Previews {
    /// Notes that the summary of a preview is being posted, unless it is already or was: whether it was.
    pub fn begin(&mut self, id: u64) -> Option<bool> {
        let known = self.0.iter().find(|(other, _)| *other == id).map(|&(_, posted)| posted);
        if known.is_none() {
            if self.0.len() >= REMEMBERED {
                self.0.pop_front();
            }
            self.0.push_back((id, false));
        }
        known
    }

    /// Notes how that ended; what failed may be tried again.
    pub fn end(&mut self, id: u64, posted: bool) {
        self.0.retain(|(other, _)| *other != id);
        if posted {
            self.0.push_back((id, true));
        }
    }
}
