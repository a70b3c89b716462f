//! News for rooms, and when each room hears it. An announcement is kept once; each room has a cursor into the
//! announcements and an earliest moment for its next message. What lies behind the cursor is told in one message,
//! so bursts fold by themselves and nothing is written per room when somebody pledges.

use serde::{Deserialize, Serialize};

use crate::ids::{AnnouncementId, DeliveryId, RoomAddress, Timestamp};
use crate::language::Language;
use crate::pledge::RefusalReason;
use crate::subscription::Manner;
use crate::supporter::{Supporter, SupporterKind};

/// One piece of news, as it stands now (a name that was withdrawn since is no longer in it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its id; later news has a higher one.
    pub id: AnnouncementId,
    /// What it tells.
    pub news: News,
}

/// What an announcement tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Somebody joined and may be named.
    Supporter(Supporter),
    /// Somebody joined and is only counted, or doesn't want rooms to hear the name.
    Unnamed(SupporterKind),
    /// The supporters reached a round number.
    Milestone(u64),
    /// Organisers have something to say.
    Notice(String),
    /// It no longer says anything: the supporter withdrew.
    Retracted,
}

/// The supporters at which a milestone is announced: 10, 25, 50, 100, 250, 500, 1 000 and so on.
pub fn is_milestone(total: u64) -> bool {
    let mut power = 10;
    while power <= total {
        if total == power || total == power.saturating_mul(5) || total == power / 2 * 5 {
            return true;
        }
        power = power.saturating_mul(10);
    }
    false
}

/// A message that is due, claimed by one worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id, the same at every try.
    pub id: DeliveryId,
    /// Where it goes.
    pub room: RoomAddress,
    /// The room's language, or the person's.
    pub language: Language,
    /// How it is posted.
    pub manner: Manner,
    /// What to do.
    pub task: Task,
    /// How often it failed before.
    pub attempts: u32,
    /// Which claim of it this is, from 1: a worker that took too long doesn't speak for the one that has it now.
    pub claim: i64,
    /// When it was made, which is before it was first tried.
    pub made: Timestamp,
}

/// What a delivery does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Tell a room its news.
    Tell(Vec<Announcement>),
    /// Change a message that was posted, because something in it was withdrawn or changed.
    Correct {
        /// The messages, as the platform named them when they were posted.
        posted: Posted,
        /// What is left to tell; nothing means that the message goes.
        news: Vec<Announcement>,
    },
    /// Tell somebody, in their private chat, what became of their pledge.
    Outcome(Outcome),
    /// Tell somebody, in their private chat, that rooms in which they turned on news take no more messages.
    Lost {
        /// How many rooms, at least one.
        rooms: u32,
    },
}

/// What became of a pledge that waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It counts now, under this number.
    Approved {
        /// The public number.
        number: u32,
    },
    /// It was refused.
    Refused {
        /// Why.
        reason: RefusalReason,
    },
}

/// What a platform called the messages it posted, so that they can be changed later. Only the adapter reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Posted(pub Vec<String>);

/// How a delivery ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The platform took it.
    Delivered {
        /// What was posted.
        posted: Posted,
    },
    /// Nothing was left to tell.
    Nothing,
    /// It failed; try again at this time.
    Later(Timestamp),
    /// The platform asks for a pause until this time. That is no failure, and isn't counted as one.
    Paused(Timestamp),
    /// The room doesn't take messages any more: its subscription rests.
    Gone,
    /// It moved: the same room under a new address; try again there.
    Moved(RoomAddress),
    /// It failed too often; kept where operators see it.
    Dead,
}
