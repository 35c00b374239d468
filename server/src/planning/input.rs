//! What a plan is made of, loaded once, and the instance that it becomes.

#[cfg(test)]
mod tests;

use super::{round_id, round_number};
use chrono::Timelike;
use domain::fair::leaning::Leaning;
use domain::fair::{Attendance, RoundTime, SignUpState, VacancyInterest, pair_stars, phases};
use domain::ids::{ResidentId, SessionId};
use domain::rotation::{
    ClockTime, Employer, Instance, Interpreter, Meeting, Now, Pair, Party, Planned, Resident, Room, Round,
    Stars, Table, Walk, Who, Window, away::without, expected_rounds,
};
use domain::time::{from_ms, in_amsterdam, to_ms};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::employers::{self, Vacancy};
use store::fairs::{self, Session};
use store::plans::{self, PlanRow};
use store::sign_ups::{self, SignUpRow};
use store::{StoreError, Tx, attendance, away, groups, leanings, residents, timers};
use sync::views::Kept;

/// Someone with a place.
pub struct Person {
    pub resident: residents::Resident,
    pub interests: Vec<VacancyInterest>,
    pub attendance: Attendance,
    /// Must leave then, as was said at sign-up or agreed in their group: minutes since midnight in Amsterdam.
    pub leave_at_min: Option<u16>,
}

/// A session as it stands.
pub struct Input {
    pub session: Session,
    pub now: Now,
    /// The rounds when they are expected, as the clock runs now.
    rounds: Vec<RoundTime>,
    pub people: Vec<Person>,
    pub parties: Vec<fairs::Party>,
    pub tables: Vec<fairs::TableRow>,
    pub interpreters: Vec<fairs::Interpreter>,
    pub published: Option<PlanRow>,
    /// Rounds in which someone or something is not there.
    pub away: BTreeMap<Who, Vec<u32>>,
}

/// Loads a session. None: there is none.
pub async fn load(tx: &mut Tx, id: SessionId, now_ms: i64) -> Result<Option<Input>, StoreError> {
    let Some(session) = fairs::session(tx, id).await? else { return Ok(None) };
    let timer = timers::get(tx, id).await?;
    let now = timer.now(&phases(&session.timetable), now_ms);
    let mut interests: HashMap<_, Vec<VacancyInterest>> = HashMap::new();
    for (resident, interest) in sign_ups::interests_of_fair(tx, session.fair).await? {
        interests.entry(resident).or_default().push(interest);
    }
    let leanings = leanings::of_fair(tx, session.fair).await?;
    if !leanings.is_empty() {
        let work = employers::vacancies_of_fair(tx, session.fair).await?;
        lean(&mut interests, leanings, &work);
    }
    let marks: HashMap<_, _> = attendance::of_session(tx, id).await?.into_iter().collect();
    let signed_up = sign_ups::of_fair(tx, session.fair).await?;
    let placed: BTreeSet<_> =
        signed_up.iter().filter(|row| row.state == SignUpState::Placed).map(|row| row.resident).collect();
    let together: HashMap<_, _> = groups::of_fair(tx, session.fair)
        .await?
        .into_iter()
        .filter_map(|group| Some((group.id, group.agreed.leave_at_min?)))
        .collect();
    let leaves = |row: &SignUpRow| {
        let with_group = row.group.and_then(|group| together.get(&group).copied());
        earlier(row.needs.leave_at_min, with_group)
    };
    let leave_at: HashMap<_, _> =
        signed_up.iter().filter_map(|row| Some((row.resident, leaves(row)?))).collect();
    let published = plans::published(tx, id).await?;
    // Who withdrew after the plan was published stays in it as absent, so that history still reads.
    let seated =
        published.as_ref().map(|row| super::meetings_of(&row.document)).transpose()?.unwrap_or_default();
    let seated: BTreeSet<String> = seated.iter().map(|seat| seat.party.id().to_owned()).collect();
    let people = residents::of_fair(tx, session.fair)
        .await?
        .into_iter()
        .filter(|resident| placed.contains(&resident.id) || seated.contains(&resident.id.to_string()))
        .map(|resident| Person {
            interests: interests.remove(&resident.id).unwrap_or_default(),
            attendance: match placed.contains(&resident.id) {
                true => marks.get(&resident.id).copied().unwrap_or(Attendance::Expected),
                false => Attendance::NoShow,
            },
            leave_at_min: leave_at.get(&resident.id).copied(),
            resident,
        })
        .collect();
    Ok(Some(Input {
        now,
        rounds: on_one_day(expected_rounds(&timer, &session.timetable, now_ms), &session),
        people,
        parties: fairs::parties(tx, id).await?,
        tables: fairs::tables(tx, id).await?,
        interpreters: fairs::interpreters(tx, id).await?,
        published,
        away: away::of_session(tx, id).await?.into_iter().collect(),
        session,
    }))
}

/// Who chose nothing among the vacancies wishes what fits their answers; who chose is taken at that.
fn lean(
    interests: &mut HashMap<ResidentId, Vec<VacancyInterest>>,
    leanings: Vec<(ResidentId, Leaning)>,
    work: &[Vacancy],
) {
    for (resident, leaning) in leanings {
        let offered = work.iter().map(|vacancy| (vacancy.id, vacancy.pictogram.as_str()));
        interests.entry(resident).or_insert_with(|| leaning.wishes(offered));
    }
}

/// How far the plan may be from the best one, in points of wishes; None where no bound is known.
fn from_best(planned: &Planned) -> Option<u32> {
    let most = planned.certificate.utility_at_most?;
    let has = planned.judged.levels.utility;
    u32::try_from(most.saturating_sub(has)).ok()
}

/// A clock that stood still until the next day says nothing about the rounds any more; the timetable does.
fn on_one_day(expected: Vec<RoundTime>, session: &Session) -> Vec<RoundTime> {
    let planned = session.timetable.rounds();
    let date = |at| in_amsterdam(at).date_naive();
    let day = date(session.timetable.starts);
    let is_one = expected.iter().all(|round| date(round.starts) == day && date(round.ends) == day);
    if is_one { expected } else { planned }
}

fn clock_time(ms: i64) -> ClockTime {
    let wall = in_amsterdam(from_ms(ms));
    let minutes = u16::try_from(wall.hour() * 60 + wall.minute()).unwrap_or(0);
    ClockTime::from_minutes(minutes).unwrap_or_default()
}

fn minute_of_day(minutes: u16) -> ClockTime {
    ClockTime::from_minutes(minutes).unwrap_or_default()
}

/// The earlier of two times of which either may not be said.
fn earlier(one: Option<u16>, other: Option<u16>) -> Option<u16> {
    one.into_iter().chain(other).min()
}

impl Input {
    /// When the day begins and ends by its timetable.
    fn planned_ms(&self) -> (i64, i64) {
        (to_ms(self.session.timetable.starts), to_ms(self.session.timetable.ends()))
    }

    /// The whole day as one window, also what it runs over.
    fn whole_day(&self) -> Vec<Window> {
        let (starts_ms, ends_ms) = self.planned_ms();
        let from = self.rounds.first().map_or(starts_ms, |round| to_ms(round.starts).min(starts_ms));
        let until = self.rounds.last().map_or(ends_ms, |round| to_ms(round.ends).max(ends_ms));
        Window::new(clock_time(from), clock_time(until)).into_iter().collect()
    }

    /// Who is there from the beginning, or until the end, is so too when the day begins earlier or ends later; a time
    /// in between was named for a reason and stays.
    fn window(&self, from: Option<ClockTime>, until: Option<ClockTime>) -> Vec<Window> {
        let Some(day) = self.whole_day().first().copied() else { return vec![] };
        let (starts_ms, ends_ms) = self.planned_ms();
        let from = from.filter(|from| *from > clock_time(starts_ms)).unwrap_or(day.from());
        let until = until.filter(|until| *until < clock_time(ends_ms)).unwrap_or(day.until());
        Window::new(from, until).into_iter().collect()
    }

    fn window_ms(&self, from_ms: Option<i64>, until_ms: Option<i64>) -> Vec<Window> {
        self.window(from_ms.map(clock_time), until_ms.map(clock_time))
    }

    /// What the rounds in which `who` is away leave of its windows.
    fn there(&self, who: Who, windows: Vec<Window>) -> Vec<Window> {
        let Some(away) = self.away.get(&who) else { return windows };
        let at = |time| clock_time(to_ms(time));
        let missed = self.rounds.iter().filter(|round| away.contains(&round.number));
        let gaps: Vec<Window> =
            missed.filter_map(|round| Window::new(at(round.starts), at(round.ends))).collect();
        without(&windows, &gaps)
    }

    /// Someone who is away in a round that has begun did not sit there.
    pub fn sat(&self, meeting: &Meeting) -> bool {
        let resident = meeting.party.id().parse().map(|id| self.away.get(&Who::Resident(id)));
        !resident.is_ok_and(|away| away.is_some_and(|away| away.contains(&round_number(&meeting.round))))
    }

    /// The instance that the planner gets. Ids are opaque: no names, no reasons.
    pub fn instance(&self) -> Instance {
        let mut instance = Instance::new(self.session.id.to_string());
        let round = |round: &RoundTime| Round {
            id: round_id(round.number),
            start: clock_time(to_ms(round.starts)),
            end: clock_time(to_ms(round.ends)),
        };
        instance.rounds = self.rounds.iter().map(round).collect();
        let rooms: BTreeSet<&str> = self.tables.iter().map(|table| table.room.as_str()).collect();
        instance.rooms = rooms.iter().map(|room| Room { id: (*room).to_owned(), name: None }).collect();
        instance.walking = self.walking(&rooms);
        instance.employers = self.parties.iter().map(|party| self.employer(party)).collect();
        instance.residents = self.people.iter().map(|person| self.resident(person)).collect();
        instance.interpreters = self
            .interpreters
            .iter()
            .map(|interpreter| Interpreter {
                id: interpreter.id.to_string(),
                languages: interpreter.langs.iter().map(|lang| lang.tag().to_owned()).collect(),
                available: self.there(
                    Who::Interpreter(interpreter.id),
                    self.window_ms(Some(interpreter.from_ms), Some(interpreter.until_ms)),
                ),
            })
            .collect();
        instance.pairs = self.people.iter().flat_map(|person| self.pairs(person)).collect();
        instance
    }

    fn walking(&self, rooms: &BTreeSet<&str>) -> Vec<Walk> {
        let minutes = u16::try_from(self.session.walk_min).unwrap_or(u16::MAX);
        let rooms: Vec<&str> = rooms.iter().copied().collect();
        let mut walks = Vec::new();
        for (index, from) in rooms.iter().enumerate() {
            for to in &rooms[index + 1..] {
                walks.push(Walk { from: (*from).to_owned(), to: (*to).to_owned(), minutes });
            }
        }
        walks
    }

    fn employer(&self, party: &fairs::Party) -> Employer {
        let tables = self.tables.iter().filter(|table| table.party == party.id).map(|table| {
            let languages = table.langs.iter().map(|lang| lang.tag().to_owned()).collect();
            let open = self.window_ms(table.open_from_ms, table.open_until_ms);
            let open = self.there(Who::Employer(party.employer), self.there(Who::Table(table.id), open));
            let open = self.there(Who::Hall(self.session.id), open);
            let mut made = Table::new(table.id.to_string(), table.room.clone(), languages, open);
            made.seats = u16::try_from(table.seats).unwrap_or(1);
            made
        });
        Employer {
            id: party.id.to_string(),
            name: None,
            organisation: Some(party.employer.to_string()),
            vacancies: party.vacancies.iter().map(ToString::to_string).collect(),
            max_meetings: None,
            tables: tables.collect(),
        }
    }

    fn resident(&self, person: &Person) -> Resident {
        let resident = &person.resident;
        let mut languages: Vec<String> = resident
            .spoken
            .iter()
            .filter(|spoken| spoken.level.holds_a_talk())
            .map(|spoken| spoken.lang.tag().to_owned())
            .collect();
        if languages.is_empty() {
            languages.push(resident.lang.tag().to_owned());
        }
        languages.dedup();
        let window = self.window(
            resident.available_from_min.map(minute_of_day),
            earlier(resident.available_until_min, person.leave_at_min).map(minute_of_day),
        );
        let here = self.published.is_some() || person.attendance != Attendance::NoShow;
        Resident {
            id: resident.id.to_string(),
            languages,
            // In a re-plan the no-show is an event; before the first plan it is an empty window.
            available: if here { self.there(Who::Resident(resident.id), window) } else { vec![] },
            min_meetings: self.session.promised.min(self.session.meetings_max),
            max_meetings: self.session.meetings_max,
        }
    }

    fn pairs(&self, person: &Person) -> Vec<Pair> {
        let pair = |party: &fairs::Party| {
            let stars = pair_stars(&person.interests, &party.vacancies)?;
            Some(Pair {
                party: Party::Resident(person.resident.id.to_string()),
                employer: party.id.to_string(),
                vacancies: vec![],
                resident_stars: Stars::new(stars)?,
                employer_stars: Stars::NONE,
            })
        };
        self.parties.iter().filter_map(pair).collect()
    }

    /// For each person, interpreter and table the rounds from `first` on in which they are there.
    pub fn rounds_there(&self, first: u32) -> Vec<Vec<u32>> {
        let instance = self.instance();
        let open = |windows: &Vec<Window>| {
            let is_there = |round: &&Round| windows.iter().any(|w| w.covers(round.start, round.end));
            let rounds = instance.rounds.iter().filter(is_there).map(|round| round_number(&round.id));
            rounds.filter(|number| *number >= first).collect()
        };
        let tables = instance.employers.iter().flat_map(|employer| &employer.tables);
        let people = instance.residents.iter().map(|resident| &resident.available);
        let interpreters = instance.interpreters.iter().map(|interpreter| &interpreter.available);
        people.chain(interpreters).chain(tables.map(|table| &table.open)).map(open).collect()
    }

    /// What a plan reaches, in plain counts; people who did not come are not counted.
    pub fn kept(&self, planned: &Planned) -> Kept {
        let plan = &planned.plan;
        let mut talks: BTreeMap<String, u32> = self
            .people
            .iter()
            .filter(|person| person.attendance != Attendance::NoShow)
            .map(|person| (person.resident.id.to_string(), 0))
            .collect();
        for meeting in &plan.meetings {
            if let Some(count) = talks.get_mut(meeting.party.id()) {
                *count += 1;
            }
        }
        let count = |is: &dyn Fn(u32) -> bool| talks.values().filter(|talks| is(**talks)).count();
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Kept {
            meetings: short(plan.meetings.len()),
            people: short(talks.len()),
            below_promise: short(count(&|talks| talks < self.session.promised)),
            without_meeting: short(count(&|talks| talks == 0)),
            at_most_from_best: from_best(planned),
            promises_proven: planned.judged.levels.fairness == planned.certificate.fairness_at_least,
            waits: planned.judged.detail.resident_gaps,
        }
    }
}
