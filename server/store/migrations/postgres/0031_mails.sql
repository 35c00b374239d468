-- Messages that go by e-mail: that one is to be sent, and what came of it. Neither address nor words stand here; both
-- are read and made when it is sent.

CREATE TABLE mails (
  id UUID NOT NULL UNIQUE,
  fair_id UUID NOT NULL REFERENCES fairs (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  message TEXT NOT NULL,
  location_id UUID NOT NULL REFERENCES locations (id),
  about TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  next_ms BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (fair_id, resident_id, message)
);
CREATE INDEX mails_waiting ON mails (state, next_ms);
CREATE INDEX mails_of_resident ON mails (resident_id);
