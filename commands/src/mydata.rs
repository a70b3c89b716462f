//! Showing a person all that is kept about them.

use bot_core::conversation::Conversation;
use bot_core::decision::Decision;
use bot_core::pledge::{Pledge, PledgeStatus, Step};
use bot_core::view::{Block, View};

use crate::name::CommandName;
use crate::press::step_name;
use crate::scene::Scene;
use crate::{pledge, supporters};

/// Everything, also what nobody else sees.
pub(crate) fn show(scene: &Scene<'_>) -> Decision {
    let facts = scene.facts;
    let mut view = View::default().titled(scene.text("mydata-title"));
    let mut fields = Vec::new();
    if let Some(language) = facts.language {
        fields.push((scene.text("mydata-language"), language.own_name().to_owned()));
    }
    for role in &facts.roles {
        fields.push((scene.text("mydata-role"), scene.text(&format!("role-{}", role.as_str()))));
    }
    if facts.own_rooms > 0 {
        fields.push((scene.text("mydata-rooms"), facts.own_rooms.to_string()));
    }
    if let Some(own) = &facts.own_pledge {
        fields.extend(pledge_fields(scene, own));
    }
    if let Some(conversation) = scene.conversation() {
        fields.extend(conversation_fields(scene, conversation));
    }
    if fields.is_empty() {
        return scene.privately(view.paragraph(scene.text("mydata-nothing")));
    }
    view = view.block(Block::Fields(fields)).paragraph(scene.text("mydata-id"));
    if facts.own_pledge.is_some() {
        view =
            view.choice(scene.simple_choice(CommandName::Display)).choice(scene.simple_choice(CommandName::Withdraw));
    }
    scene.privately(view.choice(scene.simple_choice(CommandName::Forget)))
}

fn pledge_fields(scene: &Scene<'_>, own: &Pledge) -> Vec<(String, String)> {
    let field = |step| scene.text(&format!("field-{}", step_name(step)));
    use bot_core::pledge::Field::{Affiliation, Contact, Country, Letter, Name, Role};
    let data = &own.pledge;
    let status = match own.status {
        PledgeStatus::Published(number) => {
            scene.with("mydata-status-published", &[("number", number.to_string().into())])
        }
        PledgeStatus::Waiting(_) => scene.text("mydata-status-waiting"),
        PledgeStatus::Refused(_) => scene.text("mydata-status-refused"),
    };
    let mut fields = vec![
        (scene.text("mydata-pledge"), status),
        (field(Step::Kind), pledge::kind_name(scene, data.kind)),
        (field(Step::Ask(Name)), data.name.as_str().to_owned()),
    ];
    if let Some(country) = data.country {
        fields.push((field(Step::Ask(Country)), scene.country_name(country).to_owned()));
    }
    if let Some(affiliation) = &data.affiliation {
        fields.push((field(Step::Ask(Affiliation)), affiliation.as_str().to_owned()));
    }
    if let Some(spokesperson) = &data.spokesperson {
        fields.push((field(Step::Ask(Role)), spokesperson.role.as_str().to_owned()));
        fields.push((field(Step::Ask(Contact)), spokesperson.contact.as_str().to_owned()));
        if let Some(letter) = &spokesperson.letter {
            fields.push((field(Step::Ask(Letter)), letter.as_str().to_owned()));
        }
    }
    let public = match data.public_line() {
        Some(line) => supporters::line(scene, &line),
        None => scene.text("line-counted"),
    };
    let seen = if own.is_public() { "mydata-public-line" } else { "mydata-public-line-waiting" };
    fields.push((scene.text(seen), public));
    fields.push((scene.text("mydata-since"), own.submitted_at.iso_day()));
    for consent in data.consents.iter() {
        let answer = scene.word(if consent.given { "yes" } else { "no" });
        let about = scene.text(&format!("consent-{}", consent.purpose.as_str()));
        let when = scene.with(
            "mydata-consent",
            &[
                ("answer", answer.into()),
                ("day", consent.at.iso_day().into()),
                ("version", consent.text_version.to_string().into()),
            ],
        );
        fields.push((about, when));
    }
    fields
}

fn conversation_fields(scene: &Scene<'_>, conversation: &Conversation) -> Vec<(String, String)> {
    let Conversation::Pledging(draft) = conversation else { return Vec::new() };
    let mut fields = vec![(scene.text("mydata-draft"), draft.begun_at.iso_day())];
    for input in pledge::draft_values(scene, draft) {
        fields.push(input);
    }
    fields
}
