-- Times are milliseconds since 1970-01-01 UTC, flags are 0 or 1. Columns named person or room hold keyed hashes;
-- columns that end in _sealed can be read with the key only. The same file stem in the other folder makes the same
-- tables there.

-- One row: the last of each number that was given out. Whoever writes reads it first.
CREATE TABLE counters (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    last_number BIGINT NOT NULL,
    last_pledge BIGINT NOT NULL,
    last_supporter BIGINT NOT NULL,
    last_announcement BIGINT NOT NULL,
    -- The newest announcement that rooms hear which want milestones only.
    last_loud BIGINT NOT NULL,
    -- The newest announcement that rooms hear at once which want each supporter: all but the unnamed ones, whose
    -- moment is nobody's business. These come along with the next.
    last_named BIGINT NOT NULL,
    last_delivery BIGINT NOT NULL
);
INSERT INTO counters VALUES (1, 0, 0, 0, 0, 0, 0, 0);

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE seen_events (
    event BYTEA PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX seen_events_by_time ON seen_events (at);

CREATE TABLE people (
    person BYTEA PRIMARY KEY,
    revision BIGINT NOT NULL,
    language TEXT,
    conversation_sealed BYTEA,
    conversation_version BIGINT,
    expires_at BIGINT
);
CREATE INDEX people_by_expiry ON people (expires_at);

CREATE TABLE roles (
    person BYTEA NOT NULL,
    role TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (person, role)
);

-- A withdrawn supporter ('gone') keeps nothing but the number, so that it is never given again.
CREATE TABLE supporters (
    id BIGINT PRIMARY KEY,
    number BIGINT,
    -- The order of the list, highest first: the number, or minus the id for those without. Being unique, it also
    -- keeps a number from being given twice.
    place BIGINT NOT NULL UNIQUE,
    standing TEXT NOT NULL CHECK (standing IN ('listed', 'counted', 'gone')),
    kind TEXT,
    name TEXT,
    -- The words of the name as they are compared.
    name_words TEXT,
    country TEXT,
    country_as_written TEXT,
    affiliation TEXT,
    joined_at BIGINT,
    -- Where an imported supporter came from, so that it is imported once.
    origin TEXT
);
CREATE INDEX supporters_by_name ON supporters (name_words);
CREATE UNIQUE INDEX supporters_by_origin ON supporters (origin) WHERE origin IS NOT NULL;

CREATE TABLE supporter_words (
    word TEXT COLLATE "C" NOT NULL,
    supporter BIGINT NOT NULL,
    PRIMARY KEY (word, supporter)
);

-- How many supporters there are of each sort, kept up with every change. No country is ''.
CREATE TABLE tallies (
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    listed BIGINT NOT NULL,
    numbered BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (kind, country, listed, numbered)
);

-- At most one pledge a person. A withdrawn pledge has no row.
CREATE TABLE pledges (
    id BIGINT PRIMARY KEY,
    person BYTEA NOT NULL UNIQUE,
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'published', 'refused')),
    -- Why it waits, or why it was refused.
    reason TEXT,
    submitted_at BIGINT NOT NULL,
    supporter BIGINT,
    details_sealed BYTEA NOT NULL,
    -- The private chat where the person is told what became of it.
    room BYTEA,
    room_sealed BYTEA,
    language TEXT NOT NULL
);
CREATE INDEX pledges_by_status ON pledges (status, id);
CREATE INDEX pledges_by_room ON pledges (room) WHERE room IS NOT NULL;

CREATE TABLE announcements (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('supporter', 'unnamed', 'milestone', 'notice')),
    supporter BIGINT,
    -- The round number of a milestone.
    value BIGINT,
    text TEXT,
    at BIGINT NOT NULL,
    retracted BIGINT NOT NULL
);
CREATE INDEX announcements_by_supporter ON announcements (supporter);
CREATE UNIQUE INDEX announcements_by_value ON announcements (value) WHERE value IS NOT NULL;

CREATE TABLE rooms (
    room BYTEA PRIMARY KEY,
    address_sealed BYTEA NOT NULL,
    -- In the clear, so that each worker finds the rooms of the platforms that it is connected to.
    platform TEXT NOT NULL,
    revision BIGINT NOT NULL,
    pace TEXT NOT NULL,
    quiet_from BIGINT,
    quiet_to BIGINT,
    time_zone TEXT NOT NULL,
    language TEXT,
    -- The last announcement that was told or passed over.
    cursor BIGINT NOT NULL,
    -- The earliest moment of the next message. NULL while there can be none: the room is off or resting, or a
    -- message for it is under way.
    next_at BIGINT,
    -- Since when the platform takes no messages for it.
    resting_since BIGINT,
    updated_at BIGINT NOT NULL
);
CREATE INDEX rooms_by_next ON rooms (platform, next_at, cursor);

CREATE TABLE deliveries (
    id BIGINT PRIMARY KEY,
    task TEXT NOT NULL CHECK (task IN ('tell', 'outcome')),
    state TEXT NOT NULL CHECK (state IN ('telling', 'posted', 'correcting', 'dead')),
    room BYTEA NOT NULL,
    platform TEXT NOT NULL,
    -- The address, for outcomes; a room that hears news has it in rooms.
    address_sealed BYTEA,
    language TEXT,
    -- What a room was told: these announcements, or only the loud ones among them.
    first_announcement BIGINT,
    last_announcement BIGINT,
    loud BIGINT NOT NULL,
    -- Whose pledge an outcome is about.
    person BYTEA,
    outcome_sealed BYTEA,
    -- When it is to be tried; a claim moves it to the end of the lease. NULL when nothing is to be done.
    due_at BIGINT,
    claimed BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    posted_sealed BYTEA,
    needs_correction BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX deliveries_by_due ON deliveries (platform, due_at);
CREATE INDEX deliveries_by_room ON deliveries (room);
CREATE INDEX deliveries_by_person ON deliveries (person);
CREATE INDEX deliveries_by_last ON deliveries (last_announcement);
CREATE INDEX deliveries_by_creation ON deliveries (created_at);
