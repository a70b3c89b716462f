//! Telling Discord the commands, where they differ from what it has: it takes only some hundred changes a day. What it
//! has is replaced as a whole, so what is no longer on offer goes with it.
//!
//! With a development guild the commands are registered there and nowhere else, and what is registered everywhere stays as
//! it is: it may be another program's with the same token. Commands are for servers and the direct chat with the bot, not
//! for other private chats, where the bot isn't. Nobody is barred from any of them: which members may change a room's
//! settings can't be said in Discord's terms (Manage Server or Manage Channels), so the bot decides.

use std::collections::HashSet;
use std::time::Duration;

use bot_core::language::Language;
use serde::de::IgnoredAny;
use serde_json::{Map, Number, Value};
use serenity::all::{
    ApplicationId, CommandOptionType, CommandType, CreateCommand, CreateCommandOption, GuildId, InstallationContext,
    InteractionContext,
};
use traffic::Backoff;

use crate::api::{Fault, NOTHING, Objection};
use crate::markup::line;
use crate::menu::{CommandMenu, MenuCommand, MenuOption, OptionKind};
use crate::route::Route;
use crate::send::{Lane, Sender};

/// The longest name of a command or an option, in characters
/// (<https://discord.com/developers/docs/interactions/application-commands>).
const LONGEST_NAME: usize = 32;
/// The longest description, and the longest label or value that can be picked, in characters.
const LONGEST_LABEL: usize = 100;
/// The most options of a command, and the most values to pick from.
const MOST: usize = 25;
/// The longest words that an option takes, in characters.
const LONGEST_WORDS: u16 = 6_000;

/// Discord's languages (<https://discord.com/developers/docs/reference#locales>), but for English, which is what the
/// others fall back to, and Chinese in traditional characters, which is not what `zh` is written in.
const LOCALES: [&str; 29] = [
    "bg", "cs", "da", "de", "el", "es-419", "es-ES", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl",
    "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN",
];

/// Makes Discord's list of commands what it should be, again with growing delays until it can be reached. A refusal is
/// told in the log and stops nothing: the bot answers all the same, and the next start tries again.
pub(crate) async fn register(sender: &Sender, application: ApplicationId, guild: Option<GuildId>, menu: &CommandMenu) {
    let wanted = wanted(menu, guild.is_none());
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(600));
    loop {
        let (fault, objections) = match try_register(sender, application, guild, &wanted).await {
            Ok(false) => return,
            Ok(true) => {
                let place = if guild.is_some() { "in the development guild" } else { "everywhere" };
                tracing::info!(commands = wanted.len(), "commands are registered {place}");
                return;
            }
            Err(refused) => refused,
        };
        let asked = match fault {
            Fault::Refused { .. } | Fault::Unauthorized => {
                let objections = named(&objections, &wanted);
                tracing::warn!(
                    %fault,
                    objections,
                    "commands can't be registered: until the next start, people see them as they were"
                );
                return;
            }
            Fault::Limited { wait, .. } => wait,
            Fault::Unreachable | Fault::Unreadable => Duration::ZERO,
        };
        if backoff.failures() == 0 {
            tracing::warn!(%fault, "commands can't be registered; trying again until they can");
        }
        tokio::time::sleep(backoff.at_least(asked)).await;
    }
}

/// Whether anything had to be changed, or why it can't be and what Discord has against it.
async fn try_register(
    sender: &Sender,
    application: ApplicationId,
    guild: Option<GuildId>,
    wanted: &[CreateCommand],
) -> Result<bool, (Fault, Vec<Objection>)> {
    let known: Value = sender.send_telling(Lane::Reply, &Route::Commands { application, guild }, NOTHING).await?;
    let commands = serde_json::to_value(wanted).unwrap_or_default();
    let everywhere = guild.is_none();
    if comparable(&known, everywhere) == comparable(&commands, everywhere) {
        return Ok(false);
    }
    let replace = Route::ReplaceCommands { application, guild };
    sender.send_telling::<IgnoredAny>(Lane::Reply, &replace, Some(wanted)).await?;
    Ok(true)
}

/// What Discord has against these commands, as far as it says: `ask.options.0.name: BASE_TYPE_REQUIRED`. It calls a
/// command by its place in the list.
fn named(objections: &[Objection], commands: &[CreateCommand]) -> Option<String> {
    let commands = serde_json::to_value(commands).unwrap_or_default();
    let named = objections.iter().map(|Objection { place, code }| {
        let (at, field) = place.split_once('.').unwrap_or((place, ""));
        let command = at.parse().ok().and_then(|at: usize| commands[at]["name"].as_str()).unwrap_or(at);
        match (command, field) {
            ("", _) => code.clone(),
            (_, "") => format!("{command}: {code}"),
            (_, _) => format!("{command}.{field}: {code}"),
        }
    });
    Some(named.collect::<Vec<_>>().join(", ")).filter(|named| !named.is_empty())
}

/// The menu in Discord's terms. What Discord wouldn't take is left out or cut, since it would refuse everything else with
/// it. Where commands can be used is said only of those that are registered everywhere.
fn wanted(menu: &CommandMenu, everywhere: bool) -> Vec<CreateCommand> {
    let commands = menu.commands.iter().filter(|command| is_takeable(&command.name)).take(CommandMenu::MOST);
    let mut names = Names::new(commands.clone().map(|command| command.name.as_str()));
    commands.map(|command| describe(command, &mut names, everywhere)).collect()
}

fn describe<'a>(command: &'a MenuCommand, names: &mut Names<'a>, everywhere: bool) -> CreateCommand {
    let mut told =
        CreateCommand::new(&command.name).kind(CommandType::ChatInput).description(line(&command.about, LONGEST_LABEL));
    for (locale, name) in names.localized(&command.local_names) {
        told = told.name_localized(locale, name);
    }
    for (locale, about) in localized(&command.local_abouts) {
        told = told.description_localized(locale, line(about, LONGEST_LABEL));
    }
    if everywhere {
        told = told
            .add_integration_type(InstallationContext::Guild)
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm]);
    }
    let mut options: Vec<&MenuOption> =
        command.options.iter().filter(|option| is_takeable(&option.name)).take(MOST).collect();
    options.sort_by_key(|option| !option.required);
    let mut names = Names::new(options.iter().map(|option| option.name.as_str()));
    told.set_options(options.into_iter().map(|option| option_of(option, &mut names)).collect())
}

fn option_of<'a>(option: &'a MenuOption, names: &mut Names<'a>) -> CreateCommandOption {
    let kind = match option.kind {
        OptionKind::Number { .. } => CommandOptionType::Integer,
        OptionKind::Words { .. } | OptionKind::OneOf(_) => CommandOptionType::String,
    };
    let mut told = CreateCommandOption::new(kind, &option.name, line(&option.about, LONGEST_LABEL))
        .required(option.required)
        .set_autocomplete(option.completes.is_some() && !matches!(option.kind, OptionKind::OneOf(_)));
    for (locale, name) in names.localized(&option.local_names) {
        told = told.name_localized(locale, name);
    }
    for (locale, about) in localized(&option.local_abouts) {
        told = told.description_localized(locale, line(about, LONGEST_LABEL));
    }
    match &option.kind {
        OptionKind::Number { least, most } => told.min_int_value(u64::from(*least)).max_int_value(u64::from(*most)),
        OptionKind::Words { longest } => told.max_length((*longest).clamp(1, LONGEST_WORDS)),
        OptionKind::OneOf(offers) => {
            let fits = |value: &str| (1..=LONGEST_LABEL).contains(&value.chars().count());
            offers.iter().filter(|offer| fits(&offer.value)).take(MOST).fold(told, |told, offer| {
                let labels = localized(&offer.local_labels).map(|(locale, label)| (locale, line(label, LONGEST_LABEL)));
                told.add_string_choice_localized(line(&offer.label, LONGEST_LABEL), &offer.value, labels)
            })
        }
    }
}

/// Whether Discord takes this as a name.
fn is_takeable(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && name.to_lowercase() == name
}

/// Words with the names of the languages that Discord calls theirs.
fn localized(words: &[(Language, String)]) -> impl Iterator<Item = (&'static str, &str)> {
    words.iter().flat_map(|(language, words)| locales(*language).map(move |locale| (locale, words.as_str())))
}

/// What Discord calls a language; nothing, where it hasn't it.
fn locales(language: Language) -> impl Iterator<Item = &'static str> {
    LOCALES.into_iter().filter(move |locale| locale.split('-').next() == Some(language.code()))
}

/// The names that are taken, in English and in each language: Discord takes none twice.
struct Names<'a>(HashSet<(&'static str, &'a str)>, HashSet<&'a str>);

impl<'a> Names<'a> {
    fn new(english: impl Iterator<Item = &'a str>) -> Self {
        Self(HashSet::new(), english.collect())
    }

    /// The names in Discord's languages that are good and not taken, which they are from now on.
    fn localized(&mut self, names: &'a [(Language, String)]) -> Vec<(&'static str, &'a str)> {
        let Self(taken, english) = self;
        let free = |(locale, name): &(&'static str, &'a str)| {
            is_takeable(name) && !english.contains(name) && taken.insert((*locale, *name))
        };
        localized(names).filter(free).collect()
    }
}

/// What of a command matters: what can be registered.
const TOLD: [&str; 18] = [
    "autocomplete",
    "choices",
    "contexts",
    "default_member_permissions",
    "description",
    "description_localizations",
    "integration_types",
    "max_length",
    "max_value",
    "min_length",
    "min_value",
    "name",
    "name_localizations",
    "nsfw",
    "options",
    "required",
    "type",
    "value",
];

/// A list of commands in a form in which two that mean the same are equal, whoever wrote them: in order, with what was
/// left out left out, and without what Discord adds. Where they can be used is Discord's to say of a guild's commands.
fn comparable(commands: &Value, everywhere: bool) -> Vec<Value> {
    let mut commands: Vec<Value> = commands.as_array().into_iter().flatten().map(essence).collect();
    for command in commands.iter_mut().filter(|_| !everywhere).filter_map(Value::as_object_mut) {
        command.retain(|name, _| !matches!(name.as_str(), "contexts" | "integration_types"));
    }
    commands.sort_by_cached_key(Value::to_string);
    commands
}

fn essence(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| TOLD.contains(&name.as_str()));
            let told = told.map(|(name, value)| match name.as_str() {
                "name_localizations" | "description_localizations" => (name.clone(), without_nothing(value)),
                "contexts" | "integration_types" => (name.clone(), in_order(value)),
                _ => (name.clone(), essence(value)),
            });
            Value::Object(told.filter(|(_, value)| !is_nothing(value)).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(essence).collect()),
        Value::Number(number) => Value::Number(whole(number)),
        value => value.clone(),
    }
}

/// Names of languages are any.
fn without_nothing(value: &Value) -> Value {
    let Value::Object(fields) = value else { return Value::Null };
    let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
    Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>())
}

fn in_order(value: &Value) -> Value {
    let mut items = value.as_array().cloned().unwrap_or_default();
    items.sort_by_cached_key(Value::to_string);
    Value::Array(items)
}

/// Whether leaving it out means the same.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

/// `1.0` is `1`.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: &Number) -> Number {
    let whole = number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| Number::from(n as i64));
    whole.unwrap_or_else(|| number.clone())
}

#[cfg(test)]
mod tests;
