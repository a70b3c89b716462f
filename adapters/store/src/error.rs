//! What goes wrong with a database, as sentences with a cure. What a driver says about rows and values stays out
//! of them: it could be somebody's.

use bot_core::store::StoreError;

/// A [`StoreError`] on its way out; made from driver errors by `?`.
#[derive(Clone, Debug)]
pub(crate) struct Failure(pub(crate) StoreError);

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self(store_error(&error))
    }
}

const CONTRADICTION: &str = "a change contradicts what is in it: run `outreach-bot check`, or restore a backup";

/// A database that holds what this program never writes.
pub(crate) fn damaged(what: &str) -> Failure {
    Failure(StoreError::Damaged(format!("{what}: restore a backup")))
}

/// The driver's error code: a primary result code of SQLite as a number, or an SQLSTATE of PostgreSQL.
pub(crate) enum Code {
    Sqlite(u32),
    Postgres(String),
    None,
}

pub(crate) fn code(error: &sqlx::Error) -> Code {
    let sqlx::Error::Database(told) = error else {
        return Code::None;
    };
    let Some(code) = told.code() else {
        return Code::None;
    };
    // SQLSTATE has five characters; extended codes of SQLite keep the primary one in the low byte.
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => Code::Sqlite(number & 0xff),
        _ => Code::Postgres(code.into_owned()),
    }
}

pub(crate) fn store_error(error: &sqlx::Error) -> StoreError {
    match code(error) {
        // SQLITE_FULL, disk_full
        Code::Sqlite(13) => return StoreError::Full,
        Code::Postgres(state) if state == "53100" => return StoreError::Full,
        // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN
        Code::Sqlite(3 | 8 | 14) => return StoreError::ReadOnly,
        // insufficient_privilege, read_only_sql_transaction
        Code::Postgres(state) if state == "42501" || state == "25006" => {
            return StoreError::ReadOnly;
        }
        // SQLITE_CORRUPT, SQLITE_NOTADB
        Code::Sqlite(11 | 26) => {
            return StoreError::Damaged("the file is damaged: restore a backup".to_owned());
        }
        // SQLITE_CONSTRAINT, integrity constraint violations
        Code::Sqlite(19) => return StoreError::Damaged(CONTRADICTION.to_owned()),
        Code::Postgres(state) if state.starts_with("23") => {
            return StoreError::Damaged(CONTRADICTION.to_owned());
        }
        // SQLITE_BUSY, SQLITE_LOCKED
        Code::Sqlite(5 | 6) => {
            return StoreError::Unavailable("another program holds the database: stop it, then try again".to_owned());
        }
        Code::Sqlite(10) => {
            return StoreError::Unavailable("the disk doesn't answer: check it, then try again".to_owned());
        }
        Code::Sqlite(number) => {
            return StoreError::Unavailable(format!("SQLite error {number}: run `outreach-bot check`"));
        }
        Code::Postgres(state) => return StoreError::Unavailable(postgres_sentence(&state)),
        Code::None => {}
    }
    match error {
        sqlx::Error::ColumnDecode { index, .. } => {
            StoreError::Damaged(format!("column {index} has another type: restore a backup"))
        }
        sqlx::Error::Decode(_) => StoreError::Damaged("a value has another type: restore a backup".to_owned()),
        sqlx::Error::BeginFailed | sqlx::Error::InvalidSavePointStatement => {
            StoreError::Unavailable("an earlier failure left a connection unusable; try again".to_owned())
        }
        sqlx::Error::Io(e) => {
            StoreError::Unavailable(format!("{}: check that the server runs and can be reached", network(e)))
        }
        sqlx::Error::PoolTimedOut => StoreError::Unavailable(
            "no connection was free in time: check that its server runs and that no other program holds it".to_owned(),
        ),
        sqlx::Error::PoolClosed => StoreError::Unavailable("the program is stopping".to_owned()),
        _ => StoreError::Unavailable("the connection broke; try again".to_owned()),
    }
}

/// Why a server can't be reached, in plain words.
pub(crate) fn network(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::{
        AddrNotAvailable, BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable,
        NetworkUnreachable, NotFound, PermissionDenied, TimedOut, UnexpectedEof,
    };
    match error.kind() {
        ConnectionRefused => "nothing listens at its address",
        NotFound => "its socket isn't there",
        PermissionDenied => "its socket is closed to this user",
        TimedOut => "no answer in time",
        HostUnreachable | NetworkUnreachable | AddrNotAvailable => "there is no way to it through the network",
        BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => "the connection broke",
        // A resolver's failure has no kind of its own.
        _ => "its name isn't known to the network",
    }
}

/// What an SQLSTATE means for whoever runs the bot. Classes are its first two characters.
fn postgres_sentence(state: &str) -> String {
    let cure = match state {
        // lock_not_available
        "55P03" => "another program holds the database: stop it, then try again",
        // admin_shutdown, crash_shutdown, cannot_connect_now
        "57P01" | "57P02" | "57P03" => "the server is stopping or starting: try again in a moment",
        "53300" => "the server takes no more connections: raise max_connections or stop something else",
        _ if state.starts_with("08") => "the connection to the server broke; try again",
        _ if state.starts_with("28") => "the server doesn't let this user in: check the database address",
        _ if state.starts_with("40") => "another program was faster; try again",
        _ => return format!("PostgreSQL error {state}: the server's log says more"),
    };
    cure.to_owned()
}
