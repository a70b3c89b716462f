//! Passages for somebody who is still typing, or who wants to post one where the bot isn't: only quotations, because
//! nobody there can ask the bot what else it knows.

use bot_core::answers::{Meaning, Understanding};
use bot_core::content::{Passage, Series};
use bot_core::language::Language;
use bot_core::platform::Suggestion;
use bot_core::supporter::search_words;
use bot_core::view::View;

use crate::intent::{Correction, Intent, Interpretation};
use crate::interpret::words_of;
use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::passage;

/// How many passages are suggested at most.
const MOST: usize = 10;
/// How long a summary may be, in characters.
const SUMMARY: usize = 120;
/// A passage is suggested beside the best one when it is this near to it.
const AS_NEAR: f32 = 0.5;

/// Passages that fit these words, best first; without words, those that say what this is about.
pub fn suggest(knowledge: &Knowledge, words: &str, language: Language) -> Vec<Suggestion> {
    let mut found: Vec<&Passage> = Vec::new();
    let fitting = match words.trim() {
        "" => beginning(knowledge),
        words => fitting(knowledge, words, language),
    };
    for passage in fitting {
        if found.len() < MOST && !found.contains(&passage) {
            found.push(passage);
        }
    }
    found.into_iter().map(|passage| suggestion(knowledge, passage, language)).collect()
}

fn suggestion(knowledge: &Knowledge, passage: &Passage, language: Language) -> Suggestion {
    let title = passage::title_in(knowledge, language, passage);
    Suggestion {
        id: passage.id.as_str().to_owned(),
        title: title.clone(),
        summary: beginning_of(&passage.text),
        view: View::default().written_in(language).titled(title).block(passage::original(passage)),
    }
}

/// The definition, what this is about, and the recommendations from the first on.
fn beginning(knowledge: &Knowledge) -> Vec<&Passage> {
    let campaign = &knowledge.campaign;
    let about = std::iter::once(&campaign.definition).chain(&campaign.about).map(|id| campaign.passage(id));
    about.chain(list(knowledge, Series::Recommendation)).collect()
}

fn list(knowledge: &Knowledge, series: Series) -> impl Iterator<Item = &Passage> {
    let campaign = &knowledge.campaign;
    (1..=campaign.count(series)).filter_map(move |number| campaign.numbered(series, number))
}

pub(crate) fn fitting<'k>(knowledge: &'k Knowledge, words: &str, language: Language) -> Vec<&'k Passage> {
    let campaign = &knowledge.campaign;
    let mut found = match words_of(knowledge, words) {
        Ok(Intent::Say { command, understanding, .. }) => {
            let mut found = command.map(|command| commanded(knowledge, &command)).unwrap_or_default();
            if found.is_empty() {
                found = understood(knowledge, &understanding);
            }
            found
        }
        read => commanded(knowledge, &read),
    };
    // A word that isn't finished yet is no word to search for, but titles begin with it.
    found.extend(campaign.passages.iter().filter(|passage| is_title(passage, words, language)));
    found
}

/// What a command shows, typed without its prefix: "rec 8", "foc", "definition".
fn commanded<'k>(knowledge: &'k Knowledge, command: &Interpretation) -> Vec<&'k Passage> {
    let campaign = &knowledge.campaign;
    match command {
        Ok(Intent::Show { passage, .. }) => vec![campaign.passage(passage)],
        Ok(Intent::Ask { understanding, .. }) => understood(knowledge, understanding),
        Ok(Intent::Definition) => vec![campaign.passage(&campaign.definition)],
        Ok(Intent::About) => beginning(knowledge),
        Ok(Intent::Pledge(_)) => vec![campaign.passage(&campaign.how_to_support)],
        Ok(Intent::Supporters(_) | Intent::Latest) => vec![campaign.passage(&campaign.list_of_supporters)],
        Err(Correction::Missing(CommandName::Recommendation)) => list(knowledge, Series::Recommendation).collect(),
        Err(Correction::Missing(CommandName::Statement)) => list(knowledge, Series::Statement).collect(),
        _ => Vec::new(),
    }
}

/// What the words mean, and what is nearly as near to them.
fn understood<'k>(knowledge: &'k Knowledge, understanding: &Understanding) -> Vec<&'k Passage> {
    let campaign = &knowledge.campaign;
    let ids = match &understanding.meaning {
        Meaning::Passages { ids, .. } | Meaning::Options(ids) => ids.as_slice(),
        Meaning::Process(_) => std::slice::from_ref(&campaign.how_to_support),
        Meaning::Supporters(_) => std::slice::from_ref(&campaign.list_of_supporters),
        Meaning::About => return beginning(knowledge),
        Meaning::NoSuchNumber { .. } | Meaning::Courtesy | Meaning::NotCovered => return Vec::new(),
    };
    let best = understanding.ranked.first().map_or(0.0, |best| best.score);
    let others = understanding.ranked.iter().filter(|ranked| ranked.score > 0.0 && ranked.score >= AS_NEAR * best);
    ids.iter().chain(others.map(|ranked| &ranked.passage)).map(|id| campaign.passage(id)).collect()
}

/// Whether each of the words begins a word of the title, in the reader's language or in English.
fn is_title(passage: &Passage, words: &str, language: Language) -> bool {
    let typed = search_words(words);
    let begins = |title: &str| {
        let title = search_words(title);
        typed.iter().all(|typed| title.iter().any(|word| word.starts_with(typed)))
    };
    !typed.is_empty() && [language, Language::English].into_iter().any(|language| begins(passage.title(language)))
}

/// The beginning of a text in one line, cut after a word.
fn beginning_of(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > SUMMARY {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
