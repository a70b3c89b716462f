//! What operators read when the bot can't sign in, and which session is good for which settings.

use std::collections::BTreeSet;

use super::*;

fn folder() -> PathBuf {
    PathBuf::from("/srv/bot/matrix")
}

#[test]
fn each_error_is_one_sentence_with_a_cure() {
    let errors = [
        ConnectError::WrongPassword,
        ConnectError::WrongToken,
        ConnectError::OtherUser,
        ConnectError::TokenInUse,
        ConnectError::NothingToSignInWith,
        ConnectError::Expired,
        ConnectError::SignedOut { folder: folder() },
        ConnectError::NoPasswords,
        ConnectError::Barred,
        ConnectError::UnknownHomeserver,
        ConnectError::OtherKey { folder: folder() },
        ConnectError::OtherAccount { folder: folder() },
        ConnectError::OtherHomeserver { folder: folder() },
        ConnectError::Incomplete { folder: folder() },
        ConnectError::Store { folder: folder() },
    ];
    let mut told = BTreeSet::new();
    for error in errors {
        let words = error.to_string();
        assert!(words.contains(": "), "no cure: {words}");
        assert!(!words.contains('\n') && !words.ends_with('.'), "{words}");
        let folder = format!("{error:?}").contains("folder");
        assert_eq!(words.contains("/srv/bot/matrix"), folder, "{words}");
        assert!(told.insert(words), "said twice: {error:?}");
    }
}

#[test]
fn only_what_may_pass_is_tried_again() {
    let later = |fault: Fault| matches!(Failed::from(fault), Failed::Later(_));
    assert!(later(Fault::Unreachable));
    assert!(later(Fault::Limited { wait: Some(Duration::from_secs(7)) }));
    assert!(!later(Fault::Forbidden { code: "M_FORBIDDEN".to_owned() }));
    assert!(!later(Fault::Store));
}

#[tokio::test]
async fn a_server_that_answers_otherwise_is_no_homeserver() {
    let somewhere: Homeserver = "http://127.0.0.1:9".parse().expect("an address");
    let none = unknown(Unanswered::NoHomeserver, &somewhere).await;
    assert!(matches!(none, Failed::Never(ConnectError::UnknownHomeserver)));
    let away = unknown(Unanswered::Later(Fault::Unreachable), &somewhere).await;
    assert!(matches!(away, Failed::Later(Fault::Unreachable)), "an address without a name is only out of reach");
}

#[test]
fn a_refused_token_is_told_from_a_server_that_is_away() {
    let refused = || ConnectError::WrongToken;
    let of = |unanswered| Failed::of_token(unanswered, refused());
    assert!(matches!(of(Unanswered::Token { soft: true }), Failed::Never(ConnectError::WrongToken)));
    assert!(matches!(of(Unanswered::NoHomeserver), Failed::Never(ConnectError::UnknownHomeserver)));
    assert!(matches!(of(Unanswered::Later(Fault::Unreachable)), Failed::Later(Fault::Unreachable)));
}
