-- What several server processes must know of each other: tries of a secret, and when a job was done last.

CREATE TABLE tries (
  what BLOB NOT NULL PRIMARY KEY,
  times INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX tries_by_time ON tries (until_ms);

CREATE TABLE jobs (
  name TEXT NOT NULL PRIMARY KEY,
  done_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX logins_by_expiry ON logins (expires_ms);
