-- Times that are offered for second interviews, and what each person said to them. A time is held by one at most.

CREATE TABLE interview_times (
  id UUID NOT NULL PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES locations (id),
  vacancy_id UUID NOT NULL REFERENCES vacancies (id),
  starts_ms BIGINT NOT NULL,
  place TEXT NOT NULL,
  taken_back BOOLEAN NOT NULL,
  offered_ms BIGINT NOT NULL,
  offered_by TEXT NOT NULL
);
CREATE INDEX interview_times_of_vacancy ON interview_times (vacancy_id, starts_ms);

-- time_id: picked last; held_id: the same while it is theirs.
CREATE TABLE interview_choices (
  follow_up_id UUID NOT NULL PRIMARY KEY REFERENCES follow_ups (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  said TEXT NOT NULL,
  time_id UUID REFERENCES interview_times (id),
  held_id UUID UNIQUE REFERENCES interview_times (id),
  at_ms BIGINT NOT NULL
);
CREATE INDEX interview_choices_of_location ON interview_choices (location_id);
