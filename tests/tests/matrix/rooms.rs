//! Rooms on Matrix: what the bot hears there and where it answers, who may change what a room hears, how it comes and
//! goes, and what becomes of rooms that shut it out or are replaced.

use bot_core::announcement::Posted;
use bot_core::ids::{PersonAddress, RoomAddress};
use bot_core::platform::Messenger;
use bot_core::view::View;
use matrix::Welcome;
use matrix_sdk::ruma::{OwnedRoomId, RoomId, RoomVersionId};
use outreach_tests::matrix_bot::{MatrixBot, Run, address};
use outreach_tests::matrix_people::{Message, Person};
use serde_json::json;

use super::{HOUR, Plaza, enter, one, plaza};

const ONLY_ADMINS: &str = "Only the admins of this room can change what it hears.";
const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";
const LOST: &str = "A room in which you turned on news no longer takes my messages";

#[track_caller]
fn is_answer(messages: Vec<Message>) {
    let answer = one(messages);
    assert!(answer.body.starts_with(RECOMMENDATION) && answer.kind == "m.notice", "{answer:#?}");
    assert!(answer.mentions.is_empty() && answer.reply_to.is_some(), "it pings nobody: {answer:#?}");
}

/// Somebody new pledges, for rooms to hear.
fn somebody_pledges(bot: &MatrixBot, name: &str) {
    let person = bot.person("supporter");
    let chat = bot.chat(&person);
    bot.pledge(&person, &chat, name);
    bot.pass(HOUR);
    bot.deliver();
}

/// How often a room has heard of this name.
fn heard(bot: &MatrixBot, person: &Person, room: &RoomId, name: &str) -> usize {
    bot.written(person, room).iter().filter(|message| message.body.contains(name)).count()
}

/// What somebody was told in chats that the bot opened for them.
fn told_alone(bot: &MatrixBot, person: &Person) -> Vec<Message> {
    for chat in person.invitations() {
        person.join(&chat);
    }
    let two = |room: &OwnedRoomId| person.members(room).len() == 2;
    person.rooms().iter().filter(|room| two(room)).flat_map(|room| bot.written(person, room)).collect()
}

/// Waits until the bot has gone out of a room, as this person sees it, and has worked that through.
fn await_departure(bot: &MatrixBot, person: &Person, room: &RoomId) {
    let me = bot.fake.bot();
    person.wait("the bot to go", |person| person.step(room, &me).filter(|(_, is)| is == "leave"));
}

#[test]
fn who_speaks_to_the_bot_is_heard_and_nobody_else() {
    let Plaza { bot, olga, ana, room } = plaza(false);
    let me = bot.fake.bot();
    let name = format!("{} Helper", me.localpart());
    Person::with(bot.fake.server, bot.fake.account.clone()).call_oneself(&name);
    bot.catch_up(&olga, &room);
    is_answer(bot.after(&ana, &room, || ana.mention(&room, &me, "rec 8")));
    for words in ["!rec 8", "/rec 8", &format!("{name}: rec 8"), &format!("{me} rec 8"), &format!("rec 8 {me}")] {
        is_answer(bot.ask(&ana, &room, words));
    }
    let with = |kind: &str, words: &str, mentions| json!({"msgtype": kind, "body": words, "m.mentions": mentions});
    let me_meant = json!({"user_ids": [me]});
    for content in [
        with("m.text", "@room rec 8", json!({"room": true})),
        with("m.text", "rec 8", json!({})),
        with("m.text", "rec 8", json!({"user_ids": [olga.user]})),
        with("m.text", &format!("I asked {name} about rec 8"), json!({})),
        with("m.notice", "!rec 8", me_meant.clone()),
        with("m.emote", "!rec 8", me_meant),
    ] {
        let came = bot.after(&ana, &room, || ana.send(&room, "m.room.message", content.clone()));
        assert!(came.is_empty(), "{content}: {came:#?}");
    }
    let talk = olga.say(&room, "Who has read rec 8?");
    assert!(bot.after(&ana, &room, || ana.reply(&room, &talk, "rec 8, I mean")).is_empty());
}

#[test]
fn two_bots_have_nothing_to_say_to_each_other() {
    let Plaza { bot, olga, ana, room } = plaza(false);
    let other = MatrixBot::new();
    olga.invite(&room, &other.fake.bot());
    other.await_arrival(&olga, &room);
    bot.catch_up(&olga, &room);
    let before = [&bot, &other].map(|bot| bot.written(&olga, &room).len());
    assert_eq!(before, [1, 1], "each said hello");
    let asked = ana.say(&room, "!rec 8");
    for _ in 0..2 {
        for bot in [&bot, &other] {
            bot.settle(&asked);
            bot.catch_up(&olga, &room);
        }
    }
    for bot in [&bot, &other] {
        assert_eq!(bot.written(&olga, &room).len(), 2, "hello, and one answer");
    }
}

#[test]
fn a_thread_is_answered_and_told_news_in_the_thread() {
    let Plaza { bot, olga, ana, room } = plaza(true);
    let root = olga.say(&room, "News of supporters");
    let asked = ana.say_in_thread(&room, &root, "!rec 8");
    // It is found among those that apps show as replies to it.
    let answer = one(bot.answers(&ana, &room, &asked));
    assert!(answer.body.starts_with(RECOMMENDATION) && answer.thread.as_ref() == Some(&root), "{answer:#?}");
    // An answer to the bot there is for it.
    let again = json!({
        "rel_type": "m.thread", "event_id": root, "is_falling_back": false, "m.in_reply_to": {"event_id": answer.id},
    });
    let again = json!({"msgtype": "m.text", "body": "rec 8", "m.relates_to": again});
    let answer = one(bot.after(&ana, &room, || ana.send(&room, "m.room.message", again)));
    assert!(answer.body.starts_with(RECOMMENDATION) && answer.thread.as_ref() == Some(&root), "{answer:#?}");
    assert!(bot.after(&ana, &room, || ana.say_in_thread(&room, &root, "rec 8")).is_empty(), "people talk there, too");
    bot.settle(&olga.say_in_thread(&room, &root, "!announcements each"));
    somebody_pledges(&bot, "Ana Gurung");
    let news = bot.written(&olga, &room).pop().expect("news");
    assert!(news.body.contains("Ana Gurung") && news.thread.as_ref() == Some(&root), "{news:#?}");
    assert_eq!(news.reply_to, None, "news answers nobody");
    assert_eq!(heard(&bot, &olga, &room, "Ana Gurung"), 1, "nobody else in the room hears it");
    let elsewhere = one(bot.ask(&olga, &room, "!announcements"));
    assert!(elsewhere.body.contains("News: none") && elsewhere.thread.is_none(), "{elsewhere:#?}");
}

#[test]
fn an_invitation_is_accepted_with_one_hello() {
    let mut bot = MatrixBot::new();
    let olga = bot.person("olga");
    let room = bot.room(&olga, "Plaza", true);
    let hello = one(bot.written(&olga, &room));
    assert!(hello.body.starts_with("Hello! I answer questions about"), "{hello:#?}");
    assert!(hello.body.contains("remove me from the room, and I forget it"), "{hello:#?}");
    assert!(hello.kind == "m.notice" && hello.reply_to.is_none() && hello.mentions.is_empty(), "{hello:#?}");
    bot.kill();
    bot.start();
    bot.catch_up(&olga, &room);
    assert_eq!(one(bot.written(&olga, &room)).id, hello.id);
    // What was said before it came wasn't said to it.
    let other = olga.make_room("Other", true, &[]);
    enter(&olga, &bot.person("ana"), &other);
    olga.say(&other, "!rec 8");
    olga.invite(&other, &bot.fake.bot());
    olga.look();
    bot.await_arrival(&olga, &other);
    assert!(one(bot.written(&olga, &other)).body.starts_with("Hello!"));
}

#[test]
fn only_invitations_of_those_on_the_list_are_accepted() {
    let mut bot = MatrixBot::stopped(Run::default());
    let (olga, ana) = (bot.person("olga"), bot.person("ana"));
    bot.run.welcome = Welcome::Only(vec![olga.user.to_string(), "example.org".to_owned()]);
    bot.start();
    let hers = ana.make_room("Hers", false, &[&bot.fake.bot()]);
    await_departure(&bot, &ana, &hers);
    assert!(bot.written(&ana, &hers).is_empty(), "it is declined without a word");
    assert_eq!(bot.written(&olga, &bot.room(&olga, "Plaza", false)).len(), 1);
    bot.stop().expect("a clean stop");
    bot.run.welcome = Welcome::Only(vec![ana.user.server_name().to_string()]);
    bot.start();
    assert_eq!(bot.written(&ana, &bot.room(&ana, "Hers too", false)).len(), 1, "everybody on that server is welcome");
}

#[test]
fn a_room_without_people_is_left() {
    let bot = MatrixBot::new();
    let (olga, ana) = (bot.person("olga"), bot.person("ana"));
    let room = olga.make_room("Plaza", false, &[&ana.user, &bot.fake.bot()]);
    bot.await_arrival(&olga, &room);
    ana.look();
    ana.join(&room);
    let itself = Person::with(bot.fake.server, bot.fake.account.clone());
    ana.leave(&room);
    bot.catch_up(&olga, &room);
    itself.look();
    assert!(itself.rooms().contains(&room), "Olga is still there");
    olga.leave(&room);
    itself.wait("the bot to leave", |itself| (!itself.rooms().contains(&room)).then_some(()));
}

#[test]
fn a_room_that_puts_the_bot_out_rests_and_whoever_turned_on_news_is_told() {
    let Plaza { bot, olga, ana, room: first } = plaza(true);
    let second = bot.room(&olga, "Hall", false);
    let me = bot.fake.bot();
    for (n, room) in [&first, &second].into_iter().enumerate() {
        assert!(one(bot.ask(&olga, room, "!announcements each")).body.contains("News: each new supporter"));
        if n == 0 {
            olga.kick(room, &me)
        } else {
            olga.ban(room, &me)
        }
        olga.look();
        bot.settle(&olga.step(room, &me).expect("the bot was there").0);
        bot.deliver();
        let told = told_alone(&bot, &olga);
        let lost = |m: &&Message| m.body.starts_with(LOST) && m.body.contains("“!announcements daily”");
        assert_eq!(told.iter().filter(lost).count(), n + 1, "{told:#?}");
    }
    somebody_pledges(&bot, "Ana Gurung");
    assert_eq!(heard(&bot, &olga, &first, "Gurung") + heard(&bot, &olga, &second, "Gurung"), 0);
    assert_eq!(told_alone(&bot, &olga).len(), 2, "she is told no more");
    // It comes back as if for the first time, and whoever only was there was told nothing.
    olga.invite(&first, &me);
    olga.look();
    bot.await_arrival(&olga, &first);
    assert!(bot.written(&olga, &first).pop().expect("a hello").body.starts_with("Hello!"));
    assert!(one(bot.ask(&olga, &first, "!announcements")).body.contains("News: none"));
    assert!(ana.invitations().is_empty());
}

#[test]
fn a_room_in_which_the_bot_may_not_write_rests_and_whoever_turned_on_news_is_told_once() {
    let Plaza { bot, olga, ana, room } = plaza(false);
    bot.ask(&olga, &room, "!announcements each");
    let me = bot.fake.bot();
    olga.empower(&room, &me, -1);
    assert!(bot.ask(&ana, &room, "!rec 8").is_empty(), "it can't answer");
    somebody_pledges(&bot, "Ben Bista");
    somebody_pledges(&bot, "Cho Chan");
    let told = one(told_alone(&bot, &olga));
    assert!(told.body.starts_with(LOST), "{told:#?}");
    olga.empower(&room, &me, 0);
    bot.catch_up(&olga, &room);
    is_answer(bot.ask(&ana, &room, "!rec 8"));
    // It hears news again once somebody wants that again, and none of what was missed.
    bot.ask(&olga, &room, "!announcements each");
    somebody_pledges(&bot, "Dev Das");
    assert_eq!(["Bista", "Chan", "Das"].map(|name| heard(&bot, &olga, &room, name)), [0, 0, 1]);
}

/// A room of this version that hears each supporter in French, replaced by one of that version.
fn replaced(from: RoomVersionId, to: RoomVersionId, public: bool) {
    let bot = MatrixBot::new();
    let olga = bot.person("olga");
    let me = bot.fake.bot();
    let old = olga.make_room_of(from, &[&bot.person("ana").user, &me]);
    bot.await_arrival(&olga, &old);
    if public {
        olga.set_state(&old, "m.room.join_rules", "", json!({"join_rule": "public"}));
    }
    bot.ask(&olga, &old, "!announcements each language fr");
    let new = olga.upgrade(&old, to);
    if !public {
        olga.invite(&new, &me);
    }
    await_departure(&bot, &olga, &old);
    bot.catch_up(&olga, &new);
    assert!(bot.written(&olga, &new).is_empty(), "it says hello to nobody whom it knows");
    somebody_pledges(&bot, "Ana Gurung");
    let news = one(bot.written(&olga, &new));
    assert!(news.body.starts_with("Un nouveau soutien") && news.body.contains("Ana Gurung"), "{news:#?}");
    let shown = one(bot.ask(&olga, &new, "!announcements"));
    assert!(shown.body.contains("chaque nouveau soutien"), "{shown:#?}");
    assert_eq!(heard(&bot, &olga, &old, "Gurung"), 0);
}

#[test]
fn a_public_room_that_is_replaced_is_followed() {
    replaced(RoomVersionId::V11, RoomVersionId::V12, true);
}

#[test]
fn a_private_room_that_is_replaced_is_followed_on_an_invitation() {
    replaced(RoomVersionId::V12, RoomVersionId::V12, false);
}

#[test]
fn whoever_turned_on_news_is_told_when_the_bot_cant_follow_a_room() {
    let Plaza { bot, olga, room, .. } = plaza(false);
    bot.ask(&olga, &room, "!announcements each");
    // Nobody invites the bot to the new one.
    olga.upgrade(&room, RoomVersionId::V12);
    bot.catch_up(&olga, &olga.rooms()[0]);
    somebody_pledges(&bot, "Ben Bista");
    for hours in 1..24 {
        bot.pass(HOUR);
        bot.deliver();
        assert!(olga.invitations().is_empty(), "somebody may still invite it, after {hours} hours");
    }
    // The delays between two tries grow up to a little more than an hour.
    for _ in 0..3 {
        bot.pass(HOUR);
        bot.deliver();
    }
    let told = one(told_alone(&bot, &olga));
    assert!(told.body.starts_with(LOST), "{told:#?}");
    somebody_pledges(&bot, "Cho Chan");
    bot.pass(48 * HOUR);
    bot.deliver();
    assert_eq!(told_alone(&bot, &olga).len(), 1, "she is told once");
}

#[test]
fn a_room_that_only_claims_to_replace_another_doesnt() {
    let Plaza { bot, olga, ana, room } = plaza(false);
    let me = bot.fake.bot();
    bot.ask(&olga, &room, "!announcements each");
    // Ana has no power in the old room.
    let false_one = ana.make_successor(&room, &[&bot.person("guest").user, &me]);
    bot.await_arrival(&ana, &false_one);
    assert!(one(bot.written(&ana, &false_one)).body.starts_with("Hello!"), "a room like any other");
    somebody_pledges(&bot, "Ben Bista");
    assert_eq!((heard(&bot, &olga, &room, "Bista"), heard(&bot, &ana, &false_one, "Bista")), (1, 0));
    // And the old room names one that knows nothing of it.
    let strangers = bot.room(&ana, "Elsewhere", false);
    let content = json!({"body": "This way", "replacement_room": strangers});
    olga.set_state(&room, "m.room.tombstone", "", content);
    bot.catch_up(&olga, &room);
    somebody_pledges(&bot, "Cho Chan");
    assert_eq!(heard(&bot, &ana, &strangers, "Chan"), 0);
    // Nor does that send the bot out of it.
    let shown = one(bot.ask(&ana, &strangers, "!announcements"));
    assert!(shown.body.contains("News: none"), "{shown:#?}");
}

#[test]
fn whoever_may_change_a_room_may_change_what_it_hears() {
    for version in [RoomVersionId::V11, RoomVersionId::V12] {
        let bot = MatrixBot::new();
        let (olga, ana) = (bot.person("olga"), bot.person("ana"));
        let room = olga.make_room_of(version.clone(), &[&ana.user, &bot.fake.bot()]);
        ana.look();
        ana.join(&room);
        bot.await_arrival(&olga, &room);
        let says = |person: &Person, words: &str| one(bot.ask(person, &room, words)).body;
        assert_eq!(says(&ana, "!announcements each"), ONLY_ADMINS, "{version}");
        let shown = says(&olga, "!announcements daily");
        assert!(shown.contains("News: once a day"), "{version}: its creator may: {shown}");
        olga.empower(&room, &ana.user, 50);
        let shown = says(&ana, "!announcements weekly");
        assert!(shown.contains("News: once a week"), "{version}: a moderator may: {shown}");
        olga.empower(&room, &ana.user, 49);
        assert_eq!(says(&ana, "!announcements off"), ONLY_ADMINS, "{version}");
        // A room may choose another power for it.
        let levels = json!({"users": {ana.user.as_str(): 49}, "events": {"org.outreach_bot.settings": 40}});
        if version == RoomVersionId::V12 {
            olga.set_state(&room, "m.room.power_levels", "", levels);
            let shown = says(&ana, "!announcements off");
            assert!(shown.contains("News: none"), "{shown}");
        }
    }
}

#[test]
fn who_has_no_power_changes_nothing_whatever_they_send() {
    let Plaza { bot, olga, ana, room } = plaza(true);
    let me = bot.fake.bot();
    bot.ask(&olga, &room, "!announcements each");
    for words in ["!announcements off", "!announcements daily", "!announcements each language fr loud"] {
        assert_eq!(one(bot.ask(&ana, &room, words)).body, ONLY_ADMINS, "{words}");
    }
    let powers = json!({"users": {ana.user.as_str(): 100}, "events": {"org.outreach_bot.settings": 0}});
    let hers = bot.room(&ana, "Hers", false);
    for (kind, key, content) in [
        ("org.outreach_bot.settings", "", json!({"pace": "off"})),
        ("m.room.power_levels", "", powers),
        ("m.room.tombstone", "", json!({"body": "This way", "replacement_room": hers})),
        ("m.room.member", me.as_str(), json!({"membership": "leave"})),
    ] {
        assert!(!ana.try_set_state(&room, kind, key, content.clone()), "the homeserver knows her power: {kind}");
        // A message that only looks like it is none of the homeserver's business: it can't read it.
        ana.send(&room, kind, content);
    }
    // What she may change is herself.
    let herself = json!({
        "membership": "join", "displayname": "Admin", "power_level": 100, "org.outreach_bot.settings": {"pace": "off"},
    });
    assert!(ana.try_set_state(&room, "m.room.member", ana.user.as_str(), herself));
    assert_eq!(one(bot.ask(&ana, &room, "!announcements off")).body, ONLY_ADMINS);
    somebody_pledges(&bot, "Ben Bista");
    assert_eq!((heard(&bot, &olga, &room, "Bista"), heard(&bot, &ana, &hers, "Bista")), (1, 0));
    assert!(one(bot.ask(&olga, &room, "!announcements")).body.contains("News: each new supporter"));
}

#[test]
fn news_comes_as_quietly_or_loudly_as_the_room_chose() {
    let Plaza { bot, olga, room, .. } = plaza(true);
    bot.ask(&olga, &room, "!announcements each");
    somebody_pledges(&bot, "Ben Bista");
    let news = bot.written(&olga, &room).pop().expect("news");
    assert!(news.body.contains("Ben Bista") && news.kind == "m.notice" && news.mentions.is_empty(), "{news:#?}");
    bot.ask(&olga, &room, "!announcements loud");
    somebody_pledges(&bot, "Cho Chan");
    let news = bot.written(&olga, &room).pop().expect("news");
    assert!(news.body.contains("Cho Chan") && news.kind == "m.text" && news.mentions.is_empty(), "{news:#?}");
}

#[test]
fn a_correction_that_is_made_twice_is_made_once_and_the_last_one_stands() {
    let Plaza { bot, olga, room, .. } = plaza(true);
    bot.ask(&olga, &room, "!announcements each");
    somebody_pledges(&bot, "Ben Bista");
    let news = bot.written(&olga, &room).pop().expect("news");
    let here = RoomAddress { platform: matrix::platform(), room: room.to_string(), thread: None };
    let posted = Posted(vec![format!("{room} {}", news.id)]);
    let adapter = bot.adapter();
    let correct = |view: Option<&View>| bot.wait(adapter.correct(&here, &posted, view)).expect("it can be corrected");
    let standing = || -> Vec<String> {
        let written = bot.written(&olga, &room).into_iter().filter(Message::stands);
        written.map(|message| message.body).filter(|body| !body.contains("What this room hears")).collect()
    };
    let before = standing().len();
    let left = View::text("Cho Chan and Dev Das");
    let first = correct(Some(&left));
    assert_eq!(correct(Some(&left)), first, "nobody sees it twice");
    assert_eq!(standing().len(), before);
    // Its end could not be kept, and meanwhile somebody else is to be named no more.
    let second = correct(Some(&View::text("Dev Das")));
    assert_ne!(second, first);
    let left = standing();
    assert!(left.len() == before && left.last().is_some_and(|body| body == "Dev Das"), "{left:#?}");
    assert!(!left.iter().any(|body| body.contains("Cho Chan") || body.contains("Ben Bista")), "{left:#?}");
}

#[test]
fn who_left_has_no_say_any_more() {
    let Plaza { bot, olga, ana, room } = plaza(false);
    olga.empower(&room, &ana.user, 100);
    bot.catch_up(&olga, &room);
    let here = RoomAddress { platform: matrix::platform(), room: room.to_string(), thread: None };
    let adapter = bot.adapter();
    let may = |person: &PersonAddress| bot.wait(adapter.may_administer(&here, person)).expect("it can be told");
    assert!(may(&address(&ana)) && may(&address(&olga)));
    ana.leave(&room);
    bot.catch_up(&olga, &room);
    assert!(!may(&address(&ana)) && may(&address(&olga)));
}
