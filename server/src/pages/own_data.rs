//! "Mijn gegevens" and the accessibility statement.

use super::fair::first_location;
use super::{Reply, Visit, mine_view};
use domain::command::Needs;
use domain::fair::Attendance;
use domain::ids::{ResidentId, SessionId};
use domain::people::Contact;
use domain::time::from_ms;
use std::collections::HashMap;
use store::{StoreError, attendance, employers, fairs, residents, sign_ups, tellings};
use ui::public::views::{DayKept, MineDay, MyData, MyDataPage, Page, Stop, StopKind};

pub async fn accessibility(visit: Visit) -> Reply {
    match first_location(&visit).await {
        Ok(_) => visit.page(Page::Accessibility),
        Err(error) => visit.trouble(&error),
    }
}

pub async fn page(visit: Visit) -> Reply {
    let loaded = async {
        match visit.resident().await? {
            Some((_, resident)) => own(&visit, resident).await,
            None => first_location(&visit).await.map(|_| None),
        }
    };
    match loaded.await {
        Ok(mine) => visit.page(Page::MyData(MyDataPage { mine })),
        Err(error) => visit.trouble(&error),
    }
}

async fn own(visit: &Visit, id: ResidentId) -> Result<Option<Box<MyData>>, StoreError> {
    let Some(page) = mine_view::load(visit, id).await? else { return Ok(None) };
    let mut tx = visit.app.store.read().await?;
    let Some(resident) = residents::get(&mut tx, id).await? else { return Ok(None) };
    let titles: HashMap<_, _> = employers::vacancies_of_location(&mut tx, resident.location)
        .await?
        .into_iter()
        .map(|vacancy| (vacancy.id, vacancy.title))
        .collect();
    let mut needs = Needs::default();
    let (mut interests, mut sharing, mut was_there) = (Vec::new(), Vec::new(), HashMap::new());
    let (mut together, mut leanings, mut further) = (Vec::new(), Vec::new(), Vec::new());
    for row in sign_ups::of_resident(&mut tx, id).await? {
        // The newest sign-up counts where there can be one answer only.
        needs = Needs {
            interpreter: needs.interpreter || row.needs.interpreter,
            childcare: needs.childcare || row.needs.childcare,
            transport: needs.transport || row.needs.transport,
            interpreter_lang: needs.interpreter_lang.or(row.needs.interpreter_lang),
            leave_at_min: needs.leave_at_min.or(row.needs.leave_at_min),
        };
        if matches!(resident.contact, Contact::Phone(_)) {
            let fair = fairs::get(&mut tx, row.fair).await?;
            sharing.extend(fair.map(|fair| (fair.name, row.shares_phone)));
        }
        if let Some(group) = row.group.filter(|_| row.state.goes_on()) {
            let members = sign_ups::of_group(&mut tx, group).await?;
            let names = mine_view::companions(&mut tx, &members, id).await?;
            let names = names.into_iter().map(|(name, _)| name).collect();
            together.extend(fairs::get(&mut tx, row.fair).await?.map(|fair| (fair.name, names)));
        }
        if let Some(leaning) = store::leanings::get(&mut tx, row.id).await? {
            leanings.extend(fairs::get(&mut tx, row.fair).await?.map(|fair| (fair.name, leaning)));
        }
        let answers = store::further::answers(&mut tx, row.id).await?;
        if !answers.is_empty() {
            further.extend(fairs::get(&mut tx, row.fair).await?.map(|fair| (fair.name, answers)));
        }
        for (of, choice) in sign_ups::interests_of_fair(&mut tx, row.fair).await? {
            if let (true, Some(title)) = (of == id, titles.get(&choice.vacancy)) {
                interests.push((title.clone(), choice.interest));
            }
        }
        for session in fairs::sessions_of(&mut tx, row.fair).await? {
            was_there.insert(session.id, attendance::get(&mut tx, session.id, id).await?);
        }
    }
    let mut told = Vec::new();
    for telling in tellings::of_resident(&mut tx, id).await? {
        let fair = fairs::get(&mut tx, telling.fair).await?;
        told.extend(fair.map(|fair| (fair.name, from_ms(telling.told.at_ms))));
    }
    let days = page.days.into_iter().map(|day| kept_of(day, &was_there)).collect();
    Ok(Some(Box::new(MyData {
        number: resident.number,
        name: resident.name,
        lang: resident.lang,
        contact: resident.contact,
        code: resident.code,
        hours: resident.available_from_min.zip(resident.available_until_min),
        spoken: resident.spoken,
        strength: resident.strength,
        experience: resident.experience,
        wishes: resident.wishes,
        needs,
        together,
        told,
        sharing,
        interests,
        leanings,
        further,
        days,
        talks: page.talks,
        second_interviews: page.second_interviews,
        questions: super::ask::all(&mut tx, id).await?,
    })))
}

fn kept_of(day: MineDay, was_there: &HashMap<SessionId, Attendance>) -> DayKept {
    let talk = |stop: Stop| match stop.what {
        StopKind::Talk { party_name, .. } => Some((stop.starts, party_name)),
        StopKind::Break => None,
    };
    DayKept {
        name: day.head.name,
        standing: day.standing,
        attendance: was_there.get(&day.session).copied().unwrap_or(Attendance::Expected),
        talks: day.schedule.into_iter().filter_map(talk).collect(),
    }
}
