//! The secret key that people, rooms and private words are kept under. It lies in a file of its own, outside the
//! database, so that a stolen database alone tells nothing. Absent on purpose: deriving from a passphrase, and
//! changing the key of an existing database.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// 32 random bytes. Never shown, not even in `Debug`.
#[derive(Clone)]
pub struct Key(pub(crate) [u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Why a key can't be used. Each sentence names the file and the cure.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no such file.
    #[error("there is no key at {0}: put the key file of this database there (it is not part of a backup)")]
    Missing(String),
    /// The file has another length.
    #[error("{0} is not a key: a key file has exactly 32 bytes; restore it from where you keep it safe")]
    WrongLength(String),
    /// Others may read it.
    #[error("{0} can be read by others: run `chmod 600` on it")]
    TooOpen(String),
    /// There is no space for it.
    #[error("the disk is full, so that the key file {0} can't be made: free some space, then start again")]
    Full(String),
    /// It can't be read or written.
    #[error("the key file {path} can't be used ({reason}): check the owner and permissions of the file and its folder")]
    Unusable {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
}

impl Key {
    /// A new random key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, KeyError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .map_err(|e| KeyError::Unusable { path: "(new)".to_owned(), reason: e.to_string() })?;
        Ok(Self(bytes))
    }

    /// A key for another store, made of this one: HMAC-SHA-256 under this key of a label that says what it is for. It
    /// gives away neither this key nor one with another label, and it is the same again wherever this key is.
    #[must_use]
    pub fn derive(&self, label: &str) -> [u8; 32] {
        crate::seal::derive(self, label)
    }

    /// Reads the key from its file.
    ///
    /// # Errors
    /// When there is none, it has another length, others may read it, or it can't be read.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let shown = path.display().to_string();
        let unusable = |e: std::io::Error| KeyError::Unusable { path: shown.clone(), reason: e.kind().to_string() };
        let mut file = std::fs::File::open(path).map_err(|e| match e.kind() {
            ErrorKind::NotFound => KeyError::Missing(shown.clone()),
            _ => unusable(e),
        })?;
        let about = file.metadata().map_err(unusable)?;
        if !about.is_file() || about.len() != 32 {
            return Err(KeyError::WrongLength(shown));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if about.permissions().mode() & 0o077 != 0 {
                return Err(KeyError::TooOpen(shown));
            }
        }
        let mut bytes = [0; 32];
        file.read_exact(&mut bytes).map_err(unusable)?;
        Ok(Self(bytes))
    }

    /// Reads the key from its file, or makes both. The file is complete on disk before this returns.
    ///
    /// # Errors
    /// As [`Key::load`], or when the file can't be made.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::Missing(_)) => {}
            found => return found,
        }
        let key = Self::generate()?;
        match key.write_new(path) {
            Ok(()) => Ok(key),
            // Another process made one just now.
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Self::load(path),
            Err(e) if e.kind() == ErrorKind::StorageFull => Err(KeyError::Full(path.display().to_string())),
            Err(e) => Err(KeyError::Unusable { path: path.display().to_string(), reason: e.kind().to_string() }),
        }
    }

    /// Writes under a passing name first, so that a crash or a full disk leaves no half key behind.
    fn write_new(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        crate::open::private_folder(folder)?;
        let passing = path.with_extension(format!("new-{}", std::process::id()));
        let written = (|| {
            let mut file = crate::open::private_file().write(true).create_new(true).open(&passing)?;
            file.write_all(&self.0)?;
            file.sync_all()?;
            // A link fails where the name is taken; a rename would replace another process's key.
            std::fs::hard_link(&passing, path)?;
            std::fs::File::open(folder)?.sync_all()
        })();
        let _ = std::fs::remove_file(&passing);
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_key_depends_on_the_key_and_on_its_label() {
        let [one, other] = [[1; 32], [2; 32]].map(Key);
        let key = one.derive("store of another part 1");
        assert_eq!(one.clone().derive("store of another part 1"), key, "it is the same after a restart");
        // Written down, because a change would make every store under it unreadable.
        assert_eq!(crate::hex::encode(&key[..8]), "a2d43fe9bc231a23");
        assert_ne!(one.derive("store of another part 2"), key);
        assert_ne!(other.derive("store of another part 1"), key);
        assert_ne!(one.0, key);
    }
}
