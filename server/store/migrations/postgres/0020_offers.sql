-- Until when an offered place is held for who stood first on the standby list. Only an offer has it.

ALTER TABLE sign_ups ADD COLUMN offered_until_ms BIGINT;
CREATE INDEX sign_ups_offered ON sign_ups (offered_until_ms) WHERE offered_until_ms IS NOT NULL;
