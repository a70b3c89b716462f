//! Whether others can trust the bot's device, and the key by which a new device becomes trusted.
//!
//! At the first login of an account the bot makes its cross-signing identity, a backup of its keys on the homeserver and a
//! recovery key, which somebody is shown once. A new device of an account that has an identity becomes trusted by
//! `matrix.recovery_key`. Absent on purpose: replacing an identity that is there, which would make everybody who trusts it
//! verify the bot again, and verifying by emoji, which needs somebody at the bot's end.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bot_core::platform::{Finding, Verdict};
use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::identities::UserIdentity;
use matrix_sdk::encryption::recovery::RecoveryError;
use matrix_sdk::encryption::secret_storage::{DecryptionError, ImportError, SecretStorageError};
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier};
use matrix_sdk::{Client, Error};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::invites::patiently;
use crate::notes::Notes;
use crate::progress;
use crate::session::{ConnectError, Patience};
use crate::settings::{Settings, Token};
use crate::sync;

/// The name of the note.
const NOTE: &str = "recovery";
/// How often the homeserver is asked before the bot goes on without.
const TRIES: u32 = 4;

/// How far making the recovery key has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Progress {
    /// The device's keys may be on the homeserver; nothing else is.
    Begun,
    /// One may have been made and lost, and a backup with it.
    Making,
    /// One may have been made and lost. The account's backup is somebody else's, of old.
    MakingBeside,
    /// This one, which nobody was shown.
    Made(String),
    /// Somebody has it.
    Known,
}

/// Why the device isn't trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The account has an identity already, and no recovery key is set.
    NoKey,
    /// The recovery key isn't the account's.
    WrongKey,
    /// The account keeps nothing that the recovery key could open.
    NothingKept,
    /// The homeserver wants the password to make the identity.
    NoPassword,
    /// The homeserver could not be asked, or refused.
    Failed,
}

/// What came of it at this start.
#[derive(Default)]
pub(crate) struct Recovery {
    key: Mutex<Option<Token>>,
    doubt: Option<Doubt>,
    /// Whether the homeserver could not be asked, so that all is as it was when the bot was here last.
    unasked: bool,
}

impl Recovery {
    /// The key that nobody was shown. It is given once.
    pub(crate) fn take(&self) -> Option<Token> {
        self.key.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Somebody has the key now.
pub(crate) async fn shown(notes: &Notes) -> Result<(), Fault> {
    notes.put(NOTE, &Progress::Known).await
}

/// Makes the device a trusted one, if that takes anything. One that was is asked for first: meanwhile, somebody may have
/// given the account another identity.
///
/// # Errors
/// When the session can't be used at all. A device that isn't trusted is no error: see [`trust`].
pub(crate) async fn establish(client: &Client, notes: &Notes, settings: &Settings) -> Result<Recovery, ConnectError> {
    let store = |_| ConnectError::Store { folder: settings.folder.clone() };
    let noted = notes.get::<Progress>(NOTE).await.map_err(store)?;
    // A homeserver that is away keeps nobody from starting: see `look_again`.
    let unasked = noted.is_some() && ask(client).await.is_err();
    let trusted = is_trusted(client).await;
    match noted {
        Some(Progress::Made(key)) if trusted => {
            return Ok(Recovery { key: Mutex::new(Some(Token::new(key))), doubt: None, unasked });
        }
        Some(Progress::Known) if trusted => return Ok(Recovery { unasked, ..Recovery::default() }),
        // Nothing has changed since it was said.
        Some(Progress::Begun) if !trusted && settings.recovery_key.is_none() && !holds_keys(client).await => {
            return Ok(Recovery { doubt: Some(Doubt::NoKey), unasked, ..Recovery::default() });
        }
        _ => {}
    }
    let mut patience = Patience::new();
    let mut tries = 0;
    let outcome = loop {
        tries += 1;
        match attempt(client, notes, settings).await {
            Err(Stopped::Fault(fault @ (Fault::Unreachable | Fault::Limited { .. }))) if tries < TRIES => {
                patience.wait(&fault).await;
            }
            outcome => break outcome,
        }
    };
    let (key, doubt) = match outcome {
        Ok(key) => (key, None),
        Err(Stopped::Doubt(doubt)) => (None, Some(doubt)),
        // What it can't do now, it does at the next start.
        Err(Stopped::Fault(fault)) => {
            tracing::warn!(%fault, "whether the bot's device is trusted could not be settled");
            (None, Some(Doubt::Failed))
        }
    };
    Ok(Recovery { key: Mutex::new(key.map(Token::new)), doubt, unasked })
}

/// Asks the homeserver for the account's identity and devices, as they are now.
async fn ask(client: &Client) -> Result<Option<UserIdentity>, Fault> {
    let Some(me) = client.user_id() else { return Err(Fault::Encryption) };
    client.encryption().request_user_identity(me).await.map_err(|error| Fault::of(&error))
}

/// Looks again, now that the homeserver answers, if a start that could not ask it took the device for a trusted one.
pub(crate) async fn look_again(client: &Client, recovery: &Recovery, settings: &Settings) {
    if !recovery.unasked || recovery.doubt.is_some() {
        return;
    }
    let foreseen = patiently(|| foresee(client, settings)).await;
    if !is_trusted(client).await {
        let doubt = foreseen.ok().flatten().unwrap_or(Doubt::Failed);
        tracing::warn!("{}", about(Some(doubt)).words);
    }
}

/// Why an attempt stopped.
enum Stopped {
    Doubt(Doubt),
    Fault(Fault),
}

impl From<Doubt> for Stopped {
    fn from(doubt: Doubt) -> Self {
        Self::Doubt(doubt)
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Fault(Fault::of(&error))
    }
}

impl From<RecoveryError> for Stopped {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Sdk(error) => error.into(),
            RecoveryError::SecretStorage(error) => of_secrets(&error),
            RecoveryError::BackupExistsOnServer => Self::Doubt(Doubt::Failed),
        }
    }
}

/// What opening the account's secrets can fail with.
fn of_secrets(error: &SecretStorageError) -> Stopped {
    match error {
        SecretStorageError::Sdk(error) | SecretStorageError::ImportError { error: ImportError::Sdk(error), .. } => {
            Fault::of(error).into()
        }
        SecretStorageError::Storage(_) => Fault::Store.into(),
        SecretStorageError::MissingKeyInfo { .. } => Doubt::NothingKept.into(),
        SecretStorageError::SecretStorageKey(_)
        | SecretStorageError::Decryption(DecryptionError::Mac(_))
        | SecretStorageError::ImportError { .. } => Doubt::WrongKey.into(),
        _ => Doubt::Failed.into(),
    }
}

/// One attempt. Gives the recovery key, if it made one.
async fn attempt(client: &Client, notes: &Notes, settings: &Settings) -> Result<Option<String>, Stopped> {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    // The attempt before this one may have come further than it knows.
    let noted = notes.get::<Progress>(NOTE).await?;
    let identity = ask(client).await?;
    if !is_trusted(client).await {
        if identity.is_none() || holds_keys(client).await {
            make_identity(client, settings).await?;
            ask(client).await?;
        } else {
            if progress::place(notes).await?.is_none() {
                // The device's own keys go to the homeserver with its first sync; only then can it be signed. A later one
                // would lose what it brings.
                client.sync_once(SyncSettings::new().filter(sync::filter()).timeout(Duration::ZERO)).await?;
            }
            if noted.is_none() {
                notes.put(NOTE, &Progress::Begun).await?;
            }
            let key = settings.recovery_key.as_ref().ok_or(Doubt::NoKey)?;
            let recovered = encryption.recovery().recover(key.reveal()).await;
            // The backup may be in disorder while the identity is there.
            if !is_trusted(client).await {
                recovered?;
                return Err(Doubt::NothingKept.into());
            }
        }
    }
    let kept = encryption.secret_storage().is_enabled().await?;
    let making = match noted {
        Some(making @ (Progress::Making | Progress::MakingBeside)) => making,
        _ if kept => {
            // It was opened with a key that somebody has.
            notes.put(NOTE, &Progress::Known).await?;
            return Ok(None);
        }
        _ if has_foreign_backup(client).await? => Progress::MakingBeside,
        _ => Progress::Making,
    };
    notes.put(NOTE, &making).await?;
    let key = make_key(client, kept, making == Progress::MakingBeside).await?;
    notes.put(NOTE, &Progress::Made(key.clone())).await?;
    Ok(Some(key))
}

/// Makes the identity, and signs the device with it. Some homeservers want the password for that.
async fn make_identity(client: &Client, settings: &Settings) -> Result<(), Stopped> {
    let encryption = client.encryption();
    let Err(error) = encryption.bootstrap_cross_signing(None).await else { return Ok(()) };
    let (Some(asked), Some(me)) = (error.as_uiaa_response(), client.user_id()) else { return Err(error.into()) };
    let password = settings.password.as_ref().ok_or(Doubt::NoPassword)?;
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(me.to_string()));
    let mut answer = Password::new(user, password.reveal().to_owned());
    answer.session.clone_from(&asked.session);
    let made = encryption.bootstrap_cross_signing(Some(AuthData::Password(answer))).await;
    made.map_err(|error| if error.as_uiaa_response().is_some() { Doubt::NoPassword.into() } else { error.into() })
}

/// Whether the account has a backup of which this device doesn't have the key, before any of ours is there.
async fn has_foreign_backup(client: &Client) -> Result<bool, Stopped> {
    let backups = client.encryption().backups();
    Ok(!backups.are_enabled().await && backups.fetch_exists_on_server().await?)
}

/// Makes a recovery key and puts the account's secrets under it. `kept`: they are under another, which nobody has.
/// `beside`: the account's backup is somebody else's, so that the bot's secrets are kept without one.
async fn make_key(client: &Client, kept: bool, beside: bool) -> Result<String, Stopped> {
    let recovery = client.encryption().recovery();
    if kept || beside {
        return Ok(recovery.reset_key().await?);
    }
    match recovery.enable().await {
        Err(RecoveryError::BackupExistsOnServer) => {
            // There was none before: it is ours, and its key went with the answer or with the run that made it.
            client.encryption().backups().disable_and_delete().await?;
            Ok(recovery.enable().await?)
        }
        made => Ok(made?),
    }
}

/// Whether the identity of the account has signed the device, as others saw it when the homeserver was asked last.
pub(crate) async fn is_trusted(client: &Client) -> bool {
    let device = client.encryption().get_own_device().await;
    matches!(device, Ok(Some(device)) if device.is_cross_signed_by_owner())
}

/// The same, as others see it now.
pub(crate) async fn is_still_trusted(client: &Client) -> Result<bool, Fault> {
    ask(client).await?;
    Ok(is_trusted(client).await)
}

/// Whether the private keys of the identity are here.
async fn holds_keys(client: &Client) -> bool {
    client.encryption().cross_signing_status().await.is_some_and(|status| status.is_complete())
}

/// Whether others see the device as verified.
pub(crate) async fn trust(client: &Client, recovery: &Recovery) -> Finding {
    if is_trusted(client).await { about(None) } else { about(Some(recovery.doubt.unwrap_or(Doubt::Failed))) }
}

/// In one sentence, with the cure.
pub(crate) fn about(doubt: Option<Doubt>) -> Finding {
    let cure = match doubt {
        None => {
            return Finding::new(Verdict::Ok, "the bot's device is verified: people's apps trust what it writes");
        }
        Some(Doubt::NoKey) => {
            "put the account's recovery key into matrix.recovery_key and start the bot again. If nobody has the key, sign \
             in as the bot in a Matrix app, reset its identity there, and use the new key"
        }
        Some(Doubt::WrongKey) => {
            "matrix.recovery_key isn't this account's recovery key: correct it and start the bot again"
        }
        Some(Doubt::NothingKept) => {
            "the account keeps nothing that matrix.recovery_key could open: sign in as the bot in a Matrix app, set up \
             recovery there, and use the new key"
        }
        Some(Doubt::NoPassword) => {
            "the homeserver wants the bot's password for it: set matrix.password and start the bot again"
        }
        Some(Doubt::Failed) => "the homeserver could not be asked: start the bot again",
    };
    let words = format!("the bot's device isn't verified, so apps warn people in encrypted rooms: {cure}");
    Finding::new(Verdict::Warning, words)
}

/// What `matrix.recovery_key` would do for a new device of this account. Changes nothing. The client must be signed in.
pub(crate) async fn foresee(client: &Client, settings: &Settings) -> Result<Option<Doubt>, Fault> {
    if ask(client).await?.is_none() {
        return Ok(None);
    }
    let Some(key) = &settings.recovery_key else { return Ok(Some(Doubt::NoKey)) };
    match client.encryption().secret_storage().open_secret_store(key.reveal()).await {
        Ok(_) => Ok(None),
        Err(error) => match of_secrets(&error) {
            Stopped::Doubt(doubt) => Ok(Some(doubt)),
            Stopped::Fault(fault) => Err(fault),
        },
    }
}

#[cfg(test)]
mod tests;
