//! Making a [`Campaign`] of its files. The files come as bytes, so that this crate does no input; the program reads
//! the folder. Every check of a campaign is here, and all of them run before anything is refused.
//!
//! docs/CONTENT.md describes the files for those who write them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

mod head;
mod passages;
mod supporters;
mod words;

use super::problem::{Problem, instead, nearest};
use super::record::{Document, Record};
use super::{Campaign, PassageId};
use crate::language::Language;

const CAMPAIGN: &str = "campaign.toml";
const PASSAGES: &str = "passages.toml";
const SUPPORTERS: &str = "supporters.toml";
const EXPLANATIONS: &str = "explanations/";
const TRANSLATIONS: &str = "translations/";
const SEARCH: &str = "search/";
const EXTENSION: &str = ".toml";

/// A campaign's files: paths relative to its folder, with `/` between folders, and their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Cow<'static, [u8]>>);

impl Files {
    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Cow<'static, [u8]>>) {
        self.0.insert(path.into(), bytes.into());
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.0.remove(path)
    }

    /// Takes out what only a search by words needs.
    pub(super) fn remove_search_lines(&mut self) {
        self.0.retain(|path, _| !path.starts_with(SEARCH));
    }

    /// Whether a file with this path can belong to a campaign, so that a folder's other files needn't be read.
    pub fn concerns(path: &str) -> bool {
        path.ends_with(EXTENSION)
    }

    fn document<'a>(&'a self, path: &'a str, problems: &mut Vec<Problem>) -> Option<Document<'a>> {
        Document::parse(path, self.0.get(path)?, problems)
    }

    /// The files of a folder that holds one file for each language, with the languages' codes.
    fn by_language<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.keys().filter_map(move |path| {
            let code = path.strip_prefix(folder)?.strip_suffix(EXTENSION)?;
            Some((path.as_str(), code))
        })
    }
}

/// The passages' ids, or `None` when there are none or their file can't be read. Then nothing that names a passage
/// is judged: one broken file shall not make a hundred problems.
struct KnownIds<'a>(Option<BTreeSet<&'a str>>);

impl KnownIds<'_> {
    fn has(&self, id: &str) -> bool {
        self.0.as_ref().is_none_or(|ids| ids.contains(id))
    }

    fn cure(&self, typed: &str) -> String {
        match nearest(typed, self.0.iter().flatten().copied()) {
            Some(id) => format!("write “{id}” if that was meant"),
            None => format!("use an id of {PASSAGES}"),
        }
    }
}

/// Makes a campaign of its files, or says everything that is wrong with them.
pub(super) fn load(files: &Files) -> Result<Campaign, Vec<Problem>> {
    let mut problems = Vec::new();
    unknown_files(files, &mut problems);

    let head = files.document(CAMPAIGN, &mut problems);
    let texts = files.document(PASSAGES, &mut problems);
    let records = texts.as_ref().map(|t| t.record().tables("passage", "id", &mut problems));
    let ids = records.as_ref().map(|r| r.iter().filter_map(|r| r.peek("id")).collect::<BTreeSet<_>>());
    let known = KnownIds(ids.filter(|ids| !ids.is_empty()));

    let mut campaign = head.as_ref().map_or_else(empty, |head| head::read_head(&head.record(), &known, &mut problems));
    if let (Some(texts), Some(records)) = (&texts, &records) {
        texts.record().allow(&["passage"], &mut problems);
        let sources = head.as_ref().map(|_| campaign.sources.as_slice());
        campaign.passages = passages::read_passages(records, &known, sources, &mut problems);
    }
    for (path, code) in files.by_language(EXPLANATIONS) {
        words::read_explanations(files, path, code, &known, &mut campaign.passages, &mut problems);
    }
    for (path, code) in files.by_language(TRANSLATIONS) {
        words::read_translations(files, path, code, &known, &mut campaign.passages, &mut problems);
    }
    for (path, code) in files.by_language(SEARCH) {
        words::read_search_lines(files, path, code, &known, &mut campaign.passages, &mut problems);
    }
    if let Some(list) = files.document(SUPPORTERS, &mut problems) {
        campaign.first_supporters = supporters::read_supporters(&list.record(), &mut problems);
    }
    Problem::sort(&mut problems);
    if problems.is_empty() { Ok(campaign) } else { Err(problems) }
}

fn unknown_files(files: &Files, problems: &mut Vec<Problem>) {
    let english = format!("{EXPLANATIONS}{}{EXTENSION}", Language::English.code());
    for required in [CAMPAIGN, PASSAGES, &english] {
        if !files.0.contains_key(required) {
            problems.push(Problem::whole_file(
                required,
                "this file is missing",
                "add it, as docs/CONTENT.md describes",
            ));
        }
    }
    let languages: Vec<_> = Language::ALL.into_iter().map(Language::code).collect();
    for path in files.0.keys().filter(|path| Files::concerns(path)) {
        let known = [CAMPAIGN, PASSAGES, SUPPORTERS].contains(&path.as_str());
        let code = |folder: &str| path.strip_prefix(folder).and_then(|name| name.strip_suffix(EXTENSION));
        if let Some(code) = code(EXPLANATIONS).or_else(|| code(TRANSLATIONS)) {
            if !languages.contains(&code) {
                let cure = format!("name it after one of the bot's languages: {}", languages.join(", "));
                problems.push(Problem::whole_file(path, format!("the bot doesn't speak “{code}”"), cure));
            } else if path.starts_with(TRANSLATIONS) && code == Language::English.code() {
                let what = "the texts are in English: a translation into it would stand in their place";
                problems.push(Problem::whole_file(path, what, "remove this file"));
            }
        } else if let Some(code) = code(SEARCH) {
            if !(2..=3).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_lowercase()) {
                let what = format!("“{code}” is not the code of a language");
                problems.push(Problem::whole_file(path, what, "name the file like search/en.toml"));
            }
        } else if !known {
            let names =
                [CAMPAIGN, PASSAGES, SUPPORTERS, "explanations/en.toml", "translations/fr.toml", "search/en.toml"];
            problems.push(Problem::whole_file(path, "a campaign has no such file", instead(path, &names)));
        }
    }
}

fn empty() -> Campaign {
    Campaign {
        name: String::new(),
        site: String::new(),
        contact: String::new(),
        sources: Vec::new(),
        passages: Vec::new(),
        definition: PassageId(String::new()),
        how_to_support: PassageId(String::new()),
        list_of_supporters: PassageId(String::new()),
        about: Vec::new(),
        first_supporters: Vec::new(),
    }
}

/// Whether an id can be typed on every platform, and stand in a button's token.
fn is_plain_id(id: &str) -> bool {
    (1..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn web_address(record: &Record<'_>, key: &str, problems: &mut Vec<Problem>) -> String {
    let address = record.text(key, problems);
    let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    let web = plain && (address.starts_with("https://") || address.starts_with("http://"));
    if !web && !address.is_empty() {
        let what = format!("“{key}” is not a web address");
        record.note(key, what, "write one that begins with https://", problems);
    }
    address
}

/// The passages that a list names.
fn read_ids(record: &Record<'_>, key: &str, known: &KnownIds<'_>, problems: &mut Vec<Problem>) -> Vec<PassageId> {
    let mut ids: Vec<PassageId> = Vec::new();
    for item in record.texts(key, problems) {
        if !known.has(item.text) {
            let what = format!("“{key}” names “{}”, which is no passage", item.text);
            record.note_item(&item, what, known.cure(item.text), problems);
        } else if ids.iter().any(|id| id.0 == item.text) {
            let what = format!("“{key}” names “{}” twice", item.text);
            record.note_item(&item, what, "remove one of them", problems);
        }
        ids.push(PassageId(item.text.to_owned()));
    }
    ids
}
