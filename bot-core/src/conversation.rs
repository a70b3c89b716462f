//! Where a person is in a conversation that goes over several messages. It belongs to the person, not to a room,
//! and goes on only in private. It is kept in the database (sealed), so a restart loses nothing.
//! Absent on purpose: what somebody is reading. Answers carry everything that their choices need.

use serde::{Deserialize, Serialize};

use crate::ids::{DAY, HOUR, PledgeId, Timestamp};
use crate::misread::MisreadQuestion;
use crate::pledge::{Display, Draft};

/// The state of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "kebab-case")]
pub enum Conversation {
    /// A pledge is being made.
    Pledging(Draft),
    /// "Take my name off the list": asked whether to go on.
    ConfirmingWithdrawal {
        /// The pledge that was shown.
        pledge: PledgeId,
    },
    /// "Erase everything": asked whether to go on.
    ConfirmingForget {
        /// The pledge that was being made, to go on with after a no.
        draft: Option<Box<Draft>>,
    },
    /// A published pledge is to appear differently: asked how, then asked to confirm the new line.
    ChangingDisplay {
        /// The pledge that was shown.
        pledge: PledgeId,
        /// What was chosen.
        display: Option<Display>,
    },
    /// The organisers are to learn of a wrong answer: asked for the question, then whether to keep it.
    ReportingWrongAnswer {
        /// The question as it would be kept.
        question: Option<MisreadQuestion>,
    },
    /// An organiser's notice: shown as rooms will see it, asked whether to send.
    ConfirmingNotice {
        /// The words.
        text: String,
    },
}

/// The version of [`Conversation`]'s stored form. Raise it when an old form can no longer be read.
pub const CONVERSATION_VERSION: i64 = 1;

impl Conversation {
    /// How long it waits for the next word, in milliseconds: a pledge a day, a yes or no an hour.
    pub fn patience(&self) -> i64 {
        match self {
            Self::Pledging(_) => DAY,
            _ => HOUR,
        }
    }
}

/// A conversation as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// None is going on.
    #[default]
    Idle,
    /// One is going on until it expires.
    Open {
        /// Where it is.
        conversation: Conversation,
        /// When it ends by itself.
        expires_at: Timestamp,
    },
    /// There was one, but this program can't read it (it was kept by another version).
    Unreadable,
}
