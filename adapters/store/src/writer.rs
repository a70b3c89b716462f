//! The one writer of a process: commits queue up, and all that wait go into one transaction, with one statement
//! per table for all of them. So many people at once cost little more than one, and each answer still means that
//! everything is safely on disk.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use bot_core::conversation::CONVERSATION_VERSION;
use bot_core::decision::{Change, ConversationChange};
use bot_core::ids::SupporterNumber;
use bot_core::store::{Commit, Committed, StoreError};
use sqlx::Row;
use tokio::sync::{mpsc, oneshot};

use crate::dialect::Dialect;
use crate::error::Failure;
use crate::pledges::Submission;
use crate::sql::{Value, list, row, values};
use crate::write::Write;
use crate::{Inner, Outcome};

/// The most commits in one transaction.
const GROUP: usize = 64;

/// What the writer is asked.
pub(crate) enum Job {
    Commit(Box<Prepared>, oneshot::Sender<Result<Committed, StoreError>>),
    Stop(oneshot::Sender<()>),
}

/// A commit with the hashes under which it is kept.
pub(crate) struct Prepared {
    pub(crate) commit: Commit,
    pub(crate) person: Vec<u8>,
    pub(crate) room: Vec<u8>,
    pub(crate) event: Vec<u8>,
}

/// Works until it is stopped or nobody can ask any more.
pub(crate) async fn run(inner: Arc<Inner>, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut jobs, GROUP).await > 0 {
        // Those who were answered together ask again together: let them all come in.
        tokio::task::yield_now().await;
        while jobs.len() < GROUP {
            match queue.try_recv() {
                Ok(job) => jobs.push(job),
                Err(_) => break,
            }
        }
        let (mut commits, mut askers, mut stop) = (Vec::new(), Vec::new(), None);
        for job in jobs.drain(..) {
            match job {
                Job::Commit(commit, asker) => {
                    commits.push(*commit);
                    askers.push(asker);
                }
                Job::Stop(done) => stop = Some(done),
            }
        }
        for (asker, outcome) in askers.into_iter().zip(all(&inner, commits).await) {
            // Whoever asked may have gone; what was kept stays kept.
            let _ = asker.send(outcome);
        }
        if let Some(done) = stop {
            let _ = done.send(());
            return;
        }
    }
}

/// Keeps commits together. If one of them is at fault, each is tried by itself, so that it can't fail its neighbours.
/// If the database is, all fail: trying each would only keep everybody waiting.
async fn all(inner: &Arc<Inner>, commits: Vec<Prepared>) -> Vec<Result<Committed, StoreError>> {
    let commits: Arc<[Prepared]> = commits.into();
    let expected = match attempt(inner, &commits, 0..commits.len()).await {
        Attempt::Kept(outcomes) => return outcomes.into_iter().map(Ok).collect(),
        Attempt::Unclear(outcomes) => outcomes,
        Attempt::Faulty(_) if commits.len() > 1 => Vec::new(),
        Attempt::Faulty(error) | Attempt::Failed(error) => return vec![Err(error); commits.len()],
    };
    let mut outcomes = Vec::with_capacity(commits.len());
    for at in 0..commits.len() {
        outcomes.push(match attempt(inner, &commits, at..at + 1).await {
            Attempt::Kept(outcome) => match (outcome[0], expected.get(at)) {
                // It was kept at the first try, and only the answer was lost on the way.
                (Committed::Repeated, Some(first)) => Ok(*first),
                (outcome, _) => Ok(outcome),
            },
            Attempt::Faulty(error) => Err(error),
            Attempt::Unclear(_) => Err(StoreError::Unavailable("the connection broke; try again".to_owned())),
            Attempt::Failed(error) => {
                outcomes.resize_with(commits.len(), || Err(error.clone()));
                return outcomes;
            }
        });
    }
    outcomes
}

/// How trying to keep a group ended.
enum Attempt {
    /// It is kept, with these outcomes.
    Kept(Vec<Committed>),
    /// Nothing of it is kept, because of one of the commits.
    Faulty(StoreError),
    /// Nothing of it is kept, because of the database.
    Failed(StoreError),
    /// The connection was lost while the transaction ended: it is kept with these outcomes, or not at all.
    Unclear(Vec<Committed>),
}

/// Tries on a task of its own, so that a mistake of ours in one commit doesn't end the writer for everybody.
async fn attempt(inner: &Arc<Inner>, commits: &Arc<[Prepared]>, which: Range<usize>) -> Attempt {
    let (inner, commits) = (Arc::clone(inner), Arc::clone(commits));
    let tried = tokio::spawn(async move { group(&inner, &commits[which]).await });
    match tried.await {
        Ok(Ok(attempt)) => attempt,
        Ok(Err(Failure(error @ StoreError::Damaged(_)))) => Attempt::Faulty(error),
        Ok(Err(Failure(error))) => Attempt::Failed(error),
        Err(_) => Attempt::Faulty(StoreError::Unavailable("a mistake in the program stopped a change".to_owned())),
    }
}

/// Keeps a group in one transaction; the outcomes are in the order of the commits.
async fn group(inner: &Inner, commits: &[Prepared]) -> Outcome<Attempt> {
    if commits.is_empty() {
        return Ok(Attempt::Kept(Vec::new()));
    }
    let mut write = Write::begin(inner).await?;
    let mut outcomes = Vec::with_capacity(commits.len());
    let mut rest = commits;
    while !rest.is_empty() {
        let (run, after) = rest.split_at(run_length(rest));
        outcomes.extend(write.run(run).await?);
        rest = after;
    }
    if !outcomes.iter().any(|o| matches!(o, Committed::Done { .. })) {
        write.rollback().await?;
        return Ok(Attempt::Kept(outcomes));
    }
    match write.commit().await {
        Ok(()) => Ok(Attempt::Kept(outcomes)),
        // The embedded database says for certain what became of a transaction; a lost server doesn't.
        Err(Failure(StoreError::Unavailable(_))) if inner.dialect == Dialect::Postgres => {
            Ok(Attempt::Unclear(outcomes))
        }
        Err(failure) => Err(failure),
    }
}

/// How many commits from the first on can be kept together: they come from different people and events, and change
/// nothing that another of them reads. A commit with a rarer change is kept by itself.
fn run_length(commits: &[Prepared]) -> usize {
    let (mut people, mut events) = (HashSet::new(), HashSet::new());
    let together = |c: &Prepared| c.commit.changes.iter().all(joins_others);
    let length = commits.iter().take_while(|c| together(c) && people.insert(&c.person) && events.insert(&c.event));
    length.count().max(1)
}

fn joins_others(change: &Change) -> bool {
    matches!(change, Change::ChooseLanguage(_) | Change::Publish(_) | Change::Hold { .. })
}

/// A row of `people`.
#[derive(Default)]
struct Person {
    revision: i64,
    language: Option<String>,
    conversation: Option<Vec<u8>>,
    version: Option<i64>,
    expires_at: Option<i64>,
}

/// What the database holds about everybody in a run.
#[derive(Default)]
struct Known {
    events: HashSet<Vec<u8>>,
    people: HashMap<Vec<u8>, Person>,
    rooms: HashMap<Vec<u8>, i64>,
}

impl Write<'_> {
    async fn run(&mut self, run: &[Prepared]) -> Outcome<Vec<Committed>> {
        let mut known = self.known(run).await?;
        let mut outcomes = vec![Committed::Done { number: None }; run.len()];
        let (mut events, mut people, mut submissions, mut whose) = (vec![], vec![], vec![], vec![]);
        for (at, prepared) in run.iter().enumerate() {
            let commit = &prepared.commit;
            if known.events.contains(&prepared.event) {
                outcomes[at] = Committed::Repeated;
                continue;
            }
            let mut person = known.people.remove(&prepared.person).unwrap_or_default();
            let room = known.rooms.get(&prepared.room).copied().unwrap_or(0);
            if person.revision != commit.revision.person
                || room != commit.revision.room
                || self.pledge_is_stale(commit).await?
            {
                outcomes[at] = Committed::Stale;
                continue;
            }
            events.push(row![prepared.event.clone(), commit.at.0]);
            self.apply_to_person(&mut person, commit)?;
            people.push(row![
                prepared.person.clone(),
                person.revision,
                person.language,
                person.conversation,
                person.version,
                person.expires_at
            ]);
            for change in &commit.changes {
                let (pledge, hold) = match change {
                    Change::Publish(pledge) => (pledge, None),
                    Change::Hold { pledge, reason } => (pledge, Some(*reason)),
                    _ => continue,
                };
                whose.push(at);
                submissions.push(Submission {
                    person: &prepared.person,
                    pledge,
                    hold,
                    at: commit.at,
                    room: commit.private.then_some((&prepared.room, &commit.room)),
                    language: commit.language,
                });
            }
        }
        self.insert("seen_events (event, at)", events, "").await?;
        self.insert(
            "people (person, revision, language, conversation_sealed, conversation_version, expires_at)",
            people,
            "ON CONFLICT (person) DO UPDATE SET revision = excluded.revision, language = excluded.language, \
             conversation_sealed = excluded.conversation_sealed, \
             conversation_version = excluded.conversation_version, expires_at = excluded.expires_at",
        )
        .await?;
        for (at, number) in whose.into_iter().zip(self.submit(&submissions).await?) {
            outcomes[at] = Committed::Done { number };
        }
        // Rarer changes: such a commit is alone in its run.
        if let ([prepared], [Committed::Done { number }]) = (run, &mut outcomes[..]) {
            for change in prepared.commit.changes.iter().filter(|c| !joins_others(c)) {
                *number = self.change(prepared, change).await?.or(*number);
            }
        }
        Ok(outcomes)
    }

    /// Reads everything that a run is compared with, in one query.
    async fn known(&mut self, run: &[Prepared]) -> Outcome<Known> {
        let n = run.len();
        let sql = format!(
            "SELECT CAST('person' AS TEXT) AS what, person AS hash, revision, language, conversation_sealed, \
             conversation_version, expires_at FROM people WHERE person IN {} \
             UNION ALL SELECT 'room', room, revision, NULL, NULL, NULL, NULL FROM rooms WHERE room IN {} \
             UNION ALL SELECT 'event', event, 0, NULL, NULL, NULL, NULL FROM seen_events WHERE event IN {}",
            list(n, 1),
            list(n, n + 1),
            list(n, 2 * n + 1),
        );
        let mut hashes: Vec<Value> = values(run.iter().map(|c| c.person.clone()));
        hashes.extend(values(run.iter().map(|c| c.room.clone())));
        hashes.extend(values(run.iter().map(|c| c.event.clone())));
        let mut known = Known::default();
        for row in self.fetch(sql, hashes).await? {
            let hash: Vec<u8> = row.try_get(1)?;
            match row.try_get::<String, _>(0)?.as_str() {
                "event" => {
                    known.events.insert(hash);
                }
                "room" => {
                    known.rooms.insert(hash, row.try_get(2)?);
                }
                _ => {
                    let person = Person {
                        revision: row.try_get(2)?,
                        language: row.try_get(3)?,
                        conversation: row.try_get(4)?,
                        version: row.try_get(5)?,
                        expires_at: row.try_get(6)?,
                    };
                    known.people.insert(hash, person);
                }
            }
        }
        Ok(known)
    }

    /// The person's row afterwards.
    fn apply_to_person(&self, person: &mut Person, commit: &Commit) -> Outcome<()> {
        person.revision = next_revision(person.revision, commit.at.0);
        for change in &commit.changes {
            if let Change::ChooseLanguage(language) = change {
                person.language = Some(language.code().to_owned());
            }
        }
        match &commit.conversation {
            None => {}
            Some(ConversationChange::End) => {
                (person.conversation, person.version, person.expires_at) = (None, None, None);
            }
            Some(ConversationChange::To(conversation)) => {
                person.conversation = Some(self.vault.seal("people.conversation", conversation)?);
                person.version = Some(CONVERSATION_VERSION);
                person.expires_at = Some(commit.at.plus(conversation.patience()).0);
            }
        }
        Ok(())
    }

    /// Whether the pledge that a reviewer decides about has changed since it was read.
    async fn pledge_is_stale(&mut self, commit: &Commit) -> Outcome<bool> {
        for change in &commit.changes {
            if let Change::Approve { pledge } | Change::Refuse { pledge, .. } = change {
                let sql = "SELECT revision FROM pledges WHERE id = $1";
                if self.number(sql, row![pledge.0]).await? != commit.revision.pledge {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// A revision is the time of the change, or one more than the last: so the revisions of a row that went and came
/// back never meet.
pub(crate) fn next_revision(last: i64, at: i64) -> i64 {
    last.saturating_add(1).max(at)
}

/// A public number as the core knows it.
pub(crate) fn public_number(number: i64) -> Outcome<SupporterNumber> {
    u32::try_from(number).map(SupporterNumber).map_err(|_| crate::error::damaged("a public number is out of range"))
}
