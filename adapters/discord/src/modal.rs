//! Forms: a [`Form`] as the window that Discord opens (a modal), and what comes back when it is sent in.

use bot_core::view::Form;
use serenity::all::CreateInteractionResponse;

use crate::components::Owner;

/// The whole answer to a press that opens this form.
pub(crate) fn open(form: &Form, owner: Owner) -> CreateInteractionResponse {
    let _ = (form, owner);
    CreateInteractionResponse::Acknowledge
}
