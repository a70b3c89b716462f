//! What is done about an event: the bot is asked, and its replies are shown. A personal matter that is begun in a room
//! goes on in the person's own chat, which is opened for it. Absent on purpose: which events concern the bot (see
//! `inbound.rs`), in which order they come here (see `intake.rs`), and how messages look (see `render.rs`).

mod changes;
mod picks;
pub(crate) mod recent;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bot_core::ids::{EventId as BotEventId, PersonAddress};
use bot_core::incoming::{Event, Incoming, Place};
use bot_core::language::Language;
use bot_core::platform::Bot;
use bot_core::view::{Audience, Reply};
use matrix_sdk::Room;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use tokio::time::Instant;
use traffic::Presses;

use crate::answers::{self, Answer};
use crate::direct::{self, Directs};
use crate::fault::Fault;
use crate::inbound::{Origin, Seen};
use crate::send::{Lane, REPLY};
use crate::show::{Reach, Showing, Unshown, told};
use crate::{Matrix, invites, platform, rooms};
use changes::Change;
pub(crate) use picks::{Offered, thread_of};
use recent::Recent;

/// A second press of the same number within this time is the same press.
const MOMENT: Duration = Duration::from_secs(3);

/// How many messages' choices, and how many events that were taken back, are remembered.
const MANY: usize = 4096;

/// What answering remembers.
pub(crate) struct Answering {
    /// The last messages with choices; the choices of others stand in the messages themselves.
    offers: Mutex<Recent<Offered>>,
    /// The last events that were taken back, maybe while the answer was on its way.
    redacted: Mutex<Recent<()>>,
    presses: Mutex<Presses<(OwnedUserId, OwnedEventId)>>,
    /// In which language the bot spoke last in a room, if not in its first one.
    languages: Mutex<HashMap<OwnedRoomId, Language>>,
    /// The chats of single people.
    pub(crate) directs: Directs,
}

impl Default for Answering {
    fn default() -> Self {
        Self {
            offers: Mutex::new(Recent::new(MANY)),
            redacted: Mutex::new(Recent::new(MANY)),
            presses: Mutex::new(Presses::new(MOMENT)),
            languages: Mutex::default(),
            directs: Directs::default(),
        }
    }
}

impl Answering {
    /// Does what an event in this room asks for, unless it would come later than `until`. When it returns without a fault,
    /// that is done, or can't be.
    ///
    /// # Errors
    /// When the same event has to be carried out once more, because the bot's own store failed or its session ran out.
    pub(crate) async fn carry_out(
        &self,
        matrix: &Arc<Matrix>,
        bot: &Arc<dyn Bot>,
        room: &Room,
        seen: Seen,
        until: Instant,
    ) -> Result<(), Fault> {
        let scene = Scene { matrix, bot, room, until };
        match seen {
            Seen::Said { origin, what, addressed } => {
                let what = scene.picked(&origin, what).await?;
                let Origin { event, sender, thread, .. } = &origin;
                let thread = thread.as_deref();
                let replies = origin.answers.is_some();
                scene.answer(Question { event, asker: sender, to: event, thread, replies, addressed, what }).await;
            }
            Seen::Reacted { origin, to, key } => scene.pressed(&origin, &to, &key).await?,
            Seen::Edited { origin, original, what, answering, addressed } => {
                scene.changed(&origin, &original, Change { what, answering, addressed }).await?;
            }
            Seen::Redacted { event } => scene.taken_back(&event).await?,
            Seen::Replaced | Seen::Members | Seen::Nothing => {}
        }
        Ok(())
    }

    /// Lets the bot act on what happened to a room itself, such as that it was added, and shows in the room what it says.
    pub(crate) async fn tell(&self, matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, room: &Room, incoming: Incoming) {
        let name = incoming.event.id.clone();
        let replies = matrix.think(bot.receive(incoming)).await;
        let until = Instant::now() + matrix.settings.answer_within.max(REPLY);
        let mut showing = Showing::new(matrix, room, &name, until).greeting();
        for reply in &replies {
            if let Err(Unshown::Fault(fault)) = showing.show(&reply.view, reach(reply)).await {
                return told(&fault);
            }
        }
    }

    /// Remembers what can be picked from a message.
    pub(crate) fn remember(&self, message: &EventId, offered: Offered) {
        lock(&self.offers).put(message.to_owned(), offered);
    }

    /// Remembers in which language something was said in a room.
    pub(crate) fn spoke(&self, room: &RoomId, language: Language) {
        let mut languages = lock(&self.languages);
        if language == Language::default() {
            languages.remove(room);
        } else if languages.get(room) != Some(&language) {
            languages.insert(room.to_owned(), language);
        }
    }

    /// In which language the adapter's own words are said in a room: the one in which the bot spoke last there.
    pub(crate) fn language_of(&self, room: &RoomId) -> Language {
        lock(&self.languages).get(room).copied().unwrap_or_default()
    }

    /// Whether somebody took this event back.
    fn is_taken_back(&self, event: &EventId) -> bool {
        lock(&self.redacted).get(event).is_some()
    }
}

/// An event that the bot is asked about, and where it is answered.
struct Question<'a> {
    event: &'a EventId,
    asker: &'a UserId,
    /// The message that the answer is a reply to: as a rule the event itself.
    to: &'a EventId,
    thread: Option<&'a EventId>,
    /// See [`Answer::replies`].
    replies: bool,
    /// See [`Incoming::addressed`].
    addressed: bool,
    what: Event,
}

/// A room in which something happened, and who acts in it.
#[derive(Clone, Copy)]
struct Scene<'a> {
    matrix: &'a Arc<Matrix>,
    bot: &'a Arc<dyn Bot>,
    room: &'a Room,
    /// When an answer would come too late.
    until: Instant,
}

impl Scene<'_> {
    /// Asks the bot, and shows what it says, once.
    async fn answer(self, question: Question<'_>) {
        let Self { matrix, bot, room, until } = self;
        let Question { event, asker, to, thread, replies, addressed, what } = question;
        let (answered, place) = tokio::join!(answers::find(&matrix.notes, event), rooms::place(room, thread));
        // Where the store fails, the transaction ids still keep answers from coming twice.
        if matches!(answered, Ok(Some(_))) || matrix.answering.is_taken_back(event) {
            return;
        }
        let incoming = matrix.incoming(event.as_str(), asker, place, addressed, what);
        // It comes again only while its answer isn't noted: then nobody has seen it, or transaction ids keep it from coming
        // twice.
        let said = matrix.think(bot.receive_again(incoming.clone())).await;
        let showing = Showing::new(matrix, room, event.as_str(), until).answering(to, thread);
        let messages = self.show(&incoming, &said, showing).await;
        if !messages.is_empty() {
            // What a sign brought stays when the sign is taken off: that is how it is given once more.
            let messages = if to == event { messages } else { Vec::new() };
            self.keep(Answer { messages, replies, ..Answer::to(event, asker, thread) }).await;
        }
    }

    /// Shows replies in the room, or in the asker's own chat; what was shown in the room.
    async fn show(self, incoming: &Incoming, replies: &[Reply], mut showing: Showing<'_>) -> Vec<OwnedEventId> {
        let private = incoming.place.is_private_chat();
        for (n, reply) in replies.iter().enumerate() {
            let shown = match &reply.onward {
                Some(onward) if !private => {
                    let went_on = self.go_on(incoming, &onward.what, reply.view.language.code()).await;
                    if let Err(fault) = &went_on {
                        told(fault);
                    }
                    let view = if went_on.is_ok() { &reply.view } else { &onward.otherwise };
                    showing.show(view, Reach::Everybody).await
                }
                // All that is said in a private chat is for one person alone.
                _ if private => showing.show(&reply.view, Reach::Alone).await,
                _ if reply.audience == Audience::Room => showing.show(&reply.view, Reach::Everybody).await,
                _ => Err(Unshown::Company),
            };
            let shown = match shown {
                Ok(()) => Ok(()),
                // Nothing personal is said before others, but in a chat that has none.
                Err(Unshown::Company) => self.show_aside(incoming, reply, n).await,
                Err(Unshown::Fault(fault)) => Err(fault),
            };
            if let Err(fault) = shown {
                told(&fault);
                break;
            }
        }
        showing.sent()
    }

    /// Hands the bot the same event once more, in the asker's own chat, and shows there what it says.
    async fn go_on(self, incoming: &Incoming, what: &Event, language: &str) -> Result<(), Fault> {
        let room = self.own_chat(incoming).await?;
        let event = BotEventId { id: format!("{}+direct", incoming.event.id), ..incoming.event.clone() };
        let name = event.id.clone();
        let place = Place { locale: Some(language.to_owned()), ..direct::place(&room).await };
        let onward = Incoming { event, place, addressed: true, what: what.clone(), ..incoming.clone() };
        let replies = self.matrix.think(self.bot.receive_again(onward)).await;
        let mut showing = Showing::new(self.matrix, &room, &name, self.until);
        for reply in &replies {
            showing.show(&reply.view, Reach::Alone).await.map_err(alone)?;
        }
        Ok(())
    }

    /// Shows a personal reply in the asker's own chat. The bot leads people there before it says anything personal, so
    /// this is only a second fence, for a room that somebody entered in the wrong moment. `n` tells it from others.
    async fn show_aside(self, incoming: &Incoming, reply: &Reply, n: usize) -> Result<(), Fault> {
        let room = self.own_chat(incoming).await?;
        let name = format!("{}+aside-{n}", incoming.event.id);
        Showing::new(self.matrix, &room, &name, self.until).show(&reply.view, Reach::Alone).await.map_err(alone)
    }

    /// The chat of whoever caused the event.
    async fn own_chat(self, incoming: &Incoming) -> Result<Room, Fault> {
        let user = UserId::parse(&incoming.actor.user).map_err(|_| Fault::NotFound)?;
        direct::open(self.matrix, &user, Lane::Reply).await
    }

    /// Remembers what was said, and takes it back at once if the question was taken back meanwhile.
    async fn keep(self, answer: Answer) {
        if let Err(fault) = answers::keep(&self.matrix.notes, &answer).await {
            tracing::warn!(%fault, "an answer can't be changed later: it could not be noted");
        }
        // It was noted just now, or can't be noted: then nothing needs to be forgotten.
        if self.matrix.answering.is_taken_back(&answer.question) {
            let _ = self.withdraw(answer).await;
        }
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
    pub(crate) async fn think(&self, thought: impl Future<Output = Vec<Reply>>) -> Vec<Reply> {
        // Never closed.
        let _thinking = self.thinking.acquire().await;
        thought.await
    }
}

/// Repeats a call until this time while the homeserver can't be reached or asks for a pause.
pub(crate) async fn outlast<T, F>(until: Instant, call: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    loop {
        match invites::patiently(&call).await {
            Err(Fault::Unreachable | Fault::Limited { .. }) if Instant::now() < until => {}
            done => return done,
        }
    }
}

/// Who sees a reply.
fn reach(reply: &Reply) -> Reach {
    match reply.audience {
        Audience::Room => Reach::Everybody,
        Audience::OnlyYou => Reach::Alone,
    }
}

/// Why somebody can't be told something in their own chat.
fn alone(unshown: Unshown) -> Fault {
    match unshown {
        Unshown::Fault(fault) => fault,
        Unshown::Company => Fault::Forbidden { code: "not alone".to_owned() },
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
