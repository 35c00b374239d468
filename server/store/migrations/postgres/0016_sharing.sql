-- What somebody needs besides, and whether an employer may have their telephone number: nobody said yes before they were asked.

ALTER TABLE sign_ups ADD COLUMN interpreter_lang TEXT;
ALTER TABLE sign_ups ADD COLUMN leave_at_min BIGINT;
ALTER TABLE sign_ups ADD COLUMN shares_phone BOOLEAN NOT NULL DEFAULT FALSE;
