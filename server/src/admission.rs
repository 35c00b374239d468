//! Where everything that changes anything waits its turn. What waits together goes through together: one transaction, one
//! commit for all (**group commit**), because the disk takes as long for one as for sixty.
//!
//! One lane on SQLite, which has one writer. Several on PostgreSQL, where the commits of different locations do not wait
//! for each other: a lane takes what waits for one location, and no two lanes are at the same one, because every entry of
//! a location's journal stands on the one before it.
//!
//! A group that fails goes through once more with a savepoint for each command, which keeps what fails apart from the
//! rest. Where that fails too it is taken apart and each part tried alone, so that nobody is held up by somebody else's
//! trouble. A command over which the server stumbles three times is set aside: refused, written down and reported, and
//! what comes behind it goes on.

mod archive;
mod turn;

pub use archive::Archive;
use turn::Care;
pub use turn::{Admitted, Asked, Asker, Found, Work};

use crate::app::{App, Shared};
use domain::ids::{CommandId, LocationId};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::{MasterKey, Store, StoreError};
use sync::Scope;
use tokio::sync::{Semaphore, oneshot};
use tracing::{Instrument, Span};

/// Commands that go through together, about; a push is never cut.
const GROUP: usize = 200;
/// Pushes that may wait. Who comes later is told to come again.
const WAITING_MAX: usize = 4_000;
/// How often a part is tried alone while others hold what it needs.
const TRIES: u32 = 3;
/// Stumbles over one command before it is set aside.
const STUMBLES: u8 = 3;
/// Commands whose stumbles are remembered.
const STUMBLES_KEPT: usize = 1_000;
const POSTGRES_LANES: usize = 8;

struct Waiting {
    work: Arc<Work>,
    place: Place,
    heard: oneshot::Sender<Result<Admitted, StoreError>>,
    /// Of the request that asked, so that the log knows whose trouble it is.
    span: Span,
}

/// What goes through together: the pushes of one location, or what names none. On SQLite everything.
type Place = Option<LocationId>;

#[derive(Default)]
struct Line {
    waiting: VecDeque<Waiting>,
    /// Where a lane is at work.
    busy: BTreeSet<Place>,
}

/// The waiting line of one server process.
pub struct Admission {
    line: Mutex<Line>,
    lanes: Semaphore,
    one_writer: bool,
    stumbles: Mutex<HashMap<CommandId, u8>>,
    commits: AtomicU64,
    pub archive: Archive,
}

impl Admission {
    pub fn new(store: &Store, master: &MasterKey) -> Admission {
        let one_writer = store.kind() == "sqlite";
        Admission {
            line: Mutex::default(),
            lanes: Semaphore::new(if one_writer { 1 } else { POSTGRES_LANES }),
            one_writer,
            stumbles: Mutex::default(),
            commits: AtomicU64::new(0),
            archive: Archive::new(master),
        }
    }

    /// Durable commits since the start.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    fn join(
        &self,
        work: Work,
        heard: oneshot::Sender<Result<Admitted, StoreError>>,
    ) -> Result<(), StoreError> {
        let place = if self.one_writer { None } else { work.location() };
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.waiting.len() >= WAITING_MAX {
            return Err(StoreError::Full);
        }
        line.waiting.push_back(Waiting { work: Arc::new(work), place, heard, span: Span::current() });
        Ok(())
    }

    /// The next that go through together, in their order. None: nobody waits where no lane is at work.
    fn next_group(&self) -> Option<Group<'_>> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let place = line.waiting.iter().map(|one| one.place).find(|place| !line.busy.contains(place))?;
        let (mut works, mut left, mut commands) = (Vec::new(), VecDeque::new(), 0);
        for next in line.waiting.drain(..) {
            if next.place == place {
                commands += next.work.size().max(1);
                if works.is_empty() || commands <= GROUP {
                    works.push(next);
                    continue;
                }
            }
            left.push_back(next);
        }
        line.waiting = left;
        line.busy.insert(place);
        Some(Group { admission: self, place, works })
    }

    /// Waits until nothing waits and no lane is at work: what was accepted is finished.
    pub async fn rest(&self) {
        while self.is_at_work() {
            // Whoever holds a lane gives it back when it finds nobody waiting.
            let lanes = if self.one_writer { 1 } else { POSTGRES_LANES };
            let all = self.lanes.acquire_many(u32::try_from(lanes).unwrap_or(1)).await;
            drop(all);
            tokio::task::yield_now().await;
        }
    }

    fn is_at_work(&self) -> bool {
        let line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        !line.waiting.is_empty() || !line.busy.is_empty()
    }

    /// Counts a stumble; whether the command is to be set aside.
    fn stumbled(&self, id: CommandId) -> bool {
        let mut stumbles = self.stumbles.lock().unwrap_or_else(PoisonError::into_inner);
        if stumbles.len() >= STUMBLES_KEPT && !stumbles.contains_key(&id) {
            stumbles.clear();
        }
        let count = stumbles.entry(id).or_default();
        *count = count.saturating_add(1);
        *count >= STUMBLES
    }

    fn is_set_aside(&self, id: CommandId) -> bool {
        let stumbles = self.stumbles.lock().unwrap_or_else(PoisonError::into_inner);
        stumbles.get(&id).is_some_and(|count| *count >= STUMBLES)
    }
}

/// Waits in line and gives what became of it. Err: nothing was written, ask again. What was taken goes through even if
/// nobody waits for the answer any more.
pub async fn admit(app: &Shared, work: Work) -> Result<Admitted, StoreError> {
    let (heard, answer) = oneshot::channel();
    app.admission.join(work, heard)?;
    tokio::spawn(lead(app.clone()));
    answer.await.unwrap_or(Err(StoreError::Unanswered))
}

/// Takes groups from the line until nobody waits.
async fn lead(app: Shared) {
    // Closed never: it lives as long as the app.
    let Ok(_lane) = app.admission.lanes.acquire().await else { return };
    while let Some(mut group) = app.admission.next_group() {
        let waiting = std::mem::take(&mut group.works);
        let works: Vec<_> = waiting.iter().map(|one| one.work.clone()).collect();
        let mut admitted = go_through(&app, &works, Care::Together, &Found::default()).await;
        if admitted.is_err() {
            admitted = go_through(&app, &works, Care::Each, &Found::default()).await;
        }
        match admitted {
            Ok(admitted) => {
                waiting.into_iter().zip(admitted).for_each(|(one, admitted)| one.tell(Ok(admitted)));
            }
            Err(_) => {
                for one in waiting {
                    let admitted = alone(&app, &one.work).instrument(one.span.clone()).await;
                    one.tell(admitted);
                }
            }
        }
    }
}

/// What goes through together now; while it is kept, no other lane is at the same place.
struct Group<'a> {
    admission: &'a Admission,
    place: Place,
    works: Vec<Waiting>,
}

impl Drop for Group<'_> {
    fn drop(&mut self) {
        let mut line = self.admission.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.busy.remove(&self.place);
    }
}

impl Waiting {
    fn tell(self, admitted: Result<Admitted, StoreError>) {
        // Who asked may be gone; what was admitted is admitted.
        let _ = self.heard.send(admitted);
    }
}

enum Trouble {
    Store(StoreError),
    /// A handler broke off.
    Panic,
}

async fn alone(app: &Shared, work: &Arc<Work>) -> Result<Admitted, StoreError> {
    let mut last = StoreError::Busy;
    for _ in 0..TRIES {
        let found = Found::default();
        match go_through(app, std::slice::from_ref(work), Care::Each, &found).await {
            Ok(mut admitted) => return admitted.pop().ok_or(StoreError::Unanswered),
            Err(Trouble::Store(StoreError::Busy)) => last = StoreError::Busy,
            Err(Trouble::Store(error)) => return Err(error),
            Err(Trouble::Panic) => {
                if let Some(id) = found.at() {
                    app.admission.stumbled(id);
                }
                last = StoreError::Corrupt("a handler broke off");
            }
        }
    }
    Err(last)
}

/// One transaction for all. In a task of its own: a handler that breaks off takes its transaction with it and nothing
/// else.
async fn go_through(
    app: &Shared,
    works: &[Arc<Work>],
    care: Care,
    found: &Found,
) -> Result<Vec<Admitted>, Trouble> {
    let task = tokio::spawn(together(app.clone(), works.to_vec(), care, found.clone()).in_current_span());
    match task.await {
        Ok(done) => done.map_err(Trouble::Store),
        Err(_) => Err(Trouble::Panic),
    }
}

async fn together(
    app: Shared,
    works: Vec<Arc<Work>>,
    care: Care,
    found: Found,
) -> Result<Vec<Admitted>, StoreError> {
    let mut tx = app.store.write().await?;
    let mut all = Vec::with_capacity(works.len());
    for work in &works {
        all.push(turn::admit(&mut tx, &app, work, care, &found).await?);
    }
    for location in all.iter().flat_map(|admitted| admitted.public.iter().copied()).collect::<BTreeSet<_>>() {
        store::locations::raise_public_version(&mut tx, location).await?;
    }
    // Last of all, in ascending order, so that two transactions never wait for each other crosswise.
    let scopes: BTreeSet<Scope> = all.iter().flat_map(|admitted| admitted.scopes.iter().copied()).collect();
    let mut told = Vec::with_capacity(scopes.len());
    for scope in scopes {
        told.push((scope, store::scopes::raise(&mut tx, scope).await?));
    }
    tx.commit().await?;
    told_of(&app, &told, &all);
    Ok(all)
}

fn told_of(app: &App, told: &[(Scope, u64)], all: &[Admitted]) {
    app.admission.commits.fetch_add(1, Ordering::Relaxed);
    app.hub.tell(told);
    metrics::counter!("werkronde_commits_total").increment(1);
    for (kind, outcome) in all.iter().flat_map(|admitted| &admitted.counted) {
        metrics::counter!("werkronde_commands_total", "kind" => *kind, "outcome" => *outcome).increment(1);
    }
}
