//! Opening a database: finding it, bringing its tables up to date, and checking that the key is the right one.

use std::fs::{DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::MigrateError;
use sqlx::{AnyPool, ConnectOptions, Connection, Executor, Row};

use crate::dialect::Dialect;
use crate::error::{Code, code, network};
use crate::key::Key;
use crate::seal::Vault;
use crate::sql::{self, row};
use crate::together::Together;
use crate::{Database, Inner};

/// Connections that read, at most.
const READERS: u32 = 4;
/// How long a connection is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a database can't be opened. Each sentence names the cure, and never the address's password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is not one.
    #[error("the database address can't be read: use a path, `sqlite:PATH` or `postgres://USER@HOST/NAME`")]
    Address,
    /// The file is no database, or a damaged one.
    #[error("{0} is damaged or not a database: restore a backup into a new file, or name another file")]
    Damaged(String),
    /// The file or its folder can't be written to.
    #[error("{0} can't be written to: check the owner and permissions of the file and its folder")]
    ReadOnly(String),
    /// The disk is full.
    #[error("the disk is full: free some space, then start again")]
    Full,
    /// Another program holds the file.
    #[error("another program holds {0}: stop it, then start again")]
    Busy(String),
    /// The server can't be reached.
    #[error("the database server doesn't answer ({0}): check that it runs and that the address is right")]
    Unreachable(String),
    /// The server doesn't let this user in.
    #[error("the database server refuses the user or the password: check both in the database address")]
    Refused,
    /// The server doesn't let this user in from here, or not without TLS.
    #[error(
        "the database server lets nobody in under this name from here: check the user in the database address and \
         the server's pg_hba.conf, which must allow an unencrypted connection (this version makes no other)"
    )]
    NotAdmitted,
    /// The address asks for an encrypted connection.
    #[error(
        "this version makes no encrypted connections to a database: take `sslmode` out of the database address and \
         reach the server over a socket, this machine or a tunnel"
    )]
    NoEncryption,
    /// The server has no such database.
    #[error("the database server has no such database: create it with `createdb`, or correct the address")]
    NoSuchDatabase,
    /// The tables were made by a newer program.
    #[error(
        "this database was made by a newer version of the program: install that version, or restore a backup \
         from before the update"
    )]
    Newer,
    /// The tables were made with another key.
    #[error("this database was made with another key: put the key file that belongs to it in place")]
    WrongKey,
    /// Anything else.
    #[error("the database can't be opened: {0}")]
    Other(String),
}

/// Where a database is.
pub(crate) enum Place {
    File(PathBuf),
    Server(String),
}

impl Place {
    fn parse(url: &str) -> Result<Self, OpenError> {
        let url = url.trim();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Server(url.to_owned()));
        }
        let path = url.strip_prefix("sqlite:").map(|p| p.strip_prefix("//").unwrap_or(p)).unwrap_or(url);
        if path.is_empty() || path.contains("://") || path.contains(":memory:") || path.contains('\0') {
            return Err(OpenError::Address);
        }
        Ok(Self::File(PathBuf::from(path)))
    }

    fn dialect(&self) -> Dialect {
        match self {
            Self::File(_) => Dialect::Sqlite,
            Self::Server(_) => Dialect::Postgres,
        }
    }

    /// What errors call it: the path, or nothing of a server's address.
    fn shown(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(_) => "the database".to_owned(),
        }
    }

    /// The address as the driver wants it.
    pub(crate) fn url(&self) -> Result<String, OpenError> {
        match self {
            Self::Server(url) => Ok(url.clone()),
            Self::File(path) => {
                let path = std::path::absolute(path).map_err(|_| OpenError::Address)?;
                let text = path.to_str().ok_or(OpenError::Address)?;
                let mut url = String::from("sqlite://");
                for byte in text.bytes() {
                    match byte {
                        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                            url.push(char::from(byte));
                        }
                        _ => url.push_str(&format!("%{byte:02X}")),
                    }
                }
                Ok(url)
            }
        }
    }

    fn error(&self, error: &sqlx::Error) -> OpenError {
        match code(error) {
            Code::Sqlite(11 | 26) => OpenError::Damaged(self.shown()),
            Code::Sqlite(3 | 8 | 14) => OpenError::ReadOnly(self.shown()),
            Code::Sqlite(13) => OpenError::Full,
            Code::Sqlite(5 | 6) => OpenError::Busy(self.shown()),
            Code::Sqlite(number) => OpenError::Other(format!("SQLite error {number}")),
            Code::Postgres(state) => match state.as_str() {
                "28P01" => OpenError::Refused,
                "28000" => OpenError::NotAdmitted,
                "3D000" => OpenError::NoSuchDatabase,
                "53100" => OpenError::Full,
                "42501" | "25006" => OpenError::ReadOnly(self.shown()),
                _ => OpenError::Unreachable(format!("PostgreSQL error {state}")),
            },
            Code::None => match error {
                sqlx::Error::Io(e) => OpenError::Unreachable(network(e).to_owned()),
                sqlx::Error::PoolTimedOut => OpenError::Unreachable("no answer in time".to_owned()),
                sqlx::Error::Configuration(_) => OpenError::Address,
                sqlx::Error::Tls(_) => OpenError::NoEncryption,
                _ => OpenError::Other("the driver gave no reason that may be shown".to_owned()),
            },
        }
    }
}

impl Database {
    /// Opens the database at a path, a `sqlite:` address or a `postgres://` address. A missing file is made, in a
    /// folder that only its owner can enter; tables are made or brought up to date.
    ///
    /// # Errors
    /// Each [`OpenError`] is a sentence with the cure.
    pub async fn open(url: &str, key: &Key) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let place = Place::parse(url)?;
        if let Place::File(path) = &place {
            make_file(path).map_err(|e| match e.kind() {
                ErrorKind::StorageFull => OpenError::Full,
                _ => OpenError::ReadOnly(place.shown()),
            })?;
        }
        let options =
            AnyConnectOptions::from_str(&place.url()?).map_err(|e| place.error(&e))?.disable_statement_logging();
        // One connection first, because a pool would go on trying where there is nothing to hope for.
        let mut first = match tokio::time::timeout(PATIENCE, options.connect()).await {
            Ok(connected) => connected.map_err(|e| place.error(&e))?,
            // Something listens there and says nothing.
            Err(_) => return Err(OpenError::Unreachable("no answer in time".to_owned())),
        };
        let dialect = place.dialect();
        for setting in dialect.settings() {
            first.execute(*setting).await.map_err(|e| place.error(&e))?;
        }
        migrate(&mut first, &place).await?;
        let vault = Vault::new(key);
        check_key(&mut first, &vault).await.map_err(|e| e.unwrap_or_else(|e| place.error(&e)))?;
        first.close().await.map_err(|e| place.error(&e))?;

        let inner = Inner {
            dialect,
            vault,
            writer: pool(options.clone(), dialect, 1),
            readers: pool(options, dialect, READERS),
            own: Together::default(),
            ended: Together::default(),
        };
        Ok(Self::new(inner))
    }
}

fn pool(options: AnyConnectOptions, dialect: Dialect, most: u32) -> AnyPool {
    AnyPoolOptions::new()
        .max_connections(most)
        // Readers come when they are needed; the first is there when the bot starts.
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(dialect == Dialect::Postgres)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(move |conn, _| {
            Box::pin(async move {
                for setting in dialect.settings() {
                    conn.execute(*setting).await?;
                }
                Ok(())
            })
        })
        .after_release(|conn, _| {
            Box::pin(async move {
                // A full disk ends a transaction of SQLite's by itself, which the driver doesn't notice: such a
                // connection could never begin another one. The ping lets a rollback under way come first; most
                // connections were in no transaction and need none.
                if conn.is_in_transaction() {
                    conn.ping().await?;
                }
                Ok(!conn.is_in_transaction())
            })
        })
        .connect_lazy_with(options)
}

async fn migrate(conn: &mut sqlx::AnyConnection, place: &Place) -> Result<(), OpenError> {
    match place.dialect().migrations().run(conn).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..)) => Err(OpenError::Newer),
        Err(MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _)) => Err(place.error(&e)),
        Err(MigrateError::VersionMismatch(_) | MigrateError::Dirty(_)) => Err(OpenError::Damaged(place.shown())),
        Err(_) => Err(OpenError::Other("its tables can't be brought up to date".to_owned())),
    }
}

/// Compares the key's fingerprint with the one that the database was made with; a new database takes this one.
async fn check_key(conn: &mut sqlx::AnyConnection, vault: &Vault) -> Result<(), Result<OpenError, sqlx::Error>> {
    let keep = "INSERT INTO meta (name, value) VALUES ('key', $1) ON CONFLICT DO NOTHING";
    sql::execute(conn, keep, row![vault.fingerprint()]).await.map_err(Err)?;
    let found = sql::fetch_one(conn, "SELECT value FROM meta WHERE name = 'key'", vec![]).await.map_err(Err)?;
    let found: Option<String> = found.map(|r| r.try_get(0)).transpose().map_err(Err)?;
    if found.as_deref() == Some(vault.fingerprint()) { Ok(()) } else { Err(Ok(OpenError::WrongKey)) }
}

/// Makes the file if it is missing, so that SQLite gives its companions the same permissions.
fn make_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        private_folder(folder)?;
    }
    private_file().write(true).create(true).truncate(false).open(path).map(drop)
}

/// Makes a folder that only its owner can enter; one that exists keeps its permissions.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// How files are made that only their owner can read.
pub(crate) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
