//! `campaign.toml`: the campaign's name and addresses, its sources, and which passages the bot's commands answer with.

use super::{KnownIds, read_ids, web_address};
use crate::content::problem::Problem;
use crate::content::record::Record;
use crate::content::{Campaign, PassageId, Source};

pub(super) fn read_head(head: &Record<'_>, known: &KnownIds<'_>, problems: &mut Vec<Problem>) -> Campaign {
    head.allow(
        &["name", "site", "contact", "definition", "how_to_support", "list_of_supporters", "about", "source"],
        problems,
    );
    let name = head.text("name", problems);
    let site = web_address(head, "site", problems);
    let contact = head.text("contact", problems);
    let mail = contact.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    if !contact.is_empty() && !mail {
        let what = format!("“{contact}” is not an e-mail address");
        head.note("contact", what, "write one such as campaign@example.org", problems);
    }
    let mut passage = |key: &str| {
        let id = head.text(key, problems);
        if !id.is_empty() && !known.has(&id) {
            head.note(key, format!("there is no passage “{id}”"), known.cure(&id), problems);
        }
        PassageId(id)
    };
    let definition = passage("definition");
    let how_to_support = passage("how_to_support");
    let list_of_supporters = passage("list_of_supporters");
    let about = read_ids(head, "about", known, problems);
    if about.is_empty() {
        let cure = "add a line about = [\"…\"] with the passages that tell what the campaign is";
        head.note("about", "“about” names no passage", cure, problems);
    }

    let mut sources: Vec<Source> = Vec::new();
    for record in head.tables("source", "id", problems) {
        record.allow(&["id", "title", "sha256"], problems);
        let id = record.text("id", problems);
        let title = record.text("title", problems);
        let sha256 = record.text("sha256", problems);
        if !sha256.is_empty() && !is_sha256(&sha256) {
            let what = "this is not a SHA-256 hash";
            record.note("sha256", what, "write the 64 digits that sha256sum prints for the source", problems);
        }
        if sources.iter().any(|s| s.id == id) {
            let what = format!("the source “{id}” is there twice");
            record.note("id", what, "give one of them another id", problems);
        }
        sources.push(Source { id, title, sha256 });
    }
    if sources.is_empty() {
        let cure = "add a table [[source]] with id, title and sha256";
        head.note("source", "no source is named", cure, problems);
    }
    Campaign { name, site, contact, definition, how_to_support, list_of_supporters, about, sources, ..super::empty() }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
