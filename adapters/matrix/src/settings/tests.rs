//! What may stand in the settings.

use super::*;

fn homeserver(text: &str) -> Result<Homeserver, SettingsError> {
    text.parse()
}

fn account(text: &str) -> Result<Account, SettingsError> {
    text.parse()
}

#[test]
fn a_homeserver_is_an_address_or_a_name() {
    for address in [
        "https://matrix.example.org",
        "https://example.org:8448/",
        "https://example.org/behind/a/path",
        "http://127.0.0.1:8008",
        "http://localhost:8008",
        "http://[::1]:8008",
    ] {
        assert_eq!(homeserver(address), Ok(Homeserver::Address(Url::parse(address).expect("an address"))), "{address}");
    }
    for name in ["example.org", "matrix.example.org:8448", "127.0.0.1:8008", "localhost"] {
        assert!(matches!(homeserver(name), Ok(Homeserver::Name(read)) if read == name), "{name}");
    }
}

#[test]
fn what_leads_nowhere_is_no_homeserver() {
    for text in [
        "",
        "example org",
        "@bot:example.org",
        "https://",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://bot:password@example.org",
        "https://example.org/?server=other",
        "https://example.org/#room",
        "example.org/path",
    ] {
        assert_eq!(homeserver(text), Err(SettingsError::Homeserver), "{text}");
    }
}

#[test]
fn passwords_never_travel_in_the_clear() {
    for address in ["http://example.org", "http://192.168.1.7:8008", "http://localhost.example.org", "http://10.0.0.1"]
    {
        assert_eq!(homeserver(address), Err(SettingsError::Cleartext), "{address}");
    }
}

#[test]
fn an_account_is_a_short_name_or_a_full_one() {
    assert_eq!(account("bot"), Ok(Account::Local("bot".to_owned())));
    assert_eq!(account("out-reach_bot.2=x/y+z"), Ok(Account::Local("out-reach_bot.2=x/y+z".to_owned())));
    assert!(matches!(account("@bot:example.org"), Ok(Account::Full(user)) if user == "@bot:example.org"));
    for text in ["", "Bot", "the bot", "bot:example.org", "@bot", "@:", "böt", &"b".repeat(251)] {
        assert_eq!(account(text), Err(SettingsError::Account), "{text}");
    }
}

#[test]
fn an_account_is_known_again() {
    let means = |text: &str, id: &str| {
        let user = UserId::parse(id).expect("a user's id");
        account(text).expect("an account").is(&user)
    };
    assert!(means("bot", "@bot:example.org"));
    assert!(means("bot", "@bot:example.net"), "whose name the server has isn't known yet");
    assert!(!means("bot", "@bots:example.org"));
    assert!(means("@bot:example.org", "@bot:example.org"));
    assert!(!means("@bot:example.org", "@bot:example.net"));
}

#[test]
fn what_was_read_can_be_written_and_read_again() {
    for text in ["example.org", "example.org:8448", "https://example.org/", "http://127.0.0.1:8008/"] {
        assert_eq!(homeserver(text).map(|read| read.to_string()), Ok(text.to_owned()));
    }
    for text in ["bot", "@bot:example.org"] {
        assert_eq!(account(text).map(|read| read.to_string()), Ok(text.to_owned()));
    }
}

#[test]
fn the_key_never_shows_itself() {
    assert_eq!(format!("{:?}", StoreKey([7; 32])), "StoreKey(…)");
}
