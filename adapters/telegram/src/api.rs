//! Calls of the Bot API: teloxide's payloads over our own transport. teloxide's own sleeps ten seconds on any 5xx, can't
//! be told from a lost answer and reads whole messages where an id is enough. Absent on purpose: patience — whoever
//! calls decides what to do about a [`Fault`] (see `send.rs` for paced and repeated sending).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::de::{DeserializeOwned, IgnoredAny, IntoDeserializer};
use serde::{Deserialize, Serialize};
use teloxide::ApiError;
use teloxide::requests::Payload;
use tokio::sync::Semaphore;

use crate::settings::Settings;

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);
/// Idle connections are closed before the server does it, which would cost the call that uses one just then.
const IDLE: Duration = Duration::from_secs(50);
/// A dead connection is noticed after about three of these.
const PROBE: Duration = Duration::from_secs(20);
/// Calls on their way at once, long polls apart: each has a connection of its own. Enough for 4,000 calls a second that
/// take 50 ms each.
const AT_ONCE: usize = 200;
/// The longest answer that is read, in bytes. A message comes to some 20 KB at most.
const LONGEST: usize = 1024 * 1024;
/// What to wait when a 429 doesn't say how long.
const FLOOD: Duration = Duration::from_secs(5);

/// A Bot API server and our token.
#[derive(Clone)]
pub(crate) struct Api {
    client: reqwest::Client,
    /// `…/botTOKEN/`; never shown, because it holds the token.
    base: Url,
    at_once: Arc<Semaphore>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Api(…)")
    }
}

/// Why a call failed. Shows neither the address (which holds the token) nor what was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The network or a 5xx: it may work later. Whether the call was carried out is not known.
    #[error("the Bot API can't be reached")]
    Unreachable,
    /// Too many requests (429).
    #[error("the Bot API asks to wait {} s", .0.as_secs())]
    Flood(Duration),
    /// The group became a supergroup with this id.
    #[error("the group has another id now")]
    Moved(i64),
    /// The Bot API refused.
    #[error("the Bot API refused: {}", harmless(.0))]
    Refused(ApiError),
    /// The call was carried out, but its answer can't be read.
    #[error("the Bot API's answer can't be read")]
    Unreadable,
}

impl Fault {
    /// How long the Bot API asks to wait.
    pub(crate) fn wait(&self) -> Duration {
        match self {
            Self::Flood(wait) => *wait,
            Self::Unreachable | Self::Moved(_) | Self::Refused(_) | Self::Unreadable => Duration::ZERO,
        }
    }
}

/// What came back, before it is understood.
pub(crate) struct Answer {
    /// The HTTP status.
    status: reqwest::StatusCode,
    /// The body, or its beginning.
    pub(crate) body: Vec<u8>,
    /// Whether the body goes on.
    pub(crate) cut: bool,
}

impl Api {
    /// An API without a connection yet.
    pub(crate) fn new(settings: &Settings) -> Result<Self, Fault> {
        let client = reqwest::Client::builder()
            // One connection for each call on its way: none waits behind another, or dies with it.
            .http1_only()
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
        // Read once: names of hosts take longer than all the rest of a call's address.
        let base = Url::parse(&format!("{server}/bot{}/", settings.token.reveal())).map_err(|_| Fault::Unreachable)?;
        Ok(Self { client, base, at_once: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Carries out a call and reads of its answer what `T` needs. `patience` is how long the call may take, apart
    /// from waiting while too many others are on their way.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        payload: &(impl Payload + Serialize),
        patience: Duration,
    ) -> Result<T, Fault> {
        // The semaphore is never closed; without a permit the call is still right.
        let permit = self.at_once.acquire().await;
        let answer = self.post(payload, patience, LONGEST).await?;
        drop(permit);
        answer.read()
    }

    /// Carries out a call whose answer the caller reads, up to `longest` bytes of it.
    pub(crate) async fn post<P: Payload + Serialize>(
        &self,
        payload: &P,
        patience: Duration,
        longest: usize,
    ) -> Result<Answer, Fault> {
        // teloxide's name for the same method on an inline message.
        let method = P::NAME.trim_end_matches("Inline");
        let address = self.base.join(method).map_err(|_| Fault::Unreachable)?;
        // Payloads are plain data with text keys, so this fails for none of them.
        let body = serde_json::to_vec(payload).map_err(|_| Fault::Unreadable)?;
        let request = self
            .client
            .post(address)
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .timeout(patience)
            .body(body);
        // The error names the address, so it goes no further.
        let mut response = request.send().await.map_err(|_| Fault::Unreachable)?;
        let mut answer = Answer { status: response.status(), body: Vec::new(), cut: false };
        while let Some(chunk) = response.chunk().await.map_err(|_| Fault::Unreachable)? {
            let room = longest - answer.body.len();
            answer.cut = chunk.len() > room;
            answer.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if answer.cut {
                break;
            }
        }
        Ok(answer)
    }
}

/// An answer's frame.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Frame<T> {
    ok: bool,
    #[serde(default = "none")]
    result: Option<T>,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    parameters: Option<Parameters>,
}

/// What a refusal says for machines.
#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

fn none<T>() -> Option<T> {
    None
}

impl Answer {
    /// What the answer says, or why the call failed.
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Fault> {
        if self.status.is_server_error() {
            return Err(Fault::Unreachable);
        }
        if let Ok(Frame { ok: true, result: Some(result), .. }) = serde_json::from_slice::<Frame<T>>(&self.body) {
            return Ok(result);
        }
        match serde_json::from_slice::<Frame<IgnoredAny>>(&self.body) {
            Ok(frame) if frame.ok => Err(Fault::Unreadable),
            Ok(frame) => Err(frame.fault()),
            Err(_) if self.cut || self.status.is_success() && self.body.starts_with(b"{") => Err(Fault::Unreadable),
            // Something between us and the Bot API answered.
            Err(_) => Err(Fault::Unreachable),
        }
    }
}

impl Frame<IgnoredAny> {
    fn fault(self) -> Fault {
        let parameters = self.parameters.unwrap_or_default();
        if let Some(id) = parameters.migrate_to_chat_id {
            return Fault::Moved(id);
        }
        match (self.error_code, parameters.retry_after) {
            (_, Some(seconds)) => Fault::Flood(Duration::from_secs(seconds)),
            (429, None) => Fault::Flood(FLOOD),
            (500..=599, None) => Fault::Unreachable,
            (code, None) => Fault::Refused(refusal(code, &self.description)),
        }
    }
}

/// The refusal by its kind, also where the Bot API words it differently from teloxide.
fn refusal(code: u16, description: &str) -> ApiError {
    let known = |text: &str| {
        let text: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
        ApiError::deserialize(text).unwrap_or_else(|_| ApiError::Unknown(description.to_owned()))
    };
    match (code, known(description)) {
        // An older server of one's own, which is right about the token.
        (404, ApiError::Unknown(text)) if text.contains("method not found") => ApiError::Unknown(text),
        // A token that isn't one gets a 404: the address is the only thing in which it stands.
        (401 | 404, ApiError::Unknown(_)) => ApiError::InvalidToken,
        // "… while webhook is active", and "terminated by setWebhook request" for the poll that was open then.
        (409, ApiError::Unknown(text)) if text.to_lowercase().contains("webhook") => ApiError::CantGetUpdates,
        (409, ApiError::Unknown(_)) => ApiError::TerminatedByOtherGetUpdates,
        // The Bot API says "Forbidden" nowadays where teloxide knows the old word.
        (403, ApiError::Unknown(text)) => match known(&text.replacen("Forbidden: ", "Unauthorized: ", 1)) {
            ApiError::Unknown(_) => ApiError::Unknown(text),
            error => error,
        },
        (_, error) => error,
    }
}

/// A refusal for logs: a description that repeats what was sent is cut before it, and has no numbers.
fn harmless(error: &ApiError) -> String {
    match error {
        ApiError::Unknown(text) | ApiError::CantParseEntities(text) => {
            text.chars().take_while(|c| !matches!(c, '"' | '@' | '<' | '0'..='9')).take(100).collect()
        }
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
