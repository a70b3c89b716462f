//! Countries for somebody who is still typing a name.

use super::words::fold;
use super::{Countries, Country, CountryMatch, without_article};
use crate::language::Language;

impl Countries {
    /// The countries whose names begin so, best first: in this language, in English, by a later word of the name in
    /// either, by another name or code; last those that a slip is near to. Without words, all in the order of their names.
    pub fn completing(&self, typed: &str, language: Language) -> Vec<Country> {
        let folded = fold(typed);
        let typed_name = without_article(&folded);
        let mut found: Vec<Country> = Vec::new();
        let mut add = |countries: Vec<Country>| {
            for country in countries {
                if !found.contains(&country) {
                    found.push(country);
                }
            }
        };
        let names = |language: Language| {
            let mut names: Vec<(String, Country)> =
                self.all().map(|country| (fold(self.name(country, language)), country)).collect();
            names.sort();
            names
        };
        let here = names(language);
        if typed.trim().is_empty() {
            return here.into_iter().map(|(_, country)| country).collect();
        }
        if typed_name.is_empty() {
            return Vec::new();
        }
        let english = names(Language::English);
        let beginning = |names: &[(String, Country)]| -> Vec<Country> {
            let begins = |name: &str| name.starts_with(&*folded) || without_article(name).starts_with(typed_name);
            names.iter().filter(|(name, _)| begins(name)).map(|(_, country)| *country).collect()
        };
        let within = |names: &[(String, Country)]| -> Vec<Country> {
            let begins = |name: &str| name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(typed_name));
            names.iter().filter(|(name, _)| begins(name)).map(|(_, country)| *country).collect()
        };
        let surely = match self.find(typed) {
            CountryMatch::Exact(country) => vec![country],
            CountryMatch::Nearest(_) | CountryMatch::Unknown => Vec::new(),
        };
        // A code or another name is whole, but so may be the beginning of a longer name that more people mean.
        let whole = |country: &Country| names_are(&here, *country, &folded) || names_are(&english, *country, &folded);
        add(surely.iter().copied().filter(whole).collect());
        add(beginning(&here));
        add(beginning(&english));
        add(surely);
        add(within(&here));
        add(within(&english));
        let others = self.spellings.iter().filter(|spelling| spelling.name.starts_with(typed_name));
        add(others.map(|spelling| spelling.country).collect());
        if let CountryMatch::Nearest(nearest) = self.find(typed) {
            add(nearest);
        }
        found
    }
}

fn names_are(names: &[(String, Country)], country: Country, folded: &str) -> bool {
    names.iter().any(|(name, of)| *of == country && name == folded)
}
