use super::*;

#[test]
fn the_place_moves_behind_a_batch_when_everything_up_to_it_is_worked_through() {
    let mut ledger = Ledger::default();
    let first = ledger.begin("s1".to_owned());
    ledger.add(first);
    ledger.add(first);
    assert_eq!(ledger.done(first), None, "all events are in, and two are under way");
    let second = ledger.begin("s2".to_owned());
    ledger.add(second);
    assert_eq!(ledger.done(second), None);
    assert_eq!(ledger.done(second), None, "the second is through, the first isn't");
    assert_eq!(ledger.done(first), None);
    assert_eq!(ledger.done(first).as_deref(), Some("s2"), "the first was the last that was open");
    let third = ledger.begin("s3".to_owned());
    assert_eq!(ledger.done(third).as_deref(), Some("s3"), "nothing in it concerned the bot");
}

#[test]
fn an_event_that_ends_before_the_others_are_in_moves_nothing() {
    let mut ledger = Ledger::default();
    let batch = ledger.begin("s1".to_owned());
    ledger.add(batch);
    assert_eq!(ledger.done(batch), None);
    ledger.add(batch);
    assert_eq!(ledger.done(batch), None);
    assert_eq!(ledger.done(batch).as_deref(), Some("s1"));
}

#[test]
fn an_end_that_is_told_twice_doesnt_reach_another_batch() {
    let mut ledger = Ledger::default();
    let first = ledger.begin("s1".to_owned());
    assert_eq!(ledger.done(first).as_deref(), Some("s1"));
    let second = ledger.begin("s2".to_owned());
    assert_eq!(ledger.done(first), None);
    assert_eq!(ledger.done(second).as_deref(), Some("s2"));
}

#[test]
fn behind_an_answer_that_takes_long_no_batches_pile_up() {
    let mut ledger = Ledger::default();
    let slow = ledger.begin("s0".to_owned());
    for n in 1..=1000 {
        let quick = ledger.begin(format!("s{n}"));
        ledger.add(quick);
        assert_eq!(ledger.done(quick), None);
        assert_eq!(ledger.done(quick), None);
    }
    assert_eq!(ledger.batches.len(), 2);
    assert_eq!(ledger.done(slow).as_deref(), Some("s1000"));
}

proptest::proptest! {
    #[test]
    fn in_whatever_order_answers_end_no_open_one_is_behind_the_place(
        sizes in proptest::collection::vec(0usize..4, 1..12),
        picks in proptest::collection::vec(0usize..1000, 60),
    ) {
        let mut ledger = Ledger::default();
        let mut open = Vec::new();
        for (batch, size) in sizes.iter().enumerate() {
            let number = ledger.begin(batch.to_string());
            for _ in 0..*size {
                ledger.add(number);
                open.push(number);
            }
            open.push(number);
        }
        let mut place = None;
        for pick in picks {
            if open.is_empty() {
                break;
            }
            let ended = open.swap_remove(pick % open.len());
            if let Some(moved) = ledger.done(ended) {
                place = moved.parse::<u64>().ok();
            }
            let oldest = open.iter().min().copied().unwrap_or(sizes.len() as u64);
            proptest::prop_assert_eq!(place.map_or(0, |place| place + 1), oldest);
        }
    }
}

#[test]
fn an_event_is_heard_once_and_may_be_taken_up_again_when_it_was_put_off() {
    let mut heard = Heard::default();
    assert!(heard.first(1));
    assert!(!heard.first(1));
    assert!(!heard.again(1), "it is under way");
    heard.done(1);
    assert!(heard.is_done(1));
    assert!(heard.again(1));
    assert!(!heard.is_done(1) && !heard.again(1));
}

#[test]
fn no_more_events_are_remembered_than_room_is_for() {
    let mut heard = Heard::default();
    for event in 0..3 * REMEMBERED as u64 {
        assert!(heard.first(event));
    }
    assert_eq!((heard.events.len(), heard.order.len()), (REMEMBERED, REMEMBERED));
    assert!(!heard.first(3 * REMEMBERED as u64 - 1));
}

#[tokio::test]
async fn whoever_waits_for_an_event_is_told_when_it_is_worked_through() {
    let progress = Progress::default();
    let waiting = tokio::spawn({
        let progress = progress.clone();
        async move { progress.handled("$question").await }
    });
    let batch = progress.batch("s1".to_owned());
    let ticket = batch.add("$question").expect("it is new");
    assert!(batch.add("$question").is_none());
    batch.close();
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    assert_eq!(progress.lock().unwritten, None);
    ticket.done();
    waiting.await.expect("nothing panics there");
    assert_eq!(progress.lock().unwritten.as_deref(), Some("s1"));
}

#[tokio::test]
async fn an_answer_that_is_broken_off_holds_the_place_and_a_mistake_in_the_program_doesnt() {
    let progress = Progress::default();
    let batch = progress.batch("s1".to_owned());
    let (broken, mistaken) = (batch.add("$a").expect("new"), batch.add("$b").expect("new"));
    batch.close();
    let panicked = tokio::spawn(async move {
        let _ticket = mistaken;
        panic!("as a mistake would");
    });
    assert!(panicked.await.is_err());
    progress.handled("$b").await;
    drop(broken);
    assert_eq!(progress.lock().unwritten, None);
}
