-- Which device a score came from, and every verdict that was given, also one that does not stand: where two devices write
-- on one card both are kept and shown. NULL: from before this was written down.

ALTER TABLE score_history ADD COLUMN device_id BLOB REFERENCES devices (id);

CREATE TABLE verdicts (
  sheet_id BLOB NOT NULL REFERENCES sheets (id),
  turn INTEGER NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  verdict TEXT NOT NULL,
  next_step TEXT NOT NULL,
  device_id BLOB NOT NULL REFERENCES devices (id),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, turn)
) STRICT;
