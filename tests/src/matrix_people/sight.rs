//! What somebody sees in a room: messages as they stand there now, with changes, reactions and what was taken back.

use std::collections::HashSet;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind, VerificationLevel, VerificationState};
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId, UserId};
use serde_json::Value;

/// What an app shows beside a message about who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Nothing: it wasn't encrypted.
    Plain,
    /// The device belongs to whoever it says; nothing to worry about.
    Verified,
    /// A warning: nobody vouches for the device.
    Unverified,
}

/// A message as it stands in a room now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its event.
    pub id: OwnedEventId,
    /// Who wrote it.
    pub sender: OwnedUserId,
    /// `m.text`, `m.notice` and so on; empty for one that couldn't be decrypted or was taken back.
    pub kind: String,
    /// The words.
    pub body: String,
    /// The words with their looks.
    pub html: Option<String>,
    /// The message that it answers.
    pub reply_to: Option<OwnedEventId>,
    /// The message that its thread begins with.
    pub thread: Option<OwnedEventId>,
    /// Who is mentioned.
    pub mentions: Vec<String>,
    /// How often it was changed.
    pub edits: usize,
    /// Whether it was taken back.
    pub redacted: bool,
    /// Whether it was encrypted and its key is missing.
    pub unreadable: bool,
    /// What is shown about who wrote it.
    pub trust: Trust,
    /// The signs below it, and whose they are, in the order in which they came.
    pub reactions: Vec<(String, OwnedUserId)>,
}

impl Message {
    /// Whether it can be read.
    pub fn stands(&self) -> bool {
        !self.redacted && !self.unreadable
    }

    /// Who put this sign below it.
    pub fn reacted(&self, key: &str) -> Vec<&UserId> {
        self.reactions.iter().filter(|(sign, _)| sign == key).map(|(_, who)| &**who).collect()
    }
}

/// An event, in the order in which they came.
struct Event {
    content: Value,
    trust: Trust,
    /// As it came, where it can't be decrypted.
    locked: Option<Raw<OriginalSyncRoomEncryptedEvent>>,
}

/// What somebody sees in one room.
#[derive(Default)]
pub(super) struct Sight {
    events: Vec<Event>,
    known: HashSet<String>,
}

impl Sight {
    /// Whether nothing was seen yet.
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Takes in what came.
    pub(super) fn add(&mut self, events: &[TimelineEvent]) {
        for event in events {
            let event = Event::of(event);
            let id = event.content["event_id"].as_str().unwrap_or_default().to_owned();
            if self.known.insert(id) {
                self.events.push(event);
            }
        }
    }

    /// Tries once more what couldn't be decrypted.
    pub(super) async fn read_again(&mut self, room: &Room) {
        for event in &mut self.events {
            if let Some(locked) = &event.locked
                && let Ok(opened) = room.decrypt_event(locked, None).await
            {
                let opened = Event::of(&opened);
                if opened.locked.is_none() {
                    *event = opened;
                }
            }
        }
    }

    /// The last time that somebody came or went: the event, and what they are since.
    pub(super) fn step(&self, user: &UserId) -> Option<(OwnedEventId, String)> {
        let about =
            |event: &&Event| event.content["type"] == "m.room.member" && event.content["state_key"] == user.as_str();
        let event = &self.events.iter().rfind(about)?.content;
        let membership = event["content"]["membership"].as_str()?.to_owned();
        Some((EventId::parse(event["event_id"].as_str()?).ok()?, membership))
    }

    /// The messages, oldest first.
    pub(super) fn messages(&self) -> Vec<Message> {
        let mut messages: Vec<Message> = Vec::new();
        let mut reactions: Vec<(String, String)> = Vec::new();
        for event in &self.events {
            let whole = &event.content;
            let content = &whole["content"];
            let relation = &content["m.relates_to"];
            let sender = whole["sender"].as_str().unwrap_or_default();
            let about = relation["event_id"].as_str().unwrap_or_default();
            match whole["type"].as_str().unwrap_or_default() {
                "m.room.redaction" => {
                    let gone = whole["redacts"].as_str().or(content["redacts"].as_str()).unwrap_or_default();
                    if let Some(message) = messages.iter_mut().find(|message| message.id == gone) {
                        message.take_back();
                    }
                    if let Some(at) = reactions.iter().position(|(id, _)| id == gone) {
                        let (_, under) = reactions.remove(at);
                        let reaction = self.events.iter().find(|event| event.content["event_id"] == gone);
                        if let (Some(message), Some(reaction)) =
                            (messages.iter_mut().find(|message| message.id == under), reaction)
                        {
                            let key = reaction.content["content"]["m.relates_to"]["key"].as_str().unwrap_or_default();
                            let who = reaction.content["sender"].as_str().unwrap_or_default();
                            message.reactions.retain(|(sign, by)| sign != key || by.as_str() != who);
                        }
                    }
                }
                "m.reaction" => {
                    let key = relation["key"].as_str().unwrap_or_default().to_owned();
                    let message = messages.iter_mut().find(|message| message.id == about);
                    if let (Some(message), Ok(who)) = (message, UserId::parse(sender)) {
                        reactions.push((whole["event_id"].as_str().unwrap_or_default().to_owned(), about.to_owned()));
                        message.reactions.push((key, who));
                    }
                }
                "m.room.message" if relation["rel_type"] == "m.replace" => {
                    let message = messages.iter_mut().find(|message| message.id == about);
                    if let Some(message) = message.filter(|message| message.sender == sender && !message.redacted) {
                        message.say(&content["m.new_content"]);
                        message.edits += 1;
                    }
                }
                "m.room.message" | "m.room.encrypted" => messages.extend(event.message()),
                _ => {}
            }
        }
        messages
    }
}

impl Event {
    fn of(event: &TimelineEvent) -> Self {
        let content = serde_json::from_str(event.raw().json().get()).unwrap_or_default();
        let (trust, locked) = match &event.kind {
            TimelineEventKind::PlainText { .. } => (Trust::Plain, None),
            TimelineEventKind::UnableToDecrypt { event, .. } => {
                (Trust::Unverified, Some(event.clone().cast_unchecked()))
            }
            TimelineEventKind::Decrypted(decrypted) => {
                let trust = match &decrypted.encryption_info.verification_state {
                    // Nobody here has compared keys with anybody: the device is vouched for by its owner.
                    VerificationState::Verified
                    | VerificationState::Unverified(VerificationLevel::UnverifiedIdentity) => Trust::Verified,
                    VerificationState::Unverified(_) => Trust::Unverified,
                };
                (trust, None)
            }
        };
        Self { content, trust, locked }
    }

    fn message(&self) -> Option<Message> {
        let whole = &self.content;
        let redacted = !whole["unsigned"]["redacted_because"].is_null();
        let mut message = Message {
            id: EventId::parse(whole["event_id"].as_str()?).ok()?,
            sender: UserId::parse(whole["sender"].as_str()?).ok()?,
            kind: String::new(),
            body: String::new(),
            html: None,
            reply_to: None,
            thread: None,
            mentions: Vec::new(),
            edits: 0,
            redacted,
            unreadable: self.locked.is_some() && !redacted,
            trust: self.trust,
            reactions: Vec::new(),
        };
        let relation = &whole["content"]["m.relates_to"];
        let event = |value: &Value| value.as_str().and_then(|id| EventId::parse(id).ok());
        // Apps with threads show no reply where it only stands in for the thread.
        let falls_back = relation["rel_type"] == "m.thread" && relation["is_falling_back"] == true;
        message.reply_to = event(&relation["m.in_reply_to"]["event_id"]).filter(|_| !falls_back);
        message.thread = (relation["rel_type"] == "m.thread").then(|| event(&relation["event_id"])).flatten();
        if message.stands() {
            message.say(&whole["content"]);
        }
        Some(message)
    }
}

impl Message {
    fn say(&mut self, content: &Value) {
        let word = |key: &str| content[key].as_str().unwrap_or_default().to_owned();
        (self.kind, self.body) = (word("msgtype"), word("body"));
        self.html = content["formatted_body"].as_str().map(str::to_owned);
        let mentioned = content["m.mentions"]["user_ids"].as_array().into_iter().flatten();
        self.mentions = mentioned.filter_map(|user| user.as_str().map(str::to_owned)).collect();
        if content["m.mentions"]["room"] == true {
            self.mentions.push("@room".to_owned());
        }
    }

    fn take_back(&mut self) {
        (self.kind, self.body, self.html) = (String::new(), String::new(), None);
        (self.redacted, self.unreadable) = (true, false);
        self.reactions.clear();
    }
}
