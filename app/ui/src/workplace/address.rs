//! Addresses of the workplace, read once. A dozen of them: a router library would cost every tablet more than all of
//! them. Each belongs to one of six entries; `public/boot.js` reads them the same way.

/// A program of its own that the browser loads. Going from one to the other loads the page anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Tablets and the projector.
    Hall,
    /// Staff between days: fairs, and what came of them.
    Office,
    /// Now and then: colleagues, the texts for residents, the door for who was invited.
    House,
    /// A plan, with the reasons for it.
    Plan,
    /// Staff on the day: console and devices.
    Day,
    /// Staff before it: making a fair, its employers, files to import, the desk's form.
    Prepare,
}

/// Where a tablet or projector is at home once it is paired.
pub const HALL: &str = "/app/hall";

/// The entry of a path.
pub fn entry(path: &str) -> Entry {
    match words(path).as_slice() {
        ["pair" | "hall", ..] => Entry::Hall,
        ["staff" | "texts" | "invite"] => Entry::House,
        ["new"] | ["fair", _, "setup" | "employer" | "interpreter" | "import" | "sign-up" | "card", ..] => {
            Entry::Prepare
        }
        ["session", _, "plan", ..] => Entry::Plan,
        ["session", ..] => Entry::Day,
        _ => Entry::Office,
    }
}

/// What an address shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// Someone chooses a password.
    Invite,
    /// A screen behind the door, inside the frame.
    Framed(Screen),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Today,
    /// Making a fair.
    New,
    Fair,
    /// Changing its description.
    Setup,
    /// An employer comes, or changes: the fourth word names it.
    Seating,
    /// An interpreter comes, or changes: the fourth word names them.
    Interpreter,
    Import,
    SignUp,
    /// A card for who has none: the fourth word names them.
    NewCard,
    Console,
    Plan,
    Devices,
    FollowUp,
    Staff,
    /// The texts that residents read.
    Wording,
}

/// The words of a path behind `/app`; a slash at the end is no word.
fn words(path: &str) -> Vec<&str> {
    path.strip_prefix("/app").unwrap_or_default().split('/').filter(|word| !word.is_empty()).collect()
}

/// Reads a path such as "/app/fair/0197…".
pub fn read(path: &str) -> Address {
    match words(path).as_slice() {
        [] => Address::Framed(Screen::Today),
        ["invite"] => Address::Invite,
        ["fair", _] => Address::Framed(Screen::Fair),
        ["new"] => Address::Framed(Screen::New),
        ["fair", _, "setup"] => Address::Framed(Screen::Setup),
        ["fair", _, "employer"] | ["fair", _, "employer", _] => Address::Framed(Screen::Seating),
        ["fair", _, "interpreter"] | ["fair", _, "interpreter", _] => Address::Framed(Screen::Interpreter),
        ["fair", _, "import"] => Address::Framed(Screen::Import),
        ["fair", _, "sign-up"] => Address::Framed(Screen::SignUp),
        ["fair", _, "card", _] => Address::Framed(Screen::NewCard),
        ["session", _] => Address::Framed(Screen::Console),
        ["session", _, "plan"] => Address::Framed(Screen::Plan),
        ["session", _, "devices"] => Address::Framed(Screen::Devices),
        ["follow-up"] => Address::Framed(Screen::FollowUp),
        ["staff"] => Address::Framed(Screen::Staff),
        ["texts"] => Address::Framed(Screen::Wording),
        _ => Address::Unknown,
    }
}

/// The id in a path, as text: the second word.
pub fn id_in(path: &str) -> Option<&str> {
    words(path).get(1).copied()
}

/// The id of what within it the path is about, as text: the fourth word.
pub fn inner_id_in(path: &str) -> Option<&str> {
    words(path).get(3).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_shows_its_screen() {
        let framed = |path| match read(path) {
            Address::Framed(screen) => Some(screen),
            _ => None,
        };
        assert_eq!(framed("/app"), Some(Screen::Today));
        assert_eq!(framed("/app/"), Some(Screen::Today));
        assert_eq!(framed("/app/fair/1"), Some(Screen::Fair));
        assert_eq!(framed("/app/new"), Some(Screen::New));
        assert_eq!(framed("/app/fair/1/setup"), Some(Screen::Setup));
        assert_eq!(framed("/app/fair/1/employer"), Some(Screen::Seating));
        assert_eq!(framed("/app/fair/1/employer/2"), Some(Screen::Seating));
        assert_eq!(framed("/app/fair/1/interpreter"), Some(Screen::Interpreter));
        assert_eq!(framed("/app/fair/1/interpreter/2"), Some(Screen::Interpreter));
        assert_eq!(framed("/app/fair/1/import"), Some(Screen::Import));
        assert_eq!(framed("/app/fair/1/sign-up"), Some(Screen::SignUp));
        assert_eq!(framed("/app/fair/1/card/2"), Some(Screen::NewCard));
        assert_eq!(framed("/app/session/1"), Some(Screen::Console));
        assert_eq!(framed("/app/session/1/plan/"), Some(Screen::Plan));
        assert_eq!(framed("/app/session/1/devices"), Some(Screen::Devices));
        assert_eq!(framed("/app/follow-up"), Some(Screen::FollowUp));
        assert_eq!(framed("/app/staff"), Some(Screen::Staff));
        assert_eq!(framed("/app/texts"), Some(Screen::Wording));
        assert_eq!(read("/app/invite"), Address::Invite);
        assert_eq!(read("/app/nowhere"), Address::Unknown);
        assert_eq!(read("/elsewhere/fair/1"), Address::Framed(Screen::Today));
    }

    #[test]
    fn a_tablet_and_the_projector_have_an_entry_of_their_own() {
        assert_eq!(entry("/app/pair"), Entry::Hall);
        assert_eq!(entry("/app/pair/"), Entry::Hall);
        assert_eq!(entry(HALL), Entry::Hall);
        for staff in ["/app", "/app/", "/app/follow-up", "/app/sessions", "/app/pairs", "/app/halls"] {
            assert_eq!(entry(staff), Entry::Office, "{staff}");
        }
    }

    #[test]
    fn what_comes_before_the_day_is_an_entry_of_its_own() {
        for before in ["/app/new", "/app/fair/1/setup", "/app/fair/1/employer/2", "/app/fair/1/sign-up"] {
            assert_eq!(entry(before), Entry::Prepare, "{before}");
        }
        assert_eq!(entry("/app/fair/1/interpreter"), Entry::Prepare);
        assert_eq!(entry("/app/fair/1/card/2"), Entry::Prepare);
        assert_eq!(entry("/app/fair/1"), Entry::Office);
    }

    #[test]
    fn what_is_looked_after_now_and_then_is_an_entry_of_its_own() {
        for house in ["/app/staff", "/app/texts/", "/app/invite"] {
            assert_eq!(entry(house), Entry::House, "{house}");
        }
        assert_eq!(entry("/app/staff/1"), Entry::Office, "it leads nowhere");
    }

    #[test]
    fn the_day_itself_is_an_entry_of_its_own() {
        for day in ["/app/session/1", "/app/session/1/devices"] {
            assert_eq!(entry(day), Entry::Day, "{day}");
        }
        assert_eq!(entry("/app/session/1/plan/"), Entry::Plan);
    }

    #[test]
    fn the_id_is_the_second_word() {
        assert_eq!(id_in("/app/fair/0197/import"), Some("0197"));
        assert_eq!(id_in("/app/staff"), None);
        assert_eq!(inner_id_in("/app/fair/0197/employer/0198"), Some("0198"));
        assert_eq!(inner_id_in("/app/fair/0197/employer"), None);
    }
}
