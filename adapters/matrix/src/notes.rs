//! What the adapter itself has to remember over a restart: small values, kept in the SDK's store and so under its key.
//! They can be read before anybody is signed in. Absent on purpose: anything about people that the core keeps.

use std::fmt;

use matrix_sdk::SqliteStateStore;
use matrix_sdk::store::StateStore;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::Fault;

/// The notes of one bot.
#[derive(Clone)]
pub(crate) struct Notes(SqliteStateStore);

impl fmt::Debug for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Notes(…)")
    }
}

impl Notes {
    /// The notes in this store.
    pub(crate) fn new(store: SqliteStateStore) -> Self {
        Self(store)
    }

    /// What was noted under this name. What can't be read any more, as after a change of its form, counts as absent.
    pub(crate) async fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Fault> {
        let kept = self.0.get_custom_value(&key(name)).await.map_err(|_| Fault::Store)?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Notes a value. When it returns without a fault, it is durable.
    pub(crate) async fn put<T: Serialize + Sync>(&self, name: &str, value: &T) -> Result<(), Fault> {
        let bytes = serde_json::to_vec(value).map_err(|_| Fault::Store)?;
        self.0.set_custom_value_no_read(&key(name), bytes).await.map_err(|_| Fault::Store)
    }

    /// Drops what was noted under this name.
    pub(crate) async fn remove(&self, name: &str) -> Result<(), Fault> {
        self.0.remove_custom_value(&key(name)).await.map(drop).map_err(|_| Fault::Store)
    }
}

/// Others may use the same store one day.
fn key(name: &str) -> Vec<u8> {
    format!("outreach-bot/{name}").into_bytes()
}
