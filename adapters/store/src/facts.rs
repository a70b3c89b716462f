//! Reading what an intent needs. Mostly that is the person's, the room's and the event's own facts (see `own.rs`); only what
//! is asked for beyond them needs more, in one transaction that sees one state of everything.

use bot_core::conversation::{CONVERSATION_VERSION, Kept};
use bot_core::country::Country;
use bot_core::ids::{EventId, PersonAddress, RoomAddress, SupporterId, Timestamp};
use bot_core::language::Language;
use bot_core::store::{Facts, Role, Wants};
use bot_core::subscription::{Pace, QuietHours, Reach, Sound, Subscription, TimeOfDay, TimeZoneName};
use bot_core::supporter::{PublicLine, Supporter, SupporterKind, SupporterPage, SupporterQuery, Tallies, search_words};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::error::damaged;
use crate::own::Keys;
use crate::pledges::{PLEDGE_COLUMNS, PLEDGE_TABLES, read_pledge};
use crate::seal::Vault;
use crate::sql::{self, Value, list, row, values};
use crate::supporters::name_words;
use crate::{Inner, Outcome};

/// Where the columns of a pledge stand where they are read by themselves.
pub(crate) const IN_ORDER: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

/// The columns that [`read_supporter`] reads, of `supporters s`.
pub(crate) const SUPPORTER_COLUMNS: &str =
    "s.id, s.number, s.kind, s.name, s.country, s.country_as_written, s.affiliation, s.joined_at";

/// Reads [`SUPPORTER_COLUMNS`], which begin at column `at`.
pub(crate) fn read_supporter(row: &AnyRow, at: usize) -> Outcome<Supporter> {
    let number: Option<i64> = row.try_get(at + 1)?;
    Ok(Supporter {
        id: SupporterId(row.try_get(at)?),
        number: number.map(crate::writer::public_number).transpose()?,
        kind: read_kind(row, at + 2)?,
        line: PublicLine {
            name: row.try_get(at + 3)?,
            country: row.try_get::<Option<String>, _>(at + 4)?.as_deref().and_then(Country::parse),
            country_as_written: row.try_get(at + 5)?,
            affiliation: row.try_get(at + 6)?,
        },
        joined_at: row.try_get::<Option<i64>, _>(at + 7)?.map(Timestamp),
    })
}

/// Reads a kind by its name.
pub(crate) fn read_kind(row: &AnyRow, at: usize) -> Outcome<SupporterKind> {
    SupporterKind::parse(row.try_get(at)?).ok_or_else(|| damaged("supporters.kind"))
}

/// Reads what a room chose. What this version doesn't know (a time zone that was renamed) falls back to the default.
pub(crate) fn read_subscription(
    pace: &str,
    quiet: (Option<i64>, Option<i64>),
    zone: &str,
    language: Option<&str>,
    manner: (&str, &str),
) -> Outcome<Subscription> {
    let time = |minutes: Option<i64>| TimeOfDay::from_minutes(u16::try_from(minutes?).ok()?);
    Ok(Subscription {
        pace: Pace::parse(pace).ok_or_else(|| damaged("rooms.pace"))?,
        quiet: time(quiet.0).zip(time(quiet.1)).map(|(from, to)| QuietHours { from, to }),
        time_zone: TimeZoneName::parse(zone).unwrap_or_default(),
        language: language.and_then(Language::from_tag),
        sound: Sound::parse(manner.0).unwrap_or_default(),
        reach: Reach::parse(manner.1).unwrap_or_default(),
    })
}

impl Inner {
    pub(crate) async fn facts(
        &self,
        event: Option<&EventId>,
        person: &PersonAddress,
        room: &RoomAddress,
        wants: &Wants,
    ) -> Outcome<Facts> {
        let keys = Keys::new(&self.vault, event, person, room);
        if *wants == Wants::default() {
            return self.own_facts(&keys).await;
        }
        let mut view = self.readers.begin_with(self.dialect.begin_reading()).await?;
        let mut facts = self.own_facts_in(&mut view, &keys).await?;
        self.wanted(&mut view, &keys, wants, &mut facts).await?;
        view.rollback().await?;
        Ok(facts)
    }

    /// Adds what is asked for beyond the person's and the room's own.
    async fn wanted(&self, conn: &mut AnyConnection, keys: &Keys, wants: &Wants, facts: &mut Facts) -> Outcome<()> {
        if let Some(query) = &wants.supporters {
            facts.supporters = Some(supporters(conn, query).await?);
        }
        if wants.tallies {
            facts.tallies = Some(tallies(conn).await?);
        }
        if wants.waiting {
            let sql = format!(
                "SELECT {PLEDGE_COLUMNS} FROM {PLEDGE_TABLES} WHERE p.status = 'waiting' ORDER BY p.id LIMIT 10"
            );
            for found in sql::fetch(conn, sql, vec![]).await? {
                facts.waiting.push(read_pledge(&self.vault, &found, IN_ORDER)?.0);
            }
            let sql = "SELECT COUNT(*) FROM pledges WHERE status = 'waiting'";
            facts.waiting_total = sql::number(conn, sql, vec![]).await?.unsigned_abs();
        }
        if let Some(id) = wants.pledge {
            let sql = format!("SELECT {PLEDGE_COLUMNS} FROM {PLEDGE_TABLES} WHERE p.id = $1");
            if let Some(found) = sql::fetch_one(conn, sql, row![id.0]).await? {
                let (pledge, revision) = read_pledge(&self.vault, &found, IN_ORDER)?;
                facts.pledge = Some(pledge);
                facts.revision.pledge = revision;
            }
        }
        if let Some(name) = &wants.name_on_list {
            let line = PublicLine { name: name.clone(), country_as_written: None, country: None, affiliation: None };
            let sql = "SELECT COUNT(*) FROM supporters WHERE name_words = $1 AND standing = 'listed'";
            let words = name_words(&line);
            facts.name_on_list = !words.is_empty() && sql::number(conn, sql, row![words]).await? > 0;
        }
        if wants.roles {
            let sql = "SELECT role, COUNT(*) FROM roles GROUP BY role";
            let mut holders = Vec::new();
            for found in sql::fetch(conn, sql, vec![]).await? {
                if let Some(role) = Role::parse(found.try_get(0)?) {
                    holders.push((role, found.try_get::<i64, _>(1)?.unsigned_abs()));
                }
            }
            facts.role_holders = Role::ALL
                .into_iter()
                .map(|r| (r, holders.iter().find(|(held, _)| *held == r).map_or(0, |(_, n)| *n)))
                .collect();
        }
        if wants.listening_rooms {
            let sql = "SELECT COUNT(*) FROM rooms WHERE pace <> 'off' AND resting_since IS NULL";
            facts.listening_rooms = sql::number(conn, sql, vec![]).await?.unsigned_abs();
        }
        if wants.own_rooms {
            let sql = "SELECT COUNT(*) FROM rooms WHERE subscriber = $1";
            facts.own_rooms = sql::number(conn, sql, row![keys.person.clone()]).await?.unsigned_abs();
        }
        Ok(())
    }
}

/// A conversation that this version can't read is told apart from none; the core starts over with an explanation.
pub(crate) fn conversation(vault: &Vault, row: &AnyRow) -> Outcome<Kept> {
    let (sealed, expires_at, version): (Option<Vec<u8>>, Option<i64>, Option<i64>) =
        (row.try_get(9)?, row.try_get(2)?, row.try_get(3)?);
    let (Some(sealed), Some(expires_at)) = (sealed, expires_at) else {
        return Ok(Kept::Idle);
    };
    if version != Some(CONVERSATION_VERSION) {
        return Ok(Kept::Unreadable);
    }
    Ok(match vault.open("people.conversation", &sealed) {
        Ok(conversation) => Kept::Open { conversation, expires_at: Timestamp(expires_at) },
        Err(_) => Kept::Unreadable,
    })
}

async fn tallies(conn: &mut AnyConnection) -> Outcome<Tallies> {
    let (mut by_kind, mut by_country) = (SupporterKind::ALL.map(|k| (k, 0)), Vec::<(Country, u64)>::new());
    let mut counted_only = 0;
    let sql = "SELECT kind, country, listed, CAST(SUM(n) AS BIGINT) FROM tallies GROUP BY kind, country, listed";
    for found in sql::fetch(conn, sql, vec![]).await? {
        let n = found.try_get::<i64, _>(3)?.unsigned_abs();
        let kind = read_kind(&found, 0)?;
        by_kind.iter_mut().filter(|(k, _)| *k == kind).for_each(|(_, total)| *total += n);
        if found.try_get::<i64, _>(2)? == 0 {
            counted_only += n;
        } else if let Some(country) = Country::parse(found.try_get(1)?) {
            match by_country.iter_mut().find(|(c, _)| *c == country) {
                Some((_, total)) => *total += n,
                None => by_country.push((country, n)),
            }
        }
    }
    by_country.retain(|(_, n)| *n > 0);
    by_country.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(Tallies { by_kind: by_kind.to_vec(), by_country, counted_only })
}

/// Conditions put together, with the values for their placeholders.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, condition: &str, values: Vec<Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    /// The number of the next placeholder.
    fn next(&self) -> usize {
        self.values.len() + 1
    }
}

async fn supporters(conn: &mut AnyConnection, query: &SupporterQuery) -> Outcome<SupporterPage> {
    let words = search_words(&query.words);
    if words.is_empty() && !query.words.trim().is_empty() {
        // Only signs: no line has them as words.
        return Ok(SupporterPage::default());
    }
    let countries: Vec<&str> = query.countries.iter().map(Country::code).collect();

    let mut sorts = Conditions::default();
    if let Some(kind) = query.kind {
        sorts.and(&format!("kind = ${}", sorts.next()), row![kind.as_str()]);
    }
    if !countries.is_empty() {
        sorts.and(&format!("country IN {}", list(countries.len(), sorts.next())), values(countries.clone()));
    }
    let mut all = Conditions { sql: sorts.sql.clone(), values: sorts.values.clone() };
    if query.numbered {
        sorts.and("numbered = 1", vec![]);
        all.and("number IS NOT NULL", vec![]);
    }
    for word in &words {
        let at = all.next();
        let matching =
            format!("s.id IN (SELECT supporter FROM supporter_words WHERE word >= ${at} AND word < ${})", at + 1);
        all.and(&matching, row![word.as_str(), after_all_with_prefix(word)]);
    }
    // Without words the counts are at hand; with words, the matching rows are counted.
    let total = if words.is_empty() {
        let sql = format!("SELECT CAST(SUM(n) AS BIGINT) FROM tallies WHERE listed = 1{}", sorts.sql);
        sql::number(conn, sql, sorts.values).await?
    } else if query.numbered || !sorts.sql.is_empty() {
        let sql = format!("SELECT COUNT(*) FROM supporters s WHERE s.standing = 'listed'{}", all.sql);
        sql::number(conn, sql, all.values.clone()).await?
    } else {
        let (sql, values) = count_by_words(&words);
        sql::number(conn, sql, values).await?
    };
    let at = all.next();
    let sql = format!(
        "SELECT {SUPPORTER_COLUMNS} FROM supporters s WHERE s.standing = 'listed'{} ORDER BY s.place DESC \
         LIMIT ${at} OFFSET ${}",
        all.sql,
        at + 1
    );
    all.values.extend(row![i64::from(query.limit), i64::from(query.offset)]);
    let rows = sql::fetch(conn, sql, all.values).await?;
    let supporters = rows.iter().map(|r| read_supporter(r, 0)).collect::<Outcome<_>>()?;
    Ok(SupporterPage { supporters, total: total.unsigned_abs() })
}

/// How many supporters have words that begin so. Only listed supporters have words, so their rows aren't looked at:
/// that takes half the time where many match.
fn count_by_words(words: &[String]) -> (String, Vec<Value>) {
    let mut sql = String::new();
    let mut values = Vec::new();
    for word in words {
        let (from, to) = (values.len() + 1, values.len() + 2);
        sql += match values.is_empty() {
            true => "SELECT COUNT(DISTINCT supporter) FROM supporter_words WHERE ",
            false => " AND supporter IN (SELECT supporter FROM supporter_words WHERE ",
        };
        sql += &format!("word >= ${from} AND word < ${to}");
        sql += if values.is_empty() { "" } else { ")" };
        values.extend(row![word.as_str(), after_all_with_prefix(word)]);
    }
    (sql, values)
}

/// A text that sorts after every word that begins so: no Unicode character follows U+10FFFF.
fn after_all_with_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}
