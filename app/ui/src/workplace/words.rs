//! Sentences for what the server says, the same on every screen.

use super::context::use_lang;
use crate::texts::dates;
use crate::texts::workplace::{rejection as r, request as q};
use domain::lang::Lang;
use domain::time::from_ms;
use leptos::prelude::*;
use sync::Rejection;
use sync::requests::RequestError;

/// A sentence that follows the language, for a property of a part. All of them are one piece of code for the browser,
/// where a closure at each place would be one each.
pub fn told(sentence: fn(Lang) -> &'static str) -> TextProp {
    let lang = use_lang();
    (move || sentence(lang.get())).into()
}

/// As [`told`], for a place in a view.
pub fn say(sentence: fn(Lang) -> &'static str) -> AnyView {
    let lang = use_lang();
    (move || sentence(lang.get())).into_any()
}

/// Why a command was not done.
pub fn rejection(lang: Lang, why: Rejection) -> &'static str {
    match why {
        Rejection::NotFound => r::not_found(lang),
        Rejection::NotConfirmed => r::not_confirmed(lang),
        Rejection::Yourself => r::yourself(lang),
        Rejection::Closed => r::closed(lang),
        Rejection::AlreadySignedUp => r::already_signed_up(lang),
        Rejection::Full => r::full(lang),
        Rejection::NotAdult => r::not_adult(lang),
        Rejection::PassedOn => r::passed_on(lang),
        Rejection::Outdated => r::outdated(lang),
        Rejection::NotNow => r::not_now(lang),
        Rejection::PlanStands => r::plan_stands(lang),
        Rejection::StrengthMissing => r::strength_missing(lang),
        Rejection::NoIsNo => r::no_is_no(lang),
        Rejection::VacancyMissing => r::vacancy_missing(lang),
        Rejection::Taken => r::taken(lang),
        Rejection::SameTime => r::same_time(lang),
        Rejection::ImportNotReady => r::import_not_ready(lang),
        Rejection::Malformed => r::malformed(lang),
        Rejection::SetAside => r::set_aside(lang),
    }
}

/// Why a plain call did not work.
pub fn request_error(lang: Lang, error: RequestError) -> String {
    let sentence = match error {
        RequestError::TooMany { retry_after_s } => {
            return q::too_many(lang, retry_after_s.div_ceil(60).max(1));
        }
        RequestError::WrongPassword => q::wrong_password(lang),
        RequestError::WrongCode => q::wrong_code(lang),
        RequestError::UsedUp => q::used_up(lang),
        RequestError::PasswordTooShort => q::password_too_short(lang),
        RequestError::PasswordTooLong => q::password_too_long(lang),
        RequestError::TooLarge => q::too_large(lang),
        RequestError::NotASpreadsheet => q::not_a_spreadsheet(lang),
        RequestError::NotOurFile => q::not_our_file(lang),
        RequestError::MakerEnded => q::maker_ended(lang),
        RequestError::NoPass => q::no_pass(lang),
        RequestError::NoFile => q::no_file(lang),
        RequestError::NotFound => q::not_found(lang),
        RequestError::Malformed => q::malformed(lang),
        RequestError::OtherSite => q::other_site(lang),
        RequestError::SignedOut => q::signed_out(lang),
        RequestError::Offline => q::offline(lang),
        RequestError::Server => q::server(lang),
    };
    sentence.to_owned()
}

/// "13.45" in Dutch, "13:45" in English: the wall clock in Amsterdam.
pub fn clock_at(lang: Lang, ms: i64) -> String {
    dates::clock(lang, from_ms(ms))
}

/// "donderdag 3 december".
pub fn day_at(lang: Lang, ms: i64) -> String {
    dates::day_of(lang, from_ms(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_said_in_whole_minutes_and_never_zero() {
        let text = |retry_after_s| request_error(Lang::Nl, RequestError::TooMany { retry_after_s });
        assert_eq!(text(1), text(60));
        assert_ne!(text(60), text(61));
    }

    #[test]
    fn a_clock_is_written_as_its_language_does() {
        let ms = 1_796_302_500_000; // 2026-12-03T12:55:00Z
        assert_eq!(clock_at(Lang::Nl, ms), "13.55");
        assert_eq!(clock_at(Lang::En, ms), "13:55");
    }
}
