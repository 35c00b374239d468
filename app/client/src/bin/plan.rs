//! The entry of staff for a plan: made, looked at by table and by person, published. The day itself is `day`.

use leptos::prelude::*;
use sync::views::PlanScreenView;

fn main() {
    client::mount::<PlanScreenView, _>(None, || view! { <ui::workplace::Plan/> });
}
