//! `supporters.toml`: the supporters that a campaign begins with.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::content::FirstSupporter;
use crate::content::problem::{Problem, instead};
use crate::content::record::Record;
use crate::country::{Countries, Country};
use crate::ids::SupporterNumber;
use crate::supporter::SupporterKind;

pub(super) fn read_supporters(root: &Record<'_>, problems: &mut Vec<Problem>) -> Vec<FirstSupporter> {
    root.allow(&["supporter"], problems);
    let mut supporters: Vec<FirstSupporter> = Vec::new();
    let mut keys = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    let countries = LazyCell::new(Countries::load);
    for record in root.tables("supporter", "key", problems) {
        record.allow(&["key", "number", "kind", "name", "country_as_written", "country", "affiliation"], problems);
        let key = record.text("key", problems);
        if !key.is_empty() && !keys.insert(key.clone()) {
            let what = format!("the key “{key}” is there twice");
            record.note("key", what, "give one of them another key", problems);
        }
        let number = record.number("number", problems);
        if let Some(number) = number.filter(|n| !numbers.insert(*n)) {
            let what = format!("the number {number} is there twice");
            record.note("number", what, "give each supporter a number of their own, or none", problems);
        }
        let kind = record.text("kind", problems);
        let parsed = SupporterKind::parse(&kind);
        if parsed.is_none() && !kind.is_empty() {
            let cure = instead(&kind, &SupporterKind::ALL.map(SupporterKind::as_str));
            record.note("kind", format!("there is no kind “{kind}”"), cure, problems);
        }
        let country = record.optional_text("country", problems);
        let parsed_country = country.as_deref().and_then(Country::parse).filter(|c| countries.contains(*c));
        if let (Some(code), None) = (&country, parsed_country) {
            let cure = "use the two letters of ISO 3166-1, such as KE, or remove the line";
            record.note("country", format!("there is no country with the code “{code}”"), cure, problems);
        }
        supporters.push(FirstSupporter {
            key,
            number: number.map(SupporterNumber),
            kind: parsed.unwrap_or(SupporterKind::Individual),
            name: record.text("name", problems),
            country_as_written: record.optional_text("country_as_written", problems),
            country: parsed_country,
            affiliation: record.optional_text("affiliation", problems),
        });
    }
    supporters
}
