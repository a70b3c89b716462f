//! The bot without a platform: engine, outbox and a real database, with a wall of messages in place of rooms.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bot_core::announcement::Posted;
use bot_core::content::Campaign;
use bot_core::ids::{EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::platform::{Bot, Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::subscription::Manner;
use bot_core::view::{Audience, Choice, Destination, View};
use commands::{Knowledge, Review};
use outreach_bot::engine::{Engine, Messengers};
use outreach_bot::outbox::Outbox;
use store::{Database, Key};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::Notify;

use crate::BEGINNING;
use crate::script::{Action, Need, Stage};
use crate::seen::{Seen, Spot, Where, lines};

/// What the bot knows, read once for all tests of a process.
pub fn knowledge() -> Arc<Knowledge> {
    static KNOWLEDGE: OnceLock<Arc<Knowledge>> = OnceLock::new();
    let build = || Arc::new(Knowledge::new(Campaign::embedded(), Review::default()));
    Arc::clone(KNOWLEDGE.get_or_init(build))
}

/// The platform under which people are known here: the terminal's name, so that both stages show the same.
pub fn platform() -> Platform {
    console::platform()
}

/// The address of a person.
pub fn person(name: &str) -> PersonAddress {
    PersonAddress { platform: platform(), user: name.to_owned() }
}

fn address(spot: &Spot) -> RoomAddress {
    let room = match &spot.room {
        Some(room) => format!("#{room}"),
        None => format!("@{}", spot.person),
    };
    RoomAddress { platform: platform(), room, thread: None }
}

/// What rooms were told, and under which number.
#[derive(Default)]
struct Wall {
    told: Vec<(Seen, Vec<Choice>)>,
    count: HashMap<String, usize>,
}

/// A messenger that hangs messages on the wall.
#[derive(Clone)]
struct Poster {
    wall: Arc<Mutex<Wall>>,
    everybody_administers: bool,
}

impl Poster {
    fn wall(&self) -> std::sync::MutexGuard<'_, Wall> {
        self.wall.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Messenger for Poster {
    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        Some(address(&Spot { person: person.user.clone(), room: None }))
    }

    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        _: Manner,
        _: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let mut wall = self.wall();
            let (place, name) = match room.room.split_at(1) {
                ("#", name) => {
                    let number = wall.count.entry(name.to_owned()).or_insert(0);
                    *number += 1;
                    (Where::News(name.to_owned(), *number), number.to_string())
                }
                (_, name) => (Where::Private(name.to_owned()), String::new()),
            };
            wall.told.push((Seen { place, lines: lines(view) }, view.choices.clone()));
            Ok(Posted(vec![name]))
        })
    }

    fn correct<'a>(
        &'a self,
        room: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let number = posted.0.first().and_then(|n| n.parse().ok()).unwrap_or(0);
            let name = room.room.trim_start_matches('#').to_owned();
            let (place, choices) = match view {
                Some(view) => (Where::Corrected(name, number), view.choices.clone()),
                None => (Where::Removed(name, number), Vec::new()),
            };
            self.wall().told.push((Seen { place, lines: view.map(lines).unwrap_or_default() }, choices));
            Ok(posted.clone())
        })
    }

    fn may_administer<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async { Ok(self.everybody_administers) })
    }
}

/// One life of the bot, from its start to its stop or death.
struct Life {
    runtime: Runtime,
    database: Arc<Database>,
    engine: Arc<Engine<Database>>,
    outbox: Outbox<Database>,
    joined: HashSet<String>,
}

/// What the platform says about its rooms, see [`Place`].
#[derive(Clone, Copy, Debug)]
pub struct Rooms {
    /// The language they are set to.
    pub locale: Option<&'static str>,
    /// Whether the bot may write there by itself.
    pub may_post: bool,
    /// Whether others follow them from elsewhere.
    pub has_followers: bool,
}

/// The stage.
pub struct CoreStage {
    folder: TempDir,
    clock: Arc<AtomicI64>,
    poster: Poster,
    /// How one person in a room can be answered alone.
    aside: Aside,
    /// Whether choices have numbers, as scripts that need buttons deny.
    numbered: bool,
    /// Whether choices are picked by signs under the messages.
    signs: bool,
    /// What the platform says about its rooms.
    pub rooms: Rooms,
    life: Option<Life>,
    events: u64,
    last: Option<(Spot, Incoming)>,
    /// What was shown where, newest last.
    buttons: Vec<(Where, Vec<Choice>)>,
}

impl CoreStage {
    /// A new world at the beginning of time. Everybody administers every room, as in the terminal.
    ///
    /// # Panics
    /// When the database can't be opened.
    pub fn new() -> Self {
        Self::with_administrators(true)
    }

    /// A new world in which nobody administers a room, or everybody does.
    ///
    /// # Panics
    /// When the database can't be opened.
    pub fn with_administrators(everybody_administers: bool) -> Self {
        let mut stage = Self {
            folder: tempfile::tempdir().expect("a test may make a folder"),
            clock: Arc::new(AtomicI64::new(BEGINNING)),
            poster: Poster { wall: Arc::default(), everybody_administers },
            aside: Aside::Possible,
            numbered: true,
            signs: false,
            rooms: Rooms { locale: None, may_post: true, has_followers: false },
            life: None,
            events: 0,
            last: None,
            buttons: Vec::new(),
        };
        stage.start();
        stage
    }

    fn start(&mut self) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a test may make a thread");
        let key = Key::load_or_create(&self.folder.path().join("key")).expect("the folder is ours");
        let url = format!("sqlite:{}", self.folder.path().join("bot.sqlite").display());
        let knowledge = knowledge();
        let database = runtime.block_on(async {
            let database = Database::open(&url, &key).await.expect("the database opens");
            let first = &knowledge.campaign.first_supporters;
            database.keep_first_supporters(first).await.expect("the first supporters are kept");
            database.release_claims().await.expect("the database answers");
            Arc::new(database)
        });
        let messenger: Arc<dyn Messenger> = Arc::new(self.poster.clone());
        let messengers: Messengers = HashMap::from([(platform(), messenger)]);
        let news = Arc::new(Notify::new());
        let engine = Arc::new(Engine::new(Arc::clone(&knowledge), Arc::clone(&database), messengers.clone(), news));
        let clock = Arc::clone(&self.clock);
        let clock = Arc::new(move || Timestamp(clock.load(Ordering::Relaxed)));
        let outbox = Outbox::new(knowledge, Arc::clone(&database), messengers, clock);
        self.life = Some(Life { runtime, database, engine, outbox, joined: HashSet::new() });
    }

    fn life(&mut self) -> &mut Life {
        self.life.as_mut().expect("the bot lives between its start and its end")
    }

    fn stop(&mut self) {
        if let Some(life) = self.life.take() {
            life.runtime.block_on(life.database.close()).expect("the database closes");
        }
    }

    fn kill(&mut self) {
        if let Some(life) = self.life.take() {
            life.runtime.shutdown_background();
        }
    }

    /// The database of this life.
    pub fn database(&mut self) -> Arc<Database> {
        Arc::clone(&self.life().database)
    }

    /// Waits for a future, as the bot's own runtime does.
    pub fn wait<F: Future>(&mut self, future: F) -> F::Output {
        self.life().runtime.block_on(future)
    }

    /// The time on stage.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }

    /// The choices that somebody can press, of every message they ever saw there, newest message first.
    pub fn buttons(&self, spot: &Spot) -> impl Iterator<Item = (&Where, &Choice)> {
        let spot = spot.clone();
        self.buttons
            .iter()
            .rev()
            .filter(move |(place, _)| sees(&spot, place))
            .flat_map(|(place, choices)| choices.iter().map(move |choice| (place, choice)))
    }

    fn place(&self, spot: &Spot) -> Place {
        Place {
            address: address(spot),
            kind: match spot.room {
                None => PlaceKind::Private,
                Some(_) => PlaceKind::Group { aside: self.aside },
            },
            service: "this terminal".to_owned(),
            secrecy: Secrecy::OnThisMachine,
            prefix: if spot.room.is_some() { "/" } else { "" },
            numbered: self.numbered,
            locale: self.rooms.locale.map(str::to_owned),
            may_post: self.rooms.may_post,
            has_followers: self.rooms.has_followers,
        }
    }

    /// Lets something happen, and gathers what is shown.
    pub fn happen(&mut self, spot: &Spot, place: Place, what: Event) -> Vec<Seen> {
        self.events += 1;
        let event = EventId { platform: platform(), id: format!("{}", self.events) };
        let at = self.now();
        let incoming = Incoming {
            event,
            place,
            actor: person(&spot.person),
            locale: None,
            at,
            addressed: true,
            edited: false,
            what,
        };
        self.last = Some((spot.clone(), incoming.clone()));
        self.receive(spot, incoming)
    }

    fn receive(&mut self, spot: &Spot, incoming: Incoming) -> Vec<Seen> {
        let aside = incoming.place.is_private();
        let engine = Arc::clone(&self.life().engine);
        let replies = self.wait(engine.receive(incoming.clone()));
        let mut seen = Vec::new();
        for reply in replies {
            if let Some(onward) = &reply.onward {
                // The chat that the bot opened, in which the same event goes on.
                let alone = Spot { person: spot.person.clone(), room: None };
                let mut again = incoming.clone();
                again.event.id.push_str("+direct");
                let language = reply.view.language.code().to_owned();
                again.place = Place { locale: Some(language), ..self.place(&alone) };
                again.what = onward.what.clone();
                seen.extend(self.receive(&alone, again));
            }
            let place = match &spot.room {
                Some(_) if aside || reply.audience == Audience::OnlyYou => Where::Aside(spot.clone()),
                _ => Where::of(spot),
            };
            self.buttons.push((place.clone(), reply.view.choices.clone()));
            seen.push(Seen { place, lines: lines(&reply.view) });
        }
        seen
    }

    fn join(&mut self, spot: &Spot) -> Vec<Seen> {
        match &spot.room {
            Some(room) if self.life().joined.insert(room.clone()) => {
                let place = self.place(spot);
                self.happen(spot, place, Event::Joined)
            }
            _ => Vec::new(),
        }
    }

    fn deliver(&mut self) -> Vec<Seen> {
        let life = self.life();
        life.runtime.block_on(life.outbox.drain()).expect("the database answers");
        let mut told = std::mem::take(&mut self.poster.wall().told);
        // Messages to several rooms are on their way at once.
        told.sort_by(|a, b| a.0.place.cmp(&b.0.place));
        let mut seen = Vec::new();
        for (message, choices) in told {
            self.buttons.push((message.place.clone(), choices));
            seen.push(message);
        }
        seen
    }

    fn say(&mut self, spot: &Spot, words: &str) -> Vec<Seen> {
        let words = match &spot.room {
            None => words,
            Some(_) if words.starts_with('/') => words,
            Some(_) => match words.strip_prefix("bot,") {
                Some(words) => words.trim(),
                // People's own talk.
                None => return Vec::new(),
            },
        };
        let what = match words.strip_prefix('/') {
            Some(command) => {
                let (name, arguments) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
                Event::Command { name: name.to_owned(), arguments: arguments.trim().to_owned() }
            }
            None => Event::Text(words.to_owned()),
        };
        let place = self.place(spot);
        self.happen(spot, place, what)
    }

    /// Presses a choice that stands in this place.
    pub fn press(&mut self, spot: &Spot, from: &Where, choice: &Choice) -> Vec<Seen> {
        let token = choice.token.clone();
        let what = if self.signs { Event::Reaction(token) } else { Event::Choice(token) };
        if choice.destination == Destination::Private && spot.room.is_some() && self.aside != Aside::BotOpens {
            let private = Spot { person: spot.person.clone(), room: None };
            let place = self.place(&private);
            return self.happen(&private, place, what);
        }
        let mut place = self.place(spot);
        if matches!(from, Where::Aside(_)) {
            place.kind = PlaceKind::Aside;
        }
        self.happen(spot, place, what)
    }
}

impl Default for CoreStage {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for CoreStage {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Whether somebody sees a message from where they are.
fn sees(spot: &Spot, place: &Where) -> bool {
    match place {
        Where::Private(person) => spot.room.is_none() && *person == spot.person,
        Where::Aside(other) => other == spot,
        Where::Room(room) | Where::News(room, _) | Where::Corrected(room, _) | Where::Removed(room, _) => {
            spot.room.as_ref() == Some(room)
        }
    }
}

impl Stage for CoreStage {
    fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String> {
        let mut seen = Vec::new();
        match action {
            Action::Say(spot, words) => {
                seen.extend(self.join(spot));
                seen.extend(self.say(spot, words));
            }
            Action::Press(spot, label) => {
                let found = self.buttons(spot).find(|(_, c)| c.label == *label || c.say == *label);
                let (from, choice) =
                    found.map(|(w, c)| (w.clone(), c.clone())).ok_or("nobody sees such a choice here")?;
                seen.extend(self.press(spot, &from, &choice));
            }
            Action::Time(by) => {
                self.clock.fetch_add(*by, Ordering::Relaxed);
            }
            Action::Again => {
                let (spot, incoming) = self.last.clone().ok_or("nothing happened yet")?;
                seen.extend(self.receive(&spot, incoming));
            }
            Action::Restart => {
                self.stop();
                self.start();
            }
            Action::Kill => {
                self.kill();
                self.start();
            }
            Action::Leave(room) => {
                self.life().joined.remove(room);
                let spot = Spot { person: "you".to_owned(), room: Some(room.clone()) };
                let place = self.place(&spot);
                seen.extend(self.happen(&spot, place, Event::Removed));
            }
            Action::Grant(name, role) => {
                let (database, now) = (self.database(), self.now());
                self.wait(database.grant_role(&person(name), *role, now)).map_err(|e| e.to_string())?;
            }
        }
        seen.extend(self.deliver());
        Ok(seen)
    }

    fn suits(&mut self, needs: &[Need]) -> bool {
        self.numbered = !needs.contains(&Need::Buttons);
        self.aside = match needs {
            _ if needs.contains(&Need::PrivateLinks) => Aside::MustOpen,
            _ if needs.contains(&Need::OpenedChats) => Aside::BotOpens,
            _ => Aside::Possible,
        };
        self.signs = needs.contains(&Need::Reactions);
        self.rooms.has_followers = needs.contains(&Need::Followers);
        self.rooms.may_post = !needs.contains(&Need::Mute);
        // Whose a message is, only a platform knows.
        !needs.contains(&Need::OwnAnswers)
    }
}
