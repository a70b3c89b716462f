//! The bot on Matrix, against Synapse on loopback: how long one person waits in an encrypted room, how long it takes to
//! tell 200 encrypted rooms, how much memory it takes to be in them, and how long a start takes. Beside it runs a bare
//! matrix-sdk bot ([`bare`]) that answers everything with a constant, which is the very answer that our bot gives, and
//! tells the rooms the very news. Each bot has rooms of its own, with the same person in them.
//!
//! Both bots are processes of their own and take turns, so that what else happens on this machine befalls both. Synapse
//! does most of the work in either case. The keys of the rooms that hear news are good for one message, so that each
//! announcement has to make new ones and hand them out, as one does that comes every week. Both tell as many rooms at once.
//! A start lasts from the process's first moment until the person has the answer to what they asked before.

mod announcing;
mod asking;
pub(crate) mod bare;
mod person;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use matrix_sdk::ruma::OwnedRoomId;
use outreach_tests::synapse::{Account, Limits, PASSWORD, Synapse};
use serde_json::{Value, json};

use self::person::{Person, Said};
use crate::files::Workshop;
use crate::process::Process;
use crate::table::{Better, Figure, Table, median};

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    /// How often each side is.
    runs: usize,
    /// How many rooms hear the news.
    rooms: usize,
    /// How often the person asks in a run.
    questions: usize,
}

impl Scale {
    /// Enough to see whether this benchmark works; its figures say nothing.
    pub(crate) const SHORT: Self = Self { runs: 1, rooms: 12, questions: 3 };
}

impl Default for Scale {
    fn default() -> Self {
        Self { runs: 3, rooms: 200, questions: 30 }
    }
}

/// How long all of this may take: several times as long as it does where nothing else runs.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// What everybody asks.
const QUESTION: &str = "rec 8";

/// What the bare bot is called in the table.
const BARE: &str = "bare matrix-sdk that sends a constant";

/// One of the two bots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Ours,
    Bare,
}

/// A bot, and where it is.
struct Side {
    which: Which,
    account: Account,
    folder: PathBuf,
    /// Rooms that hear news.
    rooms: Vec<OwnedRoomId>,
    /// Where the person asks.
    square: OwnedRoomId,
    figures: Figures,
}

/// One side's figures, one of each run.
#[derive(Default)]
struct Figures {
    start: Vec<f64>,
    memory: Vec<f64>,
    half: Vec<f64>,
    most: Vec<f64>,
    announcing: Vec<f64>,
}

/// Everything that is there for both.
struct Scene {
    server: Synapse,
    person: Person,
    scale: Scale,
}

/// Measures everything about Matrix.
pub(crate) async fn measure(workshop: &Workshop, table: &mut Table, scale: Scale) {
    let measured = tokio::time::timeout(PATIENCE, both(workshop, scale)).await;
    let (ours, bare) = measured.expect("all of this is done within some minutes");
    let rooms = scale.rooms;
    let mut add = |what: &str, unit, factor: f64, values: fn(&Figures) -> &Vec<f64>| {
        let beside = median(values(&bare));
        table.add(Figure {
            what: format!("Matrix: {what}"),
            value: median(values(&ours)),
            unit,
            goal: Some((Better::Lower, factor * beside)),
            beside: Some((beside, BARE)),
        });
    };
    add("question to answer in an encrypted room, p50", "ms", 1.15, |f| &f.half);
    add("the same, p95", "ms", 1.25, |f| &f.most);
    add(&format!("announcing to {rooms} encrypted rooms"), "s", 1.1, |f| &f.announcing);
    add(&format!("memory when idle (VmRSS) in {rooms} rooms"), "MiB", 1.15, |f| &f.memory);
    add("start to the answer to what was asked before", "ms", 1.25, |f| &f.start);
}

async fn both(workshop: &Workshop, scale: Scale) -> (Figures, Figures) {
    let server = Synapse::start(Limits::Generous);
    let person = Person::new(&server).await;
    let scene = Scene { server, person, scale };
    let mut ours = Side::new(&scene, Which::Ours, workshop).await;
    let mut bare = Side::new(&scene, Which::Bare, workshop).await;
    // What each does for the first time isn't measured. What ours says then, the bare bot says as well.
    let answer = asking::first(&scene, &ours, &Value::Null).await;
    asking::first(&scene, &bare, &answer).await;
    let news = announcing::first(&scene, &ours, &Value::Null).await;
    announcing::first(&scene, &bare, &news).await;
    for run in 1..=scale.runs {
        // Whoever is first in one run is second in the next.
        let sides = if run % 2 == 0 { [&mut ours, &mut bare] } else { [&mut bare, &mut ours] };
        for side in sides {
            asking::measure(&scene, side).await;
            announcing::measure(&scene, side, run).await;
        }
    }
    (ours.figures, bare.figures)
}

impl Side {
    /// A bot that wasn't started yet, and was invited to its rooms.
    async fn new(scene: &Scene, which: Which, workshop: &Workshop) -> Self {
        let account = scene.server.register("bot").await;
        let folder = workshop.path(match which {
            Which::Ours => "matrix-ours",
            Which::Bare => "matrix-bare",
        });
        std::fs::create_dir_all(&folder).expect("the folder can be written to");
        let rooms = scene.person.rooms(scene.scale.rooms, &account.user, 1).await;
        let square = scene.person.rooms(1, &account.user, 10_000).await.remove(0);
        let side = Self { which, account, folder, rooms, square, figures: Figures::default() };
        let url = scene.server.url();
        let Account { user, device, token, .. } = &side.account;
        if which == Which::Bare {
            for (name, text) in [("url", url.as_str()), ("user", user), ("device", device), ("token", token)] {
                side.keep(name, text.to_owned());
            }
            side.keep("rooms.json", json!(side.rooms).to_string());
        }
        side
    }

    /// Starts it.
    fn start(&self, scene: &Scene) -> Process {
        let url = scene.server.url();
        let settings = [
            ("OUTREACH_MATRIX__HOMESERVER", url.as_str()),
            ("OUTREACH_MATRIX__USER", &self.account.user),
            ("OUTREACH_MATRIX__PASSWORD", PASSWORD),
            // Out of reach: the bare bot has no limit.
            ("OUTREACH_MATRIX__EVENTS_PER_SECOND", "10000"),
        ];
        match self.which {
            Which::Ours => Process::ours(&self.folder, &settings),
            Which::Bare => self.start_bare(&[]),
        }
    }

    /// Starts the bare bot with further words.
    fn start_bare(&self, words: &[&str]) -> Process {
        let mut command = Command::new(std::env::current_exe().expect("a program knows its own file"));
        command.arg("bare-matrix").arg(&self.folder).args(words);
        Process::start(command, &[], self.folder.with_extension("log"))
    }

    /// Keeps something for the bare bot.
    fn keep(&self, file: &str, content: String) {
        std::fs::write(self.folder.join(file), content).expect("the folder can be written to");
    }

    /// What the bot answers in the square, once it has.
    async fn answer(&self, scene: &Scene, bot: &mut Process) -> Said {
        let enough = |heard: &[Said]| heard.iter().any(|said| said.room == self.square);
        let heard = scene.person.hear(bot, &self.account.user, Duration::ZERO, enough).await;
        heard.into_iter().find(|said| said.room == self.square).expect("it was heard")
    }
}

/// What was said without what it answers, for somebody else to say.
fn constant(said: Said) -> Value {
    let mut content = said.content;
    if let Some(fields) = content.as_object_mut() {
        fields.remove("m.relates_to");
    }
    content
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
