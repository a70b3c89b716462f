//! The bot on Matrix: rooms, threads and direct chats, encrypted where the room is.
//!
//! [`Matrix::connect`] signs in, [`Matrix::run`] takes what happens and answers it, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, and
//! matrix-sdk's event handlers and its endless sync: they run after the place in the stream was kept, so a death within
//! one would lose a message.
#![recursion_limit = "256"]

mod answering;
mod answers;
mod catch_up;
mod check;
mod choices;
mod client;
mod content;
mod direct;
mod errands;
mod fault;
mod html;
mod inbound;
mod intake;
mod invites;
mod late;
mod messenger;
mod notes;
mod progress;
mod recovery;
mod render;
mod restored;
mod rooms;
mod send;
mod session;
mod settings;
mod show;
mod sync;
mod upgrade;

use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{Platform, Timestamp};
use bot_core::phrases::Phrases;
use bot_core::platform::{Bot, Finding};
use matrix_sdk::Client;
use matrix_sdk::ruma::OwnedUserId;
use tokio::sync::{Semaphore, watch};
use traffic::Load;

use answering::Answering;
pub use check::check;
use errands::Errands;
use notes::Notes;
use progress::Progress;
use recovery::Recovery;
use send::Sender;
pub use session::ConnectError;
use session::SignedIn;
pub use settings::{Account, Homeserver, Settings, SettingsError, StoreKey, Token, Welcome};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Matrix";

/// How many events the bot thinks about at once.
const THINKING: usize = 256;
/// How long what is under way may take to end when the bot stops. Whoever stops a program often waits ten seconds.
const FAREWELL: Duration = Duration::from_secs(8);

/// Tells the time, as events carry it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("matrix").expect("lower-case letters are a platform's name")
}

/// The bot on Matrix, signed in.
pub struct Matrix {
    client: Client,
    me: OwnedUserId,
    notes: Notes,
    sender: Sender,
    answering: Answering,
    progress: Progress,
    recovery: Recovery,
    phrases: Phrases,
    settings: Settings,
    clock: Clock,
    load: Arc<Load>,
    thinking: Semaphore,
    errands: Errands,
}

impl std::fmt::Debug for Matrix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Matrix(…)")
    }
}

/// Why the bot stopped taking what happens.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The homeserver wants the bot to sign in anew, as some do after a while. Its device and its keys stay:
    /// [`Matrix::connect`] does it.
    #[error("the homeserver wants the bot to sign in anew")]
    Expired,
    /// The session, or what is kept of it on this machine, is of no use any more.
    #[error(transparent)]
    Ended(ConnectError),
}

impl Matrix {
    /// Signs in: by the saved session, or for the first time with the password or the token, again with growing delays
    /// until the homeserver can be reached; whoever has to stop before drops this. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When it can never work like this, as with a wrong password; each says what to do.
    pub async fn connect(settings: Settings, phrases: Phrases, clock: Clock) -> Result<Arc<Self>, ConnectError> {
        let SignedIn { client, notes, me, recovery } = session::sign_in(&settings).await?;
        let sender = Sender::new(&settings);
        Ok(Arc::new(Self {
            client,
            me,
            notes,
            sender,
            answering: Answering::default(),
            progress: Progress::default(),
            recovery,
            phrases,
            settings,
            clock,
            load: Arc::default(),
            thinking: Semaphore::new(THINKING),
            errands: Errands::default(),
        }))
    }

    /// Who the bot is on Matrix: `@user:server`.
    pub fn name(&self) -> &str {
        self.me.as_str()
    }

    /// The recovery key, if one was made and nobody was shown it. Call [`Self::recovery_key_shown`] once somebody was.
    pub fn take_recovery_key(&self) -> Option<Token> {
        self.recovery.take()
    }

    /// Somebody was shown the recovery key: it isn't made again.
    pub async fn recovery_key_shown(&self) {
        if recovery::shown(&self.notes).await.is_err() {
            tracing::warn!("that the recovery key was shown could not be noted: it is shown again at the next start");
        }
    }

    /// Whether others see the bot's device as verified, with the cure if they don't.
    pub async fn trust(&self) -> Finding {
        recovery::trust(&self.client, &self.recovery).await
    }

    /// Takes what happens and answers it until `stop` turns true. On a stop, what is under way may end, up to some
    /// seconds; what doesn't is answered after the next start.
    ///
    /// # Errors
    /// When nothing can come this way any more. After [`RunError::Expired`], connect again.
    pub async fn run(self: &Arc<Self>, bot: Arc<dyn Bot>, stop: watch::Receiver<bool>) -> Result<(), RunError> {
        sync::serve(self, bot, stop).await
    }

    /// Resolves when nothing is under way.
    pub async fn idle(&self) {
        self.load.at_most(0).await;
    }

    /// Resolves when this event was worked through, whether it was answered or not. For tests that act as people.
    pub async fn handled(&self, event_id: &str) {
        self.progress.handled(event_id).await;
    }
}
