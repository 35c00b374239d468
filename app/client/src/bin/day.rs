//! The entry of staff on the day: console and devices. What comes before and after has entries of its own.

use leptos::prelude::*;
use sync::views::DayView;

fn main() {
    client::mount::<DayView, _>(None, || view! { <ui::workplace::Day/> });
}
