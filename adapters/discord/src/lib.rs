//! The bot on Discord: servers, channels, threads and direct messages.
//!
//! [`Discord::connect`] says who the bot is, [`Discord::run`] takes what happens and answers it, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, state that
//! outlives the process, and serenity's own client, gateway and cache (its payload builders and models are used): what
//! they lose, an adapter that people rely on can't do without.

mod api;
mod cards;
mod check;
mod complete;
mod components;
mod crosspost;
mod directory;
mod doubt;
mod gateway;
mod inbound;
mod intake;
mod markup;
mod me;
mod menu;
mod messenger;
mod modal;
mod permissions;
mod refusals;
mod register;
mod render;
mod rights;
mod route;
mod send;
mod settings;
mod show;
#[cfg(test)]
mod stand_in;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{Platform, Timestamp};
use bot_core::phrases::Phrases;
use bot_core::platform::Bot;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use traffic::{Backoff, Load};

use api::{Api, Fault};
pub use check::check;
use directory::Directory;
use gateway::{GatewayError, Take};
use intake::Intake;
use me::Me;
pub use menu::{CommandMenu, Joins, MenuCommand, MenuOption, Offer, OptionKind};
use messenger::Posting;
use send::Sender;
pub use settings::{Limits, Settings, Token};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Discord";

/// How many events the bot thinks about at once.
const THINKING: usize = 256;
/// How many first answers to interactions are on their way at once, how many further ones, and how many people the bot
/// makes suggestions to. Each may have a connection of its own, as each call that counts has ([`api::AT_ONCE`]). So many
/// first answers let 2,000 people who ask within a second be answered in time while a call takes half a second.
const ANSWERING: usize = 400;
/// See [`ANSWERING`].
const CHANGING: usize = 128;
/// See [`ANSWERING`].
const SUGGESTING: usize = 200;
/// Programs often may have no more than 1,024 files and connections open; the gateway, the database and the log need some.
const _: () = assert!(ANSWERING + CHANGING + SUGGESTING + api::AT_ONCE <= 1024 - 64);
/// How long what is under way may take to end when the bot stops. Whoever stops a program often waits ten seconds.
const FAREWELL: Duration = Duration::from_secs(8);
/// How long the rest of it, which is broken off, may take to notice.
const REST: Duration = Duration::from_secs(1);

/// Tells the time, as events carry it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("discord").expect("lower-case letters are a platform's name")
}

/// The bot on Discord. Its token was seen to be right.
pub struct Discord {
    api: Api,
    sender: Arc<Sender>,
    posting: Posting,
    me: Me,
    phrases: Phrases,
    menu: CommandMenu,
    settings: Settings,
    clock: Clock,
    directory: Directory,
    load: Arc<Load>,
    thinking: Semaphore,
    suggesting: Semaphore,
    answering: Semaphore,
    changing: Semaphore,
}

impl std::fmt::Debug for Discord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Discord(…)")
    }
}

/// Why the bot can't be on Discord.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Discord doesn't know the token.
    #[error(
        "Discord doesn't know this token: make a new one in the developer portal (your application, Bot, Reset Token) and \
         put it into discord.token. If it still isn't known, Discord has disabled the bot, and wrote so to its owner"
    )]
    WrongToken,
    /// Discord knows the bot and doesn't let it in.
    #[error(
        "Discord doesn't let this bot in (code {0}): the bot or its owner's account is restricted. Read what Discord wrote \
         to the owner, and look at the application in the developer portal"
    )]
    Barred(u32),
    /// Discord refused for another reason, which is named.
    #[error("Discord doesn't say who the bot is: {0}. If discord.api_url is set, it has to lead to Discord's API")]
    Refused(String),
}

impl ConnectError {
    /// Why nothing can come of asking again, if so.
    pub(crate) fn of(fault: Fault) -> Option<Self> {
        match fault {
            Fault::Unauthorized => Some(Self::WrongToken),
            Fault::Refused { status: 403, code } => Some(Self::Barred(code)),
            Fault::Refused { .. } => Some(Self::Refused(fault.to_string())),
            Fault::Limited { .. } | Fault::Unreachable | Fault::Unreadable => None,
        }
    }
}

/// Why nothing reaches the bot any more. Says what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct RunError(#[from] GatewayError);

impl Discord {
    /// Asks Discord who the bot is, again with growing delays until it can be reached; whoever has to stop before drops
    /// this. `menu` are the commands that people are offered. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When Discord refuses, as it does for a wrong token.
    pub async fn connect(
        settings: Settings,
        phrases: Phrases,
        menu: CommandMenu,
        clock: Clock,
    ) -> Result<Arc<Self>, ConnectError> {
        let api = Api::new(&settings).map_err(|fault| ConnectError::Refused(fault.to_string()))?;
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let (me, application) = loop {
            let fault = match me::ask(&api).await {
                Ok(told) => break told,
                Err(fault) => fault,
            };
            if let Some(error) = ConnectError::of(fault) {
                return Err(error);
            }
            if backoff.failures() == 0 {
                tracing::warn!(%fault, "Discord can't be asked who the bot is; trying again until it can");
            }
            let least = if let Fault::Limited { wait, .. } = fault { wait } else { Duration::ZERO };
            tokio::time::sleep(backoff.at_least(least)).await;
        };
        if application.is_diverted() {
            tracing::error!("{}", me::DIVERTED);
        }
        let sender = Arc::new(Sender::new(api.clone(), settings.limits));
        let posting = Posting::new(Arc::clone(&sender));
        Ok(Arc::new(Self {
            api,
            sender,
            posting,
            me,
            phrases,
            menu,
            settings,
            clock,
            directory: Directory::default(),
            load: Arc::default(),
            thinking: Semaphore::new(THINKING),
            suggesting: Semaphore::new(SUGGESTING),
            answering: Semaphore::new(ANSWERING),
            changing: Semaphore::new(CHANGING),
        }))
    }

    /// What the bot is called on Discord.
    pub fn name(&self) -> &str {
        &self.me.name
    }

    /// Takes what happens and answers it until `stop` turns true, and registers the commands meanwhile if they changed.
    /// On a stop, what is under way may end, up to some seconds.
    ///
    /// # Errors
    /// When nothing can ever come this way any more; each says what to do.
    pub async fn run(self: &Arc<Self>, bot: Arc<dyn Bot>, stop: watch::Receiver<bool>) -> Result<(), RunError> {
        // Beside everything else, for as long as this runs: nobody waits for it.
        let mut registering = JoinSet::new();
        let discord = Arc::clone(self);
        registering.spawn(async move {
            let Self { sender, me, menu, settings, .. } = &*discord;
            register::register(sender, me.application, settings.development_guild(), menu).await;
        });
        let intake = Arc::new(Intake::new(Arc::clone(self), bot));
        let taking = Arc::clone(&intake);
        let take: Take = Arc::new(move |event| taking.take(&event));
        let served = gateway::serve(Arc::clone(&self.sender), &self.settings, take, stop).await;
        if tokio::time::timeout(FAREWELL, self.idle()).await.is_err() {
            tracing::info!("some answers are still on their way; they are broken off");
            intake.close();
            let _ = tokio::time::timeout(REST, self.idle()).await;
        }
        intake.sum_up();
        Ok(served?)
    }

    /// Resolves when nothing is under way.
    pub async fn idle(&self) {
        self.load.at_most(0).await;
    }
}
