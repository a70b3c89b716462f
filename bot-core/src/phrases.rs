//! The bot's words, in Fluent files (`content/phrases/<language>/*.ftl`), which are the only place for them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

use crate::language::Language;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/phrases");

type Bundle = FluentBundle<FluentResource>;

/// Every phrase in every language. A language is read when it is first spoken: most bots speak one or two, and each takes
/// some hundred kilobytes. A clone shares them.
#[derive(Clone)]
pub struct Phrases {
    /// The one file that is read, if not all.
    only: Option<&'static str>,
    bundles: Arc<BTreeMap<Language, OnceLock<Bundle>>>,
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phrases({} languages)", self.bundles.len())
    }
}

/// A value to put into a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number; the phrase may choose its plural by it.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

macro_rules! number_value {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

number_value!(i64, u32, u64, usize);

impl Phrases {
    /// The embedded phrases. Speaking a language panics when one of its files is not valid Fluent, which a test rules out.
    pub fn embedded() -> Self {
        Self::of(None)
    }

    /// The embedded phrases of one file, such as `commands.ftl`: for whoever needs only those, but in every language.
    pub fn of_file(name: &'static str) -> Self {
        Self::of(Some(name))
    }

    fn of(only: Option<&'static str>) -> Self {
        let unread = Language::ALL.into_iter().map(|language| (language, OnceLock::new()));
        Self { only, bundles: Arc::new(unread.collect()) }
    }

    /// Words in one language.
    pub fn say(&self, language: Language) -> Say<'_> {
        Say { phrases: self, language }
    }

    /// Every key of a language, sorted. For checks that languages agree.
    pub fn sources(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
        files(language).map(|f| {
            let name = f.path().to_str().expect("our file names are ASCII");
            (name, f.contents_utf8().expect("our phrases are UTF-8"))
        })
    }
}

fn files(language: Language) -> impl Iterator<Item = &'static include_dir::File<'static>> {
    EMBEDDED.get_dir(language.code()).into_iter().flat_map(Dir::files)
}

fn read(language: Language, only: Option<&str>) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().expect("an ISO code is a language identifier");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names in another direction are isolated where they are put into a phrase (see `Say::with`); isolating every
    // value would sprinkle invisible characters over plain terminals and over what people copy.
    bundle.set_use_isolating(false);
    let wanted = |name: &str| only.is_none_or(|only| name.rsplit('/').next() == Some(only));
    for (name, source) in Phrases::sources(language).filter(|(name, _)| wanted(name)) {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{name} is not valid Fluent: {errors:?}"));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{name} repeats a phrase: {errors:?}"));
    }
    bundle
}

/// Words in one language.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    phrases: &'a Phrases,
    language: Language,
}

impl Say<'_> {
    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A phrase without values.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A phrase with values. A phrase that is missing in this language is said in English; one that is missing
    /// altogether is a mistake of ours, which a test finds, and shows its key rather than stopping the bot.
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, FluentValue::from(isolate(text, self.language))),
                Value::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        self.find(self.language, key, &args)
            .or_else(|| self.find(Language::English, key, &args))
            .unwrap_or_else(|| format!("[{key}]"))
    }

    /// Several words or lines that stand in one phrase, one a line: the names of a command, for instance.
    pub fn lines(&self, key: &str) -> Vec<String> {
        self.text(key).lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    }

    fn find(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let Phrases { only, bundles } = self.phrases;
        let bundle = bundles.get(&language)?.get_or_init(|| read(language, *only));
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        Some(text.into_owned())
    }
}

/// Keeps a name from turning the words around it, and the words from turning the name ("/pledge" in an Arabic sentence):
/// what is written in the other direction is put between the Unicode isolates, which every bidirectional renderer
/// knows (Unicode Standard Annex #9). Other text stays as it is.
fn isolate(text: &str, language: Language) -> String {
    let is_right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    let turns = |c: char| match language.is_right_to_left() {
        true => c.is_alphabetic() && !is_right_to_left(c),
        false => is_right_to_left(c),
    };
    if text.chars().any(turns) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}
