-- People who come to a fair together, and what they agreed. Who belongs to a group stands in their sign-ups. Its maker is
-- no reference: a sign-up may go one day, and who leads the group is worked out from who comes.

CREATE TABLE sign_up_groups (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  fair_id UUID NOT NULL REFERENCES fairs (id),
  maker_id UUID NOT NULL,
  created_ms BIGINT NOT NULL,
  meet TEXT,
  meet_at_min BIGINT,
  travel TEXT,
  leave_at_min BIGINT
);
CREATE INDEX sign_up_groups_of_fair ON sign_up_groups (fair_id);
ALTER TABLE sign_ups ADD COLUMN group_id UUID REFERENCES sign_up_groups (id);
CREATE INDEX sign_ups_of_group ON sign_ups (group_id) WHERE group_id IS NOT NULL;
