//! `outreach-bot backup` and `restore`: the whole database in one file, and the session on Matrix, if there is one. The
//! key is never in it: whoever finds the file alone learns no more from it than from the public list.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use store::{BackupError, Database, Key};

use crate::config::Settings;
use crate::failure::{Failure, plainly};
use crate::house;
use crate::progress;

#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The file to write
    file: PathBuf,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The file to read; the database must be empty and the key that belongs to the file in place
    file: PathBuf,
}

pub(super) async fn backup(settings: &Settings, Backup { file, force }: Backup) -> Result<(), Failure> {
    let shown = file.display().to_string();
    let taken = || Failure::Failed(format!("{shown} exists already: name another file, or add --force to replace it"));
    if !force && file.exists() {
        return Err(taken());
    }
    if settings.database_url.is_none() && !settings.sqlite_file().exists() {
        let place = settings.sqlite_file();
        return Err(Failure::Failed(format!("there is no database at {} yet: nothing to back up", place.display())));
    }
    let store = house::database(settings).await?;
    let passing = passing_name(&file);
    let session = session(settings);
    let written = write(&store, &session, &file, &passing).await.and_then(|rows| {
        // Looked at again, because writing took its time.
        if !force && file.exists() {
            return Err(taken());
        }
        fs::rename(&passing, &file).map_err(|e| cant_write(&file, &e))?;
        Ok(rows)
    });
    if written.is_err() {
        // Half a backup helps nobody; if it can't be removed, its name tells what it is.
        let _ = fs::remove_file(&passing);
    }
    let rows = written?;
    store.close().await?;
    let mut out = io::stdout();
    let and_session = if session.exists() { ", and the session on Matrix" } else { "" };
    writeln!(out, "{rows} rows are in {shown}{and_session}.")?;
    Ok(writeln!(
        out,
        "The key is not: keep a copy of {} apart from the backup. Neither is of use without the other.",
        settings.key_file.display()
    )?)
}

/// Writes under a passing name; errors name the file that was asked for.
async fn write(store: &Database, session: &Path, named: &Path, passing: &Path) -> Result<u64, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    house::owner_only(&mut options);
    let file = options.open(passing).map_err(|e| cant_write(named, &e))?;
    let kept = file.try_clone().map_err(|e| cant_write(named, &e))?;
    let bar = progress::bar(None, "backing up");
    let moved = bar.clone();
    let rows =
        store.backup(BufWriter::new(file), session, move |rows| moved.set_position(rows)).await.map_err(failure)?;
    kept.sync_all().map_err(|e| cant_write(named, &e))?;
    bar.finish_and_clear();
    Ok(rows)
}

/// Where the session on Matrix is: what was restored and not yet taken over counts as it.
fn session(settings: &Settings) -> PathBuf {
    let restored = settings.restored_matrix_folder();
    if restored.exists() { restored } else { settings.matrix_folder() }
}

fn passing_name(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    file.with_file_name(name)
}

fn cant_write(file: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::Failed(format!(
            "{} can't be written, its folder isn't there: make the folder, or name another place",
            file.display()
        ));
    }
    let cure = match error.kind() {
        io::ErrorKind::StorageFull => "free some space",
        _ => "check the folder and its permissions",
    };
    Failure::Failed(format!("{} can't be written ({}): {cure}", file.display(), plainly(error)))
}

fn failure(error: BackupError) -> Failure {
    Failure::failed(error)
}

pub(super) async fn restore(settings: &Settings, Restore { file }: Restore) -> Result<(), Failure> {
    let shown = file.display();
    let backup = File::open(&file).map_err(|e| {
        Failure::Failed(format!("{shown} can't be read ({}): check its name and permissions", plainly(&e)))
    })?;
    let size = backup.metadata().map_or(0, |m| m.len());
    // A running bot would go on with what it remembers of the old database.
    let _lock = if settings.database_is_a_file() { Some(house::lock(settings)?) } else { None };
    // Never a new key: it couldn't read what is restored.
    let key = Key::load(&settings.key_file)?;
    let new = settings.database_url.is_none() && !settings.sqlite_file().exists();
    let store = Database::open(&house::database_url(settings)?, &key).await?;
    let bar = progress::bar(Some(size), "restoring");
    let session = settings.restored_matrix_folder();
    let restored = store.restore(BufReader::new(bar.wrap_read(backup)), &session, |_| {}).await.map_err(failure);
    bar.finish_and_clear();
    let closed = store.close().await;
    if restored.is_err() && new {
        // It was made a moment ago, perhaps under a wrong key, and would be in the way of the next try.
        for companion in ["", "-wal", "-shm"] {
            let mut name = settings.sqlite_file().into_os_string();
            name.push(companion);
            let _ = fs::remove_file(name);
        }
    }
    let rows = restored?;
    closed?;
    let mut out = io::stdout();
    writeln!(out, "{rows} rows from {shown} are in the database. Its key is {}.", settings.key_file.display())?;
    if session.exists() {
        writeln!(
            out,
            "The session on Matrix is there, too: at the next start the bot signs in as a new device, for which it needs \
             matrix.password (or a new matrix.token), and takes over what makes it a trusted one."
        )?;
    }
    Ok(())
}
