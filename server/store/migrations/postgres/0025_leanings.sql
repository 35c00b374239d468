-- What people who chose no vacancy answered to the three pictures.

CREATE TABLE leanings (
  sign_up_id UUID NOT NULL PRIMARY KEY REFERENCES sign_ups (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  leaning TEXT NOT NULL
);
