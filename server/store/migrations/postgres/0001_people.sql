-- Locations, staff, residents, employers. Times are milliseconds UTC; lists are JSON; language lists are tags.

CREATE TABLE incarnation (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  id UUID NOT NULL,
  nonce BYTEA NOT NULL,
  wrapped BYTEA NOT NULL
);

CREATE TABLE locations (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  created_ms BIGINT NOT NULL
);

CREATE TABLE accounts (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  name TEXT COLLATE "C" NOT NULL,
  login_name TEXT COLLATE "C" NOT NULL UNIQUE,
  roles TEXT NOT NULL,
  password_hash TEXT,
  active BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX accounts_of_location ON accounts (location_id, name);

CREATE TABLE invites (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  account_id UUID NOT NULL REFERENCES accounts (id),
  token_hash BYTEA NOT NULL UNIQUE,
  expires_ms BIGINT NOT NULL,
  used_ms BIGINT
);
CREATE INDEX invites_of_account ON invites (account_id);

CREATE TABLE residents (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  number BIGINT NOT NULL,
  code TEXT COLLATE "C",
  name TEXT COLLATE "C" NOT NULL,
  lang TEXT NOT NULL,
  contact TEXT NOT NULL,
  spoken TEXT NOT NULL,
  available_from_min BIGINT,
  available_until_min BIGINT,
  strength TEXT,
  experience TEXT,
  wishes TEXT,
  pin_rev BIGINT NOT NULL,
  pin_misses BIGINT NOT NULL,
  card_rev BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  UNIQUE (location_id, number),
  UNIQUE (location_id, code)
);

CREATE TABLE employers (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  name TEXT COLLATE "C" NOT NULL,
  place TEXT NOT NULL,
  sector TEXT NOT NULL,
  interviewers TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  UNIQUE (location_id, name)
);

CREATE TABLE vacancies (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  employer_id UUID NOT NULL REFERENCES employers (id),
  title TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  pictogram TEXT NOT NULL,
  wage_cents BIGINT NOT NULL,
  hours BIGINT NOT NULL,
  lang TEXT NOT NULL,
  level TEXT NOT NULL,
  shifts TEXT NOT NULL,
  vog BOOLEAN NOT NULL,
  permit_willing BOOLEAN NOT NULL,
  ord BIGINT NOT NULL,
  UNIQUE (employer_id, title)
);
CREATE INDEX vacancies_of_location ON vacancies (location_id);
