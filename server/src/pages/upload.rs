//! A form with a file, as a browser sends it: the file comes last.

use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use ui::public::form::FILE;

/// Parts of the form that are looked at.
const PARTS_MAX: usize = 8;

/// What a form with a file brings.
#[derive(Default)]
pub struct Sent {
    pub pairs: Vec<(String, String)>,
    pub file: Vec<u8>,
    /// The file was cut off at the limit of its address.
    pub too_large: bool,
}

/// None: it cannot be read.
pub async fn read(form: Result<Multipart, MultipartRejection>) -> Option<Sent> {
    let mut form = form.ok()?;
    let mut sent = Sent::default();
    for _ in 0..PARTS_MAX {
        let part = match form.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Some(sent),
            Err(error) => return cut_off(sent, &error),
        };
        let name = part.name()?.to_owned();
        if name != FILE {
            sent.pairs.push((name, part.text().await.ok()?));
            continue;
        }
        match part.bytes().await {
            Ok(bytes) => sent.file = bytes.to_vec(),
            Err(error) => return cut_off(sent, &error),
        }
    }
    Some(sent)
}

fn cut_off(sent: Sent, error: &MultipartError) -> Option<Sent> {
    (error.status() == StatusCode::PAYLOAD_TOO_LARGE).then_some(Sent { too_large: true, ..sent })
}
