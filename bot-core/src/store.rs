//! What the bot needs from a database, in few operations made for their use. Absent on purpose: SQL, keys and
//! transactions, which belong to the implementation; and single-row reads and writes.

use std::future::Future;

use crate::announcement::{Delivery, Settlement};
use crate::conversation::Kept;
use crate::decision::{Change, ConversationChange};
use crate::ids::{DeliveryId, EventId, PersonAddress, Platform, PledgeId, RoomAddress, SupporterNumber, Timestamp};
use crate::language::Language;
use crate::platform::Unanswered;
use crate::pledge::Pledge;
use crate::subscription::Subscription;
use crate::supporter::{SupporterPage, SupporterQuery, Tallies};

/// Who may do what, beyond what everyone may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Approves and refuses pledges.
    Reviewer,
    /// All that a reviewer may, and notices to rooms.
    Organiser,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Reviewer, Self::Organiser];

    /// The stable name in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reviewer => "reviewer",
            Self::Organiser => "organiser",
        }
    }

    /// Reads [`Role::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}

/// Which facts an intent needs. The person's and the room's own are always read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// A page of the list.
    pub supporters: Option<SupporterQuery>,
    /// The counts.
    pub tallies: bool,
    /// The pledges that wait for an organiser, oldest first, at most ten.
    pub waiting: bool,
    /// One pledge of anybody's, for reviewers.
    pub pledge: Option<PledgeId>,
    /// Whether this name is on the public list already (compared by [`crate::supporter::search_words`]).
    pub name_on_list: Option<String>,
    /// How many people hold each role.
    pub roles: bool,
    /// How many rooms hear news.
    pub listening_rooms: bool,
    /// In how many rooms the person turned on news.
    pub own_rooms: bool,
}

/// What is known when an intent is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether the event was acted on before.
    pub seen: bool,
    /// The language that the person chose.
    pub language: Option<Language>,
    /// What the person may do beyond what everyone may.
    pub roles: Vec<Role>,
    /// The person's conversation.
    pub conversation: Kept,
    /// The person's own pledge.
    pub own_pledge: Option<Pledge>,
    /// What the room chose; `None` while it chose nothing.
    pub room: Option<Subscription>,
    /// See [`Wants::supporters`].
    pub supporters: Option<SupporterPage>,
    /// See [`Wants::tallies`].
    pub tallies: Option<Tallies>,
    /// See [`Wants::waiting`].
    pub waiting: Vec<Pledge>,
    /// How many pledges wait in all; read with [`Wants::waiting`].
    pub waiting_total: u64,
    /// See [`Wants::pledge`].
    pub pledge: Option<Pledge>,
    /// See [`Wants::name_on_list`].
    pub name_on_list: bool,
    /// See [`Wants::roles`].
    pub role_holders: Vec<(Role, u64)>,
    /// See [`Wants::listening_rooms`].
    pub listening_rooms: u64,
    /// See [`Wants::own_rooms`].
    pub own_rooms: u64,
    /// What the commit compares with.
    pub revision: Revision,
}

/// The state of what was read; a commit with an older one is refused as stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Of everything about the person.
    pub person: i64,
    /// Of the room's settings.
    pub room: i64,
    /// Of the pledge named in [`Wants::pledge`]; 0 when there is none.
    pub pledge: i64,
}

/// What one event changes, kept as a whole or not at all.
#[derive(Clone, Debug)]
pub struct Commit {
    /// The event, kept so that its repetition changes nothing.
    pub event: EventId,
    /// Who acts.
    pub person: PersonAddress,
    /// Where.
    pub room: RoomAddress,
    /// Whether the room is the person's private chat, where outcomes may be told later.
    pub private: bool,
    /// The person's private chat, where they can be told something later, if the platform has one.
    pub private_chat: Option<RoomAddress>,
    /// The language in which the person was answered, used for what is told later.
    pub language: Language,
    /// The facts it was decided on.
    pub revision: Revision,
    /// The conversation afterwards.
    pub conversation: Option<ConversationChange>,
    /// The changes.
    pub changes: Vec<Change>,
    /// When.
    pub at: Timestamp,
}

/// How a commit ended. All but [`Committed::Done`] changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    /// It is kept; it survives a crash from here on.
    Done {
        /// The number that was given to a new supporter.
        number: Option<SupporterNumber>,
    },
    /// Somebody changed the facts in between: read and decide again.
    Stale,
    /// This event was acted on before.
    Repeated,
}

/// Why a store failed. The sentences are for operators: they name a cure, and never a person.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk, the network or the database server; trying again may help.
    #[error("the database can't be reached: {0}")]
    Unavailable(String),
    /// The database is damaged or holds something that can't be read; trying again won't help.
    #[error("the database holds something unreadable: {0}")]
    Damaged(String),
    /// There is no room left.
    #[error("the disk is full: free some space; nothing that was confirmed is lost")]
    Full,
    /// The database must not be written to.
    #[error("the database can't be written to: check the owner and permissions of the data folder")]
    ReadOnly,
}

/// How many events of a platform are kept at most while they wait for an answer.
pub const MOST_UNANSWERED: u32 = 10_000;

/// A database behind the bot.
pub trait Store: Send + Sync {
    /// Reads what an intent needs and whether the event was acted on before, in one consistent view. Where nothing
    /// happened and somebody only looks, there is no event.
    fn facts(
        &self,
        event: Option<&EventId>,
        person: &PersonAddress,
        room: &RoomAddress,
        wants: &Wants,
    ) -> impl Future<Output = Result<Facts, StoreError>> + Send;

    /// Keeps what one event changes, durably, in one transaction.
    fn commit(&self, commit: Commit) -> impl Future<Output = Result<Committed, StoreError>> + Send;

    /// Claims up to `limit` messages that are due on these platforms, for `lease` milliseconds. Another worker gets
    /// none of them before the lease is over. A worker names the platforms that it is connected to, so that it leaves
    /// the others' messages alone.
    fn claim(
        &self,
        platforms: &[Platform],
        now: Timestamp,
        lease: i64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Delivery>, StoreError>> + Send;

    /// Says how a claimed message ended. What an older claim says (see [`Delivery::claim`]) is ignored.
    fn settle(
        &self,
        delivery: DeliveryId,
        claim: i64,
        settlement: Settlement,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// When the next message on these platforms is due, if any: the worker sleeps until then.
    fn next_due(&self, platforms: &[Platform]) -> impl Future<Output = Result<Option<Timestamp>, StoreError>> + Send;

    /// Keeps events that wait for an answer, all of them or none. One that is kept already stays as it is. Where a
    /// platform has more than [`MOST_UNANSWERED`], the oldest go.
    fn keep_unanswered(&self, events: &[Unanswered]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Drops events that were answered; others than the kept ones are ignored.
    fn drop_unanswered(&self, events: &[EventId]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The events of a platform that wait for an answer, in the order in which they were kept.
    fn unanswered(&self, platform: &Platform) -> impl Future<Output = Result<Vec<Unanswered>, StoreError>> + Send;

    /// Drops what is no longer needed: expired conversations, old event ids, deliveries that nobody can correct
    /// any more, events that have waited for an answer for a day.
    fn sweep(&self, now: Timestamp) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Whether the database answers.
    fn health(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}
