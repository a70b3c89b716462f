//! Channels in which the bot may not post embeds. Discord drops them without a word, and it shows in the message that it
//! gives back. There the words take in what the embeds would have said, by an edit: asking first what the bot may do would
//! cost every other channel three calls. Interactions aren't concerned, whose answers may always have embeds.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serenity::all::{ChannelId, MessageId};

use crate::Discord;
use crate::render::Part;
use crate::route::Route;
use crate::send::Lane;

/// A message as Discord shows it.
#[derive(Deserialize)]
pub(crate) struct Shown {
    pub(crate) id: MessageId,
    #[serde(default)]
    embeds: Option<Vec<IgnoredAny>>,
}

impl Discord {
    /// Lets a message that was just posted or changed say what its embeds should have, if Discord shows none.
    pub(crate) async fn tell_without_cards(&self, lane: Lane, channel: ChannelId, part: &Part, shown: &Shown) {
        let dropped = !part.embeds.is_empty() && shown.embeds.as_ref().is_some_and(Vec::is_empty);
        let Some(words) = part.with_cards.as_ref().filter(|words| dropped && **words != part.content) else { return };
        let mut told = part.clone();
        told.content.clone_from(words);
        told.embeds.clear();
        let edit = Route::Edit { channel, message: shown.id };
        if let Err(fault) = self.sender.send::<IgnoredAny>(lane, &edit, Some(&told)).await {
            // What is there can be understood, and has the links.
            tracing::debug!(%fault, "a message without embeds stays as it is");
        }
    }
}
