//! What is wrong with a campaign's files, so that somebody who never wrote a program can put it right.

use std::fmt;

/// One thing that is wrong with a campaign's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the campaign's folder.
    pub file: String,
    /// Where in the file, such as `line 12, passage R3`; empty when the whole file is meant.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub cure: String,
    /// The line, by which a file's problems are put in order.
    line: Option<usize>,
}

impl Problem {
    /// A problem at a line, in the thing that is called `name`; both may be unknown.
    pub(super) fn at(
        file: &str,
        line: Option<usize>,
        name: Option<&str>,
        what: impl Into<String>,
        cure: impl Into<String>,
    ) -> Self {
        let place = line.map(|line| format!("line {line}")).into_iter().chain(name.map(str::to_owned));
        let place = place.collect::<Vec<_>>().join(", ");
        Self { file: file.to_owned(), place, what: what.into(), cure: cure.into(), line }
    }

    /// A problem of a file as a whole.
    pub(super) fn whole_file(file: &str, what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self::at(file, None, None, what, cure)
    }

    /// Puts problems in the order in which somebody would mend them: file by file, line by line.
    pub(super) fn sort(problems: &mut [Self]) {
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}; {}.", self.what, self.cure)
    }
}

impl std::error::Error for Problem {}

/// The candidate that was most likely meant, if any is near enough to offer.
pub(super) fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.6)
        // The first of equally near ones, so that the message is the same on every run.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// A cure for a word that isn't known: the nearest one, or all of them.
pub(super) fn instead(typed: &str, known: &[&str]) -> String {
    match nearest(typed, known.iter().copied()) {
        Some(word) => format!("write “{word}” if that was meant"),
        None => format!("use one of {}", known.join(", ")),
    }
}
