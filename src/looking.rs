//! A store that can be looked at and not changed, for answers that must leave no trace.

use std::sync::Arc;

use bot_core::announcement::{Delivery, Settlement};
use bot_core::ids::{DeliveryId, EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::platform::Unanswered;
use bot_core::store::{Commit, Committed, Facts, Store, StoreError, Wants};

/// Reads from the store behind it and keeps nothing: every commit looks done.
#[derive(Debug)]
pub struct Looking<S>(pub Arc<S>);

impl<S: Store> Store for Looking<S> {
    async fn facts(
        &self,
        event: Option<&EventId>,
        person: &PersonAddress,
        room: &RoomAddress,
        wants: &Wants,
    ) -> Result<Facts, StoreError> {
        self.0.facts(event, person, room, wants).await
    }

    async fn commit(&self, _: Commit) -> Result<Committed, StoreError> {
        Ok(Committed::Done { number: None })
    }

    async fn claim(&self, _: &[Platform], _: Timestamp, _: i64, _: u32) -> Result<Vec<Delivery>, StoreError> {
        Ok(Vec::new())
    }

    async fn settle(&self, _: DeliveryId, _: i64, _: Settlement, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }

    async fn next_due(&self, _: &[Platform]) -> Result<Option<Timestamp>, StoreError> {
        Ok(None)
    }

    async fn keep_unanswered(&self, _: &[Unanswered]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn drop_unanswered(&self, _: &[EventId]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn unanswered(&self, _: &Platform) -> Result<Vec<Unanswered>, StoreError> {
        Ok(Vec::new())
    }

    async fn sweep(&self, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }

    async fn health(&self) -> Result<(), StoreError> {
        self.0.health().await
    }
}
