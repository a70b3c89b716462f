//! What the fakes of services have in common: a clock, ports of loopback, a thread that ends with the test, a state that
//! tests wait for, and a server of HTTP.

pub(crate) mod http;
pub(crate) mod watched;

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A clock: Unix milliseconds.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// This machine's clock.
pub(crate) fn real_clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// A free port of loopback, which takes connections from now on; they are served later.
pub(crate) struct Port(std::net::TcpListener);

impl Port {
    /// # Panics
    /// When this machine gives none.
    pub(crate) fn free() -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("loopback has free ports");
        listener.set_nonblocking(true).expect("a listener can be asynchronous");
        Self(listener)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.0.local_addr().expect("a listener has an address")
    }

    /// The listener, inside a runtime.
    pub(crate) fn listener(self) -> TcpListener {
        TcpListener::from_std(self.0).expect("the listener is asynchronous")
    }
}

/// A thread with a runtime of its own, on which a fake serves until this is dropped.
pub(crate) struct Serving {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    /// # Panics
    /// When this machine gives no thread.
    pub(crate) fn start<F: Future>(serve: impl FnOnce() -> F + Send + 'static) -> Self {
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a test may make a runtime");
            tokio::task::LocalSet::new().block_on(&runtime, async move {
                tokio::select! {
                    _ = serve() => {}
                    _ = stopped => {}
                }
            });
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // Its panic was shown already.
            let _ = thread.join();
        }
    }
}
