//! The whole bot on a fake service: adapter, engine, store and outbox, in this process, with a clock that tests move.
//! It can be stopped, started again and killed; the fake, the database and the clock live on. What it delivers by
//! itself is delivered when a test says so.
//!
//! What a service alone has (how people speak there, and what they see) stands with its bot, in `discord_bot` and
//! `telegram_bot`.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bot_core::ids::{PersonAddress, Platform, Timestamp};
use bot_core::platform::Messenger;
use bot_core::store::Role;
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
use crate::fake;
use crate::fake::watched::PATIENCE;
use crate::passing_folder;

/// The time in a test's world, as adapters and the outbox ask for it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A service that the bot can be on: its fake and its adapter.
pub trait Service {
    /// The service that the test runs.
    type Fake;
    /// How the bot is run.
    type Run: Clone + Default;
    /// The adapter.
    type Adapter: Messenger + 'static;
    /// Why the service doesn't let the bot in.
    type ConnectError: std::error::Error;
    /// Why a run ends by itself.
    type RunError: std::error::Error + Send + 'static;

    /// The platform's name.
    fn platform() -> Platform;

    /// Starts a fake whose time is this clock's.
    fn fake(clock: fake::Clock) -> Self::Fake;

    /// Lets the adapter introduce itself.
    fn connect(
        fake: &Self::Fake,
        run: &Self::Run,
        clock: Clock,
    ) -> impl Future<Output = Result<Arc<Self::Adapter>, Self::ConnectError>>;

    /// Lets the adapter run until it is told to stop.
    fn run(
        adapter: Arc<Self::Adapter>,
        run: Self::Run,
        bot: Arc<Desk>,
        stop: watch::Receiver<bool>,
    ) -> impl Future<Output = Result<(), Self::RunError>> + Send + 'static;

    /// Resolves when the adapter has nothing under way.
    fn idle(adapter: &Self::Adapter) -> impl Future<Output = ()>;

    /// Waits until people can speak to a bot that was started just now.
    fn await_start(_: &Self::Fake, _: &Self::Run) {}

    /// Waits until the service knows that the bot is dead.
    fn await_death(_: &Self::Fake) {}
}

/// One life of the bot, from its start to its stop or death.
struct Life<S: Service> {
    runtime: Runtime,
    database: Arc<Database>,
    adapter: Arc<S::Adapter>,
    desk: Arc<Desk>,
    outbox: Arc<Outbox<Database>>,
    stop: watch::Sender<bool>,
    running: JoinHandle<Result<(), S::RunError>>,
}

/// A bot on a service of its own.
pub struct WholeBot<S: Service> {
    /// The service.
    pub fake: S::Fake,
    /// How the bot is run, from its next start on.
    pub run: S::Run,
    folder: TempDir,
    clock: Arc<AtomicI64>,
    life: Option<Life<S>>,
}

impl<S: Service> WholeBot<S> {
    /// A new world at the beginning of time, with a bot that runs.
    pub fn new() -> Self {
        let mut bot = Self::stopped(S::Run::default());
        bot.start();
        bot
    }

    /// A new world at the beginning of time, in which the bot isn't started yet.
    ///
    /// # Panics
    /// When a test may not make a folder.
    pub fn stopped(run: S::Run) -> Self {
        let clock = Arc::new(AtomicI64::new(BEGINNING));
        let time = Arc::clone(&clock);
        let folder = passing_folder();
        Self { fake: S::fake(Arc::new(move || time.load(Ordering::Relaxed))), run, folder, clock, life: None }
    }

    /// Starts the bot, and waits until people can speak to it.
    ///
    /// # Panics
    /// When it doesn't start.
    pub fn start(&mut self) {
        self.try_start().expect("the fake knows its own bot");
        S::await_start(&self.fake, &self.run);
    }

    /// Starts the bot, unless the service refuses; waits for nothing.
    ///
    /// # Errors
    /// Why the service refuses.
    ///
    /// # Panics
    /// When the database can't be opened, or an address isn't on this machine.
    pub fn try_start(&mut self) -> Result<(), S::ConnectError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a test may make threads");
        let key = Key::load_or_create(&self.folder.path().join("key")).expect("the folder is ours");
        let url = format!("sqlite:{}", self.folder.path().join("bot.sqlite").display());
        let time = Arc::clone(&self.clock);
        let clock: Clock = Arc::new(move || Timestamp(time.load(Ordering::Relaxed)));
        let parts = runtime.block_on(async {
            let knowledge = knowledge();
            let database = Database::open(&url, &key).await.expect("the database opens");
            let first = &knowledge.campaign.first_supporters;
            database.keep_first_supporters(first).await.expect("the first supporters are kept");
            database.release_claims().await.expect("the database answers");
            let database = Arc::new(database);
            let adapter = S::connect(&self.fake, &self.run, Arc::clone(&clock)).await?;
            let messenger: Arc<dyn Messenger> = adapter.clone();
            let messengers = Messengers::from([(S::platform(), messenger)]);
            let news = Arc::new(Notify::new());
            let engine = Engine::new(Arc::clone(&knowledge), Arc::clone(&database), messengers.clone(), news);
            let outbox = Arc::new(Outbox::new(knowledge, Arc::clone(&database), messengers, clock));
            let desk = Arc::new(Desk::new(engine));
            let (stop, stopped) = watch::channel(false);
            let run = S::run(Arc::clone(&adapter), self.run.clone(), Arc::clone(&desk), stopped);
            Ok((database, adapter, desk, outbox, stop, tokio::spawn(run)))
        });
        let (database, adapter, desk, outbox, stop, running) = parts?;
        self.life = Some(Life { runtime, database, adapter, desk, outbox, stop, running });
        Ok(())
    }

    fn life(&self) -> &Life<S> {
        self.life.as_ref().expect("the bot lives between its start and its end")
    }

    /// Stops the bot as an operator does, and says how its run ended.
    ///
    /// # Errors
    /// Why it ended, if not by the stop.
    ///
    /// # Panics
    /// When it doesn't stop.
    pub fn stop(&mut self) -> Result<(), S::RunError> {
        let life = self.life.take().expect("the bot lives between its start and its end");
        let handle = life.runtime.handle().clone();
        // Outlives what follows: see `die`.
        let _inside = handle.enter();
        let life = life;
        let _ = life.stop.send(true);
        let ended = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.running).await });
        life.runtime.block_on(life.database.close()).expect("the database closes");
        ended.expect("the bot stops in time").expect("the run doesn't panic")
    }

    /// Waits until the bot ends by itself, and says how.
    ///
    /// # Errors
    /// Why it ended.
    ///
    /// # Panics
    /// When it doesn't end.
    pub fn end(&mut self) -> Result<(), S::RunError> {
        let life = self.life.take().expect("the bot lives between its start and its end");
        let handle = life.runtime.handle().clone();
        let _inside = handle.enter();
        let life = life;
        let ended = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, life.running).await });
        ended.expect("the bot ends by itself").expect("the run doesn't panic")
    }

    /// The bot dies where it stands.
    pub fn kill(&mut self) {
        self.die();
        S::await_death(&self.fake);
    }

    fn die(&mut self) {
        let Some(Life { runtime, database, adapter, desk, outbox, stop, running }) = self.life.take() else { return };
        let handle = runtime.handle().clone();
        runtime.shutdown_background();
        // Some stores can be let go only inside of a runtime, if only of one that has ended.
        let _inside = handle.enter();
        drop((database, adapter, desk, outbox, stop, running));
    }

    /// Waits until the adapter has nothing under way.
    ///
    /// # Panics
    /// When that takes too long.
    pub(crate) fn idle(&self) {
        let life = self.life();
        let idle = life.runtime.block_on(async { tokio::time::timeout(PATIENCE, S::idle(&life.adapter)).await });
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

    /// Begins to deliver everything that is due; its death ends that.
    pub fn begin_to_deliver(&self) {
        let life = self.life();
        let outbox = Arc::clone(&life.outbox);
        life.runtime.spawn(async move { outbox.drain().await });
    }

    /// One round of what is due: what can't be delivered now is tried later.
    ///
    /// # Panics
    /// When the store fails.
    pub fn deliver_once(&self) -> usize {
        let life = self.life();
        life.runtime.block_on(life.outbox.step()).expect("the database answers")
    }

    /// Moves the clock on, the bot's and the service's, in milliseconds.
    pub fn pass(&self, time: i64) {
        self.clock.fetch_add(time, Ordering::Relaxed);
    }

    /// The time in this world.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }

    /// Gives somebody a role, as an operator does.
    ///
    /// # Panics
    /// When the store fails.
    pub fn grant(&self, person: &PersonAddress, role: Role) {
        let granted = self.wait(self.life().database.grant_role(person, role, self.now()));
        granted.expect("the database answers");
    }

    /// The adapter in this life.
    pub fn adapter(&self) -> Arc<S::Adapter> {
        Arc::clone(&self.life().adapter)
    }

    /// What stands between the adapter and the engine in this life.
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.life().desk)
    }

    /// Waits for a future, as the bot's own runtime does.
    pub fn wait<F: Future>(&self, future: F) -> F::Output {
        self.life().runtime.block_on(future)
    }
}

impl<S: Service> Default for WholeBot<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Service> Drop for WholeBot<S> {
    fn drop(&mut self) {
        self.die();
    }
}

/// What a person says, after one another, to pledge with their full name and for rooms to hear; before the last word.
pub fn pledge_of(name: &str) -> [String; 6] {
    let about = format!("pledge {name} | Nepal | teacher");
    [&*about, "yes", "individual", "full", "yes", "no"].map(str::to_owned)
}
