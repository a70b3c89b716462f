//! What the outbox asks of Telegram: to post news, to change or remove what was posted, and who administers a room.
//!
//! What was posted is remembered as `chat:message:language`. The chat, because a group that becomes a supergroup counts
//! its messages anew, and an old number there could be another message; what was posted before can still be changed in
//! the old chat, whose history people go on seeing. The language, for the sentence that stays where
//! a message can no longer be removed. Absent on purpose: repeating, which is the outbox's task, and remembering who
//! administers a room: it is asked seldom, and who lost the right has lost it at once.

use std::time::Duration;

use bot_core::announcement::Posted;
use bot_core::ids::{PersonAddress, RoomAddress};
use bot_core::language::Language;
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::subscription::{Manner, Sound};
use bot_core::view::View;
use serde::Deserialize;
use serde::de::IgnoredAny;
use teloxide::ApiError;
use teloxide::payloads::{DeleteMessage, GetChatAdministrators, GetChatMember};
use teloxide::types::{ChatId, MessageId, ThreadId, UserId};
use tokio::time::Instant;

use crate::Telegram;
use crate::api::Fault;
use crate::render::{Text, render};
use crate::send::Lane;
use crate::settings::Limits;
use crate::show::{change, message};
use crate::wire::{ChatMember, Id, MemberStatus};

/// How long the later parts of a long message may take, all together.
const PARTS: Duration = Duration::from_secs(60);

/// How long it is tried to remove the parts of a message that didn't get through as a whole.
const UNDO: Duration = Duration::from_secs(20);

/// How long Telegram may take to say who administers a room.
const MEMBER: Duration = Duration::from_secs(8);

/// A message that was sent.
#[derive(Deserialize)]
struct Sent {
    message_id: i32,
}

/// One of a room's administrators.
#[derive(Deserialize)]
struct Admin {
    user: Id,
}

/// Where a message goes.
struct Target<'a> {
    room: &'a RoomAddress,
    chat: i64,
    thread: Option<ThreadId>,
}

/// A message that was posted.
#[derive(Clone, Copy)]
struct Post {
    chat: i64,
    message: i32,
    language: Language,
}

impl Post {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let (chat, message, language) = (parts.next()?, parts.next()?, parts.next()?);
        let language = Language::from_tag(language).unwrap_or(Language::English);
        Some(Self { chat: chat.parse().ok()?, message: message.parse().ok()?, language })
    }

    fn name(self) -> String {
        format!("{}:{}:{}", self.chat, self.message, self.language.code())
    }
}

impl<'a> Target<'a> {
    fn of(room: &'a RoomAddress) -> Result<Self, DeliveryFault> {
        let chat = room.room.parse();
        let thread = room.thread.as_deref().map(str::parse).transpose();
        let (Ok(chat), Ok(thread)) = (chat, thread) else { return Err(DeliveryFault::Gone) };
        Ok(Self { room, chat, thread: thread.map(|id| ThreadId(MessageId(id))) })
    }

    fn fault(&self, fault: Fault) -> DeliveryFault {
        match fault {
            Fault::Flood(wait) => DeliveryFault::Later { after: i64::try_from(wait.as_millis()).ok() },
            // A token that is wrong now says nothing about this message.
            Fault::Unreachable | Fault::Refused(ApiError::InvalidToken) => DeliveryFault::Later { after: None },
            Fault::Moved(id) => DeliveryFault::Moved(RoomAddress { room: id.to_string(), ..self.room.clone() }),
            Fault::Refused(error) if is_gone(&error) => DeliveryFault::Gone,
            fault @ (Fault::Refused(_) | Fault::Unreadable) => {
                tracing::warn!(%fault, "Telegram did not take what a room should hear");
                DeliveryFault::Refused
            }
        }
    }

    /// Whether nothing more can be done about a post: somebody removed it, or it stands where the room was before it
    /// moved, and can't be changed there. That says nothing about the room.
    fn is_past(&self, post: Post, fault: &Fault) -> bool {
        let elsewhere = post.chat != self.chat;
        match fault {
            Fault::Refused(ApiError::InvalidToken) => false,
            Fault::Refused(error) => elsewhere || is_missing(error),
            Fault::Moved(_) => elsewhere,
            Fault::Unreachable | Fault::Flood(_) | Fault::Unreadable => false,
        }
    }
}

impl Telegram {
    async fn post(&self, to: &Target<'_>, text: &Text, sound: Sound) -> Result<Option<i32>, Fault> {
        let mut payload = message(to.chat, text);
        payload.message_thread_id = to.thread;
        payload.disable_notification = Some(sound == Sound::Silent);
        // Above the free limit, Telegram takes messages only from bots that say they pay for them.
        let paid = self.settings.limits.per_second > Limits::default().per_second;
        payload.allow_paid_broadcast = paid.then_some(true);
        match self.sender.send::<Sent>(Lane::News, to.chat, &payload).await {
            Ok(sent) => Ok(Some(sent.message_id)),
            // It stands there, under a number that can't be known; sending it again would show it twice.
            Err(Fault::Unreadable) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    async fn edit(&self, post: Post, text: &Text) -> Result<IgnoredAny, Fault> {
        self.sender.send(Lane::News, post.chat, &change(post.chat, post.message, text)).await
    }

    /// Removes a message; where that can't be any more, leaves a sentence in its place.
    async fn remove(&self, post: Post) -> Result<(), Fault> {
        let delete = DeleteMessage::new(ChatId(post.chat), MessageId(post.message));
        let removed: Result<IgnoredAny, _> = self.sender.send(Lane::News, post.chat, &delete).await;
        match removed {
            Ok(_) | Err(Fault::Unreadable) => return Ok(()),
            Err(Fault::Refused(error)) if is_missing(&error) => return Ok(()),
            Err(Fault::Refused(error)) if !is_gone(&error) && error != ApiError::InvalidToken => {}
            Err(Fault::Moved(_)) => {}
            Err(fault) => return Err(fault),
        }
        // Telegram lets nobody delete what is older than 48 hours, or stands in a group from before it became a
        // supergroup, but the words can still go.
        let html = self.phrases.say(post.language).text("news-withdrawn");
        match self.edit(post, &Text { html, keyboard: None }).await {
            Ok(_) | Err(Fault::Unreadable | Fault::Refused(ApiError::MessageNotModified)) => Ok(()),
            Err(Fault::Refused(error)) if is_missing(&error) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// Posts a message in as many parts as it needs, all or none.
    async fn post_all(&self, to: &Target<'_>, texts: &[Text], view: &View, sound: Sound) -> Result<Posted, Fault> {
        let until = Instant::now() + PARTS;
        let mut posts = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let sent = loop {
                match self.post(to, text, sound).await {
                    // Its first part stands there already: the rest may wait a little.
                    Err(Fault::Flood(wait)) if n > 0 && Instant::now() + wait < until => tokio::time::sleep(wait).await,
                    sent => break sent,
                }
            };
            match sent {
                Ok(id) => {
                    posts.extend(id.map(|message| Post { chat: to.chat, message, language: view.language }));
                }
                Err(fault) => {
                    self.take_back(&posts).await;
                    return Err(fault);
                }
            }
        }
        Ok(Posted(posts.into_iter().map(Post::name).collect()))
    }

    async fn is_admin(&self, chat: ChatId, user: UserId) -> Result<bool, Fault> {
        match self.api.call::<ChatMember>(&GetChatMember::new(chat, user), MEMBER).await {
            Ok(member) => Ok(matches!(member.status, MemberStatus::Creator | MemberStatus::Administrator)),
            // Where members are hidden, this is refused to bots that are no admins themselves, also about admins. Who
            // these are is no secret.
            Err(Fault::Refused(error)) if error != ApiError::InvalidToken => {
                let admins = self.api.call::<Vec<Admin>>(&GetChatAdministrators::new(chat), MEMBER).await?;
                Ok(admins.iter().any(|admin| u64::try_from(admin.user.id) == Ok(user.0)))
            }
            Err(fault) => Err(fault),
        }
    }

    async fn take_back(&self, posts: &[Post]) {
        let undo = async {
            for post in posts {
                // Where it was posted: after a move, its number could be another message's.
                let delete = |_| DeleteMessage::new(ChatId(post.chat), MessageId(post.message));
                let _ = self.sender.send_patiently::<IgnoredAny, _>(post.chat, delete).await;
            }
        };
        if tokio::time::timeout(UNDO, undo).await.is_err() {
            tracing::warn!("parts of a message that did not get through stay where they are");
        }
    }
}

impl Messenger for Telegram {
    fn settling(&self) -> Box<dyn Send> {
        Box::new(self.sender.hold())
    }

    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        manner: Manner,
        // Telegram recognises no repetitions.
        _: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let to = Target::of(room)?;
            let texts = render(view, &self.context());
            self.post_all(&to, &texts, view, manner.sound).await.map_err(|fault| to.fault(fault))
        })
    }

    fn correct<'a>(
        &'a self,
        room: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let to = Target::of(room)?;
            let texts = view.map(|view| render(view, &self.context())).unwrap_or_default();
            let mut left = Vec::new();
            let mut texts = texts.iter();
            for post in posted.0.iter().filter_map(|name| Post::parse(name)) {
                let done = match texts.next() {
                    None => self.remove(post).await,
                    Some(text) => match self.edit(post, text).await {
                        Ok(_) | Err(Fault::Unreadable | Fault::Refused(ApiError::MessageNotModified)) => {
                            let language = view.map_or(post.language, |view| view.language);
                            left.push(Post { language, ..post }.name());
                            Ok(())
                        }
                        // Better gone than with a name in it that was withdrawn.
                        Err(Fault::Refused(ApiError::MessageCantBeEdited)) => self.remove(post).await,
                        Err(fault) => Err(fault),
                    },
                };
                match done {
                    Err(fault) if !to.is_past(post, &fault) => return Err(to.fault(fault)),
                    Ok(()) | Err(_) => {}
                }
            }
            // A correction only takes away; but the room may have another language now, with longer words.
            if let Some(view) = view.filter(|_| !left.is_empty()) {
                let rest = self.post_all(&to, texts.as_slice(), view, Sound::Silent).await;
                left.extend(rest.map_err(|fault| to.fault(fault))?.0);
            }
            Ok(Posted(left))
        })
    }

    fn may_administer<'a>(
        &'a self,
        room: &'a RoomAddress,
        person: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async move {
            let to = Target::of(room)?;
            // People have positive ids, and their private chat has the same. Who speaks as the chat itself, an anonymous
            // admin or a channel, is one of its admins.
            if to.chat > 0 || person.user == room.room {
                return Ok(true);
            }
            // Another chat that speaks here is no member.
            let Ok(user) = person.user.parse() else { return Ok(false) };
            match self.is_admin(ChatId(to.chat), UserId(user)).await {
                Ok(is_admin) => Ok(is_admin),
                Err(Fault::Refused(error)) if !is_gone(&error) && error != ApiError::InvalidToken => Ok(false),
                Err(Fault::Unreadable) => Ok(false),
                Err(fault) => Err(to.fault(fault)),
            }
        })
    }

    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        // A person's private chat has their own id; who speaks as a chat has none.
        let is_person = person.user.parse().is_ok_and(|user: i64| user > 0);
        is_person.then(|| RoomAddress { platform: crate::platform(), room: person.user.clone(), thread: None })
    }
}

/// Whether the chat or topic is gone, or closed to the bot for good.
fn is_gone(error: &ApiError) -> bool {
    match error {
        ApiError::BotBlocked
        | ApiError::BotKicked
        | ApiError::BotKickedFromSupergroup
        | ApiError::BotKickedFromChannel
        | ApiError::UserDeactivated
        | ApiError::CantInitiateConversation
        | ApiError::CantTalkWithBots
        | ApiError::ChatNotFound
        | ApiError::UserNotFound
        | ApiError::GroupDeactivated
        | ApiError::NotEnoughRightsToPostMessages => true,
        // The Bot API's words, and Telegram's own that it passes on.
        ApiError::Unknown(text) => {
            let text = text.to_lowercase();
            let known = [
                "chat not found",
                "can't access the chat",
                "peer_id_invalid",
                "not enough rights to send",
                "have no rights to send",
                "have no write access",
                "need administrator rights",
                "chat_write_forbidden",
                "chat_send_plain_forbidden",
                "chat_guest_send_forbidden",
                "chat_restricted",
                "chat_admin_required",
                "channel_private",
                "user_banned_in_channel",
                "group chat was deactivated",
                "message thread not found",
                "topic_closed",
                "topic_deleted",
            ];
            text.starts_with("forbidden") || text.starts_with("unauthorized:") || known.iter().any(|k| text.contains(k))
        }
        _ => false,
    }
}

/// Whether the message isn't there any more.
fn is_missing(error: &ApiError) -> bool {
    matches!(error, ApiError::MessageToEditNotFound | ApiError::MessageToDeleteNotFound | ApiError::MessageIdInvalid)
}

#[cfg(test)]
mod tests;
