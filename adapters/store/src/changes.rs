//! The rarer changes, each kept by itself: what a person takes back, what a room chooses, what organisers decide.

use bot_core::decision::Change;
use bot_core::ids::{SupporterNumber, Timestamp};
use bot_core::subscription::{Pace, Subscription};
use sqlx::Row;

use crate::Outcome;
use crate::letters;
use crate::sql::row;
use crate::write::Write;
use crate::writer::{Prepared, next_revision};

impl Write<'_> {
    /// Carries out one change; the number is that of a new supporter.
    pub(crate) async fn change(&mut self, by: &Prepared, change: &Change) -> Outcome<Option<SupporterNumber>> {
        let now = by.commit.at;
        match change {
            // Kept together with those of others, by the writer.
            Change::ChooseLanguage(_) | Change::Publish(_) | Change::Hold { .. } => {}
            Change::Redisplay { display } => self.redisplay(&by.person, *display, now).await?,
            Change::Withdraw => self.withdraw(&by.person, now).await?,
            Change::Forget => self.forget(by).await?,
            Change::Subscribe(subscription) => self.subscribe(by, subscription).await?,
            Change::MoveRoom(to) => self.move_room(&by.room, to, now).await?,
            Change::LeaveRoom => self.leave_room(by).await?,
            Change::Approve { pledge } => return self.approve(*pledge, now).await,
            Change::Refuse { pledge, reason } => self.refuse(*pledge, *reason, now).await?,
            Change::Notice(text) => self.notice(text, now).await?,
            Change::KeepMisread(question) => self.keep_misread(question, now).await?,
        }
        Ok(None)
    }

    /// Everything that is kept under the person's hash goes, and so does what their private chat chose to hear, and what
    /// waits to be told there. A group's settings are the group's; only that this person made them is forgotten.
    async fn forget(&mut self, by: &Prepared) -> Outcome<()> {
        self.withdraw(&by.person, by.commit.at).await?;
        self.execute("DELETE FROM roles WHERE person = $1", row![by.person.clone()]).await?;
        self.execute("DELETE FROM people WHERE person = $1", row![by.person.clone()]).await?;
        let made = "UPDATE rooms SET subscriber = NULL, subscriber_sealed = NULL WHERE subscriber = $1";
        self.execute(made, row![by.person.clone()]).await?;
        // Where they say it elsewhere and the platform has no such chat, nobody knows which it is.
        let chat = by.commit.private_chat.as_ref().map(|chat| self.vault.room(chat));
        for chat in by.commit.private.then(|| by.room.clone()).into_iter().chain(chat) {
            self.drop_room(&chat).await?;
        }
        Ok(())
    }

    async fn notice(&mut self, text: &str, now: Timestamp) -> Outcome<()> {
        self.counters.announcement += 1;
        self.counters.loud = self.counters.announcement;
        self.counters.named = self.counters.announcement;
        let announcement = row![self.counters.announcement, "notice", text, now.0, 0_i64];
        self.insert("announcements (id, kind, text, at, retracted)", vec![announcement], "").await?;
        Ok(())
    }

    /// Keeps what the room chose. A room that heard nothing until now, or that rested, hears only what comes from
    /// now on; one that changes its pace keeps its place.
    async fn subscribe(&mut self, by: &Prepared, chosen: &Subscription) -> Outcome<()> {
        let now = by.commit.at;
        let found = self
            .fetch_one(
                "SELECT revision, pace, cursor, resting_since, \
                 (SELECT COUNT(*) FROM deliveries d WHERE d.room = rooms.room AND d.task = 'tell' \
                  AND d.state = 'telling') \
                 FROM rooms WHERE room = $1",
                row![by.room.clone()],
            )
            .await?;
        let (mut revision, mut cursor, mut under_way) = (0, self.counters.announcement, false);
        if let Some(found) = found {
            revision = found.try_get(0)?;
            let pace: String = found.try_get(1)?;
            let listened = pace != Pace::Off.as_str();
            let rested = found.try_get::<Option<i64>, _>(3)?.is_some();
            let last: i64 = found.try_get(2)?;
            // One that wants milestones only has passed over the supporters since the last.
            let passed_over = pace == Pace::Milestones.as_str() && last >= self.counters.loud;
            if listened && !rested && !passed_over {
                cursor = last;
            }
            under_way = found.try_get::<i64, _>(4)? > 0;
        }
        let next_at = (chosen.pace != Pace::Off && !under_way).then(|| chosen.first_at(now).0);
        let (subscriber, subscriber_sealed) = letters::subscriber(self.vault, &by.commit, chosen.pace)?.unzip();
        let room = row![
            by.room.clone(),
            self.vault.seal("rooms.address", &by.commit.room)?,
            by.commit.room.platform.as_str(),
            next_revision(revision, now.0),
            chosen.pace.as_str(),
            chosen.quiet.map(|q| i64::from(q.from.minutes())),
            chosen.quiet.map(|q| i64::from(q.to.minutes())),
            chosen.time_zone.as_str(),
            chosen.language.map(|l| l.code()),
            chosen.sound.as_str(),
            cursor,
            next_at,
            now.0,
            self.vault.whole_room(&by.commit.room),
            chosen.reach.as_str(),
            subscriber,
            subscriber_sealed,
        ];
        self.insert(
            "rooms (room, address_sealed, platform, revision, pace, quiet_from, quiet_to, time_zone, language, sound, cursor, \
             next_at, updated_at, part_of, reach, subscriber, subscriber_sealed)",
            vec![room],
            "ON CONFLICT (room) DO UPDATE SET address_sealed = excluded.address_sealed, \
             revision = excluded.revision, pace = excluded.pace, quiet_from = excluded.quiet_from, \
             quiet_to = excluded.quiet_to, time_zone = excluded.time_zone, language = excluded.language, \
             sound = excluded.sound, reach = excluded.reach, \
             cursor = excluded.cursor, next_at = excluded.next_at, resting_since = NULL, \
             updated_at = excluded.updated_at, part_of = excluded.part_of, \
             subscriber = CASE WHEN excluded.pace = 'off' THEN NULL \
                               ELSE COALESCE(excluded.subscriber, rooms.subscriber) END, \
             subscriber_sealed = CASE WHEN excluded.pace = 'off' THEN NULL \
                                      ELSE COALESCE(excluded.subscriber_sealed, rooms.subscriber_sealed) END",
        )
        .await?;
        Ok(())
    }

    /// The bot is no longer in the room: whoever turned on news there, or in a thread of it, is told.
    async fn leave_room(&mut self, by: &Prepared) -> Outcome<()> {
        let here = "(room = $1 OR part_of = $1)";
        self.tell_subscribers(here, row![by.room.clone()], by.commit.at).await?;
        self.drop_room(&by.room).await
    }

    /// Everything about the room and its threads goes, also where it was somebody's private chat.
    async fn drop_room(&mut self, room: &[u8]) -> Outcome<()> {
        let here = "(room = $1 OR room IN (SELECT room FROM rooms WHERE part_of = $1))";
        self.execute(format!("DELETE FROM deliveries WHERE {here}"), row![room]).await?;
        let forgotten = format!("UPDATE pledges SET room = NULL, room_sealed = NULL WHERE {here}");
        self.execute(forgotten, row![room]).await?;
        self.execute("DELETE FROM rooms WHERE room = $1 OR part_of = $1", row![room]).await?;
        Ok(())
    }
}
