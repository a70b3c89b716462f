//! What is done about one event, in its turn: it is answered, or the bot is told what happened to the room.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bot_core::ids::RoomAddress;
use bot_core::incoming::Event;
use bot_core::platform::Bot;
use matrix_sdk::Room;
use matrix_sdk::ruma::api::client::room::get_room_event;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, UserId};

use super::head::Head;
use super::lock;
use crate::answering::recent::Recent;
use crate::inbound::{self, About, Me, Origin, Seen, Unreadable};
use crate::late::Late;
use crate::progress::Ticket;
use crate::{Matrix, invites, rooms};

/// An event to act on.
pub(super) struct Job {
    pub(super) room: Room,
    pub(super) what: What,
    pub(super) ticket: Ticket,
}

/// What it is.
pub(super) enum What {
    /// It is clear what it means.
    Seen(Seen),
    /// That depends on whose message it answers.
    Unclear { event: Raw<AnySyncTimelineEvent>, answers: OwnedEventId },
    /// It happened to the room itself.
    Room { event: Event, name: String, actor: String },
}

impl Job {
    pub(super) async fn carry_out(
        self,
        matrix: &Arc<Matrix>,
        bot: &Arc<dyn Bot>,
        late: &Late,
        owners: &Mutex<Recent<bool>>,
    ) {
        let Self { room, what, ticket } = self;
        let (seen, event) = match what {
            What::Room { event, name, actor } => {
                happened(matrix, bot, &room, event, &name, &actor).await;
                return ticket.done();
            }
            What::Seen(seen) => {
                let event = origin(&seen).map(|origin| origin.event.clone());
                (seen, event)
            }
            What::Unclear { event, answers } => {
                let own = is_own(matrix, &room, &answers).await;
                lock(owners).put(answers, own);
                let member = room.get_member_no_sync(&matrix.me).await.ok().flatten();
                let name = member.as_ref().and_then(|member| member.display_name());
                // What can't be read was counted when it was asked whom it answers.
                let seen = read(&room, &event, &Me { user: &matrix.me, name }, own).unwrap_or(Seen::Nothing);
                (seen, event.get_field("event_id").ok().flatten())
            }
        };
        let in_time =
            origin(&seen).is_none_or(|origin| !is_old(origin, matrix.settings.answer_within, SystemTime::now()));
        if in_time {
            matrix.answering.carry_out(matrix, bot, room, seen).await;
        }
        if let Some(event) = event {
            late.forget(&event).await;
        }
        ticket.done();
    }
}

/// Tells the bot what happened to a room, and forgets the room if the bot is out of it.
async fn happened(matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, room: &Room, event: Event, name: &str, actor: &str) {
    let actor = UserId::parse(actor).unwrap_or_else(|_| matrix.me.clone());
    let removed = event == Event::Removed;
    let place = rooms::place(room, None).await;
    let incoming = matrix.incoming(name, &actor, place, true, event);
    matrix.answering.tell(matrix, bot, room, incoming).await;
    if removed {
        // What is left of it on the homeserver does no harm.
        let _ = room.forget().await;
    }
}

/// Tells the bot that a room lives on elsewhere.
pub(crate) async fn moved(
    matrix: &Arc<Matrix>,
    bot: &Arc<dyn Bot>,
    room: &Room,
    to: RoomAddress,
    name: &str,
    actor: &UserId,
) {
    happened(matrix, bot, room, Event::Moved(to), name, actor.as_str()).await;
}

/// Reads an event of this room; `own` is whether it answers a message of the bot's.
pub(super) fn read(room: &Room, event: &Raw<AnySyncTimelineEvent>, me: &Me<'_>, own: bool) -> Result<Seen, Unreadable> {
    let rules = room.version().and_then(|version| version.rules());
    let about = About {
        private: rooms::is_private(room),
        redacts_in_content: rules.is_none_or(|rules| rules.redaction.content_field_redacts),
        knows: &|_| own,
    };
    inbound::read(event, me, &about)
}

/// Whether a message is the bot's own. Who sent it isn't encrypted.
async fn is_own(matrix: &Matrix, room: &Room, message: &EventId) -> bool {
    let found = invites::patiently(|| async {
        let request = get_room_event::v3::Request::new(room.room_id().to_owned(), message.to_owned());
        Ok(matrix.client.send(request).await?.event)
    });
    // Nobody may see what isn't there any more.
    found.await.is_ok_and(|event| Head::of(event.json().get()).is_some_and(|head| head.sender == matrix.me.as_str()))
}

pub(super) fn origin(seen: &Seen) -> Option<&Origin> {
    match seen {
        Seen::Said { origin, .. } | Seen::Edited { origin, .. } | Seen::Reacted { origin, .. } => Some(origin),
        Seen::Redacted { .. } | Seen::Replaced | Seen::Members | Seen::Nothing => None,
    }
}

/// Whether it was said too long ago to be answered: by the homeserver's own reckoning, or by the sender's clock.
fn is_old(origin: &Origin, answer_within: Duration, now: SystemTime) -> bool {
    let since = |sent: MilliSecondsSinceUnixEpoch| now.duration_since(sent.to_system_time()?).ok();
    // What claims to come from the future is new.
    let age = origin.age.or_else(|| origin.sent.and_then(since)).unwrap_or_default();
    age > answer_within
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::{UInt, owned_event_id, owned_user_id};

    use super::*;

    #[test]
    fn what_is_too_old_is_told_by_the_homeservers_reckoning_before_the_senders_clock() {
        let (day, now) = (Duration::from_secs(86_400), SystemTime::now());
        let sent = |ago: u64| {
            let at = now.duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs() - ago;
            Some(MilliSecondsSinceUnixEpoch(UInt::try_from(at * 1000).expect("this century")))
        };
        let origin = |age: Option<u64>, sent: Option<MilliSecondsSinceUnixEpoch>| Origin {
            event: owned_event_id!("$1"),
            sender: owned_user_id!("@ann:x"),
            age: age.map(Duration::from_secs),
            sent,
            thread: None,
            answers: None,
        };
        let cases = [
            (Some(5), sent(90_000), false),
            (Some(86_401), sent(5), true),
            (None, sent(90_000), true),
            (None, sent(5), false),
            (None, None, false),
        ];
        for (age, sent, old) in cases {
            assert_eq!(is_old(&origin(age, sent), day, now), old, "{age:?} {sent:?}");
        }
    }
}
