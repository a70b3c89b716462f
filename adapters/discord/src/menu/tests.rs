use super::*;

fn option(name: &str, joins: Joins) -> MenuOption {
    MenuOption {
        name: name.to_owned(),
        local_names: Vec::new(),
        about: "something".to_owned(),
        local_abouts: Vec::new(),
        required: false,
        kind: OptionKind::Words { longest: 100 },
        completes: None,
        joins,
    }
}

fn command(options: Vec<MenuOption>) -> MenuCommand {
    MenuCommand {
        name: "rec".to_owned(),
        local_names: Vec::new(),
        about: "shows something".to_owned(),
        local_abouts: Vec::new(),
        options,
        private: false,
        stands_for: "recommendation".to_owned(),
    }
}

fn joined(command: &MenuCommand, values: &[(&str, &str)]) -> String {
    let values = values.to_vec();
    command.arguments(|option| values.iter().find(|(name, _)| *name == option.name).map(|(_, value)| *value))
}

#[test]
fn values_are_joined_as_the_bot_reads_them() {
    let settings = command(vec![
        option("news", Joins::Plain),
        option("quiet", Joins::Worded("quiet")),
        option("timezone", Joins::Worded("timezone")),
    ]);
    assert_eq!(joined(&settings, &[]), "");
    assert_eq!(joined(&settings, &[("timezone", " Asia/Kathmandu ")]), "timezone Asia/Kathmandu");
    let all = [("timezone", "UTC"), ("news", "daily"), ("quiet", "22:00-07:00")];
    assert_eq!(joined(&settings, &all), "daily quiet 22:00-07:00 timezone UTC");
}

#[test]
fn bars_keep_each_value_in_its_place() {
    let pledge = command(["name", "country", "affiliation"].map(|name| option(name, Joins::Barred)).to_vec());
    assert_eq!(joined(&pledge, &[]), "");
    assert_eq!(joined(&pledge, &[("name", "Ana")]), "Ana");
    assert_eq!(joined(&pledge, &[("name", "Ana"), ("affiliation", "Rayznews")]), "Ana |  | Rayznews");
    assert_eq!(joined(&pledge, &[("country", "Nepal")]), " | Nepal");
    assert_eq!(joined(&pledge, &[("name", "Ana | Nepal"), ("country", " ")]), "Ana / Nepal");
}

#[test]
fn names_lead_to_what_was_registered() {
    let menu = CommandMenu { commands: vec![command(vec![option("number", Joins::Plain)])] };
    let found = menu.command("rec").and_then(|command| command.option("number"));
    assert_eq!(found.map(|option| option.joins), Some(Joins::Plain));
    assert!(menu.command("recommendation").is_none());
}
