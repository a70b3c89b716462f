//! Keys, damaged files, backups and imports.

use std::collections::BTreeSet;
use std::path::Path;

use bot_core::conversation::Conversation;
use bot_core::country::Country;
use bot_core::decision::{Change, ConversationChange};
use bot_core::ids::{SupporterNumber, Timestamp};
use bot_core::misread::MisreadQuestion;
use bot_core::pledge::Display;
use bot_core::store::{Store, Wants};
use bot_core::subscription::Pace;
use bot_core::supporter::SupporterKind;
use store::{BackupError, Database, ImportReport, ImportedSupporter, Key, KeyError, OpenError};

use crate::world::{DONE, Place, World, news, number, organisation, pledge, publish};

async fn backup(world: &World) -> Vec<u8> {
    let mut file = Vec::new();
    world.db.backup(&mut file, Path::new("nowhere"), |_| ()).await.unwrap();
    file
}

pub(crate) async fn a_backup_moves_to_the_other_database(place: Place) {
    let world = place.open().await;
    world.subscribe("hall", Pace::Each).await;
    world.subscribe("hall/rights", Pace::Off).await;
    world.act("anna", publish(pledge("Zoë Müller"))).await;
    world.post("m1").await;
    world.act("bo", publish(pledge("Bo"))).await;
    let hold = Change::Hold {
        pledge: Box::new(organisation("Digital Rights")),
        reason: bot_core::pledge::HoldReason::SpeaksForOthers,
    };
    world.act("org", vec![hold]).await;
    let question = MisreadQuestion { words: "who reads my chats".to_owned(), answered_with: Vec::new() };
    world.act("bo", vec![Change::KeepMisread(question.clone())]).await;
    let file = backup(&world).await;

    let other = place.other();
    let copy = other.open().await;
    // A bad file changes nothing.
    let cut = copy.db.restore(&file[..file.len() / 2], Path::new("nowhere"), |_| ()).await;
    assert!(matches!(cut, Err(BackupError::Cut)), "{cut:?}");
    let mut flipped = file.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x10;
    let flipped = copy.db.restore(&flipped[..], Path::new("nowhere"), |_| ()).await;
    assert!(matches!(flipped, Err(BackupError::Damaged | BackupError::Cut)), "{flipped:?}");
    let text = copy.db.restore(&b"number,name\n"[..], Path::new("nowhere"), |_| ()).await;
    assert!(matches!(text, Err(BackupError::NotABackup)), "{text:?}");
    assert!(copy.list().await.is_empty());

    let rows = copy.db.restore(&file[..], Path::new("nowhere"), |_| ()).await.unwrap();
    assert!(rows > 10);
    assert_eq!(lines(&backup(&copy).await), lines(&file));
    assert!(matches!(copy.db.restore(&file[..], Path::new("nowhere"), |_| ()).await, Err(BackupError::NotEmpty)));
    assert_eq!(copy.db.misread_questions().await.unwrap()[0].question, Some(question));
    // Life goes on there: numbers, cursors and corrections.
    assert_eq!(copy.act("carl", publish(pledge("Carl"))).await, number(3));
    assert_eq!(copy.act("anna", vec![Change::Withdraw]).await, DONE);
    let correction = copy.post("m1").await;
    assert!(news(&correction).is_empty());
    copy.pass(10 * bot_core::ids::MINUTE);
    assert_eq!(news(&copy.post("m2").await), ["Bo", "Carl"]);
    // Which room a thread is part of is known there, too.
    assert_eq!(copy.act("hall", vec![Change::LeaveRoom]).await, DONE);
    assert_eq!(copy.facts("hall/rights", &Wants::default()).await.room, None);

    let stranger = Place::sqlite();
    let refused = stranger.open().await.db.restore(&file[..], Path::new("nowhere"), |_| ()).await;
    assert!(matches!(refused, Err(BackupError::WrongKey)), "{refused:?}");
}

/// A database of another part of the program, with this word in it, that somebody has open.
async fn session(folder: &Path, name: &str, word: &str) -> sqlx::AnyConnection {
    std::fs::create_dir_all(folder).unwrap();
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}?mode=rwc", folder.join(name).display());
    let mut conn = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::query("PRAGMA journal_mode = WAL").execute(&mut conn).await.unwrap();
    sqlx::query("CREATE TABLE kept (word TEXT)").execute(&mut conn).await.unwrap();
    sqlx::query("INSERT INTO kept VALUES ($1)").bind(word.to_owned()).execute(&mut conn).await.unwrap();
    conn
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

pub(crate) async fn a_backup_takes_other_databases_along(place: Place) {
    let world = place.open().await;
    world.act("anna", publish(pledge("Anna"))).await;
    let folder = tempfile::tempdir().unwrap();
    let live = folder.path().join("live");
    // They are open, with what was written last still beside the file.
    let mut keys = session(&live, "keys.sqlite3", "ratchet").await;
    let long = "x".repeat(200_000);
    let _state = session(&live, "state.sqlite3", &long).await;
    std::fs::write(live.join("notes.txt"), "no database").unwrap();
    let before = names(&live);
    let mut file = Vec::new();
    world.db.backup(&mut file, &live, |_| ()).await.unwrap();
    assert_eq!(names(&live), before, "nothing is left beside them");
    assert_eq!(names(folder.path()), BTreeSet::from(["live".to_owned()]));
    sqlx::query("INSERT INTO kept VALUES ('later')").execute(&mut keys).await.unwrap();

    let other = place.other();
    let copy = other.open().await;
    let into = folder.path().join("new/restored");
    // What is cut, or has no place, changes nothing.
    let cut = copy.db.restore(&file[..file.len() - 20], &into, |_| ()).await;
    assert!(matches!(cut, Err(BackupError::Cut)), "{cut:?}");
    let taken = copy.db.restore(&file[..], &live.join("restored"), |_| ()).await;
    assert!(matches!(taken, Err(BackupError::InTheWay(_))), "{taken:?}");
    assert_eq!((names(&live), copy.list().await.len()), (before, 0));
    assert_eq!(names(folder.path()), BTreeSet::from(["live".to_owned()]));

    copy.db.restore(&file[..], &into, |_| ()).await.unwrap();
    assert_eq!(copy.list().await.len(), 1);
    assert_eq!(names(&into), BTreeSet::from(["keys.sqlite3".to_owned(), "state.sqlite3".to_owned()]));
    assert_eq!((mode(&into), mode(&into.join("keys.sqlite3"))), (0o700, 0o600));
    for (name, word) in [("keys.sqlite3", "ratchet"), ("state.sqlite3", long.as_str())] {
        let url = format!("sqlite://{}", into.join(name).display());
        let mut conn = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
        let words: Vec<String> = sqlx::query_scalar("SELECT word FROM kept").fetch_all(&mut conn).await.unwrap();
        assert_eq!(words, [word], "it is as it was when the backup was made");
    }
    assert_eq!(names(folder.path()), BTreeSet::from(["live".to_owned(), "new".to_owned()]));
}

/// A file of the first version, as the program before this one made it.
pub(crate) async fn an_older_backup_is_restored() {
    use std::io::{Read, Write};
    let place = Place::sqlite();
    let world = place.open().await;
    world.act("anna", publish(pledge("Anna"))).await;
    let mut text = String::new();
    flate2::read::GzDecoder::new(&backup(&world).await[..]).read_to_string(&mut text).unwrap();
    // Without other files, programs that know none of them can still read it.
    assert!(text.starts_with("{\"format\":\"outreach-bot backup\",\"version\":1,"), "{text}");
    let head = text.lines().next().unwrap().replace("\"version\":1", "\"version\":3");
    let mut newer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    newer.write_all(format!("{head}\n").as_bytes()).unwrap();
    let other = place.other();
    let copy = other.open().await;
    let refused = copy.db.restore(&newer.finish().unwrap()[..], Path::new("nowhere"), |_| ()).await;
    assert!(matches!(refused, Err(BackupError::Newer)), "{refused:?}");
    copy.db.restore(&backup(&world).await[..], Path::new("nowhere"), |_| ()).await.unwrap();
    assert_eq!(copy.list().await.len(), 1);
    assert!(!Path::new("nowhere").exists());
}

/// The lines of a backup. Databases sort bytes and words in ways of their own, so order doesn't count, nor does the
/// end, whose hash depends on it.
fn lines(backup: &[u8]) -> BTreeSet<String> {
    use std::io::Read;
    let mut text = String::new();
    flate2::read::GzDecoder::new(backup).read_to_string(&mut text).unwrap();
    text.lines().filter(|l| !l.starts_with("{\"rows\"")).map(str::to_owned).collect()
}

/// A column that a migration adds must be in the backup, too.
pub(crate) async fn a_backup_has_every_column() {
    let place = Place::sqlite();
    let world = place.open().await;
    let saved: BTreeSet<String> = lines(&backup(&world).await)
        .iter()
        .filter(|l| l.starts_with("{\"table\""))
        .flat_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let table = line["table"].as_str().unwrap().to_owned();
            let columns = line["columns"].as_array().unwrap().clone();
            columns.into_iter().map(move |c| format!("{table}.{}", c.as_str().unwrap()))
        })
        .collect();
    let url =
        format!("sqlite://{}", place.url.strip_prefix("sqlite:").unwrap().replace('%', "%25").replace(' ', "%20"));
    let mut conn = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
    let made: Vec<String> = sqlx::query_scalar(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT IN ('meta', 'unanswered', '_sqlx_migrations')",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    assert_eq!(saved, made.into_iter().collect());
}

pub(crate) async fn an_import_twice_is_an_import_once(place: Place) {
    let world = place.open().await;
    let row = |n: u32| ImportedSupporter {
        kind: SupporterKind::Individual,
        number: n.is_multiple_of(2).then_some(SupporterNumber(n + 1)),
        name: format!("Person {n}"),
        country: Country::parse("FR"),
        country_as_written: None,
        affiliation: Some(format!("Group {}", n % 7)),
    };
    let mut told = Vec::new();
    let report = world.db.import_supporters((0..5000).map(row), Timestamp(5), |n| told.push(n)).await.unwrap();
    assert_eq!(report, ImportReport { added: 5000, known: 0, number_taken: vec![] });
    assert_eq!(told.last(), Some(&5000));
    let again = world.db.import_supporters((0..5001).map(row), Timestamp(5), |_| ()).await.unwrap();
    assert_eq!(again, ImportReport { added: 1, known: 5000, number_taken: vec![] });
    let taken = ImportedSupporter { name: "Somebody Else".to_owned(), ..row(0) };
    let report = world.db.import_supporters([taken], Timestamp(5), |_| ()).await.unwrap();
    assert_eq!(report.number_taken, [SupporterNumber(1)]);
    assert_eq!(world.total().await, 5001);
    assert_eq!(world.act("anna", publish(pledge("Anna"))).await, number(5002));

    let (mut exported, mut after) = (Vec::new(), None);
    loop {
        let (page, next) = world.db.export_supporters(after, 1000).await.unwrap();
        exported.extend(page);
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(exported.len(), 5002);
    assert_eq!(exported[0].line.name, "Anna");
    // Those without a number come last, in the order of the source.
    assert_eq!(exported[5001].line.name, "Person 4999");
    assert!(world.claim().await.is_empty());
}

pub(crate) async fn another_key_and_a_newer_schema_are_refused(place: Place) {
    place.open().await.db.close().await.unwrap();
    let other = Database::open(&place.url, &Key::generate().unwrap()).await.unwrap_err();
    assert!(matches!(other, OpenError::WrongKey), "{other}");

    sqlx::any::install_default_drivers();
    let url = match place.url.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite://{}", path.replace('%', "%25").replace(' ', "%20")),
        None => place.url.clone(),
    };
    let mut conn = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    sqlx::Connection::close(conn).await.unwrap();
    let newer = Database::open(&place.url, &place.key).await.unwrap_err();
    assert!(matches!(newer, OpenError::Newer), "{newer}");
    assert!(newer.to_string().contains("newer version"));
    if !place.is_sqlite() {
        let nobody = place.url.replace("test", "missing").replace("missinger", "tester");
        let missing = Database::open(&nobody, &place.key).await.unwrap_err();
        assert!(matches!(missing, OpenError::NoSuchDatabase), "{missing}");
        let unreachable = "postgres://tester:hunter2@127.0.0.1:1/x";
        let unreachable = Database::open(unreachable, &place.key).await.unwrap_err();
        assert!(matches!(unreachable, OpenError::Unreachable(_)), "{unreachable}");
        assert!(!format!("{unreachable} {unreachable:?}").contains("hunter2"));
    }
}

pub(crate) async fn a_damaged_file_or_a_read_only_folder_is_named() {
    let place = Place::sqlite();
    let folder = place.folder.path();
    let key_file = folder.join("secret/key");
    let key = Key::load_or_create(&key_file).unwrap();
    assert_eq!(mode(&key_file), 0o600);
    assert_eq!(mode(&folder.join("secret")), 0o700);
    assert!(matches!(Key::load(&folder.join("none")), Err(KeyError::Missing(_))));
    std::fs::write(folder.join("short"), b"short").unwrap();
    assert!(matches!(Key::load(&folder.join("short")), Err(KeyError::WrongLength(_))));
    std::fs::copy(&key_file, folder.join("open")).unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder.join("open"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(Key::load(&folder.join("open")), Err(KeyError::TooOpen(_))));

    let text = folder.join("text.sqlite");
    std::fs::write(&text, "this is no database at all. ".repeat(100)).unwrap();
    let refused = Database::open(text.to_str().unwrap(), &key).await.unwrap_err();
    assert!(matches!(refused, OpenError::Damaged(_)), "{refused}");
    // A database whose first page is torn.
    let torn = folder.join("torn.sqlite");
    Database::open(torn.to_str().unwrap(), &key).await.unwrap().close().await.unwrap();
    let mut bytes = std::fs::read(&torn).unwrap();
    bytes[100..4000].fill(0x5a);
    std::fs::write(&torn, bytes).unwrap();
    let refused = Database::open(torn.to_str().unwrap(), &key).await.unwrap_err();
    assert!(matches!(refused, OpenError::Damaged(_)), "{refused}");
    // A folder where nothing can be made, whoever asks.
    let refused = Database::open(text.join("below/db.sqlite").to_str().unwrap(), &key).await.unwrap_err();
    assert!(matches!(refused, OpenError::ReadOnly(_)), "{refused}");
    assert!(matches!(Database::open("mysql://host/x", &key).await, Err(OpenError::Address)));
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

pub(crate) async fn nothing_private_can_be_read_in_the_file() {
    let place = Place::sqlite();
    let world = place.open().await;
    let mut hidden = pledge("Hidden Heroine");
    hidden.display = Display::Initials;
    world.act("anna", publish(hidden)).await;
    let held =
        Change::Hold { pledge: Box::new(organisation("Quiet Org")), reason: bot_core::pledge::HoldReason::AllReviewed };
    world.act("bo", vec![held]).await;
    let facts = world.facts("carl", &Wants::default()).await;
    let mut commit = world.commit("carl", &facts, vec![]);
    let text = "typed in private".to_owned();
    commit.conversation = Some(ConversationChange::To(Box::new(Conversation::ConfirmingNotice { text })));
    world.db.commit(commit).await.unwrap();
    world.act("dora", publish(pledge("Withdrawn Woman"))).await;
    world.act("dora", vec![Change::Withdraw]).await;
    world.subscribe("hall", Pace::Each).await;
    world.db.close().await.unwrap();

    let file = place.url.strip_prefix("sqlite:").unwrap();
    assert_eq!(mode(Path::new(file)), 0o600);
    assert_eq!(mode(Path::new(file).parent().unwrap()), 0o700);
    let mut bytes = std::fs::read(file).unwrap();
    bytes.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
    let holds = |what: &str| bytes.windows(what.len()).any(|w| w.eq_ignore_ascii_case(what.as_bytes()));
    assert!(holds("H. H."), "the public line is in the file");
    for private in
        ["Heroine", "Quiet Org", "secret.contact", "typed in private", "Withdrawn", "user-", "room-hall", "Director"]
    {
        assert!(!holds(private), "{private} can be read");
    }
}
