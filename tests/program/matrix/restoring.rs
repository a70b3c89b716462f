//! What a backup is good for: a new device that people trust, and that reads what was said.

use std::fs;

use outreach_tests::matrix_people::{Person, Trust};

use crate::Stage;

#[test]
fn a_restored_bot_is_a_new_device_that_is_trusted_and_reads_what_was_said() {
    let stage = Stage::new();
    let (old, new) = (stage.folder.path().join("old"), stage.folder.path().join("new"));
    for folder in [&old, &new] {
        fs::create_dir(folder).unwrap();
    }
    let serving = stage.serve_from(&old);
    let key = stage.recovery_key(&old).expect("a first start shows the recovery key");
    let asha = Person::new(stage.synapse, "asha");
    let room = stage.chat(&asha, true);
    let before = stage.ask(&asha, &room, "may the police ban encrypted chats?");
    assert_eq!(before.trust, Trust::Verified, "{before:#?}");

    // While the bot runs, and goes on: its ratchets are turned further than the backup knows.
    let file = stage.folder.path().join("backup");
    let made = stage.act(&old, &["backup", file.to_str().unwrap()]);
    assert!(made.status.success(), "{made:?}");
    assert!(String::from_utf8(made.stdout).unwrap().contains(", and the session on Matrix."));
    let ben = Person::new(stage.synapse, "ben");
    let bens = stage.chat(&ben, true);
    for number in ["rec 1", "rec 2", "rec 3"] {
        stage.ask(&asha, &room, number);
        stage.ask(&ben, &bens, number);
    }
    let said = serving.stop();
    assert!(!said.contains(&key), "the recovery key is in the log");
    stage.keeps_all_secrets(&said, &[&asha, &ben]);
    fs::remove_dir_all(old.join("matrix")).unwrap();

    fs::copy(old.join("key"), new.join("key")).unwrap();
    let restored = stage.act(&new, &["restore", file.to_str().unwrap()]);
    assert!(restored.status.success(), "{restored:?}");
    assert!(String::from_utf8(restored.stdout).unwrap().contains("The session on Matrix is there, too"));
    assert!(new.join("matrix/restored").is_dir());
    let serving = stage.serve_from(&new);
    assert_eq!(stage.recovery_key(&new), None, "the recovery key is the one that there was");
    for (person, room) in [(&asha, &room), (&ben, &bens)] {
        let answer = stage.ask(person, room, "rec 8");
        assert_eq!(answer.trust, Trust::Verified, "{answer:#?}");
        assert!(answer.body.contains("Encryption"), "{answer:#?}");
        assert!(person.seen(room).iter().all(|m| !m.unreadable), "{:#?}", person.seen(room));
    }
    let said = serving.stop();
    assert!(said.contains("the keys of the restored session on Matrix were taken over by a new device"), "{said}");
    stage.keeps_all_secrets(&said, &[&asha, &ben]);
    assert!(!new.join("matrix/restored").exists());

    // The next start goes on with that device.
    let serving = stage.serve_from(&new);
    assert_eq!(stage.ask(&asha, &room, "rec 9").trust, Trust::Verified);
    assert!(!serving.stop().contains("restored"));
}
