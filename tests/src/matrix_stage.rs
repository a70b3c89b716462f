//! The real adapter on a real homeserver, as a stage: what stands in the rooms is read back into what each person sees.
//! Whoever speaks first in a room made it and invites the bot; a silent guest is in every room, because two alone are a
//! private chat. Direct chats are encrypted; rooms are, or aren't.

use std::collections::{BTreeSet, HashMap};

use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId};

use crate::matrix_bot::{MOMENT, MatrixBot, address};
use crate::matrix_people::{Message, Person};
use crate::matrix_text::{SIGNS, lines, offers, says_the_same, with_marks};
use crate::noticeboard::{Change, Noticeboard};
use crate::script::{Action, Need, Stage};
use crate::seen::{Seen, Spot, Where};

/// The stage.
pub struct MatrixStage {
    bot: MatrixBot,
    encrypted: bool,
    /// Whether choices are picked by signs also where the bot put none.
    signs: bool,
    /// Who acts where in the script.
    cast: Vec<Spot>,
    people: HashMap<String, Person>,
    /// The direct chats with the bot, by the person.
    chats: HashMap<String, OwnedRoomId>,
    rooms: HashMap<String, Room>,
    /// What people see now, by the message.
    sight: HashMap<OwnedEventId, Message>,
    news: Noticeboard<OwnedRoomId, OwnedEventId>,
    /// The signs that people have put under messages.
    put: HashMap<(String, OwnedEventId, usize), OwnedEventId>,
}

struct Room {
    id: OwnedRoomId,
    owner: String,
}

impl MatrixStage {
    /// A new world at the beginning of time, in which rooms are encrypted or not.
    pub fn new(encrypted: bool) -> Self {
        Self {
            bot: MatrixBot::new(),
            encrypted,
            signs: false,
            cast: Vec::new(),
            people: HashMap::new(),
            chats: HashMap::new(),
            rooms: HashMap::new(),
            sight: HashMap::new(),
            news: Noticeboard::new(),
            put: HashMap::new(),
        }
    }

    fn meet(&mut self, name: &str) {
        if !self.people.contains_key(name) {
            self.people.insert(name.to_owned(), self.bot.person(name));
        }
    }

    /// The room of this spot, with the person and the bot in it.
    fn enter(&mut self, spot: &Spot) -> OwnedRoomId {
        self.meet(&spot.person);
        let person = &self.people[&spot.person];
        let Some(name) = &spot.room else {
            if let Some(chat) = self.chats.get(&spot.person) {
                return chat.clone();
            }
            let chat = self.bot.chat(person);
            // Whether the bot says hello there is for Matrix's own tests: elsewhere people's chats with it are just there.
            for message in self.bot.written(person, &chat) {
                self.sight.insert(message.id.clone(), message);
            }
            self.chats.insert(spot.person.clone(), chat.clone());
            return chat;
        };
        let Some(room) = self.rooms.get(name) else { return self.open(spot, name) };
        let owner = &self.people[&room.owner];
        if !person.rooms().contains(&room.id) {
            owner.invite(&room.id, &person.user);
            person.look();
            person.join(&room.id);
        }
        let bot = self.bot.fake.bot();
        if owner.step(&room.id, &bot).is_none_or(|(_, is)| is != "join") {
            owner.invite(&room.id, &bot);
            owner.look();
            self.bot.await_arrival(owner, &room.id);
        }
        room.id.clone()
    }

    /// A new room of this person's, with everybody who acts there: whoever comes later can't read what was encrypted
    /// before.
    fn open(&mut self, spot: &Spot, name: &str) -> OwnedRoomId {
        let here = self.cast.iter().filter(|other| other.room == spot.room && other.person != spot.person);
        let others: BTreeSet<String> = here.map(|other| other.person.clone()).collect();
        others.iter().for_each(|other| self.meet(other));
        let owner = &self.people[&spot.person];
        let id = if others.is_empty() {
            self.bot.room(owner, name, self.encrypted)
        } else {
            let invited: Vec<_> = others.iter().map(|other| &*self.people[other].user).collect();
            let id = owner.make_room(name, self.encrypted, &invited);
            for other in &others {
                self.people[other].look();
                self.people[other].join(&id);
            }
            owner.invite(&id, &self.bot.fake.bot());
            self.bot.await_arrival(owner, &id);
            id
        };
        self.rooms.insert(name.to_owned(), Room { id: id.clone(), owner: spot.person.clone() });
        id
    }

    fn say(&mut self, spot: &Spot, words: &str) -> Result<Vec<Seen>, String> {
        let room = self.enter(spot);
        // What the bot said when it came, if it came just now.
        let mut seen = self.looked_at()?;
        let person = &self.people[&spot.person];
        let said = match (&spot.room, words.strip_prefix("bot,"), words.strip_prefix('/')) {
            (Some(_), Some(words), _) => person.mention(&room, &self.bot.fake.bot(), words.trim()),
            // A sign alone is nobody's command, unless the bot is called with it.
            (Some(_), None, Some("")) => person.mention(&room, &self.bot.fake.bot(), words),
            (Some(_), None, Some(command)) => person.say(&room, &format!("!{command}")),
            _ => person.say(&room, words),
        };
        self.bot.settle(&said);
        self.look(Some(spot));
        let mut answered = false;
        for (place, message, change) in self.changes()? {
            // A long answer goes on in messages of their own.
            answered |= place == Where::of(spot) && message.reply_to.as_ref() == Some(&said);
            if place == Where::of(spot) && spot.room.is_some() && !(answered && change == Change::Came) {
                return Err(format!("this answers nothing that was said: {message:#?}"));
            }
            seen.push(Seen { place, lines: lines(&message) });
        }
        Ok(seen)
    }

    /// Picks the newest choice that the person sees there with this label: by its sign, or else by its words.
    fn press(&mut self, spot: &Spot, label: &str) -> Result<Vec<Seen>, String> {
        self.bot.pass(MOMENT);
        let room = self.enter(spot);
        let mut seen = self.looked_at()?;
        let person = &self.people[&spot.person];
        let picked = self.bot.written(person, &room).into_iter().rev().filter(Message::stands).find_map(|message| {
            let offers = offers(&message);
            let at = offers.iter().position(|offer| offer.label == label || offer.say == label)?;
            Some((message, at, offers[at].clone()))
        });
        let Some((message, at, offer)) = picked else { return Err("nobody sees such a choice here".to_owned()) };
        let sign = SIGNS.get(at).filter(|sign| self.signs || message.reacted(sign).contains(&&*self.bot.fake.bot()));
        let did = match sign {
            Some(sign) => {
                let key = (spot.person.clone(), message.id.clone(), at);
                // The same sign can't be put there twice.
                if let Some(before) = self.put.get(&key) {
                    person.redact(&room, before);
                }
                let put = person.react(&room, &message.id, sign);
                self.put.insert(key, put.clone());
                put
            }
            // Its words belong in the private chat; its number can be given as an answer to the message.
            None if offer.private => person.reply(&room, &message.id, &(at + 1).to_string()),
            None => person.say(&room, &offer.say),
        };
        self.bot.settle(&did);
        self.look(Some(spot));
        seen.extend(self.looked_at()?);
        Ok(seen)
    }

    /// People look at what there is now: everybody, or those who see what is answered in one place. Each look is a call, so
    /// nobody looks without need.
    fn look(&mut self, at: Option<&Spot>) {
        let owner = at.and_then(|spot| self.rooms.get(spot.room.as_deref()?)).map(|room| &room.owner);
        for (name, person) in &self.people {
            if at.is_some_and(|spot| spot.person != *name && owner != Some(name)) {
                continue;
            }
            for room in person.invitations() {
                person.join(&room);
                self.chats.insert(name.clone(), room);
            }
        }
        let seer =
            at.map(|spot| self.rooms.get(spot.room.as_deref().unwrap_or_default()).map_or(&spot.person, |r| &r.owner));
        if let Some(person) = seer.map(|name| &self.people[name])
            && !self.sees_more(person)
        {
            person.look_a_moment();
        }
    }

    /// Whether somebody sees a message of the bot's that wasn't looked at yet.
    fn sees_more(&self, person: &Person) -> bool {
        let bot = self.bot.fake.bot();
        let is_new = |message: &Message| message.sender == bot && !self.sight.contains_key(&message.id);
        let rooms = self.chats.values().chain(self.rooms.values().map(|room| &room.id));
        rooms.flat_map(|room| person.seen(room)).any(|message| is_new(&message))
    }

    /// What came, changed or went since this was asked last, the bot's only, in order, as far as somebody looked.
    fn changes(&mut self) -> Result<Vec<(Where, Message, Change)>, String> {
        let bot = self.bot.fake.bot();
        let private = self.chats.iter().map(|(name, chat)| (Where::Private(name.clone()), name, chat));
        let rooms = self.rooms.iter().map(|(name, room)| (Where::Room(name.clone()), &room.owner, &room.id));
        let mut changes = Vec::new();
        for (place, viewer, room) in private.chain(rooms) {
            for message in self.people[viewer].seen(room) {
                if message.sender != bot {
                    continue;
                }
                let change = match self.sight.get(&message.id) {
                    None if message.redacted => continue,
                    None => Change::Came,
                    Some(before) if before.redacted => continue,
                    Some(_) if message.redacted => Change::Gone,
                    Some(before) if before.body == message.body => continue,
                    Some(_) => Change::Edited,
                };
                if message.unreadable {
                    return Err(format!("{name} can't read this: {message:#?}", name = self.people[viewer].user));
                }
                if change != Change::Gone {
                    says_the_same(&message)?;
                }
                self.sight.insert(message.id.clone(), message.clone());
                changes.push((place.clone(), message, change));
            }
        }
        Ok(changes)
    }

    /// What changed, where it stands.
    fn looked_at(&mut self) -> Result<Vec<Seen>, String> {
        let changes = self.changes()?.into_iter();
        Ok(changes.map(|(place, message, _)| Seen { place, lines: lines(&message) }).collect())
    }

    /// What comes by itself. What is taken back and said anew was changed: an edit would leave the old words in the
    /// room's history.
    fn deliver(&mut self) -> Result<Vec<Seen>, String> {
        let mut delivered = false;
        while self.bot.deliver_once() > 0 {
            delivered = true;
        }
        if delivered {
            self.look(None);
        }
        let mut changes = self.changes()?;
        let gone: Vec<(Where, OwnedEventId)> = changes
            .extract_if(.., |(place, _, change)| matches!((place, change), (Where::Room(_), Change::Gone)))
            .map(|(place, message, _)| (place, message.id))
            .collect();
        for (place, old) in gone {
            let room = self.room(&place);
            let anew = changes.iter_mut().find(|(there, _, change)| *there == place && *change == Change::Came);
            match anew {
                Some((_, new, change)) => {
                    self.news.replace(&room, &old, new.id.clone());
                    *change = Change::Edited;
                }
                None => changes.push((place, self.sight[&old].clone(), Change::Gone)),
            }
        }
        let mut seen = Vec::new();
        for (place, message, change) in changes {
            let room = self.room(&place);
            seen.push(self.news.see(place, room, message.id.clone(), change, lines(&message)));
        }
        Ok(seen)
    }

    /// The room of this name, or the chat of this person.
    fn room(&self, place: &Where) -> OwnedRoomId {
        match place {
            Where::Room(name) => self.rooms[name].id.clone(),
            Where::Private(name) => self.chats[name].clone(),
            _ => unreachable!("only chats and rooms are looked at"),
        }
    }

    /// What follows when the bot has started again.
    fn resume(&mut self) -> Result<Vec<Seen>, String> {
        let chats = self.chats.iter();
        let rooms = self.rooms.values().map(|room| (&room.owner, &room.id));
        let bot = self.bot.fake.bot();
        let inside = |(name, room): &(&String, &OwnedRoomId)| {
            self.people[*name].step(room, &bot).is_some_and(|(_, is)| is == "join")
        };
        if let Some((name, room)) = chats.chain(rooms).find(inside) {
            self.bot.catch_up(&self.people[name], room);
        }
        self.look(None);
        self.looked_at()
    }
}

impl Stage for MatrixStage {
    fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String> {
        let mut seen = match action {
            Action::Say(spot, words) => self.say(spot, words)?,
            Action::Press(spot, label) => self.press(spot, label)?,
            Action::Time(by) => {
                self.bot.pass(*by);
                Vec::new()
            }
            // A homeserver tells an event once more to a bot that died before it had kept its place behind it.
            Action::Again | Action::Kill => {
                self.bot.kill();
                self.bot.start();
                self.resume()?
            }
            Action::Restart => {
                self.bot.stop().map_err(|error| error.to_string())?;
                self.bot.start();
                self.resume()?
            }
            Action::Leave(room) => {
                let room = self.rooms.get(room).ok_or("there is no such room")?;
                let (owner, bot) = (&self.people[&room.owner], self.bot.fake.bot());
                owner.kick(&room.id, &bot);
                owner.look();
                let (event, _) = owner.step(&room.id, &bot).ok_or("the bot was never there")?;
                self.bot.settle(&event);
                self.looked_at()?
            }
            Action::Grant(name, role) => {
                self.meet(name);
                self.bot.grant(&address(&self.people[name]), *role);
                Vec::new()
            }
        };
        seen.extend(self.deliver()?);
        Ok(seen)
    }

    fn suits(&mut self, needs: &[Need]) -> bool {
        self.signs = needs.contains(&Need::Reactions);
        needs.iter().all(|need| match need {
            Need::OpenedChats | Need::Numbers | Need::Reactions | Need::SharedButtons => true,
            // An event that comes again is found among those that were answered, and nothing is said twice. What is consent
            // has no sign, and nobody in a room is shown anything alone; choices have numbers; whoever may be in a room may
            // write there.
            Need::Redelivery
            | Need::OldButtons
            | Need::Asides
            | Need::PrivateLinks
            | Need::Buttons
            | Need::OwnAnswers
            | Need::Followers
            | Need::Mute => false,
        })
    }

    fn cast(&mut self, spots: Vec<Spot>) {
        self.cast = spots;
    }

    fn shows(&self, _: &Where, line: &str) -> String {
        with_marks(line)
    }
}
