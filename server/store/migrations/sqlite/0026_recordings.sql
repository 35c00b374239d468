-- Instructions for residents as somebody says them. One stands for each text and language of a location; what was only
-- uploaded does not stand.
CREATE TABLE recordings (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  lang TEXT NOT NULL,
  text_key TEXT NOT NULL,
  sound TEXT NOT NULL,
  length INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  stands INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX recordings_stand ON recordings (location_id, lang, text_key) WHERE stands = 1;
