-- What a location changed in the texts that residents read; laid over the texts of the program.
CREATE TABLE texts (
  location_id BLOB NOT NULL REFERENCES locations (id),
  lang TEXT NOT NULL,
  text_key TEXT NOT NULL,
  forms TEXT NOT NULL,
  reviewed INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (location_id, lang, text_key)
) STRICT;
