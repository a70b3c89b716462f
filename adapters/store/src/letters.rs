//! What one person is told in their private chat, later and by itself: what became of their pledge, and that a room in
//! which they turned on news takes no more messages. Also who is told the latter.

use std::collections::BTreeMap;

use bot_core::announcement::{Outcome as Verdict, Task};
use bot_core::ids::{RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::store::Commit;
use bot_core::subscription::Pace;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use crate::Outcome;
use crate::seal::Vault;
use crate::sql::{Value, row};
use crate::write::Write;

const LETTER: &str = "deliveries.outcome";
const SUBSCRIBER: &str = "rooms.subscriber";

/// What is told. Its task in the database is 'outcome', as from the time when there was only that.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Letter {
    Lost { lost: u32 },
    Outcome(Verdict),
}

impl Letter {
    pub(crate) fn open(vault: &Vault, sealed: &[u8]) -> Outcome<Self> {
        Ok(vault.open(LETTER, sealed)?)
    }

    pub(crate) fn task(self) -> Task {
        match self {
            Self::Lost { lost } => Task::Lost { rooms: lost },
            Self::Outcome(verdict) => Task::Outcome(verdict),
        }
    }
}

/// Where somebody who turned news on is told that it ended.
#[derive(Serialize, Deserialize)]
struct Subscriber {
    chat: RoomAddress,
    language: Language,
}

/// Whom to tell about a room that chooses this, as the columns `subscriber` and `subscriber_sealed`. In a private chat
/// that would be the chat itself.
pub(crate) fn subscriber(vault: &Vault, commit: &Commit, pace: Pace) -> Outcome<Option<(Vec<u8>, Vec<u8>)>> {
    let Some(chat) = commit.private_chat.as_ref().filter(|_| pace != Pace::Off && !commit.private) else {
        return Ok(None);
    };
    let sealed = vault.seal(SUBSCRIBER, &Subscriber { chat: chat.clone(), language: commit.language })?;
    Ok(Some((vault.person(&commit.person), sealed)))
}

impl Write<'_> {
    /// Queues what became of somebody's pledge, in the language they chose.
    pub(crate) async fn tell_outcome(
        &mut self,
        person: &[u8],
        room: &[u8],
        address: &RoomAddress,
        language: &str,
        verdict: Verdict,
        now: Timestamp,
    ) -> Outcome<()> {
        let language = self.chosen_language(person).await?.unwrap_or_else(|| language.to_owned());
        self.post(Some(person), room, address, &language, &Letter::Outcome(verdict), now).await
    }

    /// These rooms take no more messages: whoever turned news on there is told so, once for all of them. `which` is a
    /// condition on `rooms` over `keys`.
    pub(crate) async fn tell_subscribers(&mut self, which: &str, keys: Vec<Value>, now: Timestamp) -> Outcome<()> {
        let sql = format!("SELECT subscriber, subscriber_sealed FROM rooms WHERE {which} AND subscriber IS NOT NULL");
        let mut lost = BTreeMap::<Vec<u8>, (Vec<u8>, u32)>::new();
        for found in self.fetch(sql, keys.clone()).await? {
            let (person, sealed): (Vec<u8>, Vec<u8>) = (found.try_get(0)?, found.try_get(1)?);
            lost.entry(person).or_insert((sealed, 0)).1 += 1;
        }
        let told = format!("UPDATE rooms SET subscriber = NULL, subscriber_sealed = NULL WHERE {which}");
        self.execute(told, keys).await?;
        for (person, (sealed, rooms)) in lost {
            let subscriber: Subscriber = self.vault.open(SUBSCRIBER, &sealed)?;
            self.tell_lost(&person, &subscriber, rooms, now).await?;
        }
        Ok(())
    }

    /// One message for what comes to an end before it is sent.
    async fn tell_lost(&mut self, person: &[u8], to: &Subscriber, rooms: u32, now: Timestamp) -> Outcome<()> {
        let room = self.vault.room(&to.chat);
        let waiting = "SELECT id, outcome_sealed FROM deliveries WHERE room = $1 AND task = 'outcome' \
                       AND person IS NULL AND state = 'telling' AND claimed = 0";
        for found in self.fetch(waiting, row![room.clone()]).await? {
            let (id, sealed): (i64, Vec<u8>) = (found.try_get(0)?, found.try_get(1)?);
            if let Letter::Lost { lost } = Letter::open(self.vault, &sealed)? {
                let more = self.vault.seal(LETTER, &Letter::Lost { lost: lost.saturating_add(rooms) })?;
                self.execute("UPDATE deliveries SET outcome_sealed = $2 WHERE id = $1", row![id, more]).await?;
                return Ok(());
            }
        }
        let chosen = self.chosen_language(person).await?;
        let language = chosen.as_deref().unwrap_or(to.language.code());
        // Nobody's pledge: it stays when they take theirs back.
        self.post(None, &room, &to.chat, language, &Letter::Lost { lost: rooms }, now).await
    }

    async fn chosen_language(&mut self, person: &[u8]) -> Outcome<Option<String>> {
        let chosen = self.fetch_one("SELECT language FROM people WHERE person = $1", row![person]).await?;
        Ok(chosen.map(|r| r.try_get(0)).transpose()?.flatten())
    }

    async fn post(
        &mut self,
        about: Option<&[u8]>,
        room: &[u8],
        address: &RoomAddress,
        language: &str,
        letter: &Letter,
        now: Timestamp,
    ) -> Outcome<()> {
        self.counters.delivery += 1;
        let delivery = row![
            self.counters.delivery,
            "outcome",
            "telling",
            room,
            address.platform.as_str(),
            self.vault.seal("deliveries.address", address)?,
            language,
            0_i64,
            about.map(<[u8]>::to_vec),
            self.vault.seal(LETTER, letter)?,
            now.0,
            0_i64,
            0_i64,
            0_i64,
            now.0,
        ];
        self.insert(
            "deliveries (id, task, state, room, platform, address_sealed, language, loud, person, outcome_sealed, due_at, \
             claimed, attempts, needs_correction, created_at)",
            vec![delivery],
            "",
        )
        .await?;
        Ok(())
    }
}
