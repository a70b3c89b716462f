//! The whole bot on the fake Telegram: how people speak with it there, and what they see.

use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{PersonAddress, Platform};
use bot_core::phrases::Phrases;
use telegram::{CommandMenu, ConnectError, Limits, RunError, Settings, Telegram, Token, Webhook};
use tokio::sync::watch;

use crate::desk::Desk;
use crate::fake;
use crate::telegram::{Conduct, Fake, Message, Person, Spot};
use crate::whole_bot::{Clock, Service, WholeBot, pledge_of};

/// How the bot is run.
#[derive(Clone, Debug)]
pub struct Run {
    /// How much it may send. Much more than Telegram takes, so that no test waits; tests of limits set their own.
    pub limits: Limits,
    /// Where it listens for updates; without it, it polls.
    pub webhook: Option<Webhook>,
    /// What it registers; nothing, because only a test of that looks at it.
    pub commands: CommandMenu,
    /// The token, if it isn't the right one.
    pub token: Option<Token>,
}

impl Default for Run {
    fn default() -> Self {
        let limits = Limits { per_second: 100_000, chat_gap: Duration::ZERO, group_per_minute: 100_000 };
        Self { limits, webhook: None, commands: CommandMenu::default(), token: None }
    }
}

/// A bot on a Telegram of its own.
pub type TelegramBot = WholeBot<OnTelegram>;

/// Telegram, as a service to be on.
pub enum OnTelegram {}

impl Service for OnTelegram {
    type Fake = Fake;
    type Run = Run;
    type Adapter = Telegram;
    type ConnectError = ConnectError;
    type RunError = RunError;

    fn platform() -> Platform {
        telegram::platform()
    }

    fn fake(clock: fake::Clock) -> Fake {
        Fake::start(Conduct { clock, ..Conduct::default() })
    }

    async fn connect(fake: &Fake, run: &Run, clock: Clock) -> Result<Arc<Telegram>, ConnectError> {
        let token = run.token.clone().unwrap_or_else(|| Token::new(fake.token()));
        let api_url = fake.url().parse().expect("the fake has an address");
        let settings = Settings { token, api_url, webhook: run.webhook.clone(), limits: run.limits };
        Telegram::connect(settings, Phrases::embedded(), clock).await
    }

    async fn run(
        adapter: Arc<Telegram>,
        run: Run,
        bot: Arc<Desk>,
        stop: watch::Receiver<bool>,
    ) -> Result<(), RunError> {
        adapter.run(bot, &run.commands, stop).await
    }

    async fn idle(adapter: &Telegram) {
        adapter.idle().await;
    }
}

impl TelegramBot {
    /// Waits until everything that happened was fetched, answered and let go.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn settle(&self) {
        self.fake.wait_until_confirmed();
        let desk = self.desk();
        desk.wait("what was kept to be answered", |kept| kept.asked && kept.is_empty());
        self.idle();
        desk.wait("what was kept to be let go", |kept| kept.is_empty());
    }

    /// Everything that follows from what happened: answers, and what is due then.
    pub fn come_to_rest(&self) {
        self.settle();
        self.deliver();
    }

    /// What the bot has written in a chat or topic, as people see it now, oldest first.
    pub fn written(&self, spot: impl Into<Spot>) -> Vec<Message> {
        self.fake.look(|world| world.bot_messages(spot).into_iter().cloned().collect())
    }

    /// A person says something. What the bot writes there because of it.
    pub fn ask(&self, person: Person, spot: impl Into<Spot>, words: &str) -> Vec<Message> {
        let spot = spot.into();
        let before = self.written(spot).last().map_or(0, |message| message.id);
        self.fake.say(person, spot, words);
        self.settle();
        self.written(spot).into_iter().filter(|message| message.id > before).collect()
    }

    /// A person presses a button. What the message says then.
    ///
    /// # Panics
    /// When the button goes on spinning.
    pub fn press(&self, person: Person, message: &Message, label: &str) -> Message {
        let query = self.fake.press(person, message.chat, message.id, label);
        self.settle();
        assert!(self.fake.look(|world| world.pressed(&query)).is_some(), "{label} was pressed and spins still");
        self.seen(message)
    }

    /// A message as it is now.
    ///
    /// # Panics
    /// When it never was.
    pub fn seen(&self, message: &Message) -> Message {
        let now = self.fake.look(|world| world.message(message.chat, message.id).cloned());
        now.expect("what was once there is remembered")
    }

    /// A person pledges in their private chat, with their full name and for rooms to hear. Nothing is delivered yet.
    pub fn pledge(&self, person: Person, name: &str) {
        let chat = self.fake.private_chat(person);
        for words in pledge_of(name) {
            self.ask(person, chat, &words);
        }
        let thanks = self.ask(person, chat, "confirm");
        assert!(
            thanks.iter().any(|message| message.text.contains("Thank you!")),
            "{name} is no supporter: {thanks:#?}"
        );
    }
}

/// The address under which the bot knows somebody.
pub fn address(person: Person) -> PersonAddress {
    PersonAddress { platform: telegram::platform(), user: person.0.to_string() }
}
