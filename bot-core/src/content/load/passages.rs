//! `passages.toml`: the quotable pieces, their numbers, hashes and relations.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{CAMPAIGN, KnownIds, PASSAGES, is_plain_id, read_ids, web_address};
use crate::content::problem::{Problem, instead};
use crate::content::record::Record;
use crate::content::{Passage, PassageId, Series, Source};

/// How many missing numbers a problem names, at most.
const MOST_GAPS: usize = 5;

pub(super) fn read_passages(
    records: &[Record<'_>],
    known: &KnownIds<'_>,
    sources: Option<&[Source]>,
    problems: &mut Vec<Problem>,
) -> Vec<Passage> {
    if records.is_empty() {
        let cure = "add a table [[passage]] for each piece that can be quoted";
        problems.push(Problem::whole_file(PASSAGES, "there are no passages", cure));
    }
    let mut passages: Vec<Passage> = Vec::with_capacity(records.len());
    for record in records {
        let passage = read_passage(record, known, sources, problems);
        // People type ids in any case, so case can't tell two passages apart.
        if let Some(other) = passages.iter().find(|p| p.id.0.eq_ignore_ascii_case(&passage.id.0)) {
            let what = format!("the id “{}” is there twice", other.id);
            record.note("id", what, "give one of them another id", problems);
        }
        if let Some(other) = passages.iter().find(|p| p.numbered.is_some() && p.numbered == passage.numbered) {
            let what = format!("{} has the same number", other.id);
            record.note("number", what, "number each series 1, 2, 3 and so on", problems);
        }
        passages.push(passage);
    }
    for series in [Series::Recommendation, Series::Statement] {
        let numbers: BTreeSet<u32> =
            passages.iter().filter_map(|p| p.numbered).filter(|(s, _)| *s == series).map(|(_, n)| n).collect();
        // A slip may make the highest number huge, so not every gap below it is named.
        let highest = numbers.last().copied().unwrap_or(0);
        let missing: Vec<_> =
            (1..highest).filter(|n| !numbers.contains(n)).take(MOST_GAPS).map(|n| n.to_string()).collect();
        if !missing.is_empty() {
            problems.push(Problem::whole_file(
                PASSAGES,
                format!("the series “{}” has no passage with the number {}", series_name(series), missing.join(" or ")),
                "number it 1, 2, 3 and so on, without gaps",
            ));
        }
    }
    passages
}

fn read_passage(
    record: &Record<'_>,
    known: &KnownIds<'_>,
    sources: Option<&[Source]>,
    problems: &mut Vec<Problem>,
) -> Passage {
    record.allow(
        &["id", "series", "number", "source", "citation", "link", "related", "searchable", "sha256", "text"],
        problems,
    );
    let id = record.text("id", problems);
    if !id.is_empty() && !is_plain_id(&id) {
        let what = format!("the id “{id}” can't be typed everywhere");
        record.note("id", what, "use up to 32 letters a to z, digits and hyphens", problems);
    }
    let source = record.text("source", problems);
    if let Some(sources) = sources.filter(|_| !source.is_empty())
        && !sources.iter().any(|s| s.id == source)
    {
        let ids: Vec<_> = sources.iter().map(|s| s.id.as_str()).collect();
        let what = format!("{CAMPAIGN} has no source “{source}”");
        record.note("source", what, instead(&source, &ids), problems);
    }
    let text = record.text("text", problems);
    let sha256 = record.text("sha256", problems);
    let found = hash(&text);
    if !text.is_empty() && !sha256.is_empty() && sha256 != found {
        record.note(
            "sha256",
            "the text is not the one that was hashed",
            format!("restore the words of the source, or if they are right now, write sha256 = \"{found}\""),
            problems,
        );
    }
    let related = read_ids(record, "related", known, problems);
    if related.iter().any(|other| other.0 == id) {
        record.note("related", "the passage is related to itself", format!("remove “{id}”"), problems);
    }
    Passage {
        numbered: read_number(record, problems),
        citation: record.text("citation", problems),
        link: web_address(record, "link", problems),
        searchable: record.flag("searchable", true, problems),
        id: PassageId(id),
        source,
        text,
        related,
        titles: BTreeMap::new(),
        translations: BTreeMap::new(),
        explanations: BTreeMap::new(),
        search_lines: Vec::new(),
    }
}

fn series_name(series: Series) -> &'static str {
    match series {
        Series::Recommendation => "recommendation",
        Series::Statement => "statement",
    }
}

fn read_number(record: &Record<'_>, problems: &mut Vec<Problem>) -> Option<(Series, u32)> {
    let name = record.optional_text("series", problems);
    let number = record.number("number", problems);
    let known = [Series::Recommendation, Series::Statement];
    let series = name.as_deref().and_then(|name| known.into_iter().find(|s| series_name(*s) == name));
    match (&name, series) {
        (Some(name), None) => {
            let cure = instead(name, &known.map(series_name));
            record.note("series", format!("there is no series “{name}”"), cure, problems);
        }
        (Some(_), _) if !record.has("number") => {
            let cure = "add a line number = …, or remove the series";
            record.note("series", "a passage of a series has no number", cure, problems);
        }
        (None, _) if number.is_some() => {
            let cure = "add a line series = \"recommendation\" or \"statement\", or remove the number";
            record.note("number", "a number stands without its series", cure, problems);
        }
        _ => {}
    }
    series.zip(number)
}

/// The SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal, as `sha256sum` prints it.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
