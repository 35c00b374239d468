//! People who come together, to look at.

use super::{head, id};
use crate::public::form::TypedAgreed;
use crate::public::views::{ArrangePage, Group, JoinPage, Lead, Together};
use domain::fair::group::{Agreed, Companion, Travel};
use domain::ids::{CommandId, GroupId};
use domain::text::Name;

/// Windroos comes with two others.
pub fn in_a_group(leads: bool) -> Together {
    let others = [("Regenjas", Companion::Comes), ("Paraplu", Companion::Waits)];
    Together::In(Box::new(Group {
        others: others.map(|(name, stands)| (name.to_owned(), leads.then_some(stands))).into(),
        agreed: agreed(),
        lead: leads.then(|| Lead {
            group: GroupId(id(950)),
            link: "https://werkronde.example/banenmarkt/1/samen/2".into(),
            next_action: "/banenmarkt/1/volgende".into(),
            arrange_path: "/mijn/afspraak/1".into(),
        }),
        leave_action: Some("/mijn/alleen/1".into()),
        key: CommandId(id(951)),
    }))
}

fn agreed() -> Agreed {
    Agreed {
        meet: Name::parse("De fietsenstalling").ok(),
        meet_at_min: Some(765),
        travel: Some(Travel::Bicycle),
        leave_at_min: Some(930),
    }
}

/// The form for the same, with a time that is none.
pub fn arrange() -> ArrangePage {
    let typed = TypedAgreed { leave_at: "half vier".into(), ..TypedAgreed::of(&agreed()) };
    ArrangePage {
        head: head(),
        action: "/mijn/afspraak/1".into(),
        key: CommandId(id(953)),
        faults: typed.parse().err().unwrap_or_default(),
        typed,
        mine_path: "/mijn".into(),
    }
}

pub fn join() -> JoinPage {
    JoinPage {
        head: head(),
        action: "/mijn/samen/1".into(),
        group: GroupId(id(950)),
        key: CommandId(id(952)),
        mine_path: "/mijn".into(),
    }
}
