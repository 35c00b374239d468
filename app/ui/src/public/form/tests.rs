//! The sign-up form as it is posted: what is taken, and what is said about the rest.

use super::*;
use uuid::Uuid;

const OFFERED: [VacancyId; 2] = [VacancyId(Uuid::from_u128(0xA1)), VacancyId(Uuid::from_u128(0xB2))];

fn good() -> Vec<(String, String)> {
    let id = |n: u128| Uuid::from_u128(n).to_string();
    let pairs = [
        (KEY, id(1)),
        (SIGN_UP, id(2)),
        (RESIDENT, id(3)),
        ("v000000a1", "3".into()),
        (NAME, " أمينة ".into()),
        (CONTACT, "phone".into()),
        (PHONE, "06 12345678".into()),
        (SPOKEN, "ar".into()),
        (SPOKEN, "nl".into()),
        (NEED, "childcare".into()),
        (ADULT, "1".into()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The good form with some fields replaced; an empty value takes the field out.
fn with(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs = good();
    for (name, value) in changes {
        pairs.retain(|(field, _)| field != name);
        if !value.is_empty() {
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    pairs
}

fn check(changes: &[(&str, &str)], expected: &[FieldFault]) {
    assert_eq!(parse_sign_up(&with(changes), &OFFERED).expect_err("a fault"), expected, "{changes:?}");
}

#[test]
fn a_good_form_says_everything() {
    let form = parse_sign_up(&good(), &OFFERED).expect("a good form");
    assert_eq!(form.name.as_str(), "أمينة");
    assert!(matches!(&form.contact, Contact::Phone(phone) if phone.digits() == "31612345678"));
    assert_eq!(form.interests, [VacancyInterest { vacancy: OFFERED[0], interest: Interest::Three }]);
    assert_eq!(form.spoken.len(), 2);
    assert!(form.needs.childcare && !form.needs.transport);
}

#[test]
fn only_a_name_a_way_to_be_reached_and_adult_are_needed() {
    let form = parse_sign_up(
        &with(&[("v000000a1", ""), (SPOKEN, ""), (NEED, ""), (CONTACT, "desk"), (PHONE, "")]),
        &OFFERED,
    );
    assert_eq!(form.expect("a good form").contact, Contact::Desk);
}

#[test]
fn each_mistake_has_its_own_sentence() {
    use FieldFault::*;
    check(&[(NAME, "")], &[NameMissing]);
    check(&[(NAME, &"x".repeat(81))], &[NameTooLong]);
    check(&[(NAME, "a\u{202e}b")], &[NameUnprintable]);
    check(&[(ADULT, "")], &[NotAdult]);
    check(&[(CONTACT, ""), (PHONE, "")], &[ContactMissing]);
    check(&[(CONTACT, "pigeon")], &[ContactMissing]);
    check(&[(PHONE, "")], &[PhoneMissing]);
    check(&[(PHONE, "06-abc")], &[PhoneNotDigits]);
    check(&[(PHONE, "0612")], &[PhoneLength]);
    check(&[(CONTACT, "email")], &[EmailMissing]);
    check(&[(CONTACT, "email"), (EMAIL, "windroos@post")], &[EmailWrong]);
}

#[test]
fn what_one_needs_is_asked_without_a_reason_and_an_early_leave_in_any_digits() {
    let form = |changes: &[(&str, &str)]| parse_sign_up(&with(changes), &OFFERED).expect("a good form");
    assert_eq!(form(&[]).needs.leave_at_min, None);
    for time in ["14:30", " 14.30 ", "١٤:٣٠"] {
        assert_eq!(form(&[(LEAVE_AT, time)]).needs.leave_at_min, Some(870), "{time}");
    }
    for time in ["25:00", "14:60", "1430", "-1:30", "later"] {
        check(&[(LEAVE_AT, time)], &[FieldFault::LeaveAt]);
    }
    let named = form(&[(INTERPRETER, "ti"), (SPOKEN, "nl")]);
    assert!(named.needs.interpreter, "who names the language needs one");
    assert_eq!(named.needs.interpreter_lang, Some(Lang::Ti));
    assert!(named.spoken.iter().any(|spoken| spoken.lang == Lang::Ti));
}

#[test]
fn a_number_is_shared_by_who_says_so_and_gave_one() {
    let shares =
        |changes: &[(&str, &str)]| parse_sign_up(&with(changes), &OFFERED).expect("a good form").shares_phone;
    assert!(!shares(&[]), "silence is no");
    assert!(shares(&[(SHARE, "phone")]));
    assert!(!shares(&[(SHARE, "phone"), (CONTACT, "desk")]), "there is no number to share");
    assert!(!shares(&[(SHARE, "everything")]));
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_form() {
    use FieldFault::*;
    check(&[(NAME, ""), (PHONE, "12"), (ADULT, "")], &[NameMissing, PhoneLength, NotAdult]);
}

#[test]
fn a_vacancy_of_another_fair_is_refused_and_so_is_an_unknown_star() {
    check(&[("v000000ff", "3")], &[FieldFault::UnknownVacancy]);
    check(&[("v000000a1", "9")], &[FieldFault::UnknownVacancy]);
    let mut twice = good();
    twice.push(("v000000a1".into(), "1".into()));
    assert_eq!(parse_sign_up(&twice, &OFFERED), Err(vec![FieldFault::UnknownVacancy]));
}

#[test]
fn a_form_that_is_not_ours_is_damaged() {
    check(&[(KEY, "")], &[FieldFault::Damaged]);
    check(&[(RESIDENT, "42")], &[FieldFault::Damaged]);
    let many = vec![("x".to_owned(), String::new()); FIELDS_MAX + 1];
    assert_eq!(parse_sign_up(&many, &OFFERED), Err(vec![FieldFault::Damaged]));
}

#[test]
fn a_number_without_a_choice_is_a_choice() {
    let form = parse_sign_up(&with(&[(CONTACT, "")]), &OFFERED).expect("a good form");
    assert!(matches!(form.contact, Contact::Phone(_)));
}

#[test]
fn who_gives_an_address_is_reached_by_it_and_a_number_they_left_is_not_kept() {
    let contact =
        |changes: &[(&str, &str)]| parse_sign_up(&with(changes), &OFFERED).expect("a good form").contact;
    let address = Contact::Email(Email::parse("windroos@post.example").expect("an address"));
    let typed = (EMAIL, " windroos@Post.example");
    assert_eq!(contact(&[(CONTACT, "email"), typed]), address);
    assert_eq!(contact(&[(CONTACT, ""), (PHONE, ""), typed]), address, "without a choice it is one");
    assert!(matches!(contact(&[typed]), Contact::Phone(_)), "what was chosen counts");
    let shared = with(&[(CONTACT, "email"), typed, (SHARE, "phone")]);
    assert!(
        !parse_sign_up(&shared, &OFFERED).expect("a good form").shares_phone,
        "no number, nothing to share"
    );
}

#[test]
fn an_address_that_is_too_long_stays_so_when_it_is_kept() {
    for long in
        ["a".repeat(60) + "@" + &"b.".repeat(120) + "example", "a@b.example".to_owned() + &"é".repeat(200)]
    {
        let typed = Typed::from_pairs(&with(&[(CONTACT, "email"), (EMAIL, &long)]), &OFFERED);
        assert!((255..=258).contains(&typed.email.len()), "{}", typed.email.len());
        assert_eq!(Typed::from_pairs(&typed.to_pairs(&OFFERED), &OFFERED).email, typed.email);
        assert!(Email::parse(&typed.email).is_err());
    }
}

#[test]
fn what_was_typed_is_kept_right_or_wrong() {
    let typed = Typed::from_pairs(&with(&[(PHONE, "06-abc"), (NAME, &"y".repeat(500))]), &OFFERED);
    assert_eq!((typed.phone.as_str(), typed.name.len()), ("06-abc", 200));
    assert_eq!(typed.interest_in(OFFERED[0]), Some(Interest::Three));
    assert_eq!(typed.spoken, [Lang::Nl, Lang::Ar]);
    assert!(typed.adult && typed.needs.childcare);
}

#[test]
fn what_is_kept_for_later_reads_back_the_same() {
    for changes in [
        &[][..],
        &[(NAME, ""), (CONTACT, ""), (LEAVE_AT, "late")],
        &[(CONTACT, "email"), (EMAIL, "windroos@post.example")],
        &[(INTERPRETER, "fa-AF"), (SHARE, "phone"), (GROUP, "00000000-0000-0000-0000-000000000007")],
    ] {
        let typed = Typed::from_pairs(&with(changes), &OFFERED);
        assert_eq!(Typed::from_pairs(&typed.to_pairs(&OFFERED), &OFFERED), typed, "{changes:?}");
    }
    let long = Typed::from_pairs(&with(&[(NAME, &"y".repeat(500))]), &OFFERED).to_pairs(&OFFERED);
    let kept: Vec<_> = good().into_iter().filter(|(name, _)| name != NAME).chain(long).collect();
    assert!(parse_sign_up(&kept, &OFFERED).is_err_and(|faults| faults.contains(&FieldFault::NameTooLong)));
}

#[test]
fn ids_with_the_same_tail_get_whole_names() {
    let twin = VacancyId(Uuid::from_u128((7 << 64) + 0xA1));
    let fields = StarFields::of([OFFERED[0], twin]);
    assert_ne!(fields.name(OFFERED[0]), fields.name(twin));
    let pairs = with(&[("v000000a1", ""), (&fields.name(twin), "2")]);
    let form = parse_sign_up(&pairs, &[OFFERED[0], twin]).expect("a good form");
    assert_eq!(form.interests, [VacancyInterest { vacancy: twin, interest: Interest::Two }]);
}
