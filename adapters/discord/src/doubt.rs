//! Messages of which nobody knows whether they were posted: the call was on its way when the network broke, or when the
//! bot died. Sending one again is safe while Discord knows its nonce, "the past few minutes". After a longer outage, and
//! where another run tried before, the channel is looked at first, so that nothing shows twice. Absent on purpose:
//! remembering doubts over a restart; the outbox does, by how often it has handed a message out.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bot_core::ids::{DAY, MINUTE, Timestamp};
use serde::Deserialize;
use serenity::all::{ChannelId, MessageId, UserId};

use crate::Discord;
use crate::api::{Fault, NOTHING};
use crate::render::Part;
use crate::route::Route;
use crate::send::Lane;

/// How long Discord surely knows a nonce, in milliseconds; how long exactly is not published.
const KNOWN: i64 = 2 * MINUTE;

/// By how much its clock and ours may differ, in milliseconds.
const APART: i64 = MINUTE;

/// Of how many messages doubts are remembered.
const MOST: usize = 10_000;

/// After this time, in milliseconds, a doubt gives way to newer ones.
const STALE: i64 = 3 * DAY;

/// Since when there are doubts, by what tells a message from all others.
#[derive(Default)]
pub(crate) struct Doubts(Mutex<HashMap<String, Timestamp>>);

/// What is known of a message that is about to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Since when it may stand there.
    pub(crate) since: Timestamp,
    /// Whether Discord may not know its nonce any more. Of another run's it is better not assumed.
    pub(crate) look: bool,
}

/// A message that stands in a channel.
#[derive(Deserialize)]
struct Standing {
    id: MessageId,
    content: String,
    author: Author,
}

#[derive(Deserialize)]
struct Author {
    id: UserId,
}

impl Doubts {
    /// This message is about to be sent. `before` is since when it may stand there because of tries that aren't
    /// remembered here.
    pub(crate) fn begin(&self, name: &str, now: Timestamp, before: Option<Timestamp>) -> Doubt {
        let mut doubts = self.lock();
        if let Some(since) = doubts.get(name).copied() {
            return Doubt { since, look: now.0 - since.0 > KNOWN };
        }
        let since = before.unwrap_or(now);
        if doubts.len() >= MOST {
            doubts.retain(|_, since| now.0 - since.0 < STALE);
        }
        if doubts.len() < MOST {
            doubts.insert(name.to_owned(), since);
        }
        Doubt { since, look: before.is_some() }
    }

    /// What became of it is known.
    pub(crate) fn end(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Timestamp>> {
        // Nothing under this lock can panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Discord {
    /// Which of these parts stand in a channel, posted by the bot since then. Where the bot may not look, none do: a
    /// message that shows twice is better than one that never shows. Where it only can't look now, it does so later.
    pub(crate) async fn standing(
        &self,
        channel: ChannelId,
        parts: &[Part],
        since: Timestamp,
    ) -> Result<Vec<Option<MessageId>>, Fault> {
        let route = Route::History { channel, after: first_id(since.plus(-APART)) };
        let told = match self.sender.send::<Vec<Standing>>(Lane::News, &route, NOTHING).await {
            Err(Fault::Refused { .. }) => Vec::new(),
            // Whatever can't be read says nothing yet.
            Err(Fault::Unreadable) => return Err(Fault::Unreachable),
            told => told?,
        };
        let mut own: Vec<_> = told.into_iter().filter(|message| message.author.id == self.me.id).collect();
        let find = |part: &Part| {
            let is_it = |words: &str, message: &Standing| message.content.trim() == words.trim();
            let found = own.iter().position(|message| {
                is_it(&part.content, message) || part.with_cards.as_ref().is_some_and(|words| is_it(words, message))
            })?;
            Some(own.swap_remove(found).id)
        };
        Ok(parts.iter().map(find).collect())
    }
}

/// The first id that a message of this time can have
/// (<https://discord.com/developers/docs/reference#snowflake-ids-in-pagination-generating-a-snowflake-id-from-a-timestamp-example>).
fn first_id(at: Timestamp) -> MessageId {
    const EPOCH: i64 = 1_420_070_400_000;
    let since = u64::try_from(at.0 - EPOCH).unwrap_or(0);
    // Before the end of this century, this is far from the largest number, which is no id.
    MessageId::new((since.min(1 << 41) << 22).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_in_doubt_until_its_end_is_known() {
        let (doubts, start) = (Doubts::default(), Timestamp(0));
        let look = |at: i64| doubts.begin("n1", start.plus(at), None).look;
        assert!(!look(0));
        assert!(!look(KNOWN), "its nonce is known");
        assert!(look(KNOWN + 1));
        doubts.end("n1");
        assert!(!look(KNOWN + 2));
    }

    #[test]
    fn what_another_run_tried_is_looked_for_at_once() {
        let (doubts, made) = (Doubts::default(), Timestamp(5));
        assert_eq!(doubts.begin("n1", made.plus(1), Some(made)), Doubt { since: made, look: true });
        assert_eq!(doubts.begin("n1", made.plus(KNOWN), Some(made)), Doubt { since: made, look: false });
        assert_eq!(doubts.begin("n1", made.plus(KNOWN + 1), Some(made)), Doubt { since: made, look: true });
    }

    #[test]
    fn ids_carry_their_time() {
        assert_eq!(first_id(Timestamp(1_462_015_105_796)).get() >> 22, 41_944_705_796);
        assert_eq!(first_id(Timestamp(0)).get(), 1);
    }
}
