//! What comes from a backup: a store of keys that was the bot's once, put into a folder of its own by the restore.
//!
//! Such a store is never gone on with. Its ratchets have been turned further since, so others would take what is
//! encrypted by them for a repetition and not show it, and the homeserver still hands out one-time keys whose other half
//! only the lost store knew. So the bot signs in as a new device, and takes over from there what doesn't age: the identity
//! of the account, which makes the new device a trusted one, the key of the backup on the homeserver, and the keys of
//! rooms, by which it reads what was said. Absent on purpose: signing the old device out, because whoever tries a backup
//! on another machine would end the bot that runs; and the place in the stream, because what was said since the backup
//! may have been answered.

use std::fs;
use std::path::Path;

use matrix_sdk::encryption::BundleImportError;
use matrix_sdk::ruma::TransactionId;
use matrix_sdk::{Client, SqliteCryptoStore, SqliteStoreConfig};
use matrix_sdk_crypto::store::CryptoStore;
use matrix_sdk_crypto::{OlmMachine, encrypt_room_key_export};

use crate::fault::Fault;
use crate::session::Patience;
use crate::settings::Settings;

/// Where a restore puts it, in [`Settings::folder`].
const FOLDER: &str = "restored";
/// The room keys on their way from one store to the other, in that folder.
const ROOM_KEYS: &str = "room-keys";

/// Whether a restored session waits to be taken over.
pub(crate) fn waits(settings: &Settings) -> bool {
    settings.folder.join(FOLDER).exists()
}

/// Takes over what a restore put there, if it did. It is gone afterwards, and what can't be taken over stays where it is.
/// The client has just signed in and was not in sync yet.
pub(crate) async fn take_over(client: &Client, settings: &Settings) {
    if !waits(settings) {
        return;
    }
    let folder = settings.folder.join(FOLDER);
    let mut patience = Patience::new();
    let outcome = loop {
        match attempt(client, settings, &folder).await {
            Err(fault @ (Fault::Unreachable | Fault::Limited { .. })) => patience.wait(&fault).await,
            outcome => break outcome,
        }
    };
    match outcome {
        Ok(Taken::All) => {
            tracing::info!("the keys of the restored session on Matrix were taken over by a new device");
            if fs::remove_dir_all(&folder).is_err() {
                tracing::warn!("the restored session was taken over and can't be removed: remove {}", folder.display());
            }
        }
        Ok(Taken::RoomKeys) => tracing::warn!(
            "the restored session on Matrix has no identity, or another than the account has now: the bot needs \
             matrix.recovery_key to be trusted; afterwards, remove {}",
            folder.display()
        ),
        Ok(Taken::Nothing) => tracing::warn!(
            "the restored session on Matrix in {} belongs to another account: move it away",
            folder.display()
        ),
        Err(fault) => tracing::warn!(
            %fault,
            "the restored session on Matrix in {} can't be taken over; the next start tries again",
            folder.display()
        ),
    }
}

/// How much was taken over.
enum Taken {
    All,
    RoomKeys,
    Nothing,
}

async fn attempt(client: &Client, settings: &Settings, folder: &Path) -> Result<Taken, Fault> {
    let config = SqliteStoreConfig::with_low_memory_config(folder).key(Some(&settings.store_key.0));
    let store = SqliteCryptoStore::open_with_config(&config).await.map_err(|_| Fault::Store)?;
    let Some(account) = store.load_account().await.map_err(|_| Fault::Store)? else { return Ok(Taken::Nothing) };
    if client.user_id() != Some(account.user_id()) {
        return Ok(Taken::Nothing);
    }
    let (me, device) = (account.user_id().to_owned(), account.device_id().to_owned());
    let old = OlmMachine::with_store(&me, &device, store, None).await.map_err(|_| Fault::Store)?;
    let known = old.get_identity(&me, None).await.map_err(|_| Fault::Store)?.and_then(|identity| identity.own());
    let known = known.and_then(|identity| identity.master_key().get_first_key());
    let current = client.encryption().request_user_identity(&me).await.map_err(|error| Fault::of(&error))?;
    let current = current.and_then(|identity| identity.master_key().get_first_key());
    // The keys of an identity that was replaced would sign a device that nobody trusts.
    let same = known.is_some() && known == current;
    let secrets = if same { old.store().export_secrets_bundle().await.ok() } else { None };
    if let Some(secrets) = &secrets {
        client.encryption().import_secrets_bundle(secrets).await.map_err(|error| match error {
            BundleImportError::DeviceKeys(error) => Fault::of(&error),
            BundleImportError::SecretImport(_) => Fault::Encryption,
        })?;
    }
    room_keys(client, &old, folder).await?;
    Ok(if secrets.is_some() { Taken::All } else { Taken::RoomKeys })
}

/// The SDK takes room keys from a file alone. It is encrypted, for the moment that it is there.
async fn room_keys(client: &Client, old: &OlmMachine, folder: &Path) -> Result<(), Fault> {
    let keys = old.store().export_room_keys(|_| true).await.map_err(|_| Fault::Store)?;
    if keys.is_empty() {
        return Ok(());
    }
    let file = folder.join(ROOM_KEYS);
    // Random, so it needs no stretching.
    let passphrase = TransactionId::new();
    let export = encrypt_room_key_export(&keys, passphrase.as_str(), 1).map_err(|_| Fault::Encryption)?;
    fs::write(&file, export).map_err(|_| Fault::Store)?;
    let imported = client.encryption().import_room_keys(file.clone(), passphrase.as_str()).await;
    let removed = fs::remove_file(&file);
    imported.map_err(|_| Fault::Encryption)?;
    removed.map_err(|_| Fault::Store)
}
