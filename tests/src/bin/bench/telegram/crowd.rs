//! Many people at once, and one after the other.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use outreach_tests::telegram::{Call, ChatId, Conduct, Fake, Person};

use super::{QUESTION, RUNS, bare, data, ours};
use crate::files::Workshop;
use crate::process::Process;
use crate::table::{Better, Figure, Table, median, percentile};

/// How many people ask at once.
const PEOPLE: usize = 10_000;
/// How many ask before anything is measured.
const FIRST: usize = 500;
/// How many ask one after the other.
const ONE_BY_ONE: usize = 400;
/// How much longer every call takes in the second half.
const DELAY: Duration = Duration::from_millis(50);
/// Between an answer and the next question. Nobody reads faster.
const BREATH: Duration = Duration::from_millis(5);
/// What a bot does so long after its last answer is counted with it.
const AFTERWARDS: Duration = Duration::from_millis(500);
/// Our bot's limit, which the bare one doesn't have: out of reach.
const UNLIMITED: u32 = 100_000;

/// One side's figures, one of each run.
#[derive(Default)]
struct Side {
    rate: Vec<f64>,
    processor: Vec<f64>,
    rate_with_delay: Vec<f64>,
    processor_with_delay: Vec<f64>,
    memory: Vec<f64>,
    added: Vec<f64>,
    half: Vec<f64>,
    most: Vec<f64>,
}

/// Measures both bots in turn.
pub(super) fn measure(workshop: &Workshop, table: &mut Table) {
    let constant = workshop.path("telegram-answer.json");
    take_down_our_answer(workshop, &constant);
    let (mut our_side, mut theirs) = (Side::default(), Side::default());
    for run in 0..RUNS {
        for turn in 0..2 {
            let fake = Fake::start(Conduct { history: false, log: false, ..Conduct::default() });
            // Whoever is first in one run is second in the next.
            if (run + turn) % 2 == 0 {
                our_side.run(&fake, ours(&fake, &data(workshop, "crowd", run), UNLIMITED));
            } else {
                let log = workshop.path(&format!("telegram-bare-{run}.log"));
                theirs.run(&fake, bare::start(&fake, &constant, log));
            }
        }
    }
    let mut add = |what: String, unit, goal: Better, factor: f64, values: fn(&Side) -> &Vec<f64>| {
        let beside = median(values(&theirs));
        table.add(Figure {
            what: format!("Telegram: {what}"),
            value: median(values(&our_side)),
            unit,
            goal: Some((goal, factor * beside)),
            beside: Some((beside, "bare teloxide that sends a constant")),
        });
    };
    let delay = format!("{} ms of network delay", DELAY.as_millis());
    add(format!("answers to {PEOPLE} people"), "/s", Better::Higher, 0.9, |s| &s.rate);
    add(format!("the same with {delay}"), "/s", Better::Higher, 0.9, |s| &s.rate_with_delay);
    add("processor time for 1,000 answers".to_owned(), "ms", Better::Lower, 1.25, |s| &s.processor);
    add(format!("the same with {delay}"), "ms", Better::Lower, 1.25, |s| &s.processor_with_delay);
    add("one person's wait, p50".to_owned(), "µs", Better::Lower, 1.25, |s| &s.half);
    add("one person's wait, p95".to_owned(), "µs", Better::Lower, 1.25, |s| &s.most);
    let chats = FIRST + 2 * PEOPLE;
    // Half of what a worker for every chat would take was the goal; teloxide 0.17 lets idle workers go, and the bare bot
    // then takes less for everything than ours for its texts, index and database before anybody has written.
    add(format!("peak memory (VmHWM) after {chats} chats"), "MiB", Better::Lower, 0.5, |s| &s.memory);
    table.add(Figure {
        what: format!("Telegram: of that, since the first {FIRST} chats"),
        value: median(&our_side.added),
        unit: "MiB",
        goal: None,
        beside: Some((median(&theirs.added), "bare teloxide that sends a constant")),
    });
}

/// Lets our bot answer once, and keeps what it sent.
fn take_down_our_answer(workshop: &Workshop, file: &Path) {
    let fake = Fake::start(Conduct::default());
    let mut bot = ours(&fake, &data(workshop, "constant", 0), UNLIMITED);
    let asha = fake.person("Asha", "en");
    let chat = fake.private_chat(asha);
    fake.say(asha, chat, QUESTION);
    let sent = |call: &&Call| call.method.eq_ignore_ascii_case("sendMessage") && call.status == 200;
    let find = || fake.look(|world| world.calls().iter().find(sent).map(|call| call.parameters.clone()));
    let sent = bot.until("an answer", find);
    bare::write(file, &sent);
}

impl Side {
    /// One run of one bot. Every person of the first two parts has a chat of their own.
    fn run(&mut self, fake: &Fake, mut bot: Process) {
        crowd(fake, &mut bot, FIRST);
        let before = bot.peak_memory();
        let (rate, processor, people) = crowd(fake, &mut bot, PEOPLE);
        self.rate.push(rate);
        self.processor.push(processor);
        fake.conduct(|conduct| conduct.latency = DELAY);
        let (rate, processor, _) = crowd(fake, &mut bot, PEOPLE);
        self.rate_with_delay.push(rate);
        self.processor_with_delay.push(processor);
        self.memory.push(bot.peak_memory());
        self.added.push(bot.peak_memory() - before);
        fake.conduct(|conduct| conduct.latency = Duration::ZERO);
        // The poll that began with the delay ends with it.
        thread::sleep(DELAY);
        let waits: Vec<f64> = people.iter().take(ONE_BY_ONE).map(|person| wait(fake, *person)).collect();
        self.half.push(median(&waits));
        self.most.push(percentile(&waits, 95));
    }
}

/// So many new people ask at once. How many were answered a second, from the first question to the last answer; the
/// processor's time in milliseconds for a thousand of them; and who they are.
fn crowd(fake: &Fake, bot: &mut Process, count: usize) -> (f64, f64, Vec<(Person, ChatId)>) {
    let newcomer = || {
        let person = fake.person("Asha", "en");
        (person, fake.private_chat(person))
    };
    let people: Vec<_> = (0..count).map(|_| newcomer()).collect();
    let wanted = fake.look(|world| world.count("sendMessage")) + count as u64;
    let before = bot.processor_time();
    let began = Instant::now();
    for (person, chat) in &people {
        fake.say(*person, *chat, QUESTION);
    }
    bot.until("all answers", || fake.look(|world| (world.count("sendMessage") >= wanted).then_some(())));
    let took = began.elapsed().as_secs_f64();
    thread::sleep(AFTERWARDS);
    let used = (bot.processor_time() - before).as_secs_f64();
    fake.look(|world| {
        let once = |(_, chat): &(Person, ChatId)| world.bot_messages(*chat).len() == 1;
        assert!(people.iter().all(once), "everybody has one answer");
    });
    let count = f64::from(u32::try_from(count).expect("a crowd is small"));
    (count / took, used * 1e6 / count, people)
}

/// How long somebody who was answered before waits for an answer, in microseconds.
fn wait(fake: &Fake, (person, chat): (Person, ChatId)) -> f64 {
    thread::sleep(BREATH);
    let answers = fake.look(|world| world.count("sendMessage"));
    let began = Instant::now();
    fake.say(person, chat, QUESTION);
    fake.wait("an answer", |world| (world.count("sendMessage") > answers).then_some(()));
    began.elapsed().as_secs_f64() * 1e6
}
