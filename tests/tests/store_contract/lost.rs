//! Whoever turned on news in a room is told, once, when the room takes no more of them.

use bot_core::announcement::{Settlement, Task};
use bot_core::decision::Change;
use bot_core::ids::{HOUR, MINUTE};
use bot_core::language::Language;
use bot_core::store::{Store, Wants};
use bot_core::subscription::{Pace, Reach, Sound, Subscription};

use crate::world::{DONE, Place, World, event, person, platform, pledge, posted, publish, room};

fn chosen(pace: Pace) -> Subscription {
    Subscription { pace, ..Subscription::default() }
}

/// Somebody chooses for a room, and can be told later in the private chat of their name.
async fn choose(world: &World, who: &str, hall: &str, chosen: Subscription) {
    let facts = world.db.facts(None, &person(who), &room(hall), &Wants::default()).await.unwrap();
    let mut commit = world.commit(who, &facts, vec![Change::Subscribe(chosen)]);
    (commit.room, commit.private, commit.private_chat) = (room(hall), false, Some(room(who)));
    assert_eq!(world.db.commit(commit).await.unwrap(), DONE);
}

/// The bot is taken out of a room.
async fn leave(world: &World, hall: &str, id: &str) {
    let facts = world.db.facts(None, &person("nobody"), &room(hall), &Wants::default()).await.unwrap();
    let mut commit = world.commit("nobody", &facts, vec![Change::LeaveRoom]);
    (commit.room, commit.private, commit.event) = (room(hall), false, event(id));
    world.db.commit(commit).await.unwrap();
}

async fn own_rooms(world: &World, who: &str) -> u64 {
    world.facts(who, &Wants { own_rooms: true, ..Wants::default() }).await.own_rooms
}

pub(crate) async fn a_room_that_takes_no_more_is_told_of_once(place: Place) {
    let world = place.open().await;
    choose(&world, "olga", "hall", chosen(Pace::Each)).await;
    assert_eq!((own_rooms(&world, "olga").await, own_rooms(&world, "ben").await), (1, 0));
    world.act("anna", publish(pledge("Anna"))).await;
    let news = world.one().await;
    assert!(world.claim().await.is_empty(), "nobody is told anything while the room takes its news");
    world.settle(&news, Settlement::Gone).await;
    // It is known no longer than it is needed, and survives a death before and after it is sent.
    assert_eq!(own_rooms(&world, "olga").await, 0);
    let told = world.one().await;
    assert_eq!((&told.room, &told.task, told.language), (&room("olga"), &Task::Lost { rooms: 1 }, Language::French));
    assert_eq!(told.manner.sound, Sound::Audible);
    world.pass(2 * MINUTE);
    let again = world.one().await;
    assert_eq!((again.id, &again.task), (told.id, &told.task));
    world.settle(&again, posted("m1")).await;
    world.act("bo", publish(pledge("Bo"))).await;
    world.pass(HOUR);
    assert!(world.claim().await.is_empty());
    // On again, and gone again, it is told again.
    choose(&world, "olga", "hall", chosen(Pace::Each)).await;
    leave(&world, "hall", "leave").await;
    assert_eq!(world.post("m2").await.task, Task::Lost { rooms: 1 });
    leave(&world, "hall", "leave").await;
    assert!(world.claim().await.is_empty());
}

pub(crate) async fn a_whole_room_with_its_threads_is_one_message_for_each_person(place: Place) {
    let world = place.open().await;
    for thread in ["hall/a", "hall/b", "hall/c"] {
        choose(&world, "olga", thread, chosen(Pace::Daily)).await;
    }
    choose(&world, "ben", "hall/d", chosen(Pace::Each)).await;
    choose(&world, "ben", "garden", chosen(Pace::Each)).await;
    leave(&world, "hall", "leave").await;
    let mut told: Vec<_> = world.claim().await.into_iter().map(|d| (d.room.room, d.task)).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [("room-ben", Task::Lost { rooms: 1 }), ("room-olga", Task::Lost { rooms: 3 })];
    assert_eq!(told, expected.map(|(room, task)| (room.to_owned(), task)));
    assert_eq!((own_rooms(&world, "olga").await, own_rooms(&world, "ben").await), (0, 1));
}

pub(crate) async fn what_ends_before_it_is_told_comes_together(place: Place) {
    let world = place.open().await;
    for hall in ["hall", "garden"] {
        choose(&world, "olga", hall, chosen(Pace::Each)).await;
    }
    leave(&world, "hall", "one").await;
    leave(&world, "garden", "two").await;
    assert_eq!(world.post("m1").await.task, Task::Lost { rooms: 2 });
    assert!(world.claim().await.is_empty());
}

pub(crate) async fn nobody_is_told_who_needs_not_know(place: Place) {
    let world = place.open().await;
    // Whoever turned it off, took it over, or chose it for their own private chat.
    choose(&world, "olga", "off", chosen(Pace::Each)).await;
    choose(&world, "ben", "off", chosen(Pace::Off)).await;
    choose(&world, "olga", "taken", chosen(Pace::Each)).await;
    choose(&world, "ben", "taken", chosen(Pace::Daily)).await;
    world.subscribe("anna", Pace::Each).await;
    // Where a chat can't be told of, whoever turned it on stays the one.
    choose(&world, "carl", "kept", chosen(Pace::Each)).await;
    let facts = world.facts("kept", &Wants::default()).await;
    let mut commit = world.commit("dora", &facts, vec![Change::Subscribe(chosen(Pace::Weekly))]);
    (commit.room, commit.private) = (room("kept"), false);
    commit.revision.person = 0;
    assert_eq!(world.db.commit(commit).await.unwrap(), DONE);
    for (n, hall) in ["off", "taken", "anna", "kept"].into_iter().enumerate() {
        leave(&world, hall, &format!("leave-{n}")).await;
    }
    let mut told: Vec<_> = world.claim().await.into_iter().map(|d| d.room.room).collect();
    told.sort();
    assert_eq!(told, ["room-ben", "room-carl"]);
}

pub(crate) async fn forgetting_ends_it(place: Place) {
    let world = place.open().await;
    choose(&world, "olga", "hall", chosen(Pace::Each)).await;
    choose(&world, "olga", "garden", chosen(Pace::Each)).await;
    // One is told of already, but not yet sent.
    leave(&world, "garden", "one").await;
    let facts = world.facts("olga", &Wants::default()).await;
    let mut commit = world.commit("olga", &facts, vec![Change::Forget]);
    // Said beside a group: the private chat is known all the same.
    (commit.room, commit.private, commit.private_chat) = (room("plaza"), false, Some(room("olga")));
    commit.revision.room = 0;
    assert_eq!(world.db.commit(commit).await.unwrap(), DONE);
    leave(&world, "hall", "two").await;
    assert!(world.claim().await.is_empty());
    // A pledge that is taken back takes no such message with it.
    choose(&world, "ben", "hall", chosen(Pace::Each)).await;
    world.act("ben", publish(pledge("Ben"))).await;
    leave(&world, "hall", "three").await;
    world.act("ben", vec![Change::Withdraw]).await;
    assert_eq!(world.post("m1").await.task, Task::Lost { rooms: 1 });
}

pub(crate) async fn news_go_as_far_as_the_room_wants(place: Place) {
    let world = place.open().await;
    let followed = Subscription { reach: Reach::Followers, ..chosen(Pace::Each) };
    world.choose("hall", followed.clone()).await;
    assert_eq!(world.facts("hall", &Wants::default()).await.room, Some(followed));
    world.subscribe("garden", Pace::Each).await;
    world.act("anna", publish(pledge("Anna"))).await;
    let reach = |due: Vec<bot_core::announcement::Delivery>| {
        let mut reach: Vec<_> = due.into_iter().map(|d| (d.room.room, d.manner.reach)).collect();
        reach.sort_by(|a, b| a.0.cmp(&b.0));
        reach
    };
    let expected = [("room-garden".to_owned(), Reach::Room), ("room-hall".to_owned(), Reach::Followers)];
    assert_eq!(reach(world.claim().await), expected);
    // Also when it is tried again.
    world.pass(2 * MINUTE);
    assert_eq!(reach(world.claim().await), expected);
    assert_eq!(world.db.next_due(&[platform()]).await.unwrap(), Some(world.now().plus(MINUTE)));
}
