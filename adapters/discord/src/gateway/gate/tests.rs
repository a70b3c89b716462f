use std::sync::atomic::Ordering;

use super::*;
use crate::api::Scope;
use crate::gateway::tests::Plans;

const URL: &str = "wss://gateway.example.org";
const SECOND: Duration = Duration::from_secs(1);

async fn open(source: &Arc<Plans>) -> Gate {
    Gate::open(Arc::clone(source) as Arc<dyn Source>, Reach::Secure).await.expect("a plan")
}

#[tokio::test(start_paused = true)]
async fn discord_is_asked_until_it_says_a_plan_that_can_be_followed() {
    let source = Plans::new(URL, 3, Limit::default());
    let limited = Fault::Limited { wait: 90 * SECOND, scope: Scope::Everything };
    let unsafe_plan =
        Plan { url: "ws://gateway.example.org".to_owned(), shards: 1, session_start_limit: Limit::default() };
    let mut first = vec![Err(Fault::Unreachable), Err(limited), Ok(unsafe_plan), Err(Fault::Unreadable)];
    source.first.lock().expect("no panic").append(&mut first);
    let began = Instant::now();
    let gate = open(&source).await;
    assert_eq!((gate.shards(), source.asked.load(Ordering::Relaxed)), (3, 5));
    assert!(began.elapsed() >= 90 * SECOND, "it waits as long as Discord asks");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_token_is_final() {
    let source = Plans::new(URL, 1, Limit::default());
    source.first.lock().expect("no panic").push(Err(Fault::Unauthorized));
    let opened = Gate::open(source, Reach::Secure).await;
    assert_eq!(opened.err(), Some(GatewayError::WrongToken));
}

#[tokio::test(start_paused = true)]
async fn shards_of_one_row_start_five_seconds_apart_and_rows_side_by_side() {
    let source = Plans::new(URL, 4, Limit { max_concurrency: 2, ..Limit::default() });
    let gate = open(&source).await;
    let began = Instant::now();
    let mut starts = Vec::new();
    for shard in 0..4 {
        gate.turn(shard).await.expect("a turn").take();
        starts.push(began.elapsed().as_secs());
    }
    assert_eq!(starts, [0, 0, 5, 5]);
    // One that comes to nothing costs nobody time.
    let began = Instant::now();
    tokio::time::advance(SPACING).await;
    drop(gate.turn(0).await.expect("a turn"));
    gate.turn(2).await.expect("a turn").take();
    assert_eq!(began.elapsed(), SPACING);
}

#[tokio::test(start_paused = true)]
async fn nobody_passes_before_the_next_period_when_no_session_is_left() {
    let hour = 3600 * SECOND;
    let source = Plans::new(URL, 1, Limit { remaining: 0, reset_after: 3_600_000, ..Limit::default() });
    let gate = open(&source).await;
    let began = Instant::now();
    let turn = gate.turn(0);
    tokio::pin!(turn);
    // Discord tells the same as long as the period lasts.
    while began.elapsed() < hour {
        let left = hour - began.elapsed();
        source.plan().session_start_limit.reset_after = u64::try_from(left.as_millis()).expect("an hour");
        assert!(tokio::time::timeout(30 * SECOND, &mut turn).await.is_err(), "after {:?}", began.elapsed());
    }
    source.plan().session_start_limit = Limit::default();
    turn.await.expect("a turn").take();
    assert!(began.elapsed() < hour + 2 * SECOND + LONGEST);
}

#[tokio::test(start_paused = true)]
async fn what_was_said_before_does_while_discord_cannot_be_asked() {
    let source = Plans::new(URL, 1, Limit::default());
    let gate = open(&source).await;
    tokio::time::advance(2 * FRESH).await;
    source.first.lock().expect("no panic").push(Err(Fault::Unreachable));
    let began = Instant::now();
    gate.turn(0).await.expect("a turn").take();
    assert!(began.elapsed() < SECOND);
    tokio::time::advance(2 * FRESH).await;
    source.first.lock().expect("no panic").push(Err(Fault::Unauthorized));
    assert_eq!(gate.turn(0).await.err(), Some(GatewayError::WrongToken));
}
