-- Sheets, answers, second interviews. A score never names a plan or a round.

CREATE TABLE sheets (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  party_id BLOB NOT NULL REFERENCES parties (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  scorer TEXT NOT NULL,
  strength TEXT,
  verdict TEXT,
  next_step TEXT,
  ended_ms INTEGER,
  UNIQUE (session_id, party_id, resident_id, scorer)
) STRICT;
CREATE INDEX sheets_of_location ON sheets (location_id);

CREATE TABLE scores (
  sheet_id BLOB NOT NULL REFERENCES sheets (id),
  criterion TEXT NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  score INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, criterion)
) STRICT;

-- Every score that ever stood, the one that stands included.
CREATE TABLE score_history (
  sheet_id BLOB NOT NULL REFERENCES sheets (id),
  criterion TEXT NOT NULL,
  turn INTEGER NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  score INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, criterion, turn)
) STRICT;

CREATE TABLE sheet_notes (
  command_id BLOB NOT NULL PRIMARY KEY,
  sheet_id BLOB NOT NULL REFERENCES sheets (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  body TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  written_by TEXT NOT NULL
) STRICT;
CREATE INDEX sheet_notes_of_sheet ON sheet_notes (sheet_id, at_ms);

CREATE TABLE answers (
  session_id BLOB NOT NULL REFERENCES sessions (id),
  party_id BLOB NOT NULL REFERENCES parties (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  answer TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (session_id, party_id, resident_id)
) STRICT;
CREATE INDEX answers_of_resident ON answers (resident_id);
CREATE INDEX answers_of_location ON answers (location_id);

CREATE TABLE follow_ups (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  employer_id BLOB NOT NULL REFERENCES employers (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  state TEXT NOT NULL,
  asked_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  UNIQUE (session_id, employer_id, resident_id)
) STRICT;
CREATE INDEX follow_ups_of_location ON follow_ups (location_id, asked_ms);
CREATE INDEX follow_ups_of_resident ON follow_ups (resident_id);
