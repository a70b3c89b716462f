//! What people say to the bot: in the options of a command, and in a message.

use bot_core::incoming::Event;
use serenity::all::{RoleId, UserId};

use crate::menu::MenuCommand;
use crate::wire::Filled;

/// The options, also those of a group of commands.
pub(super) fn flat(options: &[Filled]) -> Vec<&Filled> {
    options.iter().flat_map(|option| std::iter::once(option).chain(flat(&option.options))).collect()
}

/// What was filled in, as the bot reads it.
pub(super) fn arguments(command: Option<&MenuCommand>, options: &[Filled]) -> String {
    let filled: Vec<(&str, String)> =
        flat(options).into_iter().filter_map(|option| Some((option.name.as_str(), option.words()?))).collect();
    let Some(command) = command else {
        // A command of an earlier version, which Discord shows for a while after it is gone.
        return filled.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ");
    };
    command.arguments(|option| filled.iter().find(|(name, _)| *name == option.name).map(|(_, words)| words.as_str()))
}

/// Whether a text names the bot, or its role, and what it says besides.
pub(super) fn said(text: &str, me: UserId, role: Option<RoleId>) -> (bool, String) {
    let role = role.map(|role| format!("<@&{role}>"));
    let names: Vec<String> = [format!("<@{me}>"), format!("<@!{me}>")].into_iter().chain(role).collect();
    let mut left = String::with_capacity(text.len());
    let (mut rest, mut named) = (text, false);
    loop {
        let next = names.iter().filter_map(|name| Some((rest.find(name.as_str())?, name.len()))).min();
        let Some((at, length)) = next else { break };
        named = true;
        left.push_str(&rest[..at]);
        rest = &rest[at + length..];
        // "Hello @bot, you" and "@bot: rec 8": neither a double space nor an orphaned sign.
        if left.trim().is_empty() {
            rest = rest.trim_start().trim_start_matches([',', ':', ';']).trim_start();
        } else if rest.starts_with(char::is_whitespace) || rest.starts_with([',', '.', ':', ';', '!', '?']) {
            left.truncate(left.trim_end().len());
        }
    }
    left.push_str(rest);
    (named, left.trim().to_owned())
}

/// Words to the bot: a command where they begin like one.
pub(super) fn spoken(text: String) -> Event {
    let Some(line) = text.strip_prefix('/') else { return Event::Text(text) };
    let (name, rest) = line.split_at(line.find(char::is_whitespace).unwrap_or(line.len()));
    // "/help!" is a command with a sign after it, "/usr/bin" is none.
    let name = name.strip_suffix([',', '.', ':', ';', '!', '?']).unwrap_or(name);
    if name.chars().any(|c| c.is_ascii_punctuation() && c != '_' && c != '-') {
        return Event::Text(text);
    }
    Event::Command { name: name.to_owned(), arguments: rest.trim().to_owned() }
}
