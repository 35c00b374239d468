//! The gallery's forms: buttons, fields, choices, stars and the question that must be answered.

use leptos::prelude::*;

use crate::parts::dialog::inside;
use crate::parts::*;

fn buttons() -> impl IntoView {
    [
        (ButtonKind::Primary, "Ik doe mee"),
        (ButtonKind::Quiet, "Niet doen"),
        (ButtonKind::Now, "Nu wisselen"),
        (ButtonKind::Stop, "Verwijderen"),
        (ButtonKind::Plain, "Ongedaan maken"),
    ]
    .map(|(kind, text)| view! { <Button kind=kind>{text}</Button> })
    .collect_view()
}

fn question(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Confirm
            open=open
            title="Plan publiceren?"
            text="Alle telefoons en tablets zien meteen het nieuwe plan."
            confirm="Publiceer"
            cancel="Niet doen"
            on_confirm=move |()| open.set(false)
        />
    }
}

/// A question that stands open: in the gallery it holds up nothing.
fn open_question(number: usize) -> impl IntoView {
    let acts = || {
        view! {
            <p>"Alle telefoons en tablets zien meteen het nieuwe plan."</p>
            <div class="dialog-acts">
                <Button kind=ButtonKind::Quiet>"Niet doen"</Button>
                <Button>"Publiceer"</Button>
            </div>
        }
        .into_any()
    };
    view! {
        <dialog class="dialog" open=true aria-label=format!("Plan publiceren? ({number})")>
            {inside("Plan publiceren?".into(), Box::new(acts))}
        </dialog>
    }
}

/// All forms on one sheet. `number` keeps the names of the four sheets apart.
pub(super) fn samples(number: usize) -> impl IntoView {
    let name = move |field: &str| format!("{field}-{number}");
    let open = RwSignal::new(false);
    let step = RwSignal::new("3".to_owned());
    let verdict = RwSignal::new("yes".to_owned());
    let stars = RwSignal::new("2".to_owned());
    let steps = ["weet nog niet", "wil proberen", "wil dit werk", "wil dit en weet waarom"];
    let choices: Vec<Choice> =
        steps.iter().zip(1..).map(|(words, value)| Choice::new(value.to_string(), *words)).collect();
    let star_words = StarWords {
        three: "heel graag".to_owned(),
        two: "graag".to_owned(),
        one: "misschien".to_owned(),
        not: "Niet".to_owned(),
    };
    let errors = vec![FieldError::new(name("phone"), "Vul een telefoonnummer in.")];
    view! {
        <div class="row">{buttons()}</div>
        <div class="row"><Button busy=true>"Bezig"</Button> <Button disabled=true>"Kan nog niet"</Button></div>
        <ErrorSummary title="Nog één ding" errors=errors/>
        <Field name=name("first") label="Voornaam" hint="Zoals u genoemd wilt worden."/>
        <Field name=name("phone") label="Telefoon" kind=InputKind::Tel value="06" error="Vul een telefoonnummer in."/>
        <Field name=name("code") label="Code" kind=InputKind::Code value="K7M2 9QXA"/>
        <TextArea name=name("note") label="Vraag voor later" optional="(niet verplicht)"/>
        <Select name=name("kind") label="Soort werk" choices=choices.clone() chosen="2"/>
        <Field name=name("day") label="Dag" kind=InputKind::Date value="2026-12-03" hint="Een dag die nog komt."
            error="Kies een dag die nog komt."/>
        <Check name=name("care") label="Ik heb kinderopvang nodig" checked=true/>
        <Checks name=name("roles") legend="Rollen" error="Kies minstens één rol.">
            <Check name=name("desk") label="Meedoenbalie" hint="Meldt mensen aan."/>
            <Check name=name("matcher") label="Matcher"/>
        </Checks>
        <ChoiceCards name=name("closed") legend="Nu niet te kiezen" choices=choices.clone() chosen="1" disabled=true/>
        <ChoiceCards
            name=name("motivation")
            legend="Motivatie"
            choices=choices
            chosen=step
            on_choose=move |value| step.set(value)
        />
        <Verdict
            name=name("verdict")
            legend="Tweede gesprek"
            yes="Ja"
            maybe="Misschien"
            no="Nee"
            chosen=verdict
            on_choose=move |value| verdict.set(value)
        />
        <Stars
            name=name("stars")
            legend="Magazijn, inpakken"
            words=star_words
            chosen=stars
            on_choose=move |value| stars.set(value)
        />
        <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>"Vraag het"</Button>
        {question(open)}
        {open_question(number)}
        <div class="row">
            <ButtonLink href="#">"Naar het plan"</ButtonLink>
            <ButtonLink href="#" kind=ButtonKind::Quiet>"Terug"</ButtonLink>
        </div>
        <Bar note="1 kiest u zelf"><Button width=Width::Wide>"Ik doe mee"</Button></Bar>
    }
}
