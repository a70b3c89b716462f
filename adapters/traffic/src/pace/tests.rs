//! The limits, proved as a strict server would count them, in a world with its own time.

#![allow(clippy::unwrap_used)]

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::*;

/// Groups have negative numbers, and a limit by the minute.
fn usual() -> Limits<i64> {
    Limits { per_second: 30, gap: SECOND, per_minute: 20, has_minute: |chat| chat < 0 }
}

/// How a call ended that was told to wait, without a word for what.
fn refused(told: Option<Duration>) -> Ended {
    told.map_or(Ended::Fine, |wait| Ended::Refused { wait, scope: Scope::Unknown })
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Numbers that look random and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A call that was made.
#[derive(Clone, Copy, Debug)]
struct Made {
    lane: Lane,
    chat: i64,
    ticket: Ticket,
    asked: Instant,
    started: Instant,
    /// When the server counted it.
    counted: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Happens {
    Over { chat: i64, told: Option<Duration> },
    Asked { news: bool, chat: i64 },
    Left { ticket: Ticket, news: bool, chat: i64 },
    Woken,
}

/// Somebody sends, over a network with its delays, to a server that writes down what it gets.
struct World {
    pace: Pace<i64>,
    now: Instant,
    ahead: BinaryHeap<Reverse<(Instant, Happens)>>,
    asked: HashMap<Ticket, (Lane, i64, Instant)>,
    made: Vec<Made>,
    chance: Chance,
    /// How long a call is on its way to the server, and its answer on the way back, in microseconds: from, to.
    network: (u64, u64),
    /// One in so many calls is answered with 429.
    floods: Option<u64>,
    woken_at: Option<Instant>,
}

impl World {
    fn new(limits: Limits<i64>, now: Instant, seed: u64, network: (u64, u64)) -> Self {
        Self {
            pace: Pace::new(limits, now),
            now,
            ahead: BinaryHeap::new(),
            asked: HashMap::new(),
            made: Vec::new(),
            chance: Chance(seed * 2 + 1),
            network,
            floods: None,
            woken_at: None,
        }
    }

    fn ask(&mut self, after: Duration, lane: Lane, chat: i64) {
        self.ahead.push(Reverse((self.now + after, Happens::Asked { news: lane == Lane::News, chat })));
    }

    fn travel(&mut self) -> Duration {
        Duration::from_micros(self.network.0 + self.chance.below(self.network.1 - self.network.0 + 1))
    }

    /// Lets time pass until nothing more happens, or until `end`.
    fn run(&mut self, end: Option<Instant>) {
        while let Some(Reverse((at, happens))) = self.ahead.pop() {
            if end.is_some_and(|end| at > end) {
                return;
            }
            self.now = at;
            match happens {
                Happens::Over { chat, told } => self.pace.ended(chat, refused(told), at),
                Happens::Asked { news, chat } => {
                    let lane = lane(news);
                    let ticket = self.pace.ask(lane, chat, at);
                    self.asked.insert(ticket, (lane, chat, at));
                }
                Happens::Left { ticket, news, chat } => {
                    if self.asked.remove(&ticket).is_some() {
                        self.pace.withdraw(ticket, lane(news), chat, at);
                    }
                }
                Happens::Woken => {}
            }
            loop {
                match self.pace.next(at) {
                    Step::Start(ticket) => self.call(ticket),
                    Step::Wait(until) => {
                        assert!(until > at, "it must not turn in circles");
                        // Tokio's timers: whole milliseconds, and never too early.
                        let since = until - at + ms(1) - Duration::from_nanos(1);
                        let wake = at + ms(u64::try_from(since.as_millis()).unwrap());
                        if self.woken_at.is_none_or(|planned| planned <= at || wake < planned) {
                            self.woken_at = Some(wake);
                            self.ahead.push(Reverse((wake, Happens::Woken)));
                        }
                        break;
                    }
                    Step::Rest => break,
                }
            }
        }
    }

    fn call(&mut self, ticket: Ticket) {
        let (lane, chat, asked) = self.asked.remove(&ticket).expect("only who asked is called");
        let counted = self.now + self.travel();
        let ended = counted + self.travel();
        let flooded = self.floods.is_some_and(|floods| self.chance.below(floods) == 0);
        let told = flooded.then(|| ms(1000 * (1 + self.chance.below(5))));
        self.made.push(Made { lane, chat, ticket, asked, started: self.now, counted });
        self.ahead.push(Reverse((ended, Happens::Over { chat, told })));
    }
}

fn lane(news: bool) -> Lane {
    if news { Lane::News } else { Lane::Reply }
}

/// No window of this length holds more than so many.
fn no_more_than(most: usize, window: Duration, mut times: Vec<Instant>, what: &str) {
    times.sort();
    for (first, last) in times.iter().zip(times.iter().skip(most)) {
        assert!(*last - *first >= window, "{} calls within {:?}: {what}", most + 1, *last - *first);
    }
}

/// A bucket that holds `capacity` and is filled `rate` a second never runs empty.
fn bucket_suffices(capacity: f64, rate: f64, mut times: Vec<Instant>) {
    times.sort();
    let (mut level, mut last) = (capacity, times[0]);
    for time in times {
        level = (level + (time - last).as_secs_f64() * rate).min(capacity) - 1.0;
        last = time;
        assert!(level > -1e-6, "the bucket is empty");
    }
}

/// All that a strict server counts.
fn strict(limits: Limits<i64>, made: &[Made]) {
    no_more_than(limits.per_second as usize, SECOND, made.iter().map(|m| m.counted).collect(), "all");
    let mut chats: HashMap<i64, Vec<Made>> = HashMap::new();
    for call in made {
        chats.entry(call.chat).or_default().push(*call);
    }
    for (chat, calls) in chats {
        let counted: Vec<_> = calls.iter().map(|m| m.counted).collect();
        no_more_than(1, limits.gap, counted.clone(), "one chat");
        if chat < 0 {
            no_more_than(limits.per_minute as usize, MINUTE, counted, "one group");
        }
        for lane in [Lane::Reply, Lane::News] {
            let tickets = calls.iter().filter(|m| m.lane == lane).map(|m| m.ticket);
            assert!(tickets.is_sorted(), "within a chat, what was asked first goes first");
        }
    }
}

fn duration(made: &[Made]) -> Duration {
    made.last().unwrap().started - made[0].started
}

#[test]
fn no_way_of_counting_finds_too_much_whatever_the_network_does() {
    for seed in 0..60 {
        let mut chance = Chance(seed * 7919 + 1);
        let limits = Limits {
            per_second: [1, 5, 30, 30, 200][chance.below(5) as usize],
            gap: ms([0, 1000, 1000][chance.below(3) as usize]),
            per_minute: [1, 3, 20][chance.below(3) as usize],
            ..usual()
        };
        let slowest = [300, 3_000, 50_000, 2_500_000][chance.below(4) as usize];
        let mut world = World::new(limits, Instant::now(), seed, (0, slowest));
        world.floods = [None, Some(40)][chance.below(2) as usize];
        let chats = 1 + chance.below(80);
        let asks = 600;
        let span = 1 + chance.below(90_000);
        for ticket in 1..=asks {
            let chat = chance.below(chats) as i64 + 1;
            let (chat, news) = (if chance.below(3) == 0 { -chat } else { chat }, chance.below(2) == 0);
            let at = ms(chance.below(span));
            world.ask(at, lane(news), chat);
            if chance.below(20) == 0 {
                let at = world.now + at + ms(chance.below(3_000));
                let left = Happens::Left { ticket: Ticket(ticket), news, chat };
                world.ahead.push(Reverse((at, left)));
            }
        }
        // Who leaves must be who asked: the tickets come in the order of asking.
        let mut asking: Vec<_> = world.ahead.drain().map(|Reverse(ahead)| ahead).collect();
        asking.sort();
        let mut asked = 0;
        let mut tickets = HashMap::new();
        for (_, happens) in &asking {
            if let Happens::Asked { news, chat } = happens {
                asked += 1;
                tickets.insert(Ticket(asked), (*news, *chat));
            }
        }
        for (at, happens) in asking {
            let happens = match happens {
                Happens::Left { ticket, .. } => {
                    let (news, chat) = tickets[&ticket];
                    Happens::Left { ticket, news, chat }
                }
                happens => happens,
            };
            world.ahead.push(Reverse((at, happens)));
        }
        world.run(None);
        assert!(world.asked.is_empty(), "everybody gets a turn, or leaves");
        assert!(world.made.len() > 500);
        strict(limits, &world.made);
        let per_second = f64::from(limits.per_second);
        let burst = (10.0 / per_second).clamp(0.02, 1.0 / 3.0);
        bucket_suffices(1.0 + burst * per_second, per_second, world.made.iter().map(|m| m.started).collect());
        let news: Vec<_> = world.made.iter().filter(|m| m.lane == Lane::News).map(|m| m.started).collect();
        if limits.per_second <= 200 {
            no_more_than(1, SECOND / limits.per_second * 4 / 5, news, "news in one go");
        }
        // Nothing is remembered for ever.
        let after = world.now + MINUTE * 2;
        assert_eq!(world.pace.next(after), Step::Rest);
        assert!(world.pace.keys.is_empty());
    }
}

#[test]
fn a_steady_stream_reaches_99_percent_of_the_limit() {
    let mut world = World::new(usual(), Instant::now(), 1, (500, 1_500));
    for chat in 1..=600 {
        world.ask(Duration::ZERO, Lane::News, -chat);
    }
    world.run(None);
    strict(usual(), &world.made);
    let rate = 599.0 / duration(&world.made).as_secs_f64();
    assert!(rate >= 29.7, "{rate} a second");
    bucket_suffices(8.0, 30.0, world.made.iter().map(|m| m.counted).collect());
}

#[test]
fn fifty_a_second_to_a_thousand_channels_keep_97_percent_while_people_ask() {
    let limits = Limits { per_second: 50, gap: Duration::ZERO, ..usual() };
    let mut world = World::new(limits, Instant::now(), 6, (1_000, 8_000));
    for channel in 1..=1_000 {
        world.ask(ms(2_000), Lane::News, channel);
    }
    for person in 0..20 {
        world.ask(ms(2_500 + 1_013 * person), Lane::Reply, person as i64 + 2_000);
    }
    world.run(None);
    strict(limits, &world.made);
    bucket_suffices(11.0, 50.0, world.made.iter().map(|m| m.started).collect());
    let all = (world.made.len() - 1) as f64 / duration(&world.made).as_secs_f64();
    assert!(all >= 48.5, "{all} a second");
    let replies = world.made.iter().filter(|m| m.lane == Lane::Reply);
    let slowest = replies.map(|m| m.started - m.asked).max().unwrap();
    assert!(slowest <= ms(100), "somebody waited {slowest:?}");
}

#[test]
fn a_key_that_is_used_up_rests_and_a_refusal_stops_what_it_names() {
    let born = Instant::now();
    let mut pace = Pace::new(Limits { gap: Duration::ZERO, ..usual() }, born);
    let now = born + ms(5_000);
    assert!(start(&mut pace, Lane::News, 1, now));
    pace.ended(1, Ended::Rest(ms(700)), now);
    assert_eq!((pace.away(1, now), pace.away(2, now)), (ms(700), Duration::ZERO));
    assert!(!start(&mut pace, Lane::Reply, 1, now + ms(699)));
    assert!(start(&mut pace, Lane::Reply, 2, now + ms(699)));
    for key in [2, 3] {
        assert!(key == 2 || start(&mut pace, Lane::Reply, key, now + ms(800)));
        pace.ended(key, Ended::Refused { wait: ms(9_000), scope: Scope::Key }, now + ms(900));
    }
    assert!(start(&mut pace, Lane::Reply, 4, now + ms(1_000)), "two keys that are told to wait stop no third");
    pace.ended(4, Ended::Refused { wait: ms(2_000), scope: Scope::Everything }, now + ms(1_000));
    assert_eq!((pace.away(1, now + ms(1_000)), pace.away(5, now + ms(1_000))), (ms(2_000), ms(2_000)));
    assert!(!start(&mut pace, Lane::Reply, 5, now + ms(2_999)));
    assert!(start(&mut pace, Lane::Reply, 4, now + ms(3_000)), "and then the key itself is free");
}

#[test]
fn a_stream_with_a_person_each_second_keeps_95_percent_and_lets_nobody_wait() {
    let mut world = World::new(usual(), Instant::now(), 2, (500, 1_500));
    for chat in 1..=600 {
        world.ask(ms(2_000), Lane::News, -chat);
    }
    for person in 0..20 {
        world.ask(ms(2_500 + 1_013 * person), Lane::Reply, person as i64 + 1);
    }
    world.run(None);
    strict(usual(), &world.made);
    let (replies, news): (Vec<Made>, Vec<Made>) = world.made.iter().partition(|m| m.lane == Lane::Reply);
    let slowest = replies.iter().map(|m| m.started - m.asked).max().unwrap();
    assert!(slowest <= ms(100), "somebody waited {slowest:?}");
    let rate = 599.0 / duration(&news).as_secs_f64();
    assert!(rate >= 28.5, "{rate} a second");
}

#[test]
fn a_few_replies_at_once_go_at_once() {
    let mut world = World::new(usual(), Instant::now(), 3, (20_000, 30_000));
    for person in 1..=10 {
        world.ask(ms(3_000), Lane::Reply, person);
    }
    world.run(None);
    assert!(world.made.iter().all(|m| m.started == m.asked));
}

#[test]
fn news_is_not_forgotten_over_replies_without_end() {
    let mut world = World::new(usual(), Instant::now(), 4, (500, 1_500));
    for person in 1..=1_500 {
        world.ask(ms(2_000), Lane::Reply, person);
    }
    for chat in 1..=1_500 {
        world.ask(ms(2_000), Lane::News, -chat);
    }
    let end = world.now + ms(32_000);
    world.run(Some(end));
    strict(usual(), &world.made);
    let news = world.made.iter().filter(|m| m.lane == Lane::News).count();
    let all = world.made.len();
    assert!((85..=95).contains(&news), "{news} of {all}");
    assert!(all >= 890, "{all} in 30 s");
}

#[test]
fn the_life_before_may_have_used_up_everything() {
    for seed in 0..40 {
        let mut chance = Chance(seed + 1);
        let limits = Limits { gap: [Duration::ZERO, SECOND][chance.below(2) as usize], ..usual() };
        let mut first = World::new(limits, Instant::now(), seed, (0, 0));
        let lived = 3_000 + chance.below(2_000);
        let killed = first.now + ms(lived);
        // A steady load, or a crowd just before the end.
        let before = [3_000, 300, 10][chance.below(3) as usize];
        for _ in 0..400 {
            let chat = chance.below(400) as i64 + 1;
            first.ask(ms(lived - chance.below(before)), lane(chance.below(2) == 0), chat);
        }
        first.run(Some(killed));
        let mut second = World::new(limits, killed, seed, (0, 0));
        for _ in 0..200 {
            let chat = chance.below(400) as i64 + 1;
            second.ask(ms(chance.below(1_000)), lane(chance.below(2) == 0), chat);
        }
        second.run(None);
        let both: Vec<_> = first.made.iter().chain(&second.made).copied().collect();
        no_more_than(30, SECOND, both.iter().map(|m| m.counted).collect(), "over both lives");
        for chat in 1..=400 {
            let counted = both.iter().filter(|m| m.chat == chat).map(|m| m.counted).collect();
            no_more_than(1, limits.gap, counted, "one chat over both lives");
        }
    }
}

/// Asks and starts at once.
fn start(pace: &mut Pace<i64>, lane: Lane, chat: i64, now: Instant) -> bool {
    let ticket = pace.ask(lane, chat, now);
    let started = pace.next(now) == Step::Start(ticket);
    if !started {
        pace.withdraw(ticket, lane, chat, now);
    }
    started
}

#[test]
fn one_chat_told_to_wait_pauses_itself_and_two_pause_all() {
    let born = Instant::now();
    let mut pace = Pace::new(usual(), born);
    let now = born + ms(5_000);
    for chat in [1, 2] {
        assert!(start(&mut pace, Lane::Reply, chat, now));
    }
    pace.ended(1, refused(Some(ms(30_000))), now);
    assert!(!start(&mut pace, Lane::Reply, 1, now + ms(29_000)));
    assert!(start(&mut pace, Lane::Reply, 3, now + ms(100)), "another chat goes on");
    pace.ended(3, Ended::Fine, now + ms(200));
    assert_eq!(pace.away(1, now), ms(30_000));

    pace.ended(2, refused(Some(ms(7_000))), now + ms(1_000));
    assert!(!start(&mut pace, Lane::Reply, 4, now + ms(7_900)));
    assert_eq!(pace.away(4, now + ms(2_000)), ms(6_000));
    assert!(start(&mut pace, Lane::Reply, 4, now + ms(8_000)), "the second one's time is over");
    assert!(!start(&mut pace, Lane::Reply, 1, now + ms(8_100)));
    assert!(start(&mut pace, Lane::Reply, 1, now + ms(30_000)));
}

#[test]
fn the_same_chat_told_twice_pauses_only_itself() {
    let born = Instant::now();
    let mut pace = Pace::new(usual(), born);
    let now = born + ms(5_000);
    assert!(start(&mut pace, Lane::Reply, 1, now));
    pace.ended(1, refused(Some(ms(2_000))), now);
    assert!(start(&mut pace, Lane::Reply, 1, now + ms(2_000)));
    pace.ended(1, refused(Some(ms(9_000))), now + ms(2_000));
    assert!(start(&mut pace, Lane::Reply, 2, now + ms(2_001)));
}

#[test]
fn a_call_that_hangs_holds_only_its_chat() {
    let born = Instant::now();
    let mut pace = Pace::new(usual(), born);
    let now = born + ms(5_000);
    assert!(start(&mut pace, Lane::News, 1, now));
    for minute in 1..100_u64 {
        let now = now + ms(minute * 60_000);
        assert!(!start(&mut pace, Lane::Reply, 1, now));
        assert!(start(&mut pace, Lane::Reply, 2, now));
        pace.ended(2, Ended::Fine, now);
    }
}

#[test]
fn while_an_end_is_kept_no_news_begins_and_replies_go_on() {
    let born = Instant::now();
    let mut pace = Pace::new(usual(), born);
    let now = born + ms(5_000);
    assert!(start(&mut pace, Lane::News, 1, now));
    pace.ended(1, Ended::Fine, now);
    pace.hold();
    let waiting = pace.ask(Lane::News, 2, now);
    assert_eq!(pace.next(now + ms(500)), Step::Rest, "only the end of keeping changes that");
    assert!(start(&mut pace, Lane::Reply, 3, now + ms(500)));
    pace.release();
    assert_eq!(pace.next(now + ms(600)), Step::Start(waiting));
}

#[test]
fn with_high_limits_there_is_nothing_to_wait_for() {
    let limits = Limits { per_second: 20_000, gap: Duration::ZERO, ..usual() };
    let mut world = World::new(limits, Instant::now(), 5, (500, 1_500));
    for person in 0..20_000 {
        world.ask(ms(1_000) + Duration::from_micros(60 * person), Lane::Reply, person as i64 + 1);
    }
    world.run(None);
    assert_eq!(world.made.len(), 20_000);
    let slowest = world.made.iter().map(|m| m.started - m.asked).max().unwrap();
    assert!(slowest <= ms(2), "somebody waited {slowest:?}");
    assert!(world.pace.keys.is_empty());
}
