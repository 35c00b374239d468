//! Who stands in the hall of a fair: employers with their work and tables, and interpreters. Before a plan was published
//! everything can change; after it nobody's table goes away, and what changes is followed by a proposed plan.

mod employer;

use super::all_scopes_of;
use crate::commands::{Desk, Done};
use chrono::NaiveTime;
use domain::command::{BringInterpreter, SeatEmployer};
use domain::fair::{FairKind, Seating, TABLE_NUMBER_MAX, check_seating, folded};
use domain::ids::{EmployerId, FairId, PartyId, VacancyId};
use domain::time::{from_amsterdam, in_amsterdam, to_ms};
use store::fairs::{self, Fair, Interpreter, Party, Session, TableRow};
use store::{StoreError, Tx, plans, timers};
use sync::{Outcome, Rejection};

/// A hall as it stands, under its lock.
struct Hall {
    fair: Fair,
    session: Session,
    parties: Vec<Party>,
    tables: Vec<TableRow>,
    /// A plan rules the day: it is mended after a change.
    published: bool,
    /// People saw a plan: its tables stay.
    ever_published: bool,
}

impl Hall {
    /// Inner Err: there is no such fair, or its day has begun.
    async fn lock(tx: &mut Tx, id: FairId) -> Result<Result<Hall, Rejection>, StoreError> {
        let Some(fair) = fairs::lock(tx, id).await? else { return Ok(Err(Rejection::NotFound)) };
        let first = fairs::sessions_of(tx, id).await?.into_iter().next();
        let Some(session) = first else { return Ok(Err(Rejection::NotFound)) };
        fairs::lock_session(tx, session.id).await?;
        if timers::has_begun(tx, session.id).await? {
            return Ok(Err(Rejection::NotNow));
        }
        Ok(Ok(Hall {
            parties: fairs::parties(tx, session.id).await?,
            tables: fairs::tables(tx, session.id).await?,
            published: plans::published(tx, session.id).await?.is_some(),
            ever_published: plans::was_published(tx, session.id).await?,
            fair,
            session,
        }))
    }

    fn parties_of(&self, employer: EmployerId) -> Vec<Party> {
        self.parties.iter().filter(|party| party.employer == employer).cloned().collect()
    }

    fn tables_of(&self, employer: EmployerId) -> Vec<TableRow> {
        let parties: Vec<_> = self.parties_of(employer).iter().map(|party| party.id).collect();
        self.tables.iter().filter(|table| parties.contains(&table.party)).cloned().collect()
    }

    /// Above every number that stands here or is wished for.
    fn next_number(&self, wish: &SeatEmployer) -> u32 {
        let wished = wish.tables.iter().filter_map(|table| table.number);
        self.tables.iter().map(|table| table.number).chain(wished).max().map_or(1, |most| most + 1)
    }

    /// Minutes after midnight as a moment of this day; None: no time of day.
    fn at(&self, minutes: u16) -> Option<i64> {
        let day = in_amsterdam(self.session.timetable.starts).date_naive();
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)?;
        Some(to_ms(from_amsterdam(day, time)))
    }

    /// When a table is open, as wished, else as it stands.
    fn hours(&self, wanted: &Seating, stands: Option<&TableRow>) -> (Option<i64>, Option<i64>) {
        match wanted.hours {
            Some(hours) => {
                (hours.from_min.and_then(|min| self.at(min)), hours.until_min.and_then(|min| self.at(min)))
            }
            None => stands.map_or((None, None), |table| (table.open_from_ms, table.open_until_ms)),
        }
    }

    /// Proposals were made for another hall; where a plan stands a new one is proposed.
    async fn changed(self, tx: &mut Tx) -> Result<Done, StoreError> {
        plans::discard_proposals(tx, self.session.id).await?;
        let replan = self.published.then_some(self.session.id).into_iter().collect();
        Ok(Done { replan, ..Done::applied(all_scopes_of(tx, &self.fair).await?) })
    }
}

pub async fn seat(tx: &mut Tx, desk: &Desk<'_>, wish: &SeatEmployer) -> Result<Done, StoreError> {
    // Some of what refuses is met on the way; then nothing of it stays.
    tx.savepoint().await?;
    let done = seat_all(tx, desk, wish).await?;
    match done.outcome {
        Outcome::Rejected(_) => tx.undo_to_savepoint().await?,
        _ => tx.release_savepoint().await?,
    }
    Ok(done)
}

async fn seat_all(tx: &mut Tx, desk: &Desk<'_>, wish: &SeatEmployer) -> Result<Done, StoreError> {
    if check_seating(&wish.offers, &wish.tables).is_err() {
        return Ok(Done::rejected(Rejection::Malformed));
    }
    let hall = match Hall::lock(tx, wish.fair).await? {
        Ok(hall) => hall,
        Err(why) => return Ok(Done::rejected(why)),
    };
    let (employer, vacancies) = match employer::keep(tx, desk, &hall, wish).await? {
        Ok(kept) => kept,
        Err(why) => return Ok(Done::rejected(why)),
    };
    let stood = hall.tables_of(employer);
    let goes = |table: &TableRow| !wish.tables.iter().any(|wanted| wanted.table == table.id);
    if hall.ever_published && stood.iter().any(goes) {
        return Ok(Done::rejected(Rejection::PlanStands));
    }
    for table in stood.iter().filter(|table| goes(table)) {
        fairs::remove_table(tx, table.id).await?;
    }
    if let Err(why) = renumber(tx, &hall, &stood, &wish.tables).await? {
        return Ok(Done::rejected(why));
    }
    let mut next = hall.next_number(wish);
    for wanted in &wish.tables {
        let stands = stood.iter().find(|table| table.id == wanted.table);
        let party = party(tx, desk, &hall, employer, wish, wanted, &vacancies).await?;
        let (open_from_ms, open_until_ms) = hall.hours(wanted, stands);
        let number = wanted.number.or(stands.map(|table| table.number)).unwrap_or(next);
        next = next.max(number + 1);
        let row = TableRow {
            id: wanted.table,
            location: hall.fair.location,
            session: hall.session.id,
            party,
            number,
            room: wanted.room.as_ref().map(ToString::to_string).unwrap_or_default(),
            langs: wanted.langs.clone(),
            seats: 1,
            interviewer: Some(wanted.interviewer.to_string()),
            open_from_ms,
            open_until_ms,
        };
        match stands {
            Some(_) => fairs::update_table(tx, &row).await?,
            None => fairs::insert_table(tx, &row).await?,
        }
    }
    clear_parties(tx, &hall, employer).await?;
    hall.changed(tx).await
}

/// Tables that change their number go by one that nobody has, so that two can change places.
/// Inner Err: another employer's table has one of them, or people saw the old ones in a plan that stands.
async fn renumber(
    tx: &mut Tx,
    hall: &Hall,
    stood: &[TableRow],
    wanted: &[Seating],
) -> Result<Result<(), Rejection>, StoreError> {
    let elsewhere = |table: &&TableRow| !stood.iter().any(|mine| mine.id == table.id);
    let taken = |number| hall.tables.iter().filter(elsewhere).any(|table| table.number == number);
    if wanted.iter().filter_map(|table| table.number).any(taken) {
        return Ok(Err(Rejection::Taken));
    }
    let moves = stood.iter().filter_map(|table| {
        let new = wanted.iter().find(|wish| wish.table == table.id)?.number?;
        (new != table.number).then_some((table.id, new))
    });
    let moves: Vec<_> = moves.collect();
    if hall.published && !moves.is_empty() {
        return Ok(Err(Rejection::PlanStands));
    }
    let highest = hall.tables.iter().map(|table| table.number).max().unwrap_or(0).max(TABLE_NUMBER_MAX);
    for (nobodys, (id, _)) in (highest + 1..).zip(&moves) {
        fairs::renumber_table(tx, *id, nobodys).await?;
    }
    for (id, number) in moves {
        fairs::renumber_table(tx, id, number).await?;
    }
    Ok(Ok(()))
}

/// The party at a table: at a banenmarkt the company, at a speed-date whoever sits there. Made or brought up to date.
async fn party(
    tx: &mut Tx,
    desk: &Desk<'_>,
    hall: &Hall,
    employer: EmployerId,
    wish: &SeatEmployer,
    wanted: &Seating,
    vacancies: &[VacancyId],
) -> Result<PartyId, StoreError> {
    let stood = hall.tables.iter().find(|table| table.id == wanted.table).map(|table| table.party);
    // Read anew: the table before this one may have made it.
    let parties = fairs::parties(tx, hall.session.id).await?;
    let mut mine = parties.into_iter().filter(|party| party.employer == employer);
    let (name, known) = match hall.fair.kind {
        FairKind::Banenmarkt => (&wish.name, mine.next()),
        FairKind::SpeedDate => (&wanted.interviewer, mine.find(|party| Some(party.id) == stood)),
    };
    let vacancies = vacancies.to_vec();
    match known {
        Some(party) => {
            let id = party.id;
            fairs::update_party(tx, &Party { name: name.to_string(), vacancies, ..party }).await?;
            Ok(stood.unwrap_or(id))
        }
        None => {
            let id = PartyId(desk.app.chance.id());
            let (location, session) = (hall.fair.location, hall.session.id);
            let party = Party { id, location, session, employer, name: name.to_string(), vacancies };
            fairs::insert_party(tx, &party).await?;
            Ok(id)
        }
    }
}

/// Parties of the employer that have no table any more.
async fn clear_parties(tx: &mut Tx, hall: &Hall, employer: EmployerId) -> Result<(), StoreError> {
    let tables = fairs::tables(tx, hall.session.id).await?;
    for party in hall.parties_of(employer) {
        if !tables.iter().any(|table| table.party == party.id) {
            fairs::remove_party(tx, party.id).await?;
        }
    }
    Ok(())
}

pub async fn unseat(tx: &mut Tx, fair: FairId, employer: EmployerId) -> Result<Done, StoreError> {
    let hall = match Hall::lock(tx, fair).await? {
        Ok(hall) => hall,
        Err(why) => return Ok(Done::rejected(why)),
    };
    if hall.parties_of(employer).is_empty() {
        return Ok(Done::noop());
    }
    if hall.ever_published {
        return Ok(Done::rejected(Rejection::PlanStands));
    }
    for table in hall.tables_of(employer) {
        fairs::remove_table(tx, table.id).await?;
    }
    clear_parties(tx, &hall, employer).await?;
    hall.changed(tx).await
}

pub async fn bring_interpreter(tx: &mut Tx, wish: &BringInterpreter) -> Result<Done, StoreError> {
    let hall = match Hall::lock(tx, wish.fair).await? {
        Ok(hall) => hall,
        Err(why) => return Ok(Done::rejected(why)),
    };
    let (Some(from_ms), Some(until_ms)) = (hall.at(wish.from_min), hall.at(wish.until_min)) else {
        return Ok(Done::rejected(Rejection::Malformed));
    };
    // Whoever knows one language interprets nothing.
    if from_ms >= until_ms || wish.langs.len() < 2 {
        return Ok(Done::rejected(Rejection::Malformed));
    }
    let known = fairs::interpreters(tx, hall.session.id).await?;
    let named = |one: &&Interpreter| folded(&one.name) == folded(wish.name.as_str());
    if known.iter().find(named).is_some_and(|one| one.id != wish.interpreter) {
        return Ok(Done::rejected(Rejection::Taken));
    }
    let row = Interpreter {
        id: wish.interpreter,
        location: hall.fair.location,
        session: hall.session.id,
        name: wish.name.to_string(),
        langs: wish.langs.clone(),
        from_ms,
        until_ms,
    };
    match known.iter().find(|one| one.id == row.id) {
        Some(same) if *same == row => return Ok(Done::noop()),
        Some(_) => fairs::update_interpreter(tx, &row).await?,
        None => fairs::insert_interpreter(tx, &row).await?,
    }
    hall.changed(tx).await
}
