//! A message that goes by e-mail: how often it is tried, and when it is given up. Pure; what it says is made when it is
//! sent, so nothing of that stands here.

use chrono::TimeDelta;

/// How long after its making a mail's row is kept once it was sent or given up: as long as a login lasts.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// Minutes between one try and the next; after the last of them there is one more try. Together some two and a half
/// hours, since a message about a day is of no use much later.
const WAITS: [i64; 4] = [1, 5, 30, 120];

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// To be sent, or to be tried again.
    Waiting,
    Sent,
    /// The mail server does not take this address: trying again would not help.
    Refused,
    /// The mail server could not be reached, or said "later" too often.
    GivenUp,
}

impl MailState {
    pub const ALL: [MailState; 4] =
        [MailState::Waiting, MailState::Sent, MailState::Refused, MailState::GivenUp];

    pub fn as_str(self) -> &'static str {
        match self {
            MailState::Waiting => "waiting",
            MailState::Sent => "sent",
            MailState::Refused => "refused",
            MailState::GivenUp => "given_up",
        }
    }

    pub fn parse(word: &str) -> Option<MailState> {
        MailState::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether it did not arrive and never will.
    pub fn failed(self) -> bool {
        matches!(self, MailState::Refused | MailState::GivenUp)
    }
}

/// What came of one try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Taken,
    /// For good.
    Refused,
    /// For now.
    Failed,
}

/// Where a mail stands after its so-manieth try (1: the first), and how long it waits where it waits.
pub fn after(tries: u32, tried: Tried) -> (MailState, TimeDelta) {
    let wait = usize::try_from(tries).ok().and_then(|tries| WAITS.get(tries.checked_sub(1)?));
    match (tried, wait) {
        (Tried::Taken, _) => (MailState::Sent, TimeDelta::zero()),
        (Tried::Refused, _) => (MailState::Refused, TimeDelta::zero()),
        (Tried::Failed, Some(minutes)) => (MailState::Waiting, TimeDelta::minutes(*minutes)),
        (Tried::Failed, None) => (MailState::GivenUp, TimeDelta::zero()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_five_times_with_growing_waits_and_then_given_up() {
        let said: Vec<_> = (1..=5).map(|tries| after(tries, Tried::Failed)).collect();
        assert!(said[..4].iter().all(|(state, _)| *state == MailState::Waiting));
        assert!(said[..4].windows(2).all(|pair| pair[0].1 < pair[1].1));
        assert_eq!(said[4], (MailState::GivenUp, TimeDelta::zero()));
        // A row that nobody made, too.
        assert_eq!(after(0, Tried::Failed).0, MailState::GivenUp);
        assert_eq!(after(u32::MAX, Tried::Failed).0, MailState::GivenUp);
    }

    #[test]
    fn a_refused_address_is_not_tried_again() {
        assert_eq!(after(1, Tried::Refused).0, MailState::Refused);
        assert_eq!(after(3, Tried::Taken).0, MailState::Sent);
    }

    #[test]
    fn a_state_is_read_from_its_word() {
        for state in MailState::ALL {
            assert_eq!(MailState::parse(state.as_str()), Some(state));
        }
        assert_eq!(MailState::parse("lost"), None);
    }
}
