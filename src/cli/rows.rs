//! Lists of supporters in files: CSV and JSON in, with every fault named; CSV and JSON out, safe for spreadsheets.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use bot_core::country::{Countries, Country, CountryMatch};
use bot_core::hygiene::PublicText;
use bot_core::ids::{SupporterNumber, Timestamp};
use bot_core::language::Language;
use bot_core::supporter::{Supporter, SupporterKind};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::ImportedSupporter;

use crate::failure::plainly;

/// The columns of an import, and of an export after which comes `joined`.
const COLUMNS: [&str; 5] = ["kind", "name", "country", "affiliation", "number"];

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Comma-separated values, with a line of names.
    Csv,
    /// A JSON array of objects.
    Json,
}

/// A row as it stands in a file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: Option<String>,
    name: Option<String>,
    country: Option<String>,
    affiliation: Option<String>,
    number: Option<WrittenNumber>,
    /// From an export; when somebody joined here is when they are imported.
    #[serde(default, rename = "joined")]
    _joined: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenNumber {
    Number(u32),
    Text(String),
}

/// Rows that can be imported, and what is wrong with the others.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) rows: Vec<ImportedSupporter>,
    /// Where each row stands, for faults that are found later.
    pub(super) places: Vec<String>,
    pub(super) faults: Vec<String>,
    numbers: HashMap<SupporterNumber, u64>,
}

/// Reads every row and finds every fault. Names and countries are held to the same rules as in a conversation.
pub(super) fn read(input: impl BufRead, format: Format, countries: &Countries) -> Read {
    let mut read = Read::default();
    match format {
        Format::Csv => csv_rows(input, countries, &mut read),
        Format::Json => json_rows(input, countries, &mut read),
    }
    read
}

impl Read {
    fn fault(&mut self, place: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{place}: {what}"));
    }

    fn take(&mut self, line: u64, place: &str, written: Written, countries: &Countries) {
        let before = self.faults.len();
        let kind = self.kind(place, written.kind.as_deref());
        let name = match PublicText::parse(written.name.as_deref().unwrap_or_default()) {
            Ok(name) => Some(name.as_str().to_owned()),
            Err(e) => {
                self.fault(place, format_args!("name: {e}"));
                None
            }
        };
        let country = filled(written.country).and_then(|c| self.country(place, &c, countries));
        let affiliation = filled(written.affiliation).and_then(|a| match PublicText::parse(&a) {
            Ok(affiliation) => Some(affiliation.as_str().to_owned()),
            Err(e) => {
                self.fault(place, format_args!("affiliation: {e}"));
                None
            }
        });
        let number = written.number.and_then(|n| self.number(line, place, n));
        if let (Some(kind), Some(name), true) = (kind, name, self.faults.len() == before) {
            self.places.push(place.to_owned());
            self.rows.push(ImportedSupporter { kind, number, name, country, country_as_written: None, affiliation });
        }
    }

    fn kind(&mut self, place: &str, written: Option<&str>) -> Option<SupporterKind> {
        let kind = SupporterKind::parse(written.unwrap_or_default().trim().to_lowercase().as_str());
        if kind.is_none() {
            let known = SupporterKind::ALL.map(SupporterKind::as_str).join(", ");
            self.fault(place, format_args!("kind: write one of {known}"));
        }
        kind
    }

    fn country(&mut self, place: &str, written: &str, countries: &Countries) -> Option<Country> {
        match countries.find(written) {
            CountryMatch::Exact(country) => return Some(country),
            CountryMatch::Nearest(near) => {
                let near = near.iter().map(|c| countries.name(*c, Language::English)).collect::<Vec<_>>().join(", ");
                self.fault(place, format_args!("country: no such country; the nearest: {near}"));
            }
            CountryMatch::Unknown => {
                self.fault(place, "country: no such country; write its name or its code of two letters, or nothing");
            }
        }
        None
    }

    fn number(&mut self, line: u64, place: &str, written: WrittenNumber) -> Option<SupporterNumber> {
        let number = match written {
            WrittenNumber::Text(text) if text.trim().is_empty() => return None,
            WrittenNumber::Text(text) => text.trim().parse().ok(),
            WrittenNumber::Number(number) => Some(number),
        };
        let Some(number) = number.filter(|n| (1..=u32::MAX / 2).contains(n)).map(SupporterNumber) else {
            self.fault(place, "number: write a whole number from 1 on, or nothing");
            return None;
        };
        if let Some(first) = self.numbers.insert(number, line) {
            self.fault(place, format_args!("number: {number} stands in line {first} already"));
        }
        Some(number)
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|t| !t.trim().is_empty())
}

fn csv_rows(input: impl BufRead, countries: &Countries, read: &mut Read) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(e) => return read.fault("line 1", csv_fault(&e)),
    };
    let mut columns = Vec::new();
    for name in &header {
        // Spreadsheets put a byte order mark before the first name.
        let name = name.trim_start_matches('\u{feff}').to_lowercase();
        if name != "joined" && !COLUMNS.contains(&name.as_str()) {
            read.fault("line 1", format_args!("the column {name:?} is not one of {}", COLUMNS.join(", ")));
        }
        columns.push(name);
    }
    for needed in ["kind", "name"] {
        if !columns.iter().any(|c| c == needed) {
            read.fault("line 1", format_args!("the column {needed} is missing; the first line names the columns"));
        }
    }
    if !read.faults.is_empty() {
        return;
    }
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let place = format!("line {line}");
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {}
            Err(e) => {
                read.fault(&place, csv_fault(&e));
                if e.is_io_error() {
                    return;
                }
                continue;
            }
        }
        if record.len() != columns.len() {
            read.fault(
                &place,
                format_args!("{} values for {} columns; put quotes around commas", record.len(), columns.len()),
            );
            continue;
        }
        let cell = |name: &str| {
            let at = columns.iter().position(|c| c == name)?;
            record.get(at).map(str::to_owned)
        };
        let written = Written {
            kind: cell("kind"),
            name: cell("name"),
            country: cell("country"),
            affiliation: cell("affiliation"),
            number: cell("number").map(WrittenNumber::Text),
            _joined: None,
        };
        let line = record.position().map_or(line, csv::Position::line);
        read.take(line, &format!("line {line}"), written, countries);
    }
}

fn csv_fault(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it isn't UTF-8; save the file as UTF-8".to_owned(),
        csv::ErrorKind::Io(e) => format!("the file can't be read ({})", plainly(e)),
        _ => "it isn't a line of comma-separated values".to_owned(),
    }
}

/// An array, or one object a line; told apart by the first character.
fn json_rows(mut input: impl BufRead, countries: &Countries, read: &mut Read) {
    let begins = match input.fill_buf() {
        Ok(bytes) => bytes.iter().copied().find(|b| !b.is_ascii_whitespace()),
        Err(e) => return read.fault("the file", format_args!("it can't be read ({})", plainly(&e))),
    };
    if begins == Some(b'[') {
        let entries: Vec<serde_json::Value> = match serde_json::from_reader(input) {
            Ok(entries) => entries,
            Err(e) => return read.fault(&format!("line {}", e.line()), "it isn't valid JSON from here on"),
        };
        for (number, entry) in (1..).zip(entries) {
            let place = format!("entry {number}");
            match serde_json::from_value(entry) {
                Ok(written) => read.take(number, &place, written, countries),
                Err(e) => read.fault(&place, json_fault(&e)),
            }
        }
        return;
    }
    for number in 1.. {
        let place = format!("line {number}");
        match console::read_line(&mut input) {
            Ok(console::Typed::End) => return,
            Ok(console::Typed::Line(line)) if line.trim().is_empty() => {}
            Ok(console::Typed::Line(line)) => match serde_json::from_str(&line) {
                Ok(written) => read.take(number, &place, written, countries),
                Err(e) => read.fault(&place, json_fault(&e)),
            },
            Ok(console::Typed::Cut(_)) => {
                read.fault(&place, format_args!("it is longer than {} kB", console::MAX_LINE / 1024))
            }
            Ok(console::Typed::Broken) => read.fault(&place, "it isn't UTF-8"),
            Err(e) => return read.fault(&place, format_args!("it can't be read ({})", plainly(&e))),
        }
    }
}

/// What is wrong, in words that repeat nobody's name.
fn json_fault(error: &serde_json::Error) -> String {
    let columns = COLUMNS.join(", ");
    if error.is_data() {
        format!("it isn't an object with texts for {columns} alone")
    } else {
        "it isn't valid JSON; write one object a line, or one array".to_owned()
    }
}

/// A row as it is exported: public fields only, with the day instead of the moment.
#[derive(Serialize)]
struct Exported<'a> {
    kind: &'a str,
    name: &'a str,
    country: Option<&'a str>,
    affiliation: Option<&'a str>,
    number: Option<u32>,
    joined: Option<String>,
}

impl<'a> From<&'a Supporter> for Exported<'a> {
    fn from(supporter: &'a Supporter) -> Self {
        let line = &supporter.line;
        Self {
            kind: supporter.kind.as_str(),
            name: &line.name,
            country: line.country.as_ref().map(Country::code).or(line.country_as_written.as_deref()),
            affiliation: line.affiliation.as_deref(),
            number: supporter.number.map(|n| n.0),
            joined: supporter.joined_at.and_then(day),
        }
    }
}

/// The day of a moment, in UTC.
pub(super) fn day(at: Timestamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    Some(at.to_zoned(TimeZone::UTC).date().to_string())
}

/// Writes a list, a page at a time.
pub(super) struct Writer<W: Write> {
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json(W, &'static str),
}

impl<W: Write> Writer<W> {
    /// # Errors
    /// When the output can't be written.
    pub(super) fn begin(format: Format, out: W) -> std::io::Result<Self> {
        let out = match format {
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(out);
                writer.write_record(COLUMNS.iter().chain(&["joined"])).map_err(io_error)?;
                Out::Csv(Box::new(writer))
            }
            Format::Json => Out::Json(out, "[\n"),
        };
        Ok(Self { out })
    }

    /// # Errors
    /// When the output can't be written.
    pub(super) fn write(&mut self, supporter: &Supporter) -> std::io::Result<()> {
        let row = Exported::from(supporter);
        match &mut self.out {
            Out::Csv(writer) => {
                let number = row.number.map(|n| n.to_string());
                let cells = [
                    row.kind,
                    &plain(row.name),
                    &plain(row.country.unwrap_or_default()),
                    &plain(row.affiliation.unwrap_or_default()),
                    number.as_deref().unwrap_or_default(),
                    row.joined.as_deref().unwrap_or_default(),
                ];
                writer.write_record(cells).map_err(io_error)
            }
            Out::Json(out, before) => {
                out.write_all(before.as_bytes())?;
                *before = ",\n";
                serde_json::to_writer(out, &row).map_err(std::io::Error::from)
            }
        }
    }

    /// # Errors
    /// When the output can't be written.
    pub(super) fn end(self) -> std::io::Result<W> {
        match self.out {
            Out::Csv(mut writer) => {
                writer.flush()?;
                writer.into_inner().map_err(csv::IntoInnerError::into_error)
            }
            Out::Json(mut out, before) => {
                out.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?;
                out.flush()?;
                Ok(out)
            }
        }
    }
}

/// A cell that a spreadsheet doesn't take for a formula (OWASP, "CSV Injection").
fn plain(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn io_error(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => e,
        _ => std::io::Error::other("a row doesn't fit the columns"),
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
