//! What a command is called on a screen, by its kind: for entries whose content this entry of the workplace does not read.

use crate::texts::workplace::asked as t;
use domain::lang::Lang;

/// The words for a kind such as "give_verdict@1", whatever its number.
pub fn asked(lang: Lang, kind: &str) -> &'static str {
    match kind.split_once('@').map_or(kind, |(name, _)| name) {
        "create_location" => t::create_location(lang),
        "invite_staff" => t::invite_staff(lang),
        "deactivate_staff" => t::deactivate_staff(lang),
        "readmit_staff" => t::readmit_staff(lang),
        "reset_password" => t::reset_password(lang),
        "revoke_login" => t::revoke_login(lang),
        "give_new_pin" => t::give_new_pin(lang),
        "give_new_card" => t::give_new_card(lang),
        "confirm_import" => t::confirm_import(lang),
        "review_texts" => t::review_texts(lang),
        "put_recording" | "take_recording_away" => t::recording(lang),
        "make_fair" => t::make_fair(lang),
        "change_fair" | "ask_further" | "describe_practical" | "put_picture" | "take_picture_away" => {
            t::change_fair(lang)
        }
        "seat_employer" => t::seat_employer(lang),
        "unseat_employer" => t::unseat_employer(lang),
        "bring_interpreter" => t::bring_interpreter(lang),
        "open_sign_up" => t::open_sign_up(lang),
        "close_sign_up" => t::close_sign_up(lang),
        "ask_approval" => t::ask_approval(lang),
        "sign_up" | "choose_leaning" | "answer_further" => t::sign_up(lang),
        "withdraw" => t::withdraw(lang),
        "answer_offer" => t::answer_offer(lang),
        "come_back" => t::come_back(lang),
        "decline_sign_up" => t::decline_sign_up(lang),
        "give_place" | "pass_places_on" => t::give_place(lang),
        "start_group" | "join_group" | "leave_group" | "arrange_group" => t::group(lang),
        "mark_told" | "send_message" => t::mark_told(lang),
        "choose_sharing" => t::choose_sharing(lang),
        "mark_attendance" => t::mark_attendance(lang),
        "mark_away" => t::mark_away(lang),
        "make_plan" => t::make_plan(lang),
        "publish_plan" => t::publish_plan(lang),
        "discard_plan" => t::discard_plan(lang),
        "start_day" => t::start_day(lang),
        "open_pairing" => t::open_pairing(lang),
        "confirm_device" => t::confirm_device(lang),
        "revoke_device" => t::revoke_device(lang),
        "pick_interviewer" => t::pick_interviewer(lang),
        "score_criterion" => t::score_criterion(lang),
        "write_strength" => t::write_strength(lang),
        "write_note" => t::write_note(lang),
        "give_verdict" => t::give_verdict(lang),
        "pause" | "resume" | "extend" | "next_phase" => t::clock(lang),
        "answer_talk" | "answer_second_interview" | "answer_question" => t::answer(lang),
        "ask_matcher" | "take_question_back" => t::ask_matcher(lang),
        "offer_time" | "take_time_back" | "choose_time" => t::time(lang),
        // Of a build that is newer than this one.
        _ => t::unknown(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_command_has_words_of_its_own() {
        let golden = include_str!("../../../sync/tests/wire.golden");
        let kinds: Vec<&str> =
            golden.lines().filter_map(|line| line.split_once(r#""kind":""#)?.1.split('"').next()).collect();
        assert!(kinds.len() > 30);
        for kind in kinds {
            assert_ne!(asked(Lang::Nl, kind), t::unknown(Lang::Nl), "{kind}");
        }
        assert_eq!(asked(Lang::Nl, "write_note@2"), asked(Lang::Nl, "write_note@1"));
    }
}
