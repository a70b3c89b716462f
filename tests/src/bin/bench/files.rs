//! The program as a whole: importing a long list, and starting on it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::table::{Better, Figure, Table, median};
use crate::{SUPPORTERS, people, python};

/// How often an import is measured.
const IMPORTS: usize = 3;
/// How often a start is measured.
const STARTS: usize = 7;

/// A folder for everything that the benchmark writes, on the disk that holds the program. It goes at the end.
pub(crate) struct Workshop {
    folder: tempfile::TempDir,
}

impl Workshop {
    pub(crate) fn new() -> Self {
        let program = std::env::current_exe().expect("a program knows its own file");
        let beside = program.parent().expect("a file lies in a folder");
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(beside);
        Self { folder: folder.expect("the folder of the program can be written to") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// The real program, which `scripts/bench` built into the same folder.
pub(crate) fn program() -> PathBuf {
    let bench = std::env::current_exe().expect("a program knows its own file");
    bench.with_file_name("outreach-bot")
}

fn import_into(data: &Path, list: &Path) -> f64 {
    let began = Instant::now();
    let done = Command::new(program())
        .arg("--data-dir")
        .arg(data)
        .args(["supporters", "import"])
        .arg(list)
        .current_dir(list.parent().expect("a file lies in a folder"))
        .output()
        .expect("scripts/bench built the program");
    let took = began.elapsed().as_secs_f64();
    let out = String::from_utf8_lossy(&done.stdout);
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && out.starts_with(&SUPPORTERS.to_string()), "the import failed: {out} {err}");
    took
}

/// Imports the list several times; returns the data folders of a bot with it and of one without.
pub(crate) fn import(workshop: &Workshop, table: &mut Table) -> (PathBuf, PathBuf) {
    let list = workshop.path("list.csv");
    std::fs::write(&list, people::csv(SUPPORTERS)).expect("the folder can be written to");
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for turn in 0..IMPORTS {
        plain.extend(python::run("import", &[&list, &workshop.path(&format!("plain-{turn}.db"))]));
        ours.push(import_into(&workshop.path(&format!("large-{turn}")), &list));
    }
    table.add(Figure {
        what: format!("import of {SUPPORTERS} supporters"),
        value: median(&ours),
        unit: "s",
        goal: Some((Better::Lower, 20.0)),
        beside: Some((median(&plain), "Python: csv and sqlite3, one table, no index, nothing checked")),
    });
    let small = workshop.path("small");
    let made = Command::new(program()).arg("--data-dir").arg(&small).args(["supporters", "list"]).output();
    assert!(made.is_ok_and(|done| done.status.success()), "a new database can be made");
    (workshop.path("large-0"), small)
}

/// Starts the program on a terminal, with a long list and with the first supporters only.
pub(crate) fn start(large: &Path, small: &Path, table: &mut Table) {
    let (mut times, mut memories) = ([vec![], vec![]], [vec![], vec![]]);
    for _ in 0..STARTS {
        for (at, data) in [large, small].into_iter().enumerate() {
            let measured = python::run("start", &[&program(), data]);
            times[at].push(measured[0]);
            memories[at].push(measured[1]);
        }
    }
    table.add(Figure {
        what: format!("start to the first prompt, {SUPPORTERS} supporters"),
        value: median(&times[0]),
        unit: "ms",
        goal: Some((Better::Lower, 500.0)),
        beside: Some((median(&times[1]), "with the first supporters only")),
    });
    table.add(Figure {
        what: format!("memory when idle (VmRSS), {SUPPORTERS} supporters"),
        value: median(&memories[0]),
        unit: "MiB",
        goal: Some((Better::Lower, 150.0)),
        beside: Some((median(&memories[1]), "with the first supporters only")),
    });
}
