//! `outreach-bot supporters`: the public list for operators.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use bot_core::country::Countries;
use bot_core::language::Language;
use bot_core::store::{Store, Wants};
use bot_core::supporter::{PublicLine, Supporter, SupporterQuery};
use store::{Database, ImportedSupporter};

use super::people;
use super::rows::{self, Format, Read};
use crate::config::Settings;
use crate::failure::{Failure, plainly};
use crate::house;
use crate::progress;

/// Entries that are read at once.
const PAGE: u32 = 1_000;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show the list, or the entries with these words
    List {
        /// Each must begin a word of the entry
        words: Vec<String>,
    },
    /// Add a list from a file: all of it, or nothing when something is wrong with it
    Import {
        /// A .csv file with the columns kind, name and if you like country, affiliation and number; or a .json file
        file: PathBuf,
    },
    /// Write the list
    Export {
        /// How
        #[arg(long, default_value = "csv")]
        format: Format,
        /// Where to [default: standard output]
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) async fn act(settings: &Settings, command: Command) -> Result<(), Failure> {
    match command {
        Command::List { words } => list(settings, &words.join(" ")).await,
        Command::Import { file } => import(settings, &file).await,
        Command::Export { format, output } => export(settings, format, output.as_deref()).await,
    }
}

async fn list(settings: &Settings, words: &str) -> Result<(), Failure> {
    let (knowledge, store) = house::bot(settings).await?;
    let mut out = BufWriter::new(io::stdout().lock());
    let (person, room) = people::operator();
    let mut query = SupporterQuery { words: words.to_owned(), limit: PAGE, ..SupporterQuery::default() };
    loop {
        let wants = Wants { supporters: Some(query.clone()), ..Wants::default() };
        let page = store.facts(None, &person, &room, &wants).await?.supporters.unwrap_or_default();
        for supporter in &page.supporters {
            writeln!(out, "{}", line(supporter, &knowledge.countries))?;
        }
        query.offset += u32::try_from(page.supporters.len()).unwrap_or(PAGE);
        if page.total == 0 {
            people::nothing(if words.is_empty() {
                "the list is empty"
            } else {
                "nobody on the list fits these words: each must begin a word of the entry"
            });
        }
        if page.supporters.is_empty() || u64::from(query.offset) >= page.total {
            break;
        }
    }
    out.flush()?;
    Ok(store.close().await?)
}

/// An entry as it stands in a list: number, name, country, affiliation, kind.
fn line(supporter: &Supporter, countries: &Countries) -> String {
    let line = &supporter.line;
    let number = supporter.number.map_or_else(String::new, |n| n.to_string());
    let country = line.country.map(|c| countries.name(c, Language::English));
    let parts = [
        Some(line.name.as_str()),
        line.country_as_written.as_deref().or(country),
        line.affiliation.as_deref(),
        Some(supporter.kind.as_str()),
    ];
    format!("{number:>6}  {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

async fn import(settings: &Settings, path: &Path) -> Result<(), Failure> {
    let format = match path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("csv") => Format::Csv,
        Some("json" | "jsonl" | "ndjson") => Format::Json,
        _ => {
            return Err(Failure::Usage(
                "the file's name must end in .csv or .json, which tells how it is read".to_owned(),
            ));
        }
    };
    let shown = path.display();
    let file = File::open(path).map_err(|e| {
        Failure::Failed(format!("{shown} can't be read ({}): check its name and permissions", plainly(&e)))
    })?;
    let size = file.metadata().map_or(0, |m| m.len());
    let (knowledge, store) = house::bot(settings).await?;
    let reading = progress::bar(Some(size), "reading");
    let mut read = rows::read(BufReader::new(reading.wrap_read(file)), format, &knowledge.countries);
    reading.finish_and_clear();
    let (rows, listed) = new_rows(&store, &mut read).await?;
    if !read.faults.is_empty() {
        let mut err = io::stderr().lock();
        for fault in &read.faults {
            // Standard error may be closed; the sentence below is then lost as well.
            let _ = writeln!(err, "{fault}");
        }
        let count = read.faults.len();
        return Err(Failure::Failed(format!(
            "nothing was imported: mend the {count} {} above in {shown} and import it again",
            if count == 1 { "fault" } else { "faults" }
        )));
    }
    let writing = progress::bar(Some(rows.len() as u64), "importing");
    let moved = writing.clone();
    let report = store.import_supporters(rows, house::now(), move |done| moved.set_position(done)).await?;
    writing.finish_and_clear();
    store.close().await?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} added, {} on the list before", report.added, report.known + listed)?;
    if report.number_taken.is_empty() {
        return Ok(());
    }
    let numbers = report.number_taken.iter().take(20).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let more = if report.number_taken.len() > 20 { " …" } else { "" };
    Err(Failure::Failed(format!(
        "{} rows were left out because other supporters have their numbers ({numbers}{more}): take the numbers out of \
         these rows and import the file again",
        report.number_taken.len()
    )))
}

/// The rows that the list doesn't have yet, and how many it has. A number that somebody else on the list has is a
/// fault, so that an import is all or nothing.
async fn new_rows(store: &Database, read: &mut Read) -> Result<(Vec<ImportedSupporter>, u64), Failure> {
    let mut listed = HashSet::new();
    let mut after = None;
    loop {
        let (page, next) = store.export_supporters(after, PAGE).await?;
        listed.extend(page.into_iter().map(|s| {
            let PublicLine { name, country, affiliation, country_as_written: _ } = s.line;
            (s.kind, name, country, affiliation, s.number)
        }));
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    let taken: HashSet<_> = listed.iter().filter_map(|(.., number)| *number).collect();
    let (mut rows, mut known) = (Vec::new(), 0);
    for (row, place) in std::mem::take(&mut read.rows).into_iter().zip(&read.places) {
        let key = (row.kind, row.name.clone(), row.country, row.affiliation.clone(), row.number);
        if listed.contains(&key) {
            known += 1;
            continue;
        }
        if let Some(number) = row.number.filter(|n| taken.contains(n)) {
            read.faults.push(format!("{place}: number: somebody else on the list has {number}"));
        }
        rows.push(row);
    }
    Ok((rows, known))
}

async fn export(settings: &Settings, format: Format, output: Option<&Path>) -> Result<(), Failure> {
    let (_, store) = house::bot(settings).await?;
    let out: Box<dyn Write> = match output {
        None => Box::new(io::stdout().lock()),
        Some(path) => Box::new(File::create(path).map_err(|e| {
            Failure::Failed(format!("{} can't be written ({}): check its folder", path.display(), plainly(&e)))
        })?),
    };
    let mut writer = rows::Writer::begin(format, BufWriter::new(out))?;
    let bar = progress::bar(None, "exporting");
    let mut after = None;
    loop {
        let (page, next) = store.export_supporters(after, PAGE).await?;
        for supporter in &page {
            writer.write(supporter)?;
        }
        bar.inc(page.len() as u64);
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    writer.end()?.flush()?;
    bar.finish_and_clear();
    Ok(store.close().await?)
}
