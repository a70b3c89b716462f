//! Answers: what the bot says to an event, shown where it was asked. A pressed button's message is replaced by the first
//! reply; in groups an answer says which message it answers. Absent on purpose: repeating and pacing (see `send.rs`).

use std::time::Duration;

use bot_core::incoming::Incoming;
use bot_core::platform::Bot;
use bot_core::view::{Audience, Block, Reply, View};
use serde::de::IgnoredAny;
use teloxide::ApiError;
use teloxide::payloads::{AnswerCallbackQuery, EditMessageText, SendMessage};
use teloxide::types::{
    CallbackQueryId, ChatId, LinkPreviewOptions, MessageId, ParseMode, ReplyMarkup, ReplyParameters, ThreadId,
};
use tokio::sync::oneshot;

use crate::Telegram;
use crate::api::Fault;
use crate::inbound::Origin;
use crate::render::{RenderContext, Text, render};

/// How long a button's answer may take; Telegram shows no more than a turning circle meanwhile.
const ACKNOWLEDGED: Duration = Duration::from_secs(10);

/// The most characters that the answer to a pressed button takes (answerCallbackQuery).
const MOST_WHISPERED: usize = 200;

impl Telegram {
    /// Lets the bot act on an event, and shows what it says. `whisper` reaches the person who pressed a button in a
    /// group: see [`whispered`].
    pub(crate) async fn answer(
        &self,
        bot: &dyn Bot,
        incoming: Incoming,
        origin: &Origin,
        whisper: Option<oneshot::Sender<String>>,
    ) {
        let person = incoming.actor.user.parse().ok();
        let replies = {
            // Never closed. Sending isn't counted: it may have to wait, and others shouldn't with it.
            let _thinking = self.thinking.acquire().await;
            bot.receive(incoming).await
        };
        let heard = |words| whisper.is_some_and(|whisper| whisper.send(words).is_ok());
        if whispered(&replies).is_some_and(heard) {
            return;
        }
        let replaces = origin.pressed.as_ref().and_then(|pressed| pressed.message);
        let mut showing = Showing { telegram: self, origin, person, replaces, answers: origin.reply_to };
        for reply in &replies {
            showing.show(reply).await;
        }
    }

    /// Tells a pressed button to stop waiting, with words for whoever pressed it, if there are any.
    pub(crate) async fn acknowledge(&self, query: String, words: Option<String>) {
        let show_alert = words.is_some().then_some(true);
        let payload =
            AnswerCallbackQuery { text: words, show_alert, ..AnswerCallbackQuery::new(CallbackQueryId(query)) };
        for _ in 0..2 {
            // A second try helps where a connection broke; any later one comes too late for whoever waits.
            match self.api.call::<IgnoredAny>(&payload, ACKNOWLEDGED).await {
                Err(Fault::Unreachable) => {}
                // Too late already, and the circle is gone.
                Ok(_) | Err(_) => return,
            }
        }
    }

    /// What rendering needs to know.
    pub(crate) fn context(&self) -> RenderContext<'_> {
        RenderContext { bot_username: &self.me.username, phrases: &self.phrases }
    }
}

/// The replies to one event.
struct Showing<'a> {
    telegram: &'a Telegram,
    origin: &'a Origin,
    /// Who caused the event; none for a channel or an anonymous admin, who has no private chat.
    person: Option<i64>,
    /// The message that the next one replaces.
    replaces: Option<i32>,
    /// The message that the next one is an answer to.
    answers: Option<i32>,
}

impl Showing<'_> {
    async fn show(&mut self, reply: &Reply) {
        let texts = render(&reply.view, &self.telegram.context());
        if reply.audience == Audience::OnlyYou && !self.origin.private {
            self.show_alone(texts).await;
            return;
        }
        for text in texts {
            let shown = match self.replaces.take() {
                Some(message) => self.replace(message, &text).await,
                None => self.send(&text).await,
            };
            if let Err(fault) = shown {
                // The rest of a message without its beginning would only puzzle.
                told(&fault);
                return;
            }
        }
    }

    /// Shows something to the person alone: in their private chat, if they ever opened it, and otherwise not at all. The
    /// bot leads people there before it says anything personal, so this is only a second fence.
    async fn show_alone(&self, texts: Vec<Text>) {
        // Groups and channels have negative ids.
        let Some(person) = self.person.filter(|id| *id > 0) else { return };
        for text in texts {
            if let Err(fault) = self.post(person, |chat| message(chat, &text)).await {
                told(&fault);
                return;
            }
        }
    }

    async fn send(&mut self, text: &Text) -> Result<(), Fault> {
        let answers = self.answers.take();
        let Origin { chat: origin, thread, .. } = *self.origin;
        self.post(origin, |chat| {
            let mut message = message(chat, text);
            message.message_thread_id = thread.map(|id| ThreadId(MessageId(id)));
            // Where a group moved to, its number could be another message's.
            let answers = answers.filter(|_| chat == origin);
            message.reply_parameters =
                answers.map(|id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply());
            message
        })
        .await
    }

    /// Replaces a message; where that can't be, sends a new one.
    async fn replace(&mut self, message: i32, text: &Text) -> Result<(), Fault> {
        let chat = self.origin.chat;
        // Never where a group moved to: there, its number could be another message's.
        let edited = self.telegram.sender.send_patiently::<IgnoredAny, _>(chat, |_| change(chat, message, text));
        match edited.await {
            Err(Fault::Refused(ApiError::MessageNotModified)) => Ok(()),
            Err(Fault::Refused(_) | Fault::Moved(_)) => self.send(text).await,
            // What can't be read was carried out all the same.
            Ok(_) | Err(Fault::Unreadable) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    async fn post(&self, chat: i64, message: impl Fn(i64) -> SendMessage) -> Result<(), Fault> {
        match self.telegram.sender.send_patiently::<IgnoredAny, _>(chat, message).await {
            // What can't be read was carried out all the same.
            Ok(_) | Err(Fault::Unreadable) => Ok(()),
            Err(fault) => Err(fault),
        }
    }
}

/// The words that are told to the presser alone, in a small window: a short answer that leads nowhere, such as "only
/// admins may do that". It would replace a message that everybody in the group uses.
fn whispered(replies: &[Reply]) -> Option<String> {
    let [Reply { view, .. }] = replies else { return None };
    let View { language: _, title: None, blocks, choices, form: _ } = view else { return None };
    let paragraphs = blocks.iter().map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        Block::Quotation { .. } | Block::List(_) | Block::Fields(_) => None,
    });
    let words = paragraphs.collect::<Option<Vec<_>>>()?.join("\n");
    let fits = choices.is_empty() && (1..=MOST_WHISPERED).contains(&words.encode_utf16().count());
    fits.then_some(words)
}

/// A new message.
pub(crate) fn message(chat: i64, text: &Text) -> SendMessage {
    SendMessage {
        parse_mode: Some(ParseMode::Html),
        link_preview_options: Some(no_preview()),
        reply_markup: text.keyboard.clone().map(ReplyMarkup::InlineKeyboard),
        ..SendMessage::new(ChatId(chat), text.html.clone())
    }
}

/// What a message says from now on.
pub(crate) fn change(chat: i64, message: i32, text: &Text) -> EditMessageText {
    EditMessageText {
        parse_mode: Some(ParseMode::Html),
        link_preview_options: Some(no_preview()),
        reply_markup: text.keyboard.clone(),
        ..EditMessageText::new(ChatId(chat), MessageId(message), text.html.clone())
    }
}

/// No preview of a linked page, which would be taller than the answer.
pub(crate) fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// A line about an answer that didn't get through; that somebody doesn't want it is no news.
fn told(fault: &Fault) {
    match fault {
        Fault::Refused(
            ApiError::BotBlocked
            | ApiError::BotKicked
            | ApiError::BotKickedFromSupergroup
            | ApiError::BotKickedFromChannel
            | ApiError::UserDeactivated
            | ApiError::CantInitiateConversation
            | ApiError::ChatNotFound,
        ) => tracing::debug!(%fault, "an answer found nobody"),
        // `send.rs` has said so.
        Fault::Unreachable | Fault::Flood(_) => {}
        Fault::Refused(_) | Fault::Moved(_) | Fault::Unreadable => tracing::warn!(%fault, "an answer was not taken"),
    }
}

#[cfg(test)]
mod tests;
