//! The people of a fair: number, name, place, needs, presence; found by number or name.

use super::attendance::Mark;
use super::desk::{ConfirmPin, NewPin, PinFor, ShownPin};
use super::find::fits;
use super::groups::Groups;
use super::new_card::NewCardLink;
use super::places::{Acts, ConfirmTakeOff, PlaceActs, TakenOff};
use super::sign_up::SignUpLink;
use crate::parts::{Check, EmptyState, Field, InputKind, More, Pill, PillKind, Seat, Wide};
use crate::texts::dates::{clock, day_of, minute_of_day};
use crate::texts::fair::residents as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::{Command, Needs};
use domain::fair::Place;
use domain::ids::{FairId, SessionId};
use domain::lang::Lang;
use domain::time::from_ms;
use leptos::prelude::*;
use sync::views::{FairHead, FairView, PersonView};

#[component]
pub fn Residents(view: Signal<FairView>) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let (typed, asking, taken_off) = (RwSignal::new(String::new()), PinFor::new(None), TakenOff::new(None));
    let people = Memo::new(move |_| view.with(|view| view.people.clone()));
    let groups = Memo::new(move |_| view.with(|view| view.groups.clone()));
    let (session, fair) = view.with_untracked(|view| (view.head.session, view.head.fair));
    let free = Memo::new(move |_| {
        view.with(|view| {
            let FairHead { placed, offered, pending, capacity, .. } = view.head;
            placed + offered + pending < capacity
        })
    });
    let (waits, only_waiting) =
        (Memo::new(move |_| view.with(|view| view.head.pending)), RwSignal::new(false));
    let found = Memo::new(move |_| {
        let (typed, people) = (typed.get(), people.get());
        // Once nobody waits any more, everybody is there again.
        let only_waiting = only_waiting.get() && waits.get() > 0;
        let shown = |person: &PersonView| {
            fits(&typed, person.number, &person.name)
                && (!only_waiting || person.place == Some(Place::Pending))
        };
        people.into_iter().filter(shown).collect::<Vec<_>>()
    });
    let is_waiting = Memo::new(move |_| waits.get() > 0);
    let waiting = move || {
        is_waiting.get().then(|| {
            let label = move || t::only_pending(lang.get(), waits.get());
            view! {
                <Check name="only-waiting" label=label checked=only_waiting
                    on_check=move |on| only_waiting.set(on)/>
            }
        })
    };
    let body = move || {
        if people.with(Vec::is_empty) {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        view! {
            <PeopleTable people=found free=free fair=fair session=session asking=asking taken_off=taken_off ask=ask/>
        }
        .into_any()
    };
    let count = move || t::count(lang.get(), u32::try_from(found.with(Vec::len)).unwrap_or(u32::MAX));
    view! {
        <section class="stack">
            <div class="row row-between"><h2>{move || t::title(lang.get())}</h2><SignUpLink view=view/></div>
            <RefusalNotice ask=ask/>
            <ConfirmPin asking=asking ask=ask/>
            <ConfirmTakeOff asking=taken_off ask=ask/>
            <ShownPin ask=ask/>
            <Field name="find-person" label=move || t::find(lang.get()) kind=InputKind::Search value=typed
                on_input=move |text| typed.set(text)/>
            {waiting}
            <p class="small soft" role="status">{count}</p>
            {body}
            <Groups groups=groups/>
        </section>
    }
}

#[component]
fn PeopleTable(
    people: Memo<Vec<PersonView>>,
    free: Memo<bool>,
    fair: FairId,
    session: SessionId,
    asking: PinFor,
    taken_off: TakenOff,
    ask: Ask,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        // The roles are said because a phone shows each row as a card, and a card has none.
        <Wide label=move || t::title(lang.get())>
            <table class="data-table is-stacking" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{move || t::number(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::name(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::place(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::language(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::needs(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::attendance(lang.get())}</th>
                    <th scope="col" role="columnheader">{move || t::acts(lang.get())}</th>
                </tr></thead>
                <tbody role="rowgroup">
                    <For each=move || people.get() key=key let:person>
                        <PersonRow person=person free=free fair=fair session=session asking=asking
                            taken_off=taken_off ask=ask/>
                    </For>
                </tbody>
            </table>
        </Wide>
    }
}

/// A row is drawn anew when anything that it shows has changed.
fn key(person: &PersonView) -> String {
    let PersonView { resident, place, attendance, needs, shares_phone, group, name, .. } = person;
    format!("{resident}{place:?}{attendance:?}{needs:?}{shares_phone}{group:?}{name}")
}

#[component]
fn PersonRow(
    person: PersonView,
    free: Memo<bool>,
    fair: FairId,
    session: SessionId,
    asking: PinFor,
    taken_off: TakenOff,
    ask: Ask,
) -> impl IntoView {
    let lang = use_lang();
    let (place, wants, shares_phone) = (person.place, person.needs, person.shares_phone);
    let group = person.group;
    let place = move || {
        let (kind, words) = place_words(lang.get(), place);
        view! { <Pill kind=kind>{words}</Pill> }
    };
    let me = use_me();
    let any =
        [Command::Withdraw { sign_up: person.sign_up }, Command::GiveNewPin { resident: person.resident }];
    let any = any.iter().any(|command| may(me.get_untracked().as_deref(), command));
    let rare = person.clone();
    let more = any.then(|| {
        let (resident, name) = (rare.resident, rare.name.clone());
        view! {
            <More label=move || t::more(lang.get()) of=name.clone()>
                <PlaceActs person=rare acts=Acts::BehindMore free=free asking=taken_off ask=ask/>
                <NewPin resident=resident name=name.clone() asking=asking/>
                <NewCardLink fair=fair resident=resident name=name/>
            </More>
        }
    });
    // Nobody is expected who may not come yet.
    let mark = (person.place != Some(Place::Pending)).then(|| {
        view! {
            <Mark session=session resident=person.resident attendance=person.attendance
                name=person.name.clone() ask=ask/>
        }
    });
    view! {
        <tr role="row">
            <td role="cell"><Seat number=person.number.to_string()/></td>
            <th scope="row" role="rowheader"><bdi>{person.name.clone()}</bdi></th>
            <td role="cell">{place}</td>
            <td role="cell">{person.lang.endonym()}</td>
            <td role="cell">{move || needs_words(lang.get(), wants, shares_phone, group)}</td>
            <td role="cell" class="is-wide">{mark}</td>
            <td role="cell" class="is-wide">
                <div class="row">
                    <PlaceActs person=person.clone() acts=Acts::InTheRow free=free asking=taken_off ask=ask/>
                    {more}
                </div>
            </td>
        </tr>
    }
}

pub(super) fn place_words(lang: Lang, place: Option<Place>) -> (PillKind, String) {
    match place {
        Some(Place::Placed) => (PillKind::Good, t::placed(lang).to_owned()),
        Some(Place::Standby(number)) => (PillKind::Warn, t::standby(lang, number)),
        Some(Place::Offered { until_ms }) => {
            let until = from_ms(until_ms);
            let when = format!("{}, {}", day_of(lang, until), clock(lang, until));
            (PillKind::Warn, t::offered(lang, when))
        }
        Some(Place::Lapsed) => (PillKind::Plain, t::lapsed(lang).to_owned()),
        Some(Place::Pending) => (PillKind::Warn, t::pending(lang).to_owned()),
        Some(Place::Declined) => (PillKind::Plain, t::declined(lang).to_owned()),
        None => (PillKind::Plain, t::withdrawn(lang).to_owned()),
    }
}

/// Practical needs as a list, whether the telephone number may be passed on, and with which group they come; never a
/// reason.
fn needs_words(lang: Lang, needs: Needs, shares_phone: bool, group: Option<u32>) -> String {
    let interpreter = match needs.interpreter_lang {
        Some(spoken) => t::interpreter_in(lang, spoken.endonym()),
        None => t::interpreter(lang).to_owned(),
    };
    let list = [
        needs.interpreter.then_some(interpreter),
        needs.childcare.then(|| t::childcare(lang).to_owned()),
        needs.transport.then(|| t::transport(lang).to_owned()),
        needs.leave_at_min.map(|at| t::leaves_at(lang, minute_of_day(lang, at))),
        shares_phone.then(|| t::shares_phone(lang).to_owned()),
        group.map(|number| t::group(lang, number)),
    ];
    list.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_said_in_words_and_nothing_when_there_are_none() {
        assert_eq!(needs_words(Lang::Nl, Needs::default(), false, None), "");
        let needs = Needs { interpreter: true, transport: true, ..Needs::default() };
        assert_eq!(needs_words(Lang::Nl, needs, false, None).matches(',').count(), 1);
        let needs = Needs { interpreter_lang: Some(Lang::Ti), leave_at_min: Some(870), ..needs };
        let words = needs_words(Lang::Nl, needs, true, Some(2));
        assert!(
            words.contains(Lang::Ti.endonym()) && words.contains("14.30") && words.contains("groep 2"),
            "{words}"
        );
        assert_eq!(words.matches(',').count(), 4, "{words}");
    }

    #[test]
    fn a_standby_place_names_its_number() {
        assert!(place_words(Lang::Nl, Some(Place::Standby(3))).1.contains('3'));
    }

    #[test]
    fn who_must_still_confirm_is_shown_with_the_time() {
        let place = Some(Place::Offered { until_ms: 1_796_238_000_000 });
        let (kind, words) = place_words(Lang::Nl, place);
        assert_eq!(
            (kind, words.as_str()),
            (PillKind::Warn, "moet ja zeggen vóór woensdag 2 december, 20.00")
        );
    }
}
