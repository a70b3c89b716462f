//! Tests of what people see of a view, within Discord's limits.

use bot_core::language::Language;
use bot_core::pledge::Field;
use bot_core::view::{Choice, ChoiceToken, Destination, Form, Input};
use proptest::prelude::*;
use serde_json::{Value, json};
use serenity::all::UserId;

use super::*;
use crate::markup::tests::{assert_meaningless, seen, texts};
use bot_core::hygiene::harmless;

fn choice(n: usize, label: &str) -> Choice {
    let token = ChoiceToken::parse(format!("/ask:R{n}")).expect("short ASCII");
    Choice { token, label: label.to_owned(), say: "typed".to_owned(), destination: Destination::Here, typed: false }
}

fn quotation(text: &str) -> Block {
    let (citation, link) = ("Recommendation 8".to_owned(), "https://example.org/r".to_owned());
    Block::Quotation { text: text.to_owned(), citation, link }
}

fn rendered(view: &View, shape: Shape) -> Vec<Value> {
    let phrases = Phrases::embedded();
    let owner = Owner::Person(UserId::new(77));
    let parts = render(view, &RenderContext { phrases: &phrases, owner, shape });
    parts.iter().map(|part| serde_json::to_value(part).expect("a payload is JSON")).collect()
}

fn one(view: &View, shape: Shape) -> Value {
    let mut parts = rendered(view, shape);
    assert_eq!(parts.len(), 1, "one message is enough");
    parts.remove(0)
}

fn list(lines: usize) -> Block {
    Block::List((1..=lines).map(|n| format!("{n}. Ana · Nepal")).collect())
}

#[test]
fn the_words_say_it_all_and_the_quotation_is_set_apart() {
    let view = View::default()
        .titled("Recommendation 8: Encryption")
        .block(quotation("Laws must respect *rights*.\n\n“R1” & more."))
        .paragraph("In plain words: see https://example.org/.")
        .block(Block::List(vec!["one".to_owned(), "2. two".to_owned()]))
        .block(Block::Fields(vec![("Name".to_owned(), "Ana_".to_owned()), ("Country".to_owned(), "Nepal".to_owned())]))
        .choice(choice(9, "Next"));
    let expected = json!({
        "content": "**Recommendation 8: Encryption**\n\n\
            Recommendation 8 · <https://example.org/r>\n\n\
            In plain words: see <https://example.org/>.\n\n\
            - one\n- 2\\. two\n\n\
            **Name**: Ana\\_\n**Country**: Nepal",
        "embeds": [{
            "type": "rich",
            "title": "Recommendation 8",
            "url": "https://example.org/r",
            "description": "Laws must respect \\*rights\\*.\n\n“R1” & more.",
        }],
        "components": [{
            "type": 1,
            "components": [{ "type": 2, "style": 2, "custom_id": "77./ask:R9", "label": "Next", "disabled": false }],
        }],
        "allowed_mentions": { "parse": [], "users": [], "roles": [], "replied_user": false },
    });
    assert_eq!(one(&view, Shape::Answer), expected);
}

#[test]
fn where_no_embeds_show_the_words_take_them_in_as_far_as_they_have_room() {
    let phrases = Phrases::embedded();
    let told = |view: &View, shape| {
        let parts = render(view, &RenderContext { phrases: &phrases, owner: Owner::Nobody, shape });
        parts.last().and_then(|part| part.with_cards.clone()).expect("it has embeds")
    };
    let view = View::text("Before.").block(quotation("Laws must\n\nrespect *rights*.")).paragraph("After.");
    let place = "Recommendation 8 · <https://example.org/r>";
    assert_eq!(
        told(&view, Shape::Answer),
        format!("Before.\n\n{place}\n> Laws must\n> \n> respect \\*rights\\*.\n\nAfter.")
    );
    let both = View::default().block(quotation(&"word ".repeat(500))).block(quotation("short"));
    let short = told(&both, Shape::Answer);
    assert_eq!(short, format!("{place}\n\n{place}\n> short"), "a quotation is there as a whole or not at all");
    let news = told(&View::text("New supporters:").block(list(150)).paragraph("Join them."), Shape::News);
    assert!(length(&news) <= LONGEST_CONTENT && length(&news) > LONGEST_CONTENT - 30, "{}", length(&news));
    assert!(news.starts_with("New supporters:\n\n- 1\\. Ana") && news.ends_with("Ana · Nepal\n\nJoin them."), "{news}");
    let far = View::text("word ".repeat(500)).block(quotation("short")).paragraph("word ".repeat(390));
    assert!(told(&far, Shape::Answer).ends_with("\n> short"), "its place stands in a message before");
    assert_eq!(rendered(&view, Shape::Answer)[0].get("with_cards"), None, "it isn't sent");
}

#[test]
fn news_tells_a_few_names_in_its_words_and_many_apart() {
    let news = |lines| View::text("New supporters:").block(list(lines));
    let few = one(&news(3), Shape::News);
    assert_eq!(few["content"], "New supporters:\n\n- 1\\. Ana · Nepal\n- 2\\. Ana · Nepal\n- 3\\. Ana · Nepal");
    assert_eq!(few["embeds"], json!([]));
    let many = one(&news(4), Shape::News);
    assert_eq!(many["content"], "New supporters:");
    let names = many["embeds"][0]["description"].as_str().map(|text| text.lines().count());
    assert_eq!(names, Some(4));
    assert_eq!(one(&news(20), Shape::Answer)["embeds"], json!([]), "an answer is all in its words");
}

#[test]
fn embeds_with_the_same_link_would_hide_each_other() {
    let view = View::default().block(quotation("one")).block(quotation("two"));
    let embeds = one(&view, Shape::Answer)["embeds"].clone();
    assert_eq!(embeds[0]["url"], "https://example.org/r");
    assert_eq!(embeds[1], json!({ "type": "rich", "title": "Recommendation 8", "description": "two" }));
}

#[test]
fn a_view_without_anything_to_read_is_a_message_all_the_same() {
    for view in [View::default(), View::text(" \u{200b}\n"), View::default().block(Block::List(Vec::new()))] {
        assert_eq!(one(&view.choice(choice(1, "Go on")), Shape::Answer)["content"], "…");
    }
}

#[test]
fn fields_read_as_their_language_writes_them() {
    let fields = Block::Fields(vec![("Nom".to_owned(), "Ana".to_owned())]);
    let view = View::default().written_in(Language::French).block(fields);
    let content = one(&view, Shape::Answer)["content"].as_str().map(str::to_owned).expect("words");
    assert!(content.starts_with("**Nom**") && content.ends_with(": Ana"), "{content}");
}

#[test]
fn what_is_longer_than_a_message_goes_on_in_the_next() {
    let view = View::text("a".repeat(1_500)).paragraph("b".repeat(1_500)).block(quotation(&"c d ".repeat(2_500)));
    let parts = rendered(&view.choice(choice(1, "Go on")), Shape::Answer);
    let lengths: Vec<_> = parts.iter().map(|part| part["content"].as_str().map_or(0, length)).collect();
    assert_eq!(lengths, [1_500, 1_500 + 2 + 42, length(MORE)]);
    let embeds: Vec<_> = parts.iter().map(|part| part["embeds"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(embeds, [0, 1, 2]);
    let rows: Vec<_> = parts.iter().map(|part| part["components"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(rows, [0, 0, 1], "the choices stand under the last one");
}

fn blocks() -> impl Strategy<Value = Block> {
    let long = (texts(), 1_usize..80).prop_map(|(text, times)| text.repeat(times)).boxed();
    prop_oneof![
        long.clone().prop_map(Block::Paragraph),
        (
            long.clone(),
            texts(),
            prop::sample::select(vec!["https://example.org/a", "https://example.org/b", "none", ""])
        )
            .prop_map(|(text, citation, link)| Block::Quotation { text, citation, link: link.to_owned() }),
        prop::collection::vec(texts(), 0..30).prop_map(Block::List),
        prop::collection::vec((texts(), long), 0..4).prop_map(Block::Fields),
    ]
}

fn views() -> impl Strategy<Value = View> {
    let label = (texts(), 1_usize..20).prop_map(|(text, times)| text.repeat(times)).boxed();
    let choices = prop::collection::vec((0..40_usize, label.clone()), 0..60);
    let title = prop::option::of(label.clone());
    (title, prop::collection::vec(blocks(), 0..6), choices, prop::option::of(label)).prop_map(
        |(title, blocks, choices, form)| {
            let form = form.map(|label| {
                let input = Input { field: Field::Name, label: label.clone(), value: None, optional: false };
                Box::new(Form { open: choice(99, &label), title: label, inputs: vec![input] })
            });
            let choices = choices.into_iter().map(|(n, label)| choice(n, &label)).collect();
            View { title, blocks, choices, form, ..View::default() }
        },
    )
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn all(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Asserts that Discord takes a message.
fn assert_fits(part: &Value) {
    let within = |value: &Value, least, most| {
        let count = value.as_str().map_or(0, |text| text.chars().count());
        assert!((least..=most).contains(&count), "{count} characters: {value}");
    };
    within(&part["content"], 0, 2_000);
    let embeds = all(&part["embeds"]);
    assert!(embeds.len() <= 10);
    // A message of embeds alone is refused where the bot may not post any.
    assert!(!text(&part["content"]).is_empty());
    let mut total = 0;
    for embed in embeds {
        within(&embed["title"], 0, 256);
        within(&embed["description"], 1, 4_096);
        total += length(text(&embed["title"])) + length(text(&embed["description"]));
    }
    assert!(total <= 6_000, "{total} characters in embeds");
    let rows = all(&part["components"]);
    assert!(rows.len() <= 5);
    let mut ids = std::collections::HashSet::new();
    for component in rows.iter().flat_map(|row| all(&row["components"])) {
        assert!(ids.insert(text(&component["custom_id"]).to_owned()), "an id twice");
        within(&component["custom_id"], 1, 100);
        if component["type"] == 2 {
            within(&component["label"], 1, 80);
        }
        let options = all(&component["options"]);
        assert!(options.len() <= 25);
        for option in options {
            within(&option["label"], 1, 100);
            within(&option["value"], 1, 100);
        }
    }
    for row in rows {
        let kinds: Vec<_> = all(&row["components"]).iter().map(|component| component["type"].as_u64()).collect();
        assert!(kinds == [Some(3)] || (1..=5).contains(&kinds.len()) && kinds.iter().all(|kind| *kind == Some(2)));
    }
    assert_eq!(part["allowed_mentions"]["parse"], json!([]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_view_fits_and_quotations_are_read_as_they_are(view in views(), news: bool) {
        let parts = rendered(&view, if news { Shape::News } else { Shape::Answer });
        prop_assert!(!parts.is_empty());
        parts.iter().for_each(assert_fits);
        let (last, others) = parts.split_last().expect("at least one");
        prop_assert!(others.iter().all(|part| all(&part["components"]).is_empty()));
        prop_assert_eq!(all(&last["components"]).is_empty(), view.choices.is_empty() && view.form.is_none());
    }

    #[test]
    fn quotations_are_read_byte_for_byte(quoted in texts(), times in 1_usize..150) {
        let quoted = quoted.repeat(times);
        let parts = rendered(&View::default().block(quotation(&quoted)), Shape::Answer);
        let embeds: Vec<&Value> = parts.iter().flat_map(|part| all(&part["embeds"])).collect();
        // A line separator is white space at the edge of a message, and U+FFFD within it.
        let is_read = |c: &char| !is_blank(&c.to_string()) && *c != char::REPLACEMENT_CHARACTER;
        let dense = |text: &str| text.chars().filter(is_read).collect::<String>();
        let read: String = embeds.iter().map(|embed| {
            assert_meaningless(text(&embed["description"]));
            dense(&seen(text(&embed["description"])).0)
        }).collect();
        prop_assert_eq!(read, dense(&harmless(&quoted)));
    }
}
