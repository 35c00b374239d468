//! Who sits where in one session: at a banenmarkt a company is one party, at a speed-date each interviewer is one.
//! A row that says otherwise than what stands changes it, until the day has begun; then it is refused, not ignored.
//! A file takes no table away.

use super::{Fate, Here, Weighed, at_minute, day_of};
use crate::chance;
use crate::import::employers::CompanyRow;
use crate::import::keep::Write;
use domain::fair::{FairKind, folded};
use domain::ids::{EmployerId, PartyId, TableId, VacancyId};
use std::collections::{HashMap, HashSet};
use store::fairs::{self, Party, Session, TableRow};
use store::{StoreError, Tx, timers};
use sync::requests::MistakeReason;

/// A company as the file has it.
pub struct Company {
    pub employer: EmployerId,
    pub name: String,
    /// Its first row among the rows.
    pub first: usize,
    pub said: Option<CompanyRow>,
    /// Number of the row, and the vacancy in it.
    pub vacancies: Vec<(u32, VacancyId)>,
}

/// A session's hall.
pub struct Hall<'a> {
    here: &'a Here,
    session: &'a Session,
    parties: HashMap<(EmployerId, String), Party>,
    tables: HashMap<PartyId, Vec<TableRow>>,
    next_number: u32,
    /// The day was started: nothing moves any more.
    begun: bool,
}

/// A party that a company asks for: its name, and who sits at its tables.
struct Asked<'a> {
    name: &'a str,
    interviewers: &'a [String],
}

impl<'a> Hall<'a> {
    pub async fn load(tx: &mut Tx, here: &'a Here, session: &'a Session) -> Result<Hall<'a>, StoreError> {
        let parties = fairs::parties(tx, session.id).await?;
        let mut hall = Hall {
            here,
            session,
            parties: parties
                .into_iter()
                .map(|party| ((party.employer, folded(&party.name)), party))
                .collect(),
            tables: HashMap::new(),
            next_number: 1,
            begun: timers::has_begun(tx, session.id).await?,
        };
        for table in fairs::tables(tx, session.id).await? {
            hall.next_number = hall.next_number.max(table.number + 1);
            hall.tables.entry(table.party).or_default().push(table);
        }
        Ok(hall)
    }

    /// Gives a company its parties and tables, unless they are there.
    pub fn seat(&mut self, company: &Company, weighed: &mut Weighed) {
        let Some(said) = &company.said else { return };
        let tables = usize::try_from(said.tables).unwrap_or(usize::MAX).min(said.interviewers.len());
        let asked: Vec<Asked> = match self.here.fair.kind {
            FairKind::Banenmarkt => {
                vec![Asked { name: &company.name, interviewers: &said.interviewers[..tables] }]
            }
            FairKind::SpeedDate => {
                let each = said.interviewers.iter();
                each.map(|name| Asked { name, interviewers: std::slice::from_ref(name) }).collect()
            }
        };
        for asked in asked {
            match self.parties.get(&(company.employer, folded(asked.name))).cloned() {
                Some(party) if self.begun => self.compare(company, said, &party, &asked, weighed),
                Some(party) => self.mend(company, said, party, &asked, weighed),
                None => self.add(company, said, &asked, weighed),
            }
        }
    }

    fn add(&mut self, company: &Company, said: &CompanyRow, asked: &Asked<'_>, weighed: &mut Weighed) {
        let party = Party {
            id: PartyId(chance::id()),
            location: self.here.location,
            session: self.session.id,
            employer: company.employer,
            name: asked.name.to_owned(),
            vacancies: company.vacancies.iter().map(|(_, vacancy)| *vacancy).collect(),
        };
        let id = party.id;
        weighed.writes.push(Write::NewParty(party));
        for interviewer in asked.interviewers {
            let table = self.table(id, self.next_number, said, interviewer);
            self.next_number += 1;
            weighed.writes.push(Write::NewTable(table));
        }
        says_something_new(company, weighed);
    }

    /// Brings a party that stands up to date: one more vacancy or table, another room, another interviewer.
    fn mend(
        &mut self,
        company: &Company,
        said: &CompanyRow,
        mut party: Party,
        asked: &Asked<'_>,
        weighed: &mut Weighed,
    ) {
        let Some((row, _)) = company.vacancies.first() else { return };
        let stands = self.tables.get(&party.id).cloned().unwrap_or_default();
        if stands.len() > asked.interviewers.len() {
            return weighed.fault(*row, "tafels", MistakeReason::FewerTables);
        }
        let mut writes = Vec::new();
        for (index, interviewer) in asked.interviewers.iter().enumerate() {
            let Some(table) = stands.get(index) else {
                writes.push(Write::NewTable(self.table(party.id, self.next_number, said, interviewer)));
                self.next_number += 1;
                continue;
            };
            let wanted = TableRow { id: table.id, ..self.table(party.id, table.number, said, interviewer) };
            if wanted != *table {
                writes.push(Write::Table(wanted));
            }
        }
        let known = party.vacancies.len();
        let all = company.vacancies.iter().map(|(_, vacancy)| *vacancy);
        party.vacancies = party.vacancies.iter().copied().chain(all).collect();
        let mut seen = HashSet::new();
        party.vacancies.retain(|vacancy| seen.insert(*vacancy));
        if party.vacancies.len() > known {
            writes.push(Write::Party(party));
        }
        if !writes.is_empty() {
            weighed.writes.append(&mut writes);
            says_something_new(company, weighed);
        }
    }

    fn table(&self, party: PartyId, number: u32, said: &CompanyRow, interviewer: &str) -> TableRow {
        let day = day_of(self.session);
        let at = |minutes: Option<u16>| minutes.map(|minutes| at_minute(day, minutes));
        TableRow {
            id: TableId(chance::id()),
            location: self.here.location,
            session: self.session.id,
            party,
            number,
            room: said.room.clone(),
            langs: said.langs.clone(),
            seats: 1,
            interviewer: Some(interviewer.to_owned()),
            open_from_ms: at(said.from_min),
            open_until_ms: at(said.until_min),
        }
    }

    /// Refuses what would move something on a day that has begun.
    fn compare(
        &self,
        company: &Company,
        said: &CompanyRow,
        party: &Party,
        asked: &Asked<'_>,
        weighed: &mut Weighed,
    ) {
        for (row, vacancy) in &company.vacancies {
            if !party.vacancies.contains(vacancy) {
                weighed.fault(*row, "vacature", MistakeReason::DayBegun);
            }
        }
        let Some((row, _)) = company.vacancies.first() else { return };
        let stands = self.tables.get(&party.id).map(Vec::as_slice).unwrap_or_default();
        if stands.len() != asked.interviewers.len() {
            return weighed.fault(*row, "tafels", MistakeReason::DayBegun);
        }
        for (table, interviewer) in stands.iter().zip(asked.interviewers) {
            let wanted = self.table(party.id, table.number, said, interviewer);
            let other = [
                ("zaal", table.room != wanted.room),
                ("tafel_talen", table.langs != wanted.langs),
                ("interviewers", table.interviewer != wanted.interviewer),
                ("gesprek_vanaf", table.open_from_ms != wanted.open_from_ms),
                ("gesprek_tot", table.open_until_ms != wanted.open_until_ms),
            ];
            if let Some((column, _)) = other.into_iter().find(|(_, differs)| *differs) {
                return weighed.fault(*row, column, MistakeReason::DayBegun);
            }
        }
    }
}

/// The row of the company counts as changed, where its vacancy is the same.
fn says_something_new(company: &Company, weighed: &mut Weighed) {
    if weighed.fates[company.first] == Fate::Same {
        weighed.fates[company.first] = Fate::Changed;
    }
}
