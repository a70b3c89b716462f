//! What is said about the trust in the bot's device.

use super::*;

const DOUBTS: [Doubt; 5] = [Doubt::NoKey, Doubt::WrongKey, Doubt::NothingKept, Doubt::NoPassword, Doubt::Failed];

#[test]
fn each_doubt_has_its_own_sentence_with_a_cure() {
    let mut told = std::collections::BTreeSet::new();
    for doubt in DOUBTS {
        let Finding { verdict, words } = about(Some(doubt));
        assert_eq!(verdict, Verdict::Warning, "the bot serves all the same: {doubt:?}");
        assert!(words.contains("start the bot again") || words.contains("use the new key"), "no cure: {words}");
        assert!(told.insert(words), "said twice: {doubt:?}");
    }
    assert_eq!(about(None).verdict, Verdict::Ok);
}

#[test]
fn a_wrong_key_is_told_from_an_account_without_secrets() {
    let doubt = |error: SecretStorageError| match of_secrets(&error) {
        Stopped::Doubt(doubt) => Some(doubt),
        Stopped::Fault(_) => None,
    };
    assert_eq!(doubt(SecretStorageError::MissingKeyInfo { key_id: None }), Some(Doubt::NothingKept));
    assert_eq!(doubt(SecretStorageError::InconsistentBackupDecryptionKey), Some(Doubt::Failed));
    assert_eq!(doubt(SecretStorageError::Sdk(Error::Timeout)), None, "that may pass");
}

#[test]
fn the_key_is_given_once() {
    let recovery = Recovery { key: Mutex::new(Some(Token::new("EsTc"))), doubt: None, unasked: false };
    assert_eq!(recovery.take().map(|key| key.reveal().to_owned()), Some("EsTc".to_owned()));
    assert!(recovery.take().is_none());
}

#[test]
fn how_far_it_has_come_is_written_and_read_again() {
    for progress in [
        Progress::Begun,
        Progress::Making,
        Progress::MakingBeside,
        Progress::Made("EsTc 1234".to_owned()),
        Progress::Known,
    ] {
        let written = serde_json::to_vec(&progress).expect("JSON");
        assert_eq!(serde_json::from_slice::<Progress>(&written).expect("what was written"), progress);
    }
}
