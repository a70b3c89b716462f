//! What the bot says to an event, shown where it was asked: as replies, in the same thread, in as many messages as it
//! needs. Every message has a transaction id that follows from the event, so that an event that is told again after a crash
//! shows nothing twice. Absent on purpose: repeating and pacing (see `send.rs`), and "is typing": answers come at once.

use std::sync::Arc;

use bot_core::view::View;
use matrix_sdk::Room;
use matrix_sdk::ruma::{EventId, OwnedEventId};
use serde_json::Value;
use tokio::time::Instant;

use crate::answering::Offered;
use crate::answers::Answer;
use crate::content::{self, Kind, MESSAGE, REACTION, Relation};
use crate::fault::Fault;
use crate::render::{Body, render};
use crate::{Matrix, direct, send};

/// Who sees what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Everybody in the room.
    Everybody,
    /// One person: in the moment of sending, nobody else may be in the room.
    Alone,
}

/// Why something wasn't shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unshown {
    /// Somebody else has come into the room, or may do so any time.
    Company,
    /// It could not be sent.
    Fault(Fault),
}

/// A row of messages in one room.
pub(crate) struct Showing<'a> {
    matrix: &'a Arc<Matrix>,
    room: &'a Room,
    /// The thread in which they stand.
    thread: Option<&'a EventId>,
    /// The message that the next one answers.
    answers: Option<&'a EventId>,
    /// What makes their transaction ids: the event that they answer.
    name: &'a str,
    /// When they would come too late.
    until: Instant,
    /// Whether they greet a room into which the bot has come.
    greets: bool,
    /// What was said already.
    sent: Vec<OwnedEventId>,
}

impl<'a> Showing<'a> {
    /// Messages in this room, which answer nothing, and are given up if they can't be sent before this time. The name must
    /// be no other row's.
    pub(crate) fn new(matrix: &'a Arc<Matrix>, room: &'a Room, name: &'a str, until: Instant) -> Self {
        Self { matrix, room, thread: None, answers: None, name, until, greets: false, sent: Vec::new() }
    }

    /// As the first words in a room.
    pub(crate) fn greeting(self) -> Self {
        Self { greets: true, ..self }
    }

    /// As an answer to this message, in the thread where it stands.
    pub(crate) fn answering(self, message: &'a EventId, thread: Option<&'a EventId>) -> Self {
        Self { answers: Some(message), thread, ..self }
    }

    /// Shows one view after those before. What fails ends its view: the rest of a message without its beginning would
    /// only puzzle.
    pub(crate) async fn show(&mut self, view: &View, reach: Reach) -> Result<(), Unshown> {
        for body in render(view, &self.matrix.phrases) {
            self.send(body, reach).await?;
        }
        self.matrix.answering.spoke(self.room.room_id(), view.language);
        Ok(())
    }

    /// Sends one message.
    pub(crate) async fn send(&mut self, body: Body, reach: Reach) -> Result<(), Unshown> {
        let relation = match (self.thread, self.answers.take()) {
            (Some(root), to) => Relation::Thread { root, to: to.unwrap_or(root) },
            (None, Some(to)) => Relation::Reply(to),
            (None, None) => Relation::Alone,
        };
        let content = content::message(Kind::Notice, &body, relation);
        let transaction = format!("a-{}-{}", self.name, self.sent.len());
        let Self { matrix, room, until, greets, .. } = *self;
        let event = say(matrix, room, &content, &transaction, reach, until, greets).await?;
        offer(matrix, room, &event, self.thread, &body);
        self.sent.push(event);
        Ok(())
    }

    /// What was said.
    pub(crate) fn sent(self) -> Vec<OwnedEventId> {
        self.sent
    }
}

/// Changes a message of the bot's; what comes of it is the change's id.
pub(crate) async fn change(
    matrix: &Arc<Matrix>,
    room: &Room,
    message: &EventId,
    answer: &Answer,
    body: &Body,
    reach: Reach,
    until: Instant,
) -> Result<OwnedEventId, Unshown> {
    let content = content::edit(Kind::Notice, body, message);
    let cause = answer.change.as_ref().unwrap_or(&answer.question);
    let changed = say(matrix, room, &content, &format!("e-{cause}-{message}"), reach, until, false).await?;
    offer(matrix, room, message, answer.thread.as_deref(), body);
    Ok(changed)
}

/// Sends a message when its turn has come.
async fn say(
    matrix: &Arc<Matrix>,
    room: &Room,
    content: &Value,
    transaction: &str,
    reach: Reach,
    until: Instant,
    greets: bool,
) -> Result<OwnedEventId, Unshown> {
    let posted = matrix.sender.until(until, send::key(room), || async {
        // Now and not before: the turn may have been a while in coming.
        if reach == Reach::Alone && !direct::is_private(matrix, room) {
            // Whoever left needs no other chat for it.
            return if room.active_members_count() < 2 { Err(Fault::NotFound) } else { Ok(None) };
        }
        let event = send::event(room, MESSAGE, content, transaction).await?;
        // Somebody may write before the greeting's key has reached them. The SDK then gives their device the key once more,
        // from where it stands; an app that fetches both at once keeps this one alone, and can't read the greeting. So
        // what follows has another key.
        if greets && room.encryption_state().is_encrypted() && room.discard_room_key().await.is_err() {
            tracing::debug!("the key of a greeting is used once more");
        }
        Ok(Some(event))
    });
    posted.await.map_err(Unshown::Fault)?.ok_or(Unshown::Company)
}

/// Takes messages of the bot's back.
pub(crate) async fn take_back(
    matrix: &Arc<Matrix>,
    room: &Room,
    messages: &[OwnedEventId],
    until: Instant,
) -> Result<(), Fault> {
    for message in messages {
        matrix.sender.until(until, send::key(room), || send::redact(room, message)).await?;
    }
    Ok(())
}

/// Remembers what can be picked from a message, and puts the numbers under it. Nobody waits for those.
fn offer(matrix: &Arc<Matrix>, room: &Room, message: &EventId, thread: Option<&EventId>, body: &Body) {
    let tokens = body.choices.iter().map(|offer| offer.token.clone()).collect();
    let offered = Offered { tokens, thread: thread.map(ToOwned::to_owned) };
    matrix.answering.remember(message, offered);
    let keys = body.keys();
    if keys.is_empty() || matrix.sender.is_scarce() {
        return;
    }
    // Whoever stops needn't wait for them.
    let (putting, room, message) = (Arc::downgrade(matrix), room.clone(), message.to_owned());
    matrix.errands.spawn(async move {
        for key in keys {
            let Some(matrix) = putting.upgrade() else { return };
            let content = content::reaction(&message, key);
            let transaction = format!("k-{message}-{key}");
            let put = matrix.sender.idly(send::key(&room), send::event(&room, REACTION, &content, &transaction));
            match put.await {
                // One stands there already.
                Ok(_) | Err(Fault::Refused { .. }) => {}
                // They say nothing that the words don't say.
                Err(_) => return,
            }
        }
    });
}

/// A line about an answer that didn't get through; that nobody wants it is no news.
pub(crate) fn told(fault: &Fault) {
    match fault {
        Fault::Forbidden { .. } | Fault::NotFound => tracing::debug!(%fault, "an answer found nobody"),
        // `send.rs` has said so.
        Fault::Unreachable | Fault::Limited { .. } => {}
        Fault::Unauthorized { .. } | Fault::TooLarge | Fault::Refused { .. } | Fault::Encryption | Fault::Store => {
            tracing::warn!(%fault, "an answer was not taken")
        }
    }
}
