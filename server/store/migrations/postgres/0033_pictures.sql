-- The picture of a fair's place. Several fairs of a location may show the same one; what no fair shows was only uploaded.
CREATE TABLE pictures (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  shows TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  length BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  made_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL
);
CREATE INDEX pictures_of_location ON pictures (location_id, made_ms);

CREATE TABLE fair_pictures (
  fair_id UUID NOT NULL PRIMARY KEY REFERENCES fairs (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  picture_id UUID NOT NULL REFERENCES pictures (id)
);
CREATE INDEX fair_pictures_of_picture ON fair_pictures (picture_id);
