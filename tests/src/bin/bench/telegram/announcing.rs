//! News for many rooms, as fast as Telegram's limits let it be told and without ever being refused.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use bot_core::ids::{Platform, RoomAddress};
use outreach_tests::telegram::{Call, ChatId, Conduct, Counting, Fake, Limits, Status};

use super::{QUESTION, RUNS, data, ours};
use crate::files::Workshop;
use crate::news;
use crate::process::Process;
use crate::table::{Better, Figure, Table, median, percentile};

/// How many rooms hear the news.
const ROOMS: usize = 600;
/// Telegram's limit of messages a second.
const LIMIT: u32 = 30;
/// How often somebody new asks meanwhile, in the runs in which they do.
const NEWCOMERS: Duration = Duration::from_secs(1);

/// What is announced, and to whom.
struct Scene {
    fake: Fake,
    bot: Process,
    with_newcomers: bool,
}

/// How it went.
struct Told {
    /// Rooms a second, between the first and the last.
    rate: f64,
    /// How many messages were refused for being too many.
    refused: f64,
    /// How long newcomers waited, in milliseconds.
    waits: Vec<f64>,
}

/// Measures both ways of counting, and announcing while people ask.
pub(super) async fn measure(workshop: &Workshop, table: &mut Table) {
    let kinds = [(Counting::SlidingWindow, false), (Counting::TokenBucket, false), (Counting::SlidingWindow, true)];
    let mut rates = [vec![], vec![], vec![]];
    let (mut refused, mut waits) = (0.0, vec![]);
    for run in 0..RUNS {
        // Announcing is waiting for the most part, so the three don't disturb each other.
        let mut scenes = Vec::new();
        for (at, (counting, with_newcomers)) in kinds.into_iter().enumerate() {
            let data = data(workshop, &format!("announcing-{at}"), run);
            scenes.push(prepare(&data, counting, with_newcomers).await);
        }
        let told: Vec<Told> = thread::scope(|scope| {
            let threads: Vec<_> = scenes.into_iter().map(|scene| scope.spawn(move || scene.play())).collect();
            threads.into_iter().map(|thread| thread.join().expect("its panic was shown already")).collect()
        });
        for (at, told) in told.into_iter().enumerate() {
            rates[at].push(told.rate);
            refused += told.refused;
            if !told.waits.is_empty() {
                waits.push(percentile(&told.waits, 95));
            }
        }
    }
    let [window, bucket, with_newcomers] = rates;
    let limit = f64::from(LIMIT);
    let mut add = |what: &str, value, unit, goal, beside| {
        table.add(Figure { what: format!("Telegram: {what}"), value, unit, goal: Some(goal), beside });
    };
    for (how, rates, part) in [
        ("limit as a sliding window", window, 0.99),
        ("limit as a token bucket", bucket, 0.99),
        ("somebody new asking every second", with_newcomers, 0.95),
    ] {
        let what = format!("announcing to {ROOMS} rooms, {how}");
        add(&what, median(&rates), "/s", (Better::Higher, part * limit), Some((limit, "the limit")));
    }
    add("a newcomer's wait meanwhile, p95", median(&waits), "ms", (Better::Lower, 1000.0), None);
    add("messages refused in all of this (429)", refused, "", (Better::Lower, 0.0), None);
}

/// A bot that finds news for all rooms when it starts.
async fn prepare(data: &Path, counting: Counting, with_newcomers: bool) -> Scene {
    let limits = Limits { per_second: LIMIT, counting, ..Limits::default() };
    let fake = Fake::start(Conduct { limits: Some(limits), history: false, ..Conduct::default() });
    let owner = fake.person("Bina", "en");
    let rooms: Vec<ChatId> = (0..ROOMS).map(|at| fake.supergroup(&format!("Room {at}"), &[owner])).collect();
    for room in &rooms {
        fake.add_bot(owner, *room, Status::Member);
    }
    let platform = Platform::parse("telegram").expect("lower-case letters are a platform's name");
    let address = |room: &ChatId| RoomAddress { platform: platform.clone(), room: room.0.to_string(), thread: None };
    news::prepare(data, rooms.iter().map(address), 0).await;
    let bot = ours(&fake, data, LIMIT);
    Scene { fake, bot, with_newcomers }
}

impl Scene {
    fn play(self) -> Told {
        let Self { fake, mut bot, with_newcomers } = self;
        bot.until("the first announcement", || fake.look(|world| world.calls().iter().any(told_a_room).then_some(())));
        let mut newcomers = Vec::new();
        let all_told = |calls: &[Call]| calls.iter().filter(|call| told_a_room(call)).count() >= ROOMS;
        let began = Instant::now();
        while !fake.look(|world| all_told(world.calls())) {
            assert!(began.elapsed() < Duration::from_secs(90), "announcing takes too long");
            if with_newcomers {
                let person = fake.person("Chen", "en");
                let chat = fake.private_chat(person);
                newcomers.push((chat, Instant::now()));
                fake.say(person, chat, QUESTION);
            }
            thread::sleep(NEWCOMERS);
        }
        let answered = |chat: ChatId, world: &outreach_tests::telegram::World<'_>| {
            world.calls().iter().find(|call| call.chat == Some(chat) && sent(call)).map(|call| call.began)
        };
        let wait = |(chat, asked): (ChatId, Instant)| {
            let answered = bot.until("an answer", || fake.look(|world| answered(chat, world)));
            answered.duration_since(asked).as_secs_f64() * 1e3
        };
        let waits = newcomers.into_iter().map(wait).collect();
        fake.look(|world| {
            let told: Vec<Instant> =
                world.calls().iter().filter(|call| told_a_room(call)).map(|call| call.began).collect();
            let (first, last) = (told.iter().min(), told.iter().max());
            let (first, last) = first.zip(last).expect("rooms were told");
            assert_eq!(told.len(), ROOMS, "every room is told once");
            let rate = f64::from(ROOMS as u32 - 1) / (*last - *first).as_secs_f64();
            Told { rate, refused: world.floods() as f64, waits }
        })
    }
}

fn sent(call: &Call) -> bool {
    call.status == 200 && call.method.eq_ignore_ascii_case("sendMessage")
}

/// Rooms have negative numbers.
fn told_a_room(call: &Call) -> bool {
    sent(call) && call.chat.is_some_and(|chat| chat.0 < 0)
}
