//! Ten an hour.

use super::*;
use crate::api::Api;
use crate::stand_in::{Server, fine, limited, refused, text};

const CHANNEL: ChannelId = ChannelId::new(7);

fn messages(from: u64, to: u64) -> impl Iterator<Item = MessageId> {
    (from..=to).map(MessageId::new)
}

/// Passes on all that may be at this time, and says how many that were and what comes then.
fn pass(queues: &mut Queues, now: Instant) -> (usize, Step) {
    let mut passed = 0;
    loop {
        match queues.next(CHANNEL, now) {
            Step::Pass(_) => queues.done(CHANNEL, true, now),
            step => return (passed, step),
        }
        passed += 1;
    }
}

#[test]
fn a_channel_passes_on_ten_an_hour_and_the_rest_waits_in_order() {
    let (mut queues, start) = (Queues::default(), Instant::now());
    assert!(queues.add(CHANNEL, messages(1, 25), start), "it needs a task");
    assert!(!queues.add(CHANNEL, messages(26, 26), start), "which it has now");
    assert!(queues.add(ChannelId::new(8), messages(1, 1), start), "another channel has its own");
    assert_eq!(pass(&mut queues, start), (10, Step::Wait(start + HOUR)));
    let later = start + HOUR - Duration::from_secs(1);
    assert_eq!(pass(&mut queues, later), (0, Step::Wait(start + HOUR)));
    assert_eq!(queues.next(CHANNEL, start + HOUR), Step::Pass(MessageId::new(11)));
    assert_eq!(pass(&mut queues, start + HOUR), (10, Step::Wait(start + 2 * HOUR)));
    assert_eq!(pass(&mut queues, start + 2 * HOUR), (6, Step::Rest));
    assert!(queues.add(CHANNEL, messages(27, 40), start + 2 * HOUR), "its task has ended");
    assert_eq!(pass(&mut queues, start + 2 * HOUR), (4, Step::Wait(start + 3 * HOUR)));
}

#[test]
fn what_waits_is_bounded_and_forgotten_after_a_day() {
    let (mut queues, start) = (Queues::default(), Instant::now());
    queues.add(CHANNEL, messages(1, MOST as u64 + 500), start);
    assert_eq!(queues.waiting, MOST);
    assert_eq!(pass(&mut queues, start + STALE), (0, Step::Rest));
    assert_eq!(queues.waiting, 0);
    queues.add(ChannelId::new(8), [], start + STALE);
    assert!(!queues.channels.contains_key(&CHANNEL), "a channel costs nothing once its hour is over");
}

async fn crossposts(server: &Server) -> Crossposts {
    let api = Api::new(&server.settings).expect("a client");
    Crossposts::new(Arc::new(Sender::new(api, server.settings.limits)))
}

#[tokio::test]
async fn what_is_told_to_wait_is_passed_on_later_and_what_is_refused_holds_up_nothing() {
    let tries = std::sync::atomic::AtomicU32::new(0);
    let server = Server::start(move |call| match call.what.rsplit('/').nth(1) {
        Some("1") => refused(400, code::CROSSPOSTED),
        Some("2") => refused(404, code::UNKNOWN_MESSAGE),
        Some("3") => refused(403, code::MISSING_PERMISSIONS),
        Some("4") if tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0 => limited(0.1, false),
        Some("5") if tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 2 => text(502, ""),
        _ => fine(),
    })
    .await;
    let crossposts = crossposts(&server).await;
    crossposts.add(CHANNEL, messages(1, 5));
    let done = server.calls("POST /channels/7/messages/5/crosspost", 2).await;
    assert_eq!(done.len(), 2);
    let story = server.story();
    let path = |message: u64| format!("POST /channels/7/messages/{message}/crosspost");
    assert_eq!(story, [1, 2, 3, 4, 4, 5, 5].map(path));
}
