//! The real adapter on the fake Discord, as a stage: what stands in the channels is read back into what each person
//! sees. Rooms are servers with one channel; whoever speaks first in one owns it and adds the bot. Commands in rooms are
//! filled in as Discord's own, as far as its options can say them, and otherwise said with a mention; in direct messages
//! everything is plain words.

use std::collections::HashMap;
use std::sync::LazyLock;

use bot_core::language::Language;
use bot_core::phrases::Phrases;

use crate::discord::{
    Acknowledgement, ChannelId, Component, GuildId, InteractionId, Message, MessageId, Permissions, Person,
};
use crate::discord_bot::{DiscordBot, MOMENT, address};
use crate::discord_text::lines;
use crate::discord_words::filled;
use crate::noticeboard::{Change, Noticeboard};
use crate::script::{Action, Need, Stage};
use crate::seen::{Offer, Seen, Spot, Where, choice};

/// The stage.
pub struct DiscordStage {
    bot: DiscordBot,
    /// Whether others can follow rooms from elsewhere.
    has_followers: bool,
    /// Whether the bot may write in rooms by itself.
    may_post: bool,
    people: HashMap<String, Person>,
    rooms: HashMap<String, Room>,
    /// What people see now.
    sight: HashMap<MessageId, Message>,
    /// How many changes of messages were looked at.
    looked: u64,
    news: Noticeboard<ChannelId, MessageId>,
    /// Every button that people ever saw, newest last.
    buttons: Vec<Stood>,
}

/// A button that stood, or stands, under a message.
struct Stood {
    message: Message,
    label: String,
    custom_id: String,
}

struct Room {
    guild: GuildId,
    channel: ChannelId,
}

impl DiscordStage {
    /// A new world at the beginning of time.
    pub fn new() -> Self {
        Self {
            bot: DiscordBot::new(),
            has_followers: false,
            may_post: true,
            people: HashMap::new(),
            rooms: HashMap::new(),
            sight: HashMap::new(),
            looked: 0,
            news: Noticeboard::new(),
            buttons: Vec::new(),
        }
    }

    fn person(&mut self, name: &str) -> Person {
        let fake = &self.bot.fake;
        *self.people.entry(name.to_owned()).or_insert_with(|| fake.person(name, "en-US"))
    }

    /// The channel of this spot, with the person and the bot in it.
    fn enter(&mut self, spot: &Spot) -> (Person, ChannelId) {
        let person = self.person(&spot.person);
        let Some(name) = &spot.room else { return (person, self.bot.fake.dm(person)) };
        let fake = &self.bot.fake;
        let room = self.rooms.entry(name.clone()).or_insert_with(|| {
            let guild = fake.guild(name, person);
            Room { guild, channel: fake.text_channel(guild, name) }
        });
        fake.join(person, room.guild);
        if !fake.look(|world| world.has_bot(room.guild)) {
            fake.add_bot(room.guild);
            // People speak when they have read the greeting.
            self.bot.settle();
            if self.has_followers {
                fake.make_announcing(room.channel);
            }
            if !self.may_post {
                fake.forbid(room.channel, Permissions::SEND_MESSAGES);
            }
        }
        (person, room.channel)
    }

    fn say(&mut self, spot: &Spot, words: &str) -> Result<Vec<Seen>, String> {
        let (person, channel) = self.enter(spot);
        let mut seen = self.looked_at();
        let fake = &self.bot.fake;
        let mention = |words: &str| format!("{} {}", fake.mention(), words.trim()).trim().to_owned();
        if spot.room.is_some() && filled(&self.bot.run.menu, words).is_some() {
            let asked = self.bot.fill_in(person, channel, words);
            self.bot.settle();
            seen.extend(self.answers_to(asked)?);
            return Ok(seen);
        }
        let words = match (&spot.room, words.strip_prefix("bot,")) {
            (Some(_), Some(words)) => mention(words),
            (Some(_), None) if words.starts_with('/') => mention(words),
            _ => words.to_owned(),
        };
        let said = fake.say(person, channel, &words);
        self.bot.settle();
        for (message, change) in self.changes() {
            let answers = matches!(change, Change::Came) && message.reply_to == Some(said);
            if spot.room.is_some() && message.channel == channel && !answers {
                return Err(format!("this answers nothing that was said: {message:#?}"));
            }
            seen.push(self.shown(&message));
        }
        Ok(seen)
    }

    /// Presses the newest button that the person sees there with this label; otherwise one that stood there, as a device
    /// does that hasn't heard of the change.
    fn press(&mut self, spot: &Spot, label: &str) -> Result<Vec<Seen>, String> {
        self.bot.pass(MOMENT);
        let (person, channel) = self.enter(spot);
        let mut seen = self.looked_at();
        let here = |message: &Message| message.channel == channel && message.only_for.is_none_or(|only| only == person);
        let standing = self.sight.values().filter(|m| here(m) && offers(m, label)).map(|m| m.id).max();
        let stood = self.buttons.iter().rfind(|button| button.label == label && here(&button.message));
        let pressed = match (standing, stood) {
            (Some(message), _) => self.bot.pick(person, message, label),
            (None, Some(button)) => self.bot.fake.press_id(person, button.message.id, &button.custom_id),
            (None, None) => return Err("nobody sees, or saw, such a button here".to_owned()),
        };
        self.bot.settle();
        seen.extend(self.answers_to(pressed)?);
        Ok(seen)
    }

    /// What changed because of an interaction, which must have been answered.
    fn answers_to(&mut self, did: InteractionId) -> Result<Vec<Seen>, String> {
        let done = self.bot.fake.look(|world| world.interaction(did).clone());
        let Some(how) = done.answer else { return Err("the application did not respond".to_owned()) };
        if how == Acknowledgement::Modal {
            return Err("a form opens".to_owned());
        }
        let changes = self.changes();
        if let Some((message, _)) = changes.iter().find(|(message, _)| message.thinking) {
            return Err(format!("the bot goes on thinking: {message:#?}"));
        }
        let mut seen: Vec<Seen> = changes.iter().map(|(message, _)| self.shown(message)).collect();
        if seen.is_empty() && matches!(how, Acknowledgement::Update | Acknowledgement::Later) {
            // It says already what the answer is.
            let same = done.on.and_then(|on| self.sight.get(&on));
            seen.extend(same.map(|message| self.shown(message)));
        }
        Ok(seen)
    }

    /// What came, changed or went since this was asked last, the bot's only, in order.
    fn changes(&mut self) -> Vec<(Message, Change)> {
        let looked = self.looked;
        let (changed, count) = self.bot.fake.look(|world| {
            let mut changed: Vec<Message> = world.changed_after(looked).into_iter().cloned().collect();
            // As they stand below each other.
            changed.sort_by_key(|message| message.id);
            (changed, world.changes())
        });
        self.looked = count;
        let mut changes = Vec::new();
        for message in changed {
            let change = match self.sight.get(&message.id) {
                None if message.deleted => continue,
                None => Change::Came,
                Some(_) if message.deleted => Change::Gone,
                Some(before) if same(before, &message) => continue,
                Some(_) => Change::Edited,
            };
            match change {
                Change::Gone => self.sight.remove(&message.id),
                _ => self.sight.insert(message.id, message.clone()),
            };
            for button in message.buttons() {
                let (label, custom_id) = (button.label.clone(), button.custom_id.clone());
                self.buttons.push(Stood { message: message.clone(), label, custom_id });
            }
            changes.push((message, change));
        }
        changes
    }

    /// What changed, where it stands.
    fn looked_at(&mut self) -> Vec<Seen> {
        let changes = self.changes();
        changes.iter().map(|(message, _)| self.shown(message)).collect()
    }

    /// A message where it stands.
    fn shown(&self, message: &Message) -> Seen {
        Seen { place: self.place(message), lines: read(message) }
    }

    fn place(&self, message: &Message) -> Where {
        let room = self.rooms.iter().find(|(_, room)| room.channel == message.channel).map(|(name, _)| name);
        let name_of =
            |who: Person| self.people.iter().find(|(_, person)| **person == who).map(|(name, _)| name.clone());
        let direct = |name: &&String| {
            let person = self.people[*name];
            self.bot.fake.look(|world| world.direct(person)) == Some(message.channel)
        };
        match (room, message.only_for) {
            (Some(room), None) => Where::Room(room.clone()),
            (Some(room), Some(person)) => {
                let person = name_of(person).expect("only these people are here");
                Where::Aside(Spot { person, room: Some(room.clone()) })
            }
            (None, _) => {
                let person = self.people.keys().find(direct);
                Where::Private(person.expect("only these people and rooms are here").clone())
            }
        }
    }

    /// What comes by itself.
    fn deliver(&mut self) -> Vec<Seen> {
        self.bot.deliver();
        let mut seen = Vec::new();
        for (message, change) in self.changes() {
            let place = self.place(&message);
            seen.push(self.news.see(place, message.channel, message.id, change, read(&message)));
        }
        seen
    }

    /// Whatever follows from what happened.
    fn follow(&mut self) -> Vec<Seen> {
        self.bot.settle();
        self.looked_at()
    }
}

impl Default for DiscordStage {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether people see no difference.
fn same(a: &Message, b: &Message) -> bool {
    (&a.content, &a.embeds, &a.rows, a.thinking) == (&b.content, &b.embeds, &b.rows, b.thinking)
}

/// Whether a message has a button or a line of a menu with this label.
fn offers(message: &Message, label: &str) -> bool {
    message.rows.iter().flatten().any(|component| match component {
        Component::Button(button) => button.label == label,
        Component::Menu(menu) => menu.choices.iter().any(|choice| choice.label == label),
    })
}

/// What the button says that opens a question's form, in every language. Not every platform has it, so scripts don't
/// speak of it; its own tests do.
fn opens_form(line: &str) -> bool {
    static LABELS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let phrases = Phrases::embedded();
        Language::ALL.into_iter().map(|language| phrases.say(language).text("choose-form")).collect()
    });
    Offer::parse(line).is_some_and(|offer| LABELS.contains(&offer.label))
}

/// A message as scripts speak of it.
fn read(message: &Message) -> Vec<String> {
    lines(message).into_iter().filter(|line| !opens_form(line)).collect()
}

impl Stage for DiscordStage {
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
                self.follow()
            }
            Action::Restart => {
                self.bot.stop().map_err(|error| error.to_string())?;
                self.bot.start();
                self.follow()
            }
            Action::Kill => {
                self.bot.kill();
                self.bot.start();
                self.follow()
            }
            Action::Leave(room) => {
                let room = self.rooms.get(room).ok_or("there is no such room")?;
                self.bot.fake.remove_bot(room.guild);
                self.follow()
            }
            Action::Grant(name, role) => {
                let person = self.person(name);
                self.bot.grant(&address(person), *role);
                Vec::new()
            }
        };
        seen.extend(self.deliver());
        self.bot.fake.look(|world| {
            let unknown = world.unknown_parameters();
            let pings = world.pings();
            match (unknown.is_empty(), pings.is_empty()) {
                (true, true) => Ok(()),
                (false, _) => Err(format!("Discord doesn't know {}", unknown.join(", "))),
                (_, false) => Err(format!("somebody was pinged: {pings:?}")),
            }
        })?;
        Ok(seen)
    }

    fn suits(&mut self, needs: &[Need]) -> bool {
        self.has_followers = needs.contains(&Need::Followers);
        self.may_post = !needs.contains(&Need::Mute);
        needs.iter().all(|need| match need {
            Need::OldButtons | Need::Asides | Need::Buttons | Need::OwnAnswers | Need::Followers | Need::Mute => true,
            // A session that died with the bot isn't told again to the next one; personal commands are answered beside
            // the room; buttons have no numbers, and belong to whoever asked; no sign is looked at.
            Need::Redelivery
            | Need::OpenedChats
            | Need::PrivateLinks
            | Need::Numbers
            | Need::SharedButtons
            | Need::Reactions => false,
        })
    }

    /// A button shows its label, wherever it leads.
    fn shows(&self, _: &Where, line: &str) -> String {
        match Offer::parse(line) {
            Some(Offer { label, .. }) => choice(&label, &label, false),
            None => line.to_owned(),
        }
    }
}
