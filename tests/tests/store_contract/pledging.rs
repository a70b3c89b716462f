//! Pledges, from the first word to the list and off it again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bot_core::announcement::{Outcome, Task};
use bot_core::content::FirstSupporter;
use bot_core::conversation::{Conversation, Kept};
use bot_core::country::Country;
use bot_core::decision::{Change, ConversationChange};
use bot_core::ids::{DAY, MINUTE, PledgeId, SupporterNumber, Timestamp};
use bot_core::language::Language;
use bot_core::pledge::{Display, HoldReason, PledgeStatus, RefusalReason};
use bot_core::store::{Committed, Role, Store, Wants};
use bot_core::subscription::Pace;
use bot_core::supporter::{SupporterKind, SupporterQuery};
use store::FirstSupportersError;

use crate::world::{DONE, Place, World, news, number, organisation, person, platform, pledge, posted, publish};

fn hold(name: &str) -> Vec<Change> {
    vec![Change::Hold { pledge: Box::new(organisation(name)), reason: HoldReason::SpeaksForOthers }]
}

pub(crate) async fn a_pledge_becomes_the_next_supporter(place: Place) {
    let world = place.open().await;
    assert_eq!(world.act("anna", publish(pledge("Anna Gurung"))).await, number(1));
    assert_eq!(world.act("bo", publish(pledge("Bo Li"))).await, number(2));
    assert_eq!(world.list().await, [(Some(2), "Bo Li".to_owned()), (Some(1), "Anna Gurung".to_owned())]);
    let facts = world.facts("anna", &Wants::default()).await;
    let own = facts.own_pledge.unwrap();
    assert_eq!(own.pledge, pledge("Anna Gurung"));
    assert_eq!(own.submitted_at, world.now());
    assert!(matches!(own.status, PledgeStatus::Published(n) if n.0 == 1));
    assert_eq!(facts.conversation, Kept::Idle);
    assert_eq!(world.facts("carl", &Wants::default()).await, bot_core::store::Facts::default());
    world.db.health().await.unwrap();
}

pub(crate) async fn the_same_event_or_an_old_view_changes_nothing(place: Place) {
    let world = place.open().await;
    let before = world.facts("anna", &Wants::default()).await;
    let commit = world.commit("anna", &before, publish(pledge("Anna Gurung")));
    assert!(!world.seen(&commit.event).await);
    assert_eq!(world.db.commit(commit.clone()).await.unwrap(), number(1));
    assert!(world.seen(&commit.event).await);
    assert_eq!(world.db.commit(commit).await.unwrap(), Committed::Repeated);
    let stale = world.commit("anna", &before, vec![Change::Withdraw]);
    assert_eq!(world.db.commit(stale.clone()).await.unwrap(), Committed::Stale);
    assert!(!world.seen(&stale.event).await);

    // The same person several times at once: one is kept, the others read again.
    let facts = world.facts("bo", &Wants::default()).await;
    let commits: Vec<_> = (0..8).map(|_| world.commit("bo", &facts, publish(pledge("Bo Li")))).collect();
    let mut tasks = Vec::new();
    for commit in commits {
        let db = world.db.clone();
        tasks.push(tokio::spawn(async move { db.commit(commit).await.unwrap() }));
    }
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    assert_eq!(outcomes.iter().filter(|o| **o == Committed::Stale).count(), 7);
    assert_eq!(world.total().await, 2);

    // What somebody left and began again is not what was read before.
    let old = world.facts("carl", &Wants::default()).await;
    world.act("carl", vec![Change::ChooseLanguage(Language::French)]).await;
    let between = world.facts("carl", &Wants::default()).await;
    world.act("carl", vec![Change::Forget]).await;
    assert_eq!(world.facts("carl", &Wants::default()).await, old);
    world.pass(1);
    world.act("carl", vec![Change::ChooseLanguage(Language::French)]).await;
    let late = world.commit("carl", &between, vec![Change::ChooseLanguage(Language::Spanish)]);
    assert_eq!(world.db.commit(late).await.unwrap(), Committed::Stale);
}

pub(crate) async fn numbers_are_given_once_to_many_at_once_and_after_reopening(place: Place) {
    let mut numbers = Vec::new();
    for round in 0..2 {
        let world = place.open().await;
        let mut tasks = Vec::new();
        for at in 0..64 {
            let name = format!("person {round} {at}");
            let facts = world.facts(&name, &Wants::default()).await;
            let commit = world.commit(&name, &facts, publish(pledge(&format!("Person {at}"))));
            let db = world.db.clone();
            tasks.push(tokio::spawn(async move { db.commit(commit).await.unwrap() }));
        }
        for task in tasks {
            let Committed::Done { number: Some(number) } = task.await.unwrap() else { panic!("not published") };
            numbers.push(number.0);
        }
        // The highest one goes; its number isn't given again.
        let last = numbers.iter().max().copied().unwrap();
        let name = (0..64).map(|at| format!("person {round} {at}"));
        for name in name {
            let own = world.facts(&name, &Wants::default()).await.own_pledge.unwrap();
            if matches!(own.status, PledgeStatus::Published(n) if n.0 == last) {
                assert_eq!(world.act(&name, vec![Change::Withdraw]).await, DONE);
            }
        }
        world.db.close().await.unwrap();
    }
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 128);
    assert_eq!(numbers.iter().max(), Some(&128));
    let world = place.open().await;
    assert_eq!(world.total().await, 126);
}

/// Two programs on one database: people pledge through both, and both look for messages to send.
pub(crate) async fn two_processes_share_numbers_and_messages(place: Place) {
    const PEOPLE: usize = 64;
    // Longer than the two clocks can get apart.
    const AGES: i64 = 10_000 * DAY;
    let worlds = [Arc::new(place.open().await), Arc::new(place.open().await)];
    for at in 0..8 {
        worlds[0].subscribe(&format!("hall {at}"), Pace::Each).await;
    }
    let mut pledging = Vec::new();
    for (side, world) in worlds.iter().enumerate() {
        for at in 0..PEOPLE {
            let world = Arc::clone(world);
            pledging.push(tokio::spawn(async move {
                let name = format!("Person {side} {at}");
                match world.act(&name, publish(pledge(&name))).await {
                    Committed::Done { number: Some(number) } => number.0,
                    other => panic!("not published: {other:?}"),
                }
            }));
        }
    }
    let mut sending = Vec::new();
    let everybody = Arc::new(AtomicBool::new(false));
    for (side, world) in worlds.iter().enumerate() {
        let (world, everybody) = (Arc::clone(world), Arc::clone(&everybody));
        sending.push(tokio::spawn(async move {
            let mut told = Vec::new();
            loop {
                let last = everybody.load(Ordering::Acquire);
                // What a room hears next is due ten minutes after what it heard before.
                world.pass(10 * MINUTE);
                let due = world.db.claim(&[platform()], world.now(), AGES, 3).await.unwrap();
                if due.is_empty() && last {
                    return told;
                }
                for delivery in due {
                    world.settle(&delivery, posted(&format!("{side}-{}", delivery.id.0))).await;
                    told.push((delivery.room.room.clone(), delivery.id, news(&delivery)));
                }
            }
        }));
    }
    let mut numbers = BTreeSet::new();
    for task in pledging {
        assert!(numbers.insert(task.await.unwrap()), "a number was given twice");
    }
    assert_eq!(numbers, (1..=2 * PEOPLE as u32).collect());
    everybody.store(true, Ordering::Release);
    let mut told = Vec::new();
    for task in sending {
        told.extend(task.await.unwrap());
    }
    // The two clocks went on apart from each other, so what is left is due at the later one.
    for world in &worlds {
        world.pass(AGES);
        loop {
            let due = world.claim().await;
            if due.is_empty() {
                break;
            }
            for delivery in due {
                world.settle(&delivery, posted("late")).await;
                told.push((delivery.room.room.clone(), delivery.id, news(&delivery)));
            }
            world.pass(10 * MINUTE);
        }
    }
    let ids: BTreeSet<_> = told.iter().map(|(_, id, _)| *id).collect();
    assert_eq!(ids.len(), told.len(), "a message was claimed twice");
    let mut heard = BTreeMap::<String, Vec<String>>::new();
    for (room, _, names) in told {
        heard.entry(room).or_default().extend(names.into_iter().filter(|n| n.starts_with("Person")));
    }
    assert_eq!(heard.len(), 8);
    for (room, mut names) in heard {
        names.sort();
        let mut everybody: Vec<_> =
            (0..2).flat_map(|side| (0..PEOPLE).map(move |at| format!("Person {side} {at}"))).collect();
        everybody.sort();
        assert_eq!(names, everybody, "{room} heard each name once");
    }
}

pub(crate) async fn a_first_supporter_cannot_take_somebodys_number(place: Place) {
    let world = place.open().await;
    let entry = |key: &str, number: u32| FirstSupporter {
        key: key.to_owned(),
        number: Some(SupporterNumber(number)),
        kind: SupporterKind::Individual,
        name: format!("First {key}"),
        country_as_written: None,
        country: None,
        affiliation: None,
    };
    world.db.keep_first_supporters(&[entry("one", 1), entry("two", 2)]).await.unwrap();
    assert_eq!(world.act("anna", publish(pledge("Anna"))).await, number(3));
    assert_eq!(world.act("bo", publish(pledge("Bo"))).await, number(4));
    assert_eq!(world.act("bo", vec![Change::Withdraw]).await, DONE);
    let before = world.list().await;
    // Somebody has it, or had it.
    for taken in [3, 4] {
        let list = [entry("one", 5), entry("two", 2), entry("late", taken)];
        let refused = world.db.keep_first_supporters(&list).await.unwrap_err();
        assert!(
            matches!(&refused, FirstSupportersError::NumberTaken { key, number }
            if key == "late" && number.0 == taken),
            "{refused:?}"
        );
        let sentence = refused.to_string();
        assert!(sentence.contains("late") && sentence.contains("nothing was changed"), "{sentence}");
        assert_eq!(world.list().await, before);
    }
    // Entries may exchange theirs.
    world.db.keep_first_supporters(&[entry("one", 2), entry("two", 1), entry("late", 5)]).await.unwrap();
    let names: Vec<_> = world.list().await.into_iter().map(|(n, name)| (n.unwrap(), name)).collect();
    let name = |n: u32, name: &str| (n, name.to_owned());
    assert_eq!(names, [name(5, "First late"), name(3, "Anna"), name(2, "First one"), name(1, "First two")]);
    assert_eq!(world.act("carl", publish(pledge("Carl"))).await, number(6));
}

pub(crate) async fn a_pledge_waits_and_is_approved(place: Place) {
    let world = place.open().await;
    assert_eq!(world.act("anna", hold("Digital Rights Nepal")).await, DONE);
    assert_eq!(world.total().await, 0);
    let wants = Wants { waiting: true, ..Wants::default() };
    let facts = world.facts("reviewer", &wants).await;
    assert_eq!(facts.waiting_total, 1);
    let waiting = facts.waiting[0].clone();
    assert_eq!(waiting.pledge, organisation("Digital Rights Nepal"));
    assert_eq!(waiting.status, PledgeStatus::Waiting(HoldReason::SpeaksForOthers));

    // Two reviewers at once: the second is asked to look again.
    let wants = Wants { pledge: Some(waiting.id), ..Wants::default() };
    let (first, second) = (world.facts("one", &wants).await, world.facts("two", &wants).await);
    let owner_before = world.facts("anna", &Wants::default()).await;
    let approve = world.commit("one", &first, vec![Change::Approve { pledge: waiting.id }]);
    assert_eq!(world.db.commit(approve).await.unwrap(), number(1));
    let reason = RefusalReason::NotGenuine;
    let refuse = world.commit("two", &second, vec![Change::Refuse { pledge: waiting.id, reason }]);
    assert_eq!(world.db.commit(refuse).await.unwrap(), Committed::Stale);
    // The person's own view is old, too.
    let withdraw = world.commit("anna", &owner_before, vec![Change::Withdraw]);
    assert_eq!(world.db.commit(withdraw).await.unwrap(), Committed::Stale);

    let told = world.post("m1").await;
    assert_eq!(told.room, crate::world::room("anna"));
    assert_eq!(told.language, Language::French);
    assert_eq!(told.task, Task::Outcome(Outcome::Approved { number: 1 }));
    assert_eq!(world.list().await, [(Some(1), "Digital Rights Nepal".to_owned())]);
    assert!(world.claim().await.is_empty());
}

pub(crate) async fn a_refused_pledge_leaves_the_list_and_can_be_made_again(place: Place) {
    let world = place.open().await;
    world.act("anna", publish(pledge("Somebody Else"))).await;
    let id = world.facts("anna", &Wants::default()).await.own_pledge.unwrap().id;
    let reason = RefusalReason::SomebodyElse;
    assert_eq!(world.act("reviewer", vec![Change::Refuse { pledge: id, reason }]).await, DONE);
    assert!(world.list().await.is_empty());
    assert_eq!(world.total().await, 0);
    let own = world.facts("anna", &Wants::default()).await.own_pledge.unwrap();
    assert_eq!(own.status, PledgeStatus::Refused(reason));
    assert_eq!(world.post("m1").await.task, Task::Outcome(Outcome::Refused { reason }));
    // A new pledge takes its place, under a number of its own.
    assert_eq!(world.act("anna", publish(pledge("Anna Gurung"))).await, number(2));
    assert_eq!(world.list().await, [(Some(2), "Anna Gurung".to_owned())]);
    let gone = world.db.pledge(id).await.unwrap();
    assert!(gone.is_none());
    let missing = world.act("reviewer", vec![Change::Approve { pledge: PledgeId(99) }]).await;
    assert_eq!(missing, DONE);
}

pub(crate) async fn a_supporter_appears_differently(place: Place) {
    let world = place.open().await;
    world.act("anna", publish(pledge("Anna Gurung"))).await;
    let find = |words: &str| SupporterQuery { words: words.to_owned(), limit: 10, ..SupporterQuery::default() };
    assert_eq!(world.supporters(find("gur")).await.1, 1);
    assert_eq!(world.act("anna", vec![Change::Redisplay { display: Display::Initials }]).await, DONE);
    assert_eq!(world.list().await, [(Some(1), "A. G.".to_owned())]);
    assert_eq!(world.supporters(find("gur")).await.1, 0);
    assert_eq!(world.supporters(find("open nepal")).await.1, 0);
    assert_eq!(world.act("anna", vec![Change::Redisplay { display: Display::Counted }]).await, DONE);
    assert!(world.list().await.is_empty());
    let tallies = world.facts("anna", &Wants { tallies: true, ..Wants::default() }).await.tallies.unwrap();
    assert_eq!((tallies.total(), tallies.counted_only, tallies.by_country), (1, 1, vec![]));
    // The choice can be turned back.
    assert_eq!(world.act("anna", vec![Change::Redisplay { display: Display::Full }]).await, DONE);
    assert_eq!(world.list().await, [(Some(1), "Anna Gurung".to_owned())]);
    assert_eq!(world.supporters(find("ann gur nep")).await.1, 1);
}

pub(crate) async fn forgetting_leaves_nothing(place: Place) {
    let world = place.open().await;
    let empty = rows(&world).await;
    let (anna, now) = (person("anna"), world.now());
    world.act("anna", vec![Change::ChooseLanguage(Language::Spanish)]).await;
    world.act("anna", hold("Digital Rights Nepal")).await;
    assert!(world.db.grant_role(&anna, Role::Reviewer, now).await.unwrap());
    // Also what the person's own chat chose to hear, and what it heard.
    world.subscribe("anna", Pace::Each).await;
    assert_eq!(world.act("organiser", vec![Change::Notice("Meeting".to_owned())]).await, DONE);
    world.post("m1").await;
    let empty = {
        let about_anna = rows(&world).await;
        assert!(about_anna.iter().any(|r| r.starts_with("deliveries")));
        let others = |r: &&String| r.starts_with("announcements");
        empty.into_iter().chain(about_anna.iter().filter(others).cloned()).collect::<Vec<_>>()
    };
    let id = world.facts("anna", &Wants::default()).await.own_pledge.unwrap().id;
    let reason = RefusalReason::NotConfirmed;
    world.act("reviewer", vec![Change::Refuse { pledge: id, reason }]).await;
    world.act("reviewer", vec![Change::Forget]).await;
    world.act("organiser", vec![Change::Forget]).await;
    assert!(rows(&world).await.len() > empty.len());
    assert_eq!(world.act("anna", vec![Change::Forget]).await, DONE);
    assert_eq!(rows(&world).await, empty);
    assert!(world.claim().await.is_empty());
}

/// Every row of a backup that could be about a person. Counters, and the hashes of events, are about nobody.
async fn rows(world: &World) -> Vec<String> {
    use std::io::Read;
    let mut backup = Vec::new();
    world.db.backup(&mut backup, std::path::Path::new("nowhere"), |_| ()).await.unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&backup[..]).read_to_string(&mut text).unwrap();
    let (mut table, mut rows) = (String::new(), Vec::new());
    for line in text.lines().skip(1) {
        if let Some(begin) = line.strip_prefix("{\"table\":\"") {
            table = begin.split('"').next().unwrap().to_owned();
        } else if line.starts_with('[') && table != "counters" && table != "seen_events" {
            rows.push(format!("{table} {line}"));
        }
    }
    rows
}

pub(crate) async fn supporters_are_found_and_counted(place: Place) {
    let world = place.open().await;
    let mut elsewhere = pledge("Zoë Müller");
    elsewhere.country = Country::parse("DE");
    elsewhere.affiliation = None;
    let mut silent = pledge("Never Shown");
    silent.display = Display::Counted;
    world.act("anna", publish(pledge("Anna Gurung"))).await;
    world.act("zoe", publish(elsewhere)).await;
    world.act("silent", publish(silent)).await;
    world.act("org", publish(organisation("Digital Rights"))).await;
    let all = SupporterQuery { limit: 10, ..SupporterQuery::default() };
    let names = |found: (Vec<(Option<u32>, String)>, u64)| {
        assert_eq!(found.0.len() as u64, found.1);
        found.0.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    let by = |words: &str| SupporterQuery { words: words.to_owned(), ..all.clone() };
    assert_eq!(names(world.supporters(by("zoe mull")).await), ["Zoë Müller"]);
    assert_eq!(names(world.supporters(by("open")).await), ["Anna Gurung"]);
    assert!(names(world.supporters(by("never")).await).is_empty());
    assert!(names(world.supporters(by("'; DROP TABLE supporters --")).await).is_empty());
    assert!(names(world.supporters(by("%")).await).is_empty());
    let nepal = SupporterQuery { countries: vec![Country::parse("NP").unwrap()], ..all.clone() };
    assert_eq!(names(world.supporters(nepal.clone()).await), ["Digital Rights", "Anna Gurung"]);
    let kind = Some(SupporterKind::Organisation);
    assert_eq!(names(world.supporters(SupporterQuery { kind, ..nepal.clone() }).await), ["Digital Rights"]);
    assert_eq!(names(world.supporters(SupporterQuery { words: "anna".into(), ..nepal }).await), ["Anna Gurung"]);
    let second = SupporterQuery { offset: 1, limit: 1, ..all.clone() };
    assert_eq!(world.supporters(second).await, (vec![(Some(2), "Zoë Müller".to_owned())], 3));
    assert_eq!(world.supporters(SupporterQuery { offset: 99, ..all }).await, (vec![], 3));

    let wants = Wants { tallies: true, name_on_list: Some("ANNA  gurung".to_owned()), ..Wants::default() };
    let facts = world.facts("nobody", &wants).await;
    assert!(facts.name_on_list);
    let tallies = facts.tallies.unwrap();
    assert_eq!((tallies.total(), tallies.counted_only), (4, 1));
    assert_eq!(tallies.of_kind(SupporterKind::Individual), 3);
    assert_eq!(tallies.by_country, [(Country::parse("NP").unwrap(), 2), (Country::parse("DE").unwrap(), 1)]);
    let wants = Wants { name_on_list: Some("Never Shown".to_owned()), ..Wants::default() };
    assert!(!world.facts("nobody", &wants).await.name_on_list);
}

pub(crate) async fn roles_and_languages_and_conversations(place: Place) {
    let world = place.open().await;
    let (anna, now) = (person("anna"), world.now());
    assert!(world.db.grant_role(&anna, Role::Organiser, now).await.unwrap());
    assert!(!world.db.grant_role(&anna, Role::Organiser, now).await.unwrap());
    assert_eq!(world.db.list_roles().await.unwrap().len(), 1);
    let facts = world.facts("anna", &Wants { roles: true, ..Wants::default() }).await;
    assert_eq!(facts.roles, [Role::Organiser]);
    assert_eq!(facts.role_holders, [(Role::Reviewer, 0), (Role::Organiser, 1)]);
    assert!(world.db.revoke_role(&anna, Role::Organiser, now).await.unwrap());
    assert!(!world.db.revoke_role(&anna, Role::Organiser, now).await.unwrap());

    world.act("anna", vec![Change::ChooseLanguage(Language::Spanish)]).await;
    let facts = world.facts("anna", &Wants::default()).await;
    let mut commit = world.commit("anna", &facts, vec![]);
    let conversation = Conversation::ConfirmingNotice { text: "Hello".to_owned() };
    commit.conversation = Some(ConversationChange::To(Box::new(conversation.clone())));
    assert_eq!(world.db.commit(commit).await.unwrap(), DONE);
    let facts = world.facts("anna", &Wants::default()).await;
    assert_eq!(facts.language, Some(Language::Spanish));
    let expires_at = world.now().plus(conversation.patience());
    assert_eq!(facts.conversation, Kept::Open { conversation, expires_at });
    // It is still there when it has expired, for the bot to say so; sweeping takes it, and the language stays.
    world.pass(DAY);
    assert!(matches!(world.facts("anna", &Wants::default()).await.conversation, Kept::Open { .. }));
    world.db.sweep(world.now()).await.unwrap();
    let facts = world.facts("anna", &Wants::default()).await;
    assert_eq!((facts.conversation, facts.language), (Kept::Idle, Some(Language::Spanish)));
    // Events are forgotten after a week.
    let commit = world.commit("bo", &bot_core::store::Facts::default(), vec![]);
    world.db.commit(commit.clone()).await.unwrap();
    world.db.sweep(Timestamp(commit.at.0 + 6 * DAY)).await.unwrap();
    assert!(world.seen(&commit.event).await);
    world.db.sweep(Timestamp(commit.at.0 + 8 * DAY)).await.unwrap();
    assert!(!world.seen(&commit.event).await);
    // Nothing is due, and nobody hears of anything.
    assert!(world.claim().await.is_empty());
}
