//! SQLite and PostgreSQL behind the core's [`Store`] trait, over one set of statements.
//!
//! - [`Key`]: the secret that people, rooms and private words are kept under
//! - [`Database`]: opens either database, brings its tables up to date, and carries out the trait
//! - `writer`: commits, many in one transaction; `changes`, `pledges`, `supporters`, `outbox`: what they do
//! - `letters`: what one person is told later, in private
//! - `unanswered`: events that wait for an answer
//! - `facts`, `own`: reading; never waits for the writer
//! - `together`: many who ask at the same time are answered by one statement or transaction
//! - `import`, `backup` (and `attached`, files that belong to it), `roles`: what the command line needs beyond the trait
//!
//! Absent on purpose: a schema per database beyond the migrations (all differences are in `dialect`), and any
//! reading of the clock.

mod attached;
mod backup;
mod changes;
mod dialect;
mod error;
mod facts;
mod hex;
mod import;
mod key;
mod letters;
mod misread;
mod open;
mod outbox;
mod own;
mod pledges;
mod roles;
mod seal;
mod settle;
mod sql;
mod supporters;
mod together;
mod unanswered;
mod write;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use bot_core::announcement::{Delivery, Settlement};
use bot_core::ids::{DeliveryId, EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::platform::Unanswered;
use bot_core::store::{Commit, Committed, Facts, Store, StoreError, Wants};
use sqlx::AnyPool;
use tokio::sync::{mpsc, oneshot};

pub use backup::BackupError;
pub use import::{FirstSupportersError, ImportReport, ImportedSupporter};
pub use key::{Key, KeyError};
pub use open::OpenError;
pub use roles::RoleHolder;

use crate::dialect::Dialect;
use crate::error::Failure;
use crate::seal::Vault;
use crate::together::Together;
use crate::writer::{Job, Prepared};

/// How long [`Database::close`] waits for what was asked before.
const LAST_WORK: Duration = Duration::from_secs(5);

/// What most functions of this crate return.
type Outcome<T> = Result<T, Failure>;

/// What the writer and the readers share.
pub(crate) struct Inner {
    pub(crate) dialect: Dialect,
    pub(crate) vault: Vault,
    /// One connection: whoever writes in this process waits for it, in turn.
    pub(crate) writer: AnyPool,
    pub(crate) readers: AnyPool,
    /// Who reads their own facts.
    pub(crate) own: Together<own::Keys, Outcome<Facts>>,
    /// What was sent and is to be settled.
    pub(crate) ended: Together<settle::Ended, Outcome<()>>,
}

/// An open database. Cheap to share behind an [`Arc`]; commits of all its users are grouped.
pub struct Database {
    inner: Arc<Inner>,
    queue: mpsc::Sender<Job>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("dialect", &self.inner.dialect).finish_non_exhaustive()
    }
}

impl Database {
    fn new(inner: Inner) -> Self {
        let inner = Arc::new(inner);
        // Whoever finds the queue full waits, so a flood of commits takes no more memory than this.
        let (queue, jobs) = mpsc::channel(1024);
        tokio::spawn(writer::run(Arc::clone(&inner), jobs));
        Self { inner, queue }
    }

    /// Makes every claimed message due at once. For the start of a process that has the database for itself: what
    /// was claimed before it is under way no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_claims(&self) -> Result<(), StoreError> {
        Ok(self.inner.release_claims().await?)
    }

    /// Finishes what was asked, writes everything to the main file and closes all connections. Later calls fail
    /// with [`StoreError::Unavailable`]. A database that takes too long isn't waited for: what wasn't confirmed to
    /// whoever asked may then be lost, and nothing else.
    ///
    /// # Errors
    /// When the last writing failed; whatever was confirmed is safe even then.
    pub async fn close(&self) -> Result<(), StoreError> {
        tokio::time::timeout(LAST_WORK, self.finish()).await.unwrap_or_else(|_| {
            tracing::warn!(
                "the database takes long to finish and isn't waited for; nothing that was confirmed is lost"
            );
            Ok(())
        })
    }

    async fn finish(&self) -> Result<(), StoreError> {
        let (done, stopped) = oneshot::channel();
        if self.queue.send(Job::Stop(done)).await.is_ok() {
            // An error means that the writer has stopped already.
            let _ = stopped.await;
        }
        self.inner.readers.close().await;
        let flushed = match self.inner.dialect.flush() {
            Some(flush) if !self.inner.writer.is_closed() => {
                sqlx::query(flush).execute(&self.inner.writer).await.map(drop).map_err(|e| error::store_error(&e))
            }
            _ => Ok(()),
        };
        self.inner.writer.close().await;
        flushed
    }
}

/// The writer is gone: the program stops.
fn stopping() -> StoreError {
    StoreError::Unavailable("the program is stopping".to_owned())
}

impl Store for Database {
    async fn facts(
        &self,
        event: Option<&EventId>,
        person: &PersonAddress,
        room: &RoomAddress,
        wants: &Wants,
    ) -> Result<Facts, StoreError> {
        Ok(self.inner.facts(event, person, room, wants).await?)
    }

    async fn commit(&self, commit: Commit) -> Result<Committed, StoreError> {
        let vault = &self.inner.vault;
        let prepared = Prepared {
            person: vault.person(&commit.person),
            room: vault.room(&commit.room),
            event: vault.event(&commit.event),
            commit,
        };
        let (asker, answer) = oneshot::channel();
        self.queue.send(Job::Commit(Box::new(prepared), asker)).await.map_err(|_| stopping())?;
        answer.await.map_err(|_| stopping())?
    }

    async fn claim(
        &self,
        platforms: &[Platform],
        now: Timestamp,
        lease: i64,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        Ok(self.inner.claim(platforms, now, lease, limit).await?)
    }

    async fn settle(
        &self,
        delivery: DeliveryId,
        claim: i64,
        settlement: Settlement,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        Ok(self.inner.settle(settle::Ended { delivery, claim, settlement, at: now }).await?)
    }

    async fn next_due(&self, platforms: &[Platform]) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.inner.next_due(platforms).await?)
    }

    async fn keep_unanswered(&self, events: &[Unanswered]) -> Result<(), StoreError> {
        Ok(self.inner.keep_unanswered(events).await?)
    }

    async fn drop_unanswered(&self, events: &[EventId]) -> Result<(), StoreError> {
        Ok(self.inner.drop_unanswered(events).await?)
    }

    async fn unanswered(&self, platform: &Platform) -> Result<Vec<Unanswered>, StoreError> {
        Ok(self.inner.unanswered(platform).await?)
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        Ok(self.inner.sweep(now).await?)
    }

    async fn health(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.inner.readers).await.map(drop).map_err(|e| error::store_error(&e))
    }
}
