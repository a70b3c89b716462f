//! Choices as signs: the bot puts 1️⃣ and so on under a message whose choices have these numbers, and whoever adds to one
//! of them picks that choice. What the numbers mean stands in the message itself, in a field that only the bot writes, so
//! a restart forgets nothing and nothing has to be stored. Pure. Absent on purpose: fetching the message.

use bot_core::view::ChoiceToken;
use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use serde_json::Value;

/// The field of a message's content that lists the tokens of its choices, in the order of their numbers. Names of one's
/// own stand behind a namespace (<https://spec.matrix.org/v1.15/appendices/#common-namespaced-identifier-grammar>).
pub(crate) const FIELD: &str = "org.outreach_bot.choices";

/// The most choices of one message.
pub(crate) const MOST: usize = 100;

/// The keycap of each number, as clients write it: the digit, the variation selector for emoji, the keycap. Ten is a
/// character of its own.
const KEYS: [&str; 10] = [
    "1\u{fe0f}\u{20e3}",
    "2\u{fe0f}\u{20e3}",
    "3\u{fe0f}\u{20e3}",
    "4\u{fe0f}\u{20e3}",
    "5\u{fe0f}\u{20e3}",
    "6\u{fe0f}\u{20e3}",
    "7\u{fe0f}\u{20e3}",
    "8\u{fe0f}\u{20e3}",
    "9\u{fe0f}\u{20e3}",
    "\u{1f51f}",
];

/// The reaction for a choice's number, which begins at one; none for numbers that have no sign.
pub(crate) fn key_of(number: usize) -> Option<&'static str> {
    KEYS.get(number.checked_sub(1)?).copied()
}

/// The number that a reaction means, with the variation selector or without it, as clients differ.
pub(crate) fn number_of(key: &str) -> Option<usize> {
    let bare = |key: &str| key.replace('\u{fe0f}', "");
    // Anybody may react with anything; no sign is longer than this.
    let key = (key.len() <= 16).then(|| bare(key))?;
    KEYS.iter().position(|known| bare(known) == key).map(|at| at + 1)
}

/// The number that somebody types to pick a choice: "2", "2)", "2." or the sign itself.
pub(crate) fn typed(words: &str) -> Option<usize> {
    let words = words.trim();
    let digits = words.strip_suffix([')', '.']).unwrap_or(words);
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = if plain { digits.parse().ok() } else { number_of(words) };
    number.filter(|number| *number > 0)
}

/// The choices that a message of the bot's offers, by number from one on. Empty for a message of somebody else's: anybody
/// can write the field. Of a message that was changed, those of its newest version, which the server sends along.
pub(crate) fn tokens_of(event: &Raw<AnySyncTimelineEvent>, me: &UserId) -> Vec<ChoiceToken> {
    let Ok(event) = serde_json::from_str::<Value>(event.json().get()) else { return Vec::new() };
    if event["sender"] != me.as_str() {
        return Vec::new();
    }
    let newer = &event["unsigned"]["m.relations"]["m.replace"];
    let content = if newer["sender"] == me.as_str() { &newer["content"]["m.new_content"] } else { &event["content"] };
    let Some(listed) = content[FIELD].as_array() else { return Vec::new() };
    // One that can't be read ends the list: what follows would have another number than people see.
    listed.iter().take(MOST).map_while(|token| ChoiceToken::parse(token.as_str()?)).collect()
}

#[cfg(test)]
mod tests;
