//! The entry of staff: signing in and every screen behind it. Tablets and the projector have their own, `hall`.

use leptos::prelude::*;

fn main() {
    client::mount(|| view! { <ui::workplace::Office/> });
}
