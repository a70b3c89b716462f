//! The bot on Matrix, against Synapse on loopback: how long one person waits in an encrypted room, how long it takes to
//! tell 200 encrypted rooms, how much memory it takes to be in them, and how long a start takes. Beside it runs a bare
//! matrix-sdk bot (`bare-matrix`) that answers everything with a constant, which is the very answer that our bot gives, and
//! tells the rooms the very news. Each bot has rooms of its own, with the same person in them.
//!
//! Both bots are processes of their own and take turns, so that what else happens on this machine befalls both. Synapse
//! does most of the work in either case. The keys of the rooms that hear news are good for one message, so that each
//! announcement has to make new ones and hand them out, as one does that comes every week.

mod announcing;
mod asking;
mod person;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use matrix_sdk::ruma::OwnedRoomId;
use outreach_tests::synapse::{Account, Limits, PASSWORD, Synapse};
use serde_json::Value;

use self::person::{Person, Said};
use crate::files::{Workshop, program};
use crate::process::Process;
use crate::table::{Better, Figure, Table, median};

/// How often each side is measured.
const RUNS: usize = 3;

/// How many rooms hear the news.
const ROOMS: usize = 200;

/// How long all of this may take.
const PATIENCE: Duration = Duration::from_secs(6 * 60);

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
}

/// Measures everything about Matrix.
pub(crate) async fn measure(workshop: &Workshop, table: &mut Table) {
    let measured = tokio::time::timeout(PATIENCE, both(workshop)).await;
    let (ours, bare) = measured.expect("all of this is done within some minutes");
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
    add(&format!("announcing to {ROOMS} encrypted rooms"), "s", 1.1, |f| &f.announcing);
    add(&format!("memory when idle (VmRSS) in {ROOMS} rooms"), "MiB", 1.15, |f| &f.memory);
    add("start to the answer to what was asked before", "ms", 1.25, |f| &f.start);
}

async fn both(workshop: &Workshop) -> (Figures, Figures) {
    let server = Synapse::start(Limits::Generous);
    let person = Person::new(&server).await;
    let scene = Scene { server, person };
    let mut ours = Side::new(&scene, Which::Ours, workshop).await;
    let mut bare = Side::new(&scene, Which::Bare, workshop).await;
    let answer = asking::settle(&scene, &mut ours).await;
    bare.keep("answer.json", &answer);
    asking::settle(&scene, &mut bare).await;
    for run in 0..RUNS {
        for turn in 0..2 {
            // Whoever is first in one run is second in the next.
            let side = if (run + turn) % 2 == 0 { &mut ours } else { &mut bare };
            asking::measure(&scene, side).await;
        }
    }
    // What is told for the first time isn't measured: the bare bot has its words from there.
    let news = announcing::first(&scene, &ours).await;
    bare.keep("news.json", &news);
    for run in 0..RUNS {
        for turn in 0..2 {
            let side = if (run + turn) % 2 == 0 { &mut ours } else { &mut bare };
            announcing::measure(&scene, side, run + 1).await;
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
        let rooms = scene.person.rooms(ROOMS, &account.user, 1).await;
        let square = scene.person.rooms(1, &account.user, 10_000).await.remove(0);
        let side = Self { which, account, folder, rooms, square, figures: Figures::default() };
        let url = scene.server.url();
        let Account { user, device, token, .. } = &side.account;
        if which == Which::Bare {
            for (name, text) in [("url", url.as_str()), ("user", user), ("device", device), ("token", token)] {
                std::fs::write(side.folder.join(name), text).expect("the folder can be written to");
            }
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
        let mut command = Command::new(program().with_file_name("bare-matrix"));
        command.arg(&self.folder).args(words);
        Process::start(command, &[], self.folder.with_extension("log"))
    }

    /// Keeps what the bare bot says.
    fn keep(&self, file: &str, content: &Value) {
        std::fs::write(self.folder.join(file), content.to_string()).expect("the folder can be written to");
    }

    /// The person asks, and waits for the answer. Since when they wait may be said by others.
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

/// The data folder of our bot.
fn data(side: &Side) -> &Path {
    &side.folder
}
