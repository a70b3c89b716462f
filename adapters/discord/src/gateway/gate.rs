//! Who may start a session now: asks Discord where its gateway is and how many sessions are left, and lets shards pass
//! one after the other.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep, sleep_until};
use traffic::Backoff;

use super::GatewayError;
use super::address::{Address, Reach};
use super::budget::{Budget, Limit};
use crate::api::{Fault, NOTHING};
use crate::route::Route;
use crate::send::{Lane, Sender};

/// What was said longer ago is asked again before a session is started.
const FRESH: Duration = Duration::from_secs(60);
/// The time between two sessions of shards that share a limit, five seconds, and a little for what the network delays.
const SPACING: Duration = Duration::from_millis(5_200);
/// A wait that is as long as this is told.
const LONG: Duration = Duration::from_secs(30);
/// The longest wait before Discord is asked again.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// More shards than one program could ever serve.
const MOST_SHARDS: u32 = 1024;

/// What Discord says about its gateway (`GET /gateway/bot`).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Plan {
    /// Where it is.
    pub(super) url: String,
    /// How many shards it recommends.
    #[serde(default = "one")]
    pub(super) shards: u32,
    /// How many sessions may be started.
    #[serde(default)]
    pub(super) session_start_limit: Limit,
}

fn one() -> u32 {
    1
}

/// Where plans come from.
pub(super) trait Source: Send + Sync {
    /// Asks for the plan.
    fn ask(&self) -> Pin<Box<dyn Future<Output = Result<Plan, Fault>> + Send + '_>>;
}

/// In its turn, as all calls that count towards Discord's limit.
impl Source for Sender {
    fn ask(&self) -> Pin<Box<dyn Future<Output = Result<Plan, Fault>> + Send + '_>> {
        Box::pin(self.send(Lane::Reply, &Route::Gateway, NOTHING))
    }
}

/// Lets shards pass.
pub(super) struct Gate {
    source: Arc<dyn Source>,
    reach: Reach,
    shards: u32,
    /// Where the gateway was when Discord was last asked.
    gateway: std::sync::Mutex<Address>,
    budget: Mutex<Budget>,
    /// One for each row of shards that share a limit: when the next of them may start a session.
    rows: Vec<Arc<Mutex<Option<Instant>>>>,
}

/// A session may be started.
pub(super) struct Turn {
    /// Where.
    pub(super) gateway: Address,
    row: OwnedMutexGuard<Option<Instant>>,
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Turn(…)")
    }
}

impl Turn {
    /// It is being started now; the next shard may follow after a while. Dropped without it, the next may go at once.
    pub(super) fn take(mut self) {
        *self.row = Some(Instant::now() + SPACING);
    }
}

impl Gate {
    /// Asks Discord for its plan, again with growing delays until it says one that can be followed.
    pub(super) async fn open(source: Arc<dyn Source>, reach: Reach) -> Result<Self, GatewayError> {
        let mut delays = delays();
        loop {
            match ask(&*source, reach).await {
                Ok((plan, gateway)) => {
                    let (limit, now) = (plan.session_start_limit, Instant::now());
                    let shards = plan.shards.clamp(1, MOST_SHARDS);
                    let rows = (0..limit.max_concurrency.clamp(1, shards)).map(|_| Arc::default()).collect();
                    let (gateway, budget) = (gateway.into(), Mutex::new(Budget::new(shards, limit, now)));
                    return Ok(Self { source, reach, shards, gateway, budget, rows });
                }
                Err(unknown) => unknown.wait(&mut delays).await?,
            }
        }
    }

    /// How many shards there are.
    pub(super) fn shards(&self) -> u32 {
        self.shards
    }

    /// Where the gateway is, as far as is known.
    pub(super) fn gateway(&self) -> Address {
        // An address is whole whoever panicked meanwhile.
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until a shard may start a session.
    pub(super) async fn turn(&self, shard: u32) -> Result<Turn, GatewayError> {
        let row = shard as usize % self.rows.len();
        let row = Arc::clone(&self.rows[row]).lock_owned().await;
        if let Some(free) = *row {
            sleep_until(free).await;
        }
        let mut told = false;
        loop {
            let wait = {
                let mut budget = self.budget.lock().await;
                self.refresh(&mut budget).await?;
                match budget.take(shard, Instant::now()) {
                    Ok(()) => return Ok(Turn { gateway: self.gateway(), row }),
                    Err(wait) => wait,
                }
            };
            if wait >= LONG && !told {
                told = true;
                let minutes = wait.as_secs().div_ceil(60);
                tracing::warn!(
                    shard,
                    minutes,
                    "few of the sessions that Discord allows the bot are left, so the next one has to wait: look whether \
                     something restarts the bot again and again, or another program uses its token"
                );
            }
            sleep(wait.min(LONGEST)).await;
        }
    }

    /// Asks again if it is long ago. What was said before does while Discord can't be asked, unless a new period has
    /// begun.
    async fn refresh(&self, budget: &mut Budget) -> Result<(), GatewayError> {
        if budget.age(Instant::now()) < FRESH && !budget.over(Instant::now()) {
            return Ok(());
        }
        let mut delays = delays();
        loop {
            match ask(&*self.source, self.reach).await {
                Ok((plan, gateway)) => {
                    budget.told(plan.session_start_limit, Instant::now());
                    *self.gateway.lock().unwrap_or_else(PoisonError::into_inner) = gateway;
                    return Ok(());
                }
                Err(Unknown::Fault(Fault::Unauthorized)) => return Err(GatewayError::WrongToken),
                Err(_) if !budget.over(Instant::now()) => return Ok(()),
                Err(unknown) => unknown.wait(&mut delays).await?,
            }
        }
    }
}

fn delays() -> Backoff {
    Backoff::new(Duration::from_secs(1), Duration::from_secs(60))
}

/// Why it isn't known where the gateway is.
enum Unknown {
    Fault(Fault),
    /// It is where the token mustn't go.
    Barred(Reach),
}

impl Unknown {
    /// Waits before Discord is asked again, and tells so the first time.
    async fn wait(self, delays: &mut Backoff) -> Result<(), GatewayError> {
        let first = delays.failures() == 0;
        let mut wait = delays.next();
        match self {
            Self::Fault(Fault::Unauthorized) => return Err(GatewayError::WrongToken),
            Self::Fault(fault) => {
                if let Fault::Limited { wait: least, .. } = fault {
                    wait = wait.max(least);
                }
                if first {
                    tracing::warn!(%fault, "Discord can't be asked where its gateway is; trying again until it can");
                }
            }
            Self::Barred(reach) if first => tracing::error!(
                "Discord's gateway is {}, so the token isn't sent there: look at discord.api_url; asking again",
                match reach {
                    Reach::Secure => "said to be where connections aren't secured by TLS (wss)",
                    Reach::Loopback => "said to be elsewhere, though the API is on this machine",
                }
            ),
            Self::Barred(_) => {}
        }
        sleep(wait).await;
        Ok(())
    }
}

async fn ask(source: &dyn Source, reach: Reach) -> Result<(Plan, Address), Unknown> {
    let plan = source.ask().await.map_err(Unknown::Fault)?;
    let gateway = Address::parse(&plan.url, reach).ok_or(Unknown::Barred(reach))?;
    Ok((plan, gateway))
}

#[cfg(test)]
mod tests;
