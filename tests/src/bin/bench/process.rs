//! Bots as processes, and what the system says about them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::files::program;

/// How long anything may take before the benchmark gives up.
const PATIENCE: Duration = Duration::from_secs(90);

/// The unit of processor times: Linux tells every program a hundredth of a second.
const TICK: Duration = Duration::from_millis(10);

/// A bot that runs; it ends with this.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Our bot, on this data folder, with these variables for settings.
    pub(crate) fn ours(data: &Path, settings: &[(&str, &str)]) -> Self {
        let mut command = Command::new(program());
        command.arg("--data-dir").arg(data).arg("run");
        Self::start(command, settings, data.with_extension("log"))
    }

    /// Starts a bot with these variables and no others. What it says goes into the file `log`.
    pub(crate) fn start(mut command: Command, variables: &[(&str, &str)], log: PathBuf) -> Self {
        let words = File::create(&log).expect("the folder can be written to");
        let folder = log.parent().expect("a file lies in a folder");
        command.env_clear().envs(variables.iter().copied());
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(words);
        let child = command.spawn().expect("scripts/bench built the program");
        Self { child, log }
    }

    /// Waits until somebody who looks finds an answer. Looks often enough for a run that takes seconds, and seldom enough
    /// not to take part in it.
    pub(crate) fn until<T>(&mut self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            self.assert_runs(what, began);
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Gives up the benchmark if the bot has ended, or if this was waited for too long.
    pub(crate) fn assert_runs(&mut self, what: &str, began: Instant) {
        let ended = self.child.try_wait().expect("a child can be asked");
        if ended.is_some() || began.elapsed() > PATIENCE {
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            panic!("waited in vain for {what}; the bot ended: {ended:?}; it said: {log}");
        }
    }

    /// Asks it to end, as an operator does, and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()), "a child can be told to end");
        self.child.wait().expect("a child can be waited for");
    }

    /// What it used of the processor so far, in the system and outside, on all its threads.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = self.about("stat");
        // Behind the program's name, in brackets, which may hold anything: from the third field on.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |field: usize| fields.get(field - 3).and_then(|f| f.parse::<u32>().ok()).expect("proc(5) says so");
        TICK * (ticks(14) + ticks(15))
    }

    /// The most memory that it took so far, in MiB.
    pub(crate) fn peak_memory(&self) -> f64 {
        self.mebibytes("VmHWM:")
    }

    /// The memory that it takes now, in MiB.
    pub(crate) fn memory(&self) -> f64 {
        self.mebibytes("VmRSS:")
    }

    fn mebibytes(&self, line: &str) -> f64 {
        let status = self.about("status");
        let kib = status.lines().find_map(|l| l.strip_prefix(line)).expect("proc(5) says so");
        let kib: f64 = kib.trim().trim_end_matches(" kB").parse().expect("proc(5) says so");
        kib / 1024.0
    }

    fn about(&self, file: &str) -> String {
        let path = format!("/proc/{}/{file}", self.child.id());
        std::fs::read_to_string(path).expect("the bot still runs")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
