//! Questions about supporters in every language, and questions that only look like them.

use std::sync::{Arc, LazyLock};

use super::super::{Answers, Meaning, ProcessQuestion, SupporterQuestion};
use crate::content::Campaign;
use crate::country::Countries;

static ANSWERS: LazyLock<Answers> = LazyLock::new(|| Answers::new(&Campaign::embedded(), Arc::new(Countries::load())));

/// Whether somebody is among the supporters, who is, how many are.
const SUPPORTERS: &[&str] = &[
    "is wikimedia with you",
    "does greenpeace back this",
    "has vodafone joined",
    "is access now in on this",
    "is the human rights watch one of you",
    "which african countries are on board",
    "who from ghana is in",
    "who else signed",
    "does oxfam stand with you",
    "are any universities supporting this",
    "which companies support it",
    "CrypTag?",
    "hat siemens unterschrieben",
    "ist greenpeace mit im boot",
    "ist global partners digital dabei",
    "unterstützt amnesty euch",
    "welche firmen sind dabei",
    "wer aus kenia macht mit",
    "steht telekom hinter euch",
    "wie viele organisationen machen mit",
    "amnesty fait partie des signataires",
    "est-ce que carrefour vous soutient",
    "mozilla participe ?",
    "quels pays africains sont avec vous",
    "qui au sénégal a signé",
    "combien d'ong soutiennent",
    "access now est dans le coup?",
    "greenpeace está con ustedes",
    "mozilla participa?",
    "qué países se sumaron",
    "movistar apoya esto",
    "quién de panamá firmó",
    "cuántas empresas apoyan",
    "hay universidades en la lista",
    "a petrobras assinou",
    "access now tá junto com vocês",
    "quem do brasil tá nessa",
    "o greenpeace apoia isso",
    "quantas ongs apoiam",
    "quais países estão nessa",
    "гугл с вами?",
    "мозилла участвует",
    "кто из украины подписал",
    "kto iz rossii podpisal",
    "mozilla podpisala?",
    "какие страны участвуют",
    "сколько организаций поддержало",
    "сбербанк поддержал вас",
    "جوجل معكم؟",
    "هل وقعت موزيلا",
    "مين من مصر معكم",
    "google ma3akom?",
    "mozilla wa22a3et?",
    "شو الدول اللي معكم",
    "كم منظمة وقعت",
    "فودافون بتدعمكم؟",
    "腾讯签了吗",
    "阿里巴巴跟你们一起吗",
    "mozilla参与了吗",
    "谁从德国来签了名",
    "哪些公司支持",
    "多少个组织签了",
    "人权观察在名单上吗",
    "গুগল কি আপনাদের সাথে আছে",
    "mozilla ki talikay ache",
    "ভারত থেকে কারা সই করেছে",
    "kon kon desh support korche",
    "brac ki somorthon korche",
    "কতগুলো সংগঠন সমর্থন করেছে",
    "robi ki apnader sathe ache",
    "नेपाल टेलिकमले समर्थन गरेको छ",
    "mozilla samel cha?",
    "nepal bata kas kasle samarthan gareka chan",
    "गुगल सूचीमा छ",
    "कुन कुन देशहरू सहभागी छन्",
    "kati wata sanstha le samarthan gare",
    "भारतबाट कोही छ",
    "worldlink le sath diyeko cha",
    "mozilla imesaini?",
    "vodacom wako nanyi",
    "nani kutoka kenya amesaini",
    "serikali zipi zinaunga mkono",
    "mashirika mangapi yamesaini",
    "je airtel imo kwenye orodha",
    "access now wamo",
    "kuna shirika kutoka tanzania limesaini",
];

/// About other lists, about passages, about nothing that the bot knows.
const OTHERS: &[&str] = &[
    "who signed the tampa convention",
    "who supports linux",
    "which countries support ukraine",
    "how many states are in the eu",
    "does apple support rcs",
    "do you support bitcoin",
    "do states support encryption",
    "which governments should protect journalists",
    "is brazil in nato",
    "who won the world cup",
    "does signal support disappearing messages",
    "is encryption part of this",
    "wer unterstützt linux",
    "unterstützt ihr bitcoin",
    "welche länder sind in der eu",
    "wer hat den vertrag von lissabon unterschrieben",
    "ist verschlüsselung dabei",
    "qui a signé l'accord de paris",
    "quels pays soutiennent l'ukraine",
    "est-ce que whatsapp soutient le chiffrement",
    "quién firmó el convenio de budapest",
    "qué países apoyan a ucrania",
    "apoyan el cifrado?",
    "quem assinou o acordo de paris",
    "vocês apoiam bitcoin",
    "quais países fazem parte do mercosul",
    "кто подписал будапештскую конвенцию",
    "какие страны поддерживают украину",
    "поддерживаете ли вы биткоин",
    "kakie strany vhodyat v nato",
    "من وقع على اتفاقية بودابست",
    "أي دول تدعم اوكرانيا",
    "هل تدعمون البيتكوين",
    "谁签署了布达佩斯公约",
    "哪些国家支持乌克兰",
    "你们支持比特币吗",
    "微信支持加密吗",
    "কে বুদাপেস্ট কনভেনশনে সই করেছে",
    "আপনারা কি বিটকয়েন সমর্থন করেন",
    "কোন কোন দেশ ইউক্রেনকে সমর্থন করে",
    "बुडापेस्ट महासन्धिमा कसले हस्ताक्षर गर्‍यो",
    "तपाईंहरू बिटक्वाइन समर्थन गर्नुहुन्छ",
    "के सरकारले इन्क्रिप्सन समर्थन गर्नुपर्छ",
    "nani alisaini mkataba wa budapest",
    "mnaunga mkono bitcoin",
    "nchi gani zinaunga mkono ukraine",
    "je serikali inaunga mkono usimbaji fiche",
    "what year was mozilla founded",
    "who owns mozilla",
    "how many people live in nepal",
    "who is the president of ghana",
    "can iphone support two sims",
    "what does linux mean",
    "kati jana nepalma baschan",
    "wer ist präsident von kenia",
    "combien d'habitants au congo",
];

/// How to be one of them.
const PROCESS: &[&str] = &[
    "is there a link for organisations",
    "gibt es ein formular für vereine",
    "y a-t-il un formulaire pour les particuliers",
    "hay algun formulario para personas",
    "existe formulário para indivíduos",
    "есть ли форма для физлиц",
    "هل هناك استمارة للأفراد",
    "有个人的表格吗",
    "ব্যক্তির জন্য কোনো ফরম আছে",
    "व्यक्तिका लागि कुनै फारम छ",
    "kuna fomu ya watu binafsi",
    "i want to be with you, how",
    "ich will dabei sein, wie",
    "je veux participer comment faire",
    "quero participar como faço",
    "хочу быть с вами как",
    "بدي كون معكم كيف",
    "我想参与怎么做",
    "ami apnader sathe thakte chai kivabe",
    "nataka kuwa pamoja nanyi nifanyeje",
];

fn meaning(question: &str) -> Meaning {
    ANSWERS.understand(question).meaning
}

/// The questions that are taken otherwise.
fn misses(questions: &[&'static str], fits: fn(&Meaning) -> bool) -> Vec<&'static str> {
    questions.iter().copied().filter(|question| !fits(&meaning(question))).collect()
}

#[test]
fn supporters_are_asked_about_in_many_ways() {
    assert_eq!(misses(SUPPORTERS, |m| matches!(m, Meaning::Supporters(_))), [""; 0]);
}

#[test]
fn other_lists_and_what_the_texts_say_are_left_alone() {
    assert_eq!(misses(OTHERS, |m| !matches!(m, Meaning::Supporters(_))), [""; 0]);
}

#[test]
fn who_wants_to_join_is_told_how() {
    assert_eq!(misses(PROCESS, |m| matches!(m, Meaning::Process(_))), [""; 0]);
    assert_eq!(meaning("is there a form for citizens"), Meaning::Process(ProcessQuestion::HowToSign));
    assert_eq!(meaning("is there a form for companies"), Meaning::Process(ProcessQuestion::ForABody));
}

#[test]
fn a_name_from_the_list_is_quoted_without_the_words_around_it() {
    for (question, expected) in [
        ("Women of Uganda Network?", "Women of Uganda Network"),
        ("fantsuam foundation nanyi?", "fantsuam foundation"),
        ("aarhus university dabei?", "aarhus university"),
        ("paradigm initiative nigeria le samarthan gareko chha", "paradigm initiative nigeria"),
        ("paradigm initiative nigeria с вами?", "paradigm initiative nigeria"),
        ("carrefour vous soutient", "carrefour"),
        ("ncell le sath diyeko chha", "ncell"),
        ("华为在名单里吗", "华为"),
    ] {
        let named = SupporterQuestion::Named { name: expected.to_owned(), countries: Vec::new() };
        assert_eq!(meaning(question), Meaning::Supporters(named), "{question}");
    }
}

#[test]
fn a_known_name_does_not_make_every_question_one_about_supporters() {
    for question in
        ["did mozilla sign the tampa convention", "does mozilla support strong encryption", "mozilla firefox"]
    {
        assert!(!matches!(meaning(question), Meaning::Supporters(_)), "{question}");
    }
}
