-- How many sign-ups of a fair have a place (kept until staff decide, too), are asked and wait, and who came last: written
-- with each sign-up, so that nobody counts rows for each look at a page.

ALTER TABLE fairs ADD COLUMN placed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fairs ADD COLUMN pending BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fairs ADD COLUMN offered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fairs ADD COLUMN standby BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fairs ADD COLUMN last_queue BIGINT NOT NULL DEFAULT 0;

UPDATE fairs SET
  placed = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state IN ('placed', 'pending')),
  pending = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state = 'pending'),
  offered = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.offered_until_ms IS NOT NULL),
  standby = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state = 'standby'),
  last_queue = (SELECT COALESCE(MAX(s.queue), 0) FROM sign_ups s WHERE s.fair_id = fairs.id);

-- Raised with every change of what a location shows the public: its fairs, their employers and vacancies, its texts.
ALTER TABLE locations ADD COLUMN public_version BIGINT NOT NULL DEFAULT 0;
