//! Buttons and selects: choices under a message, and what comes back when one is picked. A component's `custom_id` says
//! whose message it stands under (`OWNER.TOKEN`), so it works after a restart, and a press by somebody else is told
//! apart. Discord keeps it; nobody can change it. Absent on purpose: what a token means.

use bot_core::view::{Choice, ChoiceToken, Form};
use serenity::all::{CreateActionRow, UserId};

/// Whose conversation a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody's: news and greetings.
    Nobody,
    /// This person's.
    Person(UserId),
}

/// What was picked: read from a component's or a form's `custom_id`, and from the values of a select.
pub(crate) fn picked(custom_id: &str, values: &[String]) -> Option<(Owner, ChoiceToken)> {
    let _ = (custom_id, values);
    None
}

/// The choices as rows, the one that opens a form first.
pub(crate) fn rows(choices: &[Choice], form: Option<&Form>, owner: Owner) -> Vec<CreateActionRow> {
    let _ = (choices, form, owner);
    Vec::new()
}
