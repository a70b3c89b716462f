//! Every setting that any version of the bot knows: its name, what may be written there, and whether this program
//! does something with it. Absent on purpose: where settings come from and what they do.

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

/// What a setting may be. All are written as text; a number may also be written as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file or folder.
    Path,
    /// Names with commas between them, or a list of names.
    Names,
    /// A homeserver on Matrix: its address, or its name.
    Homeserver,
    /// An account on Matrix: `bot`, or `@bot:example.org`.
    MatrixUser,
    /// A time such as `30m`, `12h` or `1d`, at most so many seconds.
    Span(u64),
    /// Words that nobody else may see; may also be given as a file, under the same name with `_file`.
    Secret(Shape),
    /// A web address.
    Url,
    /// A web address that Telegram and others reach over the internet, so it must be encrypted; this machine's own
    /// needn't.
    PublicUrl,
    /// An address to listen on, such as `127.0.0.1:8080`.
    Listen,
    /// A whole number between these, both included.
    Number(u32, u32),
    /// A number by which a platform knows something, such as a server.
    Id,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// What a secret looks like. The secret itself never appears in what is said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Whatever it is.
    Any,
    /// The address of a database.
    Database,
    /// A bot's token on Telegram: its id, a colon, and what makes it a secret.
    TelegramToken,
    /// A bot's token on Discord: three parts with dots between them.
    DiscordToken,
    /// What Telegram takes as `secret_token`: <https://core.telegram.org/bots/api#setwebhook>.
    WebhookSecret,
}

/// A known setting.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Why this program does nothing with it, if it doesn't.
    pub(super) unused: Option<&'static str>,
}

const fn used(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, unused: None }
}

const fn later(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, unused: Some("this version has no use for it yet; remove it") }
}

const fn telegram(name: &'static str, kind: Kind) -> Key {
    let built_in = cfg!(feature = "telegram");
    let why = "this program was built without Telegram; build it with that feature, or remove this";
    Key { name, kind, unused: if built_in { None } else { Some(why) } }
}

const fn discord(name: &'static str, kind: Kind) -> Key {
    let built_in = cfg!(feature = "discord");
    let why = "this program was built without Discord; build it with that feature, or remove this";
    Key { name, kind, unused: if built_in { None } else { Some(why) } }
}

const fn matrix(name: &'static str, kind: Kind) -> Key {
    let built_in = cfg!(feature = "matrix");
    let why = "this program was built without Matrix; build it with that feature, or remove this";
    Key { name, kind, unused: if built_in { None } else { Some(why) } }
}

/// Every setting.
pub(super) const KEYS: &[Key] = &[
    used("content", Kind::Path),
    used("data_dir", Kind::Path),
    used("database.url", Kind::Secret(Shape::Database)),
    used("key_file", Kind::Path),
    used("log.format", Kind::OneOf(&["text", "json"])),
    used("review", Kind::OneOf(&["organisations", "all"])),
    discord("discord.api_url", Kind::Url),
    // Discord's own limit is 50 for most bots, and more for the largest; benchmarks have none.
    discord("discord.calls_per_second", Kind::Number(1, 100_000)),
    discord("discord.development_guild", Kind::Id),
    discord("discord.token", Kind::Secret(Shape::DiscordToken)),
    later("http.listen", Kind::Listen),
    matrix("matrix.allow", Kind::Names),
    // What was acted on is remembered for seven days; older words could be acted on twice.
    matrix("matrix.answer_within", Kind::Span(7 * 86_400)),
    matrix("matrix.events_per_second", Kind::Number(1, 100_000)),
    matrix("matrix.homeserver", Kind::Homeserver),
    matrix("matrix.password", Kind::Secret(Shape::Any)),
    matrix("matrix.recovery_key", Kind::Secret(Shape::Any)),
    matrix("matrix.token", Kind::Secret(Shape::Any)),
    matrix("matrix.user", Kind::MatrixUser),
    telegram("telegram.api_url", Kind::Url),
    // Telegram's own limit for bots that pay for more is 1,000; benchmarks have none.
    telegram("telegram.messages_per_second", Kind::Number(1, 100_000)),
    telegram("telegram.token", Kind::Secret(Shape::TelegramToken)),
    telegram("telegram.webhook.listen", Kind::Listen),
    telegram("telegram.webhook.secret", Kind::Secret(Shape::WebhookSecret)),
    telegram("telegram.webhook.url", Kind::PublicUrl),
];

/// Finds a known setting, and whether the name is that of its file.
pub(super) fn known(name: &str) -> Option<(&'static Key, bool)> {
    let find = |name: &str| KEYS.iter().find(|k| k.name == name);
    if let Some(key) = find(name) {
        return Some((key, false));
    }
    name.strip_suffix("_file").and_then(find).filter(|k| k.is_secret()).map(|k| (k, true))
}

/// The name that may be written and is nearest to this one, both as `written` writes them.
pub(super) fn nearest(name: &str, written: impl Fn(&str) -> String) -> String {
    let names = KEYS.iter().flat_map(|k| {
        let file = k.is_secret().then(|| format!("{}_file", k.name));
        [Some(k.name.to_owned()), file].into_iter().flatten()
    });
    let typed = written(name);
    let distance = |known: &String| strsim::damerau_levenshtein(known, &typed);
    names.map(|n| written(&n)).min_by_key(distance).unwrap_or_default()
}

impl Key {
    fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret(_))
    }

    /// What should be written there instead of this, if it can't be used.
    pub(super) fn fault(&self, text: &str) -> Option<String> {
        let (fits, wanted) = match self.kind {
            Kind::Path | Kind::Secret(Shape::Any) => return None,
            Kind::Secret(Shape::Database) => {
                let fits = ["postgres://", "postgresql://", "sqlite:"].iter().any(|s| text.starts_with(s));
                (fits, "an address that begins with postgres:// or sqlite:".to_owned())
            }
            Kind::Secret(Shape::TelegramToken) => {
                let wanted = "the whole token that @BotFather gave, which is digits, a colon and 35 letters and signs";
                (is_token(text), wanted.to_owned())
            }
            Kind::Secret(Shape::DiscordToken) => {
                let wanted = "the whole token that Discord's developer portal gave on the page Bot, which is three \
                              parts with dots between them (the client secret and the public key are something else)";
                (is_discord_token(text), wanted.to_owned())
            }
            Kind::Secret(Shape::WebhookSecret) => {
                let fits = (1..=256).contains(&text.len()) && text.bytes().all(is_plain);
                (fits, "1 to 256 of the letters A to Z and a to z, digits, _ and -".to_owned())
            }
            Kind::Url => {
                // Calls are named behind it.
                let fits = address(text).is_some_and(|url| url.query().is_none() && url.fragment().is_none());
                (fits, "an address that begins with https://, without ? and #".to_owned())
            }
            Kind::PublicUrl => {
                let fits = address(text).is_some_and(|url| url.scheme() == "https" || stays_here(&url));
                (fits, "an address that begins with https://".to_owned())
            }
            Kind::Listen => {
                (text.parse::<SocketAddr>().is_ok(), "an address and port, such as 127.0.0.1:8080".to_owned())
            }
            Kind::Number(least, most) => {
                let fits = text.parse::<u32>().is_ok_and(|n| (least..=most).contains(&n));
                (fits, format!("a whole number from {least} to {most}"))
            }
            Kind::Id => {
                let fits = text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u64>().is_ok_and(|id| id > 0);
                (fits, "the id, which is digits alone".to_owned())
            }
            Kind::Names => {
                let wanted = "users such as @ana:example.org and servers such as example.org, with commas between them";
                (names(text).all(is_user_or_server) && names(text).next().is_some(), wanted.to_owned())
            }
            Kind::Homeserver => (
                is_homeserver(text),
                "the homeserver's address, such as https://matrix.example.org, or its name".to_owned(),
            ),
            Kind::MatrixUser => {
                let fits = if text.starts_with('@') { is_user(text) } else { is_localpart(text) };
                (fits, "the account's name, such as bot or @bot:example.org".to_owned())
            }
            Kind::Span(most) => {
                let fits = span(text).is_some_and(|seconds| seconds <= most);
                (fits, format!("a time such as 30m, 12h or 1d, and {} days at most", most / 86_400))
            }
            Kind::OneOf(words) => (words.contains(&text), words.join(" or ")),
        };
        (!fits).then_some(wanted)
    }
}

/// A web address with a server in it.
pub(super) fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Names that are written with commas between them.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// A time such as `90s`, `30m`, `12h` or `1d`, in seconds.
pub(super) fn span(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| number.parse::<u64>().ok()?.checked_mul(unit))?
}

fn is_user_or_server(name: &str) -> bool {
    if name.starts_with('@') { is_user(name) } else { is_server(name) }
}

/// `@name:server`
fn is_user(id: &str) -> bool {
    #[cfg(feature = "matrix")]
    return matches!(id.parse(), Ok(matrix::Account::Full(_)));
    #[cfg(not(feature = "matrix"))]
    id.contains(':')
}

/// Old accounts may have any printable character but a colon in their names:
/// <https://spec.matrix.org/latest/appendices/#user-identifiers>.
fn is_localpart(name: &str) -> bool {
    !name.is_empty() && name.len() < 255 && name.bytes().all(|b| b.is_ascii_graphic() && b != b':')
}

/// A homeserver's name, and maybe a port.
fn is_server(name: &str) -> bool {
    #[cfg(feature = "matrix")]
    return matches!(name.parse(), Ok(matrix::Homeserver::Name(_)));
    #[cfg(not(feature = "matrix"))]
    !name.is_empty()
}

fn is_homeserver(text: &str) -> bool {
    if text.contains("://") {
        address(text).is_some_and(|url| url.query().is_none() && url.fragment().is_none())
    } else {
        is_server(text)
    }
}

/// Whether an address is this machine's own, so that nothing on the way can read along.
fn stays_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        None => false,
    }
}

/// How many letters and signs follow the colon is not documented, so a token is only known by its beginning.
fn is_token(text: &str) -> bool {
    let Some((id, rest)) = text.split_once(':') else { return false };
    let digits = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    digits && !rest.is_empty() && rest.bytes().all(is_plain)
}

/// How long each part is isn't documented; the example has three of them:
/// <https://discord.com/developers/docs/reference#authentication>.
fn is_discord_token(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(is_plain))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}
