//! Single words with a fixed meaning ("yes", "page", "weekly"), in every interface language at once, from the
//! phrases `words-<meaning>`. The first word is the one that the bot itself says.

use bot_core::folding::ascii_digits;
use bot_core::language::Language;
use bot_core::pledge::Display;
use bot_core::supporter::SupporterKind;
use bot_core::view::{Choice, ChoiceToken};

use crate::knowledge::Knowledge;

/// Whether the word has this meaning in any language.
pub(crate) fn is_one_of(knowledge: &Knowledge, meaning: &str, word: &str) -> bool {
    let word = fold(word);
    let key = format!("words-{meaning}");
    Language::ALL.into_iter().any(|language| knowledge.say(language).lines(&key).iter().any(|w| fold(w) == word))
}

/// The way to appear that the words name in any language.
pub(crate) fn display(knowledge: &Knowledge, typed: &str) -> Option<Display> {
    Display::ALL.into_iter().find(|display| is_one_of(knowledge, &format!("display-{}", display.as_str()), typed))
}

/// The kind of supporter that the words name in any language.
pub(crate) fn kind(knowledge: &Knowledge, typed: &str) -> Option<SupporterKind> {
    SupporterKind::ALL.into_iter().find(|kind| is_one_of(knowledge, &format!("kind-{}", kind.as_str()), typed))
}

/// The language with this name, in itself or in any other.
pub(crate) fn language_named(knowledge: &Knowledge, typed: &str) -> Option<Language> {
    let typed = fold(typed);
    Language::ALL.into_iter().find(|language| {
        let names = Language::ALL.into_iter().map(|other| language_name(knowledge, *language, other));
        names.chain([language.own_name().to_owned()]).any(|name| fold(&name) == typed)
    })
}

/// What a language is called in another.
pub(crate) fn language_name(knowledge: &Knowledge, language: Language, other: Language) -> String {
    knowledge.say(other).text(&format!("language-{}", language.code()))
}

/// How words are compared: without case, accents and punctuation around them.
pub(crate) fn fold(text: &str) -> String {
    bot_core::supporter::search_words(text).join(" ")
}

/// The choice that typed words mean: its number in the message where choices are `numbered`, the words it says to type, its label, or the
/// part of its label before a colon ("next" for "Next: Recommendation 9") where no other choice begins so.
pub fn choose(choices: &[Choice], typed: &str, numbered: bool) -> Option<ChoiceToken> {
    let typed = ascii_digits(typed.trim());
    if let Ok(number) = typed.trim_end_matches(['.', ')', '。', '、', '）']).parse::<usize>() {
        let at = number.checked_sub(1).filter(|_| numbered)?;
        return choices.get(at).map(|c| c.token.clone());
    }
    let typed = fold(&typed);
    if typed.is_empty() {
        return None;
    }
    let whole = |choice: &&Choice| fold(&choice.say) == typed || fold(&choice.label) == typed;
    let beginning =
        |choice: &&Choice| choice.label.split_once([':', '：']).is_some_and(|(before, _)| fold(before) == typed);
    let mut begun = choices.iter().filter(beginning);
    let choice = choices.iter().find(whole).or_else(|| begun.next().filter(|_| begun.next().is_none()))?;
    Some(choice.token.clone())
}

/// Whether a character turns the direction of a text (Unicode Standard Annex #9).
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the words only make sense as an answer to a question.
pub(crate) fn only_answers(knowledge: &Knowledge, text: &str) -> bool {
    ["yes", "no", "confirm", "change", "back", "skip"].into_iter().any(|meaning| is_one_of(knowledge, meaning, text))
}

/// What ends a question, in the scripts of the bot's languages.
pub(crate) const QUESTION_MARKS: [char; 3] = ['?', '？', '؟'];

/// Whether the words are a yes or a no, in any language. "Ok?" asks something and agrees to nothing.
pub(crate) fn yes_or_no(knowledge: &Knowledge, text: &str) -> Option<bool> {
    if text.contains(QUESTION_MARKS) {
        None
    } else if is_one_of(knowledge, "yes", text) || is_one_of(knowledge, "confirm", text) {
        Some(true)
    } else if is_one_of(knowledge, "no", text) {
        Some(false)
    } else {
        None
    }
}
