//! Which messages of the bot's answer which question, over restarts: for a question that is told again, changed or taken
//! back. A table of fixed size in the notes, where a new answer takes the place of an old one that has the same slot: so
//! it needs no clearing up, and what is forgotten is old as a rule. Absent on purpose: what was asked and answered.

use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId, UserId};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::notes::Notes;

/// How many answers are remembered at the most: some hundred bytes each.
const SLOTS: u64 = 8192;

/// An answer. What it lists is all in the room of the question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// What was asked; also tells whether the slot is another question's.
    pub(crate) question: OwnedEventId,
    /// By whom: only they can change it.
    pub(crate) asker: OwnedUserId,
    /// The thread in which both stand.
    pub(crate) thread: Option<OwnedEventId>,
    /// What the bot said to it, in order.
    pub(crate) messages: Vec<OwnedEventId>,
    /// Whether the question itself answers a message of the bot's, and so speaks to it whatever it is changed to.
    #[serde(default)]
    pub(crate) replies: bool,
    /// The last change of the question that was answered.
    pub(crate) change: Option<OwnedEventId>,
    /// The changes that the bot made to its messages: they hold words too, and go when the messages go.
    pub(crate) edits: Vec<OwnedEventId>,
}

impl Answer {
    /// Nothing was said to this question yet.
    pub(crate) fn to(question: &EventId, asker: &UserId, thread: Option<&EventId>) -> Self {
        Self {
            question: question.to_owned(),
            asker: asker.to_owned(),
            thread: thread.map(ToOwned::to_owned),
            messages: Vec::new(),
            replies: false,
            change: None,
            edits: Vec::new(),
        }
    }
}

/// What was answered to this question, as far as it is remembered.
pub(crate) async fn find(notes: &Notes, question: &EventId) -> Result<Option<Answer>, Fault> {
    let kept: Option<Answer> = notes.get(&slot(question)).await?;
    Ok(kept.filter(|answer| answer.question == question))
}

/// Remembers an answer.
pub(crate) async fn keep(notes: &Notes, answer: &Answer) -> Result<(), Fault> {
    notes.put(&slot(&answer.question), answer).await
}

/// Forgets an answer that was taken back.
pub(crate) async fn forget(notes: &Notes, question: &EventId) -> Result<(), Fault> {
    notes.remove(&slot(question)).await
}

/// The name of a question's slot.
fn slot(question: &EventId) -> String {
    format!("answer/{}", hash(question.as_str()) % SLOTS)
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): the standard library's hashes may differ from one release to the
/// next. Nothing is gained by who makes two questions share a slot: one answer less can be changed.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_the_same_after_every_start_and_few() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325, "the published value for no bytes");
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c, "the published value for one byte");
        let question = |n: u32| OwnedEventId::try_from(format!("$question{n}")).expect("a plain event id");
        let slots: std::collections::HashSet<_> = (0..100_000).map(|n| slot(&question(n))).collect();
        assert!(slots.len() as u64 <= SLOTS);
        assert!(slots.len() > 8000, "only {} slots are used", slots.len());
    }
}
