-- In which rounds of a day someone or something is not there: a person, an interpreter, a table, a whole employer. One
-- column names them all, so nothing refers to it; who is gone from the day is simply not asked for.
CREATE TABLE away (
  session_id BLOB NOT NULL REFERENCES sessions (id),
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  rounds TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (session_id, kind, subject_id)
) STRICT;
