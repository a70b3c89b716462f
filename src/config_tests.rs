//! Where settings come from, which wins, and what is said about those that can't be used.

use super::*;

/// Names and values.
type Variables<'a> = &'a [(&'a str, &'a str)];

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file can be written");
        path.display().to_string()
    }

    /// Loads from a settings file with this text, and these variables.
    fn load(&self, text: &str, variables: Variables<'_>) -> Result<Settings, Vec<String>> {
        self.load_with(text, variables, Flags::default())
    }

    fn load_with(&self, text: &str, variables: Variables<'_>, flags: Flags) -> Result<Settings, Vec<String>> {
        let config = Some(PathBuf::from(self.file("s.toml", text)));
        let variables = variables.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        let here = format!("{}/", self.folder.path().display());
        Settings::load(&Flags { config, ..flags }, variables)
            .map_err(|problems| problems.into_iter().map(|p| p.to_string().replace(&here, "")).collect())
    }
}

#[test]
fn without_anything_the_defaults_hold() {
    let settings = Desk::new().load("", &[("PATH", "/bin"), ("OUTREACHED", "no")]).expect("nothing is wrong");
    let expected = Settings {
        data_dir: "data".into(),
        database_url: None,
        key_file: "data/key".into(),
        content: None,
        review: Review::OrganisationsAndFlagged,
        log_format: LogFormat::Text,
        unused: Vec::new(),
    };
    assert_eq!(settings, expected);
    assert_eq!(settings.sqlite_file(), PathBuf::from("data/outreach.db"));
    assert!(settings.database_is_a_file());
}

#[test]
fn the_later_source_wins() {
    let desk = Desk::new();
    let file = "data_dir = 'from-file'\nreview = 'all'\n[log]\nformat = 'json'\n";
    let settings = desk.load(file, &[]).expect("the file is right");
    assert_eq!(settings.data_dir, PathBuf::from("from-file"));
    assert_eq!(settings.key_file, PathBuf::from("from-file/key"));
    assert_eq!((settings.review, settings.log_format), (Review::All, LogFormat::Json));

    let variables = [("OUTREACH_DATA_DIR", "from-env"), ("OUTREACH_LOG__FORMAT", "text"), ("OUTREACH_REVIEW", "")];
    let settings = desk.load(file, &variables).expect("the variables are right");
    assert_eq!(settings.data_dir, PathBuf::from("from-env"));
    assert_eq!((settings.review, settings.log_format), (Review::All, LogFormat::Text), "an empty variable is none");

    let flags = Flags { data_dir: Some("from-flag".into()), log_format: Some(LogFormat::Json), ..Flags::default() };
    let settings = desk.load_with(file, &variables, flags).expect("the flags are right");
    assert_eq!((settings.data_dir, settings.log_format), (PathBuf::from("from-flag"), LogFormat::Json));
}

#[test]
fn a_secret_may_be_in_a_file_and_is_never_shown() {
    let desk = Desk::new();
    let held = desk.file("url", "postgres://bot:hush@localhost/bot\n");
    let toml = format!("[database]\nurl_file = '{held}'\n");
    for settings in [
        desk.load(&toml, &[]),
        desk.load("", &[("OUTREACH_DATABASE__URL_FILE", &held)]),
        desk.load("[database]\nurl = 'sqlite:x'", &[("OUTREACH_DATABASE__URL_FILE", &held)]),
    ] {
        let settings = settings.expect("the file can be read");
        let url = settings.database_url.as_ref().expect("the address is set");
        assert_eq!(url.reveal(), "postgres://bot:hush@localhost/bot");
        assert!(!settings.database_is_a_file());
        assert!(!format!("{settings:?}").contains("hush"));
    }
}

#[test]
fn settings_of_later_versions_are_known_and_named() {
    let toml = "[telegram]\ntoken = 't'\nwebhook.listen = '[::1]:80'\n[matrix]\nhomeserver = 'https://example.org'";
    let settings = Desk::new().load(toml, &[("OUTREACH_DISCORD__TOKEN", "t")]).expect("all are known");
    assert_eq!(settings.unused, ["discord.token", "matrix.homeserver", "telegram.token", "telegram.webhook.listen"]);
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_cure() {
    let desk = Desk::new();
    let empty = desk.file("empty", "\n");
    let empty_place = format!("url_file = '{empty}'");
    let cases: &[(&str, Variables<'_>, &str)] = &[
        ("dat_dir = 'x'", &[], "s.toml, line 1, has the unknown setting dat_dir: did you mean data_dir?"),
        (
            "\n[telegram]\ntokn = 'x'",
            &[],
            "s.toml, line 3, has the unknown setting telegram.tokn: did you mean telegram.token?",
        ),
        (
            "[telegrm]\ntoken = 'x'\napi_url = 'y'",
            &[],
            "s.toml, line 1, has the unknown setting telegrm.token: did you mean telegram.token?",
        ),
        ("data_dir_file = 'x'", &[], "s.toml, line 1, has the unknown setting data_dir_file: did you mean data_dir?"),
        ("\ndata_dir = 5", &[], "s.toml, line 2, gives data_dir as an integer: write it as text in quotes."),
        ("review = true", &[], "s.toml, line 1, gives review as a boolean: write it as text in quotes."),
        ("[review]\nall = true", &[], "s.toml, line 1, gives review as a table: write it as text in quotes."),
        ("log = 'json'", &[], "s.toml, line 1, gives log as a string: write a section [log] with settings of its own."),
        (
            "review = 'some'",
            &[],
            "s.toml, line 1, gives review a value that can't be used: write organisations or all.",
        ),
        (
            "http.listen = '8080'",
            &[],
            "s.toml, line 1, gives http.listen a value that can't be used: write an address and port, such as 127.0.0.1:8080.",
        ),
        (
            "database.url = 'mysql://hush'",
            &[],
            "s.toml, line 1, gives database.url a value that can't be used: write an address that begins with postgres:// or sqlite:.",
        ),
        (
            "",
            &[("OUTREACH_TELEGRAM_TOKEN", "hush")],
            "the variable OUTREACH_TELEGRAM_TOKEN is no setting of outreach-bot: did you mean OUTREACH_TELEGRAM__TOKEN?",
        ),
        (
            "",
            &[("OUTREACH_DATA_DIRR", "x")],
            "the variable OUTREACH_DATA_DIRR is no setting of outreach-bot: did you mean OUTREACH_DATA_DIR?",
        ),
        (
            "",
            &[("OUTREACH_LOG__FORMAT", "xml")],
            "the variable OUTREACH_LOG__FORMAT gives log.format a value that can't be used: write text or json.",
        ),
        (
            "",
            &[("OUTREACH_DATABASE__URL", "sqlite:x"), ("OUTREACH_DATABASE__URL_FILE", "y")],
            "the variable OUTREACH_DATABASE__URL_FILE gives database.url a second time, as a value and as a file: keep one of them.",
        ),
        (
            "[matrix]\npassword_file = 'nowhere/at/all'",
            &[],
            "s.toml, line 2, names nowhere/at/all as the file with matrix.password, which can't be read (there is nothing of that name).",
        ),
    ];
    for (toml, variables, expected) in cases {
        let problems = desk.load(toml, variables).expect_err(expected);
        assert_eq!(problems.first().map(String::as_str), Some(*expected));
        assert!(!problems.concat().contains("hush"), "{problems:?}");
    }
    let problems = desk.load(&format!("[database]\n{empty_place}"), &[]).expect_err("the file is empty");
    assert!(problems[0].ends_with("as the file with database.url, which is empty."), "{problems:?}");
    let problems = desk.load("a = 1\nb = [", &[]).expect_err("the file is broken");
    assert!(problems[0].starts_with("s.toml, line 2, isn't valid TOML: "), "{problems:?}");
}

#[test]
fn every_problem_is_found_at_once() {
    let problems =
        Desk::new().load("dat_dir = 'x'\nreview = 'some'", &[("OUTREACH_X", "")]).expect_err("three things are wrong");
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let flags = Flags { config: Some("nowhere.toml".into()), ..Flags::default() };
    let problems = Settings::load(&flags, []).expect_err("there is no such file");
    assert_eq!(
        problems[0].to_string(),
        "the settings file nowhere.toml can't be read (there is nothing of that name): check --config."
    );
}
