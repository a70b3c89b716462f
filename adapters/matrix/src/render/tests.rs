//! Tests of what people see of a view.

use std::sync::LazyLock;

use bot_core::language::Language;
use bot_core::view::Destination;
use proptest::prelude::*;

use super::*;
use crate::content::{self, Relation};
use crate::html::tests::text;

fn choice(label: &str, say: &str, token: &str) -> Choice {
    Choice {
        token: ChoiceToken::parse(token).expect("short ASCII"),
        label: label.to_owned(),
        say: say.to_owned(),
        destination: Destination::Here,
        typed: false,
    }
}

fn quotation(text: &str) -> Block {
    let (citation, link) = ("Recommendation 8".to_owned(), "https://example.org/?a=1&b=2#r8".to_owned());
    Block::Quotation { text: text.to_owned(), citation, link }
}

fn rendered(view: &View) -> Vec<Body> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::embedded);
    render(view, &PHRASES)
}

fn one(view: &View) -> Body {
    let mut bodies = rendered(view);
    assert_eq!(bodies.len(), 1, "one message is enough");
    bodies.remove(0)
}

#[test]
fn every_part_of_a_view_stands_in_both_bodies() {
    let view = View::default()
        .titled("Recommendation 8")
        .block(quotation("Laws must respect rights.\n\n“R1” & more."))
        .paragraph("In plain words:\n1 < 2.")
        .block(Block::List(vec!["one".to_owned(), "two".to_owned()]))
        .block(Block::Fields(vec![("Name".to_owned(), "Ana".to_owned()), ("Country".to_owned(), "Nepal".to_owned())]))
        .choice(choice("Next: Recommendation 9", "rec 9", "/ask:R9"))
        .choice(choice("Yes", "yes", "yes"))
        .choice(Choice { destination: Destination::Private, ..choice("Pledge", "pledge", "/pledge") });
    let body = one(&view);
    let plain = "\
Recommendation 8

> Laws must respect rights.
> 
> “R1” & more.
  Recommendation 8
  https://example.org/?a=1&b=2#r8

In plain words:
1 < 2.

- one
- two

Name: Ana
Country: Nepal

  1) Next: Recommendation 9 (or type: rec 9)
  2) Yes
  3) Pledge (opens your private chat)";
    assert_eq!(body.plain, plain);
    let html = "\
<p><strong>Recommendation 8</strong></p>\
<blockquote>Laws must respect rights.<br><br>“R1” &amp; more.</blockquote>\
<p><a href=\"https://example.org/?a=1&amp;b=2#r8\">Recommendation 8</a></p>\
<p>In plain words:<br>1 &lt; 2.</p>\
<ul><li>one</li><li>two</li></ul>\
<p><strong>Name</strong>: Ana<br><strong>Country</strong>: Nepal</p>\
<p>1) Next: Recommendation 9 (or type: rec 9)<br>2) Yes<br>3) Pledge (opens your private chat)</p>";
    assert_eq!(body.html, html);
    let tokens: Vec<&str> = body.choices.iter().map(|offer| offer.token.as_str()).collect();
    assert_eq!(tokens, ["/ask:R9", "yes", "/pledge"]);
}

#[test]
fn lists_beside_each_other_stay_apart() {
    let list = |item: &str| Block::List(vec![item.to_owned()]);
    let body = one(&View::default().block(list("a")).block(list("b\nc")));
    assert_eq!(body.plain, "- a\n\n- b\n  c");
    assert_eq!(body.html, "<ul><li>a</li></ul><ul><li>b<br>c</li></ul>");
}

#[test]
fn what_is_added_follows_the_language_of_the_view() {
    let view = View::default()
        .written_in(Language::French)
        .block(Block::Fields(vec![("Nom".to_owned(), "Ana".to_owned())]))
        .choice(choice("Je soutiens", "soutenir", "/pledge"));
    let body = one(&view);
    assert_eq!(body.plain, "Nom\u{a0}: Ana\n\n  1) Je soutiens (ou tapez\u{a0}: soutenir)");
    assert!(body.html.starts_with("<p><strong>Nom</strong>\u{a0}: Ana</p>"));
}

#[test]
fn nothing_that_people_wrote_acts_on_readers() {
    let nasty = "<b>@ana:example.org</b> @room\u{202e}\u{7}";
    let tame = "<b>@\u{2060}ana:example.org</b> @\u{2060}room\u{fffd}\u{fffd}";
    let view = View::default()
        .titled(nasty)
        .paragraph(nasty)
        .block(Block::Quotation { text: nasty.into(), citation: nasty.into(), link: nasty.into() })
        .block(Block::List(vec![nasty.into()]))
        .block(Block::Fields(vec![(nasty.into(), nasty.into())]))
        .choice(choice(nasty, nasty, "t"));
    let body = one(&view);
    assert_eq!(body.plain.matches(tame).count(), 9, "{}", body.plain);
    assert_eq!(text(&body.html).matches(tame).count(), 9, "{}", body.html);
    assert!(!body.html.contains("<b>"));
}

#[test]
fn reactions_stand_for_the_first_ten_choices_that_need_no_words() {
    let view = (1..=12).fold(View::text("?"), |view, n| {
        view.choice(Choice { typed: n == 2, ..choice("Yes", "yes", &format!("t{n}")) })
    });
    let body = one(&view);
    assert_eq!(body.choices.len(), 12);
    assert_eq!(body.choices[1], Offer { token: ChoiceToken::parse("t2").expect("short"), typed: true });
    let keys = body.keys();
    assert_eq!(keys.len(), 9);
    assert_eq!((keys[0], keys[1], keys[8]), ("1\u{fe0f}\u{20e3}", "3\u{fe0f}\u{20e3}", "\u{1f51f}"));
}

#[test]
fn there_is_always_something_to_read() {
    for view in [View::default(), View::text("\u{200b} \n"), View::default().titled(" ")] {
        assert_eq!(one(&view), Body { plain: "…".into(), html: "…".into(), choices: Vec::new() });
    }
    assert_eq!(one(&View::default().choice(choice(" ", "yes", "yes"))).plain, "  1) … (or type: yes)");
    assert_eq!(one(&View::default().titled("Hello")).html, "<p><strong>Hello</strong></p>");
}

#[test]
fn a_long_view_is_split_between_its_blocks_and_the_last_part_has_the_choices() {
    let view = View::default()
        .titled("Title")
        .block(quotation(&"Rights matter. ".repeat(300)))
        .block(quotation(&"Laws matter. ".repeat(300)))
        .choice(choice("Yes", "yes", "yes"));
    let bodies = rendered(&view);
    assert_eq!(bodies.len(), 2);
    assert!(bodies[0].plain.starts_with("Title\n\n> Rights") && bodies[0].plain.ends_with("#r8"));
    assert!(bodies[1].plain.starts_with("> Laws") && bodies[1].plain.ends_with("1) Yes"));
    assert_eq!(bodies.iter().map(|body| body.choices.len()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_block_that_is_longer_than_a_message_is_split_inside() {
    let words = "Rights matter & “laws” too. ".repeat(2_000);
    let bodies = rendered(&View::default().titled("Title").block(quotation(&words)));
    assert!(bodies.len() > 5);
    let said: Vec<String> = bodies.iter().map(|body| text(&body.html)).collect();
    assert_eq!(said.concat().matches("Rights matter & “laws” too.").count(), 2_000);
    for body in &bodies[..bodies.len() - 1] {
        assert!(size(body) > LONGEST / 2, "messages are well filled");
    }
}

/// The bytes of what a body says, as they are counted.
fn size(body: &Body) -> usize {
    length(&body.plain) + length(&body.html) + body.choices.iter().map(|o| o.token.as_str().len() + 3).sum::<usize>()
}

proptest! {
    // Each of these is a long text.
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_view_becomes_messages_that_homeservers_take(
        title in proptest::option::of(".{0,50}"),
        long in "(\\PC{0,40}[ \n&<\"]){0,200}",
        texts in proptest::collection::vec("[^\u{0}]{0,300}", 4),
        choices in proptest::collection::vec(("[^\u{0}]{0,120}", "[!-~]{1,64}"), 0..130),
    ) {
        let mut view = View::text(&long).block(quotation(&texts[0])).block(Block::List(texts[1..].to_vec()));
        view.title = title;
        view = view.block(Block::Fields(vec![(texts[2].clone(), long.clone())])).block(quotation(&long));
        view.choices = choices.iter().map(|(label, token)| choice(label, &texts[3], token)).collect();
        let bodies = rendered(&view);
        prop_assert!(!bodies.is_empty());
        for body in &bodies {
            prop_assert!(size(body) <= LONGEST, "{}", size(body));
            // That its tags are whole and known is looked at in there.
            prop_assert!(!is_blank(&text(&body.html)) && !is_blank(&body.plain));
            let to = "$asked".try_into().expect("an id");
            let sent = content::message(content::Kind::Notice, body, Relation::Thread { root: to, to });
            prop_assert!(sent.to_string().len() <= 16 * 1024);
            let changed = content::edit(content::Kind::Notice, body, to);
            // Encryption adds a third.
            prop_assert!(changed.to_string().len() * 4 / 3 <= 48 * 1024);
        }
        let told: usize = bodies.iter().map(|body| body.choices.len()).sum();
        prop_assert_eq!(told, choices.len().min(MOST));
    }
}
