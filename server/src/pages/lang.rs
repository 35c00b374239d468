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
    cookie(headers, COOKIE_NAME).and_then(offered)
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The first wish that we have. What the phone weighs less (`q`) comes later, and `q=0` means "not this one".
fn asked(headers: &HeaderMap) -> Option<Lang> {
    let line = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut wishes: Vec<(f32, &str)> = line.split(',').take(WISHES_MAX).map(wish).collect();
    wishes.retain(|(weight, _)| *weight > 0.0);
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.into_iter().find_map(|(_, tag)| of_phone(tag))
}

/// More than anybody reads.
const WISHES_MAX: usize = 20;

/// "ar-SY;q=0.9" as its weight and its tag.
fn wish(part: &str) -> (f32, &str) {
    let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
    let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok());
    (weight.unwrap_or(0.0), tag.trim())
}

/// The language of ours that a phone means. Phones know more tags than we have languages: macrolanguages and their
/// parts by ISO 639-3, and the script or country that decides which one is read.
fn of_phone(tag: &str) -> Option<Lang> {
    let tag = tag.replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let rest: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
    let has = |wanted: &[&str]| rest.iter().any(|part| wanted.contains(&part.as_str()));
    let lang = match language.as_str() {
        "fa" | "per" | "fas" if has(&["af"]) => Lang::FaAf,
        "fa" | "per" | "fas" | "pes" => Lang::Fa,
        "prs" => Lang::FaAf,
        // Kurdish without more is Kurmancî in CLDR; in Arabic script, and in Iraq and Iran, people read Sorani.
        "ku" | "kur" if has(&["arab", "iq", "ir"]) => Lang::Ckb,
        "ku" | "kur" | "kmr" => Lang::Kmr,
        "ckb" => Lang::Ckb,
        "ps" | "pus" | "pbt" | "pbu" | "pst" => Lang::Ps,
        "ar" | "ara" | "arb" | "apc" | "acm" | "ary" | "arz" | "apd" => Lang::Ar,
        "ti" | "tir" => Lang::Ti,
        other => other.parse().ok()?,
    };
    PUBLIC_LANGS.contains(&lang).then_some(lang)
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

    fn asked_for(line: &'static str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(line));
        of(None, &headers)
    }

    #[test]
    fn a_phone_gets_the_language_that_it_means() {
        for (line, lang) in [
            ("fa-AF,fa;q=0.9,en;q=0.8", Lang::FaAf),
            ("prs", Lang::FaAf),
            ("fa-IR", Lang::Fa),
            ("ku", Lang::Kmr),
            ("ku-TR,tr;q=0.9", Lang::Kmr),
            ("ku-Arab-IQ", Lang::Ckb),
            ("ckb-IQ,ar;q=0.8", Lang::Ckb),
            ("kmr", Lang::Kmr),
            ("ti-ER,en;q=0.5", Lang::Ti),
            ("uk-UA,ru;q=0.9", Lang::Uk),
            ("ps-AF", Lang::Ps),
            ("so-SO", Lang::So),
            ("es-419", Lang::Es),
            ("AR_sy", Lang::Ar),
        ] {
            assert_eq!(asked_for(line), lang, "{line}");
        }
    }

    #[test]
    fn a_heavier_wish_comes_first_and_one_of_no_weight_never() {
        assert_eq!(asked_for("en;q=0.3, ti;q=0.7"), Lang::Ti);
        assert_eq!(asked_for("ru;q=0, uk;q=0.1"), Lang::Uk);
        assert_eq!(asked_for("ru;q=nonsense, xx, fr;q=0.2"), Lang::Fr);
        assert_eq!(asked_for("*;q=0.5"), Lang::Nl);
    }
}
