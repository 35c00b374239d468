//! Making a fair and changing it while it has not begun. What others rely on, the published plan, ends only by a word.

use super::{all_scopes_of, standby};
use crate::commands::{Desk, Done};
use chrono::NaiveDate;
use domain::command::MakeFair;
use domain::fair::{Day, DayRefused, FairState, Timetable};
use domain::ids::{FairId, PartyId, TableId};
use domain::time::{from_amsterdam, from_ms, in_amsterdam, to_ms};
use std::collections::HashMap;
use store::fairs::{self, Fair, Party, Session, TableRow};
use store::plans::{self, PlanState};
use store::{StoreError, Tx, timers};
use sync::{Rejection, Scope};

/// From one room of a hall to another.
const WALK_MIN: u32 = 2;

pub async fn make(tx: &mut Tx, desk: &Desk<'_>, wish: &MakeFair) -> Result<Done, StoreError> {
    if let Err(refused) = wish.day.check(from_ms(desk.now_ms)) {
        return Ok(Done::rejected(rejection_of(refused)));
    }
    let taken =
        fairs::get(tx, wish.fair).await?.is_some() || fairs::session(tx, wish.session).await?.is_some();
    if taken {
        return Ok(Done::rejected(Rejection::Taken));
    }
    let like = match wish.like {
        Some(like) => match fairs::get(tx, like).await?.filter(|like| like.location == desk.location) {
            Some(like) if like.kind == wish.kind => Some(like),
            Some(_) => return Ok(Done::rejected(Rejection::Malformed)),
            None => return Ok(Done::rejected(Rejection::NotFound)),
        },
        None => None,
    };
    let blank = Fair {
        id: wish.fair,
        location: desk.location,
        kind: wish.kind,
        name: String::new(),
        place: String::new(),
        meeting_point: String::new(),
        state: FairState::Preparing,
        capacity: 0,
        standby_max: 0,
        starts_ms: 0,
        ends_ms: 0,
        created_ms: desk.now_ms,
        approval: like.as_ref().is_some_and(|like| like.approval),
    };
    fairs::insert(tx, &described(blank, &wish.day)).await?;
    let session = Session {
        id: wish.session,
        location: desk.location,
        fair: wish.fair,
        timetable: wish.day.timetable,
        promised: wish.day.promised,
        meetings_max: wish.day.meetings_max,
        walk_min: WALK_MIN,
    };
    fairs::insert_session(tx, &session).await?;
    if let Some(like) = like {
        bring_over(tx, desk, like.id, &session).await?;
    }
    let here = [Scope::Location(desk.location), Scope::Fair(wish.fair), Scope::Session(wish.session)];
    Ok(Done::applied(here.into()))
}

fn described(fair: Fair, day: &Day) -> Fair {
    Fair {
        name: day.name.to_string(),
        place: day.place.to_string(),
        meeting_point: day.meeting_point.to_string(),
        capacity: day.capacity,
        standby_max: day.standby_max,
        starts_ms: to_ms(day.timetable.starts),
        ends_ms: to_ms(day.timetable.ends()),
        ..fair
    }
}

fn rejection_of(refused: DayRefused) -> Rejection {
    match refused {
        DayRefused::Past => Rejection::NotNow,
        _ => Rejection::Malformed,
    }
}

/// The parties and tables of an earlier day, under new ids. People are asked anew: residents and interpreters stay.
async fn bring_over(tx: &mut Tx, desk: &Desk<'_>, from: FairId, to: &Session) -> Result<(), StoreError> {
    let Some(earlier) = fairs::sessions_of(tx, from).await?.into_iter().next() else { return Ok(()) };
    let day = date_of(&to.timetable);
    let mut ids: HashMap<PartyId, PartyId> = HashMap::new();
    for party in fairs::parties(tx, earlier.id).await? {
        let new = Party { id: PartyId(desk.app.chance.id()), session: to.id, ..party.clone() };
        ids.insert(party.id, new.id);
        fairs::insert_party(tx, &new).await?;
    }
    for table in fairs::tables(tx, earlier.id).await? {
        let Some(party) = ids.get(&table.party).copied() else { continue };
        let id = TableId(desk.app.chance.id());
        let new = TableRow { id, session: to.id, party, ..moved_table(table, day) };
        fairs::insert_table(tx, &new).await?;
    }
    Ok(())
}

fn date_of(timetable: &Timetable) -> NaiveDate {
    in_amsterdam(timetable.starts).date_naive()
}

/// The same time on the clock, on this day.
fn on_day(ms: i64, day: NaiveDate) -> i64 {
    to_ms(from_amsterdam(day, in_amsterdam(from_ms(ms)).time()))
}

fn moved_table(table: TableRow, day: NaiveDate) -> TableRow {
    TableRow {
        open_from_ms: table.open_from_ms.map(|ms| on_day(ms, day)),
        open_until_ms: table.open_until_ms.map(|ms| on_day(ms, day)),
        ..table
    }
}

pub async fn change(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: FairId,
    day: &Day,
    take_back_plan: bool,
) -> Result<Done, StoreError> {
    let Some(fair) = fairs::lock(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let first = fairs::sessions_of(tx, id).await?.into_iter().next();
    let Some(old) = first else { return Ok(Done::rejected(Rejection::NotFound)) };
    fairs::lock_session(tx, old.id).await?;
    if fair.state == FairState::Cancelled || timers::has_begun(tx, old.id).await? {
        return Ok(Done::rejected(Rejection::NotNow));
    }
    if let Err(refused) = day.check(from_ms(desk.now_ms)) {
        return Ok(Done::rejected(rejection_of(refused)));
    }
    let new = Session {
        timetable: day.timetable,
        promised: day.promised,
        meetings_max: day.meetings_max,
        ..old.clone()
    };
    let described = described(fair.clone(), day);
    if new == old && described == fair {
        return Ok(Done::noop());
    }
    let mut published = plans::published(tx, old.id).await?;
    if new.timetable != old.timetable
        && let Some(plan) = published.take()
    {
        if !take_back_plan {
            return Ok(Done::rejected(Rejection::PlanStands));
        }
        plans::set_state(tx, plan.id, PlanState::Superseded).await?;
    }
    fairs::update(tx, &described).await?;
    fairs::update_session(tx, &new).await?;
    move_to_day(tx, &old, &new).await?;
    // More places, or another day: who waits moves up. Fewer places take nobody's away.
    let moved_up = standby::settle(tx, &described, desk.now_ms).await?;
    if new != old {
        plans::discard_proposals(tx, old.id).await?;
    }
    let replan = (published.is_some() && (new != old || moved_up)).then_some(old.id).into_iter().collect();
    Ok(Done { replan, ..Done::applied(all_scopes_of(tx, &fair).await?) })
}

/// Hours of tables and interpreters keep their clock time when the day goes to another date.
async fn move_to_day(tx: &mut Tx, old: &Session, new: &Session) -> Result<(), StoreError> {
    let day = date_of(&new.timetable);
    if day == date_of(&old.timetable) {
        return Ok(());
    }
    for table in fairs::tables(tx, old.id).await? {
        fairs::update_table(tx, &moved_table(table, day)).await?;
    }
    for mut interpreter in fairs::interpreters(tx, old.id).await? {
        interpreter.from_ms = on_day(interpreter.from_ms, day);
        interpreter.until_ms = on_day(interpreter.until_ms, day);
        fairs::update_interpreter(tx, &interpreter).await?;
    }
    Ok(())
}
