//! What the outbox asks of Discord: to post news, to change or remove what was posted, and who administers a room.
//!
//! A message is posted under a nonce that follows from the delivery, the same at every try: for some minutes Discord gives
//! back the message that stands there already instead of posting it twice. So nothing need wait while the end of a delivery
//! is being kept; after a longer outage, or when the bot died over it, the channel is looked at first (see `doubt.rs`). What
//! was posted is remembered as `channel:message:language`. In an announcement channel it is passed on to followers if the
//! room asked for that (see `crosspost.rs`). Absent on purpose: repeating, which is the outbox's task.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bot_core::announcement::Posted;
use bot_core::ids::{PersonAddress, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::subscription::{Manner, Reach, Sound};
use bot_core::view::View;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serenity::all::{ChannelId, MessageFlags, MessageId, Permissions, UserId};
use tokio::time::Instant;

use crate::Discord;
use crate::api::{Fault, NOTHING, code};
use crate::cards::Shown;
use crate::components::Owner;
use crate::crosspost::Crossposts;
use crate::doubt::Doubts;
use crate::inbound::{self, Where};
use crate::render::{Part, RenderContext, Shape, render};
use crate::route::Route;
use crate::send::{Lane, Sender};

/// How long the later parts of a long message may take, all together.
const PARTS: Duration = Duration::from_secs(60);

/// How long it is tried to remove the parts of a message that didn't get through as a whole.
const UNDO: Duration = Duration::from_secs(20);

/// How long Discord may take to say what somebody may do.
const RIGHTS: Duration = Duration::from_secs(8);

/// The pause before a later part is sent again.
const AGAIN: Duration = Duration::from_secs(1);

/// How long no direct chat is opened after Discord said that too many were. It doesn't say how long it wants, and takes a
/// bot that goes on for a sender of unwanted messages.
const OPENING: Duration = Duration::from_secs(10 * 60);

/// Of how many deliveries it is remembered that parts of them were removed again.
const MOST: usize = 1024;

/// Who may do any of these administers a room.
const ADMINISTERS: Permissions =
    Permissions::ADMINISTRATOR.union(Permissions::MANAGE_GUILD).union(Permissions::MANAGE_CHANNELS);

/// What stays known from one delivery to the next.
pub(crate) struct Posting {
    crossposts: Crossposts,
    doubts: Doubts,
    undone: Mutex<Undone>,
    /// Until when no direct chats are opened.
    rest: Mutex<Option<Instant>>,
}

/// Deliveries of which parts were removed again: what was deleted can't be posted under the same nonce for some minutes
/// (discord/discord-api-docs#6647).
#[derive(Default)]
struct Undone {
    times: HashMap<String, u32>,
    /// The oldest first.
    order: VecDeque<String>,
}

/// A new message.
#[derive(Serialize)]
struct News<'a> {
    #[serde(flatten)]
    part: &'a Part,
    /// By which Discord knows it again for some minutes, at most 25 characters.
    nonce: String,
    enforce_nonce: bool,
    flags: MessageFlags,
}

/// A message that is to be posted.
#[derive(Clone, Copy)]
struct Letter<'a> {
    channel: ChannelId,
    parts: &'a [Part],
    language: Language,
    sound: Sound,
    /// Tells it from all others, in 20 characters.
    name: &'a str,
    /// Since when it may stand there, if another run may have posted it.
    before: Option<Timestamp>,
}

/// A channel, of which only the id matters.
#[derive(Deserialize)]
struct Opened {
    id: ChannelId,
}

/// A message that was posted.
#[derive(Clone, Copy)]
struct Post {
    channel: ChannelId,
    message: MessageId,
    language: Language,
}

impl Post {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let (channel, message, language) = (id(parts.next()?)?, id(parts.next()?)?, parts.next()?);
        let language = Language::from_tag(language).unwrap_or(Language::English);
        Some(Self { channel: ChannelId::new(channel), message: MessageId::new(message), language })
    }

    fn name(self) -> String {
        format!("{}:{}:{}", self.channel, self.message, self.language.code())
    }
}

impl Posting {
    /// Nothing was posted yet.
    pub(crate) fn new(sender: Arc<Sender>) -> Self {
        let crossposts = Crossposts::new(sender);
        Self { crossposts, doubts: Doubts::default(), undone: Mutex::default(), rest: Mutex::default() }
    }

    /// How long no direct chats are opened from now on, if so.
    fn rest(&self) -> Option<Duration> {
        let until = *self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        until.map(|until| until.saturating_duration_since(Instant::now())).filter(|rest| !rest.is_zero())
    }

    fn rest_until(&self, until: Instant) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }

    /// How often parts of this delivery were removed again.
    fn times_undone(&self, name: &str) -> u32 {
        self.undone.lock().unwrap_or_else(PoisonError::into_inner).times.get(name).copied().unwrap_or(0)
    }

    /// Parts of this delivery are being removed.
    fn undo(&self, name: &str) {
        // Whole whoever panicked meanwhile.
        let mut undone = self.undone.lock().unwrap_or_else(PoisonError::into_inner);
        let times = undone.times.entry(name.to_owned()).or_insert(0);
        *times += 1;
        if *times == 1 {
            undone.order.push_back(name.to_owned());
        }
        if undone.order.len() > MOST
            && let Some(oldest) = undone.order.pop_front()
        {
            undone.times.remove(&oldest);
        }
    }
}

impl Discord {
    /// The channel of a room. Direct messages are opened, or found again.
    async fn channel_of(&self, room: &RoomAddress) -> Result<ChannelId, DeliveryFault> {
        let person = match inbound::locate(room) {
            Some(Where::Channel(_, channel)) => return Ok(channel),
            Some(Where::Direct(person)) => person,
            Some(Where::Server(_)) | None => return Err(DeliveryFault::Gone),
        };
        if let Some(channel) = self.directory.direct_channel(person) {
            return Ok(channel);
        }
        if let Some(rest) = self.posting.rest() {
            return Err(rested(rest));
        }
        let body = json!({ "recipient_id": person });
        let opened = self.sender.send::<Opened>(Lane::News, &Route::OpenPrivate, Some(&body)).await;
        if opened.as_ref().is_err_and(|fault| fault.is(code::TOO_MANY_CHATS)) {
            tracing::warn!("Discord says that the bot opens too many direct chats; what is to be told there waits");
            self.posting.rest_until(Instant::now() + OPENING);
        }
        let opened = opened.map_err(ended)?;
        self.directory.direct(person, opened.id);
        Ok(opened.id)
    }

    fn news(&self, view: &View) -> Vec<Part> {
        render(view, &RenderContext { phrases: &self.phrases, owner: Owner::Nobody, shape: Shape::News })
    }

    /// Posts a part of a message, and gives its number, without which it could never be corrected. `since` is when it was
    /// tried first.
    async fn announce_part(
        &self,
        letter: &Letter<'_>,
        part: &Part,
        nonce: String,
        since: Timestamp,
    ) -> Result<MessageId, Fault> {
        let Letter { channel, sound, .. } = *letter;
        let flags = match sound {
            Sound::Silent => MessageFlags::SUPPRESS_NOTIFICATIONS,
            Sound::Audible => MessageFlags::empty(),
        };
        let news = News { part, nonce, enforce_nonce: true, flags };
        let route = Route::Post { channel };
        let post = || self.sender.send::<Shown>(Lane::News, &route, Some(&news));
        let mut sent = post().await;
        // As a rule, a thread wakes by what is posted in it.
        if sent.as_ref().is_err_and(|fault| fault.is(code::ARCHIVED_THREAD)) {
            self.wake(channel).await?;
            sent = post().await;
        }
        if let Err(Fault::Unreadable) = sent {
            // It stands there, under a number that Discord tells again for the same nonce.
            sent = post().await;
        }
        match sent {
            Ok(shown) => {
                self.tell_without_cards(Lane::News, channel, part, &shown).await;
                Ok(shown.id)
            }
            Err(Fault::Unreadable) => {
                let standing = self.standing(channel, std::slice::from_ref(part), since).await?;
                standing.into_iter().flatten().next().ok_or(Fault::Unreachable)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Posts a message in as many parts as it needs, all or none, unless it stands there since an earlier try.
    async fn announce(&self, letter: &Letter<'_>) -> Result<Vec<Post>, Fault> {
        let Letter { channel, parts, name, before, .. } = *letter;
        let doubt = self.posting.doubts.begin(name, (self.clock)(), before);
        let standing = if doubt.look { self.standing(channel, parts, doubt.since).await? } else { Vec::new() };
        let posted = self.announce_parts(letter, &standing, doubt.since).await;
        // Anything else says nothing about the tries before.
        if let Ok(_) | Err(Fault::Refused { .. }) = posted {
            self.posting.doubts.end(name);
        }
        posted
    }

    async fn announce_parts(
        &self,
        letter: &Letter<'_>,
        standing: &[Option<MessageId>],
        since: Timestamp,
    ) -> Result<Vec<Post>, Fault> {
        let Letter { channel, parts, language, name, .. } = *letter;
        let until = Instant::now() + PARTS;
        let undone = self.posting.times_undone(name);
        let mut posts = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            if let Some(message) = standing.get(n).copied().flatten() {
                posts.push(Post { channel, message, language });
                continue;
            }
            let nonce = if undone == 0 { format!("{name}-{n}") } else { format!("{name}-{n}.{undone}") };
            let sent = loop {
                let fault = match self.announce_part(letter, part, nonce.clone(), since).await {
                    Err(fault) if n > 0 => fault,
                    sent => break sent,
                };
                // Its first part stands there already: the rest may wait a little, and is known by its nonce.
                let wait = match fault {
                    Fault::Limited { wait, .. } => wait,
                    Fault::Unreachable => AGAIN,
                    fault => break Err(fault),
                };
                if Instant::now() + wait >= until {
                    break Err(fault);
                }
                tokio::time::sleep(wait).await;
            };
            match sent {
                Ok(message) => posts.push(Post { channel, message, language }),
                // It stood there after an earlier try, and somebody has deleted it since: that is respected.
                Err(fault) if fault.is(code::UNKNOWN_MESSAGE) && parts.len() == 1 => {}
                Err(fault) => {
                    let known = fault.is(code::UNKNOWN_MESSAGE);
                    if known || !posts.is_empty() {
                        self.posting.undo(name);
                        self.take_back(&posts).await;
                    }
                    // What was deleted can't be posted again by the same nonce; the next try has others.
                    return Err(if known { Fault::Unreachable } else { fault });
                }
            }
        }
        Ok(posts)
    }

    async fn take_back(&self, posts: &[Post]) {
        let undo = async {
            for Post { channel, message, .. } in posts.iter().copied() {
                let delete = Route::Delete { channel, message };
                let _ = self.sender.send_patiently::<IgnoredAny>(&delete, NOTHING, UNDO).await;
            }
        };
        if tokio::time::timeout(UNDO, undo).await.is_err() {
            tracing::warn!("parts of a message that did not get through stay where they are");
        }
    }

    /// Opens an archived thread. It goes back to the archive by itself.
    async fn wake(&self, thread: ChannelId) -> Result<(), Fault> {
        let (route, open) = (Route::ChangeChannel { channel: thread }, json!({ "archived": false }));
        self.sender.send::<IgnoredAny>(Lane::News, &route, Some(&open)).await.map(drop)
    }

    /// Changes a message, or removes it. Whether it stands there now; one that is gone is fine.
    async fn rewrite(&self, post: Post, part: Option<&Part>) -> Result<bool, Fault> {
        let Post { channel, message, .. } = post;
        let mut opened = false;
        loop {
            let done = match part {
                Some(part) => {
                    let changed = self.sender.send(Lane::News, &Route::Edit { channel, message }, Some(part)).await;
                    if let Ok(shown) = &changed {
                        self.tell_without_cards(Lane::News, channel, part, shown).await;
                    }
                    changed.map(drop)
                }
                None => {
                    let deleted = self.sender.send(Lane::News, &Route::Delete { channel, message }, NOTHING).await;
                    deleted.map(|IgnoredAny| ())
                }
            };
            match done {
                // What can't be read was carried out all the same.
                Ok(_) | Err(Fault::Unreadable) => return Ok(part.is_some()),
                Err(fault) if fault.is(code::UNKNOWN_MESSAGE) || fault.is(code::ANOTHERS_MESSAGE) => return Ok(false),
                // Nothing can be changed in an archived thread.
                Err(fault) if fault.is(code::ARCHIVED_THREAD) && !opened => {
                    opened = true;
                    self.wake(channel).await?;
                }
                Err(fault) => return Err(fault),
            }
        }
    }
}

impl Messenger for Discord {
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        manner: Manner,
        key: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let channel = self.channel_of(room).await?;
            let parts = self.news(view);
            let letter = Letter {
                channel,
                parts: &parts,
                language: view.language,
                sound: manner.sound,
                name: &format!("n{}", key.id.0),
                before: key.since,
            };
            let posts = self.announce(&letter).await.map_err(ended)?;
            if manner.reach == Reach::Followers {
                self.posting.crossposts.add(channel, posts.iter().map(|post| post.message));
            }
            Ok(Posted(posts.into_iter().map(Post::name).collect()))
        })
    }

    fn correct<'a>(
        &'a self,
        // Every message says itself where it stands.
        _: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let parts = view.map(|view| self.news(view)).unwrap_or_default();
            let (mut left, mut parts) = (Vec::new(), parts.iter());
            for post in posted.0.iter().filter_map(|name| Post::parse(name)) {
                if self.rewrite(post, parts.next()).await.map_err(ended)? {
                    left.push(Post { language: view.map_or(post.language, |view| view.language), ..post });
                }
            }
            // A correction only takes away; but the room may have another language now, with longer words.
            let last = left.last().copied().filter(|_| !parts.as_slice().is_empty());
            if let Some((last, view)) = last.zip(view) {
                let letter = Letter {
                    channel: last.channel,
                    parts: parts.as_slice(),
                    language: view.language,
                    sound: Sound::Silent,
                    name: &format!("c{}", last.message),
                    before: None,
                };
                left.extend(self.announce(&letter).await.map_err(ended)?);
            }
            Ok(Posted(left.into_iter().map(Post::name).collect()))
        })
    }

    fn may_administer<'a>(
        &'a self,
        room: &'a RoomAddress,
        person: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async move {
            let Some(who) = id(&person.user).map(UserId::new) else { return Ok(false) };
            let (guild, channel) = match inbound::locate(room) {
                Some(Where::Direct(owner)) => return Ok(owner == who),
                Some(Where::Channel(guild, channel)) => (guild, channel),
                Some(Where::Server(_)) | None => return Err(DeliveryFault::Gone),
            };
            match tokio::time::timeout(RIGHTS, self.rights(guild, channel, who)).await {
                Ok(Ok(rights)) => Ok(rights.intersects(ADMINISTERS)),
                Ok(Err(Fault::Unreadable)) => Ok(false),
                Ok(Err(fault)) => Err(ended(fault)),
                Err(_) => Err(DeliveryFault::Later { after: None }),
            }
        })
    }

    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        let user = id(&person.user)?;
        Some(inbound::direct(UserId::new(user)))
    }
}

/// One of Discord's ids. The largest number isn't one.
fn id(text: &str) -> Option<u64> {
    text.parse().ok().filter(|id| (1..u64::MAX).contains(id))
}

/// What can be delivered after a rest.
fn rested(rest: Duration) -> DeliveryFault {
    DeliveryFault::Later { after: i64::try_from(rest.as_millis()).ok() }
}

/// How a delivery ended that failed.
fn ended(fault: Fault) -> DeliveryFault {
    match fault {
        Fault::Limited { wait, .. } => rested(wait),
        // A token that is wrong now says nothing about this message.
        Fault::Unreachable | Fault::Unauthorized => DeliveryFault::Later { after: None },
        Fault::Refused { code, .. } if is_gone(code) => DeliveryFault::Gone,
        Fault::Refused { code: code::QUARANTINED, .. } => {
            tracing::error!(%fault, "Discord keeps the bot from writing: read what it wrote to the bot's owner");
            DeliveryFault::Later { after: None }
        }
        Fault::Refused { code: code::TOO_MANY_CHATS, .. } => rested(OPENING),
        Fault::Refused { code, .. } if is_passing(code) => DeliveryFault::Later { after: None },
        Fault::Refused { .. } | Fault::Unreadable => {
            tracing::warn!(%fault, "Discord did not take what a room should hear");
            DeliveryFault::Refused
        }
    }
}

/// Whether a refusal is about the moment and not about the message.
fn is_passing(code: u32) -> bool {
    matches!(
        code,
        code::CHANNEL_WRITES
            | code::GUILD_WRITES
            | code::TOO_MANY_OLD_EDITS
            | code::NO_SENDING
            | code::SWITCHED_OFF
            | code::BUSY
            | code::NOT_READY
    )
}

/// Whether the room is gone, or closed to the bot for good.
fn is_gone(code: u32) -> bool {
    matches!(
        code,
        code::UNKNOWN_CHANNEL
            | code::UNKNOWN_GUILD
            | code::UNKNOWN_USER
            | code::MISSING_ACCESS
            | code::CANNOT_SEND_TO_USER
            | code::INVALID_RECIPIENT
            | code::NO_TEXT_CHANNEL
            | code::MISSING_PERMISSIONS
            | code::ARCHIVED_THREAD
            | code::LOCKED_THREAD
            | code::NO_MUTUAL_GUILDS
    )
}

#[cfg(test)]
mod tests;
