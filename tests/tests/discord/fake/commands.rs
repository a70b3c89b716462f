//! Commands: what is registered, and what is refused.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Village, call, faults, get, refused};

fn place(village: &Village) -> String {
    format!("/applications/{}/commands", village.fake.application())
}

pub(crate) fn register(village: &Village, commands: &Value) -> Value {
    let (status, kept) = call(&village.fake, Method::PUT, &place(village), commands);
    assert_eq!(status, 200, "{kept}");
    kept
}

fn command(name: &str) -> Value {
    json!({"name": name, "description": "About it"})
}

#[test]
fn ids_stay_and_versions_tell_changes() {
    let village = Village::new();
    let first = register(&village, &json!([command("help"), command("rec")]));
    let mut changed = command("rec");
    changed["description"] = json!("Something else");
    let second = register(&village, &json!([command("help"), changed]));
    assert_eq!((&first[0], &first[1]["id"]), (&second[0], &second[1]["id"]));
    assert_ne!(first[1]["version"], second[1]["version"]);
    let third = register(&village, &json!([command("rec")]));
    assert_eq!(third.as_array().map(Vec::len), Some(1));
}

#[test]
fn other_languages_are_told_to_who_asks() {
    let village = Village::new();
    let mut help = command("help");
    help["name_localizations"] = json!({"fr": "aide", "es-ES": "ayuda"});
    register(&village, &json!([help]));
    let plain = get(&village.fake, &place(&village)).1;
    assert!(plain[0].get("name_localizations").is_none());
    let whole = get(&village.fake, &format!("{}?with_localizations=true", place(&village))).1;
    assert_eq!(whole[0]["name_localizations"]["fr"], json!("aide"));
}

#[test]
fn names_and_options_keep_their_rules() {
    let village = Village::new();
    let put = |command: Value, at: &str| faults(&village.fake, Method::PUT, &place(&village), &json!([command]), at);
    for bad in ["Help", "two words", "dot."] {
        assert_eq!(put(command(bad), "0.name"), ["APPLICATION_COMMAND_INVALID_NAME"], "{bad}");
    }
    register(&village, &json!([command("aide-mémoire"), command("सहायता")]));
    let mut odd = command("help");
    odd["name_localizations"] = json!({"xx": "help"});
    assert_eq!(put(odd, "0.name_localizations.xx"), ["DICT_TYPE_INVALID_KEY"]);
    let option =
        |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    let with = |options: Value| json!({"name": "rec", "description": "x", "options": options});
    let late = with(json!([option("a", false), option("b", true)]));
    assert_eq!(put(late, "0.options.1"), ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]);
    let many: Vec<Value> = (0..26).map(|n| option(&n.to_string(), false)).collect();
    assert_eq!(put(with(json!(many)), "0.options"), ["BASE_TYPE_BAD_LENGTH"]);
    let mut both = option("a", true);
    both["choices"] = json!([{"name": "x", "value": "x"}]);
    both["autocomplete"] = json!(true);
    let codes = put(with(json!([both])), "0.options.0");
    assert_eq!(codes, ["APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES"]);
    let twice = json!([command("help"), command("help")]);
    let codes = faults(&village.fake, Method::PUT, &place(&village), &twice, "1.name");
    assert_eq!(codes, ["APPLICATION_COMMANDS_DUPLICATE_NAME"]);
    let hundred: Vec<Value> = (0..101).map(|n| command(&n.to_string())).collect();
    assert_eq!(refused(&village.fake, Method::PUT, &place(&village), &json!(hundred)), (400, 30_032));
}

#[test]
fn a_guilds_own_commands_are_its_own() {
    let village = Village::new();
    let path = format!("/applications/{}/guilds/{}/commands", village.fake.application(), village.guild.0);
    assert_eq!(call(&village.fake, Method::PUT, &path, &json!([command("help")])).0, 200);
    village.fake.look(|world| {
        assert!(world.commands(None).is_empty());
        assert_eq!(world.commands(Some(village.guild))[0]["guild_id"], json!(village.guild.0.to_string()));
    });
    village.fake.remove_bot(village.guild);
    assert_eq!(refused(&village.fake, Method::PUT, &path, &json!([])), (403, 50_001));
}

#[test]
#[should_panic(expected = "has registered no command")]
fn people_use_only_what_is_registered() {
    let village = Village::new();
    village.fake.slash(village.asha, village.square, "help", &[]);
}
