//! What somebody may mean who is still filling in a command. Everything is looked for by the beginnings of its words, in
//! the person's language and in English. Supporters come from the public list only.

use bot_core::content::Series;
use bot_core::language::Language;
use bot_core::platform::{Blank, Completion};
use bot_core::store::{Facts, Role, Wants};
use bot_core::subscription::TimeZoneName;
use bot_core::supporter::{SupporterKind, SupporterQuery, search_words};

use crate::knowledge::Knowledge;
use crate::name::{CommandAudience, CommandName};
use crate::scene::command_name;
use crate::supporters::line_in;
use crate::{suggest, words};

/// How much of what was typed is looked at, in characters.
const LONGEST_TYPED: usize = 100;

/// Clocks that are offered before anything is typed: large cities around the world, from west to east.
const COMMON_ZONES: [&str; 24] = [
    "UTC",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Dakar",
    "Europe/London",
    "Africa/Lagos",
    "Europe/Paris",
    "Europe/Berlin",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Europe/Istanbul",
    "Asia/Tehran",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Asia/Manila",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// Which facts completing needs.
pub fn wants_to_complete(blank: Blank, typed: &str) -> Wants {
    match blank {
        Blank::Supporters => {
            let named =
                SupporterQuery { words: cut(typed), limit: Completion::MOST as u32, ..SupporterQuery::default() };
            // Without words there are kinds and countries to choose from, and no names yet.
            Wants { supporters: Some(named).filter(|query| !query.words.is_empty()), tallies: true, ..Wants::default() }
        }
        _ => Wants::default(),
    }
}

/// What may be meant, best first; without words, what there is.
pub fn complete(
    knowledge: &Knowledge,
    language: Language,
    blank: Blank,
    typed: &str,
    facts: &Facts,
) -> Vec<Completion> {
    let asked = Asked { knowledge, language, typed: cut(typed), facts };
    let mut found: Vec<Completion> = Vec::new();
    for Completion { label, value } in asked.candidates(blank) {
        let completion = Completion { label: shortened(&label), value: first_words(&value) };
        if found.len() < Completion::MOST && !found.iter().any(|before| before.value == completion.value) {
            found.push(completion);
        }
    }
    found
}

struct Asked<'a> {
    knowledge: &'a Knowledge,
    language: Language,
    typed: String,
    facts: &'a Facts,
}

impl Asked<'_> {
    fn candidates(&self, blank: Blank) -> Vec<Completion> {
        match blank {
            Blank::Recommendation => self.passages(Series::Recommendation),
            Blank::Statement => self.passages(Series::Statement),
            Blank::Supporters => self.supporters(),
            Blank::Country => self.countries(),
            Blank::Language => self.languages(),
            Blank::TimeZone => self.time_zones(),
            Blank::Command => self.commands(),
        }
    }

    /// The person's language and English, in which everything has a name.
    fn languages_read(&self) -> impl Iterator<Item = Language> + use<> {
        [self.language, Language::English].into_iter()
    }

    /// Those whose names fit what was typed, best first; those that fit as well stay in their order.
    fn fitting<T>(&self, all: impl IntoIterator<Item = T>, names: impl Fn(&T) -> Vec<String>) -> Vec<T> {
        if self.typed.is_empty() {
            return all.into_iter().collect();
        }
        let typed = search_words(&self.typed);
        let mut found: Vec<(Fit, T)> = Vec::new();
        for candidate in all {
            let fit = names(&candidate).iter().filter_map(|name| Fit::of(name, &typed)).min();
            found.extend(fit.map(|fit| (fit, candidate)));
        }
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// By number, by words of the title, and by what a question with these words would find.
    fn passages(&self, series: Series) -> Vec<Completion> {
        let campaign = &self.knowledge.campaign;
        let all = (1..=campaign.count(series)).filter_map(|n| Some((n, campaign.numbered(series, n)?)));
        let mut found = self.fitting(all, |(number, passage)| {
            let titles = self.languages_read().map(|language| passage.title(language).to_owned());
            titles.chain([number.to_string()]).collect()
        });
        if !self.typed.is_empty() && !self.typed.bytes().all(|b| b.is_ascii_digit()) {
            for passage in suggest::fitting(self.knowledge, &self.typed, self.language) {
                found.extend(passage.numbered.filter(|(s, _)| *s == series).map(|(_, number)| (number, passage)));
            }
        }
        found
            .into_iter()
            .map(|(number, passage)| Completion {
                label: format!("{number}. {}", passage.title(self.language)),
                value: number.to_string(),
            })
            .collect()
    }

    /// Kinds and countries that are on the list, then names.
    fn supporters(&self) -> Vec<Completion> {
        let (say, countries) = (self.knowledge.say(self.language), &self.knowledge.countries);
        let tallies = self.facts.tallies.clone().unwrap_or_default();
        let kinds = SupporterKind::ALL.into_iter().filter(|kind| tallies.of_kind(*kind) > 0);
        let kinds = self.fitting(kinds, |kind| {
            let name = kind.as_str();
            let words = self.languages_read().flat_map(|language| {
                let say = self.knowledge.say(language);
                let mut words = say.lines(&format!("words-kind-{name}"));
                words.push(say.text(&format!("kinds-{name}")));
                words
            });
            words.collect()
        });
        let mut found: Vec<Completion> = kinds
            .into_iter()
            .map(|kind| Completion {
                label: say.text(&format!("kinds-{}", kind.as_str())),
                value: say.lines(&format!("words-kind-{}", kind.as_str())).swap_remove(0),
            })
            .collect();
        let on_the_list = tallies.by_country.iter().map(|(country, _)| *country);
        let named = match self.typed.as_str() {
            "" => on_the_list.collect(),
            typed => {
                let mut named = countries.completing(typed, self.language);
                named.retain(|country| tallies.by_country.iter().any(|(listed, _)| listed == country));
                named
            }
        };
        found.extend(named.into_iter().map(|country| itself(countries.name(country, self.language))));
        let supporters = self.facts.supporters.iter().flat_map(|page| &page.supporters);
        found.extend(supporters.map(|supporter| Completion {
            label: line_in(&supporter.line, |country| countries.name(country, self.language)),
            value: supporter.line.name.clone(),
        }));
        found
    }

    fn countries(&self) -> Vec<Completion> {
        let countries = &self.knowledge.countries;
        let found = countries.completing(&self.typed, self.language);
        found.into_iter().map(|country| itself(countries.name(country, self.language))).collect()
    }

    fn languages(&self) -> Vec<Completion> {
        let name = |language, other| words::language_name(self.knowledge, language, other);
        let found = self.fitting(Language::ALL, |language| {
            let names = self.languages_read().map(|other| name(*language, other));
            names.chain([language.own_name().to_owned(), language.code().to_owned()]).collect()
        });
        found
            .into_iter()
            .map(|language| {
                let (own, here) = (language.own_name(), name(language, self.language));
                let same = words::fold(own) == words::fold(&here);
                let label = if same { own.to_owned() } else { format!("{own} ({here})") };
                Completion { label, value: language.code().to_owned() }
            })
            .collect()
    }

    fn time_zones(&self) -> Vec<Completion> {
        let zones = if self.typed.is_empty() {
            COMMON_ZONES.into_iter().collect()
        } else {
            // Those of the folder Etc are other names of UTC, and hours that are counted the other way round.
            self.fitting(TimeZoneName::all().filter(|zone| !zone.starts_with("Etc/")), |zone| {
                let city = zone.rsplit('/').next().unwrap_or(zone);
                vec![city.to_owned(), (*zone).to_owned()]
            })
        };
        zones.into_iter().map(|zone| Completion { label: zone.replace('_', " "), value: zone.to_owned() }).collect()
    }

    fn commands(&self) -> Vec<Completion> {
        let say = self.knowledge.say(self.language);
        let organises = self.facts.roles.iter().any(|role| matches!(role, Role::Reviewer | Role::Organiser));
        let all = CommandName::ALL.into_iter();
        let all = all.filter(|command| organises || command.audience() != CommandAudience::Organisers);
        let found = self.fitting(all, |command| {
            let key = format!("command-{}-names", command.as_str());
            self.languages_read().flat_map(|language| self.knowledge.say(language).lines(&key)).collect()
        });
        found
            .into_iter()
            .map(|command| {
                let name = command_name(say, command);
                let about = say.text(&format!("command-{}-about", command.as_str()));
                let label = say.with("help-line", &[("name", (&name).into()), ("about", about.into())]);
                Completion { label, value: name }
            })
            .collect()
    }
}

/// How well a name fits what was typed, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Whole,
    /// The name begins so.
    Beginning,
    /// Every word begins a word of the name.
    Words,
}

impl Fit {
    fn of(name: &str, typed: &[String]) -> Option<Self> {
        let name = search_words(name);
        let begins = |(typed, word): (&String, &String)| word.starts_with(typed.as_str());
        if typed.is_empty() {
            None
        } else if name == typed {
            Some(Self::Whole)
        } else if typed.len() <= name.len() && typed.iter().zip(&name).all(begins) {
            Some(Self::Beginning)
        } else {
            let anywhere = typed.iter().all(|typed| name.iter().any(|word| word.starts_with(typed.as_str())));
            anywhere.then_some(Self::Words)
        }
    }
}

/// What is shown as it is typed.
fn itself(name: &str) -> Completion {
    Completion { label: name.to_owned(), value: name.to_owned() }
}

fn cut(typed: &str) -> String {
    typed.trim().chars().take(LONGEST_TYPED).collect()
}

/// A label that fits.
fn shortened(label: &str) -> String {
    if label.chars().count() <= Completion::LONGEST {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(Completion::LONGEST - 1).collect();
    short.push('…');
    short
}

/// As many whole words as fit: a search for the beginning of a name finds it, too.
fn first_words(value: &str) -> String {
    if value.chars().count() <= Completion::LONGEST {
        return value.to_owned();
    }
    let short: String = value.chars().take(Completion::LONGEST).collect();
    short.rsplit_once(char::is_whitespace).map_or(short.clone(), |(words, _)| words.to_owned())
}
