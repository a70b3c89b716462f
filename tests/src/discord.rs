//! A Discord of our own: REST v10 and a gateway on loopback that are as strict as the real ones, with a world behind
//! them in which tests act as people and look at what people see. What it refuses, and with which codes, follows
//! Discord's documentation (<https://discord.com/developers/docs>) and what its staff and other projects report in the
//! issues of discord/discord-api-docs; where a rule isn't documented, the line that keeps it says where it comes from.
//!
//! The fake runs on a thread of its own; what tests call is synchronous, and waits for events, never for time. The
//! deadlines of the real one (3 s for an acknowledgement, 15 min for a token, an hour for publishing) run by the clock
//! of this world, which tests move ([`Fake::pass`]); only rate limits and heartbeats run in real time.
//!
//! ```no_run
//! use outreach_tests::discord::{Conduct, Fake};
//! use serde_json::json;
//!
//! let fake = Fake::start(Conduct::default());
//! // … start a bot with fake.api_url() and fake.token() …
//! fake.wait_until_ready();
//! let asha = fake.person("Asha", "en-US");
//! let guild = fake.guild("Village", asha);
//! fake.add_bot(guild);
//! let square = fake.text_channel(guild, "square");
//! let asked = fake.slash(asha, square, "rec", &[("number", json!(8))]);
//! let answer = fake.wait("an answer", |world| world.answer(asked));
//! let pressed = fake.press(asha, answer.id, "Next");
//! fake.wait("the message to change", |world| world.interaction(pressed).acknowledged());
//! let form = fake.press(asha, answer.id, "Fill in a form");
//! let modal = fake.wait("a form", |world| world.modal(form));
//! fake.submit(asha, form, &[(modal.inputs[0].label.as_str(), "Asha K")]);
//! let alone = fake.dm(asha);
//! fake.say(asha, alone, "hello");
//! ```
//!
//! Absent on purpose: voice, files, reactions, polls, webhooks of other kinds, components of the second version,
//! entitlements, compression, and everything else that the bot has no use for.

mod bodies;
mod channels;
mod commands;
mod components;
mod embeds;
mod form;
mod gateway;
mod guilds;
mod interactions;
mod json;
mod limits;
mod lookups;
mod mentions;
mod messages;
mod modals;
mod orders;
mod people;
mod permissions;
mod refusal;
mod routes;
mod server;
mod state;
mod view;
mod webhooks;
mod world;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::fake::watched::Watched;
use crate::fake::{Port, Serving, real_clock};

pub use crate::fake::Clock;
pub use limits::{Counting, Limits};
pub use orders::{Order, Trouble};
pub use permissions::Permissions;
use state::State;
pub use view::World;
pub use world::{
    Acknowledgement, Block, Button, ChannelId, Choice, Component, Embed, GuildId, Input, InteractionId,
    InteractionKind, Kind, Menu, Message, MessageId, Modal, Person, Ping, Pressed, RoleId, Whom,
};

/// How this Discord behaves.
#[derive(Clone)]
pub struct Conduct {
    /// Rate limits; without them, nothing is refused for being too much, except publishing.
    pub limits: Option<Limits>,
    /// How much longer each call takes, both ways together.
    pub latency: Duration,
    /// Keeps all messages and not only the last few of each channel.
    pub history: bool,
    /// Keeps a log of all calls.
    pub log: bool,
    /// The time of this world, in Unix milliseconds.
    pub clock: Clock,
    /// How often a client has to show that it lives.
    pub heartbeat: Duration,
    /// How many shards `GET /gateway/bot` recommends.
    pub shards: u32,
    /// How many guilds a shard may have; with more, the gateway demands more shards (4011).
    pub guilds_per_shard: usize,
    /// How many sessions may begin within a day.
    pub identifies: u32,
    /// After this much time of this world the count of sessions begins anew.
    pub identifies_reset: Duration,
    /// How many shards may identify at the same time.
    pub max_concurrency: u32,
    /// The least time between two identifies of one bucket, in real time; the real Discord's is 5 s. Zero here, because
    /// tests restart bots quickly; whoever comes sooner is refused with op 9.
    pub identify_gap: Duration,
    /// How long a session waits for its client to come back, in time of this world.
    pub resume_within: Duration,
    /// How long a nonce is remembered ("a few minutes": discord/discord-api-docs#6647).
    pub nonce_memory: Duration,
    /// The developer portal: the privileged intents are switched on.
    pub privileged_intents: bool,
    /// The developer portal: anybody may add the bot.
    pub public: bool,
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            limits: None,
            latency: Duration::ZERO,
            history: true,
            log: true,
            clock: real_clock(),
            heartbeat: Duration::from_millis(41_250),
            shards: 1,
            guilds_per_shard: 2_500,
            identifies: 1_000,
            identifies_reset: Duration::from_secs(24 * 3_600),
            max_concurrency: 1,
            identify_gap: Duration::ZERO,
            resume_within: Duration::from_secs(180),
            nonce_memory: Duration::from_secs(180),
            privileged_intents: false,
            public: true,
        }
    }
}

/// A call that the bot made.
#[derive(Clone, Debug)]
pub struct Call {
    /// Method and path with the names of its ids, as `POST /channels/{channel}/messages`; the raw path for routes that
    /// don't exist.
    pub route: String,
    /// The channel, when the path names one.
    pub channel: Option<ChannelId>,
    /// The guild, when the path names one.
    pub guild: Option<GuildId>,
    /// The interaction, when the path names one or its token.
    pub interaction: Option<InteractionId>,
    /// What was sent; `Null` without a body.
    pub body: Value,
    /// What was sent that Discord doesn't know or ignores there, as `embeds.0.colour`. Empty for refused calls.
    pub unread: Vec<String>,
    /// When it came in.
    pub began: Instant,
    /// When its answer was ready.
    pub ended: Instant,
    /// The answer's status; 0 for a connection that was ended.
    pub status: u16,
    /// The answer's error code, in JSON; 0 for 401.
    pub code: Option<u64>,
    /// Why it was refused, in full.
    pub refusal: Option<Value>,
}

/// The world, and the tests that wait for its changes.
type Inner = Watched<State>;

/// A Discord. Ends with the test.
pub struct Fake {
    inner: Arc<Inner>,
    api_url: String,
    gateway_url: String,
    token: String,
    _serving: Serving,
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake").field("api_url", &self.api_url).finish_non_exhaustive()
    }
}

impl Fake {
    /// Begins to listen on free ports of loopback.
    ///
    /// # Panics
    /// When this machine gives no port or thread.
    pub fn start(conduct: Conduct) -> Self {
        let (rest, front, back) = (Port::free(), Port::free(), Port::free());
        let (api_url, gateway_url) = (format!("http://{}", rest.address()), format!("ws://{}", front.address()));
        let state = State::new(conduct, gateway_url.clone(), format!("ws://{}", back.address()));
        let token = state.token.clone();
        let inner = Arc::new(Inner::new(state));
        let served = Arc::clone(&inner);
        let serving = Serving::start(|| async move {
            tokio::select! {
                _ = server::serve(rest.listener(), Arc::clone(&served)) => {}
                _ = gateway::serve(front.listener(), Arc::clone(&served), false) => {}
                _ = gateway::serve(back.listener(), served, true) => {}
            }
        });
        Self { inner, api_url, gateway_url, token, _serving: serving }
    }

    /// Where REST listens, for `discord.api_url`; its calls are below `/api/v10`.
    pub fn api_url(&self) -> &str {
        &self.api_url
    }

    /// Where the gateway listens.
    pub fn gateway_url(&self) -> &str {
        &self.gateway_url
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The application's id. The bot's user id is another one, as with older applications.
    pub fn application(&self) -> u64 {
        self.inner.lock().application
    }

    /// The bot's user id.
    pub fn bot_id(&self) -> u64 {
        self.inner.lock().bot
    }

    /// What people write to mention the bot.
    pub fn mention(&self) -> String {
        format!("<@{}>", self.bot_id())
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
        self.inner.wait(what, |state| look(&World(state)), State::last_calls)
    }

    /// Waits until every shard of the bot is connected and has been sent its guilds.
    pub fn wait_until_ready(&self) {
        self.wait("the bot to be ready", |world| world.is_ready().then_some(()));
    }

    /// Waits until the bot has read everything that the gateway sent so far: asks for a heartbeat, whose number says so.
    pub fn wait_until_heard(&self) {
        let asked = self.act(State::ask_for_heartbeats);
        self.wait("the bot to hear all events", |world| world.0.has_heard(&asked).then_some(()));
    }

    /// Moves the clock forward.
    pub fn pass(&self, time: Duration) {
        self.act(|state| state.moved += i64::try_from(time.as_millis()).unwrap_or(i64::MAX));
    }

    /// The time of this world, in Unix milliseconds.
    pub fn now(&self) -> i64 {
        self.inner.lock().now_ms()
    }

    /// Orders trouble.
    pub fn order(&self, order: Order) {
        self.act(|state| state.orders.push(order));
    }

    /// Ends all trouble that was ordered and hasn't happened.
    pub fn peace(&self) {
        self.act(|state| state.orders.clear());
    }

    /// Changes how this Discord behaves from now on. Limits begin anew.
    pub fn conduct(&self, change: impl FnOnce(&mut Conduct)) {
        self.act(|state| {
            change(&mut state.conduct);
            state.pacer = limits::Pacer::new(state.conduct.limits.clone());
        });
    }

    /// The token is no longer good: every call is 401, every identify 4004, and open sessions are closed.
    pub fn revoke_token(&self) {
        self.act(|state| {
            state.token = "revoked".to_owned();
            state.close_all(Some(4004));
        });
    }

    /// Does something in the world, and tells whoever waits.
    fn act<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        self.inner.act(act)
    }
}

impl State {
    /// What tests are told that wait in vain.
    fn last_calls(&self) -> String {
        let last: Vec<&Call> = self.calls.iter().rev().take(8).collect();
        format!("the last calls, newest first: {last:#?}")
    }
}
