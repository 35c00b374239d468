//! After the day: the employers' sheets, and where each candidate stands and why. Never ranked: by employer and number.

use crate::planning;
use domain::fair::SignUpState;
use domain::ids::{EmployerId, LocationId, PartyId, ResidentId, SessionId};
use domain::pipeline::{CandidacyFacts, stage};
use std::collections::{BTreeMap, HashMap};
use store::{
    StoreError, Tx, answers, attendance, employers, fairs, follow_ups, plans, residents, sheets, sign_ups,
};
use sync::views::{CandidacyRow, FollowUpView, SheetRow};

const ROWS_MAX: usize = 500;

pub async fn view(tx: &mut Tx, location: LocationId) -> Result<Option<FollowUpView>, StoreError> {
    let people: HashMap<_, _> =
        residents::of_location(tx, location).await?.into_iter().map(|one| (one.id, one)).collect();
    let companies: HashMap<_, _> =
        employers::of_location(tx, location).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let mut known = Known { sheets: vec![], facts: BTreeMap::new() };
    for fair in fairs::of_location(tx, location).await? {
        for session in fairs::sessions_of(tx, fair.id).await? {
            gather(tx, &fair, session.id, &people, &companies, &mut known).await?;
        }
    }
    known.sheets.sort_by(|a, b| (&a.employer_name, a.number).cmp(&(&b.employer_name, b.number)));
    let mut rows: Vec<_> =
        known.facts.into_iter().filter_map(|(key, facts)| facts.row(key, &people, &companies)).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.stage.stage), row.number));
    rows.truncate(ROWS_MAX);
    Ok(Some(FollowUpView { sheets: known.sheets, candidacies: rows }))
}

struct Known {
    sheets: Vec<SheetRow>,
    facts: BTreeMap<(ResidentId, EmployerId), Gathered>,
}

#[derive(Default)]
struct Gathered {
    facts: CandidacyFacts,
    answer: Option<domain::scoring::Answer>,
    follow_up: Option<domain::ids::FollowUpId>,
}

type People = HashMap<ResidentId, residents::Resident>;
type Companies = HashMap<EmployerId, String>;

async fn gather(
    tx: &mut Tx,
    fair: &fairs::Fair,
    session: SessionId,
    people: &People,
    companies: &Companies,
    known: &mut Known,
) -> Result<(), StoreError> {
    let employer_of: HashMap<PartyId, EmployerId> =
        fairs::parties(tx, session).await?.iter().map(|party| (party.id, party.employer)).collect();
    let marks: HashMap<_, _> = attendance::of_session(tx, session).await?.into_iter().collect();
    let states: HashMap<_, SignUpState> =
        sign_ups::of_fair(tx, fair.id).await?.into_iter().map(|row| (row.resident, row.state)).collect();
    if let Some(plan) = plans::published(tx, session).await? {
        for meeting in planning::meetings_of(&plan.document)? {
            let broken = |_| StoreError::Corrupt("plan document");
            let resident: ResidentId = meeting.party.id().parse().map_err(broken)?;
            let party: PartyId = meeting.employer.parse().map_err(broken)?;
            let Some(employer) = employer_of.get(&party) else { continue };
            let entry = known.facts.entry((resident, *employer)).or_default();
            entry.facts.planned = true;
            entry.facts.sign_up = states.get(&resident).copied();
            entry.facts.attendance = marks.get(&resident).copied();
        }
    }
    for sheet in sheets::of_session(tx, session).await? {
        let (Some(employer), Some(person)) = (employer_of.get(&sheet.party), people.get(&sheet.resident))
        else {
            continue;
        };
        known.facts.entry((sheet.resident, *employer)).or_default().facts.talked = true;
        known.sheets.push(SheetRow {
            fair: fair.id,
            fair_name: fair.name.clone(),
            employer: *employer,
            employer_name: companies.get(employer).cloned().unwrap_or_default(),
            resident: sheet.resident,
            number: person.number,
            name: person.name.clone(),
            interviewer: sheet.scorer,
            scores: sheet.scores,
            strength: sheet.strength,
            verdict: sheet.verdict,
            next_step: sheet.next_step,
        });
    }
    for (party, resident, answer) in answers::of_session(tx, session).await? {
        if let Some(employer) = employer_of.get(&party) {
            known.facts.entry((resident, *employer)).or_default().answer = Some(answer);
        }
    }
    for follow_up in follow_ups::of_location(tx, fair.location).await? {
        if follow_up.session == session {
            let entry = known.facts.entry((follow_up.resident, follow_up.employer)).or_default();
            entry.facts.follow_up = Some(follow_up.state);
            entry.follow_up = Some(follow_up.id);
        }
    }
    Ok(())
}

impl Gathered {
    fn row(
        self,
        (resident, employer): (ResidentId, EmployerId),
        people: &People,
        companies: &Companies,
    ) -> Option<CandidacyRow> {
        let person = people.get(&resident)?;
        Some(CandidacyRow {
            resident,
            number: person.number,
            name: person.name.clone(),
            employer,
            employer_name: companies.get(&employer).cloned().unwrap_or_default(),
            stage: stage(self.facts),
            answer: self.answer,
            follow_up: self.follow_up,
            follow_up_state: self.facts.follow_up,
        })
    }
}
