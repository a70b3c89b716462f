//! From an update to what it is for the bot: an event with the place where it is answered, or nothing. Pure.
//!
//! In groups and channels only commands, mentions of the bot and answers to its own messages concern it, and what
//! other bots say never does. Absent on purpose: what commands there are, and any look at the clock or the network.

use bot_core::ids::{EventId, PersonAddress, RoomAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::view::ChoiceToken;

use crate::wire::{
    ANONYMOUS_ADMIN, CallbackQuery, Chat, ChatKind, ChatMemberUpdated, Entity, EntityKind, InlineQuery, Kind, Me,
    Message, Update, User,
};
use crate::{SERVICE, link, platform};

/// What an update is for the bot.
#[derive(Debug)]
pub(crate) enum Seen<'a> {
    /// An event, and where its answer goes.
    Event(Box<Incoming>, Origin),
    /// Somebody looks for passages to post elsewhere.
    Inline(&'a InlineQuery),
    /// A button that means nothing: it only has to stop waiting. The query's id.
    Idle(&'a str),
    /// A button of which nobody knows any more in which topic it stands.
    Stray(&'a CallbackQuery),
    /// Nothing that concerns the bot.
    Nothing,
}

/// Where an event came from, as far as its answer needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The chat to answer in.
    pub(crate) chat: i64,
    /// The forum's topic to answer in.
    pub(crate) thread: Option<i32>,
    /// Whether it is a person's private chat.
    pub(crate) private: bool,
    /// The message that the answer is an answer to; none in private chats, where it would only repeat it.
    pub(crate) reply_to: Option<i32>,
    /// The button that was pressed.
    pub(crate) pressed: Option<Pressed>,
}

/// A pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pressed {
    /// The query, which has to be answered.
    pub(crate) query: String,
    /// The message with the button, if it can still be changed.
    pub(crate) message: Option<i32>,
}

/// What an update that reached the bot `at` this time is for it.
pub(crate) fn read<'a>(update: &'a Update, me: &Me, at: Timestamp) -> Seen<'a> {
    match &update.kind {
        Kind::Message(message) | Kind::ChannelPost(message) => match message_event(message, me) {
            Some(said) => Seen::Event(Box::new(incoming_message(message, said, at)), origin(message)),
            None => Seen::Nothing,
        },
        Kind::CallbackQuery(query) => pressed(query, at),
        Kind::InlineQuery(query) if query.from.is_bot => Seen::Nothing,
        Kind::InlineQuery(query) => Seen::Inline(query),
        Kind::MyChatMember(change) => membership(change, at),
        Kind::Other => Seen::Nothing,
    }
}

/// The person behind a message's author.
pub(crate) fn person(id: i64) -> PersonAddress {
    PersonAddress { platform: platform(), user: id.to_string() }
}

fn event_id(id: String) -> EventId {
    EventId { platform: platform(), id }
}

/// A room's address. Topics of a private chat are no rooms of their own.
fn address(chat: &Chat, topic: Option<i32>) -> RoomAddress {
    let thread = topic.filter(|_| chat.kind != ChatKind::Private).map(|topic| topic.to_string());
    RoomAddress { platform: platform(), room: chat.id.to_string(), thread }
}

fn place(chat: &Chat, topic: Option<i32>) -> Place {
    let (kind, prefix) = match chat.kind {
        ChatKind::Private => (PlaceKind::Private, ""),
        _ => (PlaceKind::Group { aside: Aside::MustOpen }, "/"),
    };
    let address = address(chat, topic);
    Place {
        address,
        kind,
        service: SERVICE.to_owned(),
        secrecy: Secrecy::ReadableByService,
        prefix,
        // A keyboard's buttons show their labels and nothing else.
        numbered: false,
        locale: None,
        may_post: true,
        has_followers: false,
    }
}

fn topic(message: &Message) -> Option<i32> {
    message.message_thread_id.filter(|_| message.is_topic_message)
}

fn origin(message: &Message) -> Origin {
    let private = message.chat.kind == ChatKind::Private;
    Origin {
        chat: message.chat.id,
        thread: topic(message),
        private,
        reply_to: (!private && message.migrate_to_chat_id.is_none()).then_some(message.message_id),
        pressed: None,
    }
}

fn incoming_message(message: &Message, said: Said, at: Timestamp) -> Incoming {
    let Said { event, addressed, what } = said;
    // Anonymous admins and channels speak through a bot of Telegram's own; what counts is in whose name.
    let author = message.sender_chat.map(|chat| chat.id).or_else(|| message.from.as_ref().map(|user| user.id));
    Incoming {
        event: event_id(event),
        place: place(&message.chat, topic(message)),
        actor: person(author.unwrap_or(message.chat.id)),
        locale: message.from.as_ref().filter(|_| message.sender_chat.is_none()).and_then(|u| u.language_code.clone()),
        at,
        addressed,
        edited: false,
        what,
    }
}

/// What a message says to the bot.
struct Said {
    /// The event's id.
    event: String,
    /// Whether only this bot can be meant.
    addressed: bool,
    what: Event,
}

impl Said {
    fn to_us(event: String, what: Event) -> Self {
        Self { event, addressed: true, what }
    }
}

/// What a message says to the bot, if anything.
fn message_event(message: &Message, me: &Me) -> Option<Said> {
    let chat = message.chat.id;
    let id = || format!("m{chat}:{}", message.message_id);
    if let Some(to) = message.migrate_to_chat_id {
        let room = RoomAddress { platform: platform(), room: to.to_string(), thread: None };
        return Some(Said::to_us(id(), Event::Moved(room)));
    }
    if !is_from_somebody(message) || message.via_bot.is_some_and(|bot| bot.id == me.id) {
        return None;
    }
    let private = match message.chat.kind {
        ChatKind::Private => true,
        ChatKind::Unknown => return None,
        ChatKind::Group | ChatKind::Supergroup | ChatKind::Channel => false,
    };
    if !private && (message.forward_origin.is_some() || message.chat.is_direct_messages) {
        return None;
    }
    let (text, entities) = match (&message.text, &message.caption) {
        (Some(text), _) => (text, &message.entities),
        (None, Some(caption)) => (caption, &message.caption_entities),
        (None, None) if private && message.has_media() => {
            // People meet an answer to a picture, and one answer to an album, whose pictures come one by one.
            let id = message.media_group_id.as_ref().map_or_else(id, |album| format!("g{chat}:{album}"));
            return Some(Said::to_us(id, Event::Text(String::new())));
        }
        (None, None) => return None,
    };
    let words = said(text, entities, me, private, answers_us(message, me))?;
    let addressed = !matches!(words, Words::Command { addressed: false, .. });
    let what = match words {
        Words::Command { name, arguments, .. } if name.eq_ignore_ascii_case("start") => start(private, arguments)?,
        Words::Command { name, arguments, .. } => {
            Event::Command { name: name.to_owned(), arguments: arguments.to_owned() }
        }
        Words::Plain(text) => Event::Text(text),
    };
    Some(Said { event: id(), addressed, what })
}

/// Whether a person wrote it, a channel, or a group's admins: not another bot, and not Telegram itself.
fn is_from_somebody(message: &Message) -> bool {
    if message.is_automatic_forward {
        return false;
    }
    match (&message.sender_chat, &message.from) {
        (Some(_), _) => true,
        (None, Some(user)) => !user.is_bot,
        (None, None) => message.chat.kind == ChatKind::Channel,
    }
}

/// Whether a message answers one of the bot's own.
fn answers_us(message: &Message, me: &Me) -> bool {
    message.reply_to_message.as_ref().is_some_and(|replied| {
        replied.forum_topic_created.is_none() && replied.from.is_some_and(|author| author.id == me.id)
    })
}

/// `/start` is the button that every private chat begins with. What follows it is a link's parameter.
fn start(private: bool, parameter: &str) -> Option<Event> {
    match (private, parameter) {
        (true, parameter) => Some(link::token(parameter).map_or(Event::Joined, Event::Choice)),
        (false, "") => Some(Event::Command { name: "help".to_owned(), arguments: String::new() }),
        // Said in somebody's name when they add the bot through a link; the bot greets the group anyhow.
        (false, _) => None,
    }
}

/// Words to the bot.
enum Words<'a> {
    Command {
        name: &'a str,
        arguments: &'a str,
        /// Whether it can't be meant for another bot.
        addressed: bool,
    },
    Plain(String),
}

/// What a text says to the bot, if anything.
fn said<'a>(text: &'a str, entities: &[Entity], me: &Me, private: bool, answers_us: bool) -> Option<Words<'a>> {
    let mentions = mentions(text, entities, me);
    let addressed = private || answers_us || !mentions.is_empty();
    let begun = entities.iter().any(|entity| entity.kind == EntityKind::BotCommand && entity.offset == 0);
    if !addressed && !begun {
        return None;
    }
    // Mentions before a command count as the address and nothing else: "@bot /rec 8".
    let mut rest = text.trim_start();
    while let Some((_, end)) = mentions.iter().find(|(start, _)| *start == text.len() - rest.len()) {
        rest = text[*end..].trim_start();
    }
    match command(rest) {
        Some(command) if !private && command.bot.is_some_and(|bot| !bot.eq_ignore_ascii_case(&me.username)) => None,
        Some(Typed { name, bot, arguments }) => {
            Some(Words::Command { name, arguments, addressed: addressed || bot.is_some() })
        }
        None if addressed => Some(Words::Plain(without(text, &mentions))),
        None => None,
    }
}

/// Where the bot is mentioned, in bytes.
fn mentions(text: &str, entities: &[Entity], me: &Me) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for entity in entities {
        if !matches!(entity.kind, EntityKind::Mention | EntityKind::TextMention) {
            continue;
        }
        let Some((start, end)) = bytes_of(text, entity) else { continue };
        let ours = match entity.kind {
            EntityKind::TextMention => entity.user.is_some_and(|user| user.id == me.id),
            _ => text[start..end].strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(&me.username)),
        };
        if ours {
            found.push((start, end));
        }
    }
    found
}

/// Where an entity, which is measured in UTF-16 units, stands in bytes.
fn bytes_of(text: &str, entity: &Entity) -> Option<(usize, usize)> {
    let start = byte_at(text, entity.offset)?;
    let end = start + byte_at(&text[start..], entity.length)?;
    Some((start, end))
}

fn byte_at(text: &str, units: usize) -> Option<usize> {
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        if seen >= units {
            return (seen == units).then_some(byte);
        }
        seen += c.len_utf16();
    }
    (seen == units).then_some(text.len())
}

/// A text without these parts, and without the gaps that they leave.
fn without(text: &str, parts: &[(usize, usize)]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in parts {
        // Telegram's entities come in order; anything else is left as it is.
        let Some(between) = text.get(from..*start) else { continue };
        left.push_str(between);
        from = *end;
        if left.is_empty() || left.ends_with(char::is_whitespace) {
            // "Hello @bot, you" and "@bot: rec 8": neither a double space nor an orphaned sign.
            let rest = &text[from..];
            let signs = if left.trim().is_empty() { rest.trim_start_matches([',', ':', ';']) } else { rest };
            from += rest.len() - signs.trim_start().len();
        }
    }
    left.push_str(&text[from..]);
    left.trim().to_owned()
}

/// A command as it is written: `/rec@bot 8`.
struct Typed<'a> {
    name: &'a str,
    bot: Option<&'a str>,
    arguments: &'a str,
}

/// Reads a command from the text: Telegram marks those of Latin letters only, but people also write "/déclaration".
fn command(text: &str) -> Option<Typed<'_>> {
    let line = text.strip_prefix('/')?;
    let ends_name = |c: char| c.is_whitespace() || (c.is_ascii_punctuation() && c != '_');
    let (name, rest) = line.split_at(line.find(ends_name).unwrap_or(line.len()));
    // "/" alone is a command that was begun and not written.
    if name.is_empty() && !rest.is_empty() {
        return None;
    }
    let (bot, rest) = match rest.strip_prefix('@') {
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    // "/help!" is a command with a sign after it, "/usr/bin" is none.
    let arguments = rest.strip_prefix([',', '.', ':', ';', '!', '?']).unwrap_or(rest);
    if !arguments.is_empty() && !arguments.starts_with(char::is_whitespace) {
        return None;
    }
    Some(Typed { name, bot, arguments: arguments.trim() })
}

fn pressed(query: &CallbackQuery, at: Timestamp) -> Seen<'_> {
    let token = query.data.as_ref().and_then(|data| ChoiceToken::parse(data.as_str()));
    // What was posted through inline mode has no buttons of ours, and says not where it is.
    let (Some(token), Some(message)) = (token, &query.message) else { return Seen::Idle(&query.id) };
    if query.from.is_bot || message.chat.kind == ChatKind::Unknown {
        return Seen::Idle(&query.id);
    }
    let accessible = message.date != 0;
    // Telegram doesn't say the topic of a message that is gone. Taken for the general one, a press would change
    // another room's settings.
    if !accessible && message.chat.is_forum {
        return Seen::Stray(query);
    }
    let incoming = Incoming {
        event: event_id(format!("c{}", query.id)),
        place: place(&message.chat, topic(message)),
        actor: person(query.from.id),
        locale: query.from.language_code.clone(),
        at,
        addressed: true,
        edited: false,
        what: Event::Choice(token),
    };
    let origin = Origin {
        chat: message.chat.id,
        thread: topic(message),
        private: message.chat.kind == ChatKind::Private,
        reply_to: None,
        pressed: Some(Pressed { query: query.id.clone(), message: accessible.then_some(message.message_id) }),
    };
    Seen::Event(Box::new(incoming), origin)
}

fn membership(change: &ChatMemberUpdated, at: Timestamp) -> Seen<'_> {
    let (before, now) = (change.old_chat_member.is_in(), change.new_chat_member.is_in());
    let what = match (change.chat.kind, before, now) {
        (ChatKind::Unknown, ..) => return Seen::Nothing,
        // A person blocks the bot, or takes that back; then they write when they like.
        (_, true, false) => Event::Removed,
        (ChatKind::Group | ChatKind::Supergroup, false, true) => Event::Joined,
        // Channels are read by many, who didn't ask for a greeting.
        _ => return Seen::Nothing,
    };
    let chat = change.chat.id;
    let id = format!("b{chat}:{}:{}", change.date, if now { "in" } else { "out" });
    let incoming = Incoming {
        event: event_id(id),
        place: place(&change.chat, None),
        actor: person(actor(&change.from, chat)),
        locale: change.from.language_code.clone(),
        at,
        addressed: true,
        edited: false,
        what,
    };
    let private = change.chat.kind == ChatKind::Private;
    Seen::Event(Box::new(incoming), Origin { chat, private, ..Origin::default() })
}

/// Who changed a membership: an anonymous admin does it in the group's name.
fn actor(user: &User, chat: i64) -> i64 {
    if user.id == ANONYMOUS_ADMIN { chat } else { user.id }
}

#[cfg(test)]
mod tests;
