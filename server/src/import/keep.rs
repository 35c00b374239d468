//! The writes that an import comes down to. What is written is decided in `weigh`.

use domain::fair::VacancyInterest;
use domain::ids::SignUpId;
use store::employers::{self, Employer, Vacancy};
use store::fairs::{self, Interpreter, Party, TableRow};
use store::residents::{self, Resident};
use store::sign_ups::{self, SignUpRow};
use store::{StoreError, Tx};

/// One row to be written. They are written in order: what others refer to comes first.
#[derive(Debug)]
pub enum Write {
    NewResident(Box<Resident>),
    Resident(Box<Resident>),
    NewEmployer(Employer),
    Employer(Employer),
    NewVacancy(Vacancy),
    Vacancy(Vacancy),
    NewParty(Party),
    Party(Party),
    NewTable(TableRow),
    Table(TableRow),
    NewInterpreter(Interpreter),
    Interpreter(Interpreter),
    NewSignUp(SignUpRow, Vec<VacancyInterest>),
    Interests(SignUpId, Vec<VacancyInterest>),
}

pub async fn write(tx: &mut Tx, write: &Write) -> Result<(), StoreError> {
    match write {
        Write::NewResident(row) => residents::insert(tx, row).await,
        Write::Resident(row) => residents::update(tx, row).await,
        Write::NewEmployer(row) => employers::insert(tx, row).await,
        Write::Employer(row) => employers::update(tx, row).await,
        Write::NewVacancy(row) => employers::insert_vacancy(tx, row).await,
        Write::Vacancy(row) => employers::update_vacancy(tx, row).await,
        Write::NewParty(row) => fairs::insert_party(tx, row).await,
        Write::Party(row) => fairs::update_party(tx, row).await,
        Write::NewTable(row) => fairs::insert_table(tx, row).await,
        Write::Table(row) => fairs::update_table(tx, row).await,
        Write::NewInterpreter(row) => fairs::insert_interpreter(tx, row).await,
        Write::Interpreter(row) => fairs::update_interpreter(tx, row).await,
        Write::NewSignUp(row, interests) => sign_ups::insert(tx, row, interests).await,
        Write::Interests(sign_up, interests) => sign_ups::set_interests(tx, *sign_up, interests).await,
    }
}
