//! From an event to what it is for the bot: something to answer with the place where it is answered, something to
//! remember, or nothing. Pure.
//!
//! Interactions are always meant for the bot. Of messages, those concern it that are sent to it directly and those that
//! mention it; what bots and webhooks write never does. Absent on purpose: any look at the clock or the network.

mod addresses;
mod words;

use bot_core::ids::{EventId, PersonAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::platform::Blank;
use serenity::all::{ChannelId, GuildId, InteractionId, MessageId, Permissions, UserId};

use crate::Me;
use crate::components::{Owner, picked, unknown};
use crate::directory::{Change, Directory};
use crate::menu::{CommandMenu, OptionKind};
use crate::permissions::permissions;
use crate::settings::Token;
use crate::wire::{self, Channel, Guild, Kind, KnownGuild, Unreadable, interaction};
use crate::{SERVICE, modal, platform};
pub(crate) use addresses::{Where, account, direct, locate, made_at, person, room};
use words::{arguments, flat, said, spoken};

/// What an event is for the bot.
#[derive(Debug)]
pub(crate) enum Seen {
    /// Something to act on, and where its answer goes.
    Event(Box<Incoming>, Origin),
    /// Somebody is filling in a command.
    Complete(Question),
    /// Something to remember, and then maybe something to act on.
    Changed(Change, Option<(Box<Incoming>, Origin)>),
    /// Nothing that concerns the bot.
    Nothing,
    /// A kind of event that the bot doesn't know: what can be said of it in the log.
    Unknown {
        /// Such as `INTERACTION_CREATE 9`.
        kind: String,
    },
}

/// Where an event came from, as far as its answer needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A command, a press or a form.
    Interaction(Box<Interaction>),
    /// A message, in a server or to the bot alone.
    Message { guild: Option<GuildId>, channel: ChannelId, id: MessageId },
    /// The bot came into a server: where it may say hello.
    Greeting { guild: GuildId, channel: ChannelId },
    /// Somewhere that is gone.
    Gone,
}

/// What has to be acknowledged within three seconds of its `id`, and can be answered for 15 minutes by its `token`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) token: Token,
    /// Where; none in a direct chat.
    pub(crate) guild: Option<GuildId>,
    pub(crate) channel: ChannelId,
    pub(crate) person: UserId,
    /// What the person may do in this channel, in a server.
    pub(crate) granted: Option<Permissions>,
    /// Whether an answer that takes longer has to be begun for the person alone: a private command in a server, or
    /// something pressed in a message that is already theirs alone.
    pub(crate) ephemeral: bool,
    /// The message that was pressed, or from which a form was opened.
    pub(crate) pressed: Option<Pressed>,
    /// Whether it is a form that was sent in. It can't be answered by another form.
    pub(crate) form: bool,
}

/// A message of the bot's with something to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pressed {
    pub(crate) message: MessageId,
    /// Whose conversation it is.
    pub(crate) owner: Owner,
    /// Whether only the presser sees it.
    pub(crate) ephemeral: bool,
}

impl Interaction {
    /// When it was made, as its id says.
    pub(crate) fn created(&self) -> Timestamp {
        made_at(self.id.get())
    }

    /// Whether the pressed message is the presser's own, so that the answer takes its place. Everybody may press the
    /// others, and is answered beside them.
    pub(crate) fn updates(&self) -> bool {
        self.pressed.is_some_and(|pressed| pressed.ephemeral || pressed.owner == Owner::Person(self.person))
    }
}

/// What somebody is filling in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) id: InteractionId,
    pub(crate) token: Token,
    pub(crate) person: PersonAddress,
    /// What their app is set to.
    pub(crate) locale: Option<String>,
    /// What is asked for; none for an option that nothing is known about any more.
    pub(crate) blank: Option<Blank>,
    /// Whether the option takes numbers.
    pub(crate) number: bool,
    /// What was typed so far.
    pub(crate) words: String,
}

/// What there is to know for reading an event.
struct Reader<'a> {
    me: &'a Me,
    directory: &'a Directory,
    menu: &'a CommandMenu,
    at: Timestamp,
}

/// What an event of this kind that reached the bot `at` this time is for it.
///
/// # Errors
/// When something is missing without which it can't be understood.
pub(crate) fn read(
    kind: &str,
    json: &str,
    me: &Me,
    directory: &Directory,
    menu: &CommandMenu,
    at: Timestamp,
) -> Result<Seen, Unreadable> {
    let reader = Reader { me, directory, menu, at };
    Ok(match kind {
        "INTERACTION_CREATE" => return reader.interaction(json),
        "MESSAGE_CREATE" => reader.message(wire::read(json)?),
        "READY" => {
            let wire::Ready { guilds, shard } = wire::read(json)?;
            let guilds = guilds.into_iter().map(|guild| guild.id).collect();
            Seen::Changed(Change::Began { shard: shard.unwrap_or((0, 1)), guilds }, None)
        }
        "GUILD_CREATE" => reader.guild_appeared(json)?,
        "GUILD_UPDATE" => Seen::Changed(reader.kept_of(wire::read(json)?), None),
        "GUILD_DELETE" => match wire::read(json)? {
            // Discord has trouble with it; the bot is still in.
            KnownGuild { unavailable: true, .. } => Seen::Nothing,
            KnownGuild { id, .. } => {
                let event = format!("x{id}:{}", at.0);
                Seen::Changed(Change::Left(id), Some(reader.gone(event, id, None)))
            }
        },
        "CHANNEL_CREATE" | "CHANNEL_UPDATE" => match wire::read(json)? {
            Channel { guild_id: Some(guild), id, kind, .. } => {
                Seen::Changed(Change::Channel { guild, id, announcing: kind == wire::ANNOUNCEMENT }, None)
            }
            Channel { guild_id: None, .. } => Seen::Nothing,
        },
        "CHANNEL_DELETE" | "THREAD_DELETE" => match wire::read(json)? {
            Channel { guild_id: Some(guild), id, .. } => {
                let change = Change::Channel { guild, id, announcing: false };
                Seen::Changed(change, Some(reader.gone(format!("x{id}"), guild, Some(id))))
            }
            Channel { guild_id: None, .. } => Seen::Nothing,
        },
        kind if OF_NO_CONCERN.contains(&kind) => Seen::Nothing,
        kind => Seen::Unknown { kind: kind.to_owned() },
    })
}

/// What Discord tells besides, to a bot with our intents.
const OF_NO_CONCERN: [&str; 33] = [
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
    "CHANNEL_PINS_UPDATE",
    "CHANNEL_TOPIC_UPDATE",
    "ENTITLEMENT_CREATE",
    "ENTITLEMENT_DELETE",
    "ENTITLEMENT_UPDATE",
    "GUILD_APPLICATION_COMMAND_INDEX_UPDATE",
    "GUILD_JOIN_REQUEST_DELETE",
    "GUILD_JOIN_REQUEST_UPDATE",
    // The bot's own membership, such as another name.
    "GUILD_MEMBER_UPDATE",
    "GUILD_ROLE_CREATE",
    "GUILD_ROLE_DELETE",
    "GUILD_ROLE_UPDATE",
    "MESSAGE_DELETE",
    "MESSAGE_DELETE_BULK",
    "MESSAGE_UPDATE",
    "RATE_LIMITED",
    "RESUMED",
    "STAGE_INSTANCE_CREATE",
    "STAGE_INSTANCE_DELETE",
    "STAGE_INSTANCE_UPDATE",
    "SUBSCRIPTION_CREATE",
    "SUBSCRIPTION_DELETE",
    "SUBSCRIPTION_UPDATE",
    "THREAD_CREATE",
    "THREAD_LIST_SYNC",
    "THREAD_MEMBERS_UPDATE",
    "THREAD_MEMBER_UPDATE",
    "THREAD_UPDATE",
    "USER_UPDATE",
    "VOICE_CHANNEL_START_TIME_UPDATE",
    "VOICE_CHANNEL_STATUS_UPDATE",
    "WEBHOOKS_UPDATE",
];

impl Reader<'_> {
    /// What is remembered of a server.
    fn kept_of(&self, guild: Guild) -> Change {
        let announcing = |channels: Vec<wire::ChannelKind>| {
            channels
                .into_iter()
                .filter(|channel| channel.kind == wire::ANNOUNCEMENT)
                .map(|channel| channel.id)
                .collect()
        };
        let own = |role: &wire::TaggedRole| role.tags.bot_id == Some(self.me.id);
        let role = guild.roles.into_iter().flatten().find(own).map(|role| role.id);
        let announcing = guild.channels.map(announcing);
        Change::Guild { id: guild.id, locale: chosen(guild.preferred_locale, &guild.features), announcing, role }
    }

    fn interaction(&self, json: &str) -> Result<Seen, Unreadable> {
        let Kind { kind } = wire::read(json)?;
        match kind {
            interaction::COMMAND => {
                let told: wire::Interaction<wire::Command> = wire::read(json)?;
                if told.data.kind != 1 {
                    return Ok(Seen::Unknown { kind: format!("INTERACTION_CREATE 2.{}", told.data.kind) });
                }
                let command = self.menu.command(&told.data.name);
                let what = Event::Command {
                    name: command.map_or(told.data.name.as_str(), |command| &command.stands_for).to_owned(),
                    arguments: arguments(command, &told.data.options),
                };
                self.happened(&told, what, None, command.is_some_and(|command| command.private))
            }
            interaction::COMPONENT => {
                let told: wire::Interaction<wire::Component> = wire::read(json)?;
                let (owner, token) = picked(&told.data.custom_id, &told.data.values).unwrap_or_else(unknown);
                self.happened(&told, Event::Choice(token), Some(owner), false)
            }
            interaction::FORM => {
                let told: wire::Interaction<wire::Form> = wire::read(json)?;
                let (owner, _) = picked(&told.data.custom_id, &[]).unwrap_or_else(unknown);
                let what = Event::Form(modal::answers(&told.data));
                // Without a message, a form was opened by a command, which only one person could see.
                self.happened(&told, what, Some(owner), told.message.is_none())
            }
            interaction::AUTOCOMPLETE => self.filling_in(wire::read(json)?),
            interaction::PING => Ok(Seen::Nothing),
            kind => Ok(Seen::Unknown { kind: format!("INTERACTION_CREATE {kind}") }),
        }
    }

    /// An interaction that the bot acts on. `owner` is whose the message is that it stands under, if any.
    fn happened<Data>(
        &self,
        told: &wire::Interaction<Data>,
        what: Event,
        owner: Option<Owner>,
        private: bool,
    ) -> Result<Seen, Unreadable> {
        let person_id = told.member.as_ref().and_then(|member| member.user).or(told.user).ok_or(Unreadable)?.id;
        if told.guild_id.is_none() && told.context.is_some_and(|context| context > 1) {
            // A conversation of others. The commands aren't offered there, and nothing could be answered safely.
            return Ok(Seen::Nothing);
        }
        let form = matches!(what, Event::Form(_));
        let filled_in = private && matches!(&what, Event::Command { arguments, .. } if !arguments.is_empty());
        let pressed = told.message.as_ref().zip(owner).map(|(message, owner)| Pressed {
            message: message.id,
            owner,
            ephemeral: message.flags & wire::EPHEMERAL != 0,
        });
        let kind = told.channel.as_ref().map(|channel| channel.kind);
        let place = match told.guild_id {
            None => self.private_place(person_id),
            Some(guild) => {
                // What is filled in with a private command is seen by nobody else, as little as its answer.
                let beside = filled_in || pressed.is_some_and(|pressed| pressed.ephemeral);
                Place {
                    kind: if beside { PlaceKind::Aside } else { PlaceKind::Group { aside: Aside::Possible } },
                    locale: chosen(told.guild_locale.clone(), &told.guild.features)
                        .or_else(|| self.directory.locale(guild)),
                    // A server may have the commands without the bot.
                    may_post: self.directory.knows(guild) && told.app_permissions.is_none_or(|may| may_post(may, kind)),
                    has_followers: kind == Some(wire::ANNOUNCEMENT) || self.directory.announces(guild, told.channel_id),
                    ..self.server_place(guild, Some(told.channel_id))
                }
            }
        };
        let mut origin = Interaction {
            id: told.id,
            token: Token::new(&told.token),
            guild: told.guild_id,
            channel: told.channel_id,
            person: person_id,
            granted: told.guild_id.and(told.member.as_ref()).and_then(|member| member.permissions),
            ephemeral: false,
            pressed,
            form,
        };
        origin.ephemeral = origin.guild.is_some()
            && (private || pressed.is_some_and(|pressed| pressed.ephemeral || !origin.updates()));
        let incoming = Incoming {
            event: event_id(format!("i{}", told.id)),
            place,
            actor: person(person_id),
            locale: told.locale.clone(),
            at: self.at,
            addressed: true,
            edited: false,
            what,
        };
        Ok(Seen::Event(Box::new(incoming), Origin::Interaction(Box::new(origin))))
    }

    fn filling_in(&self, told: wire::Interaction<wire::Command>) -> Result<Seen, Unreadable> {
        let somebody = told.member.as_ref().and_then(|member| member.user).or(told.user).ok_or(Unreadable)?;
        let focused = flat(&told.data.options).into_iter().find(|option| option.focused).ok_or(Unreadable)?;
        let option = self.menu.command(&told.data.name).and_then(|command| command.option(&focused.name));
        Ok(Seen::Complete(Question {
            id: told.id,
            words: focused.words().unwrap_or_default(),
            blank: option.and_then(|option| option.completes),
            number: option.is_some_and(|option| matches!(option.kind, OptionKind::Number { .. })),
            token: Token::new(told.token),
            person: person(somebody.id),
            locale: told.locale,
        }))
    }

    fn message(&self, message: wire::Message) -> Seen {
        let wire::Message { id, channel_id: channel, guild_id: guild, author, .. } = message;
        if author.bot
            || author.id == self.me.id
            || message.webhook_id.is_some()
            || !wire::WRITTEN.contains(&message.kind)
        {
            return Seen::Nothing;
        }
        // The bot's own role is called like it and stands beside it where people pick whom to mention. Discord keeps the
        // words of such a message to itself; whoever wrote it meets an answer all the same.
        let role = guild.and_then(|guild| self.directory.role(guild));
        let role = role.filter(|role| message.mention_roles.contains(role));
        let mentioned = message.mentions.iter().any(|user| user.id == self.me.id);
        if guild.is_some() && !mentioned && role.is_none() {
            return Seen::Nothing;
        }
        let (named, text) = said(&message.content, self.me.id, role);
        let what = match guild {
            Some(_) => {
                let answers_us = message.referenced_message.is_some_and(|replied| replied.author.id == self.me.id);
                // An answer that calls the bot has a mention that isn't written out.
                if role.is_none() && !named && (!answers_us || text.is_empty()) {
                    return Seen::Nothing;
                }
                spoken(text)
            }
            // Others' words that are passed on are no question, and neither is a picture; people meet an answer.
            None if !message.message_snapshots.is_empty() => Event::Text(String::new()),
            None => spoken(text),
        };
        let incoming = Incoming {
            event: event_id(format!("m{id}")),
            place: match guild {
                None => self.private_place(author.id),
                Some(guild) => Place {
                    locale: self.directory.locale(guild),
                    has_followers: self.directory.announces(guild, channel),
                    ..self.server_place(guild, Some(channel))
                },
            },
            actor: person(author.id),
            locale: None,
            at: self.at,
            addressed: true,
            edited: false,
            what,
        };
        Seen::Event(Box::new(incoming), Origin::Message { guild, channel, id })
    }

    fn guild_appeared(&self, json: &str) -> Result<Seen, Unreadable> {
        if wire::read::<KnownGuild>(json)?.unavailable {
            return Ok(Seen::Nothing);
        }
        let guild: Guild = wire::read(json)?;
        let (id, locale) = (guild.id, chosen(guild.preferred_locale.clone(), &guild.features));
        let joined = guild.joined_at.clone().filter(|_| self.directory.is_new(id));
        let change = self.kept_of(guild);
        let greeting = match joined {
            // Its roles and channels are read only now: when the program starts, every server comes along.
            Some(joined) => self.greeting(wire::read(json)?).map(|channel| (joined, channel)),
            None => None,
        };
        let event = greeting.map(|(joined, channel)| {
            let incoming = Incoming {
                event: event_id(format!("g{id}:{joined}")),
                place: Place { locale, ..self.server_place(id, Some(channel)) },
                actor: person(self.me.id),
                locale: None,
                at: self.at,
                addressed: true,
                edited: false,
                what: Event::Joined,
            };
            (Box::new(incoming), Origin::Greeting { guild: id, channel })
        });
        Ok(Seen::Changed(change, event))
    }

    /// Where the bot may say hello: only where Discord does it too. Anywhere else it would disturb.
    fn greeting(&self, guild: wire::NewGuild) -> Option<ChannelId> {
        let channel = guild.channels.iter().find(|channel| Some(channel.id) == guild.system_channel_id)?;
        let ours = |member: &&wire::Member| member.user.is_some_and(|user| user.id == self.me.id);
        let roles = guild.members.iter().find(ours).map_or(&[][..], |member| &member.roles);
        let granted = permissions(guild.id, self.me.id, roles, &guild.roles, &channel.permission_overwrites);
        may_post(granted, Some(channel.kind)).then_some(channel.id)
    }

    fn gone(&self, event: String, guild: GuildId, channel: Option<ChannelId>) -> (Box<Incoming>, Origin) {
        let incoming = Incoming {
            event: event_id(event),
            place: Place { may_post: false, ..self.server_place(guild, channel) },
            actor: person(self.me.id),
            locale: None,
            at: self.at,
            addressed: true,
            edited: false,
            what: Event::Removed,
        };
        (Box::new(incoming), Origin::Gone)
    }

    /// Somebody's direct chat.
    fn private_place(&self, person: UserId) -> Place {
        Place {
            address: direct(person),
            kind: PlaceKind::Private,
            service: SERVICE.to_owned(),
            secrecy: Secrecy::ReadableByService,
            prefix: "",
            // Buttons show their labels and nothing else.
            numbered: false,
            locale: None,
            may_post: true,
            has_followers: false,
        }
    }

    /// A channel of a server, in which a message can only be answered for everybody.
    fn server_place(&self, guild: GuildId, channel: Option<ChannelId>) -> Place {
        Place {
            address: room(guild, channel),
            kind: PlaceKind::Group { aside: Aside::MustOpen },
            prefix: "/",
            ..self.private_place(self.me.id)
        }
    }
}

/// The language that a server is set to, if somebody may have chosen it. Only servers that are a Community can; all
/// others say American English, whatever is spoken there
/// (<https://discord.com/developers/docs/resources/guild#guild-object-guild-structure>).
fn chosen(locale: Option<String>, features: &[String]) -> Option<String> {
    locale.filter(|locale| locale != "en-US" || features.iter().any(|feature| feature == "COMMUNITY"))
}

/// Whether somebody with these permissions may write in a channel of this kind.
fn may_post(granted: Permissions, kind: Option<u64>) -> bool {
    let in_thread = kind.is_some_and(|kind| wire::THREADS.contains(&kind));
    let send = if in_thread { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES };
    granted.contains(Permissions::VIEW_CHANNEL | send)
}

fn event_id(id: String) -> EventId {
    EventId { platform: platform(), id }
}

#[cfg(test)]
mod tests;
