//! News for all rooms.

use std::collections::HashMap;
use std::time::Duration;

use bot_core::ids::{Platform, RoomAddress};
use serde_json::Value;

use super::{Scene, Side, Which, constant, data};
use crate::news;
use crate::process::Process;

/// How many rooms our bot tells at once; see `src/outbox.rs`. The bare bot does the same.
const AT_ONCE: &str = "64";

/// How often the person looks what was told: seldom enough to take no part in it.
const LOOK: Duration = Duration::from_secs(1);

/// All rooms hear news for the first time, from our bot. What they hear.
pub(super) async fn first(scene: &Scene, side: &Side) -> Value {
    let platform = Platform::parse("matrix").expect("lower-case letters are a platform's name");
    let address = |room: &_| RoomAddress { platform: platform.clone(), room: ToString::to_string(room), thread: None };
    news::prepare(data(side), side.rooms.iter().map(address)).await;
    let mut bot = side.start(scene);
    let (_, heard) = told(scene, side, &mut bot).await;
    bot.stop();
    heard
}

/// One run: all rooms are told.
pub(super) async fn measure(scene: &Scene, side: &mut Side, run: usize) {
    let mut bot = match side.which {
        Which::Ours => {
            news::another(data(side), run).await;
            side.start(scene)
        }
        Which::Bare => {
            let news = side.folder.join("news.json");
            side.start_bare(&[news.to_str().expect("the benchmark's folder has a plain name"), AT_ONCE])
        }
    };
    let (took, _) = told(scene, side, &mut bot).await;
    side.figures.announcing.push(took);
    bot.stop();
}

/// Waits until every room was told; how long that took between the first and the last, in seconds, and what one heard.
async fn told(scene: &Scene, side: &Side, bot: &mut Process) -> (f64, Value) {
    let enough = |heard: &[_]| heard.len() >= side.rooms.len();
    let heard = scene.person.hear(bot, &side.account.user, LOOK, enough).await;
    let times = heard.iter().map(|said| said.at);
    let (first, last) = times.clone().min().zip(times.max()).expect("rooms were told");
    let mut count: HashMap<_, usize> = HashMap::new();
    heard.iter().for_each(|said| *count.entry(&said.room).or_default() += 1);
    let once = side.rooms.iter().all(|room| count.get(room) == Some(&1));
    assert!(once && heard.len() == side.rooms.len(), "every room is told once");
    let took = Duration::from_millis(last - first).as_secs_f64();
    (took, constant(heard.into_iter().next().expect("rooms were told")))
}
