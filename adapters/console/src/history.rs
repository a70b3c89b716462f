//! What the arrow keys bring back in the next sitting. Only stage directions and the names of commands are kept:
//! what people said, also after a command, is theirs.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::direction::{Direction, parse};

/// The most lines that are kept.
const MAX_LINES: usize = 200;

/// The largest file that is read; a larger one isn't ours and is begun anew.
const MAX_BYTES: u64 = 256 * 1024;

/// The part of a line that may be kept, if any.
pub(crate) fn keepable(line: &str) -> Option<String> {
    match parse(line) {
        Direction::Become(to) | Direction::Once(to, _) => Some(to.written()),
        Direction::Shift(_) | Direction::Leave(_) | Direction::Again | Direction::Help => Some(line.trim().to_owned()),
        Direction::Say(words) => {
            let command = words.split_whitespace().next().filter(|w| w.len() > 1 && w.starts_with('/'))?;
            command.chars().skip(1).all(char::is_alphanumeric).then(|| command.to_owned())
        }
        Direction::Nothing | Direction::Quit | Direction::Slip(_) => None,
    }
}

/// A file of lines that may be kept.
#[derive(Debug)]
pub(crate) struct Kept {
    path: PathBuf,
    lines: Vec<String>,
}

impl Kept {
    /// Reads the file. One that can't be read is as good as none: history is a convenience.
    pub(crate) fn read(path: PathBuf) -> Self {
        let small = fs::metadata(&path).is_ok_and(|m| m.is_file() && m.len() <= MAX_BYTES);
        let text = if small { fs::read_to_string(&path).unwrap_or_default() } else { String::new() };
        let lines = text.lines().filter_map(keepable).collect();
        Self { path, lines }
    }

    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Adds a line, unless it says something or repeats the one before.
    pub(crate) fn add(&mut self, line: &str) {
        if let Some(line) = keepable(line).filter(|l| self.lines.last() != Some(l)) {
            self.lines.push(line);
        }
    }

    /// Writes the file, readable by its owner alone.
    ///
    /// # Errors
    /// When the file can't be written.
    pub(crate) fn save(&self) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let from = self.lines.len().saturating_sub(MAX_LINES);
        let mut file = private(&self.path)?;
        file.write_all((self.lines[from..].join("\n") + "\n").as_bytes())
    }
}

fn private(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let file = options.mode(0o600).open(path)?;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_not_kept() {
        let cases = [
            ("@ana", Some("@ana")),
            ("@ana #plaza", Some("@ana #plaza")),
            ("@ana my name is Ana Gurung", Some("@ana")),
            ("@ana #plaza /latest", Some("@ana #plaza")),
            (":time +1d", Some(":time +1d")),
            ("/latest", Some("/latest")),
            ("/pledge Ana | Nepal | KTM Lab", Some("/pledge")),
            ("/", None),
            ("/etc/passwd is my name", None),
            ("Ana Gurung", None),
            (":quit", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(keepable(line).as_deref(), expected, "{line:?}");
        }
    }

    #[test]
    fn the_file_is_bounded_private_and_read_again() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("history");
        let mut kept = Kept::read(path.clone());
        assert!(kept.lines().is_empty());
        for n in 0..2 * MAX_LINES {
            kept.add(&format!(":time +{}m", n + 1));
        }
        kept.add("secret words");
        kept.add("/latest");
        kept.add("/latest");
        kept.save().expect("the file can be written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("the file is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let again = Kept::read(path);
        assert_eq!(again.lines().len(), MAX_LINES);
        assert_eq!(again.lines().last().map(String::as_str), Some("/latest"));
        assert_eq!(again.lines()[MAX_LINES - 2], format!(":time +{}m", 2 * MAX_LINES));
    }
}
