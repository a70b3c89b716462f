//! `outreach-bot check`: everything that could keep the bot from working, each with its file, key and cure.
//! Nothing is made: what a first start would make is only announced.

use std::io::{self, Write};
use std::path::Path;

use bot_core::platform::Verdict;
use bot_core::store::Store;
use store::{Database, Key, KeyError};

use crate::config::{DEFAULT_FILE, Problem, Settings};
use crate::failure::Failure;
use crate::house;
use crate::platforms;

/// The lines of a check, and whether one of them is a problem.
struct Report<W> {
    out: W,
    failed: bool,
}

impl<W: Write> Report<W> {
    fn line(&mut self, verdict: &str, what: &str, words: &str) -> io::Result<()> {
        writeln!(self.out, "{verdict:<8} {what}: {}", words.trim_end_matches('.'))?;
        self.out.flush()
    }

    fn ok(&mut self, what: &str, words: &str) -> io::Result<()> {
        self.line("ok", what, words)
    }

    fn warning(&mut self, what: &str, words: &str) -> io::Result<()> {
        self.line("warning", what, words)
    }

    fn problem(&mut self, what: &str, words: &str) -> io::Result<()> {
        self.failed = true;
        self.line("problem", what, words)
    }
}

pub(super) async fn check(loaded: Result<Settings, Vec<Problem>>) -> Result<(), Failure> {
    let mut report = Report { out: io::stdout(), failed: false };
    match loaded {
        Ok(settings) => all(&settings, &mut report).await?,
        Err(problems) => {
            for problem in problems {
                report.problem("settings", &problem.to_string())?;
            }
        }
    }
    if report.failed { Err(Failure::Told) } else { Ok(()) }
}

async fn all<W: Write>(settings: &Settings, report: &mut Report<W>) -> Result<(), Failure> {
    report.ok("settings", &format!("{DEFAULT_FILE} (or --config) and OUTREACH_ variables can be read"))?;
    match house::campaign(settings) {
        Ok(campaign) => {
            let place = settings.content.as_ref().map_or("built in".to_owned(), |c| c.display().to_string());
            report.ok("content", &format!("{place}, {} passages", campaign.passages.len()))?;
        }
        Err(problems) => {
            for problem in problems {
                report.problem("content", &problem)?;
            }
        }
    }
    if data_folder(&settings.data_dir, report)? {
        match key(settings, report)? {
            Found::There(key) => database(settings, Some(key), report).await?,
            Found::NotYet => database(settings, None, report).await?,
            // The database can't be opened without it; one problem is told once.
            Found::Unusable => {}
        }
    }
    Ok(chat_platforms(settings, report).await?)
}

/// Whether the data folder is one, or can become one.
fn data_folder<W: Write>(folder: &Path, report: &mut Report<W>) -> io::Result<bool> {
    let shown = folder.display();
    if folder.exists() && !folder.is_dir() {
        report.problem("data folder", &format!("{shown} is a file: name a folder with data_dir or --data-dir"))?;
        return Ok(false);
    }
    if let Err(words) = house::try_writing(folder) {
        report.problem("data folder", &words)?;
        return Ok(folder.exists());
    }
    if !folder.exists() {
        report.ok("data folder", &format!("{shown} will be made at the first start"))?;
    } else if house::open_to_others(folder) {
        report.warning("data folder", &format!("others can look into {shown}: run `chmod 700 {shown}`"))?;
    } else {
        report.ok("data folder", &shown.to_string())?;
    }
    Ok(true)
}

enum Found {
    There(Key),
    NotYet,
    Unusable,
}

fn key<W: Write>(settings: &Settings, report: &mut Report<W>) -> io::Result<Found> {
    let file = &settings.key_file;
    if !file.exists() {
        if house::database_file(settings).is_some_and(|file| house::holds_something(&file)) {
            report.problem("key", &KeyError::Missing(file.display().to_string()).to_string())?;
            return Ok(Found::Unusable);
        }
        let folder = file.parent().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
        let folder = folder.filter(|p| *p != settings.data_dir).map(house::try_writing);
        if let Some(Err(words)) = folder {
            report.problem("key", &words)?;
            return Ok(Found::Unusable);
        }
        report.ok("key", &format!("{} will be made at the first start", file.display()))?;
        return Ok(Found::NotYet);
    }
    match Key::load(file) {
        Ok(key) => {
            report.ok("key", &file.display().to_string())?;
            Ok(Found::There(key))
        }
        Err(e) => {
            report.problem("key", &e.to_string())?;
            Ok(Found::Unusable)
        }
    }
}

async fn database<W: Write>(settings: &Settings, key: Option<Key>, report: &mut Report<W>) -> Result<(), Failure> {
    if let Some(file) = house::database_file(settings).filter(|file| !house::holds_something(file)) {
        let shown = file.display();
        if key.is_none() {
            return Ok(report.ok("database", &format!("{shown} will be made at the first start"))?);
        }
        // A key is made just before its database, so a start that was cut short looks the same.
        let what = if file.exists() { "empty" } else { "missing" };
        let words = format!(
            "the key is there, but {shown} is {what}: the next start begins with an empty list; if there was one, \
             restore a backup first"
        );
        return Ok(report.warning("database", &words)?);
    }
    let file = settings.sqlite_file();
    let shown = if settings.database_url.is_some() { "database.url".to_owned() } else { file.display().to_string() };
    let Some(key) = key else {
        let cure = format!("put the key that belongs to it at {} (key_file)", settings.key_file.display());
        return Ok(report.problem("database", &format!("{shown} can't be checked without its key: {cure}"))?);
    };
    match Database::open(&house::database_url(settings)?, &key).await {
        Ok(database) => {
            match database.health().await {
                Ok(()) => report.ok("database", &shown)?,
                Err(e) => report.problem("database", &format!("{shown}: {e}"))?,
            }
            // It answered, or the problem is told already.
            let _ = database.close().await;
        }
        Err(e) => report.problem("database", &e.to_string())?,
    }
    Ok(())
}

async fn chat_platforms<W: Write>(settings: &Settings, report: &mut Report<W>) -> io::Result<()> {
    for unused in &settings.unused {
        report.warning("settings", &unused.to_string())?;
    }
    let services = platforms::configured(settings);
    if services.is_empty() {
        report.ok("platforms", "none is configured; the terminal needs no settings (`outreach-bot chat`)")?;
    }
    for service in services {
        for finding in service.check().await {
            let (name, words) = (service.name(), &finding.words);
            match finding.verdict {
                Verdict::Ok => report.ok(name, words)?,
                Verdict::Warning => report.warning(name, words)?,
                Verdict::Problem => report.problem(name, words)?,
            }
        }
    }
    Ok(())
}
