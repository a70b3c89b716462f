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
        discord: None,
        matrix: None,
        telegram: None,
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
fn what_does_nothing_is_named_with_the_reason() {
    let toml = "http.listen = '127.0.0.1:80'\n[matrix]\nanswer_within = '1h'\n[telegram]\nmessages_per_second = 20\n";
    let settings = Desk::new().load(toml, &[("OUTREACH_DISCORD__DEVELOPMENT_GUILD", "7")]).expect("all are known");
    let discord = match cfg!(feature = "discord") {
        true => "discord.token isn't set; set it, or remove this",
        false => "this program was built without Discord; build it with that feature, or remove this",
    };
    let telegram = match cfg!(feature = "telegram") {
        true => "telegram.token isn't set; set it, or remove this",
        false => "this program was built without Telegram; build it with that feature, or remove this",
    };
    let matrix = match cfg!(feature = "matrix") {
        true => "matrix.user isn't set; set it, or remove this",
        false => "this program was built without Matrix; build it with that feature, or remove this",
    };
    let later = "this version has no use for it yet; remove it";
    let unused: Vec<_> = settings.unused.iter().map(|u| (u.name, u.why)).collect();
    let expected = [
        ("discord.development_guild", discord),
        ("http.listen", later),
        ("matrix.answer_within", matrix),
        ("telegram.messages_per_second", telegram),
    ];
    assert_eq!(unused, expected);
    assert_eq!((settings.discord, settings.matrix, settings.telegram), (None, None, None));
}

#[cfg(feature = "discord")]
#[test]
fn a_token_is_enough_for_discord() {
    let settings = Desk::new().load("discord.token = 'MTk4.Cl2FMQ.hu-sh_1'", &[]).expect("nothing is wrong");
    let discord = settings.discord.as_ref().expect("it is served");
    assert_eq!(discord.token.reveal(), "MTk4.Cl2FMQ.hu-sh_1");
    assert_eq!(discord.api_url.as_str(), "https://discord.com/");
    assert_eq!((discord.development_guild, discord.calls_per_second), (None, 50));
    assert!(settings.unused.is_empty());
    assert!(!format!("{settings:?}").contains("hu-sh"));
}

#[cfg(feature = "discord")]
#[test]
fn everything_about_discord_can_be_set() {
    let desk = Desk::new();
    let token = desk.file("token", "MTk4.Cl2FMQ.hush\n");
    let toml = format!(
        "[discord]\ntoken_file = '{token}'\napi_url = 'http://127.0.0.1:8080/api/v10'\n\
         development_guild = 613425648685547541\ncalls_per_second = 1\n"
    );
    let discord = |variables: Variables<'_>| {
        let settings = desk.load(&toml, variables).expect("nothing is wrong");
        settings.discord.expect("it is served")
    };
    let served = discord(&[]);
    assert_eq!(served.token.reveal(), "MTk4.Cl2FMQ.hush");
    assert_eq!(served.api_url.as_str(), "http://127.0.0.1:8080/api/v10");
    assert_eq!((served.development_guild, served.calls_per_second), (Some(613_425_648_685_547_541), 1));

    let variables = [("OUTREACH_DISCORD__DEVELOPMENT_GUILD", "5"), ("OUTREACH_DISCORD__CALLS_PER_SECOND", "100000")];
    let served = discord(&variables);
    assert_eq!((served.development_guild, served.calls_per_second), (Some(5), 100_000));
}

#[cfg(feature = "discord")]
#[test]
fn what_is_wrong_about_discord_is_said_with_its_cure() {
    let token = "write the whole token that Discord's developer portal gave on the page Bot, which is three parts with \
                 dots between them (the client secret and the public key are something else).";
    let id = "write the id, which is digits alone.";
    let rate = "write a whole number from 1 to 100000.";
    let cases = [
        ("token = 'hush'", "token", token),
        ("token = 'Bot hu.sh.hush'", "token", token),
        ("token = 'hu.sh.'", "token", token),
        ("api_url = 'discord.com'", "api_url", "write an address that begins with https://, without ? and #."),
        ("development_guild = 'Plaza'", "development_guild", id),
        ("development_guild = '+5'", "development_guild", id),
        ("development_guild = 0", "development_guild", id),
        ("calls_per_second = 0", "calls_per_second", rate),
        ("calls_per_second = 100001", "calls_per_second", rate),
    ];
    let desk = Desk::new();
    for (line, name, cure) in cases {
        let problems = desk.load(&format!("[discord]\n{line}"), &[]).expect_err(line);
        let expected = format!("s.toml, line 2, gives discord.{name} a value that can't be used: {cure}");
        assert_eq!(problems, [expected]);
    }
}

#[cfg(feature = "matrix")]
#[test]
fn an_account_and_its_password_are_enough_for_matrix() {
    let toml = "[matrix]\nuser = '@bot:example.org'\npassword = 'hush'";
    let settings = Desk::new().load(toml, &[]).expect("nothing is wrong");
    let matrix = settings.matrix.as_ref().expect("it is served");
    assert_eq!((matrix.user.as_str(), matrix.homeserver.as_str()), ("@bot:example.org", "example.org"));
    assert_eq!(matrix.password.as_ref().map(Secret::reveal), Some("hush"));
    assert_eq!((&matrix.token, &matrix.recovery_key, &matrix.allow), (&None, &None, &None));
    assert_eq!((matrix.answer_within.as_secs(), matrix.events_per_second), (86_400, 50));
    assert!(settings.unused.is_empty());
    assert!(!format!("{settings:?}").contains("hush"));
}

#[cfg(feature = "matrix")]
#[test]
fn everything_about_matrix_can_be_set() {
    let desk = Desk::new();
    let token = desk.file("token", "hush\n");
    let key = desk.file("key", "EsTc hush\n");
    let toml = format!(
        "[matrix]\nuser = 'bot'\nhomeserver = 'http://127.0.0.1:8008'\ntoken_file = '{token}'\n\
         recovery_key_file = '{key}'\nallow = ['@ana:example.org', 'example.net']\nanswer_within = '90m'\n\
         events_per_second = 5\n"
    );
    let matrix = |variables: Variables<'_>| {
        let settings = desk.load(&toml, variables).expect("nothing is wrong");
        settings.matrix.expect("it is served")
    };
    let served = matrix(&[]);
    assert_eq!((served.user.as_str(), served.homeserver.as_str()), ("bot", "http://127.0.0.1:8008"));
    assert_eq!(served.token.as_ref().map(Secret::reveal), Some("hush"));
    assert_eq!(served.recovery_key.as_ref().map(Secret::reveal), Some("EsTc hush"));
    assert_eq!(served.allow, Some(vec!["@ana:example.org".to_owned(), "example.net".to_owned()]));
    assert_eq!((served.answer_within.as_secs(), served.events_per_second), (5_400, 5));

    let variables = [
        ("OUTREACH_MATRIX__ALLOW", "@ben:[::1]:8448 , example.com,"),
        ("OUTREACH_MATRIX__ANSWER_WITHIN", "0s"),
        ("OUTREACH_MATRIX__HOMESERVER", "matrix.example.com:8448"),
    ];
    let served = matrix(&variables);
    assert_eq!(served.allow, Some(vec!["@ben:[::1]:8448".to_owned(), "example.com".to_owned()]));
    assert_eq!(served.answer_within.as_secs(), 0);
    assert_eq!(served.homeserver, "matrix.example.com:8448");
}

#[cfg(feature = "matrix")]
#[test]
fn what_is_wrong_about_matrix_is_said_with_its_cure() {
    let user = "write the account's name, such as bot or @bot:example.org.";
    let server = "write the homeserver's address, such as https://matrix.example.org, or its name.";
    let names = "write users such as @ana:example.org and servers such as example.org, with commas between them.";
    let span = "write a time such as 30m, 12h or 1d, and 7 days at most.";
    let rate = "write a whole number from 1 to 100000.";
    let cases = [
        ("user = '@bot'", "user", user),
        ("user = 'bot:example.org'", "user", user),
        ("user = 'the bot'", "user", user),
        ("homeserver = 'https://example.org/?a'", "homeserver", server),
        ("homeserver = 'not a server'", "homeserver", server),
        ("homeserver = 'ftp://example.org'", "homeserver", server),
        ("allow = 'example.org, @ana'", "allow", names),
        ("allow = ','", "allow", names),
        ("allow = ['#room:example.org']", "allow", names),
        ("answer_within = '8d'", "answer_within", span),
        ("answer_within = 'd'", "answer_within", span),
        ("answer_within = '1 day'", "answer_within", span),
        ("answer_within = '99999999999999999999s'", "answer_within", span),
        ("events_per_second = 0", "events_per_second", rate),
    ];
    let desk = Desk::new();
    for (line, name, cure) in cases {
        let problems = desk.load(&format!("[matrix]\n{line}"), &[]).expect_err(line);
        let expected = format!("s.toml, line 2, gives matrix.{name} a value that can't be used: {cure}");
        assert_eq!(problems, [expected]);
    }
    for list in ["[]", "['']", "[5]"] {
        let problems = desk.load(&format!("[matrix]\nallow = {list}"), &[]).expect_err(list);
        let expected = "s.toml, line 2, gives matrix.allow as a list without names, or with something else in it: \
                        write names in quotes, or remove matrix.allow.";
        assert_eq!(problems, [expected]);
    }
    let halves = [
        (
            "password = 'hush'",
            "matrix.password is set, but not matrix.user: set it to the bot's account, such as @bot:example.org, or \
             remove matrix.password.",
        ),
        (
            "homeserver = 'https://example.org'",
            "matrix.homeserver is set, but not matrix.user: set it to the bot's account, such as @bot:example.org, or \
             remove matrix.homeserver.",
        ),
        (
            "user = 'bot'\npassword = 'hush'",
            "matrix.user names no server, and matrix.homeserver isn't set: write the whole account, such as \
             @bot:example.org, or set matrix.homeserver.",
        ),
        (
            "user = '@bot:example.org'\npassword = 'hush'\ntoken = 'hush'",
            "matrix.password and matrix.token are both set: keep one of them.",
        ),
    ];
    for (lines, expected) in halves {
        assert_eq!(desk.load(&format!("[matrix]\n{lines}"), &[]).expect_err(lines), [expected]);
    }
}

#[cfg(feature = "telegram")]
#[test]
fn a_token_is_enough_for_telegram() {
    let settings = Desk::new().load("telegram.token = '123:hush'", &[]).expect("nothing is wrong");
    let telegram = settings.telegram.as_ref().expect("it is served");
    assert_eq!(telegram.token.reveal(), "123:hush");
    assert_eq!(telegram.api_url.as_str(), "https://api.telegram.org/");
    assert_eq!((&telegram.webhook, telegram.messages_per_second), (&None, 30));
    assert!(settings.unused.is_empty());
    assert!(!format!("{settings:?}").contains("hush"));
}

#[cfg(feature = "telegram")]
#[test]
fn everything_about_telegram_can_be_set() {
    let desk = Desk::new();
    let token = desk.file("token", "123:AB-c_d\n");
    let toml = format!(
        "[telegram]\ntoken_file = '{token}'\napi_url = 'http://10.0.0.7:8081'\nmessages_per_second = 100\n\
         [telegram.webhook]\nurl = 'https://example.org/bot'\nlisten = '[::1]:80'\n"
    );
    let telegram = |variables: Variables<'_>| {
        let settings = desk.load(&toml, variables).expect("nothing is wrong");
        settings.telegram.expect("it is served")
    };
    let served = telegram(&[("OUTREACH_TELEGRAM__WEBHOOK__SECRET", "hu-sh_1")]);
    assert_eq!(served.token.reveal(), "123:AB-c_d");
    assert_eq!((served.api_url.as_str(), served.messages_per_second), ("http://10.0.0.7:8081/", 100));
    let webhook = served.webhook.expect("it was set");
    assert_eq!((webhook.url.as_str(), webhook.listen.to_string()), ("https://example.org/bot", "[::1]:80".to_owned()));
    assert_eq!(webhook.secret.as_ref().map(Secret::reveal), Some("hu-sh_1"));
    assert!(!format!("{webhook:?}").contains("hu-sh"));

    let variables = [
        ("OUTREACH_TELEGRAM__WEBHOOK__LISTEN", ""),
        ("OUTREACH_TELEGRAM__MESSAGES_PER_SECOND", "1"),
        ("OUTREACH_TELEGRAM__WEBHOOK__URL", "http://localhost:9000/"),
    ];
    let served = telegram(&variables);
    assert_eq!(served.messages_per_second, 1);
    let webhook = served.webhook.expect("it was set");
    assert_eq!((webhook.listen.to_string(), webhook.secret), ("[::1]:80".to_owned(), None), "empty is not set");
    assert_eq!(webhook.url.as_str(), "http://localhost:9000/", "nobody can read along on one's own machine");
}

#[cfg(feature = "telegram")]
#[test]
fn what_is_wrong_about_telegram_is_said_with_its_cure() {
    let token = "write the whole token that @BotFather gave, which is digits, a colon and 35 letters and signs.";
    let secret = "write 1 to 256 of the letters A to Z and a to z, digits, _ and -.";
    let long = format!("webhook.secret = '{}'", "a".repeat(257));
    let cases = [
        ("token = 'hush'", "token", token),
        ("token = '12a:hush'", "token", token),
        ("token = '12:'", "token", token),
        ("token = '12:hush more'", "token", token),
        ("webhook.secret = 'hush!'", "webhook.secret", secret),
        (&long, "webhook.secret", secret),
        ("webhook.url = 'http://example.org'", "webhook.url", "write an address that begins with https://."),
        ("webhook.url = 'https://'", "webhook.url", "write an address that begins with https://."),
        ("api_url = 'ftp://example.org'", "api_url", "write an address that begins with https://, without ? and #."),
        (
            "api_url = 'http://example.org/?a=b'",
            "api_url",
            "write an address that begins with https://, without ? and #.",
        ),
        ("webhook.listen = '8443'", "webhook.listen", "write an address and port, such as 127.0.0.1:8080."),
        ("messages_per_second = 0", "messages_per_second", "write a whole number from 1 to 100000."),
        ("messages_per_second = 'many'", "messages_per_second", "write a whole number from 1 to 100000."),
    ];
    let desk = Desk::new();
    for (line, name, cure) in cases {
        let problems = desk.load(&format!("[telegram]\n{line}"), &[]).expect_err(line);
        let expected = format!("s.toml, line 2, gives telegram.{name} a value that can't be used: {cure}");
        assert_eq!(problems, [expected]);
    }
    for line in ["webhook.listen = '127.0.0.1:80'", "webhook.secret = 'hush'"] {
        let problems = desk.load(&format!("[telegram]\ntoken = '1:a'\n{line}"), &[]).expect_err(line);
        let name = line.split_once(" =").map_or(line, |(name, _)| name);
        let expected = format!(
            "telegram.{name} is for a webhook, and there is none: set telegram.webhook.url to the public address, \
             or remove telegram.{name}."
        );
        assert_eq!(problems, [expected]);
    }
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
