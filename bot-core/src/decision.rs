//! What the bot decided to do about an event: pure data, computed from an intent and the facts, and computed
//! again when the facts turn out to be stale. The store carries it out in one transaction.

use crate::conversation::Conversation;
use crate::ids::{PledgeId, RoomAddress};
use crate::language::Language;
use crate::misread::MisreadQuestion;
use crate::pledge::{Display, HoldReason, NewPledge, RefusalReason};
use crate::subscription::Subscription;
use crate::supporter::PublicLine;
use crate::view::Reply;

/// What to do about one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What to say.
    pub replies: Vec<Reply>,
    /// Where the conversation stands afterwards; `None` leaves it as it is.
    pub conversation: Option<ConversationChange>,
    /// What else changes, in this order.
    pub changes: Vec<Change>,
    /// What to say when a supporter got a number in this commit; comes after `replies`.
    pub thanks: Option<Thanks>,
}

impl Decision {
    /// Only words.
    pub fn say(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self { replies: replies.into_iter().collect(), ..Self::default() }
    }

    /// Whether nothing has to be kept: no commit is needed.
    pub fn changes_nothing(&self) -> bool {
        self.conversation.is_none() && self.changes.is_empty()
    }
}

/// What becomes of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationChange {
    /// It goes on here.
    To(Box<Conversation>),
    /// It is over.
    End,
}

/// One thing that changes. Whoever acts is known to the store from the commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The person chose a language.
    ChooseLanguage(Language),
    /// The person's pledge counts from now on: it gets the next number and is announced as its consents allow.
    Publish(Box<NewPledge>),
    /// The person's pledge waits for an organiser.
    Hold {
        /// The pledge.
        pledge: Box<NewPledge>,
        /// Why it waits.
        reason: HoldReason,
    },
    /// The person's pledge appears differently from now on, in the list and in what was posted.
    Redisplay {
        /// The new form.
        display: Display,
    },
    /// The person's pledge goes: off the list, off every announcement, and its data with it.
    Withdraw,
    /// Everything about the person goes.
    Forget,
    /// The room chose what it hears.
    Subscribe(Subscription),
    /// The bot was removed from the room: everything about the room goes, and about the threads in it.
    LeaveRoom,
    /// The room lives on under another address: everything about it follows.
    MoveRoom(RoomAddress),
    /// A waiting pledge counts from now on, and the person is told.
    Approve {
        /// The pledge.
        pledge: PledgeId,
    },
    /// A pledge is refused, also one that was published already, and the person is told.
    Refuse {
        /// The pledge.
        pledge: PledgeId,
        /// Why.
        reason: RefusalReason,
    },
    /// Rooms are told something by organisers.
    Notice(String),
    /// A question that was answered wrongly is kept for the organisers, without who asked it.
    KeepMisread(MisreadQuestion),
}

/// What the reply with the new supporter's number needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// In which language.
    pub language: Language,
    /// What commands begin with where it is read.
    pub prefix: &'static str,
    /// The line as it stands on the list; `None` when only counted.
    pub line: Option<PublicLine>,
    /// Whether it was the person's own pledge (and not one that a reviewer approved).
    pub own: bool,
}
