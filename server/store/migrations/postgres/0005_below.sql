-- What no slice owns: imports, the command journal with its keys, scope versions, the audit log.

CREATE TABLE imports (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  mistakes BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  confirmed_ms BIGINT
);
CREATE INDEX imports_by_time ON imports (made_ms);

-- One key per person, per location and for the system (the nil id). An emptied row is a key that was deleted.
CREATE TABLE person_keys (
  owner_id UUID NOT NULL PRIMARY KEY,
  nonce BYTEA,
  wrapped BYTEA
);

-- The end of each location's chain; the system's own chain has the nil id.
CREATE TABLE journal_ends (
  chain_id UUID NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL
);

-- No foreign keys: evidence outlives the rows that it speaks of.
CREATE TABLE journal (
  command_id UUID NOT NULL PRIMARY KEY,
  location_id UUID,
  chain_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_id UUID,
  nonce BYTEA NOT NULL,
  ciphertext BYTEA NOT NULL,
  outcome TEXT NOT NULL,
  made_at_ms BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  UNIQUE (chain_id, seq)
);
CREATE INDEX journal_of_subject ON journal (subject_id);

CREATE TABLE scopes (
  scope TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);

CREATE TABLE audit (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  location_id UUID,
  what TEXT NOT NULL,
  who TEXT,
  at_ms BIGINT NOT NULL
);
