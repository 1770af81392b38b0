//! Previews: which summaries are being posted or were, so that none is posted twice.

use std::collections::VecDeque;

use serenity::all::MessageId;

/// How many are remembered.
const REMEMBERED: usize = 1024;

/// The previews whose summary is being posted or was, by their messages' ids: pressed again, their button posts
/// nothing twice.
#[derive(Default)]
pub struct Previews(VecDeque<(u64, Progress)>);

/// How far the posting of a summary has come.
#[derive(Clone, Copy)]
pub enum Progress {
    /// It is being posted.
    UnderWay,
    /// It stands in its channel, from this message on where Discord told its id.
    Posted(Option<MessageId>),
}

impl Previews {
    /// Notes that the summary of a preview is being posted, unless it is already or was: how far
    /// it has come then.
    pub fn begin(&mut self, id: u64) -> Option<Progress> {
        let known = self.0.iter().find(|(other, _)| *other == id).map(|&(_, progress)| progress);
        if known.is_none() {
            if self.0.len() >= REMEMBERED {
                self.0.pop_front();
            }
            self.0.push_back((id, Progress::UnderWay));
        }
        known
    }

    /// Notes that all of it is posted.
    pub fn posted(&mut self, id: u64, first: Option<MessageId>) {
        self.failed(id);
        self.0.push_back((id, Progress::Posted(first)));
    }

    /// Notes that it failed, and may be tried again.
    pub fn failed(&mut self, id: u64) {
        self.0.retain(|(other, _)| *other != id);
    }
}
