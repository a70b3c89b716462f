//! Choices with numbers (`  2) No, keep it (or type: no)`), read back in every language, as the terminal and Matrix show
//! them. What stands around a label and the words to type comes from the phrases.

use std::sync::LazyLock;

use bot_core::language::Language;
use bot_core::phrases::Phrases;

/// A choice as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number in the message.
    pub number: usize,
    /// What it says.
    pub label: String,
    /// What can be typed instead.
    pub say: String,
    /// Whether it opens the private chat.
    pub private: bool,
}

/// How a phrase shows a choice.
struct Form {
    /// What stands between the label and the words to type; none where the label is typed.
    between: Option<String>,
    after: String,
    private: bool,
}

/// The longer ones first: in one language, the end of one form is the end of another.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let phrases = Phrases::embedded();
    let keys = ["console-choice-private", "console-choice", "console-choice-private-plain", "console-choice-plain"];
    let form = |key: &str, language| {
        let values = [("number", "0".into()), ("label", "\u{1}".into()), ("say", "\u{2}".into())];
        let shown = phrases.say(language).with(key, &values);
        let (_, rest) = shown.split_once('\u{1}').expect("the label is shown");
        let (between, after) = rest.split_once('\u{2}').map_or((None, rest), |(between, after)| (Some(between), after));
        Form { between: between.map(str::to_owned), after: after.to_owned(), private: key.contains("private") }
    };
    keys.into_iter().flat_map(|key| Language::ALL.map(|language| form(key, language))).collect()
});

impl Numbered {
    /// Reads a line, if it is a choice.
    pub fn read(line: &str) -> Option<Self> {
        let (number, text) = line.strip_prefix("  ")?.split_once(") ")?;
        let number = number.parse().ok()?;
        let read = |form: &Form| {
            let inner = text.strip_suffix(form.after.as_str())?;
            let (label, say) = match &form.between {
                Some(between) => inner.rsplit_once(between.as_str())?,
                None => (inner, inner),
            };
            Some(Self { number, label: plain(label), say: plain(say), private: form.private })
        };
        FORMS.iter().find_map(read)
    }
}

/// Without the marks that keep two directions of writing apart.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read() {
        let is = |number, label: &str, say: &str, private| {
            Some(Numbered { number, label: label.to_owned(), say: say.to_owned(), private })
        };
        assert_eq!(Numbered::read("  1) No, keep it (or type: no)"), is(1, "No, keep it", "no", false));
        assert_eq!(Numbered::read("  12) Help"), is(12, "Help", "Help", false));
        let pledge = Numbered::read("  2) Add (opens your private chat; or type there: pledge)");
        assert_eq!(pledge, is(2, "Add", "pledge", true));
        assert_eq!(Numbered::read("  3) 原文（或输入：\u{2068}rec 8\u{2069}）"), is(3, "原文", "rec 8", false));
        assert_eq!(Numbered::read("12) Help"), None);
    }
}
