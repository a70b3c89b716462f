//! The two sides of a platform: what an adapter calls ([`Bot`]) and what it offers ([`Messenger`]), and what checking
//! its settings finds ([`Finding`]).

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::announcement::{Delivery, Posted};
use crate::ids::{DeliveryId, EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use crate::incoming::Incoming;
use crate::subscription::Manner;
use crate::view::{Reply, View};

/// A future in a box, so that messengers of several platforms can stand side by side.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The bot, as an adapter sees it.
pub trait Bot: Send + Sync {
    /// Acts on an event and says what to show. When it returns, everything that the replies promise is kept.
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>>;

    /// The same for an event whose replies were never shown, as far as the adapter knows, although the bot may have acted
    /// on it: a bot that ended in between, or a platform that couldn't be reached. If it was acted on, nothing is done
    /// again; the replies say where things stand.
    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>>;

    /// Passages that fit these words, best first, for somebody who wants to post one elsewhere or is still typing.
    /// Nothing is kept. `locale` is what their app is set to, as in [`Incoming::locale`].
    fn suggest<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        words: &'a str,
    ) -> Boxed<'a, Vec<Suggestion>>;

    /// What somebody may mean who is typing a command, best first, at most [`Completion::MOST`]. Nothing is kept, and
    /// supporters come from the public list only. `locale` is what their app is set to, as in [`Incoming::locale`].
    fn complete<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        blank: Blank,
        words: &'a str,
    ) -> Boxed<'a, Vec<Completion>>;

    /// Keeps events that the platform won't tell again and whose answers are still on their way, so that a bot that
    /// dies now answers them when it lives again. When it returns without a fault, they are durable.
    fn keep(&self, events: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>>;

    /// These events were answered: they need not be kept any longer. Events that were never kept are ignored.
    fn answered(&self, events: Vec<EventId>) -> Boxed<'_, ()>;

    /// What is kept of this platform, oldest first: asked once, when an adapter starts.
    fn unanswered<'a>(&'a self, platform: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>>;
}

/// A passage that fits somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The passage's id.
    pub id: String,
    /// Which passage it is, in one line.
    pub title: String,
    /// How it begins.
    pub summary: String,
    /// What is posted: the quotation with its citation and link, without choices.
    pub view: View,
}

/// What is asked for at a place in a command that somebody is filling in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blank {
    /// A recommendation, by its number or words of its title.
    Recommendation,
    /// A point of the statement, by its number or words of its title.
    Statement,
    /// What supporters are looked for by: a name, a country, a kind.
    Supporters,
    /// A country.
    Country,
    /// A language that the bot speaks.
    Language,
    /// A time zone, by its name or a city.
    TimeZone,
    /// A command.
    Command,
}

/// What somebody may mean who is typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What they see, at most [`Completion::LONGEST`] characters.
    pub label: String,
    /// What the command is given, at most [`Completion::LONGEST`] characters.
    pub value: String,
}

impl Completion {
    /// How many are worth showing at once.
    pub const MOST: usize = 25;
    /// The most characters that a label or a value has.
    pub const LONGEST: usize = 100;
}

/// An event as its platform told it.
#[derive(Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// Its id, the same as in [`Incoming::event`].
    pub event: EventId,
    /// The platform's own form of it; only its adapter reads it.
    pub body: String,
}

impl fmt::Debug for Unanswered {
    /// What people write is not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unanswered({:?}, …)", self.event)
    }
}

/// Events can't be kept now; trying again may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what waits for an answer can't be kept")]
pub struct KeepFault;

/// A platform, as the outbox sees it.
pub trait Messenger: Send + Sync {
    /// Posts a message in this manner, as far as the platform knows it. A repetition with the same `key` must not show it
    /// twice where the platform can tell. All or nothing: when a part of a long message fails, the parts before it are
    /// removed again, because nothing that ended with a fault is ever corrected.
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        manner: Manner,
        key: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>>;

    /// Changes a message that was posted; without a view, removes it. A message that is gone already is fine.
    fn correct<'a>(
        &'a self,
        room: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>>;

    /// What this gives lives while the end of a delivery is being kept. A platform that can't recognise a repeated
    /// message begins no other meanwhile, so that a power cut leaves one of uncertain fate, and not many where the
    /// database is slow.
    fn settling(&self) -> Box<dyn Send> {
        Box::new(())
    }

    /// Whether this person may change the room's settings.
    fn may_administer<'a>(
        &'a self,
        room: &'a RoomAddress,
        person: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>>;

    /// What stands before a command in the platform's rooms, see [`crate::incoming::Place::prefix`].
    fn room_prefix(&self) -> &'static str {
        "/"
    }

    /// Where this person can be told something later that nobody else sees, if the platform has such a place.
    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        let _ = person;
        None
    }
}

/// One thing that an adapter's check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub verdict: Verdict,
    /// What it is, and what to do about it, in one English sentence for operators.
    pub words: String,
}

impl Finding {
    /// A finding.
    pub fn new(verdict: Verdict, words: impl Into<String>) -> Self {
        Self { verdict, words: words.into() }
    }
}

/// How something is that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// The bot works, but not as well as it could.
    Warning,
    /// The bot can't work like this.
    Problem,
}

/// A secret that a platform gave, such as a bot's token. It never shows itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Keeps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret, for the one place that sends or compares it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// By what a platform recognises a repeated send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeliveryKey {
    /// The same at every try.
    pub id: DeliveryId,
    /// Since when the message may stand in its room. None at the first try: then it stands nowhere.
    pub since: Option<Timestamp>,
}

impl DeliveryKey {
    /// The key of a delivery as it was claimed now.
    pub fn of(delivery: &Delivery) -> Self {
        // Whoever claimed it before may have sent it, and died before that was kept.
        Self { id: delivery.id, since: (delivery.claim > 1).then_some(delivery.made) }
    }
}

/// Why a message did not get through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryFault {
    /// Not now; `after` milliseconds at the earliest, if the platform says so.
    #[error("the platform is busy or out of reach")]
    Later {
        /// The platform's own wish.
        after: Option<i64>,
    },
    /// The room is gone, or the bot may no longer write there.
    #[error("the room no longer takes messages")]
    Gone,
    /// The room lives on under another address.
    #[error("the room has moved")]
    Moved(RoomAddress),
    /// The platform will never take this message.
    #[error("the platform refused the message")]
    Refused,
}
