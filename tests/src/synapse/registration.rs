//! Accounts, made by the shared secret that the server's operator has: quick, and not counted by any limit.

use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha1::Sha1;

use super::{PASSWORD, SERVER_NAME, Synapse, assert_loopback};

/// The secret by which accounts are made.
pub const SECRET: &str = "the operator's";

/// An account, with a session that was opened when it was made.
#[derive(Clone, Debug)]
pub struct Account {
    /// `@name:server`.
    pub user: String,
    /// The part before the colon.
    pub name: String,
    /// The session's device.
    pub device: String,
    /// The session's token.
    pub token: String,
}

impl Synapse {
    /// Makes an account with [`PASSWORD`]. Its name begins with this one, and no other account of the server has it.
    ///
    /// # Panics
    /// When the server doesn't.
    pub async fn register(&self, name: &str) -> Account {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let name = format!("{name}-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.register_as(&name, false).await
    }

    /// Makes an account with exactly this name and [`PASSWORD`]; an administrator of the server, or not.
    ///
    /// # Panics
    /// When the server doesn't, as when there is one of this name.
    pub async fn register_as(&self, name: &str, admin: bool) -> Account {
        let url = self.url().join("_synapse/admin/v1/register").expect("a path is a path");
        assert_loopback(&url);
        let http = reqwest::Client::new();
        let asked = http.get(url.clone()).send().await.expect("the server answers");
        let nonce: Value = asked.json().await.expect("the server answers in JSON");
        let nonce = nonce["nonce"].as_str().expect("the server gives a word to be used once");
        let role = if admin { "admin" } else { "notadmin" };
        let mut mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).expect("any key is a key");
        mac.update([nonce, name, PASSWORD, role].join("\0").as_bytes());
        let mac: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let body = json!({"nonce": nonce, "username": name, "password": PASSWORD, "admin": admin, "mac": mac});
        let made = http.post(url).json(&body).send().await.expect("the server answers");
        let made: Value = made.json().await.expect("the server answers in JSON");
        let word =
            |key: &str| made[key].as_str().unwrap_or_else(|| panic!("{name} gets no account: {made}")).to_owned();
        let user = word("user_id");
        assert_eq!(user, format!("@{name}:{SERVER_NAME}"));
        Account { user, name: name.to_owned(), device: word("device_id"), token: word("access_token") }
    }
}
