-- Instructions for residents as somebody says them. One stands for each text and language of a location; what was only
-- uploaded does not stand.
CREATE TABLE recordings (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  lang TEXT NOT NULL,
  text_key TEXT NOT NULL,
  sound TEXT NOT NULL,
  length BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  stands BOOLEAN NOT NULL,
  made_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL
);
CREATE UNIQUE INDEX recordings_stand ON recordings (location_id, lang, text_key) WHERE stands;
