//! werkgevers.csv: one row per vacancy; tables and interviewers stand on a company's first row.

use super::cells::{Cells, Parsed, each};
use super::sheet::{Column, Sheet, may, must};
use domain::fair::{
    HOURS_MAX, MINIMUM_WAGE, Shift, TABLES_MAX, Wage, WageRefused, WorkKind, WorkPicture, folded,
};
use domain::lang::Lang;
use domain::people::Level;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use sync::requests::MistakeReason;

pub const COLUMNS: &[Column] = &[
    must("werkgever"),
    may("plaats"),
    may("sector"),
    must("pictogram"),
    must("vacature"),
    must("soort"),
    must("loon_per_uur"),
    must("uren_per_week"),
    must("werktaal"),
    must("taalniveau"),
    may("diensten"),
    must("vog"),
    must("twv_bereid"),
    must("tafels"),
    must("tafel_talen"),
    must("interviewers"),
    may("zaal"),
    may("gesprek_vanaf"),
    may("gesprek_tot"),
];

/// What belongs to the company as a whole.
const OF_COMPANY: &[&str] =
    &["tafels", "tafel_talen", "interviewers", "zaal", "gesprek_vanaf", "gesprek_tot"];

/// One vacancy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VacancyRow {
    pub row: u32,
    pub employer: String,
    pub title: String,
    pub kind: String,
    pub pictogram: String,
    pub wage: Wage,
    pub hours: u32,
    pub lang: Lang,
    pub level: Level,
    /// "dag avond"
    pub shifts: String,
    pub vog: bool,
    pub permit_willing: bool,
    /// On the company's first row only.
    pub company: Option<CompanyRow>,
}

/// What a company's first row says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompanyRow {
    pub place: String,
    pub sector: String,
    pub tables: u32,
    pub langs: Vec<Lang>,
    pub interviewers: Vec<String>,
    pub room: String,
    /// Minutes since midnight, when its tables are open.
    pub from_min: Option<u16>,
    pub until_min: Option<u16>,
}

/// What was seen further up in the file.
#[derive(Default)]
struct Seen {
    companies: HashMap<String, Vec<String>>,
    vacancies: HashSet<(String, String)>,
}

pub fn parse(sheet: &Sheet) -> Parsed<VacancyRow> {
    let mut seen = Seen::default();
    each(sheet, |cells| one(cells, &mut seen))
}

fn one(cells: &Cells<'_>, seen: &mut Seen) -> Option<VacancyRow> {
    let employer = cells.text::<80>("werkgever");
    let company = company(cells, employer.as_deref(), seen);
    let pictogram = cells.word("pictogram", MistakeReason::UnknownWord, WorkPicture::parse);
    let title = cells.text::<80>("vacature");
    let kind = cells.word("soort", MistakeReason::UnknownWord, WorkKind::parse);
    let wage = wage(cells);
    let hours = cells.number("uren_per_week", 1..=HOURS_MAX);
    let lang = cells.word("werktaal", MistakeReason::UnknownLanguage, |tag| tag.parse().ok());
    let level = cells.word("taalniveau", MistakeReason::UnknownLevel, Level::parse);
    let shifts = shifts(cells);
    let (vog, permit_willing) = (cells.yes("vog"), cells.yes("twv_bereid"));
    let row = VacancyRow {
        row: cells.row(),
        employer: employer?,
        title: title?,
        kind: kind?.as_str().into(),
        pictogram: pictogram?.as_str().into(),
        wage: wage?,
        hours: hours?,
        lang: lang?,
        level: level?,
        shifts: shifts?,
        vog: vog?,
        permit_willing: permit_willing?,
        company: company?,
    };
    if cells.is_good() && !seen.vacancies.insert((folded(&row.employer), folded(&row.title))) {
        cells.fault("vacature", MistakeReason::Duplicate);
    }
    Some(row)
}

fn wage(cells: &Cells<'_>) -> Option<Wage> {
    let read = match Wage::parse(cells.filled("loon_per_uur")?) {
        Ok(wage) if wage < MINIMUM_WAGE => Err(MistakeReason::BelowMinimumWage),
        Ok(wage) => Ok(wage),
        Err(WageRefused::NotAnAmount) => Err(MistakeReason::NotAnAmount),
        Err(WageRefused::OutOfRange) => Err(MistakeReason::OutOfRange),
    };
    read.map_err(|reason| cells.fault("loon_per_uur", reason)).ok()
}

fn shifts(cells: &Cells<'_>) -> Option<String> {
    if cells.raw("diensten").is_empty() {
        return Some(String::new());
    }
    let words: Vec<String> = cells.list("diensten")?.into_iter().map(str::to_lowercase).collect();
    if words.iter().any(|word| Shift::parse(word).is_none()) {
        cells.fault("diensten", MistakeReason::UnknownWord);
        return None;
    }
    Some(words.join(" "))
}

/// Reads a company on its first row. Inner None: a later row, which may repeat what the first one says.
fn company(cells: &Cells<'_>, employer: Option<&str>, seen: &mut Seen) -> Option<Option<CompanyRow>> {
    let said: Vec<String> = OF_COMPANY.iter().map(|column| cells.raw(column).to_owned()).collect();
    if let Some(first) = employer.and_then(|name| seen.companies.get(&folded(name))) {
        let other = OF_COMPANY.iter().zip(first.iter().zip(&said));
        for (column, (first, later)) in other {
            if !later.is_empty() && first != later {
                cells.fault(column, MistakeReason::SaidOtherwise);
            }
        }
        return Some(None);
    }
    if let Some(name) = employer {
        seen.companies.insert(folded(name), said);
    }
    first_row(cells).map(Some)
}

fn first_row(cells: &Cells<'_>) -> Option<CompanyRow> {
    let (place, sector) = (cells.optional::<80>("plaats"), cells.optional::<80>("sector"));
    let tables = cells.number("tafels", 1..=TABLES_MAX);
    let langs = cells.langs("tafel_talen");
    let interviewers = interviewers(cells);
    let room = cells.optional::<80>("zaal");
    let window = cells.window("gesprek_vanaf", "gesprek_tot");
    let (tables, interviewers) = (tables?, interviewers?);
    if interviewers.len() < usize::try_from(tables).unwrap_or(usize::MAX) {
        cells.fault("interviewers", MistakeReason::FewerThanTables);
    }
    let (from_min, until_min) = window?;
    Some(CompanyRow {
        place: place?.unwrap_or_default(),
        sector: sector?.unwrap_or_default(),
        tables,
        langs: langs?,
        interviewers,
        room: room?.unwrap_or_default(),
        from_min,
        until_min,
    })
}

/// Names, each once: an interviewer picks theirs on the tablet.
fn interviewers(cells: &Cells<'_>) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for part in cells.list("interviewers")? {
        let Some(name) = cells.text_of::<80>("interviewers", part) else { continue };
        if names.contains(&name) {
            cells.fault("interviewers", MistakeReason::Duplicate);
        } else {
            names.push(name);
        }
    }
    Some(names)
}
