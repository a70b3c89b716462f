use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

const ROOM: u64 = 1;

fn sender(events_per_second: u32) -> Sender {
    Sender::within(events_per_second)
}

#[tokio::test(start_paused = true)]
async fn a_reply_waits_as_long_as_the_homeserver_asks_and_everything_else_with_it() {
    let (sender, calls) = (sender(100), AtomicU32::new(0));
    let start = Instant::now();
    let reply = sender.patiently(ROOM, || async {
        match calls.fetch_add(1, Ordering::Relaxed) {
            0 => Err(Fault::Limited { wait: Some(Duration::from_secs(4)) }),
            _ => Ok(()),
        }
    });
    reply.await.expect("the second try works");
    assert!(start.elapsed() >= Duration::from_secs(4), "it was sent again after {:?}", start.elapsed());
    assert_eq!(calls.into_inner(), 2, "and not tried before");
}

#[tokio::test(start_paused = true)]
async fn news_is_tried_once_and_says_when_to_come_again() {
    let sender = sender(100);
    let wait = Some(Duration::from_secs(40));
    let limited = sender.once(Lane::News, ROOM, async { Err::<(), _>(Fault::Limited { wait }) }).await;
    assert_eq!(limited, Err(Fault::Limited { wait }));
    let called = AtomicU32::new(0);
    let other = sender.once(Lane::News, ROOM + 1, async { Ok(called.fetch_add(1, Ordering::Relaxed)) }).await;
    let Err(Fault::Limited { wait: Some(wait) }) = other else { panic!("the pause is for all rooms: {other:?}") };
    assert!(wait > Duration::from_secs(38), "{wait:?}");
    assert_eq!(called.into_inner(), 0, "nothing is sent during the pause");
}

#[tokio::test(start_paused = true)]
async fn a_reply_is_repeated_while_the_homeserver_is_away_and_given_up_in_the_end() {
    let sender = sender(100);
    let start = Instant::now();
    let gone = sender.patiently(ROOM, || async { Err::<(), _>(Fault::Unreachable) }).await;
    assert_eq!(gone, Err(Fault::Unreachable));
    assert!(start.elapsed() <= REPLY && start.elapsed() > REPLY / 2, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_late_is_tried_until_it_is_too_old_and_more_rarely() {
    let (sender, calls) = (sender(100), AtomicU32::new(0));
    let (start, day) = (Instant::now(), Duration::from_secs(86_400));
    let gone = sender.until(start + day, ROOM, || async {
        calls.fetch_add(1, Ordering::Relaxed);
        Err::<(), _>(Fault::Unreachable)
    });
    assert_eq!(gone.await, Err(Fault::Unreachable));
    assert!(start.elapsed() <= day && start.elapsed() > day - 2 * LATE_DELAY, "{:?}", start.elapsed());
    let calls = calls.into_inner();
    assert!((150..400).contains(&calls), "{calls} calls");
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_late_is_sent_as_soon_as_the_homeserver_is_back() {
    let (sender, away) = (sender(100), std::sync::atomic::AtomicBool::new(true));
    let start = Instant::now();
    let reply = sender.until(start + Duration::from_secs(86_400), ROOM, || async {
        if away.load(Ordering::Relaxed) { Err(Fault::Unreachable) } else { Ok(start.elapsed()) }
    });
    let outage = Duration::from_secs(4 * 60 * 60);
    let back = async {
        tokio::time::sleep(outage).await;
        away.store(false, Ordering::Relaxed);
        sender.tell_back();
    };
    let (sent, ()) = tokio::join!(reply, back);
    let late = sent.expect("it is sent in the end") - outage;
    assert!(late < Duration::from_secs(1), "{late:?} after the homeserver was back");
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_late_keeps_no_numbers_from_other_rooms() {
    let sender = sender(100);
    let day = Instant::now() + Duration::from_secs(86_400);
    let stuck = sender.until(day, ROOM, || async { Err::<(), _>(Fault::Unreachable) });
    let number = async {
        tokio::time::sleep(REPLY * 3).await;
        sender.idly(ROOM + 1, async { Ok(()) }).await
    };
    tokio::select! {
        put = number => assert_eq!(put, Ok(())),
        _ = stuck => panic!("it is tried for a day"),
    }
}

#[tokio::test(start_paused = true)]
async fn in_a_queue_that_takes_longer_than_minutes_nobody_is_left_out() {
    let sender = sender(1);
    let start = Instant::now();
    let day = start + Duration::from_secs(86_400);
    let replies = (0..400).map(|room| sender.until(day, room, || async { Ok(()) }));
    let sent = futures_util::future::join_all(replies).await;
    assert!(start.elapsed() > REPLY, "the test is about a long queue: {:?}", start.elapsed());
    assert!(sent.iter().all(Result::is_ok), "{sent:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_doesnt_end_holds_nobody_up_for_long_and_is_made_again() {
    let (sender, calls) = (sender(100), AtomicU32::new(0));
    let start = Instant::now();
    let reply = sender.patiently(ROOM, || async {
        if calls.fetch_add(1, Ordering::Relaxed) == 0 {
            std::future::pending::<()>().await;
        }
        Ok(())
    });
    let other = async {
        // It begins while the first one has the room's turn.
        tokio::time::sleep(Duration::from_secs(1)).await;
        sender.once(Lane::Reply, ROOM, async { Ok(()) }).await
    };
    assert_eq!(tokio::join!(reply, other), (Ok(()), Ok(())));
    assert!(start.elapsed() < CALL + Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn what_trying_again_would_not_change_is_tried_once() {
    let forbidden = || Fault::Forbidden { code: "M_FORBIDDEN".to_owned() };
    for fault in [forbidden(), Fault::NotFound, Fault::TooLarge, Fault::Store, Fault::Encryption] {
        let (sender, calls) = (sender(100), AtomicU32::new(0));
        let sent = sender.patiently(ROOM, || async {
            calls.fetch_add(1, Ordering::Relaxed);
            Err::<(), _>(fault.clone())
        });
        assert_eq!(sent.await, Err(fault.clone()));
        assert_eq!(calls.into_inner(), 1, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn numbers_wait_for_everybody_else() {
    let sender = sender(100);
    let (order, gate) = (Mutex::new(Vec::new()), tokio::sync::Notify::new());
    let note = |what| order.lock().expect("nobody panics").push(what);
    let reply = sender.patiently(ROOM, || async {
        gate.notified().await;
        note("reply");
        Ok(())
    });
    let number = sender.idly(ROOM, async {
        note("number");
        Ok(())
    });
    let open = async {
        tokio::time::sleep(IDLE / 2).await;
        gate.notify_one();
    };
    let (replied, put, ()) = tokio::join!(reply, number, open);
    assert_eq!((replied, put), (Ok(()), Ok(())));
    assert_eq!(order.into_inner().expect("nobody panicked"), ["reply", "number"]);
}

#[tokio::test(start_paused = true)]
async fn where_events_are_scarce_no_numbers_are_sent_for_a_while() {
    let sender = sender(100);
    let wait = Some(Duration::from_secs(1));
    let _ = sender.once(Lane::News, ROOM, async { Err::<(), _>(Fault::Limited { wait }) }).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    let called = AtomicU32::new(0);
    let put = sender.idly(ROOM, async { Ok(called.fetch_add(1, Ordering::Relaxed)) }).await;
    assert_eq!(put, Err(Fault::Limited { wait: None }));
    assert_eq!(called.load(Ordering::Relaxed), 0);
    tokio::time::sleep(SCARCE).await;
    let put = sender.idly(ROOM, async { Ok(called.fetch_add(1, Ordering::Relaxed)) }).await;
    assert!(put.is_ok(), "later they are: {put:?}");
}

#[test]
fn where_numbers_bring_about_pauses_there_are_fewer_and_fewer() {
    let start = Instant::now();
    let first = scarce(None, start);
    assert_eq!(first, (start + SCARCE, SCARCE));
    let again = scarce(Some(first), start + SCARCE / 2);
    assert_eq!(again.1, SCARCE, "a pause in which there were no numbers isn't their doing");
    let later = scarce(Some(again), again.0);
    assert_eq!(later.1, SCARCE * 2);
    let longest = (0..10).fold(later, |last, _| scarce(Some(last), last.0));
    assert_eq!(longest.1, SCARCEST);
}

#[tokio::test(start_paused = true)]
async fn opening_chats_has_a_limit_of_its_own() {
    let sender = sender(100);
    let wait = Some(Duration::from_secs(60));
    let opened = sender.apart(Lane::Reply, ROOM, async { Err::<(), _>(Fault::Limited { wait }) }).await;
    assert_eq!(opened, Err(Fault::Limited { wait }));
    let start = Instant::now();
    sender.patiently(ROOM, || async { Ok(()) }).await.expect("messages aren't held up by it");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
