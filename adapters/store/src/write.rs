//! One transaction that writes. It begins by reading (and on PostgreSQL locking) the counters, so transactions come
//! one after another, in all processes, and numbers are given out in their order.

use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use crate::error::{Failure, damaged};
use crate::seal::Vault;
use crate::sql::{self, Value, row};
use crate::{Inner, Outcome};

/// The last of each number that was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counters {
    pub(crate) number: i64,
    pub(crate) pledge: i64,
    pub(crate) supporter: i64,
    pub(crate) announcement: i64,
    pub(crate) loud: i64,
    pub(crate) named: i64,
    pub(crate) delivery: i64,
}

impl Counters {
    pub(crate) fn read(row: &AnyRow) -> Result<Self, Failure> {
        Ok(Self {
            number: row.try_get(0)?,
            pledge: row.try_get(1)?,
            supporter: row.try_get(2)?,
            announcement: row.try_get(3)?,
            loud: row.try_get(4)?,
            named: row.try_get(5)?,
            delivery: row.try_get(6)?,
        })
    }
}

/// A transaction that writes. Dropping it takes everything back.
pub(crate) struct Write<'a> {
    tx: Transaction<'static, Any>,
    pub(crate) vault: &'a Vault,
    pub(crate) counters: Counters,
    found: Counters,
}

impl<'a> Write<'a> {
    pub(crate) async fn begin(inner: &'a Inner) -> Outcome<Self> {
        let mut tx = inner.writer.begin_with(inner.dialect.begin_writing()).await?;
        let row = sql::fetch_one(&mut tx, inner.dialect.lock_counters(), vec![]).await?;
        let found = Counters::read(&row.ok_or_else(|| damaged("the counters are missing"))?)?;
        Ok(Self { tx, vault: &inner.vault, counters: found, found })
    }

    pub(crate) async fn commit(mut self) -> Outcome<()> {
        let c = self.counters;
        if c != self.found {
            sql::execute(
                &mut self.tx,
                "UPDATE counters SET last_number = $1, last_pledge = $2, last_supporter = $3, \
                 last_announcement = $4, last_loud = $5, last_named = $6, last_delivery = $7",
                row![c.number, c.pledge, c.supporter, c.announcement, c.loud, c.named, c.delivery],
            )
            .await?;
        }
        Ok(self.tx.commit().await?)
    }

    pub(crate) async fn rollback(self) -> Outcome<()> {
        Ok(self.tx.rollback().await?)
    }

    pub(crate) async fn execute(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Outcome<u64> {
        Ok(sql::execute(&mut self.tx, sql, values).await?)
    }

    pub(crate) async fn fetch(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Outcome<Vec<AnyRow>> {
        Ok(sql::fetch(&mut self.tx, sql, values).await?)
    }

    pub(crate) async fn fetch_one(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Outcome<Option<AnyRow>> {
        Ok(sql::fetch_one(&mut self.tx, sql, values).await?)
    }

    pub(crate) async fn number(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Outcome<i64> {
        Ok(sql::number(&mut self.tx, sql, values).await?)
    }

    pub(crate) async fn insert(&mut self, into: &str, rows: Vec<Vec<Value>>, tail: &str) -> Outcome<u64> {
        Ok(sql::insert(&mut self.tx, into, rows, tail).await?)
    }
}
