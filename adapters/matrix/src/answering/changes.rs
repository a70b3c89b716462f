//! Questions that are changed or taken back: the answer changes with them, or goes.

use bot_core::incoming::{Event, Incoming, Place};
use bot_core::view::{Audience, Reply};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId};

use super::picks::thread_of;
use super::{Scene, alone, lock};
use crate::answers::{self, Answer};
use crate::fault::Fault;
use crate::inbound::Origin;
use crate::render::{Body, render};
use crate::show::{self, Reach, Showing, told};
use crate::{direct, rooms};

/// The most changes of its messages that the bot remembers for one question.
const EDITS: usize = 64;

/// What somebody's message says now; see [`crate::inbound::Seen::Edited`].
pub(super) struct Change {
    pub(super) what: Option<Event>,
    pub(super) answering: Option<Event>,
    pub(super) addressed: bool,
}

impl Scene<'_> {
    /// Somebody took an event back: its answer goes with it.
    pub(super) async fn taken_back(self, event: &EventId) -> Result<(), Fault> {
        lock(&self.matrix.answering.redacted).put(event.to_owned(), ());
        match answers::find(&self.matrix.notes, event).await? {
            Some(answer) => self.withdraw(answer).await,
            None => Ok(()),
        }
    }

    /// Takes an answer back, with all that it said before.
    pub(super) async fn withdraw(self, answer: Answer) -> Result<(), Fault> {
        let Self { matrix, room, until, .. } = self;
        let gone = async {
            show::take_back(matrix, room, &answer.messages, until).await?;
            show::take_back(matrix, room, &answer.edits, until).await?;
            answers::forget(&matrix.notes, &answer.question).await
        };
        match gone.await {
            Err(Fault::Store) => return Err(Fault::Store),
            Err(fault) => told(&fault),
            Ok(()) => {}
        }
        Ok(())
    }

    /// Somebody changed a message: from now on, the answer says what is asked now.
    pub(super) async fn changed(self, origin: &Origin, original: &EventId, change: Change) -> Result<(), Fault> {
        let Self { matrix, bot, room, until } = self;
        let Change { what, answering, addressed } = change;
        if matrix.answering.is_taken_back(original) {
            return Ok(());
        }
        let answered = answers::find(&matrix.notes, original).await?;
        // A message that answers the bot's own needs no name to speak to it.
        let what = what.or_else(|| answering.filter(|_| answered.as_ref().is_some_and(|answer| answer.replies)));
        let (mut answer, what) = match (answered, what) {
            // Anybody can send a change of anything; only the asker's own counts.
            (Some(answer), _) if answer.asker != origin.sender => return Ok(()),
            // It is told again.
            (Some(answer), _) if answer.change.as_ref() == Some(&origin.event) => return Ok(()),
            (Some(answer), Some(what)) => (answer, what),
            // It no longer speaks to the bot.
            (Some(answer), None) => return self.withdraw(answer).await,
            (None, Some(what)) => match self.look_up(original).await? {
                Some((sender, thread)) if sender == origin.sender => {
                    (Answer::to(original, &sender, thread.as_deref()), what)
                }
                Some(_) | None => return Ok(()),
            },
            (None, None) => return Ok(()),
        };
        answer.change = Some(origin.event.clone());
        let thread = answer.thread.clone();
        let place = rooms::place(room, thread.as_deref()).await;
        let incoming = matrix.incoming(origin.event.as_str(), &origin.sender, place, addressed || answer.replies, what);
        let incoming = Incoming { edited: true, ..incoming };
        let replies = matrix.think(bot.receive(incoming.clone())).await;
        // To what would do something, nothing is said, and the answer before stays true.
        if replies.is_empty() {
            return Ok(());
        }
        let showing = Showing::new(matrix, room, origin.event.as_str(), until).answering(original, thread.as_deref());
        if answer.messages.is_empty() || replies.iter().any(|reply| reply.onward.is_some()) {
            let messages = self.show(&incoming, &replies, showing).await;
            answer.messages.extend(messages);
        } else if let Err(fault) = self.rewrite(&incoming.place, &replies, showing, &mut answer).await {
            told(&fault);
        }
        let surplus = answer.edits.len().saturating_sub(EDITS);
        answer.edits.drain(..surplus);
        self.keep(answer).await;
        Ok(())
    }

    /// Makes the messages of an answer say these replies: changes what there is, takes away the rest, sends what is missing.
    async fn rewrite(
        self,
        place: &Place,
        replies: &[Reply],
        mut showing: Showing<'_>,
        answer: &mut Answer,
    ) -> Result<(), Fault> {
        let Self { matrix, room, until, .. } = self;
        let private = place.is_private_chat();
        let personal = private || replies.iter().any(|reply| reply.audience == Audience::OnlyYou);
        if personal && !(private && direct::is_private(matrix, room)) {
            return Ok(());
        }
        let reach = if personal { Reach::Alone } else { Reach::Everybody };
        let bodies: Vec<Body> = replies.iter().flat_map(|reply| render(&reply.view, &matrix.phrases)).collect();
        let kept = answer.messages.len().min(bodies.len());
        for (message, body) in answer.messages.iter().zip(&bodies) {
            let edit = show::change(matrix, room, message, answer, body, reach, until).await.map_err(alone)?;
            answer.edits.push(edit);
        }
        let surplus = answer.messages.split_off(kept);
        show::take_back(matrix, room, &surplus, until).await?;
        for body in bodies.into_iter().skip(kept) {
            showing.send(body, reach).await.map_err(alone)?;
        }
        answer.messages.extend(showing.sent());
        Ok(())
    }

    /// Whose an event is, and in which thread it stands.
    async fn look_up(self, event: &EventId) -> Result<Option<(OwnedUserId, Option<OwnedEventId>)>, Fault> {
        let Some(event) = self.fetch(event).await? else { return Ok(None) };
        Ok(event.sender().map(|sender| (sender, thread_of(event.raw()))))
    }
}
