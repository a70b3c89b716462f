//! A real homeserver for tests: Synapse on a free port of loopback, with a database in a passing folder, without
//! federation. It ends with the test that started it, however that ends.
//!
//! `scripts/test` installs it under `target/synapse`. Absent on purpose: anything about the bot, and people; they are
//! in `matrix_people`.

mod registration;

use std::io::Write;
use std::net::IpAddr;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::fake::Port;
use crate::passing_folder;

pub use registration::{Account, SECRET};

/// What stands behind the colon in ids of people.
pub const SERVER_NAME: &str = "matrix.test";

/// What every account's password is.
pub const PASSWORD: &str = "correct horse battery staple";

/// How long it may take to start: much longer than it ever takes alone on two processors.
const PATIENCE: Duration = Duration::from_secs(90);

/// How much people and bots may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limits {
    /// More than any test does.
    Generous,
    /// What Synapse comes with: ten messages at once, then one in five seconds; hardly any logins.
    Default,
}

/// A homeserver.
#[derive(Debug)]
pub struct Synapse {
    folder: TempDir,
    port: u16,
    limits: Limits,
    running: Mutex<Option<Running>>,
}

/// A running server. Killed when it is let go.
#[derive(Debug)]
struct Running(Child);

impl Running {
    /// Ends it as an operator does.
    fn stop(mut self) {
        if let Some(mut input) = self.0.stdin.take() {
            // If it is gone already, there is nothing to stop.
            let _ = input.write_all(b"stop");
        }
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // By its own id; and one that is gone already is no harm.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Synapse {
    /// Starts a server with nobody on it. This takes some seconds: see [`Synapse::shared`].
    ///
    /// # Panics
    /// When Synapse isn't installed (the message says what to do) or doesn't start.
    pub fn start(limits: Limits) -> Self {
        let template = template();
        let server = Self::prepared(limits);
        std::fs::copy(template, server.database()).expect("a test may copy a file");
        server.start_again();
        server
    }

    /// The server that all tests of this process share, with generous limits; started by the first of them. People
    /// there need names of their own: see [`Synapse::register`].
    ///
    /// # Panics
    /// As [`Synapse::start`].
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Synapse> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Limits::Generous))
    }

    fn prepared(limits: Limits) -> Self {
        let folder = passing_folder();
        // Synapse binds it itself, a moment later. Nobody else on loopback takes ports one by one.
        let port = Port::free().address().port();
        Self { folder, port, limits, running: Mutex::new(None) }
    }

    /// Its address.
    ///
    /// # Panics
    /// Never: the address is made of a number.
    pub fn url(&self) -> Url {
        format!("http://127.0.0.1:{}", self.port).parse().expect("an address with a port is an address")
    }

    /// The process that runs it, to measure it.
    ///
    /// # Panics
    /// When it was stopped.
    pub fn process(&self) -> u32 {
        self.running().as_ref().expect("the server was not stopped").0.id()
    }

    /// Stops it, as an operator does. Whoever calls now is refused.
    pub fn stop(&self) {
        if let Some(running) = self.running().take() {
            running.stop();
        }
    }

    /// Starts it again under the same address and with the same data, and waits until it takes calls.
    ///
    /// # Panics
    /// When it doesn't start; with the end of its log.
    pub fn start_again(&self) {
        let ready = self.path("ready");
        let _ = std::fs::remove_file(&ready);
        let told = UnixDatagram::bind(&ready).expect("a test may make a socket");
        let tick = Duration::from_millis(200);
        told.set_read_timeout(Some(tick)).expect("a time that isn't zero is a timeout");
        let mut running = self.launch();
        let deadline = Instant::now() + PATIENCE;
        // It tells when it takes calls, as services tell systemd.
        while told.recv(&mut [0; 64]).is_err() {
            let ended = running.0.try_wait().is_ok_and(|status| status.is_some());
            assert!(!ended && Instant::now() < deadline, "Synapse doesn't start: {}", self.log());
        }
        *self.running() = Some(running);
    }

    /// What went wrong in the server, for a test that failed.
    pub fn log(&self) -> String {
        let read = |name| std::fs::read_to_string(self.path(name)).unwrap_or_default();
        let log = format!("{}{}", read("output"), read("log"));
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    fn launch(&self) -> Running {
        let write = |name: &str, what: &Value| std::fs::write(self.path(name), what.to_string());
        write("settings.yaml", &self.settings()).expect("the folder is ours");
        write("log.yaml", &self.logging()).expect("the folder is ours");
        std::fs::write(self.path("launch.py"), include_str!("synapse/launch.py")).expect("the folder is ours");
        let output = std::fs::File::create(self.path("output")).expect("the folder is ours");
        let mut command = Command::new(python());
        command
            .arg(self.path("launch.py"))
            .arg(self.folder.path())
            .arg("--config-path")
            .arg(self.path("settings.yaml"));
        command.current_dir(self.folder.path()).env("NOTIFY_SOCKET", self.path("ready"));
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(output);
        Running(command.spawn().expect("Synapse's Python can be started"))
    }

    /// Its settings. JSON is YAML too.
    fn settings(&self) -> Value {
        let mut settings = json!({
            "server_name": SERVER_NAME,
            "listeners": [{
                "type": "http", "bind_addresses": ["127.0.0.1"], "port": self.port,
                "resources": [{"names": ["client"]}],
            }],
            "database": {"name": "sqlite3", "args": {"database": self.database()}},
            "log_config": self.path("log.yaml"),
            "signing_key": "ed25519 test AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "macaroon_secret_key": "macaroons",
            "form_secret": "forms",
            "registration_shared_secret": SECRET,
            "bcrypt_rounds": 4,
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "enable_media_repo": false,
            "report_stats": false,
            "presence": {"enabled": false},
            "background_updates": {"sleep_enabled": false},
        });
        if self.limits == Limits::Generous {
            let all = json!({"per_second": 1e6, "burst_count": 1_000_000});
            for name in ["rc_message", "rc_registration", "rc_joins_per_room", "rc_room_creation", "rc_key_requests"] {
                settings[name] = all.clone();
            }
            settings["rc_login"] = json!({"address": all, "account": all, "failed_attempts": all});
            settings["rc_joins"] = json!({"local": all, "remote": all});
            settings["rc_invites"] = json!({"per_room": all, "per_user": all, "per_issuer": all});
        }
        settings
    }

    fn logging(&self) -> Value {
        json!({
            "version": 1,
            "disable_existing_loggers": false,
            "formatters": {"plain": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
            "handlers": {
                "file": {"class": "logging.FileHandler", "formatter": "plain", "filename": self.path("log")},
            },
            "root": {"level": "WARNING", "handlers": ["file"]},
        })
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("homeserver.sqlite")
    }
}

/// Whether an address is one that tests may speak to.
///
/// # Panics
/// When it isn't on this machine.
pub fn assert_loopback(address: &Url) {
    let loopback = address.host_str().and_then(|host| host.parse().ok()).is_some_and(|ip: IpAddr| ip.is_loopback());
    assert!(loopback, "{address} isn't on this machine");
}

/// Where `scripts/test` installs Synapse.
fn installed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/synapse")
}

/// The Python that has Synapse.
///
/// # Panics
/// When it isn't installed.
fn python() -> PathBuf {
    let python = installed().join("bin/python");
    assert!(python.exists(), "Synapse isn't installed: run scripts/test once, it does that");
    python
}

/// A database that is ready and has nobody in it: making its tables takes as long as all else at a start. It is made
/// once for each installation.
fn template() -> PathBuf {
    static MAKING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let python = python();
    let template = installed().join("template.sqlite");
    if !template.exists() {
        let server = Synapse::prepared(Limits::Generous);
        server.start_again();
        server.stop();
        let copy = server.path("copy.sqlite");
        let program = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', sys.argv[2:])";
        let copied = Command::new(python).args(["-c", program]).arg(server.database()).arg(&copy).status();
        assert!(copied.is_ok_and(|status| status.success()), "Synapse's database can't be copied");
        // Another test program may make the same at the same time: it appears at once, or not at all.
        let beside = installed().join(format!("template.sqlite.{}", std::process::id()));
        std::fs::copy(copy, &beside).expect("target can be written");
        std::fs::rename(beside, &template).expect("target can be written");
    }
    template
}
