//! A Telegram of our own: a Bot API on loopback that is as strict as the real one, with a world behind it in which
//! tests act as people and look at what people see. What it refuses, and in which words, follows the sources of the
//! real server (tdlib/telegram-bot-api and tdlib/td).
//!
//! The fake runs on a thread of its own; what tests call is synchronous, and waits for events, never for time.
//!
//! ```no_run
//! use outreach_tests::telegram::{Conduct, Fake};
//!
//! let fake = Fake::start(Conduct::default());
//! // … start a bot with fake.url() and fake.token() …
//! let asha = fake.person("Asha", "en");
//! let chat = fake.follow(asha, "");
//! fake.say(asha, chat, "/help");
//! let answer = fake.wait("an answer", |world| world.newest(chat));
//! let pressed = fake.press(asha, chat, answer.id, "Next");
//! fake.wait("the button to stop spinning", |world| world.pressed(&pressed));
//! ```
//!
//! Absent on purpose: files, payments, stories, Markdown, and everything else that the bot has no use for.

mod args;
mod body;
mod entities;
mod hearing;
mod json;
mod limits;
mod methods;
mod orders;
mod people;
mod polling;
mod rooms;
mod server;
mod state;
mod view;
mod webhook;
mod world;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, MutexGuard};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::fake::watched::Watched;
use crate::fake::{Port, Serving, real_clock};

pub use crate::fake::Clock;
pub use entities::{Entity, parse_html, units};
pub use limits::{Counting, Limits};
pub use orders::{Order, Trouble};
pub use state::CallbackAnswer;
use state::State;
pub use view::World;
pub use world::{Action, Button, ChatId, Kind, Message, Person, Sender, Spot, Status};

/// How this Telegram behaves.
#[derive(Clone)]
pub struct Conduct {
    /// Limits on what is sent; without them, nothing is refused for being too much.
    pub limits: Option<Limits>,
    /// How much longer each call takes, both ways together.
    pub latency: Duration,
    /// Keeps all messages and not only the last few of each chat.
    pub history: bool,
    /// Keeps a log of all calls.
    pub log: bool,
    /// The time of this world, in Unix milliseconds.
    pub clock: Clock,
    /// BotFather: privacy mode is off.
    pub reads_everything: bool,
    /// BotFather: inline mode is on.
    pub inline: bool,
    /// BotFather: the bot may join groups.
    pub can_join_groups: bool,
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            limits: None,
            latency: Duration::ZERO,
            history: true,
            log: true,
            clock: real_clock(),
            reads_everything: false,
            inline: true,
            can_join_groups: true,
        }
    }
}

/// A call that the bot made.
#[derive(Clone, Debug)]
pub struct Call {
    /// As the bot wrote it.
    pub method: String,
    /// The chat, when the call names one by number.
    pub chat: Option<ChatId>,
    /// All parameters; what is not a text is JSON.
    pub parameters: BTreeMap<String, String>,
    /// Parameters that Telegram doesn't know for this method. Empty for calls that were refused.
    pub unread: Vec<String>,
    /// When it came in.
    pub began: Instant,
    /// When its answer was ready.
    pub ended: Instant,
    /// The answer's status; 0 for a connection that was ended.
    pub status: u16,
    /// Why it was refused.
    pub description: Option<String>,
}

struct Inner {
    world: Watched<State>,
    /// There is something to fetch, or another poller: for polls that wait.
    news: Notify,
    token: String,
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.world.lock()
    }

    fn changed(&self) {
        self.world.changed();
    }
}

/// A Telegram. Ends with the test.
pub struct Fake {
    inner: Arc<Inner>,
    url: String,
    _serving: Serving,
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Fake {
    /// Begins to listen on a free port of loopback.
    ///
    /// # Panics
    /// When this machine gives no port or thread.
    pub fn start(conduct: Conduct) -> Self {
        let state = State::new(conduct);
        let token = format!("{}:AAF-only_for_tests_0123456789abcdefgh", state.bot.id);
        let inner = Arc::new(Inner { world: Watched::new(state), news: Notify::new(), token });
        let port = Port::free();
        let url = format!("http://{}", port.address());
        let served = Arc::clone(&inner);
        let serving = Serving::start(|| async move {
            tokio::select! {
                _ = server::serve(port.listener(), Arc::clone(&served)) => {}
                () = webhook::push(served) => {}
            }
        });
        Self { inner, url, _serving: serving }
    }

    /// Where it listens, for `telegram.api_url`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.inner.token
    }

    /// The bot's username, without @.
    pub fn bot_username(&self) -> String {
        self.inner.lock().bot.username.clone().unwrap_or_default()
    }

    /// The bot's user id.
    pub fn bot_id(&self) -> i64 {
        self.inner.lock().bot.id
    }

    /// Looks at the world.
    pub fn look<T>(&self, look: impl FnOnce(&World<'_>) -> T) -> T {
        look(&World(&self.inner.lock()))
    }

    /// Waits until the world gives an answer, and returns it.
    ///
    /// # Panics
    /// When that takes too long; shows the last calls.
    pub fn wait<T>(&self, what: &str, look: impl Fn(&World<'_>) -> Option<T>) -> T {
        self.inner.world.wait(what, |state| look(&World(state)), State::last_calls)
    }

    /// Waits until the bot has fetched all updates and said so.
    pub fn wait_until_confirmed(&self) {
        self.wait("the bot to confirm all updates", |world| world.all_confirmed().then_some(()));
    }

    /// Moves the clock forward.
    pub fn pass(&self, time: Duration) {
        self.act(|state| state.moved += i64::try_from(time.as_millis()).unwrap_or(i64::MAX));
    }

    /// Orders trouble.
    pub fn order(&self, order: Order) {
        self.act(|state| state.orders.push(order));
    }

    /// Ends all trouble that was ordered and hasn't happened.
    pub fn peace(&self) {
        self.act(|state| state.orders.clear());
    }

    /// Changes how this Telegram behaves from now on. Limits begin anew.
    pub fn conduct(&self, change: impl FnOnce(&mut Conduct)) {
        self.act(|state| {
            change(&mut state.conduct);
            state.pacer = limits::Pacer::new(state.conduct.limits);
        });
    }

    /// Does something in the world, and tells whoever waits.
    fn act<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let done = self.inner.world.act(act);
        self.inner.news.notify_waiters();
        done
    }
}

impl State {
    /// What tests are told that wait in vain.
    fn last_calls(&self) -> String {
        let last: Vec<&Call> = self.calls.iter().rev().take(8).collect();
        format!("the last calls, newest first: {last:#?}")
    }
}
