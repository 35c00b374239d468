//! The vacancies that a talk may be about: the same for the tablet that offers them and the command that names one.

use domain::ids::VacancyId;
use store::employers::Vacancy;
use store::fairs::Party;

/// What a party talks about, in its own order; all that its employer has where the party was given none, so that
/// there is a choice wherever there is a vacancy. `known`: the vacancies of the fair.
pub fn vacancies<'a>(party: &Party, known: &'a [Vacancy]) -> Vec<&'a Vacancy> {
    let by_id = |id: &VacancyId| known.iter().find(|vacancy| vacancy.id == *id);
    match party.vacancies.as_slice() {
        [] => known.iter().filter(|vacancy| vacancy.employer == party.employer).collect(),
        own => own.iter().filter_map(by_id).collect(),
    }
}
