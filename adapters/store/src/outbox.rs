//! Messages for rooms: claiming what is due, and what becomes of it.
//!
//! A room has a cursor into the announcements and an earliest moment for its next message. A claim makes a row with
//! a fixed id and a fixed range of announcements for each room that has news, so a retry repeats the same message;
//! what stands in it is read anew at each try, so whatever was withdrawn since is not told. A lease is nothing but a
//! later `due_at`: when a worker dies, its messages are due again by themselves.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bot_core::announcement::{Announcement, Delivery, News, Posted, Task};
use bot_core::ids::{AnnouncementId, DAY, DeliveryId, Platform, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::subscription::{Manner, Pace, Reach, Sound, Subscription};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::error::damaged;
use crate::facts::{SUPPORTER_COLUMNS, read_kind, read_subscription, read_supporter};
use crate::letters::Letter;
use crate::sql::{self, Value, list, row, values};
use crate::write::Write;
use crate::{Inner, Outcome};

/// How long posted messages are remembered, so that a withdrawal can still follow them.
const MEMORY: i64 = 365 * DAY;
/// How long an event's id is remembered. No platform repeats one after so long.
const EVENT_MEMORY: i64 = 7 * DAY;
/// The number of the claim that makes a delivery.
const FIRST_CLAIM: i64 = 1;
/// The farthest that a message is put off: to the next week, and over a day's quiet hours.
const FARTHEST: i64 = 9 * DAY;

/// Rooms with news, by the newest announcement that their pace speaks up for.
const HAS_NEWS: &str =
    "cursor < CASE pace WHEN 'milestones' THEN last_loud WHEN 'each' THEN last_named ELSE last_announcement END";

/// A room with news that may hear it now.
struct Ready {
    room: Vec<u8>,
    address: RoomAddress,
    chosen: Subscription,
    cursor: i64,
}

/// A delivery before its content is read.
struct Due {
    id: i64,
    address: RoomAddress,
    language: Language,
    manner: Manner,
    attempts: u32,
    claim: i64,
    made: Timestamp,
    what: What,
}

enum What {
    News { first: i64, last: i64, loud: bool, posted: Option<Posted> },
    Letter(Letter),
}

impl Inner {
    pub(crate) async fn claim(
        &self,
        platforms: &[Platform],
        now: Timestamp,
        lease: i64,
        limit: u32,
    ) -> Outcome<Vec<Delivery>> {
        // A look without the lock first: most of the time there is nothing to do.
        if self.next_due(platforms).await?.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let mut write = Write::begin(self).await?;
        let mut claimed = Vec::new();
        while claimed.len() < limit as usize {
            let wanted = i64::from(limit) - claimed.len() as i64;
            let mut due = write.claim_due(platforms, now, lease, wanted).await?;
            let mut looked = !due.is_empty();
            if (due.len() as i64) < wanted {
                let wanted = wanted - due.len() as i64;
                let (fresh, any) = write.claim_rooms(platforms, now, lease, wanted).await?;
                due.extend(fresh);
                looked |= any;
            }
            if !looked {
                break;
            }
            claimed.extend(write.with_content(due, now).await?);
        }
        write.commit().await?;
        Ok(claimed)
    }

    pub(crate) async fn next_due(&self, platforms: &[Platform]) -> Outcome<Option<Timestamp>> {
        let mut conn = self.readers.acquire().await?;
        let ours = list(platforms.len(), 1);
        let sql = format!(
            "SELECT MIN(t) FROM (SELECT MIN(due_at) AS t FROM deliveries WHERE platform IN {ours} UNION ALL \
             SELECT MIN(next_at) FROM rooms, counters WHERE platform IN {ours} AND {HAS_NEWS}) AS soonest"
        );
        let found = sql::fetch_one(&mut conn, sql, names(platforms)).await?;
        Ok(found.map(|r| r.try_get::<Option<i64>, _>(0)).transpose()?.flatten().map(Timestamp))
    }

    pub(crate) async fn sweep(&self, now: Timestamp) -> Outcome<()> {
        let mut write = Write::begin(self).await?;
        write
            .execute(
                "UPDATE people SET conversation_sealed = NULL, conversation_version = NULL, expires_at = NULL, \
                 revision = CASE WHEN revision < $1 THEN $1 ELSE revision + 1 END WHERE expires_at <= $1",
                row![now.0],
            )
            .await?;
        // Of somebody who only asked, or broke off, nothing stays.
        write
            .execute(
                "DELETE FROM people WHERE expires_at IS NULL AND language IS NULL AND conversation_sealed IS NULL \
                 AND NOT EXISTS (SELECT 1 FROM pledges WHERE pledges.person = people.person)",
                vec![],
            )
            .await?;
        write.execute("DELETE FROM seen_events WHERE at < $1", row![now.0 - EVENT_MEMORY]).await?;
        write.sweep_unanswered(now).await?;
        let old = "DELETE FROM deliveries WHERE created_at < $1 AND state IN ('posted', 'dead')";
        write.execute(old, row![now.0 - MEMORY]).await?;
        // Nothing is ever put off so far: a clock that stood wrong must not silence rooms until it is right.
        for late in
            ["UPDATE rooms SET next_at = $1 WHERE next_at > $2", "UPDATE deliveries SET due_at = $1 WHERE due_at > $2"]
        {
            write.execute(late, row![now.0, now.plus(FARTHEST).0]).await?;
        }
        write.commit().await
    }

    /// Makes everything that was claimed due at once.
    pub(crate) async fn release_claims(&self) -> Outcome<()> {
        let mut write = Write::begin(self).await?;
        write.execute("UPDATE deliveries SET due_at = 0, claimed = 0 WHERE claimed = 1", vec![]).await?;
        write.commit().await
    }
}

impl Write<'_> {
    /// Notes that a supporter's announcements say something else now. What was posted is due for a correction, also
    /// where the last one failed for good; what is under way gets it afterwards. A message that was never posted, as
    /// far as its platform told, has nothing to correct.
    pub(crate) async fn correct_posts(&mut self, supporter: i64, now: Timestamp) -> Outcome<()> {
        let sql = "SELECT id FROM announcements WHERE supporter = $1";
        for found in self.fetch(sql, row![supporter]).await? {
            let announcement: i64 = found.try_get(0)?;
            let told = "task = 'tell' AND loud = 0 AND last_announcement >= $1 AND first_announcement <= $1";
            let under_way = format!(
                "UPDATE deliveries SET needs_correction = 1 WHERE {told} AND state IN ('telling', 'correcting')"
            );
            self.execute(under_way, row![announcement]).await?;
            let posted = format!(
                "UPDATE deliveries SET state = 'correcting', due_at = $2, attempts = 0, needs_correction = 0 \
                 WHERE {told} AND state IN ('posted', 'dead') AND posted_sealed IS NOT NULL"
            );
            self.execute(posted, row![announcement, now.0]).await?;
        }
        Ok(())
    }

    /// Claims outcomes, corrections and retries.
    async fn claim_due(&mut self, platforms: &[Platform], now: Timestamp, lease: i64, limit: i64) -> Outcome<Vec<Due>> {
        let sql = format!(
            "SELECT d.id, d.state, d.attempts, COALESCE(r.address_sealed, d.address_sealed), \
                   COALESCE(r.language, d.language), d.first_announcement, d.last_announcement, d.loud, \
                   d.posted_sealed, d.outcome_sealed, d.task, r.sound, d.claim, r.reach, d.created_at \
                   FROM deliveries d LEFT JOIN rooms r ON r.room = d.room AND d.task = 'tell' \
                   WHERE d.due_at <= $1 AND d.platform IN {} ORDER BY d.due_at, d.id LIMIT $2",
            list(platforms.len(), 3)
        );
        let mut keys = row![now.0, limit];
        keys.extend(names(platforms));
        let rows = self.fetch(sql, keys).await?;
        let due = rows.iter().map(|r| self.read_due(r)).collect::<Outcome<Vec<_>>>()?;
        if !due.is_empty() {
            // What a correction repairs from here on is read below; only what changes later needs another.
            let sql = format!(
                "UPDATE deliveries SET due_at = $1, claimed = 1, claim = claim + 1, \
                 needs_correction = CASE WHEN state = 'correcting' THEN 0 ELSE needs_correction END WHERE id IN {}",
                list(due.len(), 2)
            );
            let mut ids = row![now.plus(lease).0];
            ids.extend(values(due.iter().map(|d| d.id)));
            self.execute(sql, ids).await?;
        }
        Ok(due)
    }

    fn read_due(&self, row: &AnyRow) -> Outcome<Due> {
        let sealed: Option<Vec<u8>> = row.try_get(3)?;
        let sealed = sealed.ok_or_else(|| damaged("deliveries.address"))?;
        let outcome = row.try_get::<String, _>(10)? == "outcome";
        let language: Option<String> = row.try_get(4)?;
        let what = if outcome {
            let sealed: Vec<u8> = row.try_get(9)?;
            What::Letter(Letter::open(self.vault, &sealed)?)
        } else {
            let posted: Option<Vec<u8>> = row.try_get(8)?;
            let correcting = row.try_get::<String, _>(1)? == "correcting";
            let posted = posted.filter(|_| correcting).map(|p| self.vault.open("deliveries.posted", &p)).transpose()?;
            What::News { first: row.try_get(5)?, last: row.try_get(6)?, loud: row.try_get::<i64, _>(7)? != 0, posted }
        };
        // Whoever waited for an answer is told aloud.
        let sound =
            if outcome { Some(Sound::Audible) } else { row.try_get::<Option<&str>, _>(11)?.and_then(Sound::parse) };
        let reach = row.try_get::<Option<&str>, _>(13)?.and_then(Reach::parse);
        Ok(Due {
            id: row.try_get(0)?,
            address: self.vault.open(if outcome { "deliveries.address" } else { "rooms.address" }, &sealed)?,
            language: language.as_deref().and_then(Language::from_tag).unwrap_or(Language::English),
            manner: Manner { sound: sound.unwrap_or_default(), reach: reach.unwrap_or_default() },
            attempts: u32::try_from(row.try_get::<i64, _>(2)?).unwrap_or(u32::MAX),
            claim: row.try_get::<i64, _>(12)? + 1,
            made: Timestamp(row.try_get(14)?),
            what,
        })
    }

    /// Makes deliveries for rooms with news. Also says whether there were any rooms to look at; those in their quiet
    /// hours are put off.
    async fn claim_rooms(
        &mut self,
        platforms: &[Platform],
        now: Timestamp,
        lease: i64,
        limit: i64,
    ) -> Outcome<(Vec<Due>, bool)> {
        let sql = format!(
            "SELECT room, address_sealed, pace, quiet_from, quiet_to, time_zone, language, sound, cursor, \
             (SELECT at FROM announcements WHERE announcements.id = rooms.cursor + 1), reach FROM rooms, counters \
             WHERE next_at <= $1 AND platform IN {} AND {HAS_NEWS} ORDER BY next_at LIMIT $2",
            list(platforms.len(), 3)
        );
        // Nobody else writes meanwhile, so the counters in the table are those that this transaction began with.
        let newest = self.counters.announcement;
        let mut keys = row![now.0, limit];
        keys.extend(names(platforms));
        let rows = self.fetch(sql, keys).await?;
        let any = !rows.is_empty();
        let (mut ready, mut put_off) = (Vec::new(), BTreeMap::<i64, Vec<Vec<u8>>>::new());
        for found in rows {
            let language: Option<String> = found.try_get(6)?;
            let hours = (found.try_get(3)?, found.try_get(4)?);
            let manner = (found.try_get(7)?, found.try_get(10)?);
            let chosen = read_subscription(found.try_get(2)?, hours, found.try_get(5)?, language.as_deref(), manner)?;
            let room: Vec<u8> = found.try_get(0)?;
            // A turn that passed without news is gone: what came after it waits for the next.
            let since = found.try_get::<Option<i64>, _>(9)?.map_or(now, Timestamp);
            let turn = chosen.first_at(since);
            let may_speak = if turn > now { Err(turn) } else { chosen.may_speak(now) };
            match may_speak {
                // A calendar that doesn't move on must not keep this busy for ever.
                Err(later) => put_off.entry(later.0.max(now.0 + 1)).or_default().push(room),
                Ok(()) => ready.push(Ready {
                    address: self.vault.open("rooms.address", found.try_get(1)?)?,
                    cursor: found.try_get(8)?,
                    room,
                    chosen,
                }),
            }
        }
        for (end, rooms) in put_off {
            let sql = format!("UPDATE rooms SET next_at = $1 WHERE room IN {}", list(rooms.len(), 2));
            let mut keys = row![end];
            keys.extend(values(rooms));
            self.execute(sql, keys).await?;
        }
        if ready.is_empty() {
            return Ok((Vec::new(), any));
        }
        let sql = format!("UPDATE rooms SET next_at = NULL WHERE room IN {}", list(ready.len(), 1));
        self.execute(sql, values(ready.iter().map(|r| r.room.clone()))).await?;
        let (mut rows, mut due) = (Vec::new(), Vec::new());
        for room in ready {
            self.counters.delivery += 1;
            let loud = room.chosen.pace == Pace::Milestones;
            rows.push(row![
                self.counters.delivery,
                "tell",
                "telling",
                room.room,
                room.address.platform.as_str(),
                room.cursor + 1,
                newest,
                i64::from(loud),
                now.plus(lease).0,
                1_i64,
                FIRST_CLAIM,
                0_i64,
                0_i64,
                now.0,
            ]);
            due.push(Due {
                id: self.counters.delivery,
                address: room.address,
                language: room.chosen.language.unwrap_or(Language::English),
                manner: room.chosen.manner(),
                attempts: 0,
                claim: FIRST_CLAIM,
                made: now,
                what: What::News { first: room.cursor + 1, last: newest, loud, posted: None },
            });
        }
        self.insert(
            "deliveries (id, task, state, room, platform, first_announcement, last_announcement, loud, due_at, claimed, \
             claim, attempts, needs_correction, created_at)",
            rows,
            "",
        )
        .await?;
        Ok((due, any))
    }

    /// Reads what each delivery says. Where nothing is left to tell, none is handed out.
    async fn with_content(&mut self, due: Vec<Due>, now: Timestamp) -> Outcome<Vec<Delivery>> {
        // Rooms at the same place share what is read.
        let mut told: BTreeMap<(i64, i64, bool), Vec<Announcement>> = BTreeMap::new();
        let mut deliveries = Vec::with_capacity(due.len());
        for Due { id, address, language, manner, attempts, claim, made, what } in due {
            let task = match what {
                What::Letter(letter) => letter.task(),
                What::News { first, last, loud, posted } => {
                    let range = (first, last, loud);
                    let news = match told.entry(range) {
                        Entry::Occupied(read) => read.get().clone(),
                        Entry::Vacant(unread) => unread.insert(self.announcements(range).await?).clone(),
                    };
                    match posted {
                        Some(posted) => Task::Correct { posted, news },
                        None if news.is_empty() => {
                            self.nothing_told(id, now).await?;
                            continue;
                        }
                        None => Task::Tell(news),
                    }
                }
            };
            let (id, room) = (DeliveryId(id), address);
            deliveries.push(Delivery { id, room, language, manner, task, attempts, claim, made });
        }
        Ok(deliveries)
    }

    /// The announcements of a range as they stand now, oldest first, without those that say nothing any more.
    async fn announcements(&mut self, (first, last, loud): (i64, i64, bool)) -> Outcome<Vec<Announcement>> {
        let only = if loud { " AND a.kind IN ('milestone', 'notice')" } else { "" };
        let sql = format!(
            "SELECT a.id, a.kind, a.value, a.text, {SUPPORTER_COLUMNS} FROM announcements a \
             LEFT JOIN supporters s ON s.id = a.supporter \
             WHERE a.id >= $1 AND a.id <= $2 AND a.retracted = 0{only} ORDER BY a.id"
        );
        let rows: Vec<AnyRow> = self.fetch(sql, vec![Value::from(first), Value::from(last)]).await?;
        let mut news = Vec::with_capacity(rows.len());
        for row in rows {
            let told = match row.try_get::<String, _>(1)?.as_str() {
                "supporter" => News::Supporter(read_supporter(&row, 4)?),
                "unnamed" => News::Unnamed(read_kind(&row, 6)?),
                "milestone" => News::Milestone(row.try_get::<i64, _>(2)?.unsigned_abs()),
                "notice" => News::Notice(row.try_get(3)?),
                _ => return Err(damaged("announcements.kind")),
            };
            news.push(Announcement { id: AnnouncementId(row.try_get(0)?), news: told });
        }
        Ok(news)
    }
}

fn names(platforms: &[Platform]) -> Vec<Value> {
    values(platforms.iter().map(|platform| platform.as_str().to_owned()))
}
