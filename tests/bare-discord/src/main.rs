//! As little as a bot on serenity can be: answers every interaction with a constant, which is the very answer that our
//! bot gives, and hears the same events, so that both send and receive the same bytes.
//!
//! `bare-discord URL FILE`: the address of a fake Discord on loopback and the answer. The token, of which nobody but the
//! fake knows anything, is in the variable `TOKEN`.

use std::net::IpAddr;

use serde_json::Value;
use serenity::all::{ClientBuilder, Context, EventHandler, GatewayIntents, HttpBuilder, Interaction};
use serenity::async_trait;

/// What is answered.
struct Constant(Value);

#[async_trait]
impl EventHandler for Constant {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let sent = context.http.create_interaction_response(interaction.id(), interaction.token(), &self.0, vec![]);
        if let Err(error) = sent.await {
            eprintln!("an answer was not taken: {error}");
        }
    }
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, file] = &arguments[..] else { panic!("usage: bare-discord URL FILE") };
    let token = std::env::var("TOKEN").expect("the benchmark sets the token");
    let answer = std::fs::read(file).expect("the benchmark wrote this file");
    let answer = serde_json::from_slice(&answer).expect("the benchmark wrote JSON");
    // With its limiter on, serenity doesn't look at the proxy and would speak to Discord itself.
    let http = HttpBuilder::new(token).proxy(loopback(url)).ratelimiter_disabled(true).build();
    // It would do so, too, if it could not ask for the gateway's address.
    loopback(&http.get_gateway().await.expect("the fake says where its gateway is").url);
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = ClientBuilder::new_with_http(http, intents)
        .event_handler(Constant(answer))
        .await
        .expect("serenity can be set up");
    client.start().await.expect("the benchmark ends this process");
}

/// The address, if it is this machine's.
fn loopback(url: &str) -> &str {
    let server = url.split("://").nth(1).unwrap_or_default();
    let host = server.split(['/', '?']).next().and_then(|host| host.rsplit_once(':')).map_or(server, |(host, _)| host);
    assert!(host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()), "only loopback is spoken to");
    url
}
