//! The whole bot on a real Matrix homeserver: how people speak with it there, and what they see.
//!
//! The homeserver has a clock of its own; the one that tests move is the bot's alone. Before the bot starts, the server's
//! address is looked at: a test never speaks to another.

use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{PersonAddress, Platform};
use bot_core::phrases::Phrases;
use bot_core::platform::Verdict;
use matrix::{ConnectError, Homeserver, Matrix, RunError, Settings, StoreKey, Token, Welcome};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use tempfile::TempDir;
use tokio::sync::watch;
use url::Url;

use crate::desk::Desk;
use crate::fake;
use crate::fake::watched::PATIENCE;
use crate::matrix_people::{Message, Person, wait_for};
use crate::passing_folder;
use crate::synapse::{Account, PASSWORD, Synapse, assert_loopback};
use crate::whole_bot::{Clock, Service, WholeBot, pledge_of};

/// How long people look at an answer before they press again, in milliseconds. What is pressed sooner is the same press.
pub const MOMENT: i64 = 4_000;

/// How the bot is run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The password, if it isn't the right one.
    pub password: Token,
    /// What makes a new device a trusted one.
    pub recovery_key: Option<Token>,
    /// Whose invitations are accepted.
    pub welcome: Welcome,
    /// What was said while it was away is answered if it isn't older.
    pub answer_within: Duration,
    /// After this time without a key, it says that it can't read a message.
    pub key_patience: Duration,
    /// How much it sends in a second at the most.
    pub events_per_second: u32,
    /// Where it finds its homeserver, if something stands before that.
    pub through: Option<Url>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            password: Token::new(PASSWORD),
            recovery_key: None,
            welcome: Welcome::Everyone,
            answer_within: Duration::from_secs(24 * 60 * 60),
            key_patience: Duration::from_secs(60),
            // Much more than anybody needs, so that no test waits.
            events_per_second: 100_000,
            through: None,
        }
    }
}

/// A homeserver with an account for the bot.
pub struct Home {
    /// The server, which tests share.
    pub server: &'static Synapse,
    /// The bot's account.
    pub account: Account,
    /// The bot's own folder, which outlives its deaths.
    store: TempDir,
}

impl Home {
    /// A new account on this server.
    ///
    /// # Panics
    /// When the server gives none.
    pub fn new(server: &'static Synapse) -> Self {
        let account = wait_for(server.register("bot"));
        Self { server, account, store: passing_folder() }
    }

    /// Takes the bot's session and keys away, as when its disk is lost.
    ///
    /// # Panics
    /// When the folder can't be emptied.
    pub fn lose_store(&mut self) {
        self.store = passing_folder();
    }

    /// The bot's id.
    ///
    /// # Panics
    /// Never: the server gave it.
    pub fn bot(&self) -> OwnedUserId {
        UserId::parse(&self.account.user).expect("the server knows what an id is")
    }
}

/// A bot on a homeserver.
pub type MatrixBot = WholeBot<OnMatrix>;

/// Matrix, as a service to be on.
pub enum OnMatrix {}

impl Service for OnMatrix {
    type Fake = Home;
    type Run = Run;
    type Adapter = Matrix;
    type ConnectError = ConnectError;
    type RunError = RunError;

    fn platform() -> Platform {
        matrix::platform()
    }

    fn fake(_: fake::Clock) -> Home {
        Home::new(Synapse::shared())
    }

    async fn connect(home: &Home, run: &Run, clock: Clock) -> Result<Arc<Matrix>, ConnectError> {
        let address = run.through.clone().unwrap_or_else(|| home.server.url());
        assert_loopback(&address);
        let settings = Settings {
            homeserver: Homeserver::Address(address),
            account: matrix::Account::Local(home.account.name.clone()),
            password: Some(run.password.clone()),
            token: None,
            recovery_key: run.recovery_key.clone(),
            folder: home.store.path().to_owned(),
            store_key: StoreKey([7; 32]),
            welcome: run.welcome.clone(),
            answer_within: run.answer_within,
            key_patience: run.key_patience,
            events_per_second: run.events_per_second,
        };
        Matrix::connect(settings, Phrases::embedded(), clock).await
    }

    async fn run(adapter: Arc<Matrix>, _: Run, bot: Arc<Desk>, stop: watch::Receiver<bool>) -> Result<(), RunError> {
        adapter.run(bot, stop).await
    }

    async fn idle(adapter: &Matrix) {
        adapter.idle().await;
    }
}

impl MatrixBot {
    /// Somebody on the bot's homeserver.
    pub fn person(&self, name: &str) -> Person {
        Person::new(self.fake.server, name)
    }

    /// Waits until the bot has worked through what happened up to this event.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn settle(&self, event: &EventId) {
        self.await_handled(event);
        self.idle();
    }

    /// Waits until the bot has worked through this event, whatever else is under way.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn await_handled(&self, event: &EventId) {
        let adapter = self.adapter();
        let handled = self.wait(async { tokio::time::timeout(PATIENCE, adapter.handled(event.as_str())).await });
        assert!(handled.is_ok(), "waited in vain for the bot to work through an event");
    }

    /// The recovery key, which somebody is shown now; nothing if it was shown before.
    pub fn recovery_key(&self) -> Option<Token> {
        let adapter = self.adapter();
        let key = adapter.take_recovery_key();
        self.wait(adapter.recovery_key_shown());
        key
    }

    /// Whether others see its device as verified, as it says itself.
    pub fn is_trusted(&self) -> bool {
        self.wait(self.adapter().trust()).verdict == Verdict::Ok
    }

    /// Waits until the bot has worked through all that happened so far; somebody who is in a room with it helps. They say
    /// something that no bot answers.
    pub fn catch_up(&self, person: &Person, room: &RoomId) {
        let content = serde_json::json!({"msgtype": "m.notice", "body": "…"});
        let sent = person.send(room, "m.room.message", content);
        self.settle(&sent);
    }

    /// Waits until the bot is in a room to which it was invited, and has said hello.
    pub fn await_arrival(&self, person: &Person, room: &RoomId) {
        let bot = self.fake.bot();
        let comes = |person: &Person| person.step(room, &bot).filter(|(_, is)| is == "join").map(|(event, _)| event);
        let came = person.wait("the bot to come in", comes);
        self.settle(&came);
        person.look();
    }

    /// Somebody's direct chat with the bot, which they open; encrypted.
    pub fn chat(&self, person: &Person) -> OwnedRoomId {
        let room = person.make_direct(&self.fake.bot(), true);
        self.await_arrival(person, &room);
        room
    }

    /// A room of this person's with the bot, in which somebody else is as well: two alone are a private chat.
    pub fn room(&self, person: &Person, name: &str, encrypted: bool) -> OwnedRoomId {
        let guest = wait_for(self.fake.server.register("guest")).user;
        let guest = UserId::parse(guest).expect("the server knows what an id is");
        let room = person.make_room(name, encrypted, &[&guest, &self.fake.bot()]);
        self.await_arrival(person, &room);
        room
    }

    /// What the bot has written in a room, as this person sees it now, oldest first.
    pub fn written(&self, person: &Person, room: &RoomId) -> Vec<Message> {
        let bot = self.fake.bot();
        person.see(room).into_iter().filter(|message| message.sender == bot).collect()
    }

    /// The answers to a message, as this person sees them now.
    pub fn answers(&self, person: &Person, room: &RoomId, to: &EventId) -> Vec<Message> {
        self.settle(to);
        self.written(person, room).into_iter().filter(|message| message.reply_to.as_deref() == Some(to)).collect()
    }

    /// A person says something. What the bot writes there because of it.
    pub fn ask(&self, person: &Person, room: &RoomId, words: &str) -> Vec<Message> {
        self.after(person, room, || person.say(room, words))
    }

    /// Something is done in a room. What the bot writes there because of it, as this person sees it.
    pub fn after(&self, person: &Person, room: &RoomId, act: impl FnOnce() -> OwnedEventId) -> Vec<Message> {
        let known: Vec<OwnedEventId> = self.written(person, room).into_iter().map(|message| message.id).collect();
        self.settle(&act());
        self.written(person, room).into_iter().filter(|message| !known.contains(&message.id)).collect()
    }

    /// A person pledges in their private chat, with their full name and for rooms to hear. Nothing is delivered yet.
    ///
    /// # Panics
    /// When the bot doesn't thank them.
    pub fn pledge(&self, person: &Person, chat: &RoomId, name: &str) {
        for words in pledge_of(name) {
            self.ask(person, chat, &words);
        }
        let thanks = self.ask(person, chat, "confirm");
        assert!(thanks.iter().any(|m| m.body.contains("Thank you!")), "{name} is no supporter: {thanks:#?}");
    }
}

/// The address under which the bot knows somebody.
pub fn address(person: &Person) -> PersonAddress {
    PersonAddress { platform: matrix::platform(), user: person.user.to_string() }
}
