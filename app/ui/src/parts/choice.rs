//! One of a few: radio buttons that look like cards. Real inputs in a fieldset, so keyboard, voice, a plain
//! form without a script and the screen in the browser all use the same thing.

use leptos::prelude::*;

use super::field::{described_by, error_line};
use super::{OnText, classes, words};

/// How a chosen card is coloured. `Maybe` and `No` are answers, not alarms: they stay calm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ChoiceTone {
    #[default]
    Plain,
    Maybe,
    No,
}

/// One answer: what is sent, and what is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub hint: Option<String>,
    pub tone: ChoiceTone,
}

impl Choice {
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None, tone: ChoiceTone::Plain }
    }

    /// A second, softer line under the words.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn toned(mut self, tone: ChoiceTone) -> Self {
        self.tone = tone;
        self
    }
}

/// Side by side where there is room, under each other, or always three in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ChoiceLayout {
    #[default]
    Row,
    Stack,
    Three,
}

/// One radio input inside its card. `face` is what is seen; the input covers it and stays in reach.
pub(super) fn radio_card(
    name: &str,
    value: String,
    tone: ChoiceTone,
    chosen: TextProp,
    on_choose: Option<OnText>,
    face: AnyView,
) -> impl IntoView + use<> {
    let tone = match tone {
        ChoiceTone::Plain => "",
        ChoiceTone::Maybe => "is-maybe",
        ChoiceTone::No => "is-no",
    };
    let mine = value.clone();
    let is_chosen = move || chosen.get() == mine.as_str();
    let sent = value.clone();
    let tell = move |_| {
        if let Some(on_choose) = on_choose {
            on_choose.run((sent.clone(),));
        }
    };
    view! {
        <label class=classes(["choice-card", tone])>
            <input
                type="radio"
                name=name.to_owned()
                value=value
                checked=is_chosen.clone()
                prop:checked=is_chosen
                on:change=tell
            />
            {face}
        </label>
    }
}

/// A question with a few answers. `chosen` is the value of the chosen one, empty for none yet.
#[component]
pub fn ChoiceCards(
    #[prop(into)] name: String,
    #[prop(into)] legend: TextProp,
    choices: Vec<Choice>,
    #[prop(optional, into)] chosen: TextProp,
    #[prop(optional)] layout: ChoiceLayout,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional, into)] error: TextProp,
    #[prop(optional, into)] on_choose: Option<OnText>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let layout = match layout {
        ChoiceLayout::Row => "",
        ChoiceLayout::Stack => "is-stack",
        ChoiceLayout::Three => "is-three",
    };
    let id = format!("field-{name}");
    let error_id = format!("{id}-error");
    let described = described_by(&id, hint.as_ref(), &error);
    let hint_id = format!("{id}-hint");
    let cards = choices
        .into_iter()
        .map(|choice| {
            let face = view! {
                <span>{choice.words}</span>
                {choice.hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            };
            radio_card(&name, choice.value, choice.tone, chosen.clone(), on_choose, face.into_any())
        })
        .collect_view();
    view! {
        <fieldset class="choice" id=id aria-describedby=described disabled=move || disabled.get()>
            <legend>{words(legend)}</legend>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{words(hint)}</p> })}
            {error_line(error_id, error)}
            <div class=classes(["choice-cards", layout])>{cards}</div>
        </fieldset>
    }
}

/// Ja / Misschien / Nee: values `yes`, `maybe`, `no`, in that order in every script.
#[component]
pub fn Verdict(
    #[prop(into)] name: String,
    #[prop(into)] legend: TextProp,
    #[prop(into)] yes: String,
    #[prop(into)] maybe: String,
    #[prop(into)] no: String,
    #[prop(optional, into)] chosen: TextProp,
    #[prop(optional, into)] error: TextProp,
    #[prop(optional, into)] on_choose: Option<OnText>,
) -> impl IntoView {
    let choices = vec![
        Choice::new("yes", yes),
        Choice::new("maybe", maybe).toned(ChoiceTone::Maybe),
        Choice::new("no", no).toned(ChoiceTone::No),
    ];
    let tell = Callback::new(move |(value,): (String,)| {
        if let Some(on_choose) = on_choose {
            on_choose.run((value,));
        }
    });
    view! {
        <ChoiceCards
            name=name
            legend=legend
            choices=choices
            chosen=chosen
            error=error
            layout=ChoiceLayout::Three
            on_choose=tell
        />
    }
}
