//! The real program serves a real homeserver of our own: what it says when it can't serve, how it ends, what a restored
//! backup is good for, and what nobody may read in what it says.

#![allow(clippy::unwrap_used)]
#![recursion_limit = "256"]

mod announcing;
#[path = "../home.rs"]
mod home;
mod moving;
mod pledging;
mod restoring;
// Other platforms' tests end it in more ways.
#[allow(dead_code)]
#[path = "../serving.rs"]
mod serving;
mod stopping;
mod tokens;
mod trouble;
mod trust;

use std::fs::File;
use std::path::Path;
use std::process::{Command, Output};

use home::Home;
use matrix_sdk::ruma::{EventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use outreach_tests::matrix_people::{Message, Person, wait_for};
use outreach_tests::synapse::{Account, PASSWORD, Synapse};
use serving::Serving;

/// What the log says once the bot has signed in.
const READY: &str = "serving Matrix as ";

/// What people type and nobody may read in a log.
const WORDS: [&str; 3] = ["encrypted chats", "Asha", "Gurung"];

/// An account of a bot, and its data folder.
struct Stage {
    synapse: &'static Synapse,
    account: Account,
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let synapse = Synapse::shared();
        let account = wait_for(synapse.register("bot"));
        Self { synapse, account, folder: tempfile::tempdir().unwrap() }
    }

    fn bot(&self) -> OwnedUserId {
        UserId::parse(&self.account.user).unwrap()
    }

    /// The program, with its data in this folder and everything in the log.
    fn program(&self, folder: &Path, arguments: &[&str]) -> Command {
        let home = Home { folder: folder.to_owned(), database: None };
        let mut program = home.program();
        program.args(arguments).arg("-vv");
        program.env("OUTREACH_MATRIX__HOMESERVER", self.synapse.url().as_str());
        program.env("OUTREACH_MATRIX__USER", &self.account.name).env("OUTREACH_MATRIX__PASSWORD", PASSWORD);
        program
    }

    /// The program, when it has signed in.
    fn serve(&self) -> Serving {
        self.serve_from(self.folder.path())
    }

    fn serve_from(&self, folder: &Path) -> Serving {
        let output = File::create(folder.join("output")).unwrap();
        let serving = Serving::begin_into(self.program(folder, &["run"]), output.into());
        serving.wait_for(READY);
        serving
    }

    /// The recovery key, if it was shown.
    fn recovery_key(&self, folder: &Path) -> Option<String> {
        let shown = std::fs::read_to_string(folder.join("output")).unwrap();
        let key = shown.lines().find_map(|line| line.strip_prefix("    ")).map(str::to_owned);
        assert_eq!(key.is_some(), shown.contains("shown this once"), "{shown}");
        key
    }

    /// Runs a command that ends by itself.
    fn act(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.program(folder, arguments).output().unwrap()
    }

    /// A chat with the bot that it has entered.
    fn chat(&self, person: &Person, encrypted: bool) -> OwnedRoomId {
        let bot = self.bot();
        let room = person.make_direct(&bot, encrypted);
        let has_joined = |person: &Person| person.step(&room, &bot).filter(|(_, is)| is == "join").map(drop);
        person.wait("the bot to come in", has_joined);
        room
    }

    /// A room of this person's in which the bot says hello, with somebody else in it: two alone are a private chat.
    fn room(&self, person: &Person, encrypted: bool) -> OwnedRoomId {
        let (bot, guest) = (self.bot(), wait_for(self.synapse.register("guest")).user);
        let room = person.make_room("Hall", encrypted, &[&UserId::parse(guest).unwrap(), &bot]);
        self.hears(person, &room, "remove me from the room");
        room
    }

    /// Waits until the bot has said this in a room.
    fn hears(&self, person: &Person, room: &RoomId, words: &str) -> Message {
        let bot = self.bot();
        let said = |m: &Message| m.sender == bot && m.body.contains(words);
        person.wait(words, |person| person.seen(room).into_iter().find(said))
    }

    /// Says something and gives the bot's answer.
    fn ask(&self, person: &Person, room: &RoomId, words: &str) -> Message {
        self.answer(person, room, &person.say(room, words))
    }

    /// The bot's answer to what was said.
    fn answer(&self, person: &Person, room: &RoomId, asked: &EventId) -> Message {
        let bot = self.bot();
        let answers = |m: &Message| m.sender == bot && m.reply_to.as_deref() == Some(asked) && m.stands();
        person.wait("an answer", |person| person.seen(room).into_iter().find(answers))
    }

    /// Ends all sessions of the bot's account, as whoever changes its password does.
    fn sign_out_everywhere(&self) {
        let address = self.synapse.url().join("_matrix/client/v3/logout/all").unwrap();
        let asked = matrix_sdk::reqwest::Client::new().post(address).bearer_auth(&self.account.token).body("{}");
        let status = wait_for(async { asked.send().await.unwrap().status() });
        assert!(status.is_success(), "{status}");
    }

    /// Nothing that the program says gives away its secrets, what is told to it, or by whom and where.
    fn keeps_all_secrets(&self, said: &str, people: &[&Person]) {
        let rooms = people.iter().flat_map(|person| person.rooms()).collect::<Vec<_>>();
        let events = people.iter().flat_map(|p| rooms.iter().flat_map(|room| p.seen(room))).map(|m| m.id.to_string());
        let ids = people.iter().map(|p| p.user.to_string()).chain(rooms.iter().map(ToString::to_string)).chain(events);
        let secrets = [PASSWORD, "syt_"].into_iter().chain(WORDS).map(str::to_owned);
        for secret in secrets.chain(ids) {
            assert!(!said.contains(&secret), "{secret:?} is in what the program said:\n{said}");
        }
    }
}
