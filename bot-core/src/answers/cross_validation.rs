//! Measures retrieval and verdict with the search lines themselves: each line is asked of a bot that was built
//! without it, and so is each question that the texts don't cover. The thresholds in this module are calibrated
//! with these figures; run with `--nocapture` to see them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;

/// The lines are left out in this many turns.
const TURNS: usize = 6;

#[derive(Default)]
struct Figures {
    asked: usize,
    first: usize,
    within_three: usize,
    options: usize,
    refused: usize,
}

impl Figures {
    fn share(&self, count: usize) -> f64 {
        count as f64 / self.asked.max(1) as f64
    }
}

fn shown(meaning: &Meaning, campaign: &Campaign) -> Vec<PassageId> {
    match meaning {
        Meaning::Passages { ids, .. } | Meaning::Options(ids) => ids.clone(),
        Meaning::Process(_) => vec![campaign.how_to_support.clone()],
        Meaning::Supporters(_) => vec![campaign.list_of_supporters.clone()],
        _ => Vec::new(),
    }
}

/// By language and kind: `en covered`, `en not covered`, `all covered`.
fn measure() -> BTreeMap<String, Figures> {
    let whole = Campaign::embedded();
    let countries = Arc::new(Countries::load());
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    for turn in 0..TURNS {
        let left_out = |at: usize| at % TURNS == turn;
        let mut asked: Vec<(String, String, Option<PassageId>)> = Vec::new();
        let mut campaign = whole.clone();
        for passage in &mut campaign.passages {
            let id = passage.id.clone();
            let mut at = 0;
            passage.search_lines.retain(|(language, line)| {
                at += 1;
                if left_out(at) {
                    asked.push((language.clone(), line.clone(), Some(id.clone())));
                }
                !left_out(at)
            });
        }
        let mut files = vocabulary::files();
        for (language, file) in &mut files {
            let mut at = 0;
            file.not_covered.retain(|line| {
                at += 1;
                if left_out(at) {
                    asked.push((language.clone(), line.clone(), None));
                }
                !left_out(at)
            });
        }
        let answers = Answers::of(&campaign, Arc::clone(&countries), files);
        for (language, line, wanted) in asked {
            let understood = answers.understand(&line);
            let shown = shown(&understood.meaning, &campaign);
            let options = matches!(understood.meaning, Meaning::Options(_));
            let kind = if wanted.is_some() { "covered" } else { "not covered" };
            for key in [format!("{language} {kind}"), format!("all {kind}")] {
                let of_key = figures.entry(key).or_default();
                of_key.asked += 1;
                of_key.options += usize::from(options);
                of_key.refused += usize::from(shown.is_empty());
                if let Some(wanted) = &wanted {
                    of_key.first += usize::from(shown.first() == Some(wanted));
                    of_key.within_three += usize::from(shown.contains(wanted));
                }
            }
        }
    }
    figures
}

#[test]
fn lines_that_were_left_out_are_found() {
    let figures = measure();
    for (key, of_key) in &figures {
        println!(
            "{key:16} {:5} first {:.3} within three {:.3} options {:.3} refused {:.3} answered {:.3}",
            of_key.asked,
            of_key.share(of_key.first),
            of_key.share(of_key.within_three),
            of_key.share(of_key.options),
            of_key.share(of_key.refused),
            of_key.share(of_key.asked - of_key.refused - of_key.options),
        );
    }
    let (covered, not) = (&figures["all covered"], &figures["all not covered"]);
    assert!(covered.share(covered.first) >= 0.68, "the right passage first");
    assert!(covered.share(covered.options) <= 0.16, "unsure");
    assert!(not.share(not.asked - not.refused - not.options) <= 0.11, "a passage for what isn't covered");
}
