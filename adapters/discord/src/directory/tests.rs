use super::*;

fn guild(n: u64) -> GuildId {
    GuildId::new(n << 22)
}

fn appeared(id: GuildId, locale: &str, announcing: &[u64]) -> Change {
    let announcing = announcing.iter().map(|id| ChannelId::new(*id)).collect();
    Change::Guild { id, locale: Some(locale.to_owned()), announcing: Some(announcing), role: None }
}

#[test]
fn a_server_is_known_from_the_session_on() {
    let directory = Directory::default();
    assert!(!directory.is_new(guild(2)), "the bot may have been there for years");
    directory.apply(Change::Began { shard: (0, 1), guilds: vec![guild(1)] });
    assert!(directory.knows(guild(1)), "it appears later, and was not joined then");
    assert!(!directory.is_new(guild(1)));
    assert!(directory.is_new(guild(2)) && !directory.knows(guild(2)));
    assert_eq!(directory.locale(guild(1)), None);
    directory.apply(appeared(guild(1), "es-419", &[]));
    directory.apply(appeared(guild(2), "fr", &[]));
    assert_eq!(directory.locale(guild(1)).as_deref(), Some("es-419"));
    directory.apply(Change::Left(guild(1)));
    assert!(!directory.knows(guild(1)));
}

#[test]
fn a_new_session_forgets_only_the_servers_of_its_own_shard() {
    let directory = Directory::default();
    directory.apply(Change::Began { shard: (0, 2), guilds: vec![guild(2), guild(4)] });
    directory.apply(Change::Began { shard: (1, 2), guilds: vec![guild(1), guild(3)] });
    directory.apply(appeared(guild(2), "fr", &[]));
    directory.apply(Change::Began { shard: (0, 2), guilds: vec![guild(2)] });
    let known: Vec<_> = (1..5).filter(|n| directory.knows(guild(*n))).collect();
    assert_eq!(known, [1, 2, 3]);
    assert_eq!(directory.locale(guild(2)).as_deref(), Some("fr"), "what was known of it stays");
    let directory = Directory::default();
    directory.apply(Change::Began { shard: (0, 2), guilds: Vec::new() });
    assert!(directory.is_new(guild(2)) && !directory.is_new(guild(3)), "the other shard's are not told yet");
}

#[test]
fn announcement_channels_come_and_go() {
    let directory = Directory::default();
    let (here, news) = (guild(1), ChannelId::new(7));
    let becomes = |announcing| Change::Channel { guild: here, id: news, announcing };
    directory.apply(becomes(true));
    assert!(!directory.announces(here, news), "a server that isn't known has no channels");
    directory.apply(appeared(here, "fr", &[7, 8]));
    assert!(directory.announces(here, news));
    assert!(!directory.announces(guild(2), news));
    directory.apply(becomes(false));
    assert!(!directory.announces(here, news));
    assert!(directory.announces(here, ChannelId::new(8)));
    directory.apply(becomes(true));
    directory.apply(becomes(true));
    assert!(directory.announces(here, news));
    directory.apply(Change::Guild { id: here, locale: None, announcing: None, role: None });
    assert!(directory.announces(here, news), "what an event doesn't list stays");
    assert_eq!(directory.locale(here), None);
}

#[test]
fn a_permission_is_one_persons_in_one_channel() {
    let directory = Directory::default();
    let (channel, person) = (ChannelId::new(1), UserId::new(2));
    directory.allow(channel, person, Permissions::MANAGE_GUILD);
    assert_eq!(directory.allowed(channel, person), Some(Permissions::MANAGE_GUILD));
    assert_eq!(directory.allowed(ChannelId::new(2), person), None);
    assert_eq!(directory.allowed(channel, UserId::new(1)), None);
    directory.allow(channel, person, Permissions::empty());
    assert_eq!(directory.allowed(channel, person), Some(Permissions::empty()), "the newest word counts");
}

#[test]
fn the_language_of_an_app_is_the_one_that_was_told_last() {
    let directory = Directory::default();
    let [ana, ben] = [1, 2].map(UserId::new);
    assert_eq!(directory.language(ana), None);
    for locale in ["en-US", "fr", "fr"] {
        directory.speaks(ana, locale);
    }
    assert_eq!((directory.language(ana).as_deref(), directory.language(ben)), (Some("fr"), None));
    assert_eq!(lock(&directory.languages).order.len(), 1);
}

#[test]
fn no_more_is_remembered_than_room_is_for() {
    let directory = Directory::default();
    for n in 1..=30_000 {
        directory.direct(UserId::new(n), ChannelId::new(n));
        directory.direct(UserId::new(n), ChannelId::new(n + 1));
    }
    assert_eq!(directory.direct_channel(UserId::new(1)), None);
    assert_eq!(directory.direct_channel(UserId::new(30_000)), Some(ChannelId::new(30_001)));
    let direct = lock(&directory.direct);
    assert_eq!((direct.kept.len(), direct.order.len()), (MOST, MOST));
}
