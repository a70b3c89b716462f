//! The bot's words in every language: the same phrases with the same values, every plural that the language needs,
//! and nothing that doesn't fit a phone or a button.

use std::collections::{BTreeMap, BTreeSet};

use bot_core::language::Language;
use bot_core::phrases::Phrases;
use commands::{CommandName, CommandNames};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// What a phone shows at once, in characters.
const SCREEN: usize = 600;

/// The longest words on a button, in characters; platforms cut longer ones.
const BUTTON: usize = 60;

/// What a phrase is made of.
#[derive(Debug, Default, PartialEq, Eq)]
struct Phrase {
    values: BTreeSet<String>,
    /// By value, the variants that the phrase has.
    choices: Vec<(String, BTreeSet<String>)>,
    /// The longest form, without its values.
    text: String,
}

impl Phrase {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut phrase = Self::default();
        phrase.add(pattern);
        phrase
    }

    fn add(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.value(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let InlineExpression::VariableReference { id } = selector else {
                        panic!("only values choose between variants")
                    };
                    self.values.insert(id.name.to_owned());
                    let mut keys = BTreeSet::new();
                    let mut longest = String::new();
                    for variant in variants {
                        keys.insert(match variant.key {
                            VariantKey::Identifier { name } => name.to_owned(),
                            VariantKey::NumberLiteral { value } => value.to_owned(),
                        });
                        let inside = Self::of(&variant.value);
                        self.values.extend(inside.values);
                        self.choices.extend(inside.choices);
                        if inside.text.chars().count() > longest.chars().count() {
                            longest = inside.text;
                        }
                    }
                    self.choices.push((id.name.to_owned(), keys));
                    self.text.push_str(&longest);
                }
            }
        }
    }

    fn value(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.values.insert(id.name.to_owned());
            }
            InlineExpression::StringLiteral { value } => self.text.push_str(value),
            other => panic!("phrases hold words and values, not {other:?}"),
        }
    }

    fn lines(&self) -> usize {
        self.text.lines().filter(|line| !line.trim().is_empty()).count()
    }
}

fn phrases(language: Language) -> BTreeMap<String, Phrase> {
    let mut phrases = BTreeMap::new();
    for (file, source) in Phrases::sources(language) {
        let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name.to_owned();
                    let pattern = message.value.unwrap_or_else(|| panic!("{file}: {key} says nothing"));
                    assert!(message.attributes.is_empty(), "{file}: {key} has attributes, which nothing shows");
                    assert!(
                        phrases.insert(key.clone(), Phrase::of(&pattern)).is_none(),
                        "{file}: {key} stands there twice"
                    );
                }
                Entry::Term(term) => panic!("{file}: the term {} can't be compared between languages", term.id.name),
                Entry::Junk { content } => panic!("{file}: {content}"),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    phrases
}

/// The plural categories that whole numbers below a million have (Unicode CLDR 45, plural rules).
fn plurals(language: Language) -> &'static [&'static str] {
    match language {
        Language::English
        | Language::French
        | Language::Spanish
        | Language::Portuguese
        | Language::German
        | Language::Bengali
        | Language::Nepali
        | Language::Swahili => &["one", "other"],
        Language::Arabic => &["zero", "one", "two", "few", "many", "other"],
        Language::Russian => &["one", "few", "many", "other"],
        Language::Chinese => &["other"],
    }
}

fn fails(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_language_has_the_english_phrases_with_the_same_values() {
    let english = phrases(Language::English);
    assert!(english.len() > 200, "the English phrases are there");
    let mut problems = Vec::new();
    for language in Language::ALL {
        let code = language.code();
        let theirs = phrases(language);
        for key in english.keys().filter(|key| !theirs.contains_key(*key)) {
            problems.push(format!("{code}: {key} is missing"));
        }
        for (key, phrase) in &theirs {
            match english.get(key) {
                None => problems.push(format!("{code}: {key} is not an English phrase")),
                Some(original) if original.values != phrase.values => {
                    problems.push(format!("{code}: {key} has {:?}, not {:?}", phrase.values, original.values));
                }
                Some(_) => {}
            }
        }
    }
    fails(problems);
}

#[test]
fn lists_have_as_many_lines_in_every_language() {
    let listed = |key: &str| key == "privacy-kept" || key.ends_with("-usage");
    let english = phrases(Language::English);
    let mut problems = Vec::new();
    for language in Language::ALL {
        for (key, phrase) in phrases(language).iter().filter(|(key, _)| listed(key)) {
            let wanted = english.get(key).map_or(0, Phrase::lines);
            if phrase.lines() != wanted {
                problems.push(format!("{}: {key} has {} lines, not {wanted}", language.code(), phrase.lines()));
            }
        }
    }
    fails(problems);
}

#[test]
fn every_plural_that_a_language_needs_is_there() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for (key, phrase) in phrases(language) {
            for (value, variants) in &phrase.choices {
                for wanted in plurals(language).iter().filter(|w| !variants.contains(**w)) {
                    problems.push(format!("{}: {key} has no “{wanted}” for {value}", language.code()));
                }
            }
        }
    }
    fails(problems);
}

#[test]
fn no_phrase_is_longer_than_a_phone_and_no_button_than_a_button() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for (key, phrase) in phrases(language) {
            // The first screen of the terminal isn't read on a phone.
            let most = match key.as_str() {
                "console-welcome" => continue,
                key if key.starts_with("choose-") => BUTTON,
                _ => SCREEN,
            };
            let length = phrase.text.chars().count();
            if length > most {
                problems.push(format!("{}: {key} has {length} characters; {most} fit", language.code()));
            }
        }
    }
    fails(problems);
}

#[test]
fn no_word_has_two_meanings_as_an_answer_to_one_question() {
    let kinds = ["kind-individual", "kind-organisation", "kind-group", "kind-government", "back"];
    let questions: [&[&str]; 6] = [
        &["yes", "no", "back"],
        &["confirm", "change", "no", "back"],
        &["skip", "back"],
        &kinds,
        &["display-full", "display-initials", "display-counted", "back", "yes", "no", "confirm"],
        &["on", "off", "each", "daily", "weekly", "milestones", "quiet", "timezone", "language"],
    ];
    let spoken = Phrases::embedded();
    let mut problems = Vec::new();
    for question in questions {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for meaning in question {
            for language in Language::ALL {
                for word in spoken.say(language).lines(&format!("words-{meaning}")) {
                    let word = bot_core::supporter::search_words(&word).join(" ");
                    match known.insert(word.clone(), meaning) {
                        Some(other) if other != *meaning => {
                            problems.push(format!("{}: “{word}” means {meaning} and {other}", language.code()));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    fails(problems);
}

#[test]
fn the_name_that_a_language_shows_for_a_command_leads_to_it() {
    let spoken = Phrases::embedded();
    let names = CommandNames::embedded();
    let mut problems = Vec::new();
    for language in Language::ALL {
        for command in CommandName::ALL {
            let shown = spoken.say(language).lines(&format!("command-{}-names", command.as_str()));
            let first = shown.first().cloned().unwrap_or_default();
            if names.find(&first) != Some(command) {
                problems.push(format!("{}: “{first}” is not {}", language.code(), command.as_str()));
            }
            // A name with a space could not be typed after a sign.
            for name in shown.iter().filter(|name| name.contains(char::is_whitespace)) {
                problems.push(format!("{}: “{name}” is more than one word", language.code()));
            }
        }
    }
    fails(problems);
}
