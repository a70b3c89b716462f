//! What rooms hear, when, and what becomes of it afterwards.

use bot_core::announcement::{Delivery, Posted, Settlement, Task};
use bot_core::decision::Change;
use bot_core::ids::{DAY, HOUR, MINUTE, Platform, Timestamp};
use bot_core::language::Language;
use bot_core::pledge::{Display, HoldReason};
use bot_core::store::{Store, Wants};
use bot_core::subscription::{Pace, QuietHours, Sound, Subscription, TimeOfDay};

use crate::world::{DONE, Place, news, platform, pledge, posted, publish, room};

pub(crate) async fn a_room_hears_what_comes_after_it_subscribed(place: Place) {
    let world = place.open().await;
    world.act("anna", publish(pledge("Before"))).await;
    world.subscribe("hall", Pace::Each).await;
    assert!(world.claim().await.is_empty());
    assert_eq!(world.db.next_due(&[platform()]).await.unwrap(), None);
    world.act("bo", publish(pledge("Bo Li"))).await;
    let mut shy = pledge("Shy Person");
    shy.display = Display::Counted;
    world.act("shy", publish(shy)).await;
    assert!(world.db.next_due(&[platform()]).await.unwrap().unwrap() <= world.now());
    let told = world.post("m1").await;
    assert_eq!((told.room.clone(), told.language, told.attempts), (room("hall"), Language::Spanish, 0));
    assert_eq!(news(&told), ["Bo Li", "+1"]);
    let facts = world.facts("hall", &Wants { listening_rooms: true, ..Wants::default() }).await;
    assert_eq!((facts.room.unwrap().pace, facts.listening_rooms), (Pace::Each, 1));
    // Another pace keeps the place; off and on again begins anew.
    world.act("carl", publish(pledge("Carl"))).await;
    world.subscribe("hall", Pace::Each).await;
    assert_eq!(news(&world.post("m2").await), ["Carl"]);
    world.act("dora", publish(pledge("Dora"))).await;
    world.subscribe("hall", Pace::Off).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    world.subscribe("hall", Pace::Each).await;
    assert!(world.claim().await.is_empty());
    // Notices come, too; a room that is left hears nothing more and keeps nothing.
    assert_eq!(world.act("organiser", vec![Change::Notice("Meeting".to_owned())]).await, DONE);
    assert_eq!(news(&world.post("m3").await), ["Meeting"]);
    assert_eq!(world.act("hall", vec![Change::LeaveRoom]).await, DONE);
    assert_eq!(world.facts("hall", &Wants::default()).await.room, None);
    world.act("emil", publish(pledge("Emil"))).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
}

pub(crate) async fn news_folds_and_waits_for_the_quiet_hours(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    assert_eq!(news(&world.post("m1").await), ["Anna"]);
    for name in ["Bo", "Carl", "Dora"] {
        world.act(name, publish(pledge(name))).await;
    }
    assert!(world.claim().await.is_empty());
    let due = world.db.next_due(&[platform()]).await.unwrap().unwrap();
    assert_eq!(due, world.now().plus(10 * MINUTE));
    world.pass(10 * MINUTE);
    assert_eq!(news(&world.post("m2").await), ["Bo", "Carl", "Dora"]);

    // All day is quiet but for one minute: news waits for it.
    let minute = |m: i64| TimeOfDay::from_minutes(u16::try_from(m.rem_euclid(24 * 60)).unwrap()).unwrap();
    let now = world.now().0 / MINUTE;
    let quiet = QuietHours { from: minute(now - 1), to: minute(now + 60) };
    let chosen = Subscription { pace: Pace::Each, quiet: Some(quiet), ..Subscription::default() };
    world.choose("hall", chosen).await;
    world.act("emil", publish(pledge("Emil"))).await;
    assert!(world.claim().await.is_empty());
    let end = Timestamp((now + 60) * MINUTE);
    assert_eq!(world.db.next_due(&[platform()]).await.unwrap(), Some(end));
    world.pass(end.0 - world.now().0);
    assert_eq!(news(&world.post("m3").await), ["Emil"]);
}

pub(crate) async fn milestones_are_told_once(place: Place) {
    let world = place.open().await;
    world.subscribe("round", Pace::Milestones).await;
    for at in 1..=9 {
        world.act(&format!("p{at}"), publish(pledge("Somebody"))).await;
    }
    assert!(world.claim().await.is_empty());
    assert_eq!(world.db.next_due(&[platform()]).await.unwrap(), None);
    world.act("p10", publish(pledge("The Tenth"))).await;
    assert_eq!(news(&world.post("m1").await), ["10"]);
    // Down to nine and up to ten again is no news, and the milestone stays true.
    world.act("p10", vec![Change::Withdraw]).await;
    world.act("p11", publish(pledge("Another"))).await;
    assert_eq!(world.total().await, 10);
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    world.act("organiser", vec![Change::Notice("Meeting".to_owned())]).await;
    assert_eq!(news(&world.post("m2").await), ["Meeting"]);
}

pub(crate) async fn a_withdrawal_follows_what_was_posted(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.subscribe("yard", Pace::Each).await;
    world.subscribe("round", Pace::Milestones).await;
    world.act("anna", publish(pledge("Anna"))).await;
    world.act("bo", publish(pledge("Bo"))).await;
    for (at, delivery) in world.claim().await.iter().enumerate() {
        world.settle(delivery, posted(&format!("m{at}"))).await;
    }
    // A new form follows first.
    world.act("anna", vec![Change::Redisplay { display: Display::Initials }]).await;
    let due = world.claim().await;
    assert_eq!(due.len(), 2);
    for delivery in &due {
        assert_eq!(news(delivery), ["A.", "Bo"]);
        let Task::Correct { posted, .. } = &delivery.task else { panic!("{delivery:?}") };
        world.settle(delivery, Settlement::Delivered { posted: posted.clone() }).await;
    }
    assert_eq!(world.act("anna", vec![Change::Withdraw]).await, DONE);
    assert_eq!(world.facts("anna", &Wants::default()).await.own_pledge, None);
    assert_eq!(world.list().await, [(Some(2), "Bo".to_owned())]);
    let due = world.claim().await;
    assert_eq!(due.len(), 2);
    for delivery in &due {
        assert_eq!(news(delivery), ["Bo"]);
        let Task::Correct { posted, .. } = &delivery.task else { panic!("{delivery:?}") };
        assert!(posted.0[0].starts_with('m'));
        world.settle(delivery, Settlement::Delivered { posted: posted.clone() }).await;
    }
    assert!(world.claim().await.is_empty());
    // When the last name goes, nothing is left to tell.
    assert_eq!(world.act("bo", vec![Change::Forget]).await, DONE);
    for delivery in &world.claim().await {
        assert!(news(delivery).is_empty());
        world.settle(delivery, Settlement::Delivered { posted: Posted(vec![]) }).await;
    }
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    // The pace goes on as before.
    world.act("carl", publish(pledge("Carl"))).await;
    assert_eq!(world.claim().await.len(), 2);
}

pub(crate) async fn a_withdrawal_before_posting_is_never_told(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    world.act("anna", vec![Change::Withdraw]).await;
    assert!(world.claim().await.is_empty());
    assert_eq!(world.db.next_due(&[platform()]).await.unwrap(), None);
    world.act("bo", publish(pledge("Bo"))).await;
    assert_eq!(news(&world.post("m1").await), ["Bo"]);
}

pub(crate) async fn a_message_under_way_is_corrected_afterwards(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    world.act("bo", publish(pledge("Bo"))).await;
    let told = world.one().await;
    assert_eq!(news(&told), ["Anna", "Bo"]);
    world.act("anna", vec![Change::Withdraw]).await;
    assert!(world.claim().await.is_empty());
    world.settle(&told, posted("m1")).await;
    let correction = world.one().await;
    assert_eq!(correction.task, Task::Correct { posted: Posted(vec!["m1".to_owned()]), news: told_only(&told, 1) });
    // Again while the correction is under way.
    world.act("bo", vec![Change::Withdraw]).await;
    world.settle(&correction, posted("m1")).await;
    let last = world.one().await;
    assert!(news(&last).is_empty());
    world.settle(&last, Settlement::Nothing).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
}

/// One piece of what a message told.
fn told_only(delivery: &bot_core::announcement::Delivery, at: usize) -> Vec<bot_core::announcement::Announcement> {
    let Task::Tell(news) = &delivery.task else { panic!("{delivery:?}") };
    vec![news[at].clone()]
}

pub(crate) async fn a_retry_repeats_the_same_message(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let first = world.one().await;
    // Meanwhile more comes; it is not for this message.
    world.act("bo", publish(pledge("Bo"))).await;
    world.settle(&first, Settlement::Later(world.now().plus(5 * MINUTE))).await;
    assert!(world.claim().await.is_empty());
    world.pass(5 * MINUTE);
    let second = world.one().await;
    assert_eq!((second.id, news(&second), second.attempts), (first.id, vec!["Anna".to_owned()], 1));
    // A pause that the platform asks for is no failure.
    world.settle(&second, Settlement::Paused(world.now().plus(5 * MINUTE))).await;
    assert!(world.claim().await.is_empty());
    world.pass(5 * MINUTE);
    let rested = world.one().await;
    assert_eq!((rested.id, news(&rested), rested.attempts), (first.id, vec!["Anna".to_owned()], 1));
    // The worker dies: after its lease, or when the program starts again, the message is due once more.
    world.db.close().await.unwrap();
    let world = place.open().await;
    world.pass(5 * MINUTE);
    assert!(world.claim().await.is_empty());
    world.db.release_claims().await.unwrap();
    let third = world.one().await;
    assert_eq!((third.id, news(&third)), (first.id, vec!["Anna".to_owned()]));
    assert_eq!((first.claim, third.claim > 1, third.made), (1, true, first.made), "it may stand there since then");
    world.pass(MINUTE);
    let fourth = world.one().await;
    assert_eq!(fourth.id, first.id);
    world.settle(&fourth, Settlement::Dead).await;
    // A message that failed for good is not tried again; the next one comes.
    world.pass(10 * MINUTE);
    assert_eq!(news(&world.post("m2").await), ["Bo"]);
}

pub(crate) async fn rooms_that_move_or_go(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let first = world.one().await;
    world.settle(&first, Settlement::Moved(room("new hall"))).await;
    let again = world.one().await;
    assert_eq!((again.id, again.room.clone()), (first.id, room("new hall")));
    assert_eq!(world.facts("hall", &Wants::default()).await.room, None);
    assert_eq!(world.facts("new hall", &Wants::default()).await.room.unwrap().pace, Pace::Each);
    world.settle(&again, Settlement::Gone).await;
    world.act("bo", publish(pledge("Bo"))).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    let facts = world.facts("new hall", &Wants { listening_rooms: true, ..Wants::default() }).await;
    // The choice is kept, but it rests until somebody there chooses again.
    assert_eq!((facts.room.unwrap().pace, facts.listening_rooms), (Pace::Each, 0));
    world.subscribe("new hall", Pace::Each).await;
    assert!(world.claim().await.is_empty());
    world.act("carl", publish(pledge("Carl"))).await;
    assert_eq!(news(&world.post("m1").await), ["Carl"]);
}

pub(crate) async fn a_room_is_left_with_its_threads(place: Place) {
    let world = place.open().await;
    let rooms = ["hall", "hall/rights", "hall/tech", "new hall", "new hall/rights"];
    for name in rooms {
        world.subscribe(name, Pace::Each).await;
    }
    world.act("anna", publish(pledge("Anna"))).await;
    let due = world.claim().await;
    assert_eq!(due.len(), rooms.len());
    // In one of them, the message is still under way.
    let (under_way, rest): (Vec<_>, Vec<_>) = due.into_iter().partition(|d| d.room == room("hall/tech"));
    for delivery in &rest {
        world.settle(delivery, posted("m1")).await;
    }
    // Somebody's pledge waits, and its outcome would be told in a thread.
    let held = Change::Hold { pledge: Box::new(pledge("Bo")), reason: HoldReason::AllReviewed };
    world.act("hall/rights", vec![held]).await;
    let waiting = Wants { waiting: true, ..Wants::default() };
    let waits = world.facts("nobody", &waiting).await.waiting[0].id;
    // Leaving a thread is leaving that thread only.
    assert_eq!(world.act("new hall/rights", vec![Change::LeaveRoom]).await, DONE);
    assert_eq!(world.act("hall", vec![Change::LeaveRoom]).await, DONE);
    world.settle(&under_way[0], posted("m2")).await;
    let mut left = Vec::new();
    for name in rooms {
        left.extend(world.facts(name, &Wants::default()).await.room.map(|_| name));
    }
    assert_eq!(left, ["new hall"]);
    // Nothing is corrected or told there any more, nor the outcome.
    world.act("anna", vec![Change::Withdraw]).await;
    assert_eq!(world.one().await.room, room("new hall"));
    world.act("reviewer", vec![Change::Approve { pledge: waits }]).await;
    world.pass(HOUR);
    let told = world.claim().await;
    assert!(!told.is_empty() && told.iter().all(|delivery| delivery.room == room("new hall")), "{told:?}");
    // Who lets the bot in again begins anew.
    world.subscribe("hall/rights", Pace::Each).await;
    world.act("carl", publish(pledge("Carl"))).await;
    let told = world.claim().await;
    let heard: Vec<_> = told.iter().filter(|d| d.room == room("hall/rights")).map(news).collect();
    assert_eq!(heard, [["Carl"]]);
}

pub(crate) async fn a_room_that_says_it_moved(place: Place) {
    let world = place.open().await;
    let chosen = Subscription { pace: Pace::Each, sound: Sound::Audible, ..Subscription::default() };
    world.choose("hall", chosen.clone()).await;
    world.subscribe("new hall", Pace::Weekly).await;
    world.act("anna", publish(pledge("Anna"))).await;
    world.post("m1").await;
    // Somebody's pledge waits, and its outcome is told in the chat that moves.
    let held = Change::Hold { pledge: Box::new(pledge("Bo")), reason: HoldReason::AllReviewed };
    world.act("hall", vec![held]).await;
    let waiting = Wants { waiting: true, ..Wants::default() };
    let pledge = world.facts("nobody", &waiting).await.waiting[0].id;
    let moved = || vec![Change::MoveRoom(room("new hall"))];
    assert_eq!(world.act("hall", moved()).await, DONE);
    assert_eq!(world.facts("hall", &Wants::default()).await.room, None);
    assert_eq!(world.facts("new hall", &Wants::default()).await.room, Some(chosen));
    // What was posted there before is corrected there, under the new address.
    world.act("anna", vec![Change::Withdraw]).await;
    let correction = world.one().await;
    assert_eq!(correction.room, room("new hall"));
    world.settle(&correction, Settlement::Nothing).await;
    world.act("reviewer", vec![Change::Approve { pledge }]).await;
    let mut due = world.claim().await;
    due.retain(|delivery| matches!(delivery.task, Task::Outcome(_)));
    assert_eq!((due.len(), &due[0].room, due[0].manner.sound), (1, &room("new hall"), Sound::Audible));
    // Platforms tell it twice, in the old room and in the new one. What was chosen since stays.
    world.subscribe("new hall", Pace::Daily).await;
    assert_eq!(world.act("hall", moved()).await, DONE);
    assert_eq!(world.act("new hall", moved()).await, DONE);
    assert_eq!(world.facts("new hall", &Wants::default()).await.room.unwrap().pace, Pace::Daily);
}

pub(crate) async fn news_are_as_loud_as_the_room_wants(place: Place) {
    let world = place.open().await;
    world.subscribe("quiet", Pace::Each).await;
    world.choose("loud", Subscription { pace: Pace::Each, sound: Sound::Audible, ..Subscription::default() }).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let sounds = |due: &[Delivery]| {
        let mut sounds: Vec<_> = due.iter().map(|d| (d.room.room.clone(), d.manner.sound)).collect();
        sounds.sort_by(|a, b| a.0.cmp(&b.0));
        sounds
    };
    let expected = [("room-loud".to_owned(), Sound::Audible), ("room-quiet".to_owned(), Sound::Silent)];
    let due = world.claim().await;
    assert_eq!(sounds(&due), expected);
    for delivery in &due {
        world.settle(delivery, Settlement::Later(world.now())).await;
    }
    assert_eq!(sounds(&world.claim().await), expected, "a second try is as loud");
}

pub(crate) async fn a_worker_that_took_too_long_does_not_count(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let slow = world.one().await;
    world.pass(MINUTE);
    let quick = world.one().await;
    assert_eq!(slow.id, quick.id);
    assert_ne!(slow.claim, quick.claim);
    world.settle(&slow, Settlement::Dead).await;
    world.settle(&quick, posted("m1")).await;
    world.act("anna", vec![Change::Withdraw]).await;
    assert!(matches!(world.one().await.task, Task::Correct { posted: Posted(ids), .. } if ids == ["m1"]));
}

pub(crate) async fn a_correction_that_failed_is_tried_again_when_more_goes(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    world.act("bo", publish(pledge("Bo"))).await;
    world.post("m1").await;
    world.act("anna", vec![Change::Withdraw]).await;
    let failed = world.one().await;
    world.settle(&failed, Settlement::Dead).await;
    assert!(world.claim().await.is_empty());
    world.act("bo", vec![Change::Withdraw]).await;
    let again = world.one().await;
    assert_eq!(again.task, Task::Correct { posted: Posted(vec!["m1".to_owned()]), news: vec![] });
    world.settle(&again, Settlement::Delivered { posted: Posted(vec![]) }).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());

    // A message that nobody took was never posted.
    world.act("carl", publish(pledge("Carl"))).await;
    let refused = world.one().await;
    world.settle(&refused, Settlement::Dead).await;
    world.act("carl", vec![Change::Withdraw]).await;
    assert!(world.claim().await.is_empty());

    // More goes while a correction is failing.
    world.pass(HOUR);
    world.act("dora", publish(pledge("Dora"))).await;
    world.act("emil", publish(pledge("Emil"))).await;
    world.post("m2").await;
    world.act("dora", vec![Change::Withdraw]).await;
    let failing = world.one().await;
    world.act("emil", vec![Change::Withdraw]).await;
    world.settle(&failing, Settlement::Dead).await;
    assert_eq!(world.one().await.task, Task::Correct { posted: Posted(vec!["m2".to_owned()]), news: vec![] });
}

pub(crate) async fn a_worker_leaves_other_platforms_alone(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let elsewhere = [Platform::parse("elsewhere").unwrap()];
    for platforms in [&elsewhere[..], &[]] {
        assert!(world.db.claim(platforms, world.now(), MINUTE, 100).await.unwrap().is_empty());
        assert_eq!(world.db.next_due(platforms).await.unwrap(), None);
    }
    assert_eq!(news(&world.post("m1").await), ["Anna"]);
    // A correction is for the worker of its platform, too.
    world.act("anna", vec![Change::Withdraw]).await;
    assert!(world.db.claim(&elsewhere, world.now(), MINUTE, 100).await.unwrap().is_empty());
    let both = [elsewhere[0].clone(), platform()];
    assert_eq!(world.db.claim(&both, world.now(), MINUTE, 100).await.unwrap().len(), 1);
}

pub(crate) async fn a_clock_that_stood_wrong_silences_nobody(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.subscribe("yard", Pace::Each).await;
    // The clock stands years ahead while two messages are sent: one ends well, one is put off.
    let years = 20 * 365 * DAY;
    world.pass(years);
    world.act("anna", publish(pledge("Anna"))).await;
    let due = world.claim().await;
    assert_eq!(due.len(), 2);
    world.settle(&due[0], posted("m1")).await;
    world.settle(&due[1], Settlement::Later(world.now().plus(HOUR))).await;
    world.pass(-years);
    world.act("bo", publish(pledge("Bo"))).await;
    assert!(world.claim().await.is_empty());
    world.db.sweep(world.now()).await.unwrap();
    let mut told: Vec<_> = world.claim().await.iter().map(news).collect();
    told.sort();
    assert_eq!(told, [["Anna"], ["Bo"]]);
}

pub(crate) async fn milestone_rooms_that_want_more_begin_with_what_is_new(place: Place) {
    let world = place.open().await;
    world.subscribe("round", Pace::Milestones).await;
    for at in 1..=11 {
        world.act(&format!("p{at}"), publish(pledge("Somebody"))).await;
    }
    assert_eq!(news(&world.post("m1").await), ["10"]);
    world.act("p12", publish(pledge("Somebody"))).await;
    world.subscribe("round", Pace::Each).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    world.act("p13", publish(pledge("The Thirteenth"))).await;
    assert_eq!(news(&world.post("m2").await), ["The Thirteenth"]);
}
