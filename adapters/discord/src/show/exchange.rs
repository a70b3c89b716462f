//! One interaction, from its coming to its last answer.
//!
//! Discord gives three seconds for the first answer and 15 minutes for all. What the bot says at once is the first
//! answer; otherwise, after a moment, the interaction is acknowledged, by a timer of its own that waits for nobody, and
//! what the bot says then takes the place of that. What is meant for one person is never said where others see it: if
//! Discord doesn't let it be shown so, it isn't shown.
//!
//! Which message an answer becomes:
//! - a press under the presser's own message changes that message;
//! - everything else, such as a command, or a press under news or under somebody else's answer, gets a message of its own;
//! - in a server, what is for the person alone, and every answer beside a message that isn't the presser's, is ephemeral.

use std::sync::Arc;
use std::time::Duration;

use bot_core::ids::Timestamp;
use bot_core::incoming::{Event, Incoming};
use bot_core::platform::Bot;
use bot_core::view::{Audience, ChoiceToken, Form, Reply};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serenity::all::MessageId;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};

use super::lateness::{LATE, Lateness};
use super::{REPLY, is_remark, told};
use crate::Discord;
use crate::api::{Fault, NOTHING, code};
use crate::components::Owner;
use crate::inbound::Interaction;
use crate::modal;
use crate::render::Part;
use crate::route::Route;

/// How long Discord waits for the first answer.
const WINDOW: Duration = Duration::from_secs(3);

/// At what age an interaction is acknowledged that hasn't been answered. Half of [`WINDOW`] is left for the call, and for
/// a second one.
const MOMENT: Duration = Duration::from_millis(1500);

/// How long one try of the first answer may take.
const TRY: Duration = Duration::from_secs(1);

/// The pause between two tries of it.
const PAUSE: Duration = Duration::from_millis(100);

/// How long an interaction can be answered: 15 minutes, with one to be on the safe side.
const LIFE: Duration = Duration::from_secs(14 * 60);

/// The webhook of an interaction is gone, or isn't there yet: now and then Discord knows it only seconds after it took
/// the first answer (discord/discord-api-docs#7220).
const UNKNOWN_WEBHOOK: u32 = 10_015;

/// How young an interaction is whose webhook may still come.
const WEBHOOK_YOUNG: Duration = Duration::from_secs(30);

/// The pauses before it is asked for again. Few: Discord shuts out whoever asks again and again for what isn't there.
const WEBHOOK_PAUSES: [Duration; 3] = [Duration::from_millis(400), Duration::from_secs(2), Duration::from_secs(5)];

/// A message that only the person sees (`EPHEMERAL`).
const EPHEMERAL: u64 = 1 << 6;

/// The kinds of first answers
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object>).
mod callback {
    /// A message.
    pub(super) const MESSAGE: u8 = 4;
    /// A message that says "thinking…", until it is changed.
    pub(super) const THINKING: u8 = 5;
    /// Nothing to be seen; the pressed message may be changed later.
    pub(super) const HELD: u8 = 6;
    /// The pressed message, changed.
    pub(super) const UPDATE: u8 = 7;
}

/// An interaction that is being answered.
pub(crate) struct Exchange {
    discord: Arc<Discord>,
    interaction: Interaction,
    lateness: Arc<Lateness>,
    /// When it came, by the clock that goes with its id.
    came: Timestamp,
    /// When it was made, as far as can be told.
    made: Instant,
    late: bool,
    /// Held during calls, so that what is told to Discord has an order.
    state: Mutex<State>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing was said yet.
    Open,
    /// A message says "thinking…".
    Thinking {
        /// To the person alone.
        alone: bool,
    },
    /// It was acknowledged without a trace. Only where something was pressed.
    Held,
    /// The first answer is there.
    Answered,
    /// Somebody else answers it, such as a second program with the same token.
    Elsewhere,
    /// It can't be answered any more.
    Lost,
}

/// A first answer.
#[derive(Serialize)]
struct Response<'a> {
    r#type: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data<'a>>,
}

/// What it holds; also a further answer.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    part: Option<&'a Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<u64>,
}

/// A message as it is shown.
#[derive(Deserialize)]
struct Shown {
    id: MessageId,
    #[serde(default)]
    flags: u64,
}

/// One message to show.
struct Message {
    part: Part,
    /// To the person alone. Never in a direct chat, where they are alone.
    alone: bool,
    /// Instead of the pressed message.
    in_place: bool,
}

impl Exchange {
    /// Begins with an interaction that comes now.
    pub(crate) fn new(
        discord: &Arc<Discord>,
        interaction: Interaction,
        came: Timestamp,
        lateness: &Arc<Lateness>,
    ) -> Arc<Self> {
        let age = lateness.age(interaction.created(), came);
        let now = Instant::now();
        Arc::new(Self {
            discord: Arc::clone(discord),
            interaction,
            lateness: Arc::clone(lateness),
            came,
            made: now.checked_sub(age).unwrap_or(now),
            late: age >= LATE,
            state: Mutex::new(State::Open),
        })
    }

    /// What is answered.
    pub(crate) fn interaction(&self) -> &Interaction {
        &self.interaction
    }

    /// Acknowledges it when its time comes, unless it has been answered by then.
    pub(crate) async fn acknowledge_in_time(self: Arc<Self>) {
        sleep_until(self.made + MOMENT).await;
        self.acknowledge().await;
    }

    /// Answers it without a word.
    pub(crate) async fn settle(&self) {
        let mut state = self.state.lock().await;
        self.hush(&mut state).await;
    }

    /// Lets the bot act on it, and shows what it says.
    pub(crate) async fn answer(&self, bot: &dyn Bot, incoming: Incoming) {
        if self.late {
            // Nothing is done for somebody who was told that it failed.
            if !matches!(self.acknowledge().await, State::Thinking { .. } | State::Held) {
                tracing::debug!("an interaction is dropped: it came too late");
                return;
            }
            self.lateness.correct(self.interaction.created(), self.came);
        }
        let picked = match &incoming.what {
            Event::Choice(token) => Some(token.clone()),
            _ => None,
        };
        let replies = self.discord.think(bot, incoming).await;
        self.show(&replies, picked.as_ref()).await;
    }

    async fn acknowledge(&self) -> State {
        let mut state = self.state.lock().await;
        if *state == State::Open {
            let (deferral, then) = self.deferral();
            *state = self.respond(&deferral, then).await.unwrap_or(State::Lost);
        }
        *state
    }

    /// How it is acknowledged while the bot thinks.
    fn deferral(&self) -> (Response<'static>, State) {
        if self.interaction.updates() {
            return (Response { r#type: callback::HELD, data: None }, State::Held);
        }
        let alone =
            self.interaction.guild.is_some() && (self.interaction.ephemeral || self.interaction.pressed.is_some());
        let data = Data { part: None, flags: alone.then_some(EPHEMERAL) };
        (Response { r#type: callback::THINKING, data: Some(data) }, State::Thinking { alone })
    }

    /// Shows what the bot says.
    async fn show(&self, replies: &[Reply], picked: Option<&ChoiceToken>) {
        // Until the end of this, the timer waits; then it finds nothing to do.
        let mut state = self.state.lock().await;
        if *state == State::Open
            && let Some(form) = self.form(replies, picked)
        {
            let response = modal::open(form, Owner::Person(self.interaction.person));
            match self.respond(&response, State::Answered).await {
                Ok(now) => {
                    *state = now;
                    return;
                }
                // The same question can be answered without a form.
                Err(fault) => told(&fault),
            }
        }
        let mut messages: Vec<_> = replies.iter().flat_map(|reply| self.messages(reply)).collect();
        if messages.is_empty() {
            return self.hush(&mut state).await;
        }
        if let State::Thinking { alone: true } = *state {
            // It can't be shown to others any more.
            messages.iter_mut().for_each(|message| message.alone = true);
        }
        // What can take the place that is there comes first; the rest keeps its order.
        let thinking = matches!(*state, State::Thinking { .. });
        let fits = |message: &Message, state: State| match state {
            State::Thinking { alone } => message.alone == alone,
            _ => message.in_place,
        };
        messages.sort_by_key(|message| !fits(message, *state));
        let mut rest = messages.iter();
        if matches!(*state, State::Open) || fits(&messages[0], *state) {
            let first = &messages[0];
            rest.next();
            match *state {
                State::Open => *state = self.begin(first).await,
                State::Thinking { .. } | State::Held => *state = self.edit(first).await,
                State::Answered | State::Elsewhere | State::Lost => {}
            }
            if *state == State::Lost {
                rest = messages.iter();
            }
        } else if thinking && !self.remove(None).await {
            // Discord would show the next answer in its place, to everybody.
            *state = State::Lost;
        }
        match *state {
            State::Lost => self.fall_back(rest).await,
            State::Elsewhere => {}
            _ => self.follow_up(rest).await,
        }
        if matches!(*state, State::Held | State::Thinking { .. }) {
            *state = State::Answered;
        }
    }

    /// The form to open: somebody picked what opens it, and the bot asks its question again.
    fn form<'a>(&self, replies: &'a [Reply], picked: Option<&ChoiceToken>) -> Option<&'a Form> {
        let [Reply { view, .. }] = replies else { return None };
        // Discord answers a form with anything but a form.
        view.form.as_deref().filter(|form| Some(&form.open.token) == picked && !self.interaction.form)
    }

    /// A reply as messages.
    fn messages(&self, reply: &Reply) -> impl Iterator<Item = Message> + use<> {
        let Interaction { guild, person, ephemeral, pressed, .. } = self.interaction;
        let beside = pressed.is_some() && (!self.interaction.updates() || is_remark(&reply.view));
        let alone = guild.is_some() && (reply.audience == Audience::OnlyYou || ephemeral || beside);
        let in_place = self.interaction.updates() && pressed.is_some_and(|pressed| pressed.ephemeral == alone);
        let parts = self.discord.parts(&reply.view, Owner::Person(person));
        parts.into_iter().map(move |part| Message { part, alone, in_place })
    }

    /// Shows the first message, where nothing was said yet.
    async fn begin(&self, message: &Message) -> State {
        let mut result = Err(Fault::Refused { status: 404, code: code::UNKNOWN_MESSAGE });
        if message.in_place {
            let data = Data { part: Some(&message.part), flags: None };
            result = self.respond(&Response { r#type: callback::UPDATE, data: Some(data) }, State::Answered).await;
        }
        // Somebody may have deleted the message that was pressed.
        if result.is_err_and(|fault| fault.is(code::UNKNOWN_MESSAGE)) {
            let data = Some(message.data());
            result = self.respond(&Response { r#type: callback::MESSAGE, data }, State::Answered).await;
        }
        result.unwrap_or_else(|fault| {
            told(&fault);
            // Nobody knows whether it got through, or it won't at any time.
            if fault == Fault::Unreachable { State::Lost } else { State::Elsewhere }
        })
    }

    /// Shows the first message, where the interaction was acknowledged.
    async fn edit(&self, message: &Message) -> State {
        let Some(patience) = self.patience() else { return State::Lost };
        let (application, token) = (self.discord.me.application, self.interaction.token.clone());
        let route = Route::EditAnswer { application, token, message: None };
        let data = Data { part: Some(&message.part), flags: None };
        match self.change::<IgnoredAny>(&route, Some(&data), patience).await {
            Ok(_) | Err(Fault::Unreadable) => State::Answered,
            Err(fault) if is_over(&fault) => State::Lost,
            // Somebody deleted what should be changed.
            Err(fault) if fault.is(code::UNKNOWN_MESSAGE) => {
                self.follow_up(std::iter::once(message)).await;
                State::Answered
            }
            Err(fault) => {
                told(&fault);
                if !self.interaction.updates() && matches!(fault, Fault::Refused { .. }) {
                    // It would say "thinking…" for the rest of the 15 minutes.
                    self.remove(None).await;
                }
                State::Elsewhere
            }
        }
    }

    /// Shows further messages.
    async fn follow_up<'a>(&self, messages: impl Iterator<Item = &'a Message>) {
        let mut messages = messages.peekable();
        while let Some(message) = messages.next_if(|_| self.patience().is_some()) {
            let patience = self.patience().unwrap_or_default();
            let (application, token) = (self.discord.me.application, self.interaction.token.clone());
            let route = Route::FollowUp { application, token };
            match self.change::<Shown>(&route, Some(&message.data()), patience).await {
                Ok(shown) if message.alone && shown.flags & EPHEMERAL == 0 => {
                    // Never seen; if it ever comes, nothing personal stays where everybody can read it.
                    tracing::error!("Discord showed to everybody what was for one person; it is deleted");
                    self.remove(Some(shown.id)).await;
                }
                Ok(_) | Err(Fault::Unreadable) => {}
                Err(fault) => {
                    if is_over(&fault) {
                        self.fall_back(std::iter::once(message).chain(messages)).await;
                    } else {
                        told(&fault);
                    }
                    return;
                }
            }
        }
        self.fall_back(messages).await;
    }

    /// Shows messages of an interaction that is over: in a direct chat as any other message, elsewhere not at all.
    async fn fall_back<'a>(&self, messages: impl Iterator<Item = &'a Message>) {
        let parts: Vec<_> = messages.map(|message| message.part.clone()).collect();
        if parts.is_empty() {
            return;
        }
        if self.interaction.guild.is_some() {
            tracing::debug!("an answer is not shown: its interaction is over");
            return;
        }
        self.discord.post(self.interaction.channel, None, &format!("i{}", self.interaction.id), &parts).await;
    }

    /// Ends it without a word.
    async fn hush(&self, state: &mut State) {
        if *state == State::Open {
            let (response, then) = match self.interaction.pressed {
                Some(_) => (Response { r#type: callback::HELD, data: None }, State::Held),
                None => self.deferral(),
            };
            *state = self.respond(&response, then).await.unwrap_or(State::Lost);
        }
        if let State::Thinking { .. } = *state {
            self.remove(None).await;
            *state = State::Answered;
        }
    }

    /// Deletes the first answer or a further one. Whether it is gone.
    async fn remove(&self, message: Option<MessageId>) -> bool {
        let (application, token) = (self.discord.me.application, self.interaction.token.clone());
        let route = Route::DeleteAnswer { application, token, message };
        match self.change::<IgnoredAny>(&route, NOTHING, REPLY).await {
            Ok(_) | Err(Fault::Unreadable) => true,
            Err(fault) => fault.is(code::UNKNOWN_MESSAGE),
        }
    }

    /// Carries out a call about anything but the first answer.
    async fn change<T: DeserializeOwned>(
        &self,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> Result<T, Fault> {
        let mut pauses = WEBHOOK_PAUSES.iter();
        loop {
            // Never closed.
            let changing = self.discord.changing.acquire().await;
            let changed = self.discord.sender.send_patiently(route, body, patience).await;
            drop(changing);
            let is_young = self.made.elapsed() < WEBHOOK_YOUNG;
            match (&changed, pauses.next()) {
                (Err(fault), Some(pause)) if fault.is(UNKNOWN_WEBHOOK) && is_young => sleep(*pause).await,
                _ => return changed,
            }
        }
    }

    /// Gives the first answer, again where the first try is lost: a second one is refused if the first got through. Waits
    /// for nobody's turn.
    async fn respond(&self, response: &impl Serialize, then: State) -> Result<State, Fault> {
        let route = Route::Respond { interaction: self.interaction.id, token: self.interaction.token.clone() };
        let until = self.made + WINDOW;
        let mut again = false;
        loop {
            let answering = self.discord.answering.acquire().await;
            let answered = self.discord.api.call::<IgnoredAny>(&route, Some(response), TRY).await;
            drop(answering);
            let fault = match answered {
                Ok(_) | Err(Fault::Unreadable) => return Ok(then),
                Err(fault) if fault.is(code::ACKNOWLEDGED) => return Ok(if again { then } else { State::Elsewhere }),
                Err(fault) if fault.is(code::UNKNOWN_INTERACTION) => return Ok(State::Lost),
                Err(fault) => fault,
            };
            let wait = match fault {
                Fault::Unreachable => PAUSE,
                Fault::Limited { wait, .. } => wait,
                fault => return Err(fault),
            };
            if Instant::now() + wait >= until {
                return Err(fault);
            }
            again |= fault == Fault::Unreachable;
            sleep(wait).await;
        }
    }

    /// How long something may be tried before it no longer helps or can't be done; none if that is over.
    fn patience(&self) -> Option<Duration> {
        let left = (self.made + LIFE).saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| left.min(REPLY))
    }
}

impl Message {
    fn data(&self) -> Data<'_> {
        Data { part: Some(&self.part), flags: self.alone.then_some(EPHEMERAL) }
    }
}

/// Whether an interaction's time is over.
fn is_over(fault: &Fault) -> bool {
    fault.is(UNKNOWN_WEBHOOK) || fault.is(code::INVALID_WEBHOOK_TOKEN) || fault.is(code::UNKNOWN_INTERACTION)
}

#[cfg(test)]
mod tests;
