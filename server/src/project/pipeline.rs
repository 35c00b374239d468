//! After the day: the employers' sheets, and where each candidate stands and why. Never ranked: by employer and number.

use super::hands::Hands;
use crate::planning;
use domain::fair::{Interest, SignUpState};
use domain::ids::{EmployerId, FollowUpId, LocationId, PartyId, ResidentId, SessionId, VacancyId};
use domain::people::Contact;
use domain::pipeline::{CandidacyFacts, StageNow, begins, furthest, stage};
use domain::scoring::Answer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use store::employers::Vacancy;
use store::{
    StoreError, Tx, answers, attendance, candidacies, employers, fairs, follow_ups, plans, questions,
    residents, sheets, sign_ups, times,
};
use sync::views::{CandidacyRow, FollowUpView, HandView, SheetRow};

const ROWS_MAX: usize = 500;

pub async fn view(tx: &mut Tx, location: LocationId) -> Result<Option<FollowUpView>, StoreError> {
    let mut known = Known {
        people: residents::of_location(tx, location).await?.into_iter().map(|one| (one.id, one)).collect(),
        companies: employers::of_location(tx, location)
            .await?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect(),
        vacancies: employers::vacancies_of_location(tx, location)
            .await?
            .into_iter()
            .map(|one| (one.id, one))
            .collect(),
        ..Known::default()
    };
    for candidacy in candidacies::of_location(tx, location).await? {
        known.begun.insert((candidacy.resident, candidacy.vacancy), Begun::default());
    }
    for fair in fairs::of_location(tx, location).await? {
        for session in fairs::sessions_of(tx, fair.id).await? {
            gather(tx, &fair, session.id, &mut known).await?;
        }
        for (resident, choice) in sign_ups::interests_of_fair(tx, fair.id).await? {
            known.wish(resident, choice.vacancy, choice.interest);
        }
    }
    let picked: HashMap<_, _> = times::picked(tx, location).await?.into_iter().collect();
    for follow_up in follow_ups::of_location(tx, location).await? {
        if let Some(begun) = known.begun.get_mut(&(follow_up.resident, follow_up.vacancy)) {
            begun.follow_up = Some((follow_up.id, follow_up.state));
            begun.meets_ms = picked.get(&follow_up.id).copied();
        }
    }
    let candidacies = known.rows();
    known.sheets.sort_by(|a, b| (&a.employer_name, a.number).cmp(&(&b.employer_name, b.number)));
    let questions = questions::count_waiting(tx, location).await?;
    Ok(Some(FollowUpView { sheets: known.sheets, candidacies, questions }))
}

#[derive(Default)]
struct Known {
    people: HashMap<ResidentId, residents::Resident>,
    companies: HashMap<EmployerId, String>,
    vacancies: HashMap<VacancyId, Vacancy>,
    sheets: Vec<SheetRow>,
    /// What happened between a person and an employer.
    pairs: BTreeMap<(ResidentId, EmployerId), Pair>,
    /// What came of it for one vacancy.
    begun: BTreeMap<(ResidentId, VacancyId), Begun>,
}

#[derive(Default)]
struct Pair {
    facts: CandidacyFacts,
    /// A candidacy has begun, and speaks for the pair.
    begun: bool,
    answer: Option<Answer>,
    /// Said yes at each day on which they met: one no is enough.
    shares_phone: Option<bool>,
    wishes: Vec<(Reverse<u8>, String)>,
}

#[derive(Default)]
struct Begun {
    named: bool,
    meets_ms: Option<i64>,
    follow_up: Option<(FollowUpId, domain::follow_up::FollowUpState)>,
}

async fn gather(
    tx: &mut Tx,
    fair: &fairs::Fair,
    session: SessionId,
    known: &mut Known,
) -> Result<(), StoreError> {
    let employer_of: HashMap<PartyId, EmployerId> =
        fairs::parties(tx, session).await?.iter().map(|party| (party.id, party.employer)).collect();
    let marks: HashMap<_, _> = attendance::of_session(tx, session).await?.into_iter().collect();
    let signed_up: HashMap<_, (SignUpState, bool)> = sign_ups::of_fair(tx, fair.id)
        .await?
        .into_iter()
        .map(|row| (row.resident, (row.state, row.shares_phone)))
        .collect();
    if let Some(plan) = plans::published(tx, session).await? {
        for meeting in planning::meetings_of(&plan.document)? {
            let broken = |_| StoreError::Corrupt("plan document");
            let resident: ResidentId = meeting.party.id().parse().map_err(broken)?;
            let party: PartyId = meeting.employer.parse().map_err(broken)?;
            let Some(employer) = employer_of.get(&party) else { continue };
            let pair = known.pairs.entry((resident, *employer)).or_default();
            pair.facts.planned = true;
            let known = signed_up.get(&resident).copied();
            pair.facts.sign_up = known.map(|(state, _)| state);
            let shares = known.is_some_and(|(_, shares)| shares);
            pair.shares_phone = Some(shares && pair.shares_phone.unwrap_or(true));
            pair.facts.attendance = marks.get(&resident).copied();
        }
    }
    let hands = Hands::new(sheets::hands_of_session(tx, session).await?);
    for sheet in sheets::of_session(tx, session).await? {
        if let Some(employer) = employer_of.get(&sheet.party) {
            let hands = hands.on(&[&sheet]);
            known.sheet(fair, *employer, sheet, hands);
        }
    }
    for (party, resident, answer) in answers::of_session(tx, session).await? {
        if let Some(employer) = employer_of.get(&party) {
            known.pairs.entry((resident, *employer)).or_default().answer = Some(answer);
        }
    }
    Ok(())
}

impl Known {
    fn title(&self, vacancy: VacancyId) -> Option<String> {
        self.vacancies.get(&vacancy).map(|vacancy| vacancy.title.clone())
    }

    fn company(&self, employer: EmployerId) -> String {
        self.companies.get(&employer).cloned().unwrap_or_default()
    }

    fn sheet(
        &mut self,
        fair: &fairs::Fair,
        employer: EmployerId,
        sheet: sheets::Sheet,
        hands: Vec<HandView>,
    ) {
        let named = sheet.verdict.and_then(|verdict| begins(verdict, sheet.vacancy));
        if let Some(begun) = named.and_then(|vacancy| self.begun.get_mut(&(sheet.resident, vacancy))) {
            begun.named = true;
        }
        self.pairs.entry((sheet.resident, employer)).or_default().facts.talked = true;
        let Some(person) = self.people.get(&sheet.resident) else { return };
        self.sheets.push(SheetRow {
            fair: fair.id,
            fair_name: fair.name.clone(),
            employer,
            employer_name: self.company(employer),
            resident: sheet.resident,
            number: person.number,
            name: person.name.clone(),
            interviewer: sheet.scorer,
            scores: sheet.scores,
            strength: sheet.strength,
            verdict: sheet.verdict,
            next_step: sheet.next_step,
            vacancy_title: sheet.vacancy.and_then(|vacancy| self.title(vacancy)),
            hands,
        });
    }

    /// A star is a wish of one side: it shows where the two are put together, and makes no row of its own.
    fn wish(&mut self, resident: ResidentId, vacancy: VacancyId, interest: Interest) {
        let Some(vacancy) = self.vacancies.get(&vacancy).filter(|_| interest != Interest::RatherNot) else {
            return;
        };
        if let Some(pair) = self.pairs.get_mut(&(resident, vacancy.employer)) {
            pair.wishes.push((Reverse(interest.stars()), vacancy.title.clone()));
        }
    }

    /// A row for each candidacy, and one for each person and employer of whom none has begun.
    fn rows(&mut self) -> Vec<CandidacyRow> {
        let mut rows = Vec::new();
        for ((resident, vacancy), begun) in std::mem::take(&mut self.begun) {
            let Some(employer) = self.vacancies.get(&vacancy).map(|vacancy| vacancy.employer) else {
                continue;
            };
            let pair = self.pairs.entry((resident, employer)).or_default();
            pair.begun = true;
            let follow_up = begun.follow_up;
            let state = follow_up.map(|(_, state)| state);
            let facts = CandidacyFacts { named: Some(begun.named), follow_up: state, ..pair.facts };
            let (answer, shares_phone) = (pair.answer, pair.shares_phone);
            let title = self.title(vacancy);
            rows.extend(self.row(resident, employer, stage(facts)).map(|row| CandidacyRow {
                begun: true,
                shares_phone: row.shares_phone.and(shares_phone),
                titles: title.into_iter().collect(),
                answer,
                follow_up: follow_up.map(|(id, _)| id),
                follow_up_state: state,
                meets_ms: begun.meets_ms,
                ..row
            }));
        }
        for ((resident, employer), mut pair) in std::mem::take(&mut self.pairs) {
            if pair.begun {
                continue;
            }
            pair.wishes.sort();
            pair.wishes.dedup();
            let titles = pair.wishes.into_iter().map(|(_, title)| title).collect();
            let row = self.row(resident, employer, stage(pair.facts));
            rows.extend(row.map(|row| CandidacyRow {
                titles,
                answer: pair.answer,
                shares_phone: row.shares_phone.and(pair.shares_phone),
                ..row
            }));
        }
        let mut of_person: HashMap<ResidentId, Vec<StageNow>> = HashMap::new();
        for row in &rows {
            of_person.entry(row.resident).or_default().push(row.stage);
        }
        for row in &mut rows {
            let all = of_person.get(&row.resident).into_iter().flatten().copied();
            row.person = furthest(all).unwrap_or(row.stage).stage;
        }
        rows.sort_by_key(|row| (Reverse(row.stage.stage), row.number));
        rows.truncate(ROWS_MAX);
        rows
    }

    fn row(&self, resident: ResidentId, employer: EmployerId, stage: StageNow) -> Option<CandidacyRow> {
        let person = self.people.get(&resident)?;
        Some(CandidacyRow {
            resident,
            number: person.number,
            name: person.name.clone(),
            employer,
            employer_name: self.company(employer),
            begun: false,
            titles: Vec::new(),
            stage,
            person: stage.stage,
            answer: None,
            follow_up: None,
            follow_up_state: None,
            meets_ms: None,
            shares_phone: matches!(person.contact, Contact::Phone(_)).then_some(false),
        })
    }
}
