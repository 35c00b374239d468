//! The entry of tablets and the projector: pairing, the tablet, the screen in the hall. No staff screen is in it.

use leptos::prelude::*;
use sync::views::HallView;

fn main() {
    client::mount::<HallView, _>(Some(sync::outbox::read_tablet), || view! { <ui::workplace::Hall/> });
}
