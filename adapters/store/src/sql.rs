//! Statements for many rows at once, built for the rows at hand. Values are always bound; what is put together
//! here is only names and placeholders.

use std::fmt::Write;

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{AnyConnection, Arguments, AssertSqlSafe, Row};

/// Rows of one statement stay under the smaller limit of both databases (32 766 values for SQLite).
const MOST_VALUES: usize = 30_000;

/// A value for a column of one of the three types that both databases share.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Blob(Option<Vec<u8>>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}
impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}
impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(Some(value))
    }
}
impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Blob(Some(value.to_vec()))
    }
}
impl From<Option<Vec<u8>>> for Value {
    fn from(value: Option<Vec<u8>>) -> Self {
        Self::Blob(value)
    }
}

/// A row of values, each made from what it is.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}
pub(crate) use row;

fn arguments(values: impl IntoIterator<Item = Value>) -> Result<AnyArguments, sqlx::Error> {
    let mut arguments = AnyArguments::default();
    for value in values {
        match value {
            Value::Int(v) => arguments.add(v),
            Value::Text(v) => arguments.add(v),
            Value::Blob(v) => arguments.add(v),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// Runs a statement and says how many rows it changed.
pub(crate) async fn execute(
    conn: &mut AnyConnection,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with(AssertSqlSafe(sql.into()), arguments(values)?).execute(conn).await?;
    Ok(done.rows_affected())
}

/// Reads all rows of a query.
pub(crate) async fn fetch(
    conn: &mut AnyConnection,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    sqlx::query_with(AssertSqlSafe(sql.into()), arguments(values)?).fetch_all(conn).await
}

/// Reads the first row of a query, if there is one.
pub(crate) async fn fetch_one(
    conn: &mut AnyConnection,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Option<AnyRow>, sqlx::Error> {
    Ok(fetch(conn, sql, values).await?.into_iter().next())
}

/// The only number of a query such as `SELECT COUNT(*)`; 0 when it is null.
pub(crate) async fn number(
    conn: &mut AnyConnection,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<i64, sqlx::Error> {
    match fetch_one(conn, sql, values).await? {
        Some(row) => Ok(row.try_get::<Option<i64>, _>(0)?.unwrap_or(0)),
        None => Ok(0),
    }
}

/// Inserts any number of rows: `INSERT INTO {into} VALUES (…), (…) {tail}`.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    into: &str,
    rows: Vec<Vec<Value>>,
    tail: &str,
) -> Result<u64, sqlx::Error> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Ok(0);
    };
    let mut changed = 0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<_> = rows.by_ref().take(MOST_VALUES / width).collect();
        let mut sql = format!("INSERT INTO {into} VALUES ");
        for at in 0..part.len() {
            sql.push_str(if at == 0 { "" } else { ", " });
            match crate::dialect::one_row_in_order(conn.backend_name(), width) {
                Some(row) => sql.push_str(&row),
                None => sql.push_str(&list(width, at * width + 1)),
            }
        }
        sql.push(' ');
        sql.push_str(tail);
        changed += execute(conn, sql, part.into_iter().flatten().collect()).await?;
    }
    Ok(changed)
}

/// `($first, $first+1, …)`, for `n` values. Never empty: an empty list means "none of them".
pub(crate) fn list(n: usize, first: usize) -> String {
    if n == 0 {
        return "(NULL)".to_owned();
    }
    let mut sql = String::with_capacity(n * 6);
    for at in first..first + n {
        let _ = write!(sql, "{}${at}", if at == first { "(" } else { ", " });
    }
    sql.push(')');
    sql
}

/// Values of one type, to bind to a [`list`].
pub(crate) fn values<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Vec<Value> {
    items.into_iter().map(Into::into).collect()
}
