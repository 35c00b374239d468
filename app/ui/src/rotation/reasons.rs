//! Reasons in words: why a plan does not have a meeting, and why a mended plan moves somebody.

use super::away::spans;
use crate::texts::rotation::{cause as c, reason as t};
use domain::lang::Lang;
use sync::views::{CauseView, ReasonView};

/// One sentence for one reason.
pub fn reason_words(lang: Lang, reason: &ReasonView) -> String {
    match reason {
        ReasonView::AlreadyMeets(names) => t::already_meets(lang, names.join(", ")),
        ReasonView::CapReached(most) => t::cap_reached(lang, most),
        ReasonView::EmployerFull(most) => t::employer_full(lang, most),
        ReasonView::NeverThere => t::never_there(lang).to_owned(),
        ReasonView::TooFewSeats => t::too_few_seats(lang).to_owned(),
        ReasonView::NoSharedLanguage(languages) => t::no_shared_language(lang, spoken(languages)),
        ReasonView::PlaceLeft(rounds) => t::place_left(lang, spans(rounds)),
        ReasonView::TooFarToWalk(rounds) => t::too_far_to_walk(lang, spans(rounds)),
        ReasonView::InterpreterBusy { languages, names, rounds } => {
            t::interpreter_busy(lang, spoken(languages), names.join(", "), spans(rounds))
        }
        ReasonView::InterpreterAway(languages, rounds) => {
            t::interpreter_away(lang, spoken(languages), spans(rounds))
        }
        ReasonView::NoFreeTable(rounds) => t::no_free_table(lang, spans(rounds)),
        ReasonView::TablesClosed(rounds) => t::tables_closed(lang, spans(rounds)),
        ReasonView::SitsElsewhere(rounds) => t::sits_elsewhere(lang, spans(rounds)),
    }
}

fn spoken(languages: &[Lang]) -> String {
    languages.iter().map(|one| one.endonym()).collect::<Vec<_>>().join(", ")
}

/// Why somebody moves, with how it began where others set it off.
pub fn why_words(lang: Lang, cause: &CauseView, began: Option<&(String, CauseView)>) -> String {
    let why = cause_words(lang, cause);
    match began {
        Some((name, first)) => c::began(lang, cause_words(lang, first), name, why),
        None => why,
    }
}

fn cause_words(lang: Lang, cause: &CauseView) -> String {
    match cause {
        CauseView::NotThere(round) => c::not_there(lang, round),
        CauseView::MembersNotThere(names, round) => c::members_not_there(lang, names.join(", "), round),
        CauseView::RoundDropped(round) => c::round_dropped(lang, round),
        CauseView::EmployerNotThere(round) => c::employer_not_there(lang, round),
        CauseView::TableClosed(table, round) => c::table_closed(lang, round, table),
        CauseView::InterpreterNotThere(name, round) => c::interpreter_not_there(lang, name, round),
        CauseView::NoLongerEligible => c::no_longer_eligible(lang).to_owned(),
        CauseView::MadeRoom(name) => c::made_room(lang, name),
        CauseView::InterpreterNeeded(name, party) => c::interpreter_needed(lang, name, party),
        CauseView::OwnTalk(party, round) => c::own_talk(lang, party, round),
        CauseView::BelowPromise => c::below_promise(lang).to_owned(),
        CauseView::InsteadOf(party) => c::instead_of(lang, party),
        CauseView::CameFree(name) => c::came_free(lang, name),
        CauseView::WasFree => c::was_free(lang).to_owned(),
        CauseView::BetterTogether => c::better_together(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_its_rounds_its_language_and_who_is_busy() {
        let (languages, names) = (vec![Lang::Ar, Lang::En], vec!["Vlieger".to_owned()]);
        let busy = ReasonView::InterpreterBusy { languages, names, rounds: vec![3, 4, 5, 8] };
        let words = reason_words(Lang::Nl, &busy);
        assert_eq!(
            words,
            "Ronde 3–5, 8: een tafel was vrij, maar de tolk voor العربية, English (Vlieger) zat elders."
        );
        assert_eq!(
            reason_words(Lang::En, &ReasonView::CapReached(6)),
            "Already has as many talks as allowed: 6."
        );
    }

    #[test]
    fn a_chain_is_told_with_its_beginning() {
        let (closed, room) = (CauseView::TableClosed(5, 3), CauseView::MadeRoom("41 Lentelied".into()));
        assert_eq!(why_words(Lang::Nl, &closed, None), "Tafel 5 is dicht in ronde 3.");
        let began = ("12 Zonnestraal".to_owned(), closed);
        assert_eq!(
            why_words(Lang::Nl, &room, Some(&began)),
            "Maakt plaats voor 41 Lentelied. Het begon bij 12 Zonnestraal: Tafel 5 is dicht in ronde 3."
        );
    }
}
