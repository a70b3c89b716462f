//! What words mean to the rules, in every language at once, because people mix languages in one question. The
//! words are data (`content/understanding/`, a file per language); only the meanings are known here.

use std::collections::{BTreeMap, HashMap};

use include_dir::{Dir, File, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::lexicon::Lexicon;
use super::words::{Word, fold, words};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/understanding");

/// The file that isn't a language's.
const CONCEPTS: &str = "concepts";
/// The longest phrase that is a number ("the one before last"), in words.
const LONGEST_NUMBER: usize = 5;

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What a word can mean to a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Sense { $($(#[$doc])* $name,)* }

        impl Sense {
            fn parse(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

meanings! {
    /// A word without a topic of its own ("the", "please", "show").
    Stop = "stop",
    /// The recommendations.
    Recommendation = "recommendation",
    /// The later statement.
    Statement = "statement",
    /// "Number", "point" and whatever else stands between a list's name and a number.
    Item = "item",
    /// What only the statement's entries are called beside the recommendations: "point".
    Point = "point",
    /// The name of a list where it doesn't name one entry: "recommendations", "recommended".
    Several = "several",
    /// Whom the statement speaks to: "the one for states".
    States = "states",
    /// Other texts, which have numbers of their own.
    Elsewhere = "elsewhere",
    /// "To" between two numbers.
    Through = "through",
    /// "And" between two numbers.
    And = "and",
    /// A question about likeness or difference.
    Compare = "compare",
    /// A question about both lists.
    Both = "both",
    /// "Both texts", "the two lists": names the two.
    BothTexts = "both_texts",
    /// "Not in", "missing from".
    Without = "without",
    /// To sign, endorse, join: nearly always about the list of supporters.
    Sign = "sign",
    /// To support or back: also said of ideas.
    Back = "back",
    /// Supporter, signatory, list of names.
    Supporter = "supporter",
    /// To be with those who support: "with you", "taking part". Said of much else too.
    Among = "among",
    /// What tells that something else is signed or supported: treaties, years.
    OtherList = "other_list",
    /// What one signs: "this", "the recommendations".
    Object = "object",
    /// Who, which ones, list.
    Who = "who",
    /// Anyone, any.
    Any = "any",
    /// How many.
    HowMany = "how_many",
    /// Latest, newest.
    Latest = "latest",
    /// May, can.
    Can = "can",
    /// How, where.
    How = "how",
    /// Want, would like.
    Want = "want",
    /// I, we, my.
    Me = "me",
    /// An organisation.
    Organisation = "organisation",
    /// A government.
    Government = "government",
    /// A group without registration.
    Group = "group",
    /// A person.
    Individual = "individual",
    /// A name.
    Name = "name",
    /// To remove or withdraw.
    Remove = "remove",
    /// To change or mend.
    Change = "change",
    /// A letter of support.
    Letter = "letter",
    /// An address, to write to.
    Contact = "contact",
    /// Personal data.
    Data = "data",
    /// To keep, to store, to show to others.
    Keep = "keep",
    /// "What do you keep?", "who can see my name?": a whole question about what happens with a name.
    Privacy = "privacy",
    /// "Anyone from": what follows is a place or a body.
    From = "from",
    /// Greetings and thanks.
    Courtesy = "courtesy",
    /// A question about the bot itself.
    About = "about",
    /// An attempt to give the bot orders.
    Order = "order",
}

/// The meanings of one word, and the languages that it has them in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senses {
    meanings: u64,
    /// A bit for each vocabulary file.
    languages: u32,
}

impl Senses {
    pub(super) fn has(self, sense: Sense) -> bool {
        self.meanings & (1 << sense as u64) != 0
    }

    pub(super) fn any(self, senses: &[Sense]) -> bool {
        senses.iter().any(|s| self.has(*s))
    }

    pub(super) fn none(self) -> bool {
        self.meanings == 0
    }

    /// Whether it has some meaning and no other than these.
    pub(super) fn only(self, senses: &[Sense]) -> bool {
        let these = senses.iter().fold(0_u64, |all, sense| all | 1 << *sense as u64);
        !self.none() && self.meanings & !these == 0
    }

    /// Whether a language knows both words.
    pub(super) fn shares_language(self, other: Self) -> bool {
        self.languages & other.languages != 0
    }

    fn add(&mut self, (sense, languages): (Sense, u32)) {
        self.meanings |= 1 << sense as u64;
        self.languages |= languages;
    }
}

/// A number that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// One, two: often no reference but a quantity.
    Cardinal(u32),
    /// First, second.
    Ordinal(u32),
    /// This many before the end: 0 is the last one.
    FromEnd(u32),
}

/// One language's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LanguageFile {
    #[serde(default)]
    pub(super) retrieval: Forms,
    #[serde(default)]
    senses: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    numbers: Numbers,
    /// Word beginnings that may be written together with a word (Arabic "and", "the", "in").
    #[serde(default)]
    clitics: Vec<String>,
}

/// How a language's words are brought to one form.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// The Snowball stemmer's name.
    #[serde(default)]
    pub(super) stemmer: Option<String>,
    /// Without a stemmer: only this many characters from the beginning count.
    #[serde(default)]
    pub(super) keep: Option<usize>,
    /// Without a stemmer, where words change at both ends: pieces of this many characters.
    #[serde(default)]
    pub(super) pieces: Option<usize>,
    /// How many characters a gram has, which forgives misspellings and endings.
    #[serde(default)]
    pub(super) gram: Option<usize>,
    /// Words that mean the same to a search; the first one stands for all.
    #[serde(default)]
    pub(super) same: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    /// One, two, …: several forms are separated by `|`.
    #[serde(default)]
    cardinals: Vec<String>,
    /// First, second, …
    #[serde(default)]
    ordinals: Vec<String>,
    /// The last, the one before, …
    #[serde(default)]
    from_end: Vec<String>,
    /// Endings that make an ordinal of digits ("th").
    #[serde(default)]
    endings: Vec<String>,
}

/// The vocabulary of all languages.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// With the bit of the language that says so.
    senses: Lexicon<(Sense, u32)>,
    /// With a bit for each language that has it.
    numbers: HashMap<String, (NumberWord, u32)>,
    endings: Vec<String>,
}

/// The files, by language code. They are part of the program, so they can't be wrong at run time; a test reads all.
pub(super) fn files() -> Vec<(String, LanguageFile)> {
    let code = |file: &File<'_>| file.path().file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
    let languages = FILES.files().map(|file| (code(file), file)).filter(|(code, _)| code != CONCEPTS);
    languages.map(|(code, file)| (code, read(file))).collect()
}

/// Words that mean the same to a search, in all languages: a list for each concept.
pub(super) fn concepts() -> BTreeMap<String, Vec<String>> {
    FILES.get_file(format!("{CONCEPTS}.toml")).map(read).unwrap_or_default()
}

/// Questions in a language that the texts don't cover, of all kinds.
pub(super) fn not_covered(code: &str) -> Vec<String> {
    let of_kinds: Option<BTreeMap<String, Vec<String>>> = FILES.get_file(format!("not_covered/{code}.toml")).map(read);
    of_kinds.unwrap_or_default().into_values().flatten().collect()
}

/// The bytes of a file of `content/understanding/model`.
pub(super) fn model(name: &str) -> &'static [u8] {
    let file = FILES.get_file(format!("model/{name}"));
    file.unwrap_or_else(|| panic!("content/understanding/model/{name} is part of the program")).contents()
}

fn read<T: DeserializeOwned>(file: &File<'_>) -> T {
    let text = file.contents_utf8().expect("the embedded files are text");
    toml::from_str(text).unwrap_or_else(|e| panic!("content/understanding/{}: {e}", file.path().display()))
}

/// What may be written together with a word, in any language.
pub(super) fn clitics(files: &[(String, LanguageFile)]) -> Vec<String> {
    files.iter().flat_map(|(_, file)| file.clitics.iter().cloned()).collect()
}

impl LanguageFile {
    /// The phrases with a meaning.
    pub(super) fn phrases(&self, sense: &str) -> impl Iterator<Item = &str> {
        self.senses.get(sense).into_iter().flatten().map(String::as_str)
    }
}

impl Vocabulary {
    pub(super) fn new(files: &[(String, LanguageFile)]) -> Self {
        let mut vocabulary =
            Self { senses: Lexicon::new(clitics(files)), numbers: HashMap::new(), endings: Vec::new() };
        for (language, (code, file)) in files.iter().enumerate() {
            for (key, phrases) in &file.senses {
                let sense = Sense::parse(key)
                    .unwrap_or_else(|| panic!("content/understanding/{code}.toml: no sense is called {key:?}"));
                phrases.iter().for_each(|phrase| vocabulary.senses.add(phrase, (sense, 1 << language)));
            }
            vocabulary.add_numbers(&file.numbers, 1 << language);
        }
        vocabulary
    }

    fn add_numbers(&mut self, numbers: &Numbers, language: u32) {
        let mut put = |forms: &str, number: NumberWord| {
            for form in forms.split('|') {
                self.numbers.entry(joined(&words(form))).or_insert((number, 0)).1 |= language;
            }
        };
        for (i, forms) in (1..).zip(&numbers.cardinals) {
            put(forms, NumberWord::Cardinal(i));
        }
        for (i, forms) in (1..).zip(&numbers.ordinals) {
            put(forms, NumberWord::Ordinal(i));
        }
        for (i, forms) in (0..).zip(&numbers.from_end) {
            put(forms, NumberWord::FromEnd(i));
        }
        self.endings.extend(numbers.endings.iter().map(|e| fold(e)));
    }

    /// What each word means.
    pub(super) fn senses(&self, question: &[Word]) -> Vec<Senses> {
        let mut senses = vec![Senses::default(); question.len()];
        self.senses.find(question, |at, length, sense| {
            senses[at..at + length].iter_mut().for_each(|s| s.add(sense));
        });
        senses
    }

    /// The number that these words begin with, and how many words it takes; the longest wins.
    pub(super) fn number(&self, question: &[Word]) -> Option<(NumberWord, usize)> {
        (1..=LONGEST_NUMBER.min(question.len())).rev().find_map(|length| {
            let joined = joined(&question[..length]);
            let found = self.senses.forms(&joined).find_map(|form| self.numbers.get(form));
            found.map(|(number, _)| (*number, length))
        })
    }

    /// Whether some language has both the number that this word is and another word.
    pub(super) fn number_languages(&self, question: &[Word], other: Senses) -> bool {
        let languages = question.first().and_then(|word| self.numbers.get(&word.text)).map_or(u32::MAX, |(_, l)| *l);
        languages & other.languages != 0
    }

    /// Whether these letters make an ordinal of the digits before them.
    pub(super) fn is_ending(&self, letters: &str) -> bool {
        self.endings.iter().any(|e| e == letters)
    }

    /// Whether the letters before digits name a list ("rec8"), and which.
    pub(super) fn series_letters(&self, letters: &str) -> Senses {
        let mut senses = Senses::default();
        for sense in self.senses.word(letters) {
            if matches!(sense.0, Sense::Recommendation | Sense::Statement | Sense::Item) {
                senses.add(sense);
            }
        }
        senses
    }
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
}
