//! The homeserver that tests start, and the people on it: what others' tests build on.

use matrix_sdk::ruma::RoomVersionId;
use outreach_tests::matrix_people::{Message, Person, Trust, wait_for};
use outreach_tests::synapse::{Limits, Synapse};

fn last(person: &Person, room: &matrix_sdk::ruma::RoomId) -> Message {
    person.see(room).pop().expect("something was said")
}

#[test]
fn people_talk_in_an_encrypted_room() {
    let server = Synapse::shared();
    let (ana, ben) = (Person::new(server, "ana"), Person::new(server, "ben"));
    let room = ana.make_room("Hall", true, &[&ben.user]);
    assert_eq!(ben.invitations(), std::slice::from_ref(&room));
    ben.join(&room);
    assert!(ana.is_encrypted(&room) && ben.is_encrypted(&room));

    let said = ana.say(&room, "Hello");
    let seen = last(&ben, &room);
    assert_eq!((&*seen.body, &*seen.kind, &seen.sender), ("Hello", "m.text", &ana.user));
    assert_ne!(seen.trust, Trust::Plain, "it was encrypted");

    let reply = ben.reply(&room, &said, "Hello back");
    assert_eq!(last(&ana, &room).reply_to.as_ref(), Some(&said));
    ben.edit(&room, &reply, "Hello again");
    let changed = last(&ana, &room);
    assert_eq!((&*changed.body, changed.edits), ("Hello again", 1));
    ana.edit(&room, &reply, "What others said can't be changed");
    assert_eq!(last(&ben, &room).body, "Hello again");

    let sign = ana.react(&room, &reply, "👍");
    assert_eq!(last(&ben, &room).reacted("👍"), [&*ana.user]);
    ana.redact(&room, &sign);
    assert!(last(&ben, &room).reactions.is_empty());

    let threaded = ana.say_in_thread(&room, &said, "Aside");
    let aside = last(&ben, &room);
    assert_eq!((&aside.id, aside.thread.as_ref()), (&threaded, Some(&said)));
    ana.redact(&room, &threaded);
    let gone = last(&ben, &room);
    assert!(gone.redacted && gone.body.is_empty());
}

#[test]
fn rooms_change_and_people_come_and_go() {
    let server = Synapse::shared();
    let (ana, ben) = (Person::new(server, "ana"), Person::new(server, "ben"));
    let room = ana.make_room("Hall", false, &[]);
    ana.invite(&room, &ben.user);
    ben.join(&room);
    ana.mention(&room, &ben.user, "look");
    let seen = last(&ben, &room);
    assert_eq!((seen.trust, seen.mentions), (Trust::Plain, vec![ben.user.to_string()]));
    // Making up for the power of whoever made the room.
    ana.empower(&room, &ben.user, 150);
    let new = ben.upgrade(&room, RoomVersionId::V11);
    assert_ne!(new, room);
    ana.kick(&room, &ben.user);
    ben.look();
    assert!(!ben.rooms().contains(&room) && ben.rooms().contains(&new));
}

#[test]
fn a_server_keeps_its_data_when_it_is_stopped() {
    let server = Synapse::start(Limits::Default);
    let ana = Person::with(&server, wait_for(server.register_as("ana", false)));
    let room = ana.make_room("Hall", false, &[]);
    ana.say(&room, "Before");
    server.stop();
    let http = wait_for(async { reqwest::get(server.url()).await });
    assert!(http.is_err_and(|error| error.is_connect()), "nobody listens");
    server.start_again();
    ana.say(&room, "After");
    let words: Vec<String> = ana.see(&room).into_iter().map(|message| message.body).collect();
    assert_eq!(words, ["Before", "After"]);
}
