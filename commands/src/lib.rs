//! What the bot does with what people say: from an event to what somebody wants ([`interpret()`]), and from that and
//! the facts to a decision ([`decide()`]). Pure: it reads no clock, no database and no network, and it knows no
//! platform. One file per command.

mod announce;
mod announcements;
mod ask;
mod complete;
mod correction;
mod display;
mod forget;
mod greet;
mod help;
mod intent;
mod interpret;
mod knowledge;
mod language;
mod mydata;
mod name;
mod news;
mod passage;
mod pledge;
mod press;
mod privacy;
mod restraint;
mod review;
mod roles;
mod scene;
mod suggest;
mod supporters;
mod withdraw;
mod words;
mod wrong;

use bot_core::answers::Understanding;
use bot_core::conversation::{Conversation, Kept};
use bot_core::decision::{Change, Decision, Thanks};
use bot_core::ids::SupporterNumber;
use bot_core::incoming::{Aside, Event, Incoming, PlaceKind};
use bot_core::language::Language;
use bot_core::pledge::Step;
use bot_core::store::Facts;
use bot_core::view::{Audience, Block, Onward, Reply, View};

pub use complete::{complete, wants_to_complete};
pub use intent::{Correction, Intent, Interpretation, SubscriptionChange};
pub use interpret::{LONGEST_TEXT, interpret, wants};
pub use knowledge::{Knowledge, Review};
pub use name::{CommandAudience, CommandName, CommandNames};
pub use news::render;
pub use press::{PledgeAnswer, Press};
pub use scene::answer_language;
pub use suggest::suggest;
pub use words::choose;

use scene::{Scene, ends};

/// Whether deciding needs to know if this person may change this room's settings, which can cost a look-up on the
/// platform.
pub fn asks_for_authority(interpretation: &Interpretation) -> bool {
    fn of(intent: &Intent) -> bool {
        match intent {
            Intent::Announcements(_) => true,
            Intent::Say { command: Some(command), .. } => command.as_ref().as_ref().is_ok_and(of),
            _ => false,
        }
    }
    interpretation.as_ref().is_ok_and(of)
}

/// What to do about an event.
pub fn decide(
    knowledge: &Knowledge,
    incoming: &Incoming,
    interpretation: &Interpretation,
    facts: &Facts,
    may_administer: bool,
) -> Decision {
    let asked_in = asked_in(knowledge, incoming, interpretation, facts);
    let scene = Scene { knowledge, incoming, facts, may_administer, asked_in };
    let decision = match interpretation {
        Ok(intent) if must_open_private(&scene, intent) => move_to_private(&scene, intent),
        Ok(
            intent @ (Intent::Say { .. } | Intent::Press(_) | Intent::Form(_) | Intent::Pledge(_) | Intent::Standing),
        ) => carry_out(&scene, intent),
        Ok(intent) => pledge::and_ask_again(&scene, carry_out(&scene, intent)),
        Err(slip) => pledge::and_ask_again(&scene, correction::answer(&scene, slip)),
    };
    let decision = restraint::hold_back(&scene, interpretation, decision);
    let mut decision =
        if incoming.edited { decision } else { tell_of_lost_conversation(&scene, interpretation, decision) };
    if let Some(language) = scene.carried_language() {
        let choices = decision.replies.iter_mut().flat_map(|reply| &mut reply.view.choices);
        choices.for_each(|choice| choice.token = press::offered_in(&choice.token, language));
    }
    decision
}

/// From here on, a question is answered in the language that it seems to be asked in.
const SURE_OF_LANGUAGE: f32 = 0.8;

/// The language that somebody asks in or has a command's name from, or in which the choice was offered that they picked.
/// What is typed into an open conversation (a name, a country) says nothing about that.
fn asked_in(
    knowledge: &Knowledge,
    incoming: &Incoming,
    interpretation: &Interpretation,
    facts: &Facts,
) -> Option<Language> {
    let idle = !incoming.place.is_private() || matches!(facts.conversation, Kept::Idle);
    let names = &knowledge.names;
    let text = match (&incoming.what, interpretation) {
        (Event::Choice(token) | Event::Reaction(token), _) => return press::language_of(token),
        _ if !idle => return None,
        (_, Ok(Intent::Say { text, command: Some(_), .. })) => {
            let first = text.split_whitespace().next().unwrap_or_default();
            return names.language_of(first).or_else(|| names.language_of(text));
        }
        (_, Ok(Intent::Say { text, .. } | Intent::Ask { question: text, .. })) => text,
        (Event::Command { name, .. }, _) => return names.language_of(name),
        _ => return None,
    };
    let (language, sure) = knowledge.answers.language_of(text)?;
    Some(language).filter(|_| sure >= SURE_OF_LANGUAGE)
}

/// What to tell somebody whose words were acted on, but who never heard: the bot ended in between. Done again, a change of
/// settings says what it said; of everything else it is told where things stand now, because doing it again would be
/// something else. Only the replies of the decision on this are meant.
pub fn unheard(interpretation: &Interpretation) -> Interpretation {
    match interpretation {
        Ok(Intent::Say { command: Some(command), .. }) if command.as_ref().as_ref().is_ok_and(says_the_same) => {
            command.as_ref().clone()
        }
        Ok(intent) if says_the_same(intent) => interpretation.clone(),
        _ => Ok(Intent::Standing),
    }
}

/// Whether it says the same when it has been done already.
fn says_the_same(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Greet | Intent::Language(_) | Intent::Announcements(_) | Intent::Approve(_) | Intent::Refuse(..)
    )
}

/// Where somebody's own affairs stand: the question that waits for an answer, or all that is kept.
fn standing(scene: &Scene<'_>) -> Decision {
    match scene.conversation() {
        _ if !scene.is_private() => Decision::default(),
        Some(conversation) => asked_again(scene, conversation),
        None => mydata::show(scene),
    }
}

/// What to say to the person once a supporter got a number.
pub fn thank(knowledge: &Knowledge, thanks: &Thanks, number: SupporterNumber) -> View {
    pledge::thank(knowledge, thanks, number)
}

fn carry_out(scene: &Scene<'_>, intent: &Intent) -> Decision {
    match intent {
        Intent::Greet => greet::hello(scene),
        Intent::LeaveRoom => Decision { changes: vec![Change::LeaveRoom], ..Decision::default() },
        Intent::MoveRoom(to) => Decision { changes: vec![Change::MoveRoom(to.clone())], ..Decision::default() },
        Intent::Say { text, command, understanding } => {
            say(scene, text, command.as_deref().map(Result::as_ref), understanding)
        }
        Intent::Ask { question, understanding } => ask::answer(scene, question, understanding),
        Intent::Show { passage, wording } => passage::show(scene, passage, *wording),
        Intent::Definition => passage::definition(scene),
        Intent::About => passage::about(scene),
        Intent::Supporters(query) => supporters::page(scene, query),
        Intent::Latest => supporters::latest(scene),
        Intent::Stats => supporters::stats(scene),
        Intent::Pledge(typed) => pledge::begin(scene, typed),
        Intent::Display(display) => display::begin(scene, *display),
        Intent::Withdraw => withdraw::begin(scene),
        Intent::MyData => mydata::show(scene),
        Intent::Forget => forget::begin(scene),
        Intent::Privacy => privacy::show(scene),
        Intent::Wrong(question) => wrong::begin(scene, question.as_ref()),
        Intent::Language(None) => language::ask(scene),
        Intent::Language(Some(language)) => language::choose(scene, *language),
        Intent::Help(None) => help::all(scene),
        Intent::Help(Some(command)) => help::one(scene, *command),
        Intent::Cancel => cancel(scene),
        Intent::Announcements(change) => announcements::decide(scene, change),
        Intent::Review(pledge) => review::show(scene, *pledge),
        Intent::Approve(pledge) => review::approve(scene, *pledge),
        Intent::Refuse(pledge, reason) => review::refuse(scene, *pledge, *reason),
        Intent::Announce(text) => announce::begin(scene, text),
        Intent::Roles => roles::show(scene),
        Intent::Press(press) => self::press(scene, press),
        Intent::Form(answers) => pledge::form(scene, answers),
        Intent::Standing => standing(scene),
    }
}

/// Free words: part of the conversation that is going on in private, a command without its prefix, or a question.
fn say(
    scene: &Scene<'_>,
    text: &str,
    command: Option<Result<&Intent, &Correction>>,
    understanding: &Understanding,
) -> Decision {
    if let Some(conversation) = scene.conversation().filter(|_| scene.is_private()) {
        return in_conversation(scene, conversation, text, command.and_then(Result::ok), understanding);
    }
    match command {
        Some(Ok(command)) if must_open_private(scene, command) => move_to_private(scene, command),
        Some(Ok(command)) => carry_out(scene, command),
        Some(Err(slip)) => correction::answer(scene, slip),
        None if words::only_answers(scene.knowledge, text) => {
            let help = scene.command_name(CommandName::Help);
            let sentence = scene.with("nothing-open", &[("help", help.into())]);
            scene.openly(View::text(sentence).choice(scene.simple_choice(CommandName::Help)))
        }
        None => ask::answer(scene, text, understanding),
    }
}

/// Words while a conversation waits for an answer: that answer, or a command, so that nobody is caught in it, or a
/// question in the middle, after which the conversation's own question comes again.
fn in_conversation(
    scene: &Scene<'_>,
    conversation: &Conversation,
    text: &str,
    command: Option<&Intent>,
    understanding: &Understanding,
) -> Decision {
    let picked = match conversation {
        Conversation::Pledging(draft) => pledge::picked(scene, draft, text),
        Conversation::ConfirmingWithdrawal { pledge } => withdraw::words(scene, *pledge, text),
        Conversation::ConfirmingForget { .. } => forget::words(scene, text),
        Conversation::ChangingDisplay { pledge, display } => display::words(scene, *pledge, *display, text),
        Conversation::ConfirmingNotice { .. } => announce::words(scene, text),
        Conversation::ReportingWrongAnswer { question } => wrong::words(scene, question.as_ref(), text),
    };
    if let Some(decision) = picked {
        return decision;
    }
    let wants_words = match conversation {
        Conversation::Pledging(draft) => matches!(draft.step(), Step::Ask(_)),
        Conversation::ReportingWrongAnswer { question } => question.is_none(),
        _ => false,
    };
    if let Some(command) = command.filter(|command| !wants_words || is_no_answer(command, text)) {
        return pledge::and_ask_again(scene, carry_out(scene, command));
    }
    let typed = match conversation {
        Conversation::Pledging(draft) => pledge::typed(scene, draft, text),
        Conversation::ReportingWrongAnswer { question: None } => wrong::typed(scene, text),
        _ => None,
    };
    if let Some(decision) = typed {
        return decision;
    }
    let answer = if ask::has_answer(understanding) || wants_words {
        ask::answer(scene, text, understanding)
    } else {
        scene.privately(View::text(scene.text("pick-one")))
    };
    let mut again = asked_again(scene, conversation);
    again.replies.splice(0..0, answer.replies);
    again
}

/// The question that the conversation waits with, once more.
fn asked_again(scene: &Scene<'_>, conversation: &Conversation) -> Decision {
    match conversation {
        Conversation::Pledging(draft) => scene.privately(pledge::question(scene, draft)),
        Conversation::ConfirmingWithdrawal { .. } => withdraw::begin(scene),
        Conversation::ConfirmingForget { .. } => forget::begin(scene),
        Conversation::ChangingDisplay { display, .. } => display::begin(scene, *display),
        Conversation::ConfirmingNotice { text } => announce::again(scene, text),
        Conversation::ReportingWrongAnswer { question } => wrong::begin(scene, question.as_ref()),
    }
}

/// Whether words that are a command can't be meant as a name or the like: a command's bare name, a passage by its
/// number, and the ways out. "Ask Hansen" is a name, and so is "Help Nepal".
fn is_no_answer(command: &Intent, text: &str) -> bool {
    let way_out = matches!(
        command,
        Intent::Cancel | Intent::Help(_) | Intent::Privacy | Intent::MyData | Intent::Language(Some(_))
    );
    let numbered = matches!(command, Intent::Show { .. }) && text.contains(|c: char| c.is_numeric());
    let bare = !matches!(command, Intent::Show { .. }) && text.split_whitespace().count() == 1;
    way_out || numbered || bare
}

fn press(scene: &Scene<'_>, press: &Press) -> Decision {
    match press {
        Press::Pledge { draft, answer } => pledge::press(scene, *draft, *answer),
        Press::Withdraw { pledge, yes } => withdraw::press(scene, *pledge, *yes),
        Press::Forget(yes) => forget::press(scene, *yes),
        Press::Display { pledge, display, confirmed } => display::press(scene, *pledge, *display, *confirmed),
        Press::Notice(yes) => announce::press(scene, *yes),
        Press::Wrong(yes) => wrong::press(scene, *yes),
        Press::Form => pledge::reopen_form(scene),
    }
}

fn cancel(scene: &Scene<'_>) -> Decision {
    // Where nobody can be answered alone, a room isn't told whether something is going on in private.
    let here = scene.conversation().filter(|_| !only_in_the_open(scene));
    match here {
        Some(Conversation::Pledging(_)) => pledge::cancel(scene),
        Some(_) => ends(scene.privately(View::text(scene.text("nothing-changed")))),
        None => scene.openly(View::text(scene.text("nothing-to-cancel"))),
    }
}

/// Personal matters in a room where the bot can't answer one person alone.
fn must_open_private(scene: &Scene<'_>, intent: &Intent) -> bool {
    only_in_the_open(scene) && personal(intent).is_some()
}

/// Whether the bot can't answer one person alone here.
fn only_in_the_open(scene: &Scene<'_>) -> bool {
    matches!(scene.incoming.place.kind, PlaceKind::Group { aside: Aside::MustOpen | Aside::BotOpens })
}

fn personal(intent: &Intent) -> Option<CommandName> {
    match intent {
        Intent::Pledge(_) | Intent::Form(_) | Intent::Press(Press::Pledge { .. } | Press::Form) => {
            Some(CommandName::Pledge)
        }
        Intent::Display(_) | Intent::Press(Press::Display { .. }) => Some(CommandName::Display),
        Intent::Withdraw | Intent::Press(Press::Withdraw { .. }) => Some(CommandName::Withdraw),
        Intent::MyData => Some(CommandName::MyData),
        Intent::Forget | Intent::Press(Press::Forget(_)) => Some(CommandName::Forget),
        Intent::Privacy => Some(CommandName::Privacy),
        Intent::Wrong(_) | Intent::Press(Press::Wrong(_)) => Some(CommandName::Wrong),
        Intent::Review(_) | Intent::Approve(_) | Intent::Refuse(..) => Some(CommandName::Review),
        Intent::Announce(_) | Intent::Press(Press::Notice(_)) => Some(CommandName::Announce),
        Intent::Roles => Some(CommandName::Roles),
        _ => None,
    }
}

fn move_to_private(scene: &Scene<'_>, intent: &Intent) -> Decision {
    let command = personal(intent).unwrap_or(CommandName::Pledge);
    if scene.opens_chats() {
        return go_onward(scene, intent, command);
    }
    scene.openly(View::text(scene.text("go-private")).choice(scene.simple_choice(command)))
}

/// The event goes on in a chat that the bot opens. The room learns that, and not what it is about.
fn go_onward(scene: &Scene<'_>, intent: &Intent, command: CommandName) -> Decision {
    let what = match &scene.incoming.what {
        Event::Text(text) => interpret::spelt_out(scene.knowledge, text, command, intent),
        what => what.clone(),
    };
    let typed_here = matches!(intent, Intent::Pledge(typed) if !typed.is_empty());
    let for_the_room = |sentence| {
        let view = View::text(sentence).written_in(scene.language());
        if typed_here { view.paragraph(scene.text("pledge-typed-in-room")) } else { view }
    };
    // It is typed in that chat, where nothing stands before a command.
    let command = scene::command_name(scene.say(), command);
    let otherwise = for_the_room(scene.with("cannot-write-to-you", &[("command", command.into())]));
    let view = for_the_room(scene.text("wrote-to-you"));
    Decision::say([Reply { view, audience: Audience::Room, onward: Some(Onward { what, otherwise }) }])
}

/// Says so when a conversation can't go on: it was kept by another version, or waited too long. The sentence comes
/// once, before the answer, and the remains are dropped. Words that were for it, and mean nothing else, are answered
/// with the way to begin again.
fn tell_of_lost_conversation(scene: &Scene<'_>, interpretation: &Interpretation, mut decision: Decision) -> Decision {
    let key = match (&scene.facts.conversation, &scene.incoming.what) {
        (_, Event::Joined | Event::Removed | Event::Moved(_)) | (Kept::Idle, _) => return decision,
        (Kept::Unreadable, _) => "conversation-unreadable",
        (Kept::Open { .. }, _) if scene.conversation().is_some() => return decision,
        (Kept::Open { .. }, _) => "conversation-expired",
    };
    if !scene.is_private() {
        return decision;
    }
    if let Ok(Intent::Say { command: None, understanding, .. }) = interpretation
        && !ask::has_answer(understanding)
    {
        let again = begins_again(&scene.facts.conversation);
        return ends(scene.privately(View::text(scene.text(key)).choice(scene.simple_choice(again))));
    }
    let sentence = Block::Paragraph(scene.text(key));
    match decision.replies.first_mut() {
        Some(reply) => reply.view.blocks.insert(0, sentence),
        None => decision.replies.push(scene.private_reply(View { blocks: vec![sentence], ..View::default() })),
    }
    if decision.conversation.is_none() {
        decision = ends(decision);
    }
    decision
}

/// The command that begins such a conversation.
fn begins_again(kept: &Kept) -> CommandName {
    match kept {
        Kept::Open { conversation: Conversation::Pledging(_), .. } => CommandName::Pledge,
        Kept::Open { conversation: Conversation::ConfirmingWithdrawal { .. }, .. } => CommandName::Withdraw,
        Kept::Open { conversation: Conversation::ConfirmingForget { .. }, .. } => CommandName::Forget,
        Kept::Open { conversation: Conversation::ChangingDisplay { .. }, .. } => CommandName::Display,
        Kept::Open { conversation: Conversation::ReportingWrongAnswer { .. }, .. } => CommandName::Wrong,
        Kept::Open { conversation: Conversation::ConfirmingNotice { .. }, .. } | Kept::Idle | Kept::Unreadable => {
            CommandName::Help
        }
    }
}
