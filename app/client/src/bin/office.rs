//! The entry of staff: signing in and every screen behind it. Tablets and the projector have their own, `hall`.

use leptos::prelude::*;
use sync::views::OfficeView;

fn main() {
    client::mount::<OfficeView, _>(|_| None, None, || view! { <ui::workplace::Office/> });
}
