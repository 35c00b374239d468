//! An employer at a fair: what work there is and who sits at which table. The form in the browser, the server and the
//! import check the same bounds.

use super::Wage;
use crate::ids::{TableId, VacancyId};
use crate::lang::Lang;
use crate::people::Level;
use crate::text::{Name, lowercase};
use serde::{Deserialize, Serialize};

/// Cents an hour from the age of 21 (Wet minimumloon en minimumvakantiebijslag art. 8, as of 1 January 2026).
pub const MINIMUM_WAGE: Wage = Wage(1471);
/// Hours a week that nobody may pass (Arbeidstijdenwet art. 5:7).
pub const HOURS_MAX: u32 = 60;
/// Most tables of one employer.
pub const TABLES_MAX: u32 = 20;
/// Highest number on the sign of a table: three digits fit on it.
pub const TABLE_NUMBER_MAX: u32 = 999;
/// Most vacancies of one employer at one fair.
pub const VACANCIES_MAX: usize = 40;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in files, in storage and on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word back.
            pub fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}
pub(super) use words;

words! {
    /// What kind of place it is.
    WorkKind { Job "baan", Internship "stage", WorkExperience "werkervaringsplek" }
}
words! {
    /// When in the day or week the work is.
    Shift { Day "dag", Evening "avond", Night "nacht", Weekend "weekend" }
}
words! {
    /// What the work looks like; its picture stands beside the words.
    WorkPicture {
        Warehouse "warehouse", Kitchen "kitchen", Cleaning "cleaning", Care "care", Building "building",
        Garden "garden", Production "production", Retail "retail", Office "office", Transport "transport",
    }
}

/// One vacancy as an employer brings it. Known by its id, else by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub vacancy: VacancyId,
    pub title: Name,
    pub kind: WorkKind,
    pub picture: WorkPicture,
    pub wage: Wage,
    /// A week.
    pub hours: u32,
    /// Spoken at work.
    pub lang: Lang,
    pub level: Level,
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// A certificate of conduct is asked.
    #[serde(default)]
    pub vog: bool,
    /// The employer is willing to ask for a work permit.
    #[serde(default)]
    pub permit_willing: bool,
}

/// When somebody sits at a table, in minutes after midnight in Amsterdam. None: from the start, to the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TableHours {
    pub from_min: Option<u16>,
    pub until_min: Option<u16>,
}

/// One table and who sits at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seating {
    pub table: TableId,
    pub interviewer: Name,
    /// None where the hall is one room.
    #[serde(default)]
    pub room: Option<Name>,
    pub langs: Vec<Lang>,
    /// On its sign. None: as it stands, or the next one where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// None: as they stand, or the whole day where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<TableHours>,
}

impl TableHours {
    /// It opens before it closes, both within one day.
    fn opens(self) -> bool {
        let midnight = 24 * 60;
        self.from_min.unwrap_or(0) < self.until_min.unwrap_or(midnight).min(midnight)
    }
}

/// Why an employer was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeatingRefused {
    #[error("no vacancy, or more than 40")]
    Vacancies,
    #[error("two vacancies with one title")]
    TwiceTitle,
    #[error("less than the minimum wage")]
    Wage,
    #[error("between 1 and 60 hours a week")]
    Hours,
    #[error("no table, or more than 20")]
    Tables,
    #[error("one interviewer at two tables")]
    TwiceInterviewer,
    #[error("a table without a language")]
    Langs,
    #[error("two tables with one number, or none from 1 to 999")]
    Number,
    #[error("a table that closes before it opens")]
    OpenHours,
}

/// "CATERING Smaakmaker" and "Catering smaakmaker" are one company; so it is with titles.
pub fn folded(name: &str) -> String {
    lowercase(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn same(one: &Name, other: &Name) -> bool {
    folded(one.as_str()) == folded(other.as_str())
}

/// Few enough to hold each against each.
fn all_differ<T>(list: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    list.iter().enumerate().all(|(index, one)| !list[..index].iter().any(|other| same(one, other)))
}

/// Checks what one employer can bring.
pub fn check_seating(offers: &[Offer], tables: &[Seating]) -> Result<(), SeatingRefused> {
    if offers.is_empty() || offers.len() > VACANCIES_MAX {
        return Err(SeatingRefused::Vacancies);
    }
    if !all_differ(offers, |one, other| one.vacancy == other.vacancy || same(&one.title, &other.title)) {
        return Err(SeatingRefused::TwiceTitle);
    }
    if offers.iter().any(|offer| offer.wage < MINIMUM_WAGE) {
        return Err(SeatingRefused::Wage);
    }
    if offers.iter().any(|offer| !(1..=HOURS_MAX).contains(&offer.hours)) {
        return Err(SeatingRefused::Hours);
    }
    if tables.is_empty() || tables.len() > usize::try_from(TABLES_MAX).unwrap_or(usize::MAX) {
        return Err(SeatingRefused::Tables);
    }
    if !all_differ(tables, |one, other| {
        one.table == other.table || same(&one.interviewer, &other.interviewer)
    }) {
        return Err(SeatingRefused::TwiceInterviewer);
    }
    if tables.iter().any(|table| table.langs.is_empty()) {
        return Err(SeatingRefused::Langs);
    }
    let numbers: Vec<_> = tables.iter().filter_map(|table| table.number).collect();
    let in_bounds = numbers.iter().all(|number| (1..=TABLE_NUMBER_MAX).contains(number));
    if !in_bounds || !all_differ(&numbers, |one, other| one == other) {
        return Err(SeatingRefused::Number);
    }
    if tables.iter().filter_map(|table| table.hours).any(|hours| !hours.opens()) {
        return Err(SeatingRefused::OpenHours);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn name(text: &str) -> Name {
        Name::parse(text).expect("a name")
    }

    fn offer(n: u128, title: &str) -> Offer {
        Offer {
            vacancy: VacancyId(Uuid::from_u128(n)),
            title: name(title),
            kind: WorkKind::Job,
            picture: WorkPicture::Kitchen,
            wage: Wage(1540),
            hours: 32,
            lang: Lang::Nl,
            level: Level::A2,
            shifts: vec![],
            vog: false,
            permit_willing: true,
        }
    }

    fn table(n: u128, interviewer: &str) -> Seating {
        let table = TableId(Uuid::from_u128(n));
        let (interviewer, langs) = (name(interviewer), vec![Lang::Nl]);
        Seating { table, interviewer, room: None, langs, number: None, hours: None }
    }

    fn check(offers: &[Offer], tables: &[Seating], expected: Result<(), SeatingRefused>) {
        assert_eq!(check_seating(offers, tables), expected);
    }

    #[test]
    fn an_employer_brings_work_and_someone_to_talk_to() {
        let (offers, tables) = ([offer(1, "Kok"), offer(2, "Afwas")], [table(1, "Twijg")]);
        check(&offers, &tables, Ok(()));
        check(&[], &tables, Err(SeatingRefused::Vacancies));
        check(&offers, &[], Err(SeatingRefused::Tables));
    }

    #[test]
    fn one_title_and_one_interviewer_stand_once() {
        check(&[offer(1, "Kok"), offer(2, "KOK")], &[table(1, "Twijg")], Err(SeatingRefused::TwiceTitle));
        let twice = [table(1, "Twijg"), table(2, "twijg ")];
        check(&[offer(1, "Kok")], &twice, Err(SeatingRefused::TwiceInterviewer));
    }

    #[test]
    fn pay_hours_and_languages_have_bounds() {
        let tables = [table(1, "Twijg")];
        check(&[Offer { wage: Wage(1470), ..offer(1, "Kok") }], &tables, Err(SeatingRefused::Wage));
        check(&[Offer { hours: 61, ..offer(1, "Kok") }], &tables, Err(SeatingRefused::Hours));
        let silent = Seating { langs: vec![], ..table(1, "Twijg") };
        check(&[offer(1, "Kok")], &[silent], Err(SeatingRefused::Langs));
    }

    #[test]
    fn a_number_stands_on_one_table_and_a_table_opens_before_it_closes() {
        let offers = [offer(1, "Kok")];
        let at = |n, who, number| Seating { number: Some(number), ..table(n, who) };
        check(&offers, &[at(1, "Twijg", 7), at(2, "Tak", 8)], Ok(()));
        check(&offers, &[at(1, "Twijg", 7), at(2, "Tak", 7)], Err(SeatingRefused::Number));
        check(&offers, &[at(1, "Twijg", 1000)], Err(SeatingRefused::Number));
        let open = |from_min, until_min| {
            [Seating { hours: Some(TableHours { from_min, until_min }), ..table(1, "Twijg") }]
        };
        check(&offers, &open(Some(780), None), Ok(()));
        check(&offers, &open(None, None), Ok(()));
        check(&offers, &open(Some(900), Some(780)), Err(SeatingRefused::OpenHours));
        check(&offers, &open(Some(1440), None), Err(SeatingRefused::OpenHours));
    }

    #[test]
    fn every_word_reads_back() {
        assert!(WorkKind::ALL.iter().all(|kind| WorkKind::parse(kind.as_str()) == Some(*kind)));
        assert!(Shift::ALL.iter().all(|shift| Shift::parse(shift.as_str()) == Some(*shift)));
        assert!(WorkPicture::ALL.iter().all(|work| WorkPicture::parse(work.as_str()) == Some(*work)));
    }
}
