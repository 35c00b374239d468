-- The picture of a fair's place. Several fairs of a location may show the same one; what no fair shows was only uploaded.
CREATE TABLE pictures (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  shows TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  length INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  made_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX pictures_of_location ON pictures (location_id, made_ms);

CREATE TABLE fair_pictures (
  fair_id BLOB NOT NULL PRIMARY KEY REFERENCES fairs (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  picture_id BLOB NOT NULL REFERENCES pictures (id)
) STRICT;
CREATE INDEX fair_pictures_of_picture ON fair_pictures (picture_id);
