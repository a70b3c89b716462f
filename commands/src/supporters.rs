//! The public list: pages, the newest, counts, and questions about it. Somebody who isn't listed and somebody who
//! is only counted get the same answer.

use bot_core::answers::SupporterQuestion;
use bot_core::country::Country;
use bot_core::decision::Decision;
use bot_core::pledge::NewPledge;
use bot_core::supporter::{PublicLine, Supporter, SupporterKind, SupporterPage, SupporterQuery};
use bot_core::view::{Block, View};

use crate::name::CommandName;
use crate::scene::Scene;

/// "Ana Gurung · Nepal · Rayznews": a line as the list shows it, in the reader's language.
pub(crate) fn line(scene: &Scene<'_>, line: &PublicLine) -> String {
    line_in(line, |country| scene.country_name(country))
}

/// As [`line()`], for whoever knows the names of countries.
pub(crate) fn line_in<'a>(line: &PublicLine, country_name: impl Fn(Country) -> &'a str) -> String {
    let country = line.country_as_written.as_deref().or_else(|| line.country.map(country_name));
    // A government is listed under its country's name.
    let country = country.filter(|country| *country != line.name);
    [Some(line.name.as_str()), country, line.affiliation.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What the public sees of a pledge, set apart; for one that is only counted, that there is no line.
pub(crate) fn shown(scene: &Scene<'_>, pledge: &NewPledge) -> Block {
    match pledge.public_line() {
        Some(public) => Block::List(vec![line(scene, &public)]),
        None => Block::Paragraph(scene.text("line-counted")),
    }
}

fn numbered_line(scene: &Scene<'_>, supporter: &Supporter) -> String {
    let text = line(scene, &supporter.line);
    match supporter.number {
        Some(number) => format!("{number}. {text}"),
        None => text,
    }
}

fn list(scene: &Scene<'_>, supporters: &[Supporter]) -> Block {
    Block::List(supporters.iter().map(|s| numbered_line(scene, s)).collect())
}

fn found<'a>(scene: &Scene<'a>) -> SupporterPage {
    scene.facts.supporters.clone().unwrap_or_default()
}

/// A page of the list.
pub(crate) fn page(scene: &Scene<'_>, query: &SupporterQuery) -> Decision {
    let found = found(scene);
    if found.supporters.is_empty() {
        let filter = describe(scene, query);
        let view = if found.total > 0 {
            View::text(scene.with("supporters-no-such-page", &[("pages", pages(found.total).into())]))
        } else {
            View::text(scene.with("supporters-none", &[("filter", filter.into())]))
        };
        return scene.openly(view.choice(scene.simple_choice(CommandName::Supporters)));
    }
    let number = query.offset / SupporterQuery::PAGE + 1;
    let filter = describe(scene, query);
    let title = match filter.as_str() {
        "" => scene.with("supporters-title", &[("total", found.total.into())]),
        filter => scene.with("supporters-title-filter", &[("total", found.total.into()), ("filter", filter.into())]),
    };
    let mut view = View::default().titled(title).block(list(scene, &found.supporters));
    if pages(found.total) > 1 {
        view = view
            .paragraph(scene.with("supporters-page", &[("page", number.into()), ("pages", pages(found.total).into())]));
    }
    let arguments =
        |page: u32| format!("{} {} {page}", filter_words(scene, query), scene.word("page")).trim().to_owned();
    if u64::from(number) < pages(found.total) {
        view.choices.extend(turn(scene, "choose-next-page", &arguments(number + 1)));
    }
    if number > 1 {
        view.choices.extend(turn(scene, "choose-previous-page", &arguments(number - 1)));
    }
    scene.openly(view.choice(scene.simple_choice(CommandName::Pledge)))
}

fn turn(scene: &Scene<'_>, key: &str, arguments: &str) -> Option<bot_core::view::Choice> {
    let say = format!("{} {arguments}", scene.command_name(CommandName::Supporters));
    scene.command_choice(CommandName::Supporters, arguments, scene.text(key), say)
}

fn pages(total: u64) -> u64 {
    total.div_ceil(u64::from(SupporterQuery::PAGE))
}

/// "Nepal", or "Africa" for all of its countries.
fn place_name(scene: &Scene<'_>, countries: &[Country]) -> Option<String> {
    let all = &scene.knowledge.countries;
    match countries {
        [] => None,
        [country] => Some(scene.country_name(*country).to_owned()),
        several => Some(match all.region_of(several) {
            Some(region) => all.region_name(region, scene.language()).to_owned(),
            None => several.iter().map(|c| scene.country_name(*c)).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// The filter as words that can be typed again.
fn filter_words(scene: &Scene<'_>, query: &SupporterQuery) -> String {
    let kind = query.kind.map(|kind| scene.word(&format!("kind-{}", kind.as_str())));
    let country = place_name(scene, &query.countries);
    [kind, country, Some(query.words.clone())]
        .into_iter()
        .flatten()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The filter as it stands in a sentence; empty when there is none.
fn describe(scene: &Scene<'_>, query: &SupporterQuery) -> String {
    let kind = query.kind.map(|kind| scene.text(&format!("kinds-{}", kind.as_str())));
    let countries = place_name(scene, &query.countries);
    let words = (!query.words.is_empty()).then(|| query.words.clone());
    [kind, countries, words].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The newest, in the layout of the campaign's own table: number, name, country, affiliation.
pub(crate) fn latest(scene: &Scene<'_>) -> Decision {
    let found = found(scene);
    let view = View::default()
        .titled(scene.text("latest-title"))
        .block(list(scene, &found.supporters))
        .choice(scene.simple_choice(CommandName::Supporters))
        .choice(scene.simple_choice(CommandName::Pledge));
    scene.openly(view)
}

/// Counts by kind and by country.
pub(crate) fn stats(scene: &Scene<'_>) -> Decision {
    let tallies = scene.facts.tallies.clone().unwrap_or_default();
    let mut by_kind: Vec<(String, String)> = SupporterKind::ALL
        .into_iter()
        .map(|kind| (scene.text(&format!("kinds-{}", kind.as_str())), tallies.of_kind(kind).to_string()))
        .collect();
    if tallies.counted_only > 0 {
        by_kind.push((scene.text("stats-counted-only"), tallies.counted_only.to_string()));
    }
    let most = 10;
    let mut by_country: Vec<(String, String)> =
        tallies.by_country.iter().take(most).map(|(c, n)| (scene.country_name(*c).to_owned(), n.to_string())).collect();
    let rest: u64 = tallies.by_country.iter().skip(most).map(|(_, n)| n).sum();
    if rest > 0 {
        by_country.push((scene.text("stats-other-countries"), rest.to_string()));
    }
    let mut view = View::default()
        .titled(scene.with("stats-title", &[("total", tallies.total().into())]))
        .block(Block::Fields(by_kind));
    if !by_country.is_empty() {
        view = view.paragraph(scene.text("stats-by-country")).block(Block::Fields(by_country));
    }
    scene.openly(view.choice(scene.simple_choice(CommandName::Supporters)))
}

/// The answer to a question about supporters.
pub(crate) fn answer(scene: &Scene<'_>, question: &SupporterQuestion) -> Decision {
    match question {
        SupporterQuestion::Latest => latest(scene),
        SupporterQuestion::Who { kind, countries } => {
            page(scene, &SupporterQuery { kind: *kind, countries: countries.clone(), ..crate::interpret::first_page() })
        }
        SupporterQuestion::HowMany { kind, countries } => how_many(scene, *kind, countries),
        SupporterQuestion::Named { name, countries } => named(scene, name, !countries.is_empty()),
    }
}

fn how_many(scene: &Scene<'_>, kind: Option<SupporterKind>, countries: &[Country]) -> Decision {
    let tallies = scene.facts.tallies.clone().unwrap_or_default();
    if countries.is_empty() {
        let Some(kind) = kind else { return stats(scene) };
        let count = tallies.of_kind(kind);
        let text = scene.with(&format!("how-many-{}", kind.as_str()), &[("count", count.into())]);
        return scene.openly(
            View::text(text)
                .choice(scene.simple_choice(CommandName::Supporters))
                .choice(scene.simple_choice(CommandName::Stats)),
        );
    }
    let query = SupporterQuery { kind, countries: countries.to_vec(), ..crate::interpret::first_page() };
    page(scene, &query)
}

/// "Has Mozilla signed?" A name that isn't listed may still be counted: the answer is the same.
fn named(scene: &Scene<'_>, name: &str, government: bool) -> Decision {
    let found = found(scene);
    let view = if found.supporters.is_empty() {
        let key = if government { "named-no-government" } else { "named-no" };
        View::text(scene.with(key, &[("name", name.into())]))
    } else {
        View::text(scene.with("named-yes", &[("count", found.total.into()), ("name", name.into())]))
            .block(list(scene, &found.supporters))
    };
    scene.openly(
        view.choice(scene.simple_choice(CommandName::Supporters)).choice(scene.simple_choice(CommandName::Pledge)),
    )
}
