//! Backup and restore: everything in a portable form, the same for both databases, so that a restore is also how a
//! database moves from one to the other.
//!
//! The form is gzip over lines of JSON: a head (format, tables' version, the key's fingerprint), for each table a
//! line with its columns and a line per row (bytes as hexadecimal digits), for each file of `attached` a line with its
//! name and lines with its bytes, and an end with the number of rows and the SHA-256 of all lines before it. What is
//! sealed stays sealed: the key is not in a backup.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write as _};
use std::path::Path;

use bot_core::store::StoreError;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::attached::{Copies, Unpacking};
use crate::error::{Failure, store_error};
use crate::sql::Value;
use crate::write::Write;
use crate::{Database, hex};

const FORMAT: &str = "outreach-bot backup";
/// Raise it when an old program can no longer read what is written.
const VERSION: u32 = 2;
/// What programs can read that know no attached files.
const WITHOUT_FILES: u32 = 1;
/// Rows that are written together.
const BATCH: usize = 1_000;

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Int,
    Text,
    Blob,
}
use Type::{Blob, Int, Text};

struct Table {
    name: &'static str,
    columns: &'static [(&'static str, Type)],
    /// The primary key: rows come in its order, so equal databases make equal backups.
    order: &'static str,
}

/// Every table but two: `meta`, which a new database fills by itself, and `unanswered`, whose events are answered a
/// moment later by the bot that kept them; a restored one would answer them again, late. A test compares this with
/// the migrations.
const TABLES: &[Table] = &[
    Table {
        name: "counters",
        columns: &[
            ("one", Int),
            ("last_number", Int),
            ("last_pledge", Int),
            ("last_supporter", Int),
            ("last_announcement", Int),
            ("last_loud", Int),
            ("last_named", Int),
            ("last_delivery", Int),
        ],
        order: "one",
    },
    Table { name: "seen_events", columns: &[("event", Blob), ("at", Int)], order: "event" },
    Table {
        name: "people",
        columns: &[
            ("person", Blob),
            ("revision", Int),
            ("language", Text),
            ("conversation_sealed", Blob),
            ("conversation_version", Int),
            ("expires_at", Int),
        ],
        order: "person",
    },
    Table { name: "roles", columns: &[("person", Blob), ("role", Text), ("granted_at", Int)], order: "person, role" },
    Table {
        name: "supporters",
        columns: &[
            ("id", Int),
            ("number", Int),
            ("place", Int),
            ("standing", Text),
            ("kind", Text),
            ("name", Text),
            ("name_words", Text),
            ("country", Text),
            ("country_as_written", Text),
            ("affiliation", Text),
            ("joined_at", Int),
            ("origin", Text),
        ],
        order: "id",
    },
    // In the order of numbers, not words: databases sort words differently.
    Table { name: "supporter_words", columns: &[("word", Text), ("supporter", Int)], order: "supporter, word" },
    Table {
        name: "tallies",
        columns: &[("kind", Text), ("country", Text), ("listed", Int), ("numbered", Int), ("n", Int)],
        order: "kind, country, listed, numbered",
    },
    Table {
        name: "pledges",
        columns: &[
            ("id", Int),
            ("person", Blob),
            ("revision", Int),
            ("kind", Text),
            ("status", Text),
            ("reason", Text),
            ("submitted_at", Int),
            ("supporter", Int),
            ("details_sealed", Blob),
            ("room", Blob),
            ("room_sealed", Blob),
            ("language", Text),
        ],
        order: "id",
    },
    Table {
        name: "announcements",
        columns: &[
            ("id", Int),
            ("kind", Text),
            ("supporter", Int),
            ("value", Int),
            ("text", Text),
            ("at", Int),
            ("retracted", Int),
        ],
        order: "id",
    },
    Table {
        name: "rooms",
        columns: &[
            ("room", Blob),
            ("address_sealed", Blob),
            ("platform", Text),
            ("revision", Int),
            ("pace", Text),
            ("quiet_from", Int),
            ("quiet_to", Int),
            ("time_zone", Text),
            ("language", Text),
            ("cursor", Int),
            ("next_at", Int),
            ("resting_since", Int),
            ("updated_at", Int),
            ("sound", Text),
            ("part_of", Blob),
            ("reach", Text),
            ("subscriber", Blob),
            ("subscriber_sealed", Blob),
        ],
        order: "room",
    },
    Table {
        name: "deliveries",
        columns: &[
            ("id", Int),
            ("task", Text),
            ("state", Text),
            ("room", Blob),
            ("platform", Text),
            ("address_sealed", Blob),
            ("language", Text),
            ("first_announcement", Int),
            ("last_announcement", Int),
            ("loud", Int),
            ("person", Blob),
            ("outcome_sealed", Blob),
            ("due_at", Int),
            ("claimed", Int),
            ("attempts", Int),
            ("posted_sealed", Blob),
            ("needs_correction", Int),
            ("created_at", Int),
            ("claim", Int),
        ],
        order: "id",
    },
    Table {
        name: "misread_questions",
        columns: &[("number", Int), ("words", Blob), ("question_sealed", Blob), ("day", Int)],
        order: "number",
    },
];

/// Why a backup or restore failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file ends too early.
    #[error("the backup is cut short: take another copy of it; nothing was changed")]
    Cut,
    /// The file's content was changed.
    #[error("the backup is damaged: take another copy of it; nothing was changed")]
    Damaged,
    /// It is another kind of file.
    #[error("this file is not a backup: name a file that `outreach-bot backup` made")]
    NotABackup,
    /// A newer program made it.
    #[error("this backup was made by a newer version of the program: install that version to restore it")]
    Newer,
    /// Another key belongs to it.
    #[error("this backup was made with another key: put the key file that belongs to it in place")]
    WrongKey,
    /// An attached database can't be copied.
    #[error("{0} can't be copied into the backup: check its permissions and the free space beside it")]
    Attached(String),
    /// The attached files have no place.
    #[error(
        "the backup holds files for {0}, and there is something already: move that folder away; nothing was changed"
    )]
    InTheWay(String),
    /// The database holds something.
    #[error("the database is not empty: restore into a new one (name another file or database)")]
    NotEmpty,
    /// The file can't be read or written.
    #[error("the backup file can't be read or written ({0}): check its folder, permissions and free space")]
    File(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for BackupError {
    fn from(failure: Failure) -> Self {
        Self::Store(failure.0)
    }
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(store_error(&error))
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    /// The number of the last migration.
    tables: i64,
    key: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Row(Vec<serde_json::Value>),
    Table { table: String, columns: Vec<String> },
    File { file: String },
    End { rows: u64, sha256: String },
}

/// Lines on their way into a backup.
struct Lines<W: std::io::Write> {
    file: GzEncoder<W>,
    hash: Sha256,
}

impl<W: std::io::Write> Lines<W> {
    fn put(&mut self, line: &impl Serialize) -> Result<(), BackupError> {
        let mut bytes = serde_json::to_vec(line).map_err(|e| BackupError::File(e.to_string()))?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.file.write_all(&bytes).map_err(file_error)
    }
}

pub(crate) fn file_error(error: std::io::Error) -> BackupError {
    BackupError::File(error.kind().to_string())
}

impl Database {
    fn tables_version(&self) -> i64 {
        self.inner.dialect.migrations().iter().map(|m| m.version).max().unwrap_or(0)
    }

    /// Writes everything, as it is at one moment, while the bot goes on, and with it every database (`*.sqlite3`) in
    /// the folder `attached`, if there is one. `progress` is called with the number of rows so far. Returns how many
    /// there were. The caller makes the file safe on disk.
    ///
    /// # Errors
    /// When a database or the file fails.
    pub async fn backup<W: std::io::Write + Send>(
        &self,
        file: W,
        attached: &Path,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<u64, BackupError> {
        let copies = Copies::take(attached).await?;
        let mut lines = Lines { file: GzEncoder::new(file, Compression::fast()), hash: Sha256::new() };
        lines.put(&Head {
            format: FORMAT.to_owned(),
            version: if copies.names().is_empty() { WITHOUT_FILES } else { VERSION },
            tables: self.tables_version(),
            key: self.inner.vault.fingerprint().to_owned(),
        })?;
        let mut view = self.inner.readers.begin_with(self.inner.dialect.begin_reading()).await?;
        let mut count = 0;
        for table in TABLES {
            let columns: Vec<String> = table.columns.iter().map(|(c, _)| (*c).to_owned()).collect();
            let sql = format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), table.name, table.order);
            lines.put(&Line::Table { table: table.name.to_owned(), columns })?;
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *view);
            while let Some(row) = rows.try_next().await? {
                lines.put(&Line::Row(to_json(table, &row)?))?;
                count += 1;
                if count % BATCH as u64 == 0 {
                    progress(count);
                }
            }
        }
        view.rollback().await?;
        for name in copies.names() {
            lines.put(&Line::File { file: name.clone() })?;
            for piece in copies.pieces(name)? {
                lines.put(&Line::Row(vec![hex::encode(&piece?).into()]))?;
            }
        }
        let sha256 = hex::encode(&lines.hash.clone().finalize());
        lines.put(&Line::End { rows: count, sha256 })?;
        lines.file.finish().and_then(|mut f| f.flush()).map_err(file_error)?;
        progress(count);
        Ok(count)
    }

    /// Reads a backup into this database, which must hold nothing but first supporters, and puts attached files into
    /// the folder `attached`, above which nothing else may be. All of it or nothing. `progress` is called with the
    /// number of rows so far. Returns how many there were.
    ///
    /// # Errors
    /// When the file is cut, damaged or not a backup, when it belongs to another key or a newer program, when the
    /// database is not empty or the files have no place, or when either fails.
    pub async fn restore<R: Read + Send>(
        &self,
        file: R,
        attached: &Path,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<u64, BackupError> {
        let mut lines = BufReader::new(GzDecoder::new(file));
        let mut hash = Sha256::new();
        let mut line = Vec::new();
        match next_line(&mut lines, &mut line) {
            Err(BackupError::Damaged) => return Err(BackupError::NotABackup),
            other => other?,
        }
        let head: Head = serde_json::from_slice(&line).map_err(|_| BackupError::NotABackup)?;
        if head.format != FORMAT {
            return Err(BackupError::NotABackup);
        }
        if head.version > VERSION || head.tables > self.tables_version() {
            return Err(BackupError::Newer);
        }
        if head.key != self.inner.vault.fingerprint() {
            return Err(BackupError::WrongKey);
        }
        let mut write = Write::begin(&self.inner).await?;
        write.empty().await?;
        let (mut into, mut batch, mut count) = (None::<Into>, Vec::new(), 0_u64);
        let mut unpacking = None::<Unpacking<'_>>;
        loop {
            hash.update(&line);
            next_line(&mut lines, &mut line)?;
            match serde_json::from_slice(&line).map_err(|_| BackupError::Damaged)? {
                Line::Row(values) if let Some(unpacking) = &mut unpacking => {
                    let digits = values.first().and_then(serde_json::Value::as_str);
                    unpacking.piece(&digits.and_then(hex::decode).ok_or(BackupError::Damaged)?)?;
                }
                Line::Row(values) => {
                    let Into { types, .. } = into.as_ref().ok_or(BackupError::Damaged)?;
                    batch.push(from_json(types, values).ok_or(BackupError::Damaged)?);
                    count += 1;
                    if batch.len() == BATCH {
                        write.put(into.as_ref(), std::mem::take(&mut batch)).await?;
                        progress(count);
                    }
                }
                Line::File { file } => {
                    if unpacking.is_none() {
                        unpacking = Some(Unpacking::begin(attached)?);
                    }
                    unpacking.as_mut().ok_or(BackupError::Damaged)?.file(&file)?;
                }
                // Files come last.
                Line::Table { .. } if unpacking.is_some() => return Err(BackupError::Damaged),
                Line::Table { table, columns } => {
                    write.put(into.as_ref(), std::mem::take(&mut batch)).await?;
                    into = Some(Into::find(&table, &columns).ok_or(BackupError::Damaged)?);
                }
                Line::End { rows, sha256 } => {
                    write.put(into.as_ref(), std::mem::take(&mut batch)).await?;
                    if rows != count || sha256 != hex::encode(&hash.finalize()) {
                        return Err(BackupError::Damaged);
                    }
                    break;
                }
            }
        }
        // Behind the end there is only the checksum of the compression.
        if lines.read(&mut [0; 1]).map_err(read_error)? != 0 {
            return Err(BackupError::Damaged);
        }
        let placed = unpacking.map(Unpacking::place).transpose()?.is_some();
        if let Err(failure) = write.commit().await {
            if placed {
                // A session without the pledges that belong to it would only stand in the way of the next try.
                let _ = fs::remove_dir_all(attached);
            }
            return Err(failure.into());
        }
        progress(count);
        Ok(count)
    }
}

/// Where rows go.
struct Into {
    sql: String,
    types: Vec<Type>,
}

impl Into {
    /// Only tables and columns that this program knows; a name from the file never gets into a statement.
    fn find(table: &str, columns: &[String]) -> Option<Self> {
        let table = TABLES.iter().find(|t| t.name == table)?;
        let known: Vec<_> =
            columns.iter().map(|c| table.columns.iter().find(|(name, _)| name == c).copied()).collect::<Option<_>>()?;
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Some(Self {
            sql: format!("{} ({})", table.name, names.join(", ")),
            types: known.iter().map(|(_, t)| *t).collect(),
        })
    }
}

fn next_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> Result<(), BackupError> {
    line.clear();
    lines.read_until(b'\n', line).map_err(read_error)?;
    if line.last() == Some(&b'\n') { Ok(()) } else { Err(BackupError::Cut) }
}

fn read_error(error: std::io::Error) -> BackupError {
    match error.kind() {
        ErrorKind::UnexpectedEof => BackupError::Cut,
        ErrorKind::InvalidData | ErrorKind::InvalidInput => BackupError::Damaged,
        _ => file_error(error),
    }
}

fn to_json(table: &Table, row: &AnyRow) -> Result<Vec<serde_json::Value>, sqlx::Error> {
    let value = |at: usize, t: Type| {
        Ok(match t {
            Int => row.try_get::<Option<i64>, _>(at)?.into(),
            Text => row.try_get::<Option<String>, _>(at)?.into(),
            Blob => row.try_get::<Option<Vec<u8>>, _>(at)?.map(|b| hex::encode(&b)).into(),
        })
    };
    table.columns.iter().enumerate().map(|(at, (_, t))| value(at, *t)).collect()
}

fn from_json(types: &[Type], values: Vec<serde_json::Value>) -> Option<Vec<Value>> {
    use serde_json::Value as Json;
    if types.len() != values.len() {
        return None;
    }
    let value = |(t, value): (&Type, Json)| {
        Some(match (t, value) {
            (Int, Json::Null) => Value::Int(None),
            (Text, Json::Null) => Value::Text(None),
            (Blob, Json::Null) => Value::Blob(None),
            (Int, Json::Number(n)) => Value::Int(Some(n.as_i64()?)),
            (Text, Json::String(text)) => Value::Text(Some(text)),
            (Blob, Json::String(digits)) => Value::Blob(Some(hex::decode(&digits)?)),
            _ => return None,
        })
    };
    types.iter().zip(values).map(value).collect()
}

impl Write<'_> {
    /// Makes the database empty, if nothing would be lost by that.
    async fn empty(&mut self) -> Result<(), BackupError> {
        let sql = "SELECT (SELECT COUNT(*) FROM people) + (SELECT COUNT(*) FROM pledges) + \
                   (SELECT COUNT(*) FROM rooms) + (SELECT COUNT(*) FROM roles) + \
                   (SELECT COUNT(*) FROM announcements) + \
                   (SELECT COUNT(*) FROM supporters WHERE origin IS NULL OR origin NOT LIKE 'first:%')";
        if self.number(sql, vec![]).await? != 0 {
            return Err(BackupError::NotEmpty);
        }
        for table in TABLES {
            self.execute(format!("DELETE FROM {}", table.name), vec![]).await?;
        }
        Ok(())
    }

    async fn put(&mut self, into: Option<&Into>, batch: Vec<Vec<Value>>) -> Result<(), BackupError> {
        if let Some(into) = into {
            self.insert(&into.sql, batch, "").await?;
        }
        Ok(())
    }
}
