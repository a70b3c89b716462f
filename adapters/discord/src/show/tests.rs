use bot_core::view::Choice;
use bot_core::view::{ChoiceToken, Destination};

use super::*;

#[test]
fn a_remark_is_plain_words_that_lead_nowhere() {
    assert!(is_remark(&View::text("Only admins may do that.")));
    let token = ChoiceToken::parse("next").expect("a short ASCII token");
    let next = Choice {
        token,
        label: "Next".to_owned(),
        say: "next".to_owned(),
        destination: Destination::Here,
        typed: false,
    };
    for view in [
        View::text("A page").choice(next),
        View::text("A page").titled("A title"),
        View::text("A page").block(Block::List(vec!["one".to_owned()])),
    ] {
        assert!(!is_remark(&view), "{view:?}");
    }
}

#[test]
fn what_is_posted_says_which_message_it_answers_and_is_known_again() {
    let phrases = bot_core::phrases::Phrases::embedded();
    let context = RenderContext { phrases: &phrases, owner: Owner::Nobody, shape: Shape::Answer };
    let parts = render(&View::text("hello"), &context);
    let reference = Reference { message_id: MessageId::new(70), fail_if_not_exists: false };
    let post =
        Post { part: &parts[0], nonce: "m70-0".to_owned(), enforce_nonce: true, message_reference: Some(reference) };
    let body = serde_json::to_value(&post).expect("plain data");
    assert_eq!(body["content"], "hello");
    assert_eq!(body["nonce"], "m70-0");
    assert_eq!(body["enforce_nonce"], true);
    assert_eq!(body["allowed_mentions"]["parse"], serde_json::json!([]));
    assert_eq!(body["message_reference"], serde_json::json!({ "message_id": "70", "fail_if_not_exists": false }));
}
