//! Where the program keeps its data in a test, and how it is started there.

use std::path::PathBuf;
use std::process::Command;

/// Where the program keeps its data in these tests.
pub(crate) struct Home {
    /// The data folder.
    pub(crate) folder: PathBuf,
    /// The server's address; SQLite in the folder when there is none.
    pub(crate) database: Option<String>,
}

impl Home {
    /// The program with these settings and no others.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_outreach-bot"));
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().starts_with("OUTREACH_");
            if ours || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().any(|n| name == *n) {
                command.env_remove(name);
            }
        }
        command.current_dir(&self.folder).env("OUTREACH_DATA_DIR", &self.folder);
        if let Some(url) = &self.database {
            command.env("OUTREACH_DATABASE__URL", url);
        }
        command
    }
}
