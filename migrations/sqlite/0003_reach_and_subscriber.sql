-- How far a room's news go: 'room-only', or 'followers' where others follow the room from elsewhere.
ALTER TABLE rooms ADD COLUMN reach TEXT NOT NULL DEFAULT 'room-only';

-- Who turned the news on, and where that person is told when the room takes no more messages. NULL while the room
-- hears nothing, and once they were told.
ALTER TABLE rooms ADD COLUMN subscriber BLOB;
ALTER TABLE rooms ADD COLUMN subscriber_sealed BLOB;
CREATE INDEX rooms_by_subscriber ON rooms (subscriber) WHERE subscriber IS NOT NULL;
