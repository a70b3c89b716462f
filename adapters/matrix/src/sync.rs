//! The connection by which everything comes: one long poll after another. What came is taken in by `intake.rs`, and the
//! next poll starts while it is being answered.
//!
//! Why nothing is lost and nothing answered twice, wherever the process dies:
//! - *In a poll, or while the SDK works on what came:* the homeserver tells it again, from the SDK's own place. Keys are
//!   kept by the SDK before it moves that place, and the homeserver keeps them until the place has moved.
//! - *After the SDK has moved its place, before everything is answered:* our place (`progress.rs`) is still behind, and the
//!   next start sets the SDK back to it.
//! - *After an answer was sent, before it was noted:* the same answer is made again with the same transaction id, which the
//!   homeserver takes for the event that it has. What the bot has changed it knows by the question's id, and says nothing.
//! - *After an answer was noted, before our place moved:* the question is heard again and found among those answered.
//! - *A message whose key isn't there* is noted (`late.rs`) before it counts as worked through.
//! - *An invitation, a room that was replaced, a room without people:* that is the state of the room, which the SDK keeps.
//!   It is looked at after each start (`Intake::settle`).
//!
//! At the very first start there is no place: the first sync only sets it, and nothing that was said before is answered. A
//! homeserver whose database was put back may no longer know the place; then it is set anew in the same way.
//! Absent on purpose: the SDK's event handlers, see `lib.rs`.

use std::sync::Arc;
use std::time::Duration;

use bot_core::platform::Bot;
use matrix_sdk::Client;
use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::api::client::filter::{Filter, FilterDefinition, LazyLoadOptions, RoomEventFilter, RoomFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter as SyncFilter;
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use tokio::sync::watch;
use traffic::Backoff;

use crate::fault::Fault;
use crate::intake::Intake;
use crate::late;
use crate::notes::Notes;
use crate::session::{self, ConnectError};
use crate::{FAREWELL, Matrix, RunError, progress, recovery};

/// How long the homeserver may hold a poll when there is nothing new.
const POLL: Duration = Duration::from_secs(30);

/// How many events of a room a sync tells; what was before them is asked for.
const EVENTS: u32 = 50;

/// How often the homeserver may refuse the bot's place in the stream before the bot begins anew. It could be a fault of the
/// moment, and what lies behind the place would be lost.
const REFUSALS: u32 = 5;

/// How long what was broken off may take to notice.
const REST: Duration = Duration::from_secs(1);

/// Takes what happens and answers it until `stop` turns true, then lets what is under way end.
pub(crate) async fn serve(
    matrix: &Arc<Matrix>,
    bot: Arc<dyn Bot>,
    mut stop: watch::Receiver<bool>,
) -> Result<(), RunError> {
    let intake = Intake::new(Arc::clone(matrix), bot).await.map_err(|_| broken(matrix))?;
    let _end = End(&intake);
    let result = tokio::select! {
        result = follow(matrix, &intake, &mut stop) => result,
        // These end with the connection.
        () = matrix.progress.keep(&matrix.notes) => Ok(()),
        () = late::watch(&intake) => Ok(()),
    };
    matrix.errands.abort();
    // A session that ran out gets nothing through any more.
    let farewell = if result == Err(RunError::Expired) { Duration::ZERO } else { FAREWELL };
    if tokio::time::timeout(farewell, matrix.idle()).await.is_err() {
        tracing::info!("some answers are still on their way; they are given after the next start");
        intake.close();
        let _ = tokio::time::timeout(REST, matrix.idle()).await;
    }
    matrix.errands.end().await;
    if matrix.progress.write(&matrix.notes).await.is_err() {
        tracing::warn!("the place in the stream can't be kept; the next start looks at some events again");
    }
    intake.sum_up();
    result
}

/// Stops what is under way also when nobody waits for the end: a run that is dropped leaves nothing behind.
struct End<'a>(&'a Intake);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Polls until `stop` turns true.
async fn follow(matrix: &Arc<Matrix>, intake: &Arc<Intake>, stop: &mut watch::Receiver<bool>) -> Result<(), RunError> {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
    let store = |_| broken(matrix);
    let mut place = progress::place(&matrix.notes).await.map_err(store)?;
    let settings = SyncSettings::new().filter(filter()).timeout(POLL);
    let (mut settled, mut refusals) = (false, 0);
    loop {
        // A place that the homeserver refuses again and again is one that it no longer knows.
        let anew = place.is_some() && refusals >= REFUSALS;
        let settings = if anew { settings.clone().token(SyncToken::NoToken) } else { settings.clone() };
        let poll = async {
            intake.room().await;
            matrix.client.sync_once(settings).await
        };
        let synced = tokio::select! {
            () = stopped(stop) => return Ok(()),
            synced = poll => synced,
        };
        let response = match synced {
            Ok(response) => response,
            Err(error) => {
                let fault = Fault::of(&error);
                refusals = if matches!(fault, Fault::Refused { status: 400, .. }) { refusals + 1 } else { 0 };
                let Some(delay) = after(&fault, &mut backoff) else { return Err(over(matrix, &fault).await) };
                tokio::select! {
                    () = stopped(stop) => return Ok(()),
                    () = tokio::time::sleep(delay) => continue,
                }
            }
        };
        if backoff.failures() > 0 {
            tracing::info!("what comes from the homeserver is taken in again");
            backoff.reset();
            matrix.sender.tell_back();
        }
        refusals = 0;
        matrix.progress.tell_in_sync();
        let next = response.next_batch.clone();
        match place.as_deref() {
            Some(_) if anew => {
                tracing::warn!(
                    "the homeserver no longer knew how far the bot had come, as after its database was put back: the bot \
                     goes on from now on; what was said in between stays without an answer"
                );
                matrix.progress.batch(next.clone()).close();
                settled = false;
            }
            None => progress::begin(&matrix.notes, &next).await.map_err(store)?,
            // Nothing happened.
            Some(place) if place == next => {}
            Some(place) => {
                tokio::select! {
                    () = stopped(stop) => return Ok(()),
                    () = intake.take(response, place) => {}
                }
            }
        }
        place = Some(next);
        if !std::mem::replace(&mut settled, true) {
            intake.settle();
            let again = Arc::clone(matrix);
            matrix.errands.spawn(async move {
                recovery::look_again(&again.client, &again.recovery, &again.settings).await;
            });
        }
    }
}

/// How long to wait after a poll that failed; nothing when waiting doesn't help.
fn after(fault: &Fault, backoff: &mut Backoff) -> Option<Duration> {
    // With a store that fails it is uncertain whether the SDK's place has moved; the next start finds out.
    if matches!(fault, Fault::Unauthorized { .. } | Fault::Store) {
        return None;
    }
    if backoff.failures() == 0 {
        match fault {
            // Most often, keys that came can't be kept.
            Fault::Encryption => tracing::warn!(
                "what comes from the homeserver can't be taken in, as when the disk is full; trying again until it can"
            ),
            _ => tracing::warn!(%fault, "nothing comes from the homeserver; trying again until it does"),
        }
    }
    Some(match fault {
        Fault::Limited { wait: Some(wait) } => backoff.at_least(*wait),
        _ => backoff.next(),
    })
}

/// Why the bot stops after such a fault.
async fn over(matrix: &Matrix, fault: &Fault) -> RunError {
    match fault {
        Fault::Unauthorized { soft: true } => match session::expire(&matrix.notes).await {
            Ok(()) => RunError::Expired,
            Err(_) => broken(matrix),
        },
        Fault::Unauthorized { soft: false } => {
            RunError::Ended(ConnectError::SignedOut { folder: matrix.settings.folder.clone() })
        }
        _ => broken(matrix),
    }
}

fn broken(matrix: &Matrix) -> RunError {
    RunError::Ended(ConnectError::Store { folder: matrix.settings.folder.clone() })
}

/// Notes where a new device begins: what was said before isn't answered, and what is said from now on is. What a sync
/// tells of rooms besides is looked at once the bot runs.
pub(crate) async fn begin(client: &Client, notes: &Notes) -> Result<(), Fault> {
    if progress::place(notes).await?.is_some() {
        return Ok(());
    }
    let known = client.state_store().get_kv_data(StateStoreDataKey::SyncToken).await.map_err(|_| Fault::Store)?;
    let place = match known.and_then(StateStoreDataValue::into_sync_token) {
        // A death right after the first sync left it to the SDK alone, or the device needed a sync to become a trusted one.
        Some(place) => place,
        None => client.sync_once(SyncSettings::new().filter(filter()).timeout(Duration::ZERO)).await?.next_batch,
    };
    progress::begin(notes, &place).await
}

/// What is asked for: nothing of who is online, types or has read what, and members only as they speak.
pub(crate) fn filter() -> SyncFilter {
    let mut timeline = RoomEventFilter::default();
    timeline.limit = Some(UInt::from(EVENTS));
    timeline.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
    let mut state = RoomEventFilter::default();
    state.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
    let mut room = RoomFilter::default();
    room.timeline = timeline;
    room.state = state;
    room.ephemeral = RoomEventFilter::ignore_all();
    room.account_data = RoomEventFilter::ignore_all();
    let mut definition = FilterDefinition::default();
    definition.presence = Filter::ignore_all();
    definition.room = room;
    SyncFilter::FilterDefinition(definition)
}

/// Resolves when the bot is to stop.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Whoever could tell it to stop is gone, so it stops.
    let _ = stop.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_leaves_out_what_nobody_reads() {
        let SyncFilter::FilterDefinition(definition) = filter() else { panic!("a filter that is written out") };
        let json = serde_json::to_value(definition).expect("a filter is JSON");
        assert_eq!(
            json,
            serde_json::json!({
                "presence": {"types": []},
                "room": {
                    "account_data": {"types": []},
                    "ephemeral": {"types": []},
                    "state": {"lazy_load_members": true},
                    "timeline": {"limit": 50, "lazy_load_members": true},
                },
            })
        );
    }

    #[test]
    fn a_poll_that_fails_is_made_again_later_unless_that_cant_help() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let wait = Duration::from_secs(90);
        assert!(after(&Fault::Unreachable, &mut backoff).is_some_and(|delay| delay < Duration::from_secs(2)));
        assert_eq!(after(&Fault::Limited { wait: Some(wait) }, &mut backoff), Some(wait));
        assert_eq!(after(&Fault::Store, &mut backoff), None);
        assert_eq!(after(&Fault::Unauthorized { soft: true }, &mut backoff), None);
    }
}
