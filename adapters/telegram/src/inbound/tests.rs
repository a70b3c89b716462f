//! Tests of what concerns the bot, on updates as Telegram sends them.

use bot_core::view::ChoiceToken;
use serde_json::{Value, json};

use super::*;

const NOW: Timestamp = Timestamp(1_000);
const GROUP: i64 = -100_200;

fn me() -> Me {
    Me { id: 99, username: "OutreachBot".to_owned(), ..Me::default() }
}

fn update(kind: &str, value: Value) -> Update {
    let json = json!({ "update_id": 1, kind: value }).to_string();
    Update::read(&json).expect("as Telegram sends it")
}

fn merged(mut base: Value, more: Value) -> Value {
    let (Some(fields), Value::Object(more)) = (base.as_object_mut(), more) else { panic!("two objects") };
    fields.extend(more);
    base
}

/// A message of Ana's in a group, with these fields besides.
fn in_group(more: Value) -> Value {
    let base = json!({
        "message_id": 5, "date": 1_700_000_000,
        "chat": { "id": GROUP, "type": "supergroup", "title": "Group" },
        "from": { "id": 7, "is_bot": false, "first_name": "Ana", "language_code": "es-AR" },
    });
    merged(base, more)
}

/// The same in her private chat.
fn in_private(more: Value) -> Value {
    merged(in_group(json!({ "chat": { "id": 7, "type": "private", "first_name": "Ana" } })), more)
}

/// What a message is to the bot.
fn seen(kind: &str, message: Value) -> Option<(Incoming, Origin)> {
    match read(&update(kind, message), &me(), NOW) {
        Seen::Event(incoming, origin) => Some((*incoming, origin)),
        Seen::Nothing => None,
        other => panic!("no message: {other:?}"),
    }
}

fn heard(message: Value) -> Option<Event> {
    seen("message", message).map(|(incoming, _)| incoming.what)
}

fn entity(kind: &str, offset: usize, length: usize) -> Value {
    json!({ "type": kind, "offset": offset, "length": length })
}

fn text(words: &str) -> Option<Event> {
    Some(Event::Text(words.to_owned()))
}

fn command(name: &str, arguments: &str) -> Option<Event> {
    Some(Event::Command { name: name.to_owned(), arguments: arguments.to_owned() })
}

fn choice(token: &str) -> Option<Event> {
    Some(Event::Choice(ChoiceToken::parse(token).expect("a token")))
}

#[track_caller]
fn check(message: Value, expected: Option<Event>) {
    // Events don't show what they hold.
    let heard = heard(message.clone());
    assert!(heard == expected, "{message}: heard {}", spelled(heard.as_ref()));
}

fn spelled(event: Option<&Event>) -> String {
    match event {
        Some(Event::Text(text)) => format!("{text:?}"),
        Some(Event::Command { name, arguments }) => format!("/{name} {arguments:?}"),
        Some(Event::Choice(token)) => token.as_str().to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn everything_said_in_private_is_for_the_bot() {
    for (words, expected) in [
        ("What about encryption?", text("What about encryption?")),
        ("/rec 8", command("rec", "8")),
        ("  /rec   8 ", command("rec", "8")),
        ("/announce One line.\nAnother.", command("announce", "One line.\nAnother.")),
        ("/announce\nOne line.", command("announce", "One line.")),
        ("/déclaration 3", command("déclaration", "3")),
        ("/декларация", command("декларация", "")),
        ("/help!", command("help", "")),
        ("/rec@OutreachBot 8", command("rec", "8")),
        ("/rec@another_bot 8", command("rec", "8")),
        ("/usr/bin is a folder", text("/usr/bin is a folder")),
        ("/ 8", text("/ 8")),
        ("/", command("", "")),
        ("", text("")),
        ("rec 8", text("rec 8")),
        ("@outreachbot hello", text("@outreachbot hello")),
    ] {
        check(in_private(json!({ "text": words })), expected);
    }
}

#[test]
fn starting_greets_or_goes_on_with_what_a_link_carries() {
    for (words, expected) in [
        ("/start", Some(Event::Joined)),
        ("/start pledge", choice("/pledge")),
        ("/start@OutreachBot pledge", choice("/pledge")),
        ("/START", Some(Event::Joined)),
        // What no link of ours carries.
        ("/start f.yes", Some(Event::Joined)),
        ("/start /review:approve+12", Some(Event::Joined)),
    ] {
        check(in_private(json!({ "text": words })), expected);
    }
    let in_group = |words: &str| {
        let length = words.split(' ').next().map_or(0, str::len);
        in_group(json!({ "text": words, "entities": [entity("bot_command", 0, length)] }))
    };
    check(in_group("/start@OutreachBot"), command("help", ""));
    check(in_group("/start@OutreachBot true"), None);
}

#[test]
fn in_groups_only_what_is_addressed_to_the_bot_concerns_it() {
    let mention = entity("mention", 0, 12);
    for (words, entities, expected) in [
        ("What about encryption?", vec![], None),
        ("rec 8", vec![], None),
        ("/rec 8", vec![entity("bot_command", 0, 4)], command("rec", "8")),
        ("/rec@OutreachBot 8", vec![entity("bot_command", 0, 16)], command("rec", "8")),
        ("/rec@outreachbot\n8", vec![entity("bot_command", 0, 16)], command("rec", "8")),
        ("/rec@another_bot 8", vec![entity("bot_command", 0, 16)], None),
        ("see /rec 8", vec![entity("bot_command", 4, 4)], None),
        // Telegram marks no such command, so nobody says it is one.
        ("/декларация", vec![], None),
        ("@OutreachBot what about encryption?", vec![mention.clone()], text("what about encryption?")),
        ("@outreachbot, what about it?", vec![mention.clone()], text("what about it?")),
        ("@OutreachBot", vec![mention.clone()], text("")),
        ("@OutreachBot rec 8", vec![mention.clone()], text("rec 8")),
        ("@OutreachBot /rec 8", vec![mention.clone(), entity("bot_command", 13, 4)], command("rec", "8")),
        ("@OutreachBot /декларация 3", vec![mention.clone()], command("декларация", "3")),
        ("@another_bot what?", vec![mention.clone()], None),
        ("Tell me @OutreachBot what it is", vec![entity("mention", 8, 12)], text("Tell me what it is")),
        ("Tell me, @OutreachBot", vec![entity("mention", 9, 12)], text("Tell me,")),
        // Entities are measured in UTF-16 units.
        ("👋🏽 é @OutreachBot hi", vec![entity("mention", 7, 12)], text("👋🏽 é hi")),
        ("mail me at ana@OutreachBot", vec![], None),
        // What no real server sends.
        ("@OutreachBot hi", vec![entity("mention", 900, 12)], None),
        ("👋 hi", vec![entity("mention", 1, 3), entity("text_mention", 0, usize::MAX)], None),
    ] {
        check(in_group(json!({ "text": words, "entities": entities })), expected);
    }
}

#[test]
fn a_mention_may_be_by_id() {
    let mention = |id: i64| {
        let entity = merged(entity("text_mention", 0, 3), json!({ "user": { "id": id, "first_name": "Bot" } }));
        in_group(json!({ "text": "Bot what is it?", "entities": [entity] }))
    };
    check(mention(99), text("what is it?"));
    check(mention(98), None);
}

#[test]
fn answers_to_the_bots_own_messages_concern_it() {
    let answering = |author: i64, more: Value| {
        let replied = json!({ "message_id": 4, "date": 1, "chat": { "id": GROUP, "type": "supergroup" },
            "from": { "id": author, "is_bot": true, "first_name": "B" } });
        in_group(json!({ "text": "And the next?", "reply_to_message": merged(replied, more) }))
    };
    check(answering(99, json!({})), text("And the next?"));
    check(answering(98, json!({})), None);
    // Every message of a topic answers the one that opened it.
    check(answering(99, json!({ "forum_topic_created": { "name": "T", "icon_color": 1 } })), None);
    check(merged(answering(99, json!({})), json!({ "text": "/декларация 3" })), command("декларация", "3"));
    check(merged(answering(99, json!({})), json!({ "text": "/rec@another_bot 3" })), None);
}

#[test]
fn captions_are_words_and_other_things_in_private_get_an_answer() {
    let photo = json!([{ "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1 }]);
    let captioned = json!({ "photo": photo, "caption": "/rec 8", "caption_entities": [entity("bot_command", 0, 4)] });
    check(in_group(captioned.clone()), command("rec", "8"));
    check(in_private(captioned), command("rec", "8"));
    check(in_group(json!({ "photo": photo })), None);
    check(in_private(json!({ "photo": photo })), text(""));
    check(in_private(json!({ "voice": { "file_id": "f", "file_unique_id": "u", "duration": 1 } })), text(""));
    let album = |id: i32| {
        let picture = in_private(json!({ "message_id": id, "photo": photo, "media_group_id": "135" }));
        seen("message", picture).expect("it concerns the bot").0.event
    };
    assert!(album(5) == album(6), "an album is answered once");
}

#[test]
fn nobody_but_people_channels_and_admins_is_heard() {
    let command = json!({ "text": "/rec 8", "entities": [entity("bot_command", 0, 4)] });
    let bot = json!({ "from": { "id": 8, "is_bot": true, "first_name": "Other" } });
    for silent in [
        bot,
        json!({ "via_bot": { "id": 99, "is_bot": true, "first_name": "B" } }),
        json!({ "forward_origin": { "type": "hidden_user", "sender_user_name": "X", "date": 1 } }),
        json!({ "is_automatic_forward": true, "sender_chat": { "id": -100_300, "type": "channel", "title": "C" } }),
        json!({ "chat": { "id": GROUP, "type": "supergroup", "is_direct_messages": true } }),
    ] {
        check(merged(in_group(command.clone()), silent), None);
    }
    for service in [
        json!({ "new_chat_members": [{ "id": 99, "is_bot": true, "first_name": "B" }] }),
        json!({ "left_chat_member": { "id": 99, "is_bot": true, "first_name": "B" } }),
        json!({ "pinned_message": { "message_id": 1, "date": 0, "chat": { "id": 7, "type": "private" } } }),
        json!({ "migrate_from_chat_id": -200 }),
    ] {
        check(in_group(service.clone()), None);
        check(in_private(service), None);
    }
    let edited = in_private(json!({ "text": "rec 8", "edit_date": 1_700_000_001 }));
    assert!(matches!(read(&update("edited_message", edited), &me(), NOW), Seen::Nothing));
}

#[test]
fn whoever_speaks_in_a_chats_name_is_that_chat() {
    let anonymous = in_group(json!({
        "from": { "id": ANONYMOUS_ADMIN, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" },
        "sender_chat": { "id": GROUP, "type": "supergroup", "title": "Group" },
        "text": "/rec 8", "entities": [entity("bot_command", 0, 4)],
    }));
    let (incoming, _) = seen("message", anonymous).expect("it concerns the bot");
    assert_eq!(incoming.actor.user, GROUP.to_string());
    assert_eq!(incoming.locale, None);

    let post = json!({
        "message_id": 8, "date": 1_700_000_000, "text": "/announcements daily",
        "chat": { "id": -100_300, "type": "channel", "title": "News" },
        "sender_chat": { "id": -100_300, "type": "channel", "title": "News" },
        "entities": [entity("bot_command", 0, 14)],
    });
    let (incoming, origin) = seen("channel_post", post.clone()).expect("it concerns the bot");
    assert_eq!(incoming.actor.user, "-100300");
    assert_eq!(incoming.place.kind, PlaceKind::Group { aside: Aside::MustOpen });
    assert_eq!(origin.reply_to, Some(8));
    assert!(incoming.what == command("announcements", "daily").expect("a command"));
    assert!(seen("channel_post", merged(post, json!({ "text": "Our news", "entities": [] }))).is_none());
}

#[test]
fn an_event_carries_where_and_who_and_when() {
    let (incoming, origin) = seen("message", in_private(json!({ "text": "hi" }))).expect("it concerns the bot");
    assert_eq!(incoming.event.id, "m7:5");
    assert_eq!((incoming.actor.user.as_str(), incoming.locale.as_deref()), ("7", Some("es-AR")));
    assert_eq!(incoming.at, NOW);
    assert_eq!(incoming.place.kind, PlaceKind::Private);
    assert_eq!((incoming.place.address.room.as_str(), incoming.place.address.thread), ("7", None));
    assert_eq!((incoming.place.service.as_str(), incoming.place.secrecy), ("Telegram", Secrecy::ReadableByService));
    assert_eq!(origin, Origin { chat: 7, private: true, ..Origin::default() });
}

#[test]
fn topics_are_rooms_and_chains_of_replies_are_not() {
    let command = json!({ "text": "/rec 8", "entities": [entity("bot_command", 0, 4)], "message_thread_id": 12 });
    let topic = in_group(merged(command.clone(), json!({ "is_topic_message": true })));
    let (incoming, origin) = seen("message", topic).expect("it concerns the bot");
    assert_eq!(incoming.place.address.thread.as_deref(), Some("12"));
    assert_eq!((origin.chat, origin.thread, origin.reply_to), (GROUP, Some(12), Some(5)));
    let (incoming, origin) = seen("message", in_group(command.clone())).expect("it concerns the bot");
    assert_eq!((incoming.place.address.thread, origin.thread), (None, None));
    // A private chat is one room, whatever topics it has; answers stay in the topic.
    let private = in_private(merged(command, json!({ "is_topic_message": true })));
    let (incoming, origin) = seen("message", private).expect("it concerns the bot");
    assert_eq!((incoming.place.address.thread, origin.thread), (None, Some(12)));
}

#[test]
fn a_group_that_becomes_a_supergroup_moves_once() {
    let (incoming, origin) = seen("message", in_group(json!({ "migrate_to_chat_id": -100_900 }))).expect("it moves");
    let Event::Moved(room) = incoming.what else { panic!("a move") };
    assert_eq!((room.room.as_str(), room.thread), ("-100900", None));
    assert_eq!(incoming.place.address.room, GROUP.to_string());
    assert_eq!(origin.reply_to, None);
}

fn press(more: Value) -> Update {
    let message = in_group(json!({ "message_id": 40, "from": { "id": 99, "is_bot": true, "first_name": "B" } }));
    let base = json!({
        "id": "q77", "chat_instance": "1", "data": "/ask:R9", "message": message,
        "from": { "id": 7, "is_bot": false, "first_name": "Ana", "language_code": "fr" },
    });
    update("callback_query", merged(base, more))
}

#[test]
fn a_press_is_a_choice_where_its_message_is() {
    let update = press(json!({}));
    let Seen::Event(incoming, origin) = read(&update, &me(), NOW) else { panic!("an event") };
    assert_eq!(incoming.event.id, "cq77");
    assert!(incoming.what == choice("/ask:R9").expect("a choice"));
    assert_eq!((incoming.actor.user.as_str(), incoming.locale.as_deref()), ("7", Some("fr")));
    assert_eq!(incoming.place.address.room, GROUP.to_string());
    let pressed = Some(Pressed { query: "q77".to_owned(), message: Some(40) });
    assert_eq!(origin, Origin { chat: GROUP, pressed, ..Origin::default() });
}

#[test]
fn a_press_on_an_old_message_is_answered_beside_it() {
    let old = json!({ "message": { "chat": { "id": 7, "type": "private" }, "message_id": 40, "date": 0 } });
    let update = press(old);
    let Seen::Event(incoming, origin) = read(&update, &me(), NOW) else { panic!("an event") };
    assert_eq!(incoming.place.kind, PlaceKind::Private);
    assert_eq!(origin.pressed, Some(Pressed { query: "q77".to_owned(), message: None }));
}

#[test]
fn a_press_on_an_old_message_of_a_forum_belongs_to_no_topic() {
    let old = |forum: bool| {
        let chat = json!({ "id": GROUP, "type": "supergroup", "is_forum": forum });
        press(json!({ "message": { "chat": chat, "message_id": 40, "date": 0 } }))
    };
    assert!(matches!(read(&old(true), &me(), NOW), Seen::Stray(query) if query.id == "q77"));
    assert!(matches!(read(&old(false), &me(), NOW), Seen::Event(..)), "the group is one room");
}

#[test]
fn a_press_that_means_nothing_only_stops_waiting() {
    for odd in [
        json!({ "message": null, "inline_message_id": "i" }),
        json!({ "data": null, "game_short_name": "g" }),
        json!({ "data": "" }),
        json!({ "data": "with space" }),
        json!({ "data": "é" }),
        json!({ "data": "x".repeat(65) }),
    ] {
        let update = press(odd.clone());
        assert!(matches!(read(&update, &me(), NOW), Seen::Idle("q77")), "{odd}");
    }
}

fn change(kind: &str, from: &str, to: &str) -> Option<Incoming> {
    let member = |status: &str| {
        let (status, is_member) = status.split_once('+').unwrap_or((status, ""));
        json!({ "status": status, "is_member": is_member == "in", "user": { "id": 99, "is_bot": true } })
    };
    let value = json!({
        "chat": { "id": GROUP, "type": kind }, "date": 1_700_000_000,
        "from": { "id": 7, "is_bot": false, "first_name": "Ana", "language_code": "fr" },
        "old_chat_member": member(from), "new_chat_member": member(to),
    });
    seen("my_chat_member", value).map(|(incoming, _)| incoming)
}

#[test]
fn coming_and_going_is_told_once() {
    let told = |kind, from, to| change(kind, from, to).map(|incoming| incoming.what);
    for (kind, from, to, expected) in [
        ("group", "left", "member", Some(Event::Joined)),
        ("supergroup", "kicked", "administrator", Some(Event::Joined)),
        ("supergroup", "left", "restricted+in", Some(Event::Joined)),
        ("supergroup", "member", "administrator", None),
        ("supergroup", "administrator", "member", None),
        ("supergroup", "member", "restricted+in", None),
        ("supergroup", "restricted+in", "member", None),
        ("supergroup", "member", "left", Some(Event::Removed)),
        ("supergroup", "member", "restricted", Some(Event::Removed)),
        ("group", "administrator", "kicked", Some(Event::Removed)),
        ("supergroup", "left", "kicked", None),
        ("channel", "left", "administrator", None),
        ("channel", "administrator", "left", Some(Event::Removed)),
        ("private", "member", "kicked", Some(Event::Removed)),
        ("private", "kicked", "member", None),
        ("newkind", "left", "member", None),
        ("group", "left", "new_status", None),
    ] {
        assert!(told(kind, from, to) == expected, "{kind}: {from} to {to}");
    }
    let joined = change("group", "left", "member").expect("it joined");
    assert_eq!((joined.event.id.as_str(), joined.locale.as_deref()), ("b-100200:1700000000:in", Some("fr")));
    let left = change("group", "member", "left").expect("it left");
    assert_eq!(left.event.id, "b-100200:1700000000:out");
}

#[test]
fn inline_queries_are_told_apart() {
    let query = json!({ "id": "i1", "query": "encryption", "offset": "", "chat_type": "sender",
        "from": { "id": 7, "is_bot": false, "first_name": "Ana" } });
    let update = update("inline_query", query);
    let Seen::Inline(query) = read(&update, &me(), NOW) else { panic!("an inline query") };
    assert_eq!((query.id.as_str(), query.query.as_str(), query.from.id), ("i1", "encryption", 7));
}
