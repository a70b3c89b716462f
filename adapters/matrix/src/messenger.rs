//! What rooms hear: delivering, correcting, and who may say what a room hears. Every message has a transaction id that
//! follows from its delivery, so that a repetition after a crash is the same event. Absent on purpose: repeating, which is
//! the outbox's task.

use std::time::Duration;

use bot_core::announcement::Posted;
use bot_core::ids::{HOUR, PersonAddress, RoomAddress, Timestamp};
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::subscription::{Manner, Sound};
use bot_core::view::View;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::events::room::power_levels::{RoomPowerLevels, RoomPowerLevelsEventContent};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId, UserId};
use matrix_sdk::{Room, RoomState};

use crate::content::{self, Kind, MESSAGE, Relation};
use crate::fault::Fault;
use crate::render::render;
use crate::send::{self, Lane};
use crate::{Matrix, direct, rooms};

/// The state event that a person must be allowed to send to change a room's settings. Nobody ever sends it: a room that
/// says nothing of it asks for the power that any state event needs, and one that wants another power can say so.
const SETTINGS: &str = "org.outreach_bot.settings";

/// The homeserver's word for what the bot may not do in a room.
const FORBIDDEN: &str = "M_FORBIDDEN";

/// How long the homeserver may take to tell who is in a room.
const RIGHTS: Duration = Duration::from_secs(15);

/// How long news waits for the bot to get into the room that takes a room's place, in milliseconds. Somebody may still
/// invite it.
const MOVING: i64 = 24 * HOUR;

/// For how long the later parts of a message are tried once the first one stands.
const PARTS: Duration = Duration::from_secs(45);

/// The first delay between two tries of a part, and the longest.
const AGAIN: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(10)];

/// How many earlier tries of a correction are looked behind at once.
const CORRECTIONS: usize = 8;

/// A message that a room has heard. Its room is told with it: a person's chat may be another room later.
struct Post {
    room: OwnedRoomId,
    event: OwnedEventId,
}

impl Post {
    fn parse(name: &str) -> Option<Self> {
        let (room, event) = name.split_once(' ')?;
        Some(Self { room: RoomId::parse(room).ok()?, event: EventId::parse(event).ok()? })
    }

    fn name(room: &RoomId, event: &EventId) -> String {
        format!("{room} {event}")
    }
}

/// A message on its way to a room.
struct Letter<'a> {
    room: &'a Room,
    thread: Option<&'a EventId>,
    view: &'a View,
    kind: Kind,
    /// What makes its transaction ids.
    name: &'a str,
    /// Whether it is for one person alone.
    personal: bool,
}

impl Matrix {
    /// The room behind an address: a person's chat is found or opened.
    async fn room_of(&self, address: &RoomAddress) -> Result<Room, DeliveryFault> {
        if let Some(person) = direct::person(address) {
            if !self.progress.is_in_sync() {
                // There may be a chat that a new device doesn't know yet.
                return Err(DeliveryFault::Later { after: None });
            }
            return direct::open(self, &person, Lane::News).await.map_err(ended);
        }
        let id = RoomId::parse(&address.room).map_err(|_| DeliveryFault::Gone)?;
        let room = self.known(&id)?;
        if room.is_tombstoned() {
            return Err(self.moved(&room, address).await);
        }
        if room.state() == RoomState::Joined { Ok(room) } else { Err(DeliveryFault::Gone) }
    }

    /// A room that the bot is in, or was.
    fn known(&self, id: &RoomId) -> Result<Room, DeliveryFault> {
        match self.client.get_room(id) {
            Some(room) => Ok(room),
            // A new device learns of its rooms with the first sync.
            None if !self.progress.is_in_sync() => Err(DeliveryFault::Later { after: None }),
            None => Err(DeliveryFault::Gone),
        }
    }

    /// How a delivery ends in a room that was replaced. Threads end with their room.
    async fn moved(&self, room: &Room, address: &RoomAddress) -> DeliveryFault {
        let Some(successor) = room.successor_room() else { return DeliveryFault::Gone };
        let next = self.client.get_room(&successor.room_id).filter(|next| next.state() == RoomState::Joined);
        match next {
            // Both sides say so: a room can name any other as the one that it follows, or that follows it.
            Some(next) if next.predecessor_room().is_some_and(|before| before.room_id == room.room_id()) => {
                if address.thread.is_some() {
                    DeliveryFault::Gone
                } else {
                    DeliveryFault::Moved(rooms::address(&next, None))
                }
            }
            // The bot may be on its way there.
            Some(_) | None => self.moving(room.room_id()).await,
        }
    }

    /// How a delivery ends as long as the bot isn't in the room that takes this one's place: whoever turned on the news is
    /// told in the end.
    async fn moving(&self, room: &RoomId) -> DeliveryFault {
        const LATER: DeliveryFault = DeliveryFault::Later { after: None };
        let (note, now) = (moving(room), (self.clock)());
        match self.notes.get::<Timestamp>(&note).await {
            Ok(Some(since)) if now >= since.plus(MOVING) => {
                tracing::info!("a room was replaced by one to which the bot can't follow; its news ends");
                // The note stays: the room's threads end with it.
                DeliveryFault::Gone
            }
            Ok(Some(_)) | Err(_) => LATER,
            Ok(None) => {
                // What can't be noted waits from the next try on.
                let _ = self.notes.put(&note, &now).await;
                LATER
            }
        }
    }

    /// No news waits any more for the bot to get from this room to the one that takes its place.
    pub(crate) async fn arrived(&self, room: &RoomId) {
        // What stays is a few bytes.
        let _ = self.notes.remove(&moving(room)).await;
    }

    /// Posts a message in as many parts as it needs, all or none.
    async fn post(&self, letter: &Letter<'_>) -> Result<Vec<String>, Fault> {
        let Letter { room, name, .. } = *letter;
        let bodies = render(letter.view, &self.phrases);
        // Parts that were taken back can't come back under the same transaction ids.
        let undone = if bodies.len() > 1 { self.notes.get::<u32>(&undone(name)).await?.unwrap_or(0) } else { 0 };
        let relation = letter.thread.map_or(Relation::Alone, |root| Relation::Thread { root, to: root });
        let until = tokio::time::Instant::now() + PARTS;
        let mut posted: Vec<OwnedEventId> = Vec::new();
        for (part, body) in bodies.iter().enumerate() {
            let content = content::message(letter.kind, body, relation);
            let transaction = if undone == 0 { format!("{name}-{part}") } else { format!("{name}-{part}.{undone}") };
            let mut backoff = traffic::Backoff::new(AGAIN[0], AGAIN[1]);
            let sent = loop {
                let send = async {
                    if letter.personal && !direct::is_private(self, room) {
                        return Err(Fault::Forbidden { code: "not alone".to_owned() });
                    }
                    send::event(room, MESSAGE, &content, &transaction).await
                };
                let fault = match self.sender.once(Lane::News, send::key(room), send).await {
                    Err(fault) if part > 0 => fault,
                    sent => break sent,
                };
                // Its first part stands there already: the rest may wait a little.
                let delay = match &fault {
                    Fault::Limited { wait } => backoff.at_least(wait.unwrap_or_default()),
                    Fault::Unreachable => backoff.next(),
                    _ => break Err(fault),
                };
                if tokio::time::Instant::now() + delay >= until {
                    break Err(fault);
                }
                tokio::time::sleep(delay).await;
            };
            match sent {
                Ok(event) => posted.push(event),
                Err(fault) => {
                    self.undo(room, name, undone, &posted).await;
                    return Err(fault);
                }
            }
        }
        if undone > 0 {
            // What stays is a few bytes.
            let _ = self.notes.remove(&self::undone(name)).await;
        }
        Ok(posted.iter().map(|event| Post::name(room.room_id(), event)).collect())
    }

    /// Whether messages that were posted just now say this. Where an earlier try got through and its end could not be
    /// kept, the homeserver gives back what that one said, which may be more than may be said now.
    async fn says(&self, room: &Room, posted: &[String], view: &View) -> Result<bool, Fault> {
        for (post, body) in posted.iter().filter_map(|name| Post::parse(name)).zip(render(view, &self.phrases)) {
            let found = room.event(&post.event, None).await?;
            let content = found.raw().get_field::<serde_json::Value>("content").ok().flatten().unwrap_or_default();
            if content["body"] != body.plain.as_str() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes parts of a message back whose rest did not get through. First of all it is noted: under these transaction ids
    /// they would never be seen again.
    async fn undo(&self, room: &Room, name: &str, before: u32, posted: &[OwnedEventId]) {
        if posted.is_empty() || self.notes.put(&undone(name), &(before + 1)).await.is_err() {
            return;
        }
        for event in posted {
            let gone = self.sender.patiently(send::key(room), || send::redact(room, event));
            if !matches!(tokio::time::timeout(PARTS, gone).await, Ok(Ok(()))) {
                tracing::warn!("parts of a message that did not get through stay where they are");
                return;
            }
        }
    }

    /// Whether somebody may change the settings of a room: who may send its state events.
    async fn has_power(&self, room: &Room, user: &UserId) -> Result<bool, Fault> {
        // The sync tells who speaks; all members of a large room are many.
        let member = match room.get_member_no_sync(user).await? {
            Some(member) => Some(member),
            None => room.get_member(user).await?,
        };
        // Power stays with people who left.
        if member.is_none_or(|member| *member.membership() != MembershipState::Join) {
            return Ok(false);
        }
        if rooms::is_private(room) {
            return Ok(true);
        }
        Ok(self.power_levels(room).await?.user_can_send_state(user, StateEventType::from(SETTINGS)))
    }

    /// A room's power levels, as the homeserver has them now: a sync may tell the old ones after the new ones, where
    /// something else was said in the room at the same time.
    async fn power_levels(&self, room: &Room) -> Result<RoomPowerLevels, Fault> {
        let (room_id, kind) = (room.room_id().to_owned(), StateEventType::RoomPowerLevels);
        let request = get_state_event_for_key::v3::Request::new(room_id, kind, String::new());
        let levels: Option<RoomPowerLevelsEventContent> = match self.client.send(request).await.map_err(Fault::from) {
            // Levels that can't be read give nobody any power.
            Ok(found) => Some(serde_json::from_str(found.event_or_content.get()).map_err(|_| Fault::Unreachable)?),
            Err(Fault::NotFound) => None,
            Err(fault) => return Err(fault),
        };
        let rules = room.clone_info().room_version_rules_or_default().authorization;
        Ok(RoomPowerLevels::new(levels.into(), &rules, room.creators().into_iter().flatten()))
    }
}

impl Messenger for Matrix {
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        manner: Manner,
        key: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let thread = room.thread.as_deref().map(EventId::parse).transpose().map_err(|_| DeliveryFault::Gone)?;
            let letter = Letter {
                room: &self.room_of(room).await?,
                thread: thread.as_deref(),
                view,
                kind: match manner.sound {
                    Sound::Silent => Kind::Notice,
                    Sound::Audible => Kind::Text,
                },
                name: &format!("n{}", key.id.0),
                personal: direct::person(room).is_some(),
            };
            self.post(&letter).await.map(Posted).map_err(ended)
        })
    }

    fn correct<'a>(
        &'a self,
        address: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let posts: Vec<_> = posted.0.iter().filter_map(|name| Post::parse(name)).collect();
            let Some(first) = posts.first() else { return Ok(Posted(Vec::new())) };
            // Changed, a message would show on request what it said before. So it goes, and what is left is said anew.
            let room = match self.known(&first.room) {
                Err(DeliveryFault::Gone) if is_elsewhere(&first.room, address) => return Ok(left_standing()),
                room => room?,
            };
            for post in &posts {
                let gone = self.sender.once(Lane::News, send::key(&room), send::redact(&room, &post.event));
                match gone.await.map_err(ended) {
                    Err(DeliveryFault::Gone) if is_elsewhere(&first.room, address) => return Ok(left_standing()),
                    Err(DeliveryFault::Gone) if room.is_tombstoned() => return Err(self.moved(&room, address).await),
                    gone => gone?,
                };
            }
            // Nobody reads on in a room that was replaced.
            let Some(view) = view.filter(|_| !is_elsewhere(&first.room, address)) else {
                return Ok(Posted(Vec::new()));
            };
            let thread = address.thread.as_deref().map(EventId::parse).transpose().map_err(|_| DeliveryFault::Gone)?;
            let mut name = format!("c-{}", first.event);
            for _ in 0..CORRECTIONS {
                let letter = Letter {
                    room: &room,
                    thread: thread.as_deref(),
                    view,
                    // Whoever wanted to be told was told by the first one.
                    kind: Kind::Notice,
                    name: &name,
                    personal: direct::person(address).is_some(),
                };
                let anew = self.post(&letter).await.map_err(ended)?;
                if self.says(&room, &anew, view).await.map_err(ended)? {
                    return Ok(Posted(anew));
                }
                let Some(before) = anew.first().and_then(|name| Post::parse(name)) else { break };
                for post in anew.iter().filter_map(|name| Post::parse(name)) {
                    let gone = self.sender.once(Lane::News, send::key(&room), send::redact(&room, &post.event));
                    gone.await.map_err(ended)?;
                }
                name = format!("c-{}", before.event);
            }
            Err(DeliveryFault::Later { after: None })
        })
    }

    fn may_administer<'a>(
        &'a self,
        room: &'a RoomAddress,
        person: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async move {
            if let Some(owner) = direct::person(room) {
                return Ok(owner == person.user);
            }
            let Ok(user) = UserId::parse(&person.user) else { return Ok(false) };
            let id = RoomId::parse(&room.room).map_err(|_| DeliveryFault::Gone)?;
            let room = self.known(&id)?;
            match tokio::time::timeout(RIGHTS, self.has_power(&room, &user)).await {
                Ok(may) => may.map_err(ended),
                Err(_) => Err(DeliveryFault::Later { after: None }),
            }
        })
    }

    fn room_prefix(&self) -> &'static str {
        rooms::PREFIX
    }

    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        direct::address(&person.user)
    }
}

/// The note of how often parts of a message were taken back.
fn undone(name: &str) -> String {
    format!("undone/{name}")
}

/// The note of since when news waits for the bot to get from this room to the one that takes its place.
fn moving(room: &RoomId) -> String {
    format!("moving/{room}")
}

/// Whether a message stands in another room than the one that hears the news now: in one that was replaced by it since.
/// What can't be done there any more says nothing about this one.
fn is_elsewhere(room: &RoomId, address: &RoomAddress) -> bool {
    direct::person(address).is_none() && address.room != room.as_str()
}

/// What becomes of a message that can't be taken back.
fn left_standing() -> Posted {
    tracing::warn!("a message in a room that was replaced can't be taken back: the bot may no longer do that there");
    Posted(Vec::new())
}

/// How a delivery ended that failed.
fn ended(fault: Fault) -> DeliveryFault {
    match fault {
        Fault::Limited { wait } => {
            DeliveryFault::Later { after: wait.and_then(|wait| i64::try_from(wait.as_millis()).ok()) }
        }
        // None of these says anything about this message.
        Fault::Unreachable | Fault::Unauthorized { .. } | Fault::Store | Fault::Encryption => {
            DeliveryFault::Later { after: None }
        }
        Fault::Forbidden { code } if code == FORBIDDEN => DeliveryFault::Gone,
        // That is about the account, such as terms that changed or a limit of the homeserver's, and not about the room.
        Fault::Forbidden { .. } => DeliveryFault::Later { after: None },
        Fault::NotFound => DeliveryFault::Gone,
        Fault::TooLarge | Fault::Refused { .. } => {
            tracing::warn!(%fault, "the homeserver did not take what a room should hear");
            DeliveryFault::Refused
        }
    }
}

#[cfg(test)]
mod tests;
