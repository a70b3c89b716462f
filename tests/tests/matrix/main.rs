//! The bot on Matrix, as the people there see it: on a real homeserver, with the whole bot.

mod chats;
mod people;
mod recovery;
mod rooms;
mod scenarios;
mod trouble;

use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use outreach_tests::matrix_bot::MatrixBot;
use outreach_tests::matrix_people::{Message, Person};

const HOUR: i64 = 60 * 60 * 1000;

/// A room of Olga's, encrypted or not, with Ana and the bot in it.
struct Plaza {
    bot: MatrixBot,
    olga: Person,
    ana: Person,
    room: OwnedRoomId,
}

fn plaza(encrypted: bool) -> Plaza {
    let bot = MatrixBot::new();
    let (olga, ana) = (bot.person("olga"), bot.person("ana"));
    let room = bot.room(&olga, "Plaza", encrypted);
    enter(&olga, &ana, &room);
    Plaza { bot, olga, ana, room }
}

/// Somebody in a room brings another one in.
fn enter(host: &Person, guest: &Person, room: &RoomId) {
    host.invite(room, &guest.user);
    guest.look();
    guest.join(room);
    host.look();
}

#[track_caller]
fn one(mut messages: Vec<Message>) -> Message {
    assert!(messages.len() == 1, "one message: {messages:#?}");
    messages.remove(0)
}
