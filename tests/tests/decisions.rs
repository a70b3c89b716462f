//! What is decided where a script can't tell: forms, and what platforms say about their rooms.

use bot_core::conversation::{Conversation, Kept};
use bot_core::decision::{Change, ConversationChange, Decision};
use bot_core::ids::{EventId, RoomAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::language::Language;
use bot_core::pledge::{Draft, Field, Step};
use bot_core::store::Facts;
use bot_core::subscription::{Pace, Reach, Subscription};
use bot_core::view::{Block, ChoiceToken, View};
use outreach_tests::core_stage::{knowledge, person, platform};

const NOW: Timestamp = Timestamp(2_000_000);

fn private() -> Place {
    Place {
        address: RoomAddress { platform: platform(), room: "@ana".to_owned(), thread: None },
        kind: PlaceKind::Private,
        service: "this terminal".to_owned(),
        secrecy: Secrecy::ReadableByService,
        prefix: "",
        numbered: false,
        locale: None,
        may_post: true,
        has_followers: false,
    }
}

fn room() -> Place {
    let address = RoomAddress { platform: platform(), room: "#plaza".to_owned(), thread: None };
    Place { address, kind: PlaceKind::Group { aside: Aside::Possible }, prefix: "/", ..private() }
}

fn decide(place: &Place, what: Event, facts: &Facts) -> Decision {
    decide_about(place, what, false, facts)
}

/// The decision about what somebody never heard the answer to, although it was acted on.
fn unheard(place: &Place, what: Event, facts: &Facts) -> Decision {
    let incoming = incoming(place, what, false);
    let interpretation = commands::unheard(&commands::interpret(&knowledge(), &incoming));
    commands::decide(&knowledge(), &incoming, &interpretation, facts, true)
}

/// The decision about words that take the place of earlier ones.
fn edited(place: &Place, words: &str, facts: &Facts) -> Decision {
    decide_about(place, Event::Text(words.to_owned()), true, facts)
}

fn decide_about(place: &Place, what: Event, edited: bool, facts: &Facts) -> Decision {
    let incoming = incoming(place, what, edited);
    let interpretation = commands::interpret(&knowledge(), &incoming);
    commands::decide(&knowledge(), &incoming, &interpretation, facts, true)
}

fn incoming(place: &Place, what: Event, edited: bool) -> Incoming {
    Incoming {
        event: EventId { platform: platform(), id: "1".to_owned() },
        place: place.clone(),
        actor: person("ana"),
        locale: None,
        at: NOW,
        addressed: true,
        edited,
        what,
    }
}

fn press(token: &str) -> Event {
    Event::Choice(ChoiceToken::parse(token).expect("a token"))
}

fn announcements(arguments: &str) -> Event {
    Event::Command { name: "announcements".to_owned(), arguments: arguments.to_owned() }
}

fn words(decision: &Decision) -> String {
    let paragraphs = decision.replies.iter().flat_map(|reply| &reply.view.blocks).map(|block| match block {
        Block::Paragraph(text) => text.clone(),
        Block::Fields(fields) => format!("{fields:?}"),
        other => format!("{other:?}"),
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

fn view(decision: &Decision) -> &View {
    &decision.replies.last().expect("there is a reply").view
}

/// A pledge that waits for the name, and for as long as the expiry says.
fn pledging(expires_at: Timestamp) -> Facts {
    let mut draft = Draft::begin(Timestamp(1));
    draft.consents.record(bot_core::consent::Purpose::Store, true, Timestamp(1));
    draft.kind = Some(bot_core::supporter::SupporterKind::Individual);
    let conversation = Conversation::Pledging(draft);
    Facts { conversation: Kept::Open { conversation, expires_at }, ..Facts::default() }
}

fn after(decision: &Decision) -> Facts {
    let Some(ConversationChange::To(conversation)) = &decision.conversation else { panic!("no conversation goes on") };
    let conversation = (**conversation).clone();
    Facts { conversation: Kept::Open { conversation, expires_at: NOW.plus(1) }, ..Facts::default() }
}

fn form(answers: &[(Field, &str)]) -> Event {
    Event::Form(answers.iter().map(|(field, text)| (*field, (*text).to_owned())).collect())
}

fn inputs(view: &View) -> Vec<(Field, Option<&str>)> {
    let form = view.form.as_ref().expect("a form is offered");
    assert_eq!(form.open.token.as_str(), "form");
    form.inputs.iter().map(|input| (input.field, input.value.as_deref())).collect()
}

#[test]
fn a_form_with_slips_keeps_what_was_right_and_comes_again_as_it_was_typed() {
    let open = pledging(NOW.plus(1));
    let asked = decide(&private(), press("form"), &open);
    assert_eq!(inputs(view(&asked)), [(Field::Name, None), (Field::Country, None), (Field::Affiliation, None)]);
    let slips = [(Field::Name, "<b>Ana</b> http://x.org"), (Field::Country, "Nepall"), (Field::Affiliation, "teacher")];
    let first = decide(&private(), form(&slips), &open);
    let said = words(&first);
    assert!(said.contains("Name: please leave out") && said.contains("Nepall"), "{said}");
    let expected = slips.map(|(field, typed)| (field, Some(typed)));
    assert_eq!(inputs(view(&first)), expected);
    // Also when the form is opened again, and what is kept can be seen.
    let kept = after(&first);
    assert_eq!(inputs(view(&decide(&private(), press("form"), &kept))), expected);
    let mydata = words(&decide(&private(), Event::Text("mydata".to_owned()), &kept));
    assert!(mydata.contains("<b>Ana</b>") && mydata.contains("teacher"), "{mydata}");
    // One is mended in the form, the other by the choice that is offered; then no form is left to mend.
    let mended = [(Field::Name, "Ana Gurung"), (Field::Country, "Nepall"), (Field::Affiliation, "teacher")];
    let second = decide(&private(), form(&mended), &kept);
    assert!(!words(&second).contains("Name: please"));
    let nepal = &view(&second).choices[0];
    assert_eq!(nepal.label, "Nepal");
    let third = decide(&private(), Event::Choice(nepal.token.clone()), &after(&second));
    assert_eq!(view(&third).form, None);
    let Some(ConversationChange::To(conversation)) = &third.conversation else { panic!("it goes on") };
    let Conversation::Pledging(draft) = &**conversation else { panic!("a pledge is open") };
    assert_eq!((draft.step(), draft.slips.len()), (Step::Display, 0));
}

#[test]
fn a_slip_that_replaces_an_answer_offers_the_form_at_whatever_question() {
    let right = [(Field::Name, "Ana Gurung"), (Field::Country, "Nepal"), (Field::Affiliation, "")];
    let filled = decide(&private(), form(&right), &pledging(NOW.plus(1)));
    assert_eq!(view(&filled).form, None);
    let wrong = decide(&private(), form(&[(Field::Name, "@everyone")]), &after(&filled));
    assert_eq!(inputs(view(&wrong))[0], (Field::Name, Some("@everyone")));
    // What is typed as the answer itself mends it, too.
    let reopened = decide(&private(), press("p.1.reopen.name"), &after(&wrong));
    assert_eq!(inputs(view(&reopened))[0], (Field::Name, None));
}

#[test]
fn the_form_of_a_pledge_that_is_not_open_is_answered_kindly() {
    let gone = decide(&private(), press("form"), &Facts::default());
    assert!(words(&gone).contains("No pledge is open"), "{}", words(&gone));
    assert_eq!(gone.conversation, None);
    let expired = decide(&private(), press("form"), &pledging(NOW));
    assert!(words(&expired).contains("waited too long"), "{}", words(&expired));
    let late = decide(&private(), form(&[(Field::Name, "Ana")]), &pledging(NOW));
    assert!(words(&late).contains("waited too long") && late.changes.is_empty());
    // In a room it is for the person alone, or leads into the private chat.
    let aside = decide(&room(), press("form"), &pledging(NOW.plus(1)));
    assert!(aside.replies.iter().all(|reply| reply.audience == bot_core::view::Audience::OnlyYou));
    let open = Place { kind: PlaceKind::Group { aside: Aside::MustOpen }, ..room() };
    let led = decide(&open, press("form"), &pledging(NOW.plus(1)));
    assert!(words(&led).contains("in private") && led.conversation.is_none());
    assert_eq!(view(&led).choices[0].destination, bot_core::view::Destination::Private);
}

#[test]
fn reading_on_while_a_pledge_is_open_leads_back_by_a_choice() {
    let open = pledging(NOW.plus(1));
    let asked = decide(&private(), Event::Text("rec 8".to_owned()), &open);
    assert_eq!(asked.replies.len(), 2, "the question comes after the first answer");
    let next = decide(&private(), press("/recommendation:9"), &open);
    assert_eq!(next.replies.len(), 1);
    let back = next.replies[0].view.choices.last().expect("there are choices").clone();
    assert_eq!(back.label, "Back to my pledge");
    let there = decide(&private(), Event::Choice(back.token), &open);
    assert!(words(&there).contains("What is your name?"));
}

#[test]
fn where_the_bot_may_not_write_nothing_is_kept() {
    let mute = Place { may_post: false, ..room() };
    let refused = decide(&mute, announcements("daily"), &Facts::default());
    assert!(refused.changes.is_empty() && words(&refused).contains("I may not write in this room"));
    // What was turned on before can be turned off, and is shown with the reason for the silence.
    let on = Subscription { pace: Pace::Each, ..Subscription::default() };
    let facts = Facts { room: Some(on), ..Facts::default() };
    assert!(words(&decide(&mute, announcements(""), &facts)).contains("I may not write in this room"));
    let off = decide(&mute, announcements("off"), &facts);
    assert!(matches!(&off.changes[..], [Change::Subscribe(chosen)] if chosen.pace == Pace::Off));
}

#[test]
fn followers_are_offered_where_there_are_any() {
    let alone = decide(&room(), announcements("daily"), &Facts::default());
    assert!(!words(&alone).contains("Goes to") && view(&alone).choices.iter().all(|c| !c.label.contains("ollowers")));
    let refused = decide(&room(), announcements("daily followers"), &Facts::default());
    assert!(refused.changes.is_empty() && words(&refused).contains("Nobody can follow"));
    let followed = Place { has_followers: true, ..room() };
    let shown = decide(&followed, announcements("each"), &Facts::default());
    let offer = view(&shown).choices.iter().find(|c| c.label == "Also to followers").expect("it is offered").clone();
    assert_eq!(offer.say, "/announcements followers");
    let chosen = |what| match &decide(&followed, what, &Facts::default()).changes[..] {
        [Change::Subscribe(chosen)] => chosen.reach,
        changes => panic!("{changes:?}"),
    };
    assert_eq!(chosen(Event::Choice(offer.token)), Reach::Followers);
    assert_eq!(chosen(announcements("abonnés")), Reach::Followers);
    assert_eq!(chosen(announcements("room-only")), Reach::Room);
}

/// A room in which the bot may write to somebody first.
fn opening() -> Place {
    Place { kind: PlaceKind::Group { aside: Aside::BotOpens }, prefix: "!", ..room() }
}

#[test]
fn personal_matters_go_on_in_a_chat_that_the_bot_opens() {
    let open = pledging(NOW.plus(1));
    let sign = |token: &str| Event::Reaction(ChoiceToken::parse(token).expect("a token"));
    let said = |text: &str| Event::Text(text.to_owned());
    let personal = [
        (said("pledge"), "pledge"),
        (said("my data"), "mydata"),
        (said("withdraw"), "withdraw"),
        (said("forget"), "forget"),
        (said("display initials"), "display"),
        (said("review"), "review"),
        (said("approve 3"), "review"),
        (said("announce Hello"), "announce"),
        (said("privacy"), "privacy"),
        (said("roles"), "roles"),
        (press("p.1.agree"), "pledge"),
        (sign("p.1.agree"), "pledge"),
        (sign("/pledge"), "pledge"),
        (press("w.1.yes"), "withdraw"),
        (press("f.yes"), "forget"),
        (press("n.yes"), "announce"),
    ];
    for (what, command) in personal {
        let decision = decide(&opening(), what.clone(), &open);
        assert!(decision.changes_nothing(), "{command} begins nothing in the room");
        let [reply] = &decision.replies[..] else { panic!("one reply to {command}") };
        assert_eq!(reply.audience, bot_core::view::Audience::Room);
        assert_eq!(
            reply.view,
            View::text("I’ve written to you in a direct chat, where nobody else in this room reads along.")
        );
        let otherwise = &reply.onward.as_ref().expect("it goes on in private").otherwise;
        let [Block::Paragraph(sentence)] = &otherwise.blocks[..] else { panic!("a sentence") };
        assert!(sentence.ends_with(&format!("“{command}”.")), "{sentence}");
        // There it is an event like any other in private, and no answer to the question that is open there.
        let there = &reply.onward.as_ref().expect("it goes on in private").what;
        assert!(!matches!(there, Event::Text(_)), "{command}");
        if !matches!(what, Event::Text(_)) {
            assert_eq!(*there, what);
        }
        let there = decide(&private(), there.clone(), &open);
        assert!(there.replies.iter().all(|reply| reply.onward.is_none()) && !there.replies.is_empty());
    }
    // Who typed an answer into the room hears that others may have read it, and not what it was.
    let typed = decide(&opening(), said("pledge Ana Gurung | Nepal"), &Facts::default());
    let warned = words(&typed);
    assert!(warned.contains("Others in this room may have read") && !warned.contains("Ana"), "{warned}");
    let otherwise = &typed.replies[0].onward.as_ref().expect("it goes on in private").otherwise;
    assert_eq!(otherwise.blocks.len(), 2);
    // The room isn't told whether something is going on, and what isn't personal is answered in it.
    let cancelled = decide(&opening(), said("cancel"), &open);
    assert!(words(&cancelled).contains("Nothing is going on") && cancelled.changes_nothing());
    for what in [said("rec 8"), said("yes"), press("x"), press("/recommendation:9")] {
        let here = decide(&opening(), what, &open);
        assert!(here.changes_nothing() && !here.replies.is_empty());
        for reply in here.replies {
            assert_eq!((reply.audience, reply.onward), (bot_core::view::Audience::Room, None));
        }
    }
}

#[test]
fn a_pledge_goes_on_in_the_language_in_which_it_was_begun() {
    use bot_core::language::Language;
    let from_a_french_room = Place { locale: Some("fr".to_owned()), ..private() };
    let pledge = Event::Command { name: "pledge".to_owned(), arguments: String::new() };
    let begun = decide(&from_a_french_room, pledge, &Facts::default());
    assert_eq!(view(&begun).language, Language::French);
    let yes = || Event::Text("oui".to_owned());
    assert_eq!(view(&decide(&private(), yes(), &after(&begun))).language, Language::French);
    let chosen = Facts { language: Some(Language::English), ..after(&begun) };
    assert_eq!(view(&decide(&private(), yes(), &chosen)).language, Language::English);
}

/// Somebody with a published pledge, and this conversation if there is one.
fn with_pledge(conversation: Option<Conversation>) -> Facts {
    let mut draft = Draft::begin(Timestamp(1));
    for purpose in bot_core::consent::Purpose::ALL {
        draft.consents.record(purpose, true, Timestamp(1));
    }
    draft.kind = Some(bot_core::supporter::SupporterKind::Individual);
    draft.name = Some(bot_core::hygiene::PublicText::parse("Ana Gurung").expect("a name"));
    draft.country = Some(bot_core::pledge::Optional::Skipped);
    draft.affiliation = Some(bot_core::pledge::Optional::Skipped);
    draft.display = Some(bot_core::pledge::Display::Full);
    let own = bot_core::pledge::Pledge {
        id: bot_core::ids::PledgeId(7),
        pledge: draft.complete().expect("every question is answered"),
        status: bot_core::pledge::PledgeStatus::Published(bot_core::ids::SupporterNumber(20)),
        submitted_at: Timestamp(1),
    };
    let conversation = match conversation {
        Some(conversation) => Kept::Open { conversation, expires_at: NOW.plus(1) },
        None => Kept::Idle,
    };
    Facts { own_pledge: Some(own), conversation, ..Facts::default() }
}

#[test]
fn an_edit_is_only_answered_where_it_only_reads() {
    let nobody = Facts::default();
    // What reads is answered, in rooms and alone, also while a pledge is open.
    for question in ["rec 8", "supporters", "help", "who signed?", "rek 8", "what about encryption?"] {
        for place in [private(), room(), opening()] {
            assert!(!edited(&place, question, &nobody).replies.is_empty(), "{question}");
        }
        let asked = edited(&private(), question, &pledging(NOW.plus(1)));
        assert_eq!(
            (asked.replies.is_empty(), asked.conversation.is_some()),
            (question == "rek 8", false),
            "{question}"
        );
    }
    assert!(words(&edited(&private(), "mydata", &with_pledge(None))).contains("Ana Gurung"));
    // What changes something, or begins or ends something, isn't, and is done by nobody's edit.
    let withdrawing = Conversation::ConfirmingWithdrawal { pledge: bot_core::ids::PledgeId(7) };
    let open = pledging(NOW.plus(1));
    let pledged = with_pledge(None);
    let asked = with_pledge(Some(withdrawing));
    let acting = [
        ("pledge", &nobody),
        ("pledge Ana Gurung | Nepal", &nobody),
        ("language fr", &nobody),
        ("announcements daily", &nobody),
        ("withdraw", &pledged),
        ("forget", &pledged),
        ("display initials", &pledged),
        ("yes", &asked),
        ("no", &asked),
        ("cancel", &asked),
        ("Ana Gurung", &open),
        ("maybe", &asked),
        ("skip", &open),
        ("cancel", &open),
    ];
    for (words, facts) in acting {
        assert_eq!(edited(&private(), words, facts), Decision::default(), "{words}");
    }
    // Nothing is told elsewhere by an edit, and a conversation that waited too long isn't ended by one.
    assert_eq!(edited(&opening(), "mydata", &pledged), Decision::default());
    let late = edited(&private(), "rec 8", &pledging(NOW));
    assert!(late.changes_nothing() && !words(&late).contains("waited too long"), "{}", words(&late));
}

#[test]
fn who_never_heard_is_told_where_things_stand() {
    let typed = |words: &str| Event::Text(words.to_owned());
    // The question that came after what was typed.
    let next = decide(&private(), typed("individual"), &pledging(NOW.plus(1)));
    let again = unheard(&private(), typed("individual"), &after(&next));
    assert_eq!(again.replies, next.replies, "the same question, and not what the words would mean to it");
    // A pledge that counts now.
    let told = words(&unheard(&private(), typed("confirm"), &with_pledge(None)));
    assert!(told.contains("published, number 20") && told.contains("Ana Gurung"), "{told}");
    // Nothing is left to tell of.
    for gone in ["yes", "withdraw", "forget"] {
        let told = words(&unheard(&private(), typed(gone), &Facts::default()));
        assert!(told.contains("Nothing."), "{gone}: {told}");
    }
    // A room's settings are told as they were.
    let weekly = announcements("weekly");
    let chosen = decide(&room(), weekly.clone(), &Facts::default());
    let [Change::Subscribe(subscription)] = &chosen.changes[..] else { panic!("the room chose: {chosen:?}") };
    let facts = Facts { room: Some(subscription.clone()), ..Facts::default() };
    assert_eq!(unheard(&room(), weekly, &facts).replies, chosen.replies);
    // In a room, nothing of one's own is told.
    assert_eq!(unheard(&room(), typed("yes"), &with_pledge(None)).replies, []);
}

#[test]
fn a_sign_is_no_consent() {
    let sign = |token: &ChoiceToken| Event::Reaction(token.clone());
    let step = |facts: &Facts, text: &str| decide(&private(), Event::Text(text.to_owned()), facts);
    // Every question from the first to the last, and what comes after it.
    let mut questions = vec![step(&Facts::default(), "pledge")];
    for answer in ["yes", "individual", "Ana", "Nepal", "skip", "full", "yes", "yes"] {
        let facts = after(questions.last().expect("a question was asked"));
        questions.push(step(&facts, answer));
    }
    let mut places: Vec<(Decision, Facts)> = questions.into_iter().map(|q| (q.clone(), after(&q))).collect();
    for command in ["withdraw", "forget", "display initials"] {
        let asked = step(&with_pledge(None), command);
        let Kept::Open { conversation, .. } = after(&asked).conversation else { panic!("{command} asks") };
        places.push((asked, with_pledge(Some(conversation))));
    }
    let organiser = Facts { roles: vec![bot_core::store::Role::Organiser], ..Facts::default() };
    let notice = step(&organiser, "announce Hello");
    places.push((notice.clone(), Facts { roles: organiser.roles.clone(), ..after(&notice) }));
    let mut typed = Vec::new();
    for (asked, facts) in &places {
        for choice in view(asked).choices.iter() {
            let signed = decide(&private(), sign(&choice.token), facts);
            let pressed = decide(&private(), Event::Choice(choice.token.clone()), facts);
            if choice.typed {
                assert!(signed.changes_nothing(), "{choice:?}");
                let expected = format!("please type “{}”.", choice.say);
                assert!(words(&signed).ends_with(&expected), "{choice:?}: {}", words(&signed));
                assert!(!pressed.changes_nothing(), "{choice:?} does something");
                typed.push(choice.label.as_str());
            } else {
                assert_eq!(signed, pressed, "{choice:?}");
            }
        }
    }
    let expected = [
        "Yes, go on",
        "With the full name",
        "With initials and country",
        "Yes",
        "Yes",
        "Yes, count it",
        "Yes, take it back",
        "Yes, erase everything",
        "Yes, show it like this",
        "Send it",
    ];
    assert_eq!(typed, expected);
    // A sign under a question that isn't open any more doesn't ask for a word that would answer another one.
    let (_, late) = &places[6];
    let stale = decide(&private(), press("p.2000000.agree"), late);
    let signed = decide(&private(), Event::Reaction(ChoiceToken::parse("p.1.agree").expect("a token")), late);
    assert!(words(&signed).contains("earlier question") && signed.changes_nothing(), "{}", words(&signed));
    assert!(!words(&stale).contains("please type"));
}

#[test]
fn a_reviewer_decides_in_words() {
    let waiting = Facts {
        roles: vec![bot_core::store::Role::Reviewer],
        waiting: vec![waiting_pledge()],
        waiting_total: 1,
        pledge: Some(waiting_pledge()),
        ..Facts::default()
    };
    let shown = decide(&private(), Event::Text("review".to_owned()), &waiting);
    let choices = &view(&shown).choices;
    assert!(choices.len() >= 5 && choices.iter().all(|choice| choice.typed), "{choices:?}");
    for choice in choices {
        let signed = decide(&private(), Event::Reaction(choice.token.clone()), &waiting);
        assert!(signed.changes_nothing() && words(&signed).contains(&choice.say), "{}", words(&signed));
        assert_eq!(decide(&private(), Event::Choice(choice.token.clone()), &waiting).changes.len(), 1);
    }
}

fn waiting_pledge() -> bot_core::pledge::Pledge {
    let pledge = with_pledge(None).own_pledge.expect("there is one");
    let status = bot_core::pledge::PledgeStatus::Waiting(bot_core::pledge::HoldReason::NameOnList);
    bot_core::pledge::Pledge { status, ..pledge }
}

#[test]
fn a_room_begins_in_the_language_it_is_set_to() {
    let language = |locale: Option<&str>, arguments| {
        let place = Place { locale: locale.map(str::to_owned), ..room() };
        match &decide(&place, announcements(arguments), &Facts::default()).changes[..] {
            [Change::Subscribe(chosen)] => chosen.language,
            changes => panic!("{changes:?}"),
        }
    };
    assert_eq!(language(Some("es-ES"), "daily"), Some(Language::Spanish));
    assert_eq!(language(Some("es-ES"), "daily language fr"), Some(Language::French));
    assert_eq!(language(Some("tlh"), "daily"), Some(Language::English));
    assert_eq!(language(None, "daily"), Some(Language::English));
    // Who chose no language is answered in the room's.
    let place = Place { locale: Some("fr".to_owned()), ..room() };
    assert_eq!(view(&decide(&place, announcements(""), &Facts::default())).language, Language::French);
}
