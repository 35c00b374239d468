-- What people should know before they come to a fair: what to bring, and what is there for them.

CREATE TABLE practical (
  fair_id BLOB NOT NULL PRIMARY KEY REFERENCES fairs (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  practical TEXT NOT NULL
) STRICT;
