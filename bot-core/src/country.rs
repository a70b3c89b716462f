//! Countries: ISO 3166 codes, names in every interface language, regions, and finding one by what people type.
//! The data (`content/countries.tsv`) comes from the Unicode CLDR; its head says how it was made.
//! Names are understood in eleven languages, also in those that the bot doesn't speak yet.
//! Deliberately absent: words for a country's people ("Nepali", "français") and cities.

mod careful;
mod completing;
mod inflection;
mod words;

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use self::careful::Context;
use self::inflection::Inflection;
use self::words::{Words, fold};
use crate::language::Language;

/// The embedded table; see `scripts/make-countries`.
const TABLE: &str = include_str!("../content/countries.tsv");

/// A country or territory, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The code in upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("both bytes are ASCII letters, see parse")
    }

    /// Reads a code of two letters. Whether a country has it is known to [`Countries`] only.
    pub fn parse(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or("a country code has two letters")
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// A continent or another group of countries, such as Western Africa or the European Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u8);

/// Something on the map that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// One country.
    Country(Country),
    /// Many countries.
    Region(Region),
}

/// What typed words mean as a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountryMatch {
    /// Surely this one.
    Exact(Country),
    /// A slip, a name that several share, or a sentence around a name: the nearest ones, best first, at most three.
    Nearest(Vec<Country>),
    /// Nothing like it.
    Unknown,
}

/// The largest number of countries in [`CountryMatch::Nearest`].
const MOST_NEAREST: usize = 3;
/// Longer texts are no country's name; the longest names have about half as many bytes.
const LONGEST_TYPED: usize = 400;

/// All countries and regions with their names. Loading takes some milliseconds: do it once.
#[derive(Debug)]
pub struct Countries {
    /// The interface languages' columns in a row's names.
    columns: Vec<(Language, usize)>,
    countries: Vec<CountryRow>,
    regions: Vec<RegionRow>,
    /// What each name means, in canonical form.
    names: HashMap<Box<str>, Vec<Place>>,
    /// The most words of any name that begins with this word.
    longest: HashMap<Box<str>, usize>,
    codes: HashMap<&'static str, Country>,
    inflection: Inflection,
    spellings: Vec<Spelling>,
}

#[derive(Debug)]
struct CountryRow {
    country: Country,
    region: Option<Region>,
    names: Vec<&'static str>,
}

#[derive(Debug)]
struct RegionRow {
    names: Vec<&'static str>,
    members: Vec<Country>,
}

/// A country's name as slips are compared with it.
#[derive(Debug)]
struct Spelling {
    name: Box<str>,
    letters: usize,
    /// Which letters it has, one bit each: tells quickly that two names are far apart.
    bag: u64,
    country: Country,
}

impl Countries {
    /// Reads the embedded table.
    pub fn load() -> Self {
        Self::read(TABLE).expect("the embedded table is well formed; a test reads it")
    }

    /// `None` if a row has too few columns or a bad code.
    fn read(table: &'static str) -> Option<Self> {
        let mut lines = table.lines().filter(|line| !line.starts_with('#'));
        let languages: Vec<&str> = lines.next()?.split('\t').skip(4).collect();
        let column = |language: Language| languages.iter().position(|code| *code == language.code());
        let mut loaded = Self {
            columns: Language::ALL.into_iter().filter_map(|l| Some((l, column(l)?))).collect(),
            countries: Vec::with_capacity(256),
            regions: Vec::with_capacity(32),
            names: HashMap::with_capacity(6_000),
            longest: HashMap::with_capacity(3_000),
            codes: HashMap::with_capacity(512),
            inflection: Inflection::default(),
            spellings: Vec::with_capacity(5_000),
        };
        let mut region_codes = Vec::new();
        for line in lines {
            let mut fields = line.split('\t');
            let (kind, code, detail, region) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let names: Vec<&str> = fields.by_ref().take(languages.len() - 1).collect();
            let aliases = fields.next()?.split('|').filter(|alias| !alias.is_empty());
            let place = if kind == "C" {
                let country = Country::parse(code)?;
                loaded.codes.insert(code, country);
                loaded.codes.insert(detail, country);
                region_codes.push(region);
                loaded.countries.push(CountryRow { country, region: None, names: names.clone() });
                Place::Country(country)
            } else {
                let id = Region(u8::try_from(loaded.regions.len()).ok()?);
                for (row, _) in loaded.countries.iter_mut().zip(&region_codes).filter(|(_, of)| **of == code) {
                    row.region = Some(id);
                }
                let members = detail.split(' ').map(Country::parse).collect::<Option<_>>()?;
                loaded.regions.push(RegionRow { names: names.clone(), members });
                Place::Region(id)
            };
            for name in names.into_iter().chain(aliases) {
                loaded.learn(name, place);
            }
        }
        loaded.countries.sort_unstable_by_key(|row| row.country);
        Some(loaded)
    }

    fn learn(&mut self, name: &str, place: Place) {
        let folded = fold(name);
        let canonical = self.inflection.learn(&folded);
        let meanings = self.names.entry(canonical.as_str().into()).or_default();
        if meanings.contains(&place) {
            return;
        }
        meanings.push(place);
        let first = canonical.split(' ').next().unwrap_or_default();
        let count = canonical.split(' ').count();
        self.longest.entry(first.into()).and_modify(|most| *most = count.max(*most)).or_insert(count);
        if let Place::Country(country) = place {
            let name = without_article(&folded);
            self.spellings.push(Spelling { letters: name.chars().count(), bag: bag(name), country, name: name.into() });
        }
    }

    /// Finds a country by its name in any language of the table, an alias, or its two- or three-letter code.
    /// Case, accents, punctuation, a leading article and Russian or Arabic grammar don't matter.
    /// Words such as "no" and "in" are codes here: whoever asks looks for answers like yes and no first.
    pub fn find(&self, typed: &str) -> CountryMatch {
        if typed.len() > LONGEST_TYPED {
            return CountryMatch::Unknown;
        }
        let words = Words::of(typed);
        let folded = without_article(&words.folded);
        if folded.is_empty() {
            return CountryMatch::Unknown;
        }
        let known = self.known(&words.folded).or_else(|| self.known(folded));
        let known = known.or_else(|| self.known_bare(folded));
        if let Some(countries) = known {
            return match countries[..] {
                [] => CountryMatch::Unknown,
                [country] => CountryMatch::Exact(country),
                _ => CountryMatch::Nearest(countries.into_iter().take(MOST_NEAREST).collect()),
            };
        }
        if let Some(country) = self.codes.get(folded.to_ascii_uppercase().as_str()) {
            return CountryMatch::Exact(*country);
        }
        let mut nearest = self.slips(folded);
        for country in self.places_in(&words, Context::AnswerWithCountry).into_iter().filter_map(Place::country) {
            if !nearest.contains(&country) {
                nearest.push(country);
            }
        }
        nearest.truncate(MOST_NEAREST);
        if nearest.is_empty() { CountryMatch::Unknown } else { CountryMatch::Nearest(nearest) }
    }

    /// The countries of that name; an empty list for a region's name.
    fn known(&self, folded: &str) -> Option<Vec<Country>> {
        let canonical: Vec<&str> = folded.split(' ').map(|word| self.inflection.canonical(word)).collect();
        let places = self.names.get(canonical.join(" ").as_str())?;
        Some(places.iter().filter_map(|place| place.country()).collect())
    }

    /// The countries whose name is this with an article, as "Salvador" is.
    fn known_bare(&self, folded: &str) -> Option<Vec<Country>> {
        let mut found: Vec<Country> = self.spellings.iter().filter(|s| &*s.name == folded).map(|s| s.country).collect();
        found.dedup();
        (!found.is_empty()).then_some(found)
    }

    /// The countries whose names are a slip away, or begin with these words; best first.
    fn slips(&self, folded: &str) -> Vec<Country> {
        let letters = folded.chars().count();
        let allowed = match letters {
            0..=3 => return Vec::new(),
            4..=6 => 1,
            7..=9 => 2,
            _ => 3,
        };
        let bag = bag(folded);
        let mut found: Vec<(usize, usize, Country)> = Vec::new();
        for spelling in &self.spellings {
            let begins = spelling.name.strip_prefix(folded).is_some_and(|rest| rest.starts_with(' '));
            // A slip changes at most two letters of the bag, and the length by one.
            let far = spelling.letters.abs_diff(letters) > allowed
                || (spelling.bag ^ bag).count_ones() as usize > 2 * allowed;
            let distance = if begins {
                1
            } else if far {
                continue;
            } else {
                strsim::osa_distance(&spelling.name, folded)
            };
            if distance <= allowed {
                found.push((distance, spelling.letters.abs_diff(letters), spelling.country));
            }
        }
        found.sort_unstable();
        let mut countries: Vec<Country> = Vec::new();
        for (_, _, country) in found {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    }

    /// Every country or region (a continent or part of one) that is named in a text, as the countries it means.
    pub fn mentioned(&self, text: &str) -> Vec<Country> {
        let mut countries = Vec::new();
        for place in self.places(text) {
            let found = match &place {
                Place::Country(country) => std::slice::from_ref(country),
                Place::Region(region) => self.members(*region),
            };
            for country in found {
                if !countries.contains(country) {
                    countries.push(*country);
                }
            }
        }
        countries
    }

    /// Every country or region that is named in a text, in the order of the text. Codes of two letters don't count,
    /// and words that are also something else ("island" is German for Iceland) only where they look like a place.
    /// A name that several countries share gives all of them.
    pub fn places(&self, text: &str) -> Vec<Place> {
        self.places_in(&Words::of(text), Context::Open)
    }

    fn places_in(&self, words: &Words, context: Context) -> Vec<Place> {
        let canonical: Vec<&str> = (0..words.list.len()).map(|at| self.inflection.canonical(words.word(at))).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < canonical.len() {
            match self.name_at(words, &canonical, at, context) {
                Some((places, count)) => {
                    for place in places {
                        if !found.contains(place) {
                            found.push(*place);
                        }
                    }
                    at += count;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest name that begins at a word, and how many words it has.
    fn name_at(&self, words: &Words, canonical: &[&str], at: usize, context: Context) -> Option<(&[Place], usize)> {
        let most = (*self.longest.get(canonical[at])?).min(canonical.len() - at);
        let mut name = canonical[at..at + most].join(" ");
        for count in (1..=most).rev() {
            if let Some(places) = self.names.get(name.as_str())
                && careful::is_place(words, at, &name, context)
            {
                return Some((places, count));
            }
            let last = canonical[at + count - 1].len();
            name.truncate(name.len().saturating_sub(last + 1));
        }
        None
    }

    /// The country's name; in English where the table lacks the language, nothing where it lacks the country.
    pub fn name(&self, country: Country, language: Language) -> &str {
        self.row(country).map_or("", |row| self.in_language(&row.names, language))
    }

    /// The region's name.
    pub fn region_name(&self, region: Region, language: Language) -> &str {
        self.in_language(&self.regions[usize::from(region.0)].names, language)
    }

    fn in_language(&self, names: &[&'static str], language: Language) -> &'static str {
        let column = self.columns.iter().find(|(l, _)| *l == language).map_or(0, |(_, column)| *column);
        names.get(column).copied().unwrap_or_default()
    }

    /// The part of a continent that the country lies in, by the United Nations' M49; none for Antarctica.
    pub fn region(&self, country: Country) -> Option<Region> {
        self.row(country)?.region
    }

    /// The region's countries, by code.
    pub fn members(&self, region: Region) -> &[Country] {
        &self.regions[usize::from(region.0)].members
    }

    /// The region that has exactly these countries, in any order.
    pub fn region_of(&self, countries: &[Country]) -> Option<Region> {
        let at = self.regions.iter().position(|region| {
            region.members.len() == countries.len() && countries.iter().all(|c| region.members.contains(c))
        })?;
        u8::try_from(at).ok().map(Region)
    }

    /// Whether ISO 3166-1 (or the CLDR, for Kosovo) assigns the code.
    pub fn contains(&self, country: Country) -> bool {
        self.row(country).is_some()
    }

    /// Every country, by code.
    pub fn all(&self) -> impl ExactSizeIterator<Item = Country> + '_ {
        self.countries.iter().map(|row| row.country)
    }

    fn row(&self, country: Country) -> Option<&CountryRow> {
        let at = self.countries.binary_search_by_key(&country, |row| row.country).ok()?;
        Some(&self.countries[at])
    }
}

impl Place {
    fn country(self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(country),
            Self::Region(_) => None,
        }
    }
}

/// A folded name without the article before it.
fn without_article(folded: &str) -> &str {
    const ARTICLES: [&str; 15] =
        ["the", "la", "le", "les", "l", "el", "los", "las", "o", "a", "os", "as", "die", "der", "das"];
    match folded.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => folded,
    }
}

/// Which letters a name has, one bit each.
fn bag(name: &str) -> u64 {
    name.chars().fold(0, |bag, c| bag | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests;
