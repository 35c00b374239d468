//! The live day: the organiser's console and the projector.

use super::reasons::Names;
use crate::planning::{self, About};
use domain::command::Command;
use domain::fair::{Attendance, folded, phases};
use domain::ids::{EmployerId, LocationId, PartyId, ResidentId, SessionId, TableId};
use domain::rotation::{Who, expected_rounds};
use std::collections::HashMap;
use store::devices::Device;
use store::employers::Employer;
use store::fairs::{Party, Session, TableRow};
use store::plans::PlanRow;
use store::{StoreError, Tx, away, devices, employers, fairs, journal, plans, sheets, timers};
use sync::Outcome;
use sync::views::{
    ChangeView, ConsoleView, Deed, DeviceView, GoView, HappenedView, MeetingView, PersonView, PlanView,
    ProjectorView, ProposalView, SeatView, TableView, Undo,
};

/// Most changes that a proposal lists; it counts them all.
const CHANGES_MAX: usize = 200;
const HAPPENED_MAX: u32 = 20;

pub async fn console(
    tx: &mut Tx,
    id: SessionId,
    location: LocationId,
) -> Result<Option<ConsoleView>, StoreError> {
    let Some(session) = fairs::session(tx, id).await?.filter(|session| session.location == location) else {
        return Ok(None);
    };
    let Some(fair) = fairs::get(tx, session.fair).await? else { return Ok(None) };
    let parties = fairs::parties(tx, id).await?;
    let tables = fairs::tables(tx, id).await?;
    let people = super::fair::people(tx, session.fair, id).await?;
    let employers = employers_of(tx, &session).await?;
    let interpreters = fairs::interpreters(tx, id).await?;
    let named = interpreters.iter().map(|one| (one.id, one.name.clone())).collect();
    let room = Room::new(&parties, &tables, interpreters);
    let published = plans::published(tx, id).await?;
    let proposal = plans::proposal(tx, id).await?;
    let timer = timers::get(tx, id).await?;
    Ok(Some(ConsoleView {
        fair: fair.id,
        session: id,
        fair_name: fair.name,
        // While the clock stands still what comes later is not known; as of then, the view stays one view.
        rounds: expected_rounds(&timer, &session.timetable, timer.anchor_ms),
        timer,
        phases: phases(&session.timetable),
        tables: tables.iter().map(|table| room.table(table, &employers)).collect(),
        interpreters: named,
        away: away::of_session(tx, id).await?,
        plan: published.map(|row| plan(&row, &room)).transpose()?,
        proposal: proposal.map(|row| proposed(&row, &room, &people)).transpose()?,
        devices: screens(tx, &session, &employers).await?,
        sheets_ended: sheets::ended_count(tx, id).await?,
        happened: happened(tx, &session, &people).await?,
        people,
    }))
}

/// Names by id, for turning a plan's opaque ids back into what people see.
pub struct Room {
    tables: HashMap<String, (TableId, u32)>,
    parties: HashMap<String, (PartyId, String, EmployerId)>,
    interpreters: HashMap<String, String>,
}

impl Room {
    pub fn new(parties: &[Party], tables: &[TableRow], interpreters: Vec<fairs::Interpreter>) -> Room {
        Room {
            tables: tables.iter().map(|table| (table.id.to_string(), (table.id, table.number))).collect(),
            parties: parties
                .iter()
                .map(|party| (party.id.to_string(), (party.id, party.name.clone(), party.employer)))
                .collect(),
            interpreters: interpreters.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
        }
    }

    fn table(&self, table: &TableRow, employers: &Employers) -> TableView {
        let party = self.parties.get(&table.party.to_string());
        TableView {
            table: table.id,
            number: table.number,
            party: table.party,
            party_name: party.map(|(_, name, _)| name.clone()).unwrap_or_default(),
            employer: party.map_or_else(|| EmployerId(table.party.0), |(_, _, employer)| *employer),
            employer_name: party
                .and_then(|(_, _, employer)| employers.get(employer))
                .map(|employer| employer.name.clone())
                .unwrap_or_default(),
            room: table.room.clone(),
        }
    }

    pub fn party_id(&self, party: &str) -> Option<PartyId> {
        self.parties.get(party).map(|(id, _, _)| *id)
    }

    pub fn interpreter(&self, id: &str) -> String {
        self.interpreters.get(id).cloned().unwrap_or_default()
    }

    pub fn party_name(&self, party: &str) -> String {
        self.parties.get(party).map(|(_, name, _)| name.clone()).unwrap_or_default()
    }

    pub fn table_number(&self, table: &str) -> u32 {
        self.tables.get(table).map_or(0, |(_, number)| *number)
    }

    /// The meetings of a stored plan, by round and table.
    pub fn meetings(&self, row: &PlanRow) -> Result<Vec<MeetingView>, StoreError> {
        let broken = || StoreError::Corrupt("plan document");
        let mut list = Vec::new();
        for meeting in planning::meetings_of(&row.document)? {
            let (table, table_number) = *self.tables.get(&meeting.table).ok_or_else(broken)?;
            let party = self.parties.get(&meeting.employer).ok_or_else(broken)?.0;
            let resident: ResidentId = meeting.party.id().parse().map_err(|_| broken())?;
            list.push(MeetingView {
                round: planning::round_number(&meeting.round),
                table,
                table_number,
                party,
                resident,
                interpreter: meeting.interpreter.and_then(|id| self.interpreters.get(&id).cloned()),
            });
        }
        list.sort_by_key(|meeting| (meeting.round, meeting.table_number));
        Ok(list)
    }
}

fn plan(row: &PlanRow, room: &Room) -> Result<PlanView, StoreError> {
    Ok(PlanView {
        plan: row.id,
        published_ms: row.published_ms.unwrap_or(row.made_ms),
        meetings: room.meetings(row)?,
        kept: planning::about(row)?.kept,
    })
}

fn proposed(row: &PlanRow, room: &Room, people: &[PersonView]) -> Result<ProposalView, StoreError> {
    let About { kept, moves, .. } = planning::about(row)?;
    let by_id: HashMap<String, &PersonView> =
        people.iter().map(|one| (one.resident.to_string(), one)).collect();
    let seat = |seat: &(u32, String)| SeatView { round: seat.0, table_number: room.table_number(&seat.1) };
    let names = Names::new(room, people);
    let changes_total = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    let changes = moves.iter().take(CHANGES_MAX).filter_map(|change| {
        let person = by_id.get(&change.resident)?;
        Some(ChangeView {
            resident: person.resident,
            number: person.number,
            name: person.name.clone(),
            party_name: room.party_name(&change.party),
            from: change.from.as_ref().map(seat),
            to: change.to.as_ref().map(seat),
            cause: change.cause.as_ref().map(|cause| names.cause(cause)),
            began: change
                .began
                .as_ref()
                .map(|began| (names.whom(&began.resident), names.cause(&began.cause))),
        })
    });
    Ok(ProposalView {
        plan: row.id,
        parent: row.parent,
        made_ms: row.made_ms,
        kept,
        meetings: if row.parent.is_none() { room.meetings(row)? } else { vec![] },
        changes: changes.collect(),
        changes_total,
    })
}

type Employers = HashMap<EmployerId, Employer>;

async fn employers_of(tx: &mut Tx, session: &Session) -> Result<Employers, StoreError> {
    let list = employers::of_fair(tx, session.fair).await?;
    Ok(list.into_iter().map(|employer| (employer.id, employer)).collect())
}

/// Somebody writes on this tablet whom the employer did not name: they may, and the organiser sees it.
fn is_unlisted(device: &Device, employer: Option<&Employer>) -> bool {
    let (Some(name), Some(employer)) = (&device.interviewer, employer) else { return false };
    !employer.interviewers.iter().any(|listed| folded(listed) == folded(name))
}

async fn screens(
    tx: &mut Tx,
    session: &Session,
    employers: &Employers,
) -> Result<Vec<DeviceView>, StoreError> {
    let list = devices::of_session(tx, session.id).await?;
    Ok(list
        .into_iter()
        .map(|device| {
            let employer = device.employer.and_then(|id| employers.get(&id));
            let unlisted = is_unlisted(&device, employer);
            DeviceView {
                device: device.id,
                kind: device.kind,
                name: device.name,
                employer: device.employer,
                employer_name: employer.map(|employer| employer.name.clone()),
                paired: device.paired_ms.is_some(),
                confirmed: device.confirmed_ms.is_some(),
                interviewer: device.interviewer,
                unlisted,
                last_seen_ms: device.last_seen_ms,
            }
        })
        .collect())
}

/// Kinds of command that the console lists. Attendance says in its payload which way it went.
const LISTED: &[&str] = &[
    "make_plan@1",
    "publish_plan@1",
    "start_day@1",
    "pause@1",
    "resume@1",
    "extend@1",
    "next_phase@1",
    "mark_attendance@1",
    "mark_away@1",
    "confirm_device@1",
    "give_verdict@1",
];

/// Entries in which what stood before the last event is looked for.
const LOOKED_AT: u32 = HAPPENED_MAX * 5;

async fn happened(
    tx: &mut Tx,
    session: &Session,
    people: &[PersonView],
) -> Result<Vec<HappenedView>, StoreError> {
    let entries = journal::latest(tx, session.location, LISTED, LOOKED_AT).await?;
    let whole_day = entries.len() < LOOKED_AT as usize;
    let numbers: HashMap<_, _> = people.iter().map(|one| (one.resident, one.number)).collect();
    let (mut list, mut commands) = (Vec::new(), Vec::new());
    for entry in entries {
        let applied = crate::commands::outcome(&entry.outcome)? == Outcome::Applied;
        // Without its payload the person has been forgotten, and nothing of them is listed.
        let Some(payload) = entry.payload.filter(|_| applied) else { continue };
        let Ok(command) = serde_json::from_slice::<Command>(&payload) else { continue };
        let own_session = command.session().is_none_or(|of| of == session.id);
        let Some(deed) = deed(&command).filter(|_| own_session) else { continue };
        let number = entry.subject.and_then(|resident| numbers.get(&resident).copied());
        list.push(HappenedView { at_ms: entry.at_ms, deed, number, undo: None });
        commands.push(command);
    }
    let is_event = |one: &Command| matches!(one, Command::MarkAttendance { .. } | Command::MarkAway { .. });
    if let Some(last) = commands.iter().position(is_event) {
        list[last].undo = undo(&commands[last], &commands[last + 1..], whole_day);
    }
    list.truncate(HAPPENED_MAX as usize);
    Ok(list)
}

/// What sets back what an event changed. `before`: the latest first; `whole`: nothing came before those.
fn undo(event: &Command, before: &[Command], whole: bool) -> Option<Undo> {
    match event {
        Command::MarkAttendance { resident, .. } => {
            let stood = before.iter().find_map(|one| match one {
                Command::MarkAttendance { resident: whom, attendance, .. } if whom == resident => {
                    Some(*attendance)
                }
                _ => None,
            });
            let stood = stood.or(whole.then_some(Attendance::Expected));
            stood.map(|attendance| Undo::Attendance(*resident, attendance))
        }
        Command::MarkAway { who, .. } => {
            let stood = before.iter().find_map(|one| match one {
                Command::MarkAway { who: whom, rounds, .. } if whom == who => Some(rounds.clone()),
                _ => None,
            });
            let stood = stood.or(whole.then_some(vec![]));
            stood.map(|rounds| Undo::Away(*who, rounds))
        }
        _ => None,
    }
}

fn deed(command: &Command) -> Option<Deed> {
    Some(match command {
        Command::MakePlan { .. } => Deed::PlanMade,
        Command::PublishPlan { .. } => Deed::PlanPublished,
        Command::StartDay { .. } => Deed::DayStarted,
        Command::Pause { .. } => Deed::Paused,
        Command::Resume { .. } => Deed::Resumed,
        Command::Extend { .. } => Deed::Extended,
        Command::NextPhase { .. } => Deed::PhaseEnded,
        Command::MarkAttendance { attendance, .. } => match attendance {
            Attendance::Present => Deed::Present,
            Attendance::NoShow => Deed::NoShow,
            Attendance::Expected => Deed::MarkUndone,
        },
        Command::MarkAway { who: Who::Hall(_), rounds, .. } if rounds.is_empty() => Deed::RoundBack,
        Command::MarkAway { who: Who::Hall(_), .. } => Deed::RoundDropped,
        Command::MarkAway { rounds, .. } if rounds.is_empty() => Deed::Back,
        Command::MarkAway { .. } => Deed::Away,
        Command::ConfirmDevice { .. } => Deed::TabletPaired,
        Command::GiveVerdict { .. } => Deed::SheetEnded,
        _ => return None,
    })
}

/// First names and numbers of who goes where; who did not come is left out.
pub async fn projector(tx: &mut Tx, id: SessionId) -> Result<Option<ProjectorView>, StoreError> {
    let Some(session) = fairs::session(tx, id).await? else { return Ok(None) };
    let Some(fair) = fairs::get(tx, session.fair).await? else { return Ok(None) };
    let parties = fairs::parties(tx, id).await?;
    let tables = fairs::tables(tx, id).await?;
    let room = Room::new(&parties, &tables, vec![]);
    let people: HashMap<_, _> = super::fair::people(tx, session.fair, id)
        .await?
        .into_iter()
        .filter(|person| person.attendance != Attendance::NoShow && person.place.is_some())
        .map(|person| (person.resident, person))
        .collect();
    let meetings = match plans::published(tx, id).await? {
        Some(row) => room.meetings(&row)?,
        None => vec![],
    };
    let mut goes: Vec<GoView> = meetings
        .iter()
        .filter_map(|meeting| {
            let person = people.get(&meeting.resident)?;
            Some(GoView {
                round: meeting.round,
                number: person.number,
                name: person.name.clone(),
                table_number: meeting.table_number,
                attendance: person.attendance,
            })
        })
        .collect();
    goes.sort_by_key(|go| (go.round, go.number));
    Ok(Some(ProjectorView {
        fair_name: fair.name,
        timer: timers::get(tx, id).await?,
        phases: phases(&session.timetable),
        rounds: session.timetable.rounds,
        goes,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn undoing_sets_back_what_stood_before() {
        let (session, resident) = (SessionId(Uuid::from_u128(1)), ResidentId(Uuid::from_u128(2)));
        let (other, who) = (ResidentId(Uuid::from_u128(3)), Who::Resident(resident));
        let mark = |resident, attendance| Command::MarkAttendance { session, resident, attendance };
        let away = |rounds: &[u32]| Command::MarkAway { session, who, rounds: rounds.to_vec() };
        let missed = mark(resident, Attendance::NoShow);
        let before = [mark(other, Attendance::NoShow), away(&[3]), mark(resident, Attendance::Present)];
        let stood = |attendance| Some(Undo::Attendance(resident, attendance));
        assert_eq!(undo(&missed, &before, false), stood(Attendance::Present));
        assert_eq!(undo(&away(&[5]), &before, false), Some(Undo::Away(who, vec![3])));
        assert_eq!(undo(&missed, &before[..2], true), stood(Attendance::Expected));
        assert_eq!(undo(&away(&[5]), &before[2..], true), Some(Undo::Away(who, vec![])));
        assert_eq!(undo(&missed, &before[..2], false), None, "what stood before is not known");
        let back = Undo::Away(who, vec![3]).command(session);
        assert_eq!(back, away(&[3]));
    }
}
