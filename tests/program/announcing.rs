//! The program is killed again and again while it tells 300 groups of a new supporter, under the limits of the real
//! Telegram. Every group hears of it, nobody is told to wait, and each kill costs at most one message that comes twice:
//! the one that was on its way, because Telegram can't tell that it is repeated.
//!
//! The moments follow from a seed, which a failure names; `CRASH_SEED` repeats it.

use std::time::Duration;

use outreach_tests::telegram::{ChatId, Conduct, Counting, Limits, Person, Status};

use crate::Stage;
use crate::serving::Serving;

const GROUPS: u64 = 300;
const KILLS: u64 = 5;
/// How the news begins.
const NEWS: &str = "A new supporter";

/// How often each group heard the news.
fn heard(stage: &Stage, groups: &[ChatId]) -> Vec<usize> {
    let news = |world: &outreach_tests::telegram::World<'_>, group: &ChatId| {
        world.history(*group).iter().filter(|message| message.text.starts_with(NEWS)).count()
    };
    stage.fake.look(|world| groups.iter().map(|group| news(world, group)).collect())
}

/// A number below `end` that follows from the seed and the round.
fn dice(seed: u64, round: u64, end: u64) -> u64 {
    let mut z = seed.wrapping_add(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % end
}

/// Waits until so many messages with the news were posted.
fn wait_for(stage: &Stage, groups: &[ChatId], count: usize) {
    stage.fake.wait(&format!("{count} messages"), |world| {
        let posted = groups.iter().flat_map(|group| world.history(*group)).filter(|m| m.text.starts_with(NEWS)).count();
        (posted >= count).then_some(())
    });
}

#[test]
fn every_group_hears_the_news_though_the_bot_is_killed_again_and_again() {
    let seed = std::env::var("CRASH_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_122);
    println!("CRASH_SEED={seed}");
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let asha = fake.person("Asha", "en");

    // Setting up is done without limits.
    let room = |n| {
        let admin = fake.person(&format!("Admin {n}"), "en");
        (admin, fake.supergroup(&format!("Group {n}"), &[admin]))
    };
    let (admins, groups): (Vec<Person>, Vec<ChatId>) = (0..GROUPS).map(room).unzip();
    let mut program = stage.program("run", fake.token());
    program.env("OUTREACH_TELEGRAM__MESSAGES_PER_SECOND", "1000");
    let serving = Serving::begin(program);
    for (admin, group) in admins.iter().zip(&groups) {
        fake.add_bot(*admin, *group, Status::Member);
        fake.say(*admin, *group, "/announcements each");
    }
    stage.answer_until(asha, "/pledge Asha Gurung | Nepal | Teacher", "Is everything right?");
    fake.wait("all groups to be told that they hear news", |world| {
        let told = |group: &&ChatId| world.bot_messages(**group).iter().any(|m| m.text.starts_with("From now on"));
        (groups.iter().filter(told).count() == groups.len()).then_some(())
    });
    serving.stop();

    fake.conduct(|conduct| {
        conduct.limits = Some(Limits { counting: Counting::SlidingWindow, ..Limits::default() });
    });
    let mut serving = stage.serve();
    stage.answer_until(asha, "1", "You are supporter number 20");
    let mut before = vec![0; groups.len()];
    for round in 0..KILLS {
        // The kills are spread over the whole of announcing, and each falls before, into or after a call.
        let posted: usize = before.iter().sum();
        let share = usize::try_from(dice(seed, round, 2 * GROUPS / (KILLS + 2))).unwrap();
        wait_for(&stage, &groups, posted + share.max(1));
        std::thread::sleep(Duration::from_micros(dice(seed, KILLS + round, 40_000)));
        stage.keeps_the_secret(&serving.kill());
        before = judged(&stage, &groups, &before);
        serving = stage.serve();
    }
    fake.wait("every group to hear the news", |world| {
        let all = groups.iter().all(|group| world.history(*group).iter().any(|m| m.text.starts_with(NEWS)));
        all.then_some(())
    });
    stage.keeps_the_secret(&serving.stop());
    let heard = judged(&stage, &groups, &before);
    assert!(heard.iter().all(|times| *times > 0));
    let twice: usize = heard.iter().map(|times| times - 1).sum();
    println!("{KILLS} kills; {twice} of {GROUPS} messages came twice");
    fake.look(|world| assert_eq!(world.floods(), 0, "the bot was told to wait"));
}

/// What was heard in a run: at most one message again. Gives how often each group heard the news by now.
fn judged(stage: &Stage, groups: &[ChatId], before: &[usize]) -> Vec<usize> {
    let now = heard(stage, groups);
    let again = now.iter().zip(before).filter(|(now, before)| **before > 0 && now > before).count();
    assert!(again <= 1, "{again} groups heard the news again after one kill");
    assert!(now.iter().zip(before).all(|(now, before)| now - before <= 1), "a group heard the news twice in one run");
    now
}
