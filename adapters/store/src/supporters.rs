//! The public list: giving out numbers, what stands on it, its words and its counts.

use std::collections::{BTreeSet, HashMap};

use bot_core::announcement::is_milestone;
use bot_core::ids::Timestamp;
use bot_core::pledge::NewPledge;
use bot_core::supporter::{PublicLine, Supporter, SupporterKind, search_words};
use sqlx::Row;

use crate::Outcome;
use crate::sql::{Value, list, row, values};
use crate::write::Write;

const SUPPORTER_COLUMNS: &str = "supporters (id, number, place, standing, kind, name, name_words, country, \
                                 country_as_written, affiliation, joined_at, origin)";

/// A supporter about to be written.
pub(crate) struct NewSupporter {
    pub(crate) id: i64,
    pub(crate) number: Option<i64>,
    pub(crate) kind: SupporterKind,
    /// `None` for one who is only counted.
    pub(crate) line: Option<PublicLine>,
    pub(crate) joined_at: Option<i64>,
    pub(crate) origin: Option<String>,
}

/// What a row of `tallies` is about.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sort {
    kind: String,
    country: String,
    listed: bool,
    numbered: bool,
}

impl Sort {
    pub(crate) fn new(kind: &str, line: Option<&PublicLine>, numbered: bool) -> Self {
        let country = line.and_then(|l| l.country).map(|c| c.code().to_owned()).unwrap_or_default();
        Self { kind: kind.to_owned(), country, listed: line.is_some(), numbered }
    }
}

/// Changes of the counts, gathered so that each count is written once.
pub(crate) type Changes = HashMap<Sort, i64>;

impl NewSupporter {
    fn values(&self) -> Vec<Value> {
        let line = self.line.as_ref();
        row![
            self.id,
            self.number,
            self.number.unwrap_or(-self.id),
            if line.is_some() { "listed" } else { "counted" },
            self.kind.as_str(),
            line.map(|l| l.name.as_str()),
            line.map(name_words),
            line.and_then(|l| l.country).map(|c| c.code().to_owned()),
            line.and_then(|l| l.country_as_written.clone()),
            line.and_then(|l| l.affiliation.clone()),
            self.joined_at,
            self.origin.clone(),
        ]
    }

    fn words(&self) -> Vec<Vec<Value>> {
        self.line.iter().flat_map(words).map(|word| row![word, self.id]).collect()
    }

    fn sort(&self) -> Sort {
        Sort::new(self.kind.as_str(), self.line.as_ref(), self.number.is_some())
    }
}

/// The words of a name, in the form in which names are compared.
pub(crate) fn name_words(line: &PublicLine) -> String {
    search_words(&line.name).join(" ")
}

/// The words by which a line is found.
pub(crate) fn words(line: &PublicLine) -> BTreeSet<String> {
    let texts = [Some(&line.name), line.affiliation.as_ref(), line.country_as_written.as_ref()];
    texts.into_iter().flatten().flat_map(|t| search_words(t)).collect()
}

/// A pledge that counts from now on.
pub(crate) struct Publication<'a> {
    pub(crate) pledge: &'a NewPledge,
    pub(crate) at: Timestamp,
}

/// Where a publication went.
#[derive(Clone, Copy)]
pub(crate) struct Published {
    pub(crate) supporter: i64,
    pub(crate) number: i64,
}

impl Write<'_> {
    /// Gives each pledge the next number, in this order, and makes its announcement, with the milestones between.
    pub(crate) async fn publish(&mut self, publications: &[Publication<'_>]) -> Outcome<Vec<Published>> {
        if publications.is_empty() {
            return Ok(Vec::new());
        }
        let mut total = self.number("SELECT CAST(SUM(n) AS BIGINT) FROM tallies", vec![]).await?;
        let reached: Vec<i64> = (total + 1..=total + publications.len() as i64)
            .filter(|n| u64::try_from(*n).is_ok_and(is_milestone))
            .collect();
        let told: Vec<i64> = if reached.is_empty() {
            Vec::new()
        } else {
            let sql = format!("SELECT value FROM announcements WHERE value IN {}", list(reached.len(), 1));
            let rows = self.fetch(sql, values(reached.iter().copied())).await?;
            rows.iter().map(|r| r.try_get(0)).collect::<Result<_, _>>()?
        };

        let (mut rows, mut announcements, mut published) = (Vec::new(), Vec::new(), Vec::new());
        for Publication { pledge, at } in publications {
            self.counters.number += 1;
            self.counters.supporter += 1;
            let (supporter, number) = (self.counters.supporter, self.counters.number);
            crate::writer::public_number(number)?;
            rows.push(NewSupporter {
                id: supporter,
                number: Some(number),
                kind: pledge.kind,
                line: pledge.public_line(),
                joined_at: Some(at.0),
                origin: None,
            });
            published.push(Published { supporter, number });
            self.counters.announcement += 1;
            let kind = announcement_kind(pledge);
            if pledge.may_be_announced() {
                self.counters.named = self.counters.announcement;
            }
            announcements.push(row![
                self.counters.announcement,
                kind,
                supporter,
                None::<i64>,
                None::<&str>,
                at.0,
                0_i64
            ]);
            total += 1;
            if reached.contains(&total) && !told.contains(&total) {
                self.counters.announcement += 1;
                self.counters.loud = self.counters.announcement;
                self.counters.named = self.counters.announcement;
                let id = self.counters.announcement;
                announcements.push(row![id, "milestone", None::<i64>, total, None::<&str>, at.0, 0_i64]);
            }
        }
        self.add_supporters(&rows).await?;
        self.insert("announcements (id, kind, supporter, value, text, at, retracted)", announcements, "").await?;
        Ok(published)
    }

    /// Writes supporters with their words and counts.
    pub(crate) async fn add_supporters(&mut self, rows: &[NewSupporter]) -> Outcome<()> {
        self.insert(SUPPORTER_COLUMNS, rows.iter().map(NewSupporter::values).collect(), "").await?;
        let mut found_by: Vec<_> = rows.iter().flat_map(NewSupporter::words).collect();
        // In the order of the index, neighbours land on the same page.
        found_by.sort_by(|a, b| match (&a[0], &b[0]) {
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            _ => std::cmp::Ordering::Equal,
        });
        self.insert("supporter_words (word, supporter)", found_by, "").await?;
        let mut changes = Changes::new();
        for row in rows {
            *changes.entry(row.sort()).or_default() += 1;
        }
        self.count(changes).await
    }

    /// Applies changes to the counts.
    pub(crate) async fn count(&mut self, changes: Changes) -> Outcome<()> {
        let mut rows: Vec<_> = changes.into_iter().filter(|(_, n)| *n != 0).collect();
        rows.sort_by(|(a, _), (b, _)| (&a.kind, &a.country).cmp(&(&b.kind, &b.country)));
        let rows = rows
            .into_iter()
            .map(|(s, n)| row![s.kind, s.country, i64::from(s.listed), i64::from(s.numbered), n])
            .collect();
        let tail = "ON CONFLICT (kind, country, listed, numbered) DO UPDATE SET n = tallies.n + excluded.n";
        self.insert("tallies (kind, country, listed, numbered, n)", rows, tail).await?;
        Ok(())
    }

    /// What a supporter counts as and is found by now; `None` for one who is gone or never was.
    async fn standing(&mut self, supporter: i64) -> Outcome<Option<(Sort, BTreeSet<String>)>> {
        let sql = "SELECT kind, country, standing, number, name, affiliation, country_as_written FROM supporters \
                   WHERE id = $1 AND standing <> 'gone'";
        let Some(found) = self.fetch_one(sql, row![supporter]).await? else {
            return Ok(None);
        };
        let sort = Sort {
            kind: found.try_get(0)?,
            country: found.try_get::<Option<String>, _>(1)?.unwrap_or_default(),
            listed: found.try_get::<String, _>(2)? == "listed",
            numbered: found.try_get::<Option<i64>, _>(3)?.is_some(),
        };
        let line = PublicLine {
            name: found.try_get::<Option<String>, _>(4)?.unwrap_or_default(),
            affiliation: found.try_get(5)?,
            country_as_written: found.try_get(6)?,
            country: None,
        };
        Ok(Some((sort, words(&line))))
    }

    async fn drop_words(&mut self, supporter: i64, words: BTreeSet<String>) -> Outcome<()> {
        let sql = format!("DELETE FROM supporter_words WHERE supporter = $1 AND word IN {}", list(words.len(), 2));
        let mut keys = row![supporter];
        keys.extend(values(words));
        self.execute(sql, keys).await?;
        Ok(())
    }

    /// Takes a supporter off the list and off every announcement. Only the number stays, so that it is never given
    /// again.
    pub(crate) async fn unlist(&mut self, supporter: i64, now: Timestamp) -> Outcome<()> {
        let Some((sort, words)) = self.standing(supporter).await? else {
            return Ok(());
        };
        self.count(Changes::from([(sort, -1)])).await?;
        self.drop_words(supporter, words).await?;
        self.execute(
            "UPDATE supporters SET standing = 'gone', kind = NULL, name = NULL, name_words = NULL, country = NULL, \
             country_as_written = NULL, affiliation = NULL, joined_at = NULL WHERE id = $1",
            row![supporter],
        )
        .await?;
        self.execute("UPDATE announcements SET retracted = 1 WHERE supporter = $1", row![supporter]).await?;
        self.correct_posts(supporter, now).await
    }

    /// Removes a row whose source says something else now; its number is free for the row that takes its place.
    pub(crate) async fn remove_supporter(&mut self, old: &Supporter) -> Outcome<()> {
        let sort = Sort::new(old.kind.as_str(), Some(&old.line), old.number.is_some());
        self.count(Changes::from([(sort, -1)])).await?;
        self.drop_words(old.id.0, words(&old.line)).await?;
        self.execute("DELETE FROM supporters WHERE id = $1", row![old.id.0]).await?;
        Ok(())
    }

    /// Shows a supporter differently, in the list, in announcements to come and in those already posted.
    pub(crate) async fn reline(&mut self, supporter: i64, pledge: &NewPledge, now: Timestamp) -> Outcome<()> {
        let Some((before, old_words)) = self.standing(supporter).await? else {
            return Ok(());
        };
        let line = pledge.public_line();
        let after = Sort::new(&before.kind, line.as_ref(), before.numbered);
        let mut changes = Changes::from([(before, -1)]);
        *changes.entry(after).or_default() += 1;
        self.count(changes).await?;
        self.drop_words(supporter, old_words).await?;
        let found_by = line.iter().flat_map(words).map(|word| row![word, supporter]).collect();
        self.insert("supporter_words (word, supporter)", found_by, "").await?;
        let line = line.as_ref();
        self.execute(
            "UPDATE supporters SET standing = $2, name = $3, name_words = $4, country = $5, affiliation = $6 \
             WHERE id = $1",
            row![
                supporter,
                if line.is_some() { "listed" } else { "counted" },
                line.map(|l| l.name.as_str()),
                line.map(name_words),
                line.and_then(|l| l.country).map(|c| c.code().to_owned()),
                line.and_then(|l| l.affiliation.clone()),
            ],
        )
        .await?;
        let kind = announcement_kind(pledge);
        self.execute("UPDATE announcements SET kind = $2 WHERE supporter = $1", row![supporter, kind]).await?;
        self.correct_posts(supporter, now).await
    }
}

fn announcement_kind(pledge: &NewPledge) -> &'static str {
    if pledge.may_be_announced() { "supporter" } else { "unnamed" }
}
