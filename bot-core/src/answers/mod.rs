//! What a question means: rules for numbers, comparisons, supporters and the process, and retrieval for free
//! words. Everything is local and computed from the campaign's data. Absent on purpose: the words of the answer
//! (the commands make those) and any language model.

use crate::content::{PassageId, Series};
use crate::country::Country;
use crate::supporter::SupporterKind;

/// What a question means.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// What to answer with.
    pub meaning: Meaning,
    /// The five passages nearest to the words, best first, whatever the meaning.
    pub ranked: Vec<Ranked>,
    /// How sure it is that the texts cover the question, from 0 to 1.
    pub score: f32,
}

/// A passage and how near it is, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The passage.
    pub passage: PassageId,
    /// How near.
    pub score: f32,
}

/// What to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These passages, in this order.
    Passages {
        /// The passages; never empty.
        ids: Vec<PassageId>,
        /// How they were found.
        by: FoundBy,
    },
    /// A number that the list doesn't have.
    NoSuchNumber {
        /// Which list was meant, if that is clear.
        series: Option<Series>,
        /// The number as typed, cut to something short.
        typed: String,
    },
    /// Unsure: three passages to choose from.
    Options(Vec<PassageId>),
    /// A question about supporters.
    Supporters(SupporterQuestion),
    /// A question about how to support, and what can be done about it.
    Process(ProcessQuestion),
    /// A greeting, thanks or goodbye.
    Courtesy,
    /// The texts don't cover it.
    NotCovered,
}

/// How passages were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// Named by their numbers.
    Number,
    /// The question compares them.
    Comparison,
    /// By its words.
    Words,
}

/// A question about supporters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupporterQuestion {
    /// Who supports this?
    Who {
        /// Only this kind.
        kind: Option<SupporterKind>,
        /// Only these countries; empty means any.
        countries: Vec<Country>,
    },
    /// Has this one signed?
    Named {
        /// The name as typed.
        name: String,
        /// The countries that the name is the name of ("has Canada signed?"); empty when it is none.
        countries: Vec<Country>,
    },
    /// How many?
    HowMany {
        /// Only this kind.
        kind: Option<SupporterKind>,
        /// Only these countries; empty means any.
        countries: Vec<Country>,
    },
    /// Who was last?
    Latest,
}

/// A question about the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProcessQuestion {
    /// How do I sign?
    HowToSign,
    /// Can my organisation, group or government sign?
    ForABody,
    /// Where does a letter of support go?
    Letter,
    /// Take my name off, or mend it.
    ChangeOrRemove,
    /// Whom do I write to?
    Contact,
    /// What happens with my data?
    Privacy,
}
