//! Settings: defaults, then `outreach-bot.toml`, then `OUTREACH_` variables, then flags; the later one wins.
//! Every key that any version of the bot knows is in `KEYS`; another one is an error that names the nearest.
//! Absent on purpose: what the settings do. A setting that nothing in this program reads is kept in
//! [`Settings::unused`], so that it is never ignored in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use commands::Review;
use toml::de::{DeTable, DeValue};

use crate::failure::plainly;

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "outreach-bot.toml";
/// What every variable begins with.
pub const PREFIX: &str = "OUTREACH_";

/// The largest settings file, in bytes.
const MAX_FILE: u64 = 1024 * 1024;
/// The largest file with a secret in it, in bytes.
const MAX_SECRET: u64 = 64 * 1024;

/// What a setting may be. All are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A file or folder.
    Path,
    /// Words.
    Text,
    /// Words that nobody else may see; may also be given as a file, under the same name with `_file`.
    Secret,
    /// A web address.
    Url,
    /// An address to listen on, such as `127.0.0.1:8080`.
    Listen,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A known setting.
#[derive(Debug)]
struct Key {
    name: &'static str,
    kind: Kind,
    /// Whether this version does something with it.
    used: bool,
}

const fn used(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, used: true }
}

const fn later(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, used: false }
}

/// Every setting.
const KEYS: &[Key] = &[
    used("content", Kind::Path),
    used("data_dir", Kind::Path),
    used("database.url", Kind::Secret),
    used("key_file", Kind::Path),
    used("log.format", Kind::OneOf(&["text", "json"])),
    used("review", Kind::OneOf(&["organisations", "all"])),
    later("discord.api_url", Kind::Url),
    later("discord.token", Kind::Secret),
    later("http.listen", Kind::Listen),
    later("matrix.homeserver", Kind::Url),
    later("matrix.password", Kind::Secret),
    later("matrix.recovery_key", Kind::Secret),
    later("matrix.user", Kind::Text),
    later("telegram.api_url", Kind::Url),
    later("telegram.token", Kind::Secret),
    later("telegram.webhook.listen", Kind::Listen),
    later("telegram.webhook.secret", Kind::Secret),
    later("telegram.webhook.url", Kind::Url),
];

/// A value that must not be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The value, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the key, the embedded database and the log live.
    pub data_dir: PathBuf,
    /// The database; `None` is SQLite in [`Settings::data_dir`].
    pub database_url: Option<Secret>,
    /// The file with the key.
    pub key_file: PathBuf,
    /// The folder with the campaign; `None` is the embedded one.
    pub content: Option<PathBuf>,
    /// Which pledges wait.
    pub review: Review,
    /// How the log is written.
    pub log_format: LogFormat,
    /// Settings that were given and that this version does nothing with, by name.
    pub unused: Vec<String>,
}

/// What was said on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The data folder.
    pub data_dir: Option<PathBuf>,
    /// The campaign's folder.
    pub content: Option<PathBuf>,
    /// How the log is written.
    pub log_format: Option<LogFormat>,
}

/// A setting that can't be used. Says where, what is wrong and what to do; never the value of a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(String);

/// A value and where it stands, for messages.
#[derive(Clone, Debug)]
struct Given {
    value: String,
    place: String,
    /// Whether the value names a file that holds the secret.
    in_file: bool,
}

type Layer = BTreeMap<&'static str, Given>;

impl Settings {
    /// The embedded database's file.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data_dir.join("outreach.db")
    }

    /// Whether the database is a file that one process at a time works on, not a server.
    pub fn database_is_a_file(&self) -> bool {
        self.database_url.as_ref().is_none_or(|url| url.reveal().starts_with("sqlite:"))
    }

    /// Reads all settings. `variables` are the process' environment.
    ///
    /// # Errors
    /// Every problem found, in the order of file, environment, values.
    pub fn load<I>(flags: &Flags, variables: I) -> Result<Self, Vec<Problem>>
    where
        I: IntoIterator<Item = (String, String)>,
    {
        let mut problems = Vec::new();
        let mut all = from_file(flags.config.as_deref(), &mut problems);
        all.extend(from_variables(variables, &mut problems));
        let mut values: BTreeMap<&'static str, String> = BTreeMap::new();
        for (name, given) in all {
            match value(name, &given) {
                Ok(text) => drop(values.insert(name, text)),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let unused =
            KEYS.iter().filter(|k| !k.used && values.contains_key(k.name)).map(|k| k.name.to_owned()).collect();
        let mut path = |name: &str| values.remove(name).map(PathBuf::from);
        let data_dir = flags.data_dir.clone().or(path("data_dir")).unwrap_or_else(|| PathBuf::from("data"));
        let content = flags.content.clone().or(path("content"));
        let key_file = path("key_file").unwrap_or_else(|| data_dir.join("key"));
        let is = |name: &str, word: &str| values.get(name).is_some_and(|v| v == word);
        let log_format =
            flags.log_format.unwrap_or(if is("log.format", "json") { LogFormat::Json } else { LogFormat::Text });
        let review = if is("review", "all") { Review::All } else { Review::OrganisationsAndFlagged };
        let database_url = values.remove("database.url").map(Secret);
        Ok(Self { data_dir, database_url, key_file, content, review, log_format, unused })
    }
}

/// Finds a known setting, and whether the name is that of its file.
fn known(name: &str) -> Option<(&'static Key, bool)> {
    let find = |name: &str| KEYS.iter().find(|k| k.name == name);
    if let Some(key) = find(name) {
        return Some((key, false));
    }
    name.strip_suffix("_file").and_then(find).filter(|k| k.kind == Kind::Secret).map(|k| (k, true))
}

/// Every name that may be written, in the order of [`KEYS`].
fn names() -> impl Iterator<Item = String> {
    KEYS.iter().flat_map(|k| {
        let file = (k.kind == Kind::Secret).then(|| format!("{}_file", k.name));
        [Some(k.name.to_owned()), file].into_iter().flatten()
    })
}

fn nearest(name: &str, written: impl Fn(&str) -> String) -> String {
    let typed = written(name);
    let distance = |known: &String| strsim::damerau_levenshtein(known, &typed);
    names().map(|n| written(&n)).min_by_key(distance).unwrap_or_default()
}

fn variable(name: &str) -> String {
    format!("{PREFIX}{}", name.replace('.', "__").to_uppercase())
}

fn keep(layer: &mut Layer, key: &'static Key, given: Given, problems: &mut Vec<Problem>) {
    // An empty value is how deployment tools write "not set".
    if given.value.is_empty() {
        return;
    }
    let place = given.place.clone();
    if layer.insert(key.name, given).is_some() {
        problems.push(Problem(format!(
            "{place} gives {} a second time, as a value and as a file: keep one of them.",
            key.name
        )));
    }
}

fn from_variables<I>(variables: I, problems: &mut Vec<Problem>) -> Layer
where
    I: IntoIterator<Item = (String, String)>,
{
    let mut layer = Layer::new();
    let mut ours: Vec<_> = variables.into_iter().filter(|(n, _)| n.starts_with(PREFIX)).collect();
    ours.sort();
    for (name, value) in ours {
        let key = name[PREFIX.len()..].replace("__", ".").to_lowercase();
        match known(&key).filter(|_| variable(&key) == name) {
            Some((key, in_file)) => {
                keep(&mut layer, key, Given { value, place: format!("the variable {name}"), in_file }, problems);
            }
            None => problems.push(Problem(format!(
                "the variable {name} is no setting of outreach-bot: did you mean {}?",
                nearest(&key, variable)
            ))),
        }
    }
    layer
}

fn from_file(named: Option<&Path>, problems: &mut Vec<Problem>) -> Layer {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let source = match read(path, MAX_FILE) {
        Ok(source) => source,
        Err(e) if named.is_none() && e.kind() == std::io::ErrorKind::NotFound => return Layer::new(),
        Err(e) => {
            let fault = plainly(&e);
            problems.push(Problem(format!(
                "the settings file {} can't be read ({fault}): check --config.",
                path.display()
            )));
            return Layer::new();
        }
    };
    parse(&source, &path.display().to_string(), problems)
}

fn parse(source: &str, file: &str, problems: &mut Vec<Problem>) -> Layer {
    let line = |at: usize| source.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let mut layer = Layer::new();
    let table = match DeTable::parse(source) {
        Ok(table) => table.into_inner(),
        Err(e) => {
            let at = e.span().map_or(1, |span| line(span.start));
            let fault = e.message().lines().next().unwrap_or("it isn't valid TOML").to_owned();
            problems.push(Problem(format!("{file}, line {at}, isn't valid TOML: {fault}.")));
            return layer;
        }
    };
    let mut open = vec![(String::new(), table)];
    while let Some((above, table)) = open.pop() {
        for (key, value) in table {
            let at = line(key.span().start);
            let name = format!("{above}{}", key.get_ref());
            let place = format!("{file}, line {at},");
            let section = KEYS.iter().any(|k| k.name.starts_with(&format!("{name}.")));
            match (known(&name), value.into_inner()) {
                (Some((key, in_file)), DeValue::String(value)) => {
                    keep(&mut layer, key, Given { value: value.into_owned(), place, in_file }, problems);
                }
                (Some(_), other) => problems.push(Problem(format!(
                    "{place} gives {name} as {}: write it as text in quotes.",
                    article(other.type_str())
                ))),
                (None, DeValue::Table(table)) if section => open.push((format!("{name}."), table)),
                (None, other) if section => problems.push(Problem(format!(
                    "{place} gives {name} as {}: write a section [{name}] with settings of its own.",
                    article(other.type_str())
                ))),
                // An unknown section is one mistake, not one for each line in it.
                (None, DeValue::Table(table)) => {
                    let first = table.keys().min_by_key(|k| k.span().start);
                    let inner = first.map_or(name.clone(), |k| format!("{name}.{}", k.get_ref()));
                    problems.push(unknown(&place, &inner));
                }
                (None, _) => problems.push(unknown(&place, &name)),
            }
        }
    }
    layer
}

fn unknown(place: &str, name: &str) -> Problem {
    Problem(format!("{place} has the unknown setting {name}: did you mean {}?", nearest(name, str::to_owned)))
}

fn article(kind: &str) -> String {
    let an = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if an { "an" } else { "a" })
}

/// The value itself: read from its file if it is in one, and checked.
fn value(name: &'static str, given: &Given) -> Result<String, Problem> {
    let Given { value, place, in_file } = given;
    let kind = KEYS.iter().find(|k| k.name == name).map_or(Kind::Text, |k| k.kind);
    let text = if *in_file {
        let secret = read(Path::new(value), MAX_SECRET).map_err(|e| {
            Problem(format!("{place} names {value} as the file with {name}, which can't be read ({}).", plainly(&e)))
        })?;
        let secret = secret.trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            return Err(Problem(format!("{place} names {value} as the file with {name}, which is empty.")));
        }
        secret.to_owned()
    } else {
        value.clone()
    };
    let fault = match kind {
        Kind::Path | Kind::Text => None,
        Kind::Secret if name == "database.url" => {
            let schemes = ["postgres://", "postgresql://", "sqlite:"];
            let fits = schemes.iter().any(|s| text.starts_with(s));
            (!fits).then(|| "an address that begins with postgres:// or sqlite:".to_owned())
        }
        Kind::Secret => None,
        Kind::Url => {
            let fits = text.starts_with("https://") || text.starts_with("http://");
            (!fits).then(|| "an address that begins with https://".to_owned())
        }
        Kind::Listen => {
            let fits = text.parse::<SocketAddr>().is_ok();
            (!fits).then(|| "an address and port, such as 127.0.0.1:8080".to_owned())
        }
        Kind::OneOf(words) => (!words.contains(&text.as_str())).then(|| words.join(" or ")),
    };
    match fault {
        None => Ok(text),
        Some(wanted) => Err(Problem(format!("{place} gives {name} a value that can't be used: write {wanted}."))),
    }
}

fn read(path: &Path, most: u64) -> std::io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(std::io::Error::other(format!("it is larger than {} kB", most / 1024)));
    }
    Ok(text)
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
