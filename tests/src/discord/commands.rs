//! Application commands: <https://discord.com/developers/docs/interactions/application-commands>. Only slash commands,
//! without subcommands.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Fake;
use super::form::{Form, Path, field};
use super::refusal::{Answer, Refusal};
use super::routes::Meant;
use super::state::State;
use super::world::ChannelId;

/// <https://discord.com/developers/docs/reference#locales>
const LOCALES: [&str; 32] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
];
const KNOWN: [&str; 15] = [
    "id",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "default_permission",
    "integration_types",
    "contexts",
    "type",
    "nsfw",
    "handler",
    "version",
];
const OPTION: [&str; 14] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "choices",
    "options",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "autocomplete",
];
/// The most commands in a guild, or everywhere.
const MOST: usize = 100;
/// The most code points of a command in all: names, descriptions and values of its longest language.
const WHOLE: usize = 8_000;

/// Whether this is a command's or option's name: `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in small letters
/// where there are any.
fn is_name(name: &str) -> bool {
    let fits =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '\u{900}'..='\u{97F}' | '\u{E00}'..='\u{E7F}');
    (1..=32).contains(&name.chars().count()) && name.chars().all(fits) && name.to_lowercase() == name
}

fn name(form: &mut Form, path: &Path, value: &Value) -> String {
    let name = form.required(path, value, 1, 32);
    if value.is_string() && !is_name(name) {
        form.fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
    name.to_owned()
}

/// Reads the same words in other languages; gives the length of the longest.
fn localizations(form: &mut Form, path: &Path, value: &Value, most: usize, names: bool) -> usize {
    let Value::Object(fields) = value else {
        form.object(path, value, &[]);
        return 0;
    };
    let mut longest = 0;
    for (locale, words) in fields {
        let path = path.key(locale);
        if !LOCALES.contains(&locale.as_str()) {
            form.fault(&path, "DICT_TYPE_INVALID_KEY", &format!("Locale '{locale}' is not available."));
        }
        let words = if names { name(form, &path, words) } else { form.text(&path, words, 1, most).to_owned() };
        longest = longest.max(words.chars().count());
    }
    longest
}

/// Reads a command; gives it in Discord's own form, without ids.
fn command(form: &mut Form, path: &Path, value: &Value) -> Option<Value> {
    let fields = form.object(path, value, &KNOWN)?;
    let called = name(form, &path.key("name"), field(fields, "name"));
    let about = form.required(&path.key("description"), field(fields, "description"), 1, 100).to_owned();
    let kind = form.number(&path.key("type"), field(fields, "type"), 1, 1, 1);
    let mut letters = called.chars().count().max(localizations(
        form,
        &path.key("name_localizations"),
        field(fields, "name_localizations"),
        32,
        true,
    ));
    letters += about.chars().count().max(localizations(
        form,
        &path.key("description_localizations"),
        field(fields, "description_localizations"),
        100,
        false,
    ));
    let place = path.key("options");
    let (mut seen, mut optional) = (BTreeSet::new(), false);
    let mut options = Vec::new();
    for (at, value) in form.list(&place, field(fields, "options"), 0, 25).iter().enumerate() {
        let place = place.index(at);
        let Some(fields) = form.object(&place, value, &OPTION) else { continue };
        let (option, length) = option(form, &place, fields);
        letters += length;
        let required = option["required"].as_bool().unwrap_or_default();
        if required && optional {
            let words = "Required options must be placed before non-required options";
            form.fault(&place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words);
        }
        optional |= !required;
        if !seen.insert(option["name"].as_str().unwrap_or_default().to_owned()) {
            form.fault(
                &place,
                "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
                "Option name already exists in the options list",
            );
        }
        options.push(option);
    }
    if letters > WHOLE {
        let words = format!("Command exceeds maximum size ({WHOLE})");
        form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", &words);
    }
    let permissions = field(fields, "default_member_permissions");
    if !permissions.is_null() && permissions.as_str().is_none_or(|p| p.parse::<u64>().is_err()) {
        let words = "Could not interpret value as permissions";
        form.fault(&path.key("default_member_permissions"), "PERMISSIONS_TYPE_COERCE", words);
    }
    let or = |key: &str, default: Value| match field(fields, key) {
        Value::Null => default,
        given => given.clone(),
    };
    Some(json!({
        "type": kind, "name": called, "description": about, "options": options,
        "name_localizations": or("name_localizations", Value::Null),
        "description_localizations": or("description_localizations", Value::Null),
        "default_member_permissions": permissions, "dm_permission": or("dm_permission", json!(true)),
        "integration_types": or("integration_types", json!([0])), "contexts": or("contexts", Value::Null),
        "nsfw": or("nsfw", json!(false)),
    }))
}

fn option(form: &mut Form, path: &Path, fields: &Map<String, Value>) -> (Value, usize) {
    let kind = form.number(&path.key("type"), field(fields, "type"), 3, 11, 0);
    if kind == 0 {
        form.missing(&path.key("type"));
    }
    let called = name(form, &path.key("name"), field(fields, "name"));
    let about = form.required(&path.key("description"), field(fields, "description"), 1, 100).to_owned();
    let names = localizations(form, &path.key("name_localizations"), field(fields, "name_localizations"), 32, true);
    let place = path.key("description_localizations");
    let abouts = localizations(form, &place, field(fields, "description_localizations"), 100, false);
    let mut letters = called.chars().count().max(names) + about.chars().count().max(abouts);
    let place = path.key("choices");
    let choices = form.list(&place, field(fields, "choices"), 0, 25);
    let completes = form.flag(&path.key("autocomplete"), field(fields, "autocomplete"));
    if completes && !choices.is_empty() {
        let words = "Autocomplete can't be used together with choices";
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES", words);
    }
    if !matches!(kind, 3 | 4 | 10) && (completes || !choices.is_empty()) {
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type of option has no choices");
    }
    let mut seen = BTreeSet::new();
    for (at, choice) in choices.iter().enumerate() {
        let place = place.index(at);
        let Some(choice) = form.object(&place, choice, &["name", "name_localizations", "value"]) else { continue };
        let label = form.required(&place.key("name"), field(choice, "name"), 1, 100).to_owned();
        let others =
            localizations(form, &place.key("name_localizations"), field(choice, "name_localizations"), 100, false);
        letters += label.chars().count().max(others);
        let value = field(choice, "value");
        match (kind, value) {
            (3, Value::String(text)) => letters += form.text(&place.key("value"), value, 1, 100).len().min(text.len()),
            (4, Value::Number(number)) if number.is_i64() => {}
            (10, Value::Number(_)) => {}
            _ => form.fault(&place.key("value"), "CHOICE_TYPE_COERCE", "The value doesn't fit the option's type"),
        }
        if !seen.insert(label) {
            let words = "Option choice name already exists";
            form.fault(&place.key("name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS", words);
        }
    }
    for (key, least) in [("min_length", 0), ("max_length", 1)] {
        form.number(&path.key(key), field(fields, key), least, 6_000, least);
        if kind != 3 && !field(fields, key).is_null() {
            form.ignores(&path.key(key));
        }
    }
    for key in ["min_value", "max_value"] {
        if !matches!(kind, 4 | 10) && !field(fields, key).is_null() {
            form.ignores(&path.key(key));
        }
    }
    let mut kept = json!({"type": kind, "name": called, "description": about});
    for key in OPTION.iter().filter(|key| !["type", "name", "description"].contains(key)) {
        // What is the default isn't told back.
        let value = field(fields, key);
        let default = value.is_null() || (*key == "required" && *value == json!(false));
        if !default {
            kept[*key] = value.clone();
        }
    }
    (kept, letters)
}

impl Fake {
    /// These commands have been registered everywhere for long, as [`super::World::commands`] showed them elsewhere.
    pub fn register(&self, commands: &[Value]) {
        self.act(|state| {
            let own = |mut command: Value| {
                command["application_id"] = json!(state.application.to_string());
                command
            };
            let commands = commands.iter().cloned().map(own).collect();
            state.commands.insert(None, commands);
        });
    }
}

impl State {
    fn commands_of(&self, meant: &Meant) -> Result<Option<u64>, Refusal> {
        if meant.application != self.application {
            return Err(Refusal::unknown(10_002));
        }
        match meant.guild {
            // Without the scope for commands there is no access either.
            Some(guild) if !self.bot_is_in(guild) => Err(Refusal::access()),
            guild => Ok(guild),
        }
    }

    pub(super) fn get_commands(&self, meant: &Meant, with_localizations: bool) -> Answer {
        let scope = self.commands_of(meant)?;
        let mut all = self.commands.get(&scope).cloned().unwrap_or_default();
        if !with_localizations {
            all.iter_mut().for_each(strip);
        }
        Ok(all.into())
    }

    pub(super) fn overwrite_commands(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let scope = self.commands_of(meant)?;
        let root = Path::root();
        let Value::Array(list) = body else {
            form.fault(&root, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            form.done()?;
            return Ok(Value::Null);
        };
        if list.len() > MOST {
            return Err(Refusal::new(400, 30_032, "Maximum number of application commands reached (100)"));
        }
        let mut wanted = Vec::new();
        let mut names = BTreeSet::new();
        for (at, value) in list.iter().enumerate() {
            if let Some(command) = command(form, &root.index(at), value) {
                if !names.insert(command["name"].to_string()) {
                    let words = "Application command names must be unique";
                    form.fault(&root.index(at).key("name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", words);
                }
                wanted.push(command);
            }
        }
        form.done()?;
        let all: Vec<Value> = wanted.into_iter().map(|command| self.placed(scope, command)).collect();
        self.commands.insert(scope, all.clone());
        Ok(all.into())
    }

    /// A command with its ids: those of the command that had this name, its version if nothing changed.
    fn placed(&mut self, scope: Option<u64>, mut command: Value) -> Value {
        let before = self.commands.get(&scope).into_iter().flatten().find(|c| c["name"] == command["name"]).cloned();
        let fresh = json!(self.fresh_id().to_string());
        command["id"] = before.as_ref().map_or_else(|| fresh.clone(), |b| b["id"].clone());
        command["application_id"] = json!(self.application.to_string());
        if let Some(guild) = scope {
            command["guild_id"] = json!(guild.to_string());
        }
        let same = before.as_ref().is_some_and(|before| {
            let mut before = before.clone();
            let version = before.as_object_mut().and_then(|b| b.remove("version"));
            before == command && version.is_some()
        });
        command["version"] = before.filter(|_| same).map_or(fresh, |b| b["version"].clone());
        command
    }

    pub(super) fn create_command(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let scope = self.commands_of(meant)?;
        let read = command(form, &Path::root(), body);
        form.done()?;
        let Some(read) = read else { return Err(Refusal::new(400, 50_035, "Invalid Form Body")) };
        let placed = self.placed(scope, read);
        let all = self.commands.entry(scope).or_default();
        all.retain(|c| c["name"] != placed["name"]);
        if all.len() >= MOST {
            return Err(Refusal::new(400, 30_032, "Maximum number of application commands reached (100)"));
        }
        all.push(placed.clone());
        Ok(placed)
    }

    pub(super) fn one_command(&self, meant: &Meant) -> Answer {
        let scope = self.commands_of(meant)?;
        let id = json!(meant.command.to_string());
        let found = self.commands.get(&scope).into_iter().flatten().find(|c| c["id"] == id);
        found.cloned().ok_or_else(|| Refusal::unknown(10_063))
    }

    pub(super) fn delete_command(&mut self, meant: &Meant) -> Answer {
        let id = self.one_command(meant)?["id"].clone();
        let scope = self.commands_of(meant)?;
        self.commands.entry(scope).or_default().retain(|c| c["id"] != id);
        Ok(Value::Null)
    }

    pub(super) fn change_command(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let mut changed = self.one_command(meant)?;
        for (key, value) in body.as_object().into_iter().flatten() {
            changed[key] = value.clone();
        }
        for key in ["id", "application_id", "guild_id", "version"] {
            changed.as_object_mut().map(|c| c.remove(key));
        }
        self.delete_command(meant)?;
        self.create_command(meant, &changed, form)
    }

    /// What a person's app sends when they use or type a command.
    pub(super) fn command_data(
        &self,
        channel: ChannelId,
        name: &str,
        options: &[(&str, Value)],
        focus: Option<&str>,
    ) -> Value {
        let guild = self.channel(channel).guild;
        let theirs = guild.and_then(|guild| self.commands.get(&Some(guild))).into_iter().flatten();
        let all = self.commands.get(&None).into_iter().flatten();
        let found = theirs.chain(all).find(|c| c["name"] == json!(name));
        let command = found.unwrap_or_else(|| panic!("the bot has registered no command {name:?} here"));
        let contexts = &command["contexts"];
        let context = if guild.is_some() { json!(0) } else { json!(1) };
        let here = contexts
            .as_array()
            .map_or(guild.is_some() || command["dm_permission"] != json!(false), |all| all.contains(&context));
        assert!(here, "the command {name:?} can't be used here");
        let known = command["options"].as_array().cloned().unwrap_or_default();
        if focus.is_none() {
            for option in known.iter().filter(|o| o["required"] == json!(true)) {
                let given = options.iter().any(|(name, _)| option["name"] == json!(name));
                assert!(given, "the app doesn't send {name:?} without {}", option["name"]);
            }
        }
        let filled: Vec<Value> = options
            .iter()
            .map(|(option, value)| {
                let spec = known.iter().find(|o| o["name"] == json!(option));
                let spec = spec.unwrap_or_else(|| panic!("the command {name:?} has no option {option:?}"));
                let focused = focus == Some(*option);
                if focused {
                    assert_eq!(spec["autocomplete"], json!(true), "{option:?} asks for no suggestions");
                    // While it is typed, it is text.
                    let typed = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    return json!({"name": option, "type": spec["type"], "value": typed, "focused": true});
                }
                assert!(fits(spec, value), "the app doesn't send {value} for {option:?} of {name:?}: {spec}");
                json!({"name": option, "type": spec["type"], "value": value})
            })
            .collect();
        let mut data = json!({"id": command["id"], "name": name, "type": 1});
        if !filled.is_empty() {
            data["options"] = json!(filled);
        }
        if let Some(guild) = command.get("guild_id") {
            data["guild_id"] = guild.clone();
        }
        data
    }
}

/// Whether an app would send this for an option.
fn fits(option: &Value, value: &Value) -> bool {
    let chosen =
        option["choices"].as_array().is_none_or(|all| all.is_empty() || all.iter().any(|c| c["value"] == *value));
    let right = match option["type"].as_u64() {
        Some(3) => value.as_str().is_some_and(|text| {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            (option["min_length"].as_u64().unwrap_or(0)..=option["max_length"].as_u64().unwrap_or(6_000))
                .contains(&length)
        }),
        Some(4) => value.as_i64().is_some_and(|number| {
            (option["min_value"].as_i64().unwrap_or(i64::MIN)..=option["max_value"].as_i64().unwrap_or(i64::MAX))
                .contains(&number)
        }),
        Some(5) => value.is_boolean(),
        Some(10) => value.is_number(),
        _ => value.is_string(),
    };
    chosen && right
}

/// Other languages are told only to who asks for them.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| key != "name_localizations" && key != "description_localizations");
            fields.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}
