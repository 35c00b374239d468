//! The entry for what is looked after now and then: colleagues and their logins, the texts that residents read, and the
//! door for who was invited. Between days staff have `office`.

use leptos::prelude::*;
use sync::views::HouseView;

fn main() {
    client::mount::<HouseView, _>(None, || view! { <ui::workplace::House/> });
}
