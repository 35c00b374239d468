//! "Mijn gegevens" and the accessibility statement.

use super::fair::first_location;
use super::{Reply, Visit};
use domain::ids::ResidentId;
use domain::people::Contact;
use std::collections::HashMap;
use store::{StoreError, employers, fairs, residents, sign_ups};
use ui::public::views::{MyData, MyDataPage, Page};

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

async fn own(visit: &Visit, id: ResidentId) -> Result<Option<MyData>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(resident) = residents::get(&mut tx, id).await? else { return Ok(None) };
    let titles: HashMap<_, _> = employers::vacancies_of_location(&mut tx, resident.location)
        .await?
        .into_iter()
        .map(|vacancy| (vacancy.id, vacancy.title))
        .collect();
    let mut needs = domain::command::Needs::default();
    let (mut interests, mut sharing) = (Vec::new(), Vec::new());
    for row in sign_ups::of_resident(&mut tx, id).await? {
        needs = row.needs;
        if matches!(resident.contact, Contact::Phone(_)) {
            let fair = fairs::get(&mut tx, row.fair).await?;
            sharing.extend(fair.map(|fair| (fair.name, row.shares_phone)));
        }
        for (of, choice) in sign_ups::interests_of_fair(&mut tx, row.fair).await? {
            if let (true, Some(title)) = (of == id, titles.get(&choice.vacancy)) {
                interests.push((title.clone(), choice.interest));
            }
        }
    }
    Ok(Some(MyData {
        number: resident.number,
        name: resident.name,
        lang: resident.lang,
        contact: resident.contact,
        spoken: resident.spoken,
        needs,
        sharing,
        interests,
    }))
}
