//! What is in a backup beside the database: the SQLite databases of another part of the program, each as one file. They
//! are copied while that part works on them, each as it is at one moment, and come back into a folder of their own.
//! Absent on purpose: what is in them, and what they are good for after a restore; who wrote them knows.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sqlx::{ConnectOptions, Connection};

use crate::backup::{BackupError, file_error};
use crate::open::{Place, private_file, private_folder};

/// How much of a file is in one line of a backup.
const CHUNK: usize = 48 * 1024;

/// A folder that is there only while it is needed.
struct Passing(PathBuf);

impl Passing {
    fn beside(folder: &Path) -> Result<Self, BackupError> {
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(format!(".part-{}", std::process::id()));
        let passing = Self(folder.with_file_name(name));
        // What an earlier process of this number left behind is of no use to anybody.
        let _ = fs::remove_dir_all(&passing.0);
        private_folder(&passing.0).map_err(file_error)?;
        Ok(passing)
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies of databases, on their way into a backup.
pub(crate) struct Copies {
    folder: Option<Passing>,
    names: Vec<String>,
}

impl Copies {
    /// Copies every database (`*.sqlite3`) of a folder, if it is there.
    pub(crate) async fn take(folder: &Path) -> Result<Self, BackupError> {
        let mut names = databases(folder);
        names.sort();
        if names.is_empty() {
            return Ok(Self { folder: None, names });
        }
        let passing = Passing::beside(folder)?;
        for name in &names {
            copy(&folder.join(name), &passing.0.join(name)).await?;
        }
        Ok(Self { folder: Some(passing), names })
    }

    /// The names of the files.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The content of a file, piece by piece.
    pub(crate) fn pieces(&self, name: &str) -> Result<impl Iterator<Item = Result<Vec<u8>, BackupError>>, BackupError> {
        let path = self.folder.as_ref().map(|folder| folder.0.join(name)).unwrap_or_default();
        let mut file = File::open(path).map_err(file_error)?;
        Ok(std::iter::from_fn(move || {
            let mut piece = Vec::with_capacity(CHUNK);
            match Read::by_ref(&mut file).take(CHUNK as u64).read_to_end(&mut piece) {
                Ok(0) => None,
                Ok(_) => Some(Ok(piece)),
                Err(e) => Some(Err(file_error(e))),
            }
        }))
    }
}

/// The databases in a folder.
fn databases(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_database(name)).collect()
}

/// Whether this is the plain name of a database, which can't lead to another folder.
fn is_database(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b);
    name.ends_with(".sqlite3") && name.len() < 100 && !name.starts_with('.') && name.bytes().all(plain)
}

/// Writes a database as it is at this moment into a new file, while others write to it.
async fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    sqlx::any::install_default_drivers();
    let unreadable = || BackupError::Attached(from.display().to_string());
    let url = Place::File(from.to_owned()).url().map_err(|_| unreadable())?;
    let options: sqlx::any::AnyConnectOptions = url.parse().map_err(|_| unreadable())?;
    let mut conn = options.disable_statement_logging().connect().await.map_err(|_| unreadable())?;
    let to = to.to_str().ok_or_else(unreadable)?.to_owned();
    let copied = async {
        sqlx::query("PRAGMA busy_timeout = 10000").execute(&mut conn).await?;
        sqlx::query("VACUUM INTO $1").bind(to).execute(&mut conn).await
    };
    copied.await.map_err(|_| unreadable())?;
    conn.close().await.map_err(|_| unreadable())
}

/// Files on their way out of a backup. Unless they are put in place, they are gone when this is dropped.
pub(crate) struct Unpacking<'a> {
    into: &'a Path,
    passing: Passing,
    file: Option<File>,
}

impl<'a> Unpacking<'a> {
    /// Begins, if nothing would be lost: the folder above must be empty or not there.
    pub(crate) fn begin(into: &'a Path) -> Result<Self, BackupError> {
        let above = into.parent().unwrap_or(into);
        if fs::read_dir(above).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(BackupError::InTheWay(above.display().to_string()));
        }
        Ok(Self { into, passing: Passing::beside(above)?, file: None })
    }

    pub(crate) fn file(&mut self, name: &str) -> Result<(), BackupError> {
        self.finish()?;
        if !is_database(name) {
            return Err(BackupError::Damaged);
        }
        let path = self.passing.0.join(name);
        self.file = Some(private_file().write(true).create_new(true).open(path).map_err(file_error)?);
        Ok(())
    }

    pub(crate) fn piece(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.file.as_mut().ok_or(BackupError::Damaged)?.write_all(bytes).map_err(file_error)
    }

    /// Makes the last file safe on disk.
    fn finish(&mut self) -> Result<(), BackupError> {
        self.file.take().map_or(Ok(()), |file| file.sync_all()).map_err(file_error)
    }

    /// Puts the folder in place, after everything was checked.
    pub(crate) fn place(mut self) -> Result<(), BackupError> {
        self.finish()?;
        private_folder(self.into.parent().unwrap_or(self.into)).map_err(file_error)?;
        fs::rename(&self.passing.0, self.into).map_err(file_error)
    }
}
