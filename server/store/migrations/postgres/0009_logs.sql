-- What each device's log came to: the end of its chain, whose it is, and when it was last heard of.

CREATE TABLE logs (
  log_id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  maker TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  heard_ms BIGINT NOT NULL
);
CREATE INDEX logs_of_location ON logs (location_id, heard_ms);
