//! Instructions read aloud: put in by staff, heard at once by everybody in that language, and gone when taken away.

use crate::group::{fresh, hidden};
use crate::hall::{Browser, Hall, Heard};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::recording::RECORDING_BYTES_MAX;
use domain::ids::{CommandId, RecordingId};
use server::{chance, clock, dates};
use sync::{Outcome, Rejection};

const STAFF: &str = "/app-api/aloud/so?lang=nl";
const DAY_MS: i64 = 86_400_000;

/// Frames of 64 kbit/s at 44.1 kHz.
fn mp3(frames: usize) -> Vec<u8> {
    [&[0xff, 0xfb, 0x50, 0xc4][..], &[0; 204]].concat().repeat(frames)
}

/// A form as a browser sends it with a file.
pub async fn uploads(browser: &mut Browser, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Heard {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.exe\"\r\n\
                Content-Type: text/html\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    browser.send("POST", path, Some("multipart/form-data; boundary=x"), body).await
}

/// The hidden fields of a text's form.
async fn form(staff: &mut Browser, text: &str) -> [String; 2] {
    let page = staff.get(STAFF).await.text;
    let before = page.split(&format!("value=\"{text}\"")).next().expect("the text's form");
    let form = &before[before.rfind("<form").expect("a form")..];
    ["key", "recording"].map(|name| hidden(form, "<form", name))
}

async fn puts(staff: &mut Browser, text: &str, file: &[u8]) -> (StatusCode, String) {
    let [key, recording] = form(staff, text).await;
    let fields = [("key", key.as_str()), ("recording", &recording), ("text", text)];
    let heard = uploads(staff, STAFF, &fields, file).await;
    (heard.status, recording)
}

#[tokio::test]
async fn what_staff_put_in_is_heard_at_once_in_that_language_and_the_next_one_replaces_it() {
    let hall = Hall::open().await;
    let (mut organiser, mut phone) = (hall.signed_in("organiser").await, hall.browser());
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let in_lang = |lang: &str| format!("/banenmarkt/{}?lang={lang}", fair.fair);
    assert!(!phone.get(&in_lang("so")).await.text.contains("/geluid/"));

    let [key, recording] = form(&mut organiser, "public.fair.name").await;
    let fields = [("key", key.as_str()), ("recording", &recording), ("text", "public.fair.name")];
    for tap in ["once", "twice"] {
        let heard = uploads(&mut organiser, STAFF, &fields, &mp3(9)).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{tap}: {}", heard.text);
    }
    let path = format!("/geluid/{recording}");
    let page = phone.get(&in_lang("so")).await.text;
    assert_eq!(page.matches(&format!("href=\"{path}\"")).count(), 1, "{page}");
    assert!(!phone.get(&in_lang("nl")).await.text.contains("/geluid/"), "another language");
    assert_eq!(phone.get(&path).await.status, StatusCode::OK);
    let staff = organiser.get(STAFF).await.text;
    assert!(staff.contains(&path) && staff.contains("Haal de opname weg"), "{staff}");
    assert!(organiser.get("/app-api/aloud?lang=nl").await.text.contains("1 van 25"));

    let (status, second) = puts(&mut organiser, "public.fair.name", &mp3(12)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(
        phone.get(&in_lang("so")).await.text.contains(&second),
        "another address, so no phone keeps the old"
    );
    assert_eq!(phone.get(&path).await.status, StatusCode::NOT_FOUND);

    let away = [("key", fresh()), ("recording", second.clone())];
    let away: Vec<_> = away.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let taken = organiser.post_form("/app-api/aloud/so/away?lang=nl", &away).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    assert!(!phone.get(&in_lang("so")).await.text.contains("/geluid/"));
    let again = [("key", fresh()), ("recording", second)];
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let late = organiser.post_form("/app-api/aloud/so/away?lang=nl", &again).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("Deze opname is er al niet meer"), "{}", late.text);
}

#[tokio::test]
async fn only_sound_is_taken_and_nothing_is_kept_of_anything_else() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let page = b"<html><script>alert(1)</script>".to_vec();
    let long = mp3(RECORDING_BYTES_MAX / 208 + 1);
    for (file, sentence) in [
        (vec![], "Kies eerst een bestand"),
        (page, "Dit is geen opname"),
        (long, "groter dan 300 kB"),
        (mp3(25_000), "groter dan 300 kB"),
    ] {
        let [key, recording] = form(&mut administrator, "public.mine.now").await;
        let fields = [("key", key.as_str()), ("recording", &recording), ("text", "public.mine.now")];
        let heard = uploads(&mut administrator, STAFF, &fields, &file).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(heard.text.contains(sentence), "{}", heard.text);
        assert_eq!(administrator.get(&format!("/geluid/{recording}")).await.status, StatusCode::NOT_FOUND);
    }
    for text in ["public.fair.submit", "", "../x"] {
        let (key, recording) = (fresh(), fresh());
        let fields = [("key", key.as_str()), ("recording", &recording), ("text", text)];
        let heard = uploads(&mut administrator, STAFF, &fields, &mp3(9)).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    }
    let broken =
        administrator.send("POST", STAFF, Some("multipart/form-data; boundary=x"), b"--y".to_vec()).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(administrator.get("/app-api/aloud/xx").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_not_change_texts_puts_in_nothing_and_what_never_stood_is_deleted() {
    let hall = Hall::open().await;
    let (mut organiser, desk) = (hall.signed_in("organiser").await, hall.signed_in("desk").await);
    let [key, recording] = form(&mut organiser, "public.ask.note").await;
    let fields = [("key", key.as_str()), ("recording", &recording), ("text", "public.ask.note")];
    for mut browser in [hall.browser(), desk] {
        for page in ["/app-api/aloud", STAFF] {
            assert_eq!(browser.get(page).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(uploads(&mut browser, STAFF, &fields, &mp3(9)).await.status, StatusCode::NOT_FOUND);
    }
    let unknown = Command::PutRecording { recording: RecordingId(chance::id()) };
    assert_eq!(organiser.push(unknown).await.outcome, Outcome::Rejected(Rejection::NotFound));

    // An upload whose command never came.
    let (status, stood) = puts(&mut organiser, "public.ask.note", &mp3(9)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let mut tx = hall.app.store.write().await.expect("a transaction");
    let id = RecordingId(stood.parse::<CommandId>().expect("an id").0);
    let made = store::recordings::get(&mut tx, id).await.expect("read").expect("there");
    let waits = store::recordings::Recording { id: RecordingId(chance::id()), stands: false, ..made };
    assert!(store::recordings::insert(&mut tx, &waits, &mp3(9)).await.expect("kept"));
    tx.commit().await.expect("kept");
    assert_eq!(organiser.get(&format!("/geluid/{}", waits.id)).await.status, StatusCode::NOT_FOUND);
    dates::pass(&hall.app, clock::now_ms() + 2 * DAY_MS).await.expect("looked");
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert_eq!(store::recordings::get(&mut tx, waits.id).await.expect("read"), None);
    assert!(store::recordings::get(&mut tx, id).await.expect("read").is_some(), "what stands stays");
}
