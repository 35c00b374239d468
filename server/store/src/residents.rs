//! Residents. The number is on card and badge and opens nothing; `code` is what the import file calls the person.

use crate::db::locking;
use crate::row::{Record, Row, args, json};
use crate::{StoreError, Tx};
use domain::ids::{FairId, LocationId, ResidentId};
use domain::lang::Lang;
use domain::people::{Contact, SpokenLang};

macro_rules! columns {
    () => {
        "id, location_id, number, code, name, lang, contact, spoken, available_from_min, available_until_min, \
         strength, experience, wishes, pin_rev, pin_misses, card_rev, created_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    pub id: ResidentId,
    pub location: LocationId,
    pub number: u32,
    pub code: Option<String>,
    pub name: String,
    pub lang: Lang,
    pub contact: Contact,
    pub spoken: Vec<SpokenLang>,
    /// Minutes after midnight, on the day of a fair.
    pub available_from_min: Option<u16>,
    pub available_until_min: Option<u16>,
    pub strength: Option<String>,
    pub experience: Option<String>,
    pub wishes: Option<String>,
    /// Each PIN and each card has a number; the server makes the PIN and the link from it.
    pub pin_rev: u32,
    pub pin_misses: u32,
    pub card_rev: u32,
    pub created_ms: i64,
}

impl Record for Resident {
    fn read(row: &Row) -> Result<Resident, StoreError> {
        Ok(Resident {
            id: ResidentId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            number: row.number("number")?,
            code: row.get("code")?,
            name: row.get("name")?,
            lang: row.word("lang", |tag| tag.parse().ok())?,
            contact: row.json("contact")?,
            spoken: row.json("spoken")?,
            available_from_min: row.number_opt("available_from_min")?,
            available_until_min: row.number_opt("available_until_min")?,
            strength: row.get("strength")?,
            experience: row.get("experience")?,
            wishes: row.get("wishes")?,
            pin_rev: row.number("pin_rev")?,
            pin_misses: row.number("pin_misses")?,
            card_rev: row.number("card_rev")?,
            created_ms: row.get("created_ms")?,
        })
    }
}

/// [`StoreError::Taken`] when the number or the code is someone else's at this location.
pub async fn insert(tx: &mut Tx, resident: &Resident) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO residents (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    );
    let r = resident;
    let values = args![
        r.id,
        r.location,
        r.number,
        &r.code,
        &r.name,
        r.lang.tag(),
        json(&r.contact)?,
        json(&r.spoken)?,
        r.available_from_min,
        r.available_until_min,
        &r.strength,
        &r.experience,
        &r.wishes,
        r.pin_rev,
        r.pin_misses,
        r.card_rev,
        r.created_ms,
    ];
    tx.run(SQL, values).await?;
    tx.held.newcomers.insert(r.id);
    if let Some(next) = tx.held.numbers.get_mut(&r.location) {
        *next = (*next).max(r.number + 1);
    }
    Ok(())
}

/// What an import may change: all but number, PIN, card and when the person was first seen.
pub async fn update(tx: &mut Tx, resident: &Resident) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE residents SET code = $2, name = $3, lang = $4, contact = $5, spoken = $6, \
                       available_from_min = $7, available_until_min = $8, strength = $9, experience = $10, \
                       wishes = $11 WHERE id = $1";
    let r = resident;
    let values = args![
        r.id,
        &r.code,
        &r.name,
        r.lang.tag(),
        json(&r.contact)?,
        json(&r.spoken)?,
        r.available_from_min,
        r.available_until_min,
        &r.strength,
        &r.experience,
        &r.wishes,
    ];
    tx.run(SQL, values).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: ResidentId) -> Result<Option<Resident>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM residents WHERE id = $1"), args![id]).await
}

/// Until the transaction ends nobody else decides about what this person may have a few of.
pub async fn lock(tx: &mut Tx, id: ResidentId) -> Result<(), StoreError> {
    tx.row(locking!("SELECT id FROM residents WHERE id = $1"), args![id]).await.map(drop)
}

pub async fn by_number(
    tx: &mut Tx,
    location: LocationId,
    number: u32,
) -> Result<Option<Resident>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM residents WHERE location_id = $1 AND number = $2");
    tx.one(SQL, args![location, number]).await
}

pub async fn by_code(tx: &mut Tx, location: LocationId, code: &str) -> Result<Option<Resident>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM residents WHERE location_id = $1 AND code = $2");
    tx.one(SQL, args![location, code]).await
}

/// The number for the next person, from 1; holds the location until the transaction ends, so that it is given once.
pub async fn next_number(tx: &mut Tx, location: LocationId) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT COALESCE(MAX(number), 0) + 1 AS n FROM residents WHERE location_id = $1";
    if let Some(next) = tx.held.numbers.get(&location) {
        return Ok(*next);
    }
    tx.row(locking!("SELECT id FROM locations WHERE id = $1"), args![location]).await?;
    let next = tx.row(SQL, args![location]).await?.map_or(Ok(1), |row| row.number("n"))?;
    tx.held.numbers.insert(location, next);
    Ok(next)
}

/// The old PIN ends and misses are forgotten; the new PIN's number. [`StoreError::Gone`] when there is no such person.
pub async fn new_pin(tx: &mut Tx, id: ResidentId) -> Result<u32, StoreError> {
    const SQL: &str = "UPDATE residents SET pin_rev = pin_rev + 1, pin_misses = 0 WHERE id = $1 \
                       RETURNING pin_rev AS n";
    tx.row(SQL, args![id]).await?.ok_or(StoreError::Gone)?.number("n")
}

/// The old card and the old PIN end and misses are forgotten. [`StoreError::Gone`] when there is no such person.
pub async fn new_card(tx: &mut Tx, id: ResidentId) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE residents SET card_rev = card_rev + 1, pin_rev = pin_rev + 1, pin_misses = 0 WHERE id = $1";
    if tx.run(SQL, args![id]).await? == 0 { Err(StoreError::Gone) } else { Ok(()) }
}

/// Counts a wrong PIN; how many there are now. Two at a time count as two.
pub async fn miss(tx: &mut Tx, id: ResidentId) -> Result<u32, StoreError> {
    const SQL: &str =
        "UPDATE residents SET pin_misses = pin_misses + 1 WHERE id = $1 RETURNING pin_misses AS n";
    tx.row(SQL, args![id]).await?.ok_or(StoreError::Gone)?.number("n")
}

pub async fn clear_misses(tx: &mut Tx, id: ResidentId) -> Result<(), StoreError> {
    tx.run("UPDATE residents SET pin_misses = 0 WHERE id = $1", args![id]).await.map(drop)
}

/// Everyone who ever signed up for it, withdrawn or not, by number.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Resident>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM residents WHERE id IN (SELECT resident_id FROM sign_ups WHERE fair_id = $1) ORDER BY number"
    );
    tx.all(SQL, args![fair]).await
}

/// By number, at most 5,000.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Resident>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM residents WHERE location_id = $1 ORDER BY number LIMIT 5000");
    tx.all(SQL, args![location]).await
}
