//! What a resident sees of their own day: where they are now, where they go next, what a newer plan changed for them.

use super::Visit;
use crate::chance;
use crate::planning;
use domain::fair::{Phase, PhaseKind, Place, SignUpState, phases};
use domain::ids::{CommandId, EmployerId, PartyId, ResidentId, SessionId};
use domain::rotation::{Now, Timer, TimerMode, expected_phases};
use domain::time::from_ms;
use std::collections::HashMap;
use store::fairs::{Party, Session, TableRow};
use store::plans::PlanRow;
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, answers, employers, fairs, follow_ups, plans, residents, sign_ups, timers};
use ui::parts::qr_svg;
use ui::public::views::{
    Change, DayNow, MineDay, MinePage, Seat, SecondInterview, Stop, StopKind, StopState, TalkToAnswer,
};

/// None: the resident is gone.
pub async fn load(visit: &Visit, id: ResidentId) -> Result<Option<MinePage>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(resident) = residents::get(&mut tx, id).await? else { return Ok(None) };
    let now_ms = visit.app.clock.now_ms();
    let mut page = MinePage {
        badge_qr_svg: qr_svg(&resident.number.to_string()),
        name: resident.name,
        number: resident.number,
        now: from_ms(now_ms),
        days: vec![],
        talks: vec![],
        second_interviews: second_interviews(&mut tx, id).await?,
        answer_action: "/mijn/antwoord".into(),
        second_interview_action: "/mijn/tweede-gesprek".into(),
        sign_out_action: "/mijn/uit".into(),
        saved: false,
    };
    let mut days = Vec::new();
    for row in sign_ups::of_resident(&mut tx, id).await? {
        let Some(fair) = fairs::get(&mut tx, row.fair).await? else { continue };
        for session in fairs::sessions_of(&mut tx, row.fair).await? {
            let own = Own::load(&mut tx, &session, id, now_ms).await?;
            page.talks.extend(own.talks(&mut tx, &session, id, now_ms).await?);
            let drawn = day(&mut tx, &fair, session.id, &row, &own, now_ms).await?;
            days.push((rank(&own, now_ms), fair.starts_ms, drawn));
        }
    }
    days.sort_by_key(|(rank, starts_ms, _)| (*rank, *starts_ms));
    page.days = days.into_iter().map(|(_, _, day)| day).collect();
    Ok(Some(page))
}

/// The day that is on comes first, what is over last.
fn rank(own: &Own, now_ms: i64) -> u8 {
    match own.timer.now(&own.phases, now_ms) {
        Now::In { .. } => 0,
        Now::NotStarted => 1,
        Now::Over => 2,
    }
}

async fn second_interviews(tx: &mut Tx, id: ResidentId) -> Result<Vec<SecondInterview>, StoreError> {
    let mut list = Vec::new();
    for row in follow_ups::of_resident(tx, id).await? {
        let employer_name = employer_name(tx, row.employer).await?;
        list.push(SecondInterview {
            follow_up: row.id,
            employer_name,
            vacancy_title: row.vacancy_title,
            state: row.state,
            key: CommandId(chance::id()),
        });
    }
    Ok(list)
}

async fn employer_name(tx: &mut Tx, id: EmployerId) -> Result<String, StoreError> {
    Ok(employers::get(tx, id).await?.map(|employer| employer.name).unwrap_or_default())
}

/// One talk of this person.
struct Talk {
    round: u32,
    table: String,
    party: PartyId,
    interpreter: Option<String>,
}

/// A session as far as this person is in it.
struct Own {
    timer: Timer,
    phases: Vec<Phase>,
    /// Begin and end of each phase as the clock runs now.
    spans: Vec<(i64, i64)>,
    talks: Vec<Talk>,
    parties: HashMap<PartyId, Party>,
    tables: HashMap<String, TableRow>,
    published: Option<PlanRow>,
}

impl Own {
    async fn load(tx: &mut Tx, session: &Session, id: ResidentId, now_ms: i64) -> Result<Own, StoreError> {
        let published = plans::published(tx, session.id).await?;
        let interpreters: HashMap<_, _> = fairs::interpreters(tx, session.id)
            .await?
            .into_iter()
            .map(|one| (one.id.to_string(), one.name))
            .collect();
        let mut talks = Vec::new();
        if let Some(row) = &published {
            let me = id.to_string();
            for meeting in planning::meetings_of(&row.document)? {
                if meeting.party.id() != me {
                    continue;
                }
                let party = meeting.employer.parse().map_err(|_| StoreError::Corrupt("plan document"))?;
                let round = planning::round_number(&meeting.round);
                let interpreter = meeting.interpreter.and_then(|id| interpreters.get(&id).cloned());
                talks.push(Talk { round, table: meeting.table, party, interpreter });
            }
        }
        talks.sort_by_key(|talk| talk.round);
        let timer = timers::get(tx, session.id).await?;
        Ok(Own {
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

    /// When a round of talks begins and ends.
    fn times(&self, round: u32) -> (i64, i64) {
        let is_it = |phase: &Phase| phase.kind == PhaseKind::Talk && phase.round == round;
        let index = self.phases.iter().position(is_it);
        index.and_then(|index| self.spans.get(index)).copied().unwrap_or_default()
    }

    fn stop(&self, talk: &Talk, now_ms: i64) -> Stop {
        let (starts, ends) = self.times(talk.round);
        let table = self.tables.get(&talk.table);
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
        self.parties.get(&party).map(|party| party.name.clone()).unwrap_or_default()
    }

    fn state(&self, round: u32, now_ms: i64) -> StopState {
        match self.timer.now(&self.phases, now_ms) {
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

    fn now(&self, now_ms: i64) -> DayNow {
        if self.published.is_none() {
            return DayNow::NotPlanned;
        }
        let (phase, remaining_ms, paused) = match self.timer.now(&self.phases, now_ms) {
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
    fn changes(&self, me: &str) -> Result<Vec<Change>, StoreError> {
        let Some(row) = &self.published else { return Ok(vec![]) };
        let seat = |seat: &(u32, String)| Seat {
            starts: from_ms(self.times(seat.0).0),
            table_number: self.tables.get(&seat.1).map_or(0, |table| table.number),
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
    async fn talks(
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
    fn schedule(&self, now_ms: i64) -> Vec<Stop> {
        let mut stops: Vec<Stop> = self.talks.iter().map(|talk| self.stop(talk, now_ms)).collect();
        if stops.is_empty() {
            return stops;
        }
        let at = match self.timer.now(&self.phases, now_ms) {
            Now::NotStarted => None,
            Now::In { index, .. } => Some(index as usize),
            Now::Over => Some(self.phases.len()),
        };
        let spans = self.phases.iter().zip(&self.spans).enumerate();
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

async fn day(
    tx: &mut Tx,
    fair: &fairs::Fair,
    session: SessionId,
    row: &SignUpRow,
    own: &Own,
    now_ms: i64,
) -> Result<MineDay, StoreError> {
    let standing: Option<Place> = crate::commands::place_of(tx, row).await?;
    let begun = own.timer.mode != TimerMode::Waiting;
    let can_leave = row.state != SignUpState::Withdrawn && !begun;
    Ok(MineDay {
        session,
        head: super::fair::head(tx, fair).await?,
        standing,
        now: own.now(now_ms),
        schedule: own.schedule(now_ms),
        changes: own.changes(&row.resident.to_string())?,
        withdraw_path: can_leave.then(|| format!("/mijn/afmelden/{}", row.id)),
    })
}
