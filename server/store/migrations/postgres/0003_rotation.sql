-- Plans, the timer, paired screens, and who is signed in.

CREATE TABLE plans (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  parent_id UUID REFERENCES plans (id),
  state TEXT NOT NULL,
  document TEXT NOT NULL,
  about TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  published_ms BIGINT
);
CREATE INDEX plans_of_session ON plans (session_id, state, made_ms);
-- A session has one published plan, whatever the code above thinks.
CREATE UNIQUE INDEX plans_published ON plans (session_id) WHERE state = 'published';

CREATE TABLE timers (
  session_id UUID NOT NULL PRIMARY KEY REFERENCES sessions (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  rev BIGINT NOT NULL,
  mode TEXT NOT NULL,
  phase BIGINT NOT NULL,
  anchor_ms BIGINT NOT NULL,
  remaining_ms BIGINT NOT NULL
);

CREATE TABLE devices (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  kind TEXT NOT NULL,
  employer_id UUID REFERENCES employers (id),
  name TEXT COLLATE "C" NOT NULL,
  code_hash BYTEA NOT NULL UNIQUE,
  code_expires_ms BIGINT NOT NULL,
  paired_ms BIGINT,
  confirmed_ms BIGINT,
  interviewer TEXT,
  last_seen_ms BIGINT,
  revoked_ms BIGINT,
  created_ms BIGINT NOT NULL
);
CREATE INDEX devices_of_session ON devices (session_id, name);

CREATE TABLE logins (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  token_hash BYTEA NOT NULL UNIQUE,
  account_id UUID REFERENCES accounts (id),
  resident_id UUID REFERENCES residents (id),
  device_id UUID REFERENCES devices (id),
  created_ms BIGINT NOT NULL,
  last_seen_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  revoked_ms BIGINT,
  CHECK (
    (CASE WHEN account_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN resident_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN device_id IS NULL THEN 0 ELSE 1 END) = 1
  )
);
CREATE INDEX logins_of_location ON logins (location_id, created_ms);
CREATE INDEX logins_of_account ON logins (account_id);
CREATE INDEX logins_of_resident ON logins (resident_id);
CREATE INDEX logins_of_device ON logins (device_id);
