-- Sign-ups from the public page wait until staff approve them, where the organiser of a fair wants that. Until then a place
-- is kept: the state of a sign-up has two more words, 'pending' and 'declined'.

ALTER TABLE fairs ADD COLUMN approval INTEGER NOT NULL DEFAULT 0;
