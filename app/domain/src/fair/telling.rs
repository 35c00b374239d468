//! Who is to be told what about a fair. A person of staff tells each of them, with WhatsApp or on a slip, and marks it;
//! nothing is sent by itself. For everybody at most one message is due, the one that matters most now.

use super::{FairState, SignUpState};
use crate::time::{Instant, to_ms};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long before the beginning somebody is reminded.
pub const REMIND_WITHIN: TimeDelta = TimeDelta::hours(36);

/// In the order in which they are told: what has a deadline first, then what only one person waits for, what goes to all
/// last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A place came free, and is held for them.
    Offer,
    /// Staff decided that there is no place for them this time.
    NoPlace,
    /// They have a place.
    Confirmation,
    /// The day has another time or place than they were told.
    Change,
    Reminder,
    /// It is over, and something came of it.
    Outcome,
    /// There is a day to sign up for.
    Invitation,
}

impl Message {
    pub const ALL: [Message; 7] = [
        Message::Offer,
        Message::NoPlace,
        Message::Confirmation,
        Message::Change,
        Message::Reminder,
        Message::Outcome,
        Message::Invitation,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Message::Invitation => "invitation",
            Message::Confirmation => "confirmation",
            Message::Offer => "offer",
            Message::NoPlace => "no_place",
            Message::Change => "change",
            Message::Reminder => "reminder",
            Message::Outcome => "outcome",
        }
    }

    pub fn parse(word: &str) -> Option<Message> {
        Message::ALL.into_iter().find(|message| message.as_str() == word)
    }
}

impl std::str::FromStr for Message {
    type Err = ();
    fn from_str(word: &str) -> Result<Message, ()> {
        Message::parse(word).ok_or(())
    }
}

/// The day as far as messages speak of it.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    pub state: FairState,
    pub starts: Instant,
    pub ends: Instant,
    pub place: &'a str,
    pub meeting_point: &'a str,
}

/// What somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub message: Message,
    /// What it spoke of, as [`Day::speaks_of`] said then.
    pub about: String,
    pub at_ms: i64,
}

impl Day<'_> {
    /// What a message speaks of now: when that is another, it is another message. None: not for who stands so.
    pub fn speaks_of(&self, message: Message, sign_up: Option<SignUpState>) -> Option<String> {
        match (message, sign_up) {
            (Message::Invitation, None)
            | (Message::NoPlace, Some(SignUpState::Declined))
            | (Message::Outcome, Some(SignUpState::Placed)) => Some(String::new()),
            (Message::Offer, Some(SignUpState::Offered { until_ms })) => Some(until_ms.to_string()),
            (Message::Confirmation | Message::Change | Message::Reminder, Some(SignUpState::Placed)) => {
                Some(format!("{} {}; {}", to_ms(self.starts), self.place, self.meeting_point))
            }
            _ => None,
        }
    }

    /// Whether a message that is on its way still says what is so, to who stands so, and in time.
    pub fn still_holds(
        &self,
        message: Message,
        about: &str,
        sign_up: Option<SignUpState>,
        now: Instant,
    ) -> bool {
        let in_time = match (message, sign_up) {
            (Message::Outcome, _) => true,
            (Message::Offer, Some(SignUpState::Offered { until_ms })) => to_ms(now) < until_ms,
            (Message::Invitation, _) => self.state == FairState::Open && now < self.starts,
            _ => now < self.starts,
        };
        let told_of = !matches!(self.state, FairState::Preparing | FairState::Cancelled);
        told_of && in_time && self.speaks_of(message, sign_up).is_some_and(|now_about| now_about == about)
    }

    /// What is to be said now to who stands so and was told that. `known`: the location brought them in itself, so that
    /// they may be invited.
    pub fn due(
        &self,
        sign_up: Option<SignUpState>,
        known: bool,
        told: &[Told],
        now: Instant,
    ) -> Option<Message> {
        if matches!(self.state, FairState::Preparing | FairState::Cancelled) {
            return None;
        }
        let said = |message: Message| {
            let about = self.speaks_of(message, sign_up);
            told.iter().any(|told| told.message == message && Some(&told.about) == about.as_ref())
        };
        let (begun, remind) = (now >= self.starts, self.starts - REMIND_WITHIN);
        let message = match sign_up {
            None if known && self.state == FairState::Open && !begun => Message::Invitation,
            Some(SignUpState::Offered { until_ms }) if to_ms(now) < until_ms => Message::Offer,
            Some(SignUpState::Declined) if !begun => Message::NoPlace,
            Some(SignUpState::Placed) if now >= self.ends => Message::Outcome,
            Some(SignUpState::Placed) if !begun => {
                let last = told
                    .iter()
                    .filter(|told| matches!(told.message, Message::Confirmation | Message::Change))
                    .max_by_key(|told| told.at_ms);
                match last {
                    None => Message::Confirmation,
                    Some(last) if self.speaks_of(last.message, sign_up).as_ref() != Some(&last.about) => {
                        return Some(Message::Change);
                    }
                    // Who heard of the day that late needs no second word.
                    Some(last) if now >= remind && last.at_ms < to_ms(remind) => Message::Reminder,
                    Some(_) => return None,
                }
            }
            _ => return None,
        };
        (!said(message)).then_some(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACED: Option<SignUpState> = Some(SignUpState::Placed);

    fn at(hour: i64) -> Instant {
        crate::time::from_ms(1_796_299_200_000) + TimeDelta::hours(hour)
    }

    /// A day of three hours from hour 100 on.
    fn day(place: &str) -> Day<'_> {
        Day { state: FairState::Open, starts: at(100), ends: at(103), place, meeting_point: "Deur" }
    }

    /// Tells whatever is due, hour by hour, and gives the words.
    fn told_until(
        hours: i64,
        of: impl Fn(i64) -> Day<'static>,
        sign_up: Option<SignUpState>,
    ) -> Vec<(i64, Message)> {
        let (mut told, mut said) = (Vec::<Told>::new(), vec![]);
        for hour in 0..hours {
            let day = of(hour);
            while let Some(message) = day.due(sign_up, true, &told, at(hour)) {
                let about = day.speaks_of(message, sign_up).expect("what is due speaks of something");
                told.retain(|told| told.message != message);
                told.push(Told { message, about, at_ms: to_ms(at(hour)) });
                said.push((hour, message));
                assert!(said.len() < 20, "told for ever: {said:?}");
            }
        }
        said
    }

    #[test]
    fn who_has_a_place_hears_of_it_is_reminded_and_hears_what_came_of_it_each_once() {
        let said = told_until(300, |_| day("Zaal"), PLACED);
        assert_eq!(said, [(0, Message::Confirmation), (64, Message::Reminder), (103, Message::Outcome)]);
    }

    #[test]
    fn another_place_is_told_once_and_back_again_too() {
        let moved = |hour| day(if (10..20).contains(&hour) { "Kas" } else { "Zaal" });
        let said = told_until(60, moved, PLACED);
        assert_eq!(said, [(0, Message::Confirmation), (10, Message::Change), (20, Message::Change)]);
    }

    #[test]
    fn who_hears_of_another_place_at_the_last_moment_is_not_reminded_besides() {
        let moved = |hour| day(if hour < 80 { "Zaal" } else { "Kas" });
        let said = told_until(99, moved, PLACED);
        assert_eq!(said[1..], [(64, Message::Reminder), (80, Message::Change)]);
    }

    #[test]
    fn a_place_that_is_held_is_told_until_it_is_over_and_a_new_one_anew() {
        let until = |hour: i64| Some(SignUpState::Offered { until_ms: to_ms(at(hour)) });
        assert_eq!(told_until(60, |_| day("Zaal"), until(24)), [(0, Message::Offer)]);
        let told = [Told { message: Message::Offer, about: to_ms(at(24)).to_string(), at_ms: 0 }];
        assert_eq!(day("Zaal").due(until(48), true, &told, at(30)), Some(Message::Offer));
        assert_eq!(day("Zaal").due(until(24), true, &[], at(24)), None, "too late to say yes");
    }

    #[test]
    fn only_who_the_location_knows_is_invited_and_only_while_they_can_sign_up() {
        assert_eq!(told_until(99, |_| day("Zaal"), None), [(0, Message::Invitation)]);
        assert_eq!(day("Zaal").due(None, false, &[], at(0)), None);
        assert_eq!(day("Zaal").due(None, true, &[], at(100)), None);
        let closed = Day { state: FairState::Closed, ..day("Zaal") };
        assert_eq!(closed.due(None, true, &[], at(0)), None);
    }

    #[test]
    fn who_waits_or_does_not_come_is_told_nothing_and_nobody_of_a_day_that_is_not_public() {
        for state in [SignUpState::Pending, SignUpState::Standby, SignUpState::Lapsed, SignUpState::Withdrawn]
        {
            assert_eq!(told_until(300, |_| day("Zaal"), Some(state)), []);
        }
        for state in [FairState::Preparing, FairState::Cancelled] {
            assert_eq!(Day { state, ..day("Zaal") }.due(PLACED, true, &[], at(0)), None);
        }
    }

    #[test]
    fn who_gets_no_place_hears_it_once_and_not_after_the_day() {
        assert_eq!(told_until(300, |_| day("Zaal"), Some(SignUpState::Declined)), [(0, Message::NoPlace)]);
        assert_eq!(day("Zaal").due(Some(SignUpState::Declined), true, &[], at(100)), None);
    }

    #[test]
    fn what_is_due_still_holds_until_what_it_speaks_of_is_another_or_it_is_too_late() {
        let offered = Some(SignUpState::Offered { until_ms: to_ms(at(24)) });
        let declined = Some(SignUpState::Declined);
        for (message, sign_up, until) in [
            (Message::Invitation, None, 100),
            (Message::Confirmation, PLACED, 100),
            (Message::Change, PLACED, 100),
            (Message::Reminder, PLACED, 100),
            (Message::Offer, offered, 24),
            (Message::NoPlace, declined, 100),
            (Message::Outcome, PLACED, 10_000),
        ] {
            let about = day("Zaal").speaks_of(message, sign_up).expect("it speaks of something");
            let holds = |day: Day<'_>, sign_up, hour| day.still_holds(message, &about, sign_up, at(hour));
            assert!(holds(day("Zaal"), sign_up, until - 1), "{message:?}");
            assert_eq!(holds(day("Zaal"), sign_up, until), message == Message::Outcome, "{message:?}");
            assert!(!holds(day("Zaal"), Some(SignUpState::Withdrawn), 0), "{message:?}");
            for state in [FairState::Preparing, FairState::Cancelled] {
                assert!(!holds(Day { state, ..day("Zaal") }, sign_up, 0), "{message:?}");
            }
            let speaks_of_the_place =
                [Message::Confirmation, Message::Change, Message::Reminder].contains(&message);
            assert_eq!(holds(day("Kas"), sign_up, 0), !speaks_of_the_place, "{message:?}");
        }
        let closed = Day { state: FairState::Closed, ..day("Zaal") };
        assert!(!closed.still_holds(Message::Invitation, "", None, at(0)), "they could not sign up");
    }

    #[test]
    fn what_has_a_deadline_is_told_first_and_invitations_last() {
        assert!(Message::ALL.is_sorted());
        assert_eq!(Message::ALL.first(), Some(&Message::Offer));
        assert_eq!(Message::ALL.last(), Some(&Message::Invitation));
    }

    #[test]
    fn a_message_is_read_from_its_word() {
        for message in Message::ALL {
            assert_eq!(Message::parse(message.as_str()), Some(message));
        }
        assert_eq!(Message::parse("gossip"), None);
    }
}
