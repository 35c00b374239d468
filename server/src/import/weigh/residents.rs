//! Residents, known by their code.

use super::{Fate, Here, Weighed};
use crate::chance;
use crate::import::keep::Write;
use crate::import::residents::ResidentRow;
use domain::ids::ResidentId;
use domain::lang::Lang;
use store::residents::{self, Resident};
use store::{StoreError, Tx};

pub async fn weigh(tx: &mut Tx, here: &Here, rows: &[ResidentRow]) -> Result<Weighed, StoreError> {
    let mut weighed = Weighed::default();
    let mut number = residents::next_number(tx, here.location).await?;
    for row in rows {
        let fate = match residents::by_code(tx, here.location, &row.code).await? {
            Some(known) => {
                let mended = mended(&known, row);
                let fate = if mended == known { Fate::Same } else { Fate::Changed };
                if fate == Fate::Changed {
                    weighed.writes.push(Write::Resident(Box::new(mended)));
                }
                fate
            }
            None => {
                weighed.writes.push(Write::NewResident(Box::new(newcomer(here, number, row))));
                number += 1;
                Fate::New
            }
        };
        weighed.fates.push(fate);
    }
    Ok(weighed)
}

/// The language of their pages stays: they may have chosen another one since.
fn mended(known: &Resident, row: &ResidentRow) -> Resident {
    Resident {
        name: row.name.clone(),
        contact: row.contact.clone(),
        spoken: row.spoken.clone(),
        available_from_min: row.available_from_min,
        available_until_min: row.available_until_min,
        strength: row.strength.clone(),
        experience: row.experience.clone(),
        wishes: row.wishes.clone(),
        ..known.clone()
    }
}

fn newcomer(here: &Here, number: u32, row: &ResidentRow) -> Resident {
    Resident {
        id: ResidentId(chance::id()),
        location: here.location,
        number,
        code: Some(row.code.clone()),
        name: row.name.clone(),
        lang: row.spoken.first().map_or(Lang::Nl, |spoken| spoken.lang),
        contact: row.contact.clone(),
        spoken: row.spoken.clone(),
        available_from_min: row.available_from_min,
        available_until_min: row.available_until_min,
        strength: row.strength.clone(),
        experience: row.experience.clone(),
        wishes: row.wishes.clone(),
        pin_rev: 1,
        pin_misses: 0,
        card_rev: 1,
        created_ms: here.now_ms,
    }
}
