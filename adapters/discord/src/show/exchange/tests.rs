use std::sync::atomic::{AtomicUsize, Ordering};

use bot_core::ids::{EventId, PersonAddress, Platform};
use bot_core::incoming::{Aside, Place, PlaceKind, Secrecy};
use bot_core::platform::{Blank, Boxed, Completion, KeepFault, Suggestion, Unanswered};
use bot_core::view::{Choice, Destination, View};
use serde_json::{Value, json};
use serenity::all::{GuildId, InteractionId, UserId};
use tokio::sync::Notify;

use super::*;
use crate::inbound::{self, Pressed};
use crate::settings::Token;
use crate::stand_in::{Answer, Call, Server, answer, refused};

/// The paths of an interaction's answers.
const FIRST: &str = "POST /interactions/5000/secret/callback";
const EDIT: &str = "PATCH /webhooks/9/secret/messages/@original";
const REMOVE: &str = "DELETE /webhooks/9/secret/messages/@original";
const FURTHER: &str = "POST /webhooks/9/secret";
const DIRECT: &str = "POST /channels/7/messages";

const ASHA: UserId = UserId::new(3);

/// A bot that says the same to everything, once it may.
struct Speaker {
    replies: Vec<Reply>,
    may: Option<Notify>,
    asked: AtomicUsize,
}

impl Speaker {
    fn new(replies: Vec<Reply>) -> Self {
        Self { replies, may: None, asked: AtomicUsize::new(0) }
    }

    /// One that thinks until it is told to speak.
    fn slow(replies: Vec<Reply>) -> Self {
        Self { may: Some(Notify::new()), ..Self::new(replies) }
    }
}

impl Bot for Speaker {
    fn receive(&self, _: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(async {
            self.asked.fetch_add(1, Ordering::Relaxed);
            if let Some(may) = &self.may {
                may.notified().await;
            }
            self.replies.clone()
        })
    }

    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        self.receive(incoming)
    }

    fn suggest<'a>(&'a self, _: &'a PersonAddress, _: Option<&'a str>, _: &'a str) -> Boxed<'a, Vec<Suggestion>> {
        Box::pin(std::future::ready(Vec::new()))
    }

    fn complete<'a>(
        &'a self,
        _: &'a PersonAddress,
        _: Option<&'a str>,
        _: Blank,
        _: &'a str,
    ) -> Boxed<'a, Vec<Completion>> {
        Box::pin(std::future::ready(Vec::new()))
    }

    fn keep(&self, _: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn answered(&self, _: Vec<EventId>) -> Boxed<'_, ()> {
        Box::pin(std::future::ready(()))
    }

    fn unanswered<'a>(&'a self, _: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }
}

fn token(text: &str) -> ChoiceToken {
    ChoiceToken::parse(text).expect("a short ASCII token")
}

fn choice(text: &str) -> Choice {
    Choice {
        token: token(text),
        label: text.to_owned(),
        say: text.to_owned(),
        destination: Destination::Here,
        typed: false,
    }
}

/// An answer with something to press.
fn page(text: &str) -> View {
    View::text(text).choice(choice("next"))
}

fn everybody(view: View) -> Reply {
    Reply { view, audience: Audience::Room, onward: None }
}

fn personal(view: View) -> Reply {
    Reply { view, audience: Audience::OnlyYou, onward: None }
}

/// A command in a server.
fn command() -> Interaction {
    Interaction {
        id: InteractionId::new(5000),
        token: Token::new("secret"),
        guild: Some(GuildId::new(1)),
        channel: 7.into(),
        person: ASHA,
        granted: None,
        ephemeral: false,
        pressed: None,
        form: false,
    }
}

fn private_command() -> Interaction {
    Interaction { ephemeral: true, ..command() }
}

/// A press in a server, under a message of this owner's.
fn press(owner: Owner, ephemeral: bool) -> Interaction {
    let pressed = Some(Pressed { message: 70.into(), owner, ephemeral });
    let mut interaction = Interaction { pressed, ..command() };
    interaction.ephemeral = ephemeral || !interaction.updates();
    interaction
}

fn own_press() -> Interaction {
    press(Owner::Person(ASHA), false)
}

/// The same in a direct chat.
fn alone(interaction: Interaction) -> Interaction {
    Interaction { guild: None, ephemeral: false, ..interaction }
}

fn incoming(what: Event) -> Incoming {
    let place = Place {
        address: inbound::room(GuildId::new(1), Some(7.into())),
        kind: PlaceKind::Group { aside: Aside::Possible },
        service: String::new(),
        secrecy: Secrecy::ReadableByService,
        prefix: "/",
        numbered: false,
        locale: None,
        may_post: true,
        has_followers: false,
    };
    let event = EventId { platform: crate::platform(), id: "i5000".to_owned() };
    Incoming {
        event,
        place,
        actor: inbound::person(ASHA),
        locale: None,
        at: Timestamp(0),
        addressed: true,
        edited: false,
        what,
    }
}

/// What is said of a message that is shown to one person, and of one that everybody sees.
fn ephemeral(_: &Call) -> Answer {
    answer(200, &json!({ "id": "71", "flags": 64 }))
}

/// One interaction before a server.
struct Stage {
    server: Arc<Server>,
    exchange: Arc<Exchange>,
    bot: Speaker,
    picked: Event,
}

impl Stage {
    /// An interaction that is this old when it comes, in milliseconds.
    async fn aged(
        age: i64,
        interaction: Interaction,
        bot: Speaker,
        script: impl Fn(&Call) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let picks = interaction.pressed.is_some();
        let server = Server::start(move |call| match call.what.ends_with("/@me") {
            true => crate::stand_in::fine(),
            false => script(call),
        })
        .await;
        let came = interaction.created().plus(age);
        let exchange = Exchange::new(&server.discord().await, interaction, came, &Arc::default());
        let picked = if picks { Event::Choice(token("next")) } else { Event::Text(String::new()) };
        Self { server, exchange, bot, picked }
    }

    async fn new(interaction: Interaction, bot: Speaker) -> Self {
        Self::aged(0, interaction, bot, ephemeral).await
    }

    async fn answer(&self) {
        self.exchange.answer(&self.bot, incoming(self.picked.clone())).await;
    }

    /// Answers after the timer has acknowledged it.
    async fn answer_late(&self) {
        let timer = Arc::clone(&self.exchange).acknowledge_in_time();
        let speaking = async {
            self.server.calls(FIRST, 1).await;
            self.bot.may.as_ref().expect("a slow bot").notify_one();
        };
        tokio::join!(self.answer(), timer, speaking);
    }

    /// What was called, each with the kind of answer or the flags, and the first word of the text.
    fn story(&self) -> Vec<(String, u64, u64, String)> {
        let calls = self.server.all_calls().into_iter().filter(|call| !call.what.ends_with("/@me"));
        calls
            .map(|Call { what, body, .. }| {
                let data = body.get("data").unwrap_or(&body);
                let number = |value: &Value| value.as_u64().unwrap_or_default();
                let word = data["content"].as_str().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
                (what, number(&body["type"]), number(&data["flags"]), word)
            })
            .collect()
    }
}

#[tokio::test]
async fn a_suggestion_has_its_place_until_discord_has_it() {
    let free = Arc::new(std::sync::OnceLock::<(Arc<Discord>, AtomicUsize)>::new());
    let seen = Arc::clone(&free);
    let server = Server::start(move |_| {
        if let Some((discord, least)) = seen.get() {
            least.fetch_min(discord.suggesting.available_permits(), Ordering::Relaxed);
        }
        crate::stand_in::fine()
    })
    .await;
    let discord = server.discord().await;
    let all = discord.suggesting.available_permits();
    let (_, least) = free.get_or_init(|| (Arc::clone(&discord), AtomicUsize::new(all)));
    let question = inbound::Question {
        id: InteractionId::new(5000),
        token: Token::new("secret"),
        person: inbound::person(ASHA),
        locale: None,
        blank: Some(Blank::Recommendation),
        number: true,
        words: String::new(),
    };
    discord.complete(&Speaker::new(Vec::new()), &question).await;
    server.calls(FIRST, 1).await;
    assert_eq!(least.load(Ordering::Relaxed), all - 1, "each call has a connection of its own");
    assert_eq!(discord.suggesting.available_permits(), all);
}

/// One line of a story.
fn told(what: &str, kind: u8, flags: u64, word: &str) -> (String, u64, u64, String) {
    (what.to_owned(), kind.into(), flags, word.to_owned())
}

/// A bot that is about half a second slower than it may be, so that tests needn't wait longer.
const SOON: i64 = 1_400;

#[tokio::test]
async fn a_command_is_answered_at_once() {
    let cases = [
        (command(), everybody(page("hello")), 0),
        (command(), personal(page("hello")), EPHEMERAL),
        (private_command(), everybody(page("hello")), EPHEMERAL),
        (alone(command()), personal(page("hello")), 0),
    ];
    for (interaction, reply, flags) in cases {
        let stage = Stage::new(interaction, Speaker::new(vec![reply])).await;
        stage.answer().await;
        assert_eq!(stage.story(), [told(FIRST, callback::MESSAGE, flags, "hello")]);
    }
}

#[tokio::test]
async fn a_slow_answer_is_announced_and_then_takes_its_place() {
    for (interaction, flags) in [(command(), 0), (private_command(), EPHEMERAL), (alone(command()), 0)] {
        let stage = Stage::aged(SOON, interaction, Speaker::slow(vec![everybody(page("hello"))]), ephemeral).await;
        stage.answer_late().await;
        assert_eq!(stage.story(), [told(FIRST, callback::THINKING, flags, ""), told(EDIT, 0, 0, "hello")]);
    }
}

#[tokio::test]
async fn what_is_for_one_person_never_takes_the_place_of_what_everybody_sees() {
    let replies = || vec![personal(page("mine"))];
    let stage = Stage::aged(SOON, command(), Speaker::slow(replies()), ephemeral).await;
    stage.answer_late().await;
    let thinking = told(FIRST, callback::THINKING, 0, "");
    let removed = told(REMOVE, 0, 0, "");
    assert_eq!(stage.story(), [thinking.clone(), removed.clone(), told(FURTHER, 0, EPHEMERAL, "mine")]);

    // Discord would put it where everybody sees it, so it isn't said.
    let refusing = |call: &Call| if call.what == REMOVE { refused(403, 50_013) } else { ephemeral(call) };
    let stage = Stage::aged(SOON, command(), Speaker::slow(replies()), refusing).await;
    stage.answer_late().await;
    assert_eq!(stage.story(), [thinking.clone(), removed.clone()]);

    // And what it shows to everybody all the same is taken away at once.
    let careless = |call: &Call| match call.what == FURTHER {
        true => answer(200, &json!({ "id": "71", "flags": 0 })),
        false => ephemeral(call),
    };
    let stage = Stage::aged(SOON, command(), Speaker::slow(replies()), careless).await;
    stage.answer_late().await;
    let taken = told("DELETE /webhooks/9/secret/messages/71", 0, 0, "");
    assert_eq!(stage.story(), [thinking, removed, told(FURTHER, 0, EPHEMERAL, "mine"), taken]);
}

#[tokio::test]
async fn a_press_changes_the_presser_s_own_message() {
    for interaction in [own_press(), press(Owner::Person(ASHA), true), alone(own_press())] {
        let stage = Stage::new(interaction.clone(), Speaker::new(vec![everybody(page("two"))])).await;
        stage.answer().await;
        assert_eq!(stage.story(), [told(FIRST, callback::UPDATE, 0, "two")]);
        let stage = Stage::aged(SOON, interaction, Speaker::slow(vec![everybody(page("two"))]), ephemeral).await;
        stage.answer_late().await;
        assert_eq!(stage.story(), [told(FIRST, callback::HELD, 0, ""), told(EDIT, 0, 0, "two")]);
    }
}

#[tokio::test]
async fn a_press_under_news_or_anothers_answer_is_answered_beside_it_for_the_presser_alone() {
    for owner in [Owner::Nobody, Owner::Person(UserId::new(4))] {
        let stage = Stage::new(press(owner, false), Speaker::new(vec![everybody(page("two"))])).await;
        stage.answer().await;
        assert_eq!(stage.story(), [told(FIRST, callback::MESSAGE, EPHEMERAL, "two")]);
        let bot = Speaker::slow(vec![everybody(page("two"))]);
        let stage = Stage::aged(SOON, press(owner, false), bot, ephemeral).await;
        stage.answer_late().await;
        assert_eq!(stage.story(), [told(FIRST, callback::THINKING, EPHEMERAL, ""), told(EDIT, 0, 0, "two")]);
    }
}

#[tokio::test]
async fn a_remark_leaves_the_message_that_everybody_uses() {
    let stage = Stage::new(own_press(), Speaker::new(vec![everybody(View::text("no"))])).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::MESSAGE, EPHEMERAL, "no")]);
    let stage = Stage::aged(SOON, own_press(), Speaker::slow(vec![everybody(View::text("no"))]), ephemeral).await;
    stage.answer_late().await;
    assert_eq!(stage.story(), [told(FIRST, callback::HELD, 0, ""), told(FURTHER, 0, EPHEMERAL, "no")]);
    let stage = Stage::new(alone(own_press()), Speaker::new(vec![everybody(View::text("no"))])).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::UPDATE, 0, "no")], "where nobody else is, it may go");
}

#[tokio::test]
async fn several_replies_become_several_messages_each_for_whom_it_is() {
    let replies = || vec![personal(page("mine")), everybody(page("all")), everybody(page("more"))];
    let further = [told(FURTHER, 0, 0, "more"), told(FURTHER, 0, EPHEMERAL, "mine")];
    let stage = Stage::aged(SOON, command(), Speaker::slow(replies()), ephemeral).await;
    stage.answer_late().await;
    let shown = [told(FIRST, callback::THINKING, 0, ""), told(EDIT, 0, 0, "all")];
    assert_eq!(stage.story(), [&shown[..], &further].concat());
    let stage = Stage::new(own_press(), Speaker::new(replies())).await;
    stage.answer().await;
    assert_eq!(stage.story(), [&[told(FIRST, callback::UPDATE, 0, "all")][..], &further].concat());
    let stage = Stage::new(command(), Speaker::new(replies())).await;
    stage.answer().await;
    let shown = [told(FIRST, callback::MESSAGE, EPHEMERAL, "mine")];
    assert_eq!(stage.story(), [&shown[..], &[told(FURTHER, 0, 0, "all"), told(FURTHER, 0, 0, "more")]].concat());
}

#[tokio::test]
async fn a_lost_first_answer_is_given_again_and_known_again() {
    let tries = AtomicUsize::new(0);
    let stage =
        Stage::aged(0, command(), Speaker::new(vec![everybody(page("one")), everybody(page("two"))]), move |call| {
            match call.what == FIRST {
                true if tries.fetch_add(1, Ordering::Relaxed) == 0 => answer(502, &Value::Null),
                true => refused(400, code::ACKNOWLEDGED),
                false => answer(200, &json!({ "id": "71", "flags": 0 })),
            }
        })
        .await;
    stage.answer().await;
    let first = told(FIRST, callback::MESSAGE, 0, "one");
    assert_eq!(stage.story(), [first.clone(), first, told(FURTHER, 0, 0, "two")]);
}

#[tokio::test]
async fn what_somebody_else_has_answered_is_left_to_them() {
    for interaction in [command(), alone(command())] {
        let replies = vec![everybody(page("one")), everybody(page("two"))];
        let script = |_: &Call| refused(400, code::ACKNOWLEDGED);
        let stage = Stage::aged(0, interaction, Speaker::new(replies), script).await;
        stage.answer().await;
        assert_eq!(stage.story(), [told(FIRST, callback::MESSAGE, 0, "one")]);
    }
}

#[tokio::test]
async fn what_can_no_longer_be_answered_becomes_a_direct_message_or_silence() {
    let script = |call: &Call| match call.what == FIRST {
        true => refused(404, code::UNKNOWN_INTERACTION),
        false => crate::stand_in::fine(),
    };
    let stage = Stage::aged(0, command(), Speaker::new(vec![everybody(page("one"))]), script).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::MESSAGE, 0, "one")]);
    let bot = Speaker::new(vec![everybody(page("one")), personal(page("two"))]);
    let stage = Stage::aged(0, alone(command()), bot, script).await;
    stage.answer().await;
    let first = told(FIRST, callback::MESSAGE, 0, "one");
    assert_eq!(stage.story(), [first, told(DIRECT, 0, 0, "one"), told(DIRECT, 0, 0, "two")]);
    let nonces: Vec<_> = stage.server.calls(DIRECT, 2).await.iter().map(|body| body["nonce"].clone()).collect();
    assert_eq!(nonces, ["i5000-0", "i5000-1"]);
}

#[tokio::test]
async fn a_token_that_is_over_is_no_trouble() {
    for (status, code) in [(404, UNKNOWN_WEBHOOK), (401, code::INVALID_WEBHOOK_TOKEN)] {
        let script = move |call: &Call| match call.what == EDIT {
            true => refused(status, code),
            false => ephemeral(call),
        };
        let replies = || vec![everybody(page("one")), everybody(page("two"))];
        let stage = Stage::aged(60_000, command(), Speaker::new(replies()), script).await;
        stage.answer().await;
        assert_eq!(stage.story(), [told(FIRST, callback::THINKING, 0, ""), told(EDIT, 0, 0, "one")]);
        let stage = Stage::aged(60_000, alone(command()), Speaker::new(replies()), script).await;
        stage.answer().await;
        assert_eq!(stage.story()[2..], [told(DIRECT, 0, 0, "one"), told(DIRECT, 0, 0, "two")]);
    }
}

#[tokio::test]
async fn a_webhook_that_discord_knows_only_later_is_asked_for_again() {
    let tries = AtomicUsize::new(0);
    let script = move |call: &Call| match call.what == EDIT && tries.fetch_add(1, Ordering::Relaxed) == 0 {
        true => refused(404, UNKNOWN_WEBHOOK),
        false => ephemeral(call),
    };
    let stage = Stage::aged(SOON, command(), Speaker::slow(vec![everybody(page("one"))]), script).await;
    stage.answer_late().await;
    assert_eq!(stage.story()[1..], [told(EDIT, 0, 0, "one"), told(EDIT, 0, 0, "one")]);
}

#[tokio::test]
async fn an_answer_that_is_refused_leaves_nobody_waiting() {
    let script = |call: &Call| match call.what == EDIT {
        true => refused(400, 50_035),
        false => ephemeral(call),
    };
    let replies = || vec![everybody(page("one"))];
    let stage = Stage::aged(SOON, command(), Speaker::slow(replies()), script).await;
    stage.answer_late().await;
    assert_eq!(stage.story()[1..], [told(EDIT, 0, 0, "one"), told(REMOVE, 0, 0, "")]);
    let stage = Stage::aged(SOON, own_press(), Speaker::slow(replies()), script).await;
    stage.answer_late().await;
    assert_eq!(stage.story()[1..], [told(EDIT, 0, 0, "one")], "what was pressed stays as it is");
}

#[tokio::test]
async fn nothing_is_done_for_what_came_too_late() {
    let unknown = |_: &Call| refused(404, code::UNKNOWN_INTERACTION);
    let stage = Stage::aged(60_000, command(), Speaker::new(vec![everybody(page("one"))]), unknown).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::THINKING, 0, "")]);
    assert_eq!(stage.bot.asked.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_wrong_clock_makes_nothing_late_for_long() {
    let stage = Stage::aged(60_000, command(), Speaker::new(vec![everybody(page("one"))]), ephemeral).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::THINKING, 0, ""), told(EDIT, 0, 0, "one")]);
    let (discord, lateness) = (&stage.exchange.discord, &stage.exchange.lateness);
    let next = Exchange::new(discord, command(), command().created().plus(60_200), lateness);
    assert!(!next.late);
    next.answer(&stage.bot, incoming(Event::Text(String::new()))).await;
    assert_eq!(stage.story()[2..], [told(FIRST, callback::MESSAGE, 0, "one")]);
}

fn question() -> View {
    let form = Form { open: choice("next"), title: "A form".to_owned(), inputs: Vec::new() };
    View { form: Some(Box::new(form)), ..View::text("what?") }
}

#[tokio::test]
async fn a_form_opens_by_the_choice_that_opens_it_and_only_at_once() {
    const FORM: u8 = 9;
    let press = || press(Owner::Person(ASHA), true);
    let stage = Stage::new(press(), Speaker::new(vec![personal(question())])).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, FORM, 0, "")]);
    let mut stage = Stage::new(press(), Speaker::new(vec![personal(question())])).await;
    stage.picked = Event::Choice(token("other"));
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::UPDATE, 0, "what?")]);
    let sent = Interaction { form: true, ..press() };
    let stage = Stage::new(sent, Speaker::new(vec![personal(question())])).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::UPDATE, 0, "what?")], "a form isn't answered by a form");
    let stage = Stage::aged(SOON, press(), Speaker::slow(vec![personal(question())]), ephemeral).await;
    stage.answer_late().await;
    assert_eq!(stage.story(), [told(FIRST, callback::HELD, 0, ""), told(EDIT, 0, 0, "what?")]);
}

#[tokio::test]
async fn nothing_to_say_is_shown_as_nothing() {
    let stage = Stage::new(own_press(), Speaker::new(Vec::new())).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::HELD, 0, "")]);
    let stage = Stage::new(command(), Speaker::new(Vec::new())).await;
    stage.answer().await;
    assert_eq!(stage.story(), [told(FIRST, callback::THINKING, 0, ""), told(REMOVE, 0, 0, "")]);
    let stage = Stage::aged(SOON, private_command(), Speaker::slow(Vec::new()), ephemeral).await;
    stage.answer_late().await;
    assert_eq!(stage.story(), [told(FIRST, callback::THINKING, EPHEMERAL, ""), told(REMOVE, 0, 0, "")]);
}

#[tokio::test]
async fn a_message_that_was_deleted_meanwhile_is_answered_by_a_new_one() {
    let gone = |call: &Call| match call.body["type"].as_u64() {
        Some(7) => refused(404, code::UNKNOWN_MESSAGE),
        _ if call.what == EDIT => refused(404, code::UNKNOWN_MESSAGE),
        _ => answer(200, &json!({ "id": "71", "flags": 0 })),
    };
    let stage = Stage::aged(0, own_press(), Speaker::new(vec![everybody(page("two"))]), gone).await;
    stage.answer().await;
    let changed = told(FIRST, callback::UPDATE, 0, "two");
    assert_eq!(stage.story(), [changed, told(FIRST, callback::MESSAGE, 0, "two")]);
    let stage = Stage::aged(SOON, own_press(), Speaker::slow(vec![everybody(page("two"))]), gone).await;
    stage.answer_late().await;
    assert_eq!(stage.story()[1..], [told(EDIT, 0, 0, "two"), told(FURTHER, 0, 0, "two")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_all_acknowledged_though_the_bot_is_busy() {
    const MANY: usize = 500;
    let server = Server::start(|_| crate::stand_in::fine()).await;
    let (discord, lateness) = (server.discord().await, Arc::default());
    // All permits to think are taken.
    let _busy = discord.thinking.acquire_many(u32::try_from(crate::THINKING).expect("few")).await;
    let began = Instant::now();
    for _ in 0..MANY {
        let came = command().created().plus(SOON);
        tokio::spawn(Exchange::new(&discord, command(), came, &lateness).acknowledge_in_time());
    }
    server.calls(FIRST, MANY).await;
    assert!(began.elapsed() < WINDOW - Duration::from_millis(1400), "{:?}", began.elapsed());
}
