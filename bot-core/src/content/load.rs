//! Making a [`Campaign`] of its files. The files come as bytes, so that this crate does no input; the program reads
//! the folder. Every check of a campaign is here, and all of them run before anything is refused.
//!
//! docs/CONTENT.md describes the files for those who write them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::problem::{Problem, instead, nearest};
use super::record::{Document, Record};
use super::{Campaign, FirstSupporter, Passage, PassageId, Series, Source};
use crate::country::Country;
use crate::ids::SupporterNumber;
use crate::language::Language;
use crate::supporter::SupporterKind;

const CAMPAIGN: &str = "campaign.toml";
const PASSAGES: &str = "passages.toml";
const SUPPORTERS: &str = "supporters.toml";
const EXPLANATIONS: &str = "explanations/";
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

/// The passages' ids as far as they are known. When the file of passages can't be read, none are, and nothing that
/// names a passage is judged: one broken file shall not make a hundred problems.
struct KnownIds<'a>(Option<BTreeSet<&'a str>>);

impl KnownIds<'_> {
    fn has(&self, id: &str) -> bool {
        self.0.as_ref().is_none_or(|ids| ids.contains(id))
    }

    fn cure(&self, typed: &str) -> String {
        match nearest(typed, self.0.iter().flatten().copied()) {
            Some(id) => format!("did you mean “{id}”?"),
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
    let known = KnownIds(records.as_ref().map(|r| r.iter().filter_map(|r| r.peek("id")).collect()));

    let mut campaign = head.as_ref().map_or_else(empty, |head| read_head(&head.record(), &known, &mut problems));
    if let (Some(texts), Some(records)) = (&texts, &records) {
        texts.record().allow(&["passage"], &mut problems);
        let sources = head.as_ref().map(|_| campaign.sources.as_slice());
        campaign.passages = read_passages(records, &known, sources, &mut problems);
    }
    for (path, code) in files.by_language(EXPLANATIONS) {
        read_explanations(files, path, code, &known, &mut campaign.passages, &mut problems);
    }
    for (path, code) in files.by_language(SEARCH) {
        read_search_lines(files, path, code, &known, &mut campaign.passages, &mut problems);
    }
    if let Some(list) = files.document(SUPPORTERS, &mut problems) {
        campaign.first_supporters = read_supporters(&list.record(), &mut problems);
    }
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
        if let Some(code) = code(EXPLANATIONS) {
            if !languages.contains(&code) {
                let cure = format!("name it after one of the bot's languages: {}", languages.join(", "));
                problems.push(Problem::whole_file(path, format!("the bot doesn't speak “{code}”"), cure));
            }
        } else if let Some(code) = code(SEARCH) {
            if !(2..=3).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_lowercase()) {
                let what = format!("“{code}” is not the code of a language");
                problems.push(Problem::whole_file(path, what, "name the file like search/en.toml"));
            }
        } else if !known {
            let names = [CAMPAIGN, PASSAGES, SUPPORTERS, "explanations/en.toml", "search/en.toml"];
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

fn read_head(head: &Record<'_>, known: &KnownIds<'_>, problems: &mut Vec<Problem>) -> Campaign {
    head.allow(
        &["name", "site", "contact", "definition", "how_to_support", "list_of_supporters", "about", "source"],
        problems,
    );
    let name = head.text("name", problems);
    let site = web_address(head, "site", problems);
    let contact = head.text("contact", problems);
    if !contact.is_empty() && !contact.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.')) {
        let what = format!("“{contact}” is not an e-mail address");
        head.note("contact", what, "write one such as campaign@example.org".to_owned(), problems);
    }
    let mut passage = |key: &str| {
        let id = head.text(key, problems);
        if !id.is_empty() && !known.has(&id) {
            head.note(key, format!("there is no passage “{id}”"), known.cure(&id), problems);
        }
        PassageId(id)
    };
    let definition = passage("definition");
    let how_to_support = passage("how_to_support");
    let list_of_supporters = passage("list_of_supporters");
    let about = read_ids(head, "about", known, problems);
    if about.is_empty() {
        let cure = "add a line about = [\"…\"] with the passages that tell what the campaign is".to_owned();
        head.note("about", "“about” names no passage".to_owned(), cure, problems);
    }

    let mut sources: Vec<Source> = Vec::new();
    for record in head.tables("source", "id", problems) {
        record.allow(&["id", "title", "sha256"], problems);
        let id = record.text("id", problems);
        let title = record.text("title", problems);
        let sha256 = record.text("sha256", problems);
        if !sha256.is_empty() && !is_sha256(&sha256) {
            let what = "this is not a SHA-256 hash".to_owned();
            record.note("sha256", what, "write the 64 digits that sha256sum prints for the source".to_owned(), problems);
        }
        if sources.iter().any(|s| s.id == id) {
            let what = format!("the source “{id}” is there twice");
            record.note("id", what, "give one of them another id".to_owned(), problems);
        }
        sources.push(Source { id, title, sha256 });
    }
    if sources.is_empty() {
        let cure = "add a table [[source]] with id, title and sha256".to_owned();
        head.note("source", "no source is named".to_owned(), cure, problems);
    }
    Campaign { name, site, contact, definition, how_to_support, list_of_supporters, about, sources, ..empty() }
}

fn web_address(record: &Record<'_>, key: &str, problems: &mut Vec<Problem>) -> String {
    let address = record.text(key, problems);
    let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !address.is_empty() && !(plain && web) {
        let what = format!("“{key}” is not a web address");
        record.note(key, what, "write one that begins with https://".to_owned(), problems);
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
            record.note_item(&item, what, "remove one of them".to_owned(), problems);
        }
        ids.push(PassageId(item.text.to_owned()));
    }
    ids
}

fn read_passages(
    records: &[Record<'_>],
    known: &KnownIds<'_>,
    sources: Option<&[Source]>,
    problems: &mut Vec<Problem>,
) -> Vec<Passage> {
    if records.is_empty() {
        let cure = "add a table [[passage]] for each piece that can be quoted";
        problems.push(Problem::whole_file(PASSAGES, "there are no passages", cure));
    }
    let mut passages: Vec<Passage> = Vec::with_capacity(records.len());
    for record in records {
        let passage = read_passage(record, known, sources, problems);
        // People type ids in any case, so case can't tell two passages apart.
        if let Some(other) = passages.iter().find(|p| p.id.0.eq_ignore_ascii_case(&passage.id.0)) {
            let what = format!("the id “{}” is there twice", other.id);
            record.note("id", what, "give one of them another id".to_owned(), problems);
        }
        if let Some(other) = passages.iter().find(|p| p.numbered.is_some() && p.numbered == passage.numbered) {
            let what = format!("{} has the same number", other.id);
            record.note("number", what, "number each series 1, 2, 3 and so on".to_owned(), problems);
        }
        passages.push(passage);
    }
    for series in [Series::Recommendation, Series::Statement] {
        let numbers: BTreeSet<u32> =
            passages.iter().filter_map(|p| p.numbered).filter(|(s, _)| *s == series).map(|(_, n)| n).collect();
        // Numbers below the highest that are missing; the count of passages bounds the search, however high it is.
        let highest = numbers.last().copied().unwrap_or(0);
        let missing: Vec<_> =
            (1..highest).filter(|n| !numbers.contains(n)).take(numbers.len()).map(|n| n.to_string()).collect();
        if !missing.is_empty() {
            problems.push(Problem::whole_file(
                PASSAGES,
                format!("the series “{}” lacks number {}", series_name(series), missing.join(", ")),
                "number it 1, 2, 3 and so on, without gaps",
            ));
        }
    }
    passages
}

fn read_passage(
    record: &Record<'_>,
    known: &KnownIds<'_>,
    sources: Option<&[Source]>,
    problems: &mut Vec<Problem>,
) -> Passage {
    record.allow(
        &["id", "series", "number", "source", "citation", "link", "related", "searchable", "sha256", "text"],
        problems,
    );
    let id = record.text("id", problems);
    let plain = id.len() <= 32 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !id.is_empty() && !plain {
        let what = format!("the id “{id}” can't be typed everywhere");
        record.note("id", what, "use up to 32 letters a to z, digits and hyphens".to_owned(), problems);
    }
    let source = record.text("source", problems);
    if let Some(sources) = sources.filter(|_| !source.is_empty())
        && !sources.iter().any(|s| s.id == source)
    {
        let ids: Vec<_> = sources.iter().map(|s| s.id.as_str()).collect();
        let what = format!("{CAMPAIGN} has no source “{source}”");
        record.note("source", what, instead(&source, &ids), problems);
    }
    let text = record.text("text", problems);
    let sha256 = record.text("sha256", problems);
    let found = hash(&text);
    if !text.is_empty() && !sha256.is_empty() && sha256 != found {
        record.note(
            "sha256",
            "the text is not the one that was hashed".to_owned(),
            format!("restore the words of the source, or if they are right now, write sha256 = \"{found}\""),
            problems,
        );
    }
    let related = read_ids(record, "related", known, problems);
    if related.iter().any(|other| other.0 == id) {
        record.note("related", "the passage is related to itself".to_owned(), format!("remove “{id}”"), problems);
    }
    Passage {
        numbered: read_number(record, problems),
        citation: record.text("citation", problems),
        link: web_address(record, "link", problems),
        searchable: record.flag("searchable", true, problems),
        id: PassageId(id),
        source,
        text,
        related,
        titles: BTreeMap::new(),
        explanations: BTreeMap::new(),
        search_lines: Vec::new(),
    }
}

fn series_name(series: Series) -> &'static str {
    match series {
        Series::Recommendation => "recommendation",
        Series::Statement => "statement",
    }
}

fn read_number(record: &Record<'_>, problems: &mut Vec<Problem>) -> Option<(Series, u32)> {
    let name = record.optional_text("series", problems);
    let number = record.number("number", problems);
    let known = [Series::Recommendation, Series::Statement];
    let series = name.as_deref().and_then(|name| known.into_iter().find(|s| series_name(*s) == name));
    match (&name, series) {
        (Some(name), None) => {
            let cure = instead(name, &known.map(series_name));
            record.note("series", format!("there is no series “{name}”"), cure, problems);
        }
        (Some(_), _) if !record.keys().contains(&"number") => {
            let cure = "add a line number = …, or remove the series".to_owned();
            record.note("series", "a passage of a series has no number".to_owned(), cure, problems);
        }
        (None, _) if number.is_some() => {
            let cure = "add a line series = \"recommendation\" or \"statement\", or remove the number".to_owned();
            record.note("number", "a number stands without its series".to_owned(), cure, problems);
        }
        _ => {}
    }
    series.zip(number)
}

fn read_explanations(
    files: &Files,
    path: &str,
    code: &str,
    known: &KnownIds<'_>,
    passages: &mut [Passage],
    problems: &mut Vec<Problem>,
) {
    let Some(document) = files.document(path, problems) else { return };
    let Some(language) = Language::ALL.into_iter().find(|l| l.code() == code) else { return };
    let root = document.record();
    unknown_passages(&root, known, problems);
    for passage in passages.iter_mut().filter(|p| !p.id.0.is_empty()) {
        let id = passage.id.0.clone();
        if !root.keys().contains(&id.as_str()) {
            let cure = format!("add a table [{id}] with title and explanation");
            problems.push(Problem::whole_file(path, format!("passage {id} has no explanation"), cure));
            continue;
        }
        let Some(record) = root.table(&id, format!("passage {id}"), problems) else { continue };
        record.allow(&["title", "explanation"], problems);
        passage.titles.insert(language, record.text("title", problems));
        passage.explanations.insert(language, record.text("explanation", problems));
    }
}

fn unknown_passages(root: &Record<'_>, known: &KnownIds<'_>, problems: &mut Vec<Problem>) {
    for id in root.keys().into_iter().filter(|id| !known.has(id)) {
        root.note(id, format!("there is no passage “{id}”"), known.cure(id), problems);
    }
}

fn read_search_lines(
    files: &Files,
    path: &str,
    code: &str,
    known: &KnownIds<'_>,
    passages: &mut [Passage],
    problems: &mut Vec<Problem>,
) {
    let Some(document) = files.document(path, problems) else { return };
    let root = document.record();
    unknown_passages(&root, known, problems);
    for passage in passages {
        let lines = root.texts(&passage.id.0, problems);
        passage.search_lines.extend(lines.into_iter().map(|line| (code.to_owned(), line.text.to_owned())));
    }
}

fn read_supporters(root: &Record<'_>, problems: &mut Vec<Problem>) -> Vec<FirstSupporter> {
    root.allow(&["supporter"], problems);
    let mut supporters: Vec<FirstSupporter> = Vec::new();
    let mut keys = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for record in root.tables("supporter", "key", problems) {
        record.allow(&["key", "number", "kind", "name", "country_as_written", "country", "affiliation"], problems);
        let key = record.text("key", problems);
        if !key.is_empty() && !keys.insert(key.clone()) {
            let what = format!("the key “{key}” is there twice");
            record.note("key", what, "give one of them another key".to_owned(), problems);
        }
        let number = record.number("number", problems);
        if let Some(number) = number.filter(|n| !numbers.insert(*n)) {
            let what = format!("the number {number} is there twice");
            record.note("number", what, "give each supporter a number of their own, or none".to_owned(), problems);
        }
        let kind = record.text("kind", problems);
        let parsed = SupporterKind::parse(&kind);
        if parsed.is_none() && !kind.is_empty() {
            let cure = instead(&kind, &SupporterKind::ALL.map(SupporterKind::as_str));
            record.note("kind", format!("there is no kind “{kind}”"), cure, problems);
        }
        let country = record.optional_text("country", problems);
        let parsed_country = country.as_deref().and_then(Country::parse);
        if let (Some(code), None) = (&country, parsed_country) {
            let cure = "use the two letters of ISO 3166-1, such as KE, or remove the line".to_owned();
            record.note("country", format!("there is no country with the code “{code}”"), cure, problems);
        }
        supporters.push(FirstSupporter {
            key,
            number: number.map(SupporterNumber),
            kind: parsed.unwrap_or(SupporterKind::Individual),
            name: record.text("name", problems),
            country_as_written: record.optional_text("country_as_written", problems),
            country: parsed_country,
            affiliation: record.optional_text("affiliation", problems),
        });
    }
    supporters
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal, as `sha256sum` prints it.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
