//! What is done about an event: the bot is asked, and its replies are shown. What was asked again, changed or taken back is
//! seen to here as well, and what a number under a message picks. Absent on purpose: which events concern the bot (see
//! `inbound.rs`) and in which order they come here.

mod recent;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bot_core::ids::{EventId as BotEventId, PersonAddress};
use bot_core::incoming::{Event, Incoming, Place};
use bot_core::platform::Bot;
use bot_core::view::{Audience, ChoiceToken, Reply};
use matrix_sdk::Room;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId, UserId};
use serde::Deserialize;
use traffic::Presses;

use crate::answers::{self, Answer};
use crate::direct::{self, Directs};
use crate::fault::Fault;
use crate::inbound::{Origin, Seen};
use crate::render::{Body, render};
use crate::send::Lane;
use crate::show::{self, Reach, Showing, Unshown, told};
use crate::{Matrix, choices, platform, rooms};
use recent::Recent;

/// A second press of the same number within this time is the same press.
const MOMENT: Duration = Duration::from_secs(3);

/// How many messages' choices, and how many taken-back questions, are remembered.
const MANY: usize = 4096;

/// The most changes of its messages that the bot remembers for one question.
const EDITS: usize = 64;

/// What can be picked from a message of the bot's.
#[derive(Clone, Default)]
pub(crate) struct Offered {
    /// By number, from one on.
    pub(crate) tokens: Vec<ChoiceToken>,
    /// The thread in which the message stands.
    pub(crate) thread: Option<OwnedEventId>,
}

/// What answering remembers.
pub(crate) struct Answering {
    /// The last messages with choices; the others' choices stand in the messages themselves.
    offers: Mutex<Recent<Offered>>,
    /// The last events that were taken back, maybe while the answer was on its way.
    redacted: Mutex<Recent<()>>,
    presses: Mutex<Presses<(OwnedUserId, OwnedEventId)>>,
    pub(crate) directs: Directs,
}

impl Default for Answering {
    fn default() -> Self {
        Self {
            offers: Mutex::new(Recent::new(MANY)),
            redacted: Mutex::new(Recent::new(MANY)),
            presses: Mutex::new(Presses::new(MOMENT)),
            directs: Directs::default(),
        }
    }
}

/// An event that concerns the bot, and where it is answered.
struct Question<'a> {
    /// Its id, which the answer is remembered by.
    event: &'a EventId,
    asker: &'a UserId,
    /// The message that the answer is a reply to.
    to: &'a EventId,
    thread: Option<&'a EventId>,
    addressed: bool,
    what: Event,
}

impl Answering {
    /// Does what an event in this room asks for. When it returns, that is done, or can't be.
    pub(crate) async fn carry_out(&self, matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, room: Room, seen: Seen) {
        match seen {
            Seen::Said { origin, what, addressed } => {
                let what = self.picked(matrix, &room, &origin, what).await;
                let Origin { event, sender, thread, .. } = &origin;
                let thread = thread.as_deref();
                self.answer(matrix, bot, &room, Question { event, asker: sender, to: event, thread, addressed, what })
                    .await;
            }
            Seen::Reacted { origin, to, key } => self.pressed(matrix, bot, &room, &origin, &to, &key).await,
            Seen::Edited { origin, original, what, addressed } => {
                self.changed(matrix, bot, &room, &origin, &original, what, addressed).await;
            }
            Seen::Redacted { event } => self.taken_back(matrix, &room, &event).await,
            Seen::Replaced | Seen::Members | Seen::Nothing => {}
        }
    }

    /// Lets the bot act on what happened to a room itself, such as that it was added, and shows in the room what it says.
    pub(crate) async fn tell(&self, matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, room: &Room, incoming: Incoming) {
        let name = incoming.event.id.clone();
        let replies = matrix.think(bot, incoming).await;
        let mut showing = Showing::new(matrix, room, &name);
        for reply in replies.iter().filter(|reply| reply.onward.is_none()) {
            let reach = reach(reply);
            if let Err(Unshown::Fault(fault)) = showing.show(&reply.view, reach).await {
                return told(&fault);
            }
        }
    }

    /// Remembers what can be picked from a message.
    pub(crate) fn remember(&self, message: &EventId, offered: Offered) {
        lock(&self.offers).put(message.to_owned(), offered);
    }

    /// Asks the bot, and shows what it says, once.
    async fn answer(&self, matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, room: &Room, question: Question<'_>) {
        let (answered, place) =
            tokio::join!(answers::find(&matrix.notes, question.event), rooms::place(room, question.thread));
        // Where the store fails, the transaction ids still keep answers from coming twice.
        if matches!(answered, Ok(Some(_))) || self.is_taken_back(question.event) {
            return;
        }
        let incoming =
            matrix.incoming(question.event.as_str(), question.asker, place, question.addressed, question.what);
        let replies = matrix.think(bot, incoming.clone()).await;
        let showing = Showing::new(matrix, room, question.event.as_str()).answering(question.to, question.thread);
        let messages = self.show(matrix, bot, &incoming, &replies, showing).await;
        let answer = Answer {
            question: question.event.to_owned(),
            asker: question.asker.to_owned(),
            messages,
            change: None,
            edits: Vec::new(),
        };
        self.keep(matrix, room, answer).await;
    }

    /// Shows replies in the room where it was asked, or in the asker's own chat; what was shown in the room.
    async fn show(
        &self,
        matrix: &Arc<Matrix>,
        bot: &Arc<dyn Bot>,
        incoming: &Incoming,
        replies: &[Reply],
        mut showing: Showing<'_>,
    ) -> Vec<OwnedEventId> {
        let in_private = incoming.place.is_private_chat();
        for reply in replies {
            let shown = match &reply.onward {
                Some(onward) if !in_private => {
                    let view = match self.go_on(matrix, bot, incoming).await {
                        Ok(()) => &reply.view,
                        Err(fault) => {
                            told(&fault);
                            &onward.otherwise
                        }
                    };
                    showing.show(view, Reach::Everybody).await
                }
                _ if in_private || reply.audience == Audience::Room => showing.show(&reply.view, reach(reply)).await,
                _ => Err(Unshown::Company),
            };
            let shown = match shown {
                // Nothing personal is said before others; it is said in a chat that is private.
                Err(Unshown::Company) => self.show_aside(matrix, incoming, reply).await,
                Err(Unshown::Fault(fault)) => Err(fault),
                Ok(()) => Ok(()),
            };
            if let Err(fault) = shown {
                told(&fault);
                break;
            }
        }
        showing.sent()
    }

    /// Hands the bot the same event once more, in the asker's own chat, and shows there what it says.
    async fn go_on(&self, matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, incoming: &Incoming) -> Result<(), Fault> {
        let user = UserId::parse(&incoming.actor.user).map_err(|_| Fault::NotFound)?;
        let room = direct::open(matrix, &user, Lane::Reply).await?;
        let event = BotEventId { id: format!("{}+direct", incoming.event.id), ..incoming.event.clone() };
        let name = event.id.clone();
        // The bot is meant by whoever goes on with it in private.
        let onward = Incoming { event, place: direct::place(&room).await, addressed: true, ..incoming.clone() };
        let replies = matrix.think(bot, onward).await;
        let mut showing = Showing::new(matrix, &room, &name);
        for reply in &replies {
            match showing.show(&reply.view, Reach::Alone).await {
                Ok(()) => {}
                Err(Unshown::Fault(fault)) => return Err(fault),
                Err(Unshown::Company) => return Err(Fault::Forbidden { code: "not alone".to_owned() }),
            }
        }
        Ok(())
    }

    /// Shows a personal reply in the asker's own chat. The bot leads people there before it says anything personal, so
    /// this is only a second fence, for a room that somebody entered in the wrong moment.
    async fn show_aside(&self, matrix: &Arc<Matrix>, incoming: &Incoming, reply: &Reply) -> Result<(), Fault> {
        let user = UserId::parse(&incoming.actor.user).map_err(|_| Fault::NotFound)?;
        let room = direct::open(matrix, &user, Lane::Reply).await?;
        let name = format!("{}+aside", incoming.event.id);
        match Showing::new(matrix, &room, &name).show(&reply.view, Reach::Alone).await {
            Ok(()) | Err(Unshown::Company) => Ok(()),
            Err(Unshown::Fault(fault)) => Err(fault),
        }
    }

    /// Remembers what was said, and takes it back at once if the question was taken back meanwhile.
    async fn keep(&self, matrix: &Arc<Matrix>, room: &Room, mut answer: Answer) {
        if answer.messages.is_empty() {
            return;
        }
        let surplus = answer.edits.len().saturating_sub(EDITS);
        answer.edits.drain(..surplus);
        if let Err(fault) = answers::keep(&matrix.notes, &answer).await {
            tracing::warn!(%fault, "an answer can't be changed later: it could not be noted");
        }
        if self.is_taken_back(&answer.question) {
            self.withdraw(matrix, room, answer).await;
        }
    }

    /// Somebody took an event back: the answer goes with the question.
    async fn taken_back(&self, matrix: &Arc<Matrix>, room: &Room, event: &EventId) {
        lock(&self.redacted).put(event.to_owned(), ());
        if let Ok(Some(answer)) = answers::find(&matrix.notes, event).await {
            self.withdraw(matrix, room, answer).await;
        }
    }

    async fn withdraw(&self, matrix: &Arc<Matrix>, room: &Room, answer: Answer) {
        let Answer { question, messages, edits, .. } = answer;
        let gone = async {
            show::take_back(matrix, room, &messages).await?;
            show::take_back(matrix, room, &edits).await?;
            answers::forget(&matrix.notes, &question).await
        };
        if let Err(fault) = gone.await {
            told(&fault);
        }
    }

    fn is_taken_back(&self, event: &EventId) -> bool {
        lock(&self.redacted).get(event).is_some()
    }

    /// Somebody changed a message: the answer says from now on what is asked now.
    #[allow(clippy::too_many_arguments)]
    async fn changed(
        &self,
        matrix: &Arc<Matrix>,
        bot: &Arc<dyn Bot>,
        room: &Room,
        origin: &Origin,
        original: &EventId,
        what: Option<Event>,
        addressed: bool,
    ) {
        if self.is_taken_back(original) {
            return;
        }
        let Ok(answered) = answers::find(&matrix.notes, original).await else { return };
        let asker = match &answered {
            Some(answer) => Some(answer.asker.clone()),
            // Anybody can send a change of anything; only its own sender's counts.
            None if what.is_some() => self.sender_of(room, original).await,
            None => None,
        };
        if asker.is_none_or(|asker| asker != origin.sender) {
            return;
        }
        let Some(what) = what else {
            // It no longer speaks to the bot.
            if let Some(answer) = answered {
                self.withdraw(matrix, room, answer).await;
            }
            return;
        };
        if answered.as_ref().is_some_and(|answer| answer.change.as_ref() == Some(&origin.event)) {
            return;
        }
        let (thread, change) = (origin.thread.as_deref(), &origin.event);
        let place = rooms::place(room, thread).await;
        let incoming =
            Incoming { edited: true, ..matrix.incoming(change.as_str(), &origin.sender, place, addressed, what) };
        let replies = matrix.think(bot, incoming.clone()).await;
        // Nothing is said to what would do something, and the answer before stays true.
        if replies.is_empty() {
            return;
        }
        let showing = Showing::new(matrix, room, change.as_str()).answering(original, thread);
        let mut answer = answered.unwrap_or_else(|| Answer {
            question: original.to_owned(),
            asker: origin.sender.clone(),
            messages: Vec::new(),
            change: None,
            edits: Vec::new(),
        });
        answer.change = Some(change.clone());
        if answer.messages.is_empty() || replies.iter().any(|reply| reply.onward.is_some()) {
            let shown = self.show(matrix, bot, &incoming, &replies, showing).await;
            answer.messages.extend(shown);
        } else if let Err(fault) = self.rewrite(matrix, room, &incoming.place, &replies, showing, &mut answer).await {
            told(&fault);
        }
        self.keep(matrix, room, answer).await;
    }

    /// Makes the messages of an answer say these replies: changes what there is, takes away the rest, sends what is missing.
    async fn rewrite(
        &self,
        matrix: &Arc<Matrix>,
        room: &Room,
        place: &Place,
        replies: &[Reply],
        mut showing: Showing<'_>,
        answer: &mut Answer,
    ) -> Result<(), Fault> {
        // Who is in the room now sees it.
        let alone = replies.iter().any(|reply| reply.audience == Audience::OnlyYou);
        if alone && !(place.is_private_chat() && direct::is_private(matrix, room)) {
            return Ok(());
        }
        let reach = if alone { Reach::Alone } else { Reach::Everybody };
        let bodies: Vec<Body> = replies.iter().flat_map(|reply| render(&reply.view, &matrix.phrases)).collect();
        let surplus = answer.messages.split_off(answer.messages.len().min(bodies.len()));
        let change = answer.change.clone();
        let name = change.as_ref().map_or("", |change| change.as_str());
        let mut bodies = bodies.into_iter();
        for (message, body) in answer.messages.iter().zip(bodies.by_ref()) {
            answer.edits.push(show::change(matrix, room, message, showing.thread(), &body, name).await?);
        }
        for body in bodies {
            match showing.send(body, reach).await {
                Ok(()) => {}
                Err(Unshown::Fault(fault)) => return Err(fault),
                Err(Unshown::Company) => break,
            }
        }
        answer.messages.extend(showing.sent());
        show::take_back(matrix, room, &surplus).await
    }

    /// Whose an event is.
    async fn sender_of(&self, room: &Room, event: &EventId) -> Option<OwnedUserId> {
        room.event(event, None).await.ok()?.sender()
    }

    /// A number that somebody adds to those under a message of the bot's picks from it.
    async fn pressed(
        &self,
        matrix: &Arc<Matrix>,
        bot: &Arc<dyn Bot>,
        room: &Room,
        origin: &Origin,
        to: &EventId,
        key: &str,
    ) {
        let Some(number) = choices::number_of(key) else { return };
        let Some(Offered { tokens, thread }) = self.offered(matrix, room, to).await else { return };
        let Some(token) = tokens.into_iter().nth(number - 1) else { return };
        let finger = (origin.sender.clone(), to.to_owned());
        if lock(&self.presses).repeats(finger, &token, Instant::now()) {
            return;
        }
        let question = Question {
            event: &origin.event,
            asker: &origin.sender,
            to,
            thread: thread.as_deref(),
            addressed: true,
            what: Event::Reaction(token),
        };
        self.answer(matrix, bot, room, question).await;
    }

    /// A number that answers a message of the bot's picks from that message; anything else means what it says.
    async fn picked(&self, matrix: &Arc<Matrix>, room: &Room, origin: &Origin, what: Event) -> Event {
        let (Event::Text(words), Some(answers)) = (&what, &origin.answers) else { return what };
        let Some(number) = choices::typed(words) else { return what };
        let offered = self.offered(matrix, room, answers).await;
        let token = offered.and_then(|offered| offered.tokens.into_iter().nth(number - 1));
        token.map_or(what, Event::Choice)
    }

    /// What can be picked from a message, if it is the bot's.
    async fn offered(&self, matrix: &Arc<Matrix>, room: &Room, message: &EventId) -> Option<Offered> {
        if let Some(offered) = lock(&self.offers).get(message) {
            return Some(offered.clone());
        }
        let event = room.event(message, None).await.ok()?;
        // Whoever wrote it: nobody's message is asked for twice.
        let tokens = choices::tokens_of(event.raw(), &matrix.me);
        let offered = Offered { tokens, thread: event.raw().get_field("content").ok().flatten().and_then(thread_of) };
        self.remember(message, offered.clone());
        Some(offered)
    }
}

impl Matrix {
    /// An event as the bot is told it, at this moment.
    pub(crate) fn incoming(&self, event: &str, actor: &UserId, place: Place, addressed: bool, what: Event) -> Incoming {
        Incoming {
            event: BotEventId { platform: platform(), id: event.to_owned() },
            place,
            actor: PersonAddress { platform: platform(), user: actor.to_string() },
            locale: None,
            at: (self.clock)(),
            addressed,
            edited: false,
            what,
        }
    }

    /// Lets the bot act on an event. How many it thinks about at once is bounded; showing isn't, because it may have to
    /// wait, and others shouldn't with it.
    pub(crate) async fn think(&self, bot: &Arc<dyn Bot>, incoming: Incoming) -> Vec<Reply> {
        // Never closed.
        let _thinking = self.thinking.acquire().await;
        bot.receive(incoming).await
    }
}

/// Who sees a reply.
fn reach(reply: &Reply) -> Reach {
    match reply.audience {
        Audience::Room => Reach::Everybody,
        Audience::OnlyYou => Reach::Alone,
    }
}

/// What is read of a message to know its thread.
#[derive(Deserialize)]
struct Related {
    #[serde(rename = "m.relates_to")]
    relation: Option<Relation>,
}

#[derive(Deserialize)]
struct Relation {
    rel_type: Option<String>,
    event_id: Option<OwnedEventId>,
}

/// The root of the thread in which a message stands.
fn thread_of(content: Related) -> Option<OwnedEventId> {
    let relation = content.relation?;
    relation.event_id.filter(|_| relation.rel_type.as_deref() == Some("m.thread"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
