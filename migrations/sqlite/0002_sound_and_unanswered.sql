-- Whether a room's news make themselves heard.
ALTER TABLE rooms ADD COLUMN sound TEXT NOT NULL DEFAULT 'silent';

-- The room that this one is a thread or topic of, as a keyed hash like `room`; NULL where it is none. Rooms from
-- before keep NULL: no platform with threads was served then.
ALTER TABLE rooms ADD COLUMN part_of BLOB;
CREATE INDEX rooms_by_whole ON rooms (part_of) WHERE part_of IS NOT NULL;

-- How often a delivery was claimed: the end of an older claim doesn't count any more.
ALTER TABLE deliveries ADD COLUMN claim BIGINT NOT NULL DEFAULT 0;

-- Events that their platform won't tell again and whose answers were still on their way.
CREATE TABLE unanswered (
    -- The order in which they came.
    place INTEGER PRIMARY KEY,
    event BLOB NOT NULL UNIQUE,
    platform TEXT NOT NULL,
    -- The event's id and what its platform told.
    body_sealed BLOB NOT NULL,
    -- When a sweep saw it first.
    swept_at BIGINT
);
CREATE INDEX unanswered_by_platform ON unanswered (platform, place);
