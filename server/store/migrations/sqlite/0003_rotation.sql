-- Plans, the timer, paired screens, and who is signed in.

CREATE TABLE plans (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  parent_id BLOB REFERENCES plans (id),
  state TEXT NOT NULL,
  document TEXT NOT NULL,
  about TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  published_ms INTEGER
) STRICT;
CREATE INDEX plans_of_session ON plans (session_id, state, made_ms);
-- A session has one published plan, whatever the code above thinks.
CREATE UNIQUE INDEX plans_published ON plans (session_id) WHERE state = 'published';

CREATE TABLE timers (
  session_id BLOB NOT NULL PRIMARY KEY REFERENCES sessions (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  rev INTEGER NOT NULL,
  mode TEXT NOT NULL,
  phase INTEGER NOT NULL,
  anchor_ms INTEGER NOT NULL,
  remaining_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  kind TEXT NOT NULL,
  employer_id BLOB REFERENCES employers (id),
  name TEXT NOT NULL,
  code_hash BLOB NOT NULL UNIQUE,
  code_expires_ms INTEGER NOT NULL,
  paired_ms INTEGER,
  confirmed_ms INTEGER,
  interviewer TEXT,
  last_seen_ms INTEGER,
  revoked_ms INTEGER,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_of_session ON devices (session_id, name);

CREATE TABLE logins (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  token_hash BLOB NOT NULL UNIQUE,
  account_id BLOB REFERENCES accounts (id),
  resident_id BLOB REFERENCES residents (id),
  device_id BLOB REFERENCES devices (id),
  created_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  revoked_ms INTEGER,
  CHECK (
    (CASE WHEN account_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN resident_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN device_id IS NULL THEN 0 ELSE 1 END) = 1
  )
) STRICT;
CREATE INDEX logins_of_location ON logins (location_id, created_ms);
CREATE INDEX logins_of_account ON logins (account_id);
CREATE INDEX logins_of_resident ON logins (resident_id);
CREATE INDEX logins_of_device ON logins (device_id);
