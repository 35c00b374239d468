-- What each paired device last told of itself: how much waits on it, whether it keeps that, which build it runs.

CREATE TABLE contacts (
  device_id BLOB NOT NULL PRIMARY KEY REFERENCES devices (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  heard_ms INTEGER NOT NULL,
  unsent INTEGER NOT NULL,
  attention INTEGER NOT NULL,
  keeps TEXT NOT NULL,
  build TEXT
) STRICT;
CREATE INDEX contacts_of_session ON contacts (session_id);
