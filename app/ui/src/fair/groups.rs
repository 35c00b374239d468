//! People who come together: who leads them, where they gather, how they travel, when they leave.

use crate::texts::dates::minute_of_day;
use crate::texts::fair::groups as t;
use crate::workplace::context::use_lang;
use domain::fair::group::Travel;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::GroupView;

/// Nothing where nobody comes with others.
#[component]
pub fn Groups(groups: Memo<Vec<GroupView>>) -> impl IntoView {
    let lang = use_lang();
    let list = move || {
        let said: Vec<_> =
            groups.with(|groups| groups.iter().map(|group| words(lang.get(), group)).collect());
        // A list of parts would bring a second kind of line into the program that a browser loads.
        said.into_iter().map(|said| view! { <li class="line"><bdi>{said}</bdi></li> }).collect_view()
    };
    move || {
        groups.with(|groups| !groups.is_empty()).then(|| {
            view! {
                <section class="stack stack-tight">
                    <h3>{move || t::title(lang.get())}</h3>
                    <ul class="lines">{list}</ul>
                </section>
            }
        })
    }
}

/// "Groep 1 · 3 personen · met Kapitein (7) · samen bij De ingang · om 12.45 · weg om 15.30": what was not agreed is not said.
fn words(lang: Lang, group: &GroupView) -> String {
    let said = [
        Some(t::group(lang, group.number)),
        Some(t::people(lang, group.people)),
        Some(t::leader(lang, &group.leader_name, group.leader)),
        group.meet.as_ref().map(|meet| t::meet(lang, meet)),
        group.meet_at_min.map(|at| t::meet_at(lang, minute_of_day(lang, at))),
        group.travel.map(|travel| travel_word(lang, travel).to_owned()),
        group.leave_at_min.map(|at| t::leave_at(lang, minute_of_day(lang, at))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn travel_word(lang: Lang, travel: Travel) -> &'static str {
    match travel {
        Travel::OnFoot => t::on_foot(lang),
        Travel::Bicycle => t::bicycle(lang),
        Travel::Transit => t::transit(lang),
        Travel::Car => t::car(lang),
        Travel::Arranged => t::arranged(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_told_in_one_line_and_what_was_not_agreed_is_left_out() {
        let mut group = GroupView {
            number: 2,
            leader: 7,
            leader_name: "Kapitein".into(),
            people: 3,
            meet: None,
            meet_at_min: None,
            travel: None,
            leave_at_min: None,
        };
        assert_eq!(words(Lang::Nl, &group), "Groep 2 · 3 personen · leider: Kapitein (7)");
        group = GroupView {
            meet: Some("De ingang".into()),
            meet_at_min: Some(765),
            travel: Some(Travel::Arranged),
            leave_at_min: Some(930),
            ..group
        };
        let all = words(Lang::Nl, &group);
        for part in ["bij elkaar: De ingang", "om 12.45", "vraagt vervoer", "samen weg om 15.30"] {
            assert!(all.contains(part), "{all}");
        }
    }
}
