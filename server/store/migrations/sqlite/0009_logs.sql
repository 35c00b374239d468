-- What each device's log came to: the end of its chain, whose it is, and when it was last heard of.

CREATE TABLE logs (
  log_id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  maker TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  heard_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX logs_of_location ON logs (location_id, heard_ms);
