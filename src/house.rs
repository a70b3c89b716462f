//! What the commands work with: the data folder, its lock, the campaign, the key and the database, opened in this
//! order, each with a sentence about what to do when it can't be.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bot_core::content::{Campaign, Files};
use bot_core::ids::Timestamp;
use commands::Knowledge;
use store::{Database, Key, KeyError, OpenError};

use crate::config::Settings;
use crate::failure::{Failure, plainly};

/// The largest file of a campaign, in bytes.
const MAX_CONTENT_FILE: u64 = 4 * 1024 * 1024;
/// The most files of a campaign.
const MAX_CONTENT_FILES: usize = 2_000;
/// How deep a campaign's folders may lie in one another.
const MAX_CONTENT_DEPTH: usize = 8;

/// The time by the system's clock.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Files that are made with these options are for their owner alone, whatever the umask.
pub fn owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Makes the data folder, which only its owner can enter. One that exists keeps its permissions.
///
/// # Errors
/// When it can't be made or isn't a folder.
pub fn make_data_dir(settings: &Settings) -> Result<(), Failure> {
    let folder = &settings.data_dir;
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| {
        let (why, shown) = (plainly(&e), folder.display());
        Failure::Failed(format!(
            "the data folder {shown} can't be made ({why}): check its place, or name another one with --data-dir"
        ))
    })
}

/// Whether somebody other than the owner may look into the data folder.
pub fn open_to_others(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(folder).is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Holds a data folder for one running bot.
#[derive(Debug)]
pub struct Lock {
    /// The system lets go of it when the process ends, however it ends.
    _file: File,
}

/// Takes the data folder for this process.
///
/// # Errors
/// When another bot runs on it.
pub fn lock(settings: &Settings) -> Result<Lock, Failure> {
    make_data_dir(settings)?;
    let path = settings.data_dir.join("lock");
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    owner_only(&mut options);
    let shown = settings.data_dir.display();
    let cant = |e: io::Error| {
        let why = plainly(&e);
        Failure::Failed(format!("the data folder {shown} can't be written to ({why}): check its owner and permissions"))
    };
    let file = options.open(&path).map_err(cant)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Failure::Failed(format!(
            "another outreach-bot works on the data folder {shown}: stop it first, or name another folder with --data-dir"
        ))),
        Err(TryLockError::Error(e)) => Err(cant(e)),
    }
}

/// Reads the campaign: the one that is built in, or the one in the folder that was named.
///
/// # Errors
/// Every problem, each with its file, place and cure.
pub fn campaign(settings: &Settings) -> Result<Campaign, Vec<String>> {
    let Some(folder) = &settings.content else { return Ok(Campaign::embedded()) };
    let mut files = Files::default();
    let mut count = 0;
    read_folder(folder, "", 0, &mut files, &mut count).map_err(|problem| vec![problem])?;
    let shown = folder.display();
    Campaign::load(&files).map_err(|problems| problems.iter().map(|p| format!("{shown}/{p}")).collect())
}

fn read_folder(folder: &Path, above: &str, depth: usize, files: &mut Files, count: &mut usize) -> Result<(), String> {
    let cant = |e: io::Error| {
        let (shown, why) = (folder.display(), plainly(&e));
        format!("the content folder {shown} can't be read ({why}): check --content and the permissions.")
    };
    for entry in fs::read_dir(folder).map_err(cant)? {
        let path = entry.map_err(cant)?.path();
        // Names that aren't UTF-8 belong to no campaign: every file of one has a plain name.
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else { continue };
        let inside = format!("{above}{name}");
        if path.is_dir() {
            if depth < MAX_CONTENT_DEPTH && !name.starts_with('.') {
                read_folder(&path, &format!("{inside}/"), depth + 1, files, count)?;
            }
        } else if Files::concerns(&inside) {
            *count += 1;
            if *count > MAX_CONTENT_FILES {
                return Err(format!(
                    "{} holds more than {MAX_CONTENT_FILES} files: name the campaign's own folder.",
                    folder.display()
                ));
            }
            files.insert(inside, bounded(&path)?);
        }
    }
    Ok(())
}

fn bounded(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_CONTENT_FILE + 1).read_to_end(&mut bytes));
    let shown = path.display();
    match read {
        Ok(_) if bytes.len() as u64 > MAX_CONTENT_FILE => {
            Err(format!("{shown} is larger than {} MB: split it.", MAX_CONTENT_FILE / 1024 / 1024))
        }
        Ok(_) => Ok(bytes),
        Err(e) => Err(format!("{shown} can't be read ({}): check its permissions.", plainly(&e))),
    }
}

/// What the bot knows.
///
/// # Errors
/// When the campaign has problems: the first one, and where to see the others.
pub fn knowledge(settings: &Settings) -> Result<Arc<Knowledge>, Failure> {
    let campaign = campaign(settings).map_err(|problems| {
        let first = problems.first().map_or("", String::as_str).trim_end_matches('.');
        Failure::Usage(match problems.len() {
            0 | 1 => first.to_owned(),
            n => format!("{first} (and {} more: `outreach-bot check` lists them)", n - 1),
        })
    })?;
    Ok(Arc::new(Knowledge::new(campaign, settings.review)))
}

/// The database's address.
///
/// # Errors
/// When the data folder's name isn't UTF-8.
pub fn database_url(settings: &Settings) -> Result<String, Failure> {
    if let Some(url) = &settings.database_url {
        return Ok(url.reveal().to_owned());
    }
    let file = settings.sqlite_file();
    let path = file
        .to_str()
        .ok_or_else(|| Failure::Usage("the data folder's name must be UTF-8: name another one".to_owned()))?;
    Ok(format!("sqlite:{path}"))
}

/// The database's file, if it is one.
pub fn database_file(settings: &Settings) -> Option<PathBuf> {
    let Some(url) = &settings.database_url else { return Some(settings.sqlite_file()) };
    let path = url.reveal().strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// Whether a file is there and has something in it.
pub fn holds_something(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|m| m.len() > 0)
}

/// Tries whether files could be made in a folder, or a folder there if it is missing, as a first start would. What
/// it makes for that, it removes.
///
/// # Errors
/// A sentence with the cure.
pub fn try_writing(folder: &Path) -> Result<(), String> {
    // About what a new database takes.
    const PROBE: usize = 1024 * 1024;
    let absolute = std::path::absolute(folder).map_err(|e| format!("it can't be found ({})", plainly(&e)))?;
    let there = absolute.ancestors().find(|a| a.exists()).unwrap_or(Path::new("/"));
    // A folder of its own also shows whether folders can be made.
    let probe = there.join(format!(".outreach-bot-check-{}", std::process::id()));
    let file = probe.join("probe");
    let tried = fs::create_dir(&probe)
        .and_then(|()| File::create(&file))
        .and_then(|mut file| file.write_all(&vec![0; PROBE]).and_then(|()| file.sync_all()));
    // What was never made can't be removed.
    let _ = fs::remove_file(&file);
    let _ = fs::remove_dir(&probe);
    tried.map_err(|e| {
        let shown = there.display();
        let why = match e.kind() {
            // The folder is there; the system has no way to make something in it.
            io::ErrorKind::NotFound => "the system doesn't allow it".to_owned(),
            _ => plainly(&e),
        };
        match e.kind() {
            io::ErrorKind::StorageFull => format!("the disk of {shown} is full: free some space"),
            io::ErrorKind::NotADirectory => format!("{shown} is a file where a folder is needed: name another place"),
            _ if there == absolute => {
                format!("nothing can be written into {shown} ({why}): check its owner and permissions")
            }
            _ => format!(
                "{} can't be made, because nothing can be written into {shown} ({why}): name another place",
                folder.display()
            ),
        }
    })
}

/// Opens the database with its key; makes both when there are none.
///
/// # Errors
/// When the folder, the key or the database can't be used.
pub async fn database(settings: &Settings) -> Result<Database, Failure> {
    make_data_dir(settings)?;
    let new = !settings.key_file.exists();
    if new && database_file(settings).is_some_and(|file| holds_something(&file)) {
        return Err(KeyError::Missing(settings.key_file.display().to_string()).into());
    }
    let key = Key::load_or_create(&settings.key_file)?;
    match Database::open(&database_url(settings)?, &key).await {
        Err(OpenError::WrongKey) if new => {
            // A server's database has a key already, and this one would only stand in its way. If it can't be removed, the
            // next start says that it is the wrong one.
            let _ = fs::remove_file(&settings.key_file);
            Err(KeyError::Missing(settings.key_file.display().to_string()).into())
        }
        opened => Ok(opened?),
    }
}

/// Everything a bot needs.
///
/// # Errors
/// As [`knowledge`] and [`database`], and when the first supporters can't be kept.
pub async fn bot(settings: &Settings) -> Result<(Arc<Knowledge>, Arc<Database>), Failure> {
    let knowledge = knowledge(settings)?;
    let database = database(settings).await?;
    database.keep_first_supporters(&knowledge.campaign.first_supporters).await?;
    Ok((knowledge, Arc::new(database)))
}

/// The locale of whoever started the program, as POSIX orders the variables; `C` says nothing about a language.
pub fn locale() -> Option<String> {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))?;
    let says_nothing = set == "POSIX" || set == "C" || set.starts_with("C.");
    (!says_nothing).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    #[test]
    fn trying_to_write_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a test may make a folder");
        assert_eq!(try_writing(&folder.path().join("new").join("data")), Ok(()));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder is there").count(), 0);
        let file = folder.path().join("file");
        fs::write(&file, "x").expect("the folder can be written to");
        let told = try_writing(&file.join("data")).expect_err("a file can't hold a folder");
        assert!(told.ends_with("is a file where a folder is needed: name another place"), "{told}");
    }

    #[tokio::test]
    async fn a_lost_key_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a test may make a folder");
        let flags = Flags { data_dir: Some(folder.path().to_owned()), ..Flags::default() };
        let settings = Settings::load(&flags, []).expect("there is nothing wrong with these settings");
        let store = database(&settings).await.expect("a first start makes everything");
        store.close().await.expect("nothing is in the way");
        fs::remove_file(&settings.key_file).expect("the key was made");
        let told = database(&settings).await.expect_err("the key is gone").to_string();
        assert!(told.starts_with("there is no key at "), "{told}");
        assert!(!settings.key_file.exists());
    }
}
