//! A plan's reasons with names in place of ids: why people got what they got, and why a mended plan moves them.

use super::rotation::Room;
use crate::planning::{Missed, Told, ToldParty, ToldPerson, round_number};
use domain::ids::{LocationId, PlanId, ResidentId};
use domain::lang::Lang;
use domain::rotation::{Cause, Party, Reason};
use std::collections::HashMap;
use store::{StoreError, Tx, fairs, plans};
use sync::views::{CauseView, MissedView, PartyReasons, PersonReasons, PersonView, ReasonView, ReasonsView};

pub async fn view(tx: &mut Tx, id: PlanId, location: LocationId) -> Result<Option<ReasonsView>, StoreError> {
    let Some(plan) = plans::get(tx, id).await?.filter(|plan| plan.location == location) else {
        return Ok(None);
    };
    let Some(session) = fairs::session(tx, plan.session).await? else { return Ok(None) };
    // A plan from before reasons were kept has none to show.
    let kept = plans::reasons(tx, id).await?.unwrap_or_else(|| "{\"people\":[],\"parties\":[]}".to_owned());
    let Told { people, parties } =
        serde_json::from_str(&kept).map_err(|_| StoreError::Corrupt("plan reasons"))?;
    let (own_parties, tables) = (fairs::parties(tx, session.id).await?, fairs::tables(tx, session.id).await?);
    let room = Room::new(&own_parties, &tables, fairs::interpreters(tx, session.id).await?);
    let names = Names::new(&room, &super::fair::people(tx, session.fair, session.id).await?);
    let mut parties: Vec<_> = parties.into_iter().filter_map(|party| names.party(party)).collect();
    parties.sort_by(|a, b| a.name.cmp(&b.name));
    let people = people.into_iter().filter_map(|person| names.person(person));
    Ok(Some(ReasonsView { plan: id, people: people.collect(), parties }))
}

/// What people see in place of an id.
pub struct Names<'a> {
    room: &'a Room,
    people: HashMap<String, (ResidentId, String)>,
}

impl Names<'_> {
    pub fn new<'a>(room: &'a Room, people: &[PersonView]) -> Names<'a> {
        let named = |one: &PersonView| {
            (one.resident.to_string(), (one.resident, format!("{} {}", one.number, one.name)))
        };
        Names { room, people: people.iter().map(named).collect() }
    }

    /// "41 Lentelied"; nothing for who is not there any more.
    pub fn whom(&self, id: &str) -> String {
        self.people.get(id).map(|(_, name)| name.clone()).unwrap_or_default()
    }

    fn all(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| self.whom(id)).collect()
    }

    fn sitting(&self, party: &Party) -> String {
        self.whom(party.id())
    }

    fn person(&self, told: ToldPerson) -> Option<PersonReasons> {
        Some(PersonReasons {
            resident: self.people.get(&told.resident)?.0,
            talks: told.talks,
            promised: told.promised,
            wishes_met: told.wishes_met,
            wishes: told.wishes,
            rather_not: told.rather_not,
            missed: told.missed.into_iter().filter_map(|missed| self.missed(missed)).collect(),
        })
    }

    fn missed(&self, missed: Missed) -> Option<MissedView> {
        Some(MissedView {
            party: self.room.party_id(&missed.party)?,
            party_name: self.room.party_name(&missed.party),
            stars: missed.stars,
            reasons: missed.reasons.into_iter().map(|reason| self.reason(reason)).collect(),
        })
    }

    fn party(&self, told: ToldParty) -> Option<PartyReasons> {
        Some(PartyReasons {
            party: self.room.party_id(&told.party)?,
            name: self.room.party_name(&told.party),
            talks: told.talks,
            places: told.places,
            free: told.free.into_iter().map(|(round, _)| round).collect(),
        })
    }

    fn reason(&self, reason: Reason) -> ReasonView {
        match reason {
            Reason::AlreadyMeets { residents } => ReasonView::AlreadyMeets(self.all(&residents)),
            Reason::CapReached { most, .. } => ReasonView::CapReached(most),
            Reason::EmployerFull { most, .. } => ReasonView::EmployerFull(most),
            Reason::NeverThere => ReasonView::NeverThere,
            Reason::TooFewSeats { .. } => ReasonView::TooFewSeats,
            Reason::NoSharedLanguage { languages } => ReasonView::NoSharedLanguage(langs(&languages)),
            Reason::PlaceLeft { rounds } => ReasonView::PlaceLeft(numbers(&rounds)),
            Reason::TooFarToWalk { rounds } => ReasonView::TooFarToWalk(numbers(&rounds)),
            Reason::InterpreterBusy { languages, interpreters, rounds } => ReasonView::InterpreterBusy {
                languages: langs(&languages),
                names: interpreters.iter().map(|id| self.room.interpreter(id)).collect(),
                rounds: numbers(&rounds),
            },
            Reason::InterpreterAway { languages, rounds } => {
                ReasonView::InterpreterAway(langs(&languages), numbers(&rounds))
            }
            Reason::NoFreeTable { rounds } => ReasonView::NoFreeTable(numbers(&rounds)),
            Reason::TablesClosed { rounds } => ReasonView::TablesClosed(numbers(&rounds)),
            Reason::SitsElsewhere { rounds } => ReasonView::SitsElsewhere(numbers(&rounds)),
        }
    }

    pub fn cause(&self, cause: &Cause) -> CauseView {
        let room = self.room;
        match cause {
            Cause::NotThere { round } => CauseView::NotThere(round_number(round)),
            Cause::MembersNotThere { residents, round } => {
                CauseView::MembersNotThere(self.all(residents), round_number(round))
            }
            Cause::RoundDropped { round } => CauseView::RoundDropped(round_number(round)),
            Cause::EmployerNotThere { round } => CauseView::EmployerNotThere(round_number(round)),
            Cause::TableClosed { table, round } => {
                CauseView::TableClosed(room.table_number(table), round_number(round))
            }
            Cause::InterpreterNotThere { interpreter, round } => {
                CauseView::InterpreterNotThere(room.interpreter(interpreter), round_number(round))
            }
            Cause::NoLongerEligible => CauseView::NoLongerEligible,
            Cause::MadeRoom { party, .. } => CauseView::MadeRoom(self.sitting(party)),
            Cause::InterpreterNeeded { interpreter, employer, .. } => {
                CauseView::InterpreterNeeded(room.interpreter(interpreter), room.party_name(employer))
            }
            Cause::OwnTalk { employer, round } => {
                CauseView::OwnTalk(room.party_name(employer), round_number(round))
            }
            Cause::BelowPromise => CauseView::BelowPromise,
            Cause::InsteadOf { employer } => CauseView::InsteadOf(room.party_name(employer)),
            Cause::CameFree { party, .. } => CauseView::CameFree(self.sitting(party)),
            Cause::WasFree => CauseView::WasFree,
            Cause::BetterTogether => CauseView::BetterTogether,
        }
    }
}

fn numbers(rounds: &[String]) -> Vec<u32> {
    rounds.iter().map(|round| round_number(round)).collect()
}

fn langs(tags: &[String]) -> Vec<Lang> {
    tags.iter().filter_map(|tag| tag.parse().ok()).collect()
}
