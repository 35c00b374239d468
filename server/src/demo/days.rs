//! The two days of `demo/fair.toml`. Dates there are relative: the demo is never in the past. A key that nothing reads is
//! refused.

use crate::chance;
use chrono::{Days, NaiveTime};
use domain::fair::{FairKind, FairState, Timetable};
use domain::ids::{FairId, LocationId, PartyId, SessionId, TableId};
use domain::lang::Lang;
use domain::time::{Instant, from_amsterdam, from_ms, in_amsterdam, to_ms};
use serde::Deserialize;
use store::fairs::{self, Fair, Party, Session, TableRow};
use store::{StoreError, Tx, employers};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    pub location: Place,
    fair: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    key: String,
    name: String,
    days_from_now: u64,
    starts: String,
    rounds: u32,
    talk_min: u32,
    change_over_min: u32,
    #[serde(default)]
    break_after_round: u32,
    break_min: u32,
    capacity: u32,
    standby: u32,
    meetings_promised: u32,
    meetings_max: u32,
    hall: String,
    rooms: Vec<String>,
    walk_between_rooms_min: u32,
    meeting_point: String,
    /// Of a speed-date.
    employer: Option<String>,
    #[serde(default)]
    interviewer: Vec<Interviewer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Interviewer {
    name: String,
    languages: Vec<Lang>,
}

const BROKEN: StoreError = StoreError::Corrupt("demo/fair.toml");

pub fn read() -> Result<Demo, StoreError> {
    toml::from_str(include_str!("../../../demo/fair.toml")).map_err(|_| BROKEN)
}

impl Demo {
    fn day(&self, key: &str) -> Result<&Day, StoreError> {
        self.fair.iter().find(|day| day.key == key).ok_or(BROKEN)
    }
}

/// The banenmarkt, in preparation: the organiser opens it. Its employers come from a file.
pub async fn banenmarkt(
    tx: &mut Tx,
    location: LocationId,
    demo: &Demo,
    now_ms: i64,
) -> Result<FairId, StoreError> {
    let day = demo.day("banenmarkt")?;
    Ok(insert(tx, location, day, FairKind::Banenmarkt, FairState::Preparing, now_ms).await?.fair)
}

/// The speed-date, open for sign-up: each interviewer of the one employer is a party at a table of their own.
pub async fn speed_date(
    tx: &mut Tx,
    location: LocationId,
    demo: &Demo,
    now_ms: i64,
) -> Result<(), StoreError> {
    let day = demo.day("speeddate")?;
    let session = insert(tx, location, day, FairKind::SpeedDate, FairState::Open, now_ms).await?;
    let name = day.employer.as_deref().ok_or(BROKEN)?;
    let employer = employers::by_name(tx, location, name).await?.ok_or(BROKEN)?;
    let mut vacancies = employers::vacancies_of_location(tx, location).await?;
    vacancies.retain(|vacancy| vacancy.employer == employer.id);
    for (number, interviewer) in (1..).zip(&day.interviewer) {
        let party = Party {
            id: PartyId(chance::id()),
            location,
            session: session.id,
            employer: employer.id,
            name: interviewer.name.clone(),
            vacancies: vacancies.iter().map(|vacancy| vacancy.id).collect(),
        };
        fairs::insert_party(tx, &party).await?;
        fairs::insert_table(tx, &table(&party, number, day, interviewer)).await?;
    }
    Ok(())
}

fn table(party: &Party, number: u32, day: &Day, interviewer: &Interviewer) -> TableRow {
    TableRow {
        id: TableId(chance::id()),
        location: party.location,
        session: party.session,
        party: party.id,
        number,
        room: day.rooms.first().cloned().unwrap_or_default(),
        langs: interviewer.languages.clone(),
        seats: 1,
        interviewer: Some(interviewer.name.clone()),
        open_from_ms: None,
        open_until_ms: None,
    }
}

async fn insert(
    tx: &mut Tx,
    location: LocationId,
    day: &Day,
    kind: FairKind,
    state: FairState,
    now_ms: i64,
) -> Result<Session, StoreError> {
    let timetable = day.timetable(now_ms)?;
    let fair = Fair {
        id: FairId(chance::id()),
        location,
        kind,
        name: day.name.clone(),
        place: day.hall.clone(),
        meeting_point: day.meeting_point.clone(),
        state,
        capacity: day.capacity,
        standby_max: day.standby,
        starts_ms: to_ms(timetable.starts),
        ends_ms: to_ms(timetable.ends()),
        created_ms: now_ms,
        approval: false,
    };
    let session = Session {
        id: SessionId(chance::id()),
        location,
        fair: fair.id,
        timetable,
        promised: day.meetings_promised,
        meetings_max: day.meetings_max,
        walk_min: day.walk_between_rooms_min,
    };
    fairs::insert(tx, &fair).await?;
    fairs::insert_session(tx, &session).await?;
    Ok(session)
}

impl Day {
    fn starts(&self, now_ms: i64) -> Option<Instant> {
        let today = in_amsterdam(from_ms(now_ms)).date_naive();
        let date = today.checked_add_days(Days::new(self.days_from_now))?;
        Some(from_amsterdam(date, NaiveTime::parse_from_str(&self.starts, "%H:%M").ok()?))
    }

    fn timetable(&self, now_ms: i64) -> Result<Timetable, StoreError> {
        let timetable = Timetable {
            starts: self.starts(now_ms).ok_or(BROKEN)?,
            rounds: self.rounds,
            talk_min: self.talk_min,
            change_min: self.change_over_min,
            break_after: self.break_after_round,
            break_min: self.break_min,
            second_after: 0,
            second_min: 0,
        };
        timetable.check().map_err(|_| BROKEN)
    }
}
