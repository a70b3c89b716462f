//! Calls of the Bot API: teloxide's payloads over our own transport. teloxide's own sleeps ten seconds on any 5xx, can't
//! be told from a lost answer and reads whole messages where an id is enough. Absent on purpose: patience — whoever
//! calls decides what to do about a [`Fault`] (see `send.rs` for paced and repeated sending).

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use teloxide::ApiError;
use teloxide::requests::Payload;

use crate::settings::Settings;

/// A Bot API server and our token.
#[derive(Clone)]
pub(crate) struct Api {
    client: reqwest::Client,
    /// `…/botTOKEN/`; never shown, because it holds the token.
    base: reqwest::Url,
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
    #[error("the Bot API refused: {0}")]
    Refused(ApiError),
    /// The call was carried out, but its answer can't be read.
    #[error("the Bot API's answer can't be read")]
    Unreadable,
}

impl Api {
    /// An API without a connection yet.
    pub(crate) fn new(_settings: &Settings) -> Result<Self, Fault> {
        unimplemented!()
    }

    /// Carries out a call and reads of its answer what `T` needs. Waits `patience` at the longest.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        _payload: &(impl Payload + Serialize),
        _patience: Duration,
    ) -> Result<T, Fault> {
        unimplemented!()
    }
}
