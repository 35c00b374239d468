-- Sheets, answers, second interviews. A score never names a plan or a round.

CREATE TABLE sheets (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  party_id UUID NOT NULL REFERENCES parties (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  scorer TEXT COLLATE "C" NOT NULL,
  strength TEXT,
  verdict TEXT,
  next_step TEXT,
  ended_ms BIGINT,
  UNIQUE (session_id, party_id, resident_id, scorer)
);
CREATE INDEX sheets_of_location ON sheets (location_id);

CREATE TABLE scores (
  sheet_id UUID NOT NULL REFERENCES sheets (id),
  criterion TEXT NOT NULL,
  location_id UUID NOT NULL REFERENCES locations (id),
  score BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  turn BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, criterion)
);

-- Every score that ever stood, the one that stands included.
CREATE TABLE score_history (
  sheet_id UUID NOT NULL REFERENCES sheets (id),
  criterion TEXT NOT NULL,
  turn BIGINT NOT NULL,
  location_id UUID NOT NULL REFERENCES locations (id),
  score BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, criterion, turn)
);

CREATE TABLE sheet_notes (
  command_id UUID NOT NULL PRIMARY KEY,
  sheet_id UUID NOT NULL REFERENCES sheets (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  body TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  written_by TEXT NOT NULL
);
CREATE INDEX sheet_notes_of_sheet ON sheet_notes (sheet_id, at_ms);

CREATE TABLE answers (
  session_id UUID NOT NULL REFERENCES sessions (id),
  party_id UUID NOT NULL REFERENCES parties (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  answer TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, party_id, resident_id)
);
CREATE INDEX answers_of_resident ON answers (resident_id);
CREATE INDEX answers_of_location ON answers (location_id);

CREATE TABLE follow_ups (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  employer_id UUID NOT NULL REFERENCES employers (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  state TEXT NOT NULL,
  asked_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  UNIQUE (session_id, employer_id, resident_id)
);
CREATE INDEX follow_ups_of_location ON follow_ups (location_id, asked_ms);
CREATE INDEX follow_ups_of_resident ON follow_ups (resident_id);
