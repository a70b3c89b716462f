//! The connection to the homeserver, and the store of the session on this machine. A connection goes to the configured
//! homeserver and nowhere else: no redirect is followed (but for looking up where a name's homeserver is, as the
//! specification wants), and what a homeserver says about its own address at a login is not heard. Absent on purpose: the SDK's stores for what was read and for media (the bot reads what comes, once), its
//! retries (see `send.rs`) and its locks against other processes (the folder is nobody else's).

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use matrix_sdk::config::{RequestConfig, StoreConfig};
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::reqwest::{self, Response, StatusCode, header, redirect};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId};
use matrix_sdk::{Client, STATE_STORE_DATABASE_NAME, SqliteCryptoStore, SqliteStateStore, SqliteStoreConfig};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use url::Url;

use crate::fault::Fault;
use crate::session::ConnectError;
use crate::settings::{Homeserver, Settings};

/// How long a call may take; a long poll's own time comes on top.
const CALL: Duration = Duration::from_secs(30);
/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);
/// A dead connection is noticed after about three of these.
const PROBE: Duration = Duration::from_secs(20);
/// How often a look-up may be sent elsewhere.
const REDIRECTS: usize = 5;
/// The longest answer to the first questions, in bytes.
const LONGEST: usize = 256 * 1024;
/// How many connections a store may have. Each has a cache of its own.
const AT_ONCE: usize = 4;
/// The store of the keys, beside [`STATE_STORE_DATABASE_NAME`].
const CRYPTO_STORE: &str = "matrix-sdk-crypto.sqlite3";

/// What is kept on this machine.
pub(crate) struct Stores {
    state: SqliteStateStore,
    crypto: SqliteCryptoStore,
}

/// Whether something is kept in this folder.
pub(crate) fn is_kept(folder: &Path) -> bool {
    folder.join(STATE_STORE_DATABASE_NAME).exists()
}

/// Whether keys are kept in this folder.
pub(crate) fn has_keys(folder: &Path) -> bool {
    folder.join(CRYPTO_STORE).exists()
}

/// Opens what is kept but for the keys, or makes it.
pub(crate) async fn open_state(settings: &Settings) -> Result<SqliteStateStore, ConnectError> {
    let state = SqliteStateStore::open_with_config(&config(settings)).await;
    state.map_err(|error| Opening::of(&error).failed(settings))
}

/// Opens the keys as well, or makes a store for them. Where they were lost, this hides it: look for them before.
pub(crate) async fn open_keys(settings: &Settings, state: SqliteStateStore) -> Result<Stores, ConnectError> {
    let crypto = SqliteCryptoStore::open_with_config(&config(settings)).await;
    let crypto = crypto.map_err(|error| Opening::of(&error).failed(settings))?;
    Ok(Stores { state, crypto })
}

fn config(settings: &Settings) -> SqliteStoreConfig {
    SqliteStoreConfig::with_low_memory_config(&settings.folder).pool_max_size(AT_ONCE).key(Some(&settings.store_key.0))
}

enum Opening {
    Locked,
    Failed,
}

impl Opening {
    /// The SDK doesn't export the type of the error. Its words for a key that doesn't fit begin like this.
    fn of(error: &impl std::error::Error) -> Self {
        if error.to_string().starts_with("Failed to initialize the store cipher") { Self::Locked } else { Self::Failed }
    }

    fn failed(self, settings: &Settings) -> ConnectError {
        let folder = settings.folder.clone();
        match self {
            // What the SDK says when it can't decrypt; its type has no name here.
            Self::Locked => ConnectError::OtherKey { folder },
            Self::Failed => ConnectError::Store { folder },
        }
    }
}

/// Connections, of which none is open yet.
pub(crate) fn http() -> Result<reqwest::Client, Fault> {
    // A redirect would carry passwords and messages elsewhere.
    let client = builder().redirect(redirect::Policy::none()).build();
    client.map_err(|_| Fault::Unreachable)
}

fn builder() -> reqwest::ClientBuilder {
    let agent = concat!("outreach-bot/", env!("CARGO_PKG_VERSION"));
    reqwest::Client::builder().user_agent(agent).connect_timeout(CONNECT).tcp_keepalive(PROBE)
}

/// A client of the homeserver at this address, with these stores or with none. It is not signed in.
pub(crate) async fn build(http: &reqwest::Client, address: &Url, stores: Option<Stores>) -> Result<Client, Fault> {
    let mut config = StoreConfig::new(CrossProcessLockConfig::SingleProcess);
    if let Some(Stores { state, crypto }) = stores {
        config = config.state_store(state).crypto_store(crypto);
    }
    let built = Client::builder()
        .homeserver_url(address)
        .http_client(http.clone())
        .respect_login_well_known(false)
        .request_config(RequestConfig::new().disable_retry().timeout(CALL))
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .store_config(config)
        .with_encryption_settings(EncryptionSettings {
            // See recovery.rs, which knows what to do when it fails.
            auto_enable_cross_signing: false,
            auto_enable_backups: false,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        })
        // What was said before it came doesn't concern the bot.
        .with_enable_share_history_on_invite(false)
        .build()
        .await;
    built.map_err(|_| Fault::Unreachable)
}

/// Why a first question got no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// It may be answered later.
    Later(Fault),
    /// What answers there is no homeserver.
    NoHomeserver,
    /// The homeserver doesn't take the token.
    Token {
        /// See [`Fault::Unauthorized`].
        soft: bool,
    },
}

/// Where the homeserver is. A name is looked up as the Matrix specification says; one that doesn't say where its homeserver
/// is has it at its own address.
pub(crate) async fn find(homeserver: &Homeserver) -> Result<Url, Unanswered> {
    #[derive(Deserialize)]
    struct WellKnown {
        #[serde(rename = "m.homeserver")]
        homeserver: Base,
    }
    #[derive(Deserialize)]
    struct Base {
        base_url: Url,
    }
    let name = match homeserver {
        Homeserver::Address(address) => return Ok(address.clone()),
        Homeserver::Name(name) => name,
    };
    let own = Url::parse(&format!("https://{name}")).map_err(|_| Unanswered::NoHomeserver)?;
    let question = own.join("/.well-known/matrix/client").map_err(|_| Unanswered::NoHomeserver)?;
    let http = builder().https_only(true).redirect(redirect::Policy::limited(REDIRECTS)).build();
    let http = http.map_err(|_| Unanswered::Later(Fault::Unreachable))?;
    let (status, answer) = ask::<WellKnown>(http.get(question)).await?;
    match answer {
        Some(WellKnown { homeserver: Base { base_url } }) if base_url.scheme() == "https" => Ok(base_url),
        Some(_) => Err(Unanswered::NoHomeserver),
        None if status == StatusCode::NOT_FOUND => Ok(own),
        None => Err(Unanswered::NoHomeserver),
    }
}

/// Asks whether there is a homeserver at this address.
pub(crate) async fn probe(http: &reqwest::Client, address: &Url) -> Result<(), Unanswered> {
    #[derive(Deserialize)]
    struct Versions {
        versions: Vec<String>,
    }
    let question = join(address, "_matrix/client/versions").ok_or(Unanswered::NoHomeserver)?;
    match ask::<Versions>(http.get(question)).await? {
        (_, Some(answer)) if !answer.versions.is_empty() => Ok(()),
        _ => Err(Unanswered::NoHomeserver),
    }
}

/// Whose a token is.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Owner {
    pub(crate) user_id: OwnedUserId,
    pub(crate) device_id: Option<OwnedDeviceId>,
}

/// Asks whose this token is.
pub(crate) async fn whoami(http: &reqwest::Client, address: &Url, token: &str) -> Result<Owner, Unanswered> {
    let question = join(address, "_matrix/client/v3/account/whoami").ok_or(Unanswered::NoHomeserver)?;
    match ask::<Owner>(http.get(question).bearer_auth(token)).await? {
        (_, Some(owner)) => Ok(owner),
        (StatusCode::FORBIDDEN, None) => Err(Unanswered::Token { soft: false }),
        (_, None) => Err(Unanswered::NoHomeserver),
    }
}

/// Whether this token's device has keys for encrypted rooms already.
pub(crate) async fn has_keys_there(
    http: &reqwest::Client,
    address: &Url,
    token: &str,
    user: &OwnedUserId,
    device: &OwnedDeviceId,
) -> Result<bool, Unanswered> {
    #[derive(Deserialize)]
    struct Known {
        #[serde(default)]
        device_keys: BTreeMap<OwnedUserId, BTreeMap<OwnedDeviceId, IgnoredAny>>,
    }
    let question = join(address, "_matrix/client/v3/keys/query").ok_or(Unanswered::NoHomeserver)?;
    let body = serde_json::json!({"device_keys": {user.as_str(): [device]}}).to_string();
    let question = http.post(question).header(header::CONTENT_TYPE, "application/json").body(body);
    match ask::<Known>(question.bearer_auth(token)).await? {
        (_, Some(known)) => Ok(known.device_keys.get(user).is_some_and(|devices| devices.contains_key(device))),
        (_, None) => Err(Unanswered::NoHomeserver),
    }
}

/// An address below the homeserver's own, which may have a path.
fn join(address: &Url, path: &str) -> Option<Url> {
    Url::parse(&format!("{}/{path}", address.as_str().trim_end_matches('/'))).ok()
}

/// Asks a first question. Without an answer, the status says more.
async fn ask<T: DeserializeOwned>(question: reqwest::RequestBuilder) -> Result<(StatusCode, Option<T>), Unanswered> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Refusal {
        soft_logout: bool,
        retry_after_ms: Option<u64>,
    }
    // The error names the address, so it goes no further.
    let unreachable = |_| Unanswered::Later(Fault::Unreachable);
    let response = question.timeout(CALL).send().await.map_err(unreachable)?;
    let status = response.status();
    let body = body(response).await.map_err(unreachable)?;
    let refusal = || serde_json::from_slice::<Refusal>(&body).unwrap_or_default();
    match status {
        StatusCode::UNAUTHORIZED => Err(Unanswered::Token { soft: refusal().soft_logout }),
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = refusal().retry_after_ms.map(Duration::from_millis);
            Err(Unanswered::Later(Fault::Limited { wait }))
        }
        status if status.is_server_error() => Err(Unanswered::Later(Fault::Unreachable)),
        status if status.is_success() => Ok((status, serde_json::from_slice(&body).ok())),
        status => Ok((status, None)),
    }
}

/// The body, or its beginning.
async fn body(mut response: Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = LONGEST - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() >= room {
            break;
        }
    }
    Ok(body)
}
