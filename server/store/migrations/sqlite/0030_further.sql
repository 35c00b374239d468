-- What a fair asks everybody who has a place, and what each answered.

CREATE TABLE further_questions (
  fair_id BLOB NOT NULL PRIMARY KEY REFERENCES fairs (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  topics TEXT NOT NULL
) STRICT;

CREATE TABLE further_answers (
  sign_up_id BLOB NOT NULL PRIMARY KEY REFERENCES sign_ups (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  answers TEXT NOT NULL
) STRICT;
