//! What a room hears: its admins decide, everybody may look.

use bot_core::decision::{Change, Decision};
use bot_core::language::Language;
use bot_core::subscription::{Pace, Reach, Sound, Subscription};
use bot_core::view::{Block, Choice, View};

use crate::intent::SubscriptionChange;
use crate::name::CommandName;
use crate::scene::Scene;

/// Shows or changes the room's subscription.
pub(crate) fn decide(scene: &Scene<'_>, change: &SubscriptionChange) -> Decision {
    let now = scene.facts.room.clone().unwrap_or_default();
    if change.is_empty() {
        return scene.openly(view(scene, &now, "announcements-now"));
    }
    if !scene.may_administer {
        return scene.openly(View::text(scene.text("announcements-admins-only")));
    }
    let place = &scene.incoming.place;
    if change.reach == Some(Reach::Followers) && !place.has_followers {
        return scene.openly(View::text(scene.text("announcements-no-followers")));
    }
    let locale = place.locale.as_deref().and_then(Language::from_tag);
    let chosen = Subscription {
        pace: change.pace.unwrap_or(now.pace),
        quiet: change.quiet.unwrap_or(now.quiet),
        time_zone: change.time_zone.clone().unwrap_or(now.time_zone),
        // Until the room chooses, it hears the language that it is set to, or in which its settings were made.
        language: change.language.or(now.language).or(locale).or(Some(scene.language())),
        sound: change.sound.unwrap_or(now.sound),
        reach: change.reach.unwrap_or(now.reach),
    };
    if is_mute(scene, &chosen) {
        return scene.openly(View::text(scene.text("announcements-may-not-post")));
    }
    let mut decision = scene.openly(view(scene, &chosen, "announcements-done"));
    decision.changes.push(Change::Subscribe(chosen));
    decision
}

/// Whether the room would hear something that the bot may not write there.
fn is_mute(scene: &Scene<'_>, subscription: &Subscription) -> bool {
    subscription.pace != Pace::Off && !scene.incoming.place.may_post
}

fn view(scene: &Scene<'_>, subscription: &Subscription, title: &str) -> View {
    let quiet = match subscription.quiet {
        Some(hours) => scene.with(
            "announcements-quiet-hours",
            &[("from", hours.from.to_string().into()), ("to", hours.to.to_string().into())],
        ),
        None => scene.text("announcements-no-quiet-hours"),
    };
    let language = match subscription.language {
        Some(language) => language.own_name().to_owned(),
        None => scene.text("announcements-no-language"),
    };
    let mut fields = vec![
        (scene.text("announcements-pace"), scene.text(&format!("pace-{}", subscription.pace.as_str()))),
        (scene.text("announcements-quiet"), quiet),
        (scene.text("announcements-time-zone"), subscription.time_zone.as_str().to_owned()),
        (scene.text("announcements-language"), language),
        (scene.text("announcements-sound"), scene.text(&format!("sound-{}", subscription.sound.as_str()))),
    ];
    let has_followers = scene.incoming.place.has_followers;
    if has_followers {
        let reach = scene.text(&format!("reach-{}", subscription.reach.as_str()));
        fields.push((scene.text("announcements-reach"), reach));
    }
    let mut view = View::default().titled(scene.text(title)).block(Block::Fields(fields));
    if is_mute(scene, subscription) {
        view = view.paragraph(scene.text("announcements-may-not-post"));
    }
    if scene.may_administer {
        for pace in Pace::ALL.into_iter().filter(|p| *p != subscription.pace) {
            view.choices.extend(choice(scene, "pace", pace.as_str()));
        }
        for sound in Sound::ALL.into_iter().filter(|s| *s != subscription.sound) {
            view.choices.extend(choice(scene, "sound", sound.as_str()));
        }
        for reach in Reach::ALL.into_iter().filter(|r| has_followers && *r != subscription.reach) {
            view.choices.extend(choice(scene, "reach", reach.as_str()));
        }
        view =
            view.paragraph(scene.with(
                "announcements-more",
                &[("announcements", scene.command_name(CommandName::Announcements).into())],
            ));
    }
    view
}

/// A choice that changes one thing, with the words to type for it.
fn choice(scene: &Scene<'_>, what: &str, name: &str) -> Option<Choice> {
    let say = format!("{} {}", scene.command_name(CommandName::Announcements), scene.word(name));
    let label = scene.text(&format!("choose-{what}-{name}"));
    scene.command_choice(CommandName::Announcements, name, label, say)
}
