//! "For which vacancy?": what the candidate starred stands first and is marked as their wish. A vacancy is chosen by the
//! interviewer; only what is clear is chosen beforehand.

use super::ending::Chosen;
use crate::parts::{Choice, ChoiceCards, ChoiceLayout, Notice, NoticeKind};
use crate::texts::scoring::ending as t;
use crate::workplace::context::use_lang;
use leptos::prelude::*;
use sync::views::{TabletTalk, TabletVacancy};

#[component]
pub fn Vacancies(
    talk: Memo<TabletTalk>,
    chosen: RwSignal<Chosen>,
    #[prop(into)] lacking: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let offered = Memo::new(move |_| talk.with(|talk| talk.vacancies.clone()));
    move || {
        let (lang, offered) = (lang.get(), offered.get());
        if offered.is_empty() {
            return view! { <Notice kind=NoticeKind::Warn>{t::no_vacancy(lang)}</Notice> }.into_any();
        }
        let choice = |one: TabletVacancy| {
            let choice = Choice::new(one.vacancy.to_string(), one.title);
            if one.wished { choice.hint(t::wish(lang)) } else { choice }
        };
        view! {
            <ChoiceCards name="vacancy" legend=t::vacancy(lang) layout=ChoiceLayout::Stack
                choices=offered.into_iter().map(choice).collect()
                chosen=move || chosen.get().vacancy.map(|vacancy| vacancy.to_string()).unwrap_or_default()
                error=move || if lacking.get() { t::lacks_vacancy(lang) } else { "" }
                on_choose=move |value: String| chosen.update(|chosen| chosen.vacancy = value.parse().ok())/>
        }
        .into_any()
    }
}
