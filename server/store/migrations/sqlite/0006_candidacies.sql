-- A candidacy is a person and a vacancy. A sheet says for which vacancy, and a second interview belongs to a candidacy.

CREATE TABLE candidacies (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  vacancy_id BLOB NOT NULL REFERENCES vacancies (id),
  begun_ms INTEGER NOT NULL,
  UNIQUE (resident_id, vacancy_id)
) STRICT;
CREATE INDEX candidacies_of_location ON candidacies (location_id, begun_ms);

-- Old sheets named none, and none is put in their writers' mouths.
ALTER TABLE sheets ADD COLUMN vacancy_id BLOB REFERENCES vacancies (id);

-- Old second interviews named an employer only. They become those of the vacancy of that employer which the person
-- starred highest for that fair, else of the employer's first. An employer came with a vacancy in the same row of a
-- file, so there is one; without one this stops, and the database stays as it was.
ALTER TABLE follow_ups ADD COLUMN vacancy_id BLOB;
UPDATE follow_ups SET vacancy_id = (
  SELECT v.id FROM vacancies v LEFT JOIN sign_up_interests i ON i.vacancy_id = v.id AND i.sign_up_id = (
    SELECT u.id FROM sign_ups u JOIN sessions s ON s.fair_id = u.fair_id
    WHERE s.id = follow_ups.session_id AND u.resident_id = follow_ups.resident_id)
  WHERE v.employer_id = follow_ups.employer_id
  ORDER BY CASE i.interest WHEN '3' THEN 3 WHEN '2' THEN 2 WHEN '1' THEN 1 WHEN 'not' THEN -1 ELSE 0 END DESC,
    v.ord, v.title LIMIT 1);

INSERT INTO candidacies (id, location_id, resident_id, vacancy_id, begun_ms)
SELECT id, location_id, resident_id, vacancy_id, asked_ms FROM (
  SELECT f.*, ROW_NUMBER() OVER (PARTITION BY resident_id, vacancy_id ORDER BY asked_ms, id) AS nth
  FROM follow_ups f) asked
WHERE nth = 1;

CREATE TABLE follow_ups_of_candidacies (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  session_id BLOB NOT NULL REFERENCES sessions (id),
  candidacy_id BLOB NOT NULL REFERENCES candidacies (id),
  state TEXT NOT NULL,
  asked_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  UNIQUE (session_id, candidacy_id)
) STRICT;
INSERT INTO follow_ups_of_candidacies (id, location_id, session_id, candidacy_id, state, asked_ms, changed_ms)
SELECT f.id, f.location_id, f.session_id, c.id, f.state, f.asked_ms, f.changed_ms
FROM follow_ups f JOIN candidacies c ON c.resident_id = f.resident_id AND c.vacancy_id = f.vacancy_id;
DROP TABLE follow_ups;
ALTER TABLE follow_ups_of_candidacies RENAME TO follow_ups;
CREATE INDEX follow_ups_of_location ON follow_ups (location_id, asked_ms);
CREATE INDEX follow_ups_of_candidacy ON follow_ups (candidacy_id);
