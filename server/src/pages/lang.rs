//! In which language a page speaks: what the person chose now, chose before, or what their phone asks for; else Dutch.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use domain::lang::Lang;
use ui::texts::PUBLIC_LANGS;

pub const COOKIE_NAME: &str = "wr_lang";

fn offered(tag: &str) -> Option<Lang> {
    let lang: Lang = tag.parse().ok()?;
    PUBLIC_LANGS.contains(&lang).then_some(lang)
}

/// `query` is the part of the address behind the question mark.
pub fn of(query: Option<&str>, headers: &HeaderMap) -> Lang {
    chosen(query).or_else(|| kept(headers)).or_else(|| asked(headers)).unwrap_or(Lang::Nl)
}

/// What the person chose with a link on this page.
pub fn chosen(query: Option<&str>) -> Option<Lang> {
    query?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == "lang")
        .and_then(|(_, tag)| offered(tag))
}

fn kept(headers: &HeaderMap) -> Option<Lang> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, tag)| offered(tag))
}

fn asked(headers: &HeaderMap) -> Option<Lang> {
    let line = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    // In the order in which the phone writes them, which is the order of wish.
    line.split(',').take(10).find_map(|part| {
        let tag = part.split(';').next()?.trim();
        offered(tag).or_else(|| offered(tag.split('-').next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_choice_beats_the_cookie_and_the_cookie_beats_the_phone() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("xx, ar-SY;q=0.9, en;q=0.5"));
        assert_eq!(of(None, &headers), Lang::Ar);
        headers.insert(COOKIE, HeaderValue::from_static("a=b; wr_lang=en"));
        assert_eq!(of(None, &headers), Lang::En);
        assert_eq!(of(Some("x=1&lang=nl"), &headers), Lang::Nl);
        assert_eq!(of(Some("lang=klingon"), &HeaderMap::new()), Lang::Nl);
    }
}
