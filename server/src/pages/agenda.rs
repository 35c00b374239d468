//! A resident's fairs and second interviews as a calendar file. A talk's time and table change too often to stand in a phone's calendar; they
//! are on the own page.

use super::{Visit, mine};
use crate::commands::place_of;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::fair::calendar::{Entry, Sure, calendar};
use domain::fair::{FairState, Place};
use domain::follow_up::times::{LENGTH_MS, Said};
use domain::ids::ResidentId;
use domain::time::from_ms;
use store::follow_ups::FollowUp;
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, employers, fairs, follow_ups, scopes, sign_ups, times};
use sync::Scope;
use ui::texts::{Words, public};

pub async fn file(visit: Visit) -> Response {
    let loaded = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(None) };
        entries(&visit, resident).await.map(Some)
    };
    match loaded.await {
        Ok(Some(entries)) => {
            let file = calendar(&entries, from_ms(visit.app.clock.now_ms()));
            let named = "attachment; filename=\"werkronde.ics\"";
            ([(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CONTENT_DISPOSITION, named)], file)
                .into_response()
        }
        Ok(None) => mine::sign_in_first(&visit).into_response(),
        Err(error) => visit.trouble(&error).into_response(),
    }
}

async fn entries(visit: &Visit, resident: ResidentId) -> Result<Vec<Entry>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let mut entries = Vec::new();
    for row in sign_ups::of_resident(&mut tx, resident).await? {
        entries.extend(entry(&mut tx, visit, &row).await?);
    }
    for asked in follow_ups::of_resident(&mut tx, resident).await? {
        entries.extend(second_interview(&mut tx, visit, asked).await?);
    }
    Ok(entries)
}

/// None: the fair is not there any more.
async fn entry(tx: &mut Tx, visit: &Visit, row: &SignUpRow) -> Result<Option<Entry>, StoreError> {
    let Some(fair) = fairs::get(tx, row.fair).await? else { return Ok(None) };
    let stands = if fair.state == FairState::Cancelled { None } else { place_of(tx, row).await? };
    let lang = visit.lang;
    let sure = match stands {
        Some(Place::Placed) => Sure::Confirmed,
        Some(Place::Standby(_) | Place::Offered { .. } | Place::Pending) => Sure::Tentative,
        Some(Place::Lapsed | Place::Declined) | None => Sure::Cancelled,
    };
    let description = visit.worded(|| {
        let standing = match stands {
            Some(Place::Placed) => public::mine::placed(lang),
            Some(Place::Standby(number)) => public::mine::standby(lang, number),
            Some(Place::Offered { .. }) => public::mine::offered(lang),
            Some(Place::Lapsed) => public::mine::lapsed(lang),
            Some(Place::Pending) => public::mine::pending(lang),
            Some(Place::Declined) => public::mine::declined(lang),
            None => public::mine::withdrawn(lang),
        };
        let meet = public::fair::meet(lang, &fair.meeting_point);
        [standing, meet, public::mine::calendar_note(lang)].map(Words::into_text).join("\n")
    });
    Ok(Some(Entry {
        uid: format!("{}@werkronde", row.id),
        sequence: scopes::version(tx, Scope::Fair(fair.id)).await?,
        sure,
        starts: from_ms(fair.starts_ms),
        ends: from_ms(fair.ends_ms),
        summary: fair.name,
        location: fair.place,
        description,
    }))
}

/// The time that was picked last; taken out again where it is theirs no more. None: none was ever picked.
async fn second_interview(tx: &mut Tx, visit: &Visit, asked: FollowUp) -> Result<Option<Entry>, StoreError> {
    let Some(choice) = times::choice(tx, asked.id).await? else { return Ok(None) };
    let Some(id) = choice.time else { return Ok(None) };
    let Some(row) = times::get(tx, id).await? else { return Ok(None) };
    let employer =
        employers::get(tx, asked.employer).await?.map(|employer| employer.name).unwrap_or_default();
    let lang = visit.lang;
    let (summary, description) = visit
        .worded(|| {
            let summary = public::mine::time_summary(lang, &employer);
            [summary, public::mine::second_about(lang, &asked.vacancy_title)]
                .map(|words| words.into_text().into_owned())
        })
        .into();
    Ok(Some(Entry {
        uid: format!("{}@werkronde", asked.id),
        sequence: scopes::version(tx, Scope::FollowUp(asked.location)).await?,
        sure: if choice.said == Said::Picked { Sure::Confirmed } else { Sure::Cancelled },
        starts: from_ms(row.time.starts_ms),
        ends: from_ms(row.time.starts_ms + LENGTH_MS),
        summary,
        location: row.place.into(),
        description,
    }))
}
