//! What a typed line means to the stage: who speaks where, a move of the clock, or words for the bot.
//! Pure. Absent on purpose: what the words mean to the bot, which only the commands know.

use bot_core::ids::{DAY, HOUR, MINUTE, SECOND};

/// The name that people call the bot in rooms. Nobody else can have it.
pub(crate) const BOT: &str = "bot";

/// The longest name of a person or room, in characters.
const MAX_NAME: usize = 32;

/// The farthest that the clock may be moved in one direction: ten years.
const MAX_SHIFT: i64 = 3_650 * DAY;

/// How many letters of a direction may be wrong for it to be recognised.
const MOST_SLIPS: usize = 2;

/// The words that may follow a colon.
pub(crate) const DIRECTIONS: [&str; 5] = [":time", ":leave", ":again", ":help", ":quit"];

/// Somebody somewhere. Names are in lower case, so that a slip of the shift key makes nobody new.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Spot {
    /// Who, without the `@`.
    pub(crate) person: String,
    /// In which room, without the `#`; `None` is the private chat with the bot.
    pub(crate) room: Option<String>,
}

/// A stage direction's person and room, as far as it names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct To {
    person: Option<String>,
    room: Option<String>,
}

impl To {
    /// Where this leads from `here`: a person alone goes to their private chat, a room alone keeps the person.
    pub(crate) fn from(&self, here: &Spot) -> Spot {
        Spot { person: self.person.clone().unwrap_or_else(|| here.person.clone()), room: self.room.clone() }
    }

    /// The direction as it is typed.
    pub(crate) fn written(&self) -> String {
        let person = self.person.iter().map(|p| format!("@{p}"));
        let room = self.room.iter().map(|r| format!("#{r}"));
        person.chain(room).collect::<Vec<_>>().join(" ")
    }
}

/// What a line means to the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// An empty line.
    Nothing,
    /// Words, said as and where one is.
    Say(String),
    /// Be somebody, somewhere, from now on.
    Become(To),
    /// One line as somebody, somewhere; then back.
    Once(To, String),
    /// Move the clock on by so many milliseconds.
    Shift(i64),
    /// Take the bot out of a room.
    Leave(String),
    /// The last event once more, as a platform repeats one that it believes lost.
    Again,
    /// The first screen again.
    Help,
    /// The end.
    Quit,
    /// A direction that can't be followed.
    Slip(Slip),
}

/// Why a direction can't be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// There is no such direction; the one that was probably meant.
    Unknown(Option<&'static str>),
    /// A sign without a name.
    Name,
    /// `:time` without an amount that makes sense.
    Time,
    /// `:leave` without a room.
    Leave,
}

/// Reads a line.
pub(crate) fn parse(line: &str) -> Direction {
    let line = line.trim();
    if line.is_empty() {
        return Direction::Nothing;
    }
    if let Some(direction) = colon(line) {
        return direction;
    }
    if matches!(line, "@" | "#") {
        return Direction::Slip(Slip::Name);
    }
    let (first, rest) = split(line);
    let to = match (name(first, '@').filter(|n| n != BOT), name(first, '#')) {
        (Some(person), _) => {
            let (second, after) = split(rest);
            match name(second, '#') {
                Some(room) => Some((To { person: Some(person), room: Some(room) }, after)),
                None => Some((To { person: Some(person), room: None }, rest)),
            }
        }
        (None, Some(room)) => Some((To { person: None, room: Some(room) }, rest)),
        (None, None) => None,
    };
    match to {
        None => Direction::Say(line.to_owned()),
        Some((to, "")) => Direction::Become(to),
        Some((to, words)) => Direction::Once(to, words.to_owned()),
    }
}

/// What a line is to somebody in a room: words for the bot with its name cut off, or people's own talk.
pub(crate) fn addressed(words: &str) -> Option<&str> {
    if words.starts_with('/') {
        return Some(words);
    }
    let (name, must_end) = match words.strip_prefix('@') {
        Some(rest) => (rest, false),
        None => (words, true),
    };
    let prefix = name.get(..BOT.len()).filter(|p| p.eq_ignore_ascii_case(BOT))?;
    let rest = &name[prefix.len()..];
    let ends = |c: char| c == ',' || c == ':' || c.is_whitespace();
    match rest.chars().next() {
        None => Some(""),
        Some(c) if ends(c) => Some(rest.trim_start_matches(ends)),
        Some(c) if !must_end && !c.is_alphanumeric() => Some(rest),
        Some(_) => None,
    }
}

fn split(text: &str) -> (&str, &str) {
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) => (first, rest.trim_start()),
        None => (text, ""),
    }
}

/// A name after its sign. It begins with a letter, so that "#3" stays a question about the third one.
fn name(word: &str, sign: char) -> Option<String> {
    let name = word.strip_prefix(sign)?;
    let fits = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && name.chars().count() <= MAX_NAME;
    fits.then(|| name.to_lowercase())
}

/// A direction that begins with a colon. One or two letters after it are a smiley, not a direction.
fn colon(line: &str) -> Option<Direction> {
    let (word, rest) = split(line);
    let letters = word.strip_prefix(':')?;
    if letters.len() < 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    Some(match word.as_str() {
        ":time" => shift(rest).map_or(Direction::Slip(Slip::Time), Direction::Shift),
        ":leave" => name(rest, '#').map_or(Direction::Slip(Slip::Leave), Direction::Leave),
        ":again" => Direction::Again,
        ":help" => Direction::Help,
        ":quit" => Direction::Quit,
        _ => {
            let distance = |d: &&str| strsim::damerau_levenshtein(d, &word);
            let nearest = DIRECTIONS.into_iter().min_by_key(distance);
            Direction::Slip(Slip::Unknown(nearest.filter(|d| distance(d) <= MOST_SLIPS)))
        }
    })
}

/// Reads `+10m`, `+1d`, or several after one another. Only forwards: what happened stays in the past.
fn shift(text: &str) -> Option<i64> {
    let mut total: i64 = 0;
    for part in text.split_whitespace() {
        let amount = part.strip_prefix('+').unwrap_or(part);
        let unit = match amount.chars().last()? {
            's' => SECOND,
            'm' => MINUTE,
            'h' => HOUR,
            'd' => DAY,
            'w' => 7 * DAY,
            _ => return None,
        };
        let digits = &amount[..amount.len() - 1];
        let fits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let count: i64 = fits.then(|| digits.parse().ok()).flatten()?;
        total = total.checked_add(count.checked_mul(unit)?)?;
    }
    (1..=MAX_SHIFT).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(person: &str, room: &str) -> To {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        To { person: some(person), room: some(room) }
    }

    #[test]
    fn lines_are_read_as_directions_or_words() {
        use Direction::{Become, Help, Leave, Nothing, Once, Quit, Say, Shift, Slip as Slipped};
        let say = |s: &str| Say(s.to_owned());
        let once = |t: To, s: &str| Once(t, s.to_owned());
        let cases = [
            ("", Nothing),
            (" \t ", Nothing),
            ("hello", say("hello")),
            ("  hello  ", say("hello")),
            ("/latest", say("/latest")),
            ("@ana", Become(to("ana", ""))),
            ("@ANA", Become(to("ana", ""))),
            ("#plaza", Become(to("", "plaza"))),
            ("@ana #plaza", Become(to("ana", "plaza"))),
            ("@ana   #Plaza  ", Become(to("ana", "plaza"))),
            ("@ana hello there", once(to("ana", ""), "hello there")),
            ("@ana #plaza /latest", once(to("ana", "plaza"), "/latest")),
            ("#plaza bot, hi", once(to("", "plaza"), "bot, hi")),
            ("#plaza @ana", once(to("", "plaza"), "@ana")),
            ("@josé", Become(to("josé", ""))),
            // Words that only look like directions.
            ("#3", say("#3")),
            ("@everyone!", say("@everyone!")),
            ("@bot hello", say("@bot hello")),
            ("@you @everyone", once(to("you", ""), "@everyone")),
            ("@", Slipped(Slip::Name)),
            ("#", Slipped(Slip::Name)),
            ("ana@example.org", say("ana@example.org")),
            (":)", say(":)")),
            (":D", say(":D")),
            (": time", say(": time")),
            // The clock.
            (":time +10m", Shift(10 * MINUTE)),
            (":time 10m", Shift(10 * MINUTE)),
            (":TIME +1d", Shift(DAY)),
            (":time +1w +2h", Shift(7 * DAY + 2 * HOUR)),
            (":time", Slipped(Slip::Time)),
            (":time -10m", Slipped(Slip::Time)),
            (":time +0s", Slipped(Slip::Time)),
            (":time +10", Slipped(Slip::Time)),
            (":time +é", Slipped(Slip::Time)),
            (":time +99999999999999999999d", Slipped(Slip::Time)),
            (":time +9223372036854775807d", Slipped(Slip::Time)),
            (":time +4000d", Slipped(Slip::Time)),
            (":leave #plaza", Leave("plaza".to_owned())),
            (":leave", Slipped(Slip::Leave)),
            (":leave plaza", Slipped(Slip::Leave)),
            (":help", Help),
            (":quit", Quit),
            (":qiut", Slipped(Slip::Unknown(Some(":quit")))),
            (":tiem +1d", Slipped(Slip::Unknown(Some(":time")))),
            (":foo", Slipped(Slip::Unknown(None))),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_name_of_any_length_is_taken_or_said() {
        assert!(matches!(parse(&format!("@{}", "a".repeat(MAX_NAME))), Direction::Become(_)));
        assert!(matches!(parse(&format!("@{}", "a".repeat(MAX_NAME + 1))), Direction::Say(_)));
    }

    #[test]
    fn a_person_alone_is_in_private_and_a_room_keeps_the_person() {
        let here = Spot { person: "ana".into(), room: Some("plaza".into()) };
        assert_eq!(to("ben", "").from(&here), Spot { person: "ben".into(), room: None });
        assert_eq!(to("", "hall").from(&here), Spot { person: "ana".into(), room: Some("hall".into()) });
        assert_eq!(to("ben", "hall").written(), "@ben #hall");
    }

    #[test]
    fn only_some_words_in_a_room_are_for_the_bot() {
        let cases = [
            ("/latest", Some("/latest")),
            ("bot, what is R8?", Some("what is R8?")),
            ("Bot: what is R8?", Some("what is R8?")),
            ("bot what is R8?", Some("what is R8?")),
            ("@bot what is R8?", Some("what is R8?")),
            ("@BOT, what is R8?", Some("what is R8?")),
            ("bot", Some("")),
            ("bottles of water", None),
            ("@bottle", None),
            ("robot, hi", None),
            ("what does the bot do?", None),
            ("été", None),
            ("", None),
        ];
        for (words, expected) in cases {
            assert_eq!(addressed(words), expected, "{words:?}");
        }
    }
}
