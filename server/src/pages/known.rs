//! What a fair shows to everybody: kept in memory as long as the version of what its location shows stands, so that a
//! crowd that opens one page asks the database one thing for each look. Every process asks for that version itself, so
//! none shows what another one changed. Who has a place or waits is never kept.

use super::fair::{cards, window};
use super::sheet::Sheet;
use crate::app::App;
use domain::fair::picture::PlacePicture;
use domain::fair::practical::Practical;
use domain::ids::{FairId, VacancyId};
use domain::lang::Lang;
use domain::time::from_ms;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::fairs::{Fair, Glance};
use store::{StoreError, Tx, employers, fairs, locations, pictures, practical};
use tokio::sync::OnceCell;
use ui::public::views::{FairHead, SignUpWindow, VacancyCard};
use ui::texts::overlay::Overlay;

/// More fairs than take sign-ups at once.
const FAIRS_MAX: usize = 200;
/// All drawn pages together, in bytes.
const SHEETS_MAX: usize = 32 * 1024 * 1024;

/// A fair that the public may see, as it stands at one version.
pub struct Shown {
    version: u64,
    pub fair: Fair,
    /// None for one without a session, which no page can show.
    pub talk_min: Option<u32>,
    /// At most 60.
    pub cards: Vec<VacancyCard>,
    /// All of them.
    pub vacancies: Vec<VacancyId>,
    practical: Practical,
    picture: Option<PlacePicture>,
    pub wording: Arc<Overlay>,
}

/// What makes two drawn pages of a fair the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    pub lang: Lang,
    pub window: SignUpWindow,
    pub open_line: bool,
}

/// The place of one drawn page; whoever comes while it is made waits for it. None in it: it has no blanks to fill in.
type Place = Arc<OnceCell<Option<Arc<Sheet>>>>;

/// The fairs that were looked at last, and their pages.
#[derive(Default)]
pub struct Known {
    fairs: Mutex<HashMap<FairId, Arc<Shown>>>,
    sheets: Mutex<HashMap<(FairId, Look), (u64, Place)>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    /// The fair as it stands now, and what one can do there. None: there is no such fair, or nobody may see it yet.
    pub async fn look(
        &self,
        app: &App,
        id: FairId,
    ) -> Result<Option<(Arc<Shown>, SignUpWindow)>, StoreError> {
        let Some(glance) = fairs::glance(&app.store, id).await? else { return Ok(None) };
        let known = locked(&self.fairs).get(&id).filter(|shown| shown.version == glance.version).cloned();
        let shown = match known {
            Some(shown) => shown,
            None => match Shown::read(app, id).await? {
                Some(shown) => self.keep(Arc::new(shown)),
                None => return Ok(None),
            },
        };
        let Glance { placed, offered, standby, .. } = glance;
        let window = window(&shown.fair, placed + offered, standby);
        Ok(Some((shown, window)))
    }

    fn keep(&self, shown: Arc<Shown>) -> Arc<Shown> {
        let mut fairs = locked(&self.fairs);
        if fairs.len() >= FAIRS_MAX && !fairs.contains_key(&shown.fair.id) {
            // Whichever is still looked at is read again.
            fairs.clear();
        }
        fairs.insert(shown.fair.id, shown.clone());
        shown
    }

    /// A page of this fair with blanks, drawn once. None: this one has no blanks.
    pub async fn sheet(
        &self,
        shown: &Shown,
        look: Look,
        draw: impl AsyncFnOnce() -> Option<Sheet>,
    ) -> Option<Arc<Sheet>> {
        let place = self.place(shown, look);
        place.get_or_init(async || draw().await.map(Arc::new)).await.clone()
    }

    fn place(&self, shown: &Shown, look: Look) -> Place {
        let mut sheets = locked(&self.sheets);
        let bytes =
            |(_, place): &(u64, Place)| place.get().and_then(Option::as_ref).map_or(0, |sheet| sheet.bytes());
        if sheets.values().map(bytes).sum::<usize>() > SHEETS_MAX {
            sheets.clear();
        }
        let (version, place) = sheets.entry((shown.fair.id, look)).or_default();
        if *version != shown.version {
            (*version, *place) = (shown.version, Place::default());
        }
        place.clone()
    }
}

impl Shown {
    /// From one snapshot, its version too.
    async fn read(app: &App, id: FairId) -> Result<Option<Shown>, StoreError> {
        let mut tx = app.store.read().await?;
        let Some(fair) = fairs::get(&mut tx, id).await?.filter(|fair| fair.state.is_public()) else {
            return Ok(None);
        };
        let version = locations::public_version(&mut tx, fair.location).await?;
        let wording = app.overlays.of(&mut tx, fair.location).await?;
        let (vacancies, cards) = vacancies(&mut tx, id).await?;
        let talk_min =
            fairs::sessions_of(&mut tx, id).await?.first().map(|session| session.timetable.talk_min);
        let practical = practical::of(&mut tx, id).await?;
        let picture = pictures::of(&mut tx, id).await?;
        Ok(Some(Shown { version, fair, talk_min, cards, vacancies, practical, picture, wording }))
    }

    pub fn head(&self, window: SignUpWindow) -> FairHead {
        let Fair { name, kind, starts_ms, ends_ms, place, meeting_point, approval, .. } = self.fair.clone();
        let (starts, ends) = (from_ms(starts_ms), from_ms(ends_ms));
        let (practical, picture) = (self.practical.clone(), self.picture);
        FairHead { name, kind, starts, ends, place, meeting_point, window, approval, practical, picture }
    }
}

async fn vacancies(tx: &mut Tx, fair: FairId) -> Result<(Vec<VacancyId>, Vec<VacancyCard>), StoreError> {
    let list = employers::vacancies_of_fair(tx, fair).await?;
    let companies = employers::of_fair(tx, fair).await?;
    Ok((list.iter().map(|vacancy| vacancy.id).collect(), cards(list, companies)))
}
