//! Everything that the bot knows and that doesn't change while it runs.

use std::sync::Arc;

use bot_core::answers::Answers;
use bot_core::content::Campaign;
use bot_core::country::Countries;
use bot_core::language::Language;
use bot_core::phrases::{Phrases, Say};

use crate::name::CommandNames;

/// Which pledges an organiser looks at before they count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// Those that speak for others, and those whose name is on the list already.
    #[default]
    OrganisationsAndFlagged,
    /// All of them.
    All,
}

/// What the bot knows: the campaign, the countries, its words, and how it understands questions.
#[derive(Debug)]
pub struct Knowledge {
    /// The texts.
    pub campaign: Campaign,
    /// The countries.
    pub countries: Arc<Countries>,
    /// The bot's words.
    pub phrases: Phrases,
    /// How questions are understood.
    pub answers: Answers,
    /// The names of the commands in every language.
    pub names: CommandNames,
    /// What organisers look at first.
    pub review: Review,
}

impl Knowledge {
    /// What the bot knows about a campaign.
    pub fn new(campaign: Campaign, review: Review) -> Self {
        let countries = Arc::new(Countries::load());
        Self {
            answers: Answers::new(&campaign, Arc::clone(&countries)),
            names: CommandNames::embedded(),
            campaign,
            countries,
            phrases: Phrases::embedded(),
            review,
        }
    }

    /// Words in one language.
    pub fn say(&self, language: Language) -> Say<'_> {
        self.phrases.say(language)
    }
}
