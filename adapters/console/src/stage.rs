//! One sitting: who is where, what their lines become for the bot, and how its answers are shown.

use std::collections::HashSet;
use std::future::Future;
use std::io;
use std::mem;
use std::pin::pin;
use std::sync::PoisonError;

use bot_core::ids::{DAY, EventId, HOUR, MINUTE, SECOND};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::language::Language;
use bot_core::phrases::{Say, Value};
use bot_core::platform::{Bot, Boxed};
use bot_core::view::{Audience, Destination, Reply};

use crate::direction::{BOT, Direction, Slip, Spot, addressed, parse};
use crate::input::{MAX_LINE, Typed};
use crate::keyboard::Keyboard;
use crate::offers::{Picked, Shown};
use crate::render::{note, show};
use crate::{FIRST_PERSON, Terminal};

/// Delivers whatever is due; returns when nothing is.
pub type Pump<'a> = dyn Fn() -> Boxed<'a, ()> + Send + Sync + 'a;

impl Terminal {
    /// Lets people talk with the bot until the lines end, `stop` comes true, or nobody reads any more.
    /// With a `pump`, each line is answered in full, with the announcements that are due, before the next is read.
    ///
    /// # Errors
    /// When the terminal can't be read from or written to.
    pub async fn run(
        &self,
        bot: &dyn Bot,
        mut keyboard: Keyboard,
        pump: Option<&Pump<'_>>,
        stop: impl Future<Output = ()>,
    ) -> io::Result<()> {
        let mut stage = Stage::new(self, bot);
        if keyboard.edited {
            stage.welcome()?;
        }
        let mut stop = pin!(stop);
        loop {
            let prompt = stage.prompt();
            let typed = tokio::select! {
                biased;
                () = &mut stop => {
                    keyboard.leave(self);
                    return Ok(());
                }
                typed = keyboard.next(prompt) => typed?,
            };
            let goes_on = match typed {
                Typed::End => false,
                Typed::Line(line) => stage.act(&line).await?,
                Typed::Cut(line) => {
                    let kilobytes = (MAX_LINE / 1024).to_string();
                    stage.note("console-line-cut", &[("kilobytes", kilobytes.into())])?;
                    stage.act(&line).await?
                }
                Typed::Broken => {
                    stage.note("console-not-text", &[])?;
                    true
                }
            };
            if let Some(pump) = pump {
                pump().await;
            }
            if !goes_on || self.screen.closed() {
                return Ok(());
            }
        }
    }
}

struct Stage<'a> {
    terminal: &'a Terminal,
    bot: &'a dyn Bot,
    here: Spot,
    /// Rooms in which the bot is.
    joined: HashSet<String>,
    explained: bool,
    /// The language of the last answer: whoever reads it reads the stage's own words, too.
    language: Language,
    /// Makes the events of this sitting different from those of any other.
    sitting: i64,
    events: u64,
    last: Option<(Spot, Incoming)>,
}

impl<'a> Stage<'a> {
    fn new(terminal: &'a Terminal, bot: &'a dyn Bot) -> Self {
        let here = Spot { person: FIRST_PERSON.to_owned(), room: None };
        let sitting = terminal.cast.clock.now().0;
        let stage = Self {
            terminal,
            bot,
            here,
            joined: HashSet::new(),
            explained: false,
            language: terminal.language,
            sitting,
            events: 0,
            last: None,
        };
        stage.remember(&stage.here);
        stage
    }

    fn prompt(&self) -> String {
        match &self.here.room {
            None => format!("{}> ", self.here.person),
            Some(room) => format!("{} #{room}> ", self.here.person),
        }
    }

    fn welcome(&self) -> io::Result<()> {
        self.note("console-welcome", &[("first", FIRST_PERSON.into())])
    }

    fn words(&self) -> Say<'a> {
        self.terminal.cast.phrases.say(self.language)
    }

    /// Prints a line of the terminal's own.
    fn note(&self, key: &str, values: &[(&str, Value<'_>)]) -> io::Result<()> {
        let text = note(&self.words().with(key, values), self.terminal.screen.look());
        self.terminal.screen.print(&(text + "\n"))
    }

    /// Acts on a line; `false` at the end of the sitting.
    async fn act(&mut self, line: &str) -> io::Result<bool> {
        match parse(line) {
            Direction::Nothing => {}
            Direction::Say(words) => self.say(self.here.clone(), &words).await?,
            Direction::Become(to) => {
                self.here = to.from(&self.here);
                self.enter(self.here.clone()).await?;
            }
            Direction::Once(to, words) => {
                let spot = to.from(&self.here);
                self.enter(spot.clone()).await?;
                self.say(spot, &words).await?;
            }
            Direction::Shift(milliseconds) => {
                self.terminal.cast.clock.advance(milliseconds);
                self.note("console-time-moved", &[("amount", amount(milliseconds).into())])?;
            }
            Direction::Leave(room) => self.leave(room).await?,
            Direction::Again => match self.last.clone() {
                Some((spot, incoming)) => self.receive(&spot, incoming).await?,
                None => self.note("console-nothing-to-repeat", &[])?,
            },
            Direction::Help => self.welcome()?,
            Direction::Quit => return Ok(false),
            Direction::Slip(Slip::Time) => self.note("console-time-usage", &[])?,
            Direction::Slip(Slip::Leave) => self.note("console-leave-usage", &[])?,
            Direction::Slip(Slip::Name) => self.note("console-name-usage", &[])?,
            Direction::Slip(Slip::Unknown(nearest)) => {
                let typed = line.split_whitespace().next().unwrap_or_default();
                match nearest {
                    Some(nearest) => {
                        let values = [("typed", typed.into()), ("nearest", nearest.into())];
                        self.note("console-unknown-direction", &values)?;
                    }
                    None => self.note("console-no-direction", &[("typed", typed.into())])?,
                }
            }
        }
        Ok(true)
    }

    /// Comes to a room; the first time in a sitting, the bot is added to it.
    async fn enter(&mut self, spot: Spot) -> io::Result<()> {
        self.remember(&spot);
        match &spot.room {
            Some(room) if self.joined.insert(room.clone()) => {
                self.send(spot.clone(), self.place(&spot), Event::Joined).await
            }
            _ => Ok(()),
        }
    }

    async fn leave(&mut self, room: String) -> io::Result<()> {
        let name = format!("#{room}");
        if !self.joined.remove(&room) {
            return self.note("console-not-in-room", &[("room", name.into())]);
        }
        let spot = Spot { person: self.here.person.clone(), room: Some(room) };
        if self.here.room == spot.room {
            self.here.room = None;
        }
        self.send(spot.clone(), self.place(&spot), Event::Removed).await?;
        self.note("console-left", &[("room", name.into())])
    }

    /// Says something as somebody, somewhere.
    async fn say(&mut self, spot: Spot, words: &str) -> io::Result<()> {
        let for_bot = match &spot.room {
            Some(_) => addressed(words),
            None => Some(words.strip_prefix('@').and_then(|_| addressed(words)).unwrap_or(words)),
        };
        let picked = {
            let offers = self.terminal.offers.lock().unwrap_or_else(PoisonError::into_inner);
            offers.pick(&spot, for_bot.unwrap_or(words))
        };
        if let Some(picked) = picked {
            return self.press(spot, picked).await;
        }
        let Some(words) = for_bot else {
            return if mem::replace(&mut self.explained, true) { Ok(()) } else { self.note("console-chatter", &[]) };
        };
        let event = match words.strip_prefix('/') {
            Some(command) => {
                let (name, arguments) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
                Event::Command { name: name.to_owned(), arguments: arguments.trim().to_owned() }
            }
            None => Event::Text(words.to_owned()),
        };
        self.send(spot.clone(), self.place(&spot), event).await
    }

    async fn press(&mut self, spot: Spot, picked: Picked) -> io::Result<()> {
        let event = Event::Choice(picked.choice.token);
        match picked.choice.destination {
            // The person goes over to the private chat, as they would on a platform with links into it.
            Destination::Private if spot.room.is_some() => {
                let private = Spot { room: None, ..spot.clone() };
                if self.here == spot {
                    self.here = private.clone();
                }
                self.send(private.clone(), self.place(&private), event).await
            }
            _ => {
                let mut place = self.place(&spot);
                if picked.aside {
                    place.kind = PlaceKind::Aside;
                }
                self.send(spot, place, event).await
            }
        }
    }

    fn place(&self, spot: &Spot) -> Place {
        Place {
            address: self.terminal.address(spot),
            kind: match spot.room {
                None => PlaceKind::Private,
                Some(_) => PlaceKind::Group { aside: Aside::Possible },
            },
            service: self.words().text("console-service"),
            secrecy: Secrecy::OnThisMachine,
            prefix: if spot.room.is_some() { "/" } else { "" },
            numbered: true,
            locale: None,
            may_post: true,
            has_followers: false,
        }
    }

    async fn send(&mut self, spot: Spot, place: Place, what: Event) -> io::Result<()> {
        self.events += 1;
        let event =
            EventId { platform: self.terminal.platform.clone(), id: format!("{}-{}", self.sitting, self.events) };
        let incoming = Incoming {
            event,
            place,
            actor: self.terminal.person(&spot.person),
            locale: self.terminal.cast.locale.clone(),
            at: self.terminal.cast.clock.now(),
            addressed: true,
            edited: false,
            what,
        };
        self.last = Some((spot.clone(), incoming.clone()));
        self.receive(&spot, incoming).await
    }

    async fn receive(&mut self, spot: &Spot, incoming: Incoming) -> io::Result<()> {
        let aside = incoming.place.is_private();
        let replies = self.bot.receive(incoming).await;
        self.language = replies.last().map_or(self.language, |reply| reply.view.language);
        self.show(spot, aside, &replies)
    }

    /// Prints the answers to one event. The choices of all of them are numbered through.
    fn show(&self, spot: &Spot, aside: bool, replies: &[Reply]) -> io::Result<()> {
        let look = self.terminal.screen.look();
        let mut text = String::new();
        let mut header = self.header_elsewhere(spot);
        let (mut for_room, mut for_person) = (None, None);
        for reply in replies {
            let alone = spot.room.is_some() && (aside || reply.audience == Audience::OnlyYou);
            let above = if alone {
                let person = format!("@{}", spot.person);
                let say = self.terminal.cast.phrases.say(reply.view.language);
                Some(say.with("console-only-you", &[("person", person.into())]))
            } else {
                header.take()
            };
            if let Some(above) = above {
                text += &note(&above, look);
            }
            let choices: &mut Vec<_> = if alone { &mut for_person } else { &mut for_room }.get_or_insert_default();
            text += &show(&reply.view, &self.terminal.cast.phrases, look, choices.len() + 1);
            text.push('\n');
            choices.extend(reply.view.choices.iter().cloned());
        }
        let mut offers = self.terminal.offers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(choices) = for_room {
            let shown = match &spot.room {
                Some(room) => Shown::Room(room.clone()),
                None => Shown::Private(spot.person.clone()),
            };
            offers.show(shown, choices);
        }
        if let Some(choices) = for_person {
            offers.show(Shown::Aside(spot.clone()), choices);
        }
        drop(offers);
        self.terminal.screen.print(&text)
    }

    /// Where an answer belongs, when that isn't where the prompt is.
    fn header_elsewhere(&self, spot: &Spot) -> Option<String> {
        match &spot.room {
            Some(room) => (self.here.room.as_ref() != Some(room)).then(|| format!("#{room}")),
            None => (self.here != *spot).then(|| format!("@{}", spot.person)),
        }
    }

    fn remember(&self, spot: &Spot) {
        let mut vocabulary = self.terminal.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        vocabulary.people.insert(spot.person.clone());
        vocabulary.people.insert(BOT.to_owned());
        vocabulary.rooms.extend(spot.room.clone());
    }
}

/// A length of time as it is typed, such as `1d 2h`.
fn amount(milliseconds: i64) -> String {
    let mut left = milliseconds;
    let mut parts = Vec::new();
    for (unit, letter) in [(DAY, 'd'), (HOUR, 'h'), (MINUTE, 'm'), (SECOND, 's')] {
        if left >= unit {
            parts.push(format!("{}{letter}", left / unit));
            left %= unit;
        }
    }
    parts.join(" ")
}

#[cfg(test)]
#[path = "stage_tests.rs"]
mod tests;
