//! The real program on a pipe, as a stage: what it prints is read back into what each person sees.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use bot_core::language::Language;
use bot_core::phrases::Phrases;
use outreach_tests::BEGINNING;
use outreach_tests::numbered::Numbered;
use outreach_tests::script::{Action, Need, Stage};
use outreach_tests::seen::{Seen, Spot, Where, choice, plain, push};

use crate::sitting::{Home, Sitting, data_folder};

/// The stage.
pub(crate) struct TerminalStage {
    /// Lives as long as the test's process, because sittings borrow it.
    home: &'static Home,
    sitting: Option<Sitting<'static>>,
    begun: Instant,
    moved: i64,
    /// The numbers that rooms' messages have here, by room: their place is their number on other platforms.
    news: HashMap<String, Vec<String>>,
    buttons: HashMap<Where, Vec<Numbered>>,
    /// The terminal's own remark about talk that the bot doesn't hear.
    chatter: String,
}

impl TerminalStage {
    /// A new world at the beginning of time, in a folder.
    pub(crate) fn new(folder: &Path) -> Self {
        let folder = data_folder(folder);
        std::fs::create_dir(&folder).expect("a test may make a folder");
        let home = Box::leak(Box::new(Home { folder, database: None }));
        let mut stage = Self {
            home,
            sitting: None,
            begun: Instant::now(),
            moved: 0,
            news: HashMap::new(),
            buttons: HashMap::new(),
            chatter: Phrases::embedded().say(Language::English).text("console-chatter"),
        };
        stage.start();
        stage
    }

    fn start(&mut self) {
        let mut sitting = Sitting::begin(self.home);
        let real = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970").as_millis();
        let real = i64::try_from(real).expect("milliseconds since 1970 fit");
        let passed = i64::try_from(self.begun.elapsed().as_millis()).expect("a test is short");
        let seconds = (BEGINNING + self.moved + passed - real).div_euclid(1000) + 1;
        sitting.ask(&format!(":time +{seconds}s"));
        self.sitting = Some(sitting);
        self.buttons.clear();
    }

    fn ask(&mut self, line: &str) -> Vec<String> {
        self.sitting.as_mut().expect("somebody sits here between start and end").ask(line)
    }

    fn press(&mut self, spot: &Spot, label: &str) -> Result<Vec<Seen>, String> {
        let aside = Where::Aside(spot.clone());
        let here = if self.buttons.contains_key(&aside) { aside } else { Where::of(spot) };
        let buttons = self.buttons.get(&here).ok_or("no choices stand on the screen")?;
        let number = buttons
            .iter()
            .find(|button| button.label == label || button.say == label)
            .map(|button| button.number)
            .ok_or("no such choice stands on the screen")?;
        let printed = self.ask(&format!("{} {number}", written(spot)));
        Ok(self.read(spot, &printed))
    }

    /// Reads what was printed. Everybody is played from a third person's private chat, so each answer has a line
    /// above it that says where it belongs.
    fn read(&mut self, actor: &Spot, printed: &[String]) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::new();
        let mut after_gap = true;
        let mut quoting = Quoting::No;
        let mut shown: Vec<(Where, Vec<Numbered>)> = Vec::new();
        for line in printed {
            if line.is_empty() {
                after_gap = true;
                continue;
            }
            if std::mem::take(&mut after_gap) {
                quoting = if line.starts_with('>') { Quoting::Words } else { Quoting::No };
                if let Some(place) = self.place(actor, line) {
                    shown.push((place.clone(), Vec::new()));
                    seen.push(Seen { place, lines: Vec::new() });
                    continue;
                }
            }
            // What stands above the first place is the terminal's own.
            let Some(Seen { lines, .. }) = seen.last_mut() else { continue };
            if *line == self.chatter {
                continue;
            }
            if let Some(button) = Numbered::read(line) {
                let private = ["(opens your private chat", "(ouvre votre conversation privée", "(abre tu chat privado"]
                    .iter()
                    .any(|w| line.contains(w));
                lines.push(choice(&plain(&button.label), &plain(&button.say), private));
                shown.last_mut().expect("a place was pushed with the lines").1.push(button);
            } else if let Some(words) = line.strip_prefix("> ").or(line.strip_prefix('>')) {
                quoting = Quoting::Words;
                push(lines, "> ", words);
            } else if let (Quoting::Words, Some(citation)) = (&quoting, line.strip_prefix("  ")) {
                push(lines, "— ", citation);
                quoting = Quoting::Cited;
            } else if let (Quoting::Cited, Some(link)) = (&quoting, line.strip_prefix("  ")) {
                let cited = lines.last_mut().expect("the citation was pushed");
                *cited = format!("{cited} {}", plain(link));
                quoting = Quoting::No;
            } else {
                push(lines, "", line);
            }
        }
        for (place, buttons) in shown {
            self.offer(place, buttons);
        }
        seen
    }

    /// Keeps what can be picked from now on, as the terminal does.
    fn offer(&mut self, place: Where, buttons: Vec<Numbered>) {
        let place = match place {
            Where::News(room, _) | Where::Corrected(room, _) | Where::Removed(room, _) => {
                if buttons.is_empty() {
                    return;
                }
                Where::Room(room)
            }
            place => place,
        };
        if let Where::Room(room) = &place {
            self.buttons.retain(|w, _| !matches!(w, Where::Aside(spot) if spot.room.as_ref() == Some(room)));
        }
        self.buttons.insert(place, buttons);
    }

    fn place(&mut self, actor: &Spot, line: &str) -> Option<Where> {
        let only_you = ["(only you, @", "(pour vous seulement, @", "(solo tú, @"];
        if let Some(person) =
            only_you.iter().find_map(|words| line.strip_prefix(words)).and_then(|l| l.strip_suffix(')'))
        {
            return Some(Where::Aside(Spot { person: person.to_owned(), room: actor.room.clone() }));
        }
        if let Some(person) = line.strip_prefix('@').filter(|p| is_name(p)) {
            return Some(Where::Private(person.to_owned()));
        }
        let line = line.strip_prefix('#')?;
        if is_name(line) {
            return Some(Where::Room(line.to_owned()));
        }
        let (room, rest) = line.split_once(" (message ")?;
        let rest = rest.strip_suffix(')').filter(|_| is_name(room))?;
        let (number, what) = rest.split_once(", ").unwrap_or((rest, ""));
        let told = self.news.entry(room.to_owned()).or_default();
        let place = told.iter().position(|n| n == number).unwrap_or_else(|| {
            told.push(number.to_owned());
            told.len() - 1
        });
        let (room, number) = (room.to_owned(), place + 1);
        match what {
            "" => Some(Where::News(room, number)),
            "corrected" => Some(Where::Corrected(room, number)),
            "removed" => Some(Where::Removed(room, number)),
            _ => None,
        }
    }
}

/// How far a quotation was read: its words, then where they stand, then the link.
enum Quoting {
    No,
    Words,
    Cited,
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn written(spot: &Spot) -> String {
    match &spot.room {
        None => format!("@{}", spot.person),
        Some(room) => format!("@{} #{room}", spot.person),
    }
}

impl Stage for TerminalStage {
    fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String> {
        let nobody = Spot { person: "you".to_owned(), room: None };
        match action {
            Action::Say(spot, words) => {
                let printed = self.ask(&format!("{} {words}", written(spot)));
                Ok(self.read(spot, &printed))
            }
            Action::Press(spot, label) => self.press(spot, label),
            Action::Time(by) => {
                self.moved += by;
                let printed = self.ask(&format!(":time +{}s", by / 1000));
                Ok(self.read(&nobody, &printed))
            }
            Action::Again => {
                let printed = self.ask(":again");
                Ok(self.read(&nobody, &printed))
            }
            Action::Restart => {
                let sitting = self.sitting.take().expect("somebody sits here between start and end");
                let status = sitting.leave();
                if !status.success() {
                    return Err(format!("the program stopped with {status}"));
                }
                self.start();
                Ok(Vec::new())
            }
            Action::Kill => {
                // Whoever lets go of a sitting kills it.
                self.sitting = None;
                self.start();
                Ok(Vec::new())
            }
            Action::Leave(room) => {
                let printed = self.ask(&format!(":leave #{room}"));
                Ok(self.read(&nobody, &printed))
            }
            Action::Grant(person, role) => {
                let person = format!("terminal:{person}");
                let done = self.home.program().args(["roles", "grant", &person, role.as_str()]).output();
                let done = done.map_err(|e| e.to_string())?;
                let errors = String::from_utf8_lossy(&done.stderr).into_owned();
                if done.status.success() { Ok(Vec::new()) } else { Err(errors) }
            }
        }
    }

    fn suits(&mut self, needs: &[Need]) -> bool {
        needs.iter().all(|need| match need {
            // A number picks from what was shown last, and a new sitting has no event to repeat.
            Need::OldButtons | Need::Redelivery => false,
            Need::Asides | Need::Numbers => true,
            Need::OpenedChats
            | Need::PrivateLinks
            | Need::Reactions
            | Need::Buttons
            | Need::SharedButtons
            | Need::OwnAnswers
            | Need::Followers
            | Need::Mute => false,
        })
    }
}
