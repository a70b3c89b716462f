use super::*;

#[test]
fn names_pass_as_they_are() {
    for name in ["St. John's", "Dr. A. B. Khan", "Yahoo! Inc.", "AT&T", "O'Brien", "Centre African D’Echange Culturel"]
    {
        assert_eq!(PublicText::parse(name).map(String::from), Ok(name.to_owned()));
    }
}
