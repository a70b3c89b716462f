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
use tokio::time::Instant;
use traffic::{Backoff, Load, Work};

use super::head::Head;
use super::lock;
use crate::answering::outlast;
use crate::answering::recent::Recent;
use crate::errands::Errands;
use crate::fault::Fault;
use crate::inbound::{self, About, Me, Origin, Seen, Unreadable};
use crate::late::Late;
use crate::progress::Ticket;
use crate::send::REPLY;
use crate::{Matrix, rooms};

/// The first and the longest delay before an event is worked on once more, after the bot's own store failed.
const STORE_DELAYS: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(5 * 60));

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
        let age = origin(&seen).map(|origin| age(origin, SystemTime::now())).unwrap_or_default();
        if age <= matrix.settings.answer_within {
            let until = Instant::now() + (matrix.settings.answer_within - age).max(REPLY);
            let work = || matrix.answering.carry_out(matrix, bot, &room, seen.clone(), until);
            if let Err(fault) = in_spite_of_the_store(until, work).await {
                tracing::warn!(%fault, "an event is put off: it is looked at again after the next start");
                return drop(ticket);
            }
        }
        if let Some(event) = event {
            late.forget(&event).await;
        }
        ticket.done();
    }
}

/// Waits for work in somebody's turn, for as long as a reply is tried again and again. What takes longer goes on by itself:
/// what the same person asks next, maybe in another room, needn't wait with it.
pub(super) async fn waited_for(mut work: Work, load: &Arc<Load>, errands: &Errands) {
    if tokio::time::timeout(REPLY, &mut work).await.is_err() {
        let under_way = load.enter();
        errands.spawn(async move {
            work.await;
            drop(under_way);
        });
    }
}

/// Does this again, with growing delays, while the bot's own store fails, as where the disk is full.
async fn in_spite_of_the_store<F>(until: Instant, work: impl Fn() -> F) -> Result<(), Fault>
where
    F: Future<Output = Result<(), Fault>>,
{
    let mut backoff = Backoff::new(STORE_DELAYS.0, STORE_DELAYS.1);
    loop {
        match work().await {
            Err(Fault::Store) if Instant::now() < until => tokio::time::sleep(backoff.next()).await,
            ended => return ended,
        }
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
    let until = Instant::now() + matrix.settings.answer_within;
    let found = outlast(until, || async {
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

/// How long ago it was said: by the homeserver's own reckoning, or by the sender's clock.
fn age(origin: &Origin, now: SystemTime) -> Duration {
    let since = |sent: MilliSecondsSinceUnixEpoch| now.duration_since(sent.to_system_time()?).ok();
    // What claims to come from the future is new.
    origin.age.or_else(|| origin.sent.and_then(since)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::{UInt, owned_event_id, owned_user_id};
    use tokio::sync::Notify;
    use traffic::Dispatch;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_cant_be_sent_holds_up_the_next_for_minutes_and_is_still_given() {
        let (load, errands, gate) = (Arc::<Load>::default(), Arc::<Errands>::default(), Arc::<Notify>::default());
        let done = Arc::<Mutex<Vec<&str>>>::default();
        let working = (Arc::clone(&load), Arc::clone(&errands), Arc::clone(&gate), Arc::clone(&done));
        let dispatch = Dispatch::new(Arc::clone(&load), move |job: &'static str| {
            let (load, errands, gate, done) = working.clone();
            let work: Work = Box::pin(async move {
                if job == "stuck" {
                    gate.notified().await;
                }
                lock(&done).push(job);
            });
            Box::pin(async move { waited_for(work, &load, &errands).await })
        });
        let began = Instant::now();
        dispatch.push(1, "stuck").expect("nothing waits");
        dispatch.push(1, "next").expect("hardly anything waits");
        load.at_most(1).await;
        assert!(began.elapsed() >= REPLY, "it waited for its turn: {:?}", began.elapsed());
        assert_eq!(*lock(&done), ["next"]);
        gate.notify_one();
        load.at_most(0).await;
        assert_eq!(*lock(&done), ["next", "stuck"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_store_spoils_is_done_once_it_works_or_put_off() {
        let began = Instant::now();
        let works_after =
            |full: Duration| move || async move { if began.elapsed() >= full { Ok(()) } else { Err(Fault::Store) } };
        let hour = Duration::from_secs(60 * 60);
        assert_eq!(in_spite_of_the_store(began + hour, works_after(hour / 2)).await, Ok(()));
        assert!(began.elapsed() < hour / 2 + STORE_DELAYS.1 * 2, "{:?}", began.elapsed());
        assert_eq!(in_spite_of_the_store(began + hour, works_after(hour * 9)).await, Err(Fault::Store));
        let ended = Instant::now();
        let expired = || async { Err(Fault::Unauthorized { soft: true }) };
        assert!(in_spite_of_the_store(ended + hour, expired).await.is_err());
        assert_eq!(Instant::now(), ended, "a session that ran out isn't waited for here");
    }

    #[test]
    fn how_old_something_is_the_homeserver_knows_better_than_the_senders_clock() {
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
            assert_eq!(super::age(&origin(age, sent), now) > day, old, "{age:?} {sent:?}");
        }
    }
}
