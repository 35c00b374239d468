-- A candidacy is a person and a vacancy. A sheet says for which vacancy, and a second interview belongs to a candidacy.

CREATE TABLE candidacies (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  vacancy_id UUID NOT NULL REFERENCES vacancies (id),
  begun_ms BIGINT NOT NULL,
  UNIQUE (resident_id, vacancy_id)
);
CREATE INDEX candidacies_of_location ON candidacies (location_id, begun_ms);

-- Old sheets named none, and none is put in their writers' mouths.
ALTER TABLE sheets ADD COLUMN vacancy_id UUID REFERENCES vacancies (id);

-- Old second interviews named an employer only. They become those of the vacancy of that employer which the person
-- starred highest for that fair, else of the employer's first. An employer came with a vacancy in the same row of a
-- file, so there is one; without one this stops, and the database stays as it was.
ALTER TABLE follow_ups ADD COLUMN vacancy_id UUID;
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

ALTER TABLE follow_ups ADD COLUMN candidacy_id UUID REFERENCES candidacies (id);
UPDATE follow_ups SET candidacy_id = (
  SELECT c.id FROM candidacies c
  WHERE c.resident_id = follow_ups.resident_id AND c.vacancy_id = follow_ups.vacancy_id);
ALTER TABLE follow_ups ALTER COLUMN candidacy_id SET NOT NULL;
-- Their key and index go with the columns.
ALTER TABLE follow_ups DROP COLUMN employer_id, DROP COLUMN resident_id, DROP COLUMN vacancy_id;
ALTER TABLE follow_ups ADD UNIQUE (session_id, candidacy_id);
CREATE INDEX follow_ups_of_candidacy ON follow_ups (candidacy_id);
