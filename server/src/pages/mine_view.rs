//! What a resident sees of their own day: where they are now, where they go next, what a newer plan changed for them.

use super::Visit;
use super::hall::Hall;
use crate::chance;
use domain::fair::group::{Companion, companion};
use domain::fair::standby::answer_until;
use domain::fair::{FairState, Place};
use domain::ids::{CommandId, EmployerId, GroupId, ResidentId, SessionId};
use domain::people::Contact;
use domain::rotation::{Now, TimerMode};
use domain::time::from_ms;
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, employers, fairs, follow_ups, groups, residents, sign_ups};
use ui::parts::qr_svg;
use ui::public::views::{Group, Lead, MineDay, MinePage, Offer, SecondInterview, Sharing, Together, Turn};

/// None: the resident is gone.
pub async fn load(visit: &Visit, id: ResidentId) -> Result<Option<MinePage>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(resident) = residents::get(&mut tx, id).await? else { return Ok(None) };
    let now_ms = visit.app.clock.now_ms();
    let by_phone = matches!(resident.contact, Contact::Phone(_));
    let mut page = MinePage {
        badge_qr_svg: qr_svg(&resident.number.to_string()),
        name: resident.name,
        number: resident.number,
        now: from_ms(now_ms),
        days: vec![],
        talks: vec![],
        second_interviews: second_interviews(&mut tx, id, now_ms).await?,
        questions: super::ask::of_resident(&mut tx, id).await?,
        ask_path: super::ask::ASK.into(),
        schedule_path: None,
        answer_action: "/mijn/antwoord".into(),
        second_interview_action: "/mijn/tweede-gesprek".into(),
        sign_out_action: "/mijn/uit".into(),
        saved: false,
    };
    let mut days = Vec::new();
    for row in sign_ups::of_resident(&mut tx, id).await? {
        let Some(fair) = fairs::get(&mut tx, row.fair).await? else { continue };
        for session in fairs::sessions_of(&mut tx, row.fair).await? {
            let hall = Hall::load(&mut tx, &session, now_ms).await?;
            page.talks.extend(hall.of(id).talks(&mut tx, &session, id, now_ms).await?);
            let mut drawn = day(&mut tx, &fair, session.id, &row, (&hall, by_phone), now_ms).await?;
            let open = drawn.withdraw_path.is_some();
            drawn.together = together(&mut tx, visit, &row, open).await?;
            drawn.leaning_path = if open { super::leaning::offered(&mut tx, &row).await? } else { None };
            drawn.further = super::further::way(&mut tx, &fair, &row, now_ms).await?;
            days.push((rank(&hall, now_ms), fair.starts_ms, drawn));
        }
    }
    days.sort_by_key(|(rank, starts_ms, _)| (*rank, *starts_ms));
    page.days = days.into_iter().map(|(_, _, day)| day).collect();
    page.schedule_path = super::schedule::path(&page.days, page.now);
    Ok(Some(page))
}

/// The day that is on comes first, what is over last.
fn rank(hall: &Hall, now_ms: i64) -> u8 {
    match hall.timer.now(&hall.phases, now_ms) {
        Now::In { .. } => 0,
        Now::NotStarted => 1,
        Now::Over => 2,
    }
}

async fn second_interviews(
    tx: &mut Tx,
    id: ResidentId,
    now_ms: i64,
) -> Result<Vec<SecondInterview>, StoreError> {
    let mut list = Vec::new();
    for row in follow_ups::of_resident(tx, id).await? {
        let employer_name = employer_name(tx, row.employer).await?;
        let times = super::choose_time::of(tx, &row, now_ms).await?;
        list.push(SecondInterview {
            follow_up: row.id,
            employer_name,
            vacancy_title: row.vacancy_title,
            state: row.state,
            key: CommandId(chance::id()),
            times,
        });
    }
    Ok(list)
}

async fn employer_name(tx: &mut Tx, id: EmployerId) -> Result<String, StoreError> {
    Ok(employers::get(tx, id).await?.map(|employer| employer.name).unwrap_or_default())
}

async fn day(
    tx: &mut Tx,
    fair: &fairs::Fair,
    session: SessionId,
    row: &SignUpRow,
    (hall, reached_by_phone): (&Hall, bool),
    now_ms: i64,
) -> Result<MineDay, StoreError> {
    let standing: Option<Place> = crate::commands::place_of(tx, row).await?;
    let own = hall.of(row.resident);
    let begun = hall.timer.mode != TimerMode::Waiting;
    let can_leave = row.state.goes_on() && !begun;
    Ok(MineDay {
        session,
        head: super::fair::head(tx, fair).await?,
        standing,
        turn: if begun { None } else { turn(fair, row, standing, now_ms) },
        now: own.now(now_ms),
        schedule: own.schedule(now_ms),
        changes: own.changes(&row.resident.to_string())?,
        together: None,
        leaning_path: None,
        further: None,
        withdraw_path: can_leave.then(|| format!("/mijn/afmelden/{}", row.id)),
        sharing: (standing.is_some() && reached_by_phone).then(|| Sharing {
            phone: row.shares_phone,
            action: format!("/mijn/delen/{}", row.id),
            key: CommandId(chance::id()),
        }),
    })
}

/// What is theirs to say about their place.
fn turn(fair: &fairs::Fair, row: &SignUpRow, standing: Option<Place>, now_ms: i64) -> Option<Turn> {
    let key = || CommandId(chance::id());
    let come_back = |lapsed| Turn::ComeBack { lapsed, action: format!("/mijn/terug/{}", row.id), key: key() };
    match standing {
        Some(Place::Offered { until_ms }) => Some(Turn::Answer(Offer {
            until: from_ms(until_ms),
            action: format!("/mijn/plek/{}", row.id),
            yes: key(),
            no: key(),
        })),
        Some(Place::Standby(_)) => {
            answer_until(from_ms(now_ms), from_ms(fair.starts_ms)).is_none().then_some(Turn::AtTheDesk)
        }
        Some(Place::Lapsed) => fair.state.takes_at_the_desk().then(|| come_back(true)),
        None => (fair.state == FairState::Open).then(|| come_back(false)),
        Some(Place::Pending) => Some(Turn::Pending),
        Some(Place::Declined) => Some(Turn::Declined),
        Some(Place::Placed) => None,
    }
}

/// Who comes along, and what they agreed; who leads the group sees how the others stand. Once the day has begun a group
/// stays as it is.
async fn together(
    tx: &mut Tx,
    visit: &Visit,
    row: &SignUpRow,
    open: bool,
) -> Result<Option<Together>, StoreError> {
    if !row.state.goes_on() {
        return Ok(None);
    }
    let key = CommandId(chance::id());
    let group = match row.group {
        Some(id) => groups::get(tx, id).await?,
        None => None,
    };
    let Some(group) = group else {
        let action = format!("/mijn/groep/{}", row.id);
        return Ok(open.then(|| Together::Alone { action, group: GroupId(chance::id()), key }));
    };
    let members = sign_ups::of_group(tx, group.id).await?;
    let leads = crate::commands::leads(tx, &group).await? == Some(row.id);
    let others = companions(tx, &members, row.resident).await?;
    Ok(Some(Together::In(Box::new(Group {
        others: others.into_iter().map(|(name, stands)| (name, leads.then_some(stands))).collect(),
        agreed: group.agreed,
        lead: (leads && open).then(|| Lead {
            group: group.id,
            link: format!("{}{}", visit.origin(), super::group::address(row.fair, group.id)),
            next_action: super::steps::next_action(row.fair),
            arrange_path: super::group::arrange_path(row.id),
        }),
        leave_action: open.then(|| format!("/mijn/alleen/{}", row.id)),
        key,
    }))))
}

/// First names of the others of a group who come, in the order of the line.
pub async fn companions(
    tx: &mut Tx,
    members: &[SignUpRow],
    own: ResidentId,
) -> Result<Vec<(String, Companion)>, StoreError> {
    let mut named = Vec::new();
    for other in members {
        let Some(stands) = companion(other.state).filter(|_| other.resident != own) else { continue };
        named.extend(residents::get(tx, other.resident).await?.map(|resident| (resident.name, stands)));
    }
    Ok(named)
}
