//! How a message ended, and what that means for its room. Messages that end at the same time are settled in one
//! transaction: what costs is waiting for the disk.

use bot_core::announcement::{Posted, Settlement};
use bot_core::ids::{DeliveryId, RoomAddress, Timestamp};
use bot_core::store::StoreError;
use sqlx::Row;

use crate::error::Failure;
use crate::facts::read_subscription;
use crate::sql::row;
use crate::write::Write;
use crate::{Inner, Outcome};

/// A row of `deliveries`, as far as settling needs it.
struct Claimed {
    id: i64,
    outcome: bool,
    correcting: bool,
    room: Vec<u8>,
    last: Option<i64>,
    needs_correction: bool,
    claim: i64,
}

/// How a message ended.
#[derive(Clone)]
pub(crate) struct Ended {
    pub(crate) delivery: DeliveryId,
    pub(crate) claim: i64,
    pub(crate) settlement: Settlement,
    pub(crate) at: Timestamp,
}

/// How many messages are settled in one transaction.
const GROUP: usize = 64;

impl Inner {
    pub(crate) async fn settle(&self, ended: Ended) -> Outcome<()> {
        self.ended.ask(ended, GROUP, |all| self.settle_together(all)).await
    }

    async fn settle_together(&self, all: Vec<Ended>) -> Vec<Outcome<()>> {
        match self.settle_all(&all).await {
            // One that can't be settled must not take its neighbours with it.
            Err(Failure(StoreError::Damaged(_))) if all.len() > 1 => {
                let mut outcomes = Vec::with_capacity(all.len());
                for ended in &all {
                    outcomes.push(self.settle_all(std::slice::from_ref(ended)).await);
                }
                outcomes
            }
            outcome => vec![outcome; all.len()],
        }
    }

    async fn settle_all(&self, all: &[Ended]) -> Outcome<()> {
        let mut write = Write::begin(self).await?;
        for Ended { delivery, claim, settlement, at } in all {
            // It may be gone: its person or room was forgotten meanwhile. Then there is nothing to keep. Or it took
            // longer than its lease, and another worker has it now.
            if let Some(claimed) = write.claimed(delivery.0).await?.filter(|claimed| claimed.claim == *claim) {
                write.settle(claimed, settlement.clone(), *at).await?;
            }
        }
        write.commit().await
    }
}

impl Write<'_> {
    async fn claimed(&mut self, id: i64) -> Outcome<Option<Claimed>> {
        let sql = "SELECT task, state, room, last_announcement, needs_correction, claim FROM deliveries \
                   WHERE id = $1 AND state IN ('telling', 'correcting')";
        let Some(found) = self.fetch_one(sql, row![id]).await? else { return Ok(None) };
        Ok(Some(Claimed {
            id,
            outcome: found.try_get::<String, _>(0)? == "outcome",
            correcting: found.try_get::<String, _>(1)? == "correcting",
            room: found.try_get(2)?,
            last: found.try_get(3)?,
            needs_correction: found.try_get::<i64, _>(4)? != 0,
            claim: found.try_get(5)?,
        }))
    }

    async fn settle(&mut self, claimed: Claimed, settlement: Settlement, now: Timestamp) -> Outcome<()> {
        match settlement {
            Settlement::Delivered { posted } => self.delivered(&claimed, &posted, now).await,
            Settlement::Nothing => {
                self.drop_delivery(claimed.id).await?;
                self.move_on(&claimed, now, false).await
            }
            Settlement::Later(at) => self.put_off(&claimed, at, 1).await,
            Settlement::Paused(at) => self.put_off(&claimed, at, 0).await,
            Settlement::Gone => {
                self.drop_delivery(claimed.id).await?;
                self.execute(
                    "UPDATE rooms SET resting_since = $2, next_at = NULL, \
                     revision = CASE WHEN revision < $2 THEN $2 ELSE revision + 1 END WHERE room = $1",
                    row![claimed.room.clone(), now.0],
                )
                .await?;
                self.tell_subscribers("room = $1", row![claimed.room.clone()], now).await?;
                let forgotten = "UPDATE pledges SET room = NULL, room_sealed = NULL WHERE room = $1";
                self.execute(forgotten, row![claimed.room]).await?;
                Ok(())
            }
            Settlement::Moved(to) => {
                self.put_off(&claimed, now, 1).await?;
                self.move_room(&claimed.room, &to, now).await
            }
            Settlement::Dead => {
                // What was posted before stays known: should more of it be withdrawn, another correction is tried.
                self.execute(
                    "UPDATE deliveries SET state = 'dead', due_at = NULL, claimed = 0 WHERE id = $1",
                    row![claimed.id],
                )
                .await?;
                if claimed.correcting && claimed.needs_correction {
                    let again = "UPDATE deliveries SET state = 'correcting', due_at = $2, attempts = 0, \
                                 needs_correction = 0 WHERE id = $1";
                    self.execute(again, row![claimed.id, now.0]).await?;
                }
                self.move_on(&claimed, now, true).await
            }
        }
    }

    async fn put_off(&mut self, claimed: &Claimed, at: Timestamp, failures: i64) -> Outcome<()> {
        let sql = "UPDATE deliveries SET due_at = $2, claimed = 0, attempts = attempts + $3 WHERE id = $1";
        self.execute(sql, row![claimed.id, at.0, failures]).await?;
        Ok(())
    }

    async fn delivered(&mut self, claimed: &Claimed, posted: &Posted, now: Timestamp) -> Outcome<()> {
        if claimed.outcome || posted.0.is_empty() {
            // Nothing of it can ever need a correction.
            self.drop_delivery(claimed.id).await?;
        } else {
            let (state, due_at) = if claimed.needs_correction { ("correcting", Some(now.0)) } else { ("posted", None) };
            let sealed = self.vault.seal("deliveries.posted", posted)?;
            self.execute(
                "UPDATE deliveries SET state = $2, due_at = $3, posted_sealed = $4, claimed = 0, attempts = 0, \
                 needs_correction = 0 WHERE id = $1",
                row![claimed.id, state, due_at, sealed],
            )
            .await?;
        }
        self.move_on(claimed, now, true).await
    }

    /// Nothing was left to tell: the room's cursor passes over it, and its pace is not touched.
    pub(crate) async fn nothing_told(&mut self, id: i64, now: Timestamp) -> Outcome<()> {
        if let Some(claimed) = self.claimed(id).await? {
            self.drop_delivery(id).await?;
            self.move_on(&claimed, now, false).await?;
        }
        Ok(())
    }

    async fn drop_delivery(&mut self, id: i64) -> Outcome<()> {
        self.execute("DELETE FROM deliveries WHERE id = $1", row![id]).await?;
        Ok(())
    }

    /// After a room was told its news: the cursor stands behind it, and the next message comes at the room's pace.
    async fn move_on(&mut self, claimed: &Claimed, now: Timestamp, spoke: bool) -> Outcome<()> {
        let Some(last) = claimed.last.filter(|_| !claimed.outcome && !claimed.correcting) else { return Ok(()) };
        let sql = "SELECT pace, quiet_from, quiet_to, time_zone, language, sound, resting_since, reach FROM rooms WHERE room = $1";
        let Some(found) = self.fetch_one(sql, row![claimed.room.clone()]).await? else { return Ok(()) };
        let language: Option<String> = found.try_get(4)?;
        let hours = (found.try_get(1)?, found.try_get(2)?);
        let manner = (found.try_get(5)?, found.try_get(7)?);
        let chosen = read_subscription(found.try_get(0)?, hours, found.try_get(3)?, language.as_deref(), manner)?;
        let rests = found.try_get::<Option<i64>, _>(6)?.is_some();
        let next = if spoke { chosen.next_after(now) } else { now };
        let next = (chosen.pace != bot_core::subscription::Pace::Off && !rests).then_some(next.0);
        // The room may have chosen anew meanwhile and begun further on: the cursor never goes back.
        self.execute(
            "UPDATE rooms SET cursor = CASE WHEN cursor < $2 THEN $2 ELSE cursor END, next_at = $3 WHERE room = $1",
            row![claimed.room.clone(), last, next],
        )
        .await?;
        Ok(())
    }

    /// The same room has a new address: its choice follows, and so do its messages and the outcomes that are told
    /// there. Where nothing is left at the old address, it moved before and nothing happens.
    pub(crate) async fn move_room(&mut self, old: &[u8], to: &RoomAddress, now: Timestamp) -> Outcome<()> {
        let new = self.vault.room(to);
        if new == old {
            return Ok(());
        }
        let exists = self.number("SELECT COUNT(*) FROM rooms WHERE room = $1", row![old]).await? > 0;
        if exists {
            // The old room's choice goes on; what was chosen at the new address before is the same people's.
            self.execute("DELETE FROM rooms WHERE room = $1", row![new.clone()]).await?;
            let address = self.vault.seal("rooms.address", to)?;
            self.execute(
                "UPDATE rooms SET room = $2, address_sealed = $3, platform = $5, part_of = $6, \
                 revision = CASE WHEN revision < $4 THEN $4 ELSE revision + 1 END WHERE room = $1",
                row![old, new.clone(), address, now.0, to.platform.as_str(), self.vault.whole_room(to)],
            )
            .await?;
        }
        let outcome = self.vault.seal("deliveries.address", to)?;
        self.execute(
            "UPDATE deliveries SET room = $2, platform = $4, \
             address_sealed = CASE WHEN task = 'outcome' THEN $3 ELSE address_sealed END WHERE room = $1",
            row![old, new.clone(), outcome, to.platform.as_str()],
        )
        .await?;
        let pledge = self.vault.seal("pledges.room", to)?;
        self.execute("UPDATE pledges SET room = $2, room_sealed = $3 WHERE room = $1", row![old, new, pledge]).await?;
        Ok(())
    }
}
