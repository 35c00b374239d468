//! What people should know before they come.

use super::check;
use super::samples::{fair, head, mine, signed_up};
use crate::public::views::{Page, PracticalPage};
use domain::fair::practical::{Bring, Practical, There};
use domain::ids::{CommandId, FairId};
use domain::lang::Lang;
use uuid::Uuid;

#[test]
fn what_to_bring_and_what_is_there_stand_where_the_day_does() {
    let told =
        ["Neem mee", "uw kaart of nummer · uw cv, als u dat heeft", "Op de dag is er", "eten en drinken"];
    check(Page::Fair(fair(1)), Lang::Nl, &told, &[]);
    check(Page::SignedUp(signed_up()), Lang::Nl, &told, &[]);
    check(Page::Mine(mine()), Lang::Nl, &told, &[]);
    let mut page = fair(1);
    page.head.practical = Practical::default();
    check(Page::Fair(page), Lang::Nl, &[], &["Neem mee", "Op de dag is er"]);
}

#[test]
fn a_map_is_asked_by_a_press_and_does_not_hear_who_asks() {
    let link = "href=\"https://www.openstreetmap.org/search?query=Sporthal%20De%20Dauwdruppel\"";
    for lang in Lang::ALL {
        check(Page::Fair(fair(1)), *lang, &[link, "rel=\"external noreferrer\""], &["<iframe"]);
    }
}

#[test]
fn an_organiser_ticks_from_two_lists() {
    let page = |is_over| {
        Page::Practical(PracticalPage {
            fair: FairId(Uuid::from_u128(1)),
            fair_name: head().name,
            action: "/app-api/practical/1".into(),
            picture_path: "/app-api/picture/1".into(),
            key: CommandId(Uuid::from_u128(2)),
            practical: head().practical,
            is_over,
            public_path: Some("/banenmarkt/1".into()),
        })
    };
    let html = check(
        page(false),
        Lang::Nl,
        &["Bekijk de pagina van de dag", "Opslaan", "/app-api/picture/1?lang=nl"],
        &[],
    );
    assert_eq!(html.matches("type=\"checkbox\"").count(), Bring::ALL.len() + There::ALL.len());
    assert_eq!(html.matches(" checked").count(), 3);
    check(page(true), Lang::Nl, &["Deze dag is voorbij."], &["<form"]);
}
