//! The interpreters of a fair: who comes, with which languages and when. One more behind a fold; one who is there is changed
//! in a dialog.

mod form;

use crate::parts::{Button, ButtonKind, Dialog, Fold, Lines};
use crate::texts::making::interpreters as t;
use crate::workplace::context::{organises, use_lang, use_link, use_me};
use crate::workplace::words::{clock_at, say, told};
use domain::ids::InterpreterId;
use form::{Form, Sheet, Typed};
use leptos::prelude::*;
use sync::views::{FairView, InterpreterView};

#[component]
pub fn Interpreters(view: Signal<FairView>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let ids = Memo::new(move |_| {
        view.with(|view| view.interpreters.iter().map(|one| one.interpreter).collect::<Vec<_>>())
    });
    let change = use_change();
    view! {
        <section class="stack">
            <h2>{say(t::title)}</h2>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="soft">{t::none(lang.get())}</p> })}
            // A line stays when what it says changes, and with it the focus that comes back from the dialog.
            <Lines>
                <For each=move || ids.get() key=|id| *id let:id><One view=view id=id can=can change=change/></For>
            </Lines>
            {move || can.get().then(|| view! { <Bring view=view/> })}
            <Change view=view change=change/>
        </section>
    }
}

#[component]
fn One(view: Signal<FairView>, id: InterpreterId, can: Memo<bool>, change: Changing) -> impl IntoView {
    let lang = use_lang();
    let one = Memo::new(move |old: Option<&Option<InterpreterView>>| {
        let found = view.with(|view| view.interpreters.iter().find(|one| one.interpreter == id).cloned());
        found.or_else(|| old.cloned().flatten())
    });
    let tell = move |words: fn(&InterpreterView) -> String| {
        move || one.with(|one| one.as_ref().map(words)).unwrap_or_default()
    };
    let name = tell(|one| one.name.clone());
    let langs = tell(|one| one.langs.iter().map(|lang| lang.endonym()).collect::<Vec<_>>().join(", "));
    let when = move || {
        one.with(|one| {
            let one = one.as_ref()?;
            Some(format!("{} – {}", clock_at(lang.get(), one.from_ms), clock_at(lang.get(), one.until_ms)))
        })
    };
    let open = move |()| {
        if let Some(one) = one.get_untracked() {
            change.open_for(&one);
        }
    };
    view! {
        <li class="line">
            <div class="line-main"><b><bdi>{name}</bdi></b><br/><span class="small soft">{langs}</span></div>
            <span class="line-trail">
                <span class="num">{when}</span>
                {move || can.get().then(|| view! {
                    <Button kind=ButtonKind::Plain on_press=open>
                        {say(t::change)}<span class="visually-hidden">": "{name}</span>
                    </Button>
                })}
            </span>
        </li>
    }
}

/// One more, behind a fold that stays open: they seldom come alone.
#[component]
fn Bring(view: Signal<FairView>) -> impl IntoView {
    let new_id = use_link().new_id;
    let blank = move || (InterpreterId(new_id.run(())), view.with_untracked(Typed::blank));
    let sheet = Sheet::new("interpreter", blank());
    let saved = Callback::new(move |()| sheet.fill(blank()));
    view! { <Fold summary=told(t::add)><Form view=view sheet=sheet saved=saved/></Fold> }
}

/// Who is being changed, and what was typed about them.
#[derive(Clone, Copy)]
struct Changing {
    open: RwSignal<bool>,
    sheet: Sheet,
}

fn use_change() -> Changing {
    let nobody = (InterpreterId(uuid::Uuid::nil()), Typed::default());
    Changing { open: RwSignal::new(false), sheet: Sheet::new("interpreter-change", nobody) }
}

impl Changing {
    fn open_for(self, one: &InterpreterView) {
        self.sheet.fill((one.interpreter, Typed::of(one)));
        self.open.set(true);
    }
}

#[component]
fn Change(view: Signal<FairView>, change: Changing) -> impl IntoView {
    let Changing { open, sheet } = change;
    let shut = move |()| open.set(false);
    view! {
        <Dialog open=open title=told(t::change_title)>
            <Form view=view sheet=sheet saved=Callback::new(shut) cancel=Callback::new(shut)/>
        </Dialog>
    }
}
