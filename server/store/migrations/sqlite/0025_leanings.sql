-- What people who chose no vacancy answered to the three pictures.

CREATE TABLE leanings (
  sign_up_id BLOB NOT NULL PRIMARY KEY REFERENCES sign_ups (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  leaning TEXT NOT NULL
) STRICT;
