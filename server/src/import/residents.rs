//! bewoners.csv: who they are, how to reach them, their languages, hours and own words.

use super::cells::{Cells, Parsed, each};
use super::sheet::{Column, Sheet, may, must};
use domain::lang::Lang;
use domain::people::{Contact, Email, Level, Phone, SpokenLang};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use sync::requests::MistakeReason;

pub const COLUMNS: &[Column] = &[
    must("code"),
    must("roepnaam"),
    must("talen"),
    must("taalniveaus"),
    must("volwassen"),
    must("bereikbaar"),
    may("beschikbaar_van"),
    may("beschikbaar_tot"),
    may("sterk_in"),
    may("werkervaring"),
    may("wensen"),
];

/// One person. That they are adult is checked and not kept: nobody else is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResidentRow {
    pub row: u32,
    pub code: String,
    pub name: String,
    pub spoken: Vec<SpokenLang>,
    pub contact: Contact,
    pub available_from_min: Option<u16>,
    pub available_until_min: Option<u16>,
    pub strength: Option<String>,
    pub experience: Option<String>,
    pub wishes: Option<String>,
}

/// "az-001 " and "AZ-001" are one person.
pub fn code(cells: &Cells<'_>) -> Option<String> {
    cells.text::<40>("code").map(|code| code.to_uppercase())
}

pub fn parse(sheet: &Sheet) -> Parsed<ResidentRow> {
    let mut codes = HashSet::new();
    each(sheet, |cells| one(cells, &mut codes))
}

fn one(cells: &Cells<'_>, codes: &mut HashSet<String>) -> Option<ResidentRow> {
    // Every cell is read before any is missed, so that a row shows all its mistakes at once.
    let code = code(cells);
    let name = cells.text::<80>("roepnaam");
    let spoken = cells.langs("talen").and_then(|langs| spoken(cells, &langs));
    adult(cells);
    let contact = contact(cells);
    let window = cells.window("beschikbaar_van", "beschikbaar_tot");
    let strength = cells.optional::<2000>("sterk_in");
    let experience = cells.optional::<2000>("werkervaring");
    let wishes = cells.optional::<2000>("wensen");
    let (available_from_min, available_until_min) = window?;
    let row = ResidentRow {
        row: cells.row(),
        code: code?,
        name: name?,
        spoken: spoken?,
        contact: contact?,
        available_from_min,
        available_until_min,
        strength: strength?,
        experience: experience?,
        wishes: wishes?,
    };
    if cells.is_good() && !codes.insert(row.code.clone()) {
        cells.fault("code", MistakeReason::Duplicate);
    }
    Some(row)
}

fn adult(cells: &Cells<'_>) {
    if cells.yes("volwassen") == Some(false) {
        cells.fault("volwassen", MistakeReason::Minor);
    }
}

/// A language without a level is a mother tongue.
fn spoken(cells: &Cells<'_>, langs: &[Lang]) -> Option<Vec<SpokenLang>> {
    let levels = levels(cells.raw("taalniveaus"));
    let levels = levels.map_err(|reason| cells.fault("taalniveaus", reason)).ok()?;
    if levels.iter().any(|(lang, _)| !langs.contains(lang)) {
        cells.fault("taalniveaus", MistakeReason::LanguageNotListed);
        return None;
    }
    let level = |lang| levels.iter().find(|(of, _)| *of == lang).map_or(Level::Native, |(_, level)| *level);
    Some(langs.iter().map(|lang| SpokenLang { lang: *lang, level: level(*lang) }).collect())
}

fn levels(cell: &str) -> Result<Vec<(Lang, Level)>, MistakeReason> {
    if cell.is_empty() {
        return Ok(vec![]);
    }
    let mut levels: Vec<(Lang, Level)> = Vec::new();
    for part in cell.split('|') {
        let (lang, level) = part.split_once(':').ok_or(MistakeReason::Unreadable)?;
        let lang = lang.trim().parse().map_err(|_| MistakeReason::UnknownLanguage)?;
        let level = Level::parse(level).ok_or(MistakeReason::UnknownLevel)?;
        if levels.iter().any(|(of, _)| *of == lang) {
            return Err(MistakeReason::Duplicate);
        }
        levels.push((lang, level));
    }
    Ok(levels)
}

/// `telefoon` and a number, `e-mail` and an address, `balie` or `kamerbriefje`.
fn contact(cells: &Cells<'_>) -> Option<Contact> {
    let cell = cells.filled("bereikbaar")?;
    let (way, at) = cell.split_once(char::is_whitespace).unwrap_or((cell, ""));
    let contact = match (way.to_lowercase().as_str(), at.trim()) {
        ("balie", "") => Ok(Contact::Desk),
        ("kamerbriefje", "") => Ok(Contact::RoomSlip),
        ("telefoon", number) => {
            Phone::parse(number).map(Contact::Phone).map_err(|_| MistakeReason::NotAPhoneNumber)
        }
        ("e-mail" | "email", address) => {
            Email::parse(address).map(Contact::Email).map_err(|_| MistakeReason::NotAnEmail)
        }
        _ => Err(MistakeReason::UnknownWay),
    };
    contact.map_err(|reason| cells.fault("bereikbaar", reason)).ok()
}
