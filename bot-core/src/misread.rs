//! Questions that were answered wrongly, as the organisers get to know them: the words, and nothing of who asked.

use serde::{Deserialize, Serialize};

use crate::content::PassageId;
use crate::ids::Timestamp;

/// A question that was answered wrongly. Nothing in it leads back to who asked it, unless the words do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MisreadQuestion {
    /// The question, as it was typed.
    pub words: String,
    /// The passages that the bot quoted or offered; empty when it said that the texts don't cover the question.
    pub answered_with: Vec<PassageId>,
}

impl MisreadQuestion {
    /// How much of a question is kept, in characters.
    pub const LONGEST: usize = 500;
}

/// One that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMisread {
    /// By which organisers name it.
    pub number: i64,
    /// The question; `None` when it can't be opened with this key.
    pub question: Option<MisreadQuestion>,
    /// The beginning of the day (UTC) on which it was kept: a finer time could be matched with what was said in a room.
    pub day: Timestamp,
}
