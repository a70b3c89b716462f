//! The real program serves a Telegram of our own: from a question to the news of a pledge in another group, what it
//! says when it can't serve, and how it ends.

#![allow(clippy::unwrap_used)]

mod announcing;
mod home;
mod serving;

use std::process::Command;

use home::Home;
use outreach_tests::telegram::{ChatId, Conduct, Fake, Message, Order, Person, Status, Trouble};
use serving::Serving;

/// What the log says once updates are taken.
const READY: &str = "serving Telegram as @";

/// A Telegram and a bot's data folder.
struct Stage {
    fake: Fake,
    folder: tempfile::TempDir,
}

impl Stage {
    fn new(conduct: Conduct) -> Self {
        Self { fake: Fake::start(conduct), folder: tempfile::tempdir().unwrap() }
    }

    /// The program, with this token and everything in the log.
    fn program(&self, command: &str, token: &str) -> Command {
        let home = Home { folder: self.folder.path().to_owned(), database: None };
        let mut program = home.program();
        program.args([command, "-vv"]);
        program.env("OUTREACH_TELEGRAM__TOKEN", token).env("OUTREACH_TELEGRAM__API_URL", self.fake.url());
        program
    }

    fn serve(&self) -> Serving {
        let serving = Serving::begin(self.program("run", self.fake.token()));
        serving.wait_for(READY);
        serving
    }

    /// Says something and gives what the bot answers.
    fn ask(&self, person: Person, chat: ChatId, words: &str) -> String {
        let asked = self.fake.say(person, chat, words);
        self.fake.wait("an answer", |world| {
            // In groups, an answer says what it answers; private chats have positive numbers.
            let answers = |m: &&&Message| if chat.0 < 0 { m.reply_to == Some(asked) } else { m.id > asked };
            world.bot_messages(chat).iter().find(answers).map(|m| m.text.clone())
        })
    }

    /// Somebody says something in their private chat, and then always types the first choice, the one that goes on,
    /// until they read these words.
    fn answer_until(&self, person: Person, first: &str, words: &str) {
        let private = self.fake.private_chat(person);
        let mut shown = self.ask(person, private, first);
        for _ in 0..12 {
            if shown.contains(words) {
                return;
            }
            let label = self.fake.look(|world| {
                let last = world.bot_messages(private).pop().expect("the bot has answered");
                last.buttons().next().map(|button| button.text.clone())
            });
            // What a button says can be typed.
            shown = self.ask(person, private, &label.expect("a question has its answers under it"));
        }
        panic!("{words:?} never comes, but: {shown}");
    }

    /// Nothing that the program says or calls gives the token's secret away.
    fn keeps_the_secret(&self, said: &str) {
        let secret = self.fake.token().split_once(':').unwrap().1;
        assert!(!said.contains(secret), "the token is in what the program said:\n{said}");
    }
}

#[test]
fn a_pledge_that_begins_in_one_group_is_announced_in_another() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let [olga, asha] = ["Olga", "Asha"].map(|name| fake.person(name, "en"));

    let plaza = fake.supergroup("Plaza", &[olga]);
    fake.add_bot(olga, plaza, Status::Member);
    assert!(stage.ask(olga, plaza, "/announcements each").contains("From now on, this room hears this"));

    let hall = fake.supergroup("Hall", &[olga, asha]);
    fake.add_bot(olga, hall, Status::Member);
    let name = fake.bot_username();
    let answer = stage.ask(asha, hall, &format!("@{name} may the police ban encrypted chats?"));
    assert!(answer.starts_with("Recommendation 8: Encryption and anonymity"), "{answer}");
    fake.say(asha, hall, "nobody asked the bot anything here");

    // In the group, nothing of the pledge: a link leads into the private chat, where it begins.
    stage.ask(asha, hall, "/pledge");
    let (message, label) = fake.look(|world| {
        let last = *world.bot_messages(hall).last().unwrap();
        (last.id, last.buttons().next().unwrap().text.clone())
    });
    fake.press(asha, hall, message, &label);
    let private = fake.private_chat(asha);
    let first = fake.wait("the first question", |world| Some(world.bot_messages(private).last()?.text.clone()));
    assert!(first.contains("not end-to-end encrypted: Telegram"), "{first}");
    stage.answer_until(asha, "/pledge Asha Gurung | Nepal | Teacher", "You are supporter number 20");

    let news = fake.wait("the news", |world| {
        world.bot_messages(plaza).into_iter().find(|m| m.text.contains("Asha Gurung")).cloned()
    });
    assert!(news.silent && news.text.starts_with("A new supporter"), "{news:?}");
    let heard = fake.look(|world| world.bot_messages(hall).iter().filter(|m| m.text.contains("Gurung")).count());
    assert_eq!(heard, 0, "this group asked for no news, and nothing personal is shown in it");

    let said = serving.stop();
    stage.keeps_the_secret(&said);
    fake.look(|world| {
        assert!(world.all_confirmed(), "what was answered is confirmed when the program ends");
        assert_eq!(world.unknown_parameters(), Vec::<String>::new());
        // To stop, the program hangs up on its poll and confirms by another. If the server hears of the other first, it
        // refuses the one before it, to nobody.
        let polls = || world.calls().iter().filter(|c| c.method.eq_ignore_ascii_case("getUpdates")).map(|c| c.began);
        let hung_up = polls().filter(|began| Some(*began) < polls().max()).max();
        let unheard = |status, began| status == 409 && Some(began) == hung_up;
        let refused: Vec<_> = world.calls().iter().filter(|c| c.status != 200 && !unheard(c.status, c.began)).collect();
        assert!(refused.is_empty(), "{refused:#?}");
        for language in ["", "en", "fr", "es"] {
            assert!(world.commands("all_private_chats", language).is_some(), "commands in {language:?}");
            assert!(world.words_of_bot("description", language).is_some(), "a description in {language:?}");
        }
    });
}

#[test]
fn what_was_written_while_the_bot_was_away_is_answered_once() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let asha = fake.person("Asha", "en");
    let private = fake.private_chat(asha);
    fake.say(asha, private, "rec 8");
    for run in 1..=3 {
        let serving = stage.serve();
        fake.wait("an answer", |world| world.bot_messages(private).last().map(|_| ()));
        serving.stop();
        fake.look(|world| assert_eq!(world.bot_messages(private).len(), 1, "in run {run}"));
    }
}

#[test]
fn a_wrong_token_is_one_sentence() {
    let stage = Stage::new(Conduct::default());
    let wrong = "123456789:AAF-another_secret_0123456789abcdefgh";
    let (status, said) = Serving::begin(stage.program("run", wrong)).end();
    assert_eq!(status.code(), Some(1));
    let cure = "Telegram doesn't know this token: copy it again from @BotFather (send /mybots) into telegram.token";
    assert_eq!(said.lines().last(), Some(format!("outreach-bot: {cure}").as_str()));
    assert!(!said.contains("another_secret"), "{said}");
}

#[test]
fn without_a_token_there_is_nothing_to_serve() {
    let stage = Stage::new(Conduct::default());
    let (status, said) = Serving::begin(stage.program("run", "")).end();
    assert_eq!(status.code(), Some(2));
    let discord = "discord.token (or the variable OUTREACH_DISCORD__TOKEN) to the token that Discord's developer portal \
                   gave, or ";
    let matrix = "matrix.user and matrix.password (or the variables OUTREACH_MATRIX__USER and OUTREACH_MATRIX__PASSWORD) \
                  to the bot's account on its homeserver, or ";
    let others = [(cfg!(feature = "discord"), discord), (cfg!(feature = "matrix"), matrix)];
    let others: String = others.iter().filter(|(built_in, _)| *built_in).map(|(_, cure)| *cure).collect();
    let expected = format!(
        "outreach-bot: no chat platform is configured, so there is nothing to serve: set {others}telegram.token (or the \
         variable OUTREACH_TELEGRAM__TOKEN) to the token that @BotFather gave, or talk with the bot in this terminal \
         with `outreach-bot chat` (telegram.api_url does nothing: telegram.token isn't set; set it, or remove this)\n"
    );
    assert_eq!(said, expected);
}

#[test]
fn a_second_program_with_the_same_token_is_told() {
    let stage = Stage::new(Conduct::default());
    let first = stage.serve();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut second = stage.program("run", stage.fake.token());
    second.env("OUTREACH_DATA_DIR", elsewhere.path());
    let second = Serving::begin(second);
    let told =
        "another program fetches this bot's updates with the same token: stop that one, or give each a bot of its own";
    first.wait_for(told);
    second.stop();
    // Whoever stays goes on.
    let asha = stage.fake.person("Asha", "en");
    assert!(stage.ask(asha, stage.fake.private_chat(asha), "rec 8").contains("Encryption"));
    stage.keeps_the_secret(&first.stop());
}

#[test]
fn a_server_that_is_out_of_reach_is_tried_until_it_is_back() {
    let stage = Stage::new(Conduct::default());
    stage.fake.order(Order::new(Trouble::Page(502)).on("getMe"));
    stage.fake.order(Order::new(Trouble::LostBefore).on("getMe"));
    let said = stage.serve().stop();
    assert!(said.contains("Telegram can't be asked who the bot is"), "{said}");
    stage.keeps_the_secret(&said);
}

#[test]
fn a_program_that_still_looks_for_its_server_can_be_stopped() {
    let stage = Stage::new(Conduct::default());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = stage.program("run", stage.fake.token());
    program.env("OUTREACH_TELEGRAM__API_URL", format!("http://{free}"));
    let serving = Serving::begin(program);
    serving.wait_for("Telegram can't be asked who the bot is");
    stage.keeps_the_secret(&serving.stop());
}

#[test]
fn what_is_under_way_is_finished_unless_a_second_signal_comes() {
    let stage = Stage::new(Conduct::default());
    let asha = stage.fake.person("Asha", "en");
    let private = stage.fake.private_chat(asha);
    let minute = std::time::Duration::from_secs(60);
    stage.fake.order(Order::new(Trouble::Late(minute)).on("sendMessage"));
    let serving = stage.serve();
    stage.fake.say(asha, private, "rec 8");
    stage.fake.wait("the answer to be on its way", |world| world.bot_messages(private).last().map(|_| ()));
    serving.stop_at_once();
}

/// What `check` says about Telegram.
fn check(stage: &Stage, token: &str) -> (Option<i32>, Vec<String>) {
    let done = stage.program("check", token).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    stage.keeps_the_secret(&said);
    stage.keeps_the_secret(&String::from_utf8_lossy(&done.stderr));
    let lines = said.lines().filter(|line| line.contains(" Telegram: ")).map(str::to_owned);
    (done.status.code(), lines.collect())
}

#[test]
fn check_says_how_the_bot_is_set_up() {
    let stage = Stage::new(Conduct::default());
    let name = stage.fake.bot_username();
    let (code, lines) = check(&stage, stage.fake.token());
    let fine = [
        format!("ok       Telegram: the bot is @{name}"),
        "ok       Telegram: privacy mode is on: the bot sees only what people say to it".to_owned(),
        "ok       Telegram: the bot can be added to groups".to_owned(),
        "ok       Telegram: inline mode is on".to_owned(),
        "ok       Telegram: updates are fetched by long polling".to_owned(),
    ];
    assert_eq!((code, lines), (Some(0), fine.to_vec()));

    stage.fake.conduct(|conduct| {
        conduct.reads_everything = true;
        conduct.inline = false;
        conduct.can_join_groups = false;
    });
    let (code, lines) = check(&stage, stage.fake.token());
    assert_eq!(code, Some(0), "the bot works: {lines:#?}");
    for (line, order) in lines[1..4].iter().zip(["/setprivacy", "/setjoingroups", "/setinline"]) {
        assert!(line.starts_with("warning  Telegram: ") && line.contains(order), "{line}");
    }

    let (code, lines) = check(&stage, "123456789:AAF-another_secret_0123456789abcdefgh");
    assert_eq!(code, Some(1));
    assert!(
        lines.len() == 1 && lines[0].starts_with("problem  Telegram: Telegram doesn't know this token"),
        "{lines:?}"
    );
}

#[test]
fn updates_come_to_a_webhook_until_it_is_removed() {
    let stage = Stage::new(Conduct::default());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = stage.program("run", stage.fake.token());
    program.env("OUTREACH_TELEGRAM__WEBHOOK__URL", format!("http://{free}/telegram"));
    program.env("OUTREACH_TELEGRAM__WEBHOOK__LISTEN", free.to_string());
    let serving = Serving::begin(program);
    serving.wait_for(READY);
    let asha = stage.fake.person("Asha", "en");
    assert!(stage.ask(asha, stage.fake.private_chat(asha), "rec 8").contains("Encryption"));
    stage.keeps_the_secret(&serving.stop());

    // Without its setting, the webhook stands in the way; the bot doesn't remove what may belong to another program.
    let (status, said) = Serving::begin(stage.program("run", stage.fake.token())).end();
    assert_eq!(status.code(), Some(1));
    let last = said.lines().last().unwrap_or_default();
    assert!(last.starts_with("outreach-bot: Telegram sends this bot's updates to a webhook"), "{said}");
    let (code, lines) = check(&stage, stage.fake.token());
    assert_eq!(code, Some(1));
    assert!(lines.last().unwrap().starts_with("problem  Telegram: Telegram sends"), "{lines:?}");
}
