-- Why people got what they got in a plan. Apart from the plan: only the screen that shows it reads this.
CREATE TABLE plan_reasons (
  plan_id UUID NOT NULL PRIMARY KEY REFERENCES plans (id),
  location_id UUID NOT NULL REFERENCES locations (id),
  reasons TEXT NOT NULL
);
