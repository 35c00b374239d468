//! The entry of tablets and the projector: pairing, the tablet, the screen in the hall. No staff screen is in it.

use leptos::prelude::*;

fn main() {
    client::mount(|| view! { <ui::workplace::Hall/> });
}
