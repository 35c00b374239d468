//! The focus goes to what came in answer to a press, so that whoever listens hears it and goes on from there.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Takes the focus each time that `when` says so and the element is there. It needs a `tabindex`.
pub fn take_focus<E>(node: NodeRef<E>, when: impl Fn() -> bool + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + AsRef<HtmlElement> + 'static,
{
    Effect::new(move |_| {
        let wanted = when();
        if let (true, Some(element)) = (wanted, node.get()) {
            // Where it cannot be focused nothing is lost but the place of the focus.
            let _ = AsRef::<HtmlElement>::as_ref(&element).focus();
        }
    });
}
