//! What a sync left out: after a while without connection the homeserver tells only the last events of each room, and the
//! ones before are asked for here, back to where the bot was. Nothing older than what is answered at all is fetched, and
//! nothing from before the bot came into the room.

use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::{UInt, UserId};
use traffic::Backoff;

use crate::fault::Fault;
use crate::inbound::is_forged;
use crate::intake::head::Head;

/// How many events are asked for at once.
const PAGE: u32 = 100;

/// How many events of a room are asked for in one go at the most. Answers to what lies further back would flood the room.
const MOST: usize = 2000;

/// How often a room's events are asked for in vain before it is asked whether the homeserver is there at all.
const TRIES: u32 = 4;

/// The events of a room between two points of the stream, oldest first. `from` is where the sync's own events begin, `to`
/// is where the bot was. Tries again for as long as the homeserver can't be reached: leaving them out would lose them.
pub(crate) async fn gap(room: &Room, from: &str, to: &str, answer_within: Duration) -> Vec<TimelineEvent> {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
    let (mut events, mut from) = (Vec::new(), from.to_owned());
    while events.len() < MOST {
        let mut options = MessagesOptions::backward();
        options.from = Some(from.clone());
        options.to = Some(to.to_owned());
        options.limit = UInt::from(PAGE);
        let page = match room.messages(options).await.map_err(Fault::from) {
            Ok(page) => page,
            Err(Fault::Limited { wait }) => {
                tokio::time::sleep(backoff.at_least(wait.unwrap_or_default())).await;
                continue;
            }
            Err(Fault::Unreachable) => {
                // What was said in one room may be out of reach for long, as where the homeserver waits for another one
                // that is gone. Then the other rooms needn't wait with it.
                if backoff.failures() >= TRIES && room.client().whoami().await.is_ok() {
                    tracing::warn!("what was said in a room while the bot was away can't be had; it goes on without");
                    break;
                }
                tokio::time::sleep(backoff.next()).await;
                continue;
            }
            Err(fault) => {
                tracing::warn!(%fault, "what was said in a room while the bot was away can't be read in full");
                break;
            }
        };
        backoff.reset();
        let empty = page.chunk.is_empty();
        let enough = take(&mut events, page.chunk, room.own_user_id(), answer_within);
        match page.end {
            Some(end) if !enough && !empty && end != from => {
                if events.len() >= MOST {
                    tracing::warn!(
                        events = events.len(),
                        "too much was said in a room while the bot was away: what was said before these events stays \
                         without an answer"
                    );
                }
                from = end;
            }
            _ => break,
        }
    }
    events.reverse();
    events
}

/// Takes a page, newest first; whether nothing before it matters: the bot came in, or everything was said too long ago. One
/// old event alone says nothing: when it was said is told by the server from which it came.
fn take(events: &mut Vec<TimelineEvent>, page: Vec<TimelineEvent>, me: &UserId, answer_within: Duration) -> bool {
    let mut all_old = !page.is_empty();
    for event in page.into_iter().filter(|event| !is_forged(event)) {
        let (old, arrival) = match Head::of(event.raw().json().get()) {
            Some(head) => (
                head.age().is_some_and(|age| age > answer_within),
                head.step_of(me).is_some_and(|step| step.is_arrival()),
            ),
            None => (false, false),
        };
        if !old {
            all_old = false;
            events.push(event);
        }
        if arrival {
            return true;
        }
    }
    all_old
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::serde::Raw;
    use matrix_sdk::ruma::user_id;
    use serde_json::{Value, json, value::to_raw_value};

    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn event(json: &Value) -> TimelineEvent {
        TimelineEvent::from_plaintext(Raw::from_json(to_raw_value(json).expect("a value is JSON")))
    }

    fn said(id: &str, age: u64) -> TimelineEvent {
        event(&json!({"type": "m.room.message", "event_id": id, "sender": "@ann:x", "unsigned": {"age": age}}))
    }

    fn ids(events: &[TimelineEvent]) -> Vec<String> {
        events.iter().filter_map(|event| event.event_id().map(|id| id.to_string())).collect()
    }

    #[test]
    fn what_is_too_old_to_be_answered_ends_the_search() {
        let mut events = Vec::new();
        let page = vec![said("$new", 1000), said("$old", 86_400_001), said("$false clock", 5)];
        assert!(!take(&mut events, page, user_id!("@bot:x"), DAY));
        assert_eq!(ids(&events), ["$new", "$false clock"], "one server's clock hides nothing of the others'");
        let page = vec![said("$older", 86_400_001), said("$oldest", 90_000_000)];
        assert!(take(&mut events, page, user_id!("@bot:x"), DAY));
        assert_eq!(events.len(), 2);
    }

    #[test]
    fn nothing_before_the_bot_came_is_looked_at() {
        let came = event(&json!({
            "type": "m.room.member", "event_id": "$came", "sender": "@bot:x", "state_key": "@bot:x",
            "content": {"membership": "join"}, "unsigned": {"age": 10, "prev_content": {"membership": "invite"}},
        }));
        let mut events = Vec::new();
        assert!(take(&mut events, vec![said("$after", 5), came, said("$before", 20)], user_id!("@bot:x"), DAY));
        assert_eq!(ids(&events), ["$after", "$came"]);
    }

    #[test]
    fn what_cant_be_read_doesnt_end_the_search() {
        let mut events = Vec::new();
        let broken = event(&json!({"type": 5, "event_id": "$broken"}));
        assert!(!take(&mut events, vec![broken, said("$fine", 5)], user_id!("@bot:x"), DAY));
        assert_eq!(events.len(), 2);
    }
}
