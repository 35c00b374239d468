//! What stands in the hall of a session: parties, their tables, and interpreters.

use crate::row::{Record, Row, args, lang_tags};
use crate::{StoreError, Tx};
use domain::ids::{EmployerId, InterpreterId, LocationId, PartyId, SessionId, TableId, VacancyId};
use domain::lang::Lang;

macro_rules! party_columns {
    () => {
        "id, location_id, session_id, employer_id, name"
    };
}
macro_rules! table_columns {
    () => {
        "id, location_id, session_id, party_id, number, room, langs, seats, interviewer, open_from_ms, open_until_ms"
    };
}
macro_rules! interpreter_columns {
    () => {
        "id, location_id, session_id, name, langs, from_ms, until_ms"
    };
}

/// Whom a resident sits down with: a company, a department or one interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: PartyId,
    pub location: LocationId,
    pub session: SessionId,
    pub employer: EmployerId,
    pub name: String,
    /// What this party talks about, in this order.
    pub vacancies: Vec<VacancyId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    pub id: TableId,
    pub location: LocationId,
    pub session: SessionId,
    pub party: PartyId,
    pub number: u32,
    pub room: String,
    pub langs: Vec<Lang>,
    pub seats: u32,
    pub interviewer: Option<String>,
    pub open_from_ms: Option<i64>,
    pub open_until_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    pub id: InterpreterId,
    pub location: LocationId,
    pub session: SessionId,
    pub name: String,
    pub langs: Vec<Lang>,
    pub from_ms: i64,
    pub until_ms: i64,
}

/// Without its vacancies; they lie in a table of their own.
impl Record for Party {
    fn read(row: &Row) -> Result<Party, StoreError> {
        Ok(Party {
            id: PartyId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            employer: EmployerId(row.get("employer_id")?),
            name: row.get("name")?,
            vacancies: Vec::new(),
        })
    }
}

impl Record for TableRow {
    fn read(row: &Row) -> Result<TableRow, StoreError> {
        Ok(TableRow {
            id: TableId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            party: PartyId(row.get("party_id")?),
            number: row.number("number")?,
            room: row.get("room")?,
            langs: row.langs("langs")?,
            seats: row.number("seats")?,
            interviewer: row.get("interviewer")?,
            open_from_ms: row.get("open_from_ms")?,
            open_until_ms: row.get("open_until_ms")?,
        })
    }
}

impl Record for Interpreter {
    fn read(row: &Row) -> Result<Interpreter, StoreError> {
        Ok(Interpreter {
            id: InterpreterId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            name: row.get("name")?,
            langs: row.langs("langs")?,
            from_ms: row.get("from_ms")?,
            until_ms: row.get("until_ms")?,
        })
    }
}

pub async fn insert_party(tx: &mut Tx, party: &Party) -> Result<(), StoreError> {
    const PARTY: &str = concat!("INSERT INTO parties (", party_columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    let Party { id, location, session, employer, name, .. } = party;
    tx.run(PARTY, args![*id, *location, *session, *employer, name]).await?;
    link_vacancies(tx, party).await
}

async fn link_vacancies(tx: &mut Tx, party: &Party) -> Result<(), StoreError> {
    const VACANCY: &str =
        "INSERT INTO party_vacancies (party_id, vacancy_id, location_id, ord) VALUES ($1, $2, $3, $4)";
    for (ord, vacancy) in (1u32..).zip(&party.vacancies) {
        tx.run(VACANCY, args![party.id, *vacancy, party.location, ord]).await?;
    }
    Ok(())
}

const UNLINK_VACANCIES: &str = "DELETE FROM party_vacancies WHERE party_id = $1";

/// Its name and what it talks about.
pub async fn update_party(tx: &mut Tx, party: &Party) -> Result<(), StoreError> {
    tx.run("UPDATE parties SET name = $2 WHERE id = $1", args![party.id, &party.name]).await?;
    tx.run(UNLINK_VACANCIES, args![party.id]).await?;
    link_vacancies(tx, party).await
}

/// A party without tables, which no plan ever seated anybody with.
pub async fn remove_party(tx: &mut Tx, id: PartyId) -> Result<(), StoreError> {
    tx.run(UNLINK_VACANCIES, args![id]).await?;
    tx.run("DELETE FROM parties WHERE id = $1", args![id]).await.map(drop)
}

/// By name.
pub async fn parties(tx: &mut Tx, session: SessionId) -> Result<Vec<Party>, StoreError> {
    const PARTIES: &str =
        concat!("SELECT ", party_columns!(), " FROM parties WHERE session_id = $1 ORDER BY name, id");
    const VACANCIES: &str = "SELECT party_id, vacancy_id FROM party_vacancies WHERE party_id IN \
                             (SELECT id FROM parties WHERE session_id = $1) ORDER BY party_id, ord";
    let mut parties: Vec<Party> = tx.all(PARTIES, args![session]).await?;
    for row in tx.rows(VACANCIES, args![session]).await? {
        let (of, vacancy) = (PartyId(row.get("party_id")?), VacancyId(row.get("vacancy_id")?));
        if let Some(party) = parties.iter_mut().find(|party| party.id == of) {
            party.vacancies.push(vacancy);
        }
    }
    Ok(parties)
}

pub async fn party(tx: &mut Tx, id: PartyId) -> Result<Option<Party>, StoreError> {
    const PARTY: &str = concat!("SELECT ", party_columns!(), " FROM parties WHERE id = $1");
    const VACANCIES: &str = "SELECT vacancy_id FROM party_vacancies WHERE party_id = $1 ORDER BY ord";
    let Some(mut party) = tx.one::<Party>(PARTY, args![id]).await? else { return Ok(None) };
    for row in tx.rows(VACANCIES, args![id]).await? {
        party.vacancies.push(VacancyId(row.get("vacancy_id")?));
    }
    Ok(Some(party))
}

pub async fn insert_table(tx: &mut Tx, table: &TableRow) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO tables (",
        table_columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let t = table;
    let values = args![
        t.id,
        t.location,
        t.session,
        t.party,
        t.number,
        &t.room,
        lang_tags(&t.langs),
        t.seats,
        &t.interviewer,
        t.open_from_ms,
        t.open_until_ms,
    ];
    tx.run(SQL, values).await.map(drop)
}

/// Where it stands, who sits at it, in which languages and when. Its number stays: it may be on paper.
pub async fn update_table(tx: &mut Tx, table: &TableRow) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE tables SET room = $2, langs = $3, interviewer = $4, open_from_ms = $5, \
                       open_until_ms = $6 WHERE id = $1";
    let TableRow { id, room, langs, interviewer, open_from_ms, open_until_ms, .. } = table;
    let values = args![*id, room, lang_tags(langs), interviewer, *open_from_ms, *open_until_ms];
    tx.run(SQL, values).await.map(drop)
}

/// Another number for its sign, which no other table of the session has.
pub async fn renumber_table(tx: &mut Tx, id: TableId, number: u32) -> Result<(), StoreError> {
    tx.run("UPDATE tables SET number = $2 WHERE id = $1", args![id, number]).await.map(drop)
}

/// A table that no plan ever named.
pub async fn remove_table(tx: &mut Tx, id: TableId) -> Result<(), StoreError> {
    tx.run("DELETE FROM tables WHERE id = $1", args![id]).await.map(drop)
}

/// By number.
pub async fn tables(tx: &mut Tx, session: SessionId) -> Result<Vec<TableRow>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", table_columns!(), " FROM tables WHERE session_id = $1 ORDER BY number");
    tx.all(SQL, args![session]).await
}

pub async fn insert_interpreter(tx: &mut Tx, interpreter: &Interpreter) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO interpreters (",
        interpreter_columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7)"
    );
    let Interpreter { id, location, session, name, langs, from_ms, until_ms } = interpreter;
    let values = args![*id, *location, *session, name, lang_tags(langs), *from_ms, *until_ms];
    tx.run(SQL, values).await.map(drop)
}

/// Name, languages and times.
pub async fn update_interpreter(tx: &mut Tx, interpreter: &Interpreter) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE interpreters SET name = $2, langs = $3, from_ms = $4, until_ms = $5 WHERE id = $1";
    let Interpreter { id, name, langs, from_ms, until_ms, .. } = interpreter;
    tx.run(SQL, args![*id, name, lang_tags(langs), *from_ms, *until_ms]).await.map(drop)
}

/// By name.
pub async fn interpreters(tx: &mut Tx, session: SessionId) -> Result<Vec<Interpreter>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        interpreter_columns!(),
        " FROM interpreters WHERE session_id = $1 ORDER BY name, id"
    );
    tx.all(SQL, args![session]).await
}
