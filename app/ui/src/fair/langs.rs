//! A choice of languages, behind a fold that names the chosen ones.

use crate::parts::{Check, Fold};
use crate::workplace::context::use_lang;
use domain::lang::Lang;
use leptos::prelude::*;

/// `name` begins the names of the inputs; `legend` is written before the chosen languages.
#[component]
pub fn Langs(
    #[prop(into)] name: String,
    legend: fn(Lang) -> &'static str,
    #[prop(into)] chosen: Signal<Vec<Lang>>,
    #[prop(into)] on_turn: Callback<(Lang, bool)>,
) -> impl IntoView {
    let lang = use_lang();
    let summary = move || {
        let names: Vec<_> = chosen.with(|chosen| chosen.iter().map(|one| one.endonym()).collect());
        format!("{}: {}", legend(lang.get()), if names.is_empty() { "–".into() } else { names.join(", ") })
    };
    let checks = Lang::ALL
        .iter()
        .map(|one| {
            let one = *one;
            let held = Signal::derive(move || chosen.with(|chosen| chosen.contains(&one)));
            view! {
                <Check name=format!("{name}-{}", one.tag()) label=one.endonym() checked=held
                    on_check=move |on| on_turn.run((one, on))/>
            }
        })
        .collect_view();
    view! {
        <Fold summary=summary>
            <fieldset class="grid-cards" id=format!("field-{name}")>
                <legend class="visually-hidden">{move || legend(lang.get())}</legend>
                {checks}
            </fieldset>
        </Fold>
    }
}

/// Turns one language on or off; what is on stands in the order of the list of languages.
pub fn turn(chosen: &mut Vec<Lang>, lang: Lang, on: bool) {
    let stays = |one: &Lang| if *one == lang { on } else { chosen.contains(one) };
    *chosen = Lang::ALL.iter().copied().filter(stays).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_turned_on_once_and_off_again() {
        let mut chosen = vec![Lang::Nl, Lang::Ar];
        turn(&mut chosen, Lang::En, true);
        turn(&mut chosen, Lang::En, true);
        assert_eq!(chosen, [Lang::Nl, Lang::En, Lang::Ar]);
        turn(&mut chosen, Lang::Nl, false);
        assert_eq!(chosen, [Lang::En, Lang::Ar]);
    }
}
