//! Tests of what people see of a view.

use bot_core::language::Language;
use bot_core::view::ChoiceToken;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::html::tests::{text, units};

fn choice(label: &str, token: &str, destination: Destination) -> Choice {
    let token = ChoiceToken::parse(token).expect("short ASCII");
    Choice { token, label: label.to_owned(), say: "typed".to_owned(), destination, typed: false }
}

fn quotation(text: &str) -> Block {
    let (citation, link) = ("Recommendation 8".to_owned(), "https://example.org/?a=1&b=2#r8".to_owned());
    Block::Quotation { text: text.to_owned(), citation, link }
}

fn rendered(view: &View) -> Vec<Text> {
    let phrases = Phrases::embedded();
    render(view, &RenderContext { bot_username: "OutreachBot", phrases: &phrases })
}

fn html(view: &View) -> String {
    let texts: Vec<String> = rendered(view).into_iter().map(|text| text.html).collect();
    assert_eq!(texts.len(), 1, "one message is enough");
    texts.concat()
}

fn rows(view: &View) -> Vec<Vec<String>> {
    let keyboard = rendered(view).pop().and_then(|text| text.keyboard).expect("a keyboard");
    keyboard.inline_keyboard.into_iter().map(|row| row.into_iter().map(|button| button.text).collect()).collect()
}

#[test]
fn every_part_of_a_view_has_its_form() {
    let view = View::default()
        .titled("Recommendation 8")
        .block(quotation("Laws must respect rights.\n\n“R1” & more."))
        .paragraph("In plain words: 1 < 2.")
        .block(Block::List(vec!["one".to_owned(), "two".to_owned()]))
        .block(Block::Fields(vec![("Name".to_owned(), "Ana".to_owned()), ("Country".to_owned(), "Nepal".to_owned())]));
    let expected = "\
<b>Recommendation 8</b>

<blockquote>Laws must respect rights.

“R1” &amp; more.</blockquote>
<a href=\"https://example.org/?a=1&amp;b=2#r8\">Recommendation 8</a>

In plain words: 1 &lt; 2.

• one
• two

<b>Name</b>: Ana
<b>Country</b>: Nepal";
    assert_eq!(html(&view), expected);
}

#[test]
fn what_is_added_follows_the_language_of_the_view() {
    let fields = Block::Fields(vec![("Nom".to_owned(), "Ana".to_owned())]);
    assert_eq!(html(&View::default().written_in(Language::French).block(fields)), "<b>Nom</b>\u{a0}: Ana");
}

#[test]
fn nothing_that_people_wrote_acts_on_readers() {
    let nasty = "<b>@ana</b>\u{202e}\u{7}";
    let tame = "&lt;b&gt;@\u{2060}ana&lt;/b&gt;\u{fffd}\u{fffd}";
    let view = View::default()
        .titled(nasty)
        .paragraph(nasty)
        .block(Block::List(vec![nasty.into()]))
        .block(Block::Fields(vec![(nasty.into(), nasty.into())]));
    let html = html(&view);
    assert_eq!(html.matches(tame).count(), 5, "{html}");
    assert_eq!(rows(&View::text("?").choice(choice("a\u{202e}\nb", "t", Destination::Here))), [["a\u{fffd} b"]]);
}

#[test]
fn quotations_stay_as_they_are() {
    assert!(html(&View::default().block(quotation("Follow @ana, 2 < 3."))).contains(">Follow @ana, 2 &lt; 3.<"));
}

#[test]
fn choices_are_buttons_and_some_lead_to_the_private_chat() {
    let view = View::text("?").choice(choice("Next: Recommendation 9", "/ask:R9", Destination::Here)).choice(choice(
        "Pledge support",
        "/pledge",
        Destination::Private,
    ));
    let keyboard = serde_json::to_value(&rendered(&view)[0].keyboard).expect("JSON");
    let expected = json!({ "inline_keyboard": [
        [{ "text": "Next: Recommendation 9", "callback_data": "/ask:R9" }],
        [{ "text": "Pledge support", "url": "https://t.me/OutreachBot?start=pledge" }],
    ]});
    assert_eq!(keyboard, expected);
}

#[test]
fn short_choices_stand_side_by_side() {
    let labels = ["Yes", "No", "Back", "Change it", "Once a day", "Once a week", "A longer sentence to read", "Cancel"];
    let view = labels.iter().fold(View::text("?"), |view, label| view.choice(choice(label, "t", Destination::Here)));
    let expected: [&[&str]; 5] = [
        &["Yes", "No", "Back"],
        &["Change it", "Once a day"],
        &["Once a week"],
        &["A longer sentence to read"],
        &["Cancel"],
    ];
    assert_eq!(rows(&view), expected);
}

#[test]
fn telegram_takes_the_keyboard_whatever_it_holds() {
    let view = (0..150).fold(View::text("?"), |view, _| view.choice(choice("Yes", "t", Destination::Here)));
    assert_eq!(rows(&view).concat().len(), MOST_BUTTONS);
    assert_eq!(rows(&View::text("?").choice(choice(" ", "t", Destination::Here))), [["…"]]);
}

#[test]
fn a_view_without_words_is_still_a_message() {
    let view = View::default().choice(choice("Yes", "yes", Destination::Here));
    let texts = rendered(&view);
    assert_eq!(texts.len(), 1);
    assert_eq!(texts[0].html, "…");
    assert!(texts[0].keyboard.is_some());
    assert_eq!(rendered(&View::text("\u{2060} \n"))[0].html, "…");
}

#[test]
fn a_long_view_is_split_between_its_blocks_and_the_last_part_has_the_keyboard() {
    let view = View::default()
        .titled("Title")
        .block(quotation(&"Rights matter. ".repeat(180)))
        .block(quotation(&"Laws matter. ".repeat(180)))
        .choice(choice("Yes", "yes", Destination::Here));
    let texts = rendered(&view);
    assert_eq!(texts.len(), 2);
    assert!(texts[0].html.starts_with("<b>Title</b>\n\n<blockquote>Rights") && texts[0].html.ends_with("8</a>"));
    assert!(texts[1].html.starts_with("<blockquote>Laws") && texts[1].html.ends_with("8</a>"));
    assert_eq!(texts.iter().map(|text| text.keyboard.is_some()).collect::<Vec<_>>(), [false, true]);
}

proptest! {
    // Each of these is a long text.
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_view_becomes_messages_that_telegram_takes(
        title in proptest::option::of(".{0,50}"),
        long in "(\\PC{0,40}[ \n]){0,200}",
        texts in proptest::collection::vec("[^\u{0}]{0,300}", 4),
    ) {
        let mut view = View::text(&long).block(quotation(&texts[0])).block(Block::List(texts[1..].to_vec()));
        view.title = title;
        view = view.block(Block::Fields(vec![(texts[2].clone(), long.clone())])).block(quotation(&long));
        let messages = rendered(&view);
        prop_assert!(!messages.is_empty());
        for message in &messages {
            prop_assert!((1..=LONGEST).contains(&units(&text(&message.html))));
        }
    }
}
