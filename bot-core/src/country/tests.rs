use super::*;

fn code(codes: &str) -> Vec<Country> {
    codes.split_whitespace().map(|code| Country::parse(code).expect("a code")).collect()
}

#[test]
fn the_table_is_whole() {
    let countries = Countries::load();
    assert_eq!(countries.all().len(), 250);
}
