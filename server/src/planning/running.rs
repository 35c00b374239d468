//! Plans that are being made in this process. A burst of events asks for one mended plan, not for one each: who asks
//! while one is being made is heard when it is done. How a plan goes, and that it is good enough, is told to the other
//! processes; two that plan the same session at once are told apart by what their plans were made of (`make` in
//! `commands/rotation.rs`).

use domain::ids::SessionId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use sync::views::PlanningView;
use tokio::sync::watch;

use crate::live::Outgoing;

/// A plan that another process makes and of which nothing was heard for so long is not on its way any more.
const SILENCE: Duration = Duration::from_secs(5);

/// Which sessions are being planned.
#[derive(Default)]
pub struct Runs {
    sessions: Mutex<HashMap<SessionId, Session>>,
    /// What other processes are still to hear. None: there are none.
    outgoing: Option<Arc<Outgoing>>,
}

#[derive(Default)]
struct Session {
    /// Plans on their way now.
    planning: u32,
    /// Somebody said that what is there is good enough.
    enough: bool,
    /// Screens that show how it goes. None: no plan is being made.
    seen: Option<watch::Sender<Option<PlanningView>>>,
    /// Somebody minds the proposals of this session.
    minded: bool,
    /// Asked since the plan that is being made began.
    asked: bool,
    /// When another process was last heard of that makes a plan.
    elsewhere: Option<Instant>,
}

impl Session {
    fn is_watched(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.receiver_count() > 0)
    }

    fn show(&self, now: Option<PlanningView>) {
        if let Some(seen) = &self.seen {
            seen.send_replace(now);
        }
    }
}

impl Runs {
    pub fn new(outgoing: Option<Arc<Outgoing>>) -> Runs {
        Runs { outgoing, ..Runs::default() }
    }

    fn with<T>(&self, session: SessionId, act: impl FnOnce(&mut Session) -> T) -> T {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = act(sessions.entry(session).or_default());
        sessions.retain(|_, one| one.planning > 0 || one.minded || one.is_watched());
        answer
    }

    /// A plan begins; it ends when the answer is dropped.
    pub fn begin(&self, session: SessionId) -> Running<'_> {
        self.with(session, |one| {
            one.planning += 1;
            one.enough = false;
        });
        Running { runs: self, session }
    }

    /// Whether a plan of this session is being made now.
    pub fn is_planning(&self, session: SessionId) -> bool {
        self.with(session, |one| one.planning > 0)
    }

    /// What is there of a plan that is being made counts; nothing where none is.
    pub fn enough(&self, session: SessionId) {
        self.with(session, |one| one.enough = one.planning > 0);
    }

    pub fn is_enough(&self, session: SessionId) -> bool {
        self.with(session, |one| one.enough)
    }

    /// Somebody here said that what is there is good enough, wherever the plan is being made.
    pub fn say_enough(&self, session: SessionId) {
        self.enough(session);
        if let Some(outgoing) = &self.outgoing {
            outgoing.enough(session);
        }
    }

    /// Tells the screens that watch how it goes.
    pub fn tell(&self, session: SessionId, now: PlanningView) {
        self.with(session, |one| one.show(Some(now)));
        self.tell_others(session, Some(now));
    }

    fn tell_others(&self, session: SessionId, now: Option<PlanningView>) {
        if let Some(outgoing) = &self.outgoing {
            outgoing.planning(session, now);
        }
    }

    /// How it goes with a plan that another process makes. What this one says comes back too and is known.
    pub fn hear(&self, session: SessionId, now: Option<PlanningView>) {
        self.with(session, |one| {
            if one.planning == 0 && one.is_watched() {
                one.elsewhere = now.map(|_| Instant::now());
                one.show(now);
            }
        });
    }

    /// Ends what another process began to show and says nothing of any more: it may have died.
    pub fn forget_silent(&self, now: Instant) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        for one in sessions.values_mut().filter(|one| one.planning == 0) {
            if one.elsewhere.is_some_and(|heard| now.duration_since(heard) >= SILENCE) {
                one.elsewhere = None;
                one.show(None);
            }
        }
    }

    /// Watches the planning of a session: None while no plan is being made.
    pub fn watch(&self, session: SessionId) -> watch::Receiver<Option<PlanningView>> {
        self.with(session, |one| one.seen.get_or_insert_with(|| watch::channel(None).0).subscribe())
    }

    /// Whether no plan is being made and none will be, as far as anybody asked.
    pub fn rests(&self) -> bool {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.values().all(|one| one.planning == 0 && !one.minded)
    }

    /// Asks for a mended plan. None: somebody minds the session already and hears it.
    pub fn ask(&self, session: SessionId) -> Option<Minding<'_>> {
        let minded = self.with(session, |one| {
            one.asked = true;
            std::mem::replace(&mut one.minded, true)
        });
        // Made only for who minds it: one that is made and dropped would end the minding of the other.
        (!minded).then(|| Minding { runs: self, session, over: false })
    }
}

/// Minds the proposals of a session; a panic on the way ends it too.
pub struct Minding<'a> {
    runs: &'a Runs,
    session: SessionId,
    over: bool,
}

impl Minding<'_> {
    /// Asks oneself for another turn.
    pub fn once_more(&self) {
        self.runs.with(self.session, |one| one.asked = true);
    }

    /// Whether somebody asked since the last time. False ends the minding.
    pub fn again(&mut self) -> bool {
        self.over = !self.runs.with(self.session, |one| {
            one.minded = std::mem::replace(&mut one.asked, false);
            one.minded
        });
        !self.over
    }
}

impl Drop for Minding<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.runs.with(self.session, |one| one.minded = false);
        }
    }
}

/// A plan on its way.
pub struct Running<'a> {
    runs: &'a Runs,
    session: SessionId,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.runs.with(self.session, |one| {
            one.planning = one.planning.saturating_sub(1);
            if one.planning == 0 {
                one.enough = false;
                one.show(None);
            }
        });
        self.runs.tell_others(self.session, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_burst_is_planned_once_and_once_more_for_what_came_meanwhile() {
        let (runs, session) = (Runs::default(), SessionId(Uuid::from_u128(1)));
        let mut first = runs.ask(session).expect("the first minds it");
        assert!(runs.ask(session).is_none(), "the second is heard by the first");
        assert!(first.again() && !runs.rests());
        assert!(runs.ask(session).is_none(), "asked while it plans");
        assert!(first.again(), "once more");
        first.once_more();
        assert!(first.again(), "asked for by oneself");
        assert!(!first.again() && runs.rests(), "nobody asked since");
        let next = runs.ask(session).expect("and somebody else minds the next");
        drop(first);
        assert!(runs.ask(session).is_none(), "who is done takes nothing from the next");
        assert!(runs.ask(SessionId(Uuid::from_u128(2))).is_some(), "each session by itself");
        drop(next);
        assert!(runs.ask(session).is_some(), "one that broke off does not block the session");
    }

    #[test]
    fn a_plan_is_on_its_way_until_it_is_dropped_and_nothing_stays_behind() {
        let (runs, session) = (Runs::default(), SessionId(Uuid::from_u128(1)));
        let one = runs.begin(session);
        let two = runs.begin(session);
        drop(one);
        assert!(runs.is_planning(session));
        runs.enough(session);
        assert!(runs.is_enough(session));
        drop(two);
        assert!(!runs.is_planning(session) && !runs.is_enough(session), "the next plan is made in full");
        runs.enough(session);
        assert!(runs.sessions.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn who_watches_sees_it_go_and_end() {
        let (runs, session) = (Runs::default(), SessionId(Uuid::from_u128(1)));
        let mut seen = runs.watch(session);
        let now = PlanningView { promises_open: 2, points: 40, from_best: Some(7) };
        let one = runs.begin(session);
        runs.tell(session, now);
        seen.changed().await.unwrap();
        assert_eq!(*seen.borrow_and_update(), Some(now));
        drop(one);
        seen.changed().await.unwrap();
        assert_eq!(*seen.borrow_and_update(), None);
        drop(seen);
        runs.tell(session, now);
        assert!(runs.sessions.lock().unwrap().is_empty(), "nobody watches, nothing is kept");
    }

    #[tokio::test]
    async fn a_plan_that_another_process_makes_shows_here_until_it_is_done_or_silent() {
        let (runs, session) = (Runs::default(), SessionId(Uuid::from_u128(1)));
        let now = PlanningView { promises_open: 2, points: 40, from_best: Some(7) };
        runs.hear(session, Some(now));
        assert!(runs.sessions.lock().unwrap().is_empty(), "nobody watches");
        let mut seen = runs.watch(session);
        runs.hear(session, Some(now));
        assert_eq!(*seen.borrow_and_update(), Some(now));
        runs.hear(session, None);
        assert_eq!(*seen.borrow_and_update(), None, "done");
        runs.hear(session, Some(now));
        runs.forget_silent(Instant::now() + SILENCE / 2);
        assert_eq!(*seen.borrow_and_update(), Some(now));
        runs.forget_silent(Instant::now() + SILENCE);
        assert_eq!(*seen.borrow_and_update(), None, "that process died");
        let running = runs.begin(session);
        runs.tell(session, now);
        runs.hear(session, None);
        assert_eq!(*seen.borrow_and_update(), Some(now), "what is made here is known best");
        drop(running);
    }
}
