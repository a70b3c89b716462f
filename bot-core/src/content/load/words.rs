//! `explanations/`, `translations/` and `search/`: what is said about the passages, one file for each language.

use super::{Files, KnownIds, is_plain_id};
use crate::content::Passage;
use crate::content::problem::Problem;
use crate::content::record::Record;
use crate::language::Language;

pub(super) fn read_explanations(
    files: &Files,
    path: &str,
    code: &str,
    known: &KnownIds<'_>,
    passages: &mut [Passage],
    problems: &mut Vec<Problem>,
) {
    let Some(document) = files.document(path, problems) else { return };
    let Some(language) = Language::ALL.into_iter().find(|l| l.code() == code) else { return };
    let root = document.record();
    unknown_passages(&root, known, problems);
    for passage in passages.iter_mut().filter(|p| is_plain_id(&p.id.0)) {
        let id = passage.id.0.clone();
        if !root.has(&id) {
            let cure = format!("add a table [{id}] with title and explanation");
            problems.push(Problem::whole_file(path, format!("passage {id} has no explanation"), cure));
            continue;
        }
        let Some(record) = root.table(&id, format!("passage {id}"), problems) else { continue };
        record.allow(&["title", "explanation"], problems);
        passage.titles.insert(language, record.text("title", problems));
        passage.explanations.insert(language, record.text("explanation", problems));
    }
}

/// A translation may be begun: passages that it leaves out are shown in English.
pub(super) fn read_translations(
    files: &Files,
    path: &str,
    code: &str,
    known: &KnownIds<'_>,
    passages: &mut [Passage],
    problems: &mut Vec<Problem>,
) {
    let Some(document) = files.document(path, problems) else { return };
    let language = Language::ALL.into_iter().find(|l| l.code() == code && *l != Language::English);
    let Some(language) = language else { return };
    let root = document.record();
    unknown_passages(&root, known, problems);
    for passage in passages.iter_mut().filter(|p| is_plain_id(&p.id.0) && root.has(&p.id.0)) {
        let id = passage.id.0.clone();
        let Some(record) = root.table(&id, format!("passage {id}"), problems) else { continue };
        record.allow(&["text"], problems);
        passage.translations.insert(language, record.text("text", problems));
    }
}

fn unknown_passages(root: &Record<'_>, known: &KnownIds<'_>, problems: &mut Vec<Problem>) {
    for id in root.keys().into_iter().filter(|id| !known.has(id)) {
        root.note(id, format!("there is no passage “{id}”"), known.cure(id), problems);
    }
}

pub(super) fn read_search_lines(
    files: &Files,
    path: &str,
    code: &str,
    known: &KnownIds<'_>,
    passages: &mut [Passage],
    problems: &mut Vec<Problem>,
) {
    let Some(document) = files.document(path, problems) else { return };
    let root = document.record();
    unknown_passages(&root, known, problems);
    for passage in passages {
        let lines = root.texts(&passage.id.0, problems);
        passage.search_lines.extend(lines.into_iter().map(|line| (code.to_owned(), line.text.to_owned())));
    }
}
