//! Reading TOML tables field by field. Unlike deserialising into a struct, which stops at the first mistake, this
//! notes every mistake with its line and goes on. A field that couldn't be read comes back empty: it never gets out,
//! because a campaign with problems isn't handed over.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, instead};

/// A file that is valid TOML.
pub(super) struct Document<'a> {
    file: &'a str,
    source: &'a str,
    root: DeTable<'a>,
}

impl<'a> Document<'a> {
    /// Parses a file. When it isn't TOML, every error is noted and nothing else in it is judged, because what
    /// stands after an error can't be trusted.
    pub(super) fn parse(file: &'a str, bytes: &'a [u8], problems: &mut Vec<Problem>) -> Option<Self> {
        let source = match std::str::from_utf8(bytes) {
            Ok(source) => source,
            Err(error) => {
                let line = Some(line_of(bytes, error.valid_up_to()));
                problems.push(Problem::at(file, line, None, "this is not UTF-8 text", "save the file as UTF-8"));
                return None;
            }
        };
        let (root, mut errors) = DeTable::parse_recoverable(source);
        // One slip often upsets the rest of its line: the first error of a line says enough.
        errors.dedup_by_key(|error| error.span().map(|span| line_of(bytes, span.start)));
        problems.extend(errors.iter().map(|error| {
            let line = error.span().map(|span| line_of(bytes, span.start));
            let what = format!("this is not valid TOML ({})", error.message().replace('\n', ", "));
            let cure = "mend the line: texts stand in quotation marks, lists in square brackets";
            Problem::at(file, line, None, what, cure)
        }));
        errors.is_empty().then(|| Self { file, source, root: root.into_inner() })
    }

    /// The whole file as one table.
    pub(super) fn record(&self) -> Record<'_> {
        Record { file: self.file, source: self.source, table: &self.root, start: None, name: String::new() }
    }
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + bytes.iter().take(offset).filter(|b| **b == b'\n').count()
}

/// One table of a file.
pub(super) struct Record<'a> {
    file: &'a str,
    source: &'a str,
    table: &'a DeTable<'a>,
    /// Where its head stands; `None` for the whole file.
    start: Option<usize>,
    /// What it is called in problems, such as `passage R3`.
    name: String,
}

/// A text in a list, with the place where it stands.
pub(super) struct Item<'a> {
    pub(super) text: &'a str,
    at: usize,
}

impl<'a> Record<'a> {
    /// Notes a problem with a field, at its line if it is there, else at the head of the table.
    pub(super) fn note(
        &self,
        key: &str,
        what: impl Into<String>,
        cure: impl Into<String>,
        problems: &mut Vec<Problem>,
    ) {
        let at = self.table.get(key).map(|value| value.span().start).or(self.start);
        problems.push(self.problem(at, what, cure));
    }

    /// Notes a problem with one item of a list.
    pub(super) fn note_item(
        &self,
        item: &Item<'_>,
        what: impl Into<String>,
        cure: impl Into<String>,
        problems: &mut Vec<Problem>,
    ) {
        problems.push(self.problem(Some(item.at), what, cure));
    }

    fn problem(&self, at: Option<usize>, what: impl Into<String>, cure: impl Into<String>) -> Problem {
        let line = at.map(|at| line_of(self.source.as_bytes(), at));
        let name = (!self.name.is_empty()).then_some(self.name.as_str());
        Problem::at(self.file, line, name, what, cure)
    }

    /// The keys in the table, in the order of the file.
    pub(super) fn keys(&self) -> Vec<&'a str> {
        let mut keys: Vec<_> = self.table.iter().map(|(key, _)| (key.span().start, key.get_ref().as_ref())).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// Notes every key that isn't among these.
    pub(super) fn allow(&self, known: &[&str], problems: &mut Vec<Problem>) {
        for key in self.keys() {
            if !known.contains(&key) {
                self.note(key, format!("there is no field “{key}” here"), instead(key, known), problems);
            }
        }
    }

    /// Whether a field is there, whatever it holds.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A field's text, without judging it.
    pub(super) fn peek(&self, key: &str) -> Option<&'a str> {
        self.table.get(key)?.get_ref().as_str()
    }

    /// A text that must be there and say something.
    pub(super) fn text(&self, key: &str, problems: &mut Vec<Problem>) -> String {
        if !self.has(key) {
            self.note(key, format!("“{key}” is missing"), format!("add a line {key} = \"…\""), problems);
        }
        self.filled(key, "write something", problems)
    }

    /// A text that may be left out, but not left empty.
    pub(super) fn optional_text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let text = self.filled(key, "write something or remove the line", problems);
        (!text.is_empty()).then_some(text)
    }

    fn filled(&self, key: &str, cure: &str, problems: &mut Vec<Problem>) -> String {
        match self.table.get(key).map(|value| value.get_ref().as_str()) {
            None => {}
            // Some editors write line breaks as two characters, which changes no word.
            Some(Some(text)) if !text.trim().is_empty() => return text.replace("\r\n", "\n"),
            Some(Some(_)) => self.note(key, format!("“{key}” is empty"), cure, problems),
            Some(None) => self.wrong_kind(key, "text in quotation marks", problems),
        }
        String::new()
    }

    /// A whole number from 1 on that may be left out.
    pub(super) fn number(&self, key: &str, problems: &mut Vec<Problem>) -> Option<u32> {
        let value = self.table.get(key)?.get_ref();
        let number = value.as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        let number = number.filter(|n| *n > 0);
        if number.is_none() {
            self.wrong_kind(key, "a whole number from 1 on, without quotation marks", problems);
        }
        number
    }

    /// Yes or no; `absent` when it is left out.
    pub(super) fn flag(&self, key: &str, absent: bool, problems: &mut Vec<Problem>) -> bool {
        let Some(value) = self.table.get(key) else { return absent };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_kind(key, "true or false, without quotation marks", problems);
            absent
        })
    }

    /// A list of texts; empty when it is left out.
    pub(super) fn texts(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<Item<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_kind(key, "a list such as [\"…\", \"…\"]", problems);
            return Vec::new();
        };
        let mut items = Vec::with_capacity(list.len());
        for value in list.iter() {
            let at = value.span().start;
            match value.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => items.push(Item { text, at }),
                _ => problems.push(self.problem(
                    Some(at),
                    format!("“{key}” holds something other than texts, or an empty one"),
                    "put every item in quotation marks and remove empty ones",
                )),
            }
        }
        items
    }

    /// The tables that are written as `[[key]]`, each called by the text of its field `id_key`.
    pub(super) fn tables(&self, key: &str, id_key: &str, problems: &mut Vec<Problem>) -> Vec<Record<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_kind(key, &format!("several tables, each under a line [[{key}]]"), problems);
            return Vec::new();
        };
        let mut records = Vec::with_capacity(list.len());
        for value in list.iter() {
            match self.inner(value, String::new()) {
                Some(mut record) => {
                    record.name = record.peek(id_key).map_or_else(|| format!("a {key}"), |id| format!("{key} {id}"));
                    records.push(record);
                }
                None => self.wrong_kind(key, &format!("several tables, each under a line [[{key}]]"), problems),
            }
        }
        records
    }

    /// The table that is written as `[key]`.
    pub(super) fn table(&self, key: &str, name: String, problems: &mut Vec<Problem>) -> Option<Record<'a>> {
        let record = self.inner(self.table.get(key)?, name);
        if record.is_none() {
            self.wrong_kind(key, &format!("a table under a line [{key}]"), problems);
        }
        record
    }

    fn inner(&self, value: &'a Spanned<DeValue<'a>>, name: String) -> Option<Record<'a>> {
        let DeValue::Table(table) = value.get_ref() else { return None };
        Some(Record { file: self.file, source: self.source, table, start: Some(value.span().start), name })
    }

    fn wrong_kind(&self, key: &str, expected: &str, problems: &mut Vec<Problem>) {
        self.note(key, format!("“{key}” is of the wrong kind"), format!("make it {expected}"), problems);
    }
}
