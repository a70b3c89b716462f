//! Questions that were answered wrongly: kept once, without who asked, and not for ever.

use bot_core::content::{Campaign, PassageId};
use bot_core::decision::Change;
use bot_core::ids::DAY;
use bot_core::misread::MisreadQuestion;

use super::world::{Place, World};

/// How many the database keeps at most, as docs/OPERATING.md says.
const MOST: usize = 2_000;

fn misread(words: &str, answered_with: &[PassageId]) -> Change {
    Change::KeepMisread(MisreadQuestion { words: words.to_owned(), answered_with: answered_with.to_vec() })
}

async fn kept(world: &World) -> Vec<(i64, String)> {
    let found = world.db.misread_questions().await.unwrap();
    found.into_iter().map(|kept| (kept.number, kept.question.unwrap().words)).collect()
}

pub(crate) async fn a_question_answered_wrongly_is_kept_once_until_it_is_erased(place: Place) {
    let world = place.open().await;
    let passage = Campaign::embedded().passages[0].id.clone();
    world.act("anna", vec![misread("who reads my chats", std::slice::from_ref(&passage))]).await;
    world.act("bo", vec![misread("who reads my chats", &[])]).await;
    world.act("bo", vec![misread("qui lit mes messages ?", &[])]).await;
    let found = world.db.misread_questions().await.unwrap();
    assert_eq!(found.len(), 2, "the same words are kept once");
    assert_eq!(found[0].question.as_ref().unwrap().answered_with, [passage]);
    assert!(found.iter().all(|kept| kept.day.0 % DAY == 0), "only the day is known: {found:?}");

    // Nothing of it is Anna's: erasing everything about her leaves it, and no hash of hers lies beside it.
    world.act("anna", vec![Change::Forget]).await;
    assert_eq!(kept(&world).await.len(), 2);

    assert_eq!(world.db.erase_misread(&[found[0].number, 99]).await.unwrap(), 1);
    assert_eq!(kept(&world).await, [(2, "qui lit mes messages ?".to_owned())]);
    assert_eq!(world.db.erase_misread(&[]).await.unwrap(), 1);
    assert!(kept(&world).await.is_empty());
}

pub(crate) async fn of_too_many_questions_the_oldest_go(place: Place) {
    let world = place.open().await;
    let questions = (1..=MOST + 3).map(|at| misread(&format!("question {at}"), &[])).collect();
    world.act("anna", questions).await;
    let kept = kept(&world).await;
    assert_eq!(kept.len(), MOST);
    assert_eq!(kept[0].1, "question 4");
    assert_eq!(kept[MOST - 1].1, format!("question {}", MOST + 3));
}
