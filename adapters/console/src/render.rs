//! From a [`View`] to lines of a terminal. Pure. Whatever people wrote is made harmless here: no control sequence
//! and nothing that turns the direction of other people's text gets through. Absent on purpose: colour. A heading
//! is bold and a source is dim where the terminal can, and the words say the same without either.

use bot_core::hygiene::harmless;
use bot_core::phrases::{Phrases, Say};
use bot_core::view::{Block, View};
use textwrap::{Options, WordSplitter};

/// How a terminal takes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Columns to wrap at; `None` leaves lines whole, as a pipe wants them.
    pub width: Option<usize>,
    /// Whether bold and dim are welcome.
    pub styled: bool,
}

/// How a line is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Plain,
    Strong,
    Faint,
}

/// A message as text that ends with a line break; what is added to it is in its own language. Its choices are
/// numbered from `first`.
pub fn show(view: &View, phrases: &Phrases, look: Look, first: usize) -> String {
    let mut text = String::new();
    for (tone, line) in lines(view, phrases.say(view.language), look.width, first) {
        match tone {
            Tone::Strong if look.styled => text.extend(["\u{1b}[1m", &line, "\u{1b}[0m"]),
            Tone::Faint if look.styled => text.extend(["\u{1b}[2m", &line, "\u{1b}[0m"]),
            _ => text.push_str(&line),
        }
        text.push('\n');
    }
    text
}

/// A line of the terminal's own, wrapped and harmless.
pub(crate) fn note(text: &str, look: Look) -> String {
    let mut lines = Lines { width: look.width, done: Vec::new() };
    lines.wrapped(Tone::Plain, text, "", "");
    lines.done.into_iter().map(|(_, line)| line + "\n").collect()
}

fn lines(view: &View, say: Say<'_>, width: Option<usize>, first: usize) -> Vec<(Tone, String)> {
    let View {
        title,
        blocks,
        choices,
        // `say` speaks it.
        language: _,
        // A terminal has no forms; the blocks ask for one answer at a time, so nothing is lost.
        form: _,
    } = view;
    let mut lines = Lines { width, done: Vec::new() };
    if let Some(title) = title {
        lines.wrapped(Tone::Strong, title, "", "");
    }
    for block in blocks {
        lines.gap();
        match block {
            Block::Paragraph(text) => lines.wrapped(Tone::Plain, text, "", ""),
            Block::Quotation { text, citation, link } => {
                lines.wrapped(Tone::Plain, text, "> ", "> ");
                lines.wrapped(Tone::Faint, citation, "  ", "  ");
                // A link that is broken over two lines can't be followed.
                lines.whole(Tone::Faint, &format!("  {link}"));
            }
            Block::List(items) => {
                for item in items {
                    lines.wrapped(Tone::Plain, item, "- ", "  ");
                }
            }
            Block::Fields(fields) => {
                for (name, value) in fields {
                    let field = say.with("console-field", &[("name", name.into()), ("value", value.into())]);
                    lines.wrapped(Tone::Plain, &field, "", "  ");
                }
            }
        }
    }
    if !choices.is_empty() {
        lines.gap();
    }
    for (number, choice) in (first..).zip(choices) {
        let (label, typed) = (&choice.label, &choice.say);
        let values = [("number", number.to_string().into()), ("label", label.into()), ("say", typed.into())];
        lines.wrapped(Tone::Plain, &say.with(choice.numbered_phrase(), &values), "  ", "     ");
    }
    lines.done
}

struct Lines {
    width: Option<usize>,
    done: Vec<(Tone, String)>,
}

impl Lines {
    /// An empty line, if something stands above.
    fn gap(&mut self) {
        if !self.done.is_empty() {
            self.done.push((Tone::Plain, String::new()));
        }
    }

    fn whole(&mut self, tone: Tone, text: &str) {
        self.done.push((tone, harmless(text).into_owned()));
    }

    fn wrapped(&mut self, tone: Tone, text: &str, first: &str, rest: &str) {
        let text = harmless(text);
        let Some(width) = self.width else {
            for (n, line) in text.split('\n').enumerate() {
                self.whole(tone, &format!("{}{line}", if n == 0 { first } else { rest }));
            }
            return;
        };
        for (n, line) in text.split('\n').enumerate() {
            let indent = if n == 0 { first } else { rest };
            if line.is_empty() {
                self.done.push((tone, indent.to_owned()));
                continue;
            }
            let options = Options::new(width)
                .initial_indent(indent)
                .subsequent_indent(rest)
                .word_splitter(WordSplitter::NoHyphenation)
                .break_words(false);
            for line in textwrap::wrap(line, options) {
                self.done.push((tone, line.into_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use bot_core::language::Language;
    use bot_core::phrases::Phrases;
    use bot_core::view::{Choice, ChoiceToken, Destination};

    use super::*;

    fn choice(label: &str, say: &str, destination: Destination) -> Choice {
        let token = ChoiceToken::parse("t").expect("one letter is a token");
        Choice { token, label: label.to_owned(), say: say.to_owned(), destination, typed: false }
    }

    fn everything() -> View {
        View::default()
            .titled("Recommendation 8")
            .block(Block::Quotation {
                text: "Cybersecurity laws should  be\n\nrights-respecting (see also “R1”).".to_owned(),
                citation: "Recommendation 8, Internet Free and Secure".to_owned(),
                link: "https://example.org/a-very-long-link-that-is-longer-than-the-screen#r8".to_owned(),
            })
            .paragraph("In plain words: laws must not weaken encryption, and they must be narrow and clear.")
            .block(Block::List(vec!["one".to_owned(), "two, which is long enough to need another line".to_owned()]))
            .block(Block::Fields(vec![("Name".to_owned(), "Ana".to_owned())]))
            .choice(choice("Next: Recommendation 9", "rec 9", Destination::Here))
            .choice(choice("Yes", "yes", Destination::Here))
            .choice(choice("Pledge", "pledge", Destination::Private))
    }

    fn shown(view: &View, look: Look) -> String {
        show(view, &Phrases::embedded(), look, 1)
    }

    #[test]
    fn a_pipe_gets_whole_lines() {
        let expected = "\
Recommendation 8

> Cybersecurity laws should  be
> 
> rights-respecting (see also “R1”).
  Recommendation 8, Internet Free and Secure
  https://example.org/a-very-long-link-that-is-longer-than-the-screen#r8

In plain words: laws must not weaken encryption, and they must be narrow and clear.

- one
- two, which is long enough to need another line

Name: Ana

  1) Next: Recommendation 9 (or type: rec 9)
  2) Yes
  3) Pledge (opens your private chat)
";
        assert_eq!(shown(&everything(), Look::default()), expected);
    }

    #[test]
    fn a_screen_gets_lines_of_its_width_and_links_stay_whole() {
        let expected = "\
Recommendation 8

> Cybersecurity laws should
> be
> 
> rights-respecting (see also
> “R1”).
  Recommendation 8, Internet
  Free and Secure
  https://example.org/a-very-long-link-that-is-longer-than-the-screen#r8

In plain words: laws must not
weaken encryption, and they
must be narrow and clear.

- one
- two, which is long enough to
  need another line

Name: Ana

  1) Next: Recommendation 9
     (or type: rec 9)
  2) Yes
  3) Pledge (opens your
     private chat)
";
        assert_eq!(shown(&everything(), Look { width: Some(30), styled: false }), expected);
    }

    #[test]
    fn style_changes_no_words() {
        let styled = shown(&everything(), Look { width: None, styled: true });
        assert!(styled.starts_with("\u{1b}[1mRecommendation 8\u{1b}[0m\n"));
        let bare = styled.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        assert_eq!(bare, shown(&everything(), Look::default()));
    }

    #[test]
    fn numbers_go_on_from_the_message_before() {
        let view = View::text("Which?").choice(choice("Yes", "yes", Destination::Here));
        let text = show(&view, &Phrases::embedded(), Look::default(), 4);
        assert_eq!(text, "Which?\n\n  4) Yes\n");
    }

    #[test]
    fn what_is_added_follows_the_language_of_the_message() {
        let view = View::default()
            .written_in(Language::French)
            .block(Block::Fields(vec![("Nom".to_owned(), "Ana".to_owned())]))
            .choice(choice("Je soutiens", "soutenir", Destination::Here));
        let expected = "Nom\u{a0}: Ana\n\n  1) Je soutiens (ou tapez\u{a0}: soutenir)\n";
        assert_eq!(shown(&view, Look::default()), expected);
    }

    #[test]
    fn nothing_that_people_wrote_can_steer_the_terminal() {
        let nasty = "a\u{1b}[2Jb\u{7}c\u{9b}d\0e\u{7f}f\u{202e}g\u{2028}h\rj\tk";
        let tame = "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f\u{fffd}g\u{fffd}h\u{fffd}j k";
        let view = View::default()
            .titled(nasty)
            .paragraph(nasty)
            .block(Block::Quotation { text: nasty.into(), citation: nasty.into(), link: nasty.into() })
            .block(Block::List(vec![nasty.into()]))
            .block(Block::Fields(vec![(nasty.into(), nasty.into())]))
            .choice(choice(nasty, nasty, Destination::Here));
        for look in [Look::default(), Look { width: Some(400), styled: false }] {
            let text = shown(&view, look);
            let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(steers), "{text:?}");
            assert_eq!(text.matches(tame).count(), 9, "{text:?}");
        }
        assert_eq!(note(nasty, Look::default()), format!("{tame}\n"));
    }

    #[test]
    fn right_to_left_names_keep_their_isolates() {
        let view = View::text("\u{2068}مريم\u{2069} joined");
        assert_eq!(shown(&view, Look::default()), "\u{2068}مريم\u{2069} joined\n");
    }

    #[test]
    fn an_empty_message_is_no_line() {
        assert_eq!(shown(&View::default(), Look::default()), "");
    }
}
