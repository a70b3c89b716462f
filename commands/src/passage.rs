//! Showing passages: the words byte for byte, where they stand, and a curated explanation that is marked as one.

use bot_core::content::{Passage, PassageId, Series};
use bot_core::decision::Decision;
use bot_core::language::Language;
use bot_core::phrases::Say;
use bot_core::view::{Block, Choice, Destination, View};

use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::press::{command_token, passage_token};
use crate::scene::Scene;

/// One passage with its explanation and its neighbours.
pub(crate) fn show(scene: &Scene<'_>, id: &PassageId, wording: Option<Language>) -> Decision {
    scene.openly(worded(scene, scene.knowledge.campaign.passage(id), wording))
}

/// What the texts say about the word cybersecurity: the full definition isn't among the source texts.
pub(crate) fn definition(scene: &Scene<'_>) -> Decision {
    let campaign = &scene.knowledge.campaign;
    let passage = campaign.passage(&campaign.definition);
    let view = view(scene, passage).paragraph(scene.with("definition-elsewhere", &[("site", (&campaign.site).into())]));
    scene.openly(view)
}

/// What this is about, with the counts of today.
pub(crate) fn about(scene: &Scene<'_>) -> Decision {
    let campaign = &scene.knowledge.campaign;
    let mut view = View::text(scene.with(
        "about",
        &[
            ("recommendations", campaign.count(Series::Recommendation).into()),
            ("points", campaign.count(Series::Statement).into()),
            ("supporters", scene.facts.tallies.as_ref().map_or(0, |t| t.total()).into()),
            ("site", (&campaign.site).into()),
        ],
    ))
    .titled(campaign.name.clone());
    for id in &campaign.about {
        let passage = campaign.passage(id);
        view = view.block(quotation(scene, passage));
        if passage.translation(scene.language()).is_some() {
            view = view.choice(labelled(scene, "choose-more", passage));
        }
    }
    if let Some(first) = campaign.numbered(Series::Recommendation, 1) {
        view = view.choice(choice(scene, first, title(scene, first)));
    }
    if let Some(first) = campaign.numbered(Series::Statement, 1) {
        view = view.choice(choice(scene, first, title(scene, first)));
    }
    view = view.choice(scene.simple_choice(CommandName::Supporters)).choice(scene.simple_choice(CommandName::Pledge));
    scene.openly(view)
}

/// Several passages, each only quoted; their own pages have the explanations.
pub(crate) fn several(scene: &Scene<'_>, ids: &[PassageId]) -> View {
    let mut view = View::default();
    for id in ids {
        let passage = scene.knowledge.campaign.passage(id);
        view = view.paragraph(title(scene, passage)).block(quotation(scene, passage)).choice(choice(
            scene,
            passage,
            scene.with("choose-more", &[("passage", short(scene, passage).into())]),
        ));
    }
    view
}

/// One passage.
pub(crate) fn view(scene: &Scene<'_>, passage: &Passage) -> View {
    worded(scene, passage, None)
}

/// One passage, its words in this language or that of the answer. Beside a translation, the original is one choice away.
fn worded(scene: &Scene<'_>, passage: &Passage, wording: Option<Language>) -> View {
    let campaign = &scene.knowledge.campaign;
    let wording = wording.unwrap_or_else(|| scene.language());
    let mut view = View::default().titled(title(scene, passage)).block(quotation_in(scene, passage, wording));
    view.choices.extend(other_wording(scene, passage, wording));
    let explanation = passage.explanation(scene.language());
    if !explanation.is_empty() {
        view = view.paragraph(scene.with("explanation", &[("text", explanation.into())]));
    }
    if let Some((series, number)) = passage.numbered {
        let neighbour = |n: Option<u32>| n.and_then(|n| campaign.numbered(series, n));
        if let Some(next) = neighbour(number.checked_add(1)) {
            view = view.choice(labelled(scene, "choose-next", next));
        }
        if let Some(previous) = neighbour(number.checked_sub(1)) {
            view = view.choice(labelled(scene, "choose-previous", previous));
        }
    }
    // A neighbour that is also related is offered once.
    let offered: Vec<_> = view.choices.iter().map(|choice| choice.token.clone()).collect();
    let related = passage.related.iter().map(|id| campaign.passage(id));
    for passage in related.filter(|passage| !offered.contains(&passage_token(passage))).take(2) {
        view = view.choice(labelled(scene, "choose-related", passage));
    }
    view.choice(scene.simple_choice(CommandName::Pledge))
}

/// The campaign's own words, where nobody can ask for more.
pub(crate) fn original(passage: &Passage) -> Block {
    Block::Quotation { text: passage.text.clone(), citation: passage.citation.clone(), link: passage.link.clone() }
}

/// A passage's words in the language of the answer, as far as there is a translation.
pub(crate) fn quotation(scene: &Scene<'_>, passage: &Passage) -> Block {
    quotation_in(scene, passage, scene.language())
}

fn quotation_in(scene: &Scene<'_>, passage: &Passage, wording: Language) -> Block {
    match passage.translation(wording) {
        Some(text) => Block::Quotation {
            text: text.to_owned(),
            citation: scene.with("citation-translated", &[("citation", (&passage.citation).into())]),
            link: passage.link.clone(),
        },
        None => original(passage),
    }
}

/// The choice between the original and the translation: whichever isn't shown.
pub(crate) fn other_wording(scene: &Scene<'_>, passage: &Passage, shown: Language) -> Option<Choice> {
    let reader = scene.language();
    if passage.translation(shown).is_some() {
        let code = Language::English.code();
        Some(Choice {
            token: command_token(CommandName::Ask, &format!("{} {code}", passage.id))?,
            say: format!("{} {code}", to_type(scene, passage)),
            ..choice(scene, passage, scene.text("choose-original"))
        })
    } else {
        passage.translation(reader).map(|_| choice(scene, passage, scene.text("choose-translation")))
    }
}

/// "Recommendation 8: Encryption and anonymity".
pub(crate) fn title(scene: &Scene<'_>, passage: &Passage) -> String {
    title_in(scene.knowledge, scene.language(), passage)
}

/// [`title`] where there is no scene.
pub(crate) fn title_in(knowledge: &Knowledge, language: Language, passage: &Passage) -> String {
    let say = knowledge.say(language);
    let topic = passage.title(language);
    match numbered(say, passage) {
        Some(place) => say.with("passage-title", &[("place", place.into()), ("topic", topic.into())]),
        None => topic.to_owned(),
    }
}

/// "Recommendation 8", or the title of a passage without a number.
pub(crate) fn short(scene: &Scene<'_>, passage: &Passage) -> String {
    numbered(scene.say(), passage).unwrap_or_else(|| passage.title(scene.language()).to_owned())
}

/// "Recommendation 8".
fn numbered(say: Say<'_>, passage: &Passage) -> Option<String> {
    let (series, number) = passage.numbered?;
    let key = match series {
        Series::Recommendation => "recommendation-number",
        Series::Statement => "statement-number",
    };
    Some(say.with(key, &[("number", number.to_string().into())]))
}

/// What to type for a passage: "rec 8", "foc 3", or its id.
pub(crate) fn to_type(scene: &Scene<'_>, passage: &Passage) -> String {
    let number = |key, number: u32| scene.typed(&scene.with(key, &[("number", number.to_string().into())]));
    match passage.numbered {
        Some((Series::Recommendation, at)) => number("type-recommendation", at),
        Some((Series::Statement, at)) => number("type-statement", at),
        // An id is no command by itself.
        None if scene.incoming.place.prefix.is_empty() => passage.id.as_str().to_owned(),
        None => format!("{} {}", scene.command_name(CommandName::Ask), passage.id.as_str()),
    }
}

/// A choice that shows a passage.
pub(crate) fn choice(scene: &Scene<'_>, passage: &Passage, label: String) -> Choice {
    Choice {
        token: passage_token(passage),
        label,
        say: to_type(scene, passage),
        destination: Destination::Here,
        typed: false,
    }
}

fn labelled(scene: &Scene<'_>, key: &str, passage: &Passage) -> Choice {
    choice(scene, passage, scene.with(key, &[("passage", short(scene, passage).into())]))
}
