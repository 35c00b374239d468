-- Since when a mended plan is due that an event asked for: it is made also when the process that would make it ends first.
-- What was read from a file and confirmed is forgotten; of files from before that stays that they were confirmed.

ALTER TABLE sessions ADD COLUMN plan_due_ms INTEGER;

UPDATE imports SET content = 'null' WHERE confirmed_ms IS NOT NULL;
