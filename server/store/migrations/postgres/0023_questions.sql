-- What residents ask the matcher. Answered without words: it was told by word of mouth.

CREATE TABLE questions (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  question TEXT NOT NULL,
  asked_ms BIGINT NOT NULL,
  words TEXT,
  answered_ms BIGINT,
  answered_by TEXT
);
CREATE INDEX questions_of_resident ON questions (resident_id);
CREATE INDEX questions_of_location ON questions (location_id, answered_ms);
