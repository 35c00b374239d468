//! One fair while sign-ups are put into it: places are given as at the door, in order of arrival.

use super::super::{Fate, Here, Weighed};
use super::fate;
use crate::chance;
use crate::import::keep::Write;
use domain::command::Needs;
use domain::fair::folded;
use domain::fair::{Counts, FairState, Interest, Place, SignUpState, Through, VacancyInterest, place};
use domain::ids::{FairId, ResidentId, SignUpId, VacancyId};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::fairs::Fair;
use store::sign_ups::{SignUpRow, Standing};
use store::{StoreError, Tx, employers, fairs, sign_ups};

pub struct Day {
    fair: Fair,
    titles: HashMap<String, Vec<VacancyId>>,
    sign_ups: HashMap<ResidentId, SignUpRow>,
    choices: HashMap<ResidentId, BTreeMap<VacancyId, Interest>>,
    counts: Counts,
    queue: u32,
}

impl Day {
    /// Under the fair's lock: the counts stay true until the commit.
    pub async fn load(tx: &mut Tx, fair: FairId) -> Result<Option<Day>, StoreError> {
        let Some(fair) = fairs::lock(tx, fair).await? else { return Ok(None) };
        let mut choices: HashMap<_, BTreeMap<_, _>> = HashMap::new();
        for (resident, choice) in sign_ups::interests_of_fair(tx, fair.id).await? {
            choices.entry(resident).or_default().insert(choice.vacancy, choice.interest);
        }
        let Standing { placed, offered, standby, .. } = sign_ups::counts(tx, fair.id, 0).await?;
        let taken = placed + offered;
        let sign_ups_of_fair = sign_ups::of_fair(tx, fair.id).await?;
        Ok(Some(Day {
            titles: titles(tx, fair.id).await?,
            sign_ups: sign_ups_of_fair.into_iter().map(|row| (row.resident, row)).collect(),
            choices,
            // Whom staff put on the list is never turned away: behind the last place the list has no end.
            counts: Counts { capacity: fair.capacity, standby_max: u32::MAX, taken, standby },
            queue: sign_ups::next_queue(tx, fair.id).await?,
            fair,
        }))
    }

    /// Vacancies of this day with this title.
    pub fn vacancies(&self, title: &str) -> &[VacancyId] {
        self.titles.get(title).map(Vec::as_slice).unwrap_or_default()
    }

    /// Signs someone up, or adds to what they chose. Who withdrew stays withdrawn: that was their own word.
    pub fn sign_up(
        &mut self,
        here: &Here,
        resident: ResidentId,
        said: &[VacancyInterest],
        weighed: &mut Weighed,
    ) {
        let mut choices = self.choices.remove(&resident).unwrap_or_default();
        let known = self.sign_ups.get(&resident).map(|row| (row.id, row.state));
        if let Some((_, SignUpState::Withdrawn)) = known {
            weighed.fates.extend(said.iter().map(|_| Fate::Same));
            return;
        }
        let before = weighed.fates.len();
        for choice in said {
            weighed.fates.push(fate(choices.insert(choice.vacancy, choice.interest), choice.interest));
        }
        let choices: Vec<_> =
            choices.into_iter().map(|(vacancy, interest)| VacancyInterest { vacancy, interest }).collect();
        match known {
            None => weighed.writes.push(Write::NewSignUp(self.arrives(here, resident), choices)),
            Some(_) if weighed.fates[before..].iter().all(|fate| *fate == Fate::Same) => {}
            Some((sign_up, _)) => weighed.writes.push(Write::Interests(sign_up, choices)),
        }
    }

    /// The next in line, whatever the fair's state: staff import while sign-up is not open yet.
    fn arrives(&mut self, here: &Here, resident: ResidentId) -> SignUpRow {
        let state = match place(FairState::Open, Through::Page, self.counts, false) {
            Ok(Place::Placed) => {
                self.counts.taken += 1;
                SignUpState::Placed
            }
            Ok(_) | Err(_) => {
                self.counts.standby += 1;
                SignUpState::Standby
            }
        };
        let queue = self.queue;
        self.queue += 1;
        SignUpRow {
            id: SignUpId(chance::id()),
            location: self.fair.location,
            fair: self.fair.id,
            resident,
            state,
            queue,
            needs: Needs::default(),
            shares_phone: false,
            group: None,
            created_ms: here.now_ms,
        }
    }
}

/// What the parties of a fair talk about, by title.
async fn titles(tx: &mut Tx, fair: FairId) -> Result<HashMap<String, Vec<VacancyId>>, StoreError> {
    let mut talked_about = HashSet::new();
    for session in fairs::sessions_of(tx, fair).await? {
        for party in fairs::parties(tx, session.id).await? {
            talked_about.extend(party.vacancies);
        }
    }
    let mut titles: HashMap<String, Vec<VacancyId>> = HashMap::new();
    for vacancy in employers::vacancies_of_fair(tx, fair).await? {
        if talked_about.contains(&vacancy.id) {
            titles.entry(folded(&vacancy.title)).or_default().push(vacancy.id);
        }
    }
    Ok(titles)
}
