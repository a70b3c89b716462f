//! What awaits a bot that connects: told without starting a session.

use std::time::Duration;

use super::address::{Address, Reach};
use super::gate::Plan;
use super::link::{self, Tls};
use crate::api::{Api, Fault, NOTHING};
use crate::route::Route;
use crate::settings::Settings;

/// What awaits a bot that connects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlook {
    /// Into how many connections Discord wants its servers divided.
    pub(crate) shards: u32,
    /// How many sessions may be started in a period.
    pub(crate) total: u32,
    /// How many of them are left.
    pub(crate) remaining: u32,
    /// How long until the next period begins.
    pub(crate) resets: Duration,
    /// Whether a connection can be opened.
    pub(crate) way: Way,
}

/// Whether a connection can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// One was opened, and closed again.
    Open,
    /// None could be opened.
    Blocked,
    /// The gateway is said to be where the token mustn't go.
    Barred,
}

/// How long Discord may take to say where its gateway is.
const PATIENCE: Duration = Duration::from_secs(15);

/// Looks whether the gateway can be reached.
///
/// # Errors
/// When Discord doesn't say where it is.
pub(crate) async fn look(api: &Api, settings: &Settings) -> Result<Outlook, Fault> {
    let Plan { url, shards, session_start_limit: limit } = api.call(&Route::Gateway, NOTHING, PATIENCE).await?.value;
    let way = match Address::parse(&url, Reach::of(&settings.api_url)) {
        None => Way::Barred,
        Some(address) => match link::open(&address, &Tls::new()).await {
            Some(mut link) => {
                // Whether Discord hears it makes no difference.
                let _ = tokio::time::timeout(Duration::from_secs(2), link.close(None)).await;
                Way::Open
            }
            None => Way::Blocked,
        },
    };
    let resets = Duration::from_millis(limit.reset_after);
    Ok(Outlook { shards, total: limit.total, remaining: limit.remaining, resets, way })
}
