//! What was fitted to the campaign's own lines: from a question's vector and its grams to the passage that answers it, to
//! how sure it is that the texts cover it at all, and to its language. All three are linear, so that each number can be
//! looked up and a question costs next to nothing beside its vector. `scripts/train-answers` writes the file.
//!
//! The classifier knows the passages that it was fitted to and no others: it is used for a campaign with just these
//! texts. A folder with texts of its own is searched by words ([`Bm25`](super::Bm25)); no line is embedded at the start,
//! because some thousands of them would keep the bot waiting for longer than anybody does.

use std::sync::Arc;

use embedding::Model;
use sha2::{Digest, Sha256};

use super::grams::buckets;
use super::retrieval::{Ranking, Retrieval};
use super::{LIKELY, Ranked, SURE, vocabulary};
use crate::content::{Campaign, PassageId};

const MAGIC: &[u8] = b"answers1";
/// How many numbers the calibration has.
const CALIBRATION: usize = 3;

/// The file, read where it lies.
pub(super) struct Fitted {
    model: Model<'static>,
    /// A hash of the passages' ids and texts.
    fingerprint: &'static [u8],
    /// The passages' ids; the classes after them are kinds of questions that aren't covered.
    passages: Vec<&'static str>,
    /// Those of these kinds that have nothing to do with the texts, by their places among the classes.
    far: Vec<usize>,
    languages: Vec<&'static str>,
    /// The language of a question is said from this share on.
    language_at: f32,
    answer_at: f32,
    offer_at: f32,
    mean: Floats,
    /// A row of weights for each class.
    by_vector: Floats,
    bias: Floats,
    /// How much each bucket tells.
    tells: Floats,
    by_gram: Grams,
    language_bias: Floats,
    by_gram_to_language: Grams,
}

/// Numbers of four bytes, wherever they lie.
#[derive(Clone, Copy)]
struct Floats(&'static [[u8; 4]]);

impl Floats {
    fn get(self, at: usize) -> f32 {
        self.0.get(at).map_or(0.0, |four| f32::from_le_bytes(*four))
    }

    fn all(self) -> impl Iterator<Item = f32> {
        self.0.iter().map(|four| f32::from_le_bytes(*four))
    }
}

/// A row of small weights for each bucket, with a scale for each class.
struct Grams {
    scales: Floats,
    weights: &'static [u8],
}

impl Grams {
    /// What these buckets, each with how much it counts, say for each class.
    fn times(&self, counted: &[(u32, f32)]) -> Vec<f32> {
        let classes = self.scales.0.len();
        let mut sums = vec![0.0; classes];
        for (bucket, counts) in counted {
            let row = &self.weights[*bucket as usize * classes..][..classes];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += counts * f32::from(weight.cast_signed()));
        }
        sums.iter_mut().zip(self.scales.all()).for_each(|(sum, scale)| *sum *= scale);
        sums
    }
}

/// What is left of the file.
struct Rest(&'static [u8]);

impl Rest {
    fn take(&mut self, count: usize) -> &'static [u8] {
        let (taken, rest) = self.0.split_at_checked(count).expect("content/understanding/model/answers.bin is whole");
        self.0 = rest;
        taken
    }

    fn floats(&mut self, count: usize) -> Floats {
        Floats(self.take(4 * count).as_chunks().0)
    }

    fn number(&mut self) -> usize {
        self.take(4).as_chunks().0.first().map_or(0, |four| u32::from_le_bytes(*four) as usize)
    }

    fn grams(&mut self, buckets: usize, classes: usize) -> Grams {
        Grams { scales: self.floats(classes), weights: self.take(buckets * classes) }
    }
}

impl Fitted {
    /// Reads the two files that are part of the program.
    pub(super) fn embedded() -> Self {
        let sentences = vocabulary::model("sentences.bin");
        let model = Model::read(sentences).expect("content/understanding/model/sentences.bin is a model");
        let mut rest = Rest(vocabulary::model("answers.bin"));
        assert_eq!(rest.take(MAGIC.len()), MAGIC, "content/understanding/model/answers.bin is of another form");
        let [width, buckets, classes, passages, languages, names] = std::array::from_fn(|_| rest.number());
        assert_eq!(width, model.width(), "both files of content/understanding/model belong together");
        let names = std::str::from_utf8(rest.take(names)).expect("the names of the classes are text");
        let named: Vec<&str> = names.lines().collect();
        let fingerprint = rest.take(32);
        let calibration = rest.floats(CALIBRATION);
        let fitted = Self {
            model,
            fingerprint,
            passages: named[..passages].to_vec(),
            far: (passages..classes).filter(|class| named[*class] != NEAR).collect(),
            languages: named[classes..].to_vec(),
            answer_at: calibration.get(0),
            offer_at: calibration.get(1),
            language_at: calibration.get(2),
            mean: rest.floats(width),
            by_vector: rest.floats(classes * width),
            bias: rest.floats(classes),
            tells: rest.floats(buckets),
            by_gram: rest.grams(buckets, classes),
            language_bias: rest.floats(languages),
            by_gram_to_language: rest.grams(buckets, languages),
        };
        assert!(rest.0.is_empty(), "content/understanding/model/answers.bin has nothing after its end");
        fitted
    }

    /// Whether it was fitted to this campaign's passages.
    fn fits(&self, campaign: &Campaign) -> bool {
        let mut passages: Vec<_> = campaign.passages.iter().collect();
        passages.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
        let mut hash = Sha256::new();
        for passage in passages {
            hash.update(format!("{} {}\n", passage.id, passage.text));
        }
        hash.finalize().as_slice() == self.fingerprint
    }

    /// A text's buckets, each with how much it counts; as a vector they have length 1.
    fn counted(&self, text: &str) -> Vec<(u32, f32)> {
        let count = u32::try_from(self.tells.0.len()).unwrap_or(u32::MAX);
        let mut counted: Vec<(u32, f32)> =
            buckets(text, count).into_iter().map(|bucket| (bucket, self.tells.get(bucket as usize))).collect();
        let length = counted.iter().map(|(_, tells)| tells * tells).sum::<f32>().sqrt();
        if length > 0.0 {
            counted.iter_mut().for_each(|(_, tells)| *tells /= length);
        }
        counted
    }

    /// The language of a text and how sure that is, from 0 to 1; `None` when it could be several or another one.
    pub(super) fn language_of(&self, text: &str) -> Option<(&'static str, f32)> {
        let counted = self.counted(text);
        if counted.is_empty() {
            return None;
        }
        let mut logits = self.by_gram_to_language.times(&counted);
        logits.iter_mut().zip(self.language_bias.all()).for_each(|(logit, bias)| *logit += bias);
        let shares = shares(&logits);
        let (at, share) = shares.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        // The one after the last language stands for all others.
        let code = self.languages.get(at).copied().filter(|code| *code != OTHER)?;
        (share >= self.language_at).then_some((code, share))
    }

    fn logits(&self, text: &str) -> Vec<f32> {
        let vector: Vec<f32> = self.model.embed(text).iter().zip(self.mean.all()).map(|(x, mean)| x - mean).collect();
        let mut logits = self.by_gram.times(&self.counted(text));
        for (class, logit) in logits.iter_mut().enumerate() {
            let weights = Floats(&self.by_vector.0[class * vector.len()..][..vector.len()]);
            *logit +=
                self.bias.get(class) + vector.iter().zip(weights.all()).map(|(x, weight)| x * weight).sum::<f32>();
        }
        logits
    }

    /// Brings a share to the scale that all ways to find passages have: [`LIKELY`] is enough to offer a passage, [`SURE`]
    /// to quote it.
    fn calibrated(&self, share: f32) -> f32 {
        let between = |low: f32, high: f32, from: f32, to: f32| from + (share - low) / (high - low) * (to - from);
        let score = if share < self.offer_at {
            between(0.0, self.offer_at, 0.0, LIKELY)
        } else if share < self.answer_at {
            between(self.offer_at, self.answer_at, LIKELY, SURE)
        } else {
            between(self.answer_at, 1.0, SURE, 1.0)
        };
        score.clamp(0.0, 1.0)
    }
}

/// Shares fall off steeply behind the best passage. Divided by this, what is second still shows how near it is.
const FLATTER: f32 = 4.0;
/// The kind of questions on the texts' own topics that they don't answer all the same.
const NEAR: &str = "near";
/// Stands for all other languages.
const OTHER: &str = "other";

/// Finds the passages that it was fitted to.
pub(super) struct ByMeaning {
    fitted: Arc<Fitted>,
    passages: Vec<PassageId>,
}

impl ByMeaning {
    /// `None` for a campaign with other texts.
    pub(super) fn of(campaign: &Campaign, fitted: &Arc<Fitted>) -> Option<Self> {
        let id = |name: &&str| campaign.passages.iter().find(|p| p.id.as_str() == *name).map(|p| p.id.clone());
        let passages = fitted.passages.iter().map(id).collect::<Option<_>>()?;
        fitted.fits(campaign).then(|| Self { fitted: Arc::clone(fitted), passages })
    }
}

impl Retrieval for ByMeaning {
    fn rank(&self, question: &str) -> Ranking {
        let logits = self.fitted.logits(question);
        let shares = shares(&logits);
        let covered: f32 = shares[..self.passages.len()].iter().sum();
        let far: f32 = self.fitted.far.iter().map(|class| shares[*class]).sum();
        let logits = &logits[..self.passages.len()];
        let best = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let near = |logit: &f32| covered * ((logit - best) / FLATTER).exp();
        let ranked = |(passage, logit): (&PassageId, &f32)| Ranked { passage: passage.clone(), score: near(logit) };
        let mut passages: Vec<Ranked> = self.passages.iter().zip(logits).map(ranked).collect();
        passages.sort_by(|a, b| b.score.total_cmp(&a.score));
        // What is rather small talk or an order isn't worth a guess, however little is known of it.
        let covered = if far > covered { covered.min(self.fitted.offer_at * 0.99) } else { covered };
        Ranking { passages, covered: self.fitted.calibrated(covered) }
    }
}

/// Softmax: shares that add up to 1.
fn shares(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<f32> = logits.iter().map(|logit| (logit - largest).exp()).collect();
    let all: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= all);
    shares
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static FITTED: LazyLock<Arc<Fitted>> = LazyLock::new(|| Arc::new(Fitted::embedded()));

    /// What the script that fitted it found for some texts.
    #[derive(serde::Deserialize)]
    struct Told {
        text: String,
        buckets: Vec<u32>,
        vector: Vec<f32>,
        covered: f32,
        first: String,
    }

    #[test]
    fn the_program_sees_what_the_fitting_script_saw() {
        let told: Vec<Told> =
            serde_json::from_slice(vocabulary::model("fixture.json")).expect("the fixture is a list of texts");
        let by_meaning = ByMeaning::of(&Campaign::embedded(), &FITTED).expect("fitted to the campaign's passages");
        for Told { text, buckets, vector, covered, first } in told {
            assert_eq!(super::buckets(&text, 1 << 15), buckets, "{text}");
            for (x, y) in FITTED.model.embed(&text).iter().zip(vector) {
                assert!((x - y).abs() < 0.02, "{text}: {x} instead of {y}");
            }
            let shares = shares(&FITTED.logits(&text));
            let sure: f32 = shares[..FITTED.passages.len()].iter().sum();
            assert!((sure - covered).abs() < 0.02, "{text}: {sure} instead of {covered}");
            assert_eq!(by_meaning.rank(&text).passages[0].passage.as_str(), first, "{text}");
        }
    }

    #[test]
    fn a_campaign_with_other_words_is_not_the_one_it_was_fitted_to() {
        let mut campaign = Campaign::embedded();
        assert!(ByMeaning::of(&campaign, &FITTED).is_some());
        campaign.passages[0].text.push('.');
        assert!(ByMeaning::of(&campaign, &FITTED).is_none());
        campaign.passages.remove(0);
        assert!(ByMeaning::of(&campaign, &FITTED).is_none());
    }

    #[test]
    fn five_words_tell_the_language() {
        for (text, code) in [
            ("can they read my messages", "en"),
            ("peuvent-ils lire mes messages privés", "fr"),
            ("pueden leer mis mensajes privados", "es"),
            ("eles podem ler minhas mensagens", "pt"),
            ("dürfen die meine Nachrichten lesen", "de"),
            ("هل يمكنهم قراءة رسائلي الخاصة", "ar"),
            ("могут ли они читать мои сообщения", "ru"),
            ("他们可以看我的私人消息吗", "zh"),
            ("তারা কি আমার বার্তা পড়তে পারে", "bn"),
            ("के उनीहरूले मेरो सन्देश पढ्न सक्छन्", "ne"),
            ("je wanaweza kusoma ujumbe wangu", "sw"),
        ] {
            assert_eq!(FITTED.language_of(text).map(|(code, _)| code), Some(code), "{text}");
        }
        for text in
            ["", "🙂", "12345", "mogut li oni chitat moi soobscheniya", "possono leggere i miei messaggi privati"]
        {
            assert_eq!(FITTED.language_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_sure_enough_stays_sure_enough() {
        assert!(FITTED.calibrated(0.0) < LIKELY && FITTED.calibrated(1.0) > SURE);
        assert!((FITTED.calibrated(FITTED.answer_at) - SURE).abs() < 1e-5);
        assert!((FITTED.calibrated(FITTED.offer_at) - LIKELY).abs() < 1e-5);
    }
}
