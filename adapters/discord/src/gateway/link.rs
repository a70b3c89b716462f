//! Opening a connection to the gateway.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config};

use super::address::Address;

/// How long a connection may take to open.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long one of a server's addresses may take to answer before the next is tried.
const EACH: Duration = Duration::from_secs(5);
/// The longest frame and the longest message that are read, in bytes. What Discord tells about the largest servers stays
/// far below.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;
/// How much is read at once, in bytes.
const BUFFER: usize = 16 * 1024;

/// An open connection.
pub(super) type Link = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// How connections are secured.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// TLS by the provider of ciphers that the rest of the program uses, and the certificates that Mozilla trusts.
    pub(super) fn new() -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring has ciphers for TLS 1.2 and 1.3")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self(Arc::new(config))
    }
}

/// Opens a connection. Why it can't be opened isn't told: it would name addresses, and the cure is the same.
pub(super) async fn open(address: &Address, tls: &Tls) -> Option<Link> {
    let opening = async {
        let stream = connect(address).await.ok()?;
        stream.set_nodelay(true).ok()?;
        let connector = Some(Connector::Rustls(Arc::clone(&tls.0)));
        let opened = client_async_tls_with_config(address.url().as_str(), stream, Some(limits()), connector).await;
        opened.ok().map(|(link, _)| link)
    };
    timeout(PATIENCE, opening).await.ok().flatten()
}

/// How much is read at once, and at most.
pub(super) fn limits() -> WebSocketConfig {
    WebSocketConfig::default()
        .max_message_size(Some(LONGEST))
        .max_frame_size(Some(LONGEST))
        .read_buffer_size(BUFFER)
        .write_buffer_size(0)
}

/// Tries a server's addresses one after the other, so that one that leads nowhere doesn't take all the time there is.
async fn connect(address: &Address) -> io::Result<TcpStream> {
    let (host, port) = (address.url().host_str().unwrap_or_default(), address.url().port_or_known_default());
    // Square brackets are how a URL writes an IPv6 address.
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut error = io::ErrorKind::AddrNotAvailable.into();
    for ip in lookup_host((host, port.unwrap_or(443))).await? {
        match timeout(EACH, TcpStream::connect(ip)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(refused)) => error = refused,
            Err(_) => error = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(error)
}
