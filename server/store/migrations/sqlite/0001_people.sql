-- Locations, staff, residents, employers. Times are milliseconds UTC; lists are JSON; language lists are tags.

CREATE TABLE incarnation (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  nonce BLOB NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE locations (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  name TEXT NOT NULL,
  login_name TEXT NOT NULL UNIQUE,
  roles TEXT NOT NULL,
  password_hash TEXT,
  active INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_of_location ON accounts (location_id, name);

CREATE TABLE invites (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  token_hash BLOB NOT NULL UNIQUE,
  expires_ms INTEGER NOT NULL,
  used_ms INTEGER
) STRICT;
CREATE INDEX invites_of_account ON invites (account_id);

CREATE TABLE residents (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  number INTEGER NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  contact TEXT NOT NULL,
  spoken TEXT NOT NULL,
  available_from_min INTEGER,
  available_until_min INTEGER,
  strength TEXT,
  experience TEXT,
  wishes TEXT,
  pin_rev INTEGER NOT NULL,
  pin_misses INTEGER NOT NULL,
  card_rev INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  UNIQUE (location_id, number),
  UNIQUE (location_id, code)
) STRICT;

CREATE TABLE employers (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  sector TEXT NOT NULL,
  interviewers TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  UNIQUE (location_id, name)
) STRICT;

CREATE TABLE vacancies (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  employer_id BLOB NOT NULL REFERENCES employers (id),
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  pictogram TEXT NOT NULL,
  wage_cents INTEGER NOT NULL,
  hours INTEGER NOT NULL,
  lang TEXT NOT NULL,
  level TEXT NOT NULL,
  shifts TEXT NOT NULL,
  vog INTEGER NOT NULL,
  permit_willing INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  UNIQUE (employer_id, title)
) STRICT;
CREATE INDEX vacancies_of_location ON vacancies (location_id);
