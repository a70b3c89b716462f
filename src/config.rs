//! Settings: defaults, then `outreach-bot.toml`, then `OUTREACH_` variables, then flags; the later one wins.
//! Every key that any version of the bot knows is in `keys.rs`; another one is an error that names the nearest.
//! Absent on purpose: what the settings do. A setting that nothing in this program reads is kept in
//! [`Settings::unused`], so that it is never ignored in silence.

mod keys;
mod matrix;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use commands::Review;
use toml::de::{DeTable, DeValue};
use url::Url;

use crate::failure::plainly;
use keys::{KEYS, Key, Kind, known, nearest};
pub use matrix::Matrix;

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "outreach-bot.toml";
/// What every variable begins with.
pub const PREFIX: &str = "OUTREACH_";

/// The largest settings file, in bytes.
const MAX_FILE: u64 = 1024 * 1024;
/// The largest file with a secret in it, in bytes.
const MAX_SECRET: u64 = 64 * 1024;

/// Telegram's own Bot API server.
const TELEGRAM_API: &str = "https://api.telegram.org";
/// Telegram's documented limit for most bots: <https://core.telegram.org/bots/faq#broadcasting-to-users>.
const MESSAGES_PER_SECOND: u32 = 30;
/// Discord's own server.
const DISCORD_API: &str = "https://discord.com";
/// Discord's documented limit for most bots: <https://discord.com/developers/docs/topics/rate-limits#global-rate-limit>.
const CALLS_PER_SECOND: u32 = 50;
/// Only this machine's reverse proxy gets here.
const WEBHOOK_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8443);

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
    /// How to serve Discord, if it is served.
    pub discord: Option<Discord>,
    /// How to serve Matrix, if it is served.
    pub matrix: Option<Matrix>,
    /// How to serve Telegram, if it is served.
    pub telegram: Option<Telegram>,
    /// Settings that were given and that do nothing.
    pub unused: Vec<Unused>,
}

/// How to serve Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discord {
    /// The bot's token.
    pub token: Secret,
    /// The server of the API, with or without `/api/v10`.
    pub api_url: Url,
    /// The server in which alone the commands are registered.
    pub development_guild: Option<u64>,
    /// How many calls a second may be made, all together.
    pub calls_per_second: u32,
}

/// How to serve Telegram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telegram {
    /// The bot's token.
    pub token: Secret,
    /// The Bot API server.
    pub api_url: Url,
    /// Where updates are sent to; without it, they are fetched.
    pub webhook: Option<Webhook>,
    /// How many messages a second may be sent to all chats together.
    pub messages_per_second: u32,
}

/// Where a platform sends what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The public address.
    pub url: Url,
    /// Where this program listens.
    pub listen: SocketAddr,
    /// What the platform sends along to show who it is; without it, one is made of the token.
    pub secret: Option<Secret>,
}

/// A setting that was given and does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Its name.
    pub name: &'static str,
    /// Why, and the cure.
    pub why: &'static str,
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} does nothing: {}", self.name, self.why)
    }
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

    /// The folder of the session on Matrix. It is on this machine also where the database is on another.
    pub fn matrix_folder(&self) -> PathBuf {
        self.data_dir.join("matrix")
    }

    /// Where `restore` puts the session on Matrix of a backup. The adapter takes over from there what may be taken over.
    pub fn restored_matrix_folder(&self) -> PathBuf {
        self.matrix_folder().join("restored")
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
        let unused = |key: &Key| {
            let why = key.unused.or_else(|| without_token(key.name, &values))?;
            values.contains_key(key.name).then_some(Unused { name: key.name, why })
        };
        let unused = KEYS.iter().filter_map(unused).collect();
        let discord = discord(&mut values);
        let matrix = matrix::matrix(&mut values).map_err(|problem| vec![problem])?;
        let telegram = telegram(&mut values).map_err(|problem| vec![problem])?;
        let mut path = |name: &str| values.remove(name).map(PathBuf::from);
        let data_dir = flags.data_dir.clone().or(path("data_dir")).unwrap_or_else(|| PathBuf::from("data"));
        let content = flags.content.clone().or(path("content"));
        let key_file = path("key_file").unwrap_or_else(|| data_dir.join("key"));
        let is = |name: &str, word: &str| values.get(name).is_some_and(|v| v == word);
        let log_format =
            flags.log_format.unwrap_or(if is("log.format", "json") { LogFormat::Json } else { LogFormat::Text });
        let review = if is("review", "all") { Review::All } else { Review::OrganisationsAndFlagged };
        let database_url = values.remove("database.url").map(Secret);
        Ok(Self { data_dir, database_url, key_file, content, review, log_format, discord, matrix, telegram, unused })
    }
}

/// Why a platform's setting does nothing while its token, or its account, isn't set.
fn without_token(name: &str, values: &BTreeMap<&'static str, String>) -> Option<&'static str> {
    let (token, why) = match name.split_once('.')?.0 {
        "discord" => ("discord.token", "discord.token isn't set; set it, or remove this"),
        "matrix" => ("matrix.user", "matrix.user isn't set; set it, or remove this"),
        "telegram" => ("telegram.token", "telegram.token isn't set; set it, or remove this"),
        _ => return None,
    };
    (!values.contains_key(token)).then_some(why)
}

/// The settings for Discord, if this program can do something with them.
fn discord(values: &mut BTreeMap<&'static str, String>) -> Option<Discord> {
    if cfg!(not(feature = "discord")) {
        return None;
    }
    let token = values.remove("discord.token").map(Secret)?;
    let api_url = values.remove("discord.api_url");
    Some(Discord {
        token,
        api_url: keys::address(api_url.as_deref().unwrap_or(DISCORD_API)).expect("every address was checked"),
        development_guild: values.remove("discord.development_guild").and_then(|id| id.parse().ok()),
        calls_per_second: number(values, "discord.calls_per_second").unwrap_or(CALLS_PER_SECOND),
    })
}

/// A whole number; every one was checked already, so what can't be read here isn't there.
fn number(values: &mut BTreeMap<&'static str, String>, name: &str) -> Option<u32> {
    values.remove(name).and_then(|n| n.parse().ok())
}

/// The settings for Telegram, if this program can do something with them.
fn telegram(values: &mut BTreeMap<&'static str, String>) -> Result<Option<Telegram>, Problem> {
    if cfg!(not(feature = "telegram")) {
        return Ok(None);
    }
    let url = values.remove("telegram.webhook.url");
    for name in ["telegram.webhook.listen", "telegram.webhook.secret"] {
        if url.is_none() && values.contains_key(name) {
            return Err(Problem(format!(
                "{name} is for a webhook, and there is none: set telegram.webhook.url to the public address, or remove {name}."
            )));
        }
    }
    let Some(token) = values.remove("telegram.token").map(Secret) else { return Ok(None) };
    let api_url = values.remove("telegram.api_url");
    // Every value was checked already, so what can't be read here isn't there.
    let webhook = url.as_deref().and_then(keys::address).map(|url| Webhook {
        url,
        listen: values.remove("telegram.webhook.listen").and_then(|l| l.parse().ok()).unwrap_or(WEBHOOK_LISTEN),
        secret: values.remove("telegram.webhook.secret").map(Secret),
    });
    let api_url = keys::address(api_url.as_deref().unwrap_or(TELEGRAM_API)).expect("every address was checked");
    let messages_per_second = number(values, "telegram.messages_per_second").unwrap_or(MESSAGES_PER_SECOND);
    Ok(Some(Telegram { token, api_url, webhook, messages_per_second }))
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
                (Some((key, _)), DeValue::Integer(number)) if matches!(key.kind, Kind::Number(..) | Kind::Id) => {
                    let value = number.to_string();
                    keep(&mut layer, key, Given { value, place, in_file: false }, problems);
                }
                (Some((key, _)), DeValue::Array(values)) if key.kind == Kind::Names => {
                    match names(values.iter().map(|value| value.get_ref())) {
                        Some(value) => keep(&mut layer, key, Given { value, place, in_file: false }, problems),
                        None => problems.push(Problem(format!(
                            "{place} gives {name} as a list without names, or with something else in it: write names \
                             in quotes, or remove {name}."
                        ))),
                    }
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

/// The names of a list, if there are names in it and nothing else. An empty list could mean everybody or nobody.
fn names<'a>(values: impl Iterator<Item = &'a DeValue<'a>>) -> Option<String> {
    let names: Vec<&str> = values.map(|value| value.as_str().filter(|name| !name.is_empty())).collect::<Option<_>>()?;
    (!names.is_empty()).then(|| names.join(","))
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
    match KEYS.iter().find(|k| k.name == name).and_then(|k| k.fault(&text)) {
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
