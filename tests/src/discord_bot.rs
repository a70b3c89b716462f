//! The whole bot on the fake Discord: adapter, engine, store and outbox, in this process, with a clock that tests move.
//! It can be stopped, started again and killed; the fake, the database and the clock live on. What it delivers by
//! itself is delivered when a test says so.
//!
//! Before the bot starts, its addresses are looked at: a test never speaks to the real Discord.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bot_core::ids::{PersonAddress, Timestamp};
use bot_core::phrases::Phrases;
use bot_core::platform::Messenger;
use discord::{CommandMenu, ConnectError, Discord, Limits, RunError, Settings, Token};
use outreach_bot::engine::{Engine, Messengers};
use outreach_bot::outbox::Outbox;
use store::{Database, Key};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::BEGINNING;
use crate::core_stage::knowledge;
use crate::desk::Desk;
use crate::discord::{
    Acknowledgement, ChannelId, Conduct, Fake, GuildId, InteractionId, InteractionKind, Message, MessageId, Modal,
    Person,
};
use crate::discord_words::filled;

/// How long a test waits for the bot before it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long people look at an answer before they press again, in milliseconds. What is pressed sooner is the same press.
pub const MOMENT: i64 = 4_000;

/// How the bot is run.
#[derive(Clone, Debug)]
pub struct Run {
    /// How much it may send. Much more than Discord takes, so that no test waits; tests of limits set their own.
    pub limits: Limits,
    /// Where alone its commands are registered; without it, everywhere.
    pub development_guild: Option<u64>,
    /// What it registers.
    pub menu: CommandMenu,
    /// The token, if it isn't the right one.
    pub token: Option<Token>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            limits: Limits { per_second: 100_000 },
            development_guild: None,
            menu: outreach_bot::platforms::discord_menu(&knowledge()),
            token: None,
        }
    }
}

/// One life of the bot, from its start to its stop or death.
struct Life {
    runtime: Runtime,
    database: Arc<Database>,
    discord: Arc<Discord>,
    desk: Arc<Desk>,
    outbox: Outbox<Database>,
    stop: watch::Sender<bool>,
    running: JoinHandle<Result<(), RunError>>,
}

/// A bot on a Discord of its own.
pub struct DiscordBot {
    /// The Discord.
    pub fake: Fake,
    /// How the bot is run, from its next start on.
    pub run: Run,
    folder: TempDir,
    clock: Arc<AtomicI64>,
    life: Option<Life>,
}

impl DiscordBot {
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

    /// Starts the bot, and waits until it hears what happens and people can fill in its commands.
    ///
    /// # Panics
    /// When it doesn't start.
    pub fn start(&mut self) {
        self.try_start().expect("the fake knows its own bot");
        self.fake.wait_until_ready();
        let guild = self.run.development_guild.map(GuildId);
        self.fake.wait("the commands", |world| (!world.commands(guild).is_empty()).then_some(()));
    }

    /// Starts the bot, unless Discord refuses; waits for nothing.
    ///
    /// # Errors
    /// Why Discord refuses.
    ///
    /// # Panics
    /// When the database can't be opened, or an address isn't on this machine.
    pub fn try_start(&mut self) -> Result<(), ConnectError> {
        let settings = self.settings();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a test may make threads");
        let key = Key::load_or_create(&self.folder.path().join("key")).expect("the folder is ours");
        let url = format!("sqlite:{}", self.folder.path().join("bot.sqlite").display());
        let time = Arc::clone(&self.clock);
        let clock: discord::Clock = Arc::new(move || Timestamp(time.load(Ordering::Relaxed)));
        let menu = self.run.menu.clone();
        let life = runtime.block_on(async {
            let knowledge = knowledge();
            let database = Database::open(&url, &key).await.expect("the database opens");
            let first = &knowledge.campaign.first_supporters;
            database.keep_first_supporters(first).await.expect("the first supporters are kept");
            database.release_claims().await.expect("the database answers");
            let database = Arc::new(database);
            let discord = Discord::connect(settings, Phrases::embedded(), menu, Arc::clone(&clock)).await?;
            let messenger: Arc<dyn Messenger> = discord.clone();
            let messengers = Messengers::from([(discord::platform(), messenger)]);
            let news = Arc::new(Notify::new());
            let engine = Engine::new(Arc::clone(&knowledge), Arc::clone(&database), messengers.clone(), news);
            let outbox = Outbox::new(knowledge, Arc::clone(&database), messengers, clock);
            let desk = Arc::new(Desk::new(engine));
            let (stop, stopped) = watch::channel(false);
            let (run, bot) = (Arc::clone(&discord), Arc::clone(&desk));
            let running = tokio::spawn(async move { run.run(bot, stopped).await });
            Ok((database, discord, desk, outbox, stop, running))
        });
        let (database, discord, desk, outbox, stop, running) = life?;
        self.life = Some(Life { runtime, database, discord, desk, outbox, stop, running });
        Ok(())
    }

    /// What the adapter is told.
    ///
    /// # Panics
    /// When an address of the fake isn't on this machine.
    pub fn settings(&self) -> Settings {
        assert_loopback(self.fake.api_url());
        assert_loopback(self.fake.gateway_url());
        let token = self.run.token.clone().unwrap_or_else(|| Token::new(self.fake.token()));
        let api_url = self.fake.api_url().parse().expect("the fake has an address");
        Settings { token, api_url, development_guild: self.run.development_guild, limits: self.run.limits }
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

    /// The bot dies where it stands. Nobody comes back to its sessions.
    pub fn kill(&mut self) {
        self.die();
        self.fake.wait("the dead bot's connections to break", |world| (world.connections() == 0).then_some(()));
        self.fake.forget_sessions();
    }

    fn die(&mut self) {
        if let Some(life) = self.life.take() {
            life.runtime.shutdown_background();
        }
    }

    /// Waits until everything that happened was heard and answered.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn settle(&self) {
        self.fake.wait_until_heard();
        let life = self.life();
        let idle = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.discord.idle()).await });
        idle.expect("the bot comes to rest");
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

    /// Moves the clock on, the bot's and Discord's, in milliseconds.
    pub fn pass(&self, time: i64) {
        self.clock.fetch_add(time, Ordering::Relaxed);
    }

    /// What the bot has written in a channel as this person sees it now, oldest first: with what is shown to them
    /// alone, without what is shown to others alone.
    pub fn seen_by(&self, person: Person, channel: ChannelId) -> Vec<Message> {
        let us = self.fake.bot_id();
        let ours = |message: &&Message| message.author == us;
        self.fake.look(|world| world.seen(person, channel).into_iter().filter(ours).cloned().collect())
    }

    /// What the bot has written in a channel for everybody there, as it stands now, oldest first.
    pub fn written(&self, channel: ChannelId) -> Vec<Message> {
        self.fake.look(|world| world.bot_messages(channel).into_iter().cloned().collect())
    }

    /// What came in a channel for this person's eyes since the last one of these.
    fn since(&self, person: Person, channel: ChannelId, before: &[Message]) -> Vec<Message> {
        let known = |message: &Message| before.iter().any(|old| old.id == message.id);
        self.seen_by(person, channel).into_iter().filter(|message| !known(message)).collect()
    }

    /// A person says something. What the bot writes there because of it, as they see it.
    pub fn ask(&self, person: Person, channel: ChannelId, words: &str) -> Vec<Message> {
        let before = self.seen_by(person, channel);
        self.fake.say(person, channel, words);
        self.settle();
        self.since(person, channel, &before)
    }

    /// A person says something to the bot in their direct messages.
    pub fn tell(&self, person: Person, words: &str) -> Vec<Message> {
        self.ask(person, self.fake.dm(person), words)
    }

    /// A person mentions the bot with these words.
    pub fn mention(&self, person: Person, channel: ChannelId, words: &str) -> Vec<Message> {
        self.ask(person, channel, &format!("{} {words}", self.fake.mention()))
    }

    /// A person fills in a command, as the line `/rec 8` says it. Waits for nothing.
    ///
    /// # Panics
    /// When there is no such command, or its options can't say this.
    pub fn fill_in(&self, person: Person, channel: ChannelId, line: &str) -> InteractionId {
        let filled = filled(&self.run.menu, line).unwrap_or_else(|| panic!("{line} can't be filled in"));
        let options: Vec<_> = filled.options.iter().map(|(name, value)| (&**name, value.clone())).collect();
        self.fake.slash(person, channel, &filled.name, &options)
    }

    /// A person fills in a command, as the line `/rec 8` says it. What the bot writes because of it, as they see it.
    ///
    /// # Panics
    /// When Discord would say that the application doesn't respond.
    pub fn slash(&self, person: Person, channel: ChannelId, line: &str) -> Vec<Message> {
        let before = self.seen_by(person, channel);
        let asked = self.fill_in(person, channel, line);
        self.settle();
        self.answered(asked);
        self.since(person, channel, &before)
    }

    /// A person presses a button, or picks a line of a menu, by what stands on it. Waits for nothing.
    pub fn pick(&self, person: Person, message: MessageId, label: &str) -> InteractionId {
        let is_button = self.seen(message).buttons().any(|button| button.label == label);
        if is_button { self.fake.press(person, message, label) } else { self.fake.select(person, message, &[label]) }
    }

    /// A person presses a button, or picks a line of a menu, by what stands on it. What the message says then, or the new message that
    /// is the answer.
    ///
    /// # Panics
    /// When Discord would say that the interaction failed, or when a form is the answer.
    pub fn press(&self, person: Person, message: &Message, label: &str) -> Message {
        let before = self.seen_by(person, message.channel);
        self.pass(MOMENT);
        let pressed = self.pick(person, message.id, label);
        self.settle();
        let how = self.answered(pressed);
        assert_ne!(how, Acknowledgement::Modal, "{label} opens a form");
        match self.since(person, message.channel, &before).pop() {
            Some(new) => new,
            None => self.seen(message.id),
        }
    }

    /// A person presses a button that opens a form.
    ///
    /// # Panics
    /// When it opens none.
    pub fn open(&self, person: Person, message: &Message, label: &str) -> (InteractionId, Modal) {
        self.pass(MOMENT);
        let pressed = self.fake.press(person, message.id, label);
        self.settle();
        (pressed, self.fake.look(|world| world.modal(pressed)).unwrap_or_else(|| panic!("{label} opens no form")))
    }

    /// A person sends a form, with these answers by the labels of its fields; those that aren't named stay as they were.
    /// What they see then: the message the form belongs to, or a new one.
    ///
    /// # Panics
    /// When Discord would say that something went wrong.
    pub fn submit(&self, person: Person, form: InteractionId, answers: &[(&str, &str)]) -> Message {
        let sent = self.fake.submit(person, form, answers);
        self.settle();
        self.answered(sent);
        self.fake.look(|world| world.answer(sent)).expect("a form that is sent has an answer")
    }

    /// How an interaction was acknowledged.
    ///
    /// # Panics
    /// When it wasn't, or too late, or is left with a promise.
    #[track_caller]
    pub fn answered(&self, id: InteractionId) -> Acknowledgement {
        let did = self.fake.look(|world| world.interaction(id).clone());
        let how = did.answer.unwrap_or_else(|| panic!("nothing is said to {did:#?}"));
        assert!(did.took.is_some_and(|took| took < Duration::from_secs(3)), "acknowledged too late: {did:#?}");
        if how == Acknowledgement::Thinking && did.kind != InteractionKind::Autocomplete {
            let original = did.original.map(|message| self.seen(message));
            assert!(original.is_none_or(|message| !message.thinking), "the bot goes on thinking: {did:#?}");
        }
        how
    }

    /// A message as it is now.
    ///
    /// # Panics
    /// When it never was.
    pub fn seen(&self, message: MessageId) -> Message {
        let now = self.fake.look(|world| world.message(message).cloned());
        now.expect("what was once there is remembered")
    }

    /// A person pledges in their direct messages, with their full name and for rooms to hear. Nothing is delivered yet.
    pub fn pledge(&self, person: Person, name: &str) {
        for words in [&*format!("pledge {name} | Nepal | teacher"), "yes", "individual", "full", "yes", "no"] {
            self.tell(person, words);
        }
        let thanks = self.tell(person, "confirm");
        assert!(
            thanks.iter().any(|message| message.content.contains("Thank you!")),
            "{name} is no supporter: {thanks:#?}"
        );
    }

    /// The database of this life.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.life().database)
    }

    /// The adapter of this life.
    pub fn discord(&self) -> Arc<Discord> {
        Arc::clone(&self.life().discord)
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

impl Default for DiscordBot {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for DiscordBot {
    fn drop(&mut self) {
        self.die();
    }
}

/// The address under which the bot knows somebody.
pub fn address(person: Person) -> PersonAddress {
    PersonAddress { platform: discord::platform(), user: person.0.to_string() }
}

/// Fails unless an address is on this machine.
///
/// # Panics
/// When it isn't.
#[track_caller]
pub fn assert_loopback(url: &str) {
    let url: reqwest::Url = url.parse().expect("an address");
    let host: IpAddr =
        url.host_str().and_then(|host| host.parse().ok()).expect("a number, which no name server is asked for");
    assert!(host.is_loopback(), "tests speak to nobody else");
}
