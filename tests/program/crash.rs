//! The program is killed at random moments, a hundred times, while people pledge and two rooms hear of it. Whatever
//! it said before must be true afterwards: no pledge that was acknowledged is lost, no number is used twice, every
//! room hears every name, and again only what it may have missed.
//!
//! The moments follow from a seed, which a failure names; `CRASH_SEED` repeats it. They are counted in lines, not in
//! milliseconds, so they spread over the whole of pledging and announcing on any machine.

mod sitting;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use outreach_tests::postgres::Postgres;
use sitting::{Home, Sitting, check, data_folder};
use sqlx::{Connection, Row};

/// The last number of the first supporters.
const FIRST_NUMBERS: u32 = 19;
const ROOMS: [&str; 2] = ["plaza", "hall"];
/// More than the ten minutes that a room rests after a message, and than the minute that a message belongs to a
/// worker that died.
const WAIT: &str = ":time +11m";
/// The most lines that are said between two kills.
const MOST_LINES: u64 = 14;

/// Numbers that look random and follow from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        let seed = std::env::var("CRASH_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_122);
        println!("CRASH_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn up_to(&mut self, longest: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(longest.as_micros()).unwrap_or(u64::MAX).max(1)))
    }
}

/// How far a pledge is, as the bot showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Progress {
    Nothing,
    /// The number of the open question.
    Question(u32),
    /// It counts, under this number.
    Published(u32),
}

/// The number after some words.
fn number_after(line: &str, words: &str) -> Option<u32> {
    let rest = line.split_once(words)?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn progress(line: &str) -> Option<Progress> {
    if let Some(number) = number_after(line, "You are supporter number ") {
        return Some(Progress::Published(number));
    }
    if let Some(question) = number_after(line, "Add your support · question ") {
        return Some(Progress::Question(question));
    }
    (line == "Add your support").then_some(Progress::Question(1))
}

/// A name that nobody else has, in syllables that say the number.
fn name(person: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "so", "tu"];
    let word = |n: usize, first: &str| {
        format!("{first}{}{}{}", SYLLABLES[n / 100 % 10], SYLLABLES[n / 10 % 10], SYLLABLES[n % 10])
    };
    format!("{} {}", word(person, "A"), word(999 - person % 1000, "O"))
}

/// A room was told a name.
#[derive(Clone, Copy, Debug)]
struct Heard {
    /// In which run of the program.
    run: u32,
    /// Whether that run went on to the next line, so that it knows what it told.
    settled: bool,
}

/// Everything that people saw, over all runs.
struct Story {
    run: u32,
    /// By how many steps of [`WAIT`] the clock is ahead.
    waits: u32,
    /// How far each person is, by what was shown to them.
    people: Vec<Progress>,
    /// Whether the program was killed over an answer of the last person's, which may have been kept or not.
    in_flight: bool,
    heard: BTreeMap<(&'static str, usize), Vec<Heard>>,
    /// The questions as they follow one another.
    course: Vec<Progress>,
    /// The longest that a line took when nobody disturbed.
    line_time: Duration,
    /// How long the program took from its start to its first answer.
    start_time: Duration,
}

impl Story {
    fn new() -> Self {
        Self {
            run: 0,
            waits: 0,
            people: vec![Progress::Nothing],
            in_flight: false,
            heard: BTreeMap::new(),
            course: vec![Progress::Nothing],
            line_time: Duration::ZERO,
            start_time: Duration::ZERO,
        }
    }

    fn person(&self) -> usize {
        self.people.len() - 1
    }

    /// The step after this one.
    fn after(&self, progress: Progress) -> Option<Progress> {
        let at = self.course.iter().position(|p| *p == progress)?;
        self.course.get(at + 1).copied()
    }

    /// Says a line and takes note of what is shown. `false` when the program was killed over it.
    fn say(&mut self, sitting: &mut Sitting<'_>, line: &str) -> bool {
        let answer = sitting.say(line);
        let person = self.person();
        let mut room = None;
        for printed in &answer.lines {
            if let Some(found) = ROOMS.iter().find(|r| printed.starts_with(&format!("#{r} (message "))) {
                room = Some(*found);
            } else if let Some(room) = room {
                if let Some(named) = (0..=person).find(|p| printed.contains(&name(*p))) {
                    self.hear(room, named, answer.whole);
                }
            } else if let Some(shown) = progress(printed) {
                self.people[person] = shown;
            }
        }
        answer.whole
    }

    fn hear(&mut self, room: &'static str, person: usize, settled: bool) {
        let before = self.heard.entry((room, person)).or_default();
        for heard in before.iter() {
            let again = format!("#{room} heard {} in run {} and again in run {}", name(person), heard.run, self.run);
            assert!(!heard.settled, "{again}, though the first time was settled");
            assert!(heard.run != self.run, "{again}");
        }
        before.push(Heard { run: self.run, settled });
    }

    /// One line of the current person's pledge, whatever the open question is.
    fn pledge_on(&mut self, sitting: &mut Sitting<'_>) -> bool {
        if let Progress::Published(_) = self.people[self.person()] {
            self.people.push(Progress::Nothing);
        }
        let person = self.person();
        let before = self.people[person];
        let line = match before {
            Progress::Nothing => self.short_form(),
            // The first choice is always the one that goes on.
            _ => format!("@p{person} 1"),
        };
        let whole = self.say(sitting, &line);
        let now = self.people[person];
        self.in_flight = now == before;
        assert!(!whole || now > before, "{line:?} led from {before:?} to {now:?}");
        whole
    }

    fn short_form(&self) -> String {
        let person = self.person();
        format!("@p{person} /pledge {} | Nepal | Teacher", name(person))
    }

    /// Comes back after a kill: the clock goes on, and the pledge that was under way stands where it was shown to
    /// stand, or one step further if the program was killed over an answer.
    fn come_back(&mut self, sitting: &mut Sitting<'_>) -> bool {
        self.waits += 1;
        let minutes = 11 * self.waits;
        if !self.say(sitting, &format!(":time +{minutes}m")) {
            return false;
        }
        let person = self.person();
        let before = self.people[person];
        if before == Progress::Nothing && !self.in_flight {
            return true;
        }
        let line = self.short_form();
        let whole = self.say(sitting, &line);
        let now = self.people[person];
        let further = match (self.after(before), now) {
            // The rehearsal's number was another one.
            (Some(Progress::Published(_)), Progress::Published(_)) => true,
            (after, now) => after == Some(now),
        };
        assert!(
            now == before || self.in_flight && further,
            "{} was at {before:?}, an answer under way: {}; now it is at {now:?}",
            name(person),
            self.in_flight,
        );
        self.in_flight &= !whole && now == before;
        whole
    }

    /// A pledge from its beginning to the news of it, while nobody kills the program.
    fn rehearse(&mut self, home: &Home) {
        self.run += 1;
        let mut sitting = Sitting::begin(home);
        for room in ROOMS {
            let answer = sitting.ask(&format!("#{room} /announcements each")).join("\n");
            assert!(answer.contains("From now on, this room hears this"), "{answer}");
        }
        while !matches!(self.people[0], Progress::Published(_)) {
            let began = Instant::now();
            assert!(self.pledge_on(&mut sitting), "nobody kills the program here");
            self.line_time = self.line_time.max(began.elapsed());
            self.course.push(self.people[0]);
        }
        self.wait(&mut sitting);
        for room in ROOMS {
            assert_eq!(self.heard.get(&(room, 0)).map(Vec::len), Some(1), "#{room} hears of the first pledge");
        }
        assert!(sitting.leave().success());
        let began = Instant::now();
        Sitting::begin(home).ask("hello");
        self.start_time = began.elapsed();
    }

    fn wait(&mut self, sitting: &mut Sitting<'_>) -> bool {
        self.waits += 1;
        self.say(sitting, WAIT)
    }

    /// One run of the program that ends with a kill.
    fn run_until_killed(&mut self, home: &Home, dice: &mut Dice) {
        self.run += 1;
        let lines = dice.below(MOST_LINES);
        let mut sitting = Sitting::begin(home);
        for said in 0.. {
            if said == lines {
                // Twice the time of a line, so that the kill falls before, into and after its work.
                let longest = if said == 0 { self.start_time } else { 2 * self.line_time };
                sitting.kill_after(dice.up_to(longest));
            }
            let whole = if said == 0 {
                self.come_back(&mut sitting)
            } else if dice.below(6) == 0 {
                self.wait(&mut sitting)
            } else {
                self.pledge_on(&mut sitting)
            };
            if !whole {
                return;
            }
        }
    }

    /// The last run: the pledge that is under way is finished, and all news is told.
    fn finish(&mut self, home: &Home) {
        self.run += 1;
        let mut sitting = Sitting::begin(home);
        assert!(self.come_back(&mut sitting), "nobody kills the program here");
        while !matches!(self.people.last(), Some(Progress::Published(_))) {
            assert!(self.pledge_on(&mut sitting), "nobody kills the program here");
        }
        // A room that rests hears the rest after it; two turns are enough, because bursts fold.
        self.wait(&mut sitting);
        self.wait(&mut sitting);
        assert!(sitting.leave().success());
    }

    fn judge(&self, database: &[(u32, String)]) {
        let mut shown = Vec::new();
        for (person, progress) in self.people.iter().enumerate() {
            let Progress::Published(number) = progress else { panic!("{} is at {progress:?}", name(person)) };
            shown.push((*number, name(person)));
            for room in ROOMS {
                assert!(self.heard.contains_key(&(room, person)), "#{room} never heard of {}", name(person));
            }
        }
        // People pledged one after another, so the list says the same in the same order, and every number counts once.
        assert_eq!(database, shown);
        let numbers: Vec<u32> = shown.iter().map(|(number, _)| *number).collect();
        let expected: Vec<u32> = (FIRST_NUMBERS + 1..).take(numbers.len()).collect();
        assert_eq!(numbers, expected);
    }
}

/// The new supporters in the database, by number.
async fn in_database(url: &str) -> Vec<(u32, String)> {
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(url).await.expect("the database can be read");
    if url.starts_with("sqlite:") {
        let found = sqlx::query("PRAGMA integrity_check").fetch_all(&mut connection).await.expect("SQLite can check");
        let found: Vec<String> = found.iter().map(|row| row.get(0)).collect();
        assert_eq!(found, ["ok"]);
    }
    let query = "SELECT number, name FROM supporters WHERE number > 19 ORDER BY number";
    let rows = sqlx::query(query).fetch_all(&mut connection).await.expect("the list can be read");
    let number = |row: &sqlx::any::AnyRow| u32::try_from(row.get::<i64, _>(0)).expect("numbers are small");
    rows.iter().map(|row| (number(row), row.get(1))).collect()
}

async fn crash_and_come_back(home: &Home, url: &str, kills: u32) {
    let mut dice = Dice::new();
    let mut story = Story::new();
    let began = Instant::now();
    story.rehearse(home);
    let mut over_answers = 0;
    for _ in 0..kills {
        story.run_until_killed(home, &mut dice);
        over_answers += u32::from(story.in_flight);
    }
    story.finish(home);
    check(home).expect("the check finds nothing wrong");
    story.judge(&in_database(url).await);
    let again = story.heard.values().filter(|heard| heard.len() > 1).count();
    println!(
        "{kills} kills, {over_answers} of them over an answer; {} pledges, {again} names told again; {:?}",
        story.people.len(),
        began.elapsed()
    );
    // Otherwise the kills fell where nothing can be lost, and the test says nothing.
    assert!(over_answers >= kills / 10, "only {over_answers} of {kills} kills fell into work on a pledge");
}

#[tokio::test]
async fn a_hundred_crashes_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let home = Home { folder: data_folder(folder.path()), database: None };
    std::fs::create_dir(&home.folder).expect("a folder can be made");
    let url = format!("sqlite:{}", home.folder.join("outreach.db").display());
    crash_and_come_back(&home, &url, 100).await;
}

#[tokio::test]
async fn crashes_lose_nothing_on_a_server() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let server = Postgres::shared();
    let url = server.new_database();
    let home = Home { folder: data_folder(folder.path()), database: Some(url.clone()) };
    std::fs::create_dir(&home.folder).expect("a folder can be made");
    crash_and_come_back(&home, &url, 10).await;
}
