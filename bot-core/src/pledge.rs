//! A pledge, from its first word to its publication or withdrawal. What may stand in public is built only by
//! parsing (see [`crate::hygiene`]); a pledge can only be submitted when nothing is missing.

use serde::{Deserialize, Serialize};

use crate::consent::{Consents, Purpose};
use crate::country::Country;
use crate::hygiene::{ContactText, LetterText, PublicText};
use crate::ids::{PledgeId, SupporterNumber, Timestamp};
use crate::language::Language;
use crate::supporter::{PublicLine, SupporterKind};

/// How a supporter appears in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Display {
    /// The name, country and affiliation as given.
    Full,
    /// The first letters of the name, and the country. No affiliation, which could give the person away.
    Initials,
    /// Only the count grows.
    Counted,
}

impl Display {
    /// Every way to appear, the most open first.
    pub const ALL: [Self; 3] = [Self::Full, Self::Initials, Self::Counted];

    /// The stable name in the database and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Initials => "initials",
            Self::Counted => "counted",
        }
    }

    /// Reads [`Display::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.as_str() == name)
    }
}

/// What the pledge conversation asks for in words; also the inputs of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The name of the person or body.
    Name,
    /// The country.
    Country,
    /// A person's affiliation.
    Affiliation,
    /// The role of whoever pledges for a body.
    Role,
    /// How organisers can reach whoever pledges for a body.
    Contact,
    /// A letter of support.
    Letter,
}

/// An answer that may be left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Optional<T> {
    /// "Prefer not to say", or nothing to say.
    Skipped,
    /// The answer.
    Given(T),
}

impl<T> Optional<T> {
    /// The answer, if one was given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Skipped => None,
            Self::Given(value) => Some(value),
        }
    }
}

/// A pledge in the making: what is known so far. `None` means that the question is still open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was begun; tells the buttons of this draft from those of an earlier one.
    pub begun_at: Timestamp,
    /// The language in which it was begun, maybe by that of a room. It goes on in it where nothing else tells one.
    #[serde(default)]
    pub language: Option<Language>,
    /// On whose behalf.
    pub kind: Option<SupporterKind>,
    /// The name.
    pub name: Option<PublicText>,
    /// Whether that name was on the public list already when it was typed: an organiser looks first then.
    #[serde(default)]
    pub name_on_list: bool,
    /// The country.
    pub country: Option<Optional<Country>>,
    /// A person's affiliation.
    pub affiliation: Option<Optional<PublicText>>,
    /// For a body: the role of whoever pledges.
    pub role: Option<PublicText>,
    /// For a body: how organisers reach them.
    pub contact: Option<ContactText>,
    /// For a body: a letter of support.
    pub letter: Option<Optional<LetterText>>,
    /// How to appear.
    pub display: Option<Display>,
    /// What was agreed to.
    pub consents: Consents,
    /// What was typed into a form and can't be taken as it is: kept, so that it can be mended instead of typed again.
    #[serde(default)]
    pub slips: Vec<(Field, String)>,
}

/// The next open question of a draft, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// What is stored, what the channel can't protect, and whether to go on.
    Notice,
    /// On whose behalf.
    Kind,
    /// A question that is answered in words.
    Ask(Field),
    /// How to appear.
    Display,
    /// Whether rooms may be told.
    Announce,
    /// Whether organisers may write.
    Contact,
    /// The exact public line, to confirm.
    Confirm,
}

impl Draft {
    /// A new draft, with nothing known.
    pub fn begin(at: Timestamp) -> Self {
        Self {
            begun_at: at,
            language: None,
            kind: None,
            name: None,
            name_on_list: false,
            country: None,
            affiliation: None,
            role: None,
            contact: None,
            letter: None,
            display: None,
            consents: Consents::default(),
            slips: Vec::new(),
        }
    }

    /// What was typed for a field and couldn't be taken.
    pub fn slip(&self, field: Field) -> Option<&str> {
        self.slips.iter().find(|(slip, _)| *slip == field).map(|(_, typed)| typed.as_str())
    }

    /// Every question that this draft has to answer, in order, without [`Step::Confirm`].
    fn questions(&self) -> Vec<Step> {
        let mut steps = vec![Step::Notice, Step::Kind, Step::Ask(Field::Name), Step::Ask(Field::Country)];
        if self.kind.is_some_and(SupporterKind::needs_review) {
            steps.extend([Field::Role, Field::Contact, Field::Letter].map(Step::Ask));
        } else {
            steps.push(Step::Ask(Field::Affiliation));
        }
        steps.push(Step::Display);
        if self.display != Some(Display::Counted) {
            steps.push(Step::Announce);
        }
        steps.push(Step::Contact);
        steps
    }

    /// Whether a question is answered.
    pub fn answered(&self, step: Step) -> bool {
        match step {
            Step::Notice => self.consents.given(Purpose::Store),
            Step::Kind => self.kind.is_some(),
            Step::Ask(Field::Name) => self.name.is_some(),
            Step::Ask(Field::Country) => self.country.is_some(),
            Step::Ask(Field::Affiliation) => self.affiliation.is_some(),
            Step::Ask(Field::Role) => self.role.is_some(),
            Step::Ask(Field::Contact) => self.contact.is_some(),
            Step::Ask(Field::Letter) => self.letter.is_some(),
            Step::Display => self.display.is_some(),
            Step::Announce => self.consents.answer(Purpose::Announce).is_some(),
            Step::Contact => self.consents.answer(Purpose::Contact).is_some(),
            Step::Confirm => false,
        }
    }

    /// The first open question; [`Step::Confirm`] when there is none.
    pub fn step(&self) -> Step {
        self.questions().into_iter().find(|s| !self.answered(*s)).unwrap_or(Step::Confirm)
    }

    /// How far along this draft is: the number of the open question, and of all of them.
    pub fn progress(&self) -> (usize, usize) {
        let questions = self.questions();
        let at = questions.iter().position(|s| !self.answered(*s)).unwrap_or(questions.len());
        (at + 1, questions.len() + 1)
    }

    /// Opens a question again.
    pub fn reopen(&mut self, step: Step) {
        self.slips.retain(|(field, _)| step != Step::Ask(*field));
        match step {
            Step::Notice => self.consents.forget(Purpose::Store),
            Step::Kind => self.kind = None,
            Step::Ask(Field::Name) => self.name = None,
            Step::Ask(Field::Country) => self.country = None,
            Step::Ask(Field::Affiliation) => self.affiliation = None,
            Step::Ask(Field::Role) => self.role = None,
            Step::Ask(Field::Contact) => self.contact = None,
            Step::Ask(Field::Letter) => self.letter = None,
            Step::Display => {
                self.display = None;
                self.consents.forget(Purpose::Publish);
            }
            Step::Announce => self.consents.forget(Purpose::Announce),
            Step::Contact => self.consents.forget(Purpose::Contact),
            Step::Confirm => {}
        }
    }

    /// Goes back to the question before the open one. `false` when this is the first.
    pub fn back(&mut self) -> bool {
        let questions = self.questions();
        let open = questions.iter().position(|s| !self.answered(*s)).unwrap_or(questions.len());
        let Some(before) = open.checked_sub(1) else { return false };
        self.reopen(questions[before]);
        true
    }

    /// The questions that can be opened again from the last step.
    pub fn changeable(&self) -> Vec<Step> {
        self.questions().into_iter().filter(|s| *s != Step::Notice).collect()
    }

    /// The pledge, when every question is answered; otherwise the first open one.
    ///
    /// # Errors
    /// The first open question.
    pub fn complete(&self) -> Result<NewPledge, Step> {
        let step = self.step();
        if step != Step::Confirm {
            return Err(step);
        }
        let (Some(kind), Some(name), Some(country), Some(display)) =
            (self.kind, self.name.clone(), self.country.clone(), self.display)
        else {
            return Err(Step::Kind);
        };
        let spokesperson = match (&self.role, &self.contact) {
            (Some(role), Some(contact)) if kind.needs_review() => Some(Spokesperson {
                role: role.clone(),
                contact: contact.clone(),
                letter: self.letter.as_ref().and_then(Optional::given).cloned(),
            }),
            _ => None,
        };
        Ok(NewPledge {
            kind,
            name,
            country: country.given().copied(),
            affiliation: self.affiliation.as_ref().filter(|_| !kind.needs_review()).and_then(Optional::given).cloned(),
            spokesperson,
            display,
            consents: self.consents.clone(),
        })
    }
}

/// Who pledges for a body; never shown in public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spokesperson {
    /// Their role in it.
    pub role: PublicText,
    /// How organisers reach them.
    pub contact: ContactText,
    /// A letter of support.
    pub letter: Option<LetterText>,
}

/// A pledge with every question answered; built by [`Draft::complete`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPledge {
    /// On whose behalf.
    pub kind: SupporterKind,
    /// The name, shown as `display` says.
    pub name: PublicText,
    /// The country, unless the person prefers not to say.
    pub country: Option<Country>,
    /// A person's affiliation.
    pub affiliation: Option<PublicText>,
    /// Who pledges for a body.
    pub spokesperson: Option<Spokesperson>,
    /// How to appear.
    pub display: Display,
    /// What was agreed to.
    pub consents: Consents,
}

impl NewPledge {
    /// Appears differently from now on; whoever asks for it agrees to the line, or no longer does.
    pub fn show_as(&mut self, display: Display, at: Timestamp) {
        self.display = display;
        self.consents.record(Purpose::Publish, display != Display::Counted, at);
    }

    /// The exact line that the public list shows; `None` for a supporter who is only counted.
    pub fn public_line(&self) -> Option<PublicLine> {
        let (name, affiliation) = match self.display {
            Display::Full => (self.name.as_str().to_owned(), self.affiliation.as_ref().map(|a| a.as_str().to_owned())),
            Display::Initials => (self.name.initials(), None),
            Display::Counted => return None,
        };
        Some(PublicLine { name, country_as_written: None, country: self.country, affiliation })
    }

    /// Whether rooms are told by name: the person said yes and there is a line to show.
    pub fn may_be_announced(&self) -> bool {
        self.display != Display::Counted && self.consents.given(Purpose::Announce)
    }
}

/// A pledge that was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// What was pledged.
    pub pledge: NewPledge,
    /// Where it stands.
    pub status: PledgeStatus,
    /// When it was confirmed.
    pub submitted_at: Timestamp,
}

impl Pledge {
    /// Whether it is on the list, or counted there.
    pub fn is_public(&self) -> bool {
        matches!(self.status, PledgeStatus::Published(_))
    }
}

/// Where a submitted pledge stands. A withdrawn one is not here: its row is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PledgeStatus {
    /// An organiser looks at it first.
    Waiting(HoldReason),
    /// It counts, under this number.
    Published(SupporterNumber),
    /// An organiser said no.
    Refused(RefusalReason),
}

/// Why a pledge waits for an organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HoldReason {
    /// Somebody speaks for a body.
    SpeaksForOthers,
    /// The same name is on the list already.
    NameOnList,
    /// The operator has every pledge reviewed.
    AllReviewed,
}

impl HoldReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::SpeaksForOthers, Self::NameOnList, Self::AllReviewed];

    /// The stable name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SpeaksForOthers => "speaks-for-others",
            Self::NameOnList => "name-on-list",
            Self::AllReviewed => "all-reviewed",
        }
    }

    /// Reads [`HoldReason::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}

/// Why an organiser said no. A closed list, so that the person reads it in their own language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalReason {
    /// Nothing shows that the body stands behind it.
    NotConfirmed,
    /// It is on the list already.
    Duplicate,
    /// The name is not a real person's or body's.
    NotGenuine,
    /// The name belongs to somebody who didn't pledge.
    SomebodyElse,
}

impl RefusalReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::NotConfirmed, Self::Duplicate, Self::NotGenuine, Self::SomebodyElse];

    /// The stable name in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotConfirmed => "not-confirmed",
            Self::Duplicate => "duplicate",
            Self::NotGenuine => "not-genuine",
            Self::SomebodyElse => "somebody-else",
        }
    }

    /// Reads [`RefusalReason::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}
