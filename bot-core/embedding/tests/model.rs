//! The model that the program carries: what it makes of texts, and that nothing typed or broken stops it.

use std::sync::LazyLock;

use embedding::{Malformed, Model};
use proptest::prelude::*;

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/understanding/model/sentences.bin");
    std::fs::read(path).unwrap_or_else(|e| panic!("{path}: {e}"))
});

static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| Model::read(&BYTES).expect("the file is a model"));

fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (MODEL.embed(a), MODEL.embed(b));
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

#[test]
fn sentences_that_mean_the_same_are_nearer_than_others() {
    let asked = "can the police read my messages";
    for (same, other) in [
        ("la police peut-elle lire mes messages", "quel temps fera-t-il demain"),
        ("может ли полиция читать мои сообщения", "рецепт борща с мясом"),
        ("警察可以看我的消息吗", "今天天气怎么样"),
        ("polisi wanaweza kusoma ujumbe wangu", "jinsi ya kupika wali"),
        ("के प्रहरीले मेरो सन्देश पढ्न सक्छ", "आज मौसम कस्तो छ"),
        ("পুলিশ কি আমার বার্তা পড়তে পারে", "আজ আবহাওয়া কেমন"),
    ] {
        assert!(likeness(asked, same) > likeness(asked, other), "{same}");
    }
}

#[test]
fn compatibility_forms_and_spaces_make_no_difference() {
    assert_eq!(MODEL.pieces("ｆｕｌｌ  ｗｉｄｔｈ "), MODEL.pieces("full width"));
}

#[test]
fn a_long_text_is_cut() {
    assert!(MODEL.pieces(&"word ".repeat(10_000)).len() <= 64);
    assert_eq!(MODEL.embed(&"word ".repeat(10_000)), MODEL.embed(&"word ".repeat(100)));
}

#[test]
fn other_bytes_are_no_model() {
    assert_eq!(Model::read(&[]).err(), Some(Malformed));
    assert_eq!(Model::read(b"sentence").err(), Some(Malformed));
    assert_eq!(Model::read(&BYTES[..BYTES.len() - 1]).err(), Some(Malformed));
    let longer: Vec<u8> = BYTES.iter().copied().chain([0]).collect();
    assert_eq!(Model::read(&longer).err(), Some(Malformed));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_has_a_vector(text in any::<String>()) {
        let vector = MODEL.embed(&text);
        prop_assert_eq!(vector.len(), MODEL.width());
        prop_assert!(vector.iter().all(|x| x.is_finite()));
    }

    #[test]
    fn any_beginning_is_refused(length in 0..4096_usize) {
        prop_assert_eq!(Model::read(&BYTES[..length]).err(), Some(Malformed));
    }
}
