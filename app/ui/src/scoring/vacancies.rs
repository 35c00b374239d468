//! "For which vacancy?": what the candidate starred stands first and is marked as their wish. A vacancy is chosen by the
//! interviewer; only what is clear is chosen beforehand.

use super::ending::Lacking;
use crate::parts::{Choice, ChoiceCards, ChoiceLayout};
use crate::texts::scoring::ending as t;
use crate::workplace::context::use_lang;
use leptos::prelude::*;
use sync::views::TabletTalk;

#[component]
pub fn Vacancies(
    talk: Memo<TabletTalk>,
    chosen: RwSignal<String>,
    lacking: RwSignal<Option<Lacking>>,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let lang = lang.get();
        let offered = talk.with(|talk| talk.vacancies.clone());
        let hint = if offered.is_empty() { t::no_vacancy(lang) } else { "" };
        let mut choices = Vec::new();
        for (vacancy, title, wished) in offered {
            let choice = Choice::new(vacancy.to_string(), title);
            choices.push(if wished { choice.hint(t::wish(lang)) } else { choice });
        }
        let error = move || match lacking.get() {
            Some(Lacking::Vacancy) => t::lacks_vacancy(lang),
            _ => "",
        };
        view! {
            <ChoiceCards name="vacancy" legend=t::vacancy(lang) layout=ChoiceLayout::Stack choices=choices hint=hint
                error=error chosen=chosen on_choose=move |value: String| chosen.set(value)/>
        }
    }
}
