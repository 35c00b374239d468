//! The entry of tablets and the projector: pairing, the tablet, the screen in the hall. No staff screen is in it.

use leptos::prelude::*;
use sync::views::HallView;

fn main() {
    client::mount::<HallView, _>(
        sync::outbox::read_tablet,
        Some(client::disk::on_device),
        || view! { <ui::workplace::Hall/> },
    );
}
