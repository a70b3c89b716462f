//! The whole bot on the fake Telegram: adapter, engine, store and outbox, in this process, with a clock that tests
//! move. It can be stopped, started again and killed; the fake, the database and the clock live on. What it delivers by
//! itself is delivered when a test says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bot_core::ids::{PersonAddress, Timestamp};
use bot_core::phrases::Phrases;
use bot_core::platform::Messenger;
use outreach_bot::engine::{Engine, Messengers};
use outreach_bot::outbox::Outbox;
use store::{Database, Key};
use telegram::{CommandMenu, ConnectError, Limits, RunError, Settings, Telegram, Token, Webhook};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::BEGINNING;
use crate::core_stage::knowledge;
use crate::desk::Desk;
use crate::telegram::{Conduct, Fake, Message, Person, Spot};

/// How long a test waits for the bot before it fails.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// One life of the bot, from its start to its stop or death.
struct Life {
    runtime: Runtime,
    database: Arc<Database>,
    telegram: Arc<Telegram>,
    desk: Arc<Desk>,
    outbox: Outbox<Database>,
    stop: watch::Sender<bool>,
    running: JoinHandle<Result<(), RunError>>,
}

/// A bot on a Telegram of its own.
pub struct TelegramBot {
    /// The Telegram.
    pub fake: Fake,
    /// How it is run, from its next start on.
    pub run: Run,
    folder: TempDir,
    clock: Arc<AtomicI64>,
    life: Option<Life>,
}

impl TelegramBot {
    /// A new world at the beginning of time, with a bot that runs.
    pub fn new() -> Self {
        let mut bot = Self::stopped(Run::default());
        bot.start();
        bot
    }

    /// A new world at the beginning of time, in which the bot isn't started yet.
    ///
    /// # Panics
    /// When a test may not make a folder.
    pub fn stopped(run: Run) -> Self {
        let clock = Arc::new(AtomicI64::new(BEGINNING));
        let time = Arc::clone(&clock);
        let conduct = Conduct { clock: Arc::new(move || time.load(Ordering::Relaxed)), ..Conduct::default() };
        let folder = tempfile::tempdir().expect("a test may make a folder");
        Self { fake: Fake::start(conduct), run, folder, clock, life: None }
    }

    /// Starts the bot.
    ///
    /// # Panics
    /// When it doesn't start.
    pub fn start(&mut self) {
        self.try_start().expect("the fake knows its own bot");
    }

    /// Starts the bot, unless Telegram refuses.
    ///
    /// # Errors
    /// Why Telegram refuses.
    ///
    /// # Panics
    /// When the database can't be opened.
    pub fn try_start(&mut self) -> Result<(), ConnectError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a test may make threads");
        let settings = self.settings();
        let key = Key::load_or_create(&self.folder.path().join("key")).expect("the folder is ours");
        let url = format!("sqlite:{}", self.folder.path().join("bot.sqlite").display());
        let time = Arc::clone(&self.clock);
        let clock: telegram::Clock = Arc::new(move || Timestamp(time.load(Ordering::Relaxed)));
        let commands = self.run.commands.clone();
        let life = runtime.block_on(async {
            let knowledge = knowledge();
            let database = Database::open(&url, &key).await.expect("the database opens");
            let first = &knowledge.campaign.first_supporters;
            database.keep_first_supporters(first).await.expect("the first supporters are kept");
            database.release_claims().await.expect("the database answers");
            let database = Arc::new(database);
            let telegram = Telegram::connect(settings, Phrases::embedded(), Arc::clone(&clock)).await?;
            let messenger: Arc<dyn Messenger> = telegram.clone();
            let messengers = Messengers::from([(telegram::platform(), messenger)]);
            let news = Arc::new(Notify::new());
            let engine = Engine::new(Arc::clone(&knowledge), Arc::clone(&database), messengers.clone(), news);
            let outbox = Outbox::new(knowledge, Arc::clone(&database), messengers, clock);
            let desk = Arc::new(Desk::new(engine));
            let (stop, stopped) = watch::channel(false);
            let (run, bot) = (Arc::clone(&telegram), Arc::clone(&desk));
            let running = tokio::spawn(async move { run.run(bot, &commands, stopped).await });
            Ok((database, telegram, desk, outbox, stop, running))
        });
        let (database, telegram, desk, outbox, stop, running) = life?;
        self.life = Some(Life { runtime, database, telegram, desk, outbox, stop, running });
        Ok(())
    }

    /// What the adapter is told.
    ///
    /// # Panics
    /// When the fake's address is none.
    pub fn settings(&self) -> Settings {
        let token = self.run.token.clone().unwrap_or_else(|| Token::new(self.fake.token()));
        let api_url = self.fake.url().parse().expect("the fake has an address");
        Settings { token, api_url, webhook: self.run.webhook.clone(), limits: self.run.limits }
    }

    fn life(&self) -> &Life {
        self.life.as_ref().expect("the bot lives between its start and its end")
    }

    /// Stops the bot as an operator does, and says how its run ended.
    ///
    /// # Panics
    /// When it doesn't stop.
    pub fn stop(&mut self) -> Result<(), RunError> {
        let life = self.life.take().expect("the bot lives between its start and its end");
        let _ = life.stop.send(true);
        let ended = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.running).await });
        life.runtime.block_on(life.database.close()).expect("the database closes");
        ended.expect("the bot stops in time").expect("the run doesn't panic")
    }

    /// Waits until the bot ends by itself, and says how.
    ///
    /// # Panics
    /// When it doesn't end.
    pub fn end(&mut self) -> Result<(), RunError> {
        let life = self.life.take().expect("the bot lives between its start and its end");
        let ended = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.running).await });
        ended.expect("the bot ends by itself").expect("the run doesn't panic")
    }

    /// The bot dies where it stands.
    pub fn kill(&mut self) {
        if let Some(life) = self.life.take() {
            life.runtime.shutdown_background();
        }
    }

    /// Waits until everything that happened was fetched, answered and let go.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn settle(&self) {
        let life = self.life();
        self.fake.wait_until_confirmed();
        life.desk.wait("what was kept to be answered", |kept| kept.asked && kept.is_empty());
        let idle = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.telegram.idle()).await });
        idle.expect("the bot comes to rest");
        life.desk.wait("what was kept to be let go", |kept| kept.is_empty());
    }

    /// Delivers everything that is due.
    ///
    /// # Panics
    /// When the store fails.
    pub fn deliver(&self) {
        let life = self.life();
        life.runtime.block_on(life.outbox.drain()).expect("the database answers");
    }

    /// One round of what is due: what can't be delivered now is tried later.
    ///
    /// # Panics
    /// When the store fails.
    pub fn deliver_once(&self) -> usize {
        let life = self.life();
        life.runtime.block_on(life.outbox.step()).expect("the database answers")
    }

    /// Everything that follows from what happened: answers, and what is due then.
    pub fn come_to_rest(&self) {
        self.settle();
        self.deliver();
    }

    /// Moves the clock on, the bot's and Telegram's, in milliseconds.
    pub fn pass(&self, time: i64) {
        self.clock.fetch_add(time, Ordering::Relaxed);
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
        for words in [&*format!("pledge {name} | Nepal | teacher"), "yes", "individual", "full", "yes", "no"] {
            self.ask(person, chat, words);
        }
        let thanks = self.ask(person, chat, "confirm");
        assert!(
            thanks.iter().any(|message| message.text.contains("Thank you!")),
            "{name} is no supporter: {thanks:#?}"
        );
    }

    /// The database of this life.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.life().database)
    }

    /// The adapter of this life.
    pub fn telegram(&self) -> Arc<Telegram> {
        Arc::clone(&self.life().telegram)
    }

    /// What stands between the adapter and the engine in this life.
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.life().desk)
    }

    /// Waits for a future, as the bot's own runtime does.
    pub fn wait<F: Future>(&self, future: F) -> F::Output {
        self.life().runtime.block_on(future)
    }

    /// The time in this world.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }
}

impl Default for TelegramBot {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for TelegramBot {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The address under which the bot knows somebody.
pub fn address(person: Person) -> PersonAddress {
    PersonAddress { platform: telegram::platform(), user: person.0.to_string() }
}
