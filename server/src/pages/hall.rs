//! A session as it is told to the people in it: one of them on their own page, or all of them on paper.

use crate::chance;
use crate::planning;
use domain::fair::{Phase, PhaseKind, phases};
use domain::ids::{CommandId, PartyId, ResidentId};
use domain::rotation::{Now, Timer, expected_phases};
use domain::time::from_ms;
use std::collections::HashMap;
use store::fairs::{Party, Session, TableRow};
use store::plans::PlanRow;
use store::{StoreError, Tx, answers, fairs, plans, timers};
use ui::public::views::{Change, DayNow, Seat, Stop, StopKind, StopState, TalkToAnswer};

/// One talk of one person.
struct Talk {
    round: u32,
    table: String,
    party: PartyId,
    interpreter: Option<String>,
}

/// A session with its published plan.
pub struct Hall {
    pub timer: Timer,
    pub phases: Vec<Phase>,
    /// Begin and end of each phase as the clock runs now.
    spans: Vec<(i64, i64)>,
    /// Each person's own, in order.
    talks: HashMap<String, Vec<Talk>>,
    parties: HashMap<PartyId, Party>,
    tables: HashMap<String, TableRow>,
    published: Option<PlanRow>,
}

impl Hall {
    pub async fn load(tx: &mut Tx, session: &Session, now_ms: i64) -> Result<Hall, StoreError> {
        let published = plans::published(tx, session.id).await?;
        let interpreters: HashMap<_, _> = fairs::interpreters(tx, session.id)
            .await?
            .into_iter()
            .map(|one| (one.id.to_string(), one.name))
            .collect();
        let mut talks: HashMap<String, Vec<Talk>> = HashMap::new();
        if let Some(row) = &published {
            for meeting in planning::meetings_of(&row.document)? {
                let party = meeting.employer.parse().map_err(|_| StoreError::Corrupt("plan document"))?;
                let round = planning::round_number(&meeting.round);
                let interpreter = meeting.interpreter.and_then(|id| interpreters.get(&id).cloned());
                let talk = Talk { round, table: meeting.table, party, interpreter };
                talks.entry(meeting.party.id().to_owned()).or_default().push(talk);
            }
        }
        talks.values_mut().for_each(|own| own.sort_by_key(|talk| talk.round));
        let timer = timers::get(tx, session.id).await?;
        Ok(Hall {
            spans: expected_phases(&timer, &session.timetable, now_ms),
            timer,
            phases: phases(&session.timetable),
            talks,
            parties: fairs::parties(tx, session.id)
                .await?
                .into_iter()
                .map(|party| (party.id, party))
                .collect(),
            tables: fairs::tables(tx, session.id)
                .await?
                .into_iter()
                .map(|table| (table.id.to_string(), table))
                .collect(),
            published,
        })
    }

    /// The hall as this person sees it.
    pub fn of(&self, id: ResidentId) -> Own<'_> {
        Own { hall: self, talks: self.talks.get(&id.to_string()).map_or(&[], Vec::as_slice) }
    }
}

/// A hall as far as one person is in it.
pub struct Own<'a> {
    hall: &'a Hall,
    talks: &'a [Talk],
}

impl Own<'_> {
    /// When a round of talks begins and ends.
    fn times(&self, round: u32) -> (i64, i64) {
        let is_it = |phase: &Phase| phase.kind == PhaseKind::Talk && phase.round == round;
        let index = self.hall.phases.iter().position(is_it);
        index.and_then(|index| self.hall.spans.get(index)).copied().unwrap_or_default()
    }

    fn stop(&self, talk: &Talk, now_ms: i64) -> Stop {
        let (starts, ends) = self.times(talk.round);
        let table = self.hall.tables.get(&talk.table);
        Stop {
            starts: from_ms(starts),
            ends: from_ms(ends),
            state: self.state(talk.round, now_ms),
            what: StopKind::Talk {
                round: talk.round,
                table_number: table.map_or(0, |table| table.number),
                room: table.map(|table| table.room.clone()).unwrap_or_default(),
                party_name: self.party_name(talk.party),
                interpreter: talk.interpreter.clone(),
            },
        }
    }

    fn party_name(&self, party: PartyId) -> String {
        self.hall.parties.get(&party).map(|party| party.name.clone()).unwrap_or_default()
    }

    fn state(&self, round: u32, now_ms: i64) -> StopState {
        match self.hall.timer.now(&self.hall.phases, now_ms) {
            Now::NotStarted => StopState::ToCome,
            Now::Over => StopState::Done,
            Now::In { phase, .. } if phase.round == round && phase.kind == PhaseKind::Talk => StopState::Now,
            Now::In { phase, .. } if round < phase.round => StopState::Done,
            Now::In { .. } => StopState::ToCome,
        }
    }

    fn next_after(&self, round: u32, now_ms: i64) -> Option<Stop> {
        self.talks.iter().find(|talk| talk.round > round).map(|talk| self.stop(talk, now_ms))
    }

    pub fn now(&self, now_ms: i64) -> DayNow {
        if self.hall.published.is_none() {
            return DayNow::NotPlanned;
        }
        let (phase, remaining_ms, paused) = match self.hall.timer.now(&self.hall.phases, now_ms) {
            Now::NotStarted => return DayNow::Before { first: self.next_after(0, now_ms) },
            Now::Over => return DayNow::Over,
            Now::In { phase, remaining_ms, paused, .. } => (phase, remaining_ms, paused),
        };
        let until = from_ms(now_ms + remaining_ms);
        match phase.kind {
            PhaseKind::Break => {
                DayNow::Break { next: self.next_after(phase.round - 1, now_ms), until, paused }
            }
            PhaseKind::ChangeOver => {
                DayNow::ChangeOver { next: self.next_after(phase.round - 1, now_ms), until, paused }
            }
            PhaseKind::Talk => {
                let next = self.next_after(phase.round, now_ms);
                match self.talks.iter().find(|talk| talk.round == phase.round) {
                    Some(talk) => DayNow::Talk { stop: self.stop(talk, now_ms), next, until, paused },
                    None => DayNow::Free { next, until, paused },
                }
            }
        }
    }

    /// What the latest plan moved for this person, ahead of now.
    pub fn changes(&self, me: &str) -> Result<Vec<Change>, StoreError> {
        let Some(row) = &self.hall.published else { return Ok(vec![]) };
        let seat = |seat: &(u32, String)| Seat {
            starts: from_ms(self.times(seat.0).0),
            table_number: self.hall.tables.get(&seat.1).map_or(0, |table| table.number),
        };
        let moves = planning::about(row)?.moves;
        Ok(moves
            .iter()
            .filter(|change| change.resident == me)
            .map(|change| Change {
                party_name: change.party.parse().map(|party| self.party_name(party)).unwrap_or_default(),
                from: change.from.as_ref().map(seat),
                to: change.to.as_ref().map(seat),
            })
            .collect())
    }

    /// Talks that have begun, to answer.
    pub async fn talks(
        &self,
        tx: &mut Tx,
        session: &Session,
        id: ResidentId,
        now_ms: i64,
    ) -> Result<Vec<TalkToAnswer>, StoreError> {
        let given: HashMap<_, _> = answers::of_resident(tx, id)
            .await?
            .into_iter()
            .filter(|(of, _, _)| *of == session.id)
            .map(|(_, party, answer)| (party, answer))
            .collect();
        let begun = self.talks.iter().filter(|talk| self.state(talk.round, now_ms) != StopState::ToCome);
        Ok(begun
            .map(|talk| TalkToAnswer {
                session: session.id,
                party: talk.party,
                party_name: self.party_name(talk.party),
                answer: given.get(&talk.party).copied(),
                key: CommandId(chance::id()),
            })
            .collect())
    }

    /// Talks and breaks, in order; nothing while no talk is planned.
    pub fn schedule(&self, now_ms: i64) -> Vec<Stop> {
        let mut stops: Vec<Stop> = self.talks.iter().map(|talk| self.stop(talk, now_ms)).collect();
        if stops.is_empty() {
            return stops;
        }
        let at = match self.hall.timer.now(&self.hall.phases, now_ms) {
            Now::NotStarted => None,
            Now::In { index, .. } => Some(index as usize),
            Now::Over => Some(self.hall.phases.len()),
        };
        let spans = self.hall.phases.iter().zip(&self.hall.spans).enumerate();
        for (index, (_, (starts, ends))) in spans.filter(|(_, (phase, _))| phase.kind == PhaseKind::Break) {
            let state = match at {
                Some(at) if at == index => StopState::Now,
                Some(at) if at > index => StopState::Done,
                _ => StopState::ToCome,
            };
            stops.push(Stop { starts: from_ms(*starts), ends: from_ms(*ends), what: StopKind::Break, state });
        }
        stops.sort_by_key(|stop| stop.starts);
        stops
    }
}
