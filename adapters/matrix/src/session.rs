//! Signing in: by the saved session, or for the first time by password or token. The session is saved before anything is
//! done with it, so a death never leaves a device behind that nobody knows. A start from a saved session doesn't ask
//! whether it still holds, which is seen at the first sync.

use std::path::PathBuf;
use std::time::Duration;

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::reqwest;
use matrix_sdk::ruma::api::client::session::get_login_types::v3::LoginType;
use matrix_sdk::ruma::api::client::session::{get_login_types, login, logout};
use matrix_sdk::ruma::api::client::uiaa::{MatrixUserIdentifier, UserIdentifier};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{Client, SessionMeta, SessionTokens};
use serde::{Deserialize, Serialize};
use traffic::Backoff;
use url::Url;

use crate::client::{self, Unanswered};
use crate::fault::Fault;
use crate::notes::Notes;
use crate::progress;
use crate::recovery::{self, Recovery};
use crate::restored;
use crate::settings::{Account, Homeserver, Settings, Token};
use crate::sync;

/// The name of the note that holds the session.
const NOTE: &str = "session";
/// What the bot's device is called in people's lists of devices.
const DEVICE: &str = "outreach-bot";
/// The first delay between two tries to reach the homeserver.
const FIRST_DELAY: Duration = Duration::from_secs(1);
/// The longest.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Why the bot can't be on Matrix. Each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The homeserver doesn't take the password.
    #[error("the homeserver doesn't take this user and password: correct matrix.user or matrix.password")]
    WrongPassword,
    /// The homeserver doesn't take the token.
    #[error(
        "the homeserver doesn't take this token: put another into matrix.token, or a password into matrix.password"
    )]
    WrongToken,
    /// The token is somebody else's.
    #[error("matrix.token belongs to another user than matrix.user says: correct one of them")]
    OtherUser,
    /// The token's device has keys of its own.
    #[error(
        "matrix.token comes from a program that has its own keys for encrypted rooms, which the bot can't share: use \
         matrix.password, or the token of a fresh login"
    )]
    TokenInUse,
    /// There is nothing to sign in with.
    #[error("the bot signs in for the first time: set matrix.password (or matrix.token)")]
    NothingToSignInWith,
    /// The session is over and there is no password for another.
    #[error(
        "the homeserver wants the bot to sign in again: set matrix.password (or a new matrix.token of the same device)"
    )]
    Expired,
    /// The homeserver ended the session.
    #[error(
        "the homeserver ended the bot's session: somebody signed it out, or changed its password. Its keys are of no use \
         any more: move the folder {} away, put the recovery key into matrix.recovery_key and the password into \
         matrix.password, and start again",
        folder.display()
    )]
    SignedOut {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The homeserver takes no passwords.
    #[error("this homeserver doesn't let programs sign in with a password: put an access token into matrix.token")]
    NoPasswords,
    /// The account is closed.
    #[error("the bot's account is locked, suspended or deactivated: ask those who run the homeserver")]
    Barred,
    /// What answers there is no homeserver, or nothing ever will.
    #[error(
        "there is no Matrix homeserver at matrix.homeserver (or, where that isn't set, at the name in matrix.user): correct \
         the name (example.org) or the address (https://matrix.example.org)"
    )]
    UnknownHomeserver,
    /// The store was made with another key.
    #[error(
        "the Matrix session in {} was encrypted with another key: put the key file back with which it was made (it is \
         not part of a backup)",
        folder.display()
    )]
    OtherKey {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The store is that of another user.
    #[error(
        "the Matrix session in {} is that of another user: set matrix.user back, or move the folder away so that the bot \
         signs in anew",
        folder.display()
    )]
    OtherAccount {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The store is that of another homeserver.
    #[error(
        "the Matrix session in {} is that of another homeserver: set matrix.homeserver back, or move the folder away so that \
         the bot signs in anew",
        folder.display()
    )]
    OtherHomeserver {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The store lacks a part, or its parts don't belong together.
    #[error(
        "a part of the Matrix session in {} is missing or belongs to another: move the folder away, put the recovery key \
         into matrix.recovery_key and the password into matrix.password, and start again",
        folder.display()
    )]
    Incomplete {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The store can't be used.
    #[error(
        "the Matrix session in {} can't be read or written: look at the disk, and at who may write there",
        folder.display()
    )]
    Store {
        /// Where the session is kept.
        folder: PathBuf,
    },
    /// The homeserver refused for another reason, which is named.
    #[error("the bot can't sign in: {0}")]
    Refused(String),
}

/// The session, as it is saved.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) user: OwnedUserId,
    pub(crate) device: OwnedDeviceId,
    pub(crate) token: String,
    /// Whether the homeserver no longer takes the token. The device is still good.
    pub(crate) expired: bool,
    /// The homeserver, as it was set.
    homeserver: String,
    /// Where it was found.
    pub(crate) address: Url,
}

/// What signing in comes to.
pub(crate) struct SignedIn {
    pub(crate) client: Client,
    pub(crate) notes: Notes,
    pub(crate) me: OwnedUserId,
    pub(crate) recovery: Recovery,
}

/// Why a try failed.
pub(crate) enum Failed {
    /// Another may work.
    Later(Fault),
    /// None will.
    Never(ConnectError),
}

impl From<ConnectError> for Failed {
    fn from(error: ConnectError) -> Self {
        Self::Never(error)
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreachable | Fault::Limited { .. } => Self::Later(fault),
            fault => Self::Never(ConnectError::Refused(fault.to_string())),
        }
    }
}

impl Failed {
    /// For a question about a token.
    pub(crate) fn of_token(unanswered: Unanswered, refused: ConnectError) -> Self {
        match unanswered {
            Unanswered::Later(fault) => Self::Later(fault),
            Unanswered::NoHomeserver => Self::Never(ConnectError::UnknownHomeserver),
            Unanswered::Token { .. } => Self::Never(refused),
        }
    }
}

/// Signs in. A new device knows from where on it answers.
pub(crate) async fn sign_in(settings: &Settings) -> Result<SignedIn, ConnectError> {
    let folder = || settings.folder.clone();
    let state = client::open_state(settings).await?;
    let notes = Notes::new(state.clone());
    let saved = saved(&notes, settings).await?;
    if saved.is_some() && !client::has_keys(&settings.folder) {
        return Err(ConnectError::Incomplete { folder: folder() });
    }
    let stores = client::open_keys(settings, state).await?;
    let http = client::http().map_err(|fault| ConnectError::Refused(fault.to_string()))?;
    let mut patience = Patience::new();
    let session = loop {
        match session(settings, &notes, saved.as_ref(), &http).await {
            Ok(session) => break session,
            Err(Failed::Never(error)) => return Err(error),
            Err(Failed::Later(fault)) => patience.wait(&fault).await,
        }
    };
    let client = client::build(&http, &session.address, Some(stores)).await;
    let client = client.map_err(|fault| ConnectError::Refused(fault.to_string()))?;
    progress::set_back(&client, &notes).await.map_err(|_| ConnectError::Store { folder: folder() })?;
    let me = session.user.clone();
    restore(&client, session).await.map_err(|_| ConnectError::Incomplete { folder: folder() })?;
    restored::take_over(&client, settings).await;
    let recovery = recovery::establish(&client, &notes, settings).await?;
    let mut patience = Patience::new();
    while let Err(fault) = sync::begin(&client, &notes).await {
        match fault {
            Fault::Unreachable | Fault::Limited { .. } => patience.wait(&fault).await,
            // The run meets the same fault, and says what to do.
            _ => break,
        }
    }
    Ok(SignedIn { client, notes, me, recovery })
}

/// The saved session, if there is one and it is the one that the settings mean.
pub(crate) async fn saved(notes: &Notes, settings: &Settings) -> Result<Option<Session>, ConnectError> {
    let folder = || settings.folder.clone();
    let saved = notes.get::<Session>(NOTE).await.map_err(|_| ConnectError::Store { folder: folder() })?;
    let Some(session) = saved else { return Ok(None) };
    if !settings.account.is(&session.user) {
        return Err(ConnectError::OtherAccount { folder: folder() });
    }
    if let Homeserver::Name(name) = &settings.homeserver
        && name != session.user.server_name()
    {
        return Err(ConnectError::OtherHomeserver { folder: folder() });
    }
    Ok(Some(session))
}

/// Gives the client this session. A client takes one only once.
pub(crate) async fn restore(client: &Client, session: Session) -> Result<(), Fault> {
    let session = MatrixSession {
        meta: SessionMeta { user_id: session.user, device_id: session.device },
        tokens: SessionTokens { access_token: session.token, refresh_token: None },
    };
    Ok(client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await?)
}

/// Notes that the homeserver wants the bot to sign in anew.
pub(crate) async fn expire(notes: &Notes) -> Result<(), Fault> {
    let Some(mut session) = notes.get::<Session>(NOTE).await? else { return Ok(()) };
    session.expired = true;
    notes.put(NOTE, &session).await
}

/// One try to get a session that is good, as far as is known without asking for more than needed.
async fn session(
    settings: &Settings,
    notes: &Notes,
    saved: Option<&Session>,
    http: &reqwest::Client,
) -> Result<Session, Failed> {
    let homeserver = settings.homeserver.to_string();
    if let (Homeserver::Address(_), Some(session)) = (&settings.homeserver, saved)
        && !session.expired
        && session.homeserver == homeserver
    {
        return Ok(session.clone());
    }
    let address = match (client::find(&settings.homeserver).await, saved) {
        (Ok(address), _) => address,
        // Its website is away; its homeserver may not be.
        (Err(_), Some(session)) => session.address.clone(),
        (Err(unanswered), None) => return Err(unknown(unanswered, &settings.homeserver).await),
    };
    let mut session = match saved {
        Some(session) if !session.expired && session.homeserver == homeserver => Session { address, ..session.clone() },
        Some(session) if !session.expired => {
            let other = ConnectError::OtherHomeserver { folder: settings.folder.clone() };
            let owner = client::whoami(http, &address, &session.token).await;
            let owner = owner.map_err(|unanswered| Failed::of_token(unanswered, other.clone()))?;
            if owner.user_id != session.user {
                return Err(other.into());
            }
            Session { address, ..session.clone() }
        }
        saved => {
            if let Err(unanswered) = client::probe(http, &address).await {
                return Err(unknown(unanswered, &Homeserver::Address(address)).await);
            }
            first(settings, http, address, saved).await?
        }
    };
    session.homeserver = homeserver;
    let stored = notes.put(NOTE, &session).await;
    stored.map_err(|_| ConnectError::Store { folder: settings.folder.clone() })?;
    Ok(session)
}

/// A new session: of a new device, or of the one whose session is over.
async fn first(
    settings: &Settings,
    http: &reqwest::Client,
    address: Url,
    over: Option<&Session>,
) -> Result<Session, Failed> {
    let (user, device, token) = match (&settings.password, &settings.token) {
        (Some(password), _) => {
            let client = client::build(http, &address, None).await?;
            let answer =
                log_in(&client, &settings.account, password, over.map(|session| session.device.clone())).await?;
            (answer.user_id, answer.device_id, answer.access_token)
        }
        (None, Some(token)) if over.is_none_or(|session| session.token != token.reveal()) => {
            let owner = client::whoami(http, &address, token.reveal()).await;
            let owner = owner.map_err(|unanswered| Failed::of_token(unanswered, ConnectError::WrongToken))?;
            let device = owner.device_id.ok_or(ConnectError::WrongToken)?;
            let user = owner.user_id;
            if !settings.account.is(&user) {
                return Err(ConnectError::OtherUser.into());
            }
            // The keys of a device whose session is over are ours.
            if over.is_none() {
                let known = client::has_keys_there(http, &address, token.reveal(), &user, &device).await;
                if known.map_err(|unanswered| Failed::of_token(unanswered, ConnectError::WrongToken))? {
                    return Err(ConnectError::TokenInUse.into());
                }
            }
            (user, device, token.reveal().to_owned())
        }
        _ => {
            let error = if over.is_some() { ConnectError::Expired } else { ConnectError::NothingToSignInWith };
            return Err(error.into());
        }
    };
    if over.is_some_and(|session| session.user != user || session.device != device) {
        return Err(ConnectError::Expired.into());
    }
    let homeserver = settings.homeserver.to_string();
    Ok(Session { user, device, token, expired: false, homeserver, address })
}

/// A session that is saved nowhere, to see whether signing in would work.
pub(crate) async fn trial(settings: &Settings, http: &reqwest::Client, address: Url) -> Result<Session, Failed> {
    first(settings, http, address, None).await
}

/// Signs in with the password, as a new device or as one that there is.
async fn log_in(
    client: &Client,
    account: &Account,
    password: &Token,
    device: Option<OwnedDeviceId>,
) -> Result<login::v3::Response, Failed> {
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(account.to_string()));
    let password = login::v3::Password::new(user, password.reveal().to_owned());
    let mut request = login::v3::Request::new(login::v3::LoginInfo::Password(password));
    request.device_id = device;
    request.initial_device_display_name = Some(DEVICE.to_owned());
    let error = match client.send(request).await {
        Ok(answer) => return Ok(answer),
        Err(error) => error,
    };
    match error.client_api_error_kind() {
        Some(ErrorKind::UserDeactivated | ErrorKind::UserLocked | ErrorKind::UserSuspended) => {
            return Err(ConnectError::Barred.into());
        }
        Some(ErrorKind::Forbidden) => return Err(ConnectError::WrongPassword.into()),
        _ => {}
    }
    let fault = Fault::of_http(&error);
    if !matches!(fault, Fault::Unreachable | Fault::Limited { .. }) {
        let ways = client.send(get_login_types::v3::Request::new()).await.map_err(Fault::from)?;
        if !ways.flows.iter().any(|way| matches!(way, LoginType::Password(_))) {
            return Err(ConnectError::NoPasswords.into());
        }
    }
    Err(fault.into())
}

/// Signs this client's session out.
pub(crate) async fn log_out(client: &Client) -> Result<(), Fault> {
    client.send(logout::v3::Request::new()).await?;
    Ok(())
}

/// What a first question without an answer comes to: a homeserver that is away, or none.
pub(crate) async fn unknown(unanswered: Unanswered, homeserver: &Homeserver) -> Failed {
    let fault = match unanswered {
        Unanswered::Later(fault) => fault,
        Unanswered::NoHomeserver | Unanswered::Token { .. } => return ConnectError::UnknownHomeserver.into(),
    };
    let host = match homeserver {
        Homeserver::Address(address) => address.host_str().map(str::to_owned),
        Homeserver::Name(name) => Some(name.host().to_owned()),
    };
    match host {
        Some(host) if fault == Fault::Unreachable && is_no_name(&host).await => ConnectError::UnknownHomeserver.into(),
        _ => Failed::Later(fault),
    }
}

/// Whether the network knows for certain that there is no such host. Without a network, nothing is certain.
async fn is_no_name(host: &str) -> bool {
    let Err(error) = tokio::net::lookup_host((host, 443)).await else { return false };
    // The standard library hands on the words of `getaddrinfo` and no number: these are glibc's, musl's and macOS's.
    let words = error.to_string();
    ["Name or service not known", "Name does not resolve", "nodename nor servname"].iter().any(|no| words.contains(no))
}

/// Waits between tries, and says so once.
pub(crate) struct Patience(Backoff);

impl Patience {
    pub(crate) fn new() -> Self {
        Self(Backoff::new(FIRST_DELAY, LONGEST_DELAY))
    }

    pub(crate) async fn wait(&mut self, fault: &Fault) {
        if self.0.failures() == 0 {
            tracing::warn!(%fault, "the bot can't sign in on Matrix yet; trying again until it can");
        }
        let least = if let Fault::Limited { wait: Some(wait) } = fault { *wait } else { Duration::ZERO };
        tokio::time::sleep(self.0.at_least(least)).await;
    }
}

#[cfg(test)]
mod tests;
