//! The program is killed again and again while it tells 200 rooms of a new supporter. Every room hears of it once,
//! because the homeserver recognises a message that is sent again by its transaction id. The rooms aren't encrypted: the
//! homeserver makes those much faster, and recognises messages of both in the same way.
//!
//! The moments follow from a seed, which a failure names; `CRASH_SEED` repeats it.

use std::cell::Cell;
use std::collections::HashSet;
use std::time::Duration;

use matrix_sdk::ruma::{OwnedRoomId, UserId};
use outreach_tests::matrix_people::{Person, wait_for};
use outreach_tests::matrix_proxy::{Call, Order, Proxy, Trouble};

use crate::serving::Serving;
use crate::{READY, Stage};

const ROOMS: usize = 200;
const KILLS: u64 = 7;
/// What is said to pledge, after one another.
const PLEDGE: [&str; 7] = ["pledge Asha Gurung | Nepal | teacher", "yes", "individual", "full", "yes", "no", "confirm"];

/// How often each room heard the news.
fn heard(olga: &Person, rooms: &[OwnedRoomId]) -> Vec<usize> {
    olga.look();
    let news = |room: &OwnedRoomId| olga.seen(room).iter().filter(|m| m.body.contains("Gurung")).count();
    rooms.iter().map(news).collect()
}

/// The calls that told a room the news and were carried out.
fn telling(calls: &[Call]) -> impl Iterator<Item = &Call> {
    let tells = |call: &&Call| call.name == "send" && call.body["body"].as_str().is_some_and(|b| b.contains("Gurung"));
    calls.iter().filter(tells).filter(|call| call.carried_out)
}

/// How many rooms were told the news.
fn told(calls: &[Call]) -> usize {
    let room = |call: &Call| call.path.split("/send/").next().map(str::to_owned);
    telling(calls).filter_map(room).collect::<HashSet<_>>().len()
}

/// A number below `end` that follows from the seed and the round.
fn dice(seed: u64, round: u64, end: u64) -> u64 {
    let mut z = seed.wrapping_add(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % end
}

/// The program behind the proxy, when it has signed in.
fn serve(stage: &Stage, proxy: &Proxy) -> Serving {
    let mut program = stage.program(stage.folder.path(), &["run"]);
    program.env("OUTREACH_MATRIX__HOMESERVER", proxy.url().as_str());
    let serving = Serving::begin(program);
    serving.wait_for(READY);
    serving
}

#[test]
fn every_room_hears_the_news_once_though_the_bot_is_killed_again_and_again() {
    let seed = std::env::var("CRASH_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_122);
    println!("CRASH_SEED={seed}");
    let stage = Stage::new();
    let proxy = Proxy::before(stage.synapse);
    let mut serving = serve(&stage, &proxy);
    let [olga, asha] = ["olga", "asha"].map(|name| Person::new(stage.synapse, name));
    // Two alone would be a private chat.
    let guest = UserId::parse(wait_for(stage.synapse.register("guest")).user).unwrap();
    let bot = stage.bot();
    let rooms = olga.make_rooms(ROOMS, &[&guest, &bot]);
    let all_hear = |words: &str| {
        let hears = |room: &OwnedRoomId| olga.seen(room).iter().any(|m| m.sender == bot && m.body.contains(words));
        let known = Cell::new(0);
        olga.wait(words, |_| {
            known.set(known.get() + rooms[known.get()..].iter().take_while(|room| hears(room)).count());
            (known.get() == ROOMS).then_some(())
        });
    };
    all_hear("remove me from the room");
    for room in &rooms {
        olga.say(room, "!announcements each");
    }
    all_hear("From now on, this room hears this");
    let chat = stage.chat(&asha, true);
    let (confirm, before) = PLEDGE.split_last().unwrap();
    for words in before {
        stage.ask(&asha, &chat, words);
    }
    asha.say(&chat, confirm);
    for round in 0..KILLS {
        // The kills are spread over the whole of announcing, and each falls before, into or after a call.
        let share = usize::try_from(dice(seed, round, 2 * ROOMS as u64 / (KILLS + 2))).unwrap();
        let wanted = (told(&proxy.calls("send")) + share.max(1)).min(ROOMS);
        proxy.wait("some news", |calls| (told(calls) >= wanted).then_some(()));
        // Every other time, one message is posted and the bot dies before it hears of it.
        if round % 2 == 0 {
            proxy.order(Order::new(Trouble::Unanswered, "send"));
            proxy.wait("one more", |calls| (told(calls) > wanted || wanted == ROOMS).then_some(()));
        }
        std::thread::sleep(Duration::from_micros(dice(seed, KILLS + round, 40_000)));
        stage.keeps_all_secrets(&serving.kill(), &[&asha]);
        proxy.peace();
        serving = serve(&stage, &proxy);
    }
    all_hear("Gurung");
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
    assert_eq!(heard(&olga, &rooms), vec![1; ROOMS], "each hears it once");
    let again = telling(&proxy.calls("send")).count() - ROOMS;
    println!("{KILLS} kills; {again} messages were sent again and recognised");
    assert!(again > 0, "the test is about messages that are sent again");
}
