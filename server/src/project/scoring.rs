//! A tablet: its employer's talks, and the sheets of the interviewer who is signed in on it.

use super::hands::Hands;
use super::rotation::Room;
use crate::offered;
use domain::command::Talk;
use domain::fair::{Attendance, VacancyInterest, by_wish, clearly_meant, phases};
use domain::ids::{DeviceId, PartyId, ResidentId, VacancyId};
use std::collections::{HashMap, HashSet};
use store::devices::Device;
use store::employers::Vacancy;
use store::fairs::{Party, Session};
use store::residents::Resident;
use store::sheets::Sheet;
use store::{
    StoreError, Tx, attendance, devices, employers, fairs, plans, residents, sheets, sign_ups, timers,
};
use sync::views::{MeetingView, NoteView, SheetView, TabletTalk, TabletView};

pub async fn tablet(tx: &mut Tx, id: DeviceId) -> Result<Option<TabletView>, StoreError> {
    let Some(device) = devices::get(tx, id).await?.filter(|device| device.revoked_ms.is_none()) else {
        return Ok(None);
    };
    let Some(session) = fairs::session(tx, device.session).await? else { return Ok(None) };
    let Some(fair) = fairs::get(tx, session.fair).await? else { return Ok(None) };
    let Some(employer_id) = device.employer else { return Ok(None) };
    let Some(employer) = employers::get(tx, employer_id).await? else { return Ok(None) };
    // Before the organiser's word the tablet may be anybody's.
    let talks = match device.confirmed_ms {
        Some(_) => talks(tx, &session, &device).await?,
        None => vec![],
    };
    Ok(Some(TabletView {
        fair_name: fair.name,
        employer_name: employer.name,
        device_name: device.name,
        confirmed: device.confirmed_ms.is_some(),
        interviewer: device.interviewer,
        interviewers: employer.interviewers,
        timer: timers::get(tx, session.id).await?,
        phases: phases(&session.timetable),
        rounds: session.timetable.rounds(),
        talks,
    }))
}

async fn talks(tx: &mut Tx, session: &Session, device: &Device) -> Result<Vec<TabletTalk>, StoreError> {
    let Some(plan) = plans::published(tx, session.id).await? else { return Ok(vec![]) };
    let parties = fairs::parties(tx, session.id).await?;
    let tables = fairs::tables(tx, session.id).await?;
    let own: HashSet<_> = parties
        .iter()
        .filter(|party| Some(party.employer) == device.employer)
        .map(|party| party.id)
        .collect();
    let room = Room::new(&parties, &tables, fairs::interpreters(tx, session.id).await?);
    let people: HashMap<_, _> =
        residents::of_fair(tx, session.fair).await?.into_iter().map(|one| (one.id, one)).collect();
    let marks: HashMap<_, _> = attendance::of_session(tx, session.id).await?.into_iter().collect();
    let all = sheets::of_session(tx, session.id).await?;
    let hands = Hands::new(sheets::hands_of_session(tx, session.id).await?);
    let written: HashMap<_, _> = all
        .iter()
        .filter(|sheet| Some(&sheet.scorer) == device.interviewer.as_ref())
        .map(|sheet| ((sheet.party, sheet.resident), sheet))
        .collect();
    let wishes = Wishes::load(tx, session, &parties).await?;
    let list = room.meetings(&plan)?.into_iter().filter(|meeting| own.contains(&meeting.party));
    Ok(list
        .filter_map(|meeting| {
            let person = people.get(&meeting.resident)?;
            let absent = marks.get(&meeting.resident) == Some(&Attendance::NoShow);
            let sheet =
                written.get(&(meeting.party, meeting.resident)).map(|own| sheet(own)).unwrap_or_default();
            let hands = hands.on_card(&all, meeting.party, meeting.resident);
            let party_name = room.party_name(&meeting.party.to_string());
            let talk = talk(session, meeting, person, party_name, absent, sheet);
            Some(wishes.onto(TabletTalk { hands, ..talk }))
        })
        .collect())
}

fn talk(
    session: &Session,
    meeting: MeetingView,
    person: &Resident,
    party_name: String,
    absent: bool,
    sheet: SheetView,
) -> TabletTalk {
    TabletTalk {
        talk: Talk { session: session.id, party: meeting.party, resident: person.id },
        round: meeting.round,
        table_number: meeting.table_number,
        party_name,
        number: person.number,
        name: person.name.clone(),
        strength: person.strength.clone(),
        experience: person.experience.clone(),
        spoken: person.spoken.clone(),
        interpreter: meeting.interpreter,
        absent,
        vacancies: Vec::new(),
        first_is_meant: false,
        sheet,
        hands: Vec::new(),
    }
}

/// What each party offers and each candidate starred.
struct Wishes {
    titles: HashMap<VacancyId, String>,
    offered: HashMap<PartyId, Vec<VacancyId>>,
    chosen: HashMap<ResidentId, Vec<VacancyInterest>>,
}

impl Wishes {
    async fn load(tx: &mut Tx, session: &Session, parties: &[Party]) -> Result<Wishes, StoreError> {
        let known = employers::vacancies_of_fair(tx, session.fair).await?;
        let ids = |list: Vec<&Vacancy>| list.into_iter().map(|vacancy| vacancy.id).collect();
        let offer = |party: &Party| (party.id, ids(offered::vacancies(party, &known)));
        let mut chosen: HashMap<_, Vec<_>> = HashMap::new();
        for (resident, choice) in sign_ups::interests_of_fair(tx, session.fair).await? {
            chosen.entry(resident).or_default().push(choice);
        }
        let offered = parties.iter().map(offer).collect();
        Ok(Wishes { titles: known.into_iter().map(|one| (one.id, one.title)).collect(), offered, chosen })
    }

    /// The talk with its vacancies, wishes first. How many stars, and what someone would rather not, stays theirs.
    fn onto(&self, talk: TabletTalk) -> TabletTalk {
        let offered = self.offered.get(&talk.talk.party).map(Vec::as_slice).unwrap_or_default();
        let chosen = self.chosen.get(&talk.talk.resident).map(Vec::as_slice).unwrap_or_default();
        let one = |(vacancy, wished)| Some((vacancy, self.titles.get(&vacancy)?.clone(), wished));
        let vacancies: Vec<_> = by_wish(chosen, offered).into_iter().filter_map(one).collect();
        let first = vacancies.first().map(|(vacancy, _, _)| *vacancy);
        let first_is_meant = first.is_some() && first == clearly_meant(chosen, offered);
        TabletTalk { vacancies, first_is_meant, ..talk }
    }
}

fn sheet(sheet: &Sheet) -> SheetView {
    SheetView {
        scores: sheet.scores.clone(),
        strength: sheet.strength.clone(),
        notes: sheet
            .notes
            .iter()
            .map(|note| NoteView { text: note.text.clone(), at_ms: note.at_ms, by: note.by.clone() })
            .collect(),
        verdict: sheet.verdict,
        next_step: sheet.next_step,
        vacancy: sheet.vacancy,
    }
}
