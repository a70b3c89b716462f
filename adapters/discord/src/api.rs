//! Calls of Discord's API (<https://discord.com/developers/docs/reference>). serenity's own client isn't used: with its
//! limiter on it ignores the address it is given and speaks to the real service, with it off it loses how long Discord
//! asks to wait. Absent on purpose: patience. Whoever calls decides what to do about a [`Fault`] (see `send.rs` for
//! paced and repeated sending).

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::refusals::Refusals;
use crate::route::Route;
use crate::settings::Settings;

/// The version of the API.
const VERSION: &str = "/api/v10";
/// How the bot names itself, in the form that Discord asks for: an address about it, and a version.
const USER_AGENT: &str = concat!("DiscordBot (https://freeandsecure.online, ", env!("CARGO_PKG_VERSION"), ")");
/// How many calls the bucket has left.
const REMAINING: &str = "x-ratelimit-remaining";
/// In how many seconds it is full again.
const RESET_AFTER: &str = "x-ratelimit-reset-after";
/// Which limit it is.
const BUCKET: &str = "x-ratelimit-bucket";
/// On 429, whom the limit is about: `user`, `global` or `shared`.
const SCOPE: &str = "x-ratelimit-scope";
/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);
/// Idle connections are closed before the server does it, which would cost the call that uses one just then.
const IDLE: Duration = Duration::from_secs(50);
/// A dead connection is noticed after about three of these.
const PROBE: Duration = Duration::from_secs(20);
/// Calls on their way at once, apart from those that don't count (see `ANSWERING` in `lib.rs`): each has a connection of
/// its own.
pub(crate) const AT_ONCE: usize = 200;
/// The longest answer that is read, in bytes. The commands in all languages, or a large guild's channels, stay far below.
const LONGEST: usize = 4 * 1024 * 1024;
/// What to wait when a 429 doesn't say how long.
const A_WHILE: Duration = Duration::from_secs(5);
/// How many objections are read.
const OBJECTIONS: usize = 8;
/// The most characters of an objection's place, and of its code.
const LONGEST_OBJECTION: usize = 80;
/// The longest wait that is believed.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// The body of a call that says nothing.
pub(crate) const NOTHING: Option<&()> = None;

/// Discord's codes (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>) that mean something to
/// the bot.
pub(crate) mod code {
    /// The channel is gone.
    pub(crate) const UNKNOWN_CHANNEL: u32 = 10_003;
    /// The guild is gone, or the bot is no longer in it.
    pub(crate) const UNKNOWN_GUILD: u32 = 10_004;
    /// Nobody of this name is in the guild.
    pub(crate) const UNKNOWN_MEMBER: u32 = 10_007;
    /// The message is gone.
    pub(crate) const UNKNOWN_MESSAGE: u32 = 10_008;
    /// The account is gone.
    pub(crate) const UNKNOWN_USER: u32 = 10_013;
    /// The interaction is over, or was never acknowledged in time.
    pub(crate) const UNKNOWN_INTERACTION: u32 = 10_062;
    /// Discord takes the bot for a sender of unwanted messages; its owner can appeal.
    pub(crate) const QUARANTINED: u32 = 20_026;
    /// So many old messages were changed that no more can be for a while.
    pub(crate) const TOO_MANY_OLD_EDITS: u32 = 30_046;
    /// The message was passed on already.
    pub(crate) const CROSSPOSTED: u32 = 40_033;
    /// Too much is written in the channel, or in the server.
    pub(crate) const CHANNEL_WRITES: u32 = 20_028;
    /// See [`CHANNEL_WRITES`].
    pub(crate) const GUILD_WRITES: u32 = 20_029;
    /// Too many direct chats are opened; it comes as a 403, without saying for how long.
    pub(crate) const TOO_MANY_CHATS: u32 = 40_003;
    /// Discord has switched off sending for a while.
    pub(crate) const NO_SENDING: u32 = 40_004;
    /// Discord has switched off something for a while.
    pub(crate) const SWITCHED_OFF: u32 = 40_006;
    /// A part of Discord has too much to do.
    pub(crate) const BUSY: u32 = 40_062;
    /// Something between us and Discord refused, in its name ("internal network error").
    pub(crate) const BLOCKED: u32 = 40_333;
    /// The interaction was answered already.
    pub(crate) const ACKNOWLEDGED: u32 = 40_060;
    /// The bot may not see the channel.
    pub(crate) const MISSING_ACCESS: u32 = 50_001;
    /// The message isn't the bot's.
    pub(crate) const ANOTHERS_MESSAGE: u32 = 50_005;
    /// The person takes no direct messages from the bot.
    pub(crate) const CANNOT_SEND_TO_USER: u32 = 50_007;
    /// Messages can't be sent in such a channel.
    pub(crate) const NO_TEXT_CHANNEL: u32 = 50_008;
    /// The bot lacks a permission.
    pub(crate) const MISSING_PERMISSIONS: u32 = 50_013;
    /// The token of an interaction is over.
    pub(crate) const INVALID_WEBHOOK_TOKEN: u32 = 50_027;
    /// Nobody can be written to under this number.
    pub(crate) const INVALID_RECIPIENT: u32 = 50_033;
    /// The thread is archived.
    pub(crate) const ARCHIVED_THREAD: u32 = 50_083;
    /// The person shares no server with the bot any more.
    pub(crate) const NO_MUTUAL_GUILDS: u32 = 50_278;
    /// Discord isn't ready for the application.
    pub(crate) const NOT_READY: u32 = 110_001;
    /// Discord is overloaded.
    pub(crate) const OVERLOADED: u32 = 130_000;
    /// The thread is locked.
    pub(crate) const LOCKED_THREAD: u32 = 160_005;
}

/// A server of the API, and our token. Copies share their connections, and what they know of refusals.
#[derive(Clone)]
pub(crate) struct Api {
    client: reqwest::Client,
    /// `…/api/v10/`.
    base: Url,
    /// `Bot TOKEN`.
    authorization: HeaderValue,
    at_once: Arc<Semaphore>,
    refusals: Arc<Mutex<Refusals>>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Api(…)")
    }
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answered<T> {
    /// What was asked for.
    pub(crate) value: T,
    /// This was the last call that its bucket had: how long until it is full again.
    pub(crate) rest: Option<Duration>,
}

/// Whom a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Calls in the same bucket, also when others used it up.
    Bucket,
    /// All calls of the bot.
    Everything,
}

/// Why a call failed. Shows neither an id, nor a token, nor what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// Discord doesn't know the bot's token, or not any more.
    #[error("Discord doesn't know the bot's token")]
    Unauthorized,
    /// Discord refused.
    #[error("Discord refused: HTTP {status}, code {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own code (see [`code`]), or 0.
        code: u32,
    },
    /// Too many calls (429).
    #[error("Discord asks to wait {} s", wait.as_secs_f32().ceil())]
    Limited {
        /// For how long.
        wait: Duration,
        /// What waits.
        scope: Scope,
    },
    /// The network or a 5xx: it may work later. Whether the call was carried out is not known.
    #[error("Discord can't be reached")]
    Unreachable,
    /// The call was carried out, but its answer can't be read.
    #[error("Discord's answer can't be read")]
    Unreadable,
}

impl Fault {
    /// Whether Discord refused with this code.
    pub(crate) fn is(&self, known: u32) -> bool {
        matches!(self, Self::Refused { code, .. } if *code == known)
    }
}

/// What an answer says beside what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// See [`Answered::rest`].
    pub(crate) rest: Option<Duration>,
    /// Discord's name for the limit, as a number: kinds of calls that have the same share it.
    pub(crate) bucket: Option<u64>,
    /// What Discord doesn't take of what was sent, if it refused and named that; the first few.
    pub(crate) objections: Vec<Objection>,
}

/// Something that Discord doesn't take, as it names it: no words of anybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Objection {
    /// Where it stands in what was sent, such as `3.name_localizations.fr`: names of fields, and places in lists.
    pub(crate) place: String,
    /// What is wrong with it, such as `BASE_TYPE_REQUIRED`.
    pub(crate) code: String,
}

impl Api {
    /// An API without a connection yet.
    pub(crate) fn new(settings: &Settings) -> Result<Self, Fault> {
        let mut authorization = HeaderValue::from_str(&format!("Bot {}", settings.token.reveal()))
            // No token has such characters.
            .map_err(|_| Fault::Unauthorized)?;
        authorization.set_sensitive(true);
        let client = reqwest::Client::builder()
            // One connection for each call on its way: none waits behind another, or dies with it.
            .http1_only()
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .tcp_keepalive(PROBE)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(AT_ONCE)
            // A redirect would carry the token elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| Fault::Unreachable)?;
        let server = settings.api_url.as_str().trim_end_matches('/');
        let server = server.strip_suffix(VERSION).unwrap_or(server);
        let base = Url::parse(&format!("{server}{VERSION}/")).map_err(|_| Fault::Unreachable)?;
        let (at_once, refusals) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::default());
        Ok(Self { client, base, authorization, at_once, refusals })
    }

    /// Carries out a call and reads of its answer what `T` needs; an answer without a body reads as `null`. `patience`
    /// is how long the call may take, apart from waiting while too many others are on their way.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> Result<Answered<T>, Fault> {
        let (result, told) = self.exchange(route, body, patience).await;
        result.map(|value| Answered { value, rest: told.rest })
    }

    /// The same, with what else is said also when the call failed.
    pub(crate) async fn exchange<T: DeserializeOwned>(
        &self,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> (Result<T, Fault>, Told) {
        let counts = route.counts();
        let wait = self.refusals().before(counts, Instant::now());
        match wait {
            Ok(Duration::ZERO) => {}
            Ok(wait) => tokio::time::sleep(wait).await,
            Err(fault) => return (Err(fault), Told::default()),
        }
        // The semaphore is never closed; without a permit the call is still right. Whoever waits three seconds for an
        // answer to an interaction doesn't wait behind news.
        let _permit = if counts { self.at_once.acquire().await.ok() } else { None };
        let answer = match self.request(route, body, patience).await {
            Ok(answer) => answer,
            Err(fault) => return (Err(fault), Told::default()),
        };
        self.refusals().after(counts, answer.status.as_u16(), answer.is_shared(), Instant::now());
        (answer.read(counts), answer.told())
    }

    async fn request(
        &self,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> Result<Answer, Fault> {
        let address = self.base.join(&route.path()).map_err(|_| Fault::Unreachable)?;
        let mut request = self.client.request(route.method(), address).timeout(patience);
        // Answers to interactions show who they are by a token of their own.
        if route.counts() {
            request = request.header(AUTHORIZATION, self.authorization.clone());
        }
        request = match body {
            // Bodies are plain data with text keys, so this fails for none of them.
            Some(body) => {
                let body = serde_json::to_vec(body).map_err(|_| Fault::Unreadable)?;
                request.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(body)
            }
            // Discord asks for a length where there could be a body.
            None if matches!(route.method(), Method::POST | Method::PUT) => request.header(CONTENT_LENGTH, 0),
            None => request,
        };
        // The error names the address, which may hold a token, so it goes no further.
        let mut response = request.send().await.map_err(|_| Fault::Unreachable)?;
        let headers = std::mem::take(response.headers_mut());
        let mut answer = Answer { status: response.status(), headers, body: Vec::new(), cut: false };
        while let Some(chunk) = response.chunk().await.map_err(|_| Fault::Unreachable)? {
            let room = LONGEST - answer.body.len();
            answer.cut = chunk.len() > room;
            answer.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if answer.cut {
                break;
            }
        }
        Ok(answer)
    }

    fn refusals(&self) -> MutexGuard<'_, Refusals> {
        // Counts are whole whoever panicked meanwhile.
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What came back, before it is understood.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    /// The body, or its beginning.
    body: Vec<u8>,
    /// Whether the body goes on.
    cut: bool,
}

/// What a refusal says for machines.
#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    code: u32,
    /// In seconds, with a fraction.
    retry_after: Option<f64>,
    #[serde(default)]
    global: bool,
    /// What is wrong with the body: its fields, each with those below it, and under `_errors` what is wrong with itself
    /// (<https://discord.com/developers/docs/reference#error-messages>).
    #[serde(default)]
    errors: Value,
}

impl Answer {
    /// What the answer says, or why the call failed. `ours`: the call showed the bot's own token.
    fn read<T: DeserializeOwned>(&self, ours: bool) -> Result<T, Fault> {
        if self.status.is_success() {
            let body = if self.body.is_empty() { b"null" } else { self.body.as_slice() };
            let beginning = body.trim_ascii_start();
            return serde_json::from_slice(body).map_err(|_| match beginning.first() {
                // Something between us and Discord answered.
                Some(b'<') => Fault::Unreachable,
                _ => Fault::Unreadable,
            });
        }
        let refusal = serde_json::from_slice::<Refusal>(&self.body).ok();
        match (self.status.as_u16(), refusal) {
            (429, refusal) => Err(self.limited(refusal)),
            (_, Some(Refusal { code: code::OVERLOADED | code::BLOCKED, .. })) => Err(Fault::Unreachable),
            // The same status also says that the token of an interaction is over.
            (401, Some(Refusal { code, .. })) if !ours => Err(Fault::Refused { status: 401, code }),
            (401, Some(_)) => Err(Fault::Unauthorized),
            (status @ 400..500, Some(Refusal { code, .. })) => Err(Fault::Refused { status, code }),
            // A 5xx, or something between us and Discord.
            (_, _) => Err(Fault::Unreachable),
        }
    }

    fn limited(&self, refusal: Option<Refusal>) -> Fault {
        let said = refusal.as_ref().and_then(|refusal| refusal.retry_after);
        let wait = said.and_then(seconds).or_else(|| self.seconds(RETRY_AFTER.as_str())).unwrap_or(A_WHILE);
        let everything = match &refusal {
            Some(refusal) => refusal.global || self.text(SCOPE) == Some("global"),
            // Not in Discord's own words: whoever stands before it shut the address out for a while.
            None => true,
        };
        Fault::Limited { wait, scope: if everything { Scope::Everything } else { Scope::Bucket } }
    }

    fn told(&self) -> Told {
        // Most limits hold more than one call; what isn't used up needs no rest.
        let rest = self.text(REMAINING) == Some("0");
        let bucket = self.text(BUCKET).map(|name| {
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            hasher.finish()
        });
        Told { rest: rest.then(|| self.seconds(RESET_AFTER)).flatten(), bucket, objections: self.objections() }
    }

    fn objections(&self) -> Vec<Objection> {
        let mut objections = Vec::new();
        if self.status == StatusCode::BAD_REQUEST
            && let Ok(Refusal { errors, .. }) = serde_json::from_slice(&self.body)
        {
            collect_objections(&errors, "", &mut objections);
        }
        objections
    }

    fn is_shared(&self) -> bool {
        self.text(SCOPE) == Some("shared")
    }

    fn seconds(&self, name: &str) -> Option<Duration> {
        seconds(self.text(name)?.parse().ok()?)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What is wrong with a field and with those below it.
fn collect_objections(errors: &Value, place: &str, objections: &mut Vec<Objection>) {
    for (name, below) in errors.as_object().into_iter().flatten() {
        if name != "_errors" {
            let place = if place.is_empty() { plain(name) } else { plain(&format!("{place}.{name}")) };
            collect_objections(below, &place, objections);
            continue;
        }
        for code in below.as_array().into_iter().flatten().filter_map(|error| error["code"].as_str()) {
            if objections.len() < OBJECTIONS {
                objections.push(Objection { place: place.to_owned(), code: plain(code) });
            }
        }
    }
}

/// A name as it can stand in the log: Discord's own have no other characters, and no more.
fn plain(name: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.chars().filter(plain).take(LONGEST_OBJECTION).collect()
}

/// A wait that makes sense.
fn seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok().map(|wait| wait.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests;
