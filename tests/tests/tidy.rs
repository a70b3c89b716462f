//! House rules: who may use what, where words stand, and what every file keeps to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use bot_core::language::Language;
use bot_core::phrases::Phrases;
use bot_core::pledge::{HoldReason, RefusalReason};
use bot_core::store::Role;
use bot_core::subscription::{Pace, Reach, Sound};
use bot_core::supporter::SupporterKind;
use commands::CommandName;

/// The longest a source file may be, in lines.
const LONGEST_FILE: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace").to_owned()
}

/// Every file that belongs to the repository.
fn tracked() -> Vec<String> {
    let listed = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output().expect("git can be run");
    assert!(listed.status.success(), "these rules are about the files that git keeps");
    let listed = String::from_utf8(listed.stdout).expect("our file names are UTF-8");
    // A file that was just deleted is listed until the next commit.
    listed.split('\0').filter(|f| !f.is_empty() && root().join(f).exists()).map(str::to_owned).collect()
}

fn read(file: &str) -> String {
    let bytes = std::fs::read(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn sources(folders: &[&str]) -> Vec<String> {
    let inside = |file: &String| folders.iter().any(|folder| file.starts_with(folder));
    tracked().into_iter().filter(|file| file.ends_with(".rs") && inside(file)).collect()
}

/// The part of a source file that is not its own tests.
fn without_tests(file: &str) -> String {
    if file.ends_with("tests.rs") {
        return String::new();
    }
    let text = read(file);
    text.split_once("#[cfg(test)]\nmod ").map_or(text.clone(), |(before, _)| before.to_owned())
}

fn fails(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn dependencies(manifest: &str, table: &str) -> BTreeSet<String> {
    let manifest: toml::Table = read(manifest).parse().expect("a manifest is TOML");
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table.into_iter().flat_map(|t| t.keys().cloned()).collect()
}

#[test]
fn crates_use_only_what_they_may() {
    let ours = [
        "bot-core",
        "commands",
        "console",
        "discord",
        "matrix",
        "store",
        "telegram",
        "traffic",
        "outreach-bot",
        "outreach-tests",
    ];
    let mut problems = Vec::new();
    let mut check = |manifest: &str, may: &[&str]| {
        for dependency in dependencies(manifest, "dependencies") {
            let known = ours.contains(&dependency.as_str()) || manifest.starts_with("commands/");
            if known && !may.contains(&dependency.as_str()) {
                problems.push(format!("{manifest}: may not use {dependency}"));
            }
        }
    };
    check("bot-core/Cargo.toml", &[]);
    check("commands/Cargo.toml", &["bot-core", "strsim"]);
    // Adapters to networks share how calls wait for their turn; what they share knows none of them.
    for manifest in tracked().iter().filter(|f| f.starts_with("adapters/") && f.ends_with("Cargo.toml")) {
        let on_a_network = !["console", "store", "traffic"].iter().any(|name| manifest.contains(name));
        check(manifest, if on_a_network { &["bot-core", "traffic"] } else { &["bot-core"] });
    }
    // The rules read no clock, no network, no disk, and they run without waiting.
    let outside =
        ["tokio", "sqlx", "futures", "async", "hyper", "reqwest", "axum", "clap", "rusty", "getrandom", "rand"];
    for manifest in ["bot-core/Cargo.toml", "commands/Cargo.toml"] {
        for dependency in dependencies(manifest, "dependencies") {
            if outside.iter().any(|o| dependency.starts_with(o)) {
                problems.push(format!("{manifest}: may not use {dependency}"));
            }
        }
    }
    fails(problems);
}

/// What the program and its tests are built from.
struct Package {
    name: String,
    version: String,
    /// Each by its name, and its version if there are several.
    uses: Vec<String>,
}

fn packages() -> Vec<Package> {
    let lock: toml::Table = read("Cargo.lock").parse().expect("the lock file is TOML");
    let packages = lock.get("package").and_then(toml::Value::as_array).expect("it lists packages");
    let text = |package: &toml::Value, key: &str| {
        package.get(key).and_then(toml::Value::as_str).map(str::to_owned).expect("a package has a name and a version")
    };
    let uses = |package: &toml::Value| {
        let uses = package.get("dependencies").and_then(toml::Value::as_array);
        uses.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let package = |p: &toml::Value| Package { name: text(p, "name"), version: text(p, "version"), uses: uses(p) };
    packages.iter().map(package).collect()
}

#[test]
fn connections_are_encrypted_by_one_library_without_open_advisories() {
    let packages = packages();
    let versions =
        |name: &str| -> Vec<&str> { packages.iter().filter(|p| p.name == name).map(|p| p.version.as_str()).collect() };
    assert_eq!(versions("rustls").len(), 1, "a second one would check certificates by other rules");
    // What is older has open advisories; see deny.toml.
    let outdated = |version: &&str| {
        let parts: Vec<u32> = version.split('.').map(|part| part.parse().expect("a version has numbers")).collect();
        parts < vec![0, 103, 13]
    };
    let webpki = versions("rustls-webpki");
    assert!(!webpki.is_empty() && !webpki.iter().any(outdated), "rustls-webpki is there as {webpki:?}");
    for other in ["native-tls", "openssl", "openssl-sys"] {
        assert_eq!(versions(other), Vec::<&str>::new(), "{other} is a second one");
    }
}

/// Which features are on isn't in the lock file, but who could turn them on is.
#[test]
fn only_matrix_sdk_brings_a_second_provider_of_ciphers() {
    let packages = packages();
    let users = |what: &dyn Fn(&str) -> bool| -> Vec<&str> {
        packages.iter().filter(|p| p.uses.iter().any(|used| what(used))).map(|p| p.name.as_str()).collect()
    };
    // quinn-proto would use it for HTTP/3, which nothing here turns on.
    assert_eq!(users(&|used| used == "aws-lc-rs"), ["quinn-proto", "rustls", "rustls-webpki"]);
    assert_eq!(users(&|used| used.starts_with("reqwest 0.13")), ["matrix-sdk", "oauth2-reqwest"]);
    assert_eq!(users(&|used| used == "oauth2-reqwest"), ["matrix-sdk"]);
    assert_eq!(users(&|used| used == "matrix-sdk"), ["matrix-adapter", "outreach-bot", "outreach-tests"]);
}

#[test]
fn every_exception_from_the_advisories_has_a_reason() {
    let deny: toml::Table = read("deny.toml").parse().expect("it is TOML");
    let advisories = deny.get("advisories").and_then(toml::Value::as_table).expect("it says which advisories count");
    let ignored = advisories.get("ignore").and_then(toml::Value::as_array);
    let bans = deny.get("bans").and_then(toml::Value::as_table).expect("it says what may not come back");
    let denied = bans.get("deny").and_then(toml::Value::as_array).expect("some crates may not come back");
    for entry in ignored.into_iter().flatten().chain(denied) {
        let reason = entry.get("reason").and_then(toml::Value::as_str).unwrap_or_default();
        assert!(reason.len() > 20, "{entry} has no reason");
    }
    assert!(denied.iter().any(|entry| entry.to_string().contains("rustls-webpki")), "the old rustls-webpki is denied");
}

#[test]
fn rules_name_no_platform() {
    let mut problems = Vec::new();
    for file in sources(&["bot-core/src/", "commands/src/"]) {
        for (number, line) in (1..).zip(without_tests(&file).lines()) {
            let line = line.to_lowercase();
            for platform in ["discord", "matrix", "telegram", "slack", "signal-", "whatsapp"] {
                if line.contains(platform) {
                    problems.push(format!("{file}:{number} names {platform}"));
                }
            }
        }
    }
    fails(problems);
}

#[test]
fn files_are_short_and_take_nothing_for_granted() {
    let mut problems = Vec::new();
    for file in sources(&[""]) {
        let lines = read(&file).lines().count();
        if lines > LONGEST_FILE {
            problems.push(format!("{file} has {lines} lines; split it at {LONGEST_FILE}"));
        }
        let tests = file.contains("/tests/") || file.starts_with("tests/");
        if !tests && without_tests(&file).contains(".unwrap()") {
            problems.push(format!("{file} unwraps: use `expect` with the reason why it can't fail"));
        }
        let name = Path::new(&file).file_stem().and_then(|n| n.to_str()).unwrap_or_default();
        if ["util", "utils", "helper", "helpers", "common", "misc"].contains(&name) {
            problems.push(format!("{file} says nothing about what it is for"));
        }
    }
    fails(problems);
}

#[test]
fn only_what_belongs_to_the_project_is_kept() {
    let folders =
        ["adapters", "bot-core", "commands", "docs", "migrations", "scripts", "src", "tests", ".ci", ".cargo"];
    let files = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "rustfmt.toml",
        "rust-toolchain.toml",
        "clippy.toml",
        "deny.toml",
        ".gitignore",
        ".gitattributes",
        ".editorconfig",
        "LICENSE",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "CHANGELOG.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
    ];
    let mut problems = Vec::new();
    // Written apart, so that this file doesn't find itself.
    let machine = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/tmp/", "bash_")];
    for file in tracked() {
        match file.split_once('/') {
            Some((folder, _)) if !folders.contains(&folder) => problems.push(format!("{folder}/ has no place here")),
            None if !files.contains(&file.as_str()) => problems.push(format!("{file} has no place here")),
            _ => {}
        }
        let text = read(&file);
        for path in machine.iter().filter(|path| text.contains(**path)) {
            problems.push(format!("{file} names {path}, which is on one machine only"));
        }
    }
    problems.dedup();
    fails(problems);
}

#[test]
fn both_databases_have_the_same_migrations() {
    let stems = |folder: &str| -> Vec<String> {
        tracked().iter().filter_map(|f| Some(f.strip_prefix(folder)?.strip_suffix(".sql")?.to_owned())).collect()
    };
    let embedded = stems("migrations/sqlite/");
    assert!(!embedded.is_empty(), "there are migrations");
    assert_eq!(embedded, stems("migrations/postgres/"));
}

/// Every string in a source file that could be the key of a phrase, and whether it is handed to a function that takes
/// one.
fn keys_in(source: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut rest = source;
    let mut before = String::new();
    while let Some((code, after)) = rest.split_once('"') {
        before.push_str(code);
        let Some((text, next)) = after.split_once('"') else { break };
        let plain = text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if plain && text.starts_with(|c: char| c.is_ascii_lowercase()) {
            let call = before.trim_end();
            let taken = [".text(", ".with(", ".lines(", ".note(", ".header("].iter().any(|f| call.ends_with(f));
            found.push((text.to_owned(), taken));
        }
        before.clear();
        rest = next;
    }
    found
}

/// What can be filled in with a command, where a platform has a place for each.
const BLANKS: [&str; 20] = [
    "affiliation",
    "appearance",
    "command",
    "country",
    "decision",
    "followers",
    "language",
    "name",
    "number",
    "pace",
    "page",
    "pledge",
    "question",
    "quiet",
    "reason",
    "room-language",
    "search",
    "sound",
    "text",
    "timezone",
];

/// The keys that code puts together from a part that varies.
fn families() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for command in CommandName::ALL.map(CommandName::as_str) {
        for part in ["names", "about", "usage"] {
            keys.insert(format!("command-{command}-{part}"));
        }
        keys.insert(format!("choose-{command}"));
    }
    for kind in SupporterKind::ALL.map(SupporterKind::as_str) {
        for before in ["kind", "kinds", "choose-kind", "words-kind", "how-many"] {
            keys.insert(format!("{before}-{kind}"));
        }
    }
    for pace in Pace::ALL.map(Pace::as_str) {
        for before in ["pace", "choose-pace", "words"] {
            keys.insert(format!("{before}-{pace}"));
        }
    }
    for sound in Sound::ALL.map(Sound::as_str) {
        for before in ["sound", "choose-sound", "words"] {
            keys.insert(format!("{before}-{sound}"));
        }
    }
    for reach in Reach::ALL.map(Reach::as_str) {
        for before in ["reach", "choose-reach", "words"] {
            keys.insert(format!("{before}-{reach}"));
        }
    }
    for language in Language::ALL.map(Language::code) {
        keys.insert(format!("language-{language}"));
    }
    for blank in BLANKS {
        keys.insert(format!("option-{blank}"));
        keys.insert(format!("option-{blank}-about"));
    }
    keys.insert("choose-approve".to_owned());
    keys.insert("choose-refuse".to_owned());
    for display in ["full", "initials", "counted"] {
        for before in ["choose-display", "words-display"] {
            keys.insert(format!("{before}-{display}"));
        }
    }
    for step in ["kind", "name", "country", "affiliation", "role", "contact", "letter", "display", "announce", "write"]
    {
        keys.insert(format!("field-{step}"));
        keys.insert(format!("words-change-{step}"));
    }
    for step in ["name", "name-body", "country", "affiliation", "role", "contact", "letter"] {
        keys.insert(format!("pledge-ask-{step}"));
    }
    for reason in RefusalReason::ALL.map(RefusalReason::as_str) {
        for before in ["refusal", "choose-refuse", "words-refusal"] {
            keys.insert(format!("{before}-{reason}"));
        }
    }
    for reason in HoldReason::ALL.map(HoldReason::as_str) {
        for before in ["review-why", "pledge-check"] {
            keys.insert(format!("{before}-{reason}"));
        }
    }
    for role in Role::ALL.map(Role::as_str) {
        keys.insert(format!("role-{role}"));
        keys.insert(format!("role-{role}-may"));
    }
    for purpose in bot_core::consent::Purpose::ALL {
        keys.insert(format!("consent-{}", purpose.as_str()));
    }
    keys
}

#[test]
fn every_phrase_is_said_and_everything_said_is_a_phrase() {
    let mut phrases = BTreeSet::new();
    for (_, source) in Phrases::sources(Language::English) {
        for line in source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            phrases.extend(line.split_once(" =").map(|(key, _)| key.to_owned()));
        }
    }
    let mut used = families();
    let mut taken: BTreeMap<String, String> = used.iter().map(|key| (key.clone(), "a family".to_owned())).collect();
    for file in sources(&["bot-core/src/view.rs", "commands/src/", "adapters/", "src/"]) {
        for (text, is_key) in keys_in(&without_tests(&file)) {
            used.insert(format!("words-{text}"));
            if is_key {
                taken.insert(text.clone(), file.clone());
            }
            used.insert(text);
        }
    }
    let silent = phrases.difference(&used).map(|key| format!("nothing says {key}"));
    let missing = taken.iter().filter(|(key, _)| !phrases.contains(*key));
    fails(silent.chain(missing.map(|(key, file)| format!("{file}: there is no phrase {key}"))).collect());
}
