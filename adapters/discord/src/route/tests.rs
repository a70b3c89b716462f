//! Addresses and what shares a limit.

use super::*;

fn token(text: &str) -> Token {
    Token::new(text)
}

#[test]
fn what_is_about_one_channel_or_interaction_shares_a_limit() {
    let post = |channel| Route::Post { channel: ChannelId::new(channel) };
    assert!(post(1).bucket() == post(1).bucket() && post(1).bucket() != post(2).bucket());
    let channel = ChannelId::new(1);
    let edit = |message| Route::Edit { channel, message: MessageId::new(message) };
    assert_eq!(edit(1).bucket(), edit(2).bucket(), "a message has no limit of its own");
    assert_ne!(edit(1).bucket(), post(1).bucket());
    let application = ApplicationId::new(7);
    let more = |secret| Route::FollowUp { application, token: token(secret) };
    let edit = Route::EditAnswer { application, token: token("a"), message: None };
    assert_eq!(more("a").bucket(), edit.bucket());
    assert_ne!(more("a").bucket(), more("b").bucket());
}

#[test]
fn answers_to_interactions_do_not_count_and_follow_ups_are_not_repeated() {
    let (interaction, application) = (InteractionId::new(5), ApplicationId::new(7));
    let respond = Route::Respond { interaction, token: token("hush") };
    let more = Route::FollowUp { application, token: token("hush") };
    assert_eq!((respond.counts(), more.counts(), Route::OpenPrivate.counts()), (false, false, true));
    assert_eq!((respond.is_repeatable(), more.is_repeatable()), (true, false));
    assert_eq!(respond.path(), "interactions/5/hush/callback");
    assert_eq!(more.path(), "webhooks/7/hush");
}

#[test]
fn addresses_are_discords() {
    let (guild, channel, message) = (GuildId::new(3), ChannelId::new(4), MessageId::new(6));
    let application = ApplicationId::new(7);
    let cases = [
        (Route::MyGuilds { after: None }, Method::GET, "users/@me/guilds?limit=200&after=0"),
        (Route::Member { guild, user: UserId::new(9) }, Method::GET, "guilds/3/members/9"),
        (Route::ChangeChannel { channel }, Method::PATCH, "channels/4"),
        (Route::Post { channel }, Method::POST, "channels/4/messages"),
        (Route::Delete { channel, message }, Method::DELETE, "channels/4/messages/6"),
        (Route::Crosspost { channel, message }, Method::POST, "channels/4/messages/6/crosspost"),
        (Route::ReplaceCommands { application, guild: Some(guild) }, Method::PUT, "applications/7/guilds/3/commands"),
        (
            Route::EditAnswer { application, token: token("t"), message: None },
            Method::PATCH,
            "webhooks/7/t/messages/@original",
        ),
        (
            Route::DeleteAnswer { application, token: token("t"), message: Some(message) },
            Method::DELETE,
            "webhooks/7/t/messages/6",
        ),
    ];
    for (route, method, path) in cases {
        assert_eq!((route.method(), route.path().as_str()), (method, path));
    }
}
