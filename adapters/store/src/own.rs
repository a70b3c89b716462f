//! What is read for every event: the person's, the room's and the event's own facts, in one query. What is asked for
//! while such a query is under way is read together by the next one: for SQLite, going to the thread of a connection
//! and back costs several times as much as the reading itself, and for PostgreSQL each query is a way over the network.

use std::sync::LazyLock;

use bot_core::ids::{EventId, PersonAddress, RoomAddress};
use bot_core::language::Language;
use bot_core::store::{Facts, Role};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::facts::{conversation, read_subscription};
use crate::pledges::read_pledge;
use crate::seal::Vault;
use crate::sql::{self, list, values};
use crate::{Inner, Outcome};

/// How many are read by one query: as few statements as possible to prepare, each for so many.
const SIZES: [usize; 3] = [1, 8, 64];

/// Where the columns of a pledge stand in [`query`].
const PLEDGE: [usize; 7] = [1, 2, 3, 4, 5, 6, 9];
/// Whose facts a row of [`query`] has.
const KEY: usize = 10;

/// Whose facts are read, by their names in the database.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) person: Vec<u8>,
    room: Vec<u8>,
    event: Option<Vec<u8>>,
}

impl Keys {
    pub(crate) fn new(vault: &Vault, event: Option<&EventId>, person: &PersonAddress, room: &RoomAddress) -> Self {
        Self { person: vault.person(person), room: vault.room(room), event: event.map(|event| vault.event(event)) }
    }
}

impl Inner {
    /// Reads somebody's own facts, together with everybody else's who asks now. One query is one view by itself.
    pub(crate) async fn own_facts(&self, keys: &Keys) -> Outcome<Facts> {
        self.own.ask(keys.clone(), SIZES[SIZES.len() - 1], |all| self.read_together(all)).await
    }

    async fn read_together(&self, all: Vec<Keys>) -> Vec<Outcome<Facts>> {
        let keys: Vec<&Keys> = all.iter().collect();
        let rows = async { Ok(fetch(&mut *self.readers.acquire().await?, &keys).await?) };
        match rows.await {
            Ok(rows) => keys.iter().map(|keys| read(&self.vault, keys, &rows)).collect(),
            Err(failure) => vec![Err::<Facts, crate::error::Failure>(failure); keys.len()],
        }
    }

    /// The same inside a view that somebody reads more from.
    pub(crate) async fn own_facts_in(&self, view: &mut AnyConnection, keys: &Keys) -> Outcome<Facts> {
        let rows = fetch(view, &[keys]).await?;
        read(&self.vault, keys, &rows)
    }
}

/// The rows about all of these.
async fn fetch(conn: &mut AnyConnection, keys: &[&Keys]) -> Result<Vec<AnyRow>, sqlx::Error> {
    static QUERIES: LazyLock<[String; SIZES.len()]> = LazyLock::new(|| SIZES.map(query));
    let Some(last) = keys.last() else { return Ok(Vec::new()) };
    let at = SIZES.iter().position(|size| keys.len() <= *size).unwrap_or(SIZES.len() - 1);
    // A statement for more than there are asks for the last ones again, which finds nothing more.
    let all = || keys.iter().chain(std::iter::repeat(last)).take(SIZES[at]);
    let mut bound = values(all().map(|keys| keys.person.as_slice()));
    bound.extend(values(all().map(|keys| keys.room.as_slice())));
    bound.extend(values(all().map(|keys| keys.event.clone())));
    sql::fetch(conn, QUERIES[at].as_str(), bound).await
}

/// People's rows, roles and pledges, rooms' rows, and which events were acted on, for so many. The columns are shared by name
/// only where they agree.
fn query(size: usize) -> String {
    let (people, rooms, events) = (list(size, 1), list(size, size + 1), list(size, 2 * size + 1));
    format!(
        "SELECT CAST('person' AS TEXT) AS what, revision AS n1, expires_at AS n2, conversation_version AS n3, \
                CAST(NULL AS BIGINT) AS n4, language AS t1, CAST(NULL AS TEXT) AS t2, CAST(NULL AS TEXT) AS t3, \
                CAST(NULL AS TEXT) AS t4, conversation_sealed AS b1, person AS b2, \
                CAST(NULL AS TEXT) AS t5 FROM people WHERE person IN {people} \
         UNION ALL SELECT 'role', NULL, NULL, NULL, NULL, role, NULL, NULL, NULL, NULL, person, NULL FROM roles \
                WHERE person IN {people} \
         UNION ALL SELECT 'pledge', p.id, p.submitted_at, s.number, p.revision, p.status, p.reason, NULL, NULL, \
                p.details_sealed, p.person, NULL FROM pledges p LEFT JOIN supporters s ON s.id = p.supporter \
                WHERE p.person IN {people} \
         UNION ALL SELECT 'room', revision, quiet_from, quiet_to, NULL, pace, time_zone, language, sound, NULL, room, \
                reach FROM rooms WHERE room IN {rooms} \
         UNION ALL SELECT 'event', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, event, NULL FROM seen_events \
                WHERE event IN {events}"
    )
}

/// What of these rows is about somebody.
fn read(vault: &Vault, keys: &Keys, rows: &[AnyRow]) -> Outcome<Facts> {
    let mut facts = Facts::default();
    for found in rows {
        let (what, key): (&str, &[u8]) = (found.try_get(0)?, found.try_get(KEY)?);
        match what {
            "room" if key == keys.room => {
                facts.revision.room = found.try_get(1)?;
                let language: Option<String> = found.try_get(7)?;
                let quiet = (found.try_get(2)?, found.try_get(3)?);
                let (pace, zone, manner) =
                    (found.try_get(5)?, found.try_get(6)?, (found.try_get(8)?, found.try_get(11)?));
                facts.room = Some(read_subscription(pace, quiet, zone, language.as_deref(), manner)?);
            }
            "event" => facts.seen |= keys.event.as_deref() == Some(key),
            "room" => {}
            _ if key != keys.person => {}
            "person" => {
                facts.revision.person = found.try_get(1)?;
                let language: Option<String> = found.try_get(5)?;
                facts.language = language.as_deref().and_then(Language::from_tag);
                facts.conversation = conversation(vault, found)?;
            }
            "role" => facts.roles.extend(Role::parse(found.try_get(5)?)),
            _ => facts.own_pledge = Some(read_pledge(vault, found, PLEDGE)?.0),
        }
    }
    facts.roles.sort();
    Ok(facts)
}
