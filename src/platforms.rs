//! The chat platforms that are built in, and how each is served: with an engine and an outbox worker of its own, so
//! that one that is slow, out of reach or ended holds up no other. Absent on purpose: what a platform is like; that
//! is its adapter's, and what joins it to its settings is a file under `platforms/`.

#[cfg(feature = "discord")]
mod discord;
#[cfg(feature = "matrix")]
mod matrix;
#[cfg(all(test, any(feature = "discord", feature = "telegram")))]
mod sent;
#[cfg(feature = "telegram")]
mod telegram;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::Platform;
use bot_core::platform::{Bot, Boxed, Finding, Messenger};
use commands::Knowledge;
use store::Database;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::config::Settings;
use crate::engine::{Engine, Messengers};
use crate::failure::Failure;
use crate::house;
use crate::outbox::Outbox;

/// A platform that is part of this program.
struct BuiltIn {
    /// Takes its settings out of all, if it is configured.
    configured: fn(&Settings) -> Option<Box<dyn Service>>,
    /// What to set so that it is served, to follow the word "set".
    cure: &'static str,
}

/// Every platform that is built in: one line each.
const BUILT_IN: &[BuiltIn] = &[
    #[cfg(feature = "discord")]
    BuiltIn { configured: discord::configured, cure: discord::CURE },
    #[cfg(feature = "matrix")]
    BuiltIn { configured: matrix::configured, cure: matrix::CURE },
    #[cfg(feature = "telegram")]
    BuiltIn { configured: telegram::configured, cure: telegram::CURE },
];

/// How long the outbox may take to end: what it sent but didn't settle by then may be sent again.
const LAST_DELIVERIES: Duration = Duration::from_secs(10);

/// A platform with its settings.
pub trait Service: Send + Sync {
    /// What people call it.
    fn name(&self) -> &'static str;

    /// Serves it until the desk closes. A platform that is out of reach is tried until then.
    ///
    /// # Errors
    /// When it can never work like this, as with a wrong token: a sentence with the cure.
    fn serve(self: Box<Self>, desk: Desk) -> Boxed<'static, Result<(), Failure>>;

    /// Tries what serving it needs, and changes nothing.
    fn check(&self) -> Boxed<'_, Vec<Finding>>;
}

/// The platforms that are configured.
pub fn configured(settings: &Settings) -> Vec<Box<dyn Service>> {
    BUILT_IN.iter().filter_map(|platform| (platform.configured)(settings)).collect()
}

/// For each platform that is built in, what to set so that it is served, to follow the word "set".
pub fn cures() -> Vec<&'static str> {
    BUILT_IN.iter().map(|platform| platform.cure).collect()
}

/// The commands as Discord is told them, for tests that fill them in as people do.
#[cfg(feature = "discord")]
pub fn discord_menu(knowledge: &Knowledge) -> ::discord::CommandMenu {
    discord::menu(knowledge)
}

/// What a platform is served with.
#[derive(Clone)]
pub struct Desk {
    knowledge: Arc<Knowledge>,
    store: Arc<Database>,
    /// Rung by every engine when there may be something to deliver, on whatever platform.
    news: Arc<Notify>,
    /// Wakes this platform's outbox.
    bell: Arc<Notify>,
    stop: watch::Receiver<bool>,
}

impl Desk {
    /// What the bot knows.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Waits until the desk closes.
    pub async fn closed(&self) {
        stopped(&mut self.stop.clone()).await;
    }

    /// Runs a platform that is connected, and delivers to it, until both have ended.
    ///
    /// # Errors
    /// What `run` ends with.
    pub async fn work<E, R>(
        self,
        platform: Platform,
        messenger: Arc<dyn Messenger>,
        run: impl FnOnce(Arc<dyn Bot>, watch::Receiver<bool>) -> R,
    ) -> Result<(), E>
    where
        R: Future<Output = Result<(), E>>,
    {
        let Self { knowledge, store, news, bell, mut stop } = self;
        let messengers: Messengers = HashMap::from([(platform, messenger)]);
        let engine = Engine::new(Arc::clone(&knowledge), Arc::clone(&store), messengers.clone(), news);
        let outbox = Outbox::new(knowledge, store, messengers, Arc::new(house::now));
        let (ending, ended) = watch::channel(false);
        let mut delivering = tokio::spawn(async move { outbox.run(bell, ended).await });
        let running = run(Arc::new(engine), stop.clone());
        tokio::pin!(running);
        let done = tokio::select! {
            done = &mut running => done,
            // The adapter ends by the same word; its last replies and the last deliveries are on their way together.
            () = stopped(&mut stop) => {
                let _ = ending.send(true);
                running.await
            }
        };
        // It may have ended by itself; then nothing can be delivered any more.
        let _ = ending.send(true);
        if tokio::time::timeout(LAST_DELIVERIES, &mut delivering).await.is_err() {
            // A platform that is connected anew would find the one before still at work.
            delivering.abort();
            tracing::warn!(
                "the last messages to rooms are still on their way; they may come twice after the next start"
            );
        }
        done
    }
}

/// Resolves when the word to stop comes, also when whoever could give it is gone.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Serves these platforms until `stop` turns true or none is left. One that fails for good is told in the log while
/// others go on.
///
/// # Errors
/// When the last one fails for good.
pub async fn serve(
    services: Vec<Box<dyn Service>>,
    knowledge: Arc<Knowledge>,
    store: Arc<Database>,
    stop: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let news = Arc::new(Notify::new());
    let mut bells = Vec::new();
    let mut serving = JoinSet::new();
    for service in services {
        let bell = Arc::new(Notify::new());
        bells.push(Arc::clone(&bell));
        let (knowledge, store, news) = (Arc::clone(&knowledge), Arc::clone(&store), Arc::clone(&news));
        let desk = Desk { knowledge, store, news, bell, stop: stop.clone() };
        let name = service.name();
        serving.spawn(async move { (name, service.serve(desk).await) });
    }
    let ring = async {
        loop {
            news.notified().await;
            bells.iter().for_each(|bell| bell.notify_one());
        }
    };
    tokio::pin!(ring);
    loop {
        let ended = tokio::select! {
            ended = serving.join_next() => ended,
            () = &mut ring => None,
        };
        let failure = match ended {
            None => return Ok(()),
            Some(Ok((_, Ok(())))) => continue,
            Some(Ok((name, Err(failure)))) => {
                if !serving.is_empty() {
                    tracing::error!(platform = name, %failure, "a platform has ended; the others go on");
                }
                failure
            }
            // Where it happened was told already.
            Some(Err(_)) => Failure::failed("a mistake in the program ended a platform: start it again"),
        };
        if serving.is_empty() && !*stop.borrow() {
            return Err(failure);
        }
    }
}
