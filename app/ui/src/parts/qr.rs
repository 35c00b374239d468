//! QR codes as one SVG path: small, and without anything that the content policy forbids.

use super::words;
use fast_qr::QRBuilder;
use fast_qr::qr::QRCodeError;
use leptos::prelude::*;
use std::fmt::Write;

/// An `<svg>` of this text, with the quiet zone of four modules that ISO/IEC 18004 asks for. Black on white in dark mode too.
pub fn qr_svg(text: &str) -> String {
    let Ok(qr) = encode(text) else { return String::new() };
    let mut path = String::new();
    for y in 0..qr.size {
        let mut x = 0;
        while x < qr.size {
            let from = x;
            while x < qr.size && qr[y][x].value() {
                x += 1;
            }
            if x > from {
                // Writing to a String does not fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", from + 4, y + 4, x - from, x - from);
            }
            x += 1;
        }
    }
    let side = qr.size + 8;
    format!(
        "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// The picture, with words for who does not see it.
#[component]
pub fn Qr(text: String, #[prop(into)] label: TextProp) -> impl IntoView {
    view! { <div class="qr" role="img" aria-label=words(label) inner_html=qr_svg(&text)></div> }
}

fn encode(text: &str) -> Result<fast_qr::QRCode, QRCodeError> {
    QRBuilder::new(text).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_one_square_picture() {
        let svg = qr_svg("https://werkronde.example/k/AAAA");
        assert!(svg.starts_with("<svg") && svg.contains("<path fill=\"#000\" d=\"M4 4h7"));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn what_does_not_fit_is_no_picture() {
        assert_eq!(qr_svg(&"x".repeat(10_000)), "");
    }
}
