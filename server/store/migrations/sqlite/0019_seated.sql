-- Who was ever seated with whom: the pairs of every plan that people saw. A score is taken for them, also after another
-- plan; asking this table is cheaper than reading every plan for every tap.

CREATE TABLE seated (
  session_id BLOB NOT NULL REFERENCES sessions (id),
  party_id BLOB NOT NULL REFERENCES parties (id),
  resident_id BLOB NOT NULL REFERENCES residents (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  PRIMARY KEY (session_id, party_id, resident_id)
) STRICT, WITHOUT ROWID;

INSERT INTO seated (session_id, party_id, resident_id, location_id)
SELECT DISTINCT p.session_id, unhex(m.value ->> 'employer', '-'), unhex(m.value ->> 'resident', '-'), p.location_id
FROM plans p, json_each(p.document, '$.meetings') m
WHERE p.published_ms IS NOT NULL AND m.value ->> 'resident' IS NOT NULL;
