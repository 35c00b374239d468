//! Messages that go by e-mail.

use crate::world::*;
use domain::fair::mailing::MailState;
use domain::fair::telling::Message;
use domain::ids::CommandId;
use store::mails::{self, Mail};

/// A message is to be sent by e-mail: one process at a time takes it, and what came of it stands for a while.
pub async fn people_are_sent_mails(tx: &mut store::Tx) {
    let mail = |number: u128, resident: u32, next_ms| Mail {
        id: CommandId(id(number)),
        fair: FAIR,
        resident: resident_id(resident),
        message: Message::Reminder,
        location: LOCATION,
        about: "one".into(),
        state: MailState::Waiting,
        tries: 0,
        next_ms,
        made_ms: NOW,
    };
    let (first, second) = (mail(701, 1, NOW + 5), mail(702, 2, NOW));
    for mail in [&first, &second] {
        mails::put(tx, mail).await.unwrap();
    }
    assert_eq!(
        mails::lock(tx, FAIR, resident_id(1), Message::Reminder).await.unwrap().as_ref(),
        Some(&first)
    );
    assert_eq!(mails::lock(tx, FAIR, resident_id(1), Message::Offer).await.unwrap(), None);
    assert!(!mails::any_due(tx, NOW - 1).await.unwrap() && mails::any_due(tx, NOW).await.unwrap());
    assert_eq!(mails::next_due(tx, NOW - 1).await.unwrap(), None);
    assert_eq!(mails::next_due(tx, NOW + 5).await.unwrap(), Some(second.clone()), "due longest");
    mails::lease(tx, second.id, NOW + 60).await.unwrap();
    assert_eq!(mails::next_due(tx, NOW + 5).await.unwrap(), Some(first.clone()));
    let (sent, waiting) = (MailState::Sent, MailState::Waiting);
    assert!(!mails::settle(tx, (second.id, 0), sent, NOW).await.unwrap(), "an earlier try");
    assert!(mails::settle(tx, (second.id, 1), waiting, NOW + 90).await.unwrap());
    assert!(mails::settle(tx, (second.id, 1), sent, NOW + 90).await.unwrap());
    assert!(!mails::settle(tx, (second.id, 1), waiting, NOW).await.unwrap(), "it is sent");
    // Pressed once more: another mail in its place.
    let again = Mail { id: CommandId(id(703)), made_ms: NOW + 1, ..second };
    mails::put(tx, &again).await.unwrap();
    assert_eq!(mails::of_fair(tx, FAIR).await.unwrap(), [again.clone(), first]);
    assert!(mails::settle(tx, (again.id, 0), sent, NOW).await.unwrap());
    assert_eq!(mails::delete_over(tx, NOW + 1).await.unwrap(), 0, "the old one still waits");
    assert_eq!(mails::delete_over(tx, NOW + 2).await.unwrap(), 1);
    assert!(mails::delete(tx, FAIR, resident_id(1), Message::Reminder).await.unwrap());
    assert!(!mails::delete(tx, FAIR, resident_id(1), Message::Reminder).await.unwrap());
}
