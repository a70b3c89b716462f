//! Pledges from submission to withdrawal, and what organisers decide about them.

use bot_core::announcement::Outcome as Verdict;
use bot_core::ids::{PledgeId, RoomAddress, SupporterNumber, Timestamp};
use bot_core::language::Language;
use bot_core::pledge::{Display, HoldReason, NewPledge, Pledge, PledgeStatus, RefusalReason};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::Outcome;
use crate::error::damaged;
use crate::seal::Vault;
use crate::sql::{list, row, values};
use crate::supporters::Publication;
use crate::write::Write;
use crate::writer::public_number;

const DETAILS: &str = "pledges.details";

/// A pledge about to be kept.
pub(crate) struct Submission<'a> {
    pub(crate) person: &'a [u8],
    pub(crate) pledge: &'a NewPledge,
    /// Why it waits; `None` publishes it.
    pub(crate) hold: Option<HoldReason>,
    pub(crate) at: Timestamp,
    /// The private chat for its outcome, by hash and address.
    pub(crate) room: Option<(&'a Vec<u8>, &'a RoomAddress)>,
    pub(crate) language: Language,
}

/// A row of `pledges`, as far as decisions need it.
struct Kept {
    id: i64,
    person: Vec<u8>,
    status: String,
    supporter: Option<i64>,
    pledge: NewPledge,
}

/// The columns that [`read_pledge`] reads, of [`PLEDGE_TABLES`].
pub(crate) const PLEDGE_COLUMNS: &str =
    "p.id, p.submitted_at, s.number, p.revision, p.status, p.reason, p.details_sealed";
/// Where [`PLEDGE_COLUMNS`] come from.
pub(crate) const PLEDGE_TABLES: &str = "pledges p LEFT JOIN supporters s ON s.id = p.supporter";

/// Reads [`PLEDGE_COLUMNS`], which stand at these places. The revision comes beside the pledge.
pub(crate) fn read_pledge(vault: &Vault, row: &AnyRow, at: [usize; 7]) -> Outcome<(Pledge, i64)> {
    let [id, submitted_at, number, revision, status, reason, details] = at;
    let reason: Option<String> = row.try_get(reason)?;
    let reason = reason.as_deref().unwrap_or_default();
    let unreadable = || damaged("pledges.status");
    let status = match row.try_get::<String, _>(status)?.as_str() {
        "waiting" => PledgeStatus::Waiting(HoldReason::parse(reason).ok_or_else(unreadable)?),
        "refused" => PledgeStatus::Refused(RefusalReason::parse(reason).ok_or_else(unreadable)?),
        "published" => {
            let number: Option<i64> = row.try_get(number)?;
            PledgeStatus::Published(public_number(number.ok_or_else(unreadable)?)?)
        }
        _ => return Err(unreadable()),
    };
    let sealed: Vec<u8> = row.try_get(details)?;
    let pledge = Pledge {
        id: PledgeId(row.try_get(id)?),
        pledge: vault.open(DETAILS, &sealed)?,
        status,
        submitted_at: Timestamp(row.try_get(submitted_at)?),
    };
    Ok((pledge, row.try_get(revision)?))
}

impl Write<'_> {
    /// Keeps pledges of different people; the numbers are in the same order. What a person pledged before goes.
    pub(crate) async fn submit(&mut self, submissions: &[Submission<'_>]) -> Outcome<Vec<Option<SupporterNumber>>> {
        if submissions.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("DELETE FROM pledges WHERE person IN {} RETURNING supporter", list(submissions.len(), 1));
        let replaced = self.fetch(sql, values(submissions.iter().map(|s| s.person))).await?;
        for old in replaced {
            if let Some(supporter) = old.try_get::<Option<i64>, _>(0)? {
                self.unlist(supporter, submissions[0].at).await?;
            }
        }
        let publications: Vec<_> = submissions
            .iter()
            .filter(|s| s.hold.is_none())
            .map(|s| Publication { pledge: s.pledge, at: s.at })
            .collect();
        let mut published = self.publish(&publications).await?.into_iter();
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        for submission in submissions {
            let place = if submission.hold.is_none() { published.next() } else { None };
            numbers.push(place.map(|p| public_number(p.number)).transpose()?);
            self.counters.pledge += 1;
            let address = submission.room.map(|(_, a)| self.vault.seal("pledges.room", a)).transpose()?;
            rows.push(row![
                self.counters.pledge,
                submission.person,
                submission.at.0,
                submission.pledge.kind.as_str(),
                if submission.hold.is_none() { "published" } else { "waiting" },
                submission.hold.map(HoldReason::as_str),
                submission.at.0,
                place.map(|p| p.supporter),
                self.vault.seal(DETAILS, submission.pledge)?,
                submission.room.map(|(hash, _)| hash.clone()),
                address,
                submission.language.code(),
            ]);
        }
        self.insert(
            "pledges (id, person, revision, kind, status, reason, submitted_at, supporter, details_sealed, room, \
             room_sealed, language)",
            rows,
            "",
        )
        .await?;
        Ok(numbers)
    }

    async fn pledge_of(&mut self, person: &[u8]) -> Outcome<Option<Kept>> {
        self.kept("person = $1", row![person]).await
    }

    async fn kept(&mut self, which: &str, key: Vec<crate::sql::Value>) -> Outcome<Option<Kept>> {
        let sql = format!("SELECT id, person, status, supporter, details_sealed FROM pledges WHERE {which}");
        let Some(found) = self.fetch_one(sql, key).await? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = found.try_get(4)?;
        Ok(Some(Kept {
            id: found.try_get(0)?,
            person: found.try_get(1)?,
            status: found.try_get(2)?,
            supporter: found.try_get(3)?,
            pledge: self.vault.open(DETAILS, &sealed)?,
        }))
    }

    /// The person's pledge appears differently from now on.
    pub(crate) async fn redisplay(&mut self, person: &[u8], display: Display, now: Timestamp) -> Outcome<()> {
        let Some(mut kept) = self.pledge_of(person).await? else {
            return Ok(());
        };
        kept.pledge.show_as(display, now);
        let sealed = self.vault.seal(DETAILS, &kept.pledge)?;
        self.execute(
            "UPDATE pledges SET details_sealed = $2, revision = CASE WHEN revision < $3 THEN $3 ELSE revision + 1 END \
             WHERE id = $1",
            row![kept.id, sealed, now.0],
        )
        .await?;
        match kept.supporter {
            Some(supporter) => self.reline(supporter, &kept.pledge, now).await,
            None => Ok(()),
        }
    }

    /// The person's pledge goes, off the list, off every announcement, with all its data.
    pub(crate) async fn withdraw(&mut self, person: &[u8], now: Timestamp) -> Outcome<()> {
        let gone = self.fetch("DELETE FROM pledges WHERE person = $1 RETURNING supporter", row![person]).await?;
        for row in gone {
            if let Some(supporter) = row.try_get::<Option<i64>, _>(0)? {
                self.unlist(supporter, now).await?;
            }
        }
        self.execute("DELETE FROM deliveries WHERE person = $1", row![person]).await?;
        Ok(())
    }

    /// A waiting pledge counts from now on, and the person is told. Nothing happens to any other.
    pub(crate) async fn approve(&mut self, id: PledgeId, now: Timestamp) -> Outcome<Option<SupporterNumber>> {
        let Some(kept) = self.kept("id = $1 AND status = 'waiting'", row![id.0]).await? else {
            return Ok(None);
        };
        let published = self.publish(&[Publication { pledge: &kept.pledge, at: now }]).await?;
        let Some(place) = published.first().copied() else {
            return Ok(None);
        };
        self.execute(
            "UPDATE pledges SET status = 'published', reason = NULL, supporter = $2 WHERE id = $1",
            row![kept.id, place.supporter],
        )
        .await?;
        let number = public_number(place.number)?;
        self.decided(&kept, Verdict::Approved { number: number.0 }, now).await?;
        Ok(Some(number))
    }

    /// A pledge is refused, and taken off the list if it stood there; the person is told.
    pub(crate) async fn refuse(&mut self, id: PledgeId, reason: RefusalReason, now: Timestamp) -> Outcome<()> {
        let Some(kept) = self.kept("id = $1", row![id.0]).await? else {
            return Ok(());
        };
        if kept.status == "refused" {
            return Ok(());
        }
        if let Some(supporter) = kept.supporter {
            self.unlist(supporter, now).await?;
        }
        self.execute(
            "UPDATE pledges SET status = 'refused', reason = $2, supporter = NULL WHERE id = $1",
            row![kept.id, reason.as_str()],
        )
        .await?;
        self.decided(&kept, Verdict::Refused { reason }, now).await
    }

    /// After a decision: both revisions move on, and the person is told in the private chat, if there is one.
    async fn decided(&mut self, kept: &Kept, verdict: Verdict, now: Timestamp) -> Outcome<()> {
        for sql in [
            "UPDATE pledges SET revision = CASE WHEN revision < $2 THEN $2 ELSE revision + 1 END WHERE person = $1",
            "UPDATE people SET revision = CASE WHEN revision < $2 THEN $2 ELSE revision + 1 END WHERE person = $1",
        ] {
            self.execute(sql, row![kept.person.clone(), now.0]).await?;
        }
        let sql = "SELECT room, room_sealed, language FROM pledges WHERE id = $1 AND room IS NOT NULL";
        let Some(found) = self.fetch_one(sql, row![kept.id]).await? else {
            return Ok(());
        };
        let (room, sealed): (Vec<u8>, Vec<u8>) = (found.try_get(0)?, found.try_get(1)?);
        let language: String = found.try_get(2)?;
        let address: RoomAddress = self.vault.open("pledges.room", &sealed)?;
        self.tell_outcome(&kept.person, &room, &address, &language, verdict, now).await
    }
}
