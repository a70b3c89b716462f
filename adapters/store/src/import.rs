//! The list for the command line: first supporters of a campaign, import, export, and the pledges in the queue.

use std::collections::HashSet;

use bot_core::content::FirstSupporter;
use bot_core::country::Country;
use bot_core::ids::{PledgeId, SupporterNumber, Timestamp};
use bot_core::pledge::Pledge;
use bot_core::store::StoreError;
use bot_core::supporter::{PublicLine, Supporter, SupporterKind};
use sha2::{Digest, Sha256};
use sqlx::Row;

use crate::error::{Failure, damaged, store_error};
use crate::facts::{IN_ORDER, SUPPORTER_COLUMNS, read_supporter};
use crate::pledges::{PLEDGE_COLUMNS, PLEDGE_TABLES, read_pledge};
use crate::sql::{self, list, row, values};
use crate::supporters::NewSupporter;
use crate::write::Write;
use crate::{Database, Outcome, hex};

/// Rows that are looked up and written together.
const BATCH: usize = 2_000;

/// A row of a list that is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedSupporter {
    /// What kind.
    pub kind: SupporterKind,
    /// The public number, where the list has them.
    pub number: Option<SupporterNumber>,
    /// The name as it is shown.
    pub name: String,
    /// The country, where it is known.
    pub country: Option<Country>,
    /// The country as the list writes it, where that should be kept.
    pub country_as_written: Option<String>,
    /// The affiliation.
    pub affiliation: Option<String>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows that are new on the list.
    pub added: u64,
    /// Rows that were imported before.
    pub known: u64,
    /// Rows that were left out, because their number belongs to another supporter.
    pub number_taken: Vec<SupporterNumber>,
}

/// Why the first supporters can't be kept. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FirstSupportersError {
    /// Somebody else on the list, or somebody who left it, has the number of an entry.
    #[error(
        "the number {number} of the first supporter with the key {key} was given to somebody else here: give that \
         entry of the campaign's supporters.toml another number, or none; nothing was changed"
    )]
    NumberTaken {
        /// The entry's key in the campaign.
        key: String,
        /// Its number.
        number: SupporterNumber,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for FirstSupportersError {
    fn from(failure: Failure) -> Self {
        Self::Store(failure.0)
    }
}

impl From<sqlx::Error> for FirstSupportersError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(store_error(&error))
    }
}

impl ImportedSupporter {
    /// By this a row is recognised when the list is imported again.
    fn origin(&self) -> String {
        let mut hash = Sha256::new();
        let number = self.number.map(|n| n.to_string());
        let country = self.country.map(|c| c.code().to_owned());
        let parts = [
            Some(self.kind.as_str()),
            number.as_deref(),
            Some(&self.name),
            country.as_deref(),
            self.country_as_written.as_deref(),
            self.affiliation.as_deref(),
        ];
        for part in parts {
            hash.update(part.map_or(u64::MAX, |p| p.len() as u64).to_be_bytes());
            hash.update(part.unwrap_or_default());
        }
        format!("import:{}", hex::encode(&hash.finalize()[..16]))
    }

    fn line(self) -> PublicLine {
        PublicLine {
            name: self.name,
            country_as_written: self.country_as_written,
            country: self.country,
            affiliation: self.affiliation,
        }
    }
}

impl Database {
    /// Puts the campaign's first supporters on the list. Those who stand there already are kept up to date with
    /// their words; nobody is announced.
    ///
    /// # Errors
    /// When a number belongs to somebody else, or the database fails.
    pub async fn keep_first_supporters(&self, first: &[FirstSupporter]) -> Result<(), FirstSupportersError> {
        let mut write = Write::begin(&self.inner).await?;
        let before = write.counters;
        let sql = format!(
            "SELECT s.origin, {SUPPORTER_COLUMNS} FROM supporters s WHERE s.origin LIKE 'first:%' AND s.standing = 'listed'"
        );
        let mut known = std::collections::HashMap::new();
        for found in write.fetch(sql, vec![]).await? {
            known.insert(found.try_get::<String, _>(0)?, read_supporter(&found, 1)?);
        }
        let (mut rows, mut changed) = (Vec::new(), false);
        for supporter in first {
            let origin = format!("first:{}", supporter.key);
            let line = PublicLine {
                name: supporter.name.clone(),
                country_as_written: supporter.country_as_written.clone(),
                country: supporter.country,
                affiliation: supporter.affiliation.clone(),
            };
            let id = match known.get(&origin) {
                Some(k) if k.kind == supporter.kind && k.number == supporter.number && k.line == line => continue,
                // A changed row is written anew, at its old place.
                Some(old) => {
                    write.remove_supporter(old).await?;
                    old.id.0
                }
                None => {
                    write.counters.supporter += 1;
                    write.counters.supporter
                }
            };
            changed = true;
            let number = supporter.number.map(|n| i64::from(n.0));
            write.counters.number = write.counters.number.max(number.unwrap_or(0));
            rows.push(NewSupporter {
                id,
                number,
                kind: supporter.kind,
                line: Some(line),
                joined_at: None,
                origin: Some(origin),
            });
        }
        write.numbers_are_free(&rows, first).await?;
        write.add_supporters(&rows).await?;
        if changed || write.counters != before {
            write.commit().await?
        } else {
            write.rollback().await?
        }
        Ok(())
    }

    /// Puts a list on the list, in one transaction: all of it or, when this fails, nothing. Rows that were imported
    /// before are recognised. `progress` is called with the number of rows done so far.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_supporters<I>(
        &self,
        rows: I,
        now: Timestamp,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<ImportReport, StoreError>
    where
        I: IntoIterator<Item = ImportedSupporter> + Send,
        I::IntoIter: Send,
    {
        let mut write = Write::begin(&self.inner).await?;
        let (mut report, mut done) = (ImportReport::default(), 0);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
            done += batch.len() as u64;
            write.import_batch(batch, now, &mut report).await?;
            progress(done);
        }
        write.commit().await?;
        Ok(report)
    }

    /// A page of the whole list in its order, for exports: entries after `after` (the place given with the page
    /// before; `None` begins), at most `limit`, and where the next page begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn export_supporters(
        &self,
        after: Option<i64>,
        limit: u32,
    ) -> Result<(Vec<Supporter>, Option<i64>), StoreError> {
        Ok(self.export_page(after, limit).await?)
    }

    async fn export_page(&self, after: Option<i64>, limit: u32) -> Outcome<(Vec<Supporter>, Option<i64>)> {
        let mut conn = self.inner.readers.acquire().await?;
        let sql = format!(
            "SELECT s.place, {SUPPORTER_COLUMNS} FROM supporters s WHERE s.standing = 'listed' AND s.place < $1 \
             ORDER BY s.place DESC LIMIT $2"
        );
        let found = sql::fetch(&mut conn, sql, row![after.unwrap_or(i64::MAX), i64::from(limit)]).await?;
        let next = match found.last() {
            Some(last) if found.len() as u64 == u64::from(limit) => Some(last.try_get(0)?),
            _ => None,
        };
        let page = found.iter().map(|r| read_supporter(r, 1)).collect::<Outcome<_>>()?;
        Ok((page, next))
    }

    /// Submitted pledges with this status (`waiting`, `published` or `refused`; `None` for all), oldest first, after
    /// the pledge `after`, at most `limit`. Each comes with its revision, which a decision about it names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pledges(
        &self,
        status: Option<&str>,
        after: Option<PledgeId>,
        limit: u32,
    ) -> Result<Vec<(Pledge, i64)>, StoreError> {
        let after = after.map_or(i64::MIN, |p| p.0);
        let mut keys = row![after, i64::from(limit)];
        let mut which = "p.id > $1".to_owned();
        if let Some(status) = status {
            which.push_str(" AND p.status = $3");
            keys.extend(row![status]);
        }
        Ok(self.read_pledges(&format!("{which} ORDER BY p.id LIMIT $2"), keys).await?)
    }

    /// One pledge with its revision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pledge(&self, id: PledgeId) -> Result<Option<(Pledge, i64)>, StoreError> {
        Ok(self.read_pledges("p.id = $1", row![id.0]).await?.into_iter().next())
    }

    async fn read_pledges(&self, which: &str, keys: Vec<sql::Value>) -> Outcome<Vec<(Pledge, i64)>> {
        let mut conn = self.inner.readers.acquire().await?;
        let sql = format!("SELECT {PLEDGE_COLUMNS} FROM {PLEDGE_TABLES} WHERE {which}");
        let found = sql::fetch(&mut conn, sql, keys).await?;
        found.iter().map(|r| read_pledge(&self.inner.vault, r, IN_ORDER)).collect()
    }
}

impl Write<'_> {
    /// Whether nobody has a number that first supporters are about to get.
    async fn numbers_are_free(
        &mut self,
        rows: &[NewSupporter],
        first: &[FirstSupporter],
    ) -> Result<(), FirstSupportersError> {
        let wanted: Vec<i64> = rows.iter().filter_map(|r| r.number).collect();
        let sql = format!("SELECT place FROM supporters WHERE place IN {}", list(wanted.len(), 1));
        let Some(taken) = self.fetch_one(sql, values(wanted)).await? else { return Ok(()) };
        let taken: i64 = taken.try_get(0)?;
        let entry = first.iter().find_map(|f| f.number.filter(|n| i64::from(n.0) == taken).map(|n| (&f.key, n)));
        let (key, number) = entry.ok_or_else(|| damaged("supporters.place"))?;
        Err(FirstSupportersError::NumberTaken { key: key.clone(), number })
    }

    async fn import_batch(
        &mut self,
        batch: Vec<ImportedSupporter>,
        now: Timestamp,
        report: &mut ImportReport,
    ) -> Outcome<()> {
        let origins: Vec<String> = batch.iter().map(ImportedSupporter::origin).collect();
        let sql = format!("SELECT origin FROM supporters WHERE origin IN {}", list(origins.len(), 1));
        let found = self.fetch(sql, values(origins.iter().cloned())).await?;
        let mut known: HashSet<String> = found.iter().map(|r| r.try_get(0)).collect::<Result<_, _>>()?;
        let numbers: Vec<i64> = batch.iter().filter_map(|s| s.number).map(|n| i64::from(n.0)).collect();
        let sql = format!("SELECT place FROM supporters WHERE place IN {}", list(numbers.len(), 1));
        let found = self.fetch(sql, values(numbers)).await?;
        let mut taken: HashSet<i64> = found.iter().map(|r| r.try_get(0)).collect::<Result<_, _>>()?;

        let mut rows = Vec::with_capacity(batch.len());
        for (supporter, origin) in batch.into_iter().zip(origins) {
            if known.contains(&origin) {
                report.known += 1;
                continue;
            }
            let number = supporter.number.map(|n| i64::from(n.0));
            if let (Some(public), Some(number)) = (supporter.number, number)
                && !taken.insert(number)
            {
                report.number_taken.push(public);
                continue;
            }
            known.insert(origin.clone());
            report.added += 1;
            self.counters.supporter += 1;
            self.counters.number = self.counters.number.max(number.unwrap_or(0));
            rows.push(NewSupporter {
                id: self.counters.supporter,
                number,
                kind: supporter.kind,
                joined_at: Some(now.0),
                line: Some(supporter.line()),
                origin: Some(origin),
            });
        }
        self.add_supporters(&rows).await
    }
}
