//! What somebody's own page is given besides the day itself: what is theirs to say about a place, and who comes along.

use super::{FairHead, MineDay};
use crate::public::form::{AgreedFault, TypedAgreed};
use domain::fair::group::{Agreed, Companion};
use domain::fair::leaning::Leaning;
use domain::ids::{CommandId, GroupId};
use domain::time::Instant;

/// What somebody who has no sure place can do.
#[derive(Debug, Clone)]
pub enum Turn {
    /// A place came free, and is held for them.
    Answer(Offer),
    /// They withdrew or let a place lapse. POST: back in the line.
    ComeBack { lapsed: bool, action: String, key: CommandId },
    /// They wait, and places are given at the desk by now.
    AtTheDesk,
    /// A place is kept for them; staff decide.
    Pending,
    /// Staff decided that there is none this time.
    Declined,
}

/// A place that is held until then.
#[derive(Debug, Clone)]
pub struct Offer {
    pub until: Instant,
    /// POST, with `yes` or `no` as key.
    pub action: String,
    pub yes: CommandId,
    pub no: CommandId,
}

/// Coming together with others.
#[derive(Debug, Clone)]
pub enum Together {
    /// POST: a group of this id begins.
    Alone {
        action: String,
        group: GroupId,
        key: CommandId,
    },
    In(Box<Group>),
}

/// A group that this person belongs to.
#[derive(Debug, Clone)]
pub struct Group {
    /// First names of the others who come; how they stand for who leads it only.
    pub others: Vec<(String, Option<Companion>)>,
    pub agreed: Agreed,
    /// None: somebody else leads it, or the day has begun.
    pub lead: Option<Lead>,
    /// POST, with this key. None: the day has begun.
    pub leave_action: Option<String>,
    pub key: CommandId,
}

/// What who leads a group can do.
#[derive(Debug, Clone)]
pub struct Lead {
    pub group: GroupId,
    /// The whole link to the sign-up with this group.
    pub link: String,
    /// POST: this phone goes to the next one of the group.
    pub next_action: String,
    /// GET, the page that asks what was agreed.
    pub arrange_path: String,
}

/// "What did you agree?", for who leads a group.
#[derive(Debug, Clone)]
pub struct ArrangePage {
    pub head: FairHead,
    /// POST.
    pub action: String,
    pub key: CommandId,
    pub typed: TypedAgreed,
    pub faults: Vec<AgreedFault>,
    pub mine_path: String,
}

/// "Do you want to come with this group?", for who has signed up already.
#[derive(Debug, Clone)]
pub struct JoinPage {
    pub head: FairHead,
    /// POST.
    pub action: String,
    pub group: GroupId,
    pub key: CommandId,
    pub mine_path: String,
}

/// Three questions with pictures, for who chose no vacancy.
#[derive(Debug, Clone)]
pub struct LeaningPage {
    /// POST.
    pub action: String,
    pub key: CommandId,
    /// What was answered before.
    pub leaning: Leaning,
    pub mine_path: String,
}

/// The schedule of one day by itself; a phone may keep it, so it holds nobody's name.
#[derive(Debug, Clone)]
pub struct SchedulePage {
    pub number: u32,
    /// When it was so.
    pub now: Instant,
    /// One for each session of the day.
    pub days: Vec<MineDay>,
    pub mine_path: String,
}
