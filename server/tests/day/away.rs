//! Someone comes later, leaves early or is back; an interpreter leaves; a table closes and opens; an employer goes. Each
//! brings a mended plan in which it is so, and every later plan knows it too.

use crate::hall::{Browser, Hall};
use crate::thread::{console, plan_and_publish, wait_for_proposal};
use domain::command::Command;
use domain::ids::{PlanId, ResidentId, SessionId, TableId};
use domain::rotation::Who;
use server::chance;
use store::Target;
use sync::views::{ConsoleView, Deed, MeetingView};
use sync::{Outcome, Rejection};
use uuid::Uuid;

struct Day {
    organiser: Browser,
    session: SessionId,
}

impl Day {
    /// The demo's fair with a published plan.
    async fn planned(hall: &Hall) -> Day {
        let mut organiser = hall.signed_in("organiser").await;
        let session = organiser.fairs().await.0.session;
        plan_and_publish(&mut organiser, session).await;
        Day { organiser, session }
    }

    async fn start(&mut self) {
        self.organiser.does(Command::StartDay { session: self.session, based_on: 0 }).await;
    }

    async fn view(&mut self) -> ConsoleView {
        console(&mut self.organiser, self.session).await
    }

    async fn meetings(&mut self) -> Vec<MeetingView> {
        self.view().await.plan.expect("published").meetings
    }

    fn away(&self, who: Who, rounds: &[u32]) -> Command {
        Command::MarkAway { session: self.session, who, rounds: rounds.to_vec() }
    }

    /// Says it, publishes the mended plan that comes of it, and gives its meetings.
    async fn mended(&mut self, who: Who, rounds: &[u32]) -> Vec<MeetingView> {
        let command = self.away(who, rounds);
        self.organiser.does(command).await;
        let plan = wait_for_proposal(&mut self.organiser, self.session).await;
        self.organiser.does(Command::PublishPlan { session: self.session, plan }).await;
        self.meetings().await
    }

    async fn planned_anew(&mut self) -> Vec<MeetingView> {
        let plan = PlanId(chance::id());
        self.organiser.does(Command::MakePlan { session: self.session, plan }).await;
        self.organiser.does(Command::PublishPlan { session: self.session, plan }).await;
        self.meetings().await
    }
}

fn rounds_of(meetings: &[MeetingView], resident: ResidentId) -> Vec<u32> {
    meetings.iter().filter(|one| one.resident == resident).map(|one| one.round).collect()
}

fn at(meetings: &[MeetingView], table: TableId) -> Vec<u32> {
    meetings.iter().filter(|one| one.table == table).map(|one| one.round).collect()
}

#[tokio::test]
async fn who_comes_late_gets_the_talks_later_on_sqlite() {
    late(Target::Memory).await;
}

#[tokio::test]
async fn who_comes_late_gets_the_talks_later_on_postgresql() {
    late(Target::Postgres(crate::cluster::database())).await;
}

async fn late(target: Target) {
    let hall = Hall::on(target).await;
    let mut day = Day::planned(&hall).await;
    day.start().await;
    let before = day.meetings().await;
    let late = before.iter().find(|one| one.round == 1).expect("a talk in round 1").clone();
    let who = Who::Resident(late.resident);

    let after = day.mended(who, &[1, 2, 3]).await;
    assert!(rounds_of(&after, late.resident).iter().all(|round| *round > 3), "not there before round 4");
    assert!(!rounds_of(&after, late.resident).is_empty(), "and still has talks");
    let others = |list: &[MeetingView]| -> Vec<MeetingView> {
        let others = list.iter().filter(|one| one.round == 1 && one.resident != late.resident);
        others.cloned().collect()
    };
    assert_eq!(others(&before), others(&after), "a begun round is never re-seated");
    assert!(rounds_of(&day.planned_anew().await, late.resident).iter().all(|round| *round > 3), "kept");

    // There earlier than was thought: the round that runs cannot be taken back, what comes can.
    let view = day.view().await;
    assert_eq!(view.away, [(who, vec![1, 2, 3])]);
    assert_eq!(view.happened.iter().filter(|one| one.deed == Deed::Away).count(), 1);
    let back = day.mended(who, &[]).await;
    assert!(day.view().await.away.is_empty());
    assert!(!rounds_of(&back, late.resident).contains(&1), "nobody sits in a talk that did not happen");
    let again = day.away(who, &[]);
    assert_eq!(day.organiser.push(again).await.outcome, Outcome::Noop);

    // And leaves early.
    let last = day.view().await.rounds.len() as u32;
    let rounds: Vec<u32> = (4..=last).collect();
    let early = day.mended(who, &rounds).await;
    assert!(rounds_of(&early, late.resident).iter().all(|round| *round < 4));
}

#[tokio::test]
async fn an_interpreter_who_leaves_interprets_no_more_and_one_who_is_back_may() {
    let hall = Hall::open().await;
    let mut day = Day::planned(&hall).await;
    let before = day.meetings().await;
    let name = before.iter().find_map(|one| one.interpreter.clone()).expect("somebody interprets");
    let view = day.view().await;
    let interpreter = view.interpreters.iter().find(|(_, known)| *known == name).expect("by name").0;
    let who = Who::Interpreter(interpreter);
    let last = view.rounds.len() as u32;
    day.start().await;
    let rounds: Vec<u32> = (1..=last).collect();
    let after = day.mended(who, &rounds).await;
    let interprets = |list: &[MeetingView]| -> Vec<u32> {
        let list = list.iter().filter(|one| one.interpreter.as_ref() == Some(&name));
        list.map(|one| one.round).collect()
    };
    assert!(interprets(&after).iter().all(|round| *round == 1), "what runs is finished, nothing is begun");
    assert_eq!(day.view().await.away, [(who, (2..=last).collect())]);
    // Only promises move people, and one of several interpreters can often be done without.
    for other in view.interpreters.iter().filter(|other| other.0 != interpreter) {
        day.mended(Who::Interpreter(other.0), &rounds).await;
    }
    let back = day.mended(who, &[]).await;
    assert!(interprets(&back).iter().any(|round| *round > 1), "needed, as nobody else is there");
}

#[tokio::test]
async fn a_table_closes_and_opens_again() {
    let hall = Hall::open().await;
    let mut day = Day::planned(&hall).await;
    let before = day.meetings().await;
    let table = before.iter().find(|one| one.round == 3).expect("a talk in round 3").table;
    day.start().await;
    let closed = day.mended(Who::Table(table), &[3, 4]).await;
    assert!(at(&closed, table).iter().all(|round| ![3, 4].contains(round)));
    assert!(at(&closed, table).iter().any(|round| *round > 4), "open again");
    let open = day.mended(Who::Table(table), &[]).await;
    assert!(day.view().await.away.is_empty());
    let people = |list: &[MeetingView]| list.iter().filter(|one| one.table == table).count();
    assert!(people(&open) >= people(&closed), "nobody loses a talk by an open table");
}

#[tokio::test]
async fn an_employer_who_leaves_has_no_table_left() {
    let hall = Hall::open().await;
    let mut day = Day::planned(&hall).await;
    let view = day.view().await;
    let several = |employer| view.tables.iter().filter(|table| table.employer == employer).count() > 1;
    let employer =
        view.tables.iter().map(|table| table.employer).find(|one| several(*one)).expect("one with two");
    day.start().await;
    let last = view.rounds.len() as u32;
    let rounds: Vec<u32> = (3..=last).collect();
    let after = day.mended(Who::Employer(employer), &rounds).await;
    for table in view.tables.iter().filter(|table| table.employer == employer) {
        assert!(at(&after, table.table).iter().all(|round| *round < 3));
    }
    assert!(!after.is_empty(), "the others talk on");
}

#[tokio::test]
async fn nobody_is_marked_away_who_is_not_of_the_day_and_the_desk_closes_no_table() {
    let hall = Hall::open().await;
    let mut day = Day::planned(&hall).await;
    let stranger = Uuid::from_u128(1);
    for who in [Who::Resident(ResidentId(stranger)), Who::Table(TableId(stranger))] {
        let command = day.away(who, &[1]);
        assert_eq!(day.organiser.push(command).await.outcome, Outcome::Rejected(Rejection::NotFound));
    }
    let view = day.view().await;
    let mut desk = hall.signed_in("desk").await;
    let table = day.away(Who::Table(view.tables[0].table), &[1]);
    assert_eq!(desk.push(table).await.outcome, Outcome::Rejected(Rejection::NotFound));
    let person = day.away(Who::Resident(view.people[0].resident), &[1]);
    desk.does(person).await;
}
