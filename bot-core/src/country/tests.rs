use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static COUNTRIES: LazyLock<Countries> = LazyLock::new(Countries::load);

fn countries(codes: &str) -> Vec<Country> {
    codes.split_whitespace().map(|code| Country::parse(code).expect("two letters")).collect()
}

/// The rows of a table that went wrong, so that one run tells all.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn check<T: PartialEq + fmt::Debug>(&mut self, text: &str, found: T, expected: T) {
        if found != expected {
            self.0.push(format!("{text:.60}: {found:?}, not {expected:?}"));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

fn region(name: &str) -> Region {
    match COUNTRIES.places(name)[..] {
        [Place::Region(region)] => region,
        _ => panic!("{name} is a region"),
    }
}

#[test]
fn the_table_is_whole() {
    assert_eq!(COUNTRIES.all().len(), 250, "249 of ISO 3166-1 and Kosovo");
    assert!(TABLE.len() < 200_000);
    assert!(COUNTRIES.contains(countries("NP")[0]) && !COUNTRIES.contains(countries("ZZ")[0]));
    let without_region: Vec<Country> = COUNTRIES.all().filter(|c| COUNTRIES.region(*c).is_none()).collect();
    assert_eq!(without_region, countries("AQ"));
    for country in COUNTRIES.all() {
        for language in Language::ALL {
            let name = COUNTRIES.name(country, language);
            assert!(!name.is_empty());
            assert_eq!(COUNTRIES.find(name), CountryMatch::Exact(country), "{name}");
        }
        assert_eq!(COUNTRIES.find(country.code()), CountryMatch::Exact(country));
        assert_eq!(COUNTRIES.find(&country.code().to_lowercase()), CountryMatch::Exact(country));
    }
}

#[test]
fn every_name_in_the_table_finds_its_country() {
    let shared = ["VG", "VI", "CD", "CG", "KP", "KR"];
    let mut names = 0;
    for line in TABLE.lines().filter(|line| line.starts_with("C\t")) {
        let fields: Vec<&str> = line.split('\t').collect();
        let country = Country::parse(fields[1]).expect("a code");
        assert_eq!(COUNTRIES.find(fields[2]), CountryMatch::Exact(country), "{}", fields[2]);
        let aliases = fields[15].split('|').filter(|alias| !alias.is_empty());
        for name in fields[4..15].iter().copied().chain(aliases) {
            names += 1;
            match COUNTRIES.find(name) {
                CountryMatch::Exact(found) => assert_eq!(found, country, "{name}"),
                CountryMatch::Nearest(found) => {
                    assert!(found.contains(&country) && shared.contains(&fields[1]), "{name}: {found:?}");
                }
                CountryMatch::Unknown => panic!("{name} is unknown"),
            }
        }
    }
    assert!(names > 3_000, "{names}");
}

#[test]
fn names_are_shown_in_the_language() {
    let cases = [
        ("NP", Language::English, "Nepal"),
        ("NP", Language::French, "Népal"),
        ("CD", Language::English, "Democratic Republic of the Congo"),
        ("CD", Language::French, "République démocratique du Congo"),
        ("DO", Language::Spanish, "República Dominicana"),
        ("PS", Language::English, "Palestine"),
        ("US", Language::English, "United States"),
    ];
    for (code, language, name) in cases {
        assert_eq!(COUNTRIES.name(countries(code)[0], language), name);
    }
    assert_eq!(COUNTRIES.name(countries("ZZ")[0], Language::English), "");
    assert_eq!(COUNTRIES.region_name(region("west africa"), Language::French), "Afrique occidentale");
}

#[test]
fn a_country_is_found_by_any_of_its_names() {
    let mut wrong = Wrong::default();
    let cases = [
        ("Nepal", "NP"),
        ("  nepal. ", "NP"),
        ("NEPAL", "NP"),
        ("Népal", "NP"),
        ("नेपाल", "NP"),
        ("नेपालबाट", "NP"),
        ("নেপালের", "NP"),
        ("Непал", "NP"),
        ("непала", "NP"),
        ("نيبال", "NP"),
        ("尼泊尔", "NP"),
        ("尼泊爾", "NP"),
        ("NPL", "NP"),
        ("np", "NP"),
        ("the netherlands", "NL"),
        ("Holland", "NL"),
        ("Les Pays-Bas", "NL"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("u.s.a.", "US"),
        ("America", "US"),
        ("EE. UU.", "US"),
        ("los Estados Unidos", "US"),
        ("Вьетнам", "VN"),
        ("Вьетнама", "VN"),
        ("Китая", "CN"),
        ("России", "RU"),
        ("Объединенные Арабские Эмираты", "AE"),
        ("UK", "GB"),
        ("England", "GB"),
        ("Great Britain", "GB"),
        ("Northern Ireland", "GB"),
        ("Ireland", "IE"),
        ("DRC", "CD"),
        ("R.D.C.", "CD"),
        ("DR Congo", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("Congo (Brazzaville)", "CG"),
        ("cote d'ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnia & Herzegovina", "BA"),
        ("Saint Lucia", "LC"),
        ("St. Lucia", "LC"),
        ("Guinea", "GN"),
        ("Equatorial Guinea", "GQ"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("El Salvador", "SV"),
        ("Salvador", "SV"),
        ("South Korea", "KR"),
        ("Korea, South", "KR"),
        ("Северная Корея", "KP"),
        ("España", "ES"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Czech Republic", "CZ"),
        ("Palestine", "PS"),
        ("Taiwan", "TW"),
        ("臺灣", "TW"),
        ("Kosovo", "XK"),
        ("La Réunion", "RE"),
        ("Island", "IS"),
        ("Misri", "EG"),
        ("Marekani", "US"),
        ("المملكة المتحدة", "GB"),
    ];
    for (typed, code) in cases {
        wrong.check(typed, COUNTRIES.find(typed), CountryMatch::Exact(countries(code)[0]));
    }
    wrong.none();
}

#[test]
fn a_slip_or_a_shared_name_offers_the_nearest() {
    let mut wrong = Wrong::default();
    let cases = [
        ("Nepall", "NP"),
        ("Nepla", "NP"),
        ("Bangaldesh", "BD"),
        ("Meksico", "MX"),
        ("Phillipines", "PH"),
        ("Untied States", "US"),
        ("Argentinia", "AR"),
        ("Непалл", "NP"),
        ("Congo", "CD CG"),
        ("le Congo", "CD CG"),
        ("Kongo", "CD CG"),
        ("Korea", "KP KR"),
        ("Virgin Islands", "VG VI"),
        ("United", "US GB AE"),
        ("Dominican", "DM DO"),
        ("I live in Nepal", "NP"),
        ("Kathmandu, Nepal", "NP"),
        ("из Непала", "NP"),
        ("Democratik Republic of the Congo", "CD CG"),
        ("Tbilisi Georgia", "GE"),
        ("Bamako, mali", "ML"),
        ("I'm in the US", "US"),
        ("Nepal / India", "NP IN"),
    ];
    for (typed, codes) in cases {
        wrong.check(typed, COUNTRIES.find(typed), CountryMatch::Nearest(countries(codes)));
    }
    wrong.none();
}

#[test]
fn what_is_no_country_is_unknown() {
    let mut wrong = Wrong::default();
    let long = "Nepal ".repeat(20_000);
    let cases = [
        "",
        "  ",
        "banana",
        "12345",
        "???",
        "🏳️",
        "Africa",
        "Europe",
        "the",
        "xyzzy",
        "zzz",
        "none of your business",
        "prefer not to say",
        "yes please",
        "hello",
        "internet",
        "rights",
        "Freedom Online Coalition",
        "\0",
        &long,
    ];
    for typed in cases {
        wrong.check(typed, COUNTRIES.find(typed), CountryMatch::Unknown);
    }
    wrong.none();
}

#[test]
fn countries_are_found_inside_a_sentence() {
    let mut wrong = Wrong::default();
    let cases = [
        ("anyone from Nepal?", "NP"),
        ("anyone from nepal?", "NP"),
        ("Nepal's supporters", "NP"),
        ("qui a signé en république démocratique du congo ?", "CD"),
        ("tem organização da nigéria?", "NG"),
        ("¿hay alguien de república dominicana?", "DO"),
        ("кто из Непала?", "NP"),
        ("кто подписал в Индии и Китае", "IN CN"),
        ("есть ли кто из Великобритании, Вьетнама или с Кубы", "GB VN CU"),
        ("из Демократической Республики Конго", "CD"),
        ("هل وقع أحد في نيبال؟", "NP"),
        ("من وقع بالهند وللأردن", "IN JO"),
        ("من الولايات المتحدة", "US"),
        ("有尼泊尔的人吗", "NP"),
        ("印度尼西亚和印度", "ID IN"),
        ("नेपालबाट कसले हस्ताक्षर गरे", "NP"),
        ("বাংলাদেশের কেউ আছে?", "BD"),
        ("je, kuna mtu kutoka Uchina", "CN"),
        ("wer aus Island hat unterschrieben", "IS"),
        ("supporters in the US", "US"),
        ("who signed in the U.S.?", "US"),
        ("usa supporters", "US"),
        ("uk and uae", "GB AE"),
        ("niger or nigeria", "NE NG"),
        ("papua new guinea, not guinea", "PG GN"),
        ("anyone from chad, jordan, georgia or turkey", "TD JO GE TR"),
        ("Has Jordan signed?", "JO"),
        ("congo", "CD CG"),
        ("supporters from Côte d'Ivoire", "CI"),
        ("¿quién firmó en Mali?", "ML"),
        ("anyone from mali", "ML"),
        ("who in mali signed", "ML"),
        ("has benin signed", "BJ"),
        ("south korea and north korea", "KR KP"),
        ("Nepal nepal NEPAL", "NP"),
        ("l'Inde et la France", "IN FR"),
    ];
    for (text, codes) in cases {
        wrong.check(text, COUNTRIES.mentioned(text), countries(codes));
    }
    wrong.none();
}

#[test]
fn ordinary_words_name_no_country() {
    let mut wrong = Wrong::default();
    let cases = [
        "tell us about it",
        "is it in there or no",
        "TELL US WHO SIGNED",
        "eu assinei",
        "can i be as it is",
        "does he go to an island",
        "Island nations signed",
        "la réunion de demain",
        "la salle de réunion",
        "¿quién gana?",
        "кто из того списка",
        "кроме того",
        "مبلغ مالي",
        "mali yangu",
        "Has Jordan Smith signed?",
        "did Michael Jordan sign",
        "Georgia Brown",
        "Maurice a signé",
        "Dominique et moi",
        "I am at home",
        "so do we",
        "no me gusta",
        "la ley de los",
        "nigerian",
        "chadwick",
        "indiana",
        "who is the man",
        "is this in ai",
        "куб",
        "груза",
        "de eso se trata",
    ];
    for text in cases {
        wrong.check(text, COUNTRIES.mentioned(text), vec![]);
    }
    wrong.none();
}

#[test]
fn regions_mean_their_countries() {
    let cases = [
        ("who backs this from africa", "NP", "NG"),
        ("who backs this from africa", "IT", "CD"),
        ("quién de América Latina", "US", "PE"),
        ("anyone in west africa?", "KE", "GH"),
        ("кто из Африки", "FR", "KE"),
        ("من أفريقيا", "FR", "KE"),
        ("亚洲的支持者", "FR", "NP"),
        ("supporters in the middle east", "NP", "JO"),
        ("in the EU", "GB", "FR"),
        ("the european union", "GB", "FR"),
        ("south asia", "ID", "NP"),
        ("Caribbean", "PE", "DO"),
        ("Wer aus Europa", "US", "IT"),
        ("barani afrika", "US", "TZ"),
    ];
    for (text, without, with) in cases {
        let found = COUNTRIES.mentioned(text);
        assert!(found.contains(&countries(with)[0]) && !found.contains(&countries(without)[0]), "{text}: {found:?}");
    }
    // Southern Africa the region is not South Africa the country.
    assert_eq!(COUNTRIES.mentioned("south africa"), countries("ZA"));
    assert_eq!(COUNTRIES.members(region("southern africa")), countries("BW LS NA SZ ZA"));
    let nepal = COUNTRIES.region(countries("NP")[0]);
    assert_eq!(nepal, Some(region("southern asia")));
    // The continents are apart and hold every country that has a region.
    let mut all = BTreeSet::new();
    for continent in ["Africa", "Americas", "Asia", "Europe", "Oceania"] {
        for country in COUNTRIES.members(region(continent)) {
            assert!(all.insert(*country), "{country:?} is on two continents");
        }
    }
    assert_eq!(all.len(), COUNTRIES.all().filter(|c| COUNTRIES.region(*c).is_some()).count());
}

#[test]
fn codes_are_kept_as_text() {
    let nepal = countries("np")[0];
    assert_eq!(nepal.code(), "NP");
    assert_eq!(serde_json::to_string(&nepal).expect("text"), "\"NP\"");
    assert_eq!(serde_json::from_str::<Country>("\"np\"").expect("a code"), nepal);
    for bad in ["\"\"", "\"N\"", "\"NPL\"", "\"N1\"", "\"नेप\"", "1"] {
        assert!(serde_json::from_str::<Country>(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,60}", any in any::<String>()) {
        for text in [text.as_str(), any.as_str()] {
            for place in COUNTRIES.places(text) {
                if let Place::Country(country) = place {
                    prop_assert!(COUNTRIES.contains(country));
                }
            }
            if let CountryMatch::Nearest(found) = COUNTRIES.find(text) {
                prop_assert!((1..=MOST_NEAREST).contains(&found.len()));
            }
        }
    }
}
