//! The entry of staff on the day: plan, console, devices. What comes before and after has entries of its own.

use leptos::prelude::*;
use sync::views::OfficeView;

fn main() {
    client::mount::<OfficeView, _>(None, || view! { <ui::workplace::Day/> });
}
