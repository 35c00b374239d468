-- Fairs with their sessions, tables and sign-ups, and who came.

CREATE TABLE fairs (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  meeting_point TEXT NOT NULL,
  state TEXT NOT NULL,
  capacity BIGINT NOT NULL,
  standby_max BIGINT NOT NULL,
  starts_ms BIGINT NOT NULL,
  ends_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX fairs_of_location ON fairs (location_id, starts_ms);

CREATE TABLE sessions (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  fair_id UUID NOT NULL REFERENCES fairs (id),
  starts_ms BIGINT NOT NULL,
  rounds BIGINT NOT NULL,
  talk_min BIGINT NOT NULL,
  change_min BIGINT NOT NULL,
  break_after BIGINT NOT NULL,
  break_min BIGINT NOT NULL,
  promised BIGINT NOT NULL,
  meetings_max BIGINT NOT NULL,
  walk_min BIGINT NOT NULL
);
CREATE INDEX sessions_of_fair ON sessions (fair_id, starts_ms);

CREATE TABLE parties (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  employer_id UUID NOT NULL REFERENCES employers (id),
  name TEXT COLLATE "C" NOT NULL
);
CREATE INDEX parties_of_session ON parties (session_id, name);
CREATE INDEX parties_of_employer ON parties (employer_id);

CREATE TABLE party_vacancies (
  party_id UUID NOT NULL REFERENCES parties (id),
  vacancy_id UUID NOT NULL REFERENCES vacancies (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  ord BIGINT NOT NULL,
  PRIMARY KEY (party_id, vacancy_id)
);

CREATE TABLE tables (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  party_id UUID NOT NULL REFERENCES parties (id),
  number BIGINT NOT NULL,
  room TEXT NOT NULL,
  langs TEXT NOT NULL,
  seats BIGINT NOT NULL,
  interviewer TEXT,
  open_from_ms BIGINT,
  open_until_ms BIGINT,
  UNIQUE (session_id, number)
);

CREATE TABLE interpreters (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  name TEXT COLLATE "C" NOT NULL,
  langs TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX interpreters_of_session ON interpreters (session_id, name);

CREATE TABLE sign_ups (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  fair_id UUID NOT NULL REFERENCES fairs (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  state TEXT NOT NULL,
  queue BIGINT NOT NULL,
  needs_interpreter BOOLEAN NOT NULL,
  needs_childcare BOOLEAN NOT NULL,
  needs_transport BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  UNIQUE (fair_id, resident_id),
  UNIQUE (fair_id, queue)
);
CREATE INDEX sign_ups_of_resident ON sign_ups (resident_id);

CREATE TABLE sign_up_interests (
  sign_up_id UUID NOT NULL REFERENCES sign_ups (id),
  vacancy_id UUID NOT NULL REFERENCES vacancies (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  interest TEXT NOT NULL,
  PRIMARY KEY (sign_up_id, vacancy_id)
);

-- How someone's presence stands; every mark that was ever made lies beside it.
CREATE TABLE attendance (
  session_id UUID NOT NULL REFERENCES sessions (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  mark TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  marks BIGINT NOT NULL,
  PRIMARY KEY (session_id, resident_id)
);

CREATE TABLE attendance_marks (
  session_id UUID NOT NULL REFERENCES sessions (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  turn BIGINT NOT NULL,
  location_id UUID NOT NULL REFERENCES locations (id),
  mark TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, resident_id, turn)
);
