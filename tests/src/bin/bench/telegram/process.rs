//! Bots as processes, and what the system says about them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use outreach_tests::telegram::{Fake, World};

use crate::files::program;

/// How long anything may take before the benchmark gives up.
const PATIENCE: Duration = Duration::from_secs(90);

/// The unit of processor times: Linux tells every program a hundredth of a second.
const TICK: Duration = Duration::from_millis(10);

/// A bot that runs; it ends with this.
pub(super) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Our bot, on this data folder.
    pub(super) fn ours(fake: &Fake, data: &Path, per_second: u32) -> Self {
        let mut command = Command::new(program());
        command.arg("--data-dir").arg(data).arg("run");
        command.env_clear();
        command.env("OUTREACH_TELEGRAM__TOKEN", fake.token());
        command.env("OUTREACH_TELEGRAM__API_URL", fake.url());
        command.env("OUTREACH_TELEGRAM__MESSAGES_PER_SECOND", per_second.to_string());
        Self::start(command, data.with_extension("log"))
    }

    /// The bare bot, with the answer in this file.
    pub(super) fn bare(fake: &Fake, answer: &Path, log: PathBuf) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a program knows its own file"));
        command.arg("bare-telegram").args([fake.url(), fake.token()]).arg(answer);
        command.env_clear();
        Self::start(command, log)
    }

    fn start(mut command: Command, log: PathBuf) -> Self {
        let words = File::create(&log).expect("the folder can be written to");
        let folder = log.parent().expect("a file lies in a folder");
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(words);
        let child = command.spawn().expect("scripts/bench built the program");
        Self { child, log }
    }

    /// Waits until the fake's world gives an answer. Looks often enough for a run that takes seconds, and seldom enough not
    /// to take part in it.
    pub(super) fn until<T>(&mut self, fake: &Fake, what: &str, look: impl Fn(&World<'_>) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = fake.look(&look) {
                return found;
            }
            let ended = self.child.try_wait().expect("a child can be asked");
            if ended.is_some() || Instant::now() > deadline {
                let log = std::fs::read_to_string(&self.log).unwrap_or_default();
                panic!("waited in vain for {what}; the bot ended: {ended:?}; it said: {log}");
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// What it used of the processor so far, in the system and outside, on all its threads.
    pub(super) fn processor_time(&self) -> Duration {
        let stat = self.about("stat");
        // Behind the program's name, in brackets, which may hold anything: from the third field on.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |field: usize| fields.get(field - 3).and_then(|f| f.parse::<u32>().ok()).expect("proc(5) says so");
        TICK * (ticks(14) + ticks(15))
    }

    /// The most memory that it took so far, in MiB.
    pub(super) fn peak_memory(&self) -> f64 {
        let status = self.about("status");
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("proc(5) says so");
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("proc(5) says so");
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
