//! What pages for staff share that the server draws under the workplace's door: the language of staff, as in the
//! workplace, and the way back into it.

use crate::texts::pipeline::screen;
use crate::texts::wording::list;
use crate::texts::workplace::frame as t;
use domain::ids::FairId;
use domain::lang::Lang;
use leptos::prelude::*;

/// Staff read Dutch and English.
pub(super) fn lang_of(lang: Lang) -> Lang {
    if lang == Lang::En { Lang::En } else { Lang::Nl }
}

/// Where follow-up is at home in the workplace, and its name.
pub(super) fn follow_up(lang: Lang) -> (String, String) {
    ("/app/follow-up".into(), screen::title(lang).into())
}

/// Where the texts are at home in the workplace.
pub(super) fn texts(lang: Lang) -> (String, String) {
    ("/app/texts".into(), list::title(lang).into())
}

/// Where a fair is in the workplace.
pub(super) fn fair(id: FairId) -> String {
    format!("/app/fair/{id}")
}

/// The page: what must be seen first, the way back to where it was opened, and what it is about.
pub(super) fn page(
    lang: Lang,
    first: impl IntoView + 'static,
    (back_path, back_to): (String, String),
    main: impl IntoView + 'static,
) -> AnyView {
    view! {
        <div class="stack" lang=lang.tag() dir="ltr">
            {first}
            <p class="no-print"><a href=back_path>{t::back_to(lang, back_to)}</a></p>
            {main}
        </div>
    }
    .into_any()
}
