//! A drawn page whose last lines are blanks for each visitor: drawn once and compressed once for everybody, filled in for
//! each. What was compressed ends where the blanks begin, and what is filled in follows uncompressed: RFC 1951 §3.2.4 and
//! RFC 7932 §9.2 have a block for that.

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Response};
use flate2::{Compression, Crc};
use std::io::{self, Write};
use std::sync::OnceLock;

/// Where the three ids of a form stand: one more than the blanks between which it is cut.
const PIECES: usize = 4;
/// Brotli has eleven; above this one a page takes ten times as long for a hundredth less.
const BROTLI_QUALITY: u32 = 7;
/// The window that a page of any size fits in, as a power of two.
const BROTLI_WINDOW: u32 = 18;
const BUFFER: usize = 4096;

pub struct Sheet {
    /// What is the same for everybody.
    same: String,
    /// Around the blanks.
    rest: [String; PIECES],
    gzip: OnceLock<Option<(Vec<u8>, Crc)>>,
    brotli: OnceLock<Option<Vec<u8>>>,
}

impl Sheet {
    /// Cuts a page where these stand, in this order. None: one of them does not stand there, or stands there twice.
    pub fn cut(html: &str, blanks: [&str; PIECES - 1]) -> Option<Sheet> {
        let (mut rest, mut left) = (<[String; PIECES]>::default(), html);
        for (piece, blank) in rest.iter_mut().zip(blanks) {
            let (before, after) = left.split_once(blank)?;
            (*piece, left) = (before.to_owned(), after);
        }
        rest[PIECES - 1] = left.to_owned();
        if rest.iter().any(|piece| blanks.iter().any(|blank| piece.contains(blank))) {
            return None;
        }
        let same = std::mem::take(&mut rest[0]);
        Some(Sheet { same, rest, gzip: OnceLock::new(), brotli: OnceLock::new() })
    }

    /// What it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let gzip = self.gzip.get().and_then(Option::as_ref).map_or(0, |(bytes, _)| bytes.len());
        let brotli = self.brotli.get().and_then(Option::as_ref).map_or(0, Vec::len);
        self.same.len() + gzip + brotli
    }

    fn end(&self, filled: &[String; PIECES - 1]) -> String {
        let mut end = String::with_capacity(512);
        for (blank, piece) in filled.iter().zip(&self.rest[1..]) {
            end += blank;
            end += piece;
        }
        end
    }

    /// The page for one visitor, in the coding that they take.
    pub fn fill(&self, filled: &[String; PIECES - 1], takes: Coding) -> Response<Body> {
        let end = self.end(filled);
        let coded = match takes {
            Coding::Brotli => self.brotli(&end).map(|bytes| (bytes, "br")),
            Coding::Gzip => self.gzip(&end).map(|bytes| (bytes, "gzip")),
            Coding::Plain => None,
        };
        let (bytes, coding) = match coded {
            Some((bytes, word)) => (bytes, Some(HeaderValue::from_static(word))),
            None => ([self.same.as_bytes(), end.as_bytes()].concat(), None),
        };
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.extend(coding.map(|word| (CONTENT_ENCODING, word)));
        response
    }

    /// None where it does not fit in one block.
    fn gzip(&self, end: &str) -> Option<Vec<u8>> {
        let (same, crc) = self.gzip.get_or_init(|| deflated(&self.same).ok()).as_ref()?;
        let mut all = Crc::new();
        all.combine(crc);
        all.update(end.as_bytes());
        let length = u16::try_from(end.len()).ok()?;
        let mut bytes = Vec::with_capacity(same.len() + end.len() + 32);
        // No name, no time, no flags (RFC 1952 §2.3).
        bytes.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
        bytes.extend_from_slice(same);
        bytes.push(LAST_AND_STORED);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&(!length).to_le_bytes());
        bytes.extend_from_slice(end.as_bytes());
        bytes.extend_from_slice(&all.sum().to_le_bytes());
        bytes.extend_from_slice(&all.amount().to_le_bytes());
        Some(bytes)
    }

    /// None where it does not fit in one block.
    fn brotli(&self, end: &str) -> Option<Vec<u8>> {
        let same = self.brotli.get_or_init(|| brotli(&self.same).ok()).as_ref()?;
        let less_one = u16::try_from(end.len().checked_sub(1)?).ok()?;
        // Not the last, a length of four nibbles, uncompressed: 1, 2, 16 and 1 bits from the lowest on, then padding.
        let head = (u32::from(less_one) << 3) | (1 << 19);
        let mut bytes = Vec::with_capacity(same.len() + end.len() + 4);
        bytes.extend_from_slice(same);
        bytes.extend_from_slice(&head.to_le_bytes()[..3]);
        bytes.extend_from_slice(end.as_bytes());
        bytes.push(LAST_AND_EMPTY);
        Some(bytes)
    }
}

/// The head of a block in deflate that is the last and not compressed.
const LAST_AND_STORED: u8 = 1;
/// A block in brotli that ends the stream.
const LAST_AND_EMPTY: u8 = 3;

/// Up to a whole byte, to be gone on with.
fn deflated(text: &str) -> io::Result<(Vec<u8>, Crc)> {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(text.as_bytes())?;
    deflate.flush()?;
    Ok((deflate.get_ref().clone(), crc))
}

/// Up to a whole byte, to be gone on with.
fn brotli(text: &str) -> io::Result<Vec<u8>> {
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), BUFFER, BROTLI_QUALITY, BROTLI_WINDOW);
    brotli.write_all(text.as_bytes())?;
    brotli.flush()?;
    Ok(brotli.get_ref().clone())
}

/// How a page travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    /// What the visitor weighs most; of what they weigh alike the shorter one.
    pub fn of(headers: &HeaderMap) -> Coding {
        let mut best = (0.0, Coding::Plain);
        let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
        for wish in lines.flat_map(|line| line.split(',')) {
            let (word, weight) = wish.split_once(';').unwrap_or((wish, ""));
            let coding = match word.trim() {
                "br" => Coding::Brotli,
                "gzip" => Coding::Gzip,
                _ => continue,
            };
            let weight = weight.trim().strip_prefix("q=").map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
            if weight > best.0 || weight == best.0 && weight > 0.0 && coding == Coding::Brotli {
                best = (weight, coding);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use std::io::Read;

    const BLANKS: [&str; 3] = ["{one}", "{two}", "{three}"];

    fn sheet() -> Sheet {
        let same = "<p>één regel die vaak terugkomt</p>".repeat(900);
        Sheet::cut(&format!("{same}<i a={{one}}><i b={{two}}><i c={{three}}></html>"), BLANKS)
            .expect("three blanks")
    }

    async fn body(response: Response<Body>) -> Vec<u8> {
        to_bytes(response.into_body(), usize::MAX).await.expect("a whole page").to_vec()
    }

    #[tokio::test]
    async fn whoever_takes_what_reads_the_same_page() {
        let sheet = sheet();
        for filled in [["1", "2", "3"], ["018f", "", "x"]].map(|three| three.map(str::to_owned)) {
            let plain = sheet.fill(&filled, Coding::Plain);
            assert!(plain.headers().get(CONTENT_ENCODING).is_none());
            let plain = body(plain).await;
            let [one, two, three] = &filled;
            assert!(plain.ends_with(format!("</p><i a={one}><i b={two}><i c={three}></html>").as_bytes()));

            let gzip = sheet.fill(&filled, Coding::Gzip);
            assert_eq!(gzip.headers()[CONTENT_ENCODING], "gzip");
            let gzip = body(gzip).await;
            let mut read = Vec::new();
            flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut read).expect("gzip");
            assert_eq!(read, plain);

            let br = sheet.fill(&filled, Coding::Brotli);
            assert_eq!(br.headers()[CONTENT_ENCODING], "br");
            let br = body(br).await;
            let mut read = Vec::new();
            brotli::Decompressor::new(&br[..], BUFFER).read_to_end(&mut read).expect("brotli");
            assert_eq!(read, plain);
            assert!(gzip.len() < plain.len() / 20 && br.len() < plain.len() / 20);
        }
    }

    #[test]
    fn a_page_without_each_blank_once_and_in_order_is_not_cut() {
        assert!(Sheet::cut("{one} {two}", BLANKS).is_none());
        assert!(Sheet::cut("{two} {one} {three}", BLANKS).is_none());
        assert!(Sheet::cut("{one} {two} {three} {one}", BLANKS).is_none());
    }

    #[test]
    fn the_coding_is_what_the_visitor_takes() {
        let of = |line: &'static str| {
            Coding::of(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(line))]))
        };
        assert_eq!(of("gzip, deflate, br"), Coding::Brotli);
        assert_eq!(of("gzip, deflate"), Coding::Gzip);
        assert_eq!(of("br;q=0.5, gzip"), Coding::Gzip);
        assert_eq!(of("br;q=0, gzip;q=0"), Coding::Plain);
        assert_eq!(of("zstd"), Coding::Plain);
        assert_eq!(Coding::of(&HeaderMap::new()), Coding::Plain);
    }
}
