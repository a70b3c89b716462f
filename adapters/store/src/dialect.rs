//! All that differs between the two databases.

use sqlx::migrate::Migrator;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

macro_rules! counters {
    ($lock:literal) => {
        concat!(
            "SELECT last_number, last_pledge, last_supporter, last_announcement, last_loud, last_named, \
             last_delivery FROM counters WHERE one = 1",
            $lock
        )
    };
}

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    pub(crate) fn migrations(self) -> &'static Migrator {
        match self {
            Self::Sqlite => &SQLITE_MIGRATIONS,
            Self::Postgres => &POSTGRES_MIGRATIONS,
        }
    }

    /// Opens a transaction that will write. SQLite takes its one write lock at once, so that it never has to be
    /// upgraded (which fails when somebody else wrote in between).
    pub(crate) fn begin_writing(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Opens a transaction that sees one state of everything.
    pub(crate) fn begin_reading(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// Reads the row of counters for a transaction that writes. On PostgreSQL it is locked, so that transactions
    /// of several processes come one after another and each sees what the one before it did.
    pub(crate) fn lock_counters(self) -> &'static str {
        match self {
            Self::Sqlite => counters!(""),
            Self::Postgres => counters!(" FOR UPDATE"),
        }
    }

    /// What each new connection is told first.
    pub(crate) fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "PRAGMA busy_timeout = 10000",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
                // Hashes land all over their indexes, so many commits touch the same pages: copying them into the
                // file less often (every 32 MiB instead of 4) saves most of that work.
                "PRAGMA wal_autocheckpoint = 8192",
                // Deleted rows are overwritten, so that nothing of them stays in the file.
                "PRAGMA secure_delete = ON",
                // 16 MiB of pages; negative means KiB.
                "PRAGMA cache_size = -16384",
                "PRAGMA temp_store = MEMORY",
            ],
            Self::Postgres => &[
                "SET client_min_messages = warning",
                // Writers wait for each other. One that hangs must not stop the others for ever: they give up in
                // time, and the server ends what it left open.
                "SET lock_timeout = '10s'",
                "SET idle_in_transaction_session_timeout = '60s'",
            ],
        }
    }

    /// Moves everything out of the write-ahead log into the file.
    pub(crate) fn flush(self) -> Option<&'static str> {
        (self == Self::Sqlite).then_some("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}

/// The placeholders of a row whose values are bound in order, where the database has them without numbers. SQLite
/// takes `$1` for a name and compares it with every name before it, which makes long statements slow.
pub(crate) fn one_row_in_order(backend: &str, width: usize) -> Option<String> {
    (backend == "SQLite").then(|| format!("({})", vec!["?"; width].join(", ")))
}
