-- Questions that were answered wrongly, kept for the organisers with the yes of whoever asked. Nothing leads back to that
-- person: no hash of theirs, no room, and only the day. `words` is a keyed hash, so that the same words are kept once.
CREATE TABLE misread_questions (
    number BIGINT NOT NULL PRIMARY KEY,
    words BLOB NOT NULL UNIQUE,
    question_sealed BLOB NOT NULL,
    day BIGINT NOT NULL
);
