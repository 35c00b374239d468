//! What a place looks like.

use super::check;
use super::samples::{fair, mine, picture, place, signed_up};
use crate::public::views::{Page, PictureNo, PicturePage};
use domain::fair::picture::{PictureRefused, Shows};
use domain::lang::Lang;

fn staff(page: PicturePage) -> Page {
    Page::Picture(Box::new(page))
}

#[test]
fn it_stands_where_the_day_does_is_loaded_once_it_is_seen_and_takes_its_room_before() {
    let image = format!(
        "<img loading=\"lazy\" decoding=\"async\" src=\"/foto/{}\" width=\"800\" height=\"600\" \
         alt=\"De ingang, Sporthal De Dauwdruppel\">",
        place().id
    );
    for page in [Page::Fair(fair(1)), Page::SignedUp(signed_up()), Page::Mine(mine())] {
        let html = check(page, Lang::Nl, &[&image, "De ingang</figcaption>"], &[]);
        assert_eq!(html.matches("<img").count(), 1);
    }
    let mut page = fair(1);
    page.head.picture = None;
    check(Page::Fair(page), Lang::Nl, &[], &["<img", "<figure"]);
}

#[test]
fn what_it_shows_is_said_in_each_language() {
    let mut all: Vec<_> = Lang::ALL
        .iter()
        .flat_map(|lang| {
            Shows::ALL.iter().map(|shows| super::super::picture::shows_words(*shows)(*lang).into_text())
        })
        .collect();
    let count = all.len();
    assert_eq!(count, 15 * 4);
    assert!(all.iter().all(|words| !words.is_empty()));
    // Neighbouring languages share a word here and there.
    all.sort_unstable();
    all.dedup();
    assert!(all.len() > count - 8, "{}", all.len());
}

#[test]
fn an_organiser_says_what_it_shows_and_that_nobody_is_on_it_before_the_file() {
    let html = check(staff(picture()), Lang::Nl, &["Haal de foto weg", "van andere dagen"], &[" checked"]);
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("missing: {text}\n{html}"));
    assert!(at("name=\"shows\"") < at("name=\"nobody\"") && at("name=\"nobody\"") < at("type=\"file\""));
    assert_eq!(html.matches("type=\"radio\"").count(), Shows::ALL.len());

    let mut again = picture();
    again.faults = vec![PictureRefused::Nobody, PictureRefused::NoPhoto];
    again.shows = Some(Shows::Way);
    let wrong = ["href=\"#field-nobody\"", "href=\"#field-file\"", "id=\"field-file-error\"", "schermafdruk"];
    let html = check(staff(again), Lang::Nl, &wrong, &["field-shows-error"]);
    assert_eq!(html.matches(" checked").count(), 1, "what was said is still there");

    let late = PicturePage { no: Some(PictureNo::Gone), ..picture() };
    check(staff(late), Lang::Nl, &["Deze foto is er al niet meer"], &[]);
    let over = PicturePage { is_over: true, ..picture() };
    check(staff(over), Lang::Nl, &["Deze dag is voorbij", "Ja, haal hem weg"], &["type=\"file\"", "/again"]);
}
