//! A room with news is replaced by another.

use matrix_sdk::ruma::RoomVersionId;
use outreach_tests::matrix_people::Person;

use crate::Stage;

#[test]
fn a_name_in_a_room_that_was_replaced_stays_there_and_the_news_go_on_in_the_new_one() {
    let stage = Stage::new();
    let serving = stage.serve();
    let [olga, asha] = ["olga", "asha"].map(|name| Person::new(stage.synapse, name));
    let hall = stage.room(&olga, false);
    stage.ask(&olga, &hall, "!announcements each");
    let chat = stage.chat(&asha, true);
    for words in ["pledge Asha Gurung | Nepal | teacher", "yes", "individual", "full", "yes", "no", "confirm"] {
        stage.ask(&asha, &chat, words);
    }
    let news = stage.hears(&olga, &hall, "Asha Gurung");

    let new = olga.upgrade(&hall, RoomVersionId::V12);
    olga.invite(&new, &stage.bot());
    let left = |olga: &Person| olga.step(&hall, &stage.bot()).filter(|(_, is)| is == "leave").map(drop);
    olga.wait("the bot to move on", left);
    stage.ask(&asha, &chat, "withdraw");
    stage.ask(&asha, &chat, "yes");
    serving.wait_for("a message in a room that was replaced can't be taken back");
    // Nobody but admins may do anything there any more.
    assert!(olga.see(&hall).iter().any(|m| m.id == news.id && m.stands()));
    // With a guest, two aren't alone.
    let guest = Person::new(stage.synapse, "guest");
    olga.invite(&new, &guest.user);
    let told = stage.ask(&olga, &new, "!announcements");
    assert!(told.body.contains("News: each new supporter, at once"), "{told:#?}");
    assert!(olga.invitations().is_empty(), "nobody is told that the news ended");
    stage.keeps_all_secrets(&serving.stop(), &[&olga, &asha]);
}
