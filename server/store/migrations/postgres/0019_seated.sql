-- Who was ever seated with whom: the pairs of every plan that people saw. A score is taken for them, also after another
-- plan; asking this table is cheaper than reading every plan for every tap.

CREATE TABLE seated (
  session_id UUID NOT NULL REFERENCES sessions (id),
  party_id UUID NOT NULL REFERENCES parties (id),
  resident_id UUID NOT NULL REFERENCES residents (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  PRIMARY KEY (session_id, party_id, resident_id)
);

INSERT INTO seated (session_id, party_id, resident_id, location_id)
SELECT DISTINCT p.session_id, (m ->> 'employer')::uuid, (m ->> 'resident')::uuid, p.location_id
FROM plans p, json_array_elements(p.document::json -> 'meetings') m
WHERE p.published_ms IS NOT NULL AND m ->> 'resident' IS NOT NULL;
