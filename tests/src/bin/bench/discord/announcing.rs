//! News for many channels, as fast as Discord's limits let it be told and without ever being refused.

use std::collections::HashSet;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use bot_core::ids::{Platform, RoomAddress};
use outreach_tests::discord::{Call, ChannelId, Conduct, Counting, Fake, InteractionId, Limits, World};

use super::{Common, LIMIT, RUNS, Square, data, ours};
use crate::files::Workshop;
use crate::news;
use crate::process::Process;
use crate::table::{Better, Figure, Table, median, percentile};

/// How many channels hear the news.
const CHANNELS: usize = 1_000;
/// How many channels the servers of one kind of run have.
const IN_A_SERVER: usize = 50;
/// How often somebody new asks meanwhile, in the runs in which they do: with a command and in a direct message.
const NEWCOMERS: Duration = Duration::from_secs(1);
/// The share of the limit that is used at least.
const SHARE: f64 = 0.97;
/// The call by which a message is written.
const MESSAGE: &str = "POST /channels/{channel}/messages";

/// How a run is.
#[derive(Clone, Copy)]
struct Kind {
    what: &'static str,
    counting: Counting,
    /// How many channels a server has.
    channels: usize,
    with_newcomers: bool,
}

/// What is announced, and to whom.
struct Scene {
    fake: Fake,
    bot: Process,
    rooms: HashSet<ChannelId>,
    /// Where people ask, which hears no news.
    square: Square,
    with_newcomers: bool,
}

/// Somebody who asked.
enum Newcomer {
    /// With a command: Discord doesn't count the answer.
    Command(InteractionId),
    /// In a direct message, at this time: the answer is one of so many a second.
    Direct(ChannelId, Instant),
}

/// How it went.
struct Told {
    /// Messages a second, between the first and the last channel.
    rate: f64,
    /// How many calls were refused for being too many.
    refused: f64,
    /// How long newcomers waited for the answer to a command, and in direct messages, in milliseconds.
    waits: [Vec<f64>; 2],
}

/// Measures all kinds.
pub(super) async fn measure(workshop: &Workshop, common: &Common, table: &mut Table) {
    let plain = Kind {
        what: "limit as a sliding window",
        counting: Counting::SlidingWindow,
        channels: 1,
        with_newcomers: false,
    };
    let kinds = [
        plain,
        Kind { what: "limit as a token bucket", counting: Counting::TokenBucket, ..plain },
        Kind { what: "few servers with many of them", channels: IN_A_SERVER, ..plain },
        Kind { what: "somebody new asking every second", with_newcomers: true, ..plain },
    ];
    let mut rates = kinds.map(|_| vec![]);
    let (mut refused, mut waits) = (0.0, [vec![], vec![]]);
    for run in 0..RUNS {
        // Announcing is waiting for the most part, so they don't disturb each other.
        let mut scenes = Vec::new();
        for (at, kind) in kinds.into_iter().enumerate() {
            scenes.push(prepare(common, &data(workshop, &format!("announcing-{at}"), run), kind).await);
        }
        let told: Vec<Told> = thread::scope(|scope| {
            let threads: Vec<_> = scenes.into_iter().map(|scene| scope.spawn(move || scene.play())).collect();
            threads.into_iter().map(|thread| thread.join().expect("its panic was shown already")).collect()
        });
        for (rates, told) in rates.iter_mut().zip(told) {
            rates.push(told.rate);
            refused += told.refused;
            for (all, waits) in waits.iter_mut().zip(told.waits).filter(|(_, waits)| !waits.is_empty()) {
                all.push(percentile(&waits, 95));
            }
        }
    }
    let limit = f64::from(LIMIT);
    let mut add = |what: &str, value, unit, goal, beside| {
        table.add(Figure { what: format!("Discord: {what}"), value, unit, goal: Some(goal), beside });
    };
    for (kind, rates) in kinds.iter().zip(&rates) {
        let what = format!("announcing to {CHANNELS} channels, {}", kind.what);
        add(&what, median(rates), "/s", (Better::Higher, SHARE * limit), Some((limit, "the limit")));
    }
    let [command, direct] = waits;
    add("a newcomer's wait meanwhile, by command, p95", median(&command), "ms", (Better::Lower, 1000.0), None);
    add("the same in direct messages, p95", median(&direct), "ms", (Better::Lower, 1000.0), None);
    add("calls refused in all of this (429)", refused, "", (Better::Lower, 0.0), None);
}

/// A bot that finds news for all channels when it starts.
async fn prepare(common: &Common, data: &Path, kind: Kind) -> Scene {
    let Kind { counting, channels, with_newcomers, .. } = kind;
    let limits = Limits { per_second: LIMIT, counting, ..Limits::default() };
    let fake = common.discord(Conduct { limits: Some(limits), history: false, ..Conduct::default() });
    let owner = fake.person("Bina", "en-US");
    let servers = fake.crowd(owner, CHANNELS / channels, channels);
    let platform = Platform::parse("discord").expect("lower-case letters are a platform's name");
    let rooms: Vec<_> = servers.into_iter().flat_map(|(server, of)| of.into_iter().map(move |c| (server, c))).collect();
    let addresses = rooms.iter().map(|(server, channel)| RoomAddress {
        platform: platform.clone(),
        room: server.0.to_string(),
        thread: Some(channel.0.to_string()),
    });
    news::prepare(data, addresses, 0).await;
    let rooms = rooms.into_iter().map(|(_, channel)| channel).collect();
    let (square, bot) = (Square::new(&fake), ours(&fake, data));
    Scene { fake, bot, rooms, square, with_newcomers }
}

impl Scene {
    fn play(self) -> Told {
        let Self { fake, mut bot, rooms, square, with_newcomers } = self;
        bot.until("the bot to be ready", || fake.look(|world| world.is_ready().then_some(())));
        let told = |world: &World<'_>| world.calls().iter().filter(|call| told_in(&rooms, call)).count();
        bot.until("the first announcement", || fake.look(|world| (told(world) > 0).then_some(())));
        let mut newcomers = Vec::new();
        let began = Instant::now();
        while fake.look(|world| told(world) < CHANNELS) {
            assert!(began.elapsed() < Duration::from_secs(90), "announcing takes too long");
            if with_newcomers {
                let chen = square.newcomer(&fake);
                newcomers.push(Newcomer::Command(square.ask(&fake, chen)));
                let alone = fake.dm(chen);
                newcomers.push(Newcomer::Direct(alone, Instant::now()));
                fake.say(chen, alone, "rec 8");
            }
            thread::sleep(NEWCOMERS);
        }
        let mut waits = [vec![], vec![]];
        for newcomer in newcomers {
            let (at, wait) = match newcomer {
                Newcomer::Command(asked) => {
                    (0, bot.until("an answer", || fake.look(|world| world.interaction(asked).took)))
                }
                Newcomer::Direct(alone, asked) => {
                    let answer = |call: &&Call| call.channel == Some(alone) && posted(call);
                    let answered = || fake.look(|world| world.calls().iter().find(answer).map(|call| call.began));
                    (1, bot.until("an answer", answered).duration_since(asked))
                }
            };
            waits[at].push(wait.as_secs_f64() * 1e3);
        }
        fake.look(|world| {
            let news = world.calls().iter().filter(|call| told_in(&rooms, call)).map(|call| call.began);
            let (first, last) = (news.clone().min(), news.clone().max());
            let (first, last) = first.zip(last).expect("channels were told");
            assert_eq!(news.count(), CHANNELS, "every channel is told once");
            // Answers in direct messages count, too.
            let meanwhile = |call: &&Call| posted(call) && (first..last).contains(&call.began);
            let messages = world.calls().iter().filter(meanwhile).count();
            let rate = messages as f64 / (last - first).as_secs_f64();
            Told { rate, refused: world.floods() as f64, waits }
        })
    }
}

fn posted(call: &Call) -> bool {
    call.status == 200 && call.route == MESSAGE
}

fn told_in(rooms: &HashSet<ChannelId>, call: &Call) -> bool {
    posted(call) && call.channel.is_some_and(|channel| rooms.contains(&channel))
}
