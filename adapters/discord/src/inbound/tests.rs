//! Tests of what events are for the bot. Ids: the bot is 9, the server 1, its channel 5, Ana 77.

use bot_core::ids::RoomAddress;
use serde_json::{Value, json};
use serenity::all::{ApplicationId, RoleId};

use super::*;
use crate::menu::{Joins, MenuCommand, MenuOption};

fn me() -> Me {
    Me { id: UserId::new(9), name: "outreach".to_owned(), application: ApplicationId::new(90) }
}

fn option(name: &str, kind: OptionKind, completes: Option<Blank>) -> MenuOption {
    MenuOption {
        name: name.to_owned(),
        local_names: Vec::new(),
        about: "something".to_owned(),
        local_abouts: Vec::new(),
        required: false,
        kind,
        completes,
        joins: Joins::Plain,
    }
}

fn command(name: &str, stands_for: &str, private: bool, options: Vec<MenuOption>) -> MenuCommand {
    MenuCommand {
        name: name.to_owned(),
        local_names: Vec::new(),
        about: "does something".to_owned(),
        local_abouts: Vec::new(),
        options,
        private,
        stands_for: stands_for.to_owned(),
    }
}

fn menu() -> CommandMenu {
    let number = option("number", OptionKind::Number { least: 1, most: 13 }, Some(Blank::Recommendation));
    let words = option("search", OptionKind::Words { longest: 100 }, None);
    let commands = vec![
        command("rec", "recommendation", false, vec![number, words]),
        command("mydata", "mydata", true, Vec::new()),
    ];
    CommandMenu { commands }
}

fn directory() -> Directory {
    let directory = Directory::default();
    directory.apply(Change::Began { shard: (0, 1), guilds: Vec::new() });
    let announcing = Some(vec![ChannelId::new(6)]);
    let (locale, role) = (Some("fr".to_owned()), Some(RoleId::new(90)));
    directory.apply(Change::Guild { id: GuildId::new(1), locale, announcing, role });
    directory
}

fn try_saw(kind: &str, data: &Value) -> Result<Seen, Unreadable> {
    read(kind, &data.to_string(), &me(), &directory(), &menu(), Timestamp(1_000))
}

fn saw(kind: &str, data: &Value) -> Seen {
    try_saw(kind, data).expect("it can be read")
}

fn event(seen: Seen) -> (Incoming, Origin) {
    match seen {
        Seen::Event(incoming, origin) | Seen::Changed(_, Some((incoming, origin))) => (*incoming, origin),
        other => panic!("an event, not {other:?}"),
    }
}

fn interaction_event(seen: Seen) -> (Incoming, Interaction) {
    match event(seen) {
        (incoming, Origin::Interaction(interaction)) => (incoming, *interaction),
        (_, other) => panic!("an interaction, not {other:?}"),
    }
}

fn with(mut base: Value, more: Value) -> Value {
    let (Value::Object(fields), Value::Object(more)) = (&mut base, more) else { panic!("two objects") };
    fields.extend(more);
    base
}

/// As in a server's text channel.
fn in_server(kind: u64, data: Value) -> Value {
    json!({
        "id": "1000", "application_id": "90", "type": kind, "token": "secret", "version": 1, "data": data,
        "guild_id": "1", "guild": { "id": "1", "locale": "fr", "features": [] }, "channel_id": "5",
        "channel": { "id": "5", "type": 0, "name": "general" }, "context": 0, "locale": "es-ES", "guild_locale": "fr",
        "app_permissions": "3072",
        "member": { "user": { "id": "77", "username": "ana" }, "permissions": "32", "roles": [], "joined_at": "x" },
    })
}

fn in_private(kind: u64, data: Value) -> Value {
    json!({
        "id": "1000", "application_id": "90", "type": kind, "token": "secret", "version": 1, "data": data, "channel_id": "8",
        "channel": { "id": "8", "type": 1 }, "context": 1, "locale": "de", "user": { "id": "77", "username": "ana" },
    })
}

fn pressed(custom_id: &str) -> Value {
    json!({ "component_type": 2, "custom_id": custom_id, "id": 3 })
}

fn told(incoming: &Incoming) -> (&str, &str) {
    match &incoming.what {
        Event::Command { name, arguments } => (name, arguments),
        Event::Text(text) => ("text", text),
        Event::Choice(token) => ("choice", token.as_str()),
        other => panic!("words, not {other:?}"),
    }
}

#[test]
fn a_command_in_a_server() {
    let data = json!({ "id": "3", "name": "rec", "type": 1, "options": [{ "type": 4, "name": "number", "value": 8 }] });
    let (incoming, interaction) = interaction_event(saw("INTERACTION_CREATE", &in_server(2, data)));
    assert_eq!(told(&incoming), ("recommendation", "8"));
    assert_eq!(incoming.event.id, "i1000");
    assert_eq!((incoming.actor.user.as_str(), incoming.locale.as_deref()), ("77", Some("es-ES")));
    assert!(incoming.addressed);
    let Place { address, kind, locale, prefix, may_post, has_followers, numbered, .. } = incoming.place;
    assert_eq!(address, room(GuildId::new(1), Some(ChannelId::new(5))));
    assert_eq!(kind, PlaceKind::Group { aside: Aside::Possible });
    assert_eq!((locale.as_deref(), prefix, may_post, has_followers, numbered), (Some("fr"), "/", true, false, false));
    assert_eq!(interaction.granted, Some(Permissions::MANAGE_GUILD));
    assert_eq!((interaction.ephemeral, interaction.pressed, interaction.form), (false, None, false));
    assert_eq!(interaction.token.reveal(), "secret");
    assert_eq!(interaction.created(), made_at(1000));
}

#[test]
fn a_command_in_a_direct_chat() {
    let data = json!({ "id": "3", "name": "mydata", "type": 1 });
    let (incoming, interaction) = interaction_event(saw("INTERACTION_CREATE", &in_private(2, data)));
    assert_eq!(told(&incoming), ("mydata", ""));
    assert_eq!(incoming.place.address, direct(UserId::new(77)));
    assert_eq!((incoming.place.kind, incoming.place.prefix), (PlaceKind::Private, ""));
    assert_eq!((interaction.guild, interaction.channel, interaction.granted), (None, ChannelId::new(8), None));
    assert!(!interaction.ephemeral, "it is private as it is");
}

#[test]
fn private_commands_are_begun_for_the_person_alone() {
    let data = json!({ "id": "3", "name": "mydata", "type": 1 });
    let (_, interaction) = interaction_event(saw("INTERACTION_CREATE", &in_server(2, data)));
    assert!(interaction.ephemeral);
}

#[test]
fn commands_of_an_earlier_version_are_still_understood() {
    let group = json!({ "type": 1, "name": "sub", "options": [{ "type": 3, "name": "words", "value": "two words" }] });
    let data = json!({ "id": "3", "name": "old", "options": [{ "type": 10, "name": "n", "value": 1.5 }, group] });
    let (incoming, _) = interaction_event(saw("INTERACTION_CREATE", &in_server(2, data)));
    assert_eq!(told(&incoming), ("old", "1.5 two words"));
    let other = json!({ "id": "3", "name": "Look at", "type": 2, "target_id": "4" });
    assert!(
        matches!(saw("INTERACTION_CREATE", &in_server(2, other)), Seen::Unknown { kind } if kind == "INTERACTION_CREATE 2.2")
    );
}

#[test]
fn where_the_bot_may_not_write_later_and_who_follows() {
    let data = json!({ "id": "3", "name": "rec", "type": 1 });
    let place = |more| interaction_event(saw("INTERACTION_CREATE", &with(in_server(2, data.clone()), more))).0.place;
    assert!(!place(json!({ "app_permissions": "1024" })).may_post);
    assert!(place(json!({ "app_permissions": null })).may_post);
    assert!(!place(json!({ "guild_id": "2" })).may_post, "the commands were added to that server, and the bot wasn't");
    let thread = json!({ "id": "5", "type": 11, "parent_id": "4" });
    assert!(!place(json!({ "channel": thread })).may_post, "a thread has a permission of its own");
    assert!(place(json!({ "channel": thread, "app_permissions": "274877907968" })).may_post);
    assert!(place(json!({ "channel": { "id": "5", "type": 5 } })).has_followers);
    assert!(place(json!({ "channel": null, "channel_id": "6" })).has_followers, "remembered");
    assert_eq!(place(json!({ "guild_locale": null })).locale.as_deref(), Some("fr"), "remembered");
}

#[test]
fn presses_say_whose_message_it_was_and_who_sees_it() {
    let press = |custom_id, flags: Value| {
        let message = json!({ "message": { "id": "2000", "flags": flags, "content": "x", "author": { "id": "9" } } });
        interaction_event(saw("INTERACTION_CREATE", &with(in_server(3, pressed(custom_id)), message)))
    };
    let (incoming, interaction) = press("77./ask:R8", json!(0));
    assert_eq!(told(&incoming), ("choice", "/ask:R8"));
    let owner = Owner::Person(UserId::new(77));
    assert_eq!(interaction.pressed, Some(Pressed { message: MessageId::new(2000), owner, ephemeral: false }));
    assert_eq!(incoming.place.kind, PlaceKind::Group { aside: Aside::Possible });
    assert_eq!((interaction.updates(), interaction.ephemeral), (true, false));

    let (_, others) = press("78./ask:R8", json!(null));
    assert_eq!((others.updates(), others.ephemeral), (false, true), "beside somebody else's message");
    let (_, news) = press("0./pledge", json!(4096));
    assert_eq!((news.updates(), news.ephemeral), (false, true), "beside the news");

    let (incoming, alone) = press("77.p.1.agree", json!(64));
    assert_eq!(incoming.place.kind, PlaceKind::Aside);
    assert_eq!((alone.updates(), alone.ephemeral), (true, true));
}

#[test]
fn in_a_direct_chat_nothing_is_begun_for_one_alone() {
    let message = json!({ "message": { "id": "2000", "flags": 0 } });
    let (incoming, interaction) =
        interaction_event(saw("INTERACTION_CREATE", &with(in_private(3, pressed("0./help")), message)));
    assert_eq!(incoming.place.kind, PlaceKind::Private);
    assert_eq!((interaction.updates(), interaction.ephemeral), (false, false));
}

#[test]
fn what_is_picked_in_a_select_is_the_choice() {
    let data = json!({ "component_type": 3, "custom_id": "77.0", "values": ["/ask:R8"] });
    let (incoming, _) = interaction_event(saw("INTERACTION_CREATE", &in_server(3, data)));
    assert_eq!(told(&incoming), ("choice", "/ask:R8"));
    for other in ["", "hello", "77.", "another version's"] {
        let (incoming, _) = interaction_event(saw("INTERACTION_CREATE", &in_server(3, pressed(other))));
        assert_eq!(told(&incoming), ("choice", "?"), "it is answered that nobody knows this button: {other}");
    }
}

#[test]
fn a_form_that_is_sent_in() {
    let input = |name: &str, value: &str| json!({ "type": 1, "components": [{ "type": 4, "custom_id": name, "value": value }] });
    let data = json!({ "custom_id": "77.form", "components": [input("name", "Ana"), input("affiliation", "")] });
    let message = json!({ "message": { "id": "2000", "flags": 64 } });
    let (incoming, interaction) = interaction_event(saw("INTERACTION_CREATE", &with(in_server(5, data), message)));
    let expected =
        vec![(bot_core::pledge::Field::Name, "Ana".to_owned()), (bot_core::pledge::Field::Affiliation, String::new())];
    assert_eq!(incoming.what, Event::Form(expected));
    assert_eq!(incoming.place.kind, PlaceKind::Aside);
    assert!(interaction.form && interaction.ephemeral && interaction.updates());
}

#[test]
fn what_is_being_typed_is_a_question_of_its_own() {
    let typing = |command, option: Value| {
        let data = json!({ "id": "3", "name": command, "type": 1, "options": [{ "type": 3, "name": "x", "value": "y" }, option] });
        match saw("INTERACTION_CREATE", &in_server(4, data)) {
            Seen::Complete(question) => question,
            other => panic!("a question, not {other:?}"),
        }
    };
    let question = typing("rec", json!({ "type": 4, "name": "number", "value": "en", "focused": true }));
    assert_eq!((question.blank, question.number, question.words.as_str()), (Some(Blank::Recommendation), true, "en"));
    assert_eq!((question.person, question.locale.as_deref()), (person(UserId::new(77)), Some("es-ES")));
    assert_eq!(question.token.reveal(), "secret");
    let unknown = typing("gone", json!({ "type": 3, "name": "number", "focused": true }));
    assert_eq!((unknown.blank, unknown.number, unknown.words.as_str()), (None, false, ""));
}

fn written(content: &str) -> Value {
    json!({
        "id": "3000", "channel_id": "5", "guild_id": "1", "type": 0, "content": content, "timestamp": "x", "flags": 0,
        "author": { "id": "77", "username": "ana", "discriminator": "0" }, "mentions": [{ "id": "9", "bot": true }],
        "mention_everyone": false, "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
    })
}

#[test]
fn a_message_that_mentions_the_bot() {
    let (incoming, origin) = event(saw("MESSAGE_CREATE", &written("<@9> what about encryption?")));
    assert_eq!(told(&incoming), ("text", "what about encryption?"));
    assert_eq!((incoming.event.id.as_str(), incoming.locale), ("m3000", None));
    assert_eq!(incoming.place.kind, PlaceKind::Group { aside: Aside::MustOpen });
    assert_eq!((incoming.place.locale.as_deref(), incoming.place.prefix), (Some("fr"), "/"));
    let (guild, channel, id) = (Some(GuildId::new(1)), ChannelId::new(5), MessageId::new(3000));
    assert_eq!(origin, Origin::Message { guild, channel, id });
}

#[test]
fn mentions_are_cut_off_and_commands_found() {
    for (content, name, words) in [
        ("<@!9>: rec 8", "text", "rec 8"),
        ("rec 8 <@9>", "text", "rec 8"),
        ("Hello <@9>, who are you?", "text", "Hello, who are you?"),
        ("Hello <@9> and <@78>", "text", "Hello and <@78>"),
        ("<@9><@9>  ", "text", ""),
        ("<@9> /rec 8", "rec", "8"),
        ("<@9> /help!", "help", ""),
        ("<@9> /déclaration  two words ", "déclaration", "two words"),
        ("<@9> /usr/bin is full", "text", "/usr/bin is full"),
    ] {
        let (incoming, _) = event(saw("MESSAGE_CREATE", &written(content)));
        assert_eq!(told(&incoming), (name, words), "{content}");
    }
}

#[test]
fn the_bot_s_own_role_is_taken_for_the_bot() {
    let by_role = |content: &str, role: &str| {
        let more = json!({ "content": content, "mentions": [], "mention_roles": [role] });
        saw("MESSAGE_CREATE", &with(written(""), more))
    };
    assert_eq!(told(&event(by_role("<@&90> rec 8", "90")).0), ("text", "rec 8"));
    assert_eq!(told(&event(by_role("", "90")).0), ("text", ""), "its words are not for bots");
    assert!(matches!(by_role("", "91"), Seen::Nothing), "others are meant");
}

#[test]
fn an_answer_to_the_bot_that_calls_it_is_meant_for_it() {
    let answer = |content: &str, author: &str| {
        let replied =
            json!({ "type": 19, "referenced_message": { "id": "1", "author": { "id": author, "bot": true } } });
        saw("MESSAGE_CREATE", &with(written(content), replied))
    };
    assert_eq!(told(&event(answer("and the second?", "9")).0), ("text", "and the second?"));
    assert!(matches!(answer("", "9"), Seen::Nothing), "a picture without words");
    assert!(matches!(answer("not to us", "8"), Seen::Nothing));
    let gone = json!({ "type": 19, "referenced_message": null });
    assert!(matches!(saw("MESSAGE_CREATE", &with(written("hm"), gone)), Seen::Nothing));
}

#[test]
fn chatter_and_other_programs_are_left_alone() {
    for more in [
        json!({ "author": { "id": "80", "bot": true } }),
        json!({ "author": { "id": "9" } }),
        json!({ "webhook_id": "81" }),
        json!({ "type": 7 }),
        json!({ "type": 21 }),
        json!({ "mentions": [] }),
        json!({ "content": "@everyone", "mentions": [], "mention_everyone": true }),
        json!({ "content": "<@&9>", "mentions": [], "mention_roles": ["9"] }),
        json!({ "content": "" }),
    ] {
        assert!(matches!(saw("MESSAGE_CREATE", &with(written("<@9> hi"), more.clone())), Seen::Nothing), "{more}");
    }
}

#[test]
fn a_direct_message_needs_no_mention() {
    let direct_message = |more: Value| {
        let mut message = with(written("recommendation 8"), json!({ "mentions": [] }));
        message.as_object_mut().expect("an object").remove("guild_id");
        saw("MESSAGE_CREATE", &with(message, more))
    };
    let (incoming, origin) = event(direct_message(json!({})));
    assert_eq!(told(&incoming), ("text", "recommendation 8"));
    assert_eq!(incoming.place.address, direct(UserId::new(77)));
    assert_eq!(origin, Origin::Message { guild: None, channel: ChannelId::new(5), id: MessageId::new(3000) });
    assert_eq!(told(&event(direct_message(json!({ "content": "", "attachments": [{}] }))).0), ("text", ""));
    let forwarded = json!({ "content": "", "message_snapshots": [{ "message": { "content": "others' words" } }] });
    assert_eq!(told(&event(direct_message(forwarded)).0), ("text", ""));
    assert!(matches!(direct_message(json!({ "author": { "id": "9", "bot": true } })), Seen::Nothing));
}

/// A server that the bot isn't known to be in.
fn new_server(id: u64, system_channel: Value, denied: &str) -> Value {
    json!({
        "id": id.to_string(), "joined_at": "2026-11-22T10:00:00Z", "preferred_locale": "pt-BR", "system_channel_id": system_channel,
        "roles": [{ "id": id.to_string(), "permissions": "3072" }, { "id": "40", "permissions": "0", "tags": { "bot_id": "9" } }],
        "members": [{ "user": { "id": "9" }, "roles": ["40"] }],
        "channels": [
            { "id": "6", "type": 5, "permission_overwrites": [] },
            { "id": "5", "type": 0, "permission_overwrites": [{ "id": "40", "type": 0, "allow": "0", "deny": denied }] },
        ],
        "presences": [{ "anything": 1 }],
    })
}

#[test]
fn in_a_new_server_the_bot_says_hello_where_it_may() {
    let seen = saw("GUILD_CREATE", &new_server(2, json!("5"), "0"));
    let Seen::Changed(Change::Guild { id, locale, announcing, role }, Some((incoming, origin))) = seen else {
        panic!("{seen:?}")
    };
    assert_eq!((id, locale.as_deref(), announcing), (GuildId::new(2), Some("pt-BR"), Some(vec![ChannelId::new(6)])));
    assert_eq!(role, Some(RoleId::new(40)));
    assert_eq!((incoming.event.id.as_str(), incoming.what), ("g2:2026-11-22T10:00:00Z", Event::Joined));
    assert_eq!(incoming.place.address, room(GuildId::new(2), Some(ChannelId::new(5))));
    assert_eq!(origin, Origin::Greeting { guild: GuildId::new(2), channel: ChannelId::new(5) });
    for silent in [new_server(2, json!("5"), "2048"), new_server(2, json!(null), "0"), new_server(2, json!("99"), "0")]
    {
        assert!(matches!(saw("GUILD_CREATE", &silent), Seen::Changed(Change::Guild { .. }, None)));
    }
    let early = Directory::default();
    let seen = read("GUILD_CREATE", &new_server(2, json!("5"), "0").to_string(), &me(), &early, &menu(), Timestamp(0));
    assert!(matches!(seen, Ok(Seen::Changed(_, None))), "nobody said yet in which servers the bot is");
    let known = saw("GUILD_CREATE", &new_server(1, json!("5"), "0"));
    assert!(matches!(known, Seen::Changed(Change::Guild { .. }, None)), "it was there already");
}

#[test]
fn the_language_of_a_server_counts_where_it_was_chosen() {
    let updated = |locale: &str, features: Value| {
        let guild = json!({ "id": "1", "preferred_locale": locale, "features": features });
        match saw("GUILD_UPDATE", &guild) {
            Seen::Changed(Change::Guild { locale, .. }, None) => locale,
            other => panic!("a change, not {other:?}"),
        }
    };
    let (english, french) = (Some("en-US".to_owned()), Some("fr".to_owned()));
    assert_eq!(updated("en-US", json!(["NEWS", "COMMUNITY"])), english);
    assert_eq!(updated("en-US", json!([])), None, "what nobody chose");
    assert_eq!(updated("en-US", json!(null)), None);
    assert_eq!(updated("fr", json!([])), french, "chosen before");
    let data = || json!({ "name": "rec" });
    let place = |features: Value| {
        let guild = json!({ "guild_id": "2", "guild_locale": "en-US", "guild": { "features": features } });
        interaction_event(saw("INTERACTION_CREATE", &with(in_server(2, data()), guild))).0.place
    };
    assert_eq!((place(json!(["COMMUNITY"])).locale, place(json!([])).locale), (english, None));
}

#[test]
fn servers_and_channels_come_and_go() {
    let change = |kind, data| match saw(kind, &data) {
        Seen::Changed(change, None) => change,
        other => panic!("a change alone, not {other:?}"),
    };
    let ready =
        json!({ "v": 10, "guilds": [{ "id": "1", "unavailable": true }, { "id": "2" }], "shard": [1, 4], "user": {} });
    let guilds = vec![GuildId::new(1), GuildId::new(2)];
    assert_eq!(change("READY", ready), Change::Began { shard: (1, 4), guilds });
    assert_eq!(change("READY", json!({ "guilds": [] })), Change::Began { shard: (0, 1), guilds: Vec::new() });
    let roles =
        json!([{ "id": "4" }, { "id": "5", "tags": { "premium_subscriber": null } }, { "id": "6", "tags": null }]);
    let renamed = change("GUILD_UPDATE", json!({ "id": "1", "preferred_locale": "es-ES", "roles": roles }));
    let locale = Some("es-ES".to_owned());
    assert_eq!(renamed, Change::Guild { id: GuildId::new(1), locale, announcing: None, role: None });
    let (guild, id) = (GuildId::new(1), ChannelId::new(6));
    let channel = json!({ "id": "6", "guild_id": "1", "type": 5 });
    assert_eq!(change("CHANNEL_UPDATE", channel.clone()), Change::Channel { guild, id, announcing: true });

    let removed = |kind, data: Value| {
        let (incoming, origin) = event(saw(kind, &data));
        assert_eq!((&incoming.what, &origin), (&Event::Removed, &Origin::Gone));
        (incoming.event.id, incoming.place.address)
    };
    assert_eq!(removed("CHANNEL_DELETE", channel.clone()), ("x6".to_owned(), room(guild, Some(id))));
    assert_eq!(removed("THREAD_DELETE", channel), ("x6".to_owned(), room(guild, Some(id))));
    assert_eq!(removed("GUILD_DELETE", json!({ "id": "1" })), ("x1:1000".to_owned(), room(guild, None)));
    for nothing in [json!({ "id": "1", "unavailable": true }), json!({ "id": "2", "unavailable": true, "new": [] })] {
        assert!(matches!(saw("GUILD_DELETE", &nothing), Seen::Nothing));
        assert!(matches!(saw("GUILD_CREATE", &nothing), Seen::Nothing));
    }
}

#[test]
fn what_is_new_or_broken_does_no_harm() {
    assert!(matches!(saw("TYPING_STOP", &json!([1])), Seen::Unknown { kind } if kind == "TYPING_STOP"));
    assert!(matches!(saw("RESUMED", &json!(null)), Seen::Nothing));
    assert!(
        matches!(saw("INTERACTION_CREATE", &json!({ "type": 9 })), Seen::Unknown { kind } if kind == "INTERACTION_CREATE 9")
    );
    assert!(matches!(saw("INTERACTION_CREATE", &json!({ "type": 1, "id": "1" })), Seen::Nothing));
    let command = || in_server(2, json!({ "id": "3", "name": "rec" }));
    for broken in [
        json!({}),
        json!({ "type": 2 }),
        json!({ "type": "2" }),
        with(command(), json!({ "id": null })),
        with(command(), json!({ "id": "0" })),
        with(command(), json!({ "token": 5 })),
        with(command(), json!({ "data": {} })),
        with(command(), json!({ "member": null })),
        with(command(), json!({ "member": { "permissions": "none" } })),
        with(command(), json!({ "channel_id": "x" })),
    ] {
        assert_eq!(try_saw("INTERACTION_CREATE", &broken).map(|_| ()), Err(Unreadable), "{broken}");
    }
    for kind in ["READY", "GUILD_CREATE", "GUILD_DELETE", "CHANNEL_DELETE", "MESSAGE_CREATE"] {
        assert_eq!(try_saw(kind, &json!("?")).map(|_| ()), Err(Unreadable), "{kind}");
    }
    let elsewhere = with(in_private(2, json!({ "name": "rec" })), json!({ "context": 2 }));
    assert!(matches!(saw("INTERACTION_CREATE", &elsewhere), Seen::Nothing), "others' conversation");
}

#[test]
fn addresses_say_where_they_are() {
    let (guild, channel, user) = (GuildId::new(1), ChannelId::new(5), UserId::new(77));
    assert_eq!(locate(&room(guild, Some(channel))), Some(Where::Channel(guild, channel)));
    assert_eq!(locate(&room(guild, None)), Some(Where::Server(guild)));
    assert_eq!(locate(&direct(user)), Some(Where::Direct(user)));
    for (room, thread) in [("", None), ("0", None), ("@", None), ("@77", Some("5")), ("1", Some("x")), ("x", Some("5"))]
    {
        let address = RoomAddress { platform: platform(), room: room.to_owned(), thread: thread.map(str::to_owned) };
        assert_eq!(locate(&address), None, "{room} {thread:?}");
    }
}

#[test]
fn ids_tell_when_they_were_made() {
    // The example of Discord's documentation.
    assert_eq!(made_at(175_928_847_299_117_063), Timestamp(1_462_015_105_796));
}
