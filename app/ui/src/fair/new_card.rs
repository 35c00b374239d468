//! A new card at the desk, for who has none yet (the import knows them) or lost it: asked once more, shown once, on a page
//! of its own, so that printing it prints nobody else.

use super::overview::FairAt;
use super::sign_up::Papers;
use crate::parts::{Button, ButtonKind, ButtonLink, EmptyState, PageHead};
use crate::texts::fair::{new_card as t, sign_up};
use crate::texts::workplace::frame;
use crate::workplace::address::inner_id_in;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_link, use_me};
use crate::workplace::link::Request;
use domain::command::Command;
use domain::ids::{FairId, ResidentId};
use leptos::prelude::*;
use sync::Shown;
use sync::views::{FairView, PersonView};

/// The way here for one person; absent for who may not.
#[component]
pub fn NewCardLink(fair: FairId, resident: ResidentId, name: String) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    may(me.get_untracked().as_deref(), &Command::GiveNewCard { resident }).then(|| {
        view! {
            <ButtonLink kind=ButtonKind::Plain href=format!("/app/fair/{fair}/card/{resident}")>
                {move || t::button(lang.get())}<span class="visually-hidden">": "{name}</span>
            </ButtonLink>
        }
    })
}

#[component]
pub fn NewCardScreen() -> impl IntoView {
    view! { <FairAt children=|view| view! { <Screen view=view/> }.into_any()/> }
}

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Face {
    /// Nobody of this fair, or not for who looks.
    Nobody,
    Ask(PersonView),
    Given {
        number: u32,
        card: String,
        pin: String,
    },
}

fn face(person: Option<&PersonView>, allowed: bool, shown: Option<&Shown>) -> Face {
    match (shown, person) {
        (Some(Shown::Card { number, card, pin }), _) => {
            Face::Given { number: *number, card: card.clone(), pin: pin.clone() }
        }
        (_, Some(person)) if allowed => Face::Ask(person.clone()),
        _ => Face::Nobody,
    }
}

#[component]
fn Screen(view: Signal<FairView>) -> impl IntoView {
    let (lang, me, ask, path) = (use_lang(), use_me(), use_ask(), use_link().path);
    let fair = view.with_untracked(|view| view.head.fair);
    let resident =
        Memo::new(move |_| path.with(|path| inner_id_in(path).and_then(|id| id.parse::<ResidentId>().ok())));
    let shows = Memo::new(move |_| {
        let Some(resident) = resident.get() else { return Face::Nobody };
        let allowed = may(me.get().as_deref(), &Command::GiveNewCard { resident });
        view.with(|view| {
            let person = view.people.iter().find(|person| person.resident == resident);
            ask.shown.with(|shown| face(person, allowed, shown.as_ref()))
        })
    });
    move || {
        match shows.get() {
        Face::Nobody => view! {
            <EmptyState title=move || frame::not_here(lang.get()) text=move || frame::not_here_text(lang.get())/>
        }
        .into_any(),
        Face::Ask(person) => view! { <Question fair=fair person=person ask=ask/> }.into_any(),
        Face::Given { number, card, pin } => {
            let request = use_link().request;
            view! {
                <PageHead title=move || t::given(lang.get(), number)>
                    <Button kind=ButtonKind::Quiet on_press=move |()| request.run(Request::Print)>
                        {move || sign_up::print(lang.get())}
                    </Button>
                    <ButtonLink href=format!("/app/fair/{fair}")>{move || t::done(lang.get())}</ButtonLink>
                </PageHead>
                <Papers number=number card=card pin=Some(pin)/>
            }
            .into_any()
        }
    }
    }
}

/// The question before the old card ends.
#[component]
fn Question(fair: FairId, person: PersonView, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let PersonView { resident, name, .. } = person;
    view! {
        <PageHead title=move || t::title(lang.get(), name.clone())/>
        <RefusalNotice ask=ask/>
        <p>{move || t::text(lang.get())}</p>
        <div class="row">
            <ButtonLink kind=ButtonKind::Quiet href=format!("/app/fair/{fair}")>{move || t::cancel(lang.get())}</ButtonLink>
            <Button busy=ask.busy on_press=move |()| ask.ask(Command::GiveNewCard { resident })>
                {move || t::confirm(lang.get())}
            </Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::Attendance;
    use domain::ids::SignUpId;
    use domain::lang::Lang;
    use uuid::Uuid;

    fn person() -> PersonView {
        PersonView {
            resident: ResidentId(Uuid::from_u128(1)),
            sign_up: SignUpId(Uuid::from_u128(2)),
            number: 7,
            name: "Testbloem".into(),
            lang: Lang::Nl,
            place: None,
            needs: domain::command::Needs::default(),
            shares_phone: false,
            group: None,
            attendance: Attendance::Expected,
            stars: 0,
        }
    }

    #[test]
    fn a_card_is_asked_for_by_who_may_and_shown_whatever_the_list_says_by_then() {
        let card = Shown::Card { number: 7, card: "x".into(), pin: "12345".into() };
        assert!(face(Some(&person()), true, None) == Face::Ask(person()));
        assert!(face(Some(&person()), false, None) == Face::Nobody);
        assert!(face(None, true, None) == Face::Nobody);
        assert!(matches!(face(None, true, Some(&card)), Face::Given { number: 7, .. }));
        let pin = Shown::Pin("12345".into());
        assert!(face(Some(&person()), true, Some(&pin)) == Face::Ask(person()));
    }
}
