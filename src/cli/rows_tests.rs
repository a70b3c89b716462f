//! What files may hold, and that an export can be imported again.

use bot_core::ids::SupporterId;
use bot_core::supporter::PublicLine;

use super::*;

fn read_text(text: &[u8], format: Format) -> Read {
    read(text, format, &Countries::load())
}

fn told(read: &Read) -> Vec<String> {
    let row = |r: &ImportedSupporter| {
        let country = r.country.map_or(String::new(), |c| c.code().to_owned());
        let number = r.number.map_or(String::new(), |n| n.to_string());
        format!("{}|{}|{country}|{}|{number}", r.kind.as_str(), r.name, r.affiliation.as_deref().unwrap_or_default())
    };
    read.rows.iter().map(row).collect()
}

#[test]
fn rows_are_read_from_csv() {
    let csv = "\u{feff}Kind,name,country,affiliation,number\n\
               individual,Ana Gurung,Népal,\"KTM Lab, Lalitpur\",120\n\
               Organisation,Open Net,,,\n";
    let read = read_text(csv.as_bytes(), Format::Csv);
    assert_eq!(read.faults, Vec::<String>::new());
    assert_eq!(told(&read), ["individual|Ana Gurung|NP|KTM Lab, Lalitpur|120", "organisation|Open Net|||"]);
}

#[test]
fn rows_are_read_from_both_kinds_of_json() {
    let array = r#"[{"kind": "individual", "name": "Ana", "country": "NP", "number": 3},
                    {"kind": "group", "name": "Friends", "country": null, "number": null, "joined": "2026-01-01"}]"#;
    let lines = "{\"kind\": \"individual\", \"name\": \"Ana\", \"country\": \"NP\", \"number\": 3}\n\n\
                 {\"kind\": \"group\", \"name\": \"Friends\"}";
    for json in [array, lines] {
        let read = read_text(json.as_bytes(), Format::Json);
        assert_eq!(read.faults, Vec::<String>::new());
        assert_eq!(told(&read), ["individual|Ana|NP||3", "group|Friends|||"]);
    }
}

#[test]
fn every_fault_is_found_and_none_repeats_a_name() {
    let csv = b"kind,name,country,number\n\
        person,Ana,NP,1\n\
        individual,https://example.org/ana,,2\n\
        individual,Ana,Nepall,2\n\
        individual,Ana\n\
        individual,\xff,,\n\
        individual,Ben,,zero\n\
        individual,Cem,,9\n";
    let read = read_text(csv, Format::Csv);
    let expected = [
        "line 2: kind: write one of government, organisation, group, individual",
        "line 3: name: the text has a link in it",
        "line 4: country: no such country; the nearest: Nepal",
        "line 4: number: 2 stands in line 3 already",
        "line 5: 2 values for 4 columns; put quotes around commas",
        "line 6: it isn't UTF-8; save the file as UTF-8",
        "line 7: number: write a whole number from 1 on, or nothing",
    ];
    assert_eq!(read.faults, expected);
    assert_eq!(told(&read), ["individual|Cem|||9"]);

    let json = "{\"kind\": \"individual\"}\n{\"name\": 5}\n{\"nam\": \"x\"}\nnonsense\n";
    let read = read_text(json.as_bytes(), Format::Json);
    let expected = [
        "line 1: name: the text is empty",
        "line 2: it isn't an object with texts for kind, name, country, affiliation, number alone",
        "line 3: it isn't an object with texts for kind, name, country, affiliation, number alone",
        "line 4: it isn't valid JSON; write one object a line, or one array",
    ];
    assert_eq!(read.faults, expected);
}

#[test]
fn a_file_without_the_needed_columns_is_refused_as_a_whole() {
    let read = read_text(b"names,country\nAna,NP\n", Format::Csv);
    let expected = [
        "line 1: the column \"names\" is not one of kind, name, country, affiliation, number",
        "line 1: the column kind is missing; the first line names the columns",
        "line 1: the column name is missing; the first line names the columns",
    ];
    assert_eq!(read.faults, expected);
    assert!(read.rows.is_empty());
}

fn list() -> Vec<Supporter> {
    let line = |name: &str, affiliation: Option<&str>| PublicLine {
        name: name.to_owned(),
        country_as_written: None,
        country: Country::parse("NP"),
        affiliation: affiliation.map(str::to_owned),
    };
    vec![
        Supporter {
            id: SupporterId(1),
            number: Some(SupporterNumber(20)),
            kind: SupporterKind::Individual,
            line: line("Ana \"A\" Gurung", Some("KTM, Lab")),
            joined_at: Some(Timestamp(1_795_305_600_000)),
        },
        Supporter {
            id: SupporterId(2),
            number: None,
            kind: SupporterKind::Organisation,
            line: PublicLine { country: None, ..line("=1+1", None) },
            joined_at: None,
        },
    ]
}

fn exported(format: Format, list: &[Supporter]) -> String {
    let mut writer = Writer::begin(format, Vec::new()).expect("memory can be written");
    for supporter in list {
        writer.write(supporter).expect("memory can be written");
    }
    String::from_utf8(writer.end().expect("memory can be written")).expect("exports are UTF-8")
}

#[test]
fn exports_are_safe_for_spreadsheets() {
    let expected = "kind,name,country,affiliation,number,joined\n\
                    individual,\"Ana \"\"A\"\" Gurung\",NP,\"KTM, Lab\",20,2026-11-22\n\
                    organisation,'=1+1,,,,\n";
    assert_eq!(exported(Format::Csv, &list()), expected);
}

#[test]
fn an_export_can_be_imported_again() {
    for format in [Format::Csv, Format::Json] {
        let text = exported(format, &list()[..1]);
        let read = read_text(text.as_bytes(), format);
        assert_eq!(read.faults, Vec::<String>::new());
        assert_eq!(told(&read), ["individual|Ana \"A\" Gurung|NP|KTM, Lab|20"]);
    }
    assert_eq!(exported(Format::Json, &[]), "[]\n");
    let json: serde_json::Value = serde_json::from_str(&exported(Format::Json, &list())).expect("it is JSON");
    assert_eq!(json[1]["name"], "=1+1", "JSON is no spreadsheet");
}
