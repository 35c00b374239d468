-- A long day has a second break. After round 0: there is none.

ALTER TABLE sessions ADD COLUMN second_after BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN second_min BIGINT NOT NULL DEFAULT 0;
