//! What the browser's tab and a screen reader call the screen: its name, and never the name of a person.

use super::address::{self, Address, Screen};
use super::context::{use_lang, use_link};
use super::link::Who;
use super::places::{Door, door};
use crate::texts::fair::{import, new_card, sign_up};
use crate::texts::people::{invite, sign_in};
use crate::texts::wording::list as wording;
use crate::texts::workplace::{frame, nav, title as t};
use domain::lang::Lang;
use leptos::prelude::*;

/// The name of an address behind the door. `fair`: the name of the fair that it is about.
pub fn of_address(lang: Lang, address: Address, fair: Option<&str>) -> String {
    let name = match address {
        Address::Invite => invite::title(lang),
        Address::Unknown => frame::not_here(lang),
        Address::Framed(screen) => match screen {
            Screen::Today => nav::today(lang),
            Screen::New => t::new_fair(lang),
            Screen::Setup => t::setup(lang),
            Screen::Seating => t::seating(lang),
            Screen::Interpreter => t::interpreter(lang),
            Screen::Fair => fair.unwrap_or(t::fair(lang)),
            Screen::Import => import::title(lang),
            Screen::SignUp => sign_up::title(lang),
            Screen::NewCard => new_card::button(lang),
            Screen::Console => nav::console(lang),
            Screen::Plan => nav::plan(lang),
            Screen::Devices => nav::devices(lang),
            Screen::FollowUp => nav::follow_up(lang),
            Screen::Staff => nav::staff(lang),
            Screen::Wording => wording::title(lang),
        },
    };
    name.to_owned()
}

/// The name of what stands at every address while `door` does; None where the address says it.
pub fn of_door(lang: Lang, door: Door) -> Option<&'static str> {
    match door {
        Door::Waiting => Some(frame::opening(lang)),
        Door::SignIn => Some(sign_in::title(lang)),
        Door::Tablet => Some(t::tablet(lang)),
        Door::Projector => Some(t::projector(lang)),
        Door::NotForYou => Some(frame::not_for_you(lang)),
        Door::Staff => None,
    }
}

/// The name of what stands here now: of the door, or of the address behind it.
pub fn use_name() -> Memo<String> {
    let (link, lang) = (use_link(), use_lang());
    Memo::new(move |_| {
        let lang = lang.get();
        let stands = match link.who.get() {
            Who::Asking => Door::Waiting,
            Who::Nobody => Door::SignIn,
            Who::Known(me) => door(&me.actor),
        };
        match of_door(lang, stands) {
            Some(name) => name.to_owned(),
            None => of_address(lang, link.path.with(|path| address::read(path)), None),
        }
    })
}

/// Keeps the title of the page on this name, while the screen that asks lives.
pub fn keep(name: impl Fn() -> Option<String> + 'static) {
    let title = use_link().title;
    Effect::new(move |_| name().into_iter().for_each(|name| title.run(name)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fair_is_called_by_its_name_and_any_other_screen_by_its_own() {
        let framed = |screen, fair| of_address(Lang::Nl, Address::Framed(screen), fair);
        assert_eq!(framed(Screen::Fair, Some("Banenmarkt Zonnedauw")), "Banenmarkt Zonnedauw");
        assert_eq!(framed(Screen::Plan, Some("Banenmarkt Zonnedauw")), "Plan");
        assert_eq!(of_address(Lang::En, Address::Invite, None), invite::title(Lang::En));
    }

    #[test]
    fn a_tablet_is_called_a_tablet_whoever_sits_there() {
        assert_eq!(of_door(Lang::Nl, Door::Tablet), Some("Tablet"));
        assert_eq!(of_door(Lang::Nl, Door::Staff), None);
    }
}
