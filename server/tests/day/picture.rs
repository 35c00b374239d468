//! The picture of a place: put in by the organiser, seen by everybody at once, taken again by another day, and gone when
//! taken away.

use crate::aloud::uploads;
use crate::group::{fresh, hidden, signs_up};
use crate::hall::{Browser, Hall, Heard};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::picture::{PHOTO_BYTES_MAX, PICTURE_BYTES_MAX};
use domain::ids::{FairId, PictureId};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use server::{chance, clock, dates};
use sync::{Outcome, Rejection};

const DAY_MS: i64 = 86_400_000;

fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let drawn = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    JpegEncoder::new_with_quality(&mut file, 90).encode_image(&drawn).expect("a JPEG");
    file
}

fn path(fair: FairId) -> String {
    format!("/app-api/picture/{fair}?lang=nl")
}

async fn puts(staff: &mut Browser, fair: FairId, said: &[(&str, &str)], file: &[u8]) -> (Heard, String) {
    let page = staff.get(&path(fair)).await.text;
    let [key, picture] = ["key", "picture"].map(|name| hidden(&page, "enctype=", name));
    let mut fields = vec![("key", key.as_str()), ("picture", &picture)];
    fields.extend(said);
    for tap in ["once", "twice"] {
        let heard = uploads(staff, &path(fair), &fields, file).await;
        if heard.status != StatusCode::SEE_OTHER || tap == "twice" {
            return (heard, picture);
        }
    }
    unreachable!("the second tap returns")
}

async fn presses(staff: &mut Browser, fair: FairId, what: &str, picture: &str) -> Heard {
    let fields = [("key", fresh()), ("picture", picture.to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    staff.post_form(&format!("/app-api/picture/{fair}/{what}?lang=nl"), &fields).await
}

const SAID: [(&str, &str); 2] = [("shows", "building"), ("nobody", "1")];

#[tokio::test]
async fn what_the_organiser_puts_in_is_seen_at_once_and_gone_at_once() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let fair = fair.fair;
    organiser.does(Command::OpenSignUp { fair }).await;
    let public = format!("/banenmarkt/{fair}?lang=nl");
    let mut phone = hall.browser();
    assert!(phone.get(&public).await.text.contains("De ingang, "), "the demo's own");

    let (heard, picture) = puts(&mut organiser, fair, &SAID, &photo(2400, 1800)).await;
    assert_eq!(heard.status, StatusCode::SEE_OTHER, "{}", heard.text);
    let image = format!("src=\"/foto/{picture}\" width=\"800\" height=\"600\"");
    let page = phone.get(&public).await.text;
    assert!(page.contains(&image) && page.contains("Het gebouw") && !page.contains("De ingang"), "{page}");
    assert!(organiser.get(&path(fair)).await.text.contains(&image));
    signs_up(&mut phone, &public, "Kijker").await;
    assert!(phone.get("/mijn?lang=nl").await.text.contains(&image));
    let file = phone.get(&format!("/foto/{picture}")).await;
    assert_eq!(file.status, StatusCode::OK);

    let (_, second) = puts(&mut organiser, fair, &SAID, &photo(900, 700)).await;
    assert!(phone.get(&public).await.text.contains(&second), "another address, so no phone keeps the old");
    assert_eq!(phone.get(&format!("/foto/{picture}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(presses(&mut organiser, fair, "away", &picture).await.status, StatusCode::SEE_OTHER);
    assert!(phone.get(&public).await.text.contains(&second), "who pressed saw another one");
    assert_eq!(presses(&mut organiser, fair, "away", &second).await.status, StatusCode::SEE_OTHER);
    assert!(!phone.get(&public).await.text.contains("/foto/"));
    assert_eq!(phone.get(&format!("/foto/{second}")).await.status, StatusCode::NOT_FOUND);
    let late = presses(&mut organiser, fair, "again", &second).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("Deze foto is er al niet meer"), "{}", late.text);
}

#[tokio::test]
async fn another_day_takes_it_again_and_one_of_another_location_is_not_there() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, speed_date) = organiser.fairs().await;
    let (fair, speed_date) = (fair.fair, speed_date.fair);
    let (_, picture) = puts(&mut organiser, fair, &SAID, &photo(900, 700)).await;
    let page = organiser.get(&path(speed_date)).await.text;
    assert!(page.contains("van andere dagen") && page.contains(&picture), "{page}");
    assert_eq!(presses(&mut organiser, speed_date, "again", &picture).await.status, StatusCode::SEE_OTHER);
    assert_eq!(presses(&mut organiser, fair, "away", &picture).await.status, StatusCode::SEE_OTHER);
    let public = hall.browser().get(&format!("/banenmarkt/{speed_date}?lang=nl")).await.text;
    assert!(public.contains(&format!("/foto/{picture}")), "it stays where it still stands");

    let unknown = Command::PutPicture { fair, picture: PictureId(chance::id()) };
    assert_eq!(organiser.push(unknown).await.outcome, Outcome::Rejected(Rejection::NotFound));
    let never = Command::TakePictureAway { fair, picture: PictureId(chance::id()) };
    assert_eq!(organiser.push(never).await.outcome, Outcome::Noop);
}

#[tokio::test]
async fn what_is_no_photo_or_not_said_is_named_and_nothing_is_kept_of_it() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let fair = fair.fair;
    let page = b"<html><script>alert(1)</script>".to_vec();
    let drawn = photo(300, 300);
    let (large, larger) = (vec![0xff; PHOTO_BYTES_MAX + 1], vec![0xff; 26_000_000]);
    for (said, file, sentences) in [
        (&SAID[..], &[][..], &["Kies eerst een foto"][..]),
        (&SAID[..], &page, &["Dit is geen foto"]),
        (&SAID[..], &photo(300, 90), &["te klein"]),
        (&SAID[..], &large, &["te groot"]),
        (&SAID[..], &larger, &["te groot"]),
        (&SAID[..1], &drawn, &["zet dan het vinkje"]),
        (&SAID[1..], &drawn, &["Zeg wat er op de foto staat"]),
        (&[("shows", "people")], &page, &["Zeg wat er op", "zet dan het vinkje", "Dit is geen foto"]),
    ] {
        let (heard, picture) = puts(&mut organiser, fair, said, file).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentences:?}");
        for sentence in sentences {
            assert!(heard.text.contains(sentence), "{sentence}: {}", heard.text);
        }
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        let id = PictureId(picture.parse().expect("an id"));
        assert_eq!(store::pictures::get(&mut tx, id).await.expect("read"), None);
    }
    let form = Some("multipart/form-data; boundary=x");
    let broken = organiser.send("POST", &path(fair), form, b"--y".to_vec()).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_does_not_run_the_day_puts_nothing_in_and_what_no_day_shows_is_deleted() {
    let hall = Hall::open().await;
    let (mut organiser, desk) = (hall.signed_in("organiser").await, hall.signed_in("desk").await);
    let (fair, _) = organiser.fairs().await;
    let fair = fair.fair;
    let (_, picture) = puts(&mut organiser, fair, &SAID, &photo(900, 700)).await;
    for mut browser in [hall.browser(), desk] {
        assert_eq!(browser.get(&path(fair)).await.status, StatusCode::NOT_FOUND);
        let (key, id) = (fresh(), fresh());
        let fields = [("key", key.as_str()), ("picture", &id), ("shows", "way"), ("nobody", "1")];
        let heard = uploads(&mut browser, &path(fair), &fields, &photo(300, 300)).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND);
        assert_eq!(presses(&mut browser, fair, "away", &picture).await.status, StatusCode::NOT_FOUND);
    }

    // An upload whose command never came.
    let mut tx = hall.app.store.write().await.expect("a transaction");
    let stood = PictureId(picture.parse().expect("an id"));
    let mut waits = store::pictures::get(&mut tx, stood).await.expect("read").expect("there");
    assert!(waits.length as usize <= PICTURE_BYTES_MAX);
    waits.place.id = PictureId(chance::id());
    assert!(store::pictures::insert(&mut tx, &waits, &[1]).await.expect("kept"));
    tx.commit().await.expect("kept");
    let address = format!("/foto/{}", waits.place.id);
    assert_eq!(organiser.get(&address).await.status, StatusCode::NOT_FOUND);
    dates::pass(&hall.app, clock::now_ms() + 2 * DAY_MS).await.expect("looked");
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert_eq!(store::pictures::get(&mut tx, waits.place.id).await.expect("read"), None);
    assert!(store::pictures::get(&mut tx, stood).await.expect("read").is_some(), "what stands stays");
}
