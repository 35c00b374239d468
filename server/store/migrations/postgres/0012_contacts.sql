-- What each paired device last told of itself: how much waits on it, whether it keeps that, which build it runs.

CREATE TABLE contacts (
  device_id UUID NOT NULL PRIMARY KEY REFERENCES devices (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  session_id UUID NOT NULL REFERENCES sessions (id),
  heard_ms BIGINT NOT NULL,
  unsent BIGINT NOT NULL,
  attention BIGINT NOT NULL,
  keeps TEXT NOT NULL,
  build TEXT
);
CREATE INDEX contacts_of_session ON contacts (session_id);
