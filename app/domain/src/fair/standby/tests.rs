//! Deadlines by the clock on the wall, and the line whatever happens to it.

use super::*;
use crate::fair::sign_up::begins;
use proptest::prelude::*;
use uuid::Uuid;

fn utc(text: &str) -> Instant {
    text.parse().expect("test instant")
}

/// A day that begins at 13.00 in winter.
fn starts() -> Instant {
    utc("2026-12-03T12:00:00Z")
}

#[test]
fn an_answer_is_due_after_a_day_and_never_later_than_the_evening_before() {
    let until = |now: &str| answer_until(utc(now), starts());
    assert_eq!(until("2026-11-20T09:00:00Z"), Some(utc("2026-11-21T09:00:00Z")));
    let evening = utc("2026-12-02T19:00:00Z");
    assert_eq!(until("2026-12-02T08:00:00Z"), Some(evening), "shorter when the day is near");
    assert_eq!(until("2026-12-02T18:00:00Z"), Some(evening), "one hour is enough");
    assert_eq!(until("2026-12-02T18:00:01Z"), None, "less is not");
    assert_eq!(until("2026-12-03T08:00:00Z"), None, "on the day the desk gives places");
}

#[test]
fn the_evening_before_is_by_the_clock_in_amsterdam() {
    assert_eq!(last_call(utc("2026-07-01T08:00:00Z")), utc("2026-06-30T18:00:00Z"));
    // Just after midnight in Amsterdam it is still yesterday in UTC.
    assert_eq!(last_call(utc("2026-06-30T22:30:00Z")), utc("2026-06-30T18:00:00Z"));
    assert_eq!(
        last_call(utc("2026-03-29T08:00:00Z")),
        utc("2026-03-28T19:00:00Z"),
        "the clock jumps between"
    );
}

#[test]
fn a_day_that_was_moved_forward_ends_its_offers_earlier() {
    let until_ms = to_ms(utc("2026-12-05T12:00:00Z"));
    assert_eq!(ends_ms(until_ms, starts()), to_ms(last_call(starts())));
    assert_eq!(over_until_ms(last_call(starts()), starts()), i64::MAX);
}

const FIRST: SignUpId = SignUpId(Uuid::from_u128(1));
const NEXT: SignUpId = SignUpId(Uuid::from_u128(2));

fn open(capacity: u32) -> Places {
    Places { state: FairState::Open, capacity, starts: starts() }
}

fn one(sign_up: SignUpId, state: SignUpState) -> InLine {
    InLine { sign_up, state }
}

#[test]
fn a_late_yes_counts_until_somebody_else_has_the_place() {
    let (begin, late) = (utc("2026-11-20T09:00:00Z"), utc("2026-11-21T10:00:00Z"));
    let offered = open(1).settle(&[one(FIRST, SignUpState::Standby)], begin);
    let [InLine { state: offer, .. }] = offered[..] else { panic!("{offered:?}") };
    assert_eq!(offer.until_ms(), Some(to_ms(utc("2026-11-21T09:00:00Z"))));
    assert_eq!(open(1).settle(&offered, late), [], "nobody waits: the place stays with who was asked");
    assert_eq!(answer(offer, true, false), Ok(SignUpState::Placed));
    let steps = open(1).settle(&[one(FIRST, offer), one(NEXT, SignUpState::Standby)], late);
    assert_eq!(steps[0], one(FIRST, SignUpState::Lapsed));
    assert_eq!((steps[1].sign_up, steps[1].state.as_str(), steps.len()), (NEXT, "offered", 2));
    assert_eq!(answer(SignUpState::Lapsed, true, false), Err(PassedOn));
    assert_eq!(answer(SignUpState::Lapsed, false, false), Ok(SignUpState::Withdrawn));
}

#[test]
fn where_a_fair_asks_for_approval_staff_have_the_last_word() {
    let offer = SignUpState::Offered { until_ms: 7 };
    assert_eq!(answer(offer, true, true), Ok(SignUpState::Pending), "kept until staff decide");
    let room = Counts { capacity: 1, standby_max: 5, taken: 1, standby: 0 };
    assert_eq!(give(SignUpState::Pending, FairState::Open, room), Ok(SignUpState::Placed), "it was kept");
    assert_eq!(decline(SignUpState::Pending), Ok(SignUpState::Declined));
    assert_eq!(decline(SignUpState::Placed), Err(NothingToDecide), "a place that was given stays");
    assert_eq!(answer(SignUpState::Declined, false, true), Ok(SignUpState::Declined));
    assert_eq!(answer(SignUpState::Declined, true, true), Err(PassedOn));
    let back = |through| come_back(SignUpState::Declined, FairState::Open, through, room);
    assert_eq!(back(Through::Page), Err(SignUpRefused::Closed));
    let freed = Counts { taken: 0, ..room };
    assert_eq!(give(SignUpState::Declined, FairState::Open, freed), Ok(SignUpState::Placed));
    let line = [one(FIRST, SignUpState::Declined), one(NEXT, SignUpState::Standby)];
    let steps = open(1).settle(&line, utc("2026-11-20T09:00:00Z"));
    assert_eq!((steps.len(), steps[0].sign_up), (1, NEXT), "the place goes to the next in line");
}

#[test]
fn on_the_day_nobody_is_asked_and_the_desk_gives_what_is_free() {
    let day = utc("2026-12-03T11:00:00Z");
    let line = [one(FIRST, SignUpState::Standby), one(NEXT, SignUpState::Standby)];
    assert_eq!(open(2).settle(&line, day), []);
    let counts = Counts { capacity: 1, standby_max: 5, taken: 0, standby: 2 };
    assert_eq!(give(SignUpState::Standby, FairState::Closed, counts), Ok(SignUpState::Placed));
    let full = Counts { taken: 1, ..counts };
    assert_eq!(give(SignUpState::Standby, FairState::Closed, full), Err(SignUpRefused::Full));
    let held = SignUpState::Offered { until_ms: 0 };
    assert_eq!(give(held, FairState::Closed, full), Ok(SignUpState::Placed), "it was held for them");
    assert_eq!(give(held, FairState::Cancelled, full), Err(SignUpRefused::Closed));
}

#[test]
fn while_a_fair_is_prepared_places_are_given_without_a_question() {
    let fair = Places { state: FairState::Preparing, ..open(1) };
    let line = [one(FIRST, SignUpState::Standby), one(NEXT, SignUpState::Standby)];
    assert_eq!(fair.settle(&line, utc("2026-11-20T09:00:00Z")), [one(FIRST, SignUpState::Placed)]);
}

#[test]
fn who_let_a_place_lapse_comes_back_behind_everyone_also_after_sign_up_closed() {
    let counts = Counts { capacity: 1, standby_max: 5, taken: 1, standby: 3 };
    let back = |state| come_back(state, FairState::Closed, Through::Page, counts);
    assert_eq!(back(SignUpState::Lapsed), Ok(Place::Standby(4)));
    assert_eq!(back(SignUpState::Withdrawn), Err(SignUpRefused::Closed));
    assert_eq!(back(SignUpState::Standby), Err(SignUpRefused::AlreadySignedUp));
}

/// What can happen to a line, by whoever it is.
#[derive(Debug, Clone, Copy)]
enum Act {
    Arrive,
    Answer(usize, bool),
    ComeBack(usize),
    Give(usize),
    Decline(usize),
    /// Whether sign-ups wait for approval from now on.
    Approval(bool),
    Capacity(u32),
    /// Time goes by; the server looks at it, or is late.
    Wait {
        minutes: i64,
        looks: bool,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0usize..12;
    prop_oneof![
        4 => Just(Act::Arrive),
        4 => (who.clone(), any::<bool>()).prop_map(|(who, comes)| Act::Answer(who, comes)),
        2 => who.clone().prop_map(Act::ComeBack),
        2 => who.clone().prop_map(Act::Give),
        2 => who.prop_map(Act::Decline),
        1 => any::<bool>().prop_map(Act::Approval),
        1 => (1u32..5).prop_map(Act::Capacity),
        2 => (1i64..2_000, any::<bool>()).prop_map(|(minutes, looks)| Act::Wait { minutes, looks }),
    ]
}

/// The line as a server keeps it: in order of arrival.
struct Line {
    fair: Places,
    now: Instant,
    line: Vec<InLine>,
    arrived: u128,
    approval: bool,
}

impl Line {
    fn counts(&self) -> Counts {
        let over_ms = over_until_ms(self.now, self.fair.starts);
        let is = |test: fn(SignUpState, i64) -> bool| {
            self.line.iter().filter(|one| test(one.state, over_ms)).count() as u32
        };
        Counts {
            capacity: self.fair.capacity,
            standby_max: 4,
            taken: is(|state, over_ms| {
                state.holds_a_place() && state.until_ms().is_none_or(|until_ms| until_ms > over_ms)
            }),
            standby: is(|state, _| state == SignUpState::Standby),
        }
    }

    fn held(&self) -> u32 {
        self.line.iter().filter(|one| one.state.holds_a_place()).count() as u32
    }

    fn arrive(&mut self, sign_up: SignUpId, place: Place) {
        let state = begins(place, Through::Page, self.approval);
        self.line.push(InLine { sign_up, state });
    }

    /// True where the line is looked at afterwards, as after every command.
    fn does(&mut self, act: Act) -> bool {
        let at = |who: usize, line: &[InLine]| (!line.is_empty()).then(|| who % line.len());
        match act {
            Act::Arrive => {
                if let Ok(given) = place(self.fair.state, Through::Page, self.counts(), false) {
                    self.arrived += 1;
                    self.arrive(SignUpId(Uuid::from_u128(self.arrived)), given);
                }
            }
            Act::Answer(who, comes) => {
                let Some(who) = at(who, &self.line) else { return false };
                if let Ok(state) = answer(self.line[who].state, comes, self.approval) {
                    self.line[who].state = state;
                }
            }
            Act::ComeBack(who) => {
                let Some(who) = at(who, &self.line) else { return false };
                let (one, counts) = (self.line[who], self.counts());
                if let Ok(given) = come_back(one.state, self.fair.state, Through::Page, counts) {
                    self.line.remove(who);
                    self.arrive(one.sign_up, given);
                }
            }
            Act::Give(who) => {
                let Some(who) = at(who, &self.line) else { return false };
                if let Ok(state) = give(self.line[who].state, self.fair.state, self.counts()) {
                    self.line[who].state = state;
                }
            }
            Act::Decline(who) => {
                let Some(who) = at(who, &self.line) else { return false };
                if let Ok(state) = decline(self.line[who].state) {
                    self.line[who].state = state;
                }
            }
            Act::Approval(approval) => self.approval = approval,
            Act::Capacity(capacity) => self.fair.capacity = capacity,
            Act::Wait { minutes, looks } => {
                self.now += TimeDelta::minutes(minutes);
                return looks;
            }
        }
        true
    }

    fn settle(&mut self) -> Vec<InLine> {
        let steps = self.fair.settle(&self.line, self.now);
        for step in &steps {
            let one = self.line.iter_mut().find(|one| one.sign_up == step.sign_up).expect("in the line");
            one.state = step.state;
        }
        steps
    }
}

proptest! {
    #[test]
    fn whatever_happens_places_are_given_once_in_order_and_none_stays_free(
        days in 1i64..6, capacity in 1u32..5, acts in prop::collection::vec(act(), 1..80),
    ) {
        let mut line = Line {
            fair: open(capacity),
            now: starts() - TimeDelta::days(days),
            line: vec![],
            arrived: 0,
            approval: false,
        };
        for act in acts {
            let held_before = line.held();
            if !line.does(act) {
                continue;
            }
            let before = line.line.clone();
            let steps = line.settle();
            prop_assert_eq!(line.settle(), vec![], "twice is once");
            let counts = line.counts();

            prop_assert!(line.held() <= line.fair.capacity.max(held_before), "never more places than there are");

            let gets: Vec<_> = steps.iter().filter(|step| step.state.holds_a_place()).collect();
            let waited: Vec<_> = before.iter().filter(|one| one.state == SignUpState::Standby).collect();
            for (step, first) in gets.iter().zip(&waited) {
                prop_assert_eq!(step.sign_up, first.sign_up, "nobody overtakes");
            }

            let asks = answer_until(line.now, line.fair.starts).is_some();
            prop_assert!(asks || gets.is_empty(), "on the day nothing goes by itself");
            if asks && counts.standby > 0 {
                prop_assert!(counts.taken >= counts.capacity, "nobody waits beside a free place: {:?}", line.line);
            }

            for step in &steps {
                if step.state == SignUpState::Lapsed {
                    let was = before.iter().find(|one| one.sign_up == step.sign_up).expect("in the line").state;
                    let until_ms = was.until_ms().expect("was offered");
                    prop_assert!(ends_ms(until_ms, line.fair.starts) <= to_ms(line.now), "nobody loses a place in time");
                }
                if let Some(until_ms) = step.state.until_ms() {
                    let long = until_ms - to_ms(line.now);
                    prop_assert!(long >= ANSWER_AT_LEAST.num_milliseconds() && long <= ANSWER_WITHIN.num_milliseconds());
                    prop_assert!(until_ms <= to_ms(last_call(line.fair.starts)));
                }
            }
            let mut people: Vec<_> = line.line.iter().map(|one| one.sign_up).collect();
            people.sort();
            people.dedup();
            prop_assert_eq!(people.len(), line.line.len(), "each stands in the line once");
        }
    }
}
