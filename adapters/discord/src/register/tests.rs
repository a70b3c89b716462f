use serde_json::json;

use super::*;
use crate::api::Api;
use crate::menu::{Joins, Offer};
use crate::stand_in::{Server, answer, fine, refused};

fn words(words: &[(Language, &str)]) -> Vec<(Language, String)> {
    words.iter().map(|(language, words)| (*language, (*words).to_owned())).collect()
}

fn option(name: &str, required: bool, kind: OptionKind) -> MenuOption {
    MenuOption {
        name: name.to_owned(),
        local_names: words(&[(Language::French, "numéro"), (Language::Spanish, "Número")]),
        about: "Which one".to_owned(),
        local_abouts: words(&[(Language::French, "Lequel")]),
        required,
        kind,
        completes: Some(bot_core::platform::Blank::Recommendation),
        joins: Joins::Plain,
    }
}

fn command(name: &str, options: Vec<MenuOption>) -> MenuCommand {
    MenuCommand {
        name: name.to_owned(),
        local_names: words(&[(Language::French, "recommandation"), (Language::Spanish, "recomendación")]),
        about: "Shows it".to_owned(),
        local_abouts: words(&[(Language::Spanish, "La muestra")]),
        options,
        private: false,
        stands_for: name.to_owned(),
    }
}

fn registered(commands: Vec<MenuCommand>, everywhere: bool) -> Value {
    serde_json::to_value(wanted(&CommandMenu { commands }, everywhere)).expect("a payload is JSON")
}

#[test]
fn commands_are_told_in_every_language_that_discord_has() {
    let labels = words(&[(Language::French, "Oui")]);
    let offers = vec![Offer { value: "yes".to_owned(), label: "Yes".to_owned(), local_labels: labels }];
    let options = vec![
        option("search", false, OptionKind::Words { longest: 9_000 }),
        option("number", true, OptionKind::Number { least: 1, most: 13 }),
        option("sure", false, OptionKind::OneOf(offers)),
    ];
    let told = registered(vec![command("recommendation", options)], true);
    let expected = json!([{
        "type": 1,
        "name": "recommendation",
        "name_localizations": { "fr": "recommandation", "es-ES": "recomendación", "es-419": "recomendación" },
        "description": "Shows it",
        "description_localizations": { "es-ES": "La muestra", "es-419": "La muestra" },
        "contexts": [0, 1],
        "integration_types": [0],
        "options": [
            {
                "type": 4, "name": "number", "description": "Which one", "required": true, "autocomplete": true,
                "name_localizations": { "fr": "numéro" }, "description_localizations": { "fr": "Lequel" },
                "min_value": 1, "max_value": 13,
            },
            {
                "type": 3, "name": "search", "description": "Which one", "autocomplete": true, "max_length": 6000,
                "description_localizations": { "fr": "Lequel" },
            },
            {
                "type": 3, "name": "sure", "description": "Which one", "description_localizations": { "fr": "Lequel" },
                "choices": [{ "name": "Yes", "value": "yes", "name_localizations": { "fr": "Oui" } }],
            },
        ],
    }]);
    assert_eq!(comparable(&told, true), comparable(&expected, true));
    let here = registered(vec![command("recommendation", Vec::new())], false);
    assert_eq!((here[0].get("contexts"), here[0].get("integration_types")), (None, None));
}

#[test]
fn what_discord_would_refuse_is_left_out_or_cut() {
    let mut long = command("about", vec![option("Two words", false, OptionKind::Words { longest: 0 }); 30]);
    long.about = "é".repeat(150);
    let other = command("stats", Vec::new());
    let told =
        registered(vec![command("Shouting", Vec::new()), long, other, command(&"x".repeat(33), Vec::new())], true);
    let names: Vec<_> = told.as_array().into_iter().flatten().filter_map(|c| c["name"].as_str()).collect();
    assert_eq!(names, ["about", "stats"]);
    assert_eq!(told[0]["description"].as_str().map(|about| about.chars().count()), Some(100));
    assert_eq!(told[0]["options"], json!([]));
    assert_eq!(told[0]["name_localizations"]["fr"], "recommandation");
    assert_eq!(told[1]["name_localizations"], json!({}), "a name that is taken");
}

#[test]
fn languages_are_those_that_discord_has() {
    for language in Language::ALL {
        let expected: &[&str] = match language {
            // What all others fall back to.
            Language::English => &[],
            Language::French => &["fr"],
            Language::Spanish => &["es-419", "es-ES"],
            Language::Portuguese => &["pt-BR"],
            Language::Russian => &["ru"],
            Language::Chinese => &["zh-CN"],
            Language::German => &["de"],
            // No app of Discord's speaks them.
            Language::Arabic | Language::Bengali | Language::Nepali | Language::Swahili => &[],
        };
        assert_eq!(locales(language).collect::<Vec<_>>(), expected, "{language:?}");
    }
}

#[test]
fn what_discord_objects_to_is_told_by_the_commands_names() {
    let commands = ["ask", "stats"].map(|name| command(name, Vec::new()));
    let wanted = wanted(&CommandMenu { commands: commands.into() }, true);
    let objections = |places: &[&str]| {
        let code = "BASE_TYPE_REQUIRED".to_owned();
        let objection = |place: &&str| Objection { place: (*place).to_owned(), code: code.clone() };
        named(&places.iter().map(objection).collect::<Vec<_>>(), &wanted)
    };
    assert_eq!(objections(&[]), None);
    assert_eq!(objections(&["1"]).as_deref(), Some("stats: BASE_TYPE_REQUIRED"));
    assert_eq!(
        objections(&["0.options.2.name", "1.name_localizations.fr"]).as_deref(),
        Some("ask.options.2.name: BASE_TYPE_REQUIRED, stats.name_localizations.fr: BASE_TYPE_REQUIRED")
    );
    // However it may be put.
    assert_eq!(
        objections(&["", "7.name", "guild"]).as_deref(),
        Some("BASE_TYPE_REQUIRED, 7.name: BASE_TYPE_REQUIRED, guild: BASE_TYPE_REQUIRED")
    );
}

#[test]
fn names_are_small_letters_of_any_script() {
    for good in ["ask", "rec-8", "foc_3", "déclaration", "поддержать", "支持", "x"] {
        assert!(is_takeable(good), "{good}");
    }
    for bad in ["", "Ask", "two words", "a/b", "what?", "É", &"x".repeat(33)] {
        assert!(!is_takeable(bad), "{bad}");
    }
}

#[test]
fn how_discord_repeats_a_command_makes_no_difference() {
    let number = option("number", true, OptionKind::Number { least: 1, most: 13 });
    let told = registered(vec![command("recommendation", vec![number]), command("stats", Vec::new())], true);
    let mut repeated = told.clone();
    repeated.as_array_mut().expect("a list").reverse();
    for command in repeated.as_array_mut().expect("a list") {
        let command = command.as_object_mut().expect("a command");
        for (name, value) in [
            ("id", json!("5")),
            ("application_id", json!("90")),
            ("version", json!("7")),
            ("default_member_permissions", json!(null)),
            ("dm_permission", json!(true)),
            ("nsfw", json!(false)),
            ("contexts", json!([1, 0])),
            ("name_localized", json!("recommandation")),
        ] {
            command.insert(name.to_owned(), value);
        }
        for option in command["options"].as_array_mut().into_iter().flatten() {
            let option = option.as_object_mut().expect("an option");
            option.insert("min_value".to_owned(), json!(1.0));
            option.insert("min_length".to_owned(), json!(null));
            option.remove("choices");
        }
    }
    assert_eq!(comparable(&repeated, true), comparable(&told, true));
    for (at, value) in [
        ("/0/description", json!("new")),
        ("/1/options/0/max_value", json!(14)),
        ("/1/name_localizations/fr", json!("x")),
    ] {
        let mut other = repeated.clone();
        *other.pointer_mut(at).expect(at) = value;
        assert_ne!(comparable(&other, true), comparable(&told, true), "{at}");
    }
    assert_ne!(comparable(&json!([]), true), comparable(&told, true));
}

async fn registers(known: Value, guild: Option<u64>) -> Vec<String> {
    let server =
        Server::start(move |call| if call.what.starts_with("GET") { answer(200, &known) } else { fine() }).await;
    let api = Api::new(&server.settings).expect("an API");
    let sender = Sender::new(api, server.settings.limits);
    let menu = CommandMenu { commands: vec![command("stats", Vec::new())] };
    register(&sender, ApplicationId::new(90), guild.map(GuildId::new), &menu).await;
    server.all_calls().into_iter().map(|call| call.what).collect()
}

#[tokio::test]
async fn commands_are_replaced_only_where_they_differ() {
    let same = registered(vec![command("stats", Vec::new())], true);
    assert_eq!(registers(same, None).await, ["GET /applications/90/commands"]);
    let calls = registers(json!([{ "id": "1", "name": "old", "type": 1 }]), None).await;
    assert_eq!(calls, ["GET /applications/90/commands", "PUT /applications/90/commands"]);
    let there = registers(json!([]), Some(1)).await;
    assert_eq!(there, ["GET /applications/90/guilds/1/commands", "PUT /applications/90/guilds/1/commands"]);
    // Discord also says of a guild's commands where they can be used, though it isn't asked.
    let mut same = registered(vec![command("stats", Vec::new())], false);
    same[0]["integration_types"] = json!([0]);
    same[0]["contexts"] = json!(null);
    assert_eq!(registers(same, Some(1)).await, ["GET /applications/90/guilds/1/commands"]);
}

#[tokio::test]
async fn a_refusal_stops_nothing() {
    let server = Server::start(|_| refused(403, 50_001)).await;
    let api = Api::new(&server.settings).expect("an API");
    let sender = Sender::new(api, server.settings.limits);
    register(&sender, ApplicationId::new(90), Some(GuildId::new(1)), &CommandMenu::default()).await;
    assert_eq!(server.story().len(), 1, "it isn't tried again");
}
