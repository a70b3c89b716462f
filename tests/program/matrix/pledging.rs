//! From a question in an encrypted room to a pledge in a direct chat, the news of it in another room, and its withdrawal.

use outreach_tests::matrix_people::{Person, Trust};

use crate::Stage;

#[test]
fn a_pledge_begun_in_a_room_goes_on_in_a_direct_chat_and_is_told_elsewhere_until_it_is_withdrawn() {
    let stage = Stage::new();
    let serving = stage.serve();
    let [olga, asha] = ["olga", "asha"].map(|name| Person::new(stage.synapse, name));
    let plaza = stage.room(&olga, false);
    assert!(stage.ask(&olga, &plaza, "!announcements each").body.contains("From now on, this room hears this"));

    let hall = stage.room(&asha, true);
    let asked = asha.mention(&hall, &stage.bot(), "may the police ban encrypted chats?");
    let answer = stage.answer(&asha, &hall, &asked);
    assert!(answer.body.starts_with("Recommendation 8"), "{answer:#?}");
    assert_eq!((&*answer.kind, answer.trust, &answer.mentions[..]), ("m.notice", Trust::Verified, &[][..]));
    assert!(answer.html.is_some_and(|html| html.contains("<blockquote>")));

    let led = stage.ask(&asha, &hall, "!pledge");
    assert!(led.body.contains("I’ve written to you in a direct chat"), "{led:#?}");
    let [chat] = &asha.invitations()[..] else { panic!("the bot asks Asha to one chat") };
    asha.join(chat);
    assert!(asha.is_encrypted(chat));
    let first = stage.hears(&asha, chat, "May I keep your answers?");
    assert!(first.body.contains("What you write here is end-to-end encrypted"), "{first:#?}");
    assert_eq!(first.trust, Trust::Verified);
    for words in ["yes", "individual", "Asha Gurung", "Nepal", "teacher", "full", "yes", "no"] {
        stage.ask(&asha, chat, words);
    }
    assert!(stage.ask(&asha, chat, "confirm").body.contains("Thank you! You are supporter number 20"));
    let news = stage.hears(&olga, &plaza, "Asha Gurung");
    assert_eq!((&*news.kind, news.trust), ("m.notice", Trust::Plain));
    assert!(stage.ask(&asha, chat, "mydata").body.contains("Asha Gurung"));

    assert!(stage.ask(&asha, chat, "withdraw").body.contains("Take this pledge back?"));
    stage.ask(&asha, chat, "yes");
    olga.wait("the news to be taken back", |olga| {
        olga.seen(&plaza).iter().find(|m| m.id == news.id && m.redacted).map(drop)
    });
    // The room in which it began has heard nothing of it.
    let heard = asha.see(&hall).into_iter().filter(|m| m.sender == stage.bot());
    assert!(heard.clone().all(|m| !m.body.contains("Gurung")), "{:#?}", heard.collect::<Vec<_>>());
    stage.keeps_all_secrets(&serving.stop(), &[&olga, &asha]);
}
