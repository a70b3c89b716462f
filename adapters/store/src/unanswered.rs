//! Events that wait for an answer. Their platform won't tell them again, so they are kept, sealed, for the moments
//! until they are answered; a bot that died finds them when it starts.

use std::collections::BTreeSet;

use bot_core::ids::{DAY, EventId, Platform, Timestamp};
use bot_core::platform::Unanswered;
use bot_core::store::MOST_UNANSWERED;
use sqlx::Row;

use crate::sql::{self, list, row, values};
use crate::write::Write;
use crate::{Inner, Outcome};

/// How long an event waits at most: an answer to yesterday's words is no answer.
const PATIENCE: i64 = DAY;
/// How many events one statement drops: few sizes, so that each statement is prepared once.
const TOGETHER: [usize; 3] = [8, 64, 512];

impl Inner {
    pub(crate) async fn keep_unanswered(&self, events: &[Unanswered]) -> Outcome<()> {
        if events.is_empty() {
            return Ok(());
        }
        let rows = events.iter().map(|Unanswered { event, body }| {
            let sealed = self.vault.seal("unanswered.body", &(&event.id, body))?;
            Ok(row![self.vault.event(event), event.platform.as_str(), sealed])
        });
        let rows = rows.collect::<Outcome<Vec<_>>>()?;
        let mut write = Write::begin(self).await?;
        write.insert("unanswered (event, platform, body_sealed)", rows, "ON CONFLICT (event) DO NOTHING").await?;
        let platforms: BTreeSet<_> = events.iter().map(|kept| kept.event.platform.as_str()).collect();
        for platform in platforms {
            let too_many = "DELETE FROM unanswered WHERE platform = $1 AND place <= (SELECT place FROM unanswered \
                            WHERE platform = $1 ORDER BY place DESC LIMIT 1 OFFSET $2)";
            write.execute(too_many, row![platform, i64::from(MOST_UNANSWERED)]).await?;
        }
        write.commit().await
    }

    pub(crate) async fn drop_unanswered(&self, events: &[EventId]) -> Outcome<()> {
        if events.is_empty() {
            return Ok(());
        }
        let mut write = Write::begin(self).await?;
        let most = TOGETHER[TOGETHER.len() - 1];
        for part in events.chunks(most) {
            let size = TOGETHER.into_iter().find(|size| part.len() <= *size).unwrap_or(most);
            let sql = format!("DELETE FROM unanswered WHERE event IN {}", list(size, 1));
            // A statement for more than there are names the first ones again, which drops nothing more.
            let named: Vec<_> = part.iter().map(|event| self.vault.event(event)).collect();
            write.execute(sql, values(named.into_iter().cycle().take(size))).await?;
        }
        write.commit().await
    }

    pub(crate) async fn unanswered(&self, platform: &Platform) -> Outcome<Vec<Unanswered>> {
        let mut conn = self.readers.acquire().await?;
        let sql = "SELECT body_sealed FROM unanswered WHERE platform = $1 ORDER BY place";
        let rows = sql::fetch(&mut conn, sql, row![platform.as_str()]).await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            match self.vault.open::<(String, String)>("unanswered.body", row.try_get(0)?) {
                Ok((id, body)) => events.push(Unanswered { event: EventId { platform: platform.clone(), id }, body }),
                // It must not take its neighbours with it.
                Err(error) => tracing::error!(%error, "an event that waits for an answer can't be read"),
            }
        }
        Ok(events)
    }
}

impl Write<'_> {
    /// Drops what has waited too long. Events are kept without a time of their own; it runs from the first sweep
    /// that sees them.
    pub(crate) async fn sweep_unanswered(&mut self, now: Timestamp) -> Outcome<()> {
        self.execute("DELETE FROM unanswered WHERE swept_at < $1", row![now.0 - PATIENCE]).await?;
        // Also where a clock stood wrong.
        let seen = "UPDATE unanswered SET swept_at = $1 WHERE swept_at IS NULL OR swept_at > $1";
        self.execute(seen, row![now.0]).await?;
        Ok(())
    }
}
