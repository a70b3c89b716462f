//! The program is killed again and again while it tells 300 channels of a new supporter, under the limits of the real
//! Discord. Every channel hears of it once, because the bot looks for what it may have posted before it died, also when
//! Discord has forgotten the nonces by then; and nobody is told to wait.
//!
//! The moments follow from a seed, which a failure names; `CRASH_SEED` repeats it.

use std::time::Duration;

use outreach_tests::discord::{ChannelId, Conduct, Limits, Message, Order, Person, Trouble, World};
use serde_json::json;

use crate::{Stage, text};

const SERVERS: usize = 30;
const CHANNELS: usize = 10;
const KILLS: u64 = 5;

const POST: &str = "POST /channels/{channel}/messages";
const LOOK: &str = "GET /channels/{channel}/messages";

/// How often each channel heard the news: what one person alone sees of their own pledge is none.
fn heard(world: &World<'_>, channels: &[ChannelId]) -> Vec<usize> {
    let news = |m: &&&Message| m.only_for.is_none() && text(m).contains("Gurung");
    channels.iter().map(|channel| world.history(*channel).iter().filter(news).count()).collect()
}

/// A number below `end` that follows from the seed and the round.
fn dice(seed: u64, round: u64, end: u64) -> u64 {
    let mut z = seed.wrapping_add(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % end
}

/// Channels that hear each supporter, and Asha, who has answered everything but the last question.
fn listening(stage: &Stage, servers: usize, each: usize) -> (Vec<ChannelId>, Person, Message) {
    let fake = &stage.fake;
    let [olga, asha] = ["Olga", "Asha"].map(|name| fake.person(name, "en-US"));
    let channels: Vec<ChannelId> =
        fake.crowd(olga, servers, each).into_iter().flat_map(|(_, channels)| channels).collect();
    // Setting up is done without limits.
    let mut program = stage.program("run", fake.token());
    program.env("OUTREACH_DISCORD__CALLS_PER_SECOND", "1000");
    let serving = stage.begin(program);
    for channel in &channels {
        let asked = fake.slash(olga, *channel, "announcements", &[("pace", json!("each"))]);
        assert!(text(&stage.answer(asked)).contains("From now on, this room hears this"));
    }
    let form = [("name", json!("Asha Gurung")), ("country", json!("Nepal")), ("affiliation", json!("Teacher"))];
    let pledged = stage.answer(fake.slash(asha, channels[0], "pledge", &form));
    let last = stage.go_on(asha, pledged, "Is everything right?");
    stage.keeps_all_secrets(&serving.stop());
    (channels, asha, last)
}

#[test]
fn every_channel_hears_the_news_once_though_the_bot_is_killed_again_and_again() {
    let seed = std::env::var("CRASH_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_122);
    println!("CRASH_SEED={seed}");
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let (channels, asha, last) = listening(&stage, SERVERS, CHANNELS);
    fake.conduct(|conduct| conduct.limits = Some(Limits::default()));
    let mut serving = stage.serve();
    stage.go_on(asha, last, "You are supporter number 20");
    for round in 0..KILLS {
        // The kills are spread over the whole of announcing, and each falls before, into or after a call.
        let count = |world: &World<'_>| heard(world, &channels).iter().filter(|times| **times > 0).count();
        let posted = fake.look(count);
        let share = dice(seed, round, 2 * (SERVERS * CHANNELS) as u64 / (KILLS + 2));
        let wanted = (posted + usize::try_from(share).unwrap().max(1)).min(channels.len());
        fake.wait(&format!("{wanted} channels to hear the news"), |world| (count(world) >= wanted).then_some(()));
        // One message is posted, and the bot dies before it hears of it.
        let posted = fake.look(count);
        fake.order(Order::new(Trouble::Late(Duration::from_secs(60))).on(POST));
        fake.wait("one more", |world| (count(world) > posted || count(world) == channels.len()).then_some(()));
        std::thread::sleep(Duration::from_micros(dice(seed, KILLS + round, 40_000)));
        stage.keeps_all_secrets(&serving.kill());
        fake.peace();
        serving = stage.serve();
    }
    fake.wait("every channel to hear the news", |world| {
        heard(world, &channels).iter().all(|times| *times > 0).then_some(())
    });
    stage.keeps_all_secrets(&serving.stop());
    fake.look(|world| {
        assert_eq!(heard(world, &channels), vec![1; channels.len()], "each hears it once");
        assert_eq!(world.floods(), 0, "the bot was told to wait");
        println!("{KILLS} kills; {} messages were looked for", world.count(LOOK));
        assert!(world.count(LOOK) > 0, "no kill came between a message and its answer");
    });
}

#[test]
fn nothing_comes_twice_though_the_bot_comes_back_when_its_nonces_are_forgotten() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let (channels, asha, last) = listening(&stage, 2, 10);
    let serving = stage.serve();
    // Of some messages the bot never hears that they are posted, and others it never gets to.
    let (posted, late) = (8, Duration::from_secs(60));
    fake.order(Order::new(Trouble::Late(late)).on(POST).times(posted));
    fake.order(Order::new(Trouble::Refused(500, 0, "Internal Server Error".to_owned())).on(POST).times(1_000));
    stage.go_on(asha, last, "You are supporter number 20");
    let count = |world: &World<'_>| heard(world, &channels).iter().filter(|times| **times > 0).count();
    fake.wait("some channels to hear the news", |world| (count(world) == posted as usize).then_some(()));
    stage.keeps_all_secrets(&serving.kill());
    fake.peace();
    // Meanwhile people talk, and Discord forgets.
    for channel in &channels {
        fake.say(asha, *channel, "how is everybody?");
    }
    fake.pass(Duration::from_secs(30 * 60));
    let serving = stage.serve();
    fake.wait("every channel to hear the news", |world| (count(world) == channels.len()).then_some(()));
    // What the bot was about to send, it sends before it stops.
    stage.keeps_all_secrets(&serving.stop());
    fake.look(|world| {
        assert_eq!(heard(world, &channels), vec![1; channels.len()], "each hears it once");
        assert_eq!(world.duplicates(), 0, "Discord recognised nothing");
        assert!(world.count(LOOK) >= posted.into(), "the bot did");
    });
}
