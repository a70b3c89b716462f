//! From a [`View`] to messages. Pure.

use bot_core::phrases::Phrases;
use bot_core::view::{ChoiceToken, View};

use crate::choices::key_of;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// The words, complete by themselves.
    pub(crate) plain: String,
    /// The same as HTML.
    pub(crate) html: String,
    /// The choices that stand in it, by number from one on.
    pub(crate) choices: Vec<Offer>,
}

/// A choice of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What comes back when it is picked.
    pub(crate) token: ChoiceToken,
    /// See [`bot_core::view::Choice::typed`].
    pub(crate) typed: bool,
}

impl Body {
    /// The reactions that the bot puts under the message: one for each choice that may be picked by one.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        let pickable = |(number, offer): (usize, &Offer)| key_of(number).filter(|_| !offer.typed);
        (1..).zip(&self.choices).filter_map(pickable).collect()
    }
}

/// The view as at least one message. The choices stand in the last one.
pub(crate) fn render(view: &View, phrases: &Phrases) -> Vec<Body> {
    let _ = (view, phrases);
    vec![Body { plain: "…".to_owned(), html: "…".to_owned(), choices: Vec::new() }]
}
