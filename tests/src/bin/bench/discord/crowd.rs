//! Many people at once, one after the other, and a rush.

use std::thread;
use std::time::{Duration, Instant};

use outreach_tests::discord::{Acknowledgement, Conduct, Fake, InteractionId};

use super::{BARE, CALLBACK, Common, RUNS, Square, data, ours};
use crate::files::Workshop;
use crate::process::Process;
use crate::table::{Better, Figure, Table, median, percentile};

/// How many people use a command.
const PEOPLE: usize = 10_000;
/// How many of them wait for their answer at once: Discord takes none after three seconds, so the rest comes later.
const AT_ONCE: usize = 500;
/// How many ask before anything is measured.
const FIRST: usize = 500;
/// How many ask one after the other.
const ONE_BY_ONE: usize = 400;
/// How many ask within a second.
const RUSH: usize = 2_000;
/// How much longer each call takes in the second rush: about what it takes to Discord and back.
const DELAY: Duration = Duration::from_millis(200);
/// How long Discord waits for an answer. Nobody is waited for longer here.
const DEADLINE: Duration = Duration::from_secs(3);
/// Between an answer and the next question. Nobody reads faster.
const BREATH: Duration = Duration::from_millis(5);
/// What a bot does so long after its last answer is counted with it.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// One side's figures, one of each run.
#[derive(Default)]
struct Side {
    rate: Vec<f64>,
    processor: Vec<f64>,
    half: Vec<f64>,
    most: Vec<f64>,
    rush: Rush,
    rush_with_delay: Rush,
}

/// How rushes went.
#[derive(Default)]
struct Rush {
    /// How long the last one waited, in milliseconds.
    slowest: Vec<f64>,
    /// How many waited in vain.
    unanswered: usize,
}

/// Measures both bots in turn.
pub(super) fn measure(workshop: &Workshop, common: &Common, table: &mut Table) {
    let (mut our_side, mut theirs) = (Side::default(), Side::default());
    for run in 0..RUNS {
        for turn in 0..2 {
            let conduct = Conduct { history: false, log: false, ..Conduct::default() };
            let fake = common.discord(conduct);
            let square = Square::new(&fake);
            // Whoever is first in one run is second in the next.
            if (run + turn) % 2 == 0 {
                our_side.run(&fake, square, ours(&fake, &data(workshop, "crowd", run)));
            } else {
                let log = workshop.path(&format!("discord-bare-{run}.log"));
                theirs.run(&fake, square, common.bare(&fake, log));
            }
        }
    }
    let mut add = |what: &str, unit, goal: Option<(Better, f64)>, values: fn(&Side) -> &Vec<f64>| {
        let beside = median(values(&theirs));
        table.add(Figure {
            what: format!("Discord: {what}"),
            value: median(values(&our_side)),
            unit,
            goal: goal.map(|(better, factor)| (better, factor * beside)),
            beside: Some((beside, BARE)),
        });
    };
    add(&format!("answers to {PEOPLE} people"), "/s", Some((Better::Higher, 0.9)), |s| &s.rate);
    add("processor time for 1,000 answers", "ms", Some((Better::Lower, 1.25)), |s| &s.processor);
    add("one person's wait, p50", "µs", None, |s| &s.half);
    add("one person's wait, p95", "µs", Some((Better::Lower, 1.25)), |s| &s.most);
    let delay = format!("{RUSH} in a second, {} ms of network delay", DELAY.as_millis());
    for (what, ours, theirs) in [
        (&*format!("{RUSH} in a second"), &our_side.rush, &theirs.rush),
        (&delay, &our_side.rush_with_delay, &theirs.rush_with_delay),
    ] {
        // One that is too slow is too many: the slowest of all runs counts.
        let slowest = |rush: &Rush| percentile(&rush.slowest, 100);
        let figure = |what, value, unit, most, beside: f64| Figure {
            what,
            value,
            unit,
            goal: Some((Better::Lower, most)),
            beside: Some((beside, BARE)),
        };
        let (unanswered, theirs_unanswered) = (ours.unanswered as f64, theirs.unanswered as f64);
        let deadline = DEADLINE.as_secs_f64() * 1e3;
        table.add(figure(format!("Discord: the slowest of {what}"), slowest(ours), "ms", deadline, slowest(theirs)));
        let what = format!("Discord: not answered, of {what}");
        table.add(figure(what, unanswered, "", 0.0, theirs_unanswered));
    }
}

impl Side {
    /// One run of one bot. Everybody asks once, but for those who ask one after the other.
    fn run(&mut self, fake: &Fake, square: Square, mut bot: Process) {
        bot.until("the bot to be ready", || fake.look(|world| world.is_ready().then_some(())));
        crowd(fake, square, &mut bot, FIRST);
        let (rate, processor) = crowd(fake, square, &mut bot, PEOPLE);
        self.rate.push(rate);
        self.processor.push(processor);
        let person = square.newcomer(fake);
        let waits: Vec<f64> = (0..ONE_BY_ONE)
            .map(|_| {
                thread::sleep(BREATH);
                let asked = square.ask(fake, person);
                fake.wait("an answer", |world| world.interaction(asked).took).as_secs_f64() * 1e6
            })
            .collect();
        self.half.push(median(&waits));
        self.most.push(percentile(&waits, 95));
        self.rush.run(fake, square);
        fake.conduct(|conduct| conduct.latency = DELAY);
        self.rush_with_delay.run(fake, square);
        // It still runs.
        bot.until("the end", || Some(()));
    }
}

/// So many people ask, some hundred at a time. How many were answered a second, from the first question to the last
/// answer, and the processor's time in milliseconds for a thousand of them.
fn crowd(fake: &Fake, square: Square, bot: &mut Process, count: usize) -> (f64, f64) {
    let people: Vec<_> = (0..count).map(|_| square.newcomer(fake)).collect();
    let mut answered = 0;
    let before = (fake.look(|world| world.count(CALLBACK)), bot.processor_time());
    let mut asked: Vec<InteractionId> = Vec::with_capacity(count);
    let began = Instant::now();
    while answered < count {
        if asked.len() < count.min(answered + AT_ONCE) {
            asked.push(square.ask(fake, people[asked.len()]));
            if !asked.len().is_multiple_of(32) {
                continue;
            }
        }
        let seen = || fake.look(|world| usize::try_from(world.count(CALLBACK) - before.0).ok());
        let most = count.min(answered + AT_ONCE);
        answered = bot.until("answers", || seen().filter(|seen| asked.len() < most || *seen > answered));
    }
    let took = began.elapsed().as_secs_f64();
    thread::sleep(AFTERWARDS);
    let used = (bot.processor_time() - before.1).as_secs_f64();
    fake.look(|world| {
        let at_once = |id: &InteractionId| world.interaction(*id).answer == Some(Acknowledgement::Message);
        assert!(asked.iter().all(at_once), "everybody is answered at once");
    });
    let count = f64::from(u32::try_from(count).expect("a crowd is small"));
    (count / took, used * 1e6 / count)
}

impl Rush {
    /// People ask as fast as this machine can.
    fn run(&mut self, fake: &Fake, square: Square) {
        let people: Vec<_> = (0..RUSH).map(|_| square.newcomer(fake)).collect();
        let began = Instant::now();
        let asked: Vec<InteractionId> = people.into_iter().map(|person| square.ask(fake, person)).collect();
        assert!(began.elapsed() < Duration::from_secs(1), "they come within a second");
        while fake.look(|world| asked.iter().any(|id| world.interaction(*id).took.is_none()))
            && began.elapsed() < DEADLINE + Duration::from_secs(1)
        {
            thread::sleep(Duration::from_millis(20));
        }
        let waits: Vec<f64> = fake.look(|world| {
            let took = asked.iter().filter_map(|id| world.interaction(*id).took);
            took.map(|took| took.as_secs_f64() * 1e3).collect()
        });
        self.unanswered += RUSH - waits.len();
        self.slowest.push(percentile(&waits, 100));
    }
}
