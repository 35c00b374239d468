-- What no slice owns: imports, the command journal with its keys, scope versions, the audit log.

CREATE TABLE imports (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  mistakes INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  confirmed_ms INTEGER
) STRICT;
CREATE INDEX imports_by_time ON imports (made_ms);

-- One key per person, per location and for the system (the nil id). An emptied row is a key that was deleted.
CREATE TABLE person_keys (
  owner_id BLOB NOT NULL PRIMARY KEY,
  nonce BLOB,
  wrapped BLOB
) STRICT;

-- The end of each location's chain; the system's own chain has the nil id.
CREATE TABLE journal_ends (
  chain_id BLOB NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- No foreign keys: evidence outlives the rows that it speaks of.
CREATE TABLE journal (
  command_id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB,
  chain_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB,
  nonce BLOB NOT NULL,
  ciphertext BLOB NOT NULL,
  outcome TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (chain_id, seq)
) STRICT;
CREATE INDEX journal_of_subject ON journal (subject_id);

CREATE TABLE scopes (
  scope TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER NOT NULL PRIMARY KEY,
  location_id BLOB,
  what TEXT NOT NULL,
  who TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
