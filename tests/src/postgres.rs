//! A PostgreSQL server for tests: a cluster in a passing folder, reached through a socket in it, so that nothing is
//! open to the network and no port has to be free. Stopped when the last test that uses it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// A running server.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    folder: tempfile::TempDir,
    user: Option<(u32, u32)>,
    databases: AtomicU32,
}

impl Postgres {
    /// The server that all tests of this process share; started by the first of them.
    ///
    /// # Panics
    /// When PostgreSQL isn't installed (the message says what to install) or doesn't start.
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return running;
        }
        let started = Arc::new(Self::start().unwrap_or_else(|why| panic!("{why}")));
        *shared = Arc::downgrade(&started);
        started
    }

    fn start() -> Result<Self, String> {
        let programs = find_programs().ok_or(
            "PostgreSQL is missing: install it (Debian: `apt-get install postgresql`), then run the tests again",
        )?;
        let folder = tempfile::tempdir().map_err(|e| format!("no folder for PostgreSQL: {e}"))?;
        // PostgreSQL refuses to run as root.
        let user = if is_root() { Some(unprivileged_user()?) } else { None };
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid))
                .map_err(|e| format!("the folder for PostgreSQL can't be handed over: {e}"))?;
        }
        let server = Self { programs, folder, user, databases: AtomicU32::new(0) };
        let data = server.data();
        server
            .run("initdb", &["-D", &data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"])?;
        let socket = server.socket();
        // The tests are about what is kept together, not about what survives a power cut.
        let settings = format!("-k {socket} -c listen_addresses= -c fsync=off -c max_connections=200");
        let log = format!("{socket}/log");
        server.run("pg_ctl", &["-D", &data, "-w", "-l", &log, "-o", &settings, "start"])?;
        Ok(server)
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// When the server doesn't make one.
    pub fn new_database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let socket = self.socket();
        self.run("createdb", &["-h", &socket, "-U", "tester", &name]).unwrap_or_else(|why| panic!("{why}"));
        format!("postgres://tester@localhost/{name}?host={socket}")
    }

    fn socket(&self) -> String {
        self.folder.path().display().to_string()
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<Output, String> {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(self.programs.join(program));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        // The server outlives pg_ctl and would keep its outputs open: they go to files, not pipes.
        let told = self.folder.path().join("told");
        let file = fs::File::create(&told).map_err(|e| format!("no file for {program}: {e}"))?;
        let copy = file.try_clone().map_err(|e| format!("no file for {program}: {e}"))?;
        command.stdout(file).stderr(copy);
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        let status = command.status().map_err(|e| format!("{program} can't be started: {e}"))?;
        let stdout = fs::read(&told).unwrap_or_default();
        if status.success() {
            Ok(Output { status, stdout, stderr: Vec::new() })
        } else {
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            Err(format!("{program} failed: {} {log}", String::from_utf8_lossy(&stdout)))
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data();
        // The folder goes next; a server that isn't there any more is no harm.
        let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
    }
}

/// The newest folder that has the programs: under Debian's place for servers, or on the path.
fn find_programs() -> Option<PathBuf> {
    let has_all = |folder: &Path| ["initdb", "pg_ctl", "postgres", "createdb"].iter().all(|p| folder.join(p).exists());
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin"));
    let version = |folder: &PathBuf| {
        folder.parent().and_then(|f| f.file_name()).and_then(|n| n.to_str()).and_then(|n| n.parse::<u32>().ok())
    };
    let newest = debian.filter(|f| has_all(f)).max_by_key(version);
    newest.or_else(|| std::env::split_paths(&std::env::var_os("PATH")?).find(|f| has_all(f)))
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
}

fn unprivileged_user() -> Result<(u32, u32), String> {
    let users = fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd can't be read: {e}"))?;
    let find = |name: &str| {
        let line = users.lines().find(|l| l.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .ok_or_else(|| "PostgreSQL needs a user other than root: add one named postgres".to_owned())
}
