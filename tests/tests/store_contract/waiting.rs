//! Events that wait for an answer.

use bot_core::ids::{DAY, EventId, HOUR, Platform, SECOND};
use bot_core::platform::Unanswered;
use bot_core::store::{MOST_UNANSWERED, Store};

use crate::world::{Place, World, event, platform};

fn waiting(id: &str) -> Unanswered {
    Unanswered { event: event(id), body: format!("what {id} said") }
}

async fn kept(world: &World) -> Vec<Unanswered> {
    world.db.unanswered(&platform()).await.unwrap()
}

pub(crate) async fn what_waits_for_an_answer_is_kept_until_it_is_answered(place: Place) {
    let world = place.open().await;
    let elsewhere = Platform::parse("elsewhere").unwrap();
    let other = Unanswered { event: EventId { platform: elsewhere.clone(), id: "b".into() }, body: "there".into() };
    world.db.keep_unanswered(&[waiting("b"), other.clone(), waiting("a")]).await.unwrap();
    // Another time, with another neighbour; what is kept stays as it was first told.
    let again = Unanswered { body: "told differently".into(), ..waiting("a") };
    world.db.keep_unanswered(&[again, waiting("c")]).await.unwrap();
    world.db.keep_unanswered(&[]).await.unwrap();
    // A bot that starts anew finds them, in the order in which they came.
    world.db.close().await.unwrap();
    let world = place.open().await;
    assert_eq!(kept(&world).await, [waiting("b"), waiting("a"), waiting("c")]);
    assert_eq!(world.db.unanswered(&elsewhere).await.unwrap(), [other]);
    world.db.drop_unanswered(&[event("a"), event("never kept"), event("b")]).await.unwrap();
    world.db.drop_unanswered(&[]).await.unwrap();
    assert_eq!(kept(&world).await, [waiting("c")]);
    assert_eq!(world.db.unanswered(&elsewhere).await.unwrap().len(), 1);
    // They are no part of a backup: the bot that kept them answers them.
    let mut file = Vec::new();
    world.db.backup(&mut file, std::path::Path::new("nowhere"), |_| ()).await.unwrap();
    let other_place = place.other();
    let copy = other_place.open().await;
    copy.db.restore(&file[..], std::path::Path::new("nowhere"), |_| ()).await.unwrap();
    assert_eq!(kept(&copy).await, []);
}

pub(crate) async fn only_the_newest_wait_and_only_for_a_day(place: Place) {
    let world = place.open().await;
    let ids: Vec<_> = (0..MOST_UNANSWERED + 10).map(|n| n.to_string()).collect();
    for part in ids.chunks(3_000) {
        world.db.keep_unanswered(&part.iter().map(|id| waiting(id)).collect::<Vec<_>>()).await.unwrap();
    }
    let all = kept(&world).await;
    assert_eq!((all.len(), &all[0]), (MOST_UNANSWERED as usize, &waiting("10")));
    world.db.drop_unanswered(&ids[20..].iter().map(|id| event(id)).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(kept(&world).await.len(), 10);

    world.db.sweep(world.now()).await.unwrap();
    world.pass(DAY);
    world.db.keep_unanswered(&[waiting("new")]).await.unwrap();
    world.db.sweep(world.now()).await.unwrap();
    assert_eq!(kept(&world).await.len(), 11);
    world.pass(SECOND);
    world.db.sweep(world.now()).await.unwrap();
    assert_eq!(kept(&world).await, [waiting("new")]);
    // A clock that was put back keeps nothing for longer.
    world.pass(-30 * DAY);
    world.db.sweep(world.now()).await.unwrap();
    world.pass(DAY + HOUR);
    world.db.sweep(world.now()).await.unwrap();
    assert_eq!(kept(&world).await, []);
}
