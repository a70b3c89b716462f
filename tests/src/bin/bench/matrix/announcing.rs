//! News for all rooms.

use std::collections::HashMap;
use std::time::Duration;

use bot_core::ids::{Platform, RoomAddress};
use serde_json::Value;

use super::asking::quiet;
use super::bare::GO;
use super::{Scene, Side, Which, constant};
use crate::news;

/// How many rooms our bot tells at once; see `src/outbox.rs`. The bare bot does the same.
const AT_ONCE: &str = "64";

/// How often the person looks what was told: seldom enough to take no part in it.
const LOOK: Duration = Duration::from_secs(1);

/// All rooms hear news for the first time. What they hear: from the bare bot, what it is told to say.
pub(super) async fn first(scene: &Scene, side: &Side, news: &Value) -> Value {
    if side.which == Which::Bare {
        side.keep("news.json", news.to_string());
    }
    told(scene, side, 0).await.1
}

/// One run: all rooms are told.
pub(super) async fn measure(scene: &Scene, side: &mut Side, run: usize) {
    let (took, _) = told(scene, side, run).await;
    side.figures.announcing.push(took);
}

/// Starts the bot, gives it news once it runs, and waits until every room was told; how long that took between the first
/// and the last, in seconds, and what one heard. Afterwards the bot hears what it said itself, as a running bot does.
async fn told(scene: &Scene, side: &Side, run: usize) -> (f64, Value) {
    let platform = Platform::parse("matrix").expect("lower-case letters are a platform's name");
    let address = |room: &_| RoomAddress { platform: platform.clone(), room: ToString::to_string(room), thread: None };
    let mut bot = match side.which {
        Which::Ours => side.start(scene),
        Which::Bare => side.start_bare(&[AT_ONCE]),
    };
    quiet(scene).await;
    match side.which {
        Which::Ours => news::prepare(&side.folder, side.rooms.iter().map(address), run).await,
        Which::Bare => side.keep(GO, String::new()),
    }
    let enough = |heard: &[_]| heard.len() >= side.rooms.len();
    let heard = scene.person.hear(&mut bot, &side.account.user, LOOK, enough).await;
    quiet(scene).await;
    bot.stop();
    let times = heard.iter().map(|said| said.at);
    let (first, last) = times.clone().min().zip(times.max()).expect("rooms were told");
    let mut count: HashMap<_, usize> = HashMap::new();
    heard.iter().for_each(|said| *count.entry(&said.room).or_default() += 1);
    let once = side.rooms.iter().all(|room| count.get(room) == Some(&1));
    assert!(once && heard.len() == side.rooms.len(), "every room is told once");
    let took = Duration::from_millis(last - first).as_secs_f64();
    let readable = heard.into_iter().find(|said| said.content["body"].is_string());
    (took, constant(readable.expect("the keys of the first rooms were there")))
}
