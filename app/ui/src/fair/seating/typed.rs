//! What was typed about an employer, and the command that it says. Names of inputs come from ids, so that a mistake stays
//! with its row when another row goes.

mod table;

pub use table::TypedTable;

use domain::command::SeatEmployer;
use domain::fair::{
    HOURS_MAX, MINIMUM_WAGE, Offer, Shift, Wage, WorkKind, WorkPicture, check_seating, folded,
};
use domain::ids::{EmployerId, FairId, VacancyId};
use domain::lang::Lang;
use domain::people::Level;
use domain::text::{Name, TextRefused};
use sync::views::{EmployerView, VacancyView};

/// Why an answer says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    TooLong,
    Choose,
    NotAnAmount,
    BelowMinimum,
    Hours,
    Twice,
    Langs,
    Number,
    /// Another employer's table has this number.
    NumberTaken,
    Times,
    TooMany,
}

/// The name of an input and what is wrong there.
pub type Wrongs = Vec<(String, Wrong)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedOffer {
    pub id: VacancyId,
    pub title: String,
    pub kind: String,
    pub picture: String,
    pub wage: String,
    pub hours: String,
    pub lang: String,
    pub level: String,
    pub shifts: Vec<Shift>,
    pub vog: bool,
    pub permit_willing: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    pub name: String,
    pub place: String,
    pub offers: Vec<TypedOffer>,
    pub tables: Vec<TypedTable>,
    /// Numbers of tables of other employers.
    pub taken: Vec<u32>,
}

impl TypedOffer {
    /// A vacancy as most are; title, picture and pay are for the employer.
    pub fn usual(id: VacancyId) -> TypedOffer {
        TypedOffer {
            id,
            title: String::new(),
            kind: WorkKind::Job.as_str().into(),
            picture: String::new(),
            wage: String::new(),
            hours: "32".into(),
            lang: Lang::Nl.tag().into(),
            level: Level::A2.as_str().into(),
            shifts: Vec::new(),
            vog: false,
            permit_willing: true,
        }
    }

    fn of(view: &VacancyView) -> TypedOffer {
        TypedOffer {
            id: view.vacancy,
            title: view.title.clone(),
            kind: view.kind.clone(),
            picture: view.pictogram.clone(),
            wage: Wage(view.wage_cents).with_comma(),
            hours: view.hours.to_string(),
            lang: view.lang.tag().into(),
            level: view.level.clone(),
            shifts: view.shifts.split_whitespace().filter_map(Shift::parse).collect(),
            vog: view.vog,
            permit_willing: view.permit_willing,
        }
    }

    /// "offer-0197…-title".
    pub fn input(id: VacancyId, what: &str) -> String {
        format!("offer-{id}-{what}")
    }

    fn read(&self, wrongs: &mut Wrongs) -> Option<Offer> {
        let mut blame = |what: &str, why: Wrong| wrongs.push((TypedOffer::input(self.id, what), why));
        let title = Name::parse(&self.title).map_err(|why| blame("title", text_wrong(why))).ok();
        let picture = WorkPicture::parse(&self.picture);
        if picture.is_none() {
            blame("picture", Wrong::Choose);
        }
        let wage = Wage::parse(&self.wage).ok();
        match wage {
            None => blame("wage", Wrong::NotAnAmount),
            Some(wage) if wage < MINIMUM_WAGE => blame("wage", Wrong::BelowMinimum),
            Some(_) => {}
        }
        let hours = self.hours.trim().parse().ok().filter(|hours| (1..=HOURS_MAX).contains(hours));
        if hours.is_none() {
            blame("hours", Wrong::Hours);
        }
        Some(Offer {
            vacancy: self.id,
            title: title?,
            kind: WorkKind::parse(&self.kind)?,
            picture: picture?,
            wage: wage?,
            hours: hours?,
            lang: self.lang.parse().ok()?,
            level: Level::parse(&self.level)?,
            shifts: self.shifts.clone(),
            vog: self.vog,
            permit_willing: self.permit_willing,
        })
    }
}

fn text_wrong(why: TextRefused) -> Wrong {
    match why {
        TextRefused::Empty => Wrong::Empty,
        TextRefused::TooLong | TextRefused::Unprintable => Wrong::TooLong,
    }
}

/// Nothing typed is no answer, and that is fine here.
fn optional(text: &str) -> Result<Option<Name>, Wrong> {
    match Name::parse(text) {
        Ok(name) => Ok(Some(name)),
        Err(TextRefused::Empty) => Ok(None),
        Err(why) => Err(text_wrong(why)),
    }
}

impl Typed {
    pub fn of(view: &EmployerView) -> Typed {
        Typed {
            name: view.name.clone(),
            place: view.place.clone(),
            offers: view.vacancies.iter().map(TypedOffer::of).collect(),
            tables: view.tables.iter().map(TypedTable::of).collect(),
            taken: Vec::new(),
        }
    }

    /// What was typed as a command, or what is wrong, in the order of the form.
    pub fn read(&self, fair: FairId, employer: EmployerId) -> Result<SeatEmployer, Wrongs> {
        let mut wrongs = Wrongs::new();
        let name =
            Name::parse(&self.name).map_err(|why| wrongs.push(("employer".into(), text_wrong(why)))).ok();
        let place = optional(&self.place).map_err(|why| wrongs.push(("employer-place".into(), why))).ok();
        let offers: Vec<_> = self.offers.iter().filter_map(|offer| offer.read(&mut wrongs)).collect();
        let tables: Vec<_> =
            self.tables.iter().filter_map(|table| table.read(&self.taken, &mut wrongs)).collect();
        let titles = self.offers.iter().map(|one| (TypedOffer::input(one.id, "title"), one.title.as_str()));
        twice(titles, &mut wrongs);
        let sitting = self.tables.iter();
        twice(
            sitting.map(|one| (TypedTable::input(one.id, "interviewer"), one.interviewer.as_str())),
            &mut wrongs,
        );
        let numbers = self.tables.iter();
        twice(
            numbers.map(|one| (TypedTable::input(one.id, "number"), one.sign.trim_start_matches('0'))),
            &mut wrongs,
        );
        match (name, place) {
            (Some(name), Some(place)) if wrongs.is_empty() => match check_seating(&offers, &tables) {
                Ok(()) => Ok(SeatEmployer { fair, employer, name, place, offers, tables }),
                // Everything else was told at its own question; what is left is too many of something.
                Err(_) => Err(vec![("employer".into(), Wrong::TooMany)]),
            },
            _ => Err(wrongs),
        }
    }
}

/// Blames the later of two that say the same.
fn twice<'a>(all: impl Iterator<Item = (String, &'a str)>, wrongs: &mut Wrongs) {
    let mut seen = Vec::new();
    for (input, text) in all {
        let text = folded(text);
        if !text.is_empty() && seen.contains(&text) {
            wrongs.push((input, Wrong::Twice));
        }
        seen.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::TableHours;
    use domain::ids::TableId;
    use uuid::Uuid;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn filled() -> Typed {
        let offer = TypedOffer {
            title: "Kok".into(),
            picture: "kitchen".into(),
            wage: "15,40".into(),
            ..TypedOffer::usual(VacancyId(id(1)))
        };
        let table = TypedTable { interviewer: "Twijg".into(), ..TypedTable::next(TableId(id(2)), None) };
        Typed {
            name: "Hotel Het Spoor".into(),
            place: String::new(),
            offers: vec![offer],
            tables: vec![table],
            taken: vec![2],
        }
    }

    fn check(change: impl Fn(&mut Typed), input: &str, expected: Wrong) {
        let mut typed = filled();
        change(&mut typed);
        let told = typed.read(FairId(id(8)), EmployerId(id(9))).expect_err("refused");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].0.contains(input) && told[0].1 == expected, "{told:?}");
    }

    #[test]
    fn a_filled_form_is_a_command() {
        let wish = filled().read(FairId(id(8)), EmployerId(id(9))).expect("a command");
        assert_eq!((wish.offers[0].wage, wish.place, wish.tables.len()), (Wage(1540), None, 1));
    }

    #[test]
    fn each_mistake_is_told_at_its_own_question() {
        check(|typed| typed.name = " ".into(), "employer", Wrong::Empty);
        check(|typed| typed.offers[0].title.clear(), "title", Wrong::Empty);
        check(|typed| typed.offers[0].picture.clear(), "picture", Wrong::Choose);
        check(|typed| typed.offers[0].wage = "veel".into(), "wage", Wrong::NotAnAmount);
        check(|typed| typed.offers[0].wage = "9,50".into(), "wage", Wrong::BelowMinimum);
        check(|typed| typed.offers[0].hours = "61".into(), "hours", Wrong::Hours);
        check(|typed| typed.tables[0].interviewer.clear(), "interviewer", Wrong::Empty);
        check(|typed| typed.tables[0].langs.clear(), "langs", Wrong::Langs);
        check(|typed| typed.tables[0].sign = "1000".into(), "number", Wrong::Number);
        check(|typed| typed.tables[0].sign = "02".into(), "number", Wrong::NumberTaken);
        check(|typed| typed.tables[0].from = "twee uur".into(), "from", Wrong::Times);
        check(|typed| typed.tables[0].until = "25:00".into(), "until", Wrong::Times);
    }

    #[test]
    fn a_table_has_a_number_of_its_own_and_opens_before_it_closes() {
        let mut typed = filled();
        let next = TypedTable::next(TableId(id(3)), typed.tables.last());
        typed.tables.push(TypedTable { interviewer: "Tak".into(), sign: "7".into(), ..next });
        (typed.tables[0].sign, typed.tables[0].from) = ("8".into(), "14:00".into());
        let wish = typed.read(FairId(id(8)), EmployerId(id(9))).expect("a command");
        let told: Vec<_> = wish.tables.iter().map(|table| (table.number, table.hours)).collect();
        let from_two = TableHours { from_min: Some(840), until_min: None };
        assert_eq!(told, [(Some(8), Some(from_two)), (Some(7), Some(TableHours::default()))]);
        typed.tables[0].sign = "07".into();
        let twice = typed.read(FairId(id(8)), EmployerId(id(9))).expect_err("refused");
        assert_eq!(twice, [(TypedTable::input(TableId(id(3)), "number"), Wrong::Twice)]);
        check(
            |typed| (typed.tables[0].from, typed.tables[0].until) = ("14:00".into(), "13:00".into()),
            "until",
            Wrong::Times,
        );
    }

    #[test]
    fn the_second_of_two_that_say_the_same_is_blamed() {
        let again = |typed: &mut Typed| {
            let offer = TypedOffer { id: VacancyId(id(7)), title: "KOK".into(), ..typed.offers[0].clone() };
            typed.offers.push(offer);
        };
        check(again, &format!("{}", id(7)), Wrong::Twice);
    }
}
