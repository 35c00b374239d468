//! What was typed about one table: who sits there, where, in which languages, under which number and when.

use super::{Wrong, Wrongs, optional, text_wrong};
use crate::fair::day::{clock, hour_and_minute};
use chrono::Timelike;
use domain::fair::{Seating, TABLE_NUMBER_MAX, TableHours};
use domain::ids::TableId;
use domain::lang::Lang;
use domain::text::Name;
use domain::time::{from_ms, in_amsterdam};
use sync::views::SeatingView;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTable {
    pub id: TableId,
    /// As it stands; None until it is kept.
    pub number: Option<u32>,
    pub interviewer: String,
    pub room: String,
    pub langs: Vec<Lang>,
    /// The number for its sign; empty: the next one.
    pub sign: String,
    /// Empty: from the start of the day.
    pub from: String,
    /// Empty: to the end of the day.
    pub until: String,
}

impl TypedTable {
    /// One more table, like the one before it but for who sits there and its number.
    pub fn next(id: TableId, before: Option<&TypedTable>) -> TypedTable {
        let as_before = |pick: fn(&TypedTable) -> &String| before.map(pick).cloned().unwrap_or_default();
        TypedTable {
            id,
            number: None,
            interviewer: String::new(),
            room: as_before(|table| &table.room),
            langs: before.map_or_else(|| vec![Lang::Nl], |table| table.langs.clone()),
            sign: String::new(),
            from: as_before(|table| &table.from),
            until: as_before(|table| &table.until),
        }
    }

    pub fn of(view: &SeatingView) -> TypedTable {
        let wall = |ms: Option<i64>| {
            ms.map(|ms| hour_and_minute(in_amsterdam(from_ms(ms)).time())).unwrap_or_default()
        };
        TypedTable {
            id: view.table,
            number: Some(view.number),
            interviewer: view.interviewer.clone(),
            room: view.room.clone(),
            langs: view.langs.clone(),
            sign: view.number.to_string(),
            from: wall(view.open_from_ms),
            until: wall(view.open_until_ms),
        }
    }

    pub fn input(id: TableId, what: &str) -> String {
        format!("table-{id}-{what}")
    }

    pub(super) fn read(&self, taken: &[u32], wrongs: &mut Wrongs) -> Option<Seating> {
        let mut blame = |what: &str, why: Wrong| wrongs.push((TypedTable::input(self.id, what), why));
        let interviewer =
            Name::parse(&self.interviewer).map_err(|why| blame("interviewer", text_wrong(why))).ok();
        let room = optional(&self.room).map_err(|why| blame("room", why)).ok();
        let number = self.typed_number(taken).map_err(|why| blame("number", why)).ok();
        let from = minutes(&self.from).map_err(|why| blame("from", why)).ok();
        let until = minutes(&self.until).map_err(|why| blame("until", why)).ok();
        if let (Some(Some(from)), Some(Some(until))) = (from, until)
            && from >= until
        {
            blame("until", Wrong::Times);
        }
        if self.langs.is_empty() {
            blame("langs", Wrong::Langs);
        }
        let hours = Some(TableHours { from_min: from?, until_min: until? });
        let (interviewer, room, number) = (interviewer?, room?, number?);
        Some(Seating { table: self.id, interviewer, room, langs: self.langs.clone(), number, hours })
    }

    /// The number for the sign; None where nothing was typed.
    fn typed_number(&self, taken: &[u32]) -> Result<Option<u32>, Wrong> {
        let typed = self.sign.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let number = typed.parse().ok().filter(|number| (1..=TABLE_NUMBER_MAX).contains(number));
        match number {
            None => Err(Wrong::Number),
            Some(number) if taken.contains(&number) => Err(Wrong::NumberTaken),
            number => Ok(number),
        }
    }
}

/// Minutes after midnight; None where nothing was typed.
fn minutes(text: &str) -> Result<Option<u16>, Wrong> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let time = clock(text).ok_or(Wrong::Times)?;
    u16::try_from(time.hour() * 60 + time.minute()).map(Some).map_err(|_| Wrong::Times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_table_that_stands_is_told_by_the_form_as_it_stands() {
        // 2026-12-03, 14:30 in Amsterdam.
        let open_from_ms = Some(1_796_304_600_000);
        let view = SeatingView {
            table: TableId(Uuid::from_u128(1)),
            number: 7,
            room: "Kas".into(),
            langs: vec![Lang::Nl],
            interviewer: "Twijg".into(),
            open_from_ms,
            open_until_ms: None,
        };
        let mut wrongs = Wrongs::new();
        let told = TypedTable::of(&view).read(&[], &mut wrongs).expect("a table");
        let hours = TableHours { from_min: Some(14 * 60 + 30), until_min: None };
        assert_eq!((told.number, told.hours, wrongs), (Some(7), Some(hours), Wrongs::new()));
    }
}
