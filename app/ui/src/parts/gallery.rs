//! Every part in every state, left-to-right and right-to-left, light and dark. The words are samples.

mod forms;
mod signs;
mod words;

use leptos::prelude::*;

use super::PageHead;

/// The same samples four times, each on its own ground.
#[component]
pub fn PartsGallery() -> impl IntoView {
    let grounds =
        [("ltr", "nl", "light"), ("rtl", "ar", "light"), ("ltr", "nl", "dark"), ("rtl", "ar", "dark")];
    let sheets = grounds
        .into_iter()
        .enumerate()
        .map(|(number, (dir, lang, theme))| {
            view! {
                <section class="gallery-sheet stack stack-loose" dir=dir lang=lang data-theme=theme>
                    <h2><bdi>{format!("{dir} · {theme}")}</bdi></h2>
                    {signs::samples(dir)}
                    {words::samples(dir, number)}
                    {forms::samples(number)}
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="page page-wide stack">
            <PageHead title="Parts" note="Table, seat, ring, now: four signs, the same on every screen."/>
            <div class="gallery">{sheets}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered() -> String {
        let owner = Owner::new();
        owner.set();
        view! { <PartsGallery/> }.to_html()
    }

    #[test]
    fn no_part_writes_a_style_or_a_script_that_the_security_policy_would_block() {
        let html = rendered();
        assert!(html.contains("stroke-dasharray=\"620 1000\""), "the ring is drawn by an attribute");
        for forbidden in [" style=\"", "<style", "<script", " onclick="] {
            assert!(!html.contains(forbidden), "{forbidden} in a part");
        }
    }

    #[test]
    fn every_id_that_a_part_points_to_is_there() {
        let html = rendered();
        let pointers = ["aria-describedby=\"", " for=\"", "href=\"#field"];
        for pointer in pointers {
            assert!(html.contains(pointer), "{pointer} is not in the gallery");
            for rest in html.split(pointer).skip(1) {
                let ids = rest.split('"').next().unwrap_or_default();
                for id in ids.split(' ') {
                    let id = if pointer.starts_with("href") { format!("field{id}") } else { id.to_owned() };
                    assert!(html.contains(&format!("id=\"{id}\"")), "{pointer}{id} leads nowhere");
                }
            }
        }
    }

    #[test]
    fn choices_are_real_radio_buttons_under_a_legend() {
        let html = rendered();
        let is_choice = |fieldset: &&str| fieldset.contains("class=\"choice\"");
        let fieldsets: Vec<&str> = html.split("<fieldset").skip(1).filter(is_choice).collect();
        assert!(!fieldsets.is_empty());
        for fieldset in fieldsets {
            let inside = fieldset.split("</fieldset>").next().unwrap_or_default();
            assert!(inside.contains("<legend") && inside.contains("type=\"radio\""), "{inside}");
            assert!(inside.matches(" checked").count() <= 1, "{inside}");
        }
    }
}
