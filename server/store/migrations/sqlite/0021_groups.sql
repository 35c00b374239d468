-- People who come to a fair together, and what they agreed. Who belongs to a group stands in their sign-ups. Its maker is
-- no reference: a sign-up may go one day, and who leads the group is worked out from who comes.

CREATE TABLE sign_up_groups (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  fair_id BLOB NOT NULL REFERENCES fairs (id),
  maker_id BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  meet TEXT,
  meet_at_min INTEGER,
  travel TEXT,
  leave_at_min INTEGER
) STRICT;
CREATE INDEX sign_up_groups_of_fair ON sign_up_groups (fair_id);
ALTER TABLE sign_ups ADD COLUMN group_id BLOB REFERENCES sign_up_groups (id);
CREATE INDEX sign_ups_of_group ON sign_ups (group_id) WHERE group_id IS NOT NULL;
