//! Each safeguard is needed: without it some day ends badly, and the same day ends well with it. So the simulation can
//! see what each of them is there for.

use crate::day::{Rules, play};
use crate::faults::{Faults, Safeguards};

/// Days that are tried until one ends badly.
const DAYS: u64 = 600;

/// Plays days with these faults until one ends badly without the safeguard, for one of these reasons.
fn is_needed(without: Safeguards, faults: &Faults, because: &[&str]) {
    is_needed_from(0, without, faults, because);
}

/// The same from a later day on.
fn is_needed_from(first: u64, without: Safeguards, faults: &Faults, because: &[&str]) {
    let of = |seed, safe| Rules { safe, faults: Some(faults.clone()), ..Rules::of(seed) };
    let said = |found: &[String]| found.iter().any(|one| because.iter().any(|word| one.contains(word)));
    let bad = (first..first + DAYS).find(|seed| said(&play(&of(*seed, without)).faults));
    let Some(seed) = bad else { panic!("{DAYS} days end well without it") };
    let with = play(&of(seed, Safeguards::ALL));
    assert!(with.faults.is_empty(), "seed {seed} ends badly with it too: {:?}", with.faults);
    println!("seed {seed} ends badly without it");
}

fn line() -> Faults {
    Faults { loses: true, repeats: true, slow: true, kills: true, ..Faults::default() }
}

fn restored() -> Faults {
    Faults { restores: true, cuts: true, ..line() }
}

#[test]
fn without_known_ids_a_resent_command_counts_twice() {
    is_needed(Safeguards { ids: false, ..Safeguards::ALL }, &line(), &["written twice"]);
}

#[test]
fn without_the_chain_a_restored_server_takes_commands_out_of_order() {
    is_needed(Safeguards { chain: false, ..Safeguards::ALL }, &restored(), &["out of order"]);
}

#[test]
fn without_answers_by_id_a_confused_line_loses_commands() {
    let faults = Faults { confuses: true, ..line() };
    is_needed(Safeguards { ack_by_id: false, ..Safeguards::ALL }, &faults, &["is lost"]);
}

#[test]
fn without_the_echoed_base_a_copy_stays_wrong() {
    let faults = Faults { confuses: true, ..line() };
    let without = Safeguards { base_echo: false, ..Safeguards::ALL };
    // What changed in a text that is not held is not taken either, so that few days end badly: the first is 222.
    is_needed_from(200, without, &faults, &["is not what the server shows"]);
}

#[test]
fn without_incarnations_nobody_fills_a_restored_server() {
    let because = ["is lost", "is not what the server shows"];
    is_needed(Safeguards { incarnation: false, ..Safeguards::ALL }, &restored(), &because);
}

#[test]
fn without_the_archive_a_restored_server_stays_empty() {
    // What nobody sealed is lost, and here nothing excuses it.
    is_needed(Safeguards { archive: false, ..Safeguards::ALL }, &restored(), &["is lost"]);
}

#[test]
fn without_strict_storage_what_was_called_saved_dies_with_the_page() {
    is_needed(Safeguards { strict: false, ..Safeguards::ALL }, &line(), &["is lost"]);
}

#[test]
fn without_versions_in_the_transaction_a_cursor_skips_a_change() {
    let faults = Faults { server_dies: true, ..line() };
    let because = ["is not what the server shows", "went back"];
    is_needed(Safeguards { counter: false, ..Safeguards::ALL }, &faults, &because);
}
