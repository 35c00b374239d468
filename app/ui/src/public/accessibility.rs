//! The accessibility statement (EN 301 549; domain.md §8): what we follow, what is not good yet, where to say so.

use super::bits::said;
use super::dates;
use super::frame::Body;
use crate::texts::public::accessibility as words;
use chrono::{Datelike, NaiveDate};
use domain::lang::Lang;
use leptos::prelude::*;

/// When somebody last looked whether this page is true.
const MADE_ON: &str = "2026-11-28";

pub(super) fn page(lang: Lang) -> Body {
    let made_on = MADE_ON
        .parse::<NaiveDate>()
        .map(|date| format!("{} {}", dates::day(lang, date), date.year()))
        .unwrap_or_default();
    let main = view! {
        <h1>{said!(lang, accessibility::title)}</h1>
        <p>{words::intro(lang)}</p>
        <h2>{said!(lang, accessibility::standard_title)}</h2>
        <p>{words::standard(lang)}</p>
        <h2>{said!(lang, accessibility::status_title)}</h2>
        <p>{words::status(lang)}</p>
        <p>{words::made_on(lang)} " " <time datetime=MADE_ON><bdi>{made_on}</bdi></time></p>
        <h2>{said!(lang, accessibility::known_title)}</h2>
        <ul class="lines">
            <li class="line"><span class="line-main">{words::known_review(lang)}</span></li>
            <li class="line"><span class="line-main">{words::known_audit(lang)}</span></li>
        </ul>
        <h2>{said!(lang, accessibility::help_title)}</h2>
        <p>{words::help(lang)}</p>
    };
    Body::new(words::title(lang), main)
}
