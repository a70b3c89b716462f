//! What a command sees while it decides: what the bot knows, what happened, and the facts.

use bot_core::conversation::{Conversation, Kept};
use bot_core::country::Country;
use bot_core::decision::{ConversationChange, Decision};
use bot_core::ids::Timestamp;
use bot_core::incoming::{Aside, Incoming, PlaceKind};
use bot_core::language::Language;
use bot_core::phrases::{Say, Value};
use bot_core::store::{Facts, Role};
use bot_core::view::{Audience, Choice, ChoiceToken, Destination, Reply, View};

use crate::interpret;
use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::press::{Press, command_token};
use crate::restraint::typed_as;

/// What a command sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) incoming: &'a Incoming,
    pub(crate) facts: &'a Facts,
    /// Whether this person may change this room's settings.
    pub(crate) may_administer: bool,
    /// The language that the question is asked in, or that the choice was offered in.
    pub(crate) asked_in: Option<Language>,
}

impl<'a> Scene<'a> {
    pub(crate) fn now(&self) -> Timestamp {
        self.incoming.at
    }

    /// The person's choice, the language of the question, and else as in [`answer_language`].
    pub(crate) fn language(&self) -> Language {
        let asked_in = self.asked_in.filter(|_| self.facts.language.is_none());
        asked_in.unwrap_or_else(|| answer_language(self.incoming, self.facts))
    }

    /// The language that choices have to carry along, because without it they would be answered in another one.
    pub(crate) fn carried_language(&self) -> Option<Language> {
        Some(self.language()).filter(|language| *language != answer_language(self.incoming, self.facts))
    }

    pub(crate) fn say(&self) -> Say<'a> {
        self.knowledge.say(self.language())
    }

    pub(crate) fn text(&self, key: &str) -> String {
        self.say().text(key)
    }

    pub(crate) fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.say().with(key, values)
    }

    pub(crate) fn is_private(&self) -> bool {
        self.incoming.place.is_private()
    }

    /// Whether this is a reply inside a group that only this person sees.
    pub(crate) fn is_beside_a_group(&self) -> bool {
        self.incoming.place.kind == PlaceKind::Aside
    }

    /// Whether one person here is answered alone in a chat that the bot opens.
    pub(crate) fn opens_chats(&self) -> bool {
        self.incoming.place.kind == PlaceKind::Group { aside: Aside::BotOpens }
    }

    pub(crate) fn country_name(&self, country: Country) -> &'a str {
        self.knowledge.countries.name(country, self.language())
    }

    /// Whether the person may look at pledges.
    pub(crate) fn may_review(&self) -> bool {
        self.facts.roles.iter().any(|r| matches!(r, Role::Reviewer | Role::Organiser))
    }

    /// Whether the person may write to rooms.
    pub(crate) fn may_announce(&self) -> bool {
        self.facts.roles.contains(&Role::Organiser)
    }

    /// The conversation that is going on, unless it has expired.
    pub(crate) fn conversation(&self) -> Option<&'a Conversation> {
        match &self.facts.conversation {
            Kept::Open { conversation, expires_at } if *expires_at > self.now() => Some(conversation),
            _ => None,
        }
    }

    /// A reply for everybody in the room.
    pub(crate) fn openly(&self, view: View) -> Decision {
        Decision::say([Reply { view: view.written_in(self.language()), audience: Audience::Room, onward: None }])
    }

    /// A reply for this person alone.
    pub(crate) fn privately(&self, view: View) -> Decision {
        Decision::say([self.private_reply(view)])
    }

    pub(crate) fn private_reply(&self, view: View) -> Reply {
        let audience = if self.is_private() { Audience::Room } else { Audience::OnlyYou };
        Reply { view: view.written_in(self.language()), audience, onward: None }
    }

    /// A choice that is a command, with the words to type for it.
    pub(crate) fn command_choice(
        &self,
        command: CommandName,
        arguments: &str,
        label: String,
        say: String,
    ) -> Option<Choice> {
        Some(Choice {
            token: command_token(command, arguments)?,
            label,
            say,
            destination: self.destination_of(command),
            typed: interpret::judges(self.knowledge, command, arguments),
        })
    }

    /// A choice that is a command without arguments.
    pub(crate) fn simple_choice(&self, command: CommandName) -> Choice {
        let name = self.command_name(command);
        let label = self.text(&format!("choose-{}", command.as_str()));
        self.command_choice(command, "", label, name).expect("our own names fit into a token")
    }

    fn destination_of(&self, command: CommandName) -> Destination {
        let must_open = matches!(self.incoming.place.kind, PlaceKind::Group { aside: Aside::MustOpen });
        if must_open && command.is_personal() { Destination::Private } else { Destination::Here }
    }

    /// A command as it is typed here, in the language of the answer.
    pub(crate) fn command_name(&self, command: CommandName) -> String {
        self.typed(&command_name(self.say(), command))
    }

    /// A phrase that names commands, as they are typed here. Its variables are called like the commands.
    pub(crate) fn naming<const N: usize>(
        &self,
        key: &str,
        commands: &[CommandName],
        values: [(&str, Value<'_>); N],
    ) -> String {
        let names: Vec<_> = commands.iter().map(|command| (command.as_str(), self.command_name(*command))).collect();
        let names = names.iter().map(|(variable, name)| (*variable, name.as_str().into()));
        self.with(key, &names.chain(values).collect::<Vec<_>>())
    }

    /// Examples of a command, as they are typed here.
    pub(crate) fn usage(&self, command: CommandName) -> Vec<String> {
        let examples = self.say().lines(&format!("command-{}-usage", command.as_str()));
        examples.iter().map(|example| self.typed(example)).collect()
    }

    /// A line that begins with a command's name, as it is typed here.
    pub(crate) fn typed(&self, line: &str) -> String {
        format!("{}{line}", self.incoming.place.prefix)
    }

    /// A word with a fixed meaning, in the language of the answer.
    pub(crate) fn word(&self, meaning: &str) -> String {
        self.say().lines(&format!("words-{meaning}")).into_iter().next().unwrap_or_default()
    }

    pub(crate) fn choice(&self, token: ChoiceToken, label: String, say: String) -> Choice {
        let typed = Press::read(&token).is_some_and(|press| typed_as(&press).is_some());
        Choice { token, label, say, destination: Destination::Here, typed }
    }
}

/// The language of an answer, whatever was asked: the person's choice, their app's, the room's choice, what the room is set to, that of the
/// pledge that is open, English.
pub fn answer_language(incoming: &Incoming, facts: &Facts) -> Language {
    let chosen = facts.language;
    let app = || incoming.locale.as_deref().and_then(Language::from_tag);
    let room = || facts.room.as_ref().and_then(|room| room.language);
    let set = || incoming.place.locale.as_deref().and_then(Language::from_tag);
    let begun = || match &facts.conversation {
        Kept::Open { conversation: Conversation::Pledging(draft), .. } => draft.language,
        _ => None,
    };
    chosen.or_else(app).or_else(room).or_else(set).or_else(begun).unwrap_or_default()
}

/// A command's name in a language.
pub(crate) fn command_name(say: Say<'_>, command: CommandName) -> String {
    say.lines(&format!("command-{}-names", command.as_str()))
        .into_iter()
        .next()
        .unwrap_or_else(|| command.as_str().to_owned())
}

/// The conversation goes on.
pub(crate) fn goes_on(mut decision: Decision, conversation: Conversation) -> Decision {
    decision.conversation = Some(ConversationChange::To(Box::new(conversation)));
    decision
}

/// The conversation is over.
pub(crate) fn ends(mut decision: Decision) -> Decision {
    decision.conversation = Some(ConversationChange::End);
    decision
}
