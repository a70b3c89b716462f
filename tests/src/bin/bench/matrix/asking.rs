//! Starts, memory, and one person's waits.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::{QUESTION, Scene, Side, Which, constant, milliseconds};
use crate::process::Process;
use crate::table::{median, percentile};

/// Between an answer and the next question. Nobody reads faster, and what bots do after an answer has ended by then.
const BREATH: Duration = Duration::from_millis(250);
/// After this time without anything, a bot is idle.
const QUIET: Duration = Duration::from_secs(3);

/// The first start: the bot joins all its rooms, says what it says then, and answers once. Its answer: from the bare bot,
/// what it is told to say.
pub(super) async fn first(scene: &Scene, side: &Side, answer: &Value) -> Value {
    if side.which == Which::Bare {
        side.keep("answer.json", answer.to_string());
    }
    let mut bot = side.start(scene);
    let rooms = [&*side.rooms, std::slice::from_ref(&side.square)].concat();
    scene.person.until_joined(&mut bot, &side.account.user, &rooms).await;
    quiet(scene).await;
    scene.person.say(&side.square, QUESTION).await;
    let answer = side.answer(scene, &mut bot).await;
    quiet(scene).await;
    bot.stop();
    constant(answer)
}

/// One run: the person has asked before the bot starts, and asks on.
pub(super) async fn measure(scene: &Scene, side: &mut Side) {
    scene.person.say(&side.square, QUESTION).await;
    let began = Instant::now();
    let mut bot = side.start(scene);
    side.answer(scene, &mut bot).await;
    side.figures.start.push(milliseconds(began));
    quiet(scene).await;
    side.figures.memory.push(bot.memory());
    let mut waits = Vec::new();
    for _ in 0..scene.scale.questions {
        waits.push(wait(scene, side, &mut bot).await);
        tokio::time::sleep(BREATH).await;
    }
    side.figures.half.push(median(&waits));
    side.figures.most.push(percentile(&waits, 95));
    bot.stop();
}

/// How long the person waits for one answer, in milliseconds.
async fn wait(scene: &Scene, side: &Side, bot: &mut Process) -> f64 {
    // What happened since the last answer isn't waited for.
    scene.person.listen(Duration::ZERO).await;
    let began = Instant::now();
    scene.person.say(&side.square, QUESTION).await;
    side.answer(scene, bot).await;
    milliseconds(began)
}

/// Waits until nobody says anything any more.
pub(super) async fn quiet(scene: &Scene) {
    loop {
        tokio::time::sleep(QUIET).await;
        if scene.person.listen(Duration::ZERO).await.is_empty() {
            return;
        }
    }
}
