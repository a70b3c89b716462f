//! The bot on Discord, against the fake on loopback: how many commands it answers, how long one person waits, whether
//! anybody waits too long in a rush, how near to Discord's limits it announces, and what many servers take of the
//! memory. Beside it runs a bare serenity bot (`tests/bare-discord`) that answers everything with a constant, which is the
//! very answer that our bot gives. It hears the same events, so both send and receive the same bytes.
//!
//! Both bots are processes of their own and take turns, so that what else happens on this machine befalls both. The fake
//! takes part of the processor in either case; what a bot itself uses is told by its own figures.

mod announcing;
mod crowd;
mod idle;

use std::path::{Path, PathBuf};
use std::process::Command;

use outreach_tests::discord::{Acknowledgement, ChannelId, Conduct, Fake, GuildId, InteractionId, Person, World};
use serde_json::{Value, json};

use crate::files::{Workshop, program};
use crate::process::Process;
use crate::table::Table;

/// How often each side is measured.
const RUNS: usize = 3;

/// Discord's limit of calls a second.
const LIMIT: u32 = 50;

/// The call that answers an interaction.
const CALLBACK: &str = "POST /interactions/{interaction}/{token}/callback";

/// What the bare bot is called in the table.
const BARE: &str = "bare serenity that sends a constant";

/// What both bots have in common.
struct Common {
    /// The commands, as Discord keeps them since our bot was started for the first time.
    commands: Vec<Value>,
    /// The file with our bot's answer to the question that everybody asks.
    answer: PathBuf,
}

/// Measures everything about Discord.
pub(crate) async fn measure(workshop: &Workshop, table: &mut Table) {
    let common = Common::take_down(workshop);
    crowd::measure(workshop, &common, table);
    idle::measure(workshop, &common, table);
    announcing::measure(workshop, &common, table).await;
}

impl Common {
    /// Lets our bot register its commands and answer once, and keeps both.
    fn take_down(workshop: &Workshop) -> Self {
        let fake = Fake::start(Conduct::default());
        let square = Square::new(&fake);
        let mut bot = ours(&fake, &data(workshop, "constant", 0));
        let registered = |commands: &[Value]| (!commands.is_empty()).then(|| commands.to_vec());
        let commands = bot.until("its commands", || fake.look(|world| registered(world.commands(None))));
        fake.wait_until_ready();
        let asked = square.ask(&fake, square.newcomer(&fake));
        let find =
            |world: &World<'_>| world.calls().iter().find(|call| call.route == CALLBACK).map(|call| call.body.clone());
        let sent = bot.until("an answer", || fake.look(find));
        let how = fake.look(|world| world.interaction(asked).answer);
        assert_eq!(how, Some(Acknowledgement::Message), "it answers at once");
        let answer = workshop.path("discord-answer.json");
        std::fs::write(&answer, sent.to_string()).expect("the folder can be written to");
        Self { commands, answer }
    }

    /// A fresh Discord that knows the commands.
    fn discord(&self, conduct: Conduct) -> Fake {
        let fake = Fake::start(conduct);
        fake.register(&self.commands);
        fake
    }

    /// The bare bot on this Discord.
    fn bare(&self, fake: &Fake, log: PathBuf) -> Process {
        let folder = program().parent().and_then(Path::parent).expect("programs lie in target/PROFILE").join("bare");
        let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
        let mut command = Command::new(folder.join(profile).join("bare-discord"));
        command.arg(fake.api_url()).arg(&self.answer);
        Process::start(command, &[("TOKEN", fake.token())], log)
    }
}

/// A channel of a server, where people ask.
#[derive(Clone, Copy)]
struct Square {
    server: GuildId,
    channel: ChannelId,
}

impl Square {
    /// In a new server, in which the bot is.
    fn new(fake: &Fake) -> Self {
        let owner = fake.person("Bina", "en-US");
        let (server, channels) = fake.crowd(owner, 1, 1).remove(0);
        Self { server, channel: channels[0] }
    }

    /// Somebody who is new there.
    fn newcomer(self, fake: &Fake) -> Person {
        let person = fake.person("Asha", "en-US");
        fake.join(person, self.server);
        person
    }

    /// What everybody asks.
    fn ask(self, fake: &Fake, person: Person) -> InteractionId {
        fake.slash(person, self.channel, "recommendation", &[("number", json!(8))])
    }
}

/// Our bot on this Discord.
fn ours(fake: &Fake, data: &Path) -> Process {
    let per_second = LIMIT.to_string();
    let settings = [
        ("OUTREACH_DISCORD__TOKEN", fake.token()),
        ("OUTREACH_DISCORD__API_URL", fake.api_url()),
        ("OUTREACH_DISCORD__CALLS_PER_SECOND", &per_second),
    ];
    Process::ours(data, &settings)
}

/// A fresh data folder.
fn data(workshop: &Workshop, name: &str, run: usize) -> PathBuf {
    workshop.path(&format!("discord-{name}-{run}"))
}
