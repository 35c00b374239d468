//! A question that must be answered before anything else, on the browser's own `<dialog>`: focus stays
//! inside, Escape goes back, and the page behind is out of reach for the screen reader too.

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind, OnPress, words};

/// A modal with a title. Set `open` to show it; it sets `open` to false when the person closes it.
#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] title: TextProp, children: Children) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // Refused only while the dialog is not in the page; the effect runs again when it is.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let heading = title.clone();
    view! {
        <dialog class="dialog" node_ref=node aria-label=words(heading) on:close=move |_| open.set(false)>
            {inside(title, children)}
        </dialog>
    }
}

/// What stands in a dialog.
pub(super) fn inside(title: TextProp, children: Children) -> impl IntoView {
    view! { <h2>{words(title)}</h2> {children()} }
}

/// "Are you sure?" with a sentence that says what will happen and two buttons that say what they do.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: TextProp,
    #[prop(into)] text: TextProp,
    #[prop(into)] confirm: TextProp,
    #[prop(into)] cancel: TextProp,
    #[prop(optional)] kind: ButtonKind,
    #[prop(into)] on_confirm: OnPress,
) -> impl IntoView {
    let go = move |()| {
        open.set(false);
        on_confirm.run(((),));
    };
    view! {
        <Dialog open=open title=title>
            <p>{words(text)}</p>
            <div class="dialog-acts">
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{words(cancel)}</Button>
                <Button kind=kind on_press=go>{words(confirm)}</Button>
            </div>
        </Dialog>
    }
}
