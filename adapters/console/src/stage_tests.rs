//! A sitting as people see it: lines in, text out, with a bot that says what reached it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bot_core::announcement::Posted;
use bot_core::ids::{DeliveryId, EventId, PersonAddress, Platform, Timestamp};
use bot_core::incoming::{Event, Incoming};
use bot_core::phrases::Phrases;
use bot_core::platform::{
    Blank, Bot, Boxed, Completion, DeliveryFault, DeliveryKey, KeepFault, Messenger, Suggestion, Unanswered,
};
use bot_core::subscription::Manner;
use bot_core::view::{Audience, Choice, ChoiceToken, Destination, Reply, View};

use crate::{Cast, Clock, Keyboard, Look, Terminal};

/// What was printed.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Paper {
    fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8(bytes).expect("the terminal prints UTF-8")
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says what reached it, and offers what the words ask for: "offer", "aside", "private", "two".
#[derive(Default)]
struct Echo {
    seen: Mutex<Vec<(String, Timestamp)>>,
}

fn choice(label: &str, destination: Destination) -> Choice {
    let token = ChoiceToken::parse(label.to_lowercase()).expect("labels of this test are one short word");
    Choice { token, label: label.to_owned(), say: label.to_lowercase(), destination, typed: false }
}

impl Bot for Echo {
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(seen.iter().all(|(id, _)| *id != incoming.event.id), "an event id came twice");
        seen.push((incoming.event.id.clone(), incoming.at));
        let what = match &incoming.what {
            Event::Text(text) => format!("text [{text}]"),
            Event::Command { name, arguments } => format!("command [{name}] [{arguments}]"),
            Event::Choice(token) | Event::Reaction(token) => format!("choice [{}]", token.as_str()),
            Event::Form(_) => "form".to_owned(),
            Event::Joined => "joined".to_owned(),
            Event::Removed | Event::Moved(_) => return Box::pin(async { Vec::new() }),
        };
        let place = if incoming.place.is_private() { "private" } else { "group" };
        let words = format!("{what} by {} in {} ({place})", incoming.actor.user, incoming.place.address.room);
        let reply = |audience, destination: Destination| {
            let view = View::text(words.clone()).choice(choice("Yes", destination)).choice(choice("No", destination));
            vec![Reply { view, audience, onward: None }]
        };
        let replies = match &incoming.what {
            Event::Text(t) if t == "offer" => reply(Audience::Room, Destination::Here),
            Event::Text(t) if t == "aside" => reply(Audience::OnlyYou, Destination::Here),
            Event::Text(t) if t == "private" => reply(Audience::Room, Destination::Private),
            Event::Text(t) if t == "two" => {
                let mut both = reply(Audience::Room, Destination::Here);
                both.push(Reply {
                    view: View::text("more").choice(choice("Maybe", Destination::Here)),
                    audience: Audience::Room,
                    onward: None,
                });
                both
            }
            _ => vec![Reply { view: View::text(words), audience: Audience::Room, onward: None }],
        };
        Box::pin(async move { replies })
    }

    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        self.receive(incoming)
    }

    fn suggest<'a>(&'a self, _: &'a PersonAddress, _: Option<&'a str>, _: &'a str) -> Boxed<'a, Vec<Suggestion>> {
        Box::pin(async { Vec::new() })
    }

    fn complete<'a>(
        &'a self,
        _: &'a PersonAddress,
        _: Option<&'a str>,
        _: Blank,
        _: &'a str,
    ) -> Boxed<'a, Vec<Completion>> {
        Box::pin(async { Vec::new() })
    }

    fn keep(&self, _: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>> {
        Box::pin(async { Err(KeepFault) })
    }

    fn answered(&self, _: Vec<EventId>) -> Boxed<'_, ()> {
        Box::pin(async {})
    }

    fn unanswered<'a>(&'a self, _: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

struct Play {
    terminal: Arc<Terminal>,
    paper: Paper,
    bot: Echo,
}

const START: i64 = 1_000_000;

impl Play {
    fn new() -> Self {
        let paper = Paper::default();
        let cast = Cast {
            phrases: Phrases::embedded(),
            locale: None,
            commands: Vec::new(),
            clock: Arc::new(Clock::new(|| Timestamp(START), Arc::default())),
        };
        Self { terminal: Terminal::new(cast, paper.clone(), Look::default), paper, bot: Echo::default() }
    }

    async fn read(&self, lines: &[u8]) -> String {
        let keyboard = Keyboard::piped(io::Cursor::new(lines.to_vec()));
        self.terminal
            .run(&self.bot, keyboard, None, std::future::pending())
            .await
            .expect("memory can be read and written");
        self.paper.take()
    }
}

async fn shows(lines: &str, expected: &str) {
    assert_eq!(Play::new().read(lines.as_bytes()).await, expected);
}

#[tokio::test]
async fn words_and_commands_reach_the_bot_from_the_private_chat() {
    let expected = "\
text [hello] by you in @you (private)

command [rec] [8 9] by you in @you (private)

command [] [] by you in @you (private)

text [hi] by you in @you (private)

text [!rec 8] by you in @you (private)

";
    shows("hello\n\n/rec  8 9\n/\n@bot hi\n!rec 8", expected).await;
}

#[tokio::test]
async fn several_people_and_rooms_are_played() {
    let expected = "\
joined by ana in #plaza (group)

command [latest] [] by ana in #plaza (group)

text [and you?] by ben in #plaza (group)

(In a room, the bot hears only /commands and lines that begin with \"bot,\". The rest is people talking. This is said once.)

@ben
text [psst] by ben in @ben (private)

#hall
joined by ana in #hall (group)

#hall
text [x] by ana in #hall (group)

text [bye] by ana in @ana (private)

";
    let lines =
        "@ana #plaza\n/latest\n@ben #plaza bot, and you?\nnice weather\nindeed\n@ben psst\n#hall @bot x\n@ana\nbye\n";
    shows(lines, expected).await;
}

#[tokio::test]
async fn a_number_picks_a_choice_and_is_a_word_otherwise() {
    let expected = "\
text [1] by you in @you (private)

text [two] by you in @you (private)

  1) Yes
  2) No

more

  3) Maybe

choice [maybe] by you in @you (private)

text [3] by you in @you (private)

";
    shows("1\ntwo\n3\n3", expected).await;
}

#[tokio::test]
async fn what_one_person_sees_in_a_room_stays_with_that_person() {
    let expected = "\
joined by ana in #plaza (group)

(only you, @ana)
text [aside] by ana in #plaza (group)

  1) Yes
  2) No

(In a room, the bot hears only /commands and lines that begin with \"bot,\". The rest is people talking. This is said once.)

(only you, @ana)
choice [no] by ana in #plaza (private)

";
    shows("@ana #plaza\nbot, aside\n@ben #plaza 2\nNo", expected).await;
}

#[tokio::test]
async fn a_choice_can_lead_into_the_private_chat() {
    let expected = "\
joined by ana in #plaza (group)

text [private] by ana in #plaza (group)

  1) Yes (opens your private chat)
  2) No (opens your private chat)

choice [yes] by ana in @ana (private)

text [here now] by ana in @ana (private)

";
    shows("@ana #plaza\nbot private\n1\nhere now", expected).await;
}

#[tokio::test]
async fn slips_in_directions_are_explained() {
    let expected = "\
There is no direction \":tmie\". Did you mean :time? Type :help for all of them.

There is no direction \":foo\". Type :help for all of them.

Say who or where, for instance \"@ana\", \"#plaza\" or \"@ana #plaza\".

Say how far, for instance \":time +10m\" or \":time +1d\" (s, m, h, d or w; forwards only, ten years at most).

Say which room, for instance \":leave #plaza\".

The bot isn't in #plaza.

";
    shows(":tmie +1d\n:foo\n@\n:time\n:leave\n:leave #plaza", expected).await;
}

#[tokio::test]
async fn the_bot_can_be_taken_out_of_a_room_and_comes_back() {
    let expected = "\
joined by you in #plaza (group)

(The bot has left #plaza.)

text [hi] by you in @you (private)

joined by you in #plaza (group)

";
    shows("#plaza\n:leave #plaza\nhi\n#plaza", expected).await;
}

#[tokio::test]
async fn events_carry_the_moved_clock() {
    let play = Play::new();
    let text = play.read(b"one\n:time +1d +90s\ntwo").await;
    assert!(text.contains("(The clock moved on by 1d 1m 30s.)"), "{text}");
    let seen = play.bot.seen.lock().unwrap_or_else(PoisonError::into_inner);
    let times: Vec<i64> = seen.iter().map(|(_, at)| at.0).collect();
    assert_eq!(times, [START, START + 86_490_000]);
}

#[tokio::test]
async fn odd_bytes_cost_one_line_and_an_explanation() {
    let text = Play::new().read(b"a\xff\nb\0c\nlast").await;
    let expected = "\
That line isn't valid UTF-8 text, so I can't read it. Please type it again.

text [b\u{fffd}c] by you in @you (private)

text [last] by you in @you (private)

";
    assert_eq!(text, expected);
    let long = [b"x".repeat(100_000), b"\nnext".to_vec()].concat();
    let text = Play::new().read(&long).await;
    assert!(text.starts_with("That line is too long. I read only its first 64 kB.\n\ntext [xxx"), "{}", &text[..80]);
    assert!(text.ends_with("\n\ntext [next] by you in @you (private)\n\n"));
}

#[tokio::test]
async fn nothing_is_read_after_the_end() {
    let play = Play::new();
    assert_eq!(play.read(b":quit\nhello").await, "");
    let keyboard = Keyboard::piped(io::Cursor::new(b"hello\n".to_vec()));
    play.terminal.run(&play.bot, keyboard, None, async {}).await.expect("stopping is no failure");
    assert_eq!(play.paper.take(), "", "a stop comes before the next line");
}

#[tokio::test]
async fn what_is_due_is_delivered_before_the_next_line() {
    let play = Play::new();
    let room = play.terminal.address(&crate::direction::Spot { person: "ana".into(), room: Some("plaza".into()) });
    let due = Mutex::new(vec![View::text("Ben joined.").choice(choice("Pledge", Destination::Private))]);
    let (terminal, room, due) = (&play.terminal, &room, &due);
    let pump = move || -> Boxed<'_, ()> {
        Box::pin(async move {
            let view = due.lock().unwrap_or_else(PoisonError::into_inner).pop();
            if let Some(view) = view {
                let key = DeliveryKey { id: DeliveryId(7), since: None };
                let posted =
                    terminal.deliver(room, &view, Manner::default(), key).await.expect("memory can be written");
                let again = terminal.deliver(room, &view, Manner::default(), key).await.expect("a repetition is fine");
                assert_eq!((&posted, &again), (&Posted(vec!["7".into()]), &posted));
                terminal.correct(room, &posted, Some(&View::text("Somebody joined."))).await.expect("it is printed");
                terminal.correct(room, &posted, None).await.expect("it is printed");
            }
        })
    };
    let keyboard = Keyboard::piped(io::Cursor::new(b"@ana #plaza\n@ben #plaza 1\n".to_vec()));
    terminal.run(&play.bot, keyboard, Some(&pump), std::future::pending()).await.expect("memory can be written");
    let expected = "\
joined by ana in #plaza (group)

#plaza (message 7)
Ben joined.

  1) Pledge (opens your private chat)

#plaza (message 7, corrected)
Somebody joined.

#plaza (message 7, removed)

@ben
choice [pledge] by ben in @ben (private)

";
    assert_eq!(play.paper.take(), expected);
}

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_reader_who_has_gone_ends_the_sitting_quietly() {
    let play = Play::new();
    let terminal = Terminal::new(play.terminal.cast.clone(), Closed, Look::default);
    let keyboard = Keyboard::piped(io::Cursor::new(b"one\ntwo\n".to_vec()));
    terminal.run(&play.bot, keyboard, None, std::future::pending()).await.expect("it is no failure");
    assert_eq!(play.bot.seen.lock().unwrap_or_else(PoisonError::into_inner).len(), 1);
    let room = terminal.address(&crate::direction::Spot { person: "ana".into(), room: None });
    let key = DeliveryKey { id: DeliveryId(1), since: None };
    let fault = terminal.deliver(&room, &View::text("x"), Manner::default(), key).await;
    assert_eq!(fault, Err(DeliveryFault::Later { after: None }), "the message waits for the next sitting");
}
