//! The campaign that is built into the program.

use include_dir::{Dir, include_dir};

use super::{Campaign, Files};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/campaign");

impl Files {
    /// The files of the campaign that is built in, as a beginning for another one.
    pub fn embedded() -> Self {
        let mut files = Self::default();
        add(&FOLDER, &mut files);
        files
    }
}

fn add(folder: &'static Dir<'_>, files: &mut Files) {
    for file in folder.files() {
        let path = file.path().to_str().expect("our file names are ASCII").replace('\\', "/");
        files.insert(path, file.contents());
    }
    for folder in folder.dirs() {
        add(folder, files);
    }
}

impl Campaign {
    /// The campaign that is built in, without its search lines: they stand in what was fitted to them (see
    /// [`answers`](crate::answers)), and reading them would take megabytes and a good part of a start.
    ///
    /// # Panics
    /// When an embedded file has a problem, which a test rules out.
    pub fn embedded() -> Self {
        let mut files = Files::embedded();
        files.remove_search_lines();
        Self::load(&files).unwrap_or_else(|problems| {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("the embedded campaign has problems:\n{}", lines.join("\n"))
        })
    }
}
