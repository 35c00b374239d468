-- What residents ask the matcher. Answered without words: it was told by word of mouth.

CREATE TABLE questions (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  question TEXT NOT NULL,
  asked_ms INTEGER NOT NULL,
  words TEXT,
  answered_ms INTEGER,
  answered_by TEXT
) STRICT;
CREATE INDEX questions_of_resident ON questions (resident_id);
CREATE INDEX questions_of_location ON questions (location_id, answered_ms);
