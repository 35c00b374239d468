-- What somebody needs besides, and whether an employer may have their telephone number: nobody said yes before they were asked.

ALTER TABLE sign_ups ADD COLUMN interpreter_lang TEXT;
ALTER TABLE sign_ups ADD COLUMN leave_at_min INTEGER;
ALTER TABLE sign_ups ADD COLUMN shares_phone INTEGER NOT NULL DEFAULT 0;
