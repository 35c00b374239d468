//! Sign-ups: a person's choices on vacancies of a day, put together into one sign-up per person and fair.

mod day;

use super::{Fate, Here, Weighed};
use crate::import::sign_ups::SignUpRow;
use day::Day;
use domain::fair::folded;
use domain::fair::{FairKind, VacancyInterest};
use domain::ids::{FairId, ResidentId, VacancyId};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use store::fairs::Fair;
use store::{StoreError, Tx, employers, fairs, residents};
use sync::requests::MistakeReason;

/// What the cells of a row mean.
struct Meant {
    fair: FairId,
    resident: ResidentId,
    choice: VacancyInterest,
}

/// What rows refer to, looked up once each.
struct Lookup<'a> {
    here: &'a Here,
    fairs: Vec<Fair>,
    days: HashMap<FairId, Day>,
    people: HashMap<String, Option<ResidentId>>,
    titles: HashSet<String>,
}

/// One person's rows for one day.
struct Together {
    fair: FairId,
    resident: ResidentId,
    choices: Vec<VacancyInterest>,
}

pub async fn weigh(tx: &mut Tx, here: &Here, rows: &[SignUpRow]) -> Result<Weighed, StoreError> {
    let mut weighed = Weighed::default();
    let mut lookup = Lookup::load(tx, here).await?;
    let mut people: Vec<Together> = Vec::new();
    let mut places: HashMap<(FairId, ResidentId), usize> = HashMap::new();
    for row in rows {
        let meant = match lookup.meant(tx, row).await? {
            Ok(meant) => meant,
            Err((column, reason)) => {
                weighed.fault(row.row, column, reason);
                continue;
            }
        };
        // The order in which people first stand in the file is the order in which they came.
        let place = *places.entry((meant.fair, meant.resident)).or_insert(people.len());
        if place == people.len() {
            people.push(Together { fair: meant.fair, resident: meant.resident, choices: vec![] });
        }
        people[place].choices.push(meant.choice);
    }
    for person in people {
        if let Some(day) = lookup.days.get_mut(&person.fair) {
            weighed.fairs.insert(person.fair);
            day.sign_up(here, person.resident, &person.choices, &mut weighed);
        }
    }
    Ok(weighed)
}

/// The words that name a kind of day.
fn is_kind(kind: FairKind, word: &str) -> bool {
    match kind {
        FairKind::Banenmarkt => word == "banenmarkt",
        FairKind::SpeedDate => matches!(word, "speeddate" | "speed-date" | "speed_date"),
    }
}

impl<'a> Lookup<'a> {
    async fn load(tx: &mut Tx, here: &'a Here) -> Result<Lookup<'a>, StoreError> {
        let vacancies = employers::vacancies_of_location(tx, here.location).await?;
        Ok(Lookup {
            here,
            fairs: fairs::of_location(tx, here.location).await?,
            days: HashMap::new(),
            people: HashMap::new(),
            titles: vacancies.iter().map(|vacancy| folded(&vacancy.title)).collect(),
        })
    }

    async fn meant(
        &mut self,
        tx: &mut Tx,
        row: &SignUpRow,
    ) -> Result<Result<Meant, (&'static str, MistakeReason)>, StoreError> {
        let Some(fair) = self.fair(&row.day) else {
            return Ok(Err(("sessie", MistakeReason::UnknownSession)));
        };
        let Some(resident) = self.person(tx, &row.code).await? else {
            return Ok(Err(("code", MistakeReason::UnknownPerson)));
        };
        if !self.titles.contains(&row.vacancy) {
            return Ok(Err(("vacature", MistakeReason::UnknownVacancy)));
        }
        let vacancy = match self.vacancies(tx, fair, &row.vacancy).await? {
            [] => return Ok(Err(("vacature", MistakeReason::NotInThisSession))),
            [vacancy] => *vacancy,
            // Two companies of the day have a vacancy of this name: which one is meant cannot be known.
            _ => return Ok(Err(("vacature", MistakeReason::Ambiguous))),
        };
        Ok(Ok(Meant { fair, resident, choice: VacancyInterest { vacancy, interest: row.interest } }))
    }

    /// The fair with this name or of this kind: the one for which the file is read, or else the nearest in time.
    fn fair(&self, word: &str) -> Option<FairId> {
        let meant = |fair: &&Fair| is_kind(fair.kind, word) || folded(&fair.name) == word;
        let far = |fair: &Fair| {
            (fair.id != self.here.fair.id, fair.starts_ms.abs_diff(self.here.fair.starts_ms), fair.id)
        };
        self.fairs.iter().filter(meant).min_by_key(|fair| far(fair)).map(|fair| fair.id)
    }

    async fn person(&mut self, tx: &mut Tx, code: &str) -> Result<Option<ResidentId>, StoreError> {
        if let Some(known) = self.people.get(code) {
            return Ok(*known);
        }
        let found = residents::by_code(tx, self.here.location, code).await?.map(|resident| resident.id);
        self.people.insert(code.to_owned(), found);
        Ok(found)
    }

    async fn vacancies(
        &mut self,
        tx: &mut Tx,
        fair: FairId,
        title: &str,
    ) -> Result<&[VacancyId], StoreError> {
        let day = match self.days.entry(fair) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Day::load(tx, fair).await?.ok_or(StoreError::Gone)?),
        };
        Ok(day.vacancies(title))
    }
}

/// Whether a choice says something that is not stored yet.
fn fate(stored: Option<domain::fair::Interest>, said: domain::fair::Interest) -> Fate {
    match stored {
        Some(stored) if stored == said => Fate::Same,
        Some(_) => Fate::Changed,
        None => Fate::New,
    }
}
