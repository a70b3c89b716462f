//! Answers, shown where they were asked: interactions by [`Exchange`], messages by messages. Absent on purpose: repeating
//! and pacing (see `send.rs`), and "is typing": answers come at once.

mod exchange;
mod lateness;

use std::time::Duration;

use bot_core::incoming::Incoming;
use bot_core::platform::Bot;
use bot_core::view::{Audience, Block, Reply, View};
use serde::Serialize;
use serde::de::IgnoredAny;
use serenity::all::{ChannelId, MessageId};
use tokio::time::{Instant, timeout_at};

use crate::Discord;
use crate::api::{Fault, code};
use crate::cards::Shown;
use crate::complete;
use crate::components::Owner;
use crate::inbound::{Origin, Question, account};
use crate::render::{Part, RenderContext, Shape, render};
use crate::route::Route;
use crate::send::Lane;
pub(crate) use exchange::Exchange;
pub(crate) use lateness::Lateness;

/// How long a reply is tried. Later, an answer would surprise more than help.
const REPLY: Duration = Duration::from_secs(5 * 60);

/// How long suggestions may take, with everything: after three seconds Discord no longer wants them, and by then the
/// person has typed on.
const SUGGESTED: Duration = Duration::from_millis(2500);

/// The message that is answered can't be named, because the bot may not read a channel's history.
const CANNOT_REPLY: u32 = 160_002;

/// A new message (<https://discord.com/developers/docs/resources/message#create-message>).
#[derive(Serialize)]
struct Post<'a> {
    #[serde(flatten)]
    part: &'a Part,
    /// By which Discord knows it again for some minutes, at most 25 characters.
    nonce: String,
    enforce_nonce: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_reference: Option<Reference>,
}

/// The message that is answered.
#[derive(Clone, Copy, Serialize)]
struct Reference {
    message_id: MessageId,
    /// Somebody may have deleted it.
    fail_if_not_exists: bool,
}

impl Discord {
    /// Lets the bot act on an event that isn't an interaction, and shows what it says.
    pub(crate) async fn answer(&self, bot: &dyn Bot, incoming: Incoming, origin: &Origin) {
        let asked = account(&incoming.actor).map_or(Owner::Nobody, Owner::Person);
        let replies = self.think(bot, incoming).await;
        let (channel, answers, private, owner, name) = match *origin {
            Origin::Message { guild, channel, id } => (channel, Some(id), guild.is_none(), asked, format!("m{id}")),
            Origin::Greeting { guild, channel } => (channel, None, false, Owner::Nobody, format!("g{guild}")),
            // Interactions don't come here.
            Origin::Gone | Origin::Interaction(_) => return,
        };
        // In a direct chat it's plain what is answered.
        let answers = answers.filter(|_| !private);
        let shown = replies.iter().filter(|reply| private || reply.audience == Audience::Room);
        let parts: Vec<_> = shown.flat_map(|reply| self.parts(&reply.view, owner)).collect();
        self.post(channel, answers, &name, &parts).await;
    }

    /// Lets the bot act on an event. How many it thinks about at once is bounded; showing isn't, because it may have to
    /// wait, and others shouldn't with it.
    async fn think(&self, bot: &dyn Bot, mut incoming: Incoming) -> Vec<Reply> {
        if let Some(person) = account(&incoming.actor) {
            match &incoming.locale {
                Some(locale) => self.directory.speaks(person, locale),
                None => incoming.locale = self.directory.language(person),
            }
        }
        // Never closed.
        let _thinking = self.thinking.acquire().await;
        bot.receive(incoming).await
    }

    /// Tells somebody who is filling in a command what they may mean, or nothing if that takes too long.
    pub(crate) async fn complete(&self, bot: &dyn Bot, question: &Question) {
        let until = Instant::now() + SUGGESTED;
        // Never closed. Held during the call, which has a connection of its own.
        let Ok(_suggesting) = timeout_at(until, self.suggesting.acquire()).await else { return };
        let Ok(response) = timeout_at(until, complete::complete(bot, question)).await else { return };
        let route = Route::Respond { interaction: question.id, token: question.token.clone() };
        let patience = until.saturating_duration_since(Instant::now());
        if let Err(fault) = self.api.call::<IgnoredAny>(&route, Some(&response), patience).await {
            tracing::debug!(%fault, "suggestions came too late");
        }
    }

    /// A view as messages of this person's conversation.
    fn parts(&self, view: &View, owner: Owner) -> Vec<Part> {
        render(view, &RenderContext { phrases: &self.phrases, owner, shape: Shape::Answer })
    }

    /// Posts messages one after the other. `name` tells them from all others for some minutes, so that one whose answer
    /// was lost can be sent again; at most 21 characters.
    async fn post(&self, channel: ChannelId, mut answers: Option<MessageId>, name: &str, parts: &[Part]) {
        let route = Route::Post { channel };
        for (n, part) in parts.iter().enumerate() {
            let post = |answers: Option<MessageId>| Post {
                part,
                nonce: format!("{name}-{n}"),
                enforce_nonce: true,
                message_reference: answers.map(|message_id| Reference { message_id, fail_if_not_exists: false }),
            };
            let naming = answers.take();
            let mut sent = self.sender.send_patiently::<Shown>(&route, Some(&post(naming)), REPLY).await;
            if naming.is_some() && sent.as_ref().is_err_and(|fault| fault.is(CANNOT_REPLY)) {
                sent = self.sender.send_patiently(&route, Some(&post(None)), REPLY).await;
            }
            match sent {
                Ok(shown) => self.tell_without_cards(Lane::Reply, channel, part, &shown).await,
                // What can't be read was carried out all the same.
                Err(Fault::Unreadable) => {}
                Err(fault) => {
                    // The rest of a message without its beginning would only puzzle.
                    told(&fault);
                    return;
                }
            }
        }
    }
}

/// Whether a view only says that something isn't possible, or the like: plain words that lead nowhere. It mustn't take
/// the place of a message that everybody in the room uses.
fn is_remark(view: &View) -> bool {
    let View { language: _, title, blocks, choices, form } = view;
    let plain = blocks.iter().all(|block| matches!(block, Block::Paragraph(_)));
    title.is_none() && plain && choices.is_empty() && form.is_none()
}

/// A line about an answer that didn't get through; that somebody doesn't want it is no news.
fn told(fault: &Fault) {
    const NOBODY: [u32; 9] = [
        code::UNKNOWN_CHANNEL,
        code::UNKNOWN_GUILD,
        code::UNKNOWN_MESSAGE,
        code::UNKNOWN_USER,
        code::CANNOT_SEND_TO_USER,
        code::MISSING_ACCESS,
        code::MISSING_PERMISSIONS,
        code::LOCKED_THREAD,
        code::NO_MUTUAL_GUILDS,
    ];
    match fault {
        Fault::Refused { code, .. } if NOBODY.contains(code) => tracing::debug!(%fault, "an answer found nobody"),
        // `send.rs` has said so.
        Fault::Unreachable | Fault::Limited { .. } => {}
        Fault::Refused { .. } | Fault::Unauthorized | Fault::Unreadable => {
            tracing::warn!(%fault, "an answer was not taken");
        }
    }
}

#[cfg(test)]
mod tests;
