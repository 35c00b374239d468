//! A fair's line whatever people and time do, in any order, through the server's own commands on its own store.

use crate::standby::{HOUR_MS, day};
use domain::command::{Command, MakeFair, Needs, SignUp};
use domain::fair::group::Agreed;
use domain::fair::standby::{answer_until, ends_ms, last_call, over_until_ms};
use domain::fair::{FairKind, SignUpState};
use domain::ids::*;
use domain::lang::Lang;
use domain::people::{Actor, Contact, Role};
use domain::text::Name;
use domain::time::{from_ms, to_ms};
use proptest::prelude::*;
use server::app::{App, Ground, Settings, Shared};
use server::clock::Clock;
use server::{chance, commands};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::groups::{self, Group};
use store::sign_ups::{SignUpRow, Standing};
use store::{MasterKey, Store, Target, fairs, locations, sign_ups};
use sync::{Envelope, Outcome};

/// What people and time do to one fair.
#[derive(Debug, Clone, Copy)]
enum Act {
    Arrive,
    Answer(usize, bool),
    ComeBack(usize),
    Give(usize),
    Decline(usize),
    /// Who signs up by themselves waits from now on until staff decide, or no more.
    Approval(bool),
    Capacity(u32),
    /// Begins one of two groups, or comes along with it; by who is in a group already: leaves it.
    Group(usize, usize),
    /// Says when their group leaves.
    Agree(usize, u16),
    /// The server looks at its dates afterwards, or is late.
    Wait {
        minutes: i64,
        looks: bool,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0usize..9;
    prop_oneof![
        4 => Just(Act::Arrive),
        4 => (who.clone(), any::<bool>()).prop_map(|(who, comes)| Act::Answer(who, comes)),
        2 => who.clone().prop_map(Act::ComeBack),
        1 => who.clone().prop_map(Act::Give),
        1 => who.clone().prop_map(Act::Decline),
        1 => any::<bool>().prop_map(Act::Approval),
        3 => (who.clone(), 0usize..2).prop_map(|(who, which)| Act::Group(who, which)),
        1 => (who, 600u16..1_000).prop_map(|(who, minutes)| Act::Agree(who, minutes)),
        1 => (1u32..4).prop_map(Act::Capacity),
        2 => (1i64..2_000, any::<bool>()).prop_map(|(minutes, looks)| Act::Wait { minutes, looks }),
    ]
}

/// A server of its own whose clock says what the test says.
struct Bench {
    app: Shared,
    now_ms: Arc<AtomicI64>,
    staff: Actor,
    location: LocationId,
}

impl Bench {
    async fn open() -> Bench {
        let key = MasterKey::from_bytes([7; 32]);
        let store = Store::open(&Target::Memory, key.clone()).await.expect("a store");
        let now_ms = Arc::new(AtomicI64::new(0));
        let says = now_ms.clone();
        let clock = Clock::of(move || says.load(Ordering::Relaxed));
        let app: Shared =
            Arc::new(App::on(Ground { clock, ..Ground::default() }, store, &key, Settings::default()));
        let location = LocationId(chance::id());
        let mut tx = app.store.write().await.expect("a transaction");
        let row = locations::Location { id: location, name: "Zonnedauw".into(), created_ms: 0 };
        locations::insert(&mut tx, &row).await.expect("a location");
        tx.commit().await.expect("stands");
        let roles = vec![Role::Organiser].into();
        let staff = Actor::Staff { account: AccountId(chance::id()), location, roles };
        Bench { app, now_ms, staff, location }
    }

    async fn asks(&self, actor: &Actor, command: Command) -> Outcome {
        let now_ms = self.now_ms.load(Ordering::Relaxed);
        let envelope = Envelope { id: CommandId(chance::id()), made_at_ms: now_ms, command };
        commands::execute(&self.app, actor, &envelope).await.expect("the store answers").outcome
    }

    async fn line(&self, fair: FairId) -> Vec<SignUpRow> {
        let mut tx = self.app.store.read().await.expect("a snapshot");
        sign_ups::of_fair(&mut tx, fair).await.expect("read")
    }

    async fn group(&self, id: GroupId) -> Option<Group> {
        let mut tx = self.app.store.read().await.expect("a snapshot");
        groups::get(&mut tx, id).await.expect("read")
    }

    async fn capacity(&self, fair: FairId) -> u32 {
        let mut tx = self.app.store.read().await.expect("a snapshot");
        fairs::get(&mut tx, fair).await.expect("read").expect("the fair").capacity
    }
}

/// One way that it can go.
struct Case<'a> {
    bench: &'a Bench,
    fair: FairId,
    groups: [GroupId; 2],
    starts_ms: i64,
}

impl Case<'_> {
    async fn begin(bench: &Bench, days: i64, capacity: u32) -> Case<'_> {
        const NOON_MS: i64 = 1_796_299_200_000;
        bench.now_ms.store(NOON_MS - days * 24 * HOUR_MS, Ordering::Relaxed);
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let day = day(NOON_MS, capacity);
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None };
        assert_eq!(bench.asks(&bench.staff, Command::MakeFair(wish)).await, Outcome::Applied);
        assert_eq!(bench.asks(&bench.staff, Command::OpenSignUp { fair }).await, Outcome::Applied);
        Case { bench, fair, groups: [(); 2].map(|()| GroupId(chance::id())), starts_ms: NOON_MS }
    }

    /// False where the server was not asked anything, so that a deadline may have passed unseen.
    async fn does(&self, act: Act, line: &[SignUpRow]) -> bool {
        let who = |at: usize| (!line.is_empty()).then(|| &line[at % line.len()]);
        let own = |row: &SignUpRow| Actor::Resident { resident: row.resident, location: self.bench.location };
        let Bench { location, staff, .. } = self.bench;
        let (actor, command) = match act {
            Act::Arrive => (
                Actor::Visitor { location: *location },
                Command::SignUp(SignUp {
                    fair: self.fair,
                    sign_up: SignUpId(chance::id()),
                    resident: ResidentId(chance::id()),
                    name: Name::parse("Gast").expect("a name"),
                    lang: Lang::Nl,
                    contact: Contact::Desk,
                    adult: true,
                    spoken: vec![],
                    interests: vec![],
                    needs: Needs::default(),
                    shares_phone: false,
                    group: line.iter().find_map(|row| row.group),
                }),
            ),
            Act::Answer(at, comes) => match who(at) {
                Some(row) => (own(row), Command::AnswerOffer { sign_up: row.id, comes }),
                None => return false,
            },
            Act::ComeBack(at) => match who(at) {
                Some(row) => (own(row), Command::ComeBack { sign_up: row.id }),
                None => return false,
            },
            Act::Give(at) => match who(at) {
                Some(row) => (staff.clone(), Command::GivePlace { sign_up: row.id }),
                None => return false,
            },
            Act::Decline(at) => match who(at) {
                Some(row) => (staff.clone(), Command::DeclineSignUp { sign_up: row.id }),
                None => return false,
            },
            Act::Approval(approval) => (staff.clone(), Command::AskApproval { fair: self.fair, approval }),
            Act::Group(at, which) => match who(at) {
                Some(row) => {
                    let (group, sign_up) = (self.groups[which], row.id);
                    let command = match (row.group.is_some(), self.bench.group(group).await.is_some()) {
                        (true, _) => Command::LeaveGroup { sign_up },
                        (false, true) => Command::JoinGroup { group, sign_up },
                        (false, false) => Command::StartGroup { group, sign_up },
                    };
                    (own(row), command)
                }
                None => return false,
            },
            // Looked at by itself, below.
            Act::Agree(..) => return false,
            Act::Capacity(capacity) => {
                let day = day(self.starts_ms, capacity);
                (staff.clone(), Command::ChangeFair { fair: self.fair, day, take_back_plan: false })
            }
            Act::Wait { minutes, looks } => {
                let now_ms = self.bench.now_ms.fetch_add(minutes * 60_000, Ordering::Relaxed);
                if looks {
                    let now_ms = now_ms + minutes * 60_000;
                    commands::pass_all_on(&self.bench.app, now_ms).await.expect("passed on");
                }
                return looks;
            }
        };
        // A no, or nothing to do, leaves the line as it stood.
        self.bench.asks(&actor, command).await == Outcome::Applied
    }

    async fn plays(&self, acts: Vec<Act>) -> Result<(), TestCaseError> {
        for act in acts {
            let before = self.bench.line(self.fair).await;
            if let (Act::Agree(at, minutes), false) = (act, before.is_empty()) {
                self.agrees(&before[at % before.len()], &before, minutes).await?;
                continue;
            }
            if !self.does(act, &before).await {
                continue;
            }
            let (after, capacity) = (self.bench.line(self.fair).await, self.bench.capacity(self.fair).await);
            let now = from_ms(self.bench.now_ms.load(Ordering::Relaxed));
            self.look(act, &before, &after, (capacity, now))?;
            self.is_counted(act, &after).await?;
        }
        Ok(())
    }

    /// What the fair's row says of its line is what the line is.
    async fn is_counted(&self, act: Act, line: &[SignUpRow]) -> Result<(), TestCaseError> {
        let mut tx = self.bench.app.store.read().await.expect("a snapshot");
        let said = sign_ups::counts(&mut tx, self.fair, i64::MAX).await.expect("read");
        let next = sign_ups::next_queue(&mut tx, self.fair).await.expect("read");
        let count = |is: fn(&SignUpRow) -> bool| line.iter().filter(|row| is(row)).count() as u32;
        let offered = count(|row| row.state.until_ms().is_some());
        let standing = Standing {
            placed: count(|row| matches!(row.state, SignUpState::Placed | SignUpState::Pending)),
            pending: count(|row| row.state == SignUpState::Pending),
            offered,
            over: offered,
            standby: count(|row| row.state == SignUpState::Standby),
        };
        prop_assert_eq!(said, standing, "{:?}", act);
        prop_assert_eq!(next, line.iter().map(|row| row.queue).max().unwrap_or(0) + 1, "{:?}", act);
        Ok(())
    }

    /// Who leads a group is heard about it, and nobody else.
    async fn agrees(&self, row: &SignUpRow, line: &[SignUpRow], minutes: u16) -> Result<(), TestCaseError> {
        let actor = Actor::Resident { resident: row.resident, location: self.bench.location };
        let agreed = Agreed { leave_at_min: Some(minutes), ..Agreed::default() };
        let ask = || Command::ArrangeGroup { sign_up: row.id, agreed: agreed.clone() };
        let Some(id) = row.group else {
            prop_assert!(matches!(self.bench.asks(&actor, ask()).await, Outcome::Rejected(_)));
            return Ok(());
        };
        let was = self.bench.group(id).await.expect("the group of a member");
        let come: Vec<_> = line
            .iter()
            .filter(|other| other.group == row.group && other.state.goes_on())
            .map(|other| other.id)
            .collect();
        let leads = if come.contains(&was.maker) { Some(was.maker) } else { come.first().copied() };
        self.bench.asks(&actor, ask()).await;
        let is = self.bench.group(id).await.expect("it stays").agreed;
        prop_assert_eq!(is, if leads == Some(row.id) { agreed } else { was.agreed });
        prop_assert_eq!(line, self.bench.line(self.fair).await, "nobody's place changes by it");
        Ok(())
    }

    fn look(
        &self,
        act: Act,
        before: &[SignUpRow],
        after: &[SignUpRow],
        (capacity, now): (u32, domain::time::Instant),
    ) -> Result<(), TestCaseError> {
        let starts = from_ms(self.starts_ms);
        let holds = |row: &&SignUpRow| row.state.holds_a_place();
        let held = |rows: &[SignUpRow]| rows.iter().filter(holds).count();
        let was: HashMap<_, _> = before.iter().map(|row| (row.id, row)).collect();
        prop_assert!(
            held(after) <= (capacity as usize).max(held(before)),
            "{act:?}: more places than there are"
        );

        // It decides about who signs up from now on, and nothing about the line: whose time is over stays so until somebody
        // looks.
        if let Act::Approval(_) = act {
            prop_assert_eq!(before, after, "nobody's place changes by it");
            return Ok(());
        }
        if let Act::Group(at, _) = act {
            let at = at % before.len();
            prop_assert!(before[at].group != after[at].group, "{act:?}: nothing changed");
            let mut rest = before.to_vec();
            rest[at].group = after[at].group;
            prop_assert_eq!(rest, after, "{:?}: a group changes nobody's place", act);
            return Ok(());
        }
        for row in after {
            let group = was.get(&row.id).map(|was| was.group);
            prop_assert!(group.is_none_or(|group| group == row.group), "{act:?}: changed a group");
        }

        let asked = |row: &&SignUpRow| {
            row.state.until_ms().is_some()
                && was.get(&row.id).is_none_or(|was| was.state.until_ms().is_none())
        };
        let last_asked = after.iter().filter(asked).map(|row| row.queue).max().unwrap_or(0);
        let first_waits =
            after.iter().find(|row| row.state == SignUpState::Standby).map_or(u32::MAX, |row| row.queue);
        prop_assert!(last_asked < first_waits, "{act:?}: somebody overtook");
        let was_held = |row: &SignUpRow| was.get(&row.id).is_some_and(|was| was.state.holds_a_place());
        let given = |row: &SignUpRow| matches!(row.state, SignUpState::Placed | SignUpState::Pending);
        let straight = after.iter().any(|row| given(row) && !was_held(row));
        if straight && !matches!(act, Act::Give(_)) {
            prop_assert!(
                before.iter().all(|row| row.state != SignUpState::Standby),
                "{act:?}: walked past the line"
            );
        }

        let over_ms = over_until_ms(now, starts);
        let taken =
            after.iter().filter(holds).filter(|row| row.state.until_ms().is_none_or(|ms| ms > over_ms));
        if answer_until(now, starts).is_some() && first_waits < u32::MAX {
            prop_assert!(taken.count() >= capacity as usize, "{act:?}: somebody waits beside a free place");
        }
        for row in after {
            let lapses = row.state == SignUpState::Lapsed;
            if let (true, Some(until_ms)) = (lapses, was.get(&row.id).and_then(|was| was.state.until_ms())) {
                prop_assert!(ends_ms(until_ms, starts) <= to_ms(now), "{act:?}: lost a place in time");
            }
            if let Some(until_ms) = row.state.until_ms() {
                prop_assert!(until_ms <= to_ms(last_call(starts)), "{act:?}: asked until the day");
            }
        }
        let mut people: Vec<_> = after.iter().map(|row| row.resident).collect();
        people.sort();
        people.dedup();
        prop_assert_eq!(people.len(), after.len(), "each person once");
        Ok(())
    }
}

#[test]
fn whatever_people_do_the_store_gives_each_place_once_in_order_and_leaves_none_free() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let bench = runtime.block_on(Bench::open());
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(days in 1i64..6, capacity in 1u32..4, acts in prop::collection::vec(act(), 1..40))| {
        runtime.block_on(async {
            let case = Case::begin(&bench, days, capacity).await;
            case.plays(acts).await
        })?;
    });
}
