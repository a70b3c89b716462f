//! Where the gateway is. Discord says so at run time, and the bot's token is sent there: only an address that may have
//! the token is taken.

use url::{Host, Url};

/// Where a gateway is, and which version and form of it is meant.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Address(Url);

/// Which addresses may have the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those with TLS.
    Secure,
    /// This machine alone, because the API is on it too: nothing that is meant for a test leaves it.
    Loopback,
}

impl Reach {
    /// What may be reached by a bot whose API is here.
    pub(crate) fn of(api: &Url) -> Self {
        if is_loopback(api) { Self::Loopback } else { Self::Secure }
    }
}

impl Address {
    /// The address, if it may have the token.
    pub(super) fn parse(text: &str, reach: Reach) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        let fine = match reach {
            Reach::Secure => url.scheme() == "wss",
            Reach::Loopback => matches!(url.scheme(), "ws" | "wss") && is_loopback(&url),
        };
        if !fine || !url.has_host() || !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        url.set_query(Some("v=10&encoding=json"));
        url.set_fragment(None);
        Some(Self(url))
    }

    /// The address, to connect to.
    pub(super) fn url(&self) -> &Url {
        &self.0
    }
}

/// Shows the server alone.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Address({})", self.0.host_str().unwrap_or_default())
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_only_where_it_may() {
        let taken = |text: &str, reach| Address::parse(text, reach).map(|address| address.url().to_string());
        let query = "?v=10&encoding=json";
        assert_eq!(taken("wss://gateway.discord.gg", Reach::Secure), Some(format!("wss://gateway.discord.gg/{query}")));
        assert_eq!(taken("wss://a.b/?x=1#f", Reach::Secure), Some(format!("wss://a.b/{query}")));
        for text in ["ws://gateway.discord.gg", "https://gateway.discord.gg", "wss://u:p@a.b", "wss:", "gateway", ""] {
            assert_eq!(taken(text, Reach::Secure), None, "{text}");
        }
        assert_eq!(taken("ws://127.0.0.1:9", Reach::Loopback), Some(format!("ws://127.0.0.1:9/{query}")));
        assert_eq!(taken("ws://[::1]:9", Reach::Loopback), Some(format!("ws://[::1]:9/{query}")));
        for text in ["wss://gateway.discord.gg", "ws://10.0.0.1:9", "ws://localhost.example.org", "http://127.0.0.1:9"]
        {
            assert_eq!(taken(text, Reach::Loopback), None, "{text}");
        }
    }

    #[test]
    fn an_api_on_this_machine_keeps_everything_on_it() {
        let of = |text| Reach::of(&Url::parse(text).expect("an address"));
        assert_eq!(of("http://127.0.0.1:8080/api/v10"), Reach::Loopback);
        assert_eq!(of("http://localhost"), Reach::Loopback);
        assert_eq!(of("https://discord.com"), Reach::Secure);
    }
}
