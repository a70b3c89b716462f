//! Embeds: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>.

use serde_json::{Map, Value};

use super::form::{Form, Path, field};
use super::world::{Block, Embed};

const KNOWN: [&str; 13] = [
    "title",
    "type",
    "description",
    "url",
    "timestamp",
    "color",
    "footer",
    "image",
    "thumbnail",
    "video",
    "provider",
    "author",
    "fields",
];

/// Reads up to ten embeds.
pub(super) fn embeds(form: &mut Form, value: &Value) -> Vec<Embed> {
    let path = Path::root().key("embeds");
    let list = form.list(&path, value, 0, 10);
    let mut all = Vec::new();
    let mut letters = 0;
    for (at, value) in list.iter().enumerate() {
        let path = path.index(at);
        if let Some(fields) = form.object(&path, value, &KNOWN) {
            let embed = embed(form, &path, fields);
            letters += length(&embed);
            if length(&embed) == 0 && !embed.pictures {
                form.missing(&path.key("description"));
            }
            all.push(embed);
        }
    }
    if letters > 6_000 {
        form.fault(&path, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
    all
}

fn embed(form: &mut Form, path: &Path, fields: &Map<String, Value>) -> Embed {
    let web = ["http", "https"];
    form.url(&path.key("url"), field(fields, "url"), &web, 2_048);
    form.number(&path.key("color"), field(fields, "color"), 0, 0xFF_FFFF, 0);
    let mut pictures = false;
    for picture in ["image", "thumbnail"] {
        let path = path.key(picture);
        if let Some(inner) = form.object(&path, field(fields, picture), &["url", "proxy_url", "height", "width"]) {
            form.url(&path.key("url"), field(inner, "url"), &["http", "https", "attachment"], 2_048);
            pictures = true;
        }
    }
    let below = |form: &mut Form, name: &str, known: &[&str], inner: &str, most: usize| {
        let path = path.key(name);
        let Some(fields) = form.object(&path, field(fields, name), known) else { return String::new() };
        for address in ["url", "icon_url"] {
            form.url(&path.key(address), field(fields, address), &["http", "https", "attachment"], 2_048);
        }
        form.required(&path.key(inner), field(fields, inner), 1, most).to_owned()
    };
    let footer = below(form, "footer", &["text", "icon_url", "proxy_icon_url"], "text", 2_048);
    let author = below(form, "author", &["name", "url", "icon_url", "proxy_icon_url"], "name", 256);
    let place = path.key("fields");
    let mut blocks = Vec::new();
    for (at, value) in form.list(&place, field(fields, "fields"), 0, 25).iter().enumerate() {
        let place = place.index(at);
        if let Some(fields) = form.object(&place, value, &["name", "value", "inline"]) {
            let name = form.required(&place.key("name"), field(fields, "name"), 1, 256).to_owned();
            let value = form.required(&place.key("value"), field(fields, "value"), 1, 1_024).to_owned();
            form.flag(&place.key("inline"), field(fields, "inline"));
            blocks.push(Block { name, value });
        }
    }
    Embed {
        title: form.text(&path.key("title"), field(fields, "title"), 0, 256).to_owned(),
        url: field(fields, "url").as_str().unwrap_or_default().to_owned(),
        description: form.text(&path.key("description"), field(fields, "description"), 0, 4_096).to_owned(),
        fields: blocks,
        author,
        footer,
        pictures,
    }
}

/// What counts towards the 6,000 of all embeds together.
fn length(embed: &Embed) -> usize {
    let fields = embed.fields.iter().flat_map(|f| [&f.name, &f.value]);
    let all = [&embed.title, &embed.description, &embed.author, &embed.footer].into_iter().chain(fields);
    all.map(|text| text.chars().count()).sum()
}
