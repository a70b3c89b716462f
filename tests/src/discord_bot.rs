//! The whole bot on the fake Discord: how people speak with it there, and what they see.
//!
//! Before the bot starts, its addresses are looked at: a test never speaks to the real Discord.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::{PersonAddress, Platform};
use bot_core::phrases::Phrases;
use discord::{CommandMenu, ConnectError, Discord, Limits, RunError, Settings, Token};
use tokio::sync::watch;

use crate::core_stage::knowledge;
use crate::desk::Desk;
use crate::discord::{
    Acknowledgement, ChannelId, Conduct, Fake, GuildId, InteractionId, InteractionKind, Message, MessageId, Modal,
    Person,
};
use crate::discord_words::filled;
use crate::fake;
use crate::whole_bot::{Clock, Service, WholeBot, pledge_of};

/// How long people look at an answer before they press again, in milliseconds. What is pressed sooner is the same press.
pub const MOMENT: i64 = 4_000;

/// How the bot is run.
#[derive(Clone, Debug)]
pub struct Run {
    /// How much it may send. Much more than Discord takes, so that no test waits; tests of limits set their own.
    pub limits: Limits,
    /// Where alone its commands are registered; without it, everywhere.
    pub development_guild: Option<u64>,
    /// What it registers.
    pub menu: CommandMenu,
    /// The token, if it isn't the right one.
    pub token: Option<Token>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            limits: Limits { per_second: 100_000 },
            development_guild: None,
            menu: outreach_bot::platforms::discord_menu(&knowledge()),
            token: None,
        }
    }
}

/// A bot on a Discord of its own.
pub type DiscordBot = WholeBot<OnDiscord>;

/// Discord, as a service to be on.
pub enum OnDiscord {}

impl Service for OnDiscord {
    type Fake = Fake;
    type Run = Run;
    type Adapter = Discord;
    type ConnectError = ConnectError;
    type RunError = RunError;

    fn platform() -> Platform {
        discord::platform()
    }

    fn fake(clock: fake::Clock) -> Fake {
        Fake::start(Conduct { clock, ..Conduct::default() })
    }

    async fn connect(fake: &Fake, run: &Run, clock: Clock) -> Result<Arc<Discord>, ConnectError> {
        Discord::connect(settings(fake, run), Phrases::embedded(), run.menu.clone(), clock).await
    }

    async fn run(adapter: Arc<Discord>, _: Run, bot: Arc<Desk>, stop: watch::Receiver<bool>) -> Result<(), RunError> {
        adapter.run(bot, stop).await
    }

    async fn idle(adapter: &Discord) {
        adapter.idle().await;
    }

    /// It hears what happens, and people can fill in its commands.
    fn await_start(fake: &Fake, run: &Run) {
        fake.wait_until_ready();
        let guild = run.development_guild.map(GuildId);
        fake.wait("the commands", |world| (!world.commands(guild).is_empty()).then_some(()));
    }

    /// Nobody comes back to its sessions.
    fn await_death(fake: &Fake) {
        fake.wait("the dead bot's connections to break", |world| (world.connections() == 0).then_some(()));
        fake.forget_sessions();
    }
}

/// What the adapter is told.
///
/// # Panics
/// When an address of the fake isn't on this machine.
fn settings(fake: &Fake, run: &Run) -> Settings {
    assert_loopback(fake.api_url());
    assert_loopback(fake.gateway_url());
    let token = run.token.clone().unwrap_or_else(|| Token::new(fake.token()));
    let api_url = fake.api_url().parse().expect("the fake has an address");
    Settings { token, api_url, development_guild: run.development_guild, limits: run.limits }
}

impl DiscordBot {
    /// Waits until everything that happened was heard and answered.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn settle(&self) {
        self.fake.wait_until_heard();
        self.idle();
    }

    /// What the bot has written in a channel as this person sees it now, oldest first: with what is shown to them
    /// alone, without what is shown to others alone.
    pub fn seen_by(&self, person: Person, channel: ChannelId) -> Vec<Message> {
        let us = self.fake.bot_id();
        let ours = |message: &&Message| message.author == us;
        self.fake.look(|world| world.seen(person, channel).into_iter().filter(ours).cloned().collect())
    }

    /// What the bot has written in a channel for everybody there, as it stands now, oldest first.
    pub fn written(&self, channel: ChannelId) -> Vec<Message> {
        self.fake.look(|world| world.bot_messages(channel).into_iter().cloned().collect())
    }

    /// What came in a channel for this person's eyes since the last one of these.
    fn since(&self, person: Person, channel: ChannelId, before: &[Message]) -> Vec<Message> {
        let known = |message: &Message| before.iter().any(|old| old.id == message.id);
        self.seen_by(person, channel).into_iter().filter(|message| !known(message)).collect()
    }

    /// A person says something. What the bot writes there because of it, as they see it.
    pub fn ask(&self, person: Person, channel: ChannelId, words: &str) -> Vec<Message> {
        let before = self.seen_by(person, channel);
        self.fake.say(person, channel, words);
        self.settle();
        self.since(person, channel, &before)
    }

    /// A person says something to the bot in their direct messages.
    pub fn tell(&self, person: Person, words: &str) -> Vec<Message> {
        self.ask(person, self.fake.dm(person), words)
    }

    /// A person mentions the bot with these words.
    pub fn mention(&self, person: Person, channel: ChannelId, words: &str) -> Vec<Message> {
        self.ask(person, channel, &format!("{} {words}", self.fake.mention()))
    }

    /// A person fills in a command, as the line `/rec 8` says it. Waits for nothing.
    ///
    /// # Panics
    /// When there is no such command, or its options can't say this.
    pub fn fill_in(&self, person: Person, channel: ChannelId, line: &str) -> InteractionId {
        let filled = filled(&self.run.menu, line).unwrap_or_else(|| panic!("{line} can't be filled in"));
        let options: Vec<_> = filled.options.iter().map(|(name, value)| (&**name, value.clone())).collect();
        self.fake.slash(person, channel, &filled.name, &options)
    }

    /// A person fills in a command, as the line `/rec 8` says it. What the bot writes because of it, as they see it.
    ///
    /// # Panics
    /// When Discord would say that the application doesn't respond.
    pub fn slash(&self, person: Person, channel: ChannelId, line: &str) -> Vec<Message> {
        let before = self.seen_by(person, channel);
        let asked = self.fill_in(person, channel, line);
        self.settle();
        self.answered(asked);
        self.since(person, channel, &before)
    }

    /// A person presses a button, or picks a line of a menu, by what stands on it. Waits for nothing.
    pub fn pick(&self, person: Person, message: MessageId, label: &str) -> InteractionId {
        let is_button = self.seen(message).buttons().any(|button| button.label == label);
        if is_button { self.fake.press(person, message, label) } else { self.fake.select(person, message, &[label]) }
    }

    /// A person presses a button, or picks a line of a menu, by what stands on it. What the message says then, or the new message that
    /// is the answer.
    ///
    /// # Panics
    /// When Discord would say that the interaction failed, or when a form is the answer.
    pub fn press(&self, person: Person, message: &Message, label: &str) -> Message {
        let before = self.seen_by(person, message.channel);
        self.pass(MOMENT);
        let pressed = self.pick(person, message.id, label);
        self.settle();
        let how = self.answered(pressed);
        assert_ne!(how, Acknowledgement::Modal, "{label} opens a form");
        match self.since(person, message.channel, &before).pop() {
            Some(new) => new,
            None => self.seen(message.id),
        }
    }

    /// A person presses a button that opens a form.
    ///
    /// # Panics
    /// When it opens none.
    pub fn open(&self, person: Person, message: &Message, label: &str) -> (InteractionId, Modal) {
        self.pass(MOMENT);
        let pressed = self.fake.press(person, message.id, label);
        self.settle();
        (pressed, self.fake.look(|world| world.modal(pressed)).unwrap_or_else(|| panic!("{label} opens no form")))
    }

    /// A person sends a form, with these answers by the labels of its fields; those that aren't named stay as they were.
    /// What they see then: the message the form belongs to, or a new one.
    ///
    /// # Panics
    /// When Discord would say that something went wrong.
    pub fn submit(&self, person: Person, form: InteractionId, answers: &[(&str, &str)]) -> Message {
        let sent = self.fake.submit(person, form, answers);
        self.settle();
        self.answered(sent);
        self.fake.look(|world| world.answer(sent)).expect("a form that is sent has an answer")
    }

    /// How an interaction was acknowledged.
    ///
    /// # Panics
    /// When it wasn't, or too late, or is left with a promise.
    #[track_caller]
    pub fn answered(&self, id: InteractionId) -> Acknowledgement {
        let did = self.fake.look(|world| world.interaction(id).clone());
        let how = did.answer.unwrap_or_else(|| panic!("nothing is said to {did:#?}"));
        assert!(did.took.is_some_and(|took| took < Duration::from_secs(3)), "acknowledged too late: {did:#?}");
        if how == Acknowledgement::Thinking && did.kind != InteractionKind::Autocomplete {
            let original = did.original.map(|message| self.seen(message));
            assert!(original.is_none_or(|message| !message.thinking), "the bot goes on thinking: {did:#?}");
        }
        how
    }

    /// A message as it is now.
    ///
    /// # Panics
    /// When it never was.
    pub fn seen(&self, message: MessageId) -> Message {
        let now = self.fake.look(|world| world.message(message).cloned());
        now.expect("what was once there is remembered")
    }

    /// A person pledges in their direct messages, with their full name and for rooms to hear. Nothing is delivered yet.
    pub fn pledge(&self, person: Person, name: &str) {
        for words in pledge_of(name) {
            self.tell(person, &words);
        }
        let thanks = self.tell(person, "confirm");
        assert!(
            thanks.iter().any(|message| message.content.contains("Thank you!")),
            "{name} is no supporter: {thanks:#?}"
        );
    }
}

/// The address under which the bot knows somebody.
pub fn address(person: Person) -> PersonAddress {
    PersonAddress { platform: discord::platform(), user: person.0.to_string() }
}

/// Fails unless an address is on this machine.
///
/// # Panics
/// When it isn't.
#[track_caller]
pub fn assert_loopback(url: &str) {
    let url: reqwest::Url = url.parse().expect("an address");
    let host: IpAddr =
        url.host_str().and_then(|host| host.parse().ok()).expect("a number, which no name server is asked for");
    assert!(host.is_loopback(), "tests speak to nobody else");
}
