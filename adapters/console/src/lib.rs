//! The terminal as a chat platform: one keyboard plays several people and rooms, so that a newcomer sees one
//! person pledge in private and a room hear of it. Nothing leaves the machine.
//!
//! [`Terminal`] is the platform as the outbox sees it; [`Keyboard`] gives the lines. [`Terminal::run`] brings both
//! and the bot together. Absent on purpose: any rule of the bot's, and signals, which belong to the program.

mod clock;
mod direction;
mod editor;
mod history;
mod input;
mod keyboard;
mod offers;
mod render;
mod screen;
mod stage;

use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::sync::{Arc, Mutex, PoisonError};

use bot_core::announcement::Posted;
use bot_core::ids::{DeliveryId, PersonAddress, Platform, RoomAddress};
use bot_core::language::Language;
use bot_core::phrases::Phrases;
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::subscription::Manner;
use bot_core::view::View;

pub use clock::Clock;
use direction::Spot;
use editor::Vocabulary;
pub use input::{MAX_LINE, Typed, read_line};
pub use keyboard::Keyboard;
use offers::{Offers, Shown};
pub use render::{Look, show};
use screen::Screen;
pub use stage::Pump;

/// The person whom one plays at first.
pub const FIRST_PERSON: &str = "you";

/// What a terminal needs to know.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The bot's words; the terminal's own are among them.
    pub phrases: Phrases,
    /// The locale of whoever sits here, such as `fr_FR.UTF-8`, if it is known. It is passed on with every event,
    /// as an app passes on its user's language.
    pub locale: Option<String>,
    /// Names of commands, for completion.
    pub commands: Vec<String>,
    /// The clock that events carry.
    pub clock: Arc<Clock>,
}

/// The terminal as a platform.
pub struct Terminal {
    cast: Cast,
    /// The language of whoever sits here, until an answer shows that they chose another.
    language: Language,
    platform: Platform,
    screen: Screen,
    offers: Mutex<Offers>,
    vocabulary: Arc<Mutex<Vocabulary>>,
    delivered: Mutex<HashSet<DeliveryId>>,
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Terminal(…)")
    }
}

/// The name under which the terminal is known as a platform.
///
/// # Panics
/// Never: the name is lower-case letters.
pub fn platform() -> Platform {
    Platform::parse("terminal").expect("lower-case letters are a platform name")
}

/// How this process' standard output takes text: wrapped and styled when somebody looks at it, plain otherwise.
/// `NO_COLOR` turns the style off (see no-color.org).
pub fn look() -> Look {
    /// Longer lines are hard to read.
    const WIDEST: usize = 100;
    let seen = io::stdout().is_terminal();
    let columns = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0).min(WIDEST));
    let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    let plain = dumb || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    Look { width: seen.then(columns).flatten().filter(|w| *w > 20), styled: seen && !plain }
}

impl Terminal {
    /// A terminal that writes to `out`. `look` is asked before each message, because windows change their width.
    pub fn new(
        cast: Cast,
        out: impl io::Write + Send + 'static,
        look: impl Fn() -> Look + Send + Sync + 'static,
    ) -> Arc<Self> {
        let language = cast.locale.as_deref().and_then(Language::from_tag).unwrap_or(Language::English);
        let vocabulary = Vocabulary { commands: cast.commands.clone(), ..Vocabulary::default() };
        Arc::new(Self {
            cast,
            language,
            platform: platform(),
            screen: Screen::new(out, look),
            offers: Mutex::default(),
            vocabulary: Arc::new(Mutex::new(vocabulary)),
            delivered: Mutex::default(),
        })
    }

    fn person(&self, name: &str) -> PersonAddress {
        PersonAddress { platform: self.platform.clone(), user: name.to_owned() }
    }

    fn address(&self, spot: &Spot) -> RoomAddress {
        let room = match &spot.room {
            Some(room) => format!("#{room}"),
            None => format!("@{}", spot.person),
        };
        RoomAddress { platform: self.platform.clone(), room, thread: None }
    }

    fn offer(&self, shown: Shown, view: &View) {
        self.offers.lock().unwrap_or_else(PoisonError::into_inner).show(shown, view.choices.clone());
    }

    /// Prints what came by itself under a line that says where, and keeps its choices.
    fn post(&self, room: &RoomAddress, header: &str, view: Option<&View>) -> Result<(), DeliveryFault> {
        let look = self.screen.look();
        let mut text = render::note(header, look);
        if let Some(view) = view {
            text += &show(view, &self.cast.phrases, look, 1);
            // News without choices leaves the numbers to the answer that stands above it.
            if !view.choices.is_empty() {
                let shown = match room.room.split_at_checked(1) {
                    Some(("#", name)) => Shown::Room(name.to_owned()),
                    Some((_, name)) => Shown::Private(name.to_owned()),
                    None => return Err(DeliveryFault::Gone),
                };
                self.offer(shown, view);
            }
        }
        text.push('\n');
        // Whoever reads our output may be gone, and the message then waits for the next sitting.
        self.screen.print_above(&text).map_err(|_| DeliveryFault::Later { after: None })?;
        if self.screen.closed() { Err(DeliveryFault::Later { after: None }) } else { Ok(()) }
    }

    fn header(&self, key: &str, room: &RoomAddress, number: &str, language: Language) -> String {
        if room.room.starts_with('#') {
            self.cast.phrases.say(language).with(key, &[("room", (&room.room).into()), ("number", number.into())])
        } else {
            room.room.clone()
        }
    }
}

impl Messenger for Terminal {
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        _: Manner,
        key: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let number = key.id.0.to_string();
            let posted = Posted(vec![number.clone()]);
            if self.delivered.lock().unwrap_or_else(PoisonError::into_inner).contains(&key.id) {
                return Ok(posted);
            }
            self.post(room, &self.header("console-message", room, &number, view.language), Some(view))?;
            self.delivered.lock().unwrap_or_else(PoisonError::into_inner).insert(key.id);
            Ok(posted)
        })
    }

    /// A terminal can't change what it printed, so it prints what is true now and says which message that mends.
    fn correct<'a>(
        &'a self,
        room: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            let key = if view.is_some() { "console-corrected" } else { "console-removed" };
            let number = posted.0.first().map_or("", String::as_str);
            let language = view.map_or(self.language, |view| view.language);
            self.post(room, &self.header(key, room, number, language), view)?;
            Ok(posted.clone())
        })
    }

    /// Whoever sits at the keyboard plays everybody, so there is nobody to keep out.
    fn may_administer<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async { Ok(true) })
    }

    fn private_chat(&self, person: &PersonAddress) -> Option<RoomAddress> {
        Some(self.address(&Spot { person: person.user.clone(), room: None }))
    }
}
