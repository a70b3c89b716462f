//! The real program serves a Discord of our own: from a question to the news of a pledge in another server, what it
//! says when it can't serve, how it ends, and what nobody may read in what it says.

#![allow(clippy::unwrap_used)]

mod announcing;
mod checking;
#[path = "../home.rs"]
mod home;
#[path = "../serving.rs"]
mod serving;
mod stopping;
mod trouble;

use std::process::Command;

use home::Home;
use outreach_tests::discord::{ChannelId, Conduct, Fake, GuildId, InteractionId, Message, Person};
use outreach_tests::discord_bot::assert_loopback;
use serde_json::json;
use serving::Serving;

/// What the log says once the bot knows who it is.
const READY: &str = "serving Discord as ";

/// What people type and nobody may read in a log.
const WORDS: [&str; 3] = ["encrypted chats", "Asha", "Gurung"];

/// A Discord and a bot's data folder.
struct Stage {
    fake: Fake,
    folder: tempfile::TempDir,
}

impl Stage {
    fn new(conduct: Conduct) -> Self {
        let stage = Self { fake: Fake::start(conduct), folder: tempfile::tempdir().unwrap() };
        // Whatever else goes wrong, nothing is said to the real one.
        assert_loopback(stage.fake.api_url());
        assert_loopback(stage.fake.gateway_url());
        stage
    }

    /// The program, with this token and everything in the log.
    fn program(&self, command: &str, token: &str) -> Command {
        let home = Home { folder: self.folder.path().to_owned(), database: None };
        let mut program = home.program();
        program.args([command, "-vv"]);
        program.env("OUTREACH_DISCORD__TOKEN", token).env("OUTREACH_DISCORD__API_URL", self.fake.api_url());
        program
    }

    /// The program, when it hears what happens and people can fill in its commands.
    fn serve(&self) -> Serving {
        self.begin(self.program("run", self.fake.token()))
    }

    fn begin(&self, program: Command) -> Serving {
        let before = self.fake.look(|world| world.identifies());
        let serving = Serving::begin(program);
        serving.wait_for(READY);
        self.fake.wait("a session", |world| (world.identifies() > before && world.is_ready()).then_some(()));
        self.fake.wait("the commands", |world| (!world.commands(None).is_empty()).then_some(()));
        serving
    }

    /// A server with one channel and the bot in it.
    fn server(&self, name: &str, owner: Person) -> (GuildId, ChannelId) {
        let guild = self.fake.guild(name, owner);
        let channel = self.fake.text_channel(guild, name);
        self.fake.add_bot(guild);
        (guild, channel)
    }

    /// What the bot answers to an interaction.
    fn answer(&self, did: InteractionId) -> Message {
        self.fake.wait("an answer", |world| world.answer(did))
    }

    /// Says something and gives what the bot answers: in a server, that is a reply.
    fn ask(&self, person: Person, channel: ChannelId, words: &str) -> String {
        let asked = self.fake.say(person, channel, words);
        let answered = self.fake.wait("an answer", |world| {
            let direct = world.guild_of(channel).is_none();
            let answers = |m: &&&Message| m.reply_to == Some(asked) || direct && m.id > asked;
            world.bot_messages(channel).iter().find(answers).map(|m| (*m).clone())
        });
        text(&answered)
    }

    /// Goes on from a message by its first button, the one that goes on, until these words are read.
    fn go_on(&self, person: Person, mut shown: Message, words: &str) -> Message {
        for _ in 0..12 {
            if text(&shown).contains(words) {
                return shown;
            }
            assert_eq!(shown.only_for, Some(person), "nothing personal is shown to others");
            let first = shown.buttons().next().expect("a question has its answers under it");
            let pressed = self.fake.press(person, shown.id, &first.label);
            shown = self.answer(pressed);
        }
        panic!("{words:?} never comes, but: {shown:#?}");
    }

    /// Nothing that the program says gives the token away, not even a part of it. Interactions have tokens of their own,
    /// which share its middle here.
    fn keeps_the_token(&self, said: &str) {
        for part in self.fake.token().split('.') {
            assert!(!said.contains(part), "the token is in what the program said:\n{said}");
        }
    }

    /// Nothing that the program says gives away what is told to it, or by whom and where.
    fn keeps_all_secrets(&self, said: &str) {
        self.keeps_the_token(said);
        for words in WORDS {
            assert!(!said.contains(words), "{words:?} is in what the program said:\n{said}");
        }
        self.fake.look(|world| {
            let ids = world.changed_after(0).into_iter().flat_map(|m| {
                let guild = world.guild_of(m.channel).map(|guild| guild.0);
                [Some(m.id.0), Some(m.channel.0), guild, m.only_for.map(|person| person.0)].into_iter().flatten()
            });
            for id in ids {
                assert!(!said.contains(&id.to_string()), "an id is in what the program said:\n{said}");
            }
        });
    }
}

/// Everything that is read in a message.
fn text(message: &Message) -> String {
    let cards = message.embeds.iter().flat_map(|embed| {
        let fields = embed.fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]);
        [embed.title.as_str(), embed.description.as_str()].into_iter().chain(fields).collect::<Vec<_>>()
    });
    [message.content.as_str()].into_iter().chain(cards).collect::<Vec<_>>().join("\n")
}

/// Every call that Discord refused, or that said something it doesn't know.
fn nothing_was_refused(fake: &Fake) {
    fake.look(|world| {
        assert_eq!(world.unknown_parameters(), Vec::<String>::new());
        let refused: Vec<_> = world.calls().iter().filter(|c| !(200..300).contains(&c.status)).collect();
        assert!(refused.is_empty(), "{refused:#?}");
        assert!(world.pings().is_empty(), "nobody is pinged");
        assert!(world.unacknowledged().is_empty(), "nobody waits");
        assert!(world.closed_with().is_empty(), "the gateway has nothing against the client");
    });
}

#[test]
fn a_pledge_that_begins_in_one_server_is_announced_in_another() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let [olga, asha] = ["Olga", "Asha"].map(|name| fake.person(name, "en-US"));

    let (_, plaza) = stage.server("Plaza", olga);
    let asked = fake.slash(olga, plaza, "announcements", &[("pace", json!("each"))]);
    assert!(text(&stage.answer(asked)).contains("From now on, this room hears this"));

    let (_, hall) = stage.server("Hall", asha);
    let answer = stage.ask(asha, hall, &format!("{} may the police ban encrypted chats?", fake.mention()));
    assert!(answer.contains("Recommendation 8: Encryption and anonymity"), "{answer}");
    fake.say(asha, hall, "nobody asked the bot anything about encrypted chats here");

    // In the channel, nothing of the pledge: every step is shown to one person alone.
    let form = [("name", json!("Asha Gurung")), ("country", json!("Nepal")), ("affiliation", json!("Teacher"))];
    let pledged = stage.answer(fake.slash(asha, hall, "pledge", &form));
    assert!(text(&pledged).contains("not end-to-end encrypted: Discord"), "{pledged:#?}");
    // Nobody else sees what is filled in with a command.
    assert!(!text(&pledged).contains("Others in this room"), "{pledged:#?}");
    stage.go_on(asha, pledged, "You are supporter number 20");

    let news = fake.wait("the news", |world| {
        world.bot_messages(plaza).into_iter().find(|m| text(m).contains("Asha Gurung")).cloned()
    });
    assert!(news.silent && news.content.contains("new supporter") && news.nonce.is_some(), "{news:#?}");
    let bot = fake.bot_id();
    fake.look(|world| {
        let named = world.history(hall).into_iter().filter(|m| m.author == bot && text(m).contains("Gurung"));
        assert!(named.into_iter().all(|m| m.only_for == Some(asha)), "nothing personal is shown to others");
    });

    let said = serving.stop();
    stage.keeps_all_secrets(&said);
    nothing_was_refused(fake);
}

#[test]
fn what_was_answered_stays_answered_and_its_buttons_outlive_the_bot() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let asha = fake.person("Asha", "en-US");
    let serving = stage.serve();
    let (_, hall) = stage.server("Hall", asha);
    let first = stage.answer(fake.slash(asha, hall, "rec", &[("number", json!(8))]));
    serving.stop();
    let before = fake.look(|world| world.changes());

    let serving = stage.serve();
    fake.look(|world| assert_eq!(world.changes(), before, "nothing is answered again"));
    let registered = fake.look(|world| world.count("PUT /applications/{application}/commands"));
    assert_eq!(registered, 1, "what didn't change isn't registered again");
    let next = first.buttons().next().expect("there is more to read").label.clone();
    let turned = stage.answer(fake.press(asha, first.id, &next));
    assert_eq!(turned.id, first.id, "the message turns to what was asked for");
    assert_ne!(turned.content, first.content);
    stage.keeps_all_secrets(&serving.stop());
    nothing_was_refused(fake);
}
