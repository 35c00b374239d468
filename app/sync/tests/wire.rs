//! The bytes of every command, as devices keep and send them. A line here may be added and never changed: an outbox
//! written by an older build must still be read.

use std::collections::BTreeSet;
use sync::{Answer, Envelope, Outcome, Rejection, Shown};

const GOLDEN: &str = include_str!("wire.golden");

#[test]
fn every_command_reads_and_writes_the_same_bytes() {
    for line in GOLDEN.lines() {
        let envelope: Envelope = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(serde_json::to_string(&envelope).expect("writes"), line);
        assert!(line.contains(envelope.command.kind()), "{line}");
    }
}

#[test]
fn every_kind_of_command_has_a_line() {
    let kinds: BTreeSet<_> = GOLDEN
        .lines()
        .filter_map(|line| serde_json::from_str::<Envelope>(line).ok())
        .map(|envelope| envelope.command.kind())
        .collect();
    // Raise it with a line for the new command; the policy matrix counts the same number.
    assert_eq!(kinds.len(), 66);
}

#[test]
fn a_tablet_reads_back_what_tablets_ask_and_nothing_else() {
    let mut read_back = 0;
    for line in GOLDEN.lines() {
        let whole: Envelope = serde_json::from_str(line).expect("reads");
        if let Some(command) = sync::outbox::read_tablet(line) {
            assert_eq!(command, whole.command);
            read_back += 1;
        }
    }
    assert_eq!(
        read_back,
        GOLDEN.lines().filter(|line| TABLET.iter().any(|kind| line.contains(kind))).count()
    );
    assert!(read_back >= TABLET.len());
}

const TABLET: &[&str] =
    &["pick_interviewer@", "score_criterion@", "write_strength@", "write_note@", "give_verdict@"];

#[test]
fn an_answer_is_known_by_its_id_and_says_what_became_of_it() {
    let line = r#"{"id":"00000000-0000-0000-0000-000000000001","outcome":{"rejected":"outdated"}}"#;
    let answer: Answer = serde_json::from_str(line).expect("reads");
    assert_eq!(answer.outcome, Outcome::Rejected(Rejection::Outdated));
    assert_eq!(serde_json::to_string(&answer).expect("writes"), line);
}

#[test]
fn what_is_shown_once_does_not_show_in_debug() {
    assert_eq!(format!("{:?}", Shown::Pin("04217".into())), "Shown(hidden)");
}
