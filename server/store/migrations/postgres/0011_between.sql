-- What several server processes must know of each other: tries of a secret, and when a job was done last.

CREATE TABLE tries (
  what BYTEA NOT NULL PRIMARY KEY,
  times BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX tries_by_time ON tries (until_ms);

CREATE TABLE jobs (
  name TEXT NOT NULL PRIMARY KEY,
  done_ms BIGINT NOT NULL
);

CREATE INDEX logins_by_expiry ON logins (expires_ms);
