//! Messages for rooms: claiming what is due, and what becomes of it.

use bot_core::announcement::{Delivery, Outcome as Verdict, Settlement};
use bot_core::ids::{DeliveryId, RoomAddress, Timestamp};

use crate::sql::row;
use crate::write::Write;
use crate::{Inner, Outcome};

impl Write<'_> {
    pub(crate) async fn correct_posts(&mut self, _supporter: i64, _now: Timestamp) -> Outcome<()> {
        Ok(())
    }
    pub(crate) async fn tell_outcome(
        &mut self,
        _person: &[u8],
        _room: &[u8],
        _address: &RoomAddress,
        _language: &str,
        _verdict: &Verdict,
        _now: Timestamp,
    ) -> Outcome<()> {
        let _ = row![1_i64];
        Ok(())
    }
}
impl Inner {
    pub(crate) async fn claim(
        &self,
        _now: Timestamp,
        _lease: i64,
        _limit: u32,
    ) -> Outcome<Vec<Delivery>> {
        Ok(vec![])
    }
    pub(crate) async fn settle(
        &self,
        _id: DeliveryId,
        _settlement: Settlement,
        _now: Timestamp,
    ) -> Outcome<()> {
        Ok(())
    }
    pub(crate) async fn next_due(&self) -> Outcome<Option<Timestamp>> {
        Ok(None)
    }
    pub(crate) async fn sweep(&self, _now: Timestamp) -> Outcome<()> {
        Ok(())
    }
}
