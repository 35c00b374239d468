-- Fairs with their sessions, tables and sign-ups, and who came.

CREATE TABLE fairs (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  meeting_point TEXT NOT NULL,
  state TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  standby_max INTEGER NOT NULL,
  starts_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX fairs_of_location ON fairs (location_id, starts_ms);

CREATE TABLE sessions (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  fair_id BLOB NOT NULL REFERENCES fairs (id),
  starts_ms INTEGER NOT NULL,
  rounds INTEGER NOT NULL,
  talk_min INTEGER NOT NULL,
  change_min INTEGER NOT NULL,
  break_after INTEGER NOT NULL,
  break_min INTEGER NOT NULL,
  promised INTEGER NOT NULL,
  meetings_max INTEGER NOT NULL,
  walk_min INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_fair ON sessions (fair_id, starts_ms);

CREATE TABLE parties (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  employer_id BLOB NOT NULL REFERENCES employers (id),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX parties_of_session ON parties (session_id, name);
CREATE INDEX parties_of_employer ON parties (employer_id);

CREATE TABLE party_vacancies (
  party_id BLOB NOT NULL REFERENCES parties (id),
  vacancy_id BLOB NOT NULL REFERENCES vacancies (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  ord INTEGER NOT NULL,
  PRIMARY KEY (party_id, vacancy_id)
) STRICT;

CREATE TABLE tables (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  party_id BLOB NOT NULL REFERENCES parties (id),
  number INTEGER NOT NULL,
  room TEXT NOT NULL,
  langs TEXT NOT NULL,
  seats INTEGER NOT NULL,
  interviewer TEXT,
  open_from_ms INTEGER,
  open_until_ms INTEGER,
  UNIQUE (session_id, number)
) STRICT;

CREATE TABLE interpreters (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  name TEXT NOT NULL,
  langs TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX interpreters_of_session ON interpreters (session_id, name);

CREATE TABLE sign_ups (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  fair_id BLOB NOT NULL REFERENCES fairs (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  state TEXT NOT NULL,
  queue INTEGER NOT NULL,
  needs_interpreter INTEGER NOT NULL,
  needs_childcare INTEGER NOT NULL,
  needs_transport INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  UNIQUE (fair_id, resident_id),
  UNIQUE (fair_id, queue)
) STRICT;
CREATE INDEX sign_ups_of_resident ON sign_ups (resident_id);

CREATE TABLE sign_up_interests (
  sign_up_id BLOB NOT NULL REFERENCES sign_ups (id),
  vacancy_id BLOB NOT NULL REFERENCES vacancies (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  interest TEXT NOT NULL,
  PRIMARY KEY (sign_up_id, vacancy_id)
) STRICT;

-- How someone's presence stands; every mark that was ever made lies beside it.
CREATE TABLE attendance (
  session_id BLOB NOT NULL REFERENCES sessions (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  mark TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  marks INTEGER NOT NULL,
  PRIMARY KEY (session_id, resident_id)
) STRICT;

CREATE TABLE attendance_marks (
  session_id BLOB NOT NULL REFERENCES sessions (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  turn INTEGER NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  mark TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (session_id, resident_id, turn)
) STRICT;
