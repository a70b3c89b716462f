//! Suggestions while somebody types an option.

use bot_core::platform::Bot;
use serenity::all::CreateInteractionResponse;

use crate::inbound::Question;

/// The whole answer to somebody who is filling in a command.
pub(crate) async fn complete(bot: &dyn Bot, question: &Question) -> CreateInteractionResponse {
    let _ = (bot, question);
    CreateInteractionResponse::Acknowledge
}
