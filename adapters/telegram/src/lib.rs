//! The bot on Telegram: private chats, groups, topics and channels.
//!
//! [`Telegram::connect`] says who the bot is, [`Telegram::run`] takes updates and answers them, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, state that
//! outlives the process (what waits for an answer is kept through [`bot_core::platform::Bot::keep`]), and teloxide's
//! dispatcher, dialogues and throttle, beside which the core and our own pacing would stand twice.

mod api;
mod check;
mod hindsight;
mod html;
mod inbound;
mod inline;
mod intake;
mod ledger;
mod link;
mod messenger;
mod register;
mod render;
mod send;
mod settings;
mod show;
#[cfg(test)]
mod stand_in;
mod updates;
mod webhook;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{Platform, Timestamp};
use bot_core::phrases::Phrases;
use bot_core::platform::Bot;
use teloxide::ApiError;
use teloxide::payloads::GetMe;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use traffic::{Backoff, Load};

use api::{Api, Fault};
pub use check::check;
use intake::Intake;
use ledger::Ledger;
pub use register::{CommandMenu, LanguageMenu, Listed, MenuCommand};
use send::Sender;
pub use settings::{Limits, Settings, Token, Webhook};
use updates::stopped;
use wire::Me;

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Telegram";

/// How many events the bot thinks about at once.
const THINKING: usize = 256;
/// How long Telegram may take to say who the bot is.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long what is under way may take to end when the bot stops. Whoever stops a program often waits ten seconds.
const FAREWELL: Duration = Duration::from_secs(8);
/// How long the rest of it, which is broken off, may take to notice.
const REST: Duration = Duration::from_secs(1);
/// The answer to a wrong token.
const TOKEN_REFUSED: ApiError = ApiError::InvalidToken;

/// Tells the time, as events carry it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("telegram").expect("lower-case letters are a platform's name")
}

/// The bot on Telegram. Its token was seen to be right.
pub struct Telegram {
    api: Api,
    sender: Sender,
    me: Me,
    phrases: Phrases,
    settings: Settings,
    clock: Clock,
    load: Arc<Load>,
    thinking: Semaphore,
}

impl std::fmt::Debug for Telegram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Telegram(…)")
    }
}

/// Why the bot can't be on Telegram.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Telegram doesn't know the token.
    #[error("Telegram doesn't know this token: copy it again from @BotFather (send /mybots) into telegram.token")]
    WrongToken,
    /// Telegram refused for another reason, which is named.
    #[error("Telegram doesn't say who the bot is: {0}")]
    Refused(String),
}

/// Why the bot stopped taking updates.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Telegram no longer knows the token.
    #[error("Telegram no longer knows this token: copy the new one from @BotFather (send /mybots) into telegram.token")]
    WrongToken,
    /// Updates go to a webhook, so none can be fetched.
    #[error(
        "Telegram sends this bot's updates to a webhook, so they can't be fetched: set telegram.webhook.url, or remove \
         the webhook by opening https://api.telegram.org/botTOKEN/deleteWebhook with your token in it"
    )]
    WebhookSet,
    /// Telegram refused the webhook.
    #[error("Telegram doesn't take telegram.webhook.url or telegram.webhook.secret: {0}")]
    WebhookRefused(String),
    /// Nothing can listen for the webhook.
    #[error("telegram.webhook.listen: {0} can't be listened on: {1}")]
    Listen(SocketAddr, std::io::Error),
}

impl Telegram {
    /// Asks Telegram who the bot is, again with growing delays until it can be reached; whoever has to stop before
    /// drops this. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When Telegram refuses, as it does for a wrong token.
    pub async fn connect(settings: Settings, phrases: Phrases, clock: Clock) -> Result<Arc<Self>, ConnectError> {
        let api = Api::new(&settings).map_err(|fault| ConnectError::Refused(fault.to_string()))?;
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let me = loop {
            match api.call::<Me>(&GetMe::new(), PATIENCE).await {
                Ok(me) => break me,
                Err(Fault::Refused(TOKEN_REFUSED)) => return Err(ConnectError::WrongToken),
                Err(Fault::Refused(error)) => return Err(ConnectError::Refused(Fault::Refused(error).to_string())),
                Err(fault) => {
                    if backoff.failures() == 0 {
                        tracing::warn!(%fault, "Telegram can't be asked who the bot is; trying again until it can");
                    }
                    tokio::time::sleep(backoff.at_least(fault.wait())).await;
                }
            }
        };
        let sender = Sender::new(api.clone(), settings.limits);
        let (load, thinking) = (Arc::default(), Semaphore::new(THINKING));
        Ok(Arc::new(Self { api, sender, me, phrases, settings, clock, load, thinking }))
    }

    /// What the bot is called on Telegram, without @.
    pub fn username(&self) -> &str {
        &self.me.username
    }

    /// Takes updates and answers them until `stop` turns true: first what was kept unanswered, then what comes.
    /// On a stop, what is under way may end, up to some seconds; what doesn't is answered after the next start.
    ///
    /// # Errors
    /// When no updates can ever come this way; each says what to do.
    pub async fn run(
        self: &Arc<Self>,
        bot: Arc<dyn Bot>,
        commands: &CommandMenu,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), RunError> {
        // Beside everything else, for as long as this runs: nobody waits for it.
        let mut registering = JoinSet::new();
        let (api, menu) = (self.api.clone(), commands.clone());
        registering.spawn(async move { register::register(&api, &menu).await });
        let (ledger, teller) = Ledger::new(Arc::clone(&bot));
        let (ledger, mut teller) = (Arc::new(ledger), tokio::spawn(teller));
        let intake = Arc::new(Intake::new(Arc::clone(self), Arc::clone(&bot)));
        let mut result = Ok(());
        let (mut unconfirmed, mut closing) = (None, None);
        if catch_up(&*bot, &intake, &ledger, &mut stop).await {
            match &self.settings.webhook {
                None => match updates::poll(&self.api, &intake, &ledger, &mut stop).await {
                    Ok(rest) => unconfirmed = Some(rest),
                    Err(error) => result = Err(error),
                },
                Some(webhook) => {
                    let (intake, ledger) = (Arc::clone(&intake), Arc::clone(&ledger));
                    match webhook::listen(&self.api, webhook, intake, ledger, &mut stop).await {
                        Ok(rest) => closing = Some(rest),
                        Err(error) => result = Err(error),
                    }
                }
            }
        }
        // First of all, so that nothing is lost or said twice should there be no time for more; what is under way ends
        // meanwhile.
        let confirming = async {
            if let Some(rest) = &mut unconfirmed {
                rest.confirm(&self.api, &ledger).await;
            }
        };
        let ending = async {
            if let Some(closing) = closing {
                closing.closed().await;
            }
            self.idle().await;
        };
        let ((), ended) = tokio::join!(confirming, tokio::time::timeout(FAREWELL, ending));
        if ended.is_err() {
            tracing::info!("some answers are still on their way; they are given after the next start");
            intake.close();
            let _ = tokio::time::timeout(REST, self.idle()).await;
        }
        // With them goes what the teller listens to.
        drop((intake, ledger));
        if tokio::time::timeout(REST, &mut teller).await.is_err() {
            teller.abort();
        }
        result
    }

    /// Resolves when no update is under way.
    pub async fn idle(&self) {
        self.load.at_most(0).await;
    }
}

/// Begins to answer what was kept; `false` when the bot is to stop meanwhile.
async fn catch_up(bot: &dyn Bot, intake: &Intake, ledger: &Ledger, stop: &mut watch::Receiver<bool>) -> bool {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
    let kept = loop {
        if let Ok(kept) = bot.unanswered(&platform()).await {
            break kept;
        }
        if backoff.failures() == 0 {
            tracing::error!("what waits for an answer can't be read; trying again until it can");
        }
        tokio::select! {
            () = stopped(stop) => return false,
            () = tokio::time::sleep(backoff.next()) => {}
        }
    };
    let mut batch = ledger.batch();
    for event in &kept {
        intake.take_again(event, &mut batch);
    }
    !*stop.borrow()
}
