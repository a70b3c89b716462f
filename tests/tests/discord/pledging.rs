//! A pledge on Discord: in messages that only the person sees, with a form for what is typed, or by words in direct
//! messages; and that nobody else ever sees anything of it.

use outreach_tests::discord::{InteractionId, Message};
use outreach_tests::discord_plaza::{Plaza, one, plaza};

const FORM: &str = "Fill in a form";

/// What is only Ana's business.
const SECRETS: [&str; 7] = ["Ana", "Bhutan", "Hidden Club", "ana@", "question 2", "Cancelled", "Yes, go on"];

/// Everything that stands in a message.
fn all_of(message: &Message) -> String {
    format!("{} {:?} {:?}", message.content, message.embeds, message.rows)
}

/// What Ana does where only she sees it.
trait Private {
    /// Everybody but Ana sees nothing of what is hers, and nobody was pinged.
    fn nothing_was_seen(&self);

    /// Ana's message after she pressed this.
    fn press(&self, message: &Message, label: &str) -> Message;

    /// Ana's message after she sent this form.
    fn submit(&self, form: InteractionId, answers: &[(&str, &str)]) -> Message;
}

impl Private for Plaza {
    #[track_caller]
    fn nothing_was_seen(&self) {
        for person in [self.olga, self.ben] {
            for message in self.bot.seen_by(person, self.channel) {
                assert!(message.only_for.is_none_or(|only| only == person));
                for secret in SECRETS {
                    let text = all_of(&message);
                    assert!(!text.contains(secret), "{secret:?} is seen by somebody else: {text}");
                }
            }
        }
        // Also of what was there for a moment.
        let ever: Vec<Message> = self.bot.fake.look(|world| world.history(self.channel).into_iter().cloned().collect());
        for message in ever.iter().filter(|m| m.author == self.bot.fake.bot_id() && m.only_for.is_none()) {
            for secret in SECRETS {
                assert!(!all_of(message).contains(secret), "{secret:?} was seen by everybody: {message:#?}");
            }
        }
        assert_eq!(self.bot.fake.look(|world| world.pings()), []);
    }

    #[track_caller]
    fn press(&self, message: &Message, label: &str) -> Message {
        let after = self.bot.press(self.ana, message, label);
        assert_eq!((after.id, after.only_for), (message.id, Some(self.ana)), "it goes on where it stands");
        self.nothing_was_seen();
        after
    }

    #[track_caller]
    fn submit(&self, form: InteractionId, answers: &[(&str, &str)]) -> Message {
        let after = self.bot.submit(self.ana, form, answers);
        assert_eq!(after.only_for, Some(self.ana));
        self.nothing_was_seen();
        after
    }
}

#[test]
fn a_pledge_from_its_command_to_the_list_is_seen_by_nobody_else() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    assert_eq!(notice.only_for, Some(*ana));
    assert!(notice.content.contains("not end-to-end encrypted: Discord and whoever runs it"), "{notice:#?}");
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "I do, as a person");
    // Everything that is typed, at once.
    let (form, modal) = bot.open(*ana, &name, FORM);
    let labels: Vec<&str> = modal.inputs.iter().map(|input| input.label.as_str()).collect();
    assert_eq!((modal.title.as_str(), &labels[..]), ("Add your support", &["Name", "Country", "Affiliation"][..]));
    assert_eq!(modal.inputs.iter().map(|input| input.required).collect::<Vec<_>>(), [true, false, false]);
    plaza.nothing_was_seen();
    let display = plaza.submit(form, &[("Name", "Ana Gurung"), ("Country", "Bhutan"), ("Affiliation", "Hidden Club")]);
    assert_eq!(display.id, notice.id, "the form changes the message from which it was opened");
    let announce = plaza.press(&display, "With initials and country");
    let write = plaza.press(&announce, "No");
    let line = plaza.press(&write, "No");
    assert!(line.content.contains("- A. G. · Bhutan\n"), "the exact public line stands in the words: {line:#?}");
    let thanks = plaza.press(&line, "Yes, count it");
    assert!(thanks.content.contains("You are supporter number 20"), "{thanks:#?}");
    assert!(thanks.content.contains("/withdraw takes your pledge back"), "as it is typed in a server: {thanks:#?}");
    bot.deliver();
    plaza.nothing_was_seen();
    let shown = one(bot.slash(*ana, *channel, "/mydata"));
    assert_eq!(shown.only_for, Some(*ana));
    plaza.nothing_was_seen();
}

#[test]
fn a_pledge_for_an_organisation_fits_into_one_form() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "An organisation");
    let (form, modal) = bot.open(*ana, &name, FORM);
    assert_eq!(modal.inputs.len(), 5, "{modal:#?}");
    let answers = [
        ("Name", "Hidden Club of Ana"),
        ("Country", "Bhutan"),
        ("Role", "Director"),
        ("Contact", "ana@example.org"),
        ("Letter", "We, the members,\nsupport this."),
    ];
    let after = plaza.submit(form, &answers);
    assert!(after.content.contains("question 8 of"), "{after:#?}");
    let mydata = one(bot.slash(*ana, *channel, "/mydata").into_iter().take(1).collect());
    let text = all_of(&mydata);
    for said in ["Hidden Club of Ana", "Bhutan", "Director"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    plaza.nothing_was_seen();
}

#[test]
fn a_form_with_slips_says_what_is_wrong_and_keeps_what_was_typed() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "I do, as a person");
    let (form, _) = bot.open(*ana, &name, FORM);
    let answers = [("Name", "https://ana.example"), ("Country", "Bhutann"), ("Affiliation", "@everyone <@1> *x*")];
    let told = plaza.submit(form, &answers);
    for field in ["Name:", "Affiliation:"] {
        assert!(told.content.contains(field), "{field} {told:#?}");
    }
    // It can be mended, with what was typed in it.
    let (form, modal) = bot.open(*ana, &told, FORM);
    let values: Vec<&str> = modal.inputs.iter().map(|input| input.value.as_str()).collect();
    assert_eq!(values, answers.map(|(_, typed)| typed));
    let after = plaza.submit(form, &[("Name", "Ana Gurung"), ("Country", "Bhutan"), ("Affiliation", "")]);
    assert!(after.content.contains("How do you want to appear"), "{after:#?}");
    // Too long for the core, and as much as Discord takes.
    let back = plaza.press(&after, "Back");
    let (form, _) = bot.open(*ana, &back, FORM);
    let told = plaza.submit(form, &[("Affiliation", &"x".repeat(4_000))]);
    assert!(told.content.contains("Affiliation: that’s too long"), "{told:#?}");
}

#[test]
fn a_form_that_is_sent_late_or_by_a_forger_changes_nothing() {
    let plaza = plaza();
    let Plaza { bot, ana, ben, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "I do, as a person");
    let (form, modal) = bot.open(*ana, &name, FORM);
    // Somebody else sends what only she can have.
    let fields = [("name", "Forged Name"), ("country", "Bhutan"), ("affiliation", "x")];
    let forged = bot.fake.submit_forged(*ben, *channel, &modal.custom_id, &fields);
    bot.settle();
    let answer = bot.fake.look(|world| world.answer(forged)).expect("an answer");
    assert!(answer.only_for == Some(*ben) && answer.content.contains("No pledge is open"), "{answer:#?}");
    for odd in ["", "x", "0.form", ".form", "😀"] {
        for fields in [&fields[..], &[], &[("telepathy", "x")]] {
            let forged = bot.fake.submit_forged(*ben, *channel, odd, fields);
            bot.settle();
            assert!(bot.fake.look(|world| world.interaction(forged).answer).is_some(), "{odd:?} spins");
        }
    }
    // She cancels while the form is open.
    let gone = one(bot.slash(*ana, *channel, "/cancel"));
    assert!(gone.content.contains("your answers are gone"), "{gone:#?}");
    let late = bot.submit(*ana, form, &[("Name", "Ana Gurung")]);
    assert!(late.only_for == Some(*ana) && late.content.contains("No pledge is open"), "{late:#?}");
    let kind = kind.buttons().find(|button| button.label == "I do, as a person").expect("the button that stood there");
    let pressed = bot.fake.press_id(*ana, name.id, &kind.custom_id);
    bot.settle();
    let late = bot.fake.look(|world| world.answer(pressed)).expect("an answer");
    assert!(late.content.contains("No pledge is open"), "{late:#?}");
    plaza.nothing_was_seen();
}

#[test]
fn a_form_outlives_a_restart() {
    let mut plaza = plaza();
    let notice = one(plaza.bot.slash(plaza.ana, plaza.channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "I do, as a person");
    let (form, _) = plaza.bot.open(plaza.ana, &name, FORM);
    plaza.bot.kill();
    plaza.bot.start();
    let after = plaza.submit(form, &[("Name", "Ana Gurung"), ("Country", "Bhutan")]);
    assert!(after.content.contains("How do you want to appear"), "{after:#?}");
}

#[test]
fn a_form_that_cannot_be_opened_in_time_leaves_the_question() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    let name = plaza.press(&kind, "I do, as a person");
    bot.desk().hold();
    let pressed = bot.fake.press(*ana, name.id, FORM);
    bot.fake.wait("an acknowledgement", |world| world.interaction(pressed).acknowledged());
    bot.desk().go_on();
    bot.settle();
    assert!(bot.fake.look(|world| world.modal(pressed)).is_none());
    let stands = bot.seen(name.id);
    assert!(stands.content.contains("What is your name?") && !stands.thinking, "{stands:#?}");
    // The next press is in time.
    let (form, _) = bot.open(*ana, &stands, FORM);
    let after = plaza.submit(form, &[("Name", "Ana Gurung")]);
    assert!(after.content.contains("Which country?") || after.content.contains("How do you want"), "{after:#?}");
}

#[test]
fn the_command_itself_can_carry_the_answers() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge Ana Gurung | Bhutan | Hidden Club"));
    assert_eq!(notice.only_for, Some(*ana));
    assert!(!notice.content.contains("others may have read"), "nobody reads what is filled in: {notice:#?}");
    let kind = plaza.press(&notice, "Yes, go on");
    let display = plaza.press(&kind, "I do, as a person");
    assert!(display.content.contains("How do you want to appear"), "{display:#?}");
}

#[test]
fn by_words_in_direct_messages() {
    let plaza = plaza();
    let Plaza { bot, ana, ben, channel, .. } = &plaza;
    let said = |words: &str| one(bot.tell(*ana, words));
    let notice = said("pledge");
    assert!(notice.only_for.is_none(), "nobody else is there: {notice:#?}");
    assert!(notice.content.contains("not end-to-end encrypted: Discord and whoever runs it"), "{notice:#?}");
    for (words, asks) in [
        ("yes", "Who supports the recommendations?"),
        ("individual", "What is your name?"),
        ("Ana Gurung", "Which country?"),
        ("Bhutan", "What would you like to add"),
        ("Hidden Club", "How do you want to appear"),
        ("full", "May I tell rooms"),
        ("no", "May the organisers write"),
        ("no", "Ana Gurung · Bhutan · Hidden Club"),
        ("confirm", "You are supporter number 20"),
    ] {
        let answer = said(words);
        assert!(answer.content.contains(asks), "{words}: {answer:#?}");
        plaza.nothing_was_seen();
    }
    // Commands work there, too, and forms.
    let chat = bot.fake.dm(*ben);
    let notice = one(bot.slash(*ben, chat, "/pledge"));
    let kind = bot.press(*ben, &notice, "Yes, go on");
    let name = bot.press(*ben, &kind, "I do, as a person");
    let (form, _) = bot.open(*ben, &name, FORM);
    let after = bot.submit(*ben, form, &[("Name", "Ben Bista"), ("Country", "Nepal")]);
    assert!(after.id == name.id && after.content.contains("How do you want to appear"), "{after:#?}");
    assert_eq!(bot.written(*channel).len(), 1, "the room heard its greeting and nothing else");
}

#[test]
fn a_pledge_begun_beside_a_room_goes_on_in_direct_messages() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, .. } = &plaza;
    let notice = one(bot.slash(*ana, *channel, "/pledge"));
    let kind = plaza.press(&notice, "Yes, go on");
    plaza.press(&kind, "I do, as a person");
    let answer = one(bot.tell(*ana, "Ana Gurung"));
    assert!(answer.content.contains("Which country?"), "{answer:#?}");
    plaza.nothing_was_seen();
}

#[test]
fn nothing_personal_is_ever_public() {
    let plaza = plaza();
    let Plaza { bot, ana, ben, channel, .. } = &plaza;
    let direct = bot.fake.dm(*ana);
    for words in ["pledge", "yes", "individual", "Ana Gurung"] {
        bot.ask(*ana, direct, words);
    }
    // In the middle of a pledge, everything is done in the room that could tell of it.
    for line in [
        "/cancel",
        "/pledge",
        "/mydata",
        "/privacy",
        "/withdraw",
        "/forget",
        "/display",
        "/display initials",
        "/review",
        "/roles",
        "/announce Ana Gurung",
    ] {
        for message in bot.slash(*ana, *channel, line) {
            assert_eq!(message.only_for, Some(*ana), "{line}: {message:#?}");
        }
    }
    for words in
        ["pledge Somebody | Nepal", "mydata", "withdraw", "yes", "Thimphu", "back", "change", "confirm", "forget"]
    {
        for message in bot.mention(*ana, *channel, words) {
            for secret in ["Gurung", "Bhutan", "question 3", "question 4"] {
                assert!(!all_of(&message).contains(secret), "{words}: {message:#?}");
            }
        }
    }
    // A mention is answered before everybody, so a personal matter is only pointed to; the button answers alone.
    let pointer = one(bot.mention(*ana, *channel, "mydata"));
    assert!(pointer.only_for.is_none(), "{pointer:#?}");
    for person in [*ana, *ben] {
        let label = pointer.buttons().next().expect("a way to go on").label.clone();
        let alone = bot.press(person, &pointer, &label);
        assert_eq!(alone.only_for, Some(person), "{alone:#?}");
    }
    // So do buttons of a direct message that are sent as if they stood in the room.
    let question = bot.written(direct).into_iter().rfind(|m| !m.rows.is_empty()).expect("a question");
    for button in question.buttons() {
        let pressed = bot.fake.press_id(*ana, pointer.id, &button.custom_id);
        bot.settle();
        bot.answered(pressed);
    }
    let stands = bot.seen(pointer.id);
    assert_eq!(stands.content, pointer.content);
    for message in bot.written(*channel) {
        for secret in ["Gurung", "Bhutan", "question 3", "question 4", "answers are gone"] {
            assert!(!all_of(&message).contains(secret), "{secret:?} is public: {message:#?}");
        }
    }
}

#[test]
fn changing_and_taking_back_is_seen_by_nobody_else() {
    let plaza = plaza();
    let Plaza { bot, ana, channel, guild, .. } = &plaza;
    bot.pledge(*ana, "Ana Gurung");
    let hall = bot.fake.text_channel(*guild, "hall");
    for (line, label) in [
        ("/display", "With initials and country"),
        ("/withdraw", "Yes, take it back"),
        ("/forget", "Yes, erase everything"),
    ] {
        let asked = one(bot.slash(*ana, *channel, line));
        assert_eq!(asked.only_for, Some(*ana), "{line}: {asked:#?}");
        let done = plaza.press(&asked, label);
        assert!(!done.content.is_empty());
    }
    assert!(bot.written(hall).is_empty());
    let shown = one(bot.slash(*ana, *channel, "/mydata"));
    assert!(shown.content.contains("Nothing"), "{shown:#?}");
}
