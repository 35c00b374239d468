-- Times that are offered for second interviews, and what each person said to them. A time is held by one at most.

CREATE TABLE interview_times (
  id BLOB NOT NULL PRIMARY KEY,
  location_id BLOB NOT NULL REFERENCES locations (id),
  vacancy_id BLOB NOT NULL REFERENCES vacancies (id),
  starts_ms INTEGER NOT NULL,
  place TEXT NOT NULL,
  taken_back INTEGER NOT NULL,
  offered_ms INTEGER NOT NULL,
  offered_by TEXT NOT NULL
) STRICT;
CREATE INDEX interview_times_of_vacancy ON interview_times (vacancy_id, starts_ms);

-- time_id: picked last; held_id: the same while it is theirs.
CREATE TABLE interview_choices (
  follow_up_id BLOB NOT NULL PRIMARY KEY REFERENCES follow_ups (id),
  location_id BLOB NOT NULL REFERENCES locations (id),
  said TEXT NOT NULL,
  time_id BLOB REFERENCES interview_times (id),
  held_id BLOB UNIQUE REFERENCES interview_times (id),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_choices_of_location ON interview_choices (location_id);
