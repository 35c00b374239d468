-- Who was told what about a fair, and of what it spoke: another time or place is told anew.

CREATE TABLE tellings (
  fair_id BLOB NOT NULL REFERENCES fairs (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  message TEXT NOT NULL,
  location_id BLOB NOT NULL REFERENCES locations (id),
  about TEXT NOT NULL,
  told_by TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (fair_id, resident_id, message)
) STRICT;
CREATE INDEX tellings_of_resident ON tellings (resident_id);
