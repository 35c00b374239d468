//! The schedule of one day on a page of its own. A phone may keep it for when there is no internet, where its person
//! asks for that: so it holds no name of theirs or of an interpreter, no PIN, code or telephone number. Here also what tells
//! the worker on the phone (`public/copy-sw.js`) whose page an answer is, and until when a copy of it may be shown.

use super::mine::{MINE, sign_in_first};
use super::{Reply, Visit, mine_view};
use crate::sign_in::Signed;
use domain::fair::Place;
use domain::ids::ResidentId;
use domain::time::{Instant, from_ms, midnight_after, to_ms};
use store::StoreError;
use ui::public::views::{MineDay, Page, SchedulePage, SignUpWindow, StopKind};

pub const SCHEDULE: &str = "/mijn/rooster";

/// An answer of one's own page names its login: a copy that was made in another one goes.
const LOGIN: &str = "x-login";
/// When the day is over; a copy is shown no longer.
const UNTIL: &str = "x-until";

pub fn of_login(reply: Reply, signed: &Signed) -> Reply {
    reply.with_header(LOGIN, &signed.login.to_string())
}

pub async fn page(visit: Visit) -> Reply {
    let shown = async {
        let Some((signed, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        Ok(match load(&visit, resident).await? {
            Some((page, until)) => {
                let reply = visit.page(Page::Schedule(Box::new(page)));
                of_login(reply, &signed).with_header(UNTIL, &to_ms(until).to_string())
            }
            None => of_login(visit.go_to(MINE), &signed),
        })
    };
    visit.settled(shown.await)
}

async fn load(visit: &Visit, id: ResidentId) -> Result<Option<(SchedulePage, Instant)>, StoreError> {
    let now = from_ms(visit.app.clock.now_ms());
    let Some(mine) = mine_view::load(visit, id).await? else { return Ok(None) };
    let Some(until) = next_over(&mine.days, now) else { return Ok(None) };
    let mut days = mine.days;
    days.retain(|day| takes_part(day) && midnight_after(day.head.starts) == until);
    days.sort_by_key(|day| day.head.starts);
    for stop in days.iter_mut().flat_map(|day| &mut day.schedule) {
        if let StopKind::Talk { interpreter, .. } = &mut stop.what {
            *interpreter = None;
        }
    }
    let page = SchedulePage { number: mine.number, now, days, mine_path: MINE.into() };
    Ok(Some((page, until)))
}

fn takes_part(day: &MineDay) -> bool {
    let goes = matches!(day.standing, None | Some(Place::Lapsed | Place::Declined));
    !goes && day.head.window != SignUpWindow::Cancelled
}

/// When the day that is on, or comes next, is over. None: there is none.
fn next_over(days: &[MineDay], now: Instant) -> Option<Instant> {
    let ends = days.iter().filter(|day| takes_part(day)).map(|day| midnight_after(day.head.starts));
    ends.filter(|over| *over > now).min()
}

/// Where the schedule stands by itself, for who has a day to come.
pub fn path(days: &[MineDay], now: Instant) -> Option<String> {
    next_over(days, now).map(|_| SCHEDULE.into())
}
