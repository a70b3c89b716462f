//! Supporters who don't exist: names put together from common parts in several scripts, the same at every run.

use std::fmt::Write;

/// Numbers that look random and are the same at every run (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).expect("the result is below a usize")
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// First parts, second parts, and the countries that go with them.
type Script = ([&'static str; 10], [&'static str; 10], [&'static str; 6]);

const SCRIPTS: [Script; 6] = [
    (
        ["Ana", "Élise", "Björn", "Chiara", "Duc", "Grace", "Ivo", "Kwame", "Lucía", "Nadia"],
        ["mar", "sø", "ken", "wal", "ndi", "gre", "ló", "fer", "tru", "abe"],
        ["FR", "ES", "KE", "DE", "BR", "GH"],
    ),
    (
        ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна", "Игорь", "Лариса", "Олег"],
        ["бел", "вол", "гор", "дуб", "ков", "лес", "мор", "нов", "пет", "сок"],
        ["UA", "KZ", "BG", "RS", "AM", "GE"],
    ),
    (
        ["ليلى", "عمر", "سلمى", "يوسف", "هند", "كريم", "نور", "طارق", "مريم", "زياد"],
        ["حد", "نج", "سع", "قا", "رش", "صا", "فر", "بد", "جم", "عب"],
        ["TN", "JO", "EG", "MA", "LB", "IQ"],
    ),
    (
        ["आशा", "विजय", "सीता", "रमेश", "गीता", "सुनील", "मीरा", "अर्जुन", "कविता", "दीपक"],
        ["गुरु", "थापा", "शर", "नेपा", "कुमा", "राय", "जोशी", "बास", "लामा", "पौडे"],
        ["NP", "IN", "NP", "IN", "NP", "MU"],
    ),
    (
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"],
        ["小明", "丽华", "建国", "雪梅", "志强", "秀英", "海燕", "文静", "国强", "玉兰"],
        ["TW", "SG", "MY", "TW", "HK", "AU"],
    ),
    (
        ["রহিমা", "করিম", "সালমা", "তানভীর", "নাসরিন", "ইমরান", "শিরিন", "রফিক", "ফারহানা", "জাহিদ"],
        ["আহ", "হক", "চৌধু", "দাস", "খান", "মিয়া", "রায়", "সাহা", "তালু", "উদ্দি"],
        ["BD", "IN", "BD", "GB", "BD", "IT"],
    ),
];

const ENDINGS: [[&str; 4]; 6] = [
    ["tin", "sen", "dez", "oulos"],
    ["ов", "енко", "ский", "ян"],
    ["اد", "ار", "ين", "ان"],
    ["ङ", "मा", "ल", "री"],
    ["", "儿", "子", "君"],
    ["মেদ", "রী", "ন", "র"],
];

const AFFILIATIONS: [&str; 8] = [
    "Teacher",
    "Open Net Collective",
    "Village radio",
    "University library",
    "Security researcher",
    "Community network",
    "Journalist",
    "Digital rights lab",
];

/// A list of supporters as CSV, such as `outreach-bot supporters import` takes. Their names are all different.
pub(crate) fn csv(count: usize) -> String {
    let mut dice = Dice(2_020);
    let mut text = String::from("kind,name,country,affiliation\n");
    for person in 0..count {
        let at = if dice.below(2) == 0 { 0 } else { dice.below(SCRIPTS.len()) };
        let (first, second, countries) = &SCRIPTS[at];
        let (first, second) = (dice.one_of(first), dice.one_of(second));
        let ending = dice.one_of(&ENDINGS[at]);
        let country = dice.one_of(countries);
        let middle = letters(person);
        let (kind, name, affiliation) = match dice.below(100) {
            0 => ("government", format!("Ministry of {first} {middle}"), ""),
            1..=6 => ("organisation", format!("{first} {middle} Foundation"), ""),
            7..=8 => ("group", format!("Friends of {second}{ending} {middle}"), ""),
            9..=50 => ("individual", format!("{first} {middle} {second}{ending}"), dice.one_of(&AFFILIATIONS)),
            _ => ("individual", format!("{first} {middle} {second}{ending}"), ""),
        };
        // Writing to a String never fails.
        let _ = writeln!(text, "{kind},{name},{country},{affiliation}");
    }
    text
}

/// A word that stands for a number, so that names differ.
pub(crate) fn letters(mut number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi",
        "yo", "zu",
    ];
    let mut word = String::new();
    for _ in 0..4 {
        word.insert_str(0, SYLLABLES[number % 20]);
        number /= 20;
    }
    word[..1].to_uppercase() + &word[1..]
}
