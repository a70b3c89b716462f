//! The real adapter on the fake Telegram, as a stage: what stands in the chats is read back into what each person
//! sees. Rooms are supergroups; whoever speaks first in one owns it and adds the bot.

use std::collections::HashMap;

use crate::noticeboard::{Change, Noticeboard};
use crate::script::{Action, Need, Stage};
use crate::seen::{Offer, Seen, Spot, Where, choice, plain, push};
use crate::telegram::{self, ChatId, Message, Person, Sender, Status};
use crate::telegram_bot::{TelegramBot, address};

/// What people see in a chat, by the message's number.
type Sight = HashMap<(ChatId, i32), Message>;

/// The stage.
pub struct TelegramStage {
    bot: TelegramBot,
    people: HashMap<String, Person>,
    rooms: HashMap<String, Room>,
    /// What people see now.
    sight: Sight,
    news: Noticeboard<ChatId, i32>,
    /// Every button that people ever saw, newest last, with its data.
    buttons: Vec<(ChatId, i32, String, String)>,
}

struct Room {
    chat: ChatId,
    owner: Person,
}

impl TelegramStage {
    /// A new world at the beginning of time.
    pub fn new() -> Self {
        Self {
            bot: TelegramBot::new(),
            people: HashMap::new(),
            rooms: HashMap::new(),
            sight: Sight::new(),
            news: Noticeboard::new(),
            buttons: Vec::new(),
        }
    }

    fn person(&mut self, name: &str) -> Person {
        let fake = &self.bot.fake;
        // No language code: whoever needs one has it in a test of Telegram's own.
        *self.people.entry(name.to_owned()).or_insert_with(|| fake.person(name, ""))
    }

    /// The chat of this spot, with the person and the bot in it; and whether the bot came just now.
    fn enter(&mut self, spot: &Spot) -> (Person, ChatId, bool) {
        let person = self.person(&spot.person);
        let Some(name) = &spot.room else { return (person, self.bot.fake.private_chat(person), false) };
        let fake = &self.bot.fake;
        let room = self
            .rooms
            .entry(name.clone())
            .or_insert_with(|| Room { chat: fake.supergroup(name, &[person]), owner: person });
        let chat = room.chat;
        if person != room.owner {
            fake.set_status(person, chat, Status::Member);
        }
        let comes = !fake.look(|world| world.bot_status(chat).is_inside());
        if comes {
            fake.add_bot(person, chat, Status::Member);
        }
        (person, chat, comes)
    }

    fn say(&mut self, spot: &Spot, words: &str) -> Result<Vec<Seen>, String> {
        let (person, chat, mut greets) = self.enter(spot);
        let words = match &spot.room {
            None => words.to_owned(),
            Some(_) => match words.strip_prefix("bot,") {
                Some(words) => format!("@{} {}", self.bot.fake.bot_username(), words.trim()).trim().to_owned(),
                None if is_command(words) || !words.starts_with('/') => words.to_owned(),
                // Telegram takes only names of Latin letters for commands, and hands bots nothing else.
                None => format!("@{} {words}", self.bot.fake.bot_username()),
            },
        };
        let said = self.bot.fake.say(person, chat, &words);
        self.bot.settle();
        let mut seen = Vec::new();
        for (message, change) in self.changes() {
            let answers = matches!(change, Change::Came) && message.reply_to == Some(said);
            if spot.room.is_some() && message.chat == chat && !answers && !std::mem::take(&mut greets) {
                return Err(format!("this answers nothing that was said: {}", message.text));
            }
            seen.push(self.shown(&message));
        }
        Ok(seen)
    }

    /// Presses the newest button that stands there with this label; otherwise one that stood there, as a device does
    /// that hasn't heard of the change.
    fn press(&mut self, spot: &Spot, label: &str) -> Result<Vec<Seen>, String> {
        let (person, chat, _) = self.enter(spot);
        let standing = self
            .sight
            .values()
            .filter(|message| message.chat == chat && message.buttons().any(|button| button.text == label))
            .map(|message| message.id)
            .max();
        let stood = || {
            let here = |(place, _, text, _): &&(ChatId, i32, String, String)| *place == chat && text == label;
            self.buttons.iter().rfind(here).map(|(_, message, _, data)| (*message, data.clone()))
        };
        let before = self.refused_edits();
        let pressed = match (standing, stood()) {
            (Some(message), _) => (message, self.bot.fake.press(person, chat, message, label)),
            (None, Some((message, data))) => (message, self.bot.fake.press_data(person, chat, message, &data)),
            (None, None) => return Err("nobody sees, or saw, such a button here".to_owned()),
        };
        self.bot.settle();
        let (message, query) = pressed;
        if !query.is_empty() && self.bot.fake.look(|world| world.pressed(&query)).is_none() {
            return Err("the button spins still".to_owned());
        }
        let mut seen: Vec<Seen> = Vec::new();
        if self.refused_edits() > before
            && let Some(same) = self.sight.get(&(chat, message))
        {
            // It says already what the answer is.
            seen.push(self.shown(same));
        }
        for (message, _) in self.changes() {
            seen.push(self.shown(&message));
        }
        Ok(seen)
    }

    /// How often a message was to be changed into what it is.
    fn refused_edits(&self) -> usize {
        let same = |call: &&telegram::Call| call.description.as_ref().is_some_and(|d| d.contains("not modified"));
        self.bot.fake.look(|world| world.calls().iter().filter(same).count())
    }

    /// What came, changed or went since this was asked last, the bot's only, in order.
    fn changes(&mut self) -> Vec<(Message, Change)> {
        let bot = self.bot.fake.bot_id();
        let chats = self.people.values().map(|person| ChatId(person.0)).chain(self.rooms.values().map(|r| r.chat));
        let chats: Vec<ChatId> = chats.collect();
        let mut changes = Vec::new();
        for chat in chats {
            let history: Vec<Message> = self.bot.fake.look(|world| world.history(chat).into_iter().cloned().collect());
            for message in history {
                if message.sender != Sender::User(bot) || message.service.is_some() {
                    continue;
                }
                let change = match self.sight.get(&(chat, message.id)) {
                    None if message.deleted => continue,
                    None => Change::Came,
                    Some(_) if message.deleted => Change::Gone,
                    Some(before) if before.text == message.text && before.keyboard == message.keyboard => continue,
                    Some(_) => Change::Edited,
                };
                match change {
                    Change::Gone => self.sight.remove(&(chat, message.id)),
                    _ => self.sight.insert((chat, message.id), message.clone()),
                };
                changes.push((message, change));
            }
        }
        for (message, _) in &changes {
            for button in message.buttons() {
                if let telegram::Action::Callback(data) = &button.action {
                    self.buttons.push((message.chat, message.id, button.text.clone(), data.clone()));
                }
            }
        }
        changes
    }

    /// A message where it stands.
    fn shown(&self, message: &Message) -> Seen {
        Seen { place: self.place(message.chat), lines: lines(message) }
    }

    fn place(&self, chat: ChatId) -> Where {
        let room = self.rooms.iter().find(|(_, room)| room.chat == chat).map(|(name, _)| name);
        let person = self.people.iter().find(|(_, person)| person.0 == chat.0).map(|(name, _)| name);
        match (room, person) {
            (Some(room), _) => Where::Room(room.clone()),
            (None, Some(person)) => Where::Private(person.clone()),
            (None, None) => unreachable!("only chats of these people and rooms are looked at"),
        }
    }

    /// What comes by itself.
    fn deliver(&mut self) -> Vec<Seen> {
        self.bot.deliver();
        let mut seen = Vec::new();
        for (message, change) in self.changes() {
            let place = self.place(message.chat);
            seen.push(self.news.see(place, message.chat, message.id, change, lines(&message)));
        }
        seen
    }

    fn answers(&mut self) -> Vec<Seen> {
        self.bot.settle();
        let changes = self.changes();
        changes.iter().map(|(message, _)| self.shown(message)).collect()
    }
}

impl Default for TelegramStage {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether Telegram takes this for a command.
fn is_command(words: &str) -> bool {
    let name = words.strip_prefix('/').and_then(|words| words.split([' ', '@']).next()).unwrap_or_default();
    (1..=32).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A message as people read it: quotations by their look, sources by their link.
pub fn lines(message: &Message) -> Vec<String> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for line in message.text.split('\n') {
        let length = telegram::units(line);
        let covers = |kind: &str| {
            let whole = |e: &&telegram::Entity| {
                e.kind == kind && length > 0 && e.offset <= offset && offset + length <= e.offset + e.length
            };
            message.entities.iter().find(whole)
        };
        if covers("blockquote").is_some() {
            push(&mut lines, "> ", line);
        } else if let Some(link) = covers("text_link") {
            push(&mut lines, "— ", &format!("{line} {}", link.detail.as_deref().unwrap_or_default()));
        } else if let Some(item) = line.strip_prefix("• ") {
            push(&mut lines, "- ", item);
        } else {
            push(&mut lines, "", line);
        }
        offset += length + 1;
    }
    for button in message.buttons() {
        let label = plain(&button.text);
        let private = matches!(&button.action, telegram::Action::Url(url) if url.starts_with("https://t.me/"));
        lines.push(choice(&label, &label, private));
    }
    lines
}

impl Stage for TelegramStage {
    fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String> {
        let mut seen = match action {
            Action::Say(spot, words) => self.say(spot, words)?,
            Action::Press(spot, label) => self.press(spot, label)?,
            Action::Time(by) => {
                self.bot.pass(*by);
                Vec::new()
            }
            Action::Again => {
                self.bot.fake.repeat();
                self.answers()
            }
            Action::Restart => {
                self.bot.stop().map_err(|error| error.to_string())?;
                self.bot.start();
                self.answers()
            }
            Action::Kill => {
                self.bot.kill();
                self.bot.start();
                self.answers()
            }
            Action::Leave(room) => {
                let room = self.rooms.get(room).ok_or("there is no such room")?;
                self.bot.fake.remove_bot(room.owner, room.chat);
                self.answers()
            }
            Action::Grant(name, role) => {
                let person = self.person(name);
                self.bot.grant(&address(person), *role);
                Vec::new()
            }
        };
        seen.extend(self.deliver());
        let unknown = self.bot.fake.look(|world| world.unknown_parameters());
        if !unknown.is_empty() {
            return Err(format!("Telegram doesn't know {}", unknown.join(", ")));
        }
        Ok(seen)
    }

    fn suits(&mut self, needs: &[Need]) -> bool {
        needs.iter().all(|need| match need {
            Need::OldButtons | Need::Redelivery | Need::PrivateLinks | Need::Buttons | Need::SharedButtons => true,
            // Nothing in a group is shown to one person alone, whom the bot may not write to first, and a keyboard has no
            // numbers. A channel passes nothing on, and where the bot may not write, it can't answer either.
            Need::Asides
            | Need::OpenedChats
            | Need::Reactions
            | Need::Numbers
            | Need::OwnAnswers
            | Need::Followers
            | Need::Mute => false,
        })
    }

    /// A button shows its label, and the arrow of those that open the private chat.
    fn shows(&self, place: &Where, line: &str) -> String {
        match Offer::parse(line).map(|offer| offer.without_asides(place)) {
            Some(Offer { label, private, .. }) => choice(&label, &label, private),
            None => line.to_owned(),
        }
    }
}
