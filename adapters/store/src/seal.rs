//! Hashing and sealing under the key. What is only compared is hashed (HMAC-SHA-256); what must be read back is
//! sealed (XChaCha20-Poly1305, a random nonce in front, bound to its column so that it can't be moved to another).

use bot_core::ids::{EventId, PersonAddress, RoomAddress};
use bot_core::store::StoreError;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::key::Key;

const NONCE: usize = 24;

/// What is done with the key. The keys for hashing and sealing are derived from it, so that neither gives away
/// the other.
pub(crate) struct Vault {
    hashing: Hmac<Sha256>,
    sealing: XChaCha20Poly1305,
    fingerprint: String,
}

impl Vault {
    pub(crate) fn new(key: &Key) -> Self {
        let derive = |purpose: &str| derive(key, purpose);
        Self {
            hashing: keyed(&derive("outreach-bot hashing 1")),
            sealing: XChaCha20Poly1305::new(&derive("outreach-bot sealing 1").into()),
            fingerprint: crate::hex::encode(&derive("outreach-bot fingerprint 1")[..8]),
        }
    }

    /// Tells two keys apart without giving anything away about either.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    pub(crate) fn person(&self, person: &PersonAddress) -> Vec<u8> {
        self.hash(&[b"person", person.platform.as_str().as_bytes(), person.user.as_bytes()])
    }

    pub(crate) fn room(&self, room: &RoomAddress) -> Vec<u8> {
        let place = [b"room", room.platform.as_str().as_bytes(), room.room.as_bytes()];
        match &room.thread {
            None => self.hash(&place),
            Some(thread) => self.hash(&[place[0], place[1], place[2], thread.as_bytes()]),
        }
    }

    /// The room that this one is a thread of.
    pub(crate) fn whole_room(&self, room: &RoomAddress) -> Option<Vec<u8>> {
        room.thread.as_ref().map(|_| self.room(&RoomAddress { thread: None, ..room.clone() }))
    }

    pub(crate) fn event(&self, event: &EventId) -> Vec<u8> {
        self.hash(&[b"event", event.platform.as_str().as_bytes(), event.id.as_bytes()])
    }

    pub(crate) fn words(&self, words: &str) -> Vec<u8> {
        self.hash(&[b"words", words.as_bytes()])
    }

    /// The first half of the hash: 128 bits tell all rooms and people apart, and indexes stay small.
    fn hash(&self, parts: &[&[u8]]) -> Vec<u8> {
        hash(&self.hashing, parts)[..16].to_vec()
    }

    /// Seals a value for a column, named `table.column`.
    pub(crate) fn seal<T: Serialize>(&self, column: &str, value: &T) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(value).map_err(|_| unreadable(column))?;
        let mut sealed = vec![0; NONCE];
        getrandom::fill(&mut sealed)
            .map_err(|_| StoreError::Unavailable("the system gives no random numbers".to_owned()))?;
        let nonce = XNonce::try_from(&sealed[..]).map_err(|_| unreadable(column))?;
        let body = self
            .sealing
            .encrypt(&nonce, Payload { msg: &plain, aad: column.as_bytes() })
            .map_err(|_| unreadable(column))?;
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what was sealed for the same column.
    pub(crate) fn open<T: DeserializeOwned>(&self, column: &str, sealed: &[u8]) -> Result<T, StoreError> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or_else(|| unreadable(column))?;
        let nonce = XNonce::try_from(nonce).map_err(|_| unreadable(column))?;
        let plain = self
            .sealing
            .decrypt(&nonce, Payload { msg: body, aad: column.as_bytes() })
            .map_err(|_| unreadable(column))?;
        serde_json::from_slice(&plain).map_err(|_| unreadable(column))
    }
}

/// Says which column, never what is in it.
fn unreadable(column: &str) -> StoreError {
    StoreError::Damaged(format!("{column}: restore a backup, or report it if the database is sound"))
}

/// A key for one purpose. From this one, neither the first nor those for other purposes can be found.
pub(crate) fn derive(key: &Key, purpose: &str) -> [u8; 32] {
    hash(&keyed(&key.0), &[purpose.as_bytes()])
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Hashes parts so that no two different lists of parts look the same.
fn hash(keyed: &Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = keyed.clone();
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
