//! What somebody wants, and the slips they may make. Both are closed: every case has an answer.

use bot_core::answers::Understanding;
use bot_core::content::{PassageId, Series};
use bot_core::ids::{PledgeId, RoomAddress};
use bot_core::language::Language;
use bot_core::misread::MisreadQuestion;
use bot_core::pledge::{Display, Field, RefusalReason};
use bot_core::subscription::{Pace, QuietHours, Reach, Sound, TimeZoneName};
use bot_core::supporter::SupporterQuery;

use crate::name::CommandName;
use crate::press::Press;

/// What somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// The bot was added to a room: say hello.
    Greet,
    /// The bot was removed from a room: forget the room.
    LeaveRoom,
    /// The room lives on under another address: go on there.
    MoveRoom(RoomAddress),
    /// Free words. In a conversation they are an answer; elsewhere a command without its prefix, or a question.
    Say {
        /// The words.
        text: String,
        /// The command that the words are, if they are one, or a slip in it.
        command: Option<Box<Interpretation>>,
        /// What the words mean as a question.
        understanding: Understanding,
    },
    /// A question.
    Ask {
        /// The words.
        question: String,
        /// What they mean.
        understanding: Understanding,
    },
    /// Show a passage.
    Show {
        /// The passage.
        passage: PassageId,
        /// The language of its words, where it isn't that of the answer.
        wording: Option<Language>,
    },
    /// Show what the texts say about the word cybersecurity.
    Definition,
    /// Show what this is about.
    About,
    /// Show a page of the list.
    Supporters(SupporterQuery),
    /// Show the newest.
    Latest,
    /// Show the counts.
    Stats,
    /// Begin or go on with a pledge; what was typed after the command fills in what it can.
    Pledge(Vec<(Field, String)>),
    /// Change how one's own pledge appears.
    Display(Option<Display>),
    /// Take one's own pledge back.
    Withdraw,
    /// Show all that is kept.
    MyData,
    /// Erase all that is kept.
    Forget,
    /// Say what is kept and what the channel can't protect.
    Privacy,
    /// Tell the organisers that a question was answered wrongly; without one, ask for it.
    Wrong(Option<MisreadQuestion>),
    /// Choose a language; without one, show which there are.
    Language(Option<Language>),
    /// Explain a command, or all.
    Help(Option<CommandName>),
    /// End what is going on.
    Cancel,
    /// Change what the room hears; an empty change shows it.
    Announcements(SubscriptionChange),
    /// Look at waiting pledges, or at one.
    Review(Option<PledgeId>),
    /// Let a pledge count.
    Approve(PledgeId),
    /// Refuse a pledge.
    Refuse(PledgeId, RefusalReason),
    /// Tell rooms something.
    Announce(String),
    /// Say who may do what.
    Roles,
    /// A choice that belongs to a conversation was picked.
    Press(Press),
    /// A form was sent in.
    Form(Vec<(Field, String)>),
    /// Something was done, and whoever asked for it hasn't heard: say where things stand.
    Standing,
}

/// What to change about a room's subscription; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubscriptionChange {
    /// How often.
    pub pace: Option<Pace>,
    /// When not; `Some(None)` ends the quiet hours.
    pub quiet: Option<Option<QuietHours>>,
    /// By which clock.
    pub time_zone: Option<TimeZoneName>,
    /// In which language.
    pub language: Option<Language>,
    /// Whether it is heard.
    pub sound: Option<Sound>,
    /// How far it goes.
    pub reach: Option<Reach>,
}

impl SubscriptionChange {
    /// Whether nothing is to change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A person's slip. Each gets a sentence that says what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// No command has this name.
    UnknownCommand {
        /// What was typed, cut to something short.
        typed: String,
        /// The nearest command.
        nearest: Option<CommandName>,
        /// What was typed after it, if the nearest command takes it.
        arguments: String,
    },
    /// The list has no such number.
    NoSuchNumber {
        /// The list.
        series: Series,
        /// What was typed, cut to something short.
        typed: String,
    },
    /// A command needs something after its name.
    Missing(CommandName),
    /// What stands after the name isn't understood.
    NotUnderstood {
        /// The command.
        command: CommandName,
        /// The part that isn't, cut to something short.
        typed: String,
    },
    /// Nothing was said.
    Nothing,
    /// The choice is too old, or not the bot's.
    StaleChoice,
}

/// Either what somebody wants, or the slip they made.
pub type Interpretation = Result<Intent, Correction>;
