//! Where I am and where I can go: beside the work on a laptop, under the thumb on a phone, or as tabs.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::{Icon, Pill, PillKind, Sign, words};

/// Whether a link leads to where the person already is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    Here,
    #[default]
    Elsewhere,
}

impl Place {
    /// The value of `aria-current`, or no attribute.
    pub(super) fn current(self, value: &'static str) -> Option<&'static str> {
        (self == Self::Here).then_some(value)
    }
}

/// One place: its words, and perhaps an icon and a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    /// What stands under the icon on a phone, where the label is too long for it.
    pub short: Option<String>,
    pub icon: Option<Sign>,
    pub mark: Option<(String, PillKind)>,
    pub place: Place,
}

impl NavItem {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        let (href, label) = (href.into(), label.into());
        Self { href, label, short: None, icon: None, mark: None, place: Place::Elsewhere }
    }

    pub fn short(mut self, words: impl Into<String>) -> Self {
        self.short = Some(words.into());
        self
    }

    pub fn icon(mut self, icon: Sign) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A count or a short state behind the words; `PillKind::Plain` is a bare number.
    pub fn mark(mut self, text: impl Into<String>, kind: PillKind) -> Self {
        self.mark = Some((text.into(), kind));
        self
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

/// So many places stand side by side under the thumb. Where there are more, the last of them is "more".
const UNDER_THUMB: usize = 5;

/// How many places stand beside "more"; all of them where they fit.
fn kept(count: usize) -> usize {
    if count > UNDER_THUMB { UNDER_THUMB - 1 } else { count }
}

fn nav_link(item: NavItem, class: &'static str) -> impl IntoView {
    let mark = item.mark.map(|(text, kind)| match kind {
        PillKind::Plain => view! { <span class="nav-mark">{text}</span> }.into_any(),
        kind => view! { <Pill kind=kind>{text}</Pill> }.into_any(),
    });
    let words = match item.short {
        Some(short) => view! {
            <span class="nav-word is-wide-only">{item.label}</span>
            <span class="nav-word is-phone-only">{short}</span>
        }
        .into_any(),
        None => view! { <span class="nav-word">{item.label}</span> }.into_any(),
    };
    view! {
        <li class=class>
            <a href=item.href aria-current=item.place.current("page")>
                {item.icon.map(|icon| view! { <Icon of=icon/> })}
                {words}
                {mark}
            </a>
        </li>
    }
}

/// The main places of the workplace. A phone shows four of them and the rest behind `more`.
#[component]
pub fn Nav(
    #[prop(into)] label: TextProp,
    #[prop(into)] more: TextProp,
    #[prop(into)] items: Signal<Vec<NavItem>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    // Going somewhere closes it.
    Effect::new(move |_| {
        items.track();
        open.set(false);
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(button) = button.get_untracked() {
                // Where it cannot be focused nothing is lost but the place of the focus.
                let _ = button.focus();
            }
        }
    };
    let first = move || {
        let items = items.get();
        let kept = kept(items.len());
        items.into_iter().take(kept).map(|item| nav_link(item, "")).collect_view()
    };
    let several = Memo::new(move |_| items.with(|items| kept(items.len()) < items.len()));
    let rest = move || {
        let items = items.get();
        let kept = kept(items.len());
        items.into_iter().skip(kept).map(|item| nav_link(item, "nav-rest")).collect_view()
    };
    let is_here = move || {
        items.with(|items| items.iter().skip(kept(items.len())).any(|item| item.place == Place::Here))
    };
    let class = move || if is_here() { "nav-more-button is-here" } else { "nav-more-button" };
    view! {
        <nav class="nav no-print" aria-label=words(label) on:keydown=escape>
            <ul class:is-open=move || open.get()>
                {first}
                {move || several.get().then(|| view! {
                    <li class="nav-more">
                        <button
                            type="button"
                            class=class
                            aria-expanded=move || open.get().to_string()
                            node_ref=button
                            on:click=move |_| open.update(|open| *open = !*open)
                        >
                            <Icon of=Sign::Menu/>
                            <span class="nav-word">{words(more.clone())}</span>
                        </button>
                    </li>
                })}
                {rest}
            </ul>
        </nav>
    }
}

/// The rooms inside one place: a row of links.
#[component]
pub fn Tabs(#[prop(into)] label: TextProp, #[prop(into)] items: Signal<Vec<NavItem>>) -> impl IntoView {
    view! {
        <nav class="tabs no-print" aria-label=words(label)>
            <ul>{move || items.get().into_iter().map(|item| nav_link(item, "")).collect_view()}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(count: usize, here: usize) -> String {
        let place = |at| if at == here { Place::Here } else { Place::Elsewhere };
        let item = |at: usize| NavItem::new(format!("#{at}"), format!("Plek {at}")).at(place(at));
        let items: Vec<_> = (0..count).map(item).collect();
        Owner::new()
            .with(|| view! { <Nav label="Onderdelen" more="Meer" items=Signal::stored(items)/> }.to_html())
    }

    #[test]
    fn five_places_fit_under_the_thumb_and_need_no_more() {
        let html = html(5, 0);
        assert!(!html.contains("Meer") && !html.contains("nav-rest"), "{html}");
    }

    #[test]
    fn of_seven_places_four_stand_there_and_three_are_behind_more() {
        let html = html(7, 1);
        let more = html.find("Meer").expect("a button for the rest");
        assert!(
            html.find("Plek 3").is_some_and(|at| at < more)
                && html.find("Plek 4").is_some_and(|at| at > more)
        );
        assert_eq!(html.matches("nav-rest").count(), 3, "{html}");
        assert!(html.contains("aria-expanded=\"false\"") && !html.contains("is-here"), "{html}");
    }

    #[test]
    fn more_says_that_one_is_somewhere_behind_it() {
        assert!(html(7, 6).contains("nav-more-button is-here"));
    }
}
