//! Scenario scripts: conversations in plain text, kept in `tests/scripts/`.
//!
//! ```text
//! # A comment.
//! @ana> pledge                     Ana says something in her private chat
//!   | Add your support             what she sees then, line by line, all of it
//!   | ...                          any lines, also none, within this message
//! @ana #plaza> bot, hello          Ana says something in a room; "bot," speaks to the bot
//!   | Hello!                       an answer stands where the person spoke, unless a line says where:
//!   in #plaza, only to @ana        only Ana sees this
//!   to @ana                        in her private chat
//!   in #plaza, news 1              it came by itself; counted in each room
//!   in #plaza, news 1 corrected    that message says something else now
//!   in #plaza, news 1 removed      that message is gone
//! @ben> !press Yes, go on          Ben presses the last choice with this label (or these words to type) that he sees there
//! :time +10m                       the clock moves on (s, m, h, d, w)
//! :again                           the last event comes once more, with the same id
//! :restart                         the bot stops and starts
//! :kill                            the bot is killed and starts
//! :leave #plaza                    the bot is taken out of a room
//! :grant @olga reviewer            somebody gets a role on the command line
//! :needs old buttons               at the top: only for platforms where choices of earlier messages can be picked
//! :needs redelivery                at the top: only for platforms that repeat an event to a bot that was started anew
//! :needs asides                    at the top: only for platforms that show something in a room to one person alone
//! :needs private links             at the top: only for those that can't, where a choice opens the private chat
//! :needs numbers                   at the top: only for platforms where choices have numbers
//! :needs buttons                   at the top: only for those where they are buttons
//! :needs shared buttons            at the top: only for those where a room's buttons answer to the whole room
//! :needs own answers               at the top: only for those where they answer others than who asked alone
//! :needs followers                 at the top: only for those where rooms can be followed from elsewhere
//! :needs mute                      at the top: only for those where the bot can answer in a room without writing there
//! ```
//!
//! Choices stand there with the words to type; a platform whose buttons don't show them says so ([`Stage::shows`]).
//! `\u{202e}` in what somebody says stands for that character. Everything that the bot shows must be in the script.
//! `UPDATE_SCRIPTS=1 cargo test -p outreach-tests --test scenarios` writes what it shows into the scripts, for
//! a person to read the difference.

use std::fmt::Write;
use std::path::Path;

use bot_core::ids::{DAY, HOUR, MINUTE, SECOND};
use bot_core::store::Role;

use crate::seen::{Seen, Spot, Where};

/// One thing that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Somebody says something.
    Say(Spot, String),
    /// Somebody presses a choice that has this label or these words to type.
    Press(Spot, String),
    /// The clock moves on, in milliseconds.
    Time(i64),
    /// The last event comes once more.
    Again,
    /// The bot stops and starts.
    Restart,
    /// The bot is killed and starts.
    Kill,
    /// The bot is taken out of a room.
    Leave(String),
    /// Somebody gets a role.
    Grant(String, Role),
}

impl Action {
    /// Where its answer stands if nothing else is said.
    fn place(&self) -> Option<Where> {
        self.spot().map(Where::of)
    }

    /// Who does it, and where.
    fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Say(spot, _) | Self::Press(spot, _) => Some(spot),
            _ => None,
        }
    }
}

/// What not every platform can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Picking choices of earlier messages.
    OldButtons,
    /// Repeating an event to a bot that was started anew.
    Redelivery,
    /// Showing something in a room to one person alone.
    Asides,
    /// Opening a private chat with somebody in a room by itself, because nobody there can be answered alone.
    OpenedChats,
    /// Picking a choice by a sign under the message, in place of a button.
    Reactions,
    /// Opening the private chat from a room, because nobody there can be answered alone.
    PrivateLinks,
    /// Picking a choice by the number that stands before it.
    Numbers,
    /// Choices that are buttons, without numbers.
    Buttons,
    /// Pressing anybody's button in a room, seen by all of it.
    SharedButtons,
    /// Answering to the presser alone where a button belongs to somebody else, or to nobody.
    OwnAnswers,
    /// Rooms that can be followed from elsewhere.
    Followers,
    /// Rooms in which the bot answers, but may not write by itself.
    Mute,
}

impl Need {
    fn parse(line: &str) -> Option<Self> {
        match line.strip_prefix(":needs ")? {
            "old buttons" => Some(Self::OldButtons),
            "redelivery" => Some(Self::Redelivery),
            "asides" => Some(Self::Asides),
            "opened chats" => Some(Self::OpenedChats),
            "reactions" => Some(Self::Reactions),
            "private links" => Some(Self::PrivateLinks),
            "numbers" => Some(Self::Numbers),
            "buttons" => Some(Self::Buttons),
            "shared buttons" => Some(Self::SharedButtons),
            "own answers" => Some(Self::OwnAnswers),
            "followers" => Some(Self::Followers),
            "mute" => Some(Self::Mute),
            _ => None,
        }
    }
}

/// A platform to act on.
pub trait Stage {
    /// Does one thing and waits until everything is shown that follows from it now.
    ///
    /// # Errors
    /// When it can't be done here.
    fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String>;

    /// Whether a script with these needs can be acted here; asked before its first step.
    fn suits(&mut self, needs: &[Need]) -> bool;

    /// Who acts in the script, and where; told before its first step. Of no matter where people can read what was said
    /// before they came.
    fn cast(&mut self, _spots: Vec<Spot>) {}

    /// A line of a script as people see it here, in this place. Most platforms show all of it.
    fn shows(&self, _place: &Where, line: &str) -> String {
        line.to_owned()
    }
}

struct Step {
    /// Comments and empty lines above it.
    above: Vec<String>,
    line: String,
    number: usize,
    action: Action,
    /// As written.
    written: Vec<String>,
    expected: Vec<Seen>,
}

/// A script.
pub struct Script {
    name: String,
    needs: Vec<Need>,
    steps: Vec<Step>,
    below: Vec<String>,
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// The line that can't be read.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let mut script = Self { name: name.to_owned(), needs: Vec::new(), steps: Vec::new(), below: Vec::new() };
        for (number, line) in (1..).zip(text.lines()) {
            let problem = |what: &str| format!("{name}:{number}: {what}: {line}");
            let need = Need::parse(line);
            if line.trim().is_empty() || line.starts_with('#') || need.is_some() {
                script.needs.extend(need);
                script.below.push(line.to_owned());
                continue;
            }
            let Some(shown) = line.strip_prefix("  ") else {
                let action = action(line).ok_or_else(|| problem("nothing that can be done"))?;
                script.steps.push(Step {
                    above: std::mem::take(&mut script.below),
                    line: line.to_owned(),
                    number,
                    action,
                    written: Vec::new(),
                    expected: Vec::new(),
                });
                continue;
            };
            let step = script.steps.last_mut().ok_or_else(|| problem("nothing was done yet"))?;
            step.written.append(&mut script.below);
            step.written.push(line.to_owned());
            match shown.strip_prefix('|') {
                Some(text) => {
                    if step.expected.is_empty() {
                        let place = step.action.place().ok_or_else(|| problem("say where this stands"))?;
                        step.expected.push(Seen { place, lines: Vec::new() });
                    }
                    if let Some(seen) = step.expected.last_mut() {
                        seen.lines.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
                    }
                }
                None => {
                    let place = Where::parse(shown).ok_or_else(|| problem("no such place"))?;
                    step.expected.push(Seen { place, lines: Vec::new() });
                }
            }
        }
        Ok(script)
    }

    /// Whether it can be acted here; asked before it is.
    pub fn fits(&self, stage: &mut dyn Stage) -> bool {
        stage.suits(&self.needs)
    }

    /// Acts the script. Returns the script as it would be written now.
    ///
    /// # Errors
    /// What was shown and not expected, or expected and not shown.
    pub fn perform(&self, stage: &mut dyn Stage) -> Result<(), (String, String)> {
        let mut written = String::new();
        let mut problems = Vec::new();
        let mut goes_on = true;
        stage.cast(self.steps.iter().filter_map(|step| step.action.spot()).cloned().collect());
        for step in &self.steps {
            step.above.iter().for_each(|line| add(&mut written, line));
            add(&mut written, &step.line);
            if !goes_on {
                step.written.iter().for_each(|line| add(&mut written, line));
                continue;
            }
            let seen = match stage.act(&step.action) {
                Ok(seen) => crate::seen::gathered(seen),
                Err(why) => {
                    problems.push(format!("{}:{}: {}\n  {why}\n", self.name, step.number, step.line));
                    step.written.iter().for_each(|line| add(&mut written, line));
                    goes_on = false;
                    continue;
                }
            };
            let mut expected = step.expected.clone();
            for Seen { place, lines } in &mut expected {
                lines.iter_mut().for_each(|line| *line = stage.shows(place, line));
            }
            match difference(&expected, &seen) {
                None => step.written.iter().for_each(|line| add(&mut written, line)),
                Some(difference) => {
                    problems.push(format!("{}:{}: {}\n{difference}", self.name, step.number, step.line));
                    written.push_str(&shown(&step.action, &seen));
                }
            }
        }
        self.below.iter().for_each(|line| add(&mut written, line));
        if problems.is_empty() {
            return Ok(());
        }
        let more = problems.len().saturating_sub(3);
        problems.truncate(3);
        let mut report = problems.join("\n");
        if more > 0 {
            let _ = writeln!(report, "\n… and {more} more steps that differ.");
        }
        Err((report, written))
    }
}

/// Acts a script from a file; with `UPDATE_SCRIPTS=1` and `may_update`, writes what was shown into it.
///
/// # Panics
/// When the script can't be read, or what is shown differs from it.
pub fn perform_file(path: &Path, stage: &mut dyn Stage, may_update: bool) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("script");
    let script = Script::parse(name, &text).unwrap_or_else(|problem| panic!("{problem}"));
    if !script.fits(stage) {
        return;
    }
    let Err((report, written)) = script.perform(stage) else { return };
    if may_update && std::env::var_os("UPDATE_SCRIPTS").is_some_and(|v| v == "1") {
        std::fs::write(path, written).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        return;
    }
    panic!("\n{report}\n(- is expected and not shown, + is shown and not expected)\n");
}

fn add(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn shown(action: &Action, seen: &[Seen]) -> String {
    let mut text = String::new();
    for (n, seen) in seen.iter().enumerate() {
        if n > 0 || action.place().as_ref() != Some(&seen.place) {
            add(&mut text, &format!("  {}", seen.place));
        }
        for line in &seen.lines {
            add(&mut text, &format!("  | {line}"));
        }
    }
    text
}

/// What differs, place by place; `None` when nothing does.
fn difference(expected: &[Seen], seen: &[Seen]) -> Option<String> {
    let mut report = String::new();
    let expected = crate::seen::gathered(expected.to_vec());
    for wanted in &expected {
        let found = seen.iter().find(|s| s.place == wanted.place);
        match found {
            Some(found) if matches(&wanted.lines, &found.lines) => {}
            Some(found) => {
                add(&mut report, &format!("  {}", wanted.place));
                report.push_str(&compare(&wanted.lines, &found.lines));
            }
            None => {
                add(&mut report, &format!("- {}", wanted.place));
                wanted.lines.iter().for_each(|line| add(&mut report, &format!("- | {line}")));
            }
        }
    }
    for found in seen.iter().filter(|s| expected.iter().all(|wanted| wanted.place != s.place)) {
        add(&mut report, &format!("+ {}", found.place));
        found.lines.iter().for_each(|line| add(&mut report, &format!("+ | {line}")));
    }
    (!report.is_empty()).then_some(report)
}

/// Whether the lines are these; `...` stands for any.
fn matches(pattern: &[String], lines: &[String]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => (0..=lines.len()).any(|n| matches(rest, &lines[n..])),
        Some((first, rest)) => lines.split_first().is_some_and(|(l, others)| l == first && matches(rest, others)),
    }
}

/// The lines of both, with what differs marked (the longest common subsequence stays unmarked).
fn compare(expected: &[String], seen: &[String]) -> String {
    let mut common = vec![vec![0_usize; seen.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..seen.len()).rev() {
            common[i][j] =
                if expected[i] == seen[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut text = String::new();
    while i < expected.len() || j < seen.len() {
        if i < expected.len() && j < seen.len() && expected[i] == seen[j] {
            add(&mut text, &format!("  | {}", seen[j]));
            (i, j) = (i + 1, j + 1);
        } else if j == seen.len() || (i < expected.len() && common[i + 1][j] >= common[i][j + 1]) {
            add(&mut text, &format!("- | {}", expected[i]));
            i += 1;
        } else {
            add(&mut text, &format!("+ | {}", seen[j]));
            j += 1;
        }
    }
    text
}

fn action(line: &str) -> Option<Action> {
    if line.starts_with(':') {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        return match word {
            ":time" => duration(rest).map(Action::Time),
            ":again" => Some(Action::Again),
            ":restart" => Some(Action::Restart),
            ":kill" => Some(Action::Kill),
            ":leave" => rest.strip_prefix('#').map(|room| Action::Leave(room.to_owned())),
            ":grant" => {
                let (person, role) = rest.strip_prefix('@')?.split_once(' ')?;
                Some(Action::Grant(person.to_owned(), Role::parse(role)?))
            }
            _ => None,
        };
    }
    let (spot, words) = line.strip_prefix('@')?.split_once('>')?;
    let words = unescaped(words.strip_prefix(' ').unwrap_or(words))?;
    let spot = match spot.split_once(" #") {
        None => Spot { person: spot.to_owned(), room: None },
        Some((person, room)) => Spot { person: person.to_owned(), room: Some(room.to_owned()) },
    };
    Some(match words.strip_prefix("!press ") {
        Some(label) => Action::Press(spot, label.to_owned()),
        None => Action::Say(spot, words),
    })
}

fn duration(text: &str) -> Option<i64> {
    let amount = text.strip_prefix('+')?;
    let unit = match amount.chars().last()? {
        's' => SECOND,
        'm' => MINUTE,
        'h' => HOUR,
        'd' => DAY,
        'w' => 7 * DAY,
        _ => return None,
    };
    amount[..amount.len() - 1].parse::<i64>().ok()?.checked_mul(unit)
}

fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split("\\u{");
    let mut done = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}')?;
        done.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        done.push_str(rest);
    }
    Some(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says back what it hears, and news to everybody on every second line.
    struct Echo(usize);

    impl Stage for Echo {
        fn act(&mut self, action: &Action) -> Result<Vec<Seen>, String> {
            self.0 += 1;
            let Action::Say(spot, words) = action else { return Err("only words".to_owned()) };
            let answer = Seen { place: Where::of(spot), lines: words.split(", ").map(str::to_owned).collect() };
            let news = Seen { place: Where::News("plaza".to_owned(), 1), lines: vec!["news".to_owned()] };
            Ok(if self.0.is_multiple_of(2) { vec![answer, news] } else { vec![answer] })
        }

        fn suits(&mut self, _: &[Need]) -> bool {
            true
        }
    }

    fn perform(text: &str) -> Result<(), (String, String)> {
        Script::parse("echo", text).expect("the scripts here can be read").perform(&mut Echo(0))
    }

    #[test]
    fn all_that_is_shown_must_be_in_the_script() {
        let whole = "# Echo\n@ana> one, two, three\n  | one\n  | ...\n\n@ben #hall> hi\n  | hi\n  in #plaza, news 1\n  | news\n";
        perform(whole).expect("everything is as written");
        let (report, written) = perform("# Echo\n@ana> one, two\n  | one\n  | 2\n\n@ben #hall> hi\n  | hi\n# end\n")
            .expect_err("a line differs and a message is not read");
        assert_eq!(
            report,
            "echo:2: @ana> one, two\n  to @ana\n  | one\n- | 2\n+ | two\n\necho:6: @ben #hall> hi\n+ in #plaza, news 1\n+ | news\n"
        );
        assert_eq!(
            written,
            "# Echo\n@ana> one, two\n  | one\n  | two\n\n@ben #hall> hi\n  | hi\n  in #plaza, news 1\n  | news\n# end\n"
        );
        perform("@ana> hi\n  | hi\n  to @ben\n  | hi\n").expect_err("somebody else was to see it too");
        perform("@ana> one\n  | ...\n  | two\n").expect_err("no line is the one after the gap");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for text in ["ana> hi", "  | hi", "@ana> hi\n  behind the curtain", ":time 10m", ":fly", ":grant @olga boss"] {
            assert!(Script::parse("odd", text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn places_are_written_as_they_are_read() {
        for text in [
            "to @ana",
            "in #plaza",
            "in #plaza, only to @ana",
            "in #a, news 2",
            "in #a, news 12 corrected",
            "in #a, news 1 removed",
        ] {
            assert_eq!(Where::parse(text).map(|w| w.to_string()).as_deref(), Some(text));
        }
    }
}
